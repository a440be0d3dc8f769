"""De una vista a los bytes de su página, con las plantillas de un tema.

Todo texto se escapa siempre, sin excepción que una plantilla pueda pedir: el único que pasa tal
cual es `generador.modelo.base.Html`, que solo sale del saneador. Un nombre que la vista no tiene
es un error, no un hueco en la página.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from generador.arboles import Almacen
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.representacion.filtros import FILTROS, sin_vacios
from generador.representacion.tema import PLANTILLAS, Tema, abrir_tema
from generador.vigencia.programa import carpeta_de_temas_propios, huella_del_programa
from generador.vistas.marco import AVISO_DEMOSTRACION

if TYPE_CHECKING:
    from generador.representacion.entorno import EntornoDeCapas

__all__ = ["Representador", "Tema", "abrir_tema", "carpeta_de_temas_propios"]

# La última es del sitio: cambia las variables de las demás sin copiarlas.
_PRIMERA, _ULTIMA = "estilo.css", "tema.css"
_LOGOS = ("logo.svg", "logo.png")
_ICONOS = ("icono.svg", "icono.png")


class Representador:
    """Las plantillas de un tema, compiladas una sola vez por proceso.

    En `almacen` quedan las plantillas compiladas, de una construcción a otra.
    """

    def __init__(self, tema: Tema, almacen: Almacen | None = None) -> None:
        self.tema = tema
        self._almacen = almacen

    def representar(self, plantilla: str, vista: object) -> bytes:
        """La página en UTF-8, con un salto de línea al final.

        Lanza `FalloDePlantilla` si una plantilla del sitio pide lo que la vista no da o está mal
        escrita. Si es una del generador, el error de Jinja2 pasa tal cual: es del programa.
        """
        entorno = self._entorno
        try:
            texto = entorno.get_template(plantilla).render(v=vista)
        except Exception as fallo:
            # Una plantilla puede lanzar cualquier cosa; lo que no es del sitio sigue su camino.
            from generador.representacion.fallos import fallo_de_plantilla

            if (del_sitio := fallo_de_plantilla(fallo, self._del_sitio)) is not None:
                raise del_sitio from fallo
            raise
        return (texto.rstrip("\n") + "\n").encode()

    def huella_de(self, plantilla: str) -> str:
        """La huella de una plantilla y las que usa; si no se sabe cuáles, la de todo el tema."""
        return self._huellas.get(plantilla) or self.tema.huella

    @cached_property
    def _huellas(self) -> Mapping[str, str]:
        """Las de todas, que con el mismo tema son las de la última vez."""
        nombre, version = "huellas-de-plantillas", f"{self.tema.huella} {huella_del_programa()}"
        if self._almacen and (sabidas := self._almacen.leer(nombre, dict[str, str], version)):
            return sabidas
        # Tarda en cargarse, y con el tema de siempre no hace falta.
        from generador.representacion.plantillas import huellas_de_plantillas

        nombres = {n for capa in self.tema.capas for n, _ in capa.los_de(PLANTILLAS)}
        huellas = huellas_de_plantillas(self._entorno, sorted(nombres))
        if self._almacen:
            self._almacen.guardar(nombre, huellas, version)
        return huellas

    @cached_property
    def _entorno(self) -> EntornoDeCapas:
        # Cargar jinja2 tarda más que una construcción sin cambios, que no dibuja nada.
        from jinja2 import StrictUndefined

        from generador.representacion.entorno import EntornoDeCapas, PlantillasCompiladas

        entorno = EntornoDeCapas(
            self.tema.capas,
            autoescape=True,
            undefined=StrictUndefined,
            finalize=sin_vacios,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=PlantillasCompiladas(self._almacen) if self._almacen else None,
        )
        entorno.filters.update(FILTROS)
        entorno.globals.update(
            hojas=self._hojas(),
            guiones=self._guiones(),
            logo=self._primero(_LOGOS),
            icono=self._primero(_ICONOS),
            aviso_demostracion=AVISO_DEMOSTRACION,
            sin_dato_dicho=SIN_DATO_DICHO,
        )
        return entorno

    @cached_property
    def _del_sitio(self) -> frozenset[str]:
        """Las plantillas que escribió el sitio, desde su carpeta."""
        suyas = (capa for capa in self.tema.capas if not capa.del_generador)
        return frozenset(
            f"{c.lugar}/{PLANTILLAS}/{n}" for c in suyas for n, _ in c.los_de(PLANTILLAS)
        )

    def _hojas(self) -> tuple[str, ...]:
        """Las hojas de estilo: la común, la que lleva el nombre de cada tema, y la del sitio."""
        por_tema = (f"{capa.nombre}.css" for capa in reversed(self.tema.capas))
        hojas = dict.fromkeys((_PRIMERA, *por_tema, _ULTIMA))
        return tuple(self.tema.estaticos[h].ruta for h in hojas if h in self.tema.estaticos)

    def _primero(self, nombres: Iterable[str]) -> str:
        """La dirección del primer archivo del tema con uno de esos nombres, o vacía."""
        estaticos = self.tema.estaticos
        return next((estaticos[n].ruta for n in nombres if n in estaticos), "")

    def _guiones(self) -> Mapping[str, str]:
        """Las direcciones de los programas del tema, por su nombre: `filtro.js`."""
        return {n: a.ruta for n, a in self.tema.estaticos.items() if n.endswith(".js")}
