"""Las palabras del sitio: para buscarlas en singular y en plural, y para «¿quiso decir…?»."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from html import unescape

_MARCAS = re.compile(r"<[^>]*>")
# Una cifra sola no se busca por sus formas: se busca entera.
_PALABRA = re.compile(r"\b(?=\d*[^\W\d_])[^\W_]{2,40}\b")
_SIGNOS = re.compile(r"[\W_]+")
_JUNTAS = 5000


def vocabulario(documentos: Iterable[str]) -> dict[str, bytes]:
    """Las palabras en minúscula de esos documentos HTML, como archivos JSON por su nombre.

    `vocabulario.json` tiene las cinco mil que están en más documentos, la más frecuente primero, y
    las iniciales de las demás (`partes`), que están en `vocabulario-<inicial>.json`: ninguna falta,
    y quien busca no las trae todas.
    """
    cuentas: Counter[str] = Counter()
    for html in documentos:
        texto = unescape(_MARCAS.sub(" ", html)).lower()
        # El índice guarda también junto lo que va sin espacios: «D.C.», «PM2.5», «COVID-19».
        juntas = " ".join(_SIGNOS.sub("", trozo) for trozo in texto.split())
        cuentas.update({*_PALABRA.findall(texto), *_PALABRA.findall(juntas)})
    orden = sorted(cuentas, key=lambda palabra: (-cuentas[palabra], palabra))
    partes: defaultdict[str, list[str]] = defaultdict(list)
    for palabra in orden[_JUNTAS:]:
        partes[_inicial(palabra)].append(palabra)
    archivos = {f"vocabulario-{inicial}.json": _json(suyas) for inicial, suyas in partes.items()}
    todo = {"palabras": orden[:_JUNTAS], "partes": "".join(sorted(partes))}
    return {**archivos, "vocabulario.json": _json(todo)}


def _inicial(palabra: str) -> str:
    """Sin tilde, como la pregunta el navegador; «o» por las que no son del alfabeto latino."""
    letra = unicodedata.normalize("NFD", palabra)[0]
    return letra if letra.isascii() else "o"


def _json(datos: object) -> bytes:
    return json.dumps(datos, ensure_ascii=False, separators=(",", ":")).encode()
