"""Quién trabaja cada instancia: este proceso, o varios cuando hay bastante que hacer.

El orden de los resultados es siempre el de las instancias, de modo que el número de procesos no
cambia un byte. Los procesos se bifurcan de este, que ya tiene cargadas las bibliotecas: arrancar
uno cuesta milisegundos.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from generador.arboles import morir_con, se_puede_bifurcar
from generador.compilacion import Taller, Trabajo, carpeta_de, recordar, trabajar
from generador.configuracion import Contexto
from generador.construccion.pedido import Avance

if TYPE_CHECKING:
    from concurrent.futures import Executor

REGISTROS_PARA_REPARTIR = 50
"""Por debajo, repartir cuesta más de lo que ahorra."""

_Tarea = Callable[[str], Trabajo]


def trabajar_todas(
    slugs: Sequence[str],
    contexto: Contexto,
    taller: Taller,
    procesos: int | None = None,
    avance: Avance | None = None,
) -> tuple[Trabajo, ...]:
    """El trabajo de cada instancia, en el orden de `slugs`; lo que no cambió se recuerda.

    `procesos` es el máximo; sin él, uno por núcleo. `avance` se entera de cada instancia hecha. Un
    error del programa en un proceso se lanza aquí con su traza.
    """
    with taller.etapa("Recordar lo que no cambió"):
        hechos = {s: t for s in slugs if (t := recordar(s, contexto, taller)) is not None}
    pendientes = [s for s in slugs if s not in hechos]
    cuantos = min(procesos or os.cpu_count() or 1, len(pendientes))
    global _tarea
    _tarea = partial(trabajar, contexto=contexto, taller=taller)
    # La prensa ya reparte sus documentos en hilos, y con hilos no se bifurca.
    solo = taller.prensa is not None or not se_puede_bifurcar()
    if cuantos > 1 and not solo and _paga(taller, pendientes):
        nuevos = _repartir(pendientes, cuantos)
    else:
        nuevos = map(_tarea, pendientes)
    for n, trabajo in enumerate(nuevos, start=1):
        hechos[trabajo.slug] = trabajo
        if avance is not None:
            avance("Instancias", n, len(pendientes))
    return tuple(hechos[s] for s in slugs)


# Lo que cada proceso necesita saber: lo hereda al bifurcarse, no viaja.
_tarea: _Tarea | None = None


def _trabajar_aqui(slug: str) -> Trabajo:
    assert _tarea is not None, "el proceso se bifurcó antes de saber qué hacer"
    return _tarea(slug)


def _repartir(pendientes: list[str], cuantos: int) -> Iterator[Trabajo]:
    # Lo que ya está en memoria no lo va a soltar nadie: que cada proceso no lo recorra, ni
    # copie sus páginas al recorrerlo.
    gc.freeze()
    try:
        with _procesos(cuantos) as cuadrilla:
            yield from cuadrilla.map(_trabajar_aqui, pendientes, chunksize=1)
    finally:
        gc.unfreeze()


def _procesos(cuantos: int) -> Executor:
    # Tardan en cargarse, y sin nada que repartir no hacen falta.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(
        cuantos,
        mp_context=multiprocessing.get_context("fork"),
        initializer=morir_con,
        initargs=(os.getpid(),),
    )


def _paga(taller: Taller, pendientes: list[str]) -> bool:
    """Si hay bastantes archivos por leer."""
    vistos = 0
    for slug in pendientes:
        vistos += len(taller.contenido(slug).mirar(carpeta_de(slug)))
        if vistos >= REGISTROS_PARA_REPARTIR:
            return True
    return False
