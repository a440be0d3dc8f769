"""Las dos llamadas del sistema que Python no ofrece, y lo que las rodea."""

from __future__ import annotations

import functools
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ctypes

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_PR_SET_PDEATHSIG = 1
_RONDA = 0.2


@functools.cache
def _libc() -> ctypes.CDLL:
    # ctypes se importa aquí: una construcción sin cambios no debe pagarlo.
    import ctypes

    return ctypes.CDLL(None, use_errno=True)


def _llamar(nombre: str, *argumentos: object) -> None:
    """Llama una función de la biblioteca de C; lanza `OSError`, ENOSYS si no existe."""
    import ctypes
    import errno

    funcion = getattr(_libc(), nombre, None)
    if funcion is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if funcion(*argumentos) != 0:
        codigo = ctypes.get_errno()
        raise OSError(codigo, os.strerror(codigo))


def intercambiar(una: Path, otra: Path) -> None:
    """Cambia una carpeta por la otra en una sola llamada: nadie ve un paso intermedio.

    Usa `renameat2` de Linux o `renamex_np` de macOS. Lanza `OSError` (ENOSYS, EINVAL…) donde no
    se puede.
    """
    if sys.platform == "darwin":
        _llamar("renamex_np", os.fsencode(una), os.fsencode(otra), _RENAME_SWAP)
        return
    _llamar(
        "renameat2", _AT_FDCWD, os.fsencode(una), _AT_FDCWD, os.fsencode(otra), _RENAME_EXCHANGE
    )


def morir_con(padre: int) -> None:
    """Que este proceso muera cuando muera `padre`, el que lo bifurcó.

    Quien muere suelta el cerrojo: un obrero que lo sobreviva escribiría en la obra de la próxima
    construcción, y además esperaría trabajo para siempre.
    """
    try:
        _llamar("prctl", _PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    except OSError:
        # Fuera de Linux se mira de vez en cuando.
        threading.Thread(target=_vigilar, args=(padre,), daemon=True).start()
    if os.getppid() != padre:
        os._exit(1)


def _vigilar(padre: int) -> None:
    while os.getppid() == padre:
        time.sleep(_RONDA)
    os._exit(1)


def sincronizar(carpeta: Path) -> None:
    """Lleva al disco todo lo escrito en el sistema de archivos de `carpeta`.

    Una sola vez por publicación: un `fsync` por página costaría más que construirla.
    """
    import errno

    descriptor = os.open(carpeta, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _llamar("syncfs", descriptor)
    except OSError as fallo:
        if fallo.errno != errno.ENOSYS:
            raise
        os.sync()
    finally:
        os.close(descriptor)


def asentar_nombres(carpeta: Path) -> None:
    """Lleva al disco los nombres de `carpeta`, si el disco lo admite."""
    # El cambio ya se ve y ambos sitios están enteros: un disco que se niegue no deshace nada.
    with suppress(OSError):
        descriptor = os.open(carpeta, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def se_puede_bifurcar() -> bool:
    """Si se puede copiar este proceso: uno con hilos copia también los cerrojos que tengan."""
    return hasattr(os, "fork") and threading.active_count() == 1
