"""El entorno de Jinja2 que sabe de capas: una plantilla puede extender la que reemplaza.

Está aparte porque importa jinja2, que una construcción sin cambios no necesita.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from jinja2 import BaseLoader, Environment, FunctionLoader

from generador.representacion.tema import PLANTILLAS, Capa

_SIGUIENTE = "+"

_Fuente = tuple[str, str, Callable[[], bool]]


class EntornoDeCapas(Environment):
    """Un entorno con las plantillas de unas capas, de la más particular a la más general."""

    def __init__(self, capas: Sequence[Capa], **ajustes: Any) -> None:
        super().__init__(loader=_cargador(capas), **ajustes)
        self._capas = capas

    def join_path(self, template: str, parent: str) -> str:
        """La plantilla que `parent` pide: si es ella misma, la de la capa que sigue.

        Un sitio cambia `temas/base/plantillas/acta.html` y ahí extiende «base:acta.html»: es la
        del generador, y no la suya otra vez.
        """
        prefijo, dos, nombre = template.partition(":")
        propia = parent == nombre and self._de_quien_es(nombre) == prefijo
        if dos and (propia or parent == template):
            return f"{prefijo}{_SIGUIENTE}:{nombre}"
        return template

    def _de_quien_es(self, nombre: str) -> str:
        """El tema de la primera capa que trae esa plantilla."""
        archivo = f"{PLANTILLAS}/{nombre}"
        return next((c.nombre for c in self._capas if archivo in c.leidos), "")


def _cargador(capas: Sequence[Capa]) -> BaseLoader:
    """Cada plantilla por su nombre, o por «tema:nombre» para extender la que se reemplaza."""
    por_tema: dict[str, list[Capa]] = {}
    for capa in capas:
        por_tema.setdefault(capa.nombre, []).append(capa)
    buscadores = {"": _buscador(capas)}
    for tema, suyas in por_tema.items():
        # Un tema está a lo sumo en dos lugares: el sitio y el generador.
        buscadores[tema] = _buscador(suyas)
        buscadores[f"{tema}{_SIGUIENTE}"] = _buscador(suyas[1:])

    def hallar(pedida: str) -> _Fuente | None:
        tema, _, nombre = pedida.rpartition(":")
        return buscadores[tema](nombre) if tema in buscadores else None

    # No es PrefixLoader: con él una plantilla no sabe con qué nombre la pidieron.
    return FunctionLoader(hallar)


def _buscador(capas: Iterable[Capa]) -> Callable[[str], _Fuente | None]:
    """Da la plantilla de la primera capa que la trae, ya leída: no se vuelve al disco por ella."""
    halladas: dict[str, _Fuente] = {}
    for capa in capas:
        for nombre, crudo in capa.los_de(PLANTILLAS):
            archivo = f"temas/{capa.nombre}/{PLANTILLAS}/{nombre}"
            halladas.setdefault(nombre, (crudo.decode("utf-8"), archivo, lambda: True))
    return halladas.get
