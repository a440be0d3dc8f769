"""Las palabras del sitio, para buscar en vez de una mal escrita la que más se le parece."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping

import msgspec

_JUNTAS = 5000


def vocabulario(cuentas: Mapping[str, int]) -> dict[str, bytes]:
    """Las palabras y en cuántos documentos está cada una, como archivos JSON por su nombre.

    `vocabulario.json` tiene las cinco mil que están en más documentos, la más frecuente primero, y
    las iniciales de las demás (`partes`), que están en `vocabulario-<inicial>.json`: ninguna falta,
    y quien busca no las trae todas.
    """
    orden = sorted(cuentas, key=lambda palabra: (-cuentas[palabra], palabra))
    partes: defaultdict[str, list[str]] = defaultdict(list)
    for palabra in orden[_JUNTAS:]:
        partes[_inicial(palabra)].append(palabra)
    archivos = {
        f"vocabulario-{inicial}.json": msgspec.json.encode(suyas)
        for inicial, suyas in partes.items()
    }
    todo = {"palabras": orden[:_JUNTAS], "partes": "".join(sorted(partes))}
    return {**archivos, "vocabulario.json": msgspec.json.encode(todo)}


def _inicial(palabra: str) -> str:
    """Sin tilde, como la pregunta el navegador; «o» por las que no son del alfabeto latino."""
    letra = unicodedata.normalize("NFD", palabra)[0]
    return letra if letra.isascii() else "o"
