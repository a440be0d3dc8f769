"""Una instancia, nombrada como se la tenga a mano."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generador.cli.comun import en_el_entorno

if TYPE_CHECKING:
    from generador.lectura.nombrados import Nombrada

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
        # No es is_dir(): falla con un nombre tan largo que ningún disco lo admite.
        es_carpeta = os.path.isdir(raiz / "contenido/instancias" / escrito)  # noqa: PTH112
        if ctx is None or ctx.resilient_parsing or es_carpeta:
            return escrito
        return en_el_entorno(lambda: self._por_su_nombre(escrito, raiz, param, ctx))

    def _por_su_nombre(
        self, escrito: str, raiz: Path, param: click.Parameter | None, ctx: click.Context
    ) -> str:
        from generador.lectura.nombrados import nombradas

        suyas = _las_que_se_llaman(escrito, tuple(nombradas(raiz)))
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


def _las_que_se_llaman(escrito: str, todas: tuple[Nombrada, ...]) -> list[str]:
    """Las carpetas de las que se llaman así; el nombre de hoy vale más que uno que ya no se usa."""
    buscadas = _claves((escrito,))
    for nombres in (
        {n.carpeta: (n.carpeta,) for n in todas},
        {n.carpeta: (n.nombre,) for n in todas},
        {n.carpeta: n.otros for n in todas},
    ):
        if halladas := [c for c, suyos in nombres.items() if buscadas & _claves(suyos)]:
            return halladas
    return []


def _claves(nombres: Iterable[str]) -> set[str]:
    """Los nombres sin lo que cada quien escribe distinto: «Niñez» es «ninez» y «niniez»."""
    from generador.modelo.correcciones import identificador

    formas = (f for n in nombres for f in (n, n.replace("ñ", "n").replace("Ñ", "N")))
    return {clave for forma in formas if (clave := identificador(forma))}
