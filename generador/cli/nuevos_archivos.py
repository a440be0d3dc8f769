"""Escribir archivos: los nuevos, sin tocar lo que ya existe; los demás, de una sola vez."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generador.cli.comun import Opciones
from generador.cli.presentar import linea, mostrar
from generador.modelo.archivos import EXTENSIONES

if TYPE_CHECKING:
    from generador.nuevo.registro import Nuevo


def crear(opciones: Opciones, nuevo: Nuevo, *, en_dos: bool) -> None:
    """Escribe el registro y dice dónde quedó. Si ya existe, error de uso que nombra el archivo."""
    for extension in EXTENSIONES:
        existente = f"contenido/{nuevo.ruta}{extension}"
        # También un enlace roto ocupa el nombre.
        if os.path.lexists(opciones.raiz / existente):
            raise ya_existe(existente)
    archivos = nuevo.archivos(en_dos=en_dos)
    escribir_todos(opciones.raiz, archivos)
    if not opciones.silencio:
        creados = [linea(f"Creado {ruta}") for ruta in archivos]
        siguiente = "Complételo, quite «borrador: si» y compruébelo con «generador revisar»."
        mostrar([*creados, linea(siguiente)])


def ya_existe(ruta: str) -> click.UsageError:
    """El error de uso: nada se escribe encima de lo que alguien hizo."""
    return click.UsageError(f"Ya existe {ruta}: no se cambió nada.", click.get_current_context())


def escribir_todos(raiz: Path, archivos: Mapping[str, str]) -> None:
    """Escribe cada archivo, que no debe existir, con sus carpetas."""
    for ruta, texto in archivos.items():
        destino = raiz / ruta
        try:
            destino.parent.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise ya_existe(f"un archivo donde va la carpeta de {ruta}") from None
        try:
            with destino.open("x", encoding="utf-8", newline="\n") as abierto:
                abierto.write(texto)
        except FileExistsError:
            raise ya_existe(ruta) from None


def reemplazar(destino: Path, contenido: bytes) -> None:
    """Escribe el archivo de una sola vez: quien lee ve el de antes, si lo había, o el de ahora."""
    aparte = destino.with_name(f".{destino.name}.nuevo")
    try:
        with aparte.open("wb") as abierto:
            abierto.write(contenido)
            abierto.flush()
            os.fsync(abierto.fileno())
        if destino.exists():
            aparte.chmod(destino.stat().st_mode)
        aparte.replace(destino)
    finally:
        aparte.unlink(missing_ok=True)
