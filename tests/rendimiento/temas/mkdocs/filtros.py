"""Las fechas en palabras, para las plantillas de MkDocs."""

from datetime import date
from typing import Any

MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip


def fecha_larga(dia: date) -> str:
    return f"{dia.day} de {MESES[dia.month - 1]} de {dia.year}"


def on_env(env: Any, **_: object) -> Any:
    """Agrega los filtros al entorno de las plantillas."""
    env.filters["fecha_larga"] = fecha_larga
    return env
