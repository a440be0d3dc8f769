"""Quién estuvo, desde cuándo y por quién; y lo que pasó, en un día y a una hora de la sesión."""

from __future__ import annotations

from collections.abc import Iterator

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Accion, Gravedad, ejemplo
from generador.modelo.acta import Acta
from generador.modelo.acuerdos import Decision
from generador.modelo.fechas import fecha_larga
from generador.modelo.sesion import Asistencia, Verificacion
from generador.verificacion.conciliacion import normalizado
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos, filas_de_asistencia, filas_que_dicen


def _no_asistio(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    _acta, fila = caso.valor
    if fila.asistio:
        yield (
            f"«{fila.integrante}» asistió, y tiene excusa de no haber asistido",
            "Deje lo que diga el acta: si asistió, pase el dato a «observacion»; si no, escriba "
            "«asistio: no»",
        )
    elif fila.asistio is None:
        yield (
            f"«{fila.integrante}» tiene excusa, y no dice si asistió",
            "Escriba «asistio: no» en ese renglón",
            ejemplo(Accion.CAMPO, "asistio: no", caso.registro.origen(*caso.camino[:-1])),
        )


def _ausentes(acervo: Acervo) -> Iterator[Caso]:
    """Cada renglón de quien no asistió; el valor es (renglón, lo que solo tiene quien asistió)."""
    for caso in filas_de_asistencia(acervo):
        _, fila = caso.valor
        if fila.asistio is False:
            suyos = [c for c in ("llegada", "salida", "forma", "suplente") if getattr(fila, c)]
            yield Caso(caso.registro, (*caso.camino, *suyos[:1]), (fila, suyos))


def _sin_haber_ido(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    fila, suyos = caso.valor
    if suyos:
        yield (
            f"«{fila.integrante}» dice «asistio: no», y tiene «{'», «'.join(suyos)}»",
            "Corrija «asistio» o quite lo demás, según el acta",
        )


def _con_horas(acervo: Acervo) -> Iterator[Caso]:
    """Cada llegada y cada salida; el valor es (acta, renglón)."""
    for caso in filas_de_asistencia(acervo):
        _, fila = caso.valor
        if fila.llegada or fila.salida:
            yield caso


def _en_la_sesion(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta, fila = caso.valor
    if fila.llegada and fila.salida:
        llego, salio = (acta.cuando(h, fila.fecha) for h in (fila.llegada, fila.salida))
        if salio <= llego:
            yield (
                f"«{fila.integrante}» llega a las {fila.llegada:%H:%M} y se retira a las "
                f"{fila.salida:%H:%M}",
                _SEGUN_EL_ACTA,
            )
    # Lo que vale para todos los días no se compara con las horas de ninguno.
    if fila.fecha is not None or not acta.reanudaciones:
        yield from _antes_o_despues(acta, fila)


def _antes_o_despues(acta: Acta, fila: Asistencia) -> Reparos:
    dia = fila.fecha or acta.fecha
    empieza, fin = acta.horas_de(dia)
    for que, hora in (("llega", fila.llegada), ("se retira", fila.salida)):
        cuando = acta.cuando(hora, fila.fecha) if hora else None
        if cuando and fin and cuando > fin:
            yield (
                f"«{fila.integrante}» {que} a las {hora:%H:%M}, y la sesión terminó a las "
                f"{fin:%H:%M}",
                _SEGUN_EL_ACTA,
            )
    if fila.salida and empieza and acta.cuando(fila.salida, fila.fecha) <= empieza:
        yield (
            f"«{fila.integrante}» se retira a las {fila.salida:%H:%M}, y la sesión empezó a las "
            f"{empieza:%H:%M}",
            _SEGUN_EL_ACTA,
        )


def _de_un_dia(acervo: Acervo) -> Iterator[Caso]:
    """Cada fecha de adentro de un acta que dice de qué día de la sesión se trata.

    El valor es (acta, día, los que puede ser).
    """
    for acta in acervo.actas:
        verificaciones = (acta.quorum.verificaciones if acta.quorum else None) or ()
        grupos = (
            (("asistencia",), [fila.fecha for fila in acta.asistencia or ()]),
            (("decisiones",), [decision.fecha for decision in acta.decisiones or ()]),
            (("quorum", "verificaciones"), [v.fecha for v in verificaciones]),
        )
        for camino, dias in grupos:
            # De madrugada se decide y se verifica; la asistencia es la del día en que empezó.
            suyos = (
                acta.sesiono if camino == ("asistencia",) else (*acta.sesiono, acta.de_madrugada)
            )
            for n, dia in enumerate(dias):
                if dia:
                    yield Caso(acta, (*camino, n, "fecha"), (acta, dia, suyos))


def _de_esta_sesion(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta, dia, suyos = caso.valor
    if dia not in suyos:
        yield (
            f"El {fecha_larga(dia)} no es ninguno de los días de la sesión, que empezó el "
            f"{fecha_larga(acta.fecha)}",
            "Corrija la fecha, o agregue ese día en «reanudaciones»",
        )


def _con_su_hora(acervo: Acervo) -> Iterator[Caso]:
    """Cada decisión y cada verificación de que consta la hora; el valor es (acta, qué fue, ella).

    No se comparan con las horas de ningún día la que no dice de cuál es, si fueron varios, ni la de
    uno que no es de la sesión.
    """
    for acta in acervo.realizadas:
        sin_dia = () if acta.reanudaciones else (None,)
        dias = {*acta.sesiono, acta.de_madrugada or acta.fecha, *sin_dia}
        verificaciones = (acta.quorum.verificaciones if acta.quorum else None) or ()
        grupos: tuple[tuple[tuple[str, ...], tuple[Decision | Verificacion, ...]], ...] = (
            (("decisiones",), acta.decisiones or ()),
            (("quorum", "verificaciones"), verificaciones),
        )
        for camino, suyas in grupos:
            for n, una in enumerate(suyas):
                if una.hora and una.fecha in dias:
                    yield Caso(acta, (*camino, n, "hora"), (acta, una))


def _a_esa_hora(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta, una = caso.valor
    # Lo decidido de madrugada es de la sesión que empezó la víspera.
    dia = una.fecha if una.fecha in acta.sesiono else acta.fecha
    empieza, fin = acta.horas_de(dia)
    cuando = acta.cuando(una.hora, una.fecha)
    decision = isinstance(una, Decision)
    que = f"La decisión «{una.id}» se tomó" if decision else "El quórum se verificó"
    if fin and cuando > fin:
        yield f"{que} a las {una.hora:%H:%M}, y la sesión terminó a las {fin:%H:%M}", _SEGUN_EL_ACTA
    # El quórum se verifica también antes de empezar: sin él, la sesión no empieza.
    if decision and empieza and cuando < empieza:
        yield (
            f"{que} a las {una.hora:%H:%M}, y la sesión empezó a las {empieza:%H:%M}",
            _SEGUN_EL_ACTA,
        )


def _un_solo_puesto(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    acta, fila = caso.valor
    suplente = acervo.integrantes.get(fila.suplente)
    if fila.suplente == fila.integrante:
        yield (f"«{fila.integrante}» figura como suplente de sí mismo", _REVISE_SUPLENTE)
    otras = [f for f in acta.asistencia or () if f is not fila and _a_la_vez(f, fila)]
    dobles = [f.integrante for f in otras if f.suplente == fila.suplente]
    if dobles:
        yield (
            f"«{fila.suplente}» ocupa como suplente el puesto de «{fila.integrante}» y el de "
            f"«{dobles[0]}»: una persona ocupa uno",
            _REVISE_SUPLENTE,
        )
    propia = any(f.integrante == fila.suplente and f.asistio for f in otras)
    if propia and suplente and suplente.voto_en(acta.fecha) and suplente.cupos == 1:
        yield (
            f"«{fila.suplente}» asiste por su propio puesto, con voto, y como suplente de "
            f"«{fila.integrante}»",
            _REVISE_SUPLENTE,
        )


def _a_la_vez(una: Asistencia, otra: Asistencia) -> bool:
    return una.fecha is None or otra.fecha is None or una.fecha == otra.fecha


def _delegados(acervo: Acervo) -> Iterator[Caso]:
    """Cada renglón con delegado; el valor es (otro cargo de la misma entidad con él, renglón)."""
    for acta in acervo.actas:
        vistos: dict[tuple[str, str], Asistencia] = {}
        for n, fila in enumerate(acta.asistencia or ()):
            cargo = acervo.integrantes.get(fila.integrante)
            if fila.delegado and cargo:
                clave = (normalizado(fila.delegado), cargo.entidad)
                antes = vistos.setdefault(clave, fila)
                doble = antes.integrante != fila.integrante and _a_la_vez(antes, fila)
                valor = (antes.integrante if doble else None, fila)
                yield Caso(acta, ("asistencia", n, "delegado"), valor)


def _por_uno_solo(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    otro, fila = caso.valor
    if otro:
        yield (
            f"«{fila.delegado}» asiste por «{otro}» y por «{fila.integrante}», de la misma entidad",
            "Revise quién asistió por cada cargo; si son dos personas, dígalo en «observacion»",
        )


_SEGUN_EL_ACTA = "Corrija las horas según el acta; si no las trae, quítelas"
_REVISE_SUPLENTE = "Revise en el acta quién ocupó cada puesto y corrija «suplente»"
_ERROR, _AVISO = Gravedad.ERROR, Gravedad.AVISO
_FORMULARIO = "El formulario cuenta la asistencia por cargo"
_PUESTO = "Cada puesto lo ocupa una persona"


REGLAS: tuple[Regla, ...] = (
    Regla(
        "excusa-sin-ausencia",
        _ERROR,
        "Una excusa de quien no consta ausente",
        _FORMULARIO,
        filas_que_dicen("excusa"),
        _no_asistio,
    ),
    Regla(
        "ausente-con-presencia",
        _ERROR,
        "Un ausente que llegó, se fue o tuvo suplente",
        _FORMULARIO,
        _ausentes,
        _sin_haber_ido,
    ),
    Regla(
        "llegada-contradictoria",
        _ERROR,
        "Una llegada o una salida que no puede ser",
        "Se llega y se sale mientras la sesión dura",
        _con_horas,
        _en_la_sesion,
    ),
    Regla(
        "dia-de-otra-sesion",
        _ERROR,
        "Un día que no es de la sesión",
        "Una sesión de varios días dice cuáles fueron",
        _de_un_dia,
        _de_esta_sesion,
        sigue_a_la_fecha=True,
    ),
    Regla(
        "hora-fuera-de-la-sesion",
        _ERROR,
        "Una decisión o una verificación a una hora en que no había sesión",
        "Se decide y se verifica el quórum mientras la sesión dura",
        _con_su_hora,
        _a_esa_hora,
    ),
    Regla(
        "suplente-de-dos",
        _ERROR,
        "Un suplente en dos puestos",
        _PUESTO,
        filas_que_dicen("suplente"),
        _un_solo_puesto,
    ),
    Regla(
        "delegado-de-dos",
        _AVISO,
        "Un delegado por dos cargos",
        _PUESTO,
        _delegados,
        _por_uno_solo,
    ),
)
