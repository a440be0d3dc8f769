"""El texto de un reglamento, con los artículos que otros le cambiaron en su lugar.

Un texto se parte por sus títulos: «Artículo 5. Quórum» y lo que sigue, hasta el siguiente. El de
quien lo cambia toma el lugar del que tiene su número, y el de antes queda plegado debajo.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import pairwise

from msgspec import Struct

from generador.modelo.base import Html
from generador.vistas.marco import Enlace

_NUMERO = re.compile(r"art[íi]culo\s+(\d+(?:[ -]?(?:bis|[a-z])\b)?)", re.IGNORECASE)
_TITULOS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SIN_CIERRE = ("br", "hr", "img", "wbr", "input")
_CON_ID = re.compile(r'(<h[1-6][^>]*?) id="[^"]*"')


class TrozoDeTexto(Struct, frozen=True):
    """Un trozo: el artículo de que trata, o vacío, y lo que dice.

    `cambiado_por` y `desde` dicen quién lo puso así y qué día; `antes` es lo que decía, del más
    reciente al más antiguo. Uno sin `antes` con `cambiado_por` es nuevo.
    """

    articulo: str
    texto: Html
    cambiado_por: Enlace | None = None
    desde: str = ""
    antes: tuple[Html, ...] = ()


class Cambiante(Struct, frozen=True):
    """Un reglamento que cambia otro: su texto, cómo se le nombra y desde qué día rige."""

    texto: Html
    enlace: Enlace
    desde: str


def con_cambios(base: Html, cambios: Iterable[Cambiante]) -> tuple[TrozoDeTexto, ...]:
    """El texto como quedó con todos los cambios, en el orden en que se hicieron.

    Vacío si ningún cambio trae el texto de un artículo: no hay qué poner en su lugar.
    """
    trozos = list(partir(base))
    hubo = False
    for cambio in cambios:
        for nuevo in partir(cambio.texto):
            if nuevo.articulo:
                hubo = True
                _poner(trozos, nuevo, cambio)
    return tuple(trozos) if hubo else ()


def _poner(trozos: list[TrozoDeTexto], nuevo: TrozoDeTexto, cambio: Cambiante) -> None:
    lugar = next((n for n, t in enumerate(trozos) if t.articulo == nuevo.articulo), None)
    de_antes = () if lugar is None else (trozos[lugar].texto, *trozos[lugar].antes)
    puesto = TrozoDeTexto(
        nuevo.articulo, nuevo.texto, cambio.enlace, cambio.desde, tuple(map(_sin_ancla, de_antes))
    )
    if lugar is None:
        trozos.append(puesto)
    else:
        trozos[lugar] = puesto


def _sin_ancla(html: Html) -> Html:
    """El mismo texto: su título ya no es el lugar al que se llega."""
    return Html(_CON_ID.sub(r"\1", html))


def partir(html: Html) -> Iterator[TrozoDeTexto]:
    """Los trozos de un texto, por sus títulos; el primero puede no tener ninguno."""
    lector = _LectorDeTitulos(html)
    cortes = [0, *(n for n, _ in lector.hallados), len(html)]
    titulos = ["", *(titulo for _, titulo in lector.hallados)]
    for titulo, (desde, hasta) in zip(titulos, pairwise(cortes), strict=True):
        if html[desde:hasta].strip():
            numero = _NUMERO.match(titulo.strip())
            yield TrozoDeTexto(numero[1].lower() if numero else "", Html(html[desde:hasta]))


class _LectorDeTitulos(HTMLParser):
    """Dónde empieza cada título que no está dentro de otra cosa, y lo que dice."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.hallados: list[tuple[int, str]] = []
        self._hondo = 0
        self._en_titulo = False
        self._lineas = [0]
        for linea in html.split("\n"):
            self._lineas.append(self._lineas[-1] + len(linea) + 1)
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Un título solo cuenta si está suelto."""
        if tag in _SIN_CIERRE:
            return
        if tag in _TITULOS and self._hondo == 0:
            linea, columna = self.getpos()
            self.hallados.append((self._lineas[linea - 1] + columna, ""))
            self._en_titulo = True
        self._hondo += 1

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """Lo que se abre y se cierra a la vez no encierra nada."""

    def handle_endtag(self, tag: str) -> None:
        """Al cerrar se sale un piso."""
        if tag in _SIN_CIERRE:
            return
        self._hondo -= 1
        self._en_titulo = self._en_titulo and self._hondo > 0

    def handle_data(self, data: str) -> None:
        """Las palabras del título."""
        if self._en_titulo:
            lugar, dicho = self.hallados[-1]
            self.hallados[-1] = lugar, dicho + data
