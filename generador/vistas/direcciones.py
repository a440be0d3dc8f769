"""Las páginas que responden en una dirección vieja: la redirección y el aviso de retiro."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.sitio import Retirado
from generador.vistas import textos
from generador.vistas.comunes import INICIO, hacer_marco
from generador.vistas.marco import Enlace, Marco


class MarcoDeRedireccion(Marco, frozen=True):
    """El marco de una página que lleva a otra: su dirección canónica es la otra."""

    destino: str = ""

    @property
    def canonica(self) -> str:
        """La dirección pública de la página a la que lleva."""
        direccion = self.sitio.direccion
        return f"{direccion.rstrip('/')}/{self.destino}" if direccion else ""


class VistaRedireccion(Struct, frozen=True):
    """La página que lleva a donde el documento está hoy."""

    marco: MarcoDeRedireccion
    enlace: Enlace


class VistaRetirado(Struct, frozen=True):
    """El aviso de que un documento se retiró; `nombre` es el del registro de publicaciones."""

    marco: Marco
    nombre: str
    fecha: str
    motivo: str


class VistaEspera(Struct, frozen=True):
    """El aviso de que un documento citado todavía no se muestra."""

    marco: Marco
    dia: str
    corte: str


def vista_espera(pagina: str, dia: date, contexto: Contexto) -> VistaEspera:
    """El aviso que vive en `pagina` hasta el `dia` en que el documento se muestra."""
    marco = hacer_marco(
        contexto, pagina, "Este documento todavía no está", "", (INICIO,), clase="pagina-aviso"
    )
    return VistaEspera(marco, textos.fecha(dia), textos.fecha(contexto.corte))


def vista_redireccion(pagina: str, enlace: Enlace, contexto: Contexto) -> VistaRedireccion:
    """La redirección que vive en `pagina` y lleva a `enlace`."""
    comun = hacer_marco(contexto, pagina, "Este documento cambió de dirección", "", (INICIO,))
    marco = MarcoDeRedireccion(
        comun.ruta,
        comun.titulo,
        comun.descripcion,
        comun.sitio,
        comun.migas,
        comun.avisos,
        "pagina-aviso",
        destino=enlace.ruta,
    )
    return VistaRedireccion(marco, enlace)


def vista_retirado(pagina: str, retirado: Retirado, contexto: Contexto) -> VistaRetirado:
    """El aviso que vive en `pagina`."""
    marco = hacer_marco(
        contexto, pagina, "Este documento se retiró", "", (INICIO,), clase="pagina-aviso"
    )
    nombre = next(
        (
            d.titulo
            for publicacion in reversed(contexto.publicaciones)
            for d in publicacion.documentos or ()
            if d.titulo and d.ruta == pagina
        ),
        "",
    )
    return VistaRetirado(marco, nombre, textos.fecha(retirado.fecha), retirado.motivo)
