"""Lo que muestra la vista previa de GitHub, según su propio analizador, y cómo se compara."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote

from cmarkgfm.cmark import Options, markdown_to_html_with_extensions

EXTENSIONES = ["table", "strikethrough", "autolink", "tasklist"]
_SIN_FORMA = frozenset({"div", "thead", "tbody", "sup", "section"})
_SIN_CIERRE = frozenset({"br", "hr", "img", "input"})


def vista_previa(texto: str) -> str:
    """El HTML que GitHub haría de `texto`."""
    return str(markdown_to_html_with_extensions(texto, Options.CMARK_OPT_UNSAFE, EXTENSIONES))


class Esqueleto(HTMLParser):
    """Los elementos de un HTML, con sus destinos, los números de sus listas y sus palabras.

    No cuentan el nivel de los títulos, que la página corre, ni lo que la página agrega para que
    una tabla se pueda recorrer. Un `strong` dentro de otro se ve igual que uno solo, y GitHub lo
    omite; y la casilla de una tarea va antes o dentro de su párrafo.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.partes: list[str] = []
        self.numeros: list[int] = []
        self._listas: list[int | None] = []
        self._fuertes: list[bool] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        datos = {clave: valor or "" for clave, valor in attrs}
        if tag == "ol":
            self._listas.append(int(datos.get("start", "1")))
        elif tag == "ul":
            self._listas.append(None)
        elif tag == "li" and self._listas and self._listas[-1] is not None:
            numero = int(datos.get("value", self._listas[-1]))
            self.numeros.append(numero)
            self._listas[-1] = numero + 1
        if tag == "strong":
            self._fuertes.append(bool(self._fuertes))
        if tag not in _SIN_FORMA and not (tag == "strong" and self._fuertes[-1]):
            self.partes.append(f"<{_nombre(tag)}{_destino(datos)}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul") and self._listas:
            self._listas.pop()
        sobra = tag == "strong" and self._fuertes.pop()
        if tag not in _SIN_FORMA | _SIN_CIERRE and not sobra:
            self.partes.append(f"</{_nombre(tag)}>")

    def handle_data(self, data: str) -> None:
        self.partes.append(data.replace("<", "‹").replace(">", "›"))

    def forma(self) -> list[str]:
        """Elementos y palabras en orden; el espacio entre elementos no cuenta."""
        junto = re.sub(r"(<input[^>]*>)\s*<p>", r"<p>\1", "".join(self.partes))
        return re.findall(r"<[^>]*>|[^\s<>]+", junto)


def _nombre(tag: str) -> str:
    return "h" if re.fullmatch("h[1-6]", tag) else tag


def _destino(datos: dict[str, str]) -> str:
    destino = datos.get("href") or datos.get("src") or ""
    marcado = " marcada" if "checked" in datos else ""
    return f" {unquote(destino)}" * bool(destino) + marcado


def numeros_escritos(texto: str) -> list[int]:
    """Los números que el texto pone al comienzo de sus renglones."""
    return [int(n) for n in re.findall(r"(?m)^[ >*+-]*(\d+)[.)](?= |$)", texto)]


class Letras(HTMLParser):
    """Todo lo que una página da de un texto, en orden: lo que se lee, números y destinos."""

    def __init__(self, html: str, con_destinos: bool = True) -> None:
        super().__init__(convert_charrefs=True)
        self.texto = ""
        self._con_destinos = con_destinos
        self._listas: list[int | None] = []
        self._destinos: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        datos = {clave: valor or "" for clave, valor in attrs}
        if tag in ("ol", "ul"):
            self._listas.append(int(datos.get("start", "1")) if tag == "ol" else None)
        elif tag == "li" and (siguiente := self._listas[-1]) is not None:
            numero = int(datos.get("value", siguiente))
            self.texto += str(numero)
            self._listas[-1] = numero + 1
        elif tag == "a":
            self._destinos.append(datos.get("href", "") + datos.get("title", ""))
        elif tag == "input" and "checked" in datos:
            self.texto += "x"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul"):
            self._listas.pop()
        elif tag == "a":
            self.texto += self._destinos.pop() if self._con_destinos else ""

    def handle_data(self, data: str) -> None:
        self.texto += data


def palabras(texto: str) -> list[str]:
    """Las palabras y los números de un texto, en orden."""
    return re.findall(r"[^\W_]+", texto)
