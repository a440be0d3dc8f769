"""Hasta cuándo valen los hallazgos que dependen de la fecha de corte."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import EstadoSesion

_DIA = timedelta(days=1)


def ultimo_dia_valido(acervo: Acervo, contexto: Contexto) -> date | None:
    """El último día de corte con los mismos hallazgos, si no cambia ningún registro.

    Nunca es anterior al corte; `None` si no caducan.
    """
    dias = (*_vencimientos(acervo), *_llegadas(acervo, contexto))
    return min((dia for dia in dias if dia >= contexto.corte), default=None)


def _vencimientos(acervo: Acervo) -> Iterator[date]:
    """Los días que todavía no son tarde: el hallazgo aparece al siguiente."""
    for acta in acervo.actas:
        if acta.estado_sesion is EstadoSesion.CONVOCADA:
            yield acta.fecha
        yield from (c.fecha_limite for c in acta.compromisos or () if c.fecha_limite)
    for plan in acervo.planes:
        yield from (s.fecha.hasta for s in plan.sesiones or () if s.fecha)


def _llegadas(acervo: Acervo, contexto: Contexto) -> Iterator[date]:
    """Las vísperas de lo que todavía no ha llegado: una sesión, un reglamento o una norma."""
    yield from (acta.fecha - _DIA for acta in acervo.sesiones)
    yield from (reglamento.fecha - _DIA for reglamento in acervo.reglamentos)
    for cita in acervo.instancia.normas or ():
        norma = contexto.norma(cita.norma)
        rige = (norma.en_vigor_desde or norma.fecha) if norma else None
        if rige:
            yield rige - _DIA
