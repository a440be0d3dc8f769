"""La página de un acta: lo decidido primero, y después todo lo que consta de la sesión."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta, EstadoActa
from generador.modelo.base import Html
from generador.modelo.clases import nombre_de_fuente
from generador.modelo.fechas import hora_texto
from generador.modelo.nombres import SERIE_UNICA, direccion_de, nombre_de_reglamento
from generador.modelo.norma import Reglamento
from generador.modelo.sesion import EstadoSesion, Invitado, Reanudacion
from generador.verificacion.quorum import POR_LA_REGLA, quorum_de
from generador.vistas import textos
from generador.vistas.acuerdos import (
    VistaCompromiso,
    VistaDecision,
    VistaSeguimiento,
    vista_compromisos,
    vista_decisiones,
    vista_seguimientos,
)
from generador.vistas.asistencia import VistaAsistencia, vista_asistencia
from generador.vistas.marco import Enlace, Marco
from generador.vistas.puntos import VistaPunto, vista_puntos
from generador.vistas.registros import (
    Dato,
    Respaldo,
    VistaFirma,
    dato_de_otra,
    datos_de_publicacion,
    enlace_a,
    marco_de_registro,
    regla_de_quorum,
    respaldo,
    segun,
    vista_firmas,
)

# Lo que se sabe de una sesión antes de hacerla, y lo que hace falta decir si no se hizo.
_DE_TODA_SESION = ("Motivo", "Aplazada para", "Modalidad", "Lugar o medio", "Hora de inicio")


class VistaFuncionAbordada(Struct, frozen=True):
    """Una función de la instancia que la sesión abordó; sin texto, no está en la instancia."""

    numero: int
    clase: str
    texto: str
    resumen: bool


class VistaInvitado(Struct, frozen=True):
    """Una organización invitada; `detalle`, quién fue por ella, cuántos y para qué."""

    organizacion: str
    detalle: str


class VistaActa(Struct, frozen=True):
    """La página de un acta. En cada lista, `None` es «sin dato» y vacía es «ninguno».

    `orden_convocado` dice que el orden del día no es el del acta, sino el de su convocatoria.
    """

    marco: Marco
    realizada: bool
    sin_acta: str
    datos: tuple[Dato, ...]
    decisiones: tuple[VistaDecision, ...] | None
    compromisos: tuple[VistaCompromiso, ...] | None
    asistencia: VistaAsistencia
    invitados: tuple[VistaInvitado, ...] | None
    quorum: tuple[Dato, ...]
    orden_del_dia: tuple[VistaPunto, ...] | None
    orden_convocado: bool
    desarrollo: Html | None
    desarrollo_resumen: bool
    actas_aprobadas: tuple[Enlace, ...] | None
    seguimientos: tuple[VistaSeguimiento, ...] | None
    funciones: tuple[VistaFuncionAbordada, ...] | None
    respaldo: Respaldo
    firmas: tuple[VistaFirma, ...] | None
    anterior: Enlace | None
    siguiente: Enlace | None
    pdf: Enlace | None = None


def vista_acta(acta: Acta, acervo: Acervo, contexto: Contexto) -> VistaActa:
    """La vista de un acta del acervo, enlazada con la anterior, la siguiente y lo que la sigue."""
    anterior, siguiente = map(_enlace, acervo.vecinas(acta))
    return VistaActa(
        marco=marco_de_registro(acta, acervo, contexto, *_avisos(acta, acervo)),
        realizada=acta.estado_sesion is EstadoSesion.REALIZADA,
        sin_acta=_sin_acta(acta, acervo, contexto.corte),
        datos=_datos(acta, acervo),
        decisiones=vista_decisiones(acta, acervo, contexto),
        compromisos=vista_compromisos(acta, acervo),
        asistencia=vista_asistencia(acta, acervo, contexto),
        invitados=_invitados(acta),
        quorum=_quorum(acta, acervo),
        orden_del_dia=vista_puntos(acervo.orden_del_dia_de(acta), acta, acervo, contexto),
        orden_convocado=acta.orden is None,
        desarrollo=acervo.html(acta),
        desarrollo_resumen=acta.resumen,
        actas_aprobadas=_enlaces(acta.aprobacion_de_actas, acervo),
        seguimientos=vista_seguimientos(acta, acervo),
        funciones=_funciones(acta, acervo),
        respaldo=respaldo(acta, acervo, contexto),
        firmas=vista_firmas(acta.firmas, contexto),
        anterior=anterior,
        siguiente=siguiente,
    )


def _avisos(acta: Acta, acervo: Acervo) -> tuple[str, ...]:
    """Lo que quien la lee tiene que saber antes: que se anuló, o que aún no se ha aprobado."""
    if acta.estado is EstadoActa.ANULADA:
        return (f"Acta anulada. {acta.anulacion or ''}".rstrip(),)
    if acta.estado is EstadoActa.PROVISIONAL and acervo.aprobada_en(acta) is None:
        return ("Acta provisional: no consta que la instancia la haya aprobado",)
    return ()


def _de_otras_actas(acta: Acta, acervo: Acervo) -> tuple[Dato, ...]:
    """En qué sesión se aprobó, con qué correcciones, y qué otras actas hay de la suya."""
    aprobada = acervo.aprobada_en(acta)
    citada = (enlace_a(acta.misma_sesion, acervo),) if acta.misma_sesion else ()
    enlaces = (*citada, *filter(None, map(_enlace, acervo.otras_de_la_sesion(acta))))
    datos = (
        Dato("Aprobada en", enlaces=tuple(filter(None, (_enlace(aprobada),)))),
        Dato("Correcciones con que se aprobó", acta.correcciones or ""),
        Dato("Anulación", acta.anulacion or ""),
        Dato("De la misma sesión", enlaces=enlaces),
    )
    return tuple(d for d in datos if d.valor or d.enlaces)


def _sin_acta(acta: Acta, acervo: Acervo, corte: date) -> str:
    """Por qué no hay acta, de una sesión que no consta que se hiciera; nada de las demás."""
    if acta.estado_sesion is EstadoSesion.APLAZADA:
        nueva = acta.aplazada_a
        callan = nueva and nueva < corte and nueva not in acervo.sesiones_por_dia
        return "Esta sesión se aplazó: no hay acta de ella." + (
            " No consta que se hiciera en su nueva fecha." if callan else ""
        )
    if acta.estado_sesion is EstadoSesion.CANCELADA:
        return "Esta sesión se canceló: no hay acta."
    if acta.estado_sesion is EstadoSesion.REALIZADA:
        return ""
    if corte < acta.fecha:
        return "Esta sesión todavía no se ha hecho: por eso no hay acta."
    return "No consta que esta sesión se hiciera: el registro solo dice que se convocó."


def _enlace(acta: Acta | None) -> Enlace | None:
    return Enlace(nombre_de_fuente(acta), direccion_de(acta)) if acta else None


# --- los datos de la sesión -------------------------------------------------------------------


def _datos(acta: Acta, acervo: Acervo) -> tuple[Dato, ...]:
    """Los hechos de la cabecera; de una sesión que no se ha hecho no falta lo que trae un acta."""
    datos = (
        Dato("Fecha de la sesión", textos.fecha(acta.fecha)),
        Dato("Tipo de sesión", textos.palabras(acta.tipo)),
        Dato("Número del acta", acta.numerada, _serie(acta)),
        Dato("Número de la sesión", textos.cantidad(acta.sesion)),
        Dato("Estado de la sesión", textos.palabras(acta.estado_sesion)),
        *_cambio_de_fecha(acta),
        Dato("Modalidad", textos.palabras(acta.modalidad)),
        Dato("Lugar o medio", acta.lugar or ""),
        Dato("Hora de inicio", hora_texto(acta.hora_inicio) if acta.hora_inicio else ""),
        _cierre(acta),
        *_reanudaciones(acta),
        *(dato_de_otra("Sesión conjunta con", otra) for otra in acta.conjunta_con or ()),
        *_de_cuentas(acta),
        _citacion(acta, acervo),
        *_convocatoria(acta, acervo),
        Dato("Próxima sesión", textos.lapso(acta.proxima_sesion)),
        Dato("Estado del acta", textos.palabras(acta.estado)),
        Dato("Aprobación del acta", textos.fecha(acervo.aprobacion_de(acta))),
        *_de_otras_actas(acta, acervo),
        *datos_de_publicacion(acta),
    )
    realizada = acta.estado_sesion is EstadoSesion.REALIZADA
    return tuple(
        d for d in datos if realizada or d.valor or d.enlaces or d.nombre in _DE_TODA_SESION
    )


def _serie(acta: Acta) -> str:
    return "" if acta.serie == SERIE_UNICA else f"serie {acta.serie}"


def _cambio_de_fecha(acta: Acta) -> tuple[Dato, ...]:
    se_hara = acta.estado_sesion in (EstadoSesion.REALIZADA, EstadoSesion.CONVOCADA)
    if se_hara and not acta.motivo:
        return ()
    motivo = Dato("Motivo", acta.motivo or "")
    if acta.estado_sesion is not EstadoSesion.APLAZADA:
        return (motivo,)
    return (motivo, Dato("Aplazada para", textos.fecha(acta.aplazada_a)))


def _cierre(acta: Acta) -> Dato:
    """La hora de cierre; de una sesión que siguió después, la hora en que se suspendió."""
    nombre = "Se suspendió" if acta.reanudaciones else "Hora de cierre"
    al_otro = "del día siguiente" if acta.termina_al_dia_siguiente else ""
    return Dato(nombre, hora_texto(acta.hora_fin) if acta.hora_fin else "", al_otro)


def _reanudaciones(acta: Acta) -> tuple[Dato, ...]:
    """Cada vez que la sesión, suspendida, siguió: qué día, entre qué horas y dónde."""
    return tuple(Dato("Se reanudó", _reanudada(otra)) for otra in acta.reanudaciones or ())


def _reanudada(otra: Reanudacion) -> str:
    horas = (
        f"de las {hora_texto(otra.hora_inicio)}" if otra.hora_inicio else "",
        f"hasta las {hora_texto(otra.hora_fin)}" if otra.hora_fin else "",
    )
    partes = (textos.fecha(otra.fecha), " ".join(h for h in horas if h), otra.lugar or "")
    return ", ".join(p for p in partes if p)


def _de_cuentas(acta: Acta) -> tuple[Dato, ...]:
    cuentas = Dato("Rendición de cuentas", textos.si_no(acta.rendicion_de_cuentas))
    return (cuentas,) if cuentas.valor else ()


def _citacion(acta: Acta, acervo: Acervo) -> Dato:
    """La fecha de la citación y su medio; lo que falte de una citación conocida se dice."""
    citacion = acervo.citacion_de(acta)
    if citacion is None:
        return Dato("Citación")
    medio = f"por {citacion.medio}" if citacion.medio else ""
    return Dato("Citación", textos.fecha(citacion.fecha), medio)


def _convocatoria(acta: Acta, acervo: Acervo) -> tuple[Dato, ...]:
    if acta.convocatoria is None:
        return ()
    return (Dato("Convocatoria", enlaces=(enlace_a(acta.convocatoria, acervo),)),)


# --- lo demás que consta ----------------------------------------------------------------------


def _invitados(acta: Acta) -> tuple[VistaInvitado, ...] | None:
    if acta.invitados is None:
        return None
    return tuple(VistaInvitado(i.organizacion, _de_invitado(i)) for i in acta.invitados)


def _de_invitado(invitado: Invitado) -> str:
    cuantos = invitado.cuantos
    partes = (
        invitado.cargo or "",
        "" if cuantos is None else textos.contar(cuantos, "persona", "personas"),
        invitado.motivo or "",
    )
    return "; ".join(p for p in partes if p)


def _quorum(acta: Acta, acervo: Acervo) -> tuple[Dato, ...]:
    """Lo requerido, lo presente y lo afirmado, y de dónde se sabe cada cosa."""
    sabido = quorum_de(acervo, acta)
    escrito = acta.quorum
    reglamento = acervo.reglamento_en(acta.fecha)
    return (
        _contado("Requerido", sabido.requerido, escrito is None or escrito.requerido is None, acta),
        _contado("Presentes con voto", sabido.presentes, sabido.fuente == POR_LA_REGLA, acta),
        Dato(
            "Hubo quórum", textos.si_no(sabido.hubo), "" if sabido.hubo is None else sabido.fuente
        ),
        *_afirmado(acta),
        *_verificaciones(acta),
        Dato(
            "Regla de quórum que regía", regla_de_quorum(reglamento.quorum if reglamento else None)
        ),
        Dato("Reglamento que regía", enlaces=_enlaces_a(reglamento)),
    )


def _afirmado(acta: Acta) -> Iterator[Dato]:
    """Lo que el acta dice de toda la sesión; si solo cuenta sus verificaciones, nada le falta."""
    escrito = acta.quorum
    if escrito is None or escrito.hubo is not None or not escrito.verificaciones:
        hubo = textos.si_no(escrito.hubo if escrito else None)
        yield Dato(f"{textos.mayuscula(segun(acta))}, hubo quórum", hubo)


def _verificaciones(acta: Acta) -> tuple[Dato, ...]:
    """Cada vez que se verificó el quórum, si fueron varias."""
    suyas = (acta.quorum.verificaciones if acta.quorum else None) or ()
    return tuple(
        Dato(
            f"Verificación de las {_hora(v.hora, v.fecha)}",
            textos.mayuscula(
                ", ".join(
                    parte
                    for parte in (
                        "" if v.hubo is None else f"{'' if v.hubo else 'no '}hubo quórum",
                        _con_voto(v.presentes),
                    )
                    if parte
                )
            ),
        )
        for v in suyas
    )


def _hora(hora: time, dia: date | None) -> str:
    return hora_texto(hora) + (f" del {textos.fecha(dia)}" if dia else "")


def _con_voto(n: int | None) -> str:
    return "" if n is None else textos.contar(n, "presente con voto", "presentes con voto")


def _enlaces_a(reglamento: Reglamento | None) -> tuple[Enlace, ...]:
    if reglamento is None:
        return ()
    return (Enlace(nombre_de_reglamento(reglamento), direccion_de(reglamento)),)


def _contado(nombre: str, valor: int | None, por_la_regla: bool, acta: Acta) -> Dato:
    if valor is None:
        return Dato(nombre)
    return Dato(nombre, str(valor), POR_LA_REGLA if por_la_regla else segun(acta))


def _enlaces(caminos: tuple[str, ...] | None, acervo: Acervo) -> tuple[Enlace, ...] | None:
    return None if caminos is None else tuple(enlace_a(c, acervo) for c in caminos)


def _funciones(acta: Acta, acervo: Acervo) -> tuple[VistaFuncionAbordada, ...] | None:
    if acta.funciones is None:
        return None
    return tuple(_funcion(n, acervo) for n in acta.funciones)


def _funcion(numero: int, acervo: Acervo) -> VistaFuncionAbordada:
    funcion = acervo.funciones.get(numero)
    if funcion is None:
        return VistaFuncionAbordada(numero, "", "", False)
    return VistaFuncionAbordada(
        numero, textos.palabras(funcion.clase), funcion.texto, funcion.resumen
    )
