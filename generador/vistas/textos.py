"""Los valores del modelo, en palabras para una página.

En una vista el texto vacío quiere decir «sin dato», y la plantilla lo dice con esas palabras.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generador.modelo.fechas import fecha_larga
from generador.modelo.instancia import Rol
from generador.modelo.nombres import enumerar, lapso_en_palabras
from generador.modelo.tipos import Lapso, sin_tildes

SI, NO = "Sí", "No"

ROLES = {
    Rol.PRESIDENCIA: "presidencia",
    Rol.SECRETARIA_TECNICA: "secretaría técnica",
    Rol.INTEGRANTE: "integrante",
    Rol.INVITADO_PERMANENTE: "invitado permanente",
    Rol.OTRO: "otro",
}

_TILDES = (
    "abordó acción análisis aprobación asistió citación clasificación comisión comité creación "
    "demostración denominación descripción dirección día días epígrafe específica función gestión "
    "hábiles inscripción límite numeración número observación próxima pública publicación público "
    "quórum relación resolución secretaría sesión síntesis técnica teléfono título única"
)
_CON_TILDE = {"anio": "año"} | {sin_tildes(p): p for p in _TILDES.split()}
"""Las palabras del modelo que llevan tilde y en él se escriben sin ella."""


def fecha(dia: date | None) -> str:
    """«16 de marzo de 2016», o vacío si no se sabe."""
    return fecha_larga(dia) if dia else ""


def si_no(valor: bool | None) -> str:
    """«Sí», «No», o vacío si no se sabe."""
    return "" if valor is None else SI if valor else NO


def cantidad(valor: int | None) -> str:
    """El número en cifras, o vacío si no se sabe."""
    return "" if valor is None else str(valor)


def contar(n: int, singular: str, plural: str) -> str:
    """«1 acta», «3 actas»."""
    return f"{n} {singular if n == 1 else plural}"


def anios_en_palabras(anios: Iterable[int]) -> str:
    """«2023 y 2025»; tres o más seguidos se abrevian: «2020 a 2023 y 2025»."""
    tramos: list[list[int]] = []
    for anio in sorted(set(anios)):
        if tramos and tramos[-1][-1] == anio - 1:
            tramos[-1].append(anio)
        else:
            tramos.append([anio])
    return enumerar(
        parte for t in tramos for parte in ([f"{t[0]} a {t[-1]}"] if len(t) > 2 else map(str, t))
    )


def mayuscula(texto: str) -> str:
    """El texto con la primera letra en mayúscula y el resto como estaba."""
    return texto[:1].upper() + texto[1:]


def minuscula(texto: str) -> str:
    """El texto como va dentro de una frase: en minúscula su primera letra, si no es una sigla."""
    return texto if texto[1:2].isupper() else texto[:1].lower() + texto[1:]


def palabras(vocablo: str | None) -> str:
    """Un vocablo o un campo del modelo como se lee: «plan_de_accion» es «Plan de acción»."""
    partes = str(vocablo or "").split("_")
    return mayuscula(" ".join(_CON_TILDE.get(parte, parte) for parte in partes))


def roles(valores: Iterable[str]) -> str:
    """«Integrante (I) y secretaría técnica (S)»: la sigla del formulario y su significado."""
    return mayuscula(enumerar(f"{ROLES[Rol(r)]} ({Rol(r).value})" for r in valores))


def lapso(valor: Lapso | None) -> str:
    """«2020», «enero de 2021», «9 de junio de 2020» o «enero de 2021 a febrero de 2021»."""
    return lapso_en_palabras(valor) if valor else ""
