"""`generador completar`: el guion con que el intérprete de órdenes completa al oprimir Tab.

El guion no sabe nada de las órdenes: le pregunta al programa, que responde con su propia
definición. Por eso sirve también para las órdenes que vengan.
"""

from __future__ import annotations

import click

from generador.cli.comun import CORRECTO, orden
from generador.cli.interpretes import INTERPRETES, VARIABLE
from generador.cli.salida import escribir


@orden("completar", short_help="Escribe el guion para completar con Tab.")
@click.argument("interprete", metavar="bash|zsh|fish", type=click.Choice(list(INTERPRETES)))
def completar(interprete: str) -> int:
    """Escribe el guion con que bash, zsh o fish completan las órdenes al oprimir Tab.

    Completa las órdenes, las opciones y los valores que el sitio tiene: instancias, periodos,
    códigos, destinos, entidades y temas. Se instala una vez:

    \b
    «generador completar bash > ~/.local/share/bash-completion/completions/generador»
    «generador completar zsh > ~/.zfunc/_generador», con ~/.zfunc en fpath
    «generador completar fish > ~/.config/fish/completions/generador.fish»

    Sin instalarlo, para la sesión abierta: «eval "$(generador completar bash)"».
    """
    grupo = click.get_current_context().find_root()
    clase = INTERPRETES[interprete]
    programa = grupo.info_name or "generador"
    escribir(clase(grupo.command, {}, programa, VARIABLE).source().rstrip("\n"))
    return CORRECTO
