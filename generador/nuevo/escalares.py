"""Un texto como escalar de YAML: el más legible que se vuelve a leer con las mismas letras."""

from __future__ import annotations

import re
import unicodedata

from generador.lectura.escalares import es_sencillo

ANCHO = 90
"""Desde cuántos caracteres un texto se reparte en varias líneas."""

_REPARTIBLE = re.compile(r"\S+(?: \S+)*")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def escalar(texto: str, sangria: int) -> str:
    """El texto como va después de «clave: », con las líneas que siguen en `sangria` espacios."""
    if not _imprimible(texto):
        return _con_comillas(texto)
    if "\n" in texto:
        return _literal(texto, sangria)
    if len(texto) > ANCHO and _REPARTIBLE.fullmatch(texto):
        return _plegado(texto, sangria)
    return texto if _sencillo(texto) else _con_comillas(texto)


def escalar_en_linea(texto: str) -> str:
    """El texto en una sola línea, como va una clave."""
    sencillo = _imprimible(texto) and _sencillo(texto)
    return texto if sencillo and len(texto) <= ANCHO else _con_comillas(texto)


def _sencillo(texto: str) -> bool:
    """Si sin comillas es el mismo texto: aquí nada va entre llaves, y la coma no estorba."""
    return es_sencillo(texto.replace(",", ";"))


def _imprimible(texto: str) -> bool:
    """Si leído de un archivo es el mismo: sin caracteres de control y ya en NFC."""
    return unicodedata.is_normalized("NFC", texto) and all(
        c == "\n" or (c.isprintable() and c != "\ufeff") for c in texto
    )


def _con_comillas(texto: str) -> str:
    # Fuera de NFC se escribe en escapes: al leer, el archivo entero se normaliza.
    todo_ascii = not unicodedata.is_normalized("NFC", texto)
    return f'"{"".join(_escapado(c, todo_ascii) for c in texto)}"'


def _escapado(caracter: str, todo_ascii: bool) -> str:
    if caracter in _ESCAPES:
        return _ESCAPES[caracter]
    if caracter.isprintable() and (caracter.isascii() or not todo_ascii):
        return caracter
    codigo = ord(caracter)
    return f"\\u{codigo:04x}" if codigo < 0x10000 else f"\\U{codigo:08x}"


def _literal(texto: str, sangria: int) -> str:
    margen = " " * sangria
    lineas = (f"{margen}{linea}" if linea else "" for linea in texto.split("\n"))
    return "|-\n" + "\n".join(lineas)


def _plegado(texto: str, sangria: int) -> str:
    margen = " " * sangria
    lineas, actual = [], ""
    for palabra in texto.split(" "):
        if actual and len(margen) + len(actual) + 1 + len(palabra) > ANCHO:
            lineas.append(margen + actual)
            actual = palabra
        else:
            actual = f"{actual} {palabra}" if actual else palabra
    return ">-\n" + "\n".join([*lineas, margen + actual])
