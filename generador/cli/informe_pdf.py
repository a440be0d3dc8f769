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
    from generador.construccion import UnaLeida
    from generador.modelo.fechas import Periodo


def escribir_informe(
    opciones: Opciones, una: UnaLeida, periodo: Periodo, destino: str | None, forzar: bool
) -> int:
    """Escribe el PDF y dice dónde quedó. Un archivo distinto que ya existe no se reemplaza."""
    from generador import construccion

    hecho, hallazgos = construccion.informe_en_pdf(una, periodo, opciones.tema)
    if hecho is None:
        mostrar_errores(hallazgos, opciones, cierre="No se escribió nada.")
        return CON_ERRORES
    archivo = destino or f"informe-{una.instancia.slug}-{periodo.clave}.pdf"
    _entregar(opciones, archivo, hecho, forzar)
    return CORRECTO


def escribir_para_firmar(
    opciones: Opciones, una: UnaLeida, periodo: Periodo, destino: str | None, forzar: bool
) -> int:
    """Escribe el formulario que se firma y dice qué le queda en blanco; con errores, no."""
    from generador import construccion

    if malos := construccion.defectos_del_informe(una, periodo):
        mostrar_errores(malos, opciones, cierre="No se escribió nada: lo firmado ya no se corrige.")
        return CON_ERRORES
    instancia = una.instancia.slug
    hecho = construccion.informe_para_firmar(una, periodo, opciones.tema)
    if hecho is None:
        raise click.UsageError(
            f"Nadie ha escrito el informe {periodo.con_de}, ni en borrador. Créelo con "
            f"«generador nuevo informe {instancia} {periodo.clave}».",
            click.get_current_context(),
        )
    archivo = destino or f"para-firmar-{instancia}-{periodo.clave}.pdf"
    _entregar(opciones, archivo, hecho.pdf, forzar)
    avisos = {
        "Queda en blanco": hecho.en_blanco,
        "No se cuenta, porque aún no se publica": hecho.sin_contar,
        "Va lo declarado, que no es lo que dicen los registros": hecho.dispares,
    }
    if not opciones.silencio:
        mostrar(linea(f"{que}: {'; '.join(cosas)}.") for que, cosas in avisos.items() if cosas)
    return CORRECTO


def _entregar(opciones: Opciones, destino: str, hecho: bytes, forzar: bool) -> None:
    archivo = Path(destino)
    if archivo.exists() and not forzar and _distinto(archivo, hecho):
        raise click.UsageError(
            f"Ya existe «{archivo}» y es distinto. Use --forzar para reemplazarlo, o --salida-pdf "
            "para escribir en otro archivo.",
            click.get_current_context(),
        )
    _escribir(archivo, hecho)
    if not opciones.silencio:
        mostrar([linea(f"Escrito: {archivo} ({_tamano(hecho)})")])


def _distinto(archivo: Path, contenido: bytes) -> bool:
    return not archivo.is_file() or archivo.read_bytes() != contenido


def _escribir(archivo: Path, contenido: bytes) -> None:
    """Lo escribe, o un error de uso si ahí no puede ir."""
    if archivo.is_dir():
        raise click.UsageError(f"«{archivo}» es una carpeta.", click.get_current_context())
    if archivo.exists() and not archivo.is_file():
        # Reemplazar /dev/null dejaría al computador sin él.
        raise click.UsageError(
            f"«{archivo}» es un dispositivo: indique un archivo.", click.get_current_context()
        )
    if not archivo.parent.is_dir():
        raise click.UsageError(
            f"No existe la carpeta «{archivo.parent}».", click.get_current_context()
        )
    reemplazar(archivo, contenido)


def _tamano(contenido: bytes) -> str:
    from generador.vistas.comunes import tamano_en_palabras

    return tamano_en_palabras(len(contenido))
