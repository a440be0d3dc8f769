"""La página de un documento propio de la instancia."""

from __future__ import annotations

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.base import Html
from generador.modelo.escrito import Escrito
from generador.vistas import textos
from generador.vistas.marco import Marco
from generador.vistas.registros import (
    Dato,
    Respaldo,
    datos_de_publicacion,
    marco_de_registro,
    respaldo,
)


class VistaEscrito(Struct, frozen=True):
    """La página de un documento propio."""

    marco: Marco
    asunto: str
    datos: tuple[Dato, ...]
    texto: Html | None
    texto_resumen: bool
    respaldo: Respaldo


def vista_escrito(escrito: Escrito, acervo: Acervo, contexto: Contexto) -> VistaEscrito:
    """La vista de un documento propio."""
    return VistaEscrito(
        marco=marco_de_registro(escrito, acervo, contexto),
        asunto=escrito.asunto or "",
        datos=(
            Dato("Qué es", textos.mayuscula(escrito.tipo)),
            Dato("Fecha", textos.fecha(escrito.fecha)),
            Dato("Autor", escrito.autor or ""),
            *datos_de_publicacion(escrito),
        ),
        texto=acervo.html(escrito),
        texto_resumen=escrito.resumen,
        respaldo=respaldo(escrito, acervo, contexto),
    )
