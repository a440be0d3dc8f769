"""Todas las reglas, en una tupla. Una regla nueva es una función y una entrada aquí."""

from generador.verificacion.reglas import citas, documentos, identidad
from generador.verificacion.reglas.regla import Examen, Regla, examinar

REGLAS: tuple[Regla, ...] = (*identidad.REGLAS, *citas.REGLAS, *documentos.REGLAS)

__all__ = ["REGLAS", "Examen", "Regla", "examinar"]
