"""La página de una instancia: qué es, qué fue lo último que decidió y si publica lo que debe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta, EstadoSesion
from generador.modelo.base import Html
from generador.modelo.instancia import EstadoInstancia, TipoInstancia
from generador.modelo.nombres import direccion_de, nombre_de_acta
from generador.verificacion.resultados import Renglon
from generador.vistas import registros, textos
from generador.vistas.comunes import INICIO, hacer_marco, lineas_de_contacto
from generador.vistas.conformacion import (
    GrupoDeFunciones,
    SectorDeIntegrantes,
    funciones,
    leyenda_de_roles,
    sectores,
)
from generador.vistas.cumplimiento import titulos_de_listas, validez
from generador.vistas.listados import (
    RECONSTRUIDA,
    AnioDeActas,
    RenglonDeListado,
    anios_de_actas,
    listado,
)
from generador.vistas.marco import AVISO_FICTICIA, AVISO_RESUMEN, Enlace, Marco
from generador.vistas.matriz import VistaMatriz, por_anios, ruta_de_cumplimiento
from generador.vistas.registros import Dato

TIPOS = {
    TipoInstancia.MESA: "Mesa",
    TipoInstancia.COMITE: "Comité",
    TipoInstancia.CONSEJO: "Consejo",
    TipoInstancia.COMISION: "Comisión",
}
ESTADOS = {
    EstadoInstancia.VIGENTE: "Vigente",
    EstadoInstancia.INACTIVA: "Inactiva",
    EstadoInstancia.NO_VIGENTE: "No vigente",
}
SIN_ESTADO = "Estado: sin dato"


@dataclass(frozen=True, slots=True)
class UltimaDecision:
    """Lo último que decidió, y el acta que lo dice."""

    texto: str
    fecha: str
    fuente: Enlace
    insignias: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VistaInstancia:
    """La página de una instancia. Donde cabe, `None` es «sin dato» y vacío es «ninguno»."""

    marco: Marco
    tipo: str
    estado: str
    alias: tuple[str, ...]
    objeto: str
    objeto_resumen: bool
    ultima_decision: UltimaDecision | None
    datos: tuple[Dato, ...]
    cumplimiento: Enlace
    matriz: VistaMatriz | None
    validez: str
    actas: tuple[AnioDeActas, ...]
    reglamento: RenglonDeListado | None
    reglamentos_anteriores: tuple[RenglonDeListado, ...]
    planes: tuple[RenglonDeListado, ...]
    informes: tuple[RenglonDeListado, ...]
    normas: tuple[Dato, ...] | None
    sectores: tuple[SectorDeIntegrantes, ...] | None
    roles: tuple[tuple[str, str], ...]
    funciones: tuple[GrupoDeFunciones, ...] | None
    cuerpo: Html | None
    asistir: tuple[Dato, ...]
    contacto: tuple[str, ...]
    notas: tuple[str, ...]


def vista_instancia(
    acervo: Acervo, contexto: Contexto, renglones: tuple[Renglon, ...]
) -> VistaInstancia:
    """La vista de la página de una instancia, con los renglones de su cumplimiento."""
    instancia = acervo.instancia
    reglamentos = listado(acervo.reglamentos, acervo, contexto)
    titulos = titulos_de_listas(renglones, contexto)
    return VistaInstancia(
        marco=_marco(acervo, contexto),
        tipo=TIPOS[instancia.tipo],
        estado=_estado(acervo),
        alias=instancia.alias or (),
        objeto=instancia.objeto or "",
        objeto_resumen=instancia.objeto_resumen,
        ultima_decision=_ultima_decision(acervo),
        datos=_datos(acervo, contexto),
        cumplimiento=Enlace(f"Cumplimiento: {instancia.nombre}", ruta_de_cumplimiento(acervo.slug)),
        matriz=por_anios(acervo.slug, renglones, titulos),
        validez=validez(renglones),
        actas=anios_de_actas(acervo, contexto),
        reglamento=reglamentos[0] if reglamentos else None,
        reglamentos_anteriores=reglamentos[1:],
        planes=listado(acervo.planes, acervo, contexto),
        informes=listado(acervo.informes, acervo, contexto),
        normas=_normas(acervo, contexto),
        sectores=sectores(acervo, contexto),
        roles=leyenda_de_roles(acervo),
        funciones=funciones(acervo),
        cuerpo=acervo.html(instancia),
        asistir=_asistir(acervo),
        contacto=lineas_de_contacto(instancia.contacto),
        notas=instancia.notas or (),
    )


# --- qué es -----------------------------------------------------------------------------------


def _marco(acervo: Acervo, contexto: Contexto) -> Marco:
    instancia = acervo.instancia
    descripcion = instancia.objeto or f"{instancia.nombre}: actas, reglamento, planes e informes."
    avisos = (
        AVISO_FICTICIA if instancia.ficticia else "",
        AVISO_RESUMEN if instancia.resumen else "",
        registros.procedencia(instancia),
    )
    ruta = direccion_de(instancia)
    return hacer_marco(
        contexto, ruta, instancia.nombre, descripcion, (INICIO,), avisos, "pagina-instancia"
    )


def _estado(acervo: Acervo) -> str:
    """«Vigente», «No vigente desde junio de 2021», «Estado: sin dato»."""
    instancia = acervo.instancia
    if instancia.estado is None:
        return SIN_ESTADO
    desde = textos.lapso(instancia.estado_desde)
    return f"{ESTADOS[instancia.estado]} desde {desde}" if desde else ESTADOS[instancia.estado]


def _datos(acervo: Acervo, contexto: Contexto) -> tuple[Dato, ...]:
    instancia = acervo.instancia
    numeros = instancia.sectores
    nombres = [registros.sector(n, contexto) for n in sorted(numeros or ())]
    return (
        Dato("Secretaría técnica", registros.entidad(instancia.secretaria_tecnica, contexto)),
        Dato("Presidencia", _presidencia(instancia.presidencia)),
        _ultima_sesion(acervo),
        *_siguiente_sesion(acervo),
        Dato("Sectores", "ninguno" if numeros == () else " · ".join(nombres)),
    )


def _presidencia(presidencia: str | None) -> str:
    return "nadie preside" if presidencia == "ninguno" else presidencia or ""


def _ultima_sesion(acervo: Acervo) -> Dato:
    if not acervo.sesiones:
        return Dato("Última sesión", nota="No consta ninguna en estos registros")
    ultima = acervo.sesiones[-1]
    enlace = Enlace(nombre_de_acta(ultima), direccion_de(ultima))
    return Dato("Última sesión", enlaces=(enlace,))


def _siguiente_sesion(acervo: Acervo) -> tuple[Dato, ...]:
    """La sesión anunciada después de la última que se hizo; no depende del día de hoy."""
    ultima = acervo.sesiones[-1] if acervo.sesiones else None
    corte = ultima.fecha if ultima else date.min
    convocadas = [
        a for a in acervo.actas if a.estado_sesion is EstadoSesion.CONVOCADA and a.fecha > corte
    ]
    if convocadas:
        enlace = Enlace(nombre_de_acta(convocadas[0]), direccion_de(convocadas[0]))
        return (Dato("Sesión convocada", enlaces=(enlace,)),)
    if ultima and ultima.proxima_sesion and ultima.proxima_sesion.hasta > corte:
        return (Dato("Sesión anunciada", textos.lapso(ultima.proxima_sesion)),)
    return ()


# --- qué decidió ------------------------------------------------------------------------------


def _ultima_decision(acervo: Acervo) -> UltimaDecision | None:
    """La última decisión del acta más reciente que trae alguna."""
    con_decisiones = [a for a in acervo.sesiones if a.decisiones]
    if not con_decisiones:
        return None
    acta = con_decisiones[-1]
    decision = (acta.decisiones or ())[-1]
    enlace = Enlace(nombre_de_acta(acta), f"{direccion_de(acta)}#{decision.id}")
    return UltimaDecision(decision.decision, textos.fecha(acta.fecha), enlace, _marcas(acta))


def _marcas(acta: Acta) -> tuple[str, ...]:
    return (RECONSTRUIDA,) if acta.procedencia == "reconstruida" else ()


# --- con qué se rige y cómo se asiste ---------------------------------------------------------


def _normas(acervo: Acervo, contexto: Contexto) -> tuple[Dato, ...] | None:
    """Las normas agrupadas por lo que hacen: «Crea», «Reglamenta»…; `None` es «sin dato»."""
    citas = acervo.instancia.normas
    if citas is None:
        return None
    por_relacion: dict[str, list[Enlace]] = {}
    for cita in citas:
        enlace = registros.enlace_a_norma(cita.norma, contexto)
        texto = f"{enlace.texto}, {cita.articulos}" if cita.articulos else enlace.texto
        por_relacion.setdefault(textos.palabras(cita.relacion), []).append(
            Enlace(texto, enlace.ruta)
        )
    return tuple(Dato(relacion, enlaces=tuple(e)) for relacion, e in por_relacion.items())


def _asistir(acervo: Acervo) -> tuple[Dato, ...]:
    como = acervo.instancia.como_asistir
    if como is None:
        return ()
    inscripcion = (Enlace("Inscripción a la sesión", como.inscripcion),) if como.inscripcion else ()
    return (
        Dato("¿Es abierta al público?", textos.si_no(como.abierta)),
        Dato("Cómo asistir", como.texto or "", enlaces=inscripcion),
    )
