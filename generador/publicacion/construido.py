"""Construir para publicar, y saber si lo construido es lo que se debe publicar."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generador.arboles import FalloDeEntorno, Manifiesto, alterados, leer_manifiesto
from generador.construccion import Resultado, construir
from generador.integridad import sello
from generador.publicacion.fuente import huella_de_la_fuente
from generador.publicacion.interfaz import FalloDeDestino
from generador.publicacion.taller import Taller


def construir_en(taller: Taller, antes_de: int | None) -> Resultado:
    return construir(replace(taller.peticion.pedido, hasta_publicacion=antes_de))


def comprobar(salida: Path) -> Manifiesto:
    """El manifiesto de lo construido, después de calcular la huella de todos sus archivos."""
    manifiesto = leer_manifiesto(salida)
    if manifiesto is None:
        raise FalloDeEntorno(
            f"«{salida}» no tiene un manifiesto legible. Nada se publicó.",
            "Construya de nuevo con: generador construir --limpio",
        )
    if malos := alterados(salida, manifiesto, manifiesto.archivos, a_fondo=True):
        raise FalloDeEntorno(
            f"En «{salida}» hay archivos que no son los que se construyeron: "
            f"{', '.join(f'«{m}»' for m in malos[:10])}. Nada se publicó.",
            "Construya de nuevo con: generador construir --limpio",
        )
    return manifiesto


def huella_de_lo_construido(salida: Path, construido: Manifiesto) -> str:
    cumplimiento = salida / sello.CUMPLIMIENTO
    datos = cumplimiento.read_bytes() if sello.CUMPLIMIENTO in construido.archivos else b"{}"
    return sello.huella_del_sitio(construido.archivos, datos)


def es_lo_mismo(taller: Taller, construido: Manifiesto) -> bool:
    """Si el destino ya muestra esto: lo único nuevo, si acaso, es el registro o la fecha."""
    publicado = taller.estado.publicado
    if publicado is None or taller.peticion.retirar:
        return False
    return publicado.extra.get("sitio") == huella_de_lo_construido(
        taller.peticion.pedido.salida, construido
    )


def exigir_corregido(taller: Taller, ultima: int) -> None:
    """Lo que se deshizo no vuelve solo: antes hay que cambiar el contenido."""
    publicado = taller.estado.publicado
    deshecha = publicado.extra.get("deshace") if publicado else None
    marca = taller.carpeta / f"fuente-{deshecha}"
    if deshecha is None or taller.estado.numero != ultima or not marca.exists():
        return
    if marca.read_text("utf-8") == huella_de_la_fuente(taller.raiz):
        raise FalloDeDestino(
            f"El contenido es el mismo de la publicación {deshecha}, que se deshizo. Nada se "
            "publicó.",
            "Corrija el contenido y repita.",
        )
