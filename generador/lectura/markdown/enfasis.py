"""El énfasis como lo lee GitHub: `*`, `_` y `~`, con las reglas de CommonMark.

Una marca abre o cierra según lo que tiene a cada lado. Se emparejan todas de una vez, y dentro de
un énfasis las que quedan sin pareja se escapan: son texto, y nadie debe volver a mirarlas.
"""

from __future__ import annotations

import re
import string
import unicodedata
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX

NIVELES_MAXIMOS = 16
_GRUPO = re.compile(r"\*+|_+|~+")
_MARCA = re.compile(r"[*_~]")
# Un énfasis de verdad no empieza con un signo que cierra ni acaba con uno que abre.
_CIERRAN, _ABREN = frozenset(")]}»”,;:"), frozenset("([{«“¿¡")
# Con lo que sigue a un blanco por llenar, «__/05/__», nadie empieza un énfasis.
_TRAS_UN_BLANCO = frozenset("/.%?!")
_BLANCO = "_" * 4
"""Con tantas rayas no se enfatiza nada: es un blanco por llenar."""


@dataclass(slots=True, eq=False)
class _Delimitador:
    """Un grupo de marcas iguales y seguidas; de `desde` a `hasta`, las que faltan por casar."""

    signo: str
    desde: int
    hasta: int
    abre: bool
    cierra: bool
    largo: int


@dataclass(slots=True, frozen=True)
class _Enfatizado:
    """Un texto enfatizado: de `inicio` a `fin` con sus marcas, de `desde` a `hasta` sin ellas."""

    inicio: int
    desde: int
    hasta: int
    fin: int
    etiqueta: str


