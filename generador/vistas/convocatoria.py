"""La página de una convocatoria: para cuándo es, qué se tratará y qué acta salió de ella."""

from __future__ import annotations

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.base import Html
from generador.modelo.clases import nombre_de_fuente
from generador.modelo.convocatoria import Convocatoria
from generador.modelo.fechas import hora_texto
from generador.modelo.nombres import direccion_de
from generador.vistas import textos
from generador.vistas.marco import Enlace, Marco
from generador.vistas.puntos import VistaPunto, vista_puntos
from generador.vistas.registros import (
    Dato,
    Respaldo,
    VistaFirma,
    datos_de_publicacion,
    marco_de_registro,
    respaldo,
    vista_firmas,
)


class VistaConvocatoria(Struct, frozen=True):
    """La página de una convocatoria. En cada lista, `None` es «sin dato» y vacía, «ninguno»."""

    marco: Marco
    datos: tuple[Dato, ...]
    orden_del_dia: tuple[VistaPunto, ...] | None
    texto: Html | None
    texto_resumen: bool
    actas: tuple[Enlace, ...]
    firmas: tuple[VistaFirma, ...] | None
    respaldo: Respaldo


def vista_convocatoria(
    convocatoria: Convocatoria, acervo: Acervo, contexto: Contexto
) -> VistaConvocatoria:
    """La vista de una convocatoria, con las actas que la citan."""
    suyas = (a for a in acervo.actas if acervo.convocatoria_de(a) is convocatoria)
    hora = convocatoria.hora_inicio
    return VistaConvocatoria(
        marco=marco_de_registro(convocatoria, acervo, contexto),
        datos=(
            Dato("Fecha de la sesión", textos.fecha(convocatoria.sesion)),
            Dato("Tipo de sesión", textos.palabras(convocatoria.tipo)),
            Dato("Modalidad", textos.palabras(convocatoria.modalidad)),
            Dato("Lugar o medio", convocatoria.lugar or ""),
            Dato("Hora de inicio", hora_texto(hora) if hora else ""),
            Dato("Fecha de la convocatoria", textos.fecha(convocatoria.fecha)),
            Dato("Medio de la convocatoria", convocatoria.medio or ""),
            *datos_de_publicacion(convocatoria),
        ),
        orden_del_dia=vista_puntos(convocatoria.orden, convocatoria, acervo, contexto),
        texto=acervo.html(convocatoria),
        texto_resumen=convocatoria.resumen,
        actas=tuple(Enlace(nombre_de_fuente(a), direccion_de(a)) for a in suyas),
        firmas=vista_firmas(convocatoria.firmas, contexto),
        respaldo=respaldo(convocatoria, acervo, contexto),
    )
