"""Los cuadros de requisitos × años, de una instancia o de todas: cada estado lleva a lo que lo
sustenta."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from generador.modelo.nombres import enumerar
from generador.verificacion.resultados import Estado, Renglon
from generador.vistas.comunes import VistaEstado, vista_estado
from generador.vistas.marco import Enlace
from generador.vistas.matriz import Titulos, ancla, cuenta, ruta_de_cumplimiento
from generador.vistas.textos import anios_en_palabras, minuscula


class EstadoDeAnio(Struct, frozen=True):
    """El estado de un requisito en un año, y dónde se sustenta."""

    anio: str
    estado: VistaEstado
    ruta: str
    cuenta: str = ""


class EstadosPorAnios(Struct, frozen=True):
    """Un requisito de una instancia, del primer año al último; vacía si nunca se exigió."""

    columna: str
    anios: tuple[EstadoDeAnio, ...]


class FilaPorAnios(Struct, frozen=True):
    """Una instancia."""

    nombre: Enlace
    celdas: tuple[EstadosPorAnios, ...]


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


_AniosDeUna = list[tuple[Enlace, list[Renglon]]]


def _solo(lista: str, todas: list[tuple[Enlace, tuple[Renglon, ...]]]) -> _AniosDeUna:
    filtradas = [(enlace, [r for r in suyos if r.lista == lista]) for enlace, suyos in todas]
    return [(enlace, suyos) for enlace, suyos in filtradas if suyos]


def _de_la_lista(id_: str, titulo: str, instancias: _AniosDeUna) -> MatrizPorAnios:
    columnas = {r.requisito: r.titulo for _, suyos in instancias for r in suyos}
    filas = tuple(
        FilaPorAnios(enlace, tuple(_estado_en_el_cuadro(c, t, suyos) for c, t in columnas.items()))
        for enlace, suyos in instancias
    )
    return MatrizPorAnios(id_, titulo, tuple(columnas.values()), filas)


def _estado_en_el_cuadro(requisito: str, titulo: str, renglones: list[Renglon]) -> EstadosPorAnios:
    suyos = sorted((r for r in renglones if r.requisito == requisito), key=lambda r: r.anio)
    tramos = (list(t) for _, t in groupby(suyos, key=_tramo))
    return EstadosPorAnios(titulo, tuple(map(_estado_de, tramos)))


def _tramo(renglon: Renglon) -> object:
    """Los años seguidos de que no se sabe nada se dicen juntos; los demás, uno por uno."""
    return "" if renglon.estado is Estado.SIN_DATO else renglon.anio


def _estado_de(tramo: list[Renglon]) -> EstadoDeAnio:
    uno = _estado(tramo[0])
    return uno if len(tramo) == 1 else replace(uno, anio=f"{tramo[0].anio} a {tramo[-1].anio}")


def _estado(renglon: Renglon) -> EstadoDeAnio:
    ruta = f"{ruta_de_cumplimiento(renglon.instancia)}#{ancla(renglon)}"
    return EstadoDeAnio(str(renglon.anio), vista_estado(renglon.estado), ruta, cuenta(renglon))


# --- una instancia ----------------------------------------------------------------------------


class RequisitoPorAnios(Struct, frozen=True):
    """Un requisito y los años de que se sabe algo, del último al primero."""

    titulo: str
    anios: tuple[EstadoDeAnio, ...]


class RequisitosDeLista(Struct, frozen=True):
    """Los requisitos de una lista de los que se sabe algo."""

    titulo: str
    requisitos: tuple[RequisitoPorAnios, ...]


class CuadroDeRequisitos(Struct, frozen=True):
    """Lo que se sabe de cada requisito, año por año; `sin_dato` dice en una frase lo que no."""

    listas: tuple[RequisitosDeLista, ...]
    sin_dato: str


def por_requisitos(renglones: Iterable[Renglon], titulos: Titulos) -> CuadroDeRequisitos | None:
    """El cuadro de una instancia; `None` si no se le exige nada."""
    todos = sorted(renglones, key=lambda r: r.anio, reverse=True)
    if not todos:
        return None
    listas = (
        RequisitosDeLista(titulo, tuple(_requisitos([r for r in todos if r.lista == lista])))
        for lista, titulo in titulos.items()
    )
    return CuadroDeRequisitos(tuple(x for x in listas if x.requisitos), _lo_que_no_se_sabe(todos))


def _requisitos(renglones: list[Renglon]) -> Iterator[RequisitoPorAnios]:
    for requisito, titulo in _titulos(renglones).items():
        suyos = [r for r in renglones if r.requisito == requisito]
        sabidos = tuple(_estado(r) for r in suyos if r.estado is not Estado.SIN_DATO)
        if any(r.estado not in (Estado.SIN_DATO, Estado.NO_APLICA) for r in suyos):
            yield RequisitoPorAnios(titulo, sabidos)


def _titulos(renglones: list[Renglon]) -> dict[str, str]:
    """Los requisitos en el orden de la lista, que es el de cada año."""
    return {r.requisito: r.titulo for r in renglones}


def _lo_que_no_se_sabe(renglones: list[Renglon]) -> str:
    """«Reglamento interno y plan de trabajo, 2020 a 2026; informe de gestión, 2020»."""
    anios: dict[str, list[int]] = {}
    for r in renglones:
        if r.estado is Estado.SIN_DATO:
            anios.setdefault(minuscula(r.titulo), []).append(r.anio)
    juntos: dict[str, list[str]] = {}
    for titulo, suyos in anios.items():
        juntos.setdefault(anios_en_palabras(suyos), []).append(titulo)
    return "; ".join(f"{enumerar(titulos)}, {cuando}" for cuando, titulos in juntos.items())
