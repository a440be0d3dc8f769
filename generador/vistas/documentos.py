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
    enlace_a_instancia,
    formato_de,
    tamano_en_palabras,
    vista_documento,
)
from generador.vistas.marco import Enlace, Marco, VistaDocumento
from generador.vistas.partes import marco_de_parte
from generador.vistas.por_anios import (
    SIN_ANIO,
    AnioDeLista,
    Reparto,
    Resumenes,
    agrupar,
    contar_anios,
    marco_por_anio,
    repartir,
)
from generador.vistas.seguimientos import Salto

_QUE_SON = textos.mayuscula(", ".join(clase.plural for clase in PUBLICABLES))


class DocumentoListado(Struct, frozen=True):
    """Un documento con sus archivos; `numero` va si su título no lo dice."""

    de: EntradaDeDocumento
    clase: str
    numero: str
    archivos: tuple[VistaDocumento, ...]
    instancia: Enlace | None = None


class VistaDocumentos(Struct, frozen=True):
    """La lista de documentos; `de` es la instancia, o vacío si son los de todo el sitio."""

    marco: Marco
    de: str
    cuenta: str
    anios: tuple[AnioDeLista[DocumentoListado], ...]
    reparto: Reparto


def vista_documentos_de(acervo: Acervo, contexto: Contexto) -> VistaDocumentos:
    """Los documentos de una instancia, con todos sus anexos, también los que no se publican."""
    nombre = acervo.instancia.nombre
    descripcion = f"{_QUE_SON} y anexos, por año: {nombre}."
    marco = marco_de_parte(acervo, contexto, "documentos", "Documentos", descripcion)
    todos = [
        _documento(entrada, _archivos_de(registro, acervo, contexto), None)
        for registro, entrada in entradas_de(acervo, contexto)
    ]
    cuentas = contar_anios(d.de.anio for d in todos)
    saltos = tuple(
        Salto(Enlace(f"Documentos de {anio}", f"{marco.ruta}#s_{anio}"), str(n))
        for anio, n in cuentas.items()
        if anio != SIN_ANIO
    )
    anios = _por_anio(todos)
    return VistaDocumentos(marco, nombre, _cuenta(len(todos)), anios, Reparto(indice=saltos))


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
    suyos = [
        _documento(
            entrada,
            tuple(_archivo(a, contexto) for a in entrada.archivos),
            enlace_a_instancia(r.slug, r.nombre),
        )
        for r in sorted(resumenes, key=lambda r: sin_tildes(r.nombre))
        for entrada in r.documentos
        if _anio(entrada) in reparto.aqui
    ]
    return VistaDocumentos(marco, "", _cuenta(reparto.total), _por_anio(suyos), reparto)


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
    # Casi siempre el título ya lo dice: «Acta 1 de la sesión ordinaria del 4 de marzo de 2025».
    dicho = set(entrada.numero.split()) <= set(entrada.titulo.replace(",", " ").split())
    numero = "" if dicho else textos.minuscula(entrada.numero)
    clase = POR_NOMBRE[entrada.clase].etiqueta
    return DocumentoListado(entrada, clase, numero, archivos, instancia)


def _cuenta(cuantos: int) -> str:
    return textos.contar(cuantos, "documento", "documentos") if cuantos else ""


def _por_anio(todos: Iterable[DocumentoListado]) -> tuple[AnioDeLista[DocumentoListado], ...]:
    en_orden = sorted(todos, key=lambda d: _cuando(d.de), reverse=True)
    return agrupar((_anio(d.de), d) for d in en_orden)


def _cuando(entrada: EntradaDeDocumento) -> tuple[int, date]:
    """Por el año del que trata y, en él, por su fecha; los que no la tienen, al final."""
    return (entrada.anio or 0, entrada.fecha or date.min)
