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


async def vigilar(carpetas: Iterable[Path], cambio: asyncio.Event, fin: asyncio.Event) -> None:
    """Señala `cambio` cada vez que algo cambie dentro de `carpetas`, hasta que se señale `fin`.

    Los cambios que lleguen mientras se atiende uno se juntan en el siguiente.
    """
    existentes = [c for c in carpetas if c.is_dir()]
    async for _ in awatch(
        *existentes, watch_filter=_interesa, debounce=_TOPE_MS, step=_CALMA_MS, stop_event=fin
    ):
        cambio.set()


def _interesa(cambio: Change, camino: str) -> bool:
    """Si no es uno de los archivos que los editores crean y borran al guardar."""
    nombre = Path(camino).name
    return not (nombre.startswith((".", "#")) or nombre.endswith("~"))
