"""Lo que se comprueba de un computador, como valores."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Salud(StrEnum):
    """`falla` impide trabajar; con `aviso` se trabaja, sin algo o con cuidado."""

    BIEN = "ok"
    AVISO = "aviso"
    FALLA = "falla"


@dataclass(frozen=True, slots=True)
class Comprobacion:
    """Una cosa mirada: su código, cómo está, qué se vio y, si no está bien, cómo se arregla."""

    codigo: str
    estado: Salud
    que: str
    visto: str
    remedio: str = ""


@dataclass(frozen=True, slots=True)
class DondeSeMira:
    """Dónde se mira. `en_sitio` dice si `raiz` es la carpeta de un sitio.

    `destinos` son los lugares de `sitio.yaml`, `pdf` si el sitio los pide y `puerto` el de la vista
    previa, o `None` para el de siempre.
    """

    raiz: Path
    salida: Path
    en_sitio: bool
    destinos: tuple[str, ...] = ()
    pdf: bool = False
    puerto: int | None = None


Comprobador = Callable[[DondeSeMira], Iterable[Comprobacion]]


def bien(codigo: str, que: str, visto: str) -> Comprobacion:
    """Algo que está como debe."""
    return Comprobacion(codigo, Salud.BIEN, que, visto)


def aviso(codigo: str, que: str, visto: str, remedio: str) -> Comprobacion:
    """Algo que conviene arreglar y no impide trabajar."""
    return Comprobacion(codigo, Salud.AVISO, que, visto, remedio)


def falla(codigo: str, que: str, visto: str, remedio: str) -> Comprobacion:
    """Algo que impide trabajar."""
    return Comprobacion(codigo, Salud.FALLA, que, visto, remedio)
