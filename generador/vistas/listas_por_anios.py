"""Las listas de todo el sitio que se reparten por años: dónde están y quién hace su vista."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from generador.vistas.comunes import DECISIONES, DOCUMENTOS, FALTANTES
from generador.vistas.decisiones import anios_de_decisiones, vista_decisiones
from generador.vistas.documentos import anios_de_documentos, vista_documentos
from generador.vistas.faltantes import anios_de_faltantes, vista_faltantes
from generador.vistas.marco import Enlace
from generador.vistas.por_anios import AniosDe, Resumenes, contar_anios, enlace_a_anio


class ListaPorAnios(Struct, frozen=True):
    """Una lista: su primera página, su plantilla, su vista y el año de cada renglón."""

    listado: Enlace
    plantilla: str
    vista: Callable[..., Any]
    anios_de: AniosDe

    def por_anio(self, resumenes: Resumenes) -> dict[str, Enlace]:
        """El enlace a la página de cada año."""
        anios = contar_anios(a for r in resumenes for a in self.anios_de(r))
        return {anio: enlace_a_anio(self.listado, anio) for anio in anios}


LISTAS_POR_ANIOS = (
    ListaPorAnios(DOCUMENTOS, "documentos.html", vista_documentos, anios_de_documentos),
    ListaPorAnios(DECISIONES, "decisiones.html", vista_decisiones, anios_de_decisiones),
    ListaPorAnios(FALTANTES, "faltantes.html", vista_faltantes, anios_de_faltantes),
)
