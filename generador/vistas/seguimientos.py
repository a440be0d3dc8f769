"""Cómo va un compromiso, en palabras, y los enlaces a una parte de una lista."""

from __future__ import annotations

from msgspec import Struct

from generador.vistas.comunes import VistaEstado
from generador.vistas.marco import Enlace

# La clave escoge un dibujo ya hecho; el orden es el de lo que más pide atención.
_ESTADOS = {
    "vencido": ("falta", "Vencido", "pasó su fecha límite y en estos registros no consta qué pasó"),
    "programado": ("en_plazo", "Programado", "está por hacerse, y no consta que su fecha pasara"),
    "parcial": ("parcial", "Parcial", "una sesión dijo que se cumplió en parte"),
    "incumplido": ("incumple", "Incumplido", "una sesión dijo que no se cumplió"),
    "cumplido": ("cumple", "Cumplido", "una sesión dijo que se cumplió"),
}
ESTADOS_DE_COMPROMISO = tuple(_ESTADOS)
"""Los estados, en el orden en que se muestran."""


class Salto(Struct, frozen=True):
    """Un enlace a una parte de la lista, con cuánto hay en ella."""

    enlace: Enlace
    cuenta: str


def estado_de_compromiso(clave: str) -> VistaEstado:
    """Un estado de compromiso con su palabra y lo que quiere decir."""
    return VistaEstado(*_ESTADOS[clave])


def leyenda_de_compromisos() -> tuple[VistaEstado, ...]:
    """Todos los estados de un compromiso, con lo que quieren decir."""
    return tuple(map(estado_de_compromiso, _ESTADOS))
