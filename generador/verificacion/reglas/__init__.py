"""Todas las reglas: las de la tupla `REGLAS` de cada módulo de esta carpeta, por orden de nombre.

Un módulo nuevo no se anota en ninguna parte. Cómo se agrega una, en docs/donde-se-agrega.md.
"""

from importlib import import_module
from pkgutil import iter_modules

from generador.verificacion.reglas.regla import Examen, Regla, examinar

_MODULOS = (import_module(f"{__name__}.{modulo.name}") for modulo in iter_modules(__path__))

REGLAS: tuple[Regla, ...] = tuple(
    regla for modulo in _MODULOS for regla in getattr(modulo, "REGLAS", ())
)

__all__ = ["REGLAS", "Examen", "Regla", "examinar"]
