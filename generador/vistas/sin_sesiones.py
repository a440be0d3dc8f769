"""La página de la constancia motivada de un periodo sin sesiones."""

from __future__ import annotations

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import SinSesiones
from generador.modelo.base import Html
from generador.vistas import textos
from generador.vistas.marco import Marco
from generador.vistas.registros import (
    Dato,
    Respaldo,
    VistaFirma,
    datos_de_publicacion,
    marco_de_registro,
    respaldo,
    vista_firmas,
)


class VistaSinSesiones(Struct, frozen=True):
    """La página de una constancia."""

    marco: Marco
    motivo: str
    datos: tuple[Dato, ...]
    texto: Html | None
    texto_resumen: bool
    firmas: tuple[VistaFirma, ...] | None
    respaldo: Respaldo


def vista_sin_sesiones(
    constancia: SinSesiones, acervo: Acervo, contexto: Contexto
) -> VistaSinSesiones:
    """La vista de una constancia."""
    return VistaSinSesiones(
        marco=marco_de_registro(constancia, acervo, contexto),
        motivo=constancia.motivo,
        datos=(
            Dato("Periodo sin sesiones", textos.mayuscula(constancia.periodo.texto)),
            Dato("Primer día", textos.fecha(constancia.periodo.desde)),
            Dato("Último día", textos.fecha(constancia.periodo.hasta)),
            Dato("Fecha de la constancia", textos.fecha(constancia.fecha)),
            *datos_de_publicacion(constancia),
        ),
        texto=acervo.html(constancia),
        texto_resumen=constancia.resumen,
        firmas=vista_firmas(constancia.firmas, contexto),
        respaldo=respaldo(constancia, acervo, contexto),
    )
