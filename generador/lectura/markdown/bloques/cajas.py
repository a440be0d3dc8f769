"""Los bloques mientras se leen: cajas, que contienen otros bloques, y hojas, que tienen texto."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto


class Tipo(Enum):
    """Qué es una caja o una hoja."""

    DOCUMENTO = auto()
    CITA = auto()
    LISTA = auto()
    ELEMENTO = auto()
    PARRAFO = auto()
    TITULO = auto()
    RAYA = auto()
    CODIGO = auto()
    CERCA = auto()
    TABLA = auto()
    NOTA = auto()


@dataclass(slots=True, eq=False)
class CajaDeTexto:
    """Un bloque de texto. `nivel` es el de un título; `marca`, la de una cerca o una nota."""

    tipo: Tipo
    linea: int
    lineas: list[str] = field(default_factory=list)
    nivel: int = 0
    marca: str = ""
    columnas: list[str] = field(default_factory=list)
    sin_tabla: bool = False
    blanco: bool = False


@dataclass(slots=True, eq=False)
class Caja:
    """Un bloque que contiene otros.

    `marca` distingue las listas que no son la misma; `ancho` es la sangría de lo que pertenece a
    un elemento. `blanco` dice si lo último que se leyó ahí fue un renglón en blanco.
    """

    tipo: Tipo
    linea: int = 0
    hijos: list[Caja | CajaDeTexto] = field(default_factory=list)
    marca: str = ""
    numero: int = 0
    ancho: int = 0
    blanco: bool = False
