"""Las cifras de un informe en renglones: lo que el formulario pide y los registros dan."""

from __future__ import annotations

from collections.abc import Iterator

from generador.modelo.fechas import fecha_larga
from generador.verificacion.resultados import (
    BloqueDeSesiones,
    FilaDeDecision,
    FilaDeFuncion,
    InformeCalculado,
)

_NO_CONSTA = "sin dato"


def cifras_en_palabras(calculado: InformeCalculado) -> tuple[str, ...]:
    """Los renglones; ninguno depende del día en que se calculan, solo de los registros y el corte.

    Las cifras declaradas no están: se escriben en el informe y no se calculan.
    """
    return (
        f"Periodo: {calculado.periodo_texto}",
        f"Reglamento interno: {calculado.reglamento.calculado or _NO_CONSTA}",
        f"Sesiones ordinarias: {_sesiones(calculado.ordinarias)}",
        f"Sesiones extraordinarias: {_sesiones(calculado.extraordinarias)}",
        *_asistencia(calculado),
        *_publicacion(calculado),
        *_funciones("Funciones generales", calculado.funciones_generales),
        *_funciones("Funciones específicas", calculado.funciones_especificas),
        *_plan(calculado),
        *_decisiones(calculado),
        *_compromisos(calculado),
    )


def _cifra(valor: object) -> str:
    return _NO_CONSTA if valor is None else str(valor)


def _sesiones(bloque: BloqueDeSesiones) -> str:
    realizadas = _cifra(bloque.realizadas.calculado)
    return f"{realizadas} realizadas, {_cifra(bloque.programadas.calculado)} programadas"


def _asistencia(calculado: InformeCalculado) -> Iterator[str]:
    if calculado.asistentes:
        yield "Asistencia (sesiones por cargo):"
    for fila in calculado.asistentes:
        yield f"  {fila.cargo}: {_cifra(fila.total.calculado)}"


def _publicacion(calculado: InformeCalculado) -> Iterator[str]:
    if calculado.publicacion:
        yield "Publicación en la página web:"
    for fila in calculado.publicacion:
        estado = str(fila.estado).replace("_", " ")
        yield f"  {fila.titulo}: {estado}, {fila.cumplidos} de {fila.exigidos}"


def _funciones(titulo: str, filas: tuple[FilaDeFuncion, ...]) -> Iterator[str]:
    if filas:
        yield f"{titulo} (sesiones en que se abordó cada una):"
    for fila in filas:
        fechas = fila.fechas.calculado
        cuales = _NO_CONSTA if fechas is None else ", ".join(map(str, fechas)) or "ninguna"
        yield f"  {fila.numero}. {cuales}"


def _plan(calculado: InformeCalculado) -> Iterator[str]:
    plan = calculado.plan
    yield f"Funciones en el plan: {_cifra(plan.funciones.calculado)}"
    yield f"Metas del plan: {_cifra(plan.metas.calculado)}"
    yield f"Actividades del plan: {_cifra(plan.actividades.calculado)}"
    avance = plan.avance.calculado
    yield f"Avance del plan: {_NO_CONSTA if avance is None else f'{avance} %'}"


def _decisiones(calculado: InformeCalculado) -> Iterator[str]:
    filas = [f for f in calculado.decisiones if f.origen != "declarado"]
    if filas:
        yield "Decisiones (la síntesis se escribe en el acta):"
    for fila in filas:
        yield f"  {fecha_larga(fila.fecha)}: {fila.decision}{_falta(fila)}"


def _falta(fila: FilaDeDecision) -> str:
    faltan = [] if fila.sintesis else ["síntesis"]
    faltan += [] if fila.seguimientos else ["seguimiento"]
    return f" (sin {' ni '.join(faltan)})" if faltan else ""


def _compromisos(calculado: InformeCalculado) -> Iterator[str]:
    if calculado.compromisos:
        yield "Compromisos:"
    for fila in calculado.compromisos:
        yield f"  {fecha_larga(fila.fecha)}: {fila.compromiso} ({fila.estado})"
