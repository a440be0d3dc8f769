"""`generador nuevo`: empieza un sitio o un registro, con lo que ya se sabe propuesto."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generador.cli.comun import (
    CON_ERRORES,
    CORRECTO,
    FechaEscrita,
    OpcionDePalabras,
    Opciones,
    Orden,
    con_opciones,
    en_el_entorno,
)
from generador.cli.idioma import OPCIONES, ORDEN
from generador.cli.lectura import contexto_leido
from generador.cli.nuevo_automatizacion import automatizacion
from generador.cli.nuevo_de_instancia import (
    acta,
    constancia,
    convocatoria,
    documento,
    plan,
    reglamento,
)
from generador.cli.nuevo_informe import informe
from generador.cli.nuevos_archivos import crear, escribir_todos
from generador.cli.presentar import linea, mostrar
from generador.modelo.archivos import ENTIDADES, LISTAS
from generador.reloj import hoy

if TYPE_CHECKING:
    from generador.modelo.instancia import TipoInstancia


class _OrdenesDeNuevo(click.Group):
    command_class = Orden


@click.group("nuevo", cls=_OrdenesDeNuevo, options_metavar=OPCIONES, subcommand_metavar=ORDEN)
def nuevo() -> None:
    """Empieza un sitio, un registro o la automatización.

    En la terminal pregunta, con una propuesta en cada pregunta; en un guion toma las opciones, y lo
    propuesto donde no las haya. Nunca escribe encima de un archivo que existe. Los registros nacen
    con «borrador: si»: se revisan y no se publican hasta quitar esa línea.
    """


@nuevo.command("sitio")
@click.argument("carpeta", metavar="DIR")
@click.option(
    "--fecha",
    type=FechaEscrita(),
    metavar="AAAA-MM-DD",
    help="El día en que empieza. Por omisión, hoy.",
)
@click.option("--silencio", is_flag=True, help="Solo dice los errores.")
def sitio(carpeta: str, fecha: date | None, silencio: bool) -> int:
    """Hace un sitio pequeño y completo en DIR.

    Se construye en seguida. DIR se crea si no existe; si existe, debe estar
    vacía, o ser un repositorio de git recién hecho.
    """
    return en_el_entorno(lambda: _hacer_sitio(carpeta, fecha or hoy(), silencio))


def _hacer_sitio(carpeta: str, dia: date, silencio: bool) -> int:
    from generador.nuevo.sitio import archivos_del_sitio

    destino = Path(carpeta)
    if destino.exists() and not destino.is_dir():
        raise _no_sirve(f"«{carpeta}» no es una carpeta.")
    # Un repositorio recién hecho, sin nada más, es donde se empieza.
    if destino.is_dir() and any(p.name != ".git" for p in destino.iterdir()):
        raise _no_sirve(f"la carpeta «{carpeta}» no está vacía.")
    archivos = archivos_del_sitio(dia)
    escribir_todos(destino, archivos)
    if not silencio:
        hecho = f"Sitio nuevo en {carpeta}: {len(archivos)} archivos. Léalo en LEEME.md."
        mostrar([linea(hecho), linea("Vaya a esa carpeta y ejecute «generador construir».")])
    return CORRECTO


def _no_sirve(mensaje: str) -> click.BadParameter:
    return click.BadParameter(mensaje, click.get_current_context(), param_hint="DIR")


@nuevo.command("instancia")
@con_opciones
@click.option("--nombre", metavar="TEXTO", help="El nombre completo.")
@click.option(
    "--tipo",
    cls=OpcionDePalabras,
    palabras="generador.modelo.instancia:TipoInstancia",
    metavar="TIPO",
    help="El tipo, o una lista de requisitos que es para uno, como comite-de-conciliacion.",
)
@click.option(
    "--lista",
    "listas",
    metavar="ID",
    multiple=True,
    help="Una lista de requisitos que se le aplica, como ley-1712; se puede repetir.",
)
@click.option("--secretaria-tecnica", metavar="ID", help="La entidad que la ejerce.")
@click.option("--id", "id_", metavar="ID", help="El nombre de su carpeta: sale del nombre.")
@click.option("--yaml", "en_dos", is_flag=True, help="Los datos en un .yaml aparte del texto.")
def instancia(
    opciones: Opciones,
    nombre: str | None,
    tipo: str | None,
    listas: tuple[str, ...],
    secretaria_tecnica: str | None,
    id_: str | None,
    en_dos: bool,
) -> int:
    """Empieza una instancia."""
    from generador.cli.preguntas import (
        Pregunta,
        algun_texto,
        responder,
        un_nombre,
        uno_de,
    )
    from generador.modelo.instancia import TipoInstancia
    from generador.modelo.nombres import enumerar
    from generador.nuevo.instancia import DatosDeInstancia, instancia_nueva

    contexto = contexto_leido(opciones)
    if contexto is None:
        return CON_ERRORES
    entidad = uno_de("la entidad", contexto.entidades, ENTIDADES)
    suyo = responder(Pregunta("--nombre", "Nombre completo", algun_texto), nombre)
    elegibles = contexto.listas_de_requisitos
    una_lista = uno_de("la lista", elegibles, LISTAS)
    elegidas = [responder(Pregunta("--lista", "Lista", una_lista), lista) for lista in listas]
    clases = _clase_o_lista({id_: lista.para for id_, lista in elegibles.items() if lista.para})
    clase, de_la_clase = responder(
        Pregunta("--tipo", f"Tipo ({enumerar(TipoInstancia, 'o')})", clases, _tipo_en(suyo)), tipo
    )
    secretaria = responder(
        Pregunta(
            "--secretaria-tecnica",
            "Entidad que ejerce la secretaría técnica",
            entidad,
            contexto.sitio.entidad,
        ),
        secretaria_tecnica,
    )
    carpeta = Pregunta("--id", "Nombre de su carpeta", un_nombre, _carpeta_para(suyo, clase))
    una_norma = min(contexto.normas, default="")
    suyas = tuple(dict.fromkeys((*de_la_clase, *elegidas)))
    datos = DatosDeInstancia(responder(carpeta, id_), suyo, clase, secretaria, una_norma, suyas)
    crear(opciones, instancia_nueva(datos), en_dos=en_dos)
    return CORRECTO


def _clase_o_lista(
    listas: Mapping[str, TipoInstancia],
) -> Callable[[str], tuple[TipoInstancia, tuple[str, ...]]]:
    """Cómo se lee el tipo: una clase de instancia, o una lista de requisitos que es para una."""
    from generador.cli.preguntas import una_de
    from generador.modelo.instancia import TipoInstancia

    clases = una_de(TipoInstancia, ademas=listas)

    def leer(escrito: str) -> tuple[TipoInstancia, tuple[str, ...]]:
        if escrito in listas:
            return listas[escrito], (escrito,)
        return clases(escrito), ()

    return leer


def _carpeta_para(nombre: str, tipo: str) -> str:
    """La carpeta que se propone: «mesa-con» para una que se llama «Con», que Windows no admite."""
    from generador.lectura.lugares import es_reservado
    from generador.nuevo.instancia import id_sugerido

    sugerido = id_sugerido(nombre)
    return f"{tipo}-{sugerido}" if es_reservado(sugerido) else sugerido


def _tipo_en(nombre: str) -> str:
    """La palabra del nombre que es un tipo: «Comité Distrital de…» es un comité."""
    from generador.modelo.instancia import TipoInstancia
    from generador.modelo.tipos import sin_tildes

    palabras = sin_tildes(nombre).split()
    return next((t.value for t in TipoInstancia if t.value in palabras), "")


@nuevo.command("norma")
@con_opciones
@click.option(
    "--tipo",
    cls=OpcionDePalabras,
    palabras="generador.modelo.norma:TipoNorma",
    metavar="TIPO",
    help="El tipo de norma.",
)
@click.option("--numero", metavar="N", help="El número de la norma.")
@click.option("--anio", metavar="AAAA", help="El año de la norma.")
@click.option("--emisor", metavar="ID", help="La entidad que la expidió.")
@click.option("--epigrafe", metavar="TEXTO", help="De qué trata. Se puede escribir después.")
def norma(
    opciones: Opciones,
    tipo: str | None,
    numero: str | None,
    anio: str | None,
    emisor: str | None,
    epigrafe: str | None,
) -> int:
    """Empieza una norma.

    La identifican su tipo, su número, su año y su emisor.
    """
    from generador.cli.preguntas import Pregunta, responder, un_anio, un_texto, una_de, uno_de
    from generador.modelo.nombres import enumerar
    from generador.modelo.norma import TipoNorma
    from generador.modelo.tipos import leer_numero_de_norma
    from generador.nuevo.instancia import DatosDeNorma, norma_nueva

    contexto = contexto_leido(opciones)
    if contexto is None:
        return CON_ERRORES
    entidad = uno_de("la entidad", contexto.entidades, ENTIDADES)
    tipos = f"Tipo ({enumerar(TipoNorma, 'o')})"
    que_trata = Pregunta("--epigrafe", "De qué trata", un_texto, opcional=True)
    datos = DatosDeNorma(
        tipo=responder(Pregunta("--tipo", tipos, una_de(TipoNorma)), tipo),
        numero=responder(Pregunta("--numero", "Número", leer_numero_de_norma), numero),
        anio=responder(Pregunta("--anio", "Año", un_anio), anio),
        emisor=responder(Pregunta("--emisor", "Entidad que la expidió", entidad), emisor),
        epigrafe=responder(que_trata, epigrafe),
    )
    # Una norma se lee solo de un .md: no hay forma de dos archivos.
    crear(opciones, norma_nueva(datos), en_dos=False)
    return CORRECTO


for _orden in (
    convocatoria,
    acta,
    constancia,
    reglamento,
    plan,
    informe,
    documento,
    automatizacion,
):
    nuevo.add_command(_orden)
