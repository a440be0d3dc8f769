"""A qué dirección del sitio lleva lo que un texto escribe como destino de un enlace."""

from __future__ import annotations

import posixpath
import re

from generador.modelo.archivos import EXTENSIONES

_ESQUEMA = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def direccion_interna(destino: str, ruta: str) -> str:
    """La dirección del sitio a la que lleva un destino escrito, o el texto vacío si sale de él."""
    if not destino or _ESQUEMA.match(destino) or destino.startswith(("#", "//")):
        return ""
    camino = destino.partition("#")[0].partition("?")[0]
    base = "" if camino.startswith("/") else posixpath.dirname(ruta)
    return _de_archivo_a_pagina(posixpath.normpath(posixpath.join(base, camino.lstrip("/"))))


def _de_archivo_a_pagina(camino: str) -> str:
    if camino.endswith("instancia.md"):
        return camino.removesuffix("instancia.md") + "index.html"
    for extension in EXTENSIONES:
        if camino.endswith(extension):
            return camino.removesuffix(extension) + ".html"
    return camino


def resolver(destino: str, ruta: str) -> str:
    """El destino como va en la página: un registro citado por su archivo lleva a su página."""
    if _ESQUEMA.match(destino) or destino.startswith("#"):
        return destino
    camino, sostenido, ancla = destino.partition("#")
    if camino.startswith("/"):
        camino = "../" * ruta.count("/") + camino.lstrip("/")
    return _de_archivo_a_pagina(camino) + sostenido + ancla
