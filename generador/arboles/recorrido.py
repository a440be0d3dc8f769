"""Mirar un árbol: qué hay en él y si sigue como lo escribimos."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generador.arboles.manifiesto import Ficha, Manifiesto
from generador.arboles.rutas import MANIFIESTO, PROPIOS


@dataclass(slots=True)
class Inventario:
    """Lo que hay en una carpeta: archivos llanos, y lo que generador nunca escribe.

    `raros` son enlaces, dispositivos y carpetas vacías (estas acaban en `/`).
    """

    archivos: set[str] = field(default_factory=set)
    raros: set[str] = field(default_factory=set)


def inventariar(raiz: Path) -> Inventario:
    """Recorre la carpeta por nombres, sin preguntar el estado de cada archivo."""
    inventario = Inventario()
    pendientes = [""]
    while pendientes:
        prefijo = pendientes.pop()
        vacia = True
        with os.scandir(f"{raiz}/{prefijo}") as entradas:
            for entrada in entradas:
                vacia = False
                _anotar(entrada, prefijo + entrada.name, inventario, pendientes)
        if vacia and prefijo:
            inventario.raros.add(prefijo)
    return inventario


def _anotar(
    entrada: os.DirEntry[str], ruta: str, inventario: Inventario, pendientes: list[str]
) -> None:
    if entrada.is_dir(follow_symlinks=False):
        pendientes.append(f"{ruta}/")
    elif entrada.is_file(follow_symlinks=False):
        inventario.archivos.add(ruta)
    else:
        inventario.raros.add(ruta)


def ajenos(inventario: Inventario, manifiesto: Manifiesto) -> tuple[str, ...]:
    """Lo que está en el árbol y generador no escribió."""
    sobran = inventario.archivos - manifiesto.archivos.keys() - PROPIOS
    return tuple(sorted(sobran | inventario.raros))


def alterados(
    raiz: Path, manifiesto: Manifiesto, rutas: Iterable[str], *, a_fondo: bool = False
) -> tuple[str, ...]:
    """Las rutas cuyo archivo falta o ya no es el que dice el manifiesto.

    Sin `a_fondo` basta el tamaño si el archivo no es posterior al manifiesto,
    que se escribe de último; si lo es, o con `a_fondo`, se comparan los bytes.
    """
    limite = -1 if a_fondo else os.lstat(f"{raiz}/{MANIFIESTO}").st_mtime_ns
    fichas = manifiesto.archivos
    return tuple(r for r in rutas if not _intacto(f"{raiz}/{r}", fichas[r], limite))


def _intacto(archivo: str, ficha: Ficha, limite: int) -> bool:
    try:
        estado = os.lstat(archivo)
    except (FileNotFoundError, NotADirectoryError):
        return False
    if not stat.S_ISREG(estado.st_mode) or estado.st_size != ficha.bytes:
        return False
    return estado.st_mtime_ns <= limite or _sha256(archivo) == ficha.sha256


def _sha256(archivo: str) -> str:
    with open(archivo, "rb") as lectura:
        return hashlib.file_digest(lectura, "sha256").hexdigest()
