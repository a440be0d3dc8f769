"""Un texto como valor de YAML en una sola línea, con comillas solo si las necesita."""

from __future__ import annotations

import re

from generador.modelo.sin_dato import SIN_DATO, SIN_DATO_DICHO

# Empieza con letra o cifra y no tiene nada que YAML entienda de otra manera.
_SENCILLO = re.compile(r"[^\W_](?:[\w .;()/°ºª%«»¿?¡!…+–’=&*@-]|:(?=[\w/]))*")
_EN_LISTA = re.compile(r"[^\W_](?:[\w ./°ºª%…+–-])*")
AUSENTES = frozenset(("null", SIN_DATO, SIN_DATO_DICHO))
"""Lo que sin comillas dice que no hay dato, además de nada y de «~»."""
_SIGNO_SOLO = re.compile(r"(\s*(?:- +)*)([^\W\d][\w ]*: +)[-?](\s*|\s+#.*)")


def es_sencillo(texto: str) -> bool:
    """Si sin comillas es el mismo texto, también entre llaves."""
    libre = texto.lower() not in AUSENTES and " #" not in texto and texto == texto.strip()
    return libre and _SENCILLO.fullmatch(texto) is not None


def escalar(texto: str) -> str:
    """El texto como valor de una clave; las comillas, sencillas."""
    llano = " ".join(texto.split())
    return llano if es_sencillo(llano) else citado(llano)


def en_comillas(texto: str) -> str:
    """El texto como elemento de una lista entre corchetes."""
    return texto if _EN_LISTA.fullmatch(texto) else citado(texto)


def con_rayas(texto: str) -> str:
    """El YAML con una raya en vez del «-» o el «?» que son todo el valor de una clave.

    YAML los lee como el comienzo de otra cosa. Cada línea queda del mismo largo.
    """
    lineas = texto.split("\n")
    for n, linea in enumerate(lineas):
        m = _SIGNO_SOLO.fullmatch(linea)
        siguiente = next((t for t in lineas[n + 1 :] if t.strip()), "") if m else ""
        if m and len(siguiente) - len(siguiente.lstrip(" ")) <= len(m[1]):
            lineas[n] = f"{m[1]}{m[2]}—{m[3]}"
    return "\n".join(lineas)


def citado(texto: str) -> str:
    """El texto entre comillas sencillas, sin cambiarle nada."""
    return "'" + texto.replace("'", "''") + "'"
