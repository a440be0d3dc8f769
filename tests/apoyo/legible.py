"""Una página para leerla en un caso: un elemento por renglón, sangrado, y sin lo que no se lee.

Los cierres sobran, porque la sangría dice hasta dónde llega cada elemento. De un dibujo que
acompaña a una palabra queda su clase; en vez de una huella se lee de qué archivo es.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

_VACIOS = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_EN_LINEA = {
    "a",
    "abbr",
    "b",
    "br",
    "code",
    "em",
    "i",
    "img",
    "span",
    "strong",
    "sub",
    "sup",
    "svg",
}
# Un término con lo que se dice de él, y los títulos de una tabla, se leen en un renglón.
_DE_CORRIDO = (("div", {"dt", "dd"}), ("tr", {"th"}))
_DIBUJO = ("simbolo", "tramas")
_DE_UN_SVG = ("class", "role", "aria-label", "aria-describedby")
_HUELLA = re.compile(r"\b[0-9a-f]{64}\b|(?<=<code>)[0-9a-f]{12}(?=</code>)")
_ESTATICO = re.compile(r"(estaticos/[\w/-]+)\.[0-9a-f]{8,}\.")


@dataclass
class _Nodo:
    """Un elemento con sus atributos; lo que contiene son nodos y textos."""

    nombre: str
    atributos: list[tuple[str, str | None]]
    hijos: list[_Nodo | str] = field(default_factory=list)

    @property
    def etiqueta(self) -> str:
        """Como se escribe, con todos sus atributos; de un dibujo, los que dicen qué es."""
        es_svg = self.nombre == "svg"
        propios = [a for a in self.atributos if not es_svg or a[0].startswith(_DE_UN_SVG)]
        escritos = (n if v is None else f'{n}="{escape(v, quote=False)}"' for n, v in propios)
        return f"<{' '.join((self.nombre, *escritos))}>"

    @property
    def es_dibujo(self) -> bool:
        """Si es el dibujo de un estado o una trama: se lee en la palabra que acompaña."""
        return self.nombre == "svg" and dict(self.atributos).get("class") in _DIBUJO

    @property
    def en_linea(self) -> bool:
        """Si cabe dentro de un renglón de texto."""
        dentro = (h for h in self.hijos if isinstance(h, _Nodo))
        return self.nombre in _EN_LINEA and (self.es_dibujo or all(h.en_linea for h in dentro))


class _Lector(HTMLParser):
    """El árbol de una página; una etiqueta mal cerrada no se deja pasar."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.raiz = _Nodo("", [])
        self._abiertos = [self.raiz]
        self.feed(html)
        self.close()
        assert len(self._abiertos) == 1, f"sin cerrar: {[n.nombre for n in self._abiertos[1:]]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        nodo = _Nodo(tag, attrs)
        self._abiertos[-1].hijos.append(nodo)
        if tag not in _VACIOS:
            self._abiertos.append(nodo)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._abiertos[-1].hijos.append(_Nodo(tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        assert self._abiertos[-1].nombre == tag, f"</{tag}> cierra {self._abiertos[-1].etiqueta}"
        self._abiertos.pop()

    def handle_data(self, data: str) -> None:
        self._abiertos[-1].hijos.append(escape(data, quote=False))


def legible(html: str, huellas: Mapping[str, str], *, entera: bool = False) -> str:
    """El título, la descripción, la clase y el `<main>` de una página, o toda ella, para leerlos.

    `huellas` dice de qué archivo es cada una.
    """
    nodos = [h for h in _Lector(html).raiz.hijos if isinstance(h, _Nodo)]
    suyos = nodos if entera else [n for nodo in nodos for n in _principales(nodo)]
    assert entera or any(n.nombre == "main" for n in suyos), "la página no tiene <main>"
    texto = "".join(f"{r}\n" for nodo in suyos for r in _renglones(nodo, 0))
    cortas = {huella[:12]: nombre for huella, nombre in huellas.items()}
    texto = _HUELLA.sub(lambda h: _de(h[0], {**huellas, **cortas}), texto)
    return _ESTATICO.sub(r"\1.", texto)


def _de(huella: str, nombres: Mapping[str, str]) -> str:
    return f"(huella de {nombres[huella]})" if huella in nombres else "(huella)"


def _principales(nodo: _Nodo) -> list[_Nodo]:
    """Lo que se lee de una página aparte de su marco, que es el mismo en todas."""
    if nodo.nombre in ("title", "main") or ("name", "description") in nodo.atributos:
        return [nodo]
    if nodo.nombre == "svg":
        return []
    clase = [_Nodo("body", nodo.atributos)] if nodo.nombre == "body" and nodo.atributos else []
    return clase + [p for h in nodo.hijos if isinstance(h, _Nodo) for p in _principales(h)]


def _renglones(nodo: _Nodo, hondura: int) -> list[str]:
    """El elemento en un renglón si cabe; si no, lo que contiene va debajo y más adentro."""
    sangria = " " * hondura
    if (corrido := _de_corrido(nodo)) is not None:
        return [f"{sangria}{corrido}"]
    renglones, linea = [f"{sangria}{nodo.etiqueta}"], ""
    for hijo in nodo.hijos:
        if isinstance(hijo, str) or hijo.en_linea:
            linea += _en_linea(hijo)
            continue
        renglones += _texto(linea, hondura + 1)
        renglones += _renglones(hijo, hondura + 1)
        linea = ""
    return [*renglones, *_texto(linea, hondura + 1)]


def _texto(linea: str, hondura: int) -> list[str]:
    junta = " ".join(linea.split())
    return [" " * hondura + junta] if junta else []


def _de_corrido(nodo: _Nodo) -> str | None:
    """El elemento en un solo renglón, o `None` si dentro hay algo que pide el suyo."""
    hijos = [h for h in nodo.hijos if not isinstance(h, str) or h.strip()]
    if all(isinstance(h, str) or h.en_linea for h in hijos):
        return nodo.etiqueta + " ".join("".join(map(_en_linea, nodo.hijos)).split())
    dentro = [h for h in hijos if isinstance(h, _Nodo) and not h.en_linea]
    nombres = {h.nombre for h in dentro}
    juntos = any(nodo.nombre == de and nombres <= estos for de, estos in _DE_CORRIDO)
    if len(dentro) == len(hijos) and (juntos or len(hijos) == 1):
        partes = [_de_corrido(h) for h in dentro]
        if None not in partes:
            return nodo.etiqueta + "".join(p for p in partes if p)
    return None


def _en_linea(nodo: _Nodo | str) -> str:
    if isinstance(nodo, str):
        return nodo
    if nodo.es_dibujo or nodo.nombre in _VACIOS:
        return nodo.etiqueta
    return f"{nodo.etiqueta}{''.join(map(_en_linea, nodo.hijos))}</{nodo.nombre}>"
