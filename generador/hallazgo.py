"""Hallazgos: los defectos de los registros, como valores.

Un hallazgo dice que esta mal, donde, por que y como se arregla. Nadie lanza
excepciones por un defecto del contenido: se devuelve un hallazgo y se sigue,
para mostrarlos todos en una sola corrida.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Gravedad(StrEnum):
    """`error` detiene la publicacion; `aviso` e `informacion`, no."""

    ERROR = "error"
    AVISO = "aviso"
    INFORMACION = "informacion"


@dataclass(frozen=True, slots=True, order=True)
class Origen:
    """Un lugar de los registros: archivo relativo a la raiz del sitio, linea y columna desde 1."""

    archivo: str
    linea: int = 1
    columna: int = 1


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """Un defecto. `codigo` es una palabra estable que nunca se reutiliza."""

    codigo: str
    gravedad: Gravedad
    mensaje: str
    origen: Origen
    remedio: str

    @property
    def clave(self) -> tuple[str, int, int, str, str]:
        """El orden en que se muestran: por lugar, luego por codigo."""
        o = self.origen
        return (o.archivo, o.linea, o.columna, self.codigo, self.mensaje)


def error(codigo: str, origen: Origen, mensaje: str, remedio: str) -> Hallazgo:
    """Un hallazgo que detiene la publicacion."""
    return Hallazgo(codigo, Gravedad.ERROR, mensaje, origen, remedio)


def aviso(codigo: str, origen: Origen, mensaje: str, remedio: str) -> Hallazgo:
    """Un hallazgo que conviene atender y no detiene la publicacion."""
    return Hallazgo(codigo, Gravedad.AVISO, mensaje, origen, remedio)


def informacion(codigo: str, origen: Origen, mensaje: str, remedio: str) -> Hallazgo:
    """Un hallazgo que solo informa."""
    return Hallazgo(codigo, Gravedad.INFORMACION, mensaje, origen, remedio)


def ordenar(hallazgos: Iterable[Hallazgo]) -> tuple[Hallazgo, ...]:
    """Los hallazgos sin repetir, en el orden en que se muestran."""
    return tuple(sorted(set(hallazgos), key=lambda h: h.clave))


def hay_errores(hallazgos: Iterable[Hallazgo]) -> bool:
    """Si alguno detiene la publicacion."""
    return any(h.gravedad is Gravedad.ERROR for h in hallazgos)


def parecido(palabra: str, posibles: Iterable[str]) -> str:
    """« ¿Quiso decir «x»?» con la posibilidad mas cercana, o el texto vacio."""
    cercanas = difflib.get_close_matches(palabra, sorted(posibles), n=1, cutoff=0.6)
    return f" ¿Quiso decir «{cercanas[0]}»?" if cercanas else ""
