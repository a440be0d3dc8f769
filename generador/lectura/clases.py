"""Qué clase de registro es cada archivo: lo dice su lugar, no su contenido."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generador.modelo.acta import Acta, SinSesiones
from generador.modelo.base import Registro
from generador.modelo.informe import Informe
from generador.modelo.instancia import Instancia
from generador.modelo.norma import Norma, Reglamento
from generador.modelo.plan import Plan


@dataclass(frozen=True, slots=True)
class Clase:
    """Una clase de registro: su modelo, dónde van sus archivos y sus campos en Markdown."""

    nombre: str
    modelo: type[Registro]
    lugar: re.Pattern[str]
    ejemplo: str
    campos_markdown: tuple[str, ...] = ()


def _clase(nombre: str, modelo: type[Registro], lugar: str, ejemplo: str, *campos: str) -> Clase:
    return Clase(nombre, modelo, re.compile(lugar), ejemplo, campos)


CLASES_DE_INSTANCIA: tuple[Clase, ...] = (
    _clase("instancia", Instancia, r"instancia", "instancia.md"),
    _clase("reglamento", Reglamento, r"reglamento/\d{4}-\d{2}-\d{2}", "reglamento/2016-03-16.md"),
    _clase(
        "constancia",
        SinSesiones,
        r"actas/\d{4}/sin-sesiones(-[a-z0-9-]+)?",
        "actas/2020/sin-sesiones.md",
    ),
    _clase("acta", Acta, r"actas/\d{4}/[a-z0-9-]+", "actas/2020/01.md"),
    _clase("plan", Plan, r"planes/\d{4}", "planes/2020.md"),
    _clase(
        "informe",
        Informe,
        r"informes/\d{4}(-s[12]|-t[1-4])?",
        "informes/2020-t3.md",
        "seguimiento_al_plan",
        "analisis",
    ),
)
NORMA = _clase("norma", Norma, r"[a-z0-9-]+", "normas/decreto-527-2014-alcaldia-mayor.md")


def clase_de(ruta: str) -> Clase | None:
    """La clase de un registro por su camino dentro de la instancia, sin extensión."""
    return next((c for c in CLASES_DE_INSTANCIA if c.lugar.fullmatch(ruta)), None)
