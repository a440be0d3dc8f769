"""Lo que se muestra en la terminal, como valores: líneas y tablas.

En una terminal se escriben con rich; a un archivo o a otro programa, o con NO_COLOR, como texto
llano; `--color` manda sobre todo eso. Ningún texto del contenido se interpreta: ni marcas de rich
ni órdenes de la terminal.
"""

from __future__ import annotations

import os
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TextIO

from generador.cli.salida import canal, sin_lector
from generador.modelo.invisibles import EN_UN_RENGLON

ANCHO_DE_CELDA = 48
CUANDO_HAY_COLOR = ("auto", "siempre", "nunca")
# Las de la terminal (moverse, borrar, cambiar el color) y las que voltean el texto.


@dataclass(frozen=True, slots=True)
class Trozo:
    """Un texto con un estilo de rich."""

    texto: str
    estilo: str = ""


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
        if _con_estilo(archivo):
            _mostrar_con_rich(piezas, archivo)
        else:
            archivo.writelines(renglon + "\n" for renglon in llano(piezas))


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


def _mostrar_con_rich(piezas: Iterable[Pieza], archivo: TextIO) -> None:
    # Tarda en cargarse, y a un archivo se escribe sin él.
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    # Lo que se pidió en la orden vale más que el entorno, que rich también mira.
    a_la_fuerza = _cuando == "siempre"
    consola = Console(
        file=archivo,
        highlight=False,
        markup=False,
        emoji=False,
        force_terminal=a_la_fuerza or None,
        no_color=False if a_la_fuerza else None,
    )
    for pieza in piezas:
        if isinstance(pieza, Linea):
            texto = Text.assemble(*((t.texto, t.estilo) for t in pieza.trozos))
            if pieza.sangria:
                consola.print(Padding(texto, (0, 0, 0, pieza.sangria)))
            else:
                # Partida por la terminal, una ruta se puede copiar entera.
                consola.print(texto, soft_wrap=True)
            continue
        tabla = Table(box=None, pad_edge=False, header_style="bold")
        for columna in pieza.columnas:
            tabla.add_column(columna, overflow="fold")
        for fila in pieza.filas:
            tabla.add_row(*(Text(limpio(celda)) for celda in fila))
        consola.print(tabla)


def llano(piezas: Iterable[Pieza]) -> Iterable[str]:
    """Los renglones de las piezas, sin más que texto."""
    for pieza in piezas:
        if isinstance(pieza, Linea):
            yield pieza.texto.rstrip()
        else:
            yield from _tabla_llana(pieza)


def _tabla_llana(tabla: Tabla) -> Iterable[str]:
    filas = [[_partida(c) for c in fila] for fila in (tabla.columnas, *tabla.filas)]
    anchos = [max(ancho(r) for fila in filas for r in fila[n]) for n in range(len(filas[0]))]
    raya = [["-" * a] for a in anchos]
    for fila in (filas[0], raya, *filas[1:]):
        for renglon in zip_longest(*fila, fillvalue=""):
            yield _alineado(renglon, anchos)


def _partida(celda: str) -> list[str]:
    return textwrap.wrap(limpio(celda), ANCHO_DE_CELDA, break_on_hyphens=False) or [""]


def _alineado(celdas: Sequence[str], anchos: Sequence[int]) -> str:
    rellenas = (c + " " * (a - ancho(c)) for c, a in zip(celdas, anchos, strict=True))
    return "  ".join(rellenas).rstrip()


def ancho(texto: str) -> int:
    """Cuántas columnas de la terminal ocupa: las tildes sueltas ninguna, los ideogramas dos."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in texto
    )