class Enfasis(InlineProcessor):
    """`*énfasis*`, `**fuerte**` y `~~tachado~~`.

    `dudosos` son los que parecen una cuenta o una llamada; `hondos`, los que están demasiado
    adentro. Cada texto se mira una sola vez: la biblioteca pregunta por cada marca, y lo ya
    resuelto se recuerda por lo que falta del texto, que no cambia mientras se responde.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(_MARCA.pattern, md)
        self.olvidar()

    def olvidar(self) -> None:
        """Deja todo listo para otro texto."""
        self.dudosos: list[str] = []
        self.hondos: list[str] = []
        self._mirado, self._resuelto, self._comienzo = "", 0, ""
        self._tramos: list[_Enfatizado] = []
        self._siguiente = 0

    def handleMatch(  # type: ignore[override]  # InlineProcessor cambia la firma de Pattern
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int, int]:
        """El énfasis que empieza después de lo ya resuelto, o nada si no queda ninguno."""
        if not self._es_el_mismo(data, m.start()):
            self._mirar(data)
        if self._siguiente == len(self._tramos):
            return None, m.start(), m.end()
        # Lo resuelto ya no mide lo mismo; lo que falta sí, y se cuenta desde el final.
        corrido = len(data) - len(self._mirado)
        tramo = self._tramos[self._siguiente]
        elemento, self._siguiente = _elemento(self._mirado, self._tramos, self._siguiente)
        self._comienzo, self._resuelto = data[: corrido + tramo.inicio], tramo.fin
        return elemento, corrido + tramo.inicio, corrido + tramo.fin

    def _es_el_mismo(self, data: str, posicion: int) -> bool:
        desde = len(data) - len(self._mirado) + self._resuelto
        return (
            0 <= desde <= posicion
            and data.startswith(self._comienzo)
            and data.endswith(self._mirado[self._resuelto :])
        )

    def _mirar(self, data: str) -> None:
        self._mirado, self._resuelto, self._comienzo = data, 0, ""
        self._tramos = sorted(_emparejar(_grupos(data)), key=lambda t: t.inicio)
        self._siguiente = 0
        self.dudosos += _dudosos(self._tramos, data)
        if _niveles(self._tramos) > NIVELES_MAXIMOS:
            self.hondos.append(data)
            self._tramos = []


def _grupos(texto: str) -> list[_Delimitador]:
    return [_grupo(m, texto) for m in _GRUPO.finditer(texto)]


def _grupo(m: re.Match[str], texto: str) -> _Delimitador:
    """El grupo, con lo que puede hacer según lo que tiene a cada lado."""
    signo, largo = m[0][0], len(m[0])
    antes = _clase(texto[m.start() - 1]) if m.start() else " "
    despues = _clase(texto[m.end()]) if m.end() < len(texto) else " "
    abre = despues == "a" or (despues == "." and antes != "a")
    cierra = antes == "a" or (antes == "." and despues != "a")
    if signo == "_":
        abre, cierra = (
            abre and (not cierra or antes == "."),
            cierra and (not abre or despues == "."),
        )
    elif signo == "~" and largo > 2:
        abre = cierra = False
    return _Delimitador(signo, m.start(), m.end(), abre, cierra, largo)


@cache
def _clase(caracter: str) -> str:
    """Un espacio, un signo (`.`) o una letra (`a`). Lo ya convertido empezaba con un signo."""
    if caracter.isspace():
        return " "
    signo = caracter in string.punctuation or caracter in (STX, ETX)
    return "." if signo or unicodedata.category(caracter)[0] == "P" else "a"


def _emparejar(grupos: Sequence[_Delimitador]) -> Iterator[_Enfatizado]:
    abiertos: list[int] = []
    # Antes de qué grupo se sabe que no hay pareja para un cierre de esa clase.
    fondo: dict[tuple[str, bool, int], int] = {}
    for indice, cierre in enumerate(grupos):
        clase = (cierre.signo, cierre.abre, cierre.largo % 3)
        while cierre.cierra and cierre.desde < cierre.hasta:
            lugar = _buscar(cierre, grupos, abiertos, fondo.get(clase, 0))
            if lugar is None:
                fondo[clase] = indice
                break
            apertura = grupos[abiertos[lugar]]
            yield _casar(apertura, cierre)
            # Las marcas que quedaron en medio ya no pueden casar con las de afuera.
            del abiertos[lugar + (apertura.desde < apertura.hasta) :]
        if cierre.abre and cierre.desde < cierre.hasta:
            abiertos.append(indice)


def _buscar(
    cierre: _Delimitador, grupos: Sequence[_Delimitador], abiertos: Sequence[int], fondo: int
) -> int | None:
    for lugar in range(len(abiertos) - 1, -1, -1):
        if abiertos[lugar] < fondo:
            return None
        if _casan(grupos[abiertos[lugar]], cierre):
            return lugar
    return None


def _casan(apertura: _Delimitador, cierre: _Delimitador) -> bool:
    if apertura.signo != cierre.signo:
        return False
    if cierre.signo == "~":
        return apertura.largo == cierre.largo
    ambiguo = cierre.abre or apertura.cierra
    return not ambiguo or cierre.largo % 3 == 0 or (apertura.largo + cierre.largo) % 3 != 0


def _casar(apertura: _Delimitador, cierre: _Delimitador) -> _Enfatizado:
    marcas = 2 if min(apertura.hasta - apertura.desde, cierre.hasta - cierre.desde) > 1 else 1
    etiqueta = "del" if cierre.signo == "~" else ("em", "strong")[marcas - 1]
    tramo = _Enfatizado(
        apertura.hasta - marcas, apertura.hasta, cierre.desde, cierre.desde + marcas, etiqueta
    )
    apertura.hasta -= marcas
    cierre.desde += marcas
    return tramo


def _niveles(tramos: Sequence[_Enfatizado]) -> int:
    """Cuántos hay unos dentro de otros, a lo sumo."""
    mayor = 0
    abiertos: list[int] = []
    for tramo in tramos:
        while abiertos and abiertos[-1] <= tramo.inicio:
            abiertos.pop()
        abiertos.append(tramo.fin)
        mayor = max(mayor, len(abiertos))
    return mayor


def _dudosos(tramos: Sequence[_Enfatizado], texto: str) -> Iterator[str]:
    """Lo escrito en cada tramo dudoso, con todas sus marcas; no lo que está dentro de otro."""
    hasta = 0
    for tramo in tramos:
        if tramo.inicio >= hasta and _es_dudoso(tramo, texto):
            signo, inicio, hasta = texto[tramo.inicio], tramo.inicio, tramo.fin
            while texto[inicio - 1 : inicio] == signo:
                inicio -= 1
            while texto[hasta : hasta + 1] == signo:
                hasta += 1
            yield texto[inicio:hasta]


def _es_dudoso(tramo: _Enfatizado, texto: str) -> bool:
    """Si sus marcas parecen escritas para leerse: `20*5*2`, `(*) Nota (*)`, `__/__/2026`."""
    marcas = tramo.desde - tramo.inicio
    primera, ultima = texto[tramo.desde], texto[tramo.hasta - 1]
    return (
        _entre_cifras(texto[tramo.inicio - 1 : tramo.inicio], primera, marcas)
        or _entre_cifras(ultima, texto[tramo.fin : tramo.fin + 1], marcas)
        or primera in _CIERRAN
        or ultima in _ABREN
        or _entre_signos_iguales(texto[tramo.inicio - 1 : tramo.inicio], primera)
        or _sin_nada(tramo, texto)
        or (texto[tramo.inicio] == "_" and _es_un_blanco(tramo, texto))
    )


def _entre_signos_iguales(antes: str, despues: str) -> bool:
    """`"**" y "**"`: las marcas son lo único que hay entre los dos signos."""
    return antes == despues and _clase(antes) == "." and not _MARCA.match(antes)


def _sin_nada(tramo: _Enfatizado, texto: str) -> bool:
    """Si adentro solo hay signos: `__/__`, `***.***`. Una raya en negrita, `**—**`, sí se quiso."""
    dentro, signo = texto[tramo.desde : tramo.hasta], texto[tramo.inicio]
    # Lo ya convertido es un código, un enlace…: algo que se lee.
    solo_signos = STX not in dentro and all(_clase(letra) != "a" for letra in dentro)
    return solo_signos and (signo == "_" or dentro[0] == signo)


def _es_un_blanco(tramo: _Enfatizado, texto: str) -> bool:
    """Si sus rayas son los blancos de un formulario: `____ a ____`, `__/05/__`, `__-05-__`."""
    dentro = texto[tramo.desde : tramo.hasta]
    return (
        _BLANCO in (texto[p : p + len(_BLANCO)] for p in (tramo.inicio, tramo.hasta))
        or dentro[0] in _TRAS_UN_BLANCO
        or dentro[0] == dentro[-1] == "-"
    )


def _entre_cifras(antes: str, despues: str, marcas: int) -> bool:
    if not (antes.isalnum() and despues.isalnum()):
        return False
    cifras = antes.isdigit() + despues.isdigit()
    return cifras == 2 or (cifras == 1 and marcas == 1)


def _elemento(texto: str, tramos: Sequence[_Enfatizado], cual: int) -> tuple[etree.Element, int]:
    """Un tramo con los que tiene dentro, y cuál es el que le sigue."""
    tramo = tramos[cual]
    elemento, puesto = etree.Element(tramo.etiqueta), tramo.desde
    cual += 1
    while cual < len(tramos) and tramos[cual].inicio < tramo.hasta:
        dentro = tramos[cual]
        _agregar(elemento, texto[puesto : dentro.inicio])
        hijo, cual = _elemento(texto, tramos, cual)
        elemento.append(hijo)
        puesto = dentro.fin
    _agregar(elemento, texto[puesto : tramo.hasta])
    return elemento, cual


def _agregar(elemento: etree.Element, texto: str) -> None:
    texto = _MARCA.sub(lambda m: f"{STX}{ord(m[0])}{ETX}", texto)
    if len(elemento):
        elemento[-1].tail = texto
    else:
        elemento.text = texto
