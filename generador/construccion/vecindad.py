"""La dirección del sitio que más se parece a una que no está."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from generador.hallazgo import el_mas_parecido
from generador.parecidos import numeros

_SE_COMPARAN = 50


_DATOS = "datos/"


class Vecindad:
    """Las direcciones de un sitio, por lo que tienen en común: su final o su carpeta.

    Quien enlaza mal cambia una carpeta o el nombre, y casi nunca los dos: las que terminan igual y
    las de la misma carpeta son pocas, y no hay que comparar con todas.
    """

    def __init__(self, direcciones: Iterable[str]) -> None:
        self._direcciones = direcciones

    @cached_property
    def _grupos(self) -> Mapping[str, list[str]]:
        """Por un final o por una carpeta con su extensión; se arman cuando hay algo que buscar."""
        grupos: dict[str, list[str]] = defaultdict(list)
        for direccion in sorted(self._direcciones):
            for comun in (*_finales(direccion), _carpeta(direccion)):
                grupos[comun].append(direccion)
        return grupos

    def la_mas_cercana(self, direccion: str) -> str:
        """La más parecida de la misma clase de archivo, o el texto vacío."""
        nombre = posixpath.basename(direccion)
        grupos = [self._grupos.get(c, ()) for c in (*_finales(direccion), _carpeta(direccion))]
        vecinas = dict.fromkeys(d for g in grupos if len(g) <= _SE_COMPARAN for d in g)
        # Lo que escribe el programa puede llamarse como un anexo, y es otra cosa.
        suyas = [d for d in vecinas if d.startswith(_DATOS) == direccion.startswith(_DATOS)]
        # Un acta con otro número es otra acta.
        posibles = ((), numeros(nombre))
        iguales = [d for d in suyas if numeros(posixpath.basename(d)) in posibles]
        return el_mas_parecido(direccion, iguales)


def _carpeta(direccion: str) -> str:
    """Su carpeta y su extensión, que no se confunde con el final de ninguna."""
    carpeta, nombre = posixpath.split(direccion)
    return f"{carpeta}/*{posixpath.splitext(nombre)[1]}"


def _finales(direccion: str) -> Iterator[str]:
    """Las últimas partes del camino, de más a menos: «actas/2020/01.html», «2020/01.html»…"""
    partes = direccion.split("/")
    return ("/".join(partes[n:]) for n in range(max(1, len(partes) - 3), len(partes)))
