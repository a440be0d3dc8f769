"""Lo declarado frente a lo calculado: cómo se comparan y de qué registros salió el cálculo."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from generador.modelo.base import Procedencia, Publicable, Registro
from generador.modelo.clases import nombre_de_fuente
from generador.modelo.fechas import fecha_larga
from generador.modelo.nombres import direccion_de
from generador.modelo.norma import Norma, Reglamento
from generador.modelo.tipos import sin_tildes
from generador.verificacion.resultados import Cifra, Coincide, Referencia

_T = TypeVar("_T")


def conciliar(
    calculado: _T | None,
    declarado: _T | None,
    registros: Sequence[Registro],
    iguales: Callable[[_T, _T], bool] = operator.eq,
) -> Cifra[_T]:
    """La cifra con sus dos lados; `registros` son aquellos de los que salió lo calculado.

    `sin_dato` si falta un lado; `sin_contraste` si todos los registros se reconstruyeron a partir
    de otro documento: que coincidan, o no, nada prueba. Sin valor calculado no hay fuentes.
    """
    if calculado is None:
        return Cifra(None, declarado, Coincide.SIN_DATO)
    fuentes = tuple(referencia_a(r) for r in registros)
    if declarado is None:
        return Cifra(calculado, None, Coincide.SIN_DATO, fuentes)
    if registros and all(r.procedencia is Procedencia.RECONSTRUIDA for r in registros):
        return Cifra(calculado, declarado, Coincide.SIN_CONTRASTE, fuentes)
    coincide = Coincide.SI if iguales(calculado, declarado) else Coincide.NO
    return Cifra(calculado, declarado, coincide, fuentes)


def referencia_a(registro: Registro, titulo: str = "") -> Referencia:
    """La referencia a un registro: su nombre, o `titulo`, su página y su fecha si la tiene."""
    fecha = registro.fecha if isinstance(registro, Publicable | Norma) else None
    return Referencia(titulo or nombre_de_fuente(registro), direccion_de(registro), fecha)


def mismos_elementos(unos: Iterable[object], otros: Iterable[object]) -> bool:
    """Si dos listas tienen los mismos elementos, sin contar repeticiones ni orden."""
    return set(unos) == set(otros)


def normalizado(texto: str) -> str:
    """El texto sin tildes, mayúsculas, espacios de más ni puntuación final, para comparar."""
    return " ".join(sin_tildes(texto).split()).rstrip(" .;,")


def mismo_reglamento(reglamento: Reglamento, declarado: str) -> bool:
    """Si un texto libre nombra ese reglamento: su fecha, en cualquier estilo, y su número."""
    texto = normalizado(declarado)
    fecha = next((f for f in _estilos(reglamento.fecha) if f in texto), None)
    if fecha is None or reglamento.numero in (None, "ninguno"):
        return fecha is not None
    # Sin la fecha, para que el número 16 no se halle en «16 de marzo».
    numero = re.escape(normalizado(str(reglamento.numero)))
    return re.search(rf"\b{numero}\b", texto.replace(fecha, " ")) is not None


def _estilos(dia: date) -> tuple[str, ...]:
    """Los estilos de fecha que se ven en los informes, siempre con el día primero."""
    return (fecha_larga(dia), dia.isoformat(), f"{dia:%d/%m/%Y}", f"{dia:%d-%m-%Y}")
