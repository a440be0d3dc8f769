"""Un registro como lo escribiría un editor."""

from __future__ import annotations

from generador.modelo.base import Valor
from generador.nuevo.escribir import Comentarios, arbol_de, yaml_de


def registro_a_yaml(registro: Valor, comentarios: Comentarios | None = None) -> str:
    """El YAML del registro: leído otra vez, da un registro igual."""
    return yaml_de(arbol_de(registro), comentarios)
