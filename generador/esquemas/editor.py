"""Los ajustes con que un editor usa los esquemas."""

from __future__ import annotations

import json

from generador.esquemas import AUTOR, lugares

VSCODE = ".vscode/settings.json"


def ajustes_de_vscode(carpeta: str) -> str:
    """El texto de `.vscode/settings.json`; `carpeta` es la de los esquemas, desde la raíz."""
    patrones = {f"./{carpeta}/{nombre}.json": list(p) for nombre, p in lugares().items()}
    ajustes = json.dumps({"yaml.schemas": patrones}, ensure_ascii=False, indent=2)
    return f"// {AUTOR}\n{ajustes}\n"
