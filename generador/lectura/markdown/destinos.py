"""Destinos de enlaces e imágenes: cuáles se admiten y qué clase de destino es cada uno."""

from __future__ import annotations

import re
from enum import StrEnum
from html import unescape
from urllib.parse import unquote

ESQUEMAS = frozenset({"https", "http", "mailto", "tel"})

# Lo que un navegador ejecuta o abre fuera del sitio aunque venga disimulado.
_PELIGROSOS = frozenset(
    {"javascript", "vbscript", "livescript", "mocha", "data", "file", "blob", "filesystem"}
    | {"about", "view-source", "jar", "ms-its", "mhtml", "mk", "res", "chrome", "ws", "wss"}
)
_ESQUEMA = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Espacios, controles y caracteres de ancho cero, con los que se disimula un esquema.
_INVISIBLES = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+")
_LLANO = re.compile(r"[A-Za-z0-9_./#?=-]*")


class Rumbo(StrEnum):
    """Adónde lleva un destino."""

    EXTERNO = "externo"
    CONTACTO = "contacto"
    ANCLA = "ancla"
    RELATIVO = "relativo"
    VACIO = "vacio"
    INSEGURO = "inseguro"


def clasificar(destino: str) -> Rumbo:
    """La clase de un destino ya sin entidades. INSEGURO ante la menor duda."""
    if _LLANO.fullmatch(destino) and not destino.startswith("//"):
        return _clase_llana(destino)
    limpio = _INVISIBLES.sub("", destino).replace("\\", "/")
    if limpio.startswith("//") or _esconde_un_esquema(limpio):
        return Rumbo.INSEGURO
    esquema = _ESQUEMA.match(limpio)
    if esquema is None:
        return _clase_llana(limpio)
    # Con espacios dentro del esquema no es lo que parece, aunque parezca admitido.
    if esquema[1].lower() not in ESQUEMAS or not destino.lstrip().startswith(esquema[0]):
        return Rumbo.INSEGURO
    return Rumbo.EXTERNO if esquema[1].lower().startswith("http") else Rumbo.CONTACTO


def _clase_llana(destino: str) -> Rumbo:
    if not destino:
        return Rumbo.VACIO
    return Rumbo.ANCLA if destino.startswith("#") else Rumbo.RELATIVO


def _esconde_un_esquema(limpio: str) -> bool:
    """Si al quitar entidades y porcentajes, cuantas veces haga falta, aparece un peligro."""
    for _ in range(4):
        siguiente = _INVISIBLES.sub("", unquote(unescape(limpio))).replace("\\", "/")
        if siguiente == limpio:
            break
        limpio = siguiente
    esquema = _ESQUEMA.match(limpio)
    return limpio.startswith("//") or (esquema is not None and esquema[1].lower() in _PELIGROSOS)
