"""Las direcciones escritas sin más, que GitHub vuelve enlaces: `https://…`, `www.…` y correos."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import STX, AtomicString

from generador.lectura.markdown.patrones import decodificar

DIRECCION = rf"(?:(?<![A-Za-z])https?://|(?<![^\s*_~(])www\.)[^\s<{STX}]+"
CORREO = r"(?<![\w.+@-])[A-Za-z0-9._+-]+@(?:[A-Za-z0-9_-]+\.)+[A-Za-z0-9_-]*[A-Za-z](?![\w-])"
_SERVIDOR = re.compile(r"(?:https?://|(?=www\.))(?:[\w-]+\.)*([\w-]+)(?:\.([\w-]+))?", re.ASCII)
_ENTIDAD_FINAL = re.compile(r"&[A-Za-z]+;$")
# Lo que al final de una dirección es de la frase y no de ella.
_DE_LA_FRASE = "?!.,:*_~'\";"


class DireccionSuelta(InlineProcessor):
    """`https://…` y `www.…`, sin la puntuación que las sigue."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown) -> None:
        super().__init__(DIRECCION, md)

    def handleMatch(  # type: ignore[override]  # InlineProcessor cambia la firma de Pattern
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        """El enlace, o nada si no es de un servidor posible."""
        escrita = _sin_la_frase(m[0])
        servidor = _SERVIDOR.match(escrita)
        if not servidor or "_" in f"{servidor[1]}{servidor[2] or ''}":
            return None, None, None
        visible = decodificar(escrita)
        destino = visible if "://" in visible[:8] else f"http://{visible}"
        return _enlace(destino, visible), m.start(), m.start() + len(escrita)


class CorreoSuelto(InlineProcessor):
    """`nombre@entidad.gov.co`."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown) -> None:
        super().__init__(CORREO, md)

    def handleMatch(  # type: ignore[override]  # InlineProcessor cambia la firma de Pattern
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        """El enlace que abre un correo para esa dirección."""
        return _enlace(f"mailto:{m[0]}", m[0]), m.start(), m.end()


def _enlace(destino: str, visible: str) -> etree.Element:
    enlace = etree.Element("a", href=destino)
    enlace.text = AtomicString(visible)
    return enlace


def _sin_la_frase(direccion: str) -> str:
    while direccion:
        entidad = _ENTIDAD_FINAL.search(direccion)
        sobra_cierre = direccion.endswith(")") and direccion.count(")") > direccion.count("(")
        if entidad:
            direccion = direccion[: entidad.start()]
        elif sobra_cierre or direccion[-1] in _DE_LA_FRASE:
            direccion = direccion[:-1]
        else:
            break
    return direccion
