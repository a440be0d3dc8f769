"""El cuadro de instancias × requisitos × años: cada estado lleva a lo que lo sustenta."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from generador.verificacion.resultados import Renglon
from generador.vistas.comunes import VistaEstado, vista_estado
from generador.vistas.marco import Enlace
from generador.vistas.matriz import Titulos, ancla, ruta_de_cumplimiento


class EstadoDeAnio(Struct, frozen=True):
    """El estado de un requisito en un año, y dónde se sustenta."""

    anio: str
    estado: VistaEstado
    ruta: str


class CasillaPorAnios(Struct, frozen=True):
    """Un requisito de una instancia, del primer año al último; vacía si nunca se exigió."""

    columna: str
    anios: tuple[EstadoDeAnio, ...]


class FilaPorAnios(Struct, frozen=True):
    """Una instancia."""

    nombre: Enlace
    casillas: tuple[CasillaPorAnios, ...]


class MatrizPorAnios(Struct, frozen=True):
    """El cuadro de una lista de requisitos."""

    id: str
    titulo: str
    columnas: tuple[str, ...]
    filas: tuple[FilaPorAnios, ...]


def por_listas(
    instancias: Iterable[tuple[Enlace, tuple[Renglon, ...]]], titulos: Titulos
) -> tuple[MatrizPorAnios, ...]:
    """Un cuadro por lista, con las instancias a las que se aplica."""
    todas = [(enlace, renglones) for enlace, renglones in instancias if renglones]
    return tuple(
        _de_la_lista(f"anios-{n}", f"{titulo}, año por año", _solo(lista, todas))
        for n, (lista, titulo) in enumerate(titulos.items(), start=1)
    )


_Suyos = list[tuple[Enlace, list[Renglon]]]


def _solo(lista: str, todas: list[tuple[Enlace, tuple[Renglon, ...]]]) -> _Suyos:
    filtradas = [(enlace, [r for r in suyos if r.lista == lista]) for enlace, suyos in todas]
    return [(enlace, suyos) for enlace, suyos in filtradas if suyos]


def _de_la_lista(id_: str, titulo: str, instancias: _Suyos) -> MatrizPorAnios:
    columnas = {r.requisito: r.titulo for _, suyos in instancias for r in suyos}
    filas = tuple(
        FilaPorAnios(enlace, tuple(_casilla(c, t, suyos) for c, t in columnas.items()))
        for enlace, suyos in instancias
    )
    return MatrizPorAnios(id_, titulo, tuple(columnas.values()), filas)


def _casilla(requisito: str, titulo: str, renglones: list[Renglon]) -> CasillaPorAnios:
    suyos = sorted((r for r in renglones if r.requisito == requisito), key=lambda r: r.anio)
    return CasillaPorAnios(titulo, tuple(map(_estado, suyos)))


def _estado(renglon: Renglon) -> EstadoDeAnio:
    ruta = f"{ruta_de_cumplimiento(renglon.instancia)}#{ancla(renglon)}"
    return EstadoDeAnio(str(renglon.anio), vista_estado(renglon.estado), ruta)
