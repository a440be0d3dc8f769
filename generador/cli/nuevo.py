"""`generador nuevo`: empieza un sitio o un registro, con lo que ya se sabe propuesto."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generador.cli.comun import (
    CON_ERRORES,
    CORRECTO,
    Fecha,
    Opciones,
    con_opciones,
    en_el_entorno,
    hoy,
)
from generador.cli.idioma import OPCIONES, ORDEN
from generador.cli.nuevo_de_instancia import acta, informe, plan, reglamento
from generador.cli.nuevos_archivos import crear, escribir_todos
from generador.cli.presentar import linea, mostrar

if TYPE_CHECKING:
    from generador.lectura.contexto import ContextoLeido

_EN_ENTIDADES = "contenido/entidades.yaml"


@click.group("nuevo", options_metavar=OPCIONES, subcommand_metavar=ORDEN)
def nuevo() -> None:
    """Empieza un sitio o un registro.

    En la terminal pregunta, con una propuesta en cada pregunta; en un guion toma las opciones, y lo
    propuesto donde no las haya. Nunca escribe encima de un archivo que existe. Los registros nacen
    con «borrador: si»: se revisan y no se publican hasta quitar esa línea.
    """


@nuevo.command("sitio", options_metavar=OPCIONES)
@click.argument("carpeta", metavar="DIR")
@click.option(
    "--fecha", type=Fecha(), metavar="AAAA-MM-DD", help="El día en que empieza. Por omisión, hoy."
)
@click.option("--silencio", is_flag=True, help="No dice nada si todo sale bien.")
def sitio(carpeta: str, fecha: date | None, silencio: bool) -> int:
    """Hace en DIR un sitio pequeño y completo, que se construye en seguida.

    DIR se crea si no existe; si existe, debe estar vacía.
    """
    return en_el_entorno(lambda: _hacer_sitio(carpeta, fecha or hoy(), silencio))


def _hacer_sitio(carpeta: str, dia: date, silencio: bool) -> int:
    from generador.nuevo.sitio import archivos_del_sitio

    destino = Path(carpeta)
    if destino.exists() and not destino.is_dir():
        raise _no_sirve(f"«{carpeta}» no es una carpeta.")
    if destino.is_dir() and any(destino.iterdir()):
        raise _no_sirve(f"la carpeta «{carpeta}» no está vacía.")
    archivos = archivos_del_sitio(dia)
    escribir_todos(destino, archivos)
    if not silencio:
        hecho = f"Sitio nuevo en {carpeta}: {len(archivos)} archivos. Léalo en LEEME.md."
        mostrar([linea(hecho), linea("Vaya a esa carpeta y ejecute «generador construir».")])
    return CORRECTO


def _no_sirve(mensaje: str) -> click.BadParameter:
    return click.BadParameter(mensaje, click.get_current_context(), param_hint="DIR")


@nuevo.command("instancia", options_metavar=OPCIONES)
@con_opciones
@click.option("--nombre", help="El nombre completo.")
@click.option("--tipo", help="mesa, comite, consejo o comision.")
@click.option("--secretaria-tecnica", metavar="ID", help="La entidad que la ejerce.")
@click.option("--id", "id_", metavar="ID", help="El nombre de su carpeta: sale del nombre.")
@click.option("--yaml", "en_dos", is_flag=True, help="Los datos en un .yaml aparte del texto.")
def instancia(
    opciones: Opciones,
    nombre: str | None,
    tipo: str | None,
    secretaria_tecnica: str | None,
    id_: str | None,
    en_dos: bool,
) -> int:
    """Empieza una instancia: su carpeta y su instancia.md."""
    from generador.cli.preguntas import Pregunta, algun_texto, responder, una_de, uno_de
    from generador.modelo.instancia import TipoInstancia
    from generador.modelo.tipos import leer_id
    from generador.nuevo.instancia import DatosDeInstancia, id_sugerido, instancia_nueva

    leido = _leer(opciones)
    if leido.contexto is None:
        return _con_errores(leido, opciones)
    entidad = uno_de("la entidad", leido.contexto.entidades, _EN_ENTIDADES)
    quien = leido.contexto.sitio.entidad
    suyo = responder(Pregunta("--nombre", "Nombre completo", algun_texto), nombre)
    clase = responder(_de_tipo(una_de(TipoInstancia), suyo), tipo)
    secretaria = responder(
        Pregunta("--secretaria-tecnica", "Entidad de la secretaría técnica", entidad, quien),
        secretaria_tecnica,
    )
    slug = responder(Pregunta("--id", "Nombre de la carpeta", leer_id, id_sugerido(suyo)), id_)
    datos = DatosDeInstancia(slug, suyo, clase, secretaria)
    crear(opciones, instancia_nueva(datos), en_dos=en_dos)
    return CORRECTO
