"""Los instrumentos que la ley define columna por columna, calculados de los registros.

El esquema de publicación y el índice de información clasificada y reservada (Decreto 1081 de 2015,
artículos 2.1.1.5.3.2 y 2.1.1.5.2.2), y la matriz con las columnas del Índice de Transparencia y
Acceso a la Información (ITA). Cada uno dice sus columnas una vez: de ellas salen su página, su CSV
y su hoja de cálculo. De lo retenido se dice que existe, nunca lo que contiene (Ley 1712 de 2014,
artículo 21).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from generador.configuracion import Contexto, LugarDelMenu
from generador.modelo.base import Clasificacion
from generador.modelo.clases import POR_NOMBRE
from generador.modelo.nombres import enumerar
from generador.modelo.sitio import Cadencia, Evidencia, Requisito
from generador.resumen import EntradaDeDocumento, ResumenInstancia
from generador.verificacion.resultados import Estado, Renglon
from generador.vistas import textos
from generador.vistas.comunes import (
    ESQUEMA,
    INDICE,
    INICIO,
    MATRIZ,
    NORMAS,
    RECONSTRUIDO,
    formato_de,
    hacer_marco,
    por_nombre,
)
from generador.vistas.marco import Enlace, Marco, es_externa
from generador.vistas.matriz import SIN_JUZGAR, ancla, ruta_de_cumplimiento
from generador.vistas.partes import ruta_de_parte
from generador.vistas.tablas import en_csv, ruta_de_tabla

_IDIOMA = "Español"
_DIGITAL = "Digital"
_SIN_PERIODICIDAD = "Sin periodicidad fijada"

_EVIDENCIAS = {
    "acta": Evidencia.ACTAS,
    "informe": Evidencia.INFORME,
    "plan": Evidencia.PLAN,
    "reglamento": Evidencia.REGLAMENTO,
}
_CADA = {
    Cadencia.UNICA: "Cuando cambia",
    Cadencia.ANUAL: "Anual",
    Cadencia.SEMESTRAL: "Semestral",
    Cadencia.TRIMESTRAL: "Trimestral",
    Cadencia.MENSUAL: "Mensual",
    Cadencia.POR_SESION: "Con cada sesión",
}
_SE_CUMPLE = {
    Estado.CUMPLE: "Sí",
    Estado.CUMPLE_TARDE: "Sí",
    Estado.NO_APLICA: "NA",
    Estado.SIN_DATO: "",
}

Celda = str | date | Enlace | None
"""Lo de una celda; vacío o `None` es «sin dato». La tabla lleva la dirección del enlace."""


class FilaDeCeldas(Struct, frozen=True):
    """Un renglón, con una celda por columna; `ruta` es la página de que trata, si la hay."""

    celdas: tuple[Celda, ...]
    ruta: str = ""


class Instrumento(Struct, frozen=True):
    """Un instrumento: su página, qué es, en qué norma está, sus columnas y quién da sus filas.

    `nombre` es el de sus archivos, y `si_no_hay`, lo que se dice si no tiene filas. La columna
    `titulo` es la que nombra la fila, y las de `a_la_vista` se leen sin abrirla, contadas todas
    desde cero; `sin_respuesta` es lo que se dice ahí de lo que no se sabe.
    """

    enlace: Enlace
    nombre: str
    que_es: str
    norma: str
    si_no_hay: str
    columnas: tuple[str, ...]
    titulo: int
    a_la_vista: tuple[int, ...]
    sin_respuesta: str
    filas: Callable[[Iterable[ResumenInstancia], Contexto], Iterator[FilaDeCeldas]]

    @property
    def tablas(self) -> tuple[Enlace, Enlace]:
        """Su hoja de cálculo y su CSV."""
        titulo = self.enlace.texto
        return (
            Enlace(f"{titulo} (Excel)", ruta_de_hoja(self)),
            Enlace(f"{titulo} (CSV)", ruta_de_tabla(self.nombre)),
        )


class CeldaVista(Struct, frozen=True):
    """Una celda con el nombre de su columna; el texto vacío es «sin dato»."""

    columna: str
    texto: str
    ruta: str = ""


class FilaDeInstrumento(Struct, frozen=True):
    """Un renglón: lo que lo nombra, con su enlace si lo tiene, lo principal y las demás celdas.

    `por_saber` son las demás que no se saben: el nombre de cada columna y un texto vacío.
    """

    titulo: Enlace
    principal: tuple[CeldaVista, ...]
    demas: tuple[CeldaVista, ...]
    por_saber: tuple[tuple[str, str], ...]


class VistaInstrumento(Struct, frozen=True):
    """La página de un instrumento; `otros` son las de los demás."""

    marco: Marco
    que_es: str
    norma: str
    si_no_hay: str
    filas: tuple[FilaDeInstrumento, ...]
    tablas: tuple[Enlace, ...]
    otros: tuple[Enlace, ...]


# --- el esquema de publicación ----------------------------------------------------------------


def _del_esquema(
    resumenes: Iterable[ResumenInstancia], contexto: Contexto
) -> Iterator[FilaDeCeldas]:
    """Una fila por cada clase de documento de cada instancia, y una por las normas del sitio."""
    clases = list(POR_NOMBRE)
    for resumen in por_nombre(resumenes):
        por_clase = sorted(resumen.documentos, key=lambda d: clases.index(d.clase))
        for nombre, documentos in groupby(por_clase, key=lambda d: d.clase):
            yield _de_una_clase(nombre, tuple(documentos), resumen, contexto)
    if normas := contexto.todas_las_normas():
        archivos = (contexto.archivo_de_norma(n.id) for n in normas)
        formatos = {formato_de(a.ruta) for a in archivos if a}
        yield FilaDeCeldas(
            (
                "Normas de las instancias",
                _IDIOMA,
                _DIGITAL,
                enumerar(("HTML", *sorted(formatos))),
                _la_ultima((n.fecha for n in normas), contexto.corte),
                _CADA[Cadencia.UNICA],
                Enlace(NORMAS.texto, NORMAS.ruta),
                "La autoridad que expidió cada una",
                _entidad_que_publica(contexto),
            )
        )


def _de_una_clase(
    nombre: str,
    documentos: tuple[EntradaDeDocumento, ...],
    resumen: ResumenInstancia,
    contexto: Contexto,
) -> FilaDeCeldas:
    formatos = {formato_de(a.ruta) for d in documentos for a in d.archivos}
    ruta = ruta_de_parte(resumen.slug, "documentos")
    return FilaDeCeldas(
        (
            f"{textos.mayuscula(POR_NOMBRE[nombre].plural)}{_reconstruidos(documentos)}: "
            f"{resumen.nombre}",
            _IDIOMA,
            _DIGITAL,
            enumerar(("HTML", *sorted(formatos))),
            _la_ultima((d.fecha for d in documentos), contexto.corte),
            _cada_cuanto(nombre, resumen, contexto),
            Enlace(f"Documentos: {resumen.nombre}", ruta),
            resumen.entidad,
            _entidad_que_publica(contexto),
        )
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
        if (requisito := _requisito(renglon, contexto))
        and requisito.evidencia is _EVIDENCIAS.get(nombre)
        for periodicidad in requisito.periodicidad
        if periodicidad.existe(contexto.corte)
    }
    dichas = [textos.minuscula(_CADA[c]) for c in _CADA if c in cadencias]
    return textos.mayuscula(enumerar(dichas)) or _SIN_PERIODICIDAD


def _requisito(renglon: Renglon, contexto: Contexto) -> Requisito | None:
    lista = contexto.lista(renglon.lista)
    requisitos = lista.requisitos if lista else ()
    return next((r for r in requisitos if r.item == renglon.requisito), None)


def _entidad_que_publica(contexto: Contexto) -> str:
    entidad = contexto.entidad(contexto.sitio.entidad)
    return entidad.nombre_y_sigla if entidad else contexto.sitio.entidad


# --- el índice de información clasificada y reservada -----------------------------------------


def _del_indice(resumenes: Iterable[ResumenInstancia], _: Contexto) -> Iterator[FilaDeCeldas]:
    """Una fila por cada documento retenido."""
    for resumen in por_nombre(resumenes):
        for d in resumen.retenidos:
            plural = textos.mayuscula(POR_NOMBRE[d.clase].plural)
            reservada = d.clasificacion == Clasificacion.RESERVADA
            retenida = "reservada" if reservada else "clasificada"
            yield FilaDeCeldas(
                (
                    f"{plural}: {resumen.nombre}. Información pública {retenida}",
                    f"{d.titulo} ({RECONSTRUIDO})" if d.reconstruido else d.titulo,
                    d.idioma or _IDIOMA,
                    d.medio,
                    d.fecha,
                    d.produce,
                    d.custodia,
                    d.objetivo_legitimo,
                    d.fundamento,
                    d.fundamento_juridico,
                    textos.mayuscula(d.excepcion),
                    d.calificado,
                    d.plazo,
                ),
                d.ruta,
            )


# --- la matriz con las columnas de ITA --------------------------------------------------------


def _de_la_matriz(
    resumenes: Iterable[ResumenInstancia], contexto: Contexto
) -> Iterator[FilaDeCeldas]:
    """Una fila por cada requisito de publicar de cada instancia, en el último año que se juzga."""
    for resumen in por_nombre(resumenes):
        ultimos = {(r.lista, r.requisito): r for r in sorted(resumen.renglones, key=_juzgado)}
        for renglon in ultimos.values():
            if renglon.es_de_publicar:
                yield _del_requisito(renglon, resumen, contexto)


def _juzgado(renglon: Renglon) -> tuple[bool, int]:
    """Los años en que se sabe algo, después de los demás."""
    return renglon.estado not in SIN_JUZGAR, renglon.anio


def _del_requisito(renglon: Renglon, resumen: ResumenInstancia, contexto: Contexto) -> FilaDeCeldas:
    requisito = _requisito(renglon, contexto)
    lugar = contexto.menu.get(requisito.evidencia) if requisito else None
    respuesta = _respuesta(renglon, resumen)
    de = f"{resumen.nombre}, {renglon.anio}"
    return FilaDeCeldas(
        (
            *_niveles(lugar, contexto),
            f"{renglon.pregunta} ({de})",
            renglon.explicacion,
            "; ".join(renglon.base_legal),
            respuesta,
            renglon.explicacion if respuesta == "NA" else "No corresponde",
            _evidencia(renglon, resumen),
        ),
        f"{ruta_de_cumplimiento(resumen.slug)}#{ancla(renglon)}",
    )


def _niveles(lugar: LugarDelMenu | None, contexto: Contexto) -> tuple[str, str, str]:
    """Los del menú de datos; sin él, el numeral que diga el sitio."""
    if lugar:
        return lugar.nivel1, lugar.nivel2, lugar.item or "No corresponde"
    return "", contexto.sitio.menu or "", ""


def _respuesta(renglon: Renglon, resumen: ResumenInstancia) -> str:
    """«Sí», «No», «NA», o vacío si no se sabe: lo que falta donde faltan registros no es un no."""
    if renglon.estado is Estado.PARCIAL and resumen.cobertura_parcial:
        return ""
    return _SE_CUMPLE.get(renglon.estado, "No")


def _evidencia(renglon: Renglon, resumen: ResumenInstancia) -> Celda:
    """La única que haya o, si son varias, la página de los documentos."""
    if len(renglon.evidencias) == 1:
        unica = renglon.evidencias[0]
        return Enlace(unica.titulo, unica.url) if unica.url else ""
    documentos = Enlace(f"Documentos: {resumen.nombre}", ruta_de_parte(resumen.slug, "documentos"))
    return documentos if renglon.evidencias else ""


# --- los instrumentos -------------------------------------------------------------------------

INSTRUMENTOS = (
    Instrumento(
        ESQUEMA,
        "esquema-de-publicacion",
        "Qué publica este sitio, en qué formato, cada cuánto, dónde está y quién responde.",
        "Ley 1712 de 2014, artículo 12; Decreto 1081 de 2015, artículo 2.1.1.5.3.2",
        "Este sitio todavía no publica documentos.",
        (
            "Nombre o título de la información",
            "Idioma",
            "Medio de conservación o soporte",
            "Formato",
            "Fecha de generación de la información",
            "Frecuencia de actualización",
            "Lugar de consulta",
            "Responsable de la producción de la información",
            "Responsable de la información",
        ),
        0,
        (3, 5, 6),
        "sin fecha",
        _del_esquema,
    ),
    Instrumento(
        INDICE,
        "informacion-clasificada-y-reservada",
        "Los documentos que no se publican y por qué: que existen es público, aunque lo que dicen "
        "no lo sea.",
        "Ley 1712 de 2014, artículos 20 y 21; Decreto 1081 de 2015, artículo 2.1.1.5.2.2",
        "Ningún registro de este sitio nombra un documento clasificado ni reservado.",
        (
            "Nombre o título de la categoría de información",
            "Nombre o título de la información",
            "Idioma",
            "Medio de conservación o soporte",
            "Fecha de generación de la información",
            "Responsable de la producción de la información",
            "Responsable de la información",
            "Objetivo legítimo de la excepción",
            "Fundamento constitucional o legal",
            "Fundamento jurídico de la excepción",
            "Excepción total o parcial",
            "Fecha de la calificación",
            "Plazo de la clasificación o reserva",
        ),
        1,
        (0, 8),
        "No dice con qué fundamento",
        _del_indice,
    ),
    Instrumento(
        MATRIZ,
        "matriz-de-cumplimiento",
        "Lo que cada instancia debe publicar, con las columnas de la matriz del Índice de "
        "Transparencia y Acceso a la Información (ITA), en el último año que se juzga. No es el "
        "reporte de la entidad: es lo que consta en este sitio.",
        "Los lugares del menú están por confirmar; la base legal de cada pregunta va en su fila",
        "A ninguna instancia de este sitio se le exige publicar nada.",
        (
            "Nivel 1",
            "Nivel 2",
            "Ítem",
            "Pregunta",
            "Explicación",
            "Normatividad",
            "Sí, no o NA",
            "Motivo de NA",
            "Dirección de la evidencia",
        ),
        3,
        (6,),
        "No alcanza para responder",
        _de_la_matriz,
    ),
)
"""Todos, el del pie de página primero."""


def ruta_de_hoja(instrumento: Instrumento) -> str:
    """Dónde está su hoja de cálculo."""
    return f"datos/{instrumento.nombre}.xlsx"


def vista_instrumento(
    instrumento: Instrumento, resumenes: Iterable[ResumenInstancia], contexto: Contexto
) -> VistaInstrumento:
    """La página de un instrumento."""
    titulo = instrumento.enlace.texto
    return VistaInstrumento(
        hacer_marco(
            contexto,
            instrumento.enlace.ruta,
            titulo,
            instrumento.que_es,
            (INICIO,),
            clase="pagina-instrumento",
        ),
        instrumento.que_es,
        instrumento.norma,
        instrumento.si_no_hay,
        tuple(_fila_vista(instrumento, f) for f in instrumento.filas(resumenes, contexto)),
        instrumento.tablas,
        tuple(i.enlace for i in INSTRUMENTOS if i is not instrumento),
    )


def _fila_vista(instrumento: Instrumento, fila: FilaDeCeldas) -> FilaDeInstrumento:
    celdas = [
        CeldaVista(columna, _dicha(celda), celda.ruta if isinstance(celda, Enlace) else "")
        for columna, celda in zip(instrumento.columnas, fila.celdas, strict=True)
    ]
    vistas, titulo = instrumento.a_la_vista, celdas[instrumento.titulo]
    demas = [c for n, c in enumerate(celdas) if n not in (instrumento.titulo, *vistas)]
    return FilaDeInstrumento(
        Enlace(titulo.texto, fila.ruta),
        tuple(
            replace(celdas[n], texto=celdas[n].texto or instrumento.sin_respuesta) for n in vistas
        ),
        tuple(c for c in demas if c.texto),
        tuple((c.columna, "") for c in demas if not c.texto),
    )


def _dicha(celda: Celda) -> str:
    if isinstance(celda, Enlace):
        return celda.texto
    return textos.fecha(celda) if isinstance(celda, date) else celda or ""


def filas_de_instrumento(
    instrumento: Instrumento, resumenes: Iterable[ResumenInstancia], contexto: Contexto
) -> tuple[tuple[str | date | None, ...], ...]:
    """Las filas para una tabla; de un enlace va su dirección entera, si el sitio dice la suya."""
    direccion = contexto.sitio.direccion
    base = f"{direccion.rstrip('/')}/" if direccion else ""
    return tuple(
        tuple(_en_tabla(celda, base) for celda in fila.celdas)
        for fila in instrumento.filas(resumenes, contexto)
    )


def _en_tabla(celda: Celda, base: str) -> str | date | None:
    if not isinstance(celda, Enlace):
        return celda
    return celda.ruta if es_externa(celda.ruta) else f"{base}{celda.ruta}"


def csv_de_instrumento(
    instrumento: Instrumento, resumenes: Iterable[ResumenInstancia], contexto: Contexto
) -> str:
    """Su CSV, con sus columnas y ninguna más."""
    return en_csv(instrumento.columnas, filas_de_instrumento(instrumento, resumenes, contexto))
