"""Una instancia, nombrada como se la tenga a mano."""

from __future__ import annotations

import re
from typing import Any

import click

_CAMINO = re.compile(r"(?:.*/)?instancias/([^/]+)(?:/.*)?")


class NombreDeInstancia(click.ParamType[str]):
    """La carpeta de una instancia: su nombre, su camino o el nombre completo de la instancia."""

    name = "instancia"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """El nombre de la carpeta; que exista se comprueba después, con el sitio leído."""
        from generador.modelo.correcciones import identificador

        camino = _CAMINO.fullmatch(value.replace("\\", "/").rstrip("/"))
        escrito: str = camino[1] if camino else value.rstrip("/")
        return identificador(escrito) if re.search(r"\s", escrito) else escrito
