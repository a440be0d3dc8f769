"""Los fallos del entorno: lo que no es culpa del contenido ni del programa.

Un disco lleno, un permiso que falta o una carpeta de salida mal escogida se
dicen en español, con su remedio; cualquier otro `OSError` conserva su traza,
porque entonces el defecto es nuestro.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager


class FalloDeEntorno(Exception):
    """El entorno impide seguir. `mensaje` dice qué pasó; `remedio`, qué hacer."""

    def __init__(self, mensaje: str, remedio: str) -> None:
        # Los dos argumentos van a `args` para que la excepción pase entera de un proceso a otro.
        super().__init__(mensaje, remedio)
        self.mensaje = mensaje
        self.remedio = remedio

    def __str__(self) -> str:
        return f"{self.mensaje} {self.remedio}"


class SalidaRechazada(FalloDeEntorno):
    """La carpeta de salida no se puede usar sin arriesgar lo que hay en ella."""


class SalidaOcupada(FalloDeEntorno):
    """Otra orden tiene el cerrojo de la carpeta de salida."""


_CAUSAS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("No queda espacio en el disco", "Libere espacio y repita la orden."),
    errno.EDQUOT: ("Se agotó la cuota de disco", "Libere espacio o amplíe la cuota y repita."),
    errno.EACCES: ("No hay permiso para leer o escribir", "Revise los permisos de esa ruta."),
    errno.EPERM: ("El sistema no permite la operación", "Revise el dueño y los permisos."),
    errno.EROFS: ("El disco está montado solo para lectura", "Use una carpeta en otro disco."),
    errno.EMFILE: ("Hay demasiados archivos abiertos", "Aumente el límite con `ulimit -n`."),
    errno.ENFILE: ("El sistema agotó los archivos abiertos", "Cierre programas y repita."),
    errno.EIO: ("El disco falló al leer o escribir", "Revise el disco antes de repetir."),
    errno.EFBIG: ("El archivo supera el tamaño permitido", "Revise `ulimit -f` y el disco."),
    errno.ENAMETOOLONG: ("El nombre es demasiado largo para el disco", "Acorte la ruta."),
    errno.ENOLCK: ("El disco no admite cerrojos", "Use una carpeta en un disco local."),
    errno.ELOOP: ("La ruta es un enlace y no se sigue", "Retire el enlace."),
    errno.EXDEV: ("La ruta está en otro disco", "Use una salida que no cruce discos."),
    errno.EBUSY: ("La ruta está ocupada o es un punto de montaje", "Use una carpeta dentro."),
    errno.ESTALE: ("El disco de red perdió la carpeta", "Vuelva a montarlo y repita."),
}


@contextmanager
def traducir_errores() -> Iterator[None]:
    """Convierte los `OSError` del entorno en `FalloDeEntorno`; los demás siguen igual.

    Sirve también de decorador. Promete en su mensaje que el sitio publicado
    sigue entero, así que solo se usa donde eso es cierto.
    """
    try:
        yield
    except OSError as fallo:
        causa = _CAUSAS.get(fallo.errno or 0)
        if causa is None:
            raise
        donde = f": «{nombre_legible(fallo.filename)}»" if fallo.filename else ""
        mensaje = f"{causa[0]}{donde}. El sitio publicado sigue entero."
        raise FalloDeEntorno(mensaje, causa[1]) from fallo


def causa_de(fallo: OSError) -> str:
    """Qué pasó, en palabras; de lo que no tiene palabras, el nombre que le da el sistema."""
    causa = _CAUSAS.get(fallo.errno or 0)
    if causa is not None:
        return causa[0][:1].lower() + causa[0][1:]
    return f"el sistema responde {errno.errorcode.get(fallo.errno or 0, 'que no')}"


def nombre_legible(nombre: object) -> str:
    """Un nombre que se puede escribir: el que no está en UTF-8 llega con sustitutos."""
    return os.fsencode(str(nombre)).decode("utf-8", "replace")
