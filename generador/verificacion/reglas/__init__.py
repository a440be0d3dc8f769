"""Todas las reglas, en una tupla. Cómo se agrega una, en docs/arquitectura.md."""

from generador.verificacion.reglas import (
    anexos,
    asistencia,
    citas,
    convocatorias,
    decisiones,
    documentos,
    fechas,
    firmas,
    funciones,
    identidad,
    informes,
    integrantes,
    lugares,
    normas,
    numeracion,
    planes,
    quorum,
    reglamentos,
    sesiones,
    sindatos,
)
from generador.verificacion.reglas.regla import Examen, Regla, examinar

REGLAS: tuple[Regla, ...] = (
    *identidad.REGLAS,
    *citas.REGLAS,
    *documentos.REGLAS,
    *anexos.REGLAS,
    *lugares.REGLAS,
    *numeracion.REGLAS,
    *fechas.REGLAS,
    *sesiones.REGLAS,
    *convocatorias.REGLAS,
    *asistencia.REGLAS,
    *quorum.REGLAS,
    *decisiones.REGLAS,
    *integrantes.REGLAS,
    *funciones.REGLAS,
    *firmas.REGLAS,
    *reglamentos.REGLAS,
    *normas.REGLAS,
    *planes.REGLAS,
    *informes.REGLAS,
    *sindatos.REGLAS,
)

__all__ = ["REGLAS", "Examen", "Regla", "examinar"]
