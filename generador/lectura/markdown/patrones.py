"""Los patrones de línea: cuáles se prueban en un texto, y los que no son como la biblioteca."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from html import unescape

from markdown import treeprocessors
from markdown.inlinepatterns import (
    ENTITY_RE,
    BacktickInlineProcessor,
    InlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.util import ETX, STX, AtomicString

# Un texto sin el disparador de un patrón no puede tener ninguna coincidencia suya.
DISPARADORES = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("://",),
    "automail": ("@",),
    "direccion": ("://", "www."),
    "linebreak": ("  \n", "\\\n"),
    "entity": ("&",),
    "em_strong": ("*", "_", "~"),
}
_ALGUN_DISPARADOR = re.compile(r"[`\\\[<&*_~@]|  \n|://|www\.")
_OTRO_DISPARADOR = re.compile(rf"[`\\\[<&_~@{STX}{ETX}]|  \n|://|www\.")
# El que no admite más que una lectura: lo abre un espacio, lo cierra un espacio o un signo que
# cierra, y en cada borde de adentro hay una letra o una cifra.
_ENFASIS_LLANO = re.compile(
    r"(?:(?<=[\s(«“¿¡])|^)(\*\*?)(?=[^\W_])([^*]*[^\W_])\1(?=[\s.,;:)»”!?]|\Z)"
)
Aplicar = Callable[..., tuple[str, bool, int]]
SALTO = r" *(?:  |\\)\n"
"""Dos espacios o una barra al final de un renglón."""
_COMILLAS = re.compile("`+")
_OTRA_CLAVE = re.compile(r"\[[^\[\]]+\]")
_ENTIDAD = re.compile(ENTITY_RE)
_ESCAPADO = re.compile(f"{STX}([0-9]+){ETX}")


def decodificar(texto: str) -> str:
    """El texto con sus entidades HTML (con punto y coma) y sus escapes ya convertidos."""
    if "&" in texto:
        texto = _ENTIDAD.sub(lambda m: caracter(m[1]) or m[1], texto)
    return quitar_escapes(texto)


def quitar_escapes(texto: str) -> str:
    """El texto con cada escape (`\\*`) convertido en su carácter."""
    if STX not in texto:
        return texto
    return _ESCAPADO.sub(lambda m: chr(int(m[1])), texto)


def caracter(entidad: str) -> str:
    """Lo que nombra una entidad, o el texto vacío si no nombra nada que se pueda mostrar."""
    nombrado = unescape(entidad)
    if nombrado == entidad or "\ufffd" in nombrado or not nombrado:
        return ""
    visibles = all(c in "\t\n" or c >= "\xa0" or " " <= c < "\x7f" for c in nombrado)
    return nombrado if visibles else ""


# En estas clases se ignora el tipo de `handleMatch`: la biblioteca admite los dos argumentos, y sus
# tipos publicados lo comparan con el de la clase abuela, `Pattern`, que tiene uno.
class EntidadDeHtml(InlineProcessor):
    """`&ntilde;` pasa a ser su carácter; como escape, para que `&lt;` no parezca HTML crudo."""

    def handleMatch(  # type: ignore[override]  # InlineProcessor cambia la firma de Pattern
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        escapes = "".join(f"{STX}{ord(c)}{ETX}" for c in caracter(m[1]) or m[1])
        return escapes, m.start(0), m.end(0)


class TextoDeCodigo(BacktickInlineProcessor):
    """`` `código` ``, si lo cierran tantas comillas como lo abren; si no, son texto."""

    def handleMatch(  # type: ignore[override]  # InlineProcessor cambia la firma de Pattern
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | str | None, int | None, int | None]:
        """El código; nada si la biblioteca, a falta de las mismas, se conformó con menos."""
        nodo, desde, hasta = super().handleMatch(m, data)
        comillas = _COMILLAS.match(data, m.start())
        if comillas and hasta and not data.endswith(comillas[0], 0, hasta):
            return None, m.start(), comillas.end()
        return nodo, desde, hasta


class DireccionEntreAngulos(InlineProcessor):
    """`<https://…>`: el texto visible es la dirección con sus entidades ya convertidas."""

    def handleMatch(  # type: ignore[override]  # InlineProcessor cambia la firma de Pattern
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        direccion = decodificar(self.unescape(m[1]))
        enlace = etree.Element("a", href=direccion)
        enlace.text = AtomicString(direccion)
        return enlace, m.start(0), m.end(0)


class CorreoEntreAngulos(InlineProcessor):
    """`<correo@entidad.gov.co>`, sin el cifrado de letras de la biblioteca, que no protege."""

    def handleMatch(  # type: ignore[override]  # InlineProcessor cambia la firma de Pattern
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        correo = decodificar(self.unescape(m[1])).removeprefix("mailto:")
        enlace = etree.Element("a", href=f"mailto:{correo}")
        enlace.text = AtomicString(correo)
        return enlace, m.start(0), m.end(0)


class ReferenciaCorta(ShortReferenceInlineProcessor):
    """`[clave]`, si no le sigue otra clave: `[texto][clave]` sin definir es texto."""

    def evalId(self, data: str, index: int, text: str) -> tuple[str | None, int, bool]:
        """La clave de la referencia, o nada."""
        if _OTRA_CLAVE.match(data, index):
            return None, index, False
        return text.lower(), index, True


class EnLinea(treeprocessors.InlineProcessor):
    """La etapa de línea de la biblioteca, que salta los patrones sin disparador en el texto."""

    def preparar(self) -> None:
        """Ordena los patrones con sus disparadores; se llama cuando ya están todos."""
        nombres = {id(self.md.inlinePatterns[n]): n for n in DISPARADORES if self._tiene(n)}
        self.patrones = [
            (p, DISPARADORES[nombres[id(p)]] if id(p) in nombres else ("",))
            for p in self.md.inlinePatterns
        ]

    def _tiene(self, nombre: str) -> bool:
        return nombre in self.md.inlinePatterns

    def run(self, tree: etree.Element, ancestors: list[str] | None = None) -> etree.Element:
        """El árbol con sus marcas interpretadas.

        Un texto sin ellas, o con un énfasis de una sola lectura, no pasa por la biblioteca: de cada
        acta lo son casi todos, y era la mitad de lo que cuesta interpretarla.
        """
        elementos = list(tree.iter())
        quedan = [e for e in elementos if e.text and not _es_llano(e)]
        colas = any(e.tail and _ALGUN_DISPARADOR.search(e.tail) for e in elementos)
        return super().run(tree, ancestors) if quedan or colas else tree

    # El nombre es el que la biblioteca da a su método privado: es el único lugar donde se
    # puede decidir antes de probar cada patrón. Una prueba compara con la original.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, AtomicString) or not _ALGUN_DISPARADOR.search(data):
            return data
        aplicar: Aplicar
        aplicar = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]  # es privado
        for indice in range(patternIndex, len(self.patrones)):
            patron, disparadores = self.patrones[indice]
            inicio, sigue = 0, any(d in data for d in disparadores)
            while sigue:
                data, sigue, inicio = aplicar(patron, data, indice, inicio)
        return data


def _es_llano(elemento: etree.Element) -> bool:
    """Si el texto de un elemento no tiene nada por interpretar, o ya quedó interpretado."""
    texto = elemento.text or ""
    if isinstance(texto, AtomicString):
        return True
    if _OTRO_DISPARADOR.search(texto):
        return False
    if "*" not in texto:
        return True
    antes, *partes = _ENFASIS_LLANO.split(texto)
    marcas, dentro, despues = partes[::3], partes[1::3], partes[2::3]
    if "*" in antes or any("*" in d for d in despues):
        return False
    elemento.text = antes
    for lugar, (marca, palabras, sigue) in enumerate(zip(marcas, dentro, despues, strict=True)):
        hijo = etree.Element("strong" if len(marca) > 1 else "em")
        hijo.text, hijo.tail = palabras, sigue
        elemento.insert(lugar, hijo)
    return True
