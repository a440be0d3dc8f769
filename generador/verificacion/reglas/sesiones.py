"""Las sesiones: convocadas, aplazadas, realizadas y con su acta."""

from __future__ import annotations

from collections.abc import Iterator

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad
from generador.modelo.acta import Acta
from generador.modelo.base import Procedencia
from generador.modelo.fechas import fecha_larga
from generador.modelo.nombres import lapso_en_palabras
from generador.modelo.sesion import EstadoSesion
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import (
    Reparos,
    actas,
    sesiones,
)


def _programadas(acervo: Acervo) -> Iterator[Caso]:
    """Cada sesión del plan con fecha; el valor es (sesión, las actas que caen en ella)."""
    for plan in acervo.planes:
        for n, sesion in enumerate(plan.sesiones or ()):
            if sesion.fecha:
                lapso = sesion.fecha
                suyas = [a for a in acervo.actas if lapso.desde <= a.fecha <= lapso.hasta]
                yield Caso(plan, ("sesiones", n), (sesion, suyas))


def _con_acta(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    sesion, suyas = caso.valor
    un_dia = sesion.fecha.desde == sesion.fecha.hasta
    realizadas = [a for a in suyas if a.estado_sesion is EstadoSesion.REALIZADA]
    if sesion.estado is EstadoSesion.REALIZADA and un_dia and not realizadas:
        dia = sesion.fecha.desde
        yield (
            f"El plan dice que la sesión del {fecha_larga(dia)} se realizó, y no hay acta de ese "
            "día",
            f"Registre el acta en actas/{dia.year}/, o corrija la fecha o el estado en el plan",
        )


def _pasadas(caso: Caso, _: Acervo, contexto: Contexto) -> Reparos:
    sesion, suyas = caso.valor
    paso = sesion.fecha.hasta < contexto.corte
    if sesion.estado is EstadoSesion.CONVOCADA and paso and not suyas:
        yield (
            f"La sesión {sesion.tipo} programada para {lapso_en_palabras(sesion.fecha)} ya pasó, "
            "y no consta qué fue de ella",
            "Escriba en el plan «estado:» realizada, aplazada o cancelada, y registre su acta si "
            "se hizo",
        )


def _resuelta(caso: Caso, _: Acervo, contexto: Contexto) -> Reparos:
    acta = caso.valor
    if acta.estado_sesion is EstadoSesion.CONVOCADA and acta.fecha < contexto.corte:
        yield (
            f"La sesión convocada para el {fecha_larga(acta.fecha)} ya pasó, y sigue como "
            "convocada",
            "Escriba «estado_sesion:» realizada, aplazada o cancelada",
        )


def _con_las_posteriores(acervo: Acervo) -> Iterator[Caso]:
    """Las sesiones realizadas; también las que no se muestran solo porque su día no ha llegado."""
    yield from sesiones(acervo)
    for acta in acervo.posteriores.values():
        if isinstance(acta, Acta) and acta.estado_sesion is EstadoSesion.REALIZADA:
            yield Caso(acta, ("fecha",), acta)


def _pasada(caso: Caso, _: Acervo, contexto: Contexto) -> Reparos:
    acta = caso.valor
    if acta.fecha > contexto.corte:
        yield (
            f"La sesión del {fecha_larga(acta.fecha)} figura como realizada, y es posterior a la "
            "fecha de corte",
            "Si pidió el sitio de un día anterior, no hay nada que corregir; si no, corrija la "
            "fecha, o escriba «estado_sesion: convocada» hasta que se haga",
        )


def _aplazadas(acervo: Acervo) -> Iterator[Caso]:
    for acta in acervo.actas:
        if acta.estado_sesion is EstadoSesion.APLAZADA:
            yield Caso(acta, ("aplazada_a",), acta)


def _con_fecha_nueva(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    if caso.valor.aplazada_a is None:
        yield (
            f"La sesión del {fecha_larga(caso.valor.fecha)} se aplazó, y no consta para cuándo",
            "Escriba «aplazada_a:» con la nueva fecha, o «estado_sesion: cancelada» si no la hay",
        )


def _hacia_adelante(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta = caso.valor
    if acta.aplazada_a and acta.aplazada_a <= acta.fecha:
        yield (
            f"La sesión del {fecha_larga(acta.fecha)} se aplazó para el "
            f"{fecha_larga(acta.aplazada_a)}, que no es un día posterior",
            "Corrija «fecha» (el día para el que se había convocado) o «aplazada_a»",
        )


def _en_el_mismo_anio(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta = caso.valor
    if acta.aplazada_a and acta.aplazada_a.year > acta.anio:
        yield (
            f"La sesión del {fecha_larga(acta.fecha)} se aplazó para otro año: "
            f"{fecha_larga(acta.aplazada_a)}; no cuenta entre las de {acta.anio}",
            f"Registre su acta en actas/{acta.aplazada_a.year}/ cuando se haga",
        )


def _no_hechas(acervo: Acervo) -> Iterator[Caso]:
    """Las sesiones aplazadas o canceladas."""
    for acta in acervo.actas:
        if acta.estado_sesion in (EstadoSesion.APLAZADA, EstadoSesion.CANCELADA):
            yield Caso(acta, ("motivo",), acta)


def _con_motivo(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta = caso.valor
    if not acta.motivo:
        yield (
            f"La sesión del {fecha_larga(acta.fecha)} figura como {acta.estado_sesion} sin decir "
            "por qué",
            "Escriba «motivo:» con la razón",
        )


def _originales(acervo: Acervo) -> Iterator[Caso]:
    """Las sesiones realizadas cuya acta no es una reconstrucción."""
    for acta in acervo.sesiones:
        if acta.procedencia is not Procedencia.RECONSTRUIDA:
            yield Caso(acta, ("original",), acta)


def _con_original(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta = caso.valor
    if acta.original is None:
        yield (
            f"El acta de la sesión del {fecha_larga(acta.fecha)} no tiene el documento que la "
            "prueba",
            "Copie el acta firmada en su carpeta de anexos y nómbrela en «original:», o escriba "
            "«original: este_registro» si el registro es el original",
        )


def _constancias(acervo: Acervo) -> Iterator[Caso]:
    """Cada constancia, con las sesiones realizadas en su periodo."""
    for constancia in acervo.sin_sesiones:
        periodo = constancia.periodo
        suyas = acervo.sesiones_entre(periodo.desde, periodo.hasta)
        yield Caso(constancia, ("periodo",), (periodo, suyas))


def _sin_sesiones(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    periodo, suyas = caso.valor
    for acta in suyas:
        yield (
            f"La constancia dice que no hubo sesiones {periodo.con_en}, y hay acta de la del "
            f"{fecha_larga(acta.fecha)}: {acervo.corta(acta.ruta)}",
            "Corrija el periodo de la constancia o el estado de esa sesión, o retire la que sobra",
        )


_AVISO = Gravedad.AVISO
_SESION = "De cada sesión se sabe si se hizo, se aplazó o se canceló"
_PRUEBA = "Lo que prueba un acta es su documento firmado"

REGLAS: tuple[Regla, ...] = (
    Regla(
        "sesion-sin-acta",
        _AVISO,
        "Una sesión realizada sin acta",
        "El formulario pide las actas de todas las sesiones, con sus anexos",
        _programadas,
        _con_acta,
        sigue_a_lo_que_falta=True,
    ),
    Regla(
        "sesion-programada-pendiente",
        Gravedad.INFORMACION,
        "Una sesión programada de la que no consta qué pasó",
        _SESION,
        _programadas,
        _pasadas,
        sigue_a_lo_que_falta=True,
    ),
    Regla(
        "sesion-convocada-pasada",
        _AVISO,
        "Una sesión convocada que ya pasó",
        _SESION,
        actas,
        _resuelta,
    ),
    Regla(
        "sesion-futura",
        _AVISO,
        "Una sesión realizada después de la fecha de corte",
        _SESION,
        _con_las_posteriores,
        _pasada,
        sigue_a_la_fecha=True,
    ),
    Regla(
        "aplazada-sin-fecha",
        _AVISO,
        "Una sesión aplazada sin nueva fecha",
        _SESION,
        _aplazadas,
        _con_fecha_nueva,
    ),
    Regla(
        "aplazada-hacia-atras",
        Gravedad.ERROR,
        "Una sesión aplazada para antes",
        _SESION,
        _aplazadas,
        _hacia_adelante,
        sigue_a_la_fecha=True,
    ),
    Regla(
        "aplazada-otro-anio",
        Gravedad.INFORMACION,
        "Una sesión aplazada para otro año",
        _SESION,
        _aplazadas,
        _en_el_mismo_anio,
        sigue_a_la_fecha=True,
    ),
    Regla(
        "sesion-sin-motivo",
        _AVISO,
        "Una sesión aplazada o cancelada sin motivo",
        _SESION,
        _no_hechas,
        _con_motivo,
    ),
    Regla(
        "acta-sin-original", _AVISO, "Un acta sin documento", _PRUEBA, _originales, _con_original
    ),
    Regla(
        "constancia-con-sesiones",
        Gravedad.ERROR,
        "Una constancia de que no hubo sesiones, y las hubo",
        _SESION,
        _constancias,
        _sin_sesiones,
    ),
)
