"""De una vista a los bytes de su página, con las plantillas de un tema.

Todo texto se escapa siempre, sin excepción que una plantilla pueda pedir: el único que pasa tal
cual es `generador.modelo.base.Html`, que solo sale del saneador. Un nombre que la vista no tiene
es un error, no un hueco en la página.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generador.representacion.filtros import FILTROS, sin_vacios
from generador.representacion.tema import PLANTILLAS, Tema, abrir_tema, carpeta_de_temas_propios
from generador.vistas.marco import AVISO_DEMOSTRACION

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment, FileSystemBytecodeCache

__all__ = ["Representador", "Tema", "abrir_tema", "carpeta_de_temas_propios"]

# La segunda es del tema: cambia las variables de la primera sin copiarla.
_HOJAS = ("estilo.css", "tema.css")


class Representador:
    """Las plantillas de un tema, compiladas una sola vez por proceso.

    `cache` es una carpeta que ya existe y que solo el generador escribe: guarda las plantillas
    compiladas entre una construcción y otra.
    """

    def __init__(self, tema: Tema, cache: Path | None = None) -> None:
        self.tema = tema
        self._cache = cache

    def representar(self, plantilla: str, vista: object) -> bytes:
        """La página en UTF-8, con un salto de línea al final.

        Lanza `jinja2.UndefinedError` o `ValueError` si la plantilla pide lo que la vista no da,
        y `jinja2.TemplateNotFound` si no está en ninguna capa del tema: son errores del
        programa o del tema, no del contenido.
        """
        texto = self._entorno.get_template(plantilla).render(v=vista)
        return (texto.rstrip("\n") + "\n").encode()

    @cached_property
    def _entorno(self) -> Environment:
        # Cargar jinja2 tarda más que una construcción sin cambios, que no dibuja nada.
        from jinja2 import Environment, StrictUndefined

        entorno = Environment(
            loader=self._cargador(),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=sin_vacios,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=self._compiladas(),
        )
        entorno.filters.update(FILTROS)
        entorno.globals.update(hojas=self._hojas(), aviso_demostracion=AVISO_DEMOSTRACION)
        return entorno

    def _cargador(self) -> BaseLoader:
        """Cada plantilla por su nombre, o por «tema:nombre» para extender la que se reemplaza."""
        from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader

        por_tema: dict[str, list[str]] = {}
        for capa in self.tema.capas:
            por_tema.setdefault(capa.nombre, []).append(str(capa.carpeta / PLANTILLAS))
        todas = [carpeta for carpetas in por_tema.values() for carpeta in carpetas]
        prefijos = {nombre: FileSystemLoader(carpetas) for nombre, carpetas in por_tema.items()}
        return ChoiceLoader([FileSystemLoader(todas), PrefixLoader(prefijos, delimiter=":")])

    def _hojas(self) -> tuple[str, ...]:
        """Las direcciones de las hojas de estilo, con su huella."""
        return tuple(self.tema.estaticos[h].ruta for h in _HOJAS if h in self.tema.estaticos)

    def _compiladas(self) -> FileSystemBytecodeCache | None:
        from jinja2 import FileSystemBytecodeCache

        # Jinja2 crea la carpeta en un lugar común del sistema si no se le da una.
        return FileSystemBytecodeCache(str(self._cache)) if self._cache else None
