"""El quórum: con cuántos presentes con voto se instaló una sesión y se tomó cada decisión."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from generador.acervo import Acervo
from generador.modelo.acta import Acta
from generador.modelo.acuerdos import Decision
from generador.modelo.instancia import Integrante
from generador.modelo.sesion import Quorum, Reanudacion, Verificacion
from generador.verificacion.presencia import filas_de, presente

POR_LA_REGLA = "calculado con la regla del reglamento"
"""De dónde se sabe lo que el acta no cuenta."""
_SIN_QUORUM = Quorum.model_construct()


class QuorumSabido(Struct, frozen=True):
    """Cuántos hacían falta, cuántos había, si lo hubo, y de dónde se sabe; nada, si no se sabe."""

    requerido: int | None
    presentes: int | None
    hubo: bool | None
    fuente: str


def quorum_de(acervo: Acervo, acta: Acta) -> QuorumSabido:
    """El quórum contado en el acta; si no, el que da la regla del reglamento; si no, lo afirmado.

    La regla solo se aplica cuando se sabe el voto y la presencia de cada cargo: con uno que falte
    no hay cuenta. Un cargo colectivo vale por los puestos que asistieron.
    """
    escrito = acta.quorum or _SIN_QUORUM
    por_regla = _por_regla(acervo, acta)
    requerido = escrito.requerido if escrito.requerido is not None else por_regla
    if escrito.presentes is not None:
        return QuorumSabido(requerido, escrito.presentes, _hubo(escrito, requerido), "contado")
    if escrito.verificaciones:
        return _instalada(acta, requerido, escrito.verificaciones)
    presentes = presentes_con_voto(acervo, acta, acta.comienzo)
    if por_regla is not None and presentes is not None:
        hubo = presentes >= por_regla
        return QuorumSabido(por_regla, presentes, hubo, POR_LA_REGLA)
    fuente = "" if escrito.hubo is None else "afirmado sin conteo"
    return QuorumSabido(requerido, None, escrito.hubo, fuente)


def quorum_al_seguir(acervo: Acervo, acta: Acta, otra: Reanudacion) -> QuorumSabido:
    """El quórum al reanudar una sesión: lo verificado ese día o, si no, los que estaban.

    Lo que se contó al instalarla no dice nada de otro día.
    """
    requerido = quorum_de(acervo, acta).requerido
    todas = (acta.quorum.verificaciones if acta.quorum else None) or ()
    if del_dia := [v for v in todas if v.fecha == otra.fecha]:
        return _instalada(acta, requerido, del_dia)
    presentes = None
    if otra.hora_inicio is not None:
        cuando = acta.cuando(otra.hora_inicio, otra.fecha)
        presentes = presentes_con_voto(acervo, acta, cuando)
    if presentes is None:
        return QuorumSabido(requerido, None, None, "")
    hubo = None if requerido is None else presentes >= requerido
    return QuorumSabido(requerido, presentes, hubo, "según las llegadas y las salidas")


def quorum_al_decidir(acervo: Acervo, acta: Acta, decision: Decision) -> QuorumSabido:
    """El quórum cuando se tomó una decisión; el de la sesión, si no consta a qué hora fue.

    Se cuenta por las llegadas y las salidas; si no se puede, lo dice la última verificación de
    antes.
    """
    de_la_sesion = quorum_de(acervo, acta)
    if decision.hora is None:
        return de_la_sesion
    cuando = acta.cuando(decision.hora, decision.fecha)
    requerido = de_la_sesion.requerido
    presentes = presentes_con_voto(acervo, acta, cuando)
    if presentes is not None:
        hubo = None if requerido is None else presentes >= requerido
        return QuorumSabido(requerido, presentes, hubo, "según las llegadas y las salidas")
    return _verificado(acta, requerido, cuando) or de_la_sesion


def verificaciones_de(acervo: Acervo, acta: Acta) -> tuple[tuple[Verificacion, QuorumSabido], ...]:
    """Cada vez que se verificó, en su orden, con el quórum que dio."""
    todas = (acta.quorum.verificaciones if acta.quorum else None) or ()
    requerido = quorum_de(acervo, acta).requerido if todas else None
    en_orden = sorted(todas, key=lambda v: acta.cuando(v.hora, v.fecha))
    return tuple((v, _segun(v, requerido)) for v in en_orden)


def _verificado(acta: Acta, requerido: int | None, cuando: datetime) -> QuorumSabido | None:
    """Lo que dijo la última verificación que no es posterior a ese momento."""
    todas = (acta.quorum.verificaciones if acta.quorum else None) or ()
    anteriores = [v for v in todas if acta.cuando(v.hora, v.fecha) <= cuando]
    if not anteriores:
        return None
    ultima = max(anteriores, key=lambda v: acta.cuando(v.hora, v.fecha))
    hubo = _hubo(ultima, requerido)
    return QuorumSabido(requerido, ultima.presentes, hubo, "según la última verificación")


def _instalada(
    acta: Acta, requerido: int | None, verificaciones: Iterable[Verificacion]
) -> QuorumSabido:
    """La primera verificación en que lo hubo, con la que se instaló la sesión; si no, la última."""
    todas = sorted(verificaciones, key=lambda v: acta.cuando(v.hora, v.fecha))
    return _segun(next((v for v in todas if _hubo(v, requerido)), todas[-1]), requerido)


def _segun(una: Verificacion, requerido: int | None) -> QuorumSabido:
    fuente = "contado" if una.presentes is not None else "afirmado sin conteo"
    return QuorumSabido(requerido, una.presentes, _hubo(una, requerido), fuente)


def _hubo(cuenta: Quorum | Verificacion, requerido: int | None) -> bool | None:
    """Lo que da la cuenta; si no se puede hacer, lo que afirma el documento."""
    if cuenta.presentes is None or requerido is None:
        return cuenta.hubo
    return cuenta.presentes >= requerido


def presentes_con_voto(acervo: Acervo, acta: Acta, cuando: datetime | None = None) -> int | None:
    """Los puestos con voto presentes, o `None` si de alguno no se sabe.

    Con un momento, los que estaban en él; sin él, los que vinieron, aunque fuera un rato.
    """
    cargos = acervo.con_voto_en(acta.fecha)
    if cargos is None:
        return None
    puestos = [_puestos(acervo, acta, cargo, cuando) for cargo in cargos]
    sabidos = [n for n in puestos if n is not None]
    return sum(sabidos) if len(sabidos) == len(puestos) else None


def los_que_pudieron_estar(acervo: Acervo, acta: Acta, cuando: datetime | None) -> int | None:
    """Los puestos de que no consta que no votan ni que no estaban; `None` si no constan cargos."""
    cargos = [i for i in acervo.instancia.integrantes or () if i.existe(acta.fecha)]
    posibles = (i for i in cargos if i.voto_en(acta.fecha) is not False)
    if not cargos:
        return None
    return puestos_de(i for i in posibles if presente(acervo, acta, i, cuando) is not False)


def puestos_de(cargos: Iterable[Integrante]) -> int:
    """Cuántos puestos suman unos cargos."""
    return sum(i.cupos for i in cargos)


def _por_regla(acervo: Acervo, acta: Acta) -> int | None:
    """Los presentes que exige el reglamento de ese día, si se sabe quiénes votan."""
    reglamento, cargos = acervo.reglamento_en(acta.fecha), acervo.con_voto_en(acta.fecha)
    regla = reglamento.quorum if reglamento else None
    return regla.requerido(puestos_de(cargos)) if regla and cargos is not None else None


def _puestos(acervo: Acervo, acta: Acta, cargo: Integrante, cuando: datetime | None) -> int | None:
    vino = presente(acervo, acta, cargo, cuando)
    if not vino:
        return None if vino is None else 0
    if cargo.cupos == 1:
        return 1
    # De un cargo colectivo no basta saber que alguien vino: hay que saber cuántos.
    return next((f.cupos for f in filas_de(acervo, acta, cargo) if f.asistio), None)
