"""El intérprete de Markdown: Python-Markdown sin HTML crudo y sin trabajo inútil.

Entra texto y sale un árbol. Tres cosas lo apartan de la biblioteca tal como viene:

- el HTML escrito a mano no se interpreta: `<b>` queda en el árbol como texto, de modo
  que nada puede colarse ni perderse, y quien revisa el árbol lo señala;
- un patrón de línea no se prueba en un texto que no contiene su carácter disparador;
- lo que la biblioteca descarta en silencio (celdas sobrantes, definiciones sin uso)
  queda anotado en `Lectura`.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import markdown
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, NBSP_PLACEHOLDER, FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension, TableProcessor
from markdown.inlinepatterns import AUTOLINK_RE, AUTOMAIL_RE, ENTITY_RE
from markdown.util import ETX, STX

from generador.lectura.markdown.patrones import Correo, Direccion, Enfasis, EnLinea, Entidad

VOLVER = FN_BACKLINK_TEXT
ESPACIO_FIJO = NBSP_PLACEHOLDER


@dataclass(frozen=True, slots=True)
class Lectura:
    """El árbol de un cuerpo, con los escapes sin resolver, y lo que la biblioteca descartó."""

    raiz: etree.Element
    filas_con_sobrante: tuple[str, ...]
    definiciones_perdidas: tuple[str, ...]
    enfasis_rotos: tuple[str, ...]


class _Tablas(TableProcessor):
    """Las tablas, anotando las filas con más celdas escritas que el encabezado."""

    # Solo en `_build_row` y `_split_row` se ve la celda que se va a perder; los tipos publicados
    # de la biblioteca no los traen, y de ahí lo que se ignora.

    sobrantes: list[str]

    def _build_row(self, row: str, parent: etree.Element, align: Sequence[str | None]) -> None:
        super()._build_row(row, parent, align)  # type: ignore[misc]
        # Contar barras es barato: solo con más de las justas puede sobrar una celda.
        bordes = row.startswith("|") + row.endswith("|") if self.border else 0
        if row.count("|") > len(align) - 1 + bordes:
            celdas = self._split_row(row)[len(align) :]  # type: ignore[attr-defined]
            if any(c.strip() for c in celdas):
                self.sobrantes.append(row)


class _Referencias(dict[str, tuple[str, str]]):
    """Las definiciones `[clave]: destino`, anotando las que nadie usa o que se repiten."""

    def __init__(self) -> None:
        super().__init__()
        self.usadas: set[str] = set()
        self.repetidas: list[str] = []

    def __setitem__(self, clave: str, valor: tuple[str, str]) -> None:
        if clave in self:
            self.repetidas.append(clave)
        super().__setitem__(clave, valor)

    def __getitem__(self, clave: str) -> tuple[str, str]:
        self.usadas.add(clave)
        return super().__getitem__(clave)

    def clear(self) -> None:
        super().clear()
        self.usadas.clear()
        self.repetidas.clear()

    def perdidas(self) -> list[str]:
        """Las claves cuyo texto no llega a la página."""
        return [c for c in self if c not in self.usadas] + self.repetidas


class _Notas(FootnoteExtension):
    """Las notas al pie, anotando las definiciones que no llegarían a la página."""

    def reset(self) -> None:
        super().reset()
        self.perdidas: list[str] = []
        self.cerradas = False

    def setFootnote(self, id: str, text: str) -> None:
        if id in self.footnotes or self.cerradas:
            self.perdidas.append(f"^{id}")
        if not self.cerradas:
            super().setFootnote(id, text)

    def makeFootnotesDiv(self, root: etree.Element) -> etree.Element | None:
        # Una nota definida dentro de otra cambiaría la lista mientras se recorre.
        self.cerradas = True
        return super().makeFootnotesDiv(root)


class Motor:
    """Un intérprete reutilizable. No es seguro entre hilos; tras una excepción se desecha."""

    def __init__(self, con_notas: bool = False, con_saltos: bool = True) -> None:
        """`con_saltos=False` deja la etapa de línea de la biblioteca: sirve para comparar."""
        self.notas = _crear_notas() if con_notas else None
        extensiones: list[Any] = [TableExtension(use_align_attribute=True), SaneListExtension()]
        self.md = markdown.Markdown(extensions=extensiones + ([self.notas] if self.notas else []))
        self.tablas = _Tablas(self.md.parser, {"use_align_attribute": True})
        self.referencias = _Referencias()
        self.enfasis = Enfasis(self.md)
        self._quitar_html()
        self._poner_propios(con_saltos)

    def _quitar_html(self) -> None:
        self.md.preprocessors.deregister("html_block")
        self.md.inlinePatterns.deregister("html")
        self.md.treeprocessors.deregister("prettify")
        self.md.treeprocessors.deregister("unescape")
        self.md.ESCAPED_CHARS.append("<")

    def _poner_propios(self, con_saltos: bool) -> None:
        md = self.md
        md.references = self.referencias
        md.parser.blockprocessors.register(self.tablas, "table", 75)
        md.inlinePatterns.register(Direccion(AUTOLINK_RE, md), "autolink", 120)
        md.inlinePatterns.register(Correo(AUTOMAIL_RE, md), "automail", 110)
        md.inlinePatterns.register(Entidad(ENTITY_RE, md), "entity", 80)
        md.inlinePatterns.register(self.enfasis, "em_strong", 60)
        if con_saltos:
            en_linea = EnLinea(md)
            md.treeprocessors.register(en_linea, "inline", 20)
            en_linea.preparar()

    def leer(self, texto: str) -> Lectura:
        """El árbol de `texto`. Lanza RecursionError si está demasiado anidado."""
        md = self.md.reset()
        self.tablas.sobrantes = []
        self.enfasis.rotos = []
        lineas = texto.split("\n")
        for previo in md.preprocessors:
            lineas = previo.run(lineas)
        # Los tipos publicados dicen que puede no haber raíz; la biblioteca siempre la pone.
        raiz: etree.Element = md.parser.parseDocument(lineas).getroot()  # type: ignore[assignment]
        for paso in md.treeprocessors:
            nueva = paso.run(raiz)
            raiz = raiz if nueva is None else nueva
        perdidas = self.referencias.perdidas() + (self.notas.perdidas if self.notas else [])
        sobrantes, rotos = tuple(self.tablas.sobrantes), tuple(self.enfasis.rotos)
        return Lectura(raiz, sobrantes, tuple(perdidas), rotos)


def _crear_notas() -> _Notas:
    return _Notas(
        # Nadie puede escribir un carácter de control: la marca queda sin uso.
        PLACE_MARKER=f"{STX}notas{ETX}",
        SEPARATOR="-",
        BACKLINK_TITLE="Volver a la nota {} en el texto",
    )
