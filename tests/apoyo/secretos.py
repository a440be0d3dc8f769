"""Buscar secretos donde no deben estar: lo que se dice, lo que se guarda y lo que se publica."""

from __future__ import annotations

import gzip
import re
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_GENERALES = {
    "una llave privada": re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "una contraseña en una dirección": re.compile(rb"[a-z]://[^/\s:@\"']+:[^/\s@\"']+@"),
}


_SELLO = re.compile(rb"\A[0-9a-f]{64}\n")


def trozos_de_llave(llave: Path) -> tuple[bytes, ...]:
    """Los renglones de una llave privada de OpenSSH que no comparte con ninguna otra."""
    renglones = llave.read_bytes().splitlines()
    # El primero y el segundo son iguales en toda llave Ed25519 sin contraseña.
    return tuple(r for r in renglones[2:-1] if len(r) >= 20)


def buscar_secretos(
    secretos: Mapping[str, tuple[bytes, ...]],
    carpetas: Iterable[Path],
    dichos: Iterable[str] = (),
    menos: Iterable[Path] = (),
) -> list[str]:
    """Dónde aparece cada secreto, o algo con forma de llave o de contraseña.

    Mira todos los archivos de las carpetas salvo `menos`, también dentro de lo comprimido y de los
    repositorios de git.
    """
    fuera = {p.resolve() for p in menos}
    hallados = []
    for donde, datos in (*_de_dichos(dichos), *_de_carpetas(carpetas, fuera)):
        formas = {nombre: f.search(datos) is not None for nombre, f in _GENERALES.items()}
        formas |= {n: any(t in datos for t in trozos) for n, trozos in secretos.items()}
        hallados += [f"{nombre} en {donde}" for nombre, esta in formas.items() if esta]
    return hallados


def _de_dichos(dichos: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for n, dicho in enumerate(dichos):
        yield f"lo que dijo la orden {n}", dicho.encode()


def _de_carpetas(carpetas: Iterable[Path], fuera: set[Path]) -> Iterator[tuple[str, bytes]]:
    for carpeta in carpetas:
        for archivo in sorted(carpeta.rglob("*")):
            if archivo.name == "objects" and archivo.is_dir():
                yield str(archivo.parent), _objetos(archivo.parent)
            elif archivo.is_file() and archivo.resolve() not in fuera:
                yield from _abierto(archivo)


def _abierto(archivo: Path) -> Iterator[tuple[str, bytes]]:
    datos = archivo.read_bytes()
    yield str(archivo), datos
    # Lo que guarda el almacén lleva antes un renglón con su huella.
    datos = _SELLO.sub(b"", datos)
    if archivo.suffix == ".gz":
        yield f"{archivo}, abierto", gzip.decompress(datos)
    if archivo.suffix == ".zip":
        with zipfile.ZipFile(archivo) as paquete:
            for nombre in paquete.namelist():
                yield f"{archivo}, en {nombre}", paquete.read(nombre)


def _objetos(repositorio: Path) -> bytes:
    orden = ["git", "-C", str(repositorio), "cat-file", "--batch-all-objects", "--batch"]
    return subprocess.run(orden, check=True, capture_output=True).stdout
