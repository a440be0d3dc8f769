"""Abrir lo que está bajo una carpeta sin salir de ella, aunque alguien la cambie entre tanto.

Se baja tramo por tramo desde un descriptor, sin seguir ningún enlace. Mirar primero la ruta y
abrirla después dejaría un instante en que una carpeta puede volverse un enlace hacia otra parte.
La carpeta de partida sí puede ser un enlace: es la que nombró quien dio la orden.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import NamedTuple

from generador.arboles.fallos import FalloDeEntorno

_CARPETA = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# Sin esperar: abrir una tubería puesta en lugar del archivo detendría la construcción.
_ARCHIVO = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_YA_NO_ESTA = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENXIO, errno.ENODEV})


class Lugar(NamedTuple):
    """Un archivo y la carpeta de la que no se sale para abrirlo; `ruta` es relativa a ella."""

    raiz: Path
    ruta: str


class ArchivoCambio(FalloDeEntorno):
    """Lo que se iba a leer dejó de ser lo que era: se quitó, se movió o es ahora un enlace."""

    def __init__(self, ruta: str) -> None:
        super().__init__(
            f"«{ruta}» cambió mientras se leía. El sitio publicado sigue entero.",
            "Espere a que termine lo que lo está cambiando y repita la orden.",
        )
        self.ruta = ruta

    def __reduce__(self) -> tuple[type[ArchivoCambio], tuple[str]]:
        return ArchivoCambio, (self.ruta,)


def abrir_archivo(lugar: Lugar) -> int:
    """El descriptor de un archivo corriente, para leer.

    Lanza `ArchivoCambio` si ya no existe, no es corriente o un tramo de la ruta es un enlace.
    """
    madre, _, nombre = lugar.ruta.rpartition("/")
    carpeta = abrir_carpeta(Lugar(lugar.raiz, madre))
    try:
        descriptor = os.open(nombre, _ARCHIVO, dir_fd=carpeta)
    except OSError as fallo:
        raise cambio(fallo, lugar.ruta) from fallo
    finally:
        os.close(carpeta)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise ArchivoCambio(lugar.ruta)
    return descriptor


def abrir_carpeta(lugar: Lugar) -> int:
    """El descriptor de una carpeta; con la ruta vacía, el de la carpeta de partida."""
    actual = os.open(lugar.raiz, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    for tramo in filter(None, lugar.ruta.split("/")):
        madre = actual
        try:
            actual = abrir_en(madre, tramo)
        except OSError as fallo:
            raise cambio(fallo, lugar.ruta) from fallo
        finally:
            os.close(madre)
    return actual


def abrir_en(carpeta: int, nombre: str) -> int:
    """El descriptor de una subcarpeta de otra ya abierta; lanza `OSError` si es un enlace."""
    if nombre in (".", ".."):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), nombre)
    return os.open(nombre, _CARPETA, dir_fd=carpeta)


def que_es(lugar: Lugar) -> int:
    """La clase (`stat.S_IFMT`) de lo que hay ahí; 0 si nada, y `S_IFLNK` si se pasa por enlaces."""
    madre, _, nombre = lugar.ruta.rpartition("/")
    if madre and (clase := que_es(Lugar(lugar.raiz, madre))) != stat.S_IFDIR:
        return stat.S_IFLNK if clase == stat.S_IFLNK else 0
    try:
        carpeta = abrir_carpeta(Lugar(lugar.raiz, madre))
    except ArchivoCambio:
        return 0
    try:
        return stat.S_IFMT(os.stat(nombre, dir_fd=carpeta, follow_symlinks=False).st_mode)
    except FileNotFoundError:
        return 0
    finally:
        os.close(carpeta)


def cambio(fallo: OSError, ruta: str) -> Exception:
    """`ArchivoCambio` si el fallo dice que la ruta ya no es la misma; si no, el fallo mismo."""
    return ArchivoCambio(ruta) if fallo.errno in _YA_NO_ESTA else fallo
