"""Las listas de todo el sitio, repartidas por años.

La primera página trae los últimos años, hasta que la lista es larga; cada año tiene además la suya,
siempre en la misma dirección, por mucho que la lista crezca. La de un año que no cabe en una página
dice cuánto tiene cada instancia, y lleva a la lista de ella.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generador.configuracion import Contexto
from generador.modelo.nombres import enumerar
from generador.resumen import ResumenInstancia
from generador.vistas.comunes import INICIO, hacer_marco, por_nombre
from generador.vistas.marco import Enlace, Marco
from generador.vistas.partes import ruta_de_parte
from generador.vistas.seguimientos import Salto
from generador.vistas.tablas import ruta_de_tabla

SIN_ANIO = "Sin año"
TOPE = 20
"""Cuánto cabe en la primera página: a partir de ahí, otro año va solo en la suya."""

LARGA = 500
"""Cuánto cabe en cualquier página: un año que tenga más va por instancias."""

_Fila = TypeVar("_Fila")
Cuentas = Mapping[str, int]
"""Cuánto hay de cada año, el último primero."""
Resumenes = tuple[ResumenInstancia, ...]
AniosDe = Callable[[ResumenInstancia], Iterable[int | None]]
"""El año de cada renglón que una instancia pone en una lista."""


class AnioDeLista(Struct, Generic[_Fila], frozen=True):
    """Lo que una lista tiene de un año."""

    anio: str
    filas: tuple[_Fila, ...]


class Reparto(Struct, frozen=True):
    """Lo que va en una página de una lista repartida por años.

    `aqui` son los años que la página lista y `total`, cuánto hay en ellos o, en la primera, en
    todos; `indice` y `alcance` llevan a los demás, y `csv` es donde están todos. Si el año no cabe,
    `aqui` está vacío e `instancias` lleva a la lista de cada una.
    """

    aqui: tuple[str, ...] = ()
    total: int = 0
    indice: tuple[Salto, ...] = ()
    alcance: str = ""
    instancias: tuple[Salto, ...] = ()
    csv: str = ""


def repartir(
    listado: Enlace, parte: str, resumenes: Resumenes, anios_de: AniosDe, anio: str | None
) -> Reparto:
    """Lo que va en la página de un año o, sin él, en la primera.

    `parte` es la página donde cada instancia tiene su propia lista.
    """
    cuentas = contar_anios(a for r in resumenes for a in anios_de(r))
    aqui = a_la_vista(cuentas, anio)
    cabe = sum(cuentas[a] for a in aqui) <= LARGA
    return Reparto(
        aqui if cabe else (),
        cuentas[anio] if anio else sum(cuentas.values()),
        _saltos(listado, cuentas, () if anio or not cabe else aqui),
        alcance(cuentas, anio),
        # Solo un año que está solo puede no caber.
        () if cabe else tuple(_por_instancia(resumenes, anios_de, parte, aqui[0])),
        ruta_de_tabla(listado.ruta.removesuffix(".html")),
    )


def _por_instancia(
    resumenes: Resumenes, anios_de: AniosDe, parte: str, anio: str
) -> Iterator[Salto]:
    for r in por_nombre(resumenes):
        if cuantos := contar_anios(anios_de(r)).get(anio):
            suya = f"{ruta_de_parte(r.slug, parte)}#{_ancla(anio)}"
            yield Salto(Enlace(r.nombre, suya), str(cuantos))


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


def _saltos(listado: Enlace, cuentas: Cuentas, aqui: tuple[str, ...]) -> tuple[Salto, ...]:
    """Los enlaces a cada año: dentro de la página si está `aqui`, y si no, a la suya."""
    enlaces = {a: enlace_a_anio(listado, a) for a in cuentas}
    enlaces |= {a: replace(enlaces[a], ruta=f"{listado.ruta}#{_ancla(a)}") for a in aqui}
    return tuple(Salto(enlaces[a], str(n)) for a, n in cuentas.items())


def _ancla(anio: str) -> str:
    """El lugar de un año dentro de una lista, igual en todas."""
    return f"s_{anio.replace(' ', '-')}"


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


def agrupar(pares: Iterable[tuple[int | str, _Fila]]) -> tuple[AnioDeLista[_Fila], ...]:
    """Las filas de cada año, en el orden en que vienen."""
    por_anio: dict[str, list[_Fila]] = {}
    for anio, fila in pares:
        por_anio.setdefault(str(anio), []).append(fila)
    return tuple(AnioDeLista(anio, tuple(suyas)) for anio, suyas in por_anio.items())
