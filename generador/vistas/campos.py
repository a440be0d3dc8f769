"""De dónde sale un dato que una tabla nombra."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

De = str | Callable[[Any], Any]
"""El camino de sus campos («plan.avance»), o una función."""


def tomar(origen: Any, de: De) -> Any:
    """Lo que hay en un origen."""
    return attrgetter(de)(origen) if isinstance(de, str) else de(origen)
