"""Lo que una instancia acordó y cómo va a la fecha de corte, lo último primero."""

from __future__ import annotations

from datetime import date

from generador.acervo import Acervo
from generador.modelo.acta import Acta
from generador.modelo.acuerdos import Compromiso, Decision
from generador.modelo.clases import nombre_de_fuente
from generador.modelo.nombres import direccion_de, reconstruido_de
from generador.resumen import CompromisoResumido, DecisionResumida
from generador.verificacion.ambito import en_orden
from generador.verificacion.resultados import SeguimientoHecho
from generador.verificacion.seguimiento import (
    Hechos,
    declarados_de,
    estado_al,
    seguimientos_hasta,
)


def decisiones_de(acervo: Acervo, corte: date) -> tuple[DecisionResumida, ...]:
    """Las decisiones de las sesiones hechas hasta el corte, con su seguimiento."""
    hechos = seguimientos_hasta(acervo, corte)
    return tuple(
        _decision(
            acta,
            decision,
            _suyos(hechos, acta, decision.id) + declarados_de(acervo, acta, decision),
        )
        for acta in _sesiones(acervo, corte)
        for decision in acta.decisiones or ()
    )


def compromisos_de(acervo: Acervo, corte: date) -> tuple[CompromisoResumido, ...]:
    """Los compromisos de las sesiones hechas hasta el corte, con su estado ese día."""
    hechos = seguimientos_hasta(acervo, corte)
    return tuple(
        _compromiso(acervo, acta, compromiso, _suyos(hechos, acta, compromiso.id), corte)
        for acta in _sesiones(acervo, corte)
        for compromiso in acta.compromisos or ()
    )


def _sesiones(acervo: Acervo, corte: date) -> tuple[Acta, ...]:
    return en_orden(tuple(a for a in acervo.validas if a.fecha <= corte))[::-1]


def _suyos(hechos: Hechos, acta: Acta, id_: str) -> tuple[SeguimientoHecho, ...]:
    return hechos.get(f"{acta.ruta}#{id_}", ())


def _decision(
    acta: Acta, decision: Decision, hechos: tuple[SeguimientoHecho, ...]
) -> DecisionResumida:
    return DecisionResumida(
        fecha=decision.fecha or acta.fecha,
        decision=decision.decision,
        resultado=decision.resultado or "",
        ruta=f"{direccion_de(acta)}#{decision.id}",
        acta=nombre_de_fuente(acta),
        icono=decision.icono or "",
        sintesis=decision.sintesis or "",
        sintesis_resumen=decision.sintesis_resumen or acta.resumen,
        afecta_al_publico=decision.afecta_al_publico,
        fundamento=decision.fundamento or "",
        reconstruida_de=reconstruido_de(acta),
        seguimientos=hechos,
    )


def _compromiso(
    acervo: Acervo,
    acta: Acta,
    compromiso: Compromiso,
    hechos: tuple[SeguimientoHecho, ...],
    corte: date,
) -> CompromisoResumido:
    ultimo = next((h.estado for h in reversed(hechos) if h.estado), compromiso.estado.value)
    cargo = acervo.integrantes.get(compromiso.responsable or "")
    return CompromisoResumido(
        fecha=acta.fecha,
        compromiso=compromiso.compromiso,
        ruta=f"{direccion_de(acta)}#{compromiso.id}",
        acta=nombre_de_fuente(acta),
        responsable=cargo.cargo if cargo else compromiso.responsable or "",
        entidad=cargo.entidad if cargo else "",
        fecha_limite=compromiso.fecha_limite,
        estado=estado_al(ultimo, compromiso.fecha_limite, corte),
        ultimo=ultimo,
        reconstruida_de=reconstruido_de(acta),
        seguimientos=hechos,
    )
