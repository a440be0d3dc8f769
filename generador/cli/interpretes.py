"""Los intérpretes de órdenes que completan con Tab, y cómo le preguntan al programa.

Son los de click, con lo que a cada uno le falta.
"""

from __future__ import annotations

import os

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

VARIABLE = "_GENERADOR_COMPLETE"
_BASH = """\
%(complete_func)s() {
    local tipo valor
    COMPREPLY=()
    while IFS=, read -r tipo valor; do
        case $tipo in
            dir) compopt -o dirnames 2>/dev/null ;;
            file) compopt -o default 2>/dev/null ;;
            plain) COMPREPLY+=("$valor") ;;
        esac
    done < <(COMP_WORDS="${COMP_LINE:0:COMP_POINT}" %(complete_var)s=bash_complete "$1" 2>/dev/null)
}
complete -o nosort -F %(complete_func)s %(prog_name)s 2>/dev/null ||
    complete -F %(complete_func)s %(prog_name)s
"""


class Bash(BashComplete):
    """El de bash, con el renglón entero: bash parte las palabras también en «=» y en «:»."""

    source_template = _BASH

    def source(self) -> str:
        """El guion; sin mirar qué bash hay, porque puede ser para otro computador."""
        return ShellComplete.source(self)

    def get_completion_args(self) -> tuple[list[str], str]:
        """Las palabras ya escritas y la que se está escribiendo."""
        renglon = os.environ.get("COMP_WORDS", "")
        palabras = split_arg_string(renglon)
        incompleta = palabras.pop() if palabras and not renglon[-1].isspace() else ""
        return palabras[1:], incompleta


class _PalabraEntera(ShellComplete):
    """zsh y fish reemplazan la palabra entera: en «--color=n», también la opción."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """Lo que se ofrece; `args` son las palabras completas."""
        opcion, igual, _ = incomplete.partition("=")
        ofrecidos = super().get_completions(args, incomplete)
        if igual and opcion.startswith("-"):
            for ofrecido in ofrecidos:
                ofrecido.value = f"{opcion}={ofrecido.value}"
        return ofrecidos


class Zsh(_PalabraEntera, ZshComplete):
    """El de zsh."""


class Fish(_PalabraEntera, FishComplete):
    """El de fish."""


INTERPRETES: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}


def registrar() -> None:
    """Se los da a click, que los busca al oprimir Tab, antes de cargar ninguna orden."""
    for clase in INTERPRETES.values():
        add_completion_class(clase)
