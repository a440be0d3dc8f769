"""`generador ayuda`: la guía, en el navegador."""

from __future__ import annotations

import os
import webbrowser
from pathlib import Path

import click

from generador.cli.comun import CORRECTO, FallaDelEntorno, orden
from generador.cli.salida import escribir
from generador.hallazgo import parecido


@orden("ayuda", short_help="Abre la guía en el navegador.")
@click.argument("tema", required=False, metavar="[TEMA]")
@click.option("--ruta", is_flag=True, help="Dice dónde está la página y no la abre.")
def ayuda(tema: str | None, ruta: bool) -> int:
    """Abre la guía en el navegador: cómo se hace cada tarea, con lo que se escribe y se ve.

    No hace falta conexión. TEMA es una página: «su-sitio», «publicar-un-acta», «glosario»,
    «administracion»… Sin él se abre la guía de editores.
    """
    from generador.guia import INICIO, TEMAS, direccion, escribir_guia

    if tema is not None and tema not in TEMAS:
        raise click.BadParameter(
            f"no hay una página «{tema}».{parecido(tema, TEMAS)} Hay: {', '.join(TEMAS)}.",
            click.get_current_context(),
            param_hint="TEMA",
        )
    carpeta = _carpeta()
    try:
        escribir_guia(carpeta)
    except OSError as fallo:
        raise FallaDelEntorno(
            f"No se pudo escribir la guía en {carpeta}: {fallo.strerror}.\n"
            "Remedio: Dé otra carpeta en la variable XDG_CACHE_HOME"
        ) from fallo
    pagina = carpeta / direccion(TEMAS[tema] if tema else INICIO)
    if ruta or not webbrowser.open(pagina.as_uri()):
        escribir(str(pagina))
    return CORRECTO


def _carpeta() -> Path:
    """Donde cada persona guarda lo que se puede volver a hacer."""
    de_la_persona = os.environ.get("XDG_CACHE_HOME")
    return Path(de_la_persona or Path.home() / ".cache") / "generador/guia"
