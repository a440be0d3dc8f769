"""De qué depende cada plantilla: de ella, de las que extiende y de aquellas cuyas macros usa.

Está aparte porque importa jinja2, que una construcción sin cambios no necesita.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.meta import find_referenced_templates

from generador.representacion.entorno import EntornoDeCapas


def huellas_de_plantillas(entorno: EntornoDeCapas, nombres: Iterable[str]) -> Mapping[str, str]:
    """Por plantilla, la huella de lo que ella y todas las que usa dicen.

    Es vacía si no se puede saber cuáles usa: está mal escrita, pide una que no existe o cuyo nombre
    solo se sabe al dibujar.
    """
    lector = _LectorDePlantillas(entorno)
    return {nombre: lector.huella(nombre) for nombre in nombres}


class _LectorDePlantillas:
    """Lee cada plantilla una sola vez."""

    def __init__(self, entorno: EntornoDeCapas) -> None:
        self._entorno = entorno
        self._leidas: dict[str, tuple[str, tuple[str, ...]] | None] = {}

    def huella(self, nombre: str) -> str:
        """La de una plantilla con todas las que usa."""
        usadas, pendientes = dict[str, str](), [nombre]
        while pendientes:
            una = pendientes.pop()
            if una in usadas:
                continue
            if (leida := self._leer(una)) is None:
                return ""
            usadas[una], nuevas = leida
            pendientes += nuevas
        return sha256(repr(sorted(usadas.items())).encode()).hexdigest()

    def _leer(self, nombre: str) -> tuple[str, tuple[str, ...]] | None:
        """La huella de una plantilla y los nombres de las que pide."""
        if nombre not in self._leidas:
            self._leidas[nombre] = self._abrir(nombre)
        return self._leidas[nombre]

    def _abrir(self, nombre: str) -> tuple[str, tuple[str, ...]] | None:
        entorno = self._entorno
        assert entorno.loader is not None
        try:
            fuente, *_ = entorno.loader.get_source(entorno, nombre)
            pedidas = set(find_referenced_templates(entorno.parse(fuente)))
        except (TemplateNotFound, TemplateSyntaxError):
            # Lo dice, con su lugar y su remedio, quien la dibuja.
            return None
        if None in pedidas:
            return None
        pedidas_aqui = (entorno.join_path(p, nombre) for p in pedidas if p)
        return sha256(fuente.encode()).hexdigest(), tuple(sorted(pedidas_aqui))
