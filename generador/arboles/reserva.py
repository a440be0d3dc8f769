"""Poner la reserva al día: llevarla de lo que tiene a lo que el sitio nuevo debe tener.

La reserva está en duda desde que se empieza a cambiar hasta que se publica. Si
la construcción muere entre tanto, o se va la luz antes de que llegue al disco,
la próxima no cree en su manifiesto y la hace de nuevo desde cero.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress

from generador.arboles.escritura import copiar_archivo, crear_archivo, crear_carpeta
from generador.arboles.manifiesto import Ficha, Manifiesto, leer_manifiesto
from generador.arboles.recorrido import ajenos, inventariar
from generador.arboles.rutas import MANIFIESTO, MARCA, TEXTO_DE_LA_MARCA, RutasDeSalida

_SIN_ENLACES = frozenset(
    {errno.EPERM, errno.EACCES, errno.EMLINK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
)


def poner_al_dia(taller: RutasDeSalida, objetivo: Manifiesto, nuevas: frozenset[str]) -> bytes:
    """Deja en la reserva el sitio entero que describe `objetivo`; devuelve su manifiesto escrito.

    Las rutas `nuevas` se mueven desde la obra; las demás ya están en la
    reserva o se enlazan desde lo público, cuyos archivos nadie vuelve a
    escribir. Lo público no se toca.
    """
    tiene = _abrir(taller)
    reserva, publica = str(taller.reserva), str(taller.salida)
    archivos = objetivo.archivos
    _retirar(reserva, tiene.keys() - archivos.keys())
    for ruta in sorted(nuevas):
        _mover(f"{taller.obra}/{ruta}", f"{reserva}/{ruta}")
    for ruta, ficha in archivos.items():
        if ruta not in nuevas and tiene.get(ruta) != ficha:
            _traer(f"{publica}/{ruta}", f"{reserva}/{ruta}", f"{taller.carpeta}/enlace")
    return _sellar(reserva, objetivo)


def _abrir(taller: RutasDeSalida) -> Mapping[str, Ficha]:
    """Lo que tiene la reserva, ya en duda; vacía y nueva si no se le puede creer."""
    manifiesto = leer_manifiesto(taller.reserva)
    dudosa = taller.duda.exists()
    crear_archivo(str(taller.duda), b"")
    if manifiesto is None or dudosa or not _completa(taller, manifiesto):
        desechar(taller)
        return {}
    return manifiesto.archivos


def _completa(taller: RutasDeSalida, manifiesto: Manifiesto) -> bool:
    inventario = inventariar(taller.reserva)
    return manifiesto.archivos.keys() <= inventario.archivos and not ajenos(inventario, manifiesto)


def desechar(taller: RutasDeSalida) -> None:
    """Deja la reserva vacía: vive en nuestra carpeta y todo lo suyo se puede volver a hacer."""
    if taller.reserva.exists():
        shutil.rmtree(taller.reserva)
    crear_carpeta(str(taller.reserva))


def _retirar(raiz: str, rutas: Iterable[str]) -> None:
    for ruta in sorted(rutas):
        os.unlink(f"{raiz}/{ruta}")
        _retirar_carpetas_vacias(raiz, os.path.dirname(ruta))


def _retirar_carpetas_vacias(raiz: str, carpeta: str) -> None:
    while carpeta:
        try:
            os.rmdir(f"{raiz}/{carpeta}")
        except OSError as fallo:
            if fallo.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
            return
        carpeta = os.path.dirname(carpeta)


def _mover(origen: str, destino: str) -> None:
    # Se mueve encima, sin borrar antes: quien lee aún este árbol halla siempre un archivo.
    try:
        os.rename(origen, destino)
    except FileNotFoundError:
        crear_carpeta(os.path.dirname(destino))
        os.rename(origen, destino)


def _traer(origen: str, destino: str, paso: str) -> None:
    """Un archivo de lo público, por enlace duro o, si el disco no los admite, por copia."""
    with suppress(FileNotFoundError):
        os.unlink(paso)
    try:
        os.link(origen, paso)
    except OSError as fallo:
        if fallo.errno not in _SIN_ENLACES:
            raise
        copiar_archivo(origen, paso)
    _mover(paso, destino)


def _sellar(reserva: str, objetivo: Manifiesto) -> bytes:
    crudo = objetivo.serializar()
    crear_archivo(f"{reserva}/{MARCA}", TEXTO_DE_LA_MARCA)
    # De último: es lo que declara entero al árbol.
    crear_archivo(f"{reserva}/{MANIFIESTO}", crudo)
    return crudo


def aclarar(taller: RutasDeSalida) -> None:
    """La reserva es ahora lo que fue público, ya entero en el disco: se puede aprovechar."""
    # Lo nuevo ya se ve: si no se puede, la próxima vez solo se pierde el aprovechamiento.
    with suppress(OSError):
        taller.duda.unlink()
