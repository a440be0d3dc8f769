"""Los instrumentos que la ley define columna por columna: su página, su CSV y su hoja de cálculo.

Cada uno, en su módulo, dice sus columnas una vez: qué nombre les da la norma, qué dice cada una, de
qué campo de la fila sale y si se ve sin abrirla.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import Enum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generador.configuracion import Contexto
from generador.modelo.sitio import Requisito
from generador.resumen import ResumenInstancia
from generador.verificacion.resultados import Renglon
from generador.vistas import textos
from generador.vistas.campos import De, tomar
from generador.vistas.comunes import INICIO, hacer_marco
from generador.vistas.marco import Enlace, Marco, es_externa
from generador.vistas.tablas import en_csv, ruta_de_tabla

Celda = str | date | Enlace | None
"""Lo de una celda; vacío o `None` es «sin dato». La tabla lleva la dirección del enlace."""


class Papel(Enum):
    """Qué hace una columna en la página: nombra la fila, se lee sin abrirla, o va con las demás."""

    TITULO = "titulo"
    A_LA_VISTA = "a_la_vista"
    DEMAS = "demas"


class ColumnaDeInstrumento(Struct, frozen=True):
    """Una columna: el nombre que le da la norma, de qué campo de la fila sale y qué dice aquí."""

    nombre: str
    de: De
    descripcion: str
    papel: Papel = Papel.DEMAS


class Instrumento(Struct, frozen=True):
    """Un instrumento: su página, qué es, en qué norma está, sus columnas y quién da sus filas.

    `nombre` es el de sus archivos, y `si_no_hay`, lo que se dice si no tiene filas; `sin_respuesta`
    es lo que se dice a la vista de lo que no se sabe. Una fila tiene un campo por columna y, en
    `ruta`, la página de que trata, si la hay.
    """

    enlace: Enlace
    nombre: str
    que_es: str
    norma: str
    si_no_hay: str
    columnas: tuple[ColumnaDeInstrumento, ...]
    sin_respuesta: str
    filas: Callable[[Iterable[ResumenInstancia], Contexto], Iterator[Any]]

    @property
    def tablas(self) -> tuple[Enlace, Enlace]:
        """Su hoja de cálculo y su CSV."""
        titulo = self.enlace.texto
        return (
            Enlace(f"{titulo} (Excel)", ruta_de_hoja(self)),
            Enlace(f"{titulo} (CSV)", ruta_de_tabla(self.nombre)),
        )

    @property
    def encabezado(self) -> tuple[str, ...]:
        """Los nombres de sus columnas."""
        return tuple(c.nombre for c in self.columnas)


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


def ruta_de_hoja(instrumento: Instrumento) -> str:
    """Dónde está su hoja de cálculo."""
    return f"datos/{instrumento.nombre}.xlsx"


def vista_instrumento(
    instrumento: Instrumento,
    resumenes: Iterable[ResumenInstancia],
    contexto: Contexto,
    otros: Iterable[Enlace] = (),
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
        tuple(e for e in otros if e != instrumento.enlace),
    )


def _fila_vista(instrumento: Instrumento, fila: Any) -> FilaDeInstrumento:
    celdas: dict[Papel, list[CeldaVista]] = {papel: [] for papel in Papel}
    for columna in instrumento.columnas:
        celda: Celda = tomar(fila, columna.de)
        ruta = celda.ruta if isinstance(celda, Enlace) else ""
        celdas[columna.papel].append(CeldaVista(columna.nombre, _dicha(celda), ruta))
    (titulo,) = celdas[Papel.TITULO]
    return FilaDeInstrumento(
        Enlace(titulo.texto, fila.ruta),
        tuple(
            replace(c, texto=c.texto or instrumento.sin_respuesta) for c in celdas[Papel.A_LA_VISTA]
        ),
        tuple(c for c in celdas[Papel.DEMAS] if c.texto),
        tuple((c.columna, "") for c in celdas[Papel.DEMAS] if not c.texto),
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
        tuple(_en_tabla(tomar(fila, c.de), base) for c in instrumento.columnas)
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
    return en_csv(instrumento.encabezado, filas_de_instrumento(instrumento, resumenes, contexto))


def requisito_de(renglon: Renglon, contexto: Contexto) -> Requisito | None:
    """El que juzga un renglón, en su lista."""
    lista = contexto.lista(renglon.lista)
    requisitos = lista.requisitos if lista else ()
    return next((r for r in requisitos if r.item == renglon.requisito), None)
