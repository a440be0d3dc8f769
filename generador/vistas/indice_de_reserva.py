"""El índice de información clasificada y reservada: Decreto 1081 de 2015, artículo 2.1.1.5.2.2.

De lo retenido se dice que existe, nunca lo que contiene (Ley 1712 de 2014, artículo 21).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.base import Clasificacion
from generador.modelo.clases import POR_NOMBRE
from generador.resumen import ResumenInstancia, RetenidoResumido
from generador.vistas import textos
from generador.vistas.comunes import INDICE, RECONSTRUIDO, por_nombre
from generador.vistas.esquema_de_publicacion import IDIOMA
from generador.vistas.instrumento import ColumnaDeInstrumento, Instrumento, Papel


class FilaDelIndice(Struct, frozen=True):
    """Un documento retenido, con la clase de información de que hace parte."""

    de: RetenidoResumido
    instancia: str

    @property
    def ruta(self) -> str:
        """La página del registro que lo nombra."""
        return self.de.ruta

    @property
    def categoria(self) -> str:
        """«Actas: Mesa de ejemplo. Información pública reservada»."""
        plural = textos.mayuscula(POR_NOMBRE[self.de.clase].plural)
        reservada = self.de.clasificacion == Clasificacion.RESERVADA
        retenida = "reservada" if reservada else "clasificada"
        return f"{plural}: {self.instancia}. Información pública {retenida}"

    @property
    def titulo(self) -> str:
        """El suyo; del que nombra un registro reconstruido, con esa marca."""
        return f"{self.de.titulo} ({RECONSTRUIDO})" if self.de.reconstruido else self.de.titulo

    @property
    def idioma(self) -> str:
        """El que dice su registro."""
        return self.de.idioma or IDIOMA

    @property
    def excepcion(self) -> str:
        """«Total» o «Parcial»."""
        return textos.mayuscula(self.de.excepcion)


def _filas(resumenes: Iterable[ResumenInstancia], _: Contexto) -> Iterator[FilaDelIndice]:
    """Una fila por cada documento retenido."""
    for resumen in por_nombre(resumenes):
        for retenido in resumen.retenidos:
            yield FilaDelIndice(retenido, resumen.nombre)


_C = ColumnaDeInstrumento
INDICE_DE_RESERVA = Instrumento(
    INDICE,
    "informacion-clasificada-y-reservada",
    "Los documentos que no se publican y por qué: que existen es público, aunque lo que dicen "
    "no lo sea.",
    "Ley 1712 de 2014, artículos 20 y 21; Decreto 1081 de 2015, artículo 2.1.1.5.2.2",
    "Ningún registro de este sitio nombra un documento clasificado ni reservado.",
    (
        _C(
            "Nombre o título de la categoría de información",
            "categoria",
            "La clase de documento, la instancia y si es clasificada o reservada.",
            Papel.A_LA_VISTA,
        ),
        _C("Nombre o título de la información", "titulo", "El del documento.", Papel.TITULO),
        _C("Idioma", "idioma", "La lengua en que está."),
        _C("Medio de conservación o soporte", "de.medio", "Cómo se guarda."),
        _C("Fecha de generación de la información", "de.fecha", "La del documento."),
        _C(
            "Responsable de la producción de la información",
            "de.produce",
            "Quién lo hizo.",
        ),
        _C("Responsable de la información", "de.custodia", "Quién lo guarda."),
        _C(
            "Objetivo legítimo de la excepción",
            "de.objetivo_legitimo",
            "Lo que se protege al no publicarlo.",
        ),
        _C(
            "Fundamento constitucional o legal",
            "de.fundamento",
            "La norma que lo permite.",
            Papel.A_LA_VISTA,
        ),
        _C(
            "Fundamento jurídico de la excepción",
            "de.fundamento_juridico",
            "La que se invoca en el caso.",
        ),
        _C("Excepción total o parcial", "excepcion", "Si se retiene todo o una parte."),
        _C("Fecha de la calificación", "de.calificado", "El día en que se calificó."),
        _C("Plazo de la clasificación o reserva", "de.plazo", "Por cuánto tiempo."),
    ),
    "No dice con qué fundamento",
    _filas,
)
