"""El acta y la convocatoria que cita son de la misma sesión; de toda sesión convocada hay acta."""

from __future__ import annotations

from collections.abc import Iterator

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad
from generador.modelo.convocatoria import Convocatoria
from generador.modelo.fechas import fecha_larga
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos


def _citadas(acervo: Acervo) -> Iterator[Caso]:
    """Cada acta que cita su convocatoria; el valor es (acta, convocatoria)."""
    for acta in acervo.actas:
        if convocatoria := acervo.convocatoria_de(acta):
            yield Caso(acta, ("convocatoria",), (acta, convocatoria))


def _es_de_ese_dia(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta, convocatoria = caso.valor
    if convocatoria.sesion != acta.fecha:
        yield (
            f"La convocatoria es para el {fecha_larga(convocatoria.sesion)}, y la sesión es del "
            f"{fecha_larga(acta.fecha)}",
            "Revise las dos fechas; si la sesión se aplazó, dígalo en «notas»",
        )


def _todas(acervo: Acervo) -> Iterator[Caso]:
    for convocatoria in acervo.de(Convocatoria):
        yield Caso(convocatoria, ("sesion",), convocatoria)


def _con_acta(caso: Caso, acervo: Acervo, contexto: Contexto) -> Reparos:
    # No se cuenta con las actas que faltan: sin ella no se sabe si la sesión se hizo.
    dia = caso.valor.sesion
    hay = any(a.fecha == dia or acervo.convocatoria_de(a) is caso.valor for a in acervo.actas)
    if dia < contexto.corte and not hay:
        yield (
            f"La sesión convocada para el {fecha_larga(dia)} ya pasó, y no hay acta de ella",
            f"Registre su acta en actas/{dia.year}/; si la sesión no se hizo, dígalo en ella con "
            "«estado_sesion: cancelada» o «aplazada»",
        )


REGLAS: tuple[Regla, ...] = (
    Regla(
        "convocatoria-otro-dia",
        Gravedad.AVISO,
        "Una convocatoria para otro día que el de la sesión",
        "La convocatoria y el acta que la cita son de la misma sesión",
        _citadas,
        _es_de_ese_dia,
        sigue_a_la_fecha=True,
    ),
    Regla(
        "convocatoria-sin-acta",
        Gravedad.AVISO,
        "Una sesión convocada que ya pasó y no tiene acta",
        "De cada sesión queda un acta, y de la que no se hizo, por qué",
        _todas,
        _con_acta,
        sigue_a_lo_que_falta=True,
    ),
)
