"""La dirección del sitio que más se parece a una que no está."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator

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
        self._por_final: dict[str, list[str]] = defaultdict(list)
        self._por_carpeta: dict[str, list[str]] = defaultdict(list)
        for direccion in sorted(direcciones):
            for final in _finales(direccion):
                self._por_final[final].append(direccion)
            carpeta, nombre = posixpath.split(direccion)
            self._por_carpeta[f"{carpeta}{posixpath.splitext(nombre)[1]}"].append(direccion)

    def la_mas_cercana(self, direccion: str) -> str:
        """La más parecida de la misma clase de archivo, o el texto vacío."""
        carpeta, nombre = posixpath.split(direccion)
        grupos = [self._por_final.get(f, ()) for f in _finales(direccion)]
        grupos.append(self._por_carpeta.get(f"{carpeta}{posixpath.splitext(nombre)[1]}", ()))
        vecinas = dict.fromkeys(d for g in grupos if len(g) <= _SE_COMPARAN for d in g)
        # Lo que escribe el programa puede llamarse como un anexo, y es otra cosa.
        suyas = [d for d in vecinas if d.startswith(_DATOS) == direccion.startswith(_DATOS)]
        # Un acta con otro número es otra acta.
        posibles = ((), numeros(nombre))
        iguales = [d for d in suyas if numeros(posixpath.basename(d)) in posibles]
        return el_mas_parecido(direccion, iguales)


def _finales(direccion: str) -> Iterator[str]:
    """Las últimas partes del camino, de más a menos: «actas/2020/01.html», «2020/01.html»…"""
    partes = direccion.split("/")
    return ("/".join(partes[n:]) for n in range(max(1, len(partes) - 3), len(partes)))
