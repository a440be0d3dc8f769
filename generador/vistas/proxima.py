"""La próxima sesión y cómo asistir: solo existe si a la fecha de corte se conoce alguna."""

from __future__ import annotations

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta
from generador.modelo.clases import nombre_de_registro
from generador.modelo.convocatoria import Convocatoria
from generador.modelo.fechas import hora_texto
from generador.modelo.instancia import Instancia
from generador.modelo.nombres import direccion_de
from generador.modelo.tipos import Lapso, leer_lapso
from generador.resumen import SesionPorVenir
from generador.verificacion.porvenir import Anuncio, SesionFutura, sesiones_por_venir
from generador.vistas import textos
from generador.vistas.comunes import PQRSD, lineas_de_contacto
from generador.vistas.marco import Enlace, Marco
from generador.vistas.partes import marco_de_parte, ruta_de_parte
from generador.vistas.puntos import VistaPunto, vista_puntos
from generador.vistas.registros import Dato

_DE_DONDE = {
    Anuncio.CONVOCADA: "Está convocada",
    Anuncio.APLAZADA: "Es la nueva fecha de una sesión aplazada",
    Anuncio.SEGUN_EL_PLAN: "El plan dice que está convocada",
    Anuncio.PREVISTA: "La prevé el plan; no consta que esté convocada",
    Anuncio.ANUNCIADA: "La anunció la última sesión; no consta que esté convocada",
}


class VistaSesionFutura(Struct, frozen=True):
    """Una sesión por venir, qué tan cierta es y de qué registro se sabe."""

    nombre: str
    de_donde: str
    fuente: Enlace
    datos: tuple[Dato, ...]
    orden_del_dia: tuple[VistaPunto, ...]


class VistaProxima(Struct, frozen=True):
    """La página de la próxima sesión; `hasta` es el último día en que lo que dice vale."""

    marco: Marco
    de: str
    proxima: VistaSesionFutura
    siguientes: tuple[VistaSesionFutura, ...]
    asistir: tuple[Dato, ...]
    contacto: tuple[str, ...]
    pqrsd: Enlace | None
    hasta: str


def vista_proxima(acervo: Acervo, contexto: Contexto) -> VistaProxima | None:
    """La página, o `None` si no se conoce ninguna sesión por venir."""
    futuras = sesiones_por_venir(acervo, contexto.corte)
    if not futuras:
        return None
    instancia = acervo.instancia
    primera, *demas = (_sesion(f, acervo, contexto) for f in futuras)
    return VistaProxima(
        marco=marco_de_parte(
            acervo,
            contexto,
            "proxima-sesion",
            "Próxima sesión",
            f"{primera.nombre}, y cómo asistir: {instancia.nombre}.",
        ),
        de=instancia.nombre,
        proxima=primera,
        siguientes=tuple(demas),
        asistir=asistir(instancia),
        contacto=lineas_de_contacto(instancia.contacto),
        pqrsd=pqrsd(instancia),
        hasta=textos.fecha(futuras[0].cuando.hasta),
    )


def _sesion(sesion: SesionFutura, acervo: Acervo, contexto: Contexto) -> VistaSesionFutura:
    registro = sesion.registro
    convocada = registro if isinstance(registro, Acta | Convocatoria) and _es_ella(sesion) else None
    return VistaSesionFutura(
        nombre_de_futura(sesion.tipo or "", sesion.cuando),
        _DE_DONDE[sesion.certeza],
        Enlace(nombre_de_registro(registro), direccion_de(registro)),
        _datos(convocada) if convocada else (),
        _orden_del_dia(convocada, acervo, contexto) if convocada else (),
    )


def _orden_del_dia(
    convocada: Acta | Convocatoria, acervo: Acervo, contexto: Contexto
) -> tuple[VistaPunto, ...]:
    puntos = acervo.orden_del_dia_de(convocada) if isinstance(convocada, Acta) else convocada.orden
    return vista_puntos(puntos, convocada, acervo, contexto) or ()


def _es_ella(sesion: SesionFutura) -> bool:
    """Si el registro es el de la sesión misma, y no uno que la anuncia."""
    return sesion.certeza is Anuncio.CONVOCADA


def _datos(acta: Acta | Convocatoria) -> tuple[Dato, ...]:
    """Lo que hace falta para ir: hora, modo y lugar; lo que no se sabe se dice."""
    return (
        Dato("Hora de inicio", hora_texto(acta.hora_inicio) if acta.hora_inicio else ""),
        Dato("Modalidad", textos.palabras(acta.modalidad)),
        Dato("Lugar o medio", acta.lugar or ""),
    )


def nombre_de_futura(tipo: str, cuando: Lapso) -> str:
    """«Sesión ordinaria del 10 de diciembre de 2026», «Sesión de noviembre de 2026»."""
    dia = cuando.desde == cuando.hasta
    return f"{f'Sesión {tipo}'.rstrip()} {'del' if dia else 'de'} {textos.lapso(cuando)}"


def enlace_a_proxima(slug: str, sesion: SesionPorVenir) -> Enlace:
    """El enlace a la página de la próxima sesión de una instancia, con la fecha en el texto."""
    nombre = nombre_de_futura(sesion.tipo, leer_lapso(sesion.cuando))
    return Enlace(nombre, ruta_de_parte(slug, "proxima-sesion"))


def asistir(instancia: Instancia) -> tuple[Dato, ...]:
    """Cómo asistir a las sesiones; vacío si no se sabe nada."""
    como = instancia.como_asistir
    if como is None:
        return ()
    inscripcion = (Enlace("Inscripción a la sesión", como.inscripcion),) if como.inscripcion else ()
    return (
        Dato("¿Es abierta al público?", textos.si_no(como.abierta)),
        Dato("Cómo asistir", como.texto or "", enlaces=inscripcion),
    )


def pqrsd(instancia: Instancia) -> Enlace | None:
    """El formulario de peticiones de la secretaría técnica, si se conoce."""
    contacto = instancia.contacto
    if contacto is None or contacto.pqrsd is None:
        return None
    return Enlace(PQRSD, contacto.pqrsd)
