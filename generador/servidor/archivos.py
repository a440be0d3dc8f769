"""De la dirección pedida al archivo, sin salir nunca de la carpeta que se sirve."""

from __future__ import annotations

import os
from mimetypes import guess_type
from pathlib import Path

from generador.modelo.anexos import ENTREGA, es_de_letras

INDICE = "index.html"
# Los tipos no se le preguntan al sistema: cada uno trae su lista, y algunos la traen mal.
_TEXTOS = {
    ".atom": "application/atom+xml",
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".md": "text/markdown",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
} | {f".{e}": tipo for e, (tipo, _) in ENTREGA.items() if es_de_letras(f"a.{e}")}
_OTROS = {".woff2": "font/woff2"} | {f".{e}": tipo for e, (tipo, _) in ENTREGA.items()}


def hallar(raiz: Path, ruta: str) -> Path | None:
    """El archivo o la carpeta de una ruta ya descifrada, sin barra inicial; `None` si no hay.

    No hay nada donde un tramo es oculto (empieza por punto, lo que incluye `..`), está vacío o
    trae caracteres que algún sistema lee como separadores, ni donde un tramo es un enlace.
    """
    tramos = ruta.removesuffix("/").split("/") if ruta else []
    if any(not t or t.startswith(".") or set(t) & set("\\:\0") for t in tramos):
        return None
    camino = raiz.joinpath(*tramos)
    if os.path.realpath(camino) != str(Path(os.path.realpath(raiz), *tramos)):
        return None
    # Con `os`, y no con pathlib, un nombre demasiado largo es solo uno que no existe.
    existe = os.path.isdir if ruta.endswith("/") or not ruta else os.path.exists
    return camino if existe(camino) else None


def tipo_de(camino: Path) -> str:
    """El tipo de contenido; todo texto va en UTF-8."""
    extension = camino.suffix.lower()
    if extension in _TEXTOS:
        return f"{_TEXTOS[extension]}; charset=utf-8"
    return _OTROS.get(extension) or guess_type(camino.name)[0] or "application/octet-stream"
