"""Los archivos del sitio que salen de lo planeado, ya en bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from generador.planeacion import Pagina, Planeada, Texto
from generador.representacion import Representador

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Salida:
    """Un archivo del sitio, ya en bytes."""

    ruta: str
    contenido: bytes


def representar(planeada: Planeada, dibujo: Representador) -> Salida:
    """Los bytes de una página, de un archivo de datos o de un texto."""
    if isinstance(planeada, Pagina):
        return Salida(planeada.ruta, dibujo.representar(planeada.plantilla, planeada.vista))
    if isinstance(planeada, Texto):
        return Salida(planeada.ruta, planeada.contenido.encode())
    return Salida(planeada.ruta, _json(planeada.contenido))


def _json(contenido: Mapping[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(contenido), indent=1) + b"\n"
