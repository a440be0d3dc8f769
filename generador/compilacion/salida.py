"""Los archivos del sitio que salen de lo planeado, ya en bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from generador.planeacion import Pagina, Planeada, TextoPlano
from generador.representacion import Representador

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class EnBytes:
    """Un archivo del sitio, ya en bytes."""

    ruta: str
    contenido: bytes


def representar(planeada: Planeada, dibujo: Representador) -> EnBytes:
    """Los bytes de una página, de un archivo de datos o de un texto."""
    if isinstance(planeada, Pagina):
        return EnBytes(planeada.ruta, dibujo.representar(planeada.plantilla, planeada.vista))
    if isinstance(planeada, TextoPlano):
        return EnBytes(planeada.ruta, planeada.contenido.encode())
    return EnBytes(planeada.ruta, _json(planeada.contenido))


def _json(contenido: Mapping[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(contenido), indent=1) + b"\n"
