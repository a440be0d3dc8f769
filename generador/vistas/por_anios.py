"""Las listas de todo el sitio, repartidas por años.

La primera página trae los últimos años, hasta que la lista es larga; cada año tiene además la suya,
siempre en la misma dirección, por mucho que la lista crezca.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from generador.configuracion import Contexto
from generador.vistas.comunes import INICIO, hacer_marco
from generador.vistas.marco import Enlace, Marco
from generador.vistas.seguimientos import Salto
from generador.vistas.textos import enumerar

SIN_ANIO = "Sin año"
TOPE = 20
"""Cuánto cabe en la primera página: a partir de ahí, otro año va solo en la suya."""

Cuentas = Mapping[str, int]
"""Cuánto hay de cada año, el último primero."""


def contar_anios(anios: Iterable[int | None]) -> Cuentas:
    """Cuántas veces está cada año; los que no se saben, al final."""
    cuentas = Counter(str(anio or SIN_ANIO) for anio in anios)
    orden = sorted(cuentas, key=lambda a: "" if a == SIN_ANIO else a, reverse=True)
    return {anio: cuentas[anio] for anio in orden}


def ruta_de_anio(listado: Enlace, anio: str) -> str:
    """La página de un año: «documentos/2025.html»."""
    nombre = "sin-anio" if anio == SIN_ANIO else anio
    return f"{listado.ruta.removesuffix('.html')}/{nombre}.html"


def enlace_a_anio(listado: Enlace, anio: str) -> Enlace:
    """El enlace a la página de un año: «Documentos de 2025»."""
    nombre = f", {anio.lower()}" if anio == SIN_ANIO else f" de {anio}"
    return Enlace(f"{listado.texto}{nombre}", ruta_de_anio(listado, anio))


def a_la_vista(cuentas: Cuentas, anio: str | None) -> tuple[str, ...]:
    """Los años que muestra una página: el suyo o, en la primera, los últimos que caben."""
    return (anio,) if anio else tuple(_los_que_caben(cuentas))


def _los_que_caben(cuentas: Cuentas) -> Iterator[str]:
    suma = 0
    for anio, cuantos in cuentas.items():
        # El último siempre está, por largo que sea.
        if suma and suma + cuantos > TOPE:
            return
        suma += cuantos
        yield anio


def saltos_por_anio(listado: Enlace, cuentas: Cuentas, anio: str | None) -> tuple[Salto, ...]:
    """Los enlaces a cada año: dentro de la página si está en ella, y si no, a la suya."""
    aqui = () if anio else a_la_vista(cuentas, None)
    enlaces = {a: enlace_a_anio(listado, a) for a in cuentas}
    enlaces |= {
        a: replace(enlaces[a], ruta=f"{listado.ruta}#s_{a.replace(' ', '-')}") for a in aqui
    }
    return tuple(Salto(enlaces[a], str(n)) for a, n in cuentas.items())


def alcance(cuentas: Cuentas, anio: str | None) -> str:
    """Qué años están en la primera página, si no están todos; en las demás, nada."""
    aqui = a_la_vista(cuentas, anio)
    if anio or len(aqui) == len(cuentas):
        return ""
    suma = sum(cuentas[a] for a in aqui)
    return (
        f"Aquí, {suma} de {sum(cuentas.values())}: {enumerar(a.lower() for a in aqui)}. "
        "Los demás años tienen su propia página."
    )


def marco_por_anio(
    contexto: Contexto, listado: Enlace, anio: str | None, descripcion: str, clase: str
) -> Marco:
    """El marco de la primera página de una lista o de la de un año."""
    if anio is None:
        return hacer_marco(
            contexto, listado.ruta, listado.texto, descripcion, (INICIO,), clase=clase
        )
    enlace = enlace_a_anio(listado, anio)
    descripcion = f"{descripcion.rstrip('.')}: {anio.lower()}."
    return hacer_marco(
        contexto, enlace.ruta, enlace.texto, descripcion, (INICIO, listado), clase=clase
    )
