"""El índice de búsqueda del sitio, que el navegador consulta sin servidor.

Lo que se halla son los documentos, las decisiones, los compromisos, las instancias y las normas,
cada uno con su título, su fecha y sus facetas. El índice lo hace Pagefind con el texto de las
páginas; se rehace solo si cambió algo de lo que cubre, y una hoja de estilo no es de lo que cubre.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct

from generador.arboles import Almacen, Ficha
from generador.buscador.facetas import facetas
from generador.buscador.hallables import Hallable, hallables
from generador.buscador.indice import SinPagefind, indexar, version_de_pagefind
from generador.buscador.pagina import pagina_de
from generador.buscador.vocabulario import vocabulario

__all__ = ["CARPETA", "Hallable", "Indice", "hacer_indice", "hallables"]

CARPETA = "buscador"
"""La carpeta del sitio donde está el índice."""
_RECUERDO = "buscador"
_FORMATO = 3


@dataclass(frozen=True)
class Indice:
    """Los archivos del índice: los que hay que escribir y los que siguen como están.

    `falta` dice por qué no hay índice, o es vacío: la causa sola, sin punto.
    """

    nuevos: Mapping[str, bytes] = field(default_factory=dict)
    iguales: Mapping[str, Ficha] = field(default_factory=dict)
    falta: str = ""


class _Recuerdo(Struct, frozen=True):
    """De qué se hizo el último índice: las páginas, el texto de ellas y lo que salió."""

    paginas: str
    texto: str
    fichas: Mapping[str, Ficha]


def hacer_indice(
    pedidos: Iterable[Hallable],
    fichas: Mapping[str, Ficha],
    leer: Callable[[str], bytes],
    publicado: Mapping[str, Ficha],
    taller: Path,
    almacen: Almacen,
) -> Indice:
    """El índice de esos hallables.

    `fichas` son las de las páginas del sitio y `leer` da los bytes de una; `publicado` es el árbol
    que se ve ahora y `taller`, una carpeta propia donde trabajar. Si Pagefind no está o no corre,
    el índice queda vacío y `falta` lo dice. Lanza `FalloDeEntorno` si el disco no deja.
    """
    todos = tuple(pedidos)
    try:
        version = f"{_FORMATO} {version_de_pagefind()}"
        anterior = _recordar(almacen, publicado)
        paginas = _huella([version, *(f"{h}{fichas.get(h.pagina)}" for h in todos)])
        if anterior and anterior.paginas == paginas:
            return Indice(iguales=anterior.fichas)
        documentos = {h.nombre: pagina_de(h, leer(h.pagina)) for h in todos}
        texto = _huella([version, *(f"{h}\n{documentos[h.nombre]}" for h in todos)])
        if anterior and anterior.texto == texto:
            almacen.guardar(_RECUERDO, _Recuerdo(paginas, texto, anterior.fichas))
            return Indice(iguales=anterior.fichas)
        archivos = indexar(documentos, taller)
    except SinPagefind as falta:
        return Indice(falta=str(falta))
    archivos["facetas.json"] = facetas(todos, archivos)
    archivos |= vocabulario(documentos.values())
    nuevos = {f"{CARPETA}/{nombre}": crudo for nombre, crudo in sorted(archivos.items())}
    hechas = {r: Ficha(hashlib.sha256(c).hexdigest(), len(c)) for r, c in nuevos.items()}
    almacen.guardar(_RECUERDO, _Recuerdo(paginas, texto, hechas))
    return Indice(nuevos=nuevos)


def _huella(partes: Iterable[str]) -> str:
    suma = hashlib.sha256()
    for parte in partes:
        suma.update(f"{len(parte)}\n{parte}\n".encode())
    return suma.hexdigest()


def _recordar(almacen: Almacen, publicado: Mapping[str, Ficha]) -> _Recuerdo | None:
    """Lo que se recuerda del último índice, si todo lo suyo sigue publicado igual."""
    recuerdo = almacen.leer(_RECUERDO, _Recuerdo)
    fichas = recuerdo.fichas if recuerdo else {}
    entero = fichas and all(publicado.get(ruta) == ficha for ruta, ficha in fichas.items())
    return recuerdo if entero else None
