"""La matriz con las columnas del Índice de Transparencia y Acceso a la Información (ITA)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generador.configuracion import Contexto, LugarDelMenu
from generador.resumen import ResumenInstancia
from generador.verificacion.resultados import Estado, Renglon
from generador.vistas.comunes import MATRIZ, por_nombre
from generador.vistas.instrumento import (
    Celda,
    ColumnaDeInstrumento,
    Instrumento,
    Papel,
    requisito_de,
)
from generador.vistas.marco import Enlace
from generador.vistas.matriz import SIN_JUZGAR, ancla, ruta_de_cumplimiento
from generador.vistas.partes import ruta_de_parte

_SE_CUMPLE = {
    Estado.CUMPLE: "Sí",
    Estado.CUMPLE_TARDE: "Sí",
    Estado.NO_APLICA: "NA",
    Estado.SIN_DATO: "",
}


class FilaDeIta(Struct, frozen=True):
    """Un requisito de publicar de una instancia, en el último año que se juzga."""

    nivel1: str
    nivel2: str
    item: str
    pregunta: str
    explicacion: str
    normatividad: str
    respuesta: str
    motivo: str
    evidencia: Celda
    ruta: str


def _filas(resumenes: Iterable[ResumenInstancia], contexto: Contexto) -> Iterator[FilaDeIta]:
    """Una fila por cada requisito de publicar de cada instancia, en el último año que se juzga."""
    for resumen in por_nombre(resumenes):
        ultimos = {(r.lista, r.requisito): r for r in sorted(resumen.renglones, key=_juzgado)}
        for renglon in ultimos.values():
            if renglon.es_de_publicar:
                yield _del_requisito(renglon, resumen, contexto)


def _juzgado(renglon: Renglon) -> tuple[bool, int]:
    """Los años en que se sabe algo, después de los demás."""
    return renglon.estado not in SIN_JUZGAR, renglon.anio


def _del_requisito(renglon: Renglon, resumen: ResumenInstancia, contexto: Contexto) -> FilaDeIta:
    requisito = requisito_de(renglon, contexto)
    lugar = contexto.menu.get(requisito.evidencia) if requisito else None
    nivel1, nivel2, item = _niveles(lugar, contexto)
    respuesta = _respuesta(renglon, resumen)
    return FilaDeIta(
        nivel1=nivel1,
        nivel2=nivel2,
        item=item,
        pregunta=f"{renglon.pregunta} ({resumen.nombre}, {renglon.anio})",
        explicacion=renglon.explicacion,
        normatividad="; ".join(renglon.base_legal),
        respuesta=respuesta,
        motivo=renglon.explicacion if respuesta == "NA" else "No corresponde",
        evidencia=_evidencia(renglon, resumen),
        ruta=f"{ruta_de_cumplimiento(resumen.slug)}#{ancla(renglon)}",
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


_C = ColumnaDeInstrumento
MATRIZ_ITA = Instrumento(
    MATRIZ,
    "matriz-de-cumplimiento",
    "Lo que cada instancia debe publicar, con las columnas de la matriz del Índice de "
    "Transparencia y Acceso a la Información (ITA), en el último año que se juzga. No es el "
    "reporte de la entidad: es lo que consta en este sitio.",
    "Los lugares del menú están por confirmar; la base legal de cada pregunta va en su fila",
    "A ninguna instancia de este sitio se le exige publicar nada.",
    (
        _C("Nivel 1", "nivel1", "El del menú de transparencia en que va, con su número."),
        _C("Nivel 2", "nivel2", "El segundo nivel."),
        _C("Ítem", "item", "El ítem, o que no corresponde."),
        _C("Pregunta", "pregunta", "El requisito, la instancia y el año.", Papel.TITULO),
        _C("Explicación", "explicacion", "Cómo se juzgó, en palabras."),
        _C("Normatividad", "normatividad", "La base legal, con lo que se haya confirmado de ella."),
        _C("Sí, no o NA", "respuesta", "Si se cumple; vacío, si no se sabe.", Papel.A_LA_VISTA),
        _C("Motivo de NA", "motivo", "Por qué no se aplica, si es así."),
        _C("Dirección de la evidencia", "evidencia", "Dónde está lo que lo prueba."),
    ),
    "No alcanza para responder",
    _filas,
)
