"""La página de búsqueda. Lo que escribe el guion no está en la vista: sin él hay listados."""

from __future__ import annotations

from msgspec import Struct

from generador.configuracion import Contexto
from generador.vistas.comunes import INICIO, hacer_marco
from generador.vistas.marco import Enlace, Marco

BUSCAR = Enlace("Buscar", "buscar.html")


class VistaBuscar(Struct, frozen=True):
    """La página de búsqueda y los listados a los que lleva cuando no se puede buscar."""

    marco: Marco
    listados: tuple[Enlace, ...]


def vista_buscar(contexto: Contexto, listados: tuple[Enlace, ...]) -> VistaBuscar:
    """La vista de `buscar.html`, con los listados que el sitio tiene."""
    marco = hacer_marco(
        contexto,
        BUSCAR.ruta,
        BUSCAR.texto,
        "Buscar en actas, decisiones, compromisos, reglamentos, planes, informes y normas.",
        (INICIO,),
        clase="pagina-buscar",
    )
    return VistaBuscar(marco, listados)
