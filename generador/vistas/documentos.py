"""Los documentos por año, lo último primero: de una instancia o de todas.

Cada uno con sus fechas y con el formato, el tamaño y la huella de sus archivos.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.base import Publicable
from generador.modelo.clases import POR_NOMBRE, PUBLICABLES
from generador.modelo.tipos import sin_tildes
from generador.resumen import ArchivoResumido, EntradaDeDocumento, ResumenInstancia
from generador.resumen.resumir import entradas_de
from generador.vistas import textos
from generador.vistas.comunes import (
    DOCUMENTOS,
    RECONSTRUIDA,
    enlace_a_instancia,
    formato_de,
    tamano_en_palabras,
    vista_documento,
)
from generador.vistas.marco import Enlace, Marco, VistaDocumento
from generador.vistas.partes import marco_de_parte
from generador.vistas.por_anios import (
    SIN_ANIO,
    Resumenes,
    agrupar,
    contar_anios,
    marco_por_anio,
    repartir,
)
from generador.vistas.seguimientos import Salto
from generador.vistas.tablas import ruta_de_tabla

_QUE_SON = textos.mayuscula(", ".join(clase.plural for clase in PUBLICABLES))


class DocumentoListado(Struct, frozen=True):
    """Un documento con su página y sus archivos.

    `publicacion_probada` dice si la fecha de publicación es la probada o la declarada.
    """

    enlace: Enlace
    clase: str
    insignias: tuple[str, ...]
    fecha: str
    publicacion: str
    publicacion_probada: bool
    archivos: tuple[VistaDocumento, ...]
    instancia: Enlace | None = None


class AnioDeDocumentos(Struct, frozen=True):
    """Los documentos de un año."""

    anio: str
    documentos: tuple[DocumentoListado, ...]


class VistaDocumentos(Struct, frozen=True):
    """La lista de documentos; `de` es la instancia, o vacío si son los de todo el sitio.

    `indice` lleva a los años y `alcance` dice cuáles están en la página, si no están todos. Si el
    año no cabe, `instancias` lleva a la lista de cada una; `csv` es donde están todos.
    """

    marco: Marco
    de: str
    cuenta: str
    indice: tuple[Salto, ...]
    alcance: str
    anios: tuple[AnioDeDocumentos, ...]
    instancias: tuple[Salto, ...] = ()
    csv: str = ""


def vista_documentos_de(acervo: Acervo, contexto: Contexto) -> VistaDocumentos:
    """Los documentos de una instancia, con todos sus anexos, también los que no se publican."""
    nombre = acervo.instancia.nombre
    descripcion = f"{_QUE_SON} y anexos, por año: {nombre}."
    marco = marco_de_parte(acervo, contexto, "documentos", "Documentos", descripcion)
    pares = [
        (entrada, _documento(entrada, _archivos_de(registro, acervo, contexto), None))
        for registro, entrada in entradas_de(acervo, contexto)
    ]
    cuentas = contar_anios(entrada.anio for entrada, _ in pares)
    saltos = tuple(
        Salto(Enlace(f"Documentos de {anio}", f"{marco.ruta}#s_{anio}"), str(n))
        for anio, n in cuentas.items()
        if anio != SIN_ANIO
    )
    return VistaDocumentos(marco, nombre, _cuenta(len(pares)), saltos, "", _por_anio(pares))


def _archivos_de(
    registro: Publicable, acervo: Acervo, contexto: Contexto
) -> tuple[VistaDocumento, ...]:
    """El original y los anexos, sin repetir ninguno."""
    vistos = (vista_documento(registro, d, acervo, contexto) for _, d in registro.documentos)
    return tuple(dict.fromkeys(vistos))


def vista_documentos(
    resumenes: Resumenes, contexto: Contexto, anio: str | None = None
) -> VistaDocumentos:
    """Los documentos publicados de todas las instancias: los de un año, o la primera página."""
    marco = marco_por_anio(
        contexto,
        DOCUMENTOS,
        anio,
        f"{_QUE_SON} y anexos de todas las instancias.",
        "pagina-documentos",
    )
    reparto = repartir(DOCUMENTOS, "documentos", resumenes, anios_de_documentos, anio)
    pares = [
        (
            entrada,
            _documento(
                entrada,
                tuple(_archivo(a, contexto) for a in entrada.archivos),
                enlace_a_instancia(r.slug, r.nombre),
            ),
        )
        for r in sorted(resumenes, key=lambda r: sin_tildes(r.nombre))
        for entrada in r.documentos
        if _anio(entrada) in reparto.aqui
    ]
    return VistaDocumentos(
        marco,
        "",
        _cuenta(reparto.total),
        reparto.indice,
        reparto.alcance,
        _por_anio(pares),
        reparto.instancias,
        ruta_de_tabla("documentos"),
    )


def anios_de_documentos(resumen: ResumenInstancia) -> Iterator[int | None]:
    """El año de cada documento; `None` si no se sabe."""
    return (d.anio for d in resumen.documentos)


def _anio(entrada: EntradaDeDocumento) -> str:
    return str(entrada.anio or SIN_ANIO)


def _archivo(archivo: ArchivoResumido, contexto: Contexto) -> VistaDocumento:
    return VistaDocumento(
        titulo=archivo.titulo,
        ruta=archivo.ruta,
        formato=formato_de(archivo.ruta),
        tamano=tamano_en_palabras(archivo.bytes),
        sha256=archivo.sha256,
        fecha=textos.fecha(archivo.fecha),
        publicacion_declarada="",
        publicacion_probada=textos.fecha(contexto.fecha_probada(archivo.ruta)),
    )


def _documento(
    entrada: EntradaDeDocumento,
    archivos: tuple[VistaDocumento, ...],
    instancia: Enlace | None,
) -> DocumentoListado:
    return DocumentoListado(
        enlace=Enlace(entrada.titulo, entrada.ruta),
        clase=POR_NOMBRE[entrada.clase].etiqueta,
        insignias=_insignias(entrada),
        fecha=textos.fecha(entrada.fecha),
        publicacion=textos.fecha(entrada.publicada),
        publicacion_probada=entrada.probada,
        archivos=archivos,
        instancia=instancia,
    )


def _insignias(entrada: EntradaDeDocumento) -> tuple[str, ...]:
    # Casi siempre el título ya lo dice: «Acta 1 de la sesión ordinaria del 4 de marzo de 2025».
    dicho = set(entrada.numero.split()) <= set(entrada.titulo.replace(",", " ").split())
    numero = () if dicho else (textos.minuscula(entrada.numero),)
    return (*numero, *((RECONSTRUIDA,) if entrada.reconstruida else ()))


def _cuenta(cuantos: int) -> str:
    return textos.contar(cuantos, "documento", "documentos") if cuantos else ""


def _por_anio(
    pares: Iterable[tuple[EntradaDeDocumento, DocumentoListado]],
) -> tuple[AnioDeDocumentos, ...]:
    en_orden = sorted(pares, key=lambda par: _cuando(par[0]), reverse=True)
    anios = agrupar((_anio(entrada), documento) for entrada, documento in en_orden)
    return tuple(AnioDeDocumentos(anio, suyos) for anio, suyos in anios.items())


def _cuando(entrada: EntradaDeDocumento) -> tuple[int, date]:
    """Por el año del que trata y, en él, por su fecha; los que no la tienen, al final."""
    return (entrada.anio or 0, entrada.fecha or date.min)
