"""La historia del sitio en palabras: qué se publicó, qué cambió campo por campo y qué se retiró."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.sitio import (
    CAMBIO_DE_DIRECCION,
    RUTA_BORRADA,
    CambioDeCampo,
    DocumentoPublicado,
    Publicacion,
)
from generador.resumen.valores import CUERPO
from generador.vistas import textos
from generador.vistas.comunes import INICIO, PUBLICACIONES, hacer_marco
from generador.vistas.marco import Enlace, Marco

_ACCIONES = {"publicado": "Se publicó", "cambiado": "Cambió", "retirado": "Se retiró"}
NO_ESTABA, YA_NO_ESTA = "no estaba", "ya no está"


class VistaCambio(Struct, frozen=True):
    """Un campo: lo que decía y lo que dice; del texto, de que no se guarda qué decía, nada."""

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


class Publicado(Struct, frozen=True):
    """Lo que una publicación hizo con el documento de una página, o con uno de sus archivos.

    `archivo` es el nombre del archivo, o vacío si fue con el documento; `deshace`, la publicación
    que deshizo, si lo fue.
    """

    fecha: str
    publicacion: Enlace
    archivo: str
    de: VistaDeDocumento
    deshace: int | None


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


def vista_publicaciones(contexto: Contexto, responden: Mapping[str, str]) -> VistaPublicaciones:
    """La historia, la más reciente primero. Solo enlaza lo que hoy responde.

    `responden` da, de cada dirección, a cuál se lleva: la suya, o la de la página que la atiende.
    """
    titulos = {
        d.ruta: d.titulo for p in contexto.publicaciones for d in p.documentos or () if d.titulo
    }
    return VistaPublicaciones(
        hacer_marco(
            contexto,
            PUBLICACIONES.ruta,
            PUBLICACIONES.texto,
            "Qué se publicó, qué cambió y qué se retiró en este sitio, y cuándo",
            (INICIO,),
            clase="pagina-publicaciones",
        ),
        tuple(_publicacion(p, responden, titulos) for p in reversed(contexto.publicaciones)),
    )


def historia_de(ruta: str, contexto: Contexto) -> tuple[Publicado, ...]:
    """Lo que el registro dice de la página de un documento y de sus archivos, lo último primero."""
    return tuple(
        Publicado(
            textos.fecha(s.fecha),
            Enlace(f"Publicación {s.publicacion}", f"{PUBLICACIONES.ruta}#{_ancla(s.publicacion)}"),
            "" if s.documento.ruta == ruta else s.documento.ruta.rpartition("/")[2],
            _documento(s.documento, {}, {}),
            s.deshace,
        )
        for s in reversed(contexto.historia(ruta))
    )


def _ancla(numero: int) -> str:
    return f"publicacion-{numero}"


def _publicacion(
    publicacion: Publicacion, responden: Mapping[str, str], titulos: Mapping[str, str]
) -> VistaPublicacion:
    return VistaPublicacion(
        _ancla(publicacion.numero),
        f"Publicación {publicacion.numero}, {textos.fecha(publicacion.fecha)}",
        _nota(publicacion),
        publicacion.manifiesto or "",
        tuple(_documento(d, responden, titulos) for d in publicacion.documentos or ()),
    )


def _nota(publicacion: Publicacion) -> str:
    if publicacion.deshace is not None:
        return (
            f"Deshizo la publicación {publicacion.deshace}: el sitio volvió a ser el que era antes."
        )
    if publicacion.retiro_definitivo:
        entero = "un documento de todas las versiones"
        que = "lo que un documento decía antes" if publicacion.solo_lo_anterior else entero
        return f"Se borró {que}. Motivo: {publicacion.retiro_definitivo}"
    return "" if publicacion.documentos else "Ningún documento cambió."


def _nombre(documento: DocumentoPublicado, titulos: Mapping[str, str]) -> str:
    """Su título; el de un archivo que no lo tiene, con el del documento al que acompaña."""
    titulo = documento.titulo or titulos.get(documento.ruta)
    if titulo or documento.ruta == RUTA_BORRADA:
        return titulo or documento.ruta
    carpeta, _, archivo = documento.ruta.rpartition("/")
    duenio = titulos.get(f"{carpeta}.html")
    return f"Archivo {archivo}, de «{duenio}»" if duenio else f"Archivo {archivo}"


def _documento(
    documento: DocumentoPublicado, responden: Mapping[str, str], titulos: Mapping[str, str]
) -> VistaDeDocumento:
    nombre = _nombre(documento, titulos)
    # Lo que cambió de dirección sigue publicado: no se retiró.
    a_donde = responden.get(documento.ruta)
    movido = documento.motivo == CAMBIO_DE_DIRECCION
    return VistaDeDocumento(
        CAMBIO_DE_DIRECCION if movido else _ACCIONES[documento.accion],
        nombre,
        Enlace(nombre, a_donde) if a_donde else None,
        documento.sha256 or "",
        "" if movido else documento.motivo or "",
        tuple(map(_cambio, documento.cambios or ())),
    )


def _cambio(cambio: CambioDeCampo) -> VistaCambio:
    partes = (textos.minuscula(textos.palabras(p)) for p in cambio.campo.split("."))
    campo = textos.mayuscula(", ".join(partes))
    if cambio.campo == CUERPO:
        return VistaCambio(campo, "", "")
    return VistaCambio(campo, cambio.antes or NO_ESTABA, cambio.ahora or YA_NO_ESTA)
