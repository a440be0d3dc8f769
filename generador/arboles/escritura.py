"""Escribir archivos nuevos: siempre aparte, nunca sobre uno que ya exista.

Los árboles comparten archivos por enlaces duros; escribir sobre uno cambiaría
también lo que ya es público. Por eso aquí todo archivo nace nuevo.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from generador.arboles.apertura import Lugar, abrir_archivo
from generador.arboles.fallos import traducir_errores
from generador.arboles.manifiesto import Ficha
from generador.arboles.rutas import exigir_rutas_validas

_MODO_ARCHIVO = 0o644
_MODO_CARPETA = 0o755
_BLOQUE = 1 << 20


@traducir_errores()
def escribir_en(carpeta: Path, ruta: str, datos: bytes) -> Ficha:
    """Escribe `datos` en `carpeta/ruta`, crea las carpetas que falten y devuelve su ficha.

    Puede llamarse desde varios procesos a la vez. Lanza `ValueError` si la
    ruta es inválida y `FalloDeEntorno` si el disco no deja escribir.
    """
    exigir_rutas_validas((ruta,))
    crear_archivo(f"{carpeta}/{ruta}", datos)
    return Ficha(hashlib.sha256(datos).hexdigest(), len(datos))


@traducir_errores()
def copiar_en(carpeta: Path, ruta: str, origen: Lugar) -> Ficha:
    """Como `escribir_en`, con los bytes de `origen`, que se leen por bloques.

    Copia siempre: un enlace a la fuente haría público lo que se edite después. Lanza
    `ArchivoCambio` si `origen` ya no es un archivo corriente bajo su raíz.
    """
    exigir_rutas_validas((ruta,))
    return _copiar(abrir_archivo(origen), f"{carpeta}/{ruta}")


def crear_archivo(destino: str, datos: bytes) -> None:
    """Crea `destino` con `datos`; si ya existía, lo reemplaza por uno nuevo."""
    descriptor = _abrir_nuevo(destino)
    try:
        _escribir_todo(descriptor, datos)
    finally:
        os.close(descriptor)


def copiar_archivo(origen: str, destino: str) -> Ficha:
    """Crea `destino` con los bytes de `origen` y devuelve la ficha de lo escrito."""
    return _copiar(os.open(origen, os.O_RDONLY | os.O_CLOEXEC), destino)


def _copiar(lectura: int, destino: str) -> Ficha:
    """Copia y cierra el descriptor `lectura`."""
    suma, total = hashlib.sha256(), 0
    try:
        descriptor = _abrir_nuevo(destino)
        try:
            while bloque := os.read(lectura, _BLOQUE):
                _escribir_todo(descriptor, bloque)
                suma.update(bloque)
                total += len(bloque)
        finally:
            os.close(descriptor)
    finally:
        os.close(lectura)
    return Ficha(suma.hexdigest(), total)


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


def _escribir_todo(descriptor: int, datos: bytes) -> None:
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
        os.mkdir(carpeta)
    os.chmod(carpeta, _MODO_CARPETA)
