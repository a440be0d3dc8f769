"""Quién hace cada cosa: este proceso, o varios cuando hay bastante que hacer.

El orden de los resultados es siempre el de los nombres, de modo que el número de procesos no
cambia un byte. Los procesos se bifurcan de este, que ya tiene cargadas las bibliotecas: arrancar
uno cuesta milisegundos.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from generador.arboles import morir_con, se_puede_bifurcar
from generador.compilacion import Taller, Trabajo, carpeta_de, recordar, trabajar
from generador.configuracion import Contexto
from generador.construccion.pedido import Avance, Motor

if TYPE_CHECKING:
    from concurrent.futures import Executor

REGISTROS_PARA_REPARTIR = 50
"""Por debajo, repartir cuesta más de lo que ahorra."""

_T = TypeVar("_T")


def trabajar_todas(
    slugs: Sequence[str],
    contexto: Contexto,
    taller: Taller,
    procesos: int | None = None,
    avance: Avance | None = None,
    motor: Motor | None = None,
) -> tuple[Trabajo, ...]:
    """El trabajo de cada instancia, en el orden de `slugs`; lo que no cambió se recuerda.

    `procesos` es el máximo; sin él, uno por núcleo. `avance` se entera de cada instancia hecha. Con
    `motor`, las hace él. Un error del programa en un proceso se lanza aquí con su traza.
    """
    with taller.etapa("Recordar lo que no cambió"):
        hechos = {s: t for s in slugs if (t := recordar(s, contexto, taller)) is not None}
    pendientes = [s for s in slugs if s not in hechos]
    if motor is not None and pendientes:
        nuevos = motor(pendientes, contexto, taller)
    else:
        tarea = partial(trabajar, contexto=contexto, taller=taller)
        # La prensa ya reparte sus documentos en hilos, y con hilos no se bifurca.
        solo = taller.prensa is not None or not _paga(taller, pendientes)
        nuevos = repartir(tarea, pendientes, 1 if solo else procesos)
    for n, trabajo in enumerate(nuevos, start=1):
        hechos[trabajo.slug] = trabajo
        if avance is not None:
            avance("Instancias", n, len(pendientes))
    return tuple(hechos[s] for s in slugs)


def repartir(
    tarea: Callable[[str], _T], nombres: Sequence[str], procesos: int | None = None
) -> Iterator[_T]:
    """Lo que da la tarea con cada nombre, en su orden; `procesos` es el máximo."""
    cuantos = min(procesos or os.cpu_count() or 1, len(nombres))
    if cuantos < 2 or not se_puede_bifurcar():
        yield from map(tarea, nombres)
        return
    global _tarea
    _tarea = tarea
    # Lo que ya está en memoria no lo va a soltar nadie: que cada proceso no lo recorra, ni
    # copie sus páginas al recorrerlo.
    gc.freeze()
    try:
        with _procesos(cuantos) as cuadrilla:
            yield from cuadrilla.map(_trabajar_aqui, nombres, chunksize=1)
    finally:
        gc.unfreeze()


# Lo que cada proceso necesita saber: lo hereda al bifurcarse, no viaja.
_tarea: Callable[[str], Any] | None = None


def _trabajar_aqui(nombre: str) -> Any:
    assert _tarea is not None, "el proceso se bifurcó antes de saber qué hacer"
    return _tarea(nombre)


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
