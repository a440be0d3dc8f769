"""La página de una instancia: qué es, qué fue lo último que decidió y si publica lo que debe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta
from generador.modelo.acuerdos import resultado_distinto
from generador.modelo.base import Html
from generador.modelo.clases import nombre_de_fuente
from generador.modelo.instancia import (
    ConVigencia,
    EstadoInstancia,
    Instancia,
    Integrante,
    NombreAnterior,
    TipoInstancia,
)
from generador.modelo.nombres import (
    direccion_de,
    nombre_de_acta,
    nombre_de_sesion,
    reconstruido_de,
)
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.verificacion.porvenir import sesiones_por_venir
from generador.verificacion.resultados import Renglon
from generador.vistas import registros, textos
from generador.vistas.comunes import INICIO, RECONSTRUIDA, hacer_marco, lineas_de_contacto
from generador.vistas.conformacion import (
    GrupoDeFunciones,
    SectorDeIntegrantes,
    cargos_actuales,
    entre_que_dias,
    funciones,
    sectores_de,
    sin_cargos,
)
from generador.vistas.cumplimiento import titulos_de_listas, validez
from generador.vistas.faltantes import Faltantes, faltantes_de
from generador.vistas.listados import (
    AnioDeActas,
    RenglonDeListado,
    anios_de_actas,
    listado,
)
from generador.vistas.marco import AVISO_RESUMEN, Enlace, Marco
from generador.vistas.matriz import ruta_de_cumplimiento
from generador.vistas.matriz_por_anios import CuadroDeRequisitos, por_requisitos
from generador.vistas.partes import avisos_de_instancia, partes_de, ruta_de_parte
from generador.vistas.proxima import asistir, nombre_de_futura, pqrsd
from generador.vistas.registros import Dato
from generador.vistas.veredicto import Veredicto, veredicto

NOMBRES_DE_INSTANCIA = {
    TipoInstancia.MESA: "Mesa",
    TipoInstancia.COMITE: "Comité",
    TipoInstancia.CONSEJO: "Consejo",
    TipoInstancia.COMISION: "Comisión",
    TipoInstancia.JUNTA: "Junta",
    TipoInstancia.CONCEJO: "Concejo",
}
ESTADOS = {
    EstadoInstancia.VIGENTE: "Vigente",
    EstadoInstancia.INACTIVA: "Inactiva",
    EstadoInstancia.NO_VIGENTE: "No vigente",
}
SIN_ESTADO = f"Estado: {SIN_DATO_DICHO}"


class UltimaDecision(Struct, frozen=True):
    """Lo último que decidió, y el acta que lo dice."""

    texto: str
    fecha: str
    fuente: Enlace
    insignias: tuple[str, ...]


class VistaInstancia(Struct, frozen=True):
    """La página de una instancia. Donde cabe, `None` es «sin dato» y vacío es «ninguno».

    `reconstruida_de` es el documento con que se armó el registro, o nada.
    """

    marco: Marco
    reconstruida_de: str
    tipo: str
    estado: str
    alias: tuple[str, ...]
    antes: tuple[str, ...]
    objeto: str
    objeto_resumen: bool
    ultima_decision: UltimaDecision | None
    veredicto: Veredicto | None
    datos: tuple[Dato, ...]
    cumplimiento: Enlace
    cuadro: CuadroDeRequisitos | None
    validez: str
    faltantes: Faltantes
    actas: tuple[AnioDeActas, ...]
    reglamentos: tuple[RenglonDeListado, ...]
    planes: tuple[RenglonDeListado, ...]
    informes: tuple[RenglonDeListado, ...]
    normas: tuple[Dato, ...] | None
    sectores: tuple[SectorDeIntegrantes, ...]
    cargos: str
    sin_cargos: str
    otros_cargos: Enlace | None
    funciones: tuple[GrupoDeFunciones, ...] | None
    cuerpo: Html | None
    asistir: tuple[Dato, ...]
    contacto: tuple[str, ...]
    pqrsd: Enlace | None
    notas: tuple[str, ...]


def vista_instancia(
    acervo: Acervo, contexto: Contexto, renglones: tuple[Renglon, ...]
) -> VistaInstancia:
    """La vista de la página de una instancia, con los renglones de su cumplimiento."""
    instancia = acervo.instancia
    titulos = titulos_de_listas(renglones, contexto)
    faltantes = faltantes_de(acervo, contexto, renglones)
    cargos = cargos_actuales(acervo, contexto)
    return VistaInstancia(
        marco=_marco(acervo, contexto),
        reconstruida_de=reconstruido_de(instancia),
        tipo=NOMBRES_DE_INSTANCIA[instancia.tipo],
        estado=_estado(acervo),
        alias=instancia.alias or (),
        antes=tuple(map(_nombre_anterior, instancia.nombres_anteriores or ())),
        objeto=instancia.objeto or "",
        objeto_resumen=instancia.objeto_resumen,
        ultima_decision=_ultima_decision(acervo),
        veredicto=veredicto(renglones),
        datos=_datos(acervo, contexto),
        cumplimiento=Enlace(f"Cumplimiento: {instancia.nombre}", ruta_de_cumplimiento(acervo.slug)),
        cuadro=por_requisitos(renglones, titulos),
        validez=validez(renglones),
        faltantes=faltantes,
        actas=anios_de_actas(acervo, contexto, faltantes.ausentes),
        reglamentos=listado(acervo.reglamentos, acervo, contexto),
        planes=listado(acervo.planes, acervo, contexto),
        informes=listado(acervo.informes, acervo, contexto),
        normas=_normas(acervo, contexto),
        sectores=sectores_de(cargos, contexto),
        cargos=_cuantos(cargos, contexto),
        sin_cargos=sin_cargos(instancia, cargos),
        otros_cargos=_otros_cargos(acervo, cargos),
        funciones=funciones(acervo),
        cuerpo=acervo.html(instancia),
        asistir=asistir(instancia),
        contacto=lineas_de_contacto(instancia.contacto),
        pqrsd=pqrsd(instancia),
        notas=instancia.notas or (),
    )


# --- qué es -----------------------------------------------------------------------------------


def _marco(acervo: Acervo, contexto: Contexto) -> Marco:
    instancia = acervo.instancia
    descripcion = instancia.objeto or f"{instancia.nombre}: actas, reglamento, planes e informes."
    avisos = (
        *avisos_de_instancia(instancia),
        AVISO_RESUMEN if instancia.resumen else "",
        registros.procedencia(instancia),
    )
    ruta = direccion_de(instancia)
    marco = hacer_marco(
        contexto, ruta, instancia.nombre, descripcion, (INICIO,), avisos, "pagina-instancia"
    )
    return replace(marco, partes=partes_de(acervo, contexto))


def _otros_cargos(acervo: Acervo, actuales: list[Integrante]) -> Enlace | None:
    """Dónde están los cargos que ya no la integran y los que todavía no, si los hay."""
    if len(actuales) == len(acervo.instancia.integrantes or ()):
        return None
    nombre = f"Cargos que la integraron antes o la integrarán después: {acervo.instancia.nombre}"
    return Enlace(nombre, ruta_de_parte(acervo.slug, "integrantes"))


def _cuantos(cargos: list[Integrante], contexto: Contexto) -> str:
    """«17 cargos de 4 sectores»."""
    sectores = len(sectores_de(cargos, contexto))
    dichos = textos.contar(len(cargos), "cargo", "cargos")
    return f"{dichos} de {textos.contar(sectores, 'sector', 'sectores')}"


def _nombre_anterior(anterior: NombreAnterior) -> str:
    """«Comité de Archivo (hasta el 31 de diciembre de 2018)»."""
    lapso = [f"desde el {textos.fecha(anterior.desde)}"] if anterior.desde else []
    lapso += [f"hasta el {textos.fecha(anterior.hasta)}"] if anterior.hasta else []
    return f"{anterior.nombre} ({' '.join(lapso)})" if lapso else anterior.nombre


def _estado(acervo: Acervo) -> str:
    """«Vigente», «No vigente desde junio de 2021», «Estado: sin dato»."""
    instancia = acervo.instancia
    if instancia.estado is None:
        return SIN_ESTADO
    desde = textos.lapso(instancia.estado_desde)
    return f"{ESTADOS[instancia.estado]} desde {desde}" if desde else ESTADOS[instancia.estado]


def _datos(acervo: Acervo, contexto: Contexto) -> tuple[Dato, ...]:
    instancia = acervo.instancia
    return (
        *_proxima_sesion(acervo, contexto),
        _ultima_sesion(acervo),
        Dato(
            "Secretaría técnica",
            registros.entidad(instancia.secretaria_tecnica, contexto),
            _antes(
                (a, registros.entidad(a.entidad, contexto, a.hasta))
                for a in instancia.secretarias_anteriores or ()
            ),
        ),
        Dato(
            "Presidencia",
            _presidencia(instancia.presidencia),
            _antes((a, a.quien) for a in instancia.presidencias_anteriores or ()),
        ),
        *_sectores(instancia, contexto),
        *_desde_cuando(instancia),
    )


def _antes(quienes: Iterable[tuple[ConVigencia, str]]) -> str:
    """«Antes, hasta el 3 de mayo de 2021, Secretaría de Ejemplo», lo último primero."""
    en_orden = sorted(quienes, key=lambda par: par[0].hasta or date.max, reverse=True)
    dichos = [f"{entre_que_dias(cuando)}, {quien}" for cuando, quien in en_orden]
    return f"Antes, {'; '.join(dichos)}" if dichos else ""


def _sectores(instancia: Instancia, contexto: Contexto) -> Iterator[Dato]:
    """Los que participan; si son los mismos de los cargos, cada uno ya dice el suyo."""
    de_los_cargos = {i.sector for i in instancia.integrantes or ()}
    if not de_los_cargos or de_los_cargos != set(instancia.sectores or ()):
        nombres = (registros.sector(n, contexto) for n in sorted(instancia.sectores or ()))
        yield Dato("Sectores", "ninguno" if instancia.sectores == () else " · ".join(nombres))


def _desde_cuando(instancia: Instancia) -> Iterator[Dato]:
    """Lo que consta de su existencia, y desde cuándo se le exige publicar."""
    if instancia.desde:
        yield Dato("Existe desde", textos.fecha(instancia.desde))
    if instancia.hasta:
        yield Dato("Existe hasta", textos.fecha(instancia.hasta))
    for nombre, otras in (
        ("Viene de", instancia.sucede_a),
        ("Se convirtió en", instancia.la_suceden),
    ):
        for otra in otras or ():
            yield registros.dato_de_otra(nombre, otra)
    if instancia.registros_desde:
        yield Dato("Registros exigidos desde", textos.fecha(instancia.registros_desde))


def _presidencia(presidencia: str | None) -> str:
    return "nadie preside" if presidencia == "ninguno" else presidencia or ""


def _ultima_sesion(acervo: Acervo) -> Dato:
    if not acervo.sesiones:
        return Dato("Última sesión")
    ultima = acervo.sesiones[-1]
    enlace = Enlace(nombre_de_fuente(ultima), direccion_de(ultima))
    return Dato("Última sesión", enlaces=(enlace,))


def _proxima_sesion(acervo: Acervo, contexto: Contexto) -> tuple[Dato, ...]:
    """La primera sesión por venir a la fecha de corte, si se conoce alguna."""
    futuras = sesiones_por_venir(acervo, contexto.corte)
    if not futuras:
        return ()
    nombre = nombre_de_futura(futuras[0].tipo or "", futuras[0].cuando)
    enlace = Enlace(nombre, ruta_de_parte(acervo.slug, "proxima-sesion"))
    return (Dato("Próxima sesión", enlaces=(enlace,)),)


# --- qué decidió ------------------------------------------------------------------------------


def _ultima_decision(acervo: Acervo) -> UltimaDecision | None:
    """La última del acta más reciente que trae alguna; no la que se dejó para después."""
    for acta in reversed(acervo.validas):
        for decision in reversed(acta.decisiones or ()):
            if decision.se_decidio:
                enlace = Enlace(_donde_se_dice(acta), f"{direccion_de(acta)}#{decision.id}")
                marcas = (resultado_distinto(decision.resultado), *_marcas(acta))
                return UltimaDecision(
                    decision.decision,
                    textos.fecha(acta.fecha),
                    enlace,
                    tuple(m for m in marcas if m),
                )
    return None


def _donde_se_dice(acta: Acta) -> str:
    """«La decisión, en el acta 2 de…», o «La decisión, según «…», sesión ordinaria del…»."""
    if de := reconstruido_de(acta):
        return f"La decisión, según «{de}»: {nombre_de_sesion(acta)}"
    return f"La decisión, en el {textos.minuscula(nombre_de_acta(acta))}"


def _marcas(acta: Acta) -> tuple[str, ...]:
    return (RECONSTRUIDA,) if reconstruido_de(acta) else ()


# --- con qué se rige --------------------------------------------------------------------------


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
