"""El cambio: la reserva pasa a ser lo público, y lo público pasa a ser la reserva.

Donde el sistema no intercambia dos carpetas en una llamada se hacen dos
cambios de nombre. El diario es el nombre mismo: mientras exista `saliente/`
el cambio está a medias, y lo que existe dice en qué paso quedó. Un diario en
un archivo aparte podría contradecir a las carpetas; un nombre, no.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress

from generador.arboles import sistema
from generador.arboles.manifiesto import leer_manifiesto
from generador.arboles.publica import sin_sitio
from generador.arboles.rutas import MARCA, Taller

_SIN_INTERCAMBIO = frozenset(
    {errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP}
)


def cambiar(taller: Taller) -> None:
    """Hace público el árbol de la reserva, que debe estar entero.

    Quien lea ve el sitio viejo entero o el nuevo entero. En el camino de dos
    pasos hay un instante en que la carpeta no existe; si el proceso muere
    ahí, `recuperar` termina el cambio.
    """
    sistema.sincronizar(taller.carpeta)
    if not taller.salida.exists():
        os.rename(taller.reserva, taller.salida)
    else:
        _cambiar_una_por_otra(taller)
    sistema.asentar_nombres(taller.salida.parent)


def _cambiar_una_por_otra(taller: Taller) -> None:
    try:
        sistema.intercambiar(taller.reserva, taller.salida)
    except OSError as fallo:
        if fallo.errno not in _SIN_INTERCAMBIO:
            raise
        _en_dos_pasos(taller)


def _en_dos_pasos(taller: Taller) -> None:
    os.rename(taller.salida, taller.saliente)
    try:
        os.rename(taller.reserva, taller.salida)
    except OSError:
        os.rename(taller.saliente, taller.salida)
        raise
    # Lo público ya es lo nuevo: si esto falla, lo termina `recuperar` la próxima vez.
    with suppress(OSError):
        os.rename(taller.saliente, taller.reserva)


def recuperar(taller: Taller) -> None:
    """Termina un cambio en dos pasos que quedó a medias; si no lo hay, nada hace."""
    if not taller.saliente.exists():
        return
    if sin_sitio(taller.salida):
        _reponer(taller)
    if taller.saliente.exists():
        _devolver_a_la_reserva(taller)
    sistema.asentar_nombres(taller.salida.parent)


def _reponer(taller: Taller) -> None:
    """Pone en lo público lo nuevo si está entero; si no, lo que había."""
    with suppress(FileNotFoundError):
        # Alguien pudo reponer la carpeta vacía o con la sola marca, que vino del repositorio.
        (taller.salida / MARCA).unlink(missing_ok=True)
        taller.salida.rmdir()
    entera = leer_manifiesto(taller.reserva) is not None
    os.rename(taller.reserva if entera else taller.saliente, taller.salida)


def _devolver_a_la_reserva(taller: Taller) -> None:
    if taller.reserva.exists():
        shutil.rmtree(taller.saliente)
    else:
        os.rename(taller.saliente, taller.reserva)
