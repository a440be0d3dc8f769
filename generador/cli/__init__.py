"""La línea de órdenes: un módulo por orden, los mensajes y los códigos de salida.

Cargar este paquete no carga lo que las órdenes usan: cada módulo de orden es ligero, y trae el
generador solo cuando la orden corre.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from generador import __version__
from generador.cli.idioma import OPCIONES, ORDEN, con_comillas, hablar_espanol
from generador.cli.interpretes import registrar
from generador.cli.salida import escribir
from generador.hallazgo import parecido

hablar_espanol()
registrar()

PROGRAMA = "generador"
INTERRUMPIDO = 130
"""128 más el número de la señal, como cualquier programa al que se le oprime Ctrl-C."""

ORDENES = (
    "construir",
    "servir",
    "revisar",
    "lista",
    "informe",
    "plazos",
    "nuevo",
    "explicar",
    "esquemas",
    "publicar",
    "verificar",
    "servidor",
    "tema",
    "diagnostico",
    "completar",
    "ayuda",
)
"""Cada orden es el módulo de `generador.cli` de igual nombre, y su función también."""


class Ordenes(click.Group):
    """Las órdenes, cargadas cuando se nombran y mostradas en el orden en que se usan."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Los nombres."""
        return list(ORDENES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """La orden de ese nombre."""
        if cmd_name not in ORDENES:
            return None
        orden = getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name)
        assert isinstance(orden, click.Command)
        return orden

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """La orden y lo que le queda; si no existe, con la que más se le parece.

        Click solo compara con las órdenes ya cargadas, y aquí ninguna lo está.
        """
        # Con Tab no hay a quién decirle nada: click sigue sin la orden.
        if ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        if args and args[0] not in ORDENES and not args[0].startswith("-"):
            ctx.fail(f"No existe la orden «{args[0]}».{parecido(args[0], ORDENES)}")
        return super().resolve_command(ctx, args)


@click.group(
    PROGRAMA,
    cls=Ordenes,
    options_metavar=OPCIONES,
    subcommand_metavar=ORDEN,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Códigos de salida:
  0  se hizo
  1  hay errores en el contenido y no se publicó nada, o no se cumple lo exigido
  2  la orden está mal escrita
  3  el entorno no deja: el disco, un permiso, otra orden en curso""",
)
@click.version_option(__version__, message="generador %(version)s")
def grupo() -> None:
    """Construye el sitio con que una instancia publica sus actas, reglamentos e informes.

    Se ejecuta en la carpeta del sitio, la que contiene «contenido». La guía se abre en el
    navegador con «generador ayuda».
    """


def principal(argumentos: Sequence[str] | None = None) -> NoReturn:
    """El punto de entrada: corre la orden y termina con su código de salida.

    Un defecto del programa no se atrapa: conserva su traza.
    """
    for canal in (sys.stdout, sys.stderr):
        # Una terminal que no sabe escribir «é» muestra otra cosa, en vez de una traza.
        if (ajustar := getattr(canal, "reconfigure", None)) is not None:
            ajustar(errors="replace")
    sys.exit(_correr(argumentos))


def _correr(argumentos: Sequence[str] | None) -> int:
    try:
        return grupo.main(argumentos, prog_name=PROGRAMA, standalone_mode=False) or 0
    except click.Abort:
        escribir("Interrumpido.", error=True)
        return INTERRUMPIDO
    except click.ClickException as fallo:
        escribir(_texto_de(fallo), error=True)
        return fallo.exit_code


def _texto_de(fallo: click.ClickException) -> str:
    if isinstance(fallo, click.exceptions.NoArgsIsHelpError):
        return fallo.format_message()
    lineas = []
    if isinstance(fallo, click.UsageError) and fallo.ctx is not None:
        ayuda = max(fallo.ctx.help_option_names, key=len)
        lineas = [
            fallo.ctx.get_usage(),
            f"La ayuda está en «{fallo.ctx.command_path} {ayuda}».",
            "",
        ]
    return "\n".join([*lineas, f"Error: {con_comillas(fallo.format_message())}"])
