"""Las unidades que un requisito exige en un año, según la clase de su evidencia.

Cada función da las unidades ya juzgadas una a una, o `Nada` cuando no hay qué juzgar; el estado
del renglón entero se decide en `cumplimiento`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from generador.modelo.base import Publicable
from generador.modelo.fechas import Periodo, TipoPeriodo
from generador.modelo.nombres import nombre_de_informe_de, nombre_de_plan, nombre_de_plan_de
from generador.modelo.sitio import Cadencia, Evidencia
from generador.verificacion.conciliacion import referencia_a
from generador.verificacion.exigencias_actas import de_actas
from generador.verificacion.exigencias_de_sesion import de_aprobacion, de_firma, de_razones
from generador.verificacion.exigencias_normas import de_normas, de_reglamento
from generador.verificacion.pruebas import Prueba, prueba_de
from generador.verificacion.requisito_de_un_anio import (
    NO_ESTA,
    Nada,
    RequisitoDeUnAnio,
    Unidades,
    exigencia,
    rige,
)
from generador.verificacion.resultados import Estado, Exigencia

_DIA = timedelta(days=1)
_PERIODOS: dict[Cadencia, tuple[TipoPeriodo, int]] = {
    Cadencia.SEMESTRAL: ("semestre", 2),
    Cadencia.TRIMESTRAL: ("trimestre", 4),
    Cadencia.ANUAL: ("anual", 1),
    Cadencia.MENSUAL: ("mes", 12),
}


def exigencias(caso: RequisitoDeUnAnio) -> Unidades:
    """Las unidades del requisito en el año, por fecha."""
    return DE_CADA_EVIDENCIA[caso.requisito.evidencia](caso)


def de_informes(caso: RequisitoDeUnAnio) -> Unidades:
    """Una unidad por periodo terminado antes del corte."""
    periodos = [p for p in periodos_exigidos(caso) if p.hasta < caso.ventana.corte]
    if not periodos:
        return Nada(Estado.NO_APLICA, "Ningún periodo exigido de este año ha terminado.")
    return tuple(_de_informe(caso, periodo) for periodo in periodos)


def de_sesiones(caso: RequisitoDeUnAnio) -> Unidades:
    """Una unidad por periodo terminado: si hubo en él las sesiones que se exigen."""
    periodos = [p for p in periodos_exigidos(caso) if p.hasta < caso.ventana.corte]
    if not periodos:
        return Nada(Estado.NO_APLICA, "Ningún periodo exigido de este año ha terminado.")
    return tuple(_de_sesiones(caso, periodo) for periodo in periodos)


def _de_sesiones(caso: RequisitoDeUnAnio, periodo: Periodo) -> Exigencia:
    debidas = caso.requisito.sesiones
    todas = caso.acervo.sesiones_entre(periodo.desde, periodo.hasta)
    hechas = tuple(a for a in todas if debidas in (None, a.tipo))
    minimo = caso.requisito.minimo or 1
    consta = "consta 1" if len(hechas) == 1 else f"constan {len(hechas)}"
    falta = "" if len(hechas) >= minimo else f"{consta} de {minimo}"
    nombre = f"Sesiones {periodo.con_de}"
    return exigencia(caso, nombre, Prueba(tuple(map(referencia_a, hechas)), falta), {})


def de_rendicion(caso: RequisitoDeUnAnio) -> Unidades:
    """Si en el año hubo una sesión de rendición de cuentas."""
    ventana = caso.ventana
    hechas = caso.acervo.sesiones_entre(ventana.inicio, ventana.fin)
    de_cuentas = [a for a in hechas if a.rendicion_de_cuentas]
    if not de_cuentas and not ventana.terminada:
        return Nada(Estado.NO_APLICA, "El año no ha terminado y no consta todavía ninguna.")
    falta = "" if de_cuentas else "no consta ninguna sesión de rendición de cuentas"
    pruebas = tuple(map(referencia_a, de_cuentas))
    nombre = f"Rendición de cuentas de {ventana.anio}"
    return (exigencia(caso, nombre, Prueba(pruebas, falta), {}),)


def periodos_exigidos(caso: RequisitoDeUnAnio) -> tuple[Periodo, ...]:
    """Los periodos del año según la cadencia que rige el día en que cada uno termina."""
    ventana = caso.ventana
    periodos = [
        periodo
        for regla in caso.requisito.periodicidad
        for periodo in _periodos_de(regla.cada, ventana.anio)
        if ventana.inicio <= periodo.hasta <= ventana.tope and regla.existe(periodo.hasta)
    ]
    # El año va después de sus trimestres, como se entregan: por el último día y luego por largo.
    return tuple(sorted(periodos, key=lambda p: (p.hasta, p.hasta - p.desde)))


def _periodos_de(cada: Cadencia, anio: int) -> Iterable[Periodo]:
    if cada not in _PERIODOS:
        return ()
    tipo, cuantos = _PERIODOS[cada]
    return (Periodo(anio, tipo, n) for n in range(1, cuantos + 1))


def _de_informe(caso: RequisitoDeUnAnio, periodo: Periodo) -> Exigencia:
    informes = [i for i in caso.acervo.informes if periodo in i.periodo.reunidos]
    hechos = {"inicio_de_periodo": periodo.desde - _DIA, "fin_de_periodo": periodo.hasta}
    prueba = _mejor_prueba(caso, informes, _sin_informe(caso, periodo))
    return exigencia(caso, nombre_de_informe_de(periodo), prueba, hechos)


def _sin_informe(caso: RequisitoDeUnAnio, periodo: Periodo) -> str:
    """Que no está; si otro abarca sus días sin decir que es de él, cuál (docs/decisiones/0034)."""
    otros = [i for i in caso.acervo.informes if i.periodo.abarca(periodo)]
    # El del año se exige aparte, y abarca cualquiera: nombrarlo no diría nada.
    otros = [i for i in otros if not i.periodo.es_un_anio]
    if not otros:
        return NO_ESTA
    return f"{NO_ESTA}; el {otros[0].periodo.con_de} abarca esos días y no dice que sea de ellos"


def de_plan(caso: RequisitoDeUnAnio) -> Unidades:
    """El plan del año."""
    anio, desde = caso.ventana.anio, caso.acervo.instancia.desde
    if not rige(caso, caso.ventana.fin):
        return Nada(Estado.NO_APLICA, "No se exigía en este año.")
    planes = sorted((p for p in caso.acervo.planes if p.anio == anio), key=lambda p: p.ruta)
    nombre = nombre_de_plan(planes[0]) if planes else nombre_de_plan_de(anio)
    # A una instancia que nació a mitad de año el plazo le corre desde que existe.
    primero = max(date(anio, 1, 1), desde or date.min)
    hechos = {"inicio_de_periodo": primero - _DIA, "fin_de_periodo": date(anio, 12, 31)}
    return (exigencia(caso, nombre, _mejor_prueba(caso, planes), hechos),)


def _mejor_prueba(
    caso: RequisitoDeUnAnio, registros: Iterable[Publicable], sin_ninguno: str = NO_ESTA
) -> Prueba:
    """La primera prueba que vale, o la falta del primer registro; o qué falta sin ninguno."""
    en_orden = sorted(registros, key=lambda r: r.ruta)
    pruebas = [prueba_de(caso.acervo, caso.contexto, r) for r in en_orden]
    ninguna = pruebas[0] if pruebas else Prueba(falta=sin_ninguno)
    return next((p for p in pruebas if not p.falta), ninguna)


DE_CADA_EVIDENCIA: Mapping[Evidencia, Callable[[RequisitoDeUnAnio], Unidades]] = {
    Evidencia.NORMAS: de_normas,
    Evidencia.REGLAMENTO: de_reglamento,
    Evidencia.ACTAS: de_actas,
    Evidencia.ACTAS_PUBLICADAS: de_actas,
    Evidencia.INFORME: de_informes,
    Evidencia.PLAN: de_plan,
    Evidencia.SESIONES: de_sesiones,
    Evidencia.APROBADAS: de_aprobacion,
    Evidencia.FIRMADAS: de_firma,
    Evidencia.RAZONES: de_razones,
    Evidencia.RENDICION: de_rendicion,
}
"""Las unidades de cada clase de evidencia."""
