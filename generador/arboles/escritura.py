"""Escribir archivos nuevos: siempre aparte, nunca sobre uno que ya exista.

Los árboles comparten archivos por enlaces duros; escribir sobre uno cambiaría
también lo que ya es público. Por eso aquí todo archivo nace nuevo.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from generador.arboles.apertura import Lugar, abrir_archivo
from generador.arboles.fallos import traducir_errores
from generador.arboles.manifiesto import Ficha
from generador.arboles.rutas import exigir_rutas_validas

_MODO_ARCHIVO = 0o644
_MODO_CARPETA = 0o755
_BLOQUE = 1 << 20
Pedazo = bytes | memoryview
"""Unos bytes, o los que están en un lugar de otros, sin copiarlos."""


def escribir_en(carpeta: Path, ruta: str, datos: bytes) -> Ficha:
    """Escribe `datos` en `carpeta/ruta`, crea las carpetas que falten y devuelve su ficha.

    Puede llamarse desde varios procesos a la vez. Lanza `ValueError` si la
    ruta es inválida y `FalloDeEntorno` si el disco no deja escribir.
    """
    return verter_en(carpeta, ruta, (datos,))


def copiar_en(carpeta: Path, ruta: str, origen: Lugar) -> Ficha:
    """Como `escribir_en`, con los bytes de `origen`, que se leen por bloques.

    Copia siempre: un enlace a la fuente haría público lo que se edite después. Lanza
    `ArchivoCambio` si `origen` ya no es un archivo corriente bajo su raíz.
    """
    return verter_en(carpeta, ruta, _bloques(partial(abrir_archivo, origen)))


@traducir_errores()
def verter_en(carpeta: Path, ruta: str, bloques: Iterable[Pedazo]) -> Ficha:
    """Como `escribir_en`, con los bytes de los bloques, que nunca están todos en memoria."""
    exigir_rutas_validas((ruta,))
    return _verter(bloques, f"{carpeta}/{ruta}")


@traducir_errores()
def mudar(de: str, a: str) -> None:
    """Lleva a la carpeta `a` todo lo que hay en `de`; una carpeta que allá no está, entera."""
    for nombre in os.listdir(de):
        origen, destino = f"{de}/{nombre}", f"{a}/{nombre}"
        if os.path.isdir(destino):
            mudar(origen, destino)
        else:
            os.rename(origen, destino)


def ficha_de(bloques: Iterable[Pedazo], ver: Callable[[Pedazo], object] = len) -> Ficha:
    """La ficha de los bytes de unos bloques; a `ver` se le muestra cada uno."""
    suma, total = hashlib.sha256(), 0
    for bloque in bloques:
        ver(bloque)
        suma.update(bloque)
        total += len(bloque)
    return Ficha(suma.hexdigest(), total)


def crear_archivo(destino: str, datos: bytes) -> None:
    """Crea `destino` con `datos`; si ya existía, lo reemplaza por uno nuevo."""
    descriptor = _abrir_nuevo(destino)
    try:
        _escribir_todo(descriptor, datos)
    finally:
        os.close(descriptor)


def copiar_archivo(origen: str, destino: str) -> Ficha:
    """Crea `destino` con los bytes de `origen` y devuelve la ficha de lo escrito."""
    return _verter(_bloques(partial(os.open, origen, os.O_RDONLY | os.O_CLOEXEC)), destino)


def _bloques(abrir: Callable[[], int]) -> Iterator[bytes]:
    lectura = abrir()
    try:
        while bloque := os.read(lectura, _BLOQUE):
            yield bloque
    finally:
        os.close(lectura)


def _verter(bloques: Iterable[Pedazo], destino: str) -> Ficha:
    descriptor = _abrir_nuevo(destino)
    try:
        return ficha_de(bloques, partial(_escribir_todo, descriptor))
    finally:
        os.close(descriptor)


def _abrir_nuevo(destino: str) -> int:
    opciones = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    try:
        descriptor = os.open(destino, opciones, _MODO_ARCHIVO)
    except FileNotFoundError:
        crear_carpeta(os.path.dirname(destino))
        descriptor = os.open(destino, opciones, _MODO_ARCHIVO)
    except FileExistsError:
        os.unlink(destino)
        descriptor = os.open(destino, opciones, _MODO_ARCHIVO)
    # La máscara del usuario no decide si el servidor web puede leer el sitio.
    os.fchmod(descriptor, _MODO_ARCHIVO)
    return descriptor


def _escribir_todo(descriptor: int, datos: Pedazo) -> None:
    resto = memoryview(datos)
    while resto:
        resto = resto[os.write(descriptor, resto) :]


def crear_carpeta(carpeta: str) -> None:
    """Crea la carpeta y las que falten por encima, con modo 0755; si existe, nada hace."""
    try:
        os.mkdir(carpeta)
    except FileExistsError:
        return
    except FileNotFoundError:
        crear_carpeta(os.path.dirname(carpeta))
        # Otro proceso, que también la necesita, pudo crearla mientras tanto.
        with suppress(FileExistsError):
            os.mkdir(carpeta)
    os.chmod(carpeta, _MODO_CARPETA)
