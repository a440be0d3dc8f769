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
@click.argument("pagina", required=False, metavar="[PAGINA]")
@click.option("--ruta", is_flag=True, help="Dice dónde está la página y no la abre.")
def ayuda(pagina: str | None, ruta: bool) -> int:
    """Abre la guía en el navegador: cómo se hace cada tarea, con lo que se escribe y se ve.

    No hace falta conexión. PAGINA es una de ellas: «su-sitio», «publicar-un-acta», «glosario»,
    «administracion»… Sin él se abre la guía de editores.
    """
    from generador.guia import INICIO, PAGINAS, direccion
    from generador.guia.paginas import escribir_guia

    if pagina is not None and pagina not in PAGINAS:
        raise click.BadParameter(
            f"no hay una página «{pagina}».{parecido(pagina, PAGINAS)} Hay: {', '.join(PAGINAS)}.",
            click.get_current_context(),
            param_hint="PAGINA",
        )
    carpeta = _carpeta()
    try:
        escribir_guia(carpeta)
    except OSError as fallo:
        raise FallaDelEntorno(
            f"No se pudo escribir la guía en {carpeta}: {fallo.strerror}.\n"
            "Remedio: Dé otra carpeta en la variable XDG_CACHE_HOME"
        ) from fallo
    pedida = carpeta / direccion(PAGINAS[pagina] if pagina else INICIO)
    if ruta or not webbrowser.open(pedida.as_uri()):
        escribir(str(pedida))
    return CORRECTO


def _carpeta() -> Path:
    """Donde cada persona guarda lo que se puede volver a hacer."""
    de_la_persona = os.environ.get("XDG_CACHE_HOME")
    return Path(de_la_persona or Path.home() / ".cache") / "generador/guia"
