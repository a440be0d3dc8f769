"""Si dos claves son la misma palabra, escrita de otra manera o con un error de tecleo.

Nadie tiene aquí un diccionario: «ficha» está a una letra de «fecha» y es otra palabra. Por eso solo
vale lo que al teclear sale sin querer, y casi nunca da otra palabra del español.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from generador.modelo.correcciones import desnudo, sin_tildes

_ENLACES = frozenset(("de", "del", "la", "el", "los", "las"))
_MISMO_SONIDO = str.maketrans({"v": "b", "z": "s", "c": "s", "j": "g", "y": "i", "h": None})
_POR_HACER = re.compile(r"(?:[aei]r|ndo)$")
# Más corta, cualquier letra que falte da otra palabra: «actas» y «atas», «meta» y «mea».
_LARGA = 5


def llana(clave: str) -> str:
    """La clave en minúsculas, sin tildes y con guiones bajos: «Hora Inicio» → `hora_inicio`."""
    return re.sub(r"[\s-]+", "_", sin_tildes(desnudo(clave)))


def la_misma(escrita: str, posibles: Iterable[str]) -> str:
    """La única de las posibles que es la misma palabra; el texto vacío si no hay, o hay duda."""
    todas = tuple(posibles)
    if llana(escrita) in todas:
        return llana(escrita)
    for son_la_misma in (_por_sus_palabras, _con_un_error):
        iguales = [p for p in todas if son_la_misma(_palabras(escrita), _palabras(p))]
        if iguales:
            return iguales[0] if len(iguales) == 1 else ""
    return ""


def la_que_parece(escrita: str, posibles: Iterable[str]) -> str:
    """La que se pudo querer escribir: como mucho, dos letras distintas en una palabra larga."""
    suyas = _palabras(escrita)
    cercanas = [
        p
        for p in posibles
        # La primera letra casi nunca se yerra: «votación» no es «citación».
        if llana(escrita)[:1] == p[:1]
        and len(suyas) == len(_palabras(p))
        and all(map(_se_parecen, suyas, _palabras(p)))
    ]
    return cercanas[0] if len(cercanas) == 1 else ""


def _palabras(clave: str) -> tuple[str, ...]:
    return tuple(p for p in llana(clave).split("_") if p and p not in _ENLACES)


def _por_sus_palabras(unas: tuple[str, ...], otras: tuple[str, ...]) -> bool:
    """Las mismas, en singular o plural; o pegadas: «horainicio»."""
    return "".join(unas) == "".join(otras) or [*map(_singular, unas)] == [*map(_singular, otras)]


def _singular(palabra: str) -> str:
    if len(palabra) > 5 and re.search(r"[^aeiou]es$", palabra):
        return palabra[:-2]
    return palabra[:-1] if len(palabra) > 3 and re.search(r"[aeiou]s$", palabra) else palabra


def _con_un_error(unas: tuple[str, ...], otras: tuple[str, ...]) -> bool:
    return len(unas) == len(otras) and all(map(_mal_tecleada, unas, otras))


def _mal_tecleada(escrita: str, debida: str) -> bool:
    """Si empiezan y terminan igual y entre ellas solo va una letra, o suenan igual."""
    if escrita == debida:
        return True
    if min(len(escrita), len(debida)) < _LARGA - 1 or len(debida) < _LARGA:
        return False
    if escrita[-1] != debida[-1] or escrita.lstrip("h")[:1] != debida.lstrip("h")[:1]:
        return False
    return _suena(escrita) == _suena(debida) or _sobra_una(escrita, debida)


def _suena(palabra: str) -> str:
    return palabra.translate(_MISMO_SONIDO)


def _sobra_una(una: str, otra: str) -> bool:
    """Si a una le falta, le sobra o se le cruzó una letra."""
    corta, larga = sorted((una, otra), key=len)
    if len(larga) - len(corta) == 1:
        return any(larga[:n] + larga[n + 1 :] == corta for n in range(len(larga)))
    cruces = (una[:n] + una[n + 1] + una[n] + una[n + 2 :] for n in range(len(una) - 1))
    return len(corta) == len(larga) and otra in cruces


def es_casi(escrita: str, debida: str) -> bool:
    """Si empiezan igual y solo las separa una letra, o el género y el número: «firmados».

    Antes de la palabra, «des-», «in-» o «semi-» dicen otra cosa; y «firmar» y «firmando», que aún
    no se hizo.
    """
    if _POR_HACER.search(escrita):
        return False
    suya, otra = (_suena(re.sub(r"[ao]+$", "", p)) for p in (_singular(escrita), debida))
    terminan_igual = suya[-1:] == otra[-1:] or otra.startswith(suya)
    cerca = _distancia(suya, otra) <= 1 or _sobra_una(suya, otra)
    return suya[:1] == otra[:1] and terminan_igual and cerca


def _se_parecen(una: str, otra: str) -> bool:
    return una == otra or _distancia(una, otra) <= (2 if min(len(una), len(otra)) > 7 else 1)


def _distancia(una: str, otra: str) -> int:
    """Cuántas letras hay que poner, quitar o cambiar para ir de una a otra."""
    fila = list(range(len(otra) + 1))
    for n, letra in enumerate(una, 1):
        nueva = [n]
        for (diagonal, arriba), suya in zip(pairwise(fila), otra, strict=True):
            nueva.append(min(diagonal + (letra != suya), arriba + 1, nueva[-1] + 1))
        fila = nueva
    return fila[-1]
