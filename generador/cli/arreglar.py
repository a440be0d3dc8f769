"""`generador revisar --arreglar`: mostrar la diferencia, preguntar y hacer los arreglos."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from generador.cli.comun import CON_ERRORES, CORRECTO, Opciones
from generador.cli.hallazgos import resumen
from generador.cli.nuevos_archivos import reemplazar
from generador.cli.preguntas import hay_terminal
from generador.cli.presentar import Linea, Trozo, cuenta, de_diferencia, linea, mostrar, titulo
from generador.hallazgo import Certeza, hay_errores

if TYPE_CHECKING:
    from pathlib import Path

    from generador.arreglos.mecanicos import Arreglado
    from generador.hallazgo import Hallazgo
    from generador.lectura.contenido import Contenido


def arreglar(opciones: Opciones, *, sin_preguntar: bool) -> int:
    """Hace lo mecánico y dice lo que queda. Sin permiso no escribe nada y termina con 1."""
    from generador import construccion
    from generador.arreglos.mecanicos import arreglar as proponer

    quedan: tuple[Hallazgo, ...] = ()

    def hallazgos(contenido: Contenido) -> Iterable[Hallazgo]:
        # Lo último que se revisa es el sitio como queda con todos los arreglos.
        nonlocal quedan
        quedan = construccion.revisar(contenido, opciones.corte).hallazgos
        return quedan

    arreglados = proponer(opciones.raiz, hallazgos, opciones.salida)
    if not arreglados:
        if not opciones.silencio:
            mostrar([linea("No hay nada que se pueda arreglar sin saber más.")])
        return _lo_que_queda(quedan, opciones.raiz, opciones.salida)
    mostrar(_diferencia(arreglados))
    cuantos = cuenta(len(arreglados), "archivo", "archivos")
    if not sin_preguntar and not _acepta(cuantos):
        return CON_ERRORES
    hacer(opciones.raiz, arreglados)
    if not opciones.silencio:
        mostrar([titulo(f"Se arregló: {cuantos}")])
    return _lo_que_queda(quedan, opciones.raiz, opciones.salida)


def _acepta(cuantos: str) -> bool:
    if not hay_terminal():
        falta = "No se cambió nada: sin una terminal donde preguntar, use --arreglar --si."
        mostrar([linea(falta)], error=True)
        return False
    # No es click.confirm(), que solo entiende «y».
    acepta: bool = click.prompt(
        f"¿Se hacen estos cambios en {cuantos}? [s/N]",
        default="no",
        show_default=False,
        value_proc=_si_o_no,
    )
    if not acepta:
        mostrar([linea("No se cambió nada.")])
    return acepta


def _si_o_no(escrito: str) -> bool:
    from generador.modelo.correcciones import si_no

    respuesta = si_no(escrito)
    if not respuesta:
        raise click.UsageError("Responda sí o no.")
    return respuesta == "si"


def _lo_que_queda(hallazgos: Iterable[Hallazgo], raiz: Path, salida: Path) -> int:
    errores = [h for h in hallazgos if hay_errores((h,))]
    if not errores:
        return CORRECTO
    mostrar(
        linea(f"En {donde} no se hizo el arreglo: dejaría otro error. Corríjalo a mano.")
        for donde in _que_no_se_hicieron(errores, raiz, salida)
    )
    quedan = f"Quedan por arreglar a mano: {resumen(errores)}"
    mostrar([linea(f"{quedan}. Véalos con «generador revisar».")])
    return CON_ERRORES


def _que_no_se_hicieron(errores: Iterable[Hallazgo], raiz: Path, salida: Path) -> Iterator[str]:
    """Dónde están los que tienen un arreglo seguro que, hecho, dejaba el sitio peor."""
    from generador.arreglos import Mesa, pasos_de
    from generador.lectura.contenido import Contenido

    mesa = Mesa(Contenido(raiz), salida)
    for h in errores:
        pasos = pasos_de(h, mesa)
        if pasos and all(p.certeza is Certeza.MECANICO for p in pasos):
            yield f"{h.origen.archivo}:{h.origen.linea}"


def _diferencia(arreglados: Iterable[Arreglado]) -> Iterator[Linea]:
    """La diferencia unificada, archivo por archivo."""
    for arreglado in arreglados:
        if arreglado.antes != arreglado.ahora:
            yield linea(Trozo(f"{arreglado.antes} → {arreglado.ahora}", "bold"))
        viejas, nuevas = map(_renglones, (arreglado.crudo_antes, arreglado.crudo_ahora))
        nombres = (arreglado.antes, arreglado.ahora)
        for renglon in difflib.unified_diff(viejas, nuevas, *nombres, lineterm="", n=1):
            yield linea(de_diferencia(renglon))


def _renglones(crudo: bytes) -> list[str]:
    return crudo.decode("utf-8-sig", "backslashreplace").splitlines()


def hacer(raiz: Path, arreglados: Iterable[Arreglado]) -> None:
    """Escribe cada archivo de una vez. Si alguno cambió desde que se leyó, no se toca ninguno."""
    todos = tuple(arreglados)
    cambiado = next((a for a in todos if _ya_es_otro(raiz, a)), None)
    if cambiado is not None:
        raise click.UsageError(
            f"{cambiado.antes} cambió mientras tanto: no se tocó nada. Repita la orden.",
            click.get_current_context(),
        )
    for arreglado in todos:
        origen, destino = raiz / arreglado.antes, raiz / arreglado.ahora
        if arreglado.crudo_antes != arreglado.crudo_ahora:
            reemplazar(origen, arreglado.crudo_ahora)
        if origen != destino:
            destino.parent.mkdir(parents=True, exist_ok=True)
            origen.rename(destino)
            _quitar_vacias(origen.parent, raiz)


def _ya_es_otro(raiz: Path, arreglado: Arreglado) -> bool:
    ocupado = arreglado.antes != arreglado.ahora and (raiz / arreglado.ahora).exists()
    return ocupado or (raiz / arreglado.antes).read_bytes() != arreglado.crudo_antes


def _quitar_vacias(carpeta: Path, raiz: Path) -> None:
    """Quita la carpeta de la que se sacó todo, y las de encima que queden vacías."""
    while carpeta != raiz and not any(carpeta.iterdir()):
        carpeta.rmdir()
        carpeta = carpeta.parent
