"""La etapa de bloques: de los renglones de un texto a sus párrafos, listas, citas y tablas.

La de la biblioteca parte el texto por los renglones en blanco, y por eso no ve una lista pegada a
un párrafo ni una sublista de dos espacios. Esta sigue las reglas de GitHub, renglón por renglón,
y ocupa el lugar que la biblioteca deja para eso: `Markdown.build_parser`.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterable

from markdown import Markdown
from markdown.blockparser import BlockParser

from generador.lectura.markdown.bloques.apuntes import Apuntes
from generador.lectura.markdown.bloques.lector import Lector
from generador.lectura.markdown.bloques.notas import GuardarNota
from generador.lectura.markdown.bloques.volcado import volcar

__all__ = ["Apuntes", "Bloques"]


class Bloques(BlockParser):
    """Los bloques como los lee GitHub. Tras cada lectura, `apuntes` dice lo que quedó por decir."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.apuntes = Apuntes()
        self.guardar_nota: GuardarNota | None = None

    def parseDocument(self, lines: Iterable[str]) -> etree.ElementTree:
        """El árbol de un texto entero."""
        self.apuntes = Apuntes()
        self.root = etree.Element(self.md.doc_tag)
        self._leer(self.root, lines)
        return etree.ElementTree(self.root)

    def parseChunk(self, parent: etree.Element, text: str) -> None:
        """Agrega a `parent` los bloques de un trozo: así pide la biblioteca los de una nota."""
        self._leer(parent, text.split("\n"))

    def parseBlocks(self, parent: etree.Element, blocks: list[str]) -> None:
        """Lo mismo, con el trozo ya partido por los renglones en blanco."""
        self.parseChunk(parent, "\n\n".join(blocks))

    def _leer(self, padre: etree.Element, renglones: Iterable[str]) -> None:
        lector = Lector(self.apuntes, self.md.references, self.guardar_nota)
        for renglon in renglones:
            lector.leer(renglon)
            if self.apuntes.impedimento:
                return
        volcar(lector.terminar(), padre, self.apuntes)
