"""Lo acordado en una sesión: decisiones, compromisos y lo que después se dijo de ellos."""

from __future__ import annotations

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta
from generador.modelo.acuerdos import (
    Compromiso,
    Decision,
    Seguimiento,
    SentidoDelVoto,
    Votos,
    resultado_distinto,
)
from generador.modelo.clases import nombre_de_fuente
from generador.modelo.fechas import hora_texto
from generador.modelo.nombres import direccion_de, nombre_de_sesion
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.verificacion.quorum import quorum_al_decidir
from generador.verificacion.seguimiento import declarados_de
from generador.vistas import textos
from generador.vistas.marco import Enlace
from generador.vistas.registros import Dato, cargo, enlace_a


class VistaSeguimiento(Struct, frozen=True):
    """Lo que una sesión dijo de algo acordado en otra; `enlace` lleva a la otra."""

    enlace: Enlace
    texto: str
    estado: str


class VistaDecision(Struct, frozen=True):
    """Una decisión y lo que después se dijo de ella; `resultado`, si no fue aprobarla."""

    id: str
    decision: str
    simbolo: str
    icono: str
    sintesis: str
    sintesis_resumen: bool
    resultado: str
    datos: tuple[Dato, ...]
    despues: tuple[VistaSeguimiento, ...]


class VistaCompromiso(Struct, frozen=True):
    """Un compromiso: su estado al acordarlo y lo que después se dijo de él."""

    id: str
    compromiso: str
    datos: tuple[Dato, ...]
    despues: tuple[VistaSeguimiento, ...]


def vista_decisiones(
    acta: Acta, acervo: Acervo, contexto: Contexto
) -> tuple[VistaDecision, ...] | None:
    """Las decisiones de un acta; `None` si no se sabe cuáles fueron."""
    if acta.decisiones is None:
        return None
    return tuple(_decision(d, acta, acervo, contexto) for d in acta.decisiones)


def _decision(d: Decision, acta: Acta, acervo: Acervo, contexto: Contexto) -> VistaDecision:
    icono = contexto.icono(d.icono) if d.icono else None
    return VistaDecision(
        id=d.id,
        decision=d.decision,
        simbolo=icono.simbolo if icono else "",
        icono=icono.nombre if icono else d.icono or "",
        sintesis=d.sintesis or "",
        sintesis_resumen=d.sintesis_resumen,
        resultado=resultado_distinto(d.resultado),
        datos=(
            *_en_que_punto(d),
            *_resultado(d),
            *_quorum(d, acta, acervo),
            Dato("Votación", _votos(d.votos)),
            *_por_cargo(d.votos, acervo),
            Dato("Afecta al público", textos.si_no(d.afecta_al_publico)),
            Dato("Fundamento", d.fundamento or ""),
        ),
        despues=_despues(acta, d, acervo),
    )


def _en_que_punto(d: Decision) -> tuple[Dato, ...]:
    """El punto del orden del día y cuándo se decidió, si constan."""
    hora = hora_texto(d.hora) if d.hora else ""
    dia = textos.fecha(d.fecha)
    datos = (
        Dato("Punto del orden del día", d.punto or ""),
        Dato("Hora de la decisión", f"{hora} del {dia}" if hora and dia else hora or dia),
    )
    return tuple(dato for dato in datos if dato.valor)


def _quorum(d: Decision, acta: Acta, acervo: Acervo) -> tuple[Dato, ...]:
    """Cuántos había al decidir, si consta a qué hora se decidió y se sabe."""
    sabido = quorum_al_decidir(acervo, acta, d) if d.hora else None
    if sabido is None or sabido.hubo is None:
        return ()
    cuenta = (
        f": {textos.contar(sabido.presentes, 'presente con voto', 'presentes con voto')}, y se "
        f"requerían {sabido.requerido}"
        if sabido.presentes is not None and sabido.requerido is not None
        else ""
    )
    return (Dato("Quórum al decidir", f"{textos.si_no(sabido.hubo)}{cuenta}", sabido.fuente),)


def _resultado(d: Decision) -> tuple[Dato, ...]:
    """En qué quedó y si fue por unanimidad, si consta: de lo demás no falta."""
    datos = (
        Dato("Resultado", textos.palabras(d.resultado)),
        Dato("Por unanimidad", textos.si_no(d.unanimidad)),
    )
    return tuple(dato for dato in datos if dato.valor)


