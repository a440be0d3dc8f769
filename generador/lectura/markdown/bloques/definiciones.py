"""Las definiciones de enlaces con que puede empezar un párrafo: `[clave]: destino "título"`."""

from __future__ import annotations

import re
from collections.abc import MutableMapping

_TITULO = r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)"""
_DEFINICION = re.compile(
    r"\[(?!\^)(?P<clave>(?:[^\[\]\\]|\\.){1,999})\]: *\n? *"
    r"(?P<destino><[^<>\n]*>|[^\s<]\S*)"
    rf"(?:(?: +| *\n *)(?P<titulo>{_TITULO}))?? *(?:\n|$)"
)
Referencias = MutableMapping[str, tuple[str, str]]


def sin_definiciones(texto: str, referencias: Referencias) -> str:
    """Lo que queda del párrafo al quitarle las definiciones, que pasan a `referencias`."""
    desde = 0
    while texto.startswith("[", desde) and (m := _DEFINICION.match(texto, desde)):
        clave = " ".join(m["clave"].split()).lower()
        if not clave:
            break
        titulo = m["titulo"]
        destino = m["destino"].removeprefix("<").removesuffix(">")
        referencias[clave] = (destino, titulo[1:-1] if titulo else "")
        desde = m.end()
    return texto[desde:]
