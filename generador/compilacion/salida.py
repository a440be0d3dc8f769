"""Los archivos del sitio que salen de lo planeado, ya en bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from generador.compilacion.hojas import en_xlsx
from generador.planeacion import HojaDeCalculo, Pagina, Planeada, TextoPlano
from generador.representacion import Representador


@dataclass(frozen=True, slots=True)
class EnBytes:
    """Un archivo del sitio, ya en bytes."""

    ruta: str
    contenido: bytes


def representar(planeada: Planeada, dibujo: Representador) -> EnBytes:
    """Los bytes de una página, de un archivo de datos, de una hoja de cálculo o de un texto."""
    if isinstance(planeada, Pagina):
        return EnBytes(planeada.ruta, dibujo.representar(planeada.plantilla, planeada.vista))
    if isinstance(planeada, TextoPlano):
        return EnBytes(planeada.ruta, planeada.contenido.encode())
    if isinstance(planeada, HojaDeCalculo):
        return EnBytes(planeada.ruta, en_xlsx(planeada))
    return EnBytes(planeada.ruta, _json(planeada.contenido))


def _json(contenido: Mapping[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(contenido), indent=1) + b"\n"
