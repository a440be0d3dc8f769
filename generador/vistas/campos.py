"""De dónde sale un dato que una tabla nombra."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

De = str | Callable[[Any], Any]
"""El camino de sus campos («plan.avance»), o una función."""


def tomador(de: De) -> Callable[[Any], Any]:
    """Lo que toma el dato de un origen; hecho una vez, sirve para todas las filas."""
    return attrgetter(de) if isinstance(de, str) else de


def tomar(origen: Any, de: De) -> Any:
    """Lo que hay en un origen."""
    return tomador(de)(origen)
