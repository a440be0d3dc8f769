"""Cómo se escribe el par de casos de una regla."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from apoyo import fabrica as f

from generador.acervo import Acervo
from generador.configuracion import Contexto, Icono, Sector
from generador.hallazgo import Gravedad

ERROR, AVISO, INFORMACION = Gravedad.ERROR, Gravedad.AVISO, Gravedad.INFORMACION
Dicho = tuple[str, tuple[str | int, ...], str, str]
"""Registro, camino del valor dentro de él, mensaje y remedio."""


def con_datos(contexto: Contexto) -> Contexto:
    """El contexto con un sector y un icono."""
    sectores = {13: Sector(13, "Mujeres")}
    return replace(contexto, sectores=sectores, iconos={"plan": Icono("plan", "P", "Plan")})


LINEAMIENTO = f.norma(
    "resolucion-233-2018-secretaria-general", fecha="2018-06-08", en_vigor_desde="2018-06-13"
)
CONTEXTO = con_datos(f.contexto("2026-11-22", LINEAMIENTO))


@dataclass(frozen=True)
class Par:
    """Un acervo sin el defecto y otro con él; la regla examina algo en los dos."""

    gravedad: Gravedad
    sano: Acervo
    enfermo: Acervo
    dice: tuple[Dicho, ...]
    contexto: Contexto = CONTEXTO


def cargo(id_: str = "gobierno", **campos: Any) -> dict[str, Any]:
    """Un integrante, como se escribe en el YAML."""
    base = {"id": id_, "sector": "13", "entidad": "mujer", "cargo": "Directora", "roles": ["I"]}
    return base | campos


def vino(integrante: str = "gobierno", **campos: Any) -> dict[str, Any]:
    """Un renglón de asistencia, como se escribe en el YAML."""
    return {"integrante": integrante, "asistio": "si"} | campos


def funcion(numero: int, **campos: Any) -> dict[str, Any]:
    """Una función, como se escribe en el YAML."""
    return {"numero": str(numero), "texto": f"Función {numero}"} | campos


def firma(**campos: Any) -> dict[str, Any]:
    """Una firma, como se escribe en el YAML."""
    return {"nombre": "Ana Pérez"} | campos


def mesa(*cargos: dict[str, Any], **campos: Any) -> Any:
    """La instancia con esos cargos."""
    return f.instancia(**({"integrantes": list(cargos)} if cargos else {}), **campos)
