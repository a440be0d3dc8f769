"""Gráficos de columnas y de barras: valores para dibujar, siempre con la tabla que los sustenta.

Ninguno dice algo solo con color: cada tramo tiene su trama y su nombre, y la tabla dice las cifras.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

ANCHO, ALTO = 600, 180
"""El tamaño del dibujo de columnas, en sus propias unidades."""


class Tramo(Struct, frozen=True):
    """Un trozo de una columna: la clave escoge la trama; `y` y `alto`, en unidades del dibujo."""

    clave: str
    y: float
    alto: float


class Columna(Struct, frozen=True):
    """Una columna y lo que dice en palabras."""

    titulo: str
    x: float
    ancho: float
    tramos: tuple[Tramo, ...]


class Clave(Struct, frozen=True):
    """Lo que una trama quiere decir."""

    clave: str
    palabra: str


class Celda(Struct, frozen=True):
    """Una celda de la tabla; `fraccion`, de 0 a 100, dibuja una barra al lado de la cifra."""

    texto: str
    ruta: str = ""
    numero: bool = False
    fraccion: int | None = None


class TablaDeGrafico(Struct, frozen=True):
    """La tabla de un gráfico; la primera celda de cada fila la nombra."""

    titulo: str
    columnas: tuple[str, ...]
    filas: tuple[tuple[Celda, ...], ...]


class Grafico(Struct, frozen=True):
    """Un gráfico: qué muestra, sus columnas si las tiene, sus claves, su tabla y su CSV.

    `tope` es el valor de la columna más alta; `desde` y `hasta`, los extremos del eje. Sin datos
    no hay columnas ni tabla, y `falta` dice por qué.
    """

    id: str
    titulo: str
    descripcion: str
    columnas: tuple[Columna, ...] = ()
    claves: tuple[Clave, ...] = ()
    tope: str = ""
    desde: str = ""
    hasta: str = ""
    tabla: TablaDeGrafico | None = None
    csv: str = ""
    falta: str = ""


Pila = tuple[str, Sequence[tuple[str, int]]]
"""El nombre de una columna y, de abajo arriba, la clave y el valor de cada tramo."""


def apilar(pilas: Iterable[Pila]) -> tuple[tuple[Columna, ...], int]:
    """Las columnas de esas pilas, a todo lo ancho, y el valor de la más alta (0 si no hay)."""
    todas = list(pilas)
    tope = max((sum(n for _, n in tramos) for _, tramos in todas), default=0)
    paso = ANCHO / max(len(todas), 1)
    # Con pocas columnas, que no parezcan muros; con muchas, que se toquen.
    ancho = min(paso * 0.8, 36.0)
    return tuple(
        Columna(
            titulo,
            _redondo(n * paso + (paso - ancho) / 2),
            _redondo(ancho),
            tuple(_tramos(tramos, tope)),
        )
        for n, (titulo, tramos) in enumerate(todas)
    ), tope


def _tramos(tramos: Sequence[tuple[str, int]], tope: int) -> Iterable[Tramo]:
    base = float(ALTO)
    for clave, valor in tramos:
        if valor:
            alto = ALTO * valor / tope
            base -= alto
            yield Tramo(clave, _redondo(base), _redondo(alto))


def _redondo(valor: float) -> float:
    # Un decimal basta para dibujar, y los mismos bytes salen en cualquier máquina.
    return round(valor, 1)
