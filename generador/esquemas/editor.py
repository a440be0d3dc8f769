"""Los ajustes con que un editor usa los esquemas."""

from __future__ import annotations

import json
from typing import Any

from generador.esquemas import AUTOR, lugares

AJUSTES = ".vscode/settings.json"
RECOMENDACIONES = ".vscode/extensions.json"
_YAML = "redhat.vscode-yaml"


def archivos_de_vscode(carpeta: str) -> dict[str, str]:
    """Lo que VS Code lee al abrir el sitio, por su camino desde la raíz: sus ajustes y la
    extensión que propone instalar. `carpeta` es la de los esquemas, desde la raíz.
    """
    esquemas = {f"./{carpeta}/{nombre}.json": list(p) for nombre, p in lugares().items()}
    ajustes = {
        "yaml.schemas": esquemas,
        # Sin esto la extensión busca en Internet un esquema para cada archivo.
        "yaml.schemaStore.enable": False,
        "yaml.hoverSchemaSource": False,
    }
    return {AJUSTES: _texto(ajustes), RECOMENDACIONES: _texto({"recommendations": [_YAML]})}


def _texto(datos: dict[str, Any]) -> str:
    return f"// {AUTOR}\n{json.dumps(datos, ensure_ascii=False, indent=2)}\n"
