"""Lo que sale mal en una plantilla del sitio, dicho a quien la escribió.

Está aparte porque importa jinja2.
"""

from __future__ import annotations

import traceback
from collections.abc import Container

from jinja2 import TemplateNotFound, TemplateSyntaxError

from generador.arboles import FalloDeEntorno


class FalloDePlantilla(FalloDeEntorno):
    """Una plantilla del sitio no se puede dibujar. El mensaje dice cuál, dónde y por qué."""


def fallo_de_plantilla(fallo: Exception, del_sitio: Container[str]) -> FalloDePlantilla | None:
    """El fallo, si ocurrió dibujando alguna plantilla de `del_sitio`; si no, es del programa.

    `del_sitio` son sus archivos, desde la carpeta del sitio.
    """
    lugar = _lugar(fallo, del_sitio)
    if lugar is None:
        return None
    archivo, renglon = lugar
    return FalloDePlantilla(
        f"La plantilla «{archivo}» no se puede dibujar, por su renglón {renglon}. "
        f"{_causa(fallo)}. Nada se publicó.",
        "Corrija ese renglón. La guía de temas dice cómo se escribe una plantilla, y la "
        "referencia de vistas, qué trae cada página.",
    )


def _causa(fallo: Exception) -> str:
    if isinstance(fallo, TemplateNotFound):
        return f"No existe la plantilla «{fallo}»"
    return f"Jinja2 dice: {str(fallo).rstrip('. ')}"


def _lugar(fallo: Exception, del_sitio: Container[str]) -> tuple[str, int] | None:
    """El renglón del sitio más cercano al fallo: lo de más adentro lo llamó él."""
    if isinstance(fallo, TemplateSyntaxError):
        # De un comentario sin cerrar Jinja2 dice el archivo en el nombre.
        archivo = fallo.filename or fallo.name or ""
        return (archivo, fallo.lineno) if archivo in del_sitio else None
    for marco in reversed(traceback.extract_tb(fallo.__traceback__)):
        if marco.filename in del_sitio:
            return marco.filename, marco.lineno or 0
    return None
