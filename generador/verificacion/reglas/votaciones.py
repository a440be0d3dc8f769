"""Las votaciones: no votan más de los que podían, ni quien no estaba, y las cifras se suman."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad
from generador.modelo.acta import Acta
from generador.modelo.acuerdos import Decision, ResultadoDeDecision, SentidoDelVoto
from generador.verificacion.presencia import presente
from generador.verificacion.quorum import (
    los_que_pudieron_estar,
    presentes_con_voto,
    puestos_de,
    quorum_de,
)
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos


def _votadas(acervo: Acervo) -> Iterator[Caso]:
    """Las decisiones con votos; el valor es (decisión, cuántos podían votar o `None`)."""
    for acta in acervo.realizadas:
        for n, decision in enumerate(acta.decisiones or ()):
            if decision.votos is not None:
                valor = (decision, _podian_votar(acervo, acta, decision))
                yield Caso(acta, ("decisiones", n, "votos"), valor)


def _podian_votar(acervo: Acervo, acta: Acta, decision: Decision) -> int | None:
    """Los presentes con voto al decidir; si no se sabe cuántos eran, los más que pudo haber.

    El quórum se cuenta al empezar, y a veces alguien llega después: si no consta a qué hora se
    decidió y la asistencia suma más, son esos. Quien el acta no nombra pudo estar.
    """
    cuando = acta.cuando(decision.hora, decision.fecha) if decision.hora else None
    if cuando and (presentes := presentes_con_voto(acervo, acta, cuando)) is not None:
        return presentes
    pudieron = los_que_pudieron_estar(acervo, acta, cuando) if acta.asistencia else None
    contados = (quorum_de(acervo, acta).presentes, presentes_con_voto(acervo, acta), pudieron)
    if sabidos := [n for n in contados if n is not None]:
        return max(sabidos)
    cargos = acervo.con_voto_en(acta.fecha)
    return None if cargos is None else puestos_de(cargos)


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
    distintos = decision.votos.de(_A_FAVOR if negada else _EN_CONTRA)
    if decision.unanimidad and distintos:
        yield (
            f"La decisión «{decision.id}» dice «unanimidad: si», y tiene {distintos} "
            f"{'a favor, y fue negada' if negada else 'en contra'}",
            "Corrija «unanimidad», «resultado» o los votos según el acta",
        )


def _segun_los_votos(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    decision, _podian = caso.valor
    a_favor, en_contra = decision.votos.de(_A_FAVOR), decision.votos.de(_EN_CONTRA)
    aprobada = decision.resultado is ResultadoDeDecision.APROBADA
    if aprobada and a_favor is not None and en_contra is not None and a_favor < en_contra:
        yield (
            f"La decisión «{decision.id}» figura como aprobada con {a_favor} a favor y "
            f"{en_contra} en contra",
            "Corrija «resultado» o los votos según el acta",
        )


def _por_cargo(acervo: Acervo) -> Iterator[Caso]:
    """Las votaciones en que consta qué votó cada cargo; el valor es (acta, decisión)."""
    for caso in _votadas(acervo):
        decision, _podian = caso.valor
        if decision.votos.por_cargo is not None:
            yield Caso(caso.registro, (*caso.camino, "por_cargo"), (caso.registro, decision))


def _una_vez(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    _acta, decision = caso.valor
    veces = Counter(v.integrante for v in decision.votos.por_cargo)
    if repetidos := [cargo for cargo, n in veces.items() if n > 1]:
        yield (
            f"En la decisión «{decision.id}» vota más de una vez: {', '.join(repetidos)}",
            "Deje un voto de cada cargo, el que diga el acta",
        )


def _suman(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    _acta, decision = caso.valor
    for sentido in SentidoDelVoto:
        escritos, contados = decision.votos.escritos(sentido), decision.votos.contados(sentido)
        if escritos is not None and escritos != contados:
            yield (
                f"La decisión «{decision.id}» dice {escritos} {_EN_PALABRAS[sentido]}, y cargo por "
                f"cargo son {contados}",
                "Corrija la cifra o el voto de cada cargo según el acta",
            )


def _votos(acervo: Acervo) -> Iterator[Caso]:
    """Cada voto de un cargo de la instancia; el valor es (acta, decisión, voto, cargo)."""
    for caso in _por_cargo(acervo):
        acta, decision = caso.valor
        for n, voto in enumerate(decision.votos.por_cargo):
            if cargo := acervo.integrantes.get(voto.integrante):
                yield Caso(acta, (*caso.camino, n), (acta, decision, voto, cargo))


def _estaba(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    acta, decision, voto, cargo = caso.valor
    cuando = acta.cuando(decision.hora, decision.fecha) if decision.hora else None
    if voto.voto is not SentidoDelVoto.IMPEDIDO and presente(acervo, acta, cargo, cuando) is False:
        ido = presente(acervo, acta, cargo)
        yield (
            f"«{cargo.id}» vota la decisión «{decision.id}»"
            + (f", de las {decision.hora:%H:%M}, cuando no estaba" if ido else " y no asistió"),
            "Quite el voto, o corrija la asistencia de ese cargo y la hora de la decisión",
        )


def _podia(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta, decision, _voto, cargo = caso.valor
    if cargo.voto_en(acta.fecha) is False:
        yield (
            f"«{cargo.id}» vota la decisión «{decision.id}», y es un cargo sin voto",
            "Quite el voto, o corrija «voto» de ese integrante en instancia.md",
        )


_EN_PALABRAS = {
    SentidoDelVoto.A_FAVOR: "a favor",
    SentidoDelVoto.EN_CONTRA: "en contra",
    SentidoDelVoto.ABSTENCION: "abstenciones",
    SentidoDelVoto.EN_BLANCO: "en blanco",
}
_A_FAVOR, _EN_CONTRA = SentidoDelVoto.A_FAVOR, SentidoDelVoto.EN_CONTRA
_AVISO, _ERROR = Gravedad.AVISO, Gravedad.ERROR
_VOTACION = "De una votación se sabe quiénes podían votar"

REGLAS: tuple[Regla, ...] = (
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
        "voto-repetido",
        _ERROR,
        "Un cargo que vota dos veces",
        _VOTACION,
        _por_cargo,
        _una_vez,
    ),
    Regla(
        "votos-que-no-suman",
        _ERROR,
        "Una cifra de votos que no es la de los cargos",
        _VOTACION,
        _por_cargo,
        _suman,
    ),
    Regla(
        "voto-de-ausente",
        _ERROR,
        "El voto de quien no estaba",
        _VOTACION,
        _votos,
        _estaba,
    ),
    Regla(
        "voto-sin-derecho",
        _ERROR,
        "El voto de un cargo que no vota",
        _VOTACION,
        _votos,
        _podia,
    ),
)
