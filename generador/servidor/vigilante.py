"""Quién cambió: los avisos del sistema de archivos, con una espera corta.

La vigilancia de livereload mira las carpetas cada 0,8 s; el sistema avisa en milésimas.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from watchfiles import Change, awatch

# Un editor que guarda hace varios cambios seguidos. Se aguarda a que pasen 10 ms sin ninguno, y
# nunca más de 50: lo que llegue después es otra construcción.
_CALMA_MS = 10
_TOPE_MS = 50


class Cambios:
    """Lo cambiado que nadie ha atendido: lo que llega mientras se atiende algo se junta aquí."""

    def __init__(self) -> None:
        self._hay = asyncio.Event()
        self._caminos: set[Path] = set()

    def agregar(self, caminos: Iterable[Path] = ()) -> None:
        """Anota lo cambiado y despierta a quien espera."""
        self._caminos.update(caminos)
        self._hay.set()

    async def tomar(self) -> frozenset[Path]:
        """Aguarda a que haya algo y se lo lleva."""
        await self._hay.wait()
        self._hay.clear()
        tomados, self._caminos = frozenset(self._caminos), set()
        return tomados


async def vigilar(carpetas: Iterable[Path], cambios: Cambios, fin: asyncio.Event) -> None:
    """Anota en `cambios` lo que cambie dentro de `carpetas`, hasta que se señale `fin`."""
    existentes = [c for c in carpetas if c.is_dir()]
    async for vistos in awatch(
        *existentes, watch_filter=_interesa, debounce=_TOPE_MS, step=_CALMA_MS, stop_event=fin
    ):
        cambios.agregar(Path(camino) for _, camino in vistos)


def _interesa(cambio: Change, camino: str) -> bool:
    """Si no es uno de los archivos que los editores crean y borran al guardar."""
    nombre = Path(camino).name
    return not (nombre.startswith((".", "#")) or nombre.endswith("~"))