def _votos(votos: Votos | None) -> str:
    """«A favor: 5; en contra: sin dato; abstenciones: 0»; vacío si no se sabe nada."""
    cifras = {s: votos.de(s) for s in SentidoDelVoto} if votos else {}
    if votos is None or all(n is None for n in cifras.values()):
        return ""
    raros = {s: rotulo for s, rotulo in _SI_LOS_HAY.items() if cifras[s] or votos.escritos(s) == 0}
    partes = ((rotulo, cifras[s]) for s, rotulo in (_SIEMPRE | raros).items())
    return "; ".join(f"{clase}: {SIN_DATO_DICHO if n is None else n}" for clase, n in partes)


_SIEMPRE = {
    SentidoDelVoto.A_FAVOR: "A favor",
    SentidoDelVoto.EN_CONTRA: "en contra",
    SentidoDelVoto.ABSTENCION: "abstenciones",
}
_SI_LOS_HAY = {SentidoDelVoto.EN_BLANCO: "en blanco", SentidoDelVoto.IMPEDIDO: "impedidos"}


def _por_cargo(votos: Votos | None, acervo: Acervo) -> tuple[Dato, ...]:
    """Quiénes votaron cada cosa, donde la instancia lo publica."""
    dichos = (votos.por_cargo if votos else None) or ()
    grupos = (
        (rotulo, [cargo(v.integrante, acervo) for v in dichos if v.voto is sentido])
        for sentido, rotulo in _QUE_VOTARON.items()
    )
    return tuple(Dato(rotulo, "; ".join(quienes)) for rotulo, quienes in grupos if quienes)


_QUE_VOTARON = {
    SentidoDelVoto.A_FAVOR: "Votaron a favor",
    SentidoDelVoto.EN_CONTRA: "Votaron en contra",
    SentidoDelVoto.ABSTENCION: "Se abstuvieron",
    SentidoDelVoto.EN_BLANCO: "Votaron en blanco",
    SentidoDelVoto.IMPEDIDO: "Se declararon impedidos",
}


def vista_compromisos(acta: Acta, acervo: Acervo) -> tuple[VistaCompromiso, ...] | None:
    """Los compromisos de un acta; `None` si no se sabe cuáles fueron."""
    if acta.compromisos is None:
        return None
    return tuple(_compromiso(c, acta, acervo) for c in acta.compromisos)


def _compromiso(c: Compromiso, acta: Acta, acervo: Acervo) -> VistaCompromiso:
    return VistaCompromiso(
        c.id,
        c.compromiso,
        (
            Dato("Responsable", cargo(c.responsable, acervo)),
            Dato("Fecha límite", textos.fecha(c.fecha_limite)),
            Dato("Estado al acordarlo", textos.palabras(c.estado)),
        ),
        _despues(acta, c, acervo),
    )


def _despues(
    acta: Acta, parte: Decision | Compromiso, acervo: Acervo
) -> tuple[VistaSeguimiento, ...]:
    """Lo que las demás actas, y los informes, dicen de una decisión o un compromiso de esta."""
    de_actas = tuple(
        VistaSeguimiento(
            Enlace(nombre_de_fuente(otra), direccion_de(otra)), s.texto, textos.palabras(s.estado)
        )
        for otra, s in acervo.seguimientos_a(acta, parte)
    )
    if not isinstance(parte, Decision):
        return de_actas
    hechos = declarados_de(acervo, acta, parte)
    return de_actas + tuple(
        VistaSeguimiento(Enlace(h.fuente.titulo, h.fuente.url), h.texto, "")
        for h in hechos
        if h.fuente
    )


def vista_seguimientos(acta: Acta, acervo: Acervo) -> tuple[VistaSeguimiento, ...] | None:
    """Lo que esta sesión dijo de lo acordado en otras; `None` si no se sabe."""
    if acta.seguimientos is None:
        return None
    return tuple(
        VistaSeguimiento(_enlace_a_acordado(s, acervo), s.texto, textos.palabras(s.estado))
        for s in acta.seguimientos
    )


def _enlace_a_acordado(seguimiento: Seguimiento, acervo: Acervo) -> Enlace:
    """El enlace a lo que se sigue, con sus palabras y la sesión en que se acordó."""
    enlace = enlace_a(seguimiento.de, acervo)
    hallada = acervo.buscar_parte(seguimiento.de)
    if hallada is None:
        return enlace
    acta, parte = hallada
    dicho = parte.decision if isinstance(parte, Decision) else parte.compromiso
    return Enlace(f"{dicho.rstrip('.')} ({nombre_de_sesion(acta)})", enlace.ruta)
