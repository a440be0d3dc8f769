"""Las palabras del sitio: para buscarlas en singular y en plural, y para «¿quiso decir…?»."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from html import unescape

_MARCAS = re.compile(r"<[^>]*>")
_PALABRA = re.compile(r"\b[^\W\d_]{2,24}\b")
_CUANTAS = 5000


def vocabulario(documentos: Iterable[str]) -> bytes:
    """Las palabras en minúscula de esos documentos HTML, la más frecuente primero, como JSON.

    Son a lo sumo cinco mil: las que están en más documentos.
    """
    cuentas: Counter[str] = Counter()
    for html in documentos:
        texto = unescape(_MARCAS.sub(" ", html)).lower()
        cuentas.update(set(_PALABRA.findall(texto)))
    orden = sorted(cuentas, key=lambda palabra: (-cuentas[palabra], palabra))
    return json.dumps(orden[:_CUANTAS], ensure_ascii=False, separators=(",", ":")).encode()
