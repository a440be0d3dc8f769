"""Cómo va un trabajo largo: una barra en la terminal, y solo si de verdad se demora."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from generador.pdf import Avance

_ESPERA = 0.5


@contextmanager
def barra(que: str, *, silencio: bool = False) -> Iterator[Avance | None]:
    """A quién contarle cómo va; `None` si los errores no van a una terminal."""
    if silencio or not sys.stderr.isatty():
        yield None
        return
    una = _Barra(que)
    try:
        yield una
    finally:
        una.cerrar()


class _Barra:
    """Cuenta lo hecho; se muestra cuando pasa medio segundo."""

    def __init__(self, que: str) -> None:
        self._que = que
        self._inicio = time.monotonic()
        self._progreso: Progress | None = None
        self._tarea: TaskID | None = None

    def __call__(self, hechos: int, total: int) -> None:
        if self._progreso is None:
            if time.monotonic() - self._inicio < _ESPERA:
                return
            self._progreso = _abrir()
            self._tarea = self._progreso.add_task(self._que, total=total)
        assert self._tarea is not None
        self._progreso.update(self._tarea, completed=hechos, total=total)

    def cerrar(self) -> None:
        """Borra la barra."""
        if self._progreso is not None:
            self._progreso.stop()


def _abrir() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    consola = Console(file=sys.stderr)
    columnas = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    progreso = Progress(*columnas, console=consola, transient=True)
    progreso.start()
    return progreso
