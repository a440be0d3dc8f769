"""Del sitio que se pide en una orden al pedido que lo construye: el mismo en todas las órdenes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generador.cli.comun import FallaDelEntorno, Opciones, entero

if TYPE_CHECKING:
    from generador.construccion import Pedido
    from generador.modelo.sitio import DestinoEscrito, Sitio

DESTINOS = "GENERADOR_DESTINOS"
"""Variable de entorno con el archivo de destinos de quien publica, fuera de la del sitio."""


def con_opciones_del_sitio(funcion: Callable[..., int]) -> Callable[..., int]:
    """Agrega las opciones que deciden qué sitio se construye: las mismas en toda orden."""
    pdf = click.option(
        "--pdf", is_flag=True, help="Hace también el PDF de cada acta y de cada informe."
    )
    sin_buscador = click.option(
        "--sin-buscador", is_flag=True, help="No hace el índice de búsqueda."
    )
    return pdf(sin_buscador(funcion))


def pedido_de(opciones: Opciones, pdf: bool, sin_buscador: bool, **mas: Any) -> Pedido:
    """El pedido de esas opciones. `mas` dice cómo se construye, y no qué."""
    from generador.construccion import Pedido

    return Pedido(
        opciones.raiz,
        opciones.salida,
        opciones.corte,
        opciones.tema,
        pdf=pdf,
        buscador=not sin_buscador,
        **mas,
    )


def destinos_de(opciones: Opciones, sitio: Sitio | None) -> tuple[DestinoEscrito, ...]:
    """Los destinos con nombre: los de quien publica, si los fijó; si no, los de sitio.yaml.

    Un archivo propio protege de un cambio en el contenido que llevara el sitio a otro lado.
    """
    fijados = os.environ.get(DESTINOS, "")
    if not fijados:
        return (sitio.destinos or ()) if sitio else ()
    from generador.lectura.destinos import leer_destinos

    archivo = entero(fijados)
    if _esta_en(archivo, opciones.raiz):
        raise FallaDelEntorno(
            f"El archivo de la variable {DESTINOS} está en la carpeta del sitio.\n"
            "Remedio: póngalo fuera: adentro lo cambiaría quien cambie el contenido."
        )
    if not archivo.is_file():
        raise FallaDelEntorno(
            f"La variable {DESTINOS} no nombra un archivo que exista.\n"
            "Remedio: ponga en ella la ruta del archivo con los destinos."
        )
    destinos, defectos = leer_destinos(archivo)
    if defectos:
        dichos = "; ".join(f"renglón {d.origen.linea}: {d.mensaje}" for d in defectos)
        raise FallaDelEntorno(
            f"El archivo de la variable {DESTINOS} no se puede usar: {dichos}.\n"
            "Remedio: escriba «destinos:» y debajo, como en sitio.yaml, cada nombre y su lugar."
        )
    return destinos


def _esta_en(archivo: Path, raiz: Path) -> bool:
    return Path(os.path.realpath(archivo)).is_relative_to(os.path.realpath(raiz))
