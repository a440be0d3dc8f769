"""La hora de Bogotá. El día de hoy entra en el programa por las órdenes y por nadie más."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

# Colombia no cambia de hora: no hace falta la base de datos de zonas, que no todo sistema trae.
BOGOTA = timezone(timedelta(hours=-5))


def hoy() -> date:
    """El día de hoy en Bogotá, sea cual sea la zona de la máquina."""
    return datetime.now(BOGOTA).date()
