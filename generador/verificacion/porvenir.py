"""Las sesiones por venir a la fecha de corte: convocadas, previstas en un plan o anunciadas.

Una misma sesión suele estar en los tres lugares: vale lo más cierto que se sepa de ella.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from msgspec import Struct

from generador.acervo import Acervo
from generador.modelo.acta import Acta
from generador.modelo.base import Registro
from generador.modelo.convocatoria import Convocatoria
from generador.modelo.sesion import EstadoSesion, TipoSesion
from generador.modelo.tipos import Lapso


class Anuncio(StrEnum):
    """De dónde se sabe de una sesión, de lo más cierto a lo menos."""

    CONVOCADA = "convocada"
    APLAZADA = "aplazada"
    SEGUN_EL_PLAN = "segun_el_plan"
    PREVISTA = "prevista"
    ANUNCIADA = "anunciada"


class SesionFutura(Struct, frozen=True):
    """Una sesión que a la fecha de corte no ha pasado.

    `tipo` es `None` si no se sabe; `registro` es de donde se sabe, y si ya está convocada es el
    acta misma o su convocatoria.
    """

    cuando: Lapso
    tipo: TipoSesion | None
    certeza: Anuncio
    registro: Registro


def sesiones_por_venir(acervo: Acervo, corte: date) -> tuple[SesionFutura, ...]:
    """Las sesiones cuyo último día posible no es anterior al corte, por fecha."""
    halladas: list[SesionFutura] = []
    for sesion in _conocidas(acervo):
        if sesion.cuando.hasta >= corte and not _repetida(sesion, halladas):
            halladas.append(sesion)
    return tuple(sorted(halladas, key=lambda s: (s.cuando.hasta, s.cuando.desde)))


def _conocidas(acervo: Acervo) -> Iterator[SesionFutura]:
    """Todo lo que anuncia una sesión, de lo más cierto a lo menos."""
    hechas = acervo.sesiones
    for convocatoria in acervo.de(Convocatoria):
        if not _con_registro(convocatoria, acervo):
            cuando = _dia(convocatoria.sesion)
            yield SesionFutura(cuando, convocatoria.tipo, Anuncio.CONVOCADA, convocatoria)
    for acta in acervo.actas:
        if acta.estado_sesion is EstadoSesion.CONVOCADA:
            yield SesionFutura(_dia(acta.fecha), acta.tipo, Anuncio.CONVOCADA, acta)
    for acta in acervo.actas:
        nueva = acta.aplazada_a if acta.estado_sesion is EstadoSesion.APLAZADA else None
        if nueva and not _ya_hecha(_dia(nueva), acta.tipo, hechas):
            yield SesionFutura(_dia(nueva), acta.tipo, Anuncio.APLAZADA, acta)
    yield from _previstas(acervo)
    # Solo la última sesión: lo que anunció una anterior ya se hizo o ya se cambió.
    if hechas and hechas[-1].proxima_sesion:
        yield SesionFutura(hechas[-1].proxima_sesion, None, Anuncio.ANUNCIADA, hechas[-1])


def _con_registro(convocatoria: Convocatoria, acervo: Acervo) -> bool:
    """Si la sesión ya tiene el suyo, que dice qué pasó con ella."""
    return any(
        acervo.convocatoria_de(a) is convocatoria
        or (a.fecha, a.tipo) == (convocatoria.sesion, convocatoria.tipo)
        for a in acervo.actas
    )


def _previstas(acervo: Acervo) -> Iterator[SesionFutura]:
    """Las de los planes que no se han hecho, aunque el plan no lo diga todavía."""
    for plan in acervo.planes:
        for prevista in plan.sesiones or ():
            cuando = prevista.fecha
            if prevista.estado is not EstadoSesion.CONVOCADA or cuando is None:
                continue
            certeza = Anuncio.PREVISTA if prevista.solo_prevista else Anuncio.SEGUN_EL_PLAN
            if not _ya_hecha(cuando, prevista.tipo, acervo.sesiones):
                yield SesionFutura(cuando, prevista.tipo, certeza, plan)


def _dia(fecha: date) -> Lapso:
    return Lapso(fecha.isoformat(), fecha, fecha)


def _ya_hecha(cuando: Lapso, tipo: TipoSesion, hechas: Iterable[Acta]) -> bool:
    """Si una sesión de ese tipo ya se hizo en ese tiempo."""
    return any(a.tipo is tipo and cuando.desde <= a.fecha <= cuando.hasta for a in hechas)


def _repetida(sesion: SesionFutura, halladas: Iterable[SesionFutura]) -> bool:
    """Si ya se conoce de una fuente más cierta: cabe en su tiempo y no es de otro tipo."""
    return any(
        sesion.certeza is not otra.certeza
        and sesion.registro is not otra.registro
        and sesion.cuando.desde <= otra.cuando.hasta
        and otra.cuando.desde <= sesion.cuando.hasta
        and (sesion.tipo is None or otra.tipo is None or sesion.tipo is otra.tipo)
        for otra in halladas
    )
