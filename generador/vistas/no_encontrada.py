"""La página de «no encontrada», que el servidor muestra en cualquier dirección.

Por eso sus enlaces no pueden ser relativos a ella: salen de la dirección pública del sitio. Si
el sitio no la declara, el único que no puede fallar es el del comienzo del servidor.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from generador.configuracion import Contexto
from generador.vistas.comunes import hacer_marco
from generador.vistas.marco import Enlace, Marco


class MarcoSuelto(Marco, frozen=True):
    """El marco de una página que se ve desde cualquier profundidad."""

    @property
    def raiz(self) -> str:
        """El camino absoluto del sitio en su servidor, «/instancias/», o vacío si no se conoce."""
        direccion = self.sitio.direccion
        if not direccion:
            return ""
        _, _, resto = direccion.partition("://")
        _, barra, carpeta = resto.partition("/")
        return f"{barra}{carpeta}".rstrip("/") + "/"

    @property
    def canonica(self) -> str:
        """Ninguna: no es una página que se busque."""
        return ""


class VistaNoEncontrada(Struct, frozen=True):
    """La página 404."""

    marco: Marco
    enlaces: tuple[Enlace, ...]


def vista_no_encontrada(contexto: Contexto) -> VistaNoEncontrada:
    """La página `404.html` del sitio."""
    comun = hacer_marco(contexto, "404.html", "Esta página no existe", "", clase="pagina-404")
    enlaces = comun.sitio.navegacion if comun.sitio.direccion else ()
    ayuda = comun.sitio.ayuda if comun.sitio.direccion else ()
    sitio = replace(comun.sitio, navegacion=enlaces, ayuda=ayuda)
    marco = MarcoSuelto(
        comun.ruta, comun.titulo, comun.descripcion, sitio, avisos=comun.avisos, clase=comun.clase
    )
    return VistaNoEncontrada(marco, enlaces)
