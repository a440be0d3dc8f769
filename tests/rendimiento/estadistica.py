"""Medianas, dispersión y razones de corridas hechas por turnos."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Resumen:
    """Lo que se dice de varias corridas: su mediana, los cuartos, los extremos y cuántas son."""

    mediana: float
    cuarto_bajo: float
    cuarto_alto: float
    minimo: float
    maximo: float
    veces: int


def resumir(valores: Sequence[float]) -> Resumen:
    """El resumen de una o más corridas; con menos de dos, los cuartos son ella misma."""
    if not valores:
        raise ValueError("no hay corridas que resumir")
    if len(valores) == 1:
        bajo = alto = valores[0]
    else:
        bajo, _, alto = quantiles(valores, n=4, method="inclusive")
    return Resumen(median(valores), bajo, alto, min(valores), max(valores), len(valores))


def razon(propios: Sequence[float], ajenos: Sequence[float]) -> Resumen:
    """Cuántas veces lo del otro se tarda, turno por turno.

    Cada turno se divide por el mismo turno del otro, y no mediana por mediana: así lo que la
    máquina haga en un turno les toca a los dos.
    """
    turnos = list(zip(propios, ajenos, strict=False))
    if not turnos:
        raise ValueError("no hay turnos comunes")
    return resumir([mio / suyo for mio, suyo in turnos])
