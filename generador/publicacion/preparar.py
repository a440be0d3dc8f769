"""El árbol que viaja: lo construido, con copias comprimidas y sellos, en una carpeta aparte.

Las copias comprimidas se hacen aquí y no al construir: solo las usa un servidor web, y así el
sitio construido sigue siendo el mismo con o sin ellas. Salen siempre los mismos bytes.
"""

from __future__ import annotations

import gzip
import importlib
import importlib.util
import os
import shutil
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generador.arboles import Almacen, Ficha, Manifiesto, escribir_en
from generador.vigencia.programa import huella_del_programa

_COMPRIMIBLES = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt", ".csv", ".ics")
_MINIMO = 512
CARPETA_DE_COPIAS = "comprimidos"
"""Donde se guardan las copias comprimidas, de una publicación a la siguiente."""


@dataclass(frozen=True, slots=True)
class Compresor:
    """Cómo se comprime, y la versión de la biblioteca que lo hace."""

    version: str
    comprimir: Callable[[bytes], bytes]


def preparar_arbol(
    salida: Path, construido: Manifiesto, taller: Path
) -> tuple[Path, dict[str, Ficha]]:
    """La carpeta del árbol que viaja, todavía sin sellos, y lo que tiene.

    Los archivos se enlazan desde lo construido, que nunca se escribe encima; las copias
    comprimidas se guardan por la huella de su original y no se vuelven a hacer.
    """
    arbol, guardadas = taller / "arbol", Almacen(taller)
    shutil.rmtree(arbol, ignore_errors=True)
    fichas: dict[str, Ficha] = {}
    usadas: set[str] = set()
    for ruta, ficha in construido.archivos.items():
        _enlazar(salida / ruta, arbol / ruta)
        fichas[ruta] = ficha
        if ruta.endswith(_COMPRIMIBLES) and ficha.bytes >= _MINIMO:
            for extension, datos in _copias(salida / ruta, ficha, guardadas, usadas):
                if f"{ruta}{extension}" not in construido.archivos:
                    fichas[f"{ruta}{extension}"] = escribir_en(arbol, f"{ruta}{extension}", datos)
    guardadas.podar(CARPETA_DE_COPIAS, usadas)
    return arbol, fichas


def sellar(arbol: Path, sellos: Mapping[str, bytes]) -> None:
    """Escribe los sellos en el árbol."""
    arbol.mkdir(parents=True, exist_ok=True)
    for nombre, datos in sellos.items():
        (arbol / nombre).write_bytes(datos)


def _enlazar(origen: Path, destino: Path) -> None:
    destino.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(origen, destino)
    except OSError:
        shutil.copyfile(origen, destino)


def _copias(
    archivo: Path, ficha: Ficha, guardadas: Almacen, usadas: set[str]
) -> Iterator[tuple[str, bytes]]:
    """Las copias que de verdad pesan menos, de la extensión `.gz` y, si se puede, `.br`."""
    crudo: bytes | None = None
    for extension, compresor in compresores().items():
        nombre = f"{ficha.sha256}{extension}"
        usadas.add(nombre)
        version = f"{huella_del_programa()} {compresor.version}"
        datos = guardadas.leer_bytes(f"{CARPETA_DE_COPIAS}/{nombre}", version)
        if datos is None:
            crudo = archivo.read_bytes() if crudo is None else crudo
            datos = compresor.comprimir(crudo)
            guardadas.guardar_bytes(f"{CARPETA_DE_COPIAS}/{nombre}", datos, version)
        if len(datos) < ficha.bytes:
            yield extension, datos


def compresores() -> dict[str, Compresor]:
    """Cómo se hace cada copia; Brotli es optativo."""
    posibles = {".gz": Compresor(zlib.ZLIB_RUNTIME_VERSION, en_gzip)}
    if importlib.util.find_spec("brotli") is not None:
        brotli = importlib.import_module("brotli")
        posibles[".br"] = Compresor(brotli.__version__, brotli.compress)
    return posibles


def en_gzip(datos: bytes) -> bytes:
    """Con el sistema de origen «desconocido» (RFC 1952): cada versión de Python anota uno."""
    comprimidos = gzip.compress(datos, 9, mtime=0)
    return comprimidos[:9] + b"\xff" + comprimidos[10:]
