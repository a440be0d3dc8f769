"""El orden del día y los tiempos de la sesión: sus puntos, sus días y su cierre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad, escribir_parecido
from generador.modelo.acta import Acta
from generador.modelo.base import Publicable
from generador.modelo.convocatoria import Convocatoria
from generador.modelo.fechas import fecha_larga
from generador.modelo.sesion import PuntoDelOrden
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos


def _con_orden(acervo: Acervo) -> Iterator[Acta | Convocatoria]:
    yield from acervo.actas
    yield from acervo.de(Convocatoria)


def _numerados(acervo: Acervo) -> Iterator[Caso]:
    """Cada orden del día con números; el valor son ellos."""
    for registro in _con_orden(acervo):
        numeros = [p.numero for p in registro.puntos or () if p.numero]
        if numeros:
            yield Caso(registro, ("puntos",), numeros)


def _de_dos_maneras(acervo: Acervo) -> Iterator[Caso]:
    """Cada orden del día con el detalle de sus puntos."""
    for registro in _con_orden(acervo):
        if registro.puntos is not None:
            yield Caso(registro, ("orden_del_dia",), registro)


def _de_una_sola(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    if caso.valor.orden_del_dia is not None:
        yield (
            "El orden del día está escrito dos veces, en «orden_del_dia» y en «puntos»",
            "Deje solo «puntos», con el enunciado de cada uno en «punto»",
        )


def _numeros_distintos(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    if repetidos := [n for n, veces in Counter(caso.valor).items() if veces > 1]:
        yield (
            f"En el orden del día se repite el punto {', '.join(repetidos)}",
            "Deje a cada punto el número que trae el documento",
        )


def _decididos(acervo: Acervo) -> Iterator[Caso]:
    """Cada decisión que dice en qué punto se tomó; el valor es (punto, los que hay)."""
    for acta in acervo.actas:
        puntos = acervo.orden_del_dia_de(acta) or ()
        # Los que no traen número se cuentan por su lugar.
        numeros = [p.numero or str(n) for n, p in enumerate(puntos, 1)]
        for n, decision in enumerate(acta.decisiones or ()):
            if decision.punto:
                yield Caso(acta, ("decisiones", n, "punto"), (decision.punto, numeros))


def _es_un_punto(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    punto, numeros = caso.valor
    if punto not in numeros:
        yield (
            f"El punto «{punto}» no está en el orden del día",
            f"Escriba uno de estos: {', '.join(numeros) or 'ninguno todavía'}",
            *escribir_parecido(punto, numeros),
        )


def _reservados(acervo: Acervo) -> Iterator[Caso]:
    """Cada punto reservado, o con un fundamento para reservarlo."""
    for registro in _con_orden(acervo):
        for n, punto in enumerate(registro.puntos or ()):
            if punto.reservado or punto.fundamento:
                yield Caso(registro, ("puntos", n), punto)


def _con_fundamento(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    punto: PuntoDelOrden = caso.valor
    if not punto.fundamento:
        yield (
            f"El punto «{punto.punto}» es reservado y no dice con qué fundamento",
            "Escriba en «fundamento» la norma y el artículo que permiten reservarlo",
        )
    elif not punto.reservado:
        yield (
            f"El punto «{punto.punto}» dice con qué fundamento se reserva, y no está reservado",
            "Escriba «reservado: si», o quite «fundamento»",
        )


def _adjuntos(acervo: Acervo) -> Iterator[Caso]:
    """Cada archivo de un punto; el valor es (archivo, los anexos del registro)."""
    for registro in _con_orden(acervo):
        for n, punto in enumerate(registro.puntos or ()):
            for m, archivo in enumerate(punto.anexos or ()):
                camino = ("puntos", n, "anexos", m)
                yield Caso(registro, camino, (archivo, _anexos_de(registro)))


def _anexos_de(registro: Publicable) -> list[str]:
    # Lo retenido no tiene archivo: se nombra por su título.
    nombrados = (a.titulo if a.retenido else a.archivo for a in registro.anexos or ())
    return [nombre for nombre in nombrados if nombre]


def _es_anexo(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    archivo, anexos = caso.valor
    if archivo not in anexos:
        yield (
            f"El archivo «{archivo}» de un punto no está entre los anexos del registro",
            "Agréguelo en «anexos», o escriba uno de estos: "
            f"{', '.join(f'«{a}»' for a in anexos) or 'ninguno'}",
            *escribir_parecido(archivo, anexos),
        )


def _reanudadas(acervo: Acervo) -> Iterator[Caso]:
    """Cada vez que una sesión siguió; el valor es (cuándo había parado, cuándo siguió y paró)."""
    for acta in acervo.actas:
        antes = acta.final or acta.comienzo
        for n, otra in enumerate(acta.reanudaciones or ()):
            inicio = otra.hora_inicio or (antes.time() if otra.fecha == antes.date() else None)
            desde = datetime.combine(otra.fecha, inicio or datetime.min.time())
            hasta = datetime.combine(otra.fecha, otra.hora_fin) if otra.hora_fin else desde
            yield Caso(acta, ("reanudaciones", n), (antes, desde, hasta))
            antes = max(antes, desde, hasta)


def _en_orden(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    antes, desde, hasta = caso.valor
    if desde < antes:
        yield (
            f"La sesión se reanuda el {_dicho(desde)}, antes de suspenderse, el {_dicho(antes)}",
            "Corrija las fechas y las horas según el acta, de la primera a la última",
        )
    elif hasta < desde:
        yield (
            f"La sesión se reanuda el {_dicho(desde)} y para a las {hasta:%H:%M}",
            "Corrija las horas según el acta",
        )


def _dicho(momento: datetime) -> str:
    return f"{fecha_larga(momento.date())} a las {momento:%H:%M}"


_ERROR = Gravedad.ERROR
_ORDEN = "El orden del día dice qué se trató y con qué número"

REGLAS: tuple[Regla, ...] = (
    Regla(
        "orden-de-dos-maneras",
        _ERROR,
        "Un orden del día escrito dos veces",
        _ORDEN,
        _de_dos_maneras,
        _de_una_sola,
    ),
    Regla(
        "punto-repetido",
        _ERROR,
        "Dos puntos con el mismo número",
        _ORDEN,
        _numerados,
        _numeros_distintos,
    ),
    Regla(
        "punto-desconocido",
        _ERROR,
        "Una decisión de un punto que no está",
        _ORDEN,
        _decididos,
        _es_un_punto,
    ),
    Regla(
        "reserva-sin-fundamento",
        _ERROR,
        "Un punto reservado sin fundamento",
        "Ley 1712 de 2014, artículos 18, 19 y 21: lo reservado dice con qué norma",
        _reservados,
        _con_fundamento,
    ),
    Regla(
        "anexo-de-punto-desconocido",
        _ERROR,
        "Un archivo de un punto que no es anexo",
        "Solo se publica lo que el registro nombra",
        _adjuntos,
        _es_anexo,
    ),
    Regla(
        "reanudacion-desordenada",
        _ERROR,
        "Una sesión que sigue antes de parar",
        "Los días de una sesión van en su orden",
        _reanudadas,
        _en_orden,
        sigue_a_la_fecha=True,
    ),
)
