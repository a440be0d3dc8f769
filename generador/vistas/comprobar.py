"""Cómo saber si la copia de un documento es la que se publicó, y qué día consta que era pública."""

from __future__ import annotations

from msgspec import Struct

from generador.configuracion import Contexto
from generador.vistas.comunes import COMPROBAR, INICIO, PUBLICACIONES, hacer_marco
from generador.vistas.marco import Enlace, Marco


class OrdenDeHuella(Struct, frozen=True):
    """Con qué orden se calcula la huella de un archivo en un sistema."""

    sistema: str
    donde: str
    orden: str


_ORDENES = (
    OrdenDeHuella(
        "Windows", "en PowerShell, en la carpeta de la copia", "Get-FileHash documento.pdf"
    ),
    OrdenDeHuella("macOS", "en la Terminal", "shasum -a 256 documento.pdf"),
    OrdenDeHuella("Linux", "en una terminal", "sha256sum documento.pdf"),
)


class VistaComprobar(Struct, frozen=True):
    """La página que lo explica. `registro` es `None` si el sitio no ha publicado nada."""

    marco: Marco
    ordenes: tuple[OrdenDeHuella, ...]
    registro: Enlace | None


def vista_comprobar(contexto: Contexto) -> VistaComprobar:
    """La explicación, que es la misma en todos los sitios."""
    return VistaComprobar(
        hacer_marco(
            contexto,
            COMPROBAR.ruta,
            COMPROBAR.texto,
            "Si su copia es la que se publicó, y qué día consta que era pública.",
            (INICIO,),
            clase="pagina-comprobar",
        ),
        _ORDENES,
        PUBLICACIONES if contexto.publicaciones else None,
    )
