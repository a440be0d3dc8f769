"""El texto de un editor, de HTML saneado a un árbol que la plantilla recorre.

Solo hay etiquetas que el saneador admite. Un nodo es un texto o un diccionario con `etiqueta` e
`hijos`; los enlaces llevan `url`, y vacía si no se puede seguir desde un archivo suelto.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

from generador.lectura.markdown.html import SIN_CIERRE

NodoDePagina = str | dict[str, Any]

_ESPACIOS = re.compile(r"[ \t\n\r\f]+")
_TITULO = re.compile(r"h([1-6])")
# Entre estas etiquetas el espacio es de la escritura del HTML, no del texto.
_SIN_TEXTO_PROPIO = frozenset(
    {"", "ul", "ol", "table", "thead", "tbody", "tr", "blockquote", "div"}
)


def arbol_de(html: str, resolver: Callable[[str], str]) -> list[NodoDePagina]:
    """Los nodos de un fragmento; `resolver` da la dirección completa de un destino, o vacía."""
    lector = _LectorDeHtml(resolver)
    lector.feed(html)
    lector.close()
    hijos: list[NodoDePagina] = lector.raiz["hijos"]
    return hijos


class _LectorDeHtml(HTMLParser):
    def __init__(self, resolver: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self.raiz: dict[str, Any] = {"etiqueta": "", "hijos": []}
        self._abiertos = [self.raiz]
        self._resolver = resolver
        # El bloque ya tiene un título de nivel 1.
        self._nivel = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        nodo = self._nodo(tag, {clave: valor or "" for clave, valor in attrs})
        self._abiertos[-1]["hijos"].append(nodo)
        if tag not in SIN_CIERRE:
            self._abiertos.append(nodo)

    def handle_endtag(self, tag: str) -> None:
        if tag in SIN_CIERRE:
            return
        nodo = self._abiertos.pop()
        if tag == "table":
            nodo |= _tabla(nodo)
        elif tag in ("pre", "code"):
            nodo["texto"] = "".join(_textos(nodo)).strip("\n")

    def handle_data(self, data: str) -> None:
        abierto = self._abiertos[-1]
        if not any(n["etiqueta"] == "pre" for n in self._abiertos):
            data = _ESPACIOS.sub(" ", data)
            if not data.strip() and abierto["etiqueta"] in _SIN_TEXTO_PROPIO:
                return
        abierto["hijos"].append(data)

    def _nodo(self, tag: str, atributos: dict[str, str]) -> dict[str, Any]:
        nodo: dict[str, Any] = {"etiqueta": tag, "hijos": []}
        if tag == "a":
            nodo["url"] = self._resolver(atributos.get("href", ""))
        elif tag == "ol":
            nodo["inicio"] = int(atributos.get("start", "1"))
        elif tag == "li" and self._abiertos[-1]["etiqueta"] == "ol":
            nodo["numero"] = int(atributos.get("value") or _numero_siguiente(self._abiertos[-1]))
        elif tag == "input":
            nodo["hijos"] = ["[x]" if "checked" in atributos else "[ ]"]
        elif tag == "img":
            # Las imágenes no viajan en el documento: queda lo que describen.
            nodo |= {
                "etiqueta": "em",
                "hijos": [f"[Imagen: {atributos.get('alt') or 'sin texto'}]"],
            }
        elif titulo := _TITULO.fullmatch(tag):
            # PDF/UA no admite que un título se salte un nivel.
            self._nivel = min(max(int(titulo[1]) - 1, 2), self._nivel + 1)
            nodo |= {"etiqueta": "titulo", "nivel": self._nivel}
        return nodo


def _numero_siguiente(lista: dict[str, Any]) -> int:
    ultimo = next((h["numero"] for h in reversed(lista["hijos"]) if isinstance(h, dict)), None)
    numero: int = lista["inicio"] if ultimo is None else ultimo + 1
    return numero


def _textos(nodo: NodoDePagina) -> Iterator[str]:
    if isinstance(nodo, str):
        yield nodo
        return
    for hijo in nodo["hijos"]:
        yield from _textos(hijo)


def _tabla(tabla: dict[str, Any]) -> dict[str, Any]:
    """La tabla como columnas, encabezado y filas, todas del mismo largo."""
    filas = [
        [celda["hijos"] for celda in fila["hijos"]]
        for grupo in tabla["hijos"]
        for fila in grupo["hijos"]
    ]
    columnas = max(map(len, filas), default=1)
    filas = [fila + [[]] * (columnas - len(fila)) for fila in filas] or [[[]]]
    return {
        "etiqueta": "tabla",
        "columnas": columnas,
        "encabezado": filas[0],
        "filas": filas[1:],
        "hijos": [],
    }
