"""Qué empieza en un renglón: una lista, un título, una raya, una tabla…"""

from __future__ import annotations

import re

CITA = re.compile(r" {0,3}> ?")
VINETA = re.compile(r"( {0,3})([-+*])(?:( +)|$)")
NUMERO = re.compile(r"( {0,3})(\d{1,9})([.)])(?:( +)|$)")
TITULO = re.compile(r" {0,3}(#{1,6})(?: +(.*?))??(?: +#+)? *$")
SUBRAYADO = re.compile(r" {0,3}(=+|-+) *$")
RAYA = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
CERCA = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
NOTA = re.compile(r" {0,3}\[\^([^\]]+)\]: ?")
SEPARADOR = re.compile(r" *\|?(?: *:?-+:? *\|)* *:?-+:? *\|? *$")
ABRE = re.compile(r"    | {0,3}[-+*>#_=~`|:\[\d]")
"""Solo un renglón que empieza así puede abrir algo que no sea un párrafo."""


def celdas(fila: str) -> list[str]:
    """Las celdas de una fila; una barra escapada es parte del texto, también en el código."""
    partes = _BARRA.sub(lambda m: "\0" if m[0] == "|" else m[0], fila.strip()).split("\0")
    if not partes[0].strip():
        del partes[0]
    if len(partes) > 1 and not partes[-1].strip():
        del partes[-1]
    return [parte.strip().replace("\\|", "|") for parte in partes]


_BARRA = re.compile(r"\\.|\|")
