"""La historia del sitio en palabras: qué se publicó, qué cambió campo por campo y qué se retiró."""

from __future__ import annotations

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.sitio import RUTA_BORRADA, CambioDeCampo, DocumentoPublicado, Publicacion
from generador.vistas import textos
from generador.vistas.comunes import INICIO, PUBLICACIONES, hacer_marco
from generador.vistas.marco import Enlace, Marco

_ACCIONES = {"publicado": "Se publicó", "cambiado": "Cambió", "retirado": "Se retiró"}
NO_CONSTA = "no estaba"


class VistaCambio(Struct, frozen=True):
    """Un campo: lo que decía y lo que dice."""

    campo: str
    antes: str
    ahora: str


class VistaDeDocumento(Struct, frozen=True):
    """Lo que una publicación hizo con un documento."""

    accion: str
    nombre: str
    enlace: Enlace | None
    sha256: str
    motivo: str
    cambios: tuple[VistaCambio, ...]


class VistaPublicacion(Struct, frozen=True):
    """Una entrada del registro."""

    ancla: str
    titulo: str
    nota: str
    manifiesto: str
    documentos: tuple[VistaDeDocumento, ...]


class VistaPublicaciones(Struct, frozen=True):
    """La página de la historia."""

    marco: Marco
    publicaciones: tuple[VistaPublicacion, ...]


def vista_publicaciones(contexto: Contexto, ofrecidas: frozenset[str]) -> VistaPublicaciones:
    """La historia, la más reciente primero. Solo enlaza lo que hoy responde: `ofrecidas`."""
    return VistaPublicaciones(
        hacer_marco(
            contexto,
            PUBLICACIONES.ruta,
            PUBLICACIONES.texto,
            "Qué se publicó, qué cambió y qué se retiró en este sitio, y cuándo",
            (INICIO,),
            clase="pagina-publicaciones",
        ),
        tuple(_publicacion(p, ofrecidas) for p in reversed(contexto.publicaciones)),
    )


def _publicacion(publicacion: Publicacion, ofrecidas: frozenset[str]) -> VistaPublicacion:
    return VistaPublicacion(
        f"publicacion-{publicacion.numero}",
        f"Publicación {publicacion.numero}, {textos.fecha(publicacion.fecha)}",
        _nota(publicacion),
        publicacion.manifiesto or "",
        tuple(_documento(d, ofrecidas) for d in publicacion.documentos or ()),
    )


def _nota(publicacion: Publicacion) -> str:
    if publicacion.deshace is not None:
        return (
            f"Deshizo la publicación {publicacion.deshace}: el sitio volvió a ser el que era antes."
        )
    if publicacion.retiro_definitivo:
        borrados = any(d.ruta == RUTA_BORRADA for d in publicacion.documentos or ())
        que = (
            "un documento de todas las versiones" if borrados else "lo que un documento decía antes"
        )
        return f"Se borró {que}: {publicacion.retiro_definitivo}"
    return "" if publicacion.documentos else "Ningún documento cambió."


def _documento(documento: DocumentoPublicado, ofrecidas: frozenset[str]) -> VistaDeDocumento:
    nombre = documento.titulo or documento.ruta
    return VistaDeDocumento(
        _ACCIONES[documento.accion],
        nombre,
        Enlace(nombre, documento.ruta) if documento.ruta in ofrecidas else None,
        documento.sha256 or "",
        documento.motivo or "",
        tuple(map(_cambio, documento.cambios or ())),
    )


def _cambio(cambio: CambioDeCampo) -> VistaCambio:
    return VistaCambio(cambio.campo, cambio.antes or NO_CONSTA, cambio.ahora or NO_CONSTA)
