"""Las palabras de un texto, y cuándo dos son la misma.

El navegador hace lo mismo con lo que alguien busca, en `temas/base/estaticos/palabras.js`: lo que
aquí se anota con una clave se busca allá con esa clave.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from generador.modelo.fechas import MESES

_LIGADURA = re.compile("[\ufb00-\ufb06]")
_TILDES = re.compile("[\u0300-\u036f]")
# Con «++» lo que ya se tomó no se vuelve a probar letra por letra.
_CON_SIGNOS = re.compile(r"(?<![a-z0-9])[a-z0-9]++(?:[^a-z0-9\s]++[a-z0-9]++)++")
_SIGNOS = re.compile("[^a-z0-9]+")
LARGO_MAXIMO = 40
_MARCAS_DEL_PLURAL = ("es", "s", "e")
_MENUDAS = """
    a al ano ante busco buscar cada como con cual cuales cuando cuanta cuantas cuanto cuantos de
    del desde dice dijo donde el ella en entre era es esa ese esta estan estas este esto estos
    favor fue fueron ha habia hace hacen han hasta hay hizo hubo la las le les lo los mas me mi
    muy n necesito no num numero o para pero poner por porque pueden puede puedo que quien quienes
    quiero reciente recientes saber se ser si sin sobre son su sus tiene tienen tuvo ultima
    ultimas ultimo ultimos un una unas unos ver y ya
"""
MENUDAS = frozenset(_MENUDAS.split())
"""Las que van en una pregunta y no dicen de qué trata; «última», porque lo reciente va primero."""
_DIA = re.compile(rf"\b(\d{{1,2}})[.º°]* (?:de )?({'|'.join(MESES)}) (?:del? )?(\d{{4}})\b")
_LETRAS = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789")
_SOLO_PALABRAS = bytes(byte if byte in _LETRAS else 32 for byte in range(256))


def llano(texto: str) -> str:
    """El texto en minúsculas, sin tildes y sin las ligaduras de un PDF, como la de «ﬁn»."""
    minusculas = texto.lower()
    if minusculas.isascii():
        return minusculas
    minusculas = _LIGADURA.sub(lambda m: unicodedata.normalize("NFKD", m[0]), minusculas)
    return _TILDES.sub("", unicodedata.normalize("NFD", minusculas))


def partir(texto: str) -> list[str]:
    """Las palabras de un texto, llanas; lo que va sin espacios, como «D.C.», también junto."""
    liso = llano(texto)
    sueltas = liso.encode("ascii", "replace").translate(_SOLO_PALABRAS).decode("ascii").split()
    con_signos = " ".join(trozo for trozo in liso.split() if not trozo.isalnum())
    juntas = (_SIGNOS.sub("", trozo) for trozo in _CON_SIGNOS.findall(con_signos))
    return [*sueltas, *(junta for junta in juntas if len(junta) <= LARGO_MAXIMO)]


def dias(texto: str) -> list[str]:
    """La clave de cada día escrito entero: «29 de octubre de 2022» no es un 29, un octubre y un
    2022 sueltos. Lleva el año delante para estar al lado de él: «2022:1029»."""
    escritos = _DIA.findall(llano(texto))
    return [f"{anio}:{MESES.index(mes) + 1:02}{int(dia):02}" for dia, mes, anio in escritos]


def principales(texto: str) -> list[str]:
    """Las palabras de un texto sin las menudas; si todas lo son, todas."""
    todas = _SIGNOS.sub(" ", llano(texto)).split()
    return [p for p in todas if p not in MENUDAS] or todas


@cache
def clave(llana: str) -> str:
    """La misma para el singular y el plural de una palabra llana, como «voz» y «voces».

    Se acorta hasta donde se puede, porque «sedes» sola no dice si viene de «sed» o de «sede».
    """
    antes = f"{llana[:-1]}c" if llana.endswith("z") else llana
    for marca in _MARCAS_DEL_PLURAL:
        if antes.endswith(marca) and len(antes) > len(marca) + 2:
            return clave(antes[: -len(marca)])
    return antes
