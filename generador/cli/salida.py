"""Escribir en la salida y en la de errores, también cuando nadie está leyendo."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


def canal(*, error: bool = False) -> TextIO:
    """La salida normal o la de errores; si quien llama la cerró, una que nadie lee."""
    abierto: TextIO | None = sys.stderr if error else sys.stdout
    return abierto or _nadie()


@functools.cache
def _nadie() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def escribir(texto: str, *, error: bool = False) -> None:
    """Escribe el texto y un salto de línea. Si el lector ya cerró, calla."""
    with sin_lector(canal(error=error)) as archivo:
        archivo.write(texto + "\n")


@contextmanager
def sin_lector(archivo: TextIO) -> Iterator[TextIO]:
    """Lo que se escriba dentro llega, o se pierde en silencio si el lector cerró su extremo.

    Lo que la orden hizo ya está hecho: su código de salida no depende de que alguien lea.
    """
    try:
        yield archivo
        archivo.flush()
    except OSError as fallo:
        # Python vuelve a vaciar el canal al terminar: que vaya a donde nadie se queja.
        nada = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nada, archivo.fileno())
        os.close(nada)
        if not isinstance(fallo, BrokenPipeError):
            raise
