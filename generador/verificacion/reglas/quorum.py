"""El quórum: contado, suficiente y según la regla del reglamento."""

from __future__ import annotations

from collections.abc import Iterator

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad
from generador.modelo.acta import Acta, Quorum, ResultadoDeDecision
from generador.modelo.base import Registro
from generador.modelo.fechas import fecha_larga
from generador.modelo.instancia import Integrante
from generador.verificacion.asistencia import presente, quorum_de
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos, en_el_periodo


def _con_quorum(acervo: Acervo) -> Iterator[Caso]:
    """Las sesiones realizadas que dicen algo de su quórum."""
    for acta in acervo.sesiones:
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


def _coherente(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    q: Quorum = caso.valor
    hubo = (q.presentes or 0) >= (q.requerido or 0)
    if q.hubo is not None and q.hubo is not hubo:
        yield (
            f"Dice «hubo: {'si' if q.hubo else 'no'}», y {'sí' if hubo else 'no'} hubo quórum "
            f"(requerido: {q.requerido}; presentes: {q.presentes})",
            "Corrija «hubo», «presentes» o «requerido» según el acta",
        )


def _cargos(acervo: Acervo, acta: Acta) -> tuple[Integrante, ...] | None:
    """Los cargos con voto ese día, o `None` si de alguno no se sabe si vota."""
    cargos = [i for i in acervo.instancia.integrantes or () if i.existe(acta.fecha)]
    if not cargos or any(i.voto is None for i in cargos):
        return None
    return tuple(i for i in cargos if i.voto)


def _con_requerido(acervo: Acervo) -> Iterator[Caso]:
    """Las sesiones cuyo quórum requerido se puede comparar con la regla del reglamento."""
    for caso in _con_quorum(acervo):
        acta: Acta = caso.valor
        reglamento, cargos = acervo.reglamento_en(acta.fecha), _cargos(acervo, acta)
        escrito = acta.quorum.requerido if acta.quorum else None
        if escrito is not None and cargos is not None and reglamento and reglamento.quorum:
            votantes = sum(i.cupos for i in cargos)
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
    """Las sesiones cuyos presentes se pueden contar en su asistencia."""
    for caso in _con_quorum(acervo):
        acta: Acta = caso.valor
        cuenta = _presentes(acervo, acta)
        if acta.quorum and acta.quorum.presentes is not None and cuenta is not None:
            yield Caso(acta, ("quorum", "presentes"), (acta.quorum.presentes, cuenta))


def _presentes(acervo: Acervo, acta: Acta) -> int | None:
    """Los puestos con voto presentes según la asistencia, o `None` si de alguno no se sabe."""
    puestos = [_puestos(acervo, acta, i) for i in _cargos(acervo, acta) or ()]
    sabidos = [n for n in puestos if n is not None]
    return sum(sabidos) if puestos and len(sabidos) == len(puestos) else None


def _puestos(acervo: Acervo, acta: Acta, cargo: Integrante) -> int | None:
    vino = presente(acervo, acta, cargo)
    if not vino:
        return None if vino is None else 0
    if cargo.cupos == 1:
        return 1
    filas = (f for f in acta.asistencia or () if f.integrante == cargo.id and f.asistio)
    return next((f.cupos for f in filas), None)


def _como_la_asistencia(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    escrito, contados = caso.valor
    if escrito != contados:
        yield (
            f"De los presentes con voto, el acta cuenta {escrito} y su asistencia suma {contados}",
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
    return quorum is not None and None not in (quorum.requerido, quorum.presentes)


def _con_cuenta(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    quien, contado = caso.valor
    if not contado:
        yield (
            f"{quien} afirma que hubo quórum, y no consta cuántos se requerían ni cuántos hubo",
            "Escriba en el «quorum» de cada acta «requerido» y «presentes»; si el documento no los "
            "da, quedan sin dato",
        )


def _votadas(acervo: Acervo) -> Iterator[Caso]:
    """Las decisiones con votos; el valor es (decisión, cuántos podían votar o `None`)."""
    for acta in acervo.sesiones:
        for n, decision in enumerate(acta.decisiones or ()):
            if decision.votos is not None:
                valor = (decision, _podian_votar(acervo, acta))
                yield Caso(acta, ("decisiones", n, "votos"), valor)


def _podian_votar(acervo: Acervo, acta: Acta) -> int | None:
    """Los presentes con voto; si no se sabe cuántos vinieron, los que había.

    El quórum se cuenta al empezar, y a veces alguien llega después: si la asistencia suma más, son
    esos.
    """
    contados = (quorum_de(acervo, acta)[1], _presentes(acervo, acta))
    if sabidos := [n for n in contados if n is not None]:
        return max(sabidos)
    cargos = _cargos(acervo, acta)
    return None if cargos is None else sum(i.cupos for i in cargos)


def _sin_votos_de_mas(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    decision, podian = caso.valor
    if podian is not None and decision.votos.total > podian:
        yield (
            f"La decisión «{decision.id}» suma {decision.votos.total} votos, y podían votar "
            f"{podian}",
            "Revise los votos, los presentes y quiénes tienen voto",
        )


def _unanime(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    decision, _podian = caso.valor
    negada = decision.resultado is ResultadoDeDecision.NEGADA
    distintos = decision.votos.a_favor if negada else decision.votos.en_contra
    if decision.unanimidad and distintos:
        yield (
            f"La decisión «{decision.id}» dice «unanimidad: si», y tiene {distintos} "
            f"{'a favor, y fue negada' if negada else 'en contra'}",
            "Corrija «unanimidad», «resultado» o los votos según el acta",
        )


def _segun_los_votos(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    decision, _podian = caso.valor
    a_favor, en_contra = decision.votos.a_favor, decision.votos.en_contra
    aprobada = decision.resultado is ResultadoDeDecision.APROBADA
    if aprobada and a_favor is not None and en_contra is not None and a_favor < en_contra:
        yield (
            f"La decisión «{decision.id}» figura como aprobada con {a_favor} a favor y "
            f"{en_contra} en contra",
            "Corrija «resultado» o los votos según el acta",
        )


def _con_quorum_sabido(acervo: Acervo) -> Iterator[Caso]:
    """Las decisiones de sesiones de cuyo quórum se sabe; el valor es (decisión, si lo hubo)."""
    for acta in acervo.sesiones:
        hubo = quorum_de(acervo, acta)[2]
        for n, decision in enumerate(acta.decisiones or ()):
            if hubo is not None:
                yield Caso(acta, ("decisiones", n), (decision, hubo))


def _con_quorum_para_decidir(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    decision, hubo = caso.valor
    if decision.se_decidio and not hubo:
        yield (
            f"La decisión «{decision.id}» figura como tomada en una sesión sin quórum",
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
_VOTACION = "De una votación se sabe quiénes podían votar"

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
        _contados,
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
        "votos-de-mas",
        _ERROR,
        "Más votos que votantes",
        _VOTACION,
        _votadas,
        _sin_votos_de_mas,
    ),
    Regla(
        "unanimidad-con-votos-en-contra",
        _ERROR,
        "Una unanimidad con otros votos",
        _VOTACION,
        _votadas,
        _unanime,
    ),
    Regla(
        "aprobada-con-menos-votos",
        _AVISO,
        "Una decisión aprobada con más votos en contra",
        _VOTACION,
        _votadas,
        _segun_los_votos,
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
