"""El cambio: la reserva pasa a ser lo público, y lo público pasa a ser la reserva.

Donde el sistema no intercambia dos carpetas en una llamada, la salida es un enlace a uno de los dos
árboles, y publicar es cambiarlo por otro enlace: un cambio de nombre, que tampoco deja ver un paso
intermedio. Si ya era una carpeta, la primera vez hay que quitarla de en medio, y donde tampoco hay
enlaces se quita cada vez: entonces hay un instante sin carpeta.

El diario son los nombres mismos: mientras exista `saliente/` el cambio está a medias, y lo que
existe dice en qué paso quedó. Un diario en un archivo aparte podría contradecir a las carpetas.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from generador.arboles import sistema
from generador.arboles.manifiesto import leer_manifiesto
from generador.arboles.publica import sin_sitio
from generador.arboles.rutas import MARCA, RutasDeSalida

_SIN_INTERCAMBIO = frozenset(
    {errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP}
)


def cambiar(taller: RutasDeSalida) -> bool:
    """Hace público el árbol de la reserva, que debe estar entero.

    Quien lea ve el sitio viejo entero o el nuevo entero. Devuelve cierto si hubo un instante en
    que la carpeta no existía; si el proceso muere ahí, `recuperar` termina el cambio.
    """
    sistema.sincronizar(taller.carpeta)
    hueco = _poner(taller)
    sistema.asentar_nombres(taller.salida.parent)
    return hueco


def _poner(taller: RutasDeSalida) -> bool:
    existe = os.path.lexists(taller.salida)
    if taller.es_enlace or not existe:
        directo = not existe and _hay_intercambio(taller)
        os.rename(taller.reserva if directo else _nueva(taller), taller.salida)
        return False
    try:
        sistema.intercambiar(taller.reserva, taller.salida)
    except OSError as fallo:
        if fallo.errno not in _SIN_INTERCAMBIO:
            raise
        return _en_dos_pasos(taller, _nueva(taller))
    return False


def _hay_intercambio(taller: RutasDeSalida) -> bool:
    """Si este disco cambia dos carpetas en una llamada: se prueba con dos vacías."""
    pareja = [taller.carpeta / f"prueba-{n}" for n in (1, 2)]
    try:
        for carpeta in pareja:
            carpeta.mkdir(exist_ok=True)
        sistema.intercambiar(*pareja)
    except OSError as fallo:
        if fallo.errno not in _SIN_INTERCAMBIO:
            raise
        return False
    finally:
        with suppress(OSError):
            for carpeta in pareja:
                carpeta.rmdir()
    return True


def _nueva(taller: RutasDeSalida) -> Path:
    """Lo que se pondrá en el lugar de la salida: un enlace a la reserva o, si no se puede, ella."""
    _quitar_enlace(taller.enlace)
    try:
        os.symlink(taller.texto_hacia(taller.reserva), taller.enlace)
    except OSError as fallo:
        # Sobre un enlace no se puede poner una carpeta: si ya lo es, no hay otro camino.
        if fallo.errno not in _SIN_INTERCAMBIO or taller.es_enlace:
            raise
        return taller.reserva
    return taller.enlace


def _quitar_enlace(enlace: Path) -> None:
    if enlace.is_symlink():
        enlace.unlink()


def _en_dos_pasos(taller: RutasDeSalida, nueva: Path) -> bool:
    """Cierto si lo que se quitó un instante era un sitio, y no una carpeta por estrenar."""
    habia = not sin_sitio(taller.salida)
    os.rename(taller.salida, taller.saliente)
    try:
        os.rename(nueva, taller.salida)
    except OSError:
        os.rename(taller.saliente, taller.salida)
        raise
    # Lo público ya es lo nuevo: si esto falla, lo termina `recuperar` la próxima vez.
    with suppress(OSError):
        os.rename(taller.saliente, taller.reserva)
    return habia


def recuperar(taller: RutasDeSalida) -> None:
    """Termina un cambio en dos pasos que quedó a medias; si no lo hay, nada hace."""
    gemela = taller.arboles[1]
    if not taller.es_enlace and gemela.exists():
        # Alguien quitó el enlace: pudo cambiar a mano lo que se veía por él.
        shutil.rmtree(gemela)
    if not taller.saliente.exists():
        return
    if sin_sitio(taller.salida):
        _reponer(taller)
    if taller.saliente.exists():
        _devolver_a_la_reserva(taller)
    sistema.asentar_nombres(taller.salida.parent)


def _reponer(taller: RutasDeSalida) -> None:
    """Pone en lo público lo nuevo si está entero; si no, lo que había."""
    _quitar_enlace(taller.salida)
    with suppress(FileNotFoundError):
        # Alguien pudo reponer la carpeta vacía o con la sola marca, que vino del repositorio.
        (taller.salida / MARCA).unlink(missing_ok=True)
        taller.salida.rmdir()
    entera = leer_manifiesto(taller.reserva) is not None
    os.rename(taller.reserva if entera else taller.saliente, taller.salida)


def _devolver_a_la_reserva(taller: RutasDeSalida) -> None:
    if taller.reserva.exists():
        shutil.rmtree(taller.saliente)
    else:
        os.rename(taller.saliente, taller.reserva)
