"""La declaración de accesibilidad: qué comprueba una prueba y qué está por verificar."""

from __future__ import annotations

from msgspec import Struct

from generador.configuracion import Contexto, LineaDeAccesibilidad
from generador.modelo.base import Confianza
from generador.vistas import textos
from generador.vistas.comunes import ACCESIBILIDAD, CONTACTO, INICIO, hacer_marco
from generador.vistas.marco import Enlace, Marco
from generador.vistas.registros import enlace_a_norma

_NORMA = "resolucion-1519-2020-mintic"
_NOMBRE = (
    "Resolución 1519 de 2020 del Ministerio de Tecnologías de la Información y las Comunicaciones"
)


class LineaVista(Struct, frozen=True):
    """Una línea del anexo. Sin `pruebas` está por verificar; `confirmado` es de su tema."""

    cc: str
    tema: str
    confirmado: bool
    criterios: str
    alcance: str
    pruebas: tuple[str, ...]


class VistaAccesibilidad(Struct, frozen=True):
    """La declaración. `norma` no tiene ruta si el sitio no la tiene."""

    marco: Marco
    norma: Enlace
    cuenta: str
    lineas: tuple[LineaVista, ...]
    contacto: Enlace


def vista_accesibilidad(contexto: Contexto) -> VistaAccesibilidad:
    """La declaración, calculada de las pruebas que nombra cada línea: nadie la escribe."""
    lineas = tuple(map(_linea, contexto.accesibilidad))
    probadas = sum(1 for linea in lineas if linea.pruebas)
    return VistaAccesibilidad(
        hacer_marco(
            contexto,
            ACCESIBILIDAD.ruta,
            "Declaración de accesibilidad",
            "Qué comprueban las pruebas del sitio de cada línea de la Resolución 1519 de 2020.",
            (INICIO,),
            clase="pagina-accesibilidad",
        ),
        enlace_a_norma(_NORMA, contexto) if contexto.norma(_NORMA) else Enlace(_NOMBRE, ""),
        f"{probadas} de {textos.contar(len(lineas), 'línea', 'líneas')}",
        lineas,
        CONTACTO,
    )


def _linea(linea: LineaDeAccesibilidad) -> LineaVista:
    return LineaVista(
        linea.cc,
        linea.texto,
        linea.confianza is Confianza.CONFIRMADO,
        ", ".join(linea.wcag),
        linea.alcance,
        linea.pruebas,
    )
