"""El quórum: contado, suficiente y según la regla del reglamento."""

from __future__ import annotations

from collections.abc import Iterator

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad
from generador.modelo.acta import Acta
from generador.modelo.base import Registro
from generador.modelo.fechas import fecha_larga
from generador.modelo.sesion import Quorum
from generador.verificacion.quorum import (
    presentes_con_voto,
    puestos_de,
    quorum_al_decidir,
    quorum_de,
)
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos, en_el_periodo


def _con_quorum(acervo: Acervo) -> Iterator[Caso]:
    """Las sesiones realizadas que dicen algo de su quórum."""
    for acta in acervo.realizadas:
        if acta.quorum:
            yield Caso(acta, ("quorum",), acta)


def _contados(acervo: Acervo) -> Iterator[Caso]:
    """Las sesiones con el quórum contado entero."""
    for caso in _con_quorum(acervo):
        q = caso.valor.quorum
        if q.requerido is not None and q.presentes is not None:
            yield Caso(caso.registro, ("quorum", "presentes"), q)


def _suficiente(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    q: Quorum = caso.valor
    if (q.presentes or 0) < (q.requerido or 0):
        yield (
            f"No hubo quórum: se requerían {q.requerido} con voto y hubo {q.presentes}",
            "Revise las dos cifras en el acta; si así fue, la sesión no podía decidir: dígalo en "
            "«notas»",
        )


def _cuentas(acervo: Acervo) -> Iterator[Caso]:
    """Cada vez que consta cuántos hacían falta y cuántos había: la de la sesión y las demás."""
    yield from _contados(acervo)
    for caso in _con_quorum(acervo):
        q: Quorum = caso.valor.quorum
        for n, v in enumerate(q.verificaciones or ()):
            if q.requerido is not None and v.presentes is not None:
                suyo = q.model_copy(update={"presentes": v.presentes, "hubo": v.hubo})
                yield Caso(caso.registro, ("quorum", "verificaciones", n), suyo)


def _coherente(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    q: Quorum = caso.valor
    hubo = (q.presentes or 0) >= (q.requerido or 0)
    if q.hubo is not None and q.hubo is not hubo:
        yield (
            f"Dice «hubo: {'si' if q.hubo else 'no'}», y {'sí' if hubo else 'no'} hubo quórum "
            f"(requerido: {q.requerido}; presentes: {q.presentes})",
            "Corrija «hubo», «presentes» o «requerido» según el acta",
        )


def _con_requerido(acervo: Acervo) -> Iterator[Caso]:
    """Las sesiones cuyo quórum requerido se puede comparar con la regla del reglamento."""
    for caso in _con_quorum(acervo):
        acta: Acta = caso.valor
        reglamento, cargos = acervo.reglamento_en(acta.fecha), acervo.con_voto_en(acta.fecha)
        escrito = acta.quorum.requerido if acta.quorum else None
        if escrito is not None and cargos is not None and reglamento and reglamento.quorum:
            votantes = puestos_de(cargos)
            valor = (escrito, reglamento, votantes, reglamento.quorum.requerido(votantes))
            yield Caso(acta, ("quorum", "requerido"), valor)


def _segun_la_regla(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    escrito, reglamento, votantes, debido = caso.valor
    if escrito != debido:
        yield (
            f"El acta requiere {escrito} con voto; el reglamento del "
            f"{fecha_larga(reglamento.fecha)}, con los {votantes} que había, requiere {debido}",
            "Revise «requerido», el voto de los integrantes y la regla «quorum» del reglamento",
        )


def _con_presentes(acervo: Acervo) -> Iterator[Caso]:
    """Las cuentas del acta que se pueden comparar con su asistencia; el valor es (escrito, suma).

    Son la de la sesión y la de cada verificación.
    """
    for caso in _con_quorum(acervo):
        acta: Acta = caso.valor
        escrito = acta.quorum.presentes if acta.quorum else None
        # Quien llegó tarde puede estar o no en la cuenta del acta: vale con él y sin él.
        tarde = any(f.llegada or f.salida for f in acta.asistencia or ())
        cuandos = (None, acta.comienzo) if tarde else (None,)
        sumas = {presentes_con_voto(acervo, acta, cuando) for cuando in cuandos} - {None}
        if escrito is not None and sumas:
            yield Caso(acta, ("quorum", "presentes"), (escrito, sumas))
        for n, v in enumerate((acta.quorum.verificaciones if acta.quorum else None) or ()):
            suma = presentes_con_voto(acervo, acta, acta.cuando(v.hora, v.fecha))
            if v.presentes is not None and suma is not None:
                camino = ("quorum", "verificaciones", n, "presentes")
                yield Caso(acta, camino, (v.presentes, {suma}))


def _como_la_asistencia(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    escrito, sumas = caso.valor
    if escrito not in sumas:
        yield (
            f"De los presentes con voto, el acta cuenta {escrito} y su asistencia suma "
            f"{' o '.join(map(str, sorted(sumas)))}",
            "Revise «presentes», la asistencia de cada cargo y quiénes tienen voto",
        )


def _afirmaciones(acervo: Acervo) -> Iterator[Caso]:
    """Dónde se afirma que hubo quórum, y si hay cuenta; el valor es (quién lo dice, contado)."""
    for caso in _con_quorum(acervo):
        acta: Acta = caso.valor
        if acta.quorum and acta.quorum.hubo:
            yield Caso(acta, ("quorum", "hubo"), (_quien(acta, "El acta"), _contado(acta.quorum)))
    for informe in acervo.informes:
        if informe.declarado and informe.declarado.quorum:
            suyas = en_el_periodo(acervo, informe.periodo)
            contado = bool(suyas) and all(_contado(a.quorum) for a in suyas)
            yield Caso(informe, ("declarado", "quorum"), (_quien(informe, "El informe"), contado))


def _quien(registro: Registro, documento: str) -> str:
    """Quién afirma lo del registro: de un documento que no se ha visto nada se puede decir."""
    return "El registro reconstruido" if registro.procedencia == "reconstruida" else documento


def _contado(quorum: Quorum | None) -> bool:
    """Si consta cuántos se requerían y cuántos hubo, en total o en alguna verificación."""
    if quorum is None or quorum.requerido is None:
        return False
    verificados = [v.presentes for v in quorum.verificaciones or ()]
    return any(n is not None for n in (quorum.presentes, *verificados))


def _con_cuenta(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    quien, contado = caso.valor
    if not contado:
        yield (
            f"{quien} afirma que hubo quórum, y no consta cuántos se requerían ni cuántos hubo",
            "Escriba en el «quorum» de cada acta «requerido» y «presentes»; si el documento no los "
            "da, quedan sin dato",
        )


def _con_quorum_sabido(acervo: Acervo) -> Iterator[Caso]:
    """Las decisiones de cuyo quórum se sabe; el valor es (decisión, su quórum)."""
    for acta in acervo.realizadas:
        # El de la sesión se cuenta una vez, aunque decida muchas cosas.
        de_la_sesion = quorum_de(acervo, acta) if acta.decisiones else None
        for n, decision in enumerate(acta.decisiones or ()):
            a_su_hora = quorum_al_decidir(acervo, acta, decision) if decision.hora else None
            sabido = a_su_hora or de_la_sesion
            if sabido and sabido.hubo is not None:
                yield Caso(acta, ("decisiones", n), (decision, sabido))


def _con_quorum_para_decidir(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    decision, sabido = caso.valor
    if decision.se_decidio and not sabido.hubo:
        cuando = (
            f"a las {decision.hora:%H:%M}, cuando había {sabido.presentes} con voto y hacían "
            f"falta {sabido.requerido}"
            if decision.hora and None not in (sabido.presentes, sabido.requerido)
            else "en una sesión sin quórum"
        )
        yield (
            f"La decisión «{decision.id}» figura como tomada {cuando}",
            "Revise el quórum; si no se decidió, escriba «resultado: aplazada» o «resultado: "
            "retirada», y si se decidió así, dígalo en «notas»",
        )


def _reglas_escritas(acervo: Acervo) -> Iterator[Caso]:
    for reglamento in acervo.reglamentos:
        if reglamento.quorum:
            yield Caso(reglamento, ("quorum",), reglamento.quorum)


def _regla_completa(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    base = caso.valor.base
    if base != "mitad_mas_uno" and not getattr(caso.valor, base):
        yield (
            f"La regla de quórum es por {base}, y no dice cuál",
            f"Escriba «{base}:» debajo de «base: {base}», mayor que cero",
        )


_AVISO, _ERROR = Gravedad.AVISO, Gravedad.ERROR
_FORMULARIO = "El formulario pide el quórum de cada sesión"
_REGLAMENTO = "La regla de quórum del reglamento interno"

REGLAS: tuple[Regla, ...] = (
    Regla(
        "quorum-insuficiente",
        _AVISO,
        "Una sesión sin quórum",
        _REGLAMENTO,
        _contados,
        _suficiente,
    ),
    Regla(
        "quorum-contradictorio",
        _ERROR,
        "Un quórum que se contradice",
        _FORMULARIO,
        _cuentas,
        _coherente,
    ),
    Regla(
        "quorum-otra-regla",
        _AVISO,
        "Un quórum requerido que no es el del reglamento",
        _REGLAMENTO,
        _con_requerido,
        _segun_la_regla,
    ),
    Regla(
        "quorum-otra-asistencia",
        _AVISO,
        "Unos presentes que no son los de la asistencia",
        _FORMULARIO,
        _con_presentes,
        _como_la_asistencia,
        sigue_a_lo_que_falta=True,
    ),
    Regla(
        "quorum-sin-conteo",
        _AVISO,
        "Un quórum afirmado sin contarlo",
        _FORMULARIO,
        _afirmaciones,
        _con_cuenta,
    ),
    Regla(
        "decision-sin-quorum",
        _AVISO,
        "Una decisión tomada sin quórum",
        _REGLAMENTO,
        _con_quorum_sabido,
        _con_quorum_para_decidir,
    ),
    Regla(
        "quorum-regla-incompleta",
        _ERROR,
        "Una regla de quórum sin su cifra",
        _REGLAMENTO,
        _reglas_escritas,
        _regla_completa,
    ),
)
