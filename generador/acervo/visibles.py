"""Qué registros se muestran a la fecha de corte."""

from __future__ import annotations

from datetime import date

from generador.modelo.base import Registro


def es_publico(registro: Registro, corte: date) -> bool:
    """Si un registro puede mostrarse a la fecha de corte."""
    return not registro.aparta and not es_posterior(registro, corte)


def es_posterior(registro: Registro, corte: date) -> bool:
    """Si el registro se muestra después de la fecha de corte."""
    dia = registro.se_muestra_desde
    return dia is not None and dia > corte
