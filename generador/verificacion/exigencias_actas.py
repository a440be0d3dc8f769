"""Las unidades del requisito de actas: cada sesión realizada, o la constancia de que no hubo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from generador.acervo import Acervo
from generador.modelo.acta import Acta, EstadoActa, SinSesiones
from generador.modelo.fechas import Periodo
from generador.modelo.informe import Declarado, Informe
from generador.modelo.nombres import (
    nombre_de_acta,
    nombre_de_acta_sin_registro,
    nombre_de_constancia_de,
    nombre_de_informe,
)
from generador.modelo.plan import SesionProgramada
from generador.modelo.sesion import EstadoSesion, TipoSesion
from generador.modelo.sitio import Evidencia
from generador.verificacion.exigencias_de_sesion import hechos_de
from generador.verificacion.pruebas import Prueba, anexos_de, prueba_de
from generador.verificacion.requisito_de_un_anio import (
    Nada,
    RequisitoDeUnAnio,
    Unidades,
    cobertura_parcial,
    exigencia,
    rige,
)
from generador.verificacion.resultados import Estado, Exigencia

_APROBADAS = (EstadoActa.APROBADA, EstadoActa.FIRMADA)


def de_actas(caso: RequisitoDeUnAnio) -> Unidades:
    """Una unidad por sesión realizada en el año, tenga acta o solo la nombre otro documento."""
    ventana = caso.ventana
    actas = (a for a in caso.acervo.validas if ventana.inicio <= a.fecha <= ventana.fin)
    unidades = [(a.fecha, a.ruta, _de_acta(caso, a)) for a in actas if rige(caso, a.fecha)]
    unidades += _anuladas(caso)
    for dia, tipo, falta in _ausentes(caso.acervo):
        if ventana.inicio <= dia <= ventana.fin and rige(caso, dia):
            nombre, prueba = nombre_de_acta_sin_registro(tipo, dia), Prueba(falta=falta)
            unidades.append((dia, "", exigencia(caso, nombre, prueba, {"sesion": dia})))
    if unidades:
        return tuple(u for _, _, u in sorted(unidades, key=lambda trio: trio[:2]))
    return _sin_ninguna_sesion(caso)


def _ausentes(acervo: Acervo) -> Iterator[tuple[date, TipoSesion | None, str]]:
    """Cada sesión sin acta: su día, de qué tipo fue si se sabe, y quién la nombra."""
    for sesion in sesiones_sin_acta(acervo):
        if sesion.fecha:
            yield sesion.fecha.desde, sesion.tipo, "según el plan se realizó, y no hay acta"
    for dia, informe in dias_que_solo_nombra_un_informe(acervo).items():
        segun = nombre_de_informe(informe)
        yield dia, None, f"según «{segun}» se realizó, y no hay acta"


def _de_acta(caso: RequisitoDeUnAnio, acta: Acta) -> Exigencia:
    prueba = prueba_de(caso.acervo, caso.contexto, acta)
    anexos, faltas = anexos_de(caso.acervo, caso.contexto, acta)
    if not prueba.falta and not _basta(caso, acta):
        faltas = ("no consta su aprobación", *faltas)
    falta = "; ".join(filter(None, (prueba.falta, *faltas)))
    completa = Prueba((*prueba.referencias, *anexos), falta, prueba.publicada)
    return exigencia(caso, nombre_de_acta(acta), completa, hechos_de(caso, acta), acta.ruta)


def _basta(caso: RequisitoDeUnAnio, acta: Acta) -> bool:
    """Si está aprobada, o no se le pide."""
    aprobada = acta.estado in _APROBADAS or caso.acervo.aprobada_en(acta) is not None
    return aprobada or caso.requisito.evidencia is Evidencia.ACTAS_PUBLICADAS


def _anuladas(caso: RequisitoDeUnAnio) -> list[tuple[date, str, Exigencia]]:
    """Las sesiones de las que solo queda un acta anulada: les falta la suya."""
    ventana = caso.ventana
    actas = caso.acervo.sesiones_entre(ventana.inicio, ventana.fin)
    prueba = Prueba(falta="el acta se anuló, y no hay otra")
    return [
        (a.fecha, a.ruta, exigencia(caso, nombre_de_acta(a), prueba, {"sesion": a.dias[1]}, a.ruta))
        for a in actas
        if a.estado is EstadoActa.ANULADA and rige(caso, a.fecha)
    ]


def sesiones_sin_acta(acervo: Acervo) -> tuple[SesionProgramada, ...]:
    """Las sesiones que algún plan da por realizadas un día exacto del que no hay acta.

    Dos sesiones en un día son legales: cada acta responde por una, la de su tipo primero.
    """
    hubo = acervo.sesiones_por_dia
    dadas = [
        (s.fecha.desde, s.tipo not in {a.tipo for a in hubo.get(s.fecha.desde, ())}, s.tipo, s)
        for plan in acervo.planes
        for s in plan.sesiones or ()
        if s.estado is EstadoSesion.REALIZADA and s.fecha and s.fecha.desde == s.fecha.hasta
    ]
    faltan = []
    libres = Counter({dia: len(hubo.get(dia, ())) for dia, *_ in dadas})
    for dia, _, _, sesion in sorted(dadas, key=lambda fila: fila[:3]):
        libres[dia] -= 1
        if libres[dia] < 0:
            faltan.append(sesion)
    return tuple(faltan)


def dias_que_solo_nombra_un_informe(acervo: Acervo) -> dict[date, Informe]:
    """Los días en que un informe dice que hubo sesión, y no hay acta ni plan que la tenga."""
    sabidos = {a.fecha for a in acervo.actas}
    sabidos |= {s.fecha.desde for s in sesiones_sin_acta(acervo) if s.fecha}
    nombrados: dict[date, Informe] = {}
    for informe in acervo.informes:
        for dia in sorted(_dias_declarados(informe.declarado) - sabidos):
            nombrados.setdefault(dia, informe)
    return nombrados


def _dias_declarados(declarado: Declarado | None) -> set[date]:
    if declarado is None:
        return set()
    dias = {dia for fila in declarado.asistencia or () for dia in fila.fechas or ()}
    dias |= {dia for fila in declarado.funciones or () for dia in fila.fechas or ()}
    return dias | {d.fecha for d in declarado.decisiones or ()}


def _sin_ninguna_sesion(caso: RequisitoDeUnAnio) -> Unidades:
    if caso.requisito.si_no_hay == "no_aplica":
        return Nada(Estado.NO_APLICA, "No consta ninguna sesión en este año.")
    if not caso.ventana.terminada:
        return Nada(Estado.NO_APLICA, "El año no ha terminado y no consta todavía ninguna sesión.")
    if caso.requisito.si_no_hay is None:
        return Nada(Estado.SIN_DATO, "No consta ninguna sesión en este año.")
    if cobertura_parcial(caso) and not _constancias(caso):
        return Nada(
            Estado.SIN_DATO,
            "A este sitio le faltan registros de la instancia: no se sabe si hubo sesiones.",
        )
    return (_constancia(caso),)


def _constancias(caso: RequisitoDeUnAnio) -> list[SinSesiones]:
    suyas = (s for s in caso.acervo.sin_sesiones if caso.ventana.anio in s.periodo.anios)
    return sorted(suyas, key=lambda s: (s.periodo, s.ruta))


def _constancia(caso: RequisitoDeUnAnio) -> Exigencia:
    """La constancia, o las varias que entre todas cubren el año."""
    ventana = caso.ventana
    nombre = nombre_de_constancia_de(Periodo(ventana.anio))
    suyas = _constancias(caso)
    pruebas = [(s.periodo, prueba_de(caso.acervo, caso.contexto, s)) for s in suyas]
    validas = [(periodo, p) for periodo, p in pruebas if not p.falta]
    meses = range(ventana.inicio.month, ventana.tope.month + 1)
    cubre = all(
        any(periodo.contiene(date(ventana.anio, mes, 1)) for periodo, _ in validas) for mes in meses
    )
    if not cubre:
        faltas = [p.falta for _, p in pruebas if p.falta] or ["no cubre todo el año"] * bool(suyas)
        return exigencia(caso, nombre, Prueba(falta=next(iter(faltas), "no está publicada")), {})
    fechas = [p.publicada for _, p in validas if p.publicada]
    ultima = max(fechas) if len(fechas) == len(validas) else None
    referencias = tuple(r for _, p in validas for r in p.referencias)
    return exigencia(
        caso, nombre, Prueba(referencias, "", ultima), {"fin_de_periodo": ventana.tope}
    )
