"""Una instancia, nombrada como se la tenga a mano."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import click

from generador.cli.comun import en_el_entorno
from generador.modelo.archivos import INSTANCIAS

_CAMINO = re.compile(r"(?:.*/)?instancias/([^/]+)(?:/.*)?")


class NombreDeInstancia(click.ParamType[str]):
    """La carpeta de una instancia: su nombre, su camino o un nombre de la instancia.

    El de hoy, un alias o uno que tuvo: sin distinguir mayúsculas, tildes ni signos.
    """

    name = "instancia"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """El nombre de la carpeta; que exista se comprueba después, con el sitio leído."""
        camino = _CAMINO.fullmatch(value.replace("\\", "/").rstrip("/"))
        escrito: str = camino[1] if camino else value.rstrip("/")
        raiz = _raiz(ctx)
        suya = raiz / INSTANCIAS / escrito
        es_carpeta = os.path.isdir(suya)  # noqa: PTH112  # is_dir() falla con nombres muy largos
        if ctx is None or ctx.resilient_parsing or es_carpeta:
            return escrito
        return en_el_entorno(lambda: self._por_su_nombre(escrito, raiz, param, ctx))

    def _por_su_nombre(
        self, escrito: str, raiz: Path, param: click.Parameter | None, ctx: click.Context
    ) -> str:
        from generador.lectura.nombrados import las_que_se_llaman, nombradas

        suyas = las_que_se_llaman(escrito, tuple(nombradas(raiz)))
        if len(suyas) > 1:
            carpetas = ", ".join(suyas)
            self.fail(
                f"«{escrito}» es el nombre de varias instancias. Escriba el de su carpeta: "
                f"{carpetas}.",
                param,
                ctx,
            )
        return suyas[0] if suyas else escrito


def _raiz(ctx: click.Context | None) -> Path:
    """La carpeta del sitio. «--contenido» se lee antes que los argumentos."""
    dado = ctx.params.get("contenido") if ctx else None
    return Path(str(dado or "contenido")).parent
