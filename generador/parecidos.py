"""La palabra que más se parece a otra, entre muchas, sin comparar con todas.

Mil cargos mal citados, comparados cada uno con todos los que hay, tardarían más que leer el sitio.
De las posibles se comparan solo las que comparten con la palabra los pares de letras que menos se
repiten.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache

PARECIDO = 0.6
"""Qué tanto se debe parecer, de cero a uno."""

_SE_COMPARAN = 4
_REPETIDO = 64
_Indice = Mapping[str, tuple[str, ...]]


def numeros(texto: str) -> tuple[int, ...]:
    """Los números de un nombre: «acta-01.html» tiene el 1. Un acta con otro es otra acta."""
    return tuple(int(n) for n in re.findall(r"[0-9]+", texto))


@lru_cache(maxsize=4096)
def el_mas_cercano(palabra: str, posibles: frozenset[str]) -> str:
    """La más parecida de las posibles; el texto vacío si ninguna se parece."""
    # Solo hace falta si algo está mal escrito, y este módulo lo cargan todas las órdenes.
    import difflib

    cercanas = difflib.get_close_matches(
        palabra, _candidatas(palabra, posibles), n=1, cutoff=PARECIDO
    )
    return cercanas[0] if cercanas else ""


def _candidatas(palabra: str, posibles: frozenset[str]) -> list[str]:
    """Las que comparten más pares de letras con la palabra."""
    indice = _indice(posibles)
    pares = _pares(palabra)
    hallados = [indice[p] for p in pares if p in indice]
    # Un par que está en casi todas no distingue a ninguna, y recorrerlas es lo que cuesta.
    raros = [suyas for suyas in hallados if len(suyas) <= _REPETIDO]
    cuantos = Counter(una for suyas in raros or hallados[:1] for una in suyas[:_REPETIDO])
    tope = sorted(cuantos, key=lambda una: (-cuantos[una], abs(len(una) - len(palabra)), una))
    return sorted(tope[:_SE_COMPARAN])


@lru_cache(maxsize=32)
def _indice(posibles: frozenset[str]) -> _Indice:
    indice: dict[str, list[str]] = defaultdict(list)
    for posible in sorted(posibles):
        for par in _pares(posible):
            indice[par].append(posible)
    return {par: tuple(suyas) for par, suyas in indice.items()}


def _pares(palabra: str) -> set[str]:
    """Los pares de letras seguidas, contando los extremos."""
    llana = f"\x02{palabra.lower()}\x03"
    return {llana[n : n + 2] for n in range(len(llana) - 1)}
