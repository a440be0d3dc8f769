"""`generador tema`: en qué cambia el sitio el tema con que se dibuja."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from generador.cli.comun import CON_ERRORES, CORRECTO, Opciones, Orden, con_opciones, en_json
from generador.cli.hallazgos import mostrar_errores
from generador.cli.idioma import OPCIONES, ORDEN
from generador.cli.presentar import VACIA, Linea, de_diferencia, linea, mostrar, titulo
from generador.cli.salida import escribir

if TYPE_CHECKING:
    from generador.representacion.diferencias import ArchivoPropio, BloquePropio


class _OrdenesDeTema(click.Group):
    command_class = Orden


@click.group("tema", cls=_OrdenesDeTema, options_metavar=OPCIONES, subcommand_metavar=ORDEN)
def tema() -> None:
    """Dice en qué cambia el sitio el tema."""


@tema.command("diferencias")
@con_opciones
@en_json
def diferencias(opciones: Opciones, en_json: bool) -> int:
    """Compara las plantillas y los estilos del sitio con los que reemplazan.

    Córrala después de pasar a otra versión: muestra qué dice el original de esta versión donde el
    sitio dice otra cosa («-» el original, «+» el sitio), y qué bloques ya no se muestran porque el
    original dejó de tenerlos. Con alguno de estos termina en 1.
    """
    from generador.construccion import Pedido, preparar

    pedido = Pedido(opciones.raiz, opciones.salida, opciones.corte, opciones.tema)
    leido, con_que_se_dibuja = preparar(pedido, opciones.contenido)
    if con_que_se_dibuja is None:
        mostrar_errores(leido.hallazgos, opciones)
        return CON_ERRORES
    from generador.representacion.diferencias import diferencias as comparar

    propios = comparar(con_que_se_dibuja)
    if en_json:
        escribir(json.dumps(_como_datos(propios), ensure_ascii=False, indent=2))
    elif not opciones.silencio:
        mostrar(_informe(con_que_se_dibuja.nombre, propios))
    return CON_ERRORES if any(p.perdidos for p in propios) else CORRECTO


def _como_datos(propios: Iterable[ArchivoPropio]) -> dict[str, Any]:
    from msgspec import to_builtins

    return {"archivos": [{**to_builtins(p), "perdidos": list(p.perdidos)} for p in propios]}


def _informe(nombre: str, propios: tuple[ArchivoPropio, ...]) -> Iterator[Linea]:
    if not propios:
        yield linea(f"El sitio se dibuja con el tema «{nombre}» y no cambia ningún archivo suyo.")
    for n, propio in enumerate(propios):
        if n:
            yield VACIA
        yield from _del_archivo(propio)


def _del_archivo(propio: ArchivoPropio) -> Iterator[Linea]:
    que_hace = "extiende" if propio.extiende else "reemplaza entero a"
    yield titulo(f"{propio.archivo} {que_hace} «{propio.original}»")
    if propio.igual:
        yield linea("Son iguales: bórrelo, y tendrá siempre el de la versión que use.", sangria=2)
    elif not propio.renglones and not propio.extiende:
        yield linea("Son distintos, y no en renglones que se puedan mostrar.", sangria=2)
    for bloque in propio.bloques:
        yield linea(_del_bloque(bloque), sangria=2)
        yield from _renglones(bloque.renglones)
    yield from _renglones(propio.renglones)


def _del_bloque(bloque: BloquePropio) -> str:
    if not bloque.existe:
        return f"Nada muestra el bloque «{bloque.nombre}»: el original de esta versión no lo tiene."
    que_hace = "además del original" if bloque.agrega else "en vez del original"
    return f"El bloque «{bloque.nombre}», {que_hace}:"


def _renglones(renglones: Iterable[str]) -> Iterator[Linea]:
    return (linea(de_diferencia(r), sangria=4) for r in renglones)
