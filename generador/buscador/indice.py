"""Pagefind, corrido sobre una carpeta nuestra. Los mismos documentos dan los mismos bytes."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from generador.arboles import traducir_errores

_PLAZO = 600
_PROPIOS = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
_EXTENSIONES = (".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment", "wasm.es.pagefind")


class SinPagefind(Exception):
    """Pagefind no está instalado o no corre en este computador. Dice solo la causa, sin punto."""


def version_de_pagefind() -> str:
    """La versión instalada. Lanza `SinPagefind` si no hay ninguna."""
    try:
        return metadata.version("pagefind")
    except metadata.PackageNotFoundError:
        raise SinPagefind("Pagefind no está instalado") from None


@traducir_errores()
def indexar(documentos: Mapping[str, str], taller: Path) -> dict[str, bytes]:
    """Los archivos del índice, por su nombre dentro de él.

    `taller` es una carpeta propia. Lanza `SinPagefind` si el programa no está o falla.
    """
    carpeta = taller / "indice-en-obra"
    shutil.rmtree(carpeta, ignore_errors=True)
    try:
        _escribir(documentos, carpeta / "paginas")
        _correr(carpeta)
        return _recoger(carpeta / "indice")
    finally:
        shutil.rmtree(carpeta, ignore_errors=True)


def _escribir(documentos: Mapping[str, str], carpeta: Path) -> None:
    carpeta.mkdir(parents=True)
    for nombre, html in documentos.items():
        destino = carpeta / nombre
        destino.parent.mkdir(parents=True, exist_ok=True)
        destino.write_text(html, encoding="utf-8")


def orden_de_pagefind(carpeta: Path) -> list[str]:
    """La orden que hace `carpeta/indice` con lo que hay en `carpeta/paginas`.

    Lanza `SinPagefind` si falta el programa.
    """
    return [
        _programa(),
        "--site",
        str(carpeta / "paginas"),
        "--output-path",
        str(carpeta / "indice"),
        "--force-language",
        "es",
        "--keep-index-url",
        "--quiet",
    ]


def _correr(carpeta: Path) -> None:
    orden = orden_de_pagefind(carpeta)
    try:
        hecho = subprocess.run(
            orden, cwd=carpeta, capture_output=True, text=True, timeout=_PLAZO, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as falla:
        raise SinPagefind(f"Pagefind no pudo correr ({falla})") from falla
    if hecho.returncode:
        dicho = (hecho.stderr or hecho.stdout).strip().splitlines()[-1:] or ["sin explicación"]
        raise SinPagefind(f"Pagefind terminó con {hecho.returncode}: {dicho[0].rstrip('. ')}")


def _programa() -> str:
    # Cargarlo trae asyncio: solo cuando hay que indexar.
    from pagefind.service import get_executable

    programa = get_executable()
    if programa is None:
        raise SinPagefind("Falta el programa de Pagefind")
    return str(programa)


def _recoger(carpeta: Path) -> dict[str, bytes]:
    """Solo lo que la búsqueda usa: ni la interfaz de Pagefind ni los otros idiomas."""
    todos = (a for a in sorted(carpeta.rglob("*")) if a.is_file())
    return {
        a.relative_to(carpeta).as_posix(): a.read_bytes()
        for a in todos
        if a.name in _PROPIOS or a.name.endswith(_EXTENSIONES)
    }
