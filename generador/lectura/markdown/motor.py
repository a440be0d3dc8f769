"""El intérprete de Markdown: Python-Markdown, puesto de acuerdo con GitHub.

Cuatro cosas lo apartan de la biblioteca tal como viene:

- los bloques y el énfasis se leen como en GitHub (`bloques`, `enfasis`, `direcciones`);
- el HTML escrito a mano no se interpreta: `<b>` queda en el árbol como texto, de modo
  que nada puede colarse ni perderse, y quien revisa el árbol lo señala;
- un patrón de línea no se prueba en un texto que no contiene su carácter disparador;
- lo que se descartaría en silencio (celdas sobrantes, definiciones sin uso) queda anotado
  en `Lectura`.
"""

from __future__ import annotations

import re
import string
import xml.etree.ElementTree as etree
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self, cast

import markdown
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, NBSP_PLACEHOLDER, FootnoteExtension
from markdown.inlinepatterns import (
    AUTOLINK_RE,
    AUTOMAIL_RE,
    BACKTICK_RE,
    ENTITY_RE,
    REFERENCE_RE,
    SubstituteTagInlineProcessor,
)
from markdown.util import ETX, STX, AtomicString

from generador.lectura.markdown.bloques import Apuntes, Bloques
from generador.lectura.markdown.direcciones import CorreosSueltos, DireccionSuelta
from generador.lectura.markdown.enfasis import Enfasis
from generador.lectura.markdown.limites import texto_costoso
from generador.lectura.markdown.patrones import (
    SALTO,
    CorreoEntreAngulos,
    DireccionEntreAngulos,
    EnLinea,
    EntidadDeHtml,
    ReferenciaCorta,
    TextoDeCodigo,
)

VOLVER = FN_BACKLINK_TEXT
ESPACIO_FIJO = NBSP_PLACEHOLDER
_LLAMADA = re.compile(r"\[\^([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class CuerpoLeido:
    """El árbol de un cuerpo, con los escapes sin resolver, y lo que quedó por decir de él."""

    raiz: etree.Element
    apuntes: Apuntes
    costoso: str = ""
    """El texto cuyas marcas costaría demasiado interpretar: con él no se siguió."""
    con_referencias: bool = False
    definiciones_perdidas: tuple[str, ...] = ()
    enfasis_dudosos: tuple[str, ...] = ()
    enfasis_hondos: tuple[str, ...] = ()


class _Interprete(markdown.Markdown):
    """El de la biblioteca, con los bloques leídos a nuestra manera."""

    def build_parser(self) -> Self:
        super().build_parser()
        self.parser = Bloques(self)
        return self


class _ReferenciasVigiladas(dict[str, tuple[str, str]]):
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

    def ordenar(self, textos: Iterable[str]) -> None:
        """Las pone en el orden en que los textos las citan: es el de sus números."""
        citadas = [c for texto in textos for c in _LLAMADA.findall(texto)]
        orden = dict.fromkeys((*citadas, *self.footnotes))
        self.footnotes = OrderedDict((c, self.footnotes[c]) for c in orden if c in self.footnotes)

    def sin_llamada(self) -> list[str]:
        """Las que nadie cita."""
        return [f"^{c}" for c in self.footnotes if c not in self.footnote_order]

    def makeFootnotesDiv(self, root: etree.Element) -> etree.Element | None:
        # Una nota definida dentro de otra cambiaría la lista mientras se recorre.
        self.cerradas = True
        return super().makeFootnotesDiv(root)


class MotorDeMarkdown:
    """Un intérprete reutilizable. No es seguro entre hilos; tras una excepción se desecha."""

    def __init__(self, con_notas: bool = False, con_saltos: bool = True) -> None:
        """`con_saltos=False` deja la etapa de línea de la biblioteca: sirve para comparar."""
        self.notas = _crear_notas() if con_notas else None
        self.md = _Interprete(extensions=[self.notas] if self.notas else [])
        self.bloques = cast(Bloques, self.md.parser)
        self.bloques.guardar_nota = self.notas.setFootnote if self.notas else None
        self.referencias = _ReferenciasVigiladas()
        self.enfasis = Enfasis(self.md)
        self._quitar_html()
        self._poner_propios(con_saltos)

    def _quitar_html(self) -> None:
        self.md.preprocessors.deregister("html_block")
        self.md.inlinePatterns.deregister("html")
        self.md.treeprocessors.deregister("prettify")
        self.md.treeprocessors.deregister("unescape")

    def _poner_propios(self, con_saltos: bool) -> None:
        md = self.md
        md.references = self.referencias
        md.ESCAPED_CHARS = list(string.punctuation)
        patrones = md.inlinePatterns
        patrones.register(TextoDeCodigo(BACKTICK_RE), "backtick", 190)
        patrones.register(ReferenciaCorta(REFERENCE_RE, md), "short_reference", 130)
        patrones.register(DireccionEntreAngulos(AUTOLINK_RE, md), "autolink", 120)
        patrones.register(CorreoEntreAngulos(AUTOMAIL_RE, md), "automail", 110)
        patrones.register(DireccionSuelta(md), "direccion", 105)
        patrones.register(EntidadDeHtml(ENTITY_RE, md), "entity", 80)
        patrones.register(self.enfasis, "em_strong", 60)
        # Después del énfasis, para el que un salto es un espacio.
        patrones.register(SubstituteTagInlineProcessor(SALTO, "br"), "linebreak", 50)
        if con_saltos:
            en_linea = EnLinea(md)
            md.treeprocessors.register(en_linea, "inline", 20)
            en_linea.preparar()
        self.correos = CorreosSueltos(md)
        md.treeprocessors.register(self.correos, "correos", 18)

    def leer(self, texto: str) -> CuerpoLeido:
        """El árbol de `texto`."""
        md = self.md.reset()
        self.enfasis.olvidar()
        lineas = texto.split("\n")
        for previo in md.preprocessors:
            lineas = previo.run(lineas)
        arbol = md.parser.parseDocument(lineas)
        raiz: etree.Element = arbol.getroot()  # type: ignore[assignment]  # siempre tiene raíz
        costoso = texto_costoso(self._textos(raiz))
        if self.notas:
            self.notas.ordenar(self._textos(raiz))
        if costoso or self.bloques.apuntes.impedimento:
            return CuerpoLeido(raiz, self.bloques.apuntes, costoso)
        for paso in md.treeprocessors:
            if paso is self.correos and "@" not in texto:
                continue
            nueva = paso.run(raiz)
            raiz = raiz if nueva is None else nueva
        perdidas = self.referencias.perdidas()
        if self.notas:
            perdidas += [*self.notas.perdidas, *self.notas.sin_llamada()]
        return CuerpoLeido(
            raiz,
            self.bloques.apuntes,
            "",
            bool(self.referencias or self.notas),
            tuple(perdidas),
            tuple(self.enfasis.dudosos),
            tuple(self.enfasis.hondos),
        )

    def _textos(self, raiz: etree.Element) -> Iterator[str]:
        """Los textos en que se buscarán marcas."""
        yield from (e.text for e in raiz.iter() if e.text and not isinstance(e.text, AtomicString))
        yield from (e.tail for e in raiz.iter() if e.tail)
        yield from self.notas.footnotes.values() if self.notas else ()


def _crear_notas() -> _Notas:
    return _Notas(
        # Nadie puede escribir un carácter de control: la marca queda sin uso.
        PLACE_MARKER=f"{STX}notas{ETX}",
        SEPARATOR="-",
        BACKLINK_TITLE="Volver a la nota {} en el texto",
    )
