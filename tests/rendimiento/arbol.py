"""Una página HTML como árbol pequeño, para preguntarle qué dice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_SIN_CIERRE = frozenset(("br", "col", "hr", "img", "input", "link", "meta", "wbr"))


@dataclass(slots=True)
class Nodo:
    """Un elemento: su nombre, sus atributos y lo que contiene."""

    nombre: str
    atributos: dict[str, str]
    hijos: list[Nodo | str] = field(default_factory=list)

    def todos(self) -> Iterator[Nodo]:
        """Él mismo y todos los elementos que contiene, en orden."""
        yield self
        for hijo in self.hijos:
            if isinstance(hijo, Nodo):
                yield from hijo.todos()

    def con(self, nombre: str, **atributos: str) -> list[Nodo]:
        """Los elementos de ese nombre; `clase` e `id` piden además ese atributo."""
        clase, id_ = atributos.get("clase"), atributos.get("id")
        return [
            n
            for n in self.todos()
            if n.nombre == nombre
            and (clase is None or clase in n.atributos.get("class", "").split())
            and (id_ is None or n.atributos.get("id") == id_)
        ]

    @property
    def texto(self) -> str:
        """Todo su texto, con los blancos seguidos vueltos uno."""
        return " ".join(" ".join(self._trozos()).split()).replace(" .", ".").replace(" ,", ",")

    def _trozos(self) -> Iterator[str]:
        for hijo in self.hijos:
            if isinstance(hijo, Nodo):
                yield from hijo._trozos()
            else:
                yield hijo


class _Armador(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.abiertos = [Nodo("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        nodo = Nodo(tag, {k: v or "" for k, v in attrs})
        self.abiertos[-1].hijos.append(nodo)
        if tag not in _SIN_CIERRE:
            self.abiertos.append(nodo)

    def handle_endtag(self, tag: str) -> None:
        nombres = [n.nombre for n in self.abiertos]
        if tag in nombres[1:]:
            del self.abiertos[len(nombres) - 1 - nombres[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self.abiertos[-1].hijos.append(data)


def leer(html: str) -> Nodo:
    """El árbol de una página."""
    armador = _Armador()
    armador.feed(html)
    armador.close()
    return armador.abiertos[0]
