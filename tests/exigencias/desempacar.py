"""Los bytes de un archivo publicado, y los que lleva comprimidos dentro."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

_SELLO = re.compile(rb"\A[0-9a-f]{64}\n")
_TROZO_DE_PDF = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def capas(crudo: bytes) -> Iterator[bytes]:
    """El contenido mismo y, si está comprimido, cada contenido de adentro."""
    yield crudo
    # Lo que guarda el almacén lleva antes un renglón con su huella.
    crudo = _SELLO.sub(b"", crudo)
    if crudo.startswith(b"\x1f\x8b"):
        yield from capas(gzip.decompress(crudo))
    elif crudo.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(crudo)) as archivo:
            for nombre in archivo.namelist():
                yield nombre.encode()
                yield from capas(archivo.read(nombre))
    elif crudo.startswith(b"%PDF"):
        for trozo in _TROZO_DE_PDF.findall(crudo):
            try:
                yield zlib.decompress(trozo)
            except zlib.error:
                yield trozo


def donde_aparece(canario: str, salida: Path) -> list[str]:
    """Las rutas de lo publicado cuyo nombre o contenido trae el canario, sea cual sea su caja."""
    buscado = canario.lower().encode()
    # En un PDF o en un texto ancho, entre letra y letra hay un cero.
    ancho = b"\0".join(bytes([b]) for b in buscado)
    hallado = []
    for hoja in sorted(salida.rglob("*")):
        ruta = hoja.relative_to(salida).as_posix()
        trozos = [ruta.encode(), *(capas(hoja.read_bytes()) if hoja.is_file() else ())]
        if any(b in t.lower() for t in trozos for b in (buscado, ancho)):
            hallado.append(ruta)
    return hallado
