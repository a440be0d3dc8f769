"""Construir para publicar, y saber si lo construido es lo que se debe publicar."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generador.arboles import FalloDeEntorno, Manifiesto, alterados, leer_manifiesto
from generador.construccion import Resultado, construir
from generador.integridad import sello
from generador.publicacion.fuente import huella_de_la_fuente
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


def es_lo_que_se_deshizo(taller: Taller) -> bool:
    """Si se va a publicar, sin cambiarle nada, lo que el destino dice que se deshizo.

    Lo dice el manifiesto de allá y no una marca de aquí: así tampoco vuelve solo desde otra copia.
    """
    publicado = taller.estado.publicado
    deshecha = publicado.extra.get("fuente_deshecha") if publicado else None
    return deshecha is not None and deshecha == huella_de_la_fuente(taller.raiz)
