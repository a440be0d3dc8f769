"""Las listas de todo el sitio que se reparten por años: dónde están y quién hace su vista."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from generador.resumen import ResumenInstancia
from generador.vistas.comunes import DECISIONES, DOCUMENTOS, FALTANTES
from generador.vistas.decisiones import anios_con_decisiones, vista_decisiones
from generador.vistas.documentos import anios_con_documentos, vista_documentos
from generador.vistas.faltantes import anios_con_faltantes, vista_faltantes
from generador.vistas.marco import Enlace
from generador.vistas.por_anios import enlace_a_anio


class ListaPorAnios(Struct, frozen=True):
    """Una lista: su primera página, su plantilla, su vista y los años que tienen página."""

    listado: Enlace
    plantilla: str
    vista: Callable[..., Any]
    anios_de: Callable[[tuple[ResumenInstancia, ...]], tuple[str, ...]]

    def por_anio(self, resumenes: tuple[ResumenInstancia, ...]) -> dict[str, Enlace]:
        """El enlace a la página de cada año."""
        return {anio: enlace_a_anio(self.listado, anio) for anio in self.anios_de(resumenes)}


LISTAS_POR_ANIOS = (
    ListaPorAnios(DOCUMENTOS, "documentos.html", vista_documentos, anios_con_documentos),
    ListaPorAnios(DECISIONES, "decisiones.html", vista_decisiones, anios_con_decisiones),
    ListaPorAnios(FALTANTES, "faltantes.html", vista_faltantes, anios_con_faltantes),
)
