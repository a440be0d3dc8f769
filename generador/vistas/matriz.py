"""Cuadros de estados: cada celda dice el estado en palabras y lleva a lo que lo prueba."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from types import MappingProxyType

from msgspec import Struct

from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.verificacion.informe import LISTA_DEL_FORMULARIO
from generador.verificacion.resultados import Estado, Renglon
from generador.vistas.comunes import VistaEstado, vista_estado
from generador.vistas.marco import Enlace
from generador.vistas.textos import anios_en_palabras

Titulos = Mapping[str, str]
"""El título de cada lista, la oficial primero."""

CUMPLIDOS = (Estado.CUMPLE, Estado.CUMPLE_TARDE)
"""Los estados en que está todo."""
SIN_JUZGAR = (Estado.NO_APLICA, Estado.SIN_DATO)
"""Los estados en que no se sabe si está, o no se exige."""
FALTA = (Estado.PARCIAL, Estado.SIN_COMPROBAR, Estado.FALTA, Estado.INCUMPLE)
"""Los estados en que falta algo y se sabe."""


class EstadoEnElCuadro(Struct, frozen=True):
    """El estado de un requisito en un año. `columna` es el requisito, para la fila apilada.

    `antes` dice qué falta de los años anteriores, donde la fila es solo del último.
    """

    columna: str
    estado: VistaEstado
    cuenta: str
    ruta: str
    antes: str = ""


class FilaDeMatriz(Struct, frozen=True):
    """Una instancia. Una celda `None` no tiene renglón: ese año no se exigía."""

    nombre: Enlace
    detalle: str
    celdas: tuple[EstadoEnElCuadro | None, ...]


class GrupoDeColumnas(Struct, frozen=True):
    """Las columnas seguidas que salen de una misma lista."""

    titulo: str
    columnas: tuple[str, ...]


class VistaMatriz(Struct, frozen=True):
    """Un cuadro de estados; `totales` va por columna: «1 de 3»."""

    id: str
    titulo: str
    grupos: tuple[GrupoDeColumnas, ...]
    filas: tuple[FilaDeMatriz, ...]
    totales: tuple[str, ...] = ()

    @property
    def columnas(self) -> tuple[str, ...]:
        """El título de cada columna, en orden."""
        return tuple(c for grupo in self.grupos for c in grupo.columnas)


_ColumnaDeLaMatriz = tuple[str, str]
"""La lista y el requisito de una columna."""
_RenglonesDeUna = tuple[Enlace, list[Renglon], Mapping[_ColumnaDeLaMatriz, str]]
"""Una instancia, sus renglones del último año y lo que falta de los anteriores."""


def ruta_de_cumplimiento(slug: str) -> str:
    """La página de cumplimiento de una instancia."""
    return f"instancias/{slug}/cumplimiento.html"


def ancla(renglon: Renglon) -> str:
    """El lugar de un renglón en su página: «publicacion-web-2020-informe»."""
    return ancla_de(renglon.lista, renglon.anio, renglon.requisito)


def ancla_de(lista: str, anio: int, requisito: str) -> str:
    """El lugar de un requisito de un año, sin tener su renglón."""
    return f"{lista}-{anio}-{requisito}"


def ancla_del_anio(anio: int) -> str:
    """El lugar de un año en la página de cumplimiento de una instancia."""
    return f"anio-{anio}"


def cuenta(renglon: Renglon) -> str:
    """«2 de 3», o vacío si es una sola cosa, que el estado ya dice."""
    return f"{renglon.cumplidos} de {renglon.exigidos}" if renglon.exigidos > 1 else ""


def orden_de_lista(lista: str) -> tuple[bool, str]:
    """La clave para ordenar listas: la oficial primero."""
    return (lista != LISTA_DEL_FORMULARIO, lista)


def por_instancias(
    instancias: Iterable[tuple[Enlace, tuple[Renglon, ...]]], titulos: Titulos
) -> tuple[VistaMatriz, ...]:
    """Una fila por instancia, con su último año juzgado.

    Las instancias a las que se aplican las mismas listas van en un mismo cuadro.
    """
    cuadros: dict[tuple[str, ...], list[_RenglonesDeUna]] = {}
    for enlace, renglones in instancias:
        ultimo = max((r.anio for r in renglones), default=0)
        suyos = [r for r in renglones if r.anio == ultimo]
        listas = tuple(sorted({r.lista for r in suyos}, key=orden_de_lista))
        if suyos:
            cuadros.setdefault(listas, []).append((enlace, suyos, _antes(renglones, ultimo)))
    return tuple(
        _de_instancias(f"cuadro-{n}", filas, titulos)
        for n, (_, filas) in enumerate(sorted(cuadros.items(), key=_orden_de_cuadro), start=1)
    )


def _orden_de_cuadro(cuadro: tuple[tuple[str, ...], object]) -> list[tuple[bool, str]]:
    return [orden_de_lista(lista) for lista in cuadro[0]]


def _antes(renglones: Iterable[Renglon], ultimo: int) -> dict[_ColumnaDeLaMatriz, str]:
    """De cada requisito, los años anteriores en que falta algo y los que no se saben."""
    anios: dict[_ColumnaDeLaMatriz, dict[str, list[int]]] = {}
    for r in renglones:
        clave = SIN_DATO_DICHO if r.estado is Estado.SIN_DATO else "falta" * (r.estado in FALTA)
        if r.anio < ultimo and clave:
            anios.setdefault((r.lista, r.requisito), {}).setdefault(clave, []).append(r.anio)
    return {
        columna: "; ".join(f"{clave} de {anios_en_palabras(suyos)}" for clave, suyos in de.items())
        for columna, de in anios.items()
    }


def _de_instancias(id_: str, instancias: list[_RenglonesDeUna], titulos: Titulos) -> VistaMatriz:
    todos = [r for _, renglones, _ in instancias for r in renglones]
    columnas = _columnas(todos, titulos)
    filas = tuple(
        FilaDeMatriz(enlace, f"en {renglones[0].anio}", _celdas(columnas, renglones, antes))
        for enlace, renglones, antes in instancias
    )
    grupos = _grupos(columnas, titulos)
    # Con varias listas, cada grupo de columnas ya dice la suya.
    titulo = grupos[0].titulo if len(grupos) == 1 else "Último año juzgado de cada instancia"
    totales = tuple(_total(c, todos) for c in columnas)
    return VistaMatriz(id_, titulo, grupos, filas, totales)


def _columnas(renglones: Iterable[Renglon], titulos: Titulos) -> dict[_ColumnaDeLaMatriz, str]:
    """Cada columna con su título: por lista y, en ella, en el orden en que la lista los da."""
    orden = list(titulos)
    en_orden = sorted(renglones, key=lambda r: orden.index(r.lista))
    return {(r.lista, r.requisito): r.titulo for r in en_orden}


def _grupos(
    columnas: Mapping[_ColumnaDeLaMatriz, str], titulos: Titulos
) -> tuple[GrupoDeColumnas, ...]:
    return tuple(
        GrupoDeColumnas(titulos[lista], tuple(columnas[c] for c in suyas))
        for lista, suyas in groupby(columnas, key=lambda c: c[0])
    )


def _celdas(
    columnas: Iterable[_ColumnaDeLaMatriz],
    renglones: Iterable[Renglon],
    antes: Mapping[_ColumnaDeLaMatriz, str] = MappingProxyType({}),
) -> tuple[EstadoEnElCuadro | None, ...]:
    suyos = {(r.lista, r.requisito): r for r in renglones}
    return tuple(
        _estado_en_el_cuadro(suyos[c], antes.get(c, "")) if c in suyos else None for c in columnas
    )


def _estado_en_el_cuadro(renglon: Renglon, antes: str) -> EstadoEnElCuadro:
    ruta = f"{ruta_de_cumplimiento(renglon.instancia)}#{ancla(renglon)}"
    return EstadoEnElCuadro(
        renglon.titulo, vista_estado(renglon.estado), cuenta(renglon), ruta, antes
    )


def _total(columna: _ColumnaDeLaMatriz, renglones: Iterable[Renglon]) -> str:
    """«1 de 3»: las instancias que cumplen, de aquellas a las que se les exige."""
    suyos = [r for r in renglones if (r.lista, r.requisito) == columna]
    exigidos = [r for r in suyos if r.estado is not Estado.NO_APLICA]
    return f"{sum(r.estado in CUMPLIDOS for r in exigidos)} de {len(exigidos)}"
