"""El esquema de publicación: Decreto 1081 de 2015, artículo 2.1.1.5.3.2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.clases import POR_NOMBRE
from generador.modelo.nombres import enumerar
from generador.modelo.sitio import Cadencia, Evidencia
from generador.resumen import EntradaDeDocumento, ResumenInstancia
from generador.vistas import textos
from generador.vistas.comunes import ESQUEMA, NORMAS, formato_de, por_nombre
from generador.vistas.instrumento import (
    ColumnaDeInstrumento,
    Instrumento,
    Papel,
    requisito_de,
)
from generador.vistas.marco import Enlace
from generador.vistas.partes import ruta_de_parte

IDIOMA = "Español"
"""La lengua de lo que no dice otra."""
_DIGITAL = "Digital"
_SIN_PERIODICIDAD = "Sin periodicidad fijada"

_EVIDENCIAS = {
    "acta": (Evidencia.ACTAS, Evidencia.ACTAS_PUBLICADAS),
    "informe": (Evidencia.INFORME,),
    "plan": (Evidencia.PLAN,),
    "reglamento": (Evidencia.REGLAMENTO,),
}
_CADA = {
    Cadencia.UNICA: "Cuando cambia",
    Cadencia.ANUAL: "Anual",
    Cadencia.SEMESTRAL: "Semestral",
    Cadencia.TRIMESTRAL: "Trimestral",
    Cadencia.MENSUAL: "Mensual",
    Cadencia.POR_SESION: "Con cada sesión",
}


class FilaDelEsquema(Struct, frozen=True):
    """Una clase de documento de una instancia, o las normas del sitio."""

    titulo: str
    formato: str
    generada: date | None
    frecuencia: str
    lugar: Enlace
    produce: str
    responde: str
    idioma: str = IDIOMA
    soporte: str = _DIGITAL
    ruta: str = ""


def _filas(resumenes: Iterable[ResumenInstancia], contexto: Contexto) -> Iterator[FilaDelEsquema]:
    """Una fila por cada clase de documento de cada instancia, y una por las normas del sitio."""
    clases = list(POR_NOMBRE)
    for resumen in por_nombre(resumenes):
        por_clase = sorted(resumen.documentos, key=lambda d: clases.index(d.clase))
        for nombre, documentos in groupby(por_clase, key=lambda d: d.clase):
            yield _de_una_clase(nombre, tuple(documentos), resumen, contexto)
    if normas := contexto.todas_las_normas():
        archivos = (contexto.archivo_de_norma(n.id) for n in normas)
        formatos = {formato_de(a.ruta) for a in archivos if a}
        yield FilaDelEsquema(
            titulo="Normas de las instancias",
            formato=enumerar(("HTML", *sorted(formatos))),
            generada=_la_ultima((n.fecha for n in normas), contexto.corte),
            frecuencia=_CADA[Cadencia.UNICA],
            lugar=Enlace(NORMAS.texto, NORMAS.ruta),
            produce="La autoridad que expidió cada una",
            responde=contexto.nombre_y_sigla_de(contexto.sitio.entidad),
        )


def _de_una_clase(
    nombre: str,
    documentos: tuple[EntradaDeDocumento, ...],
    resumen: ResumenInstancia,
    contexto: Contexto,
) -> FilaDelEsquema:
    formatos = {formato_de(a.ruta) for d in documentos for a in d.archivos}
    ruta = ruta_de_parte(resumen.slug, "documentos")
    plural = textos.mayuscula(POR_NOMBRE[nombre].plural)
    return FilaDelEsquema(
        titulo=f"{plural}{_reconstruidos(documentos)}: {resumen.nombre}",
        formato=enumerar(("HTML", *sorted(formatos))),
        generada=_la_ultima((d.fecha for d in documentos), contexto.corte),
        frecuencia=_cada_cuanto(nombre, resumen, contexto),
        lugar=Enlace(f"Documentos: {resumen.nombre}", ruta),
        produce=resumen.entidad,
        responde=contexto.nombre_y_sigla_de(contexto.sitio.entidad),
    )


def _la_ultima(fechas: Iterable[date | None], corte: date) -> date | None:
    """La del último que ya existe a la fecha de corte."""
    return max((f for f in fechas if f and f <= corte), default=None)


def _reconstruidos(documentos: tuple[EntradaDeDocumento, ...]) -> str:
    cuantos = sum(d.reconstruida for d in documentos)
    if not cuantos:
        return ""
    return (
        " (registros reconstruidos)" if cuantos == len(documentos) else " (algunos, reconstruidos)"
    )


def _cada_cuanto(nombre: str, resumen: ResumenInstancia, contexto: Contexto) -> str:
    """Lo que fijan las listas que se le aplican, a la fecha de corte."""
    cadencias = {
        periodicidad.cada
        for renglon in resumen.renglones
        if (requisito := requisito_de(renglon, contexto))
        and requisito.evidencia in _EVIDENCIAS.get(nombre, ())
        for periodicidad in requisito.periodicidad
        if periodicidad.existe(contexto.corte)
    }
    dichas = [textos.minuscula(_CADA[c]) for c in _CADA if c in cadencias]
    return textos.mayuscula(enumerar(dichas)) or _SIN_PERIODICIDAD


_C = ColumnaDeInstrumento
ESQUEMA_DE_PUBLICACION = Instrumento(
    ESQUEMA,
    "esquema-de-publicacion",
    "Qué publica este sitio, en qué formato, cada cuánto, dónde está y quién responde.",
    "Ley 1712 de 2014, artículo 12; Decreto 1081 de 2015, artículo 2.1.1.5.3.2",
    "Este sitio todavía no publica documentos.",
    (
        _C(
            "Nombre o título de la información",
            "titulo",
            "La clase de documento y la instancia.",
            Papel.TITULO,
        ),
        _C("Idioma", "idioma", "La lengua en que está."),
        _C("Medio de conservación o soporte", "soporte", "Cómo se guarda."),
        _C("Formato", "formato", "El de sus páginas y el de sus archivos.", Papel.A_LA_VISTA),
        _C(
            "Fecha de generación de la información",
            "generada",
            "La del último documento a la fecha de corte.",
        ),
        _C(
            "Frecuencia de actualización",
            "frecuencia",
            "Cada cuánto lo fijan las listas que se le aplican.",
            Papel.A_LA_VISTA,
        ),
        _C("Lugar de consulta", "lugar", "La dirección de su página.", Papel.A_LA_VISTA),
        _C(
            "Responsable de la producción de la información",
            "produce",
            "La entidad que ejerce la secretaría técnica.",
        ),
        _C("Responsable de la información", "responde", "La entidad que publica el sitio."),
    ),
    "sin fecha",
    _filas,
)
