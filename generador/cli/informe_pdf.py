"""El informe de un periodo como archivo PDF, escrito donde se pida."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generador.cli.comun import CON_ERRORES, CORRECTO, Opciones
from generador.cli.hallazgos import mostrar_errores
from generador.cli.nuevos_archivos import reemplazar
from generador.cli.presentar import linea, mostrar

if TYPE_CHECKING:
    from generador.modelo.fechas import Periodo


def escribir_informe(
    opciones: Opciones, instancia: str, periodo: Periodo, destino: str | None, forzar: bool
) -> int:
    """Escribe el PDF y dice dónde quedó. Un archivo distinto que ya existe no se reemplaza."""
    from generador import construccion

    hecho, hallazgos = construccion.informe_en_pdf(
        opciones.raiz, opciones.corte, instancia, periodo, opciones.tema
    )
    if hecho is None:
        mostrar_errores(hallazgos, opciones, cierre="No se escribió nada.")
        return CON_ERRORES
    archivo = Path(destino or f"informe-{instancia}-{periodo.clave}.pdf")
    if archivo.exists() and not forzar and _distinto(archivo, hecho):
        raise click.UsageError(
            f"Ya existe «{archivo}» y es distinto. Use --forzar para reemplazarlo, o --salida-pdf "
            "para escribir en otro archivo.",
            click.get_current_context(),
        )
    _escribir(archivo, hecho)
    if not opciones.silencio:
        mostrar([linea(f"Escrito: {archivo} ({_tamano(hecho)})")])
    return CORRECTO


def _distinto(archivo: Path, contenido: bytes) -> bool:
    return not archivo.is_file() or archivo.read_bytes() != contenido


def _escribir(archivo: Path, contenido: bytes) -> None:
    """Lo escribe, o un error de uso si ahí no puede ir."""
    if archivo.is_dir():
        raise click.UsageError(f"«{archivo}» es una carpeta.", click.get_current_context())
    if not archivo.parent.is_dir():
        raise click.UsageError(
            f"No existe la carpeta «{archivo.parent}».", click.get_current_context()
        )
    reemplazar(archivo, contenido)


def _tamano(contenido: bytes) -> str:
    from generador.vistas.comunes import tamano_en_palabras

    return tamano_en_palabras(len(contenido))
