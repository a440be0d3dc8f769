"""El acta y la convocatoria que cita son de la misma sesión; de toda sesión convocada hay acta."""

from __future__ import annotations

from collections.abc import Iterator

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad, escribir_parecido
from generador.modelo.convocatoria import Convocatoria
from generador.modelo.fechas import fecha_larga
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos


def _citadas(acervo: Acervo) -> Iterator[Caso]:
    """Cada acta que cita un registro como su convocatoria; el valor es (acta, lo citado)."""
    for acta in acervo.actas:
        citado = acervo.buscar(acta.convocatoria) if acta.convocatoria else None
        if citado is not None:
            yield Caso(acta, ("convocatoria",), (acta, citado))


def _es_una(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    acta, citado = caso.valor
    if not isinstance(citado, Convocatoria):
        posibles = [acervo.corta(c.ruta) for c in acervo.de(Convocatoria)]
        yield (
            f"Lo que se cita como convocatoria, {acervo.corta(citado.ruta)}, no lo es",
            "Escriba el camino de una convocatoria: convocatorias/2020/01",
            *escribir_parecido(acta.convocatoria, posibles),
        )


def _es_de_ese_dia(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta, citado = caso.valor
    if isinstance(citado, Convocatoria) and citado.sesion != acta.fecha:
        yield (
            f"La convocatoria es para el {fecha_larga(citado.sesion)}, y la sesión es del "
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
        "convocatoria-equivocada",
        Gravedad.ERROR,
        "Un acta que cita como convocatoria otra cosa",
        "El acta dice con qué se convocó su sesión",
        _citadas,
        _es_una,
    ),
    Regla(
        "convocatoria-otro-dia",
        Gravedad.AVISO,
        "Una convocatoria para otro día que el de la sesión",
        "La convocatoria y el acta que la cita son de la misma sesión",
        _citadas,
        _es_de_ese_dia,
    ),
    Regla(
        "convocatoria-sin-acta",
        Gravedad.AVISO,
        "Una sesión convocada que ya pasó y no tiene acta",
        "De cada sesión queda un acta, y de la que no se hizo, por qué",
        _todas,
        _con_acta,
    ),
)
