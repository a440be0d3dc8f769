"""Dónde empieza y dónde termina cada valor y cada clave de un YAML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from generador.lectura.escalares import con_rayas
from generador.lectura.escritura import Posicion

_HONDO = 40


class Ilegible(Exception):
    """Un YAML que se entiende y que un registro no admite: alias, o demasiados niveles."""


@dataclass(frozen=True, slots=True)
class Nodo:
    """Un valor, con sus extremos. `estilo` es el de libyaml; `en_llaves`, si no va en bloque.

    De un grupo, `pares` son sus claves con sus valores; de una lista, `elementos`.
    """

    inicio: Posicion
    fin: Posicion
    estilo: str = ""
    es_grupo: bool = False
    es_lista: bool = False
    en_llaves: bool = False
    pares: tuple[tuple[Nodo, Nodo], ...] = ()
    elementos: tuple[Nodo, ...] = ()

    @property
    def en_bloque(self) -> bool:
        """Si ocupa líneas enteras, debajo de su clave."""
        return (self.es_grupo or self.es_lista) and not self.en_llaves

    @property
    def ultima_linea(self) -> int:
        """La última línea con algo: libyaml termina un bloque donde empieza lo que sigue."""
        if self.en_bloque:
            hijos = (*(v for _, v in self.pares), *self.elementos)
            return max((h.ultima_linea for h in hijos), default=self.inicio[0])
        return self.fin[0] - (self.fin[1] == 0 and self.fin > self.inicio)


@dataclass(frozen=True, slots=True)
class LugarDelNodo:
    """Un valor, su clave si está en un grupo, y lo que lo contiene."""

    nodo: Nodo
    clave: Nodo | None = None
    padre: Nodo | None = None

    @property
    def inicio(self) -> Posicion:
        """Dónde empieza la clave, o el valor si no la tiene."""
        return (self.clave or self.nodo).inicio


@dataclass(slots=True)
class PlanoDeNodos:
    """Los lugares de un YAML, por la posición de su valor y por la de su clave."""

    valores: dict[Posicion, LugarDelNodo] = field(default_factory=dict)
    claves: dict[Posicion, LugarDelNodo] = field(default_factory=dict)
    raiz: Nodo | None = None


# Los hallazgos llegan por archivo: el plano de uno sirve para todos los suyos.
@lru_cache(maxsize=4)
def levantar_plano(texto: str) -> PlanoDeNodos:
    """El plano de un YAML; vacío si no se puede leer."""
    try:
        plano = PlanoDeNodos(raiz=componer(texto))
    except (yaml.YAMLError, Ilegible):
        legible = con_rayas(texto)
        return PlanoDeNodos() if legible == texto else levantar_plano(legible)
    if plano.raiz is not None:
        for lugar in _recorrer(LugarDelNodo(plano.raiz)):
            plano.valores.setdefault(lugar.nodo.inicio, lugar)
            if lugar.clave is not None:
                plano.claves[lugar.clave.inicio] = lugar
    return plano


def _recorrer(lugar: LugarDelNodo) -> Iterator[LugarDelNodo]:
    yield lugar
    for clave, valor in lugar.nodo.pares:
        yield from _recorrer(LugarDelNodo(valor, clave, lugar.nodo))
    for elemento in lugar.nodo.elementos:
        yield from _recorrer(LugarDelNodo(elemento, None, lugar.nodo))


def componer(texto: str) -> Nodo | None:
    """El nodo de la raíz; ninguno si no hay nada escrito. Lanza `YAMLError` o `Ilegible`."""
    raiz = None
    eventos = yaml.parse(texto, Loader=yaml.CLoader)
    for evento in eventos:
        if isinstance(evento, yaml.DocumentStartEvent):
            nodo = _componer(next(eventos), eventos, 0)
            raiz = raiz or nodo
    return raiz


def _componer(evento: Any, eventos: Iterator[Any], hondo: int) -> Nodo:
    if isinstance(evento, yaml.AliasEvent) or hondo > _HONDO:
        raise Ilegible
    inicio = _posicion(evento.start_mark)
    if isinstance(evento, yaml.MappingStartEvent):
        return _grupo(inicio, bool(evento.flow_style), eventos, hondo + 1)
    if isinstance(evento, yaml.SequenceStartEvent):
        return _lista(inicio, bool(evento.flow_style), eventos, hondo + 1)
    return Nodo(inicio, _posicion(evento.end_mark), evento.style or "")


def _grupo(inicio: Posicion, en_llaves: bool, eventos: Iterator[Any], hondo: int) -> Nodo:
    pares = []
    for evento in eventos:
        if isinstance(evento, yaml.MappingEndEvent):
            break
        clave = _componer(evento, eventos, hondo)
        pares.append((clave, _componer(next(eventos), eventos, hondo)))
    fin = _posicion(evento.end_mark)
    return Nodo(inicio, fin, es_grupo=True, en_llaves=en_llaves, pares=tuple(pares))


def _lista(inicio: Posicion, en_llaves: bool, eventos: Iterator[Any], hondo: int) -> Nodo:
    elementos = []
    for evento in eventos:
        if isinstance(evento, yaml.SequenceEndEvent):
            break
        elementos.append(_componer(evento, eventos, hondo))
    fin = _posicion(evento.end_mark)
    return Nodo(inicio, fin, es_lista=True, en_llaves=en_llaves, elementos=tuple(elementos))


def _posicion(puesta: Any) -> Posicion:
    return (puesta.line, puesta.column)
