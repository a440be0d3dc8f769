"""El orden de las fechas: nada se publica, se firma ni se aprueba antes de que exista."""

from __future__ import annotations

from collections.abc import Iterator

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad
from generador.modelo.acta import Acta
from generador.modelo.base import Documento, Publicable
from generador.modelo.clases import clase_de
from generador.modelo.convocatoria import Convocatoria
from generador.modelo.fechas import fecha_larga
from generador.verificacion.reglas.documentos import documentos
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos, fechas_con_periodo


def _publicados(acervo: Acervo) -> Iterator[Caso]:
    """Cada fecha de publicación con la de lo publicado; el valor es (a qué, su fecha, publicación).

    Cuáles no se publican antes de existir lo dice su clase.
    """
    for registro in acervo.registros():
        if not isinstance(registro, Publicable):
            continue
        if (fecha := registro.existe_desde) and registro.fecha_publicacion:
            valor = (_a_que(registro), fecha, registro.fecha_publicacion)
            yield Caso(registro, ("fecha_publicacion",), valor)
    for caso in documentos(acervo):
        yield from _documento_publicado(caso)


def _a_que(registro: Publicable) -> str:
    """«al reglamento», «a la constancia»; el acta es de su sesión."""
    clase = clase_de(registro)
    articulo = "al" if clase.articulo == "un" else "a la"
    return "a la sesión" if isinstance(registro, Acta) else f"{articulo} {clase.nombre}"


def _documento_publicado(caso: Caso) -> Iterator[Caso]:
    documento: Documento = caso.valor
    que, fecha = f"al documento «{documento.titulo}»", documento.fecha
    # El acta firmada no puede ser anterior a la sesión; sus anexos, como la citación, sí.
    acta = caso.registro
    if fecha is None and isinstance(acta, Acta) and caso.camino == ("original",):
        que, fecha = "a la sesión", acta.dias[1]
    if fecha and documento.fecha_publicacion:
        valor = (que, fecha, documento.fecha_publicacion)
        yield Caso(caso.registro, (*caso.camino, "fecha_publicacion"), valor)


