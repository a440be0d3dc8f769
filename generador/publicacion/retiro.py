"""Retirar definitivamente: que de un documento no quede ni el nombre."""

from __future__ import annotations

import shutil
from pathlib import Path

from generador.arboles import TALLER, FalloDeEntorno
from generador.lectura.contexto import leer_contexto
from generador.publicacion import registro
from generador.publicacion.taller import Taller


def borrar_del_registro(taller: Taller) -> None:
    """Quita del registro el nombre y la huella de lo que se retira; primero, que ya no esté."""
    rutas = tuple(r.lstrip("/") for r in taller.peticion.retirar)
    for ruta in rutas:
        if _sigue_en_contenido(taller.raiz, ruta):
            raise FalloDeEntorno(
                f"«{ruta}» sigue en contenido/. Nada se publicó ni se borró.",
                "Quite de contenido/ el archivo y lo que lo cita, y repita.",
            )
    leido = leer_contexto(taller.raiz, taller.peticion.pedido.corte)
    for publicacion in leido.contexto.publicaciones if leido.contexto else ():
        limpia = registro.borrar_nombre(publicacion, rutas)
        if limpia != publicacion:
            entrada = registro.escribir_entrada(limpia)
            registro.agregar(taller.raiz, registro.archivo_de(limpia), entrada)


def _sigue_en_contenido(raiz: Path, ruta: str) -> bool:
    base = ruta.removesuffix("/index.html") + "/instancia" if ruta.endswith("/index.html") else ruta
    posibles = [base, *(f"{base.removesuffix('.html')}{e}" for e in (".md", ".yaml"))]
    return any((raiz / "contenido" / p).is_file() for p in posibles)


def olvidar(taller: Taller) -> None:
    """Borra de este computador todo lo que pudiera guardar lo retirado."""
    for nombre in ("arbol", "comprimidos"):
        shutil.rmtree(taller.carpeta / nombre, ignore_errors=True)
    salida = taller.peticion.pedido.salida
    for nombre in ("reserva", "obra", "memoria"):
        shutil.rmtree(salida.parent / TALLER / salida.name / nombre, ignore_errors=True)
