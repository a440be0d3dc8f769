"""Lo que una prueba pregunta de un PDF: su texto, sus etiquetas y su árbol."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import pikepdf
from pypdf import PdfReader

_APARTE = re.compile(r"[\s\u00ad\u2010-]+")


def hojas(contenido: bytes) -> list[str]:
    """El texto de cada hoja, sin espacios ni guiones: los de partir palabras no son del texto."""
    return [junto(hoja.extract_text()) for hoja in PdfReader(BytesIO(contenido)).pages]


def texto_de(contenido: bytes) -> str:
    """El texto entero, como `hojas`."""
    return "".join(hojas(contenido))


def junto(texto: str) -> str:
    """Un texto, para buscarlo en lo que da `texto_de`."""
    return _APARTE.sub("", texto)


def altura_minima(contenido: bytes) -> float:
    """A qué altura, en puntos, está el texto más bajo: lo que no cupo queda bajo cero."""
    alturas: list[float] = []

    def anotar(texto: str, matriz: Any, de_texto: Any, *_: Any) -> None:
        if texto.strip():
            alturas.append(de_texto[5] * matriz[3] + matriz[5])

    for hoja in PdfReader(BytesIO(contenido)).pages:
        hoja.extract_text(visitor_text=anotar)
    return min(alturas)


def etiquetas(contenido: bytes) -> list[tuple[str, str]]:
    """Cada elemento del árbol de estructura con el que lo contiene, en su orden."""
    with pikepdf.open(BytesIO(contenido)) as pdf:
        return list(_bajar(pdf.Root.StructTreeRoot.K, ""))


def _bajar(nodo: Any, padre: str) -> Iterator[tuple[str, str]]:
    if isinstance(nodo, pikepdf.Array):
        for hijo in nodo:
            yield from _bajar(hijo, padre)
    elif isinstance(nodo, pikepdf.Dictionary) and "/S" in nodo:
        clase = str(nodo.S)
        yield clase, padre
        if "/K" in nodo:
            yield from _bajar(nodo.K, clase)


def sin_letras_dentro(contenido: bytes) -> list[str]:
    """Las letras que el documento usa y no lleva dentro."""
    with pikepdf.open(BytesIO(contenido)) as pdf:
        descriptores = [
            o for o in pdf.objects if isinstance(o, Mapping | pikepdf.Dictionary) and _es_letra(o)
        ]
        assert descriptores, "el documento no usa ninguna letra"
        return [
            str(d.FontName)
            for d in descriptores
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(d.keys())
        ]


def _es_letra(objeto: Any) -> bool:
    return str(objeto.get("/Type", "")) == "/FontDescriptor"