def _publicado_despues(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    que, fecha, publicacion = caso.valor
    if publicacion < fecha:
        yield (
            f"La publicación, el {fecha_larga(publicacion)}, es anterior {que}, que es del "
            f"{fecha_larga(fecha)}",
            "Corrija una de las dos fechas según el documento; si no se sabe cuándo se publicó, "
            "borre «fecha_publicacion»",
        )


def _cerrado_a_tiempo(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    periodo, que, dia = caso.valor
    if dia < periodo.hasta:
        yield (
            f"{que} {fecha_larga(dia)}, y el periodo que cubre termina el "
            f"{fecha_larga(periodo.hasta)}",
            "Revise la fecha y el periodo; si salió antes de tiempo, dígalo en «notas»",
        )


def _aprobaciones(acervo: Acervo) -> Iterator[Caso]:
    for acta in acervo.actas:
        if acta.fecha_aprobacion:
            yield Caso(acta, ("fecha_aprobacion",), acta)


def _aprobada_despues(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta = caso.valor
    if acta.fecha_aprobacion < acta.dias[1]:
        yield (
            f"El acta se aprobó el {fecha_larga(acta.fecha_aprobacion)}, antes de la sesión, que "
            f"es del {fecha_larga(acta.dias[1])}",
            "Corrija «fecha_aprobacion» o «fecha» según el documento",
        )


def _aprobadas_en_sesion(acervo: Acervo) -> Iterator[Caso]:
    for acta in acervo.actas:
        for n, cita in enumerate(acta.aprobacion_de_actas or ()):
            aprobada = acervo.buscar(cita)
            if isinstance(aprobada, Acta):
                yield Caso(acta, ("aprobacion_de_actas", n), (acta, cita, aprobada), citado=cita)


def _aprueba_lo_pasado(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta, cita, aprobada = caso.valor
    if aprobada.fecha > acta.fecha:
        yield (
            f"La sesión del {fecha_larga(acta.fecha)} aprueba el acta {cita}, de una sesión "
            f"posterior: {fecha_larga(aprobada.fecha)}",
            "Corrija el camino del acta que se aprobó",
        )


def _firmas(acervo: Acervo) -> Iterator[Caso]:
    for acta in acervo.actas:
        for n, firma in enumerate(acta.firmas or ()):
            if firma.fecha:
                yield Caso(acta, ("firmas", n, "fecha"), (acta, firma))


def _firmada_despues(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta, firma = caso.valor
    if firma.fecha < acta.dias[1]:
        yield (
            f"{firma.nombre} firma el {fecha_larga(firma.fecha)}, antes de la sesión, que es del "
            f"{fecha_larga(acta.dias[1])}",
            "Corrija la fecha de la firma o la de la sesión según el documento",
        )


def _citaciones(acervo: Acervo) -> Iterator[Caso]:
    for acta in acervo.actas:
        if acta.citacion and acta.citacion.fecha:
            yield Caso(acta, ("citacion", "fecha"), (acta.fecha, acta.citacion.fecha))
    for convocatoria in acervo.de(Convocatoria):
        yield Caso(convocatoria, ("fecha",), (convocatoria.sesion, convocatoria.fecha))


def _citada_antes(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    sesion, citacion = caso.valor
    if citacion > sesion:
        yield (
            f"La citación es del {fecha_larga(citacion)}, después de la sesión, que es del "
            f"{fecha_larga(sesion)}",
            "Corrija la fecha de la citación o la de la sesión",
        )


def _horas(acervo: Acervo) -> Iterator[Caso]:
    for acta in acervo.actas:
        if acta.hora_inicio and acta.hora_fin:
            yield Caso(acta, ("hora_fin",), acta)


def _termina_despues(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta: Acta = caso.valor
    if acta.final and acta.final <= acta.comienzo:
        yield (
            f"La sesión termina a las {acta.hora_fin:%H:%M}, y empieza a las "
            f"{acta.hora_inicio:%H:%M}",
            "Escriba las horas de 00:00 a 23:59; si pasó de la medianoche, agregue "
            "«termina_al_dia_siguiente: si»",
        )


def _con_vida(acervo: Acervo) -> Iterator[Caso]:
    """Lo que solo existe con la instancia; el valor es (qué es, primer día, último día)."""
    for registro in (*acervo.actas, *acervo.reglamentos, *acervo.planes):
        clase = clase_de(registro)
        yield Caso(registro, (clase.campo,), (clase.de_cuando(registro), *registro.dias))


def _durante_su_vida(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    que, primero, ultimo = caso.valor
    de = acervo.instancia
    if de.desde and ultimo < de.desde:
        yield (
            f"{que}, y la instancia existe desde el {fecha_larga(de.desde)}",
            "Corrija la fecha del registro o «desde» en instancia.md",
        )
    if de.hasta and primero > de.hasta:
        yield (
            f"{que}, y la instancia existió hasta el {fecha_larga(de.hasta)}",
            "Corrija la fecha del registro o «hasta» en instancia.md",
        )


_ERROR = Gravedad.ERROR
_ORDEN = "Nada se publica, se aprueba ni se firma antes de existir"
_CITA = "La sesión se convoca antes de hacerse"

REGLAS: tuple[Regla, ...] = (
    Regla(
        "publicacion-anterior",
        _ERROR,
        "Algo publicado antes de existir",
        _ORDEN,
        _publicados,
        _publicado_despues,
        sigue_a_la_fecha=True,
    ),
    Regla(
        "periodo-sin-cerrar",
        Gravedad.AVISO,
        "Un informe o una constancia anterior al fin de su periodo",
        "Lo que se dice de un periodo entero solo se sabe cuando termina",
        fechas_con_periodo,
        _cerrado_a_tiempo,
    ),
    Regla(
        "acta-aprobada-antes",
        _ERROR,
        "Un acta aprobada antes de su sesión",
        _ORDEN,
        _aprobaciones,
        _aprobada_despues,
        sigue_a_la_fecha=True,
    ),
    Regla(
        "acta-aprobada-en-anterior",
        _ERROR,
        "Un acta aprobada en una sesión anterior a la suya",
        _ORDEN,
        _aprobadas_en_sesion,
        _aprueba_lo_pasado,
        sigue_a_la_fecha=True,
    ),
    Regla(
        "acta-firmada-antes",
        _ERROR,
        "Un acta firmada antes de su sesión",
        _ORDEN,
        _firmas,
        _firmada_despues,
        sigue_a_la_fecha=True,
    ),
    Regla(
        "citacion-posterior",
        _ERROR,
        "Una citación posterior a la sesión",
        _CITA,
        _citaciones,
        _citada_antes,
        sigue_a_la_fecha=True,
    ),
    Regla(
        "hora-al-reves",
        Gravedad.AVISO,
        "Una sesión que no termina después de empezar",
        "La hora de cierre es posterior a la de inicio",
        _horas,
        _termina_despues,
    ),
    Regla(
        "registro-fuera-de-vigencia",
        Gravedad.AVISO,
        "Un registro de cuando la instancia no existía",
        "Una instancia sesiona, se reglamenta y planea mientras existe",
        _con_vida,
        _durante_su_vida,
        sigue_a_la_fecha=True,
    ),
)
