"""Un texto como escalar de YAML: el más legible que se vuelve a leer con las mismas letras."""

from __future__ import annotations

import re
import unicodedata

ANCHO = 90
"""Desde cuántos caracteres un texto se reparte en varias líneas."""

# Lo que no necesita comillas: empieza con letra o cifra y no tiene signos con sentido propio.
_SENCILLO = re.compile(r"[^\W_](?:[\w .,;/()°ºª%«»¿?¡!…+–’=&*@-]|:(?=[\w/]))*")
_AUSENTES = frozenset(("null", "sin_dato", "sin dato"))
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
    return texto if _SENCILLO.fullmatch(texto) and _libre(texto) else _con_comillas(texto)


def escalar_en_linea(texto: str) -> str:
    """El texto en una sola línea, como va una clave."""
    sencillo = _imprimible(texto) and _SENCILLO.fullmatch(texto) and _libre(texto)
    return texto if sencillo and len(texto) <= ANCHO else _con_comillas(texto)


def _libre(texto: str) -> bool:
    """Si sin comillas no dice otra cosa: que no hay dato, o el final de la portada."""
    return texto.lower() not in _AUSENTES and " #" not in texto and texto == texto.strip()


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
