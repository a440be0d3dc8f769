"""El informe calculado como datos, bloque por bloque y en el orden del formulario."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from generador.modelo.base import Valor
from generador.verificacion.resultados import BloqueDePlan, InformeCalculado

SIN_DATO = "sin_dato"

# Un texto nuestro que falta no es un dato que falte.
_PROPIOS = frozenset({"nota"})


def informe_json(calculado: InformeCalculado) -> dict[str, Any]:
    """Los bloques del formulario; cada cifra, con calculado, declarado, coincide y fuentes.

    Las fechas van AAAA-MM-DD; lo que no se sabe es «sin_dato», nunca null ni un texto vacío.
    """
    bloques = {
        "instancia": calculado.instancia,
        "periodo": calculado.periodo,
        "periodo_texto": calculado.periodo_texto,
        "desde": calculado.desde,
        "hasta": calculado.hasta,
        "informe": calculado.informe,
        "reglamento_interno": calculado.reglamento,
        "normas": calculado.normas,
        "asistentes": calculado.asistentes,
        "sesiones_ordinarias": calculado.ordinarias,
        "sesiones_extraordinarias": calculado.extraordinarias,
        "sin_sesiones": calculado.sin_sesiones,
        "publicacion_en_la_pagina_web": calculado.publicacion,
        "funciones_generales": calculado.funciones_generales,
        "funciones_especificas": calculado.funciones_especificas,
        "plan": _plan(calculado.plan),
        "seguimiento_al_plan": calculado.seguimiento_al_plan,
        "analisis_del_funcionamiento": calculado.analisis,
        "narrativa_resumen": calculado.narrativa_resumen,
        "seguimiento_a_las_decisiones": calculado.decisiones,
        "compromisos": calculado.compromisos,
        "sesiones": calculado.sesiones,
        "quorum_declarado": calculado.quorum_declarado,
        "firmas": calculado.firmas,
    }
    return {clave: _valor(valor) for clave, valor in bloques.items()}


def _plan(plan: BloqueDePlan) -> dict[str, Any]:
    avances = ("nombre", "cumplidas", "actividades", "sin_dato")
    return asdict(plan) | {
        "por_funcion": tuple(dict(zip(avances, fila, strict=True)) for fila in plan.por_funcion),
        "por_meta": tuple(dict(zip(avances, fila, strict=True)) for fila in plan.por_meta),
        "por_actividad": tuple({"nombre": n, "estado": e} for n, e in plan.por_actividad),
    }


def _valor(valor: Any) -> Any:
    """El valor como lo entiende JSON; lo vacío de un dato es `sin_dato`."""
    if valor is None or valor == "":
        return SIN_DATO
    if isinstance(valor, date):
        return valor.isoformat()
    if isinstance(valor, Enum):
        return valor.value
    if isinstance(valor, Valor):
        return _mapa({campo: getattr(valor, campo) for campo in type(valor).model_fields})
    if isinstance(valor, Struct):
        return _mapa(asdict(valor))
    if isinstance(valor, dict):
        return _mapa(valor)
    return [_valor(v) for v in valor] if isinstance(valor, tuple) else valor


def _mapa(mapa: dict[str, Any]) -> dict[str, Any]:
    return {c: v if c in _PROPIOS else _valor(v) for c, v in mapa.items()}
