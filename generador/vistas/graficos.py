"""Gráficos de barras que son su propia tabla: cada fila dice su nombre, sus cifras y su barra.

Ninguno dice algo solo con color: cada tramo de una barra tiene su trama y su nombre, y la fila dice
las cifras. En una pantalla pequeña la barra va debajo del nombre, y lo que se toca es el nombre.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

A_LA_VISTA = 12
"""Cuántas filas se ven; las demás se pliegan, y se imprimen."""


class Tramo(Struct, frozen=True):
    """Un trozo de una barra: la clave escoge la trama; `x` y `ancho`, de 0 a 100."""

    clave: str
    x: float
    ancho: float


class Clave(Struct, frozen=True):
    """Lo que una trama quiere decir."""

    clave: str
    palabra: str


class FilaDeGrafico(Struct, frozen=True):
    """Una fila: su nombre, con el registro a que lleva si lo hay, sus cifras y su barra."""

    nombre: str
    ruta: str
    cifras: tuple[str, ...]
    tramos: tuple[Tramo, ...]


class TablaDeGrafico(Struct, frozen=True):
    """La tabla de un gráfico: la columna de los nombres y las de las cifras."""

    titulo: str
    nombres: str
    columnas: tuple[str, ...]
    filas: tuple[FilaDeGrafico, ...]

    @property
    def a_la_vista(self) -> tuple[FilaDeGrafico, ...]:
        """Las primeras."""
        return self.filas[:A_LA_VISTA]

    @property
    def plegadas(self) -> tuple[FilaDeGrafico, ...]:
        """Las demás."""
        return self.filas[A_LA_VISTA:]


class Grafico(Struct, frozen=True):
    """Un gráfico: qué muestra, sus claves, su tabla y su CSV; sin datos, `falta` dice por qué."""

    id: str
    titulo: str
    descripcion: str
    claves: tuple[Clave, ...] = ()
    tabla: TablaDeGrafico | None = None
    csv: str = ""
    falta: str = ""


Barra = Sequence[tuple[str, int]]
"""La clave y el valor de cada tramo de una barra, de izquierda a derecha."""


def barras(valores: Iterable[Barra], tope: int = 0) -> tuple[tuple[Tramo, ...], ...]:
    """Las barras de esos valores, en la misma escala: la más larga, o `tope`, ocupa todo."""
    todas = list(valores)
    tope = tope or max((sum(n for _, n in tramos) for tramos in todas), default=0)
    return tuple(tuple(_tramos(tramos, tope)) for tramos in todas)


def _tramos(valores: Barra, tope: int) -> Iterable[Tramo]:
    x = 0.0
    for clave, valor in valores:
        if valor:
            ancho = 100 * valor / tope
            yield Tramo(clave, _redondo(x), _redondo(ancho))
            x += ancho


def _redondo(valor: float) -> float:
    # Un decimal basta para dibujar, y los mismos bytes salen en cualquier máquina.
    return round(valor, 1)
