"""Del árbol al HTML: se escribe, se sanea y se comprueba que sanear no quitó nada."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from functools import cache
from html import unescape

import nh3

from generador.lectura.markdown.destinos import ESQUEMAS

_TITULOS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOQUES = frozenset(
    {"p", *_TITULOS, "ul", "ol", "li", "blockquote", "pre", "hr", "div"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
SIN_CIERRE = frozenset({"br", "hr", "img", "input"})
_POR_ESCAPAR = re.compile("[&<>\xa0]")
_NUMERO = re.compile(r"^[ >]*\d+\.", re.MULTILINE)
_PALABRA = re.compile(r"[^\W_]+")


def escribir(raiz: etree.Element) -> str:
    """El HTML del contenido de `raiz`, con un salto de línea tras cada bloque."""
    partes: list[str] = []
    if raiz.text:
        partes.append(_escapar(raiz.text))
    for hijo in raiz:
        _escribir(hijo, partes)
    return "".join(partes).strip("\n")


def _escribir(elemento: etree.Element, partes: list[str]) -> None:
    etiqueta, texto, cola = elemento.tag, elemento.text, elemento.tail
    atributos = elemento.attrib
    partes.append(f"<{etiqueta}{_atributos(atributos)}>" if atributos else f"<{etiqueta}>")
    if texto:
        partes.append(_escapar(texto if etiqueta != "pre" else texto.strip("\n")))
    for hijo in elemento:
        _escribir(hijo, partes)
    if etiqueta not in SIN_CIERRE:
        partes.append(f"</{etiqueta}>")
    if etiqueta in _BLOQUES or etiqueta == "br":
        partes.append("\n")
        cola = cola.lstrip("\n") if cola else cola
    if cola:
        partes.append(_escapar(cola))


def _atributos(atributos: dict[str, str]) -> str:
    return "".join(
        f' {clave}="{_escapar(valor).replace(chr(34), "&quot;")}"'
        for clave, valor in sorted(atributos.items())
    )


def _escapar(texto: str) -> str:
    if not _POR_ESCAPAR.search(texto):
        return texto
    texto = texto.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return texto.replace("\xa0", "&nbsp;")


@cache
def _saneador() -> nh3.Cleaner:
    """La lista de lo admitido: lo que este intérprete produce, y nada más."""
    celda = {"t-izquierda", "t-centro", "t-derecha"}
    return nh3.Cleaner(
        tags=set(_BLOQUES | SIN_CIERRE | {"a", "em", "strong", "del", "code", "sup"}),
        attributes={
            "a": {"href", "title", "rel", "aria-label"},
            "img": {"src", "alt", "title", "width", "height"},
            "ol": {"start"},
            "div": {"aria-label"},
            "input": {"aria-label"},
            **{etiqueta: {"id"} for etiqueta in (*_TITULOS, "sup")},
            "li": {"id", "value"},
        },
        tag_attribute_values={
            "th": {"scope": {"col"}},
            "div": {"role": {"region"}, "tabindex": {"0"}},
            "input": {"type": {"checkbox"}, "disabled": {""}, "checked": {""}},
        },
        allowed_classes={
            "div": {"tabla", "t-notas"},
            "a": {"t-nota", "t-volver"},
            "th": celda,
            "td": celda,
        },
        url_schemes=set(ESQUEMAS),
        link_rel=None,
        id_prefix="t-",
    )


def sanear(html: str) -> tuple[str, str]:
    """El HTML saneado, y el comienzo de lo que el saneador quitó (vacío si no quitó nada)."""
    limpio = _saneador().clean(html)
    if limpio == html:
        return limpio, ""
    antes, despues = unescape(html), unescape(limpio)
    if antes == despues:
        return limpio, ""
    igual = next(
        (i for i, (a, b) in enumerate(zip(antes, despues, strict=False)) if a != b), len(despues)
    )
    resto = re.sub(r"<[^>]*>?|^[^<>]*>", " ", antes[antes.rfind("<", 0, igual + 1) :])
    return limpio, " ".join(resto.split())[:60] or "formato"


def palabras_perdidas(texto: str, html: str) -> list[str]:
    """Las palabras de `texto` que no están en `html`, en el orden en que se escribieron."""
    # El número de un elemento de lista lo pone el navegador.
    texto = _NUMERO.sub("", texto)
    # Casi todo está igual en los dos lados: solo se parten en palabras los trozos distintos.
    escritos = set(texto.split())
    puestos = set(html.replace("<", " <").replace(">", "> ").split())
    posibles = _palabras(escritos - puestos) - puestos - _palabras(puestos - escritos)
    if not posibles:
        return []
    presentes = set(_PALABRA.findall(html)).union(_PALABRA.findall(unescape(html)))
    en_orden = dict.fromkeys(_PALABRA.findall(unescape(texto)))
    return [p for p in en_orden if p in posibles and p not in presentes]


def _palabras(trozos: set[str]) -> set[str]:
    return set(_PALABRA.findall(" ".join(trozos)))
