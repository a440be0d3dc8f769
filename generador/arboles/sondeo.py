"""Qué dice el disco de una carpeta de fuentes, sin abrir ningún archivo.

Dos sondeos iguales son la misma carpeta: el sistema pone la hora de cambio (`ctime`) de cada
archivo y nadie la devuelve atrás. La excepción es lo cambiado hace muy poco, que puede volver a
cambiar dentro del mismo salto del reloj; por eso un sondeo dice también si es firme.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from generador.arboles.apertura import Lugar, abrir_carpeta, que_es

RECIENTE = 2_000_000_000
"""Nanosegundos. Ningún disco de uso común da saltos mayores de dos segundos."""

_CARPETA = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_AJENAS = frozenset({"__pycache__", ".git", ".DS_Store"})
"""Lo que nadie lee al construir y cambia por su cuenta."""


class Sondeo(NamedTuple):
    """La huella de nombres y estados; `firme` si, al mirar, nada era tan reciente.

    De lo que no es firme no se sabe si después cambió sin que el disco lo muestre.
    """

    huella: str
    firme: bool


def sondear(carpeta: Lugar, menos: Collection[str] = ()) -> Sondeo:
    """El sondeo de todo lo que hay en una carpeta; una que no existe es como una vacía.

    `menos` son subcarpetas en las que no se baja. No sigue enlaces, ni para llegar a ella. Lanza
    `OSError` o `ArchivoCambio` si algo no se deja mirar o desaparece mientras tanto.
    """
    if not que_es(carpeta):
        return _sondeo(None, menos)
    return _sondeo(abrir_carpeta(carpeta), menos)


def sondear_programa(carpeta: Path) -> Sondeo:
    """Lo mismo con una carpeta del programa, que puede estar detrás de un enlace."""
    return _sondeo(os.open(carpeta, _CARPETA), ())


def _sondeo(descriptor: int | None, menos: Collection[str]) -> Sondeo:
    # La hora de antes de mirar: lo que cambie mientras tanto también es reciente.
    limite = time.time_ns() - RECIENTE
    lineas: list[str] = []
    ultimo = 0 if descriptor is None else _sondear(descriptor, "", lineas, menos)
    huella = sha256(os.fsencode("\n".join(lineas))).hexdigest()
    return Sondeo(huella, ultimo < limite)


def _sondear(descriptor: int, prefijo: str, lineas: list[str], menos: Collection[str]) -> int:
    """Agrega las líneas de una carpeta, que se cierra al final; devuelve su último cambio."""
    try:
        with os.scandir(descriptor) as abierta:
            entradas = sorted(abierta, key=_nombre)
        return max((_entrada(e, descriptor, prefijo, lineas, menos) for e in entradas), default=0)
    finally:
        os.close(descriptor)


def _entrada(
    entrada: os.DirEntry[str],
    carpeta: int,
    prefijo: str,
    lineas: list[str],
    menos: Collection[str],
) -> int:
    nombre = entrada.name
    if nombre in _AJENAS:
        return 0
    if entrada.is_dir(follow_symlinks=False):
        # De una carpeta solo importa lo que contiene: sus horas cambian al abrir un editor.
        lineas.append(f"{prefijo}{nombre}/")
        if f"{prefijo}{nombre}" in menos:
            return 0
        descriptor = os.open(nombre, _CARPETA | os.O_NOFOLLOW, dir_fd=carpeta)
        return _sondear(descriptor, f"{prefijo}{nombre}/", lineas, menos)
    e = entrada.stat(follow_symlinks=False)
    lineas.append(
        f"{prefijo}{nombre}\0{e.st_mode} {e.st_size} {e.st_mtime_ns} {e.st_ctime_ns} {e.st_ino}"
    )
    return max(e.st_ctime_ns, e.st_mtime_ns)


def _nombre(entrada: os.DirEntry[str]) -> str:
    return entrada.name
