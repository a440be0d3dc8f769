"""Lo que se muestra en la terminal, como valores: líneas y tablas.

En una terminal van con color y a lo ancho que tenga; a un archivo o a otro programa, o con
NO_COLOR, sin color; `--color` manda sobre todo eso. Ningún texto del contenido le da órdenes a la
terminal.
"""

from __future__ import annotations

import os
import shutil
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, TextIO

import click

from generador.cli.salida import canal, sin_lector
from generador.modelo.invisibles import EN_UN_RENGLON

ANCHO_DE_CELDA = 48
CUANDO_HAY_COLOR = ("auto", "siempre", "nunca")
_CELDA_MINIMA = 8
_ESTILOS: Mapping[str, Mapping[str, Any]] = {
    "": {},
    "bold": {"bold": True},
    "bold red": {"bold": True, "fg": "red"},
    "red": {"fg": "red"},
    "green": {"fg": "green"},
    "yellow": {"fg": "yellow"},
    "cyan": {"fg": "cyan"},
    "dim": {"dim": True},
}


@dataclass(frozen=True, slots=True)
class Trozo:
    """Un texto con un estilo de `_ESTILOS`."""

    texto: str
    estilo: str = ""


def de_diferencia(renglon: str) -> Trozo:
    """Un renglón de una diferencia unificada, con el color de lo que se agrega o se quita."""
    return Trozo(renglon, {"+": "green", "-": "red", "@": "cyan"}.get(renglon[:1], ""))


@dataclass(frozen=True, slots=True)
class Linea:
    """Una línea; con sangría, en la terminal se reparte en varias que la conservan."""

    trozos: tuple[Trozo, ...]
    sangria: int = 0

    @property
    def texto(self) -> str:
        """El texto solo."""
        return " " * self.sangria + "".join(t.texto for t in self.trozos)


@dataclass(frozen=True, slots=True)
class Tabla:
    """Una tabla con encabezado; todas las filas tienen tantas celdas como columnas."""

    columnas: tuple[str, ...]
    filas: tuple[tuple[str, ...], ...]


Pieza = Linea | Tabla


def linea(*partes: str | Trozo, sangria: int = 0) -> Linea:
    """Una línea con lo que la terminal pudiera obedecer cambiado por espacios."""
    trozos = (p if isinstance(p, Trozo) else Trozo(p) for p in partes)
    return Linea(tuple(Trozo(limpio(t.texto), t.estilo) for t in trozos), sangria)


def titulo(texto: str) -> Linea:
    """Una línea que se distingue."""
    return linea(Trozo(texto, "bold"))


VACIA = Linea(())


def limpio(texto: str) -> str:
    """El texto con los caracteres de control como espacios; conserva su largo."""
    return EN_UN_RENGLON.sub(" ", texto)


def cuenta(numero: int, uno: str, varios: str) -> str:
    """«1 aviso», «3 avisos»."""
    return f"{numero} {uno if numero == 1 else varios}"


def mostrar(piezas: Iterable[Pieza], *, error: bool = False) -> None:
    """Escribe las piezas en la salida o en la de errores."""
    archivo = canal(error=error)
    with sin_lector(archivo):
        cabe = shutil.get_terminal_size().columns if archivo.isatty() else None
        con_estilo = _con_estilo(archivo)
        todos = "".join(f"{r}\n" for r in renglones(piezas, cabe, con_estilo=con_estilo))
        click.echo(todos, file=archivo, nl=False, color=con_estilo)


_cuando = CUANDO_HAY_COLOR[0]


def elegir_color(cuando: str) -> None:
    """Cuándo se escribe con estilo desde ahora, en este proceso: una de `CUANDO_HAY_COLOR`."""
    global _cuando
    _cuando = cuando


def _con_estilo(archivo: TextIO) -> bool:
    if _cuando != "auto":
        return _cuando == "siempre"
    apagado = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return archivo.isatty() and not apagado


def renglones(
    piezas: Iterable[Pieza], cabe: int | None = None, *, con_estilo: bool = False
) -> Iterable[str]:
    """Los renglones de las piezas; si se sabe cuánto `cabe`, lo que tiene sangría la conserva."""
    for pieza in piezas:
        if isinstance(pieza, Tabla):
            yield from _de_tabla(pieza, cabe, con_estilo)
        elif cabe and pieza.sangria and ancho(pieza.texto) > cabe:
            yield from _repartida(pieza, cabe)
        else:
            # Sin sangría la parte la terminal: una ruta se puede copiar entera.
            dichos = (_pintado(t, con_estilo) for t in pieza.trozos)
            yield (" " * pieza.sangria + "".join(dichos)).rstrip()


def _pintado(trozo: Trozo, con_estilo: bool) -> str:
    estilo = _ESTILOS[trozo.estilo] if con_estilo else {}
    return click.style(trozo.texto, **estilo) if estilo else trozo.texto


def _repartida(pieza: Linea, cabe: int) -> list[str]:
    margen = " " * pieza.sangria
    return textwrap.wrap(
        pieza.texto.strip(),
        max(cabe, pieza.sangria + 1),
        initial_indent=margen,
        subsequent_indent=margen,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _de_tabla(tabla: Tabla, cabe: int | None, con_estilo: bool) -> Iterable[str]:
    todas = (tabla.columnas, *tabla.filas)
    caben = _caben(todas, cabe)
    filas = [[_partida(c, a) for c, a in zip(fila, caben, strict=True)] for fila in todas]
    anchos = [max(ancho(r) for fila in filas for r in fila[n]) for n in range(len(caben))]
    raya = [["-" * a] for a in anchos]
    for fila in (filas[0], raya, *filas[1:]):
        for renglon in zip_longest(*fila, fillvalue=""):
            escrito = _alineado(renglon, anchos)
            yield _pintado(Trozo(escrito, "bold"), con_estilo) if fila is filas[0] else escrito


def _caben(filas: Iterable[Sequence[str]], cabe: int | None) -> list[int]:
    """Cuánto puede medir cada columna; si no caben todas, cede la más ancha."""
    medidas = [max(ancho(limpio(c)) for c in columna) for columna in zip(*filas, strict=True)]
    caben = [min(m, ANCHO_DE_CELDA) for m in medidas]
    sobra = sum(caben) + 2 * (len(caben) - 1) - (cabe or sum(caben) * 2 + 1)
    while sobra > 0 and max(caben) > _CELDA_MINIMA:
        caben[caben.index(max(caben))] -= 1
        sobra -= 1
    return caben


def _partida(celda: str, cabe: int) -> list[str]:
    return textwrap.wrap(limpio(celda), max(cabe, 1), break_on_hyphens=False) or [""]


def _alineado(celdas: Sequence[str], anchos: Sequence[int]) -> str:
    rellenas = (c + " " * (a - ancho(c)) for c, a in zip(celdas, anchos, strict=True))
    return "  ".join(rellenas).rstrip()


def ancho(texto: str) -> int:
    """Cuántas columnas de la terminal ocupa: las tildes sueltas ninguna, los ideogramas dos."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in texto
    )
