"""La línea en que alguien se equivocó, que no siempre es donde libyaml deja de entender.

libyaml se detiene cuando ya no puede seguir: a un renglón sin sus dos puntos lo toma por texto que
continúa, y protesta en el siguiente. Aquí se mira hacia atrás, y se vuelve solo si lo escrito lo
explica.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import yaml

# Una clave con sus dos puntos, o una lista o un grupo escritos en la línea.
_ENTERA = re.compile(r"\s*(?:- +)*(?:[^\s:#\-\"'{\[][^:#]*:(?:\s|$)|[{\[].*[}\]]\s*$|#)")
_VALOR_CITADO = re.compile(r"\s*(?:- +)*(?:[^\s:#\"'{\[][^:#\"']*: +)?([\"'])(.*)$")


def donde_falla(falla: yaml.MarkedYAMLError, lineas: Sequence[str]) -> tuple[int, int]:
    """La línea y la columna del error, contadas desde cero."""
    marca = falla.problem_mark or falla.context_mark
    if marca is None:
        return 0, 0
    fila = min(marca.line, len(lineas) - 1)
    return _antes(falla, lineas, fila) or (marca.line, marca.column)


def _antes(falla: yaml.MarkedYAMLError, lineas: Sequence[str], fila: int) -> tuple[int, int] | None:
    """Un lugar anterior al que libyaml señala, si es el que explica la falla."""
    problema, contexto = falla.problem or "", falla.context_mark
    abiertas = ((n, _sin_cerrar(lineas[n])) for n in range(fila))
    abierta = next(((n, columna) for n, columna in abiertas if columna is not None), None)
    if abierta is not None:
        return abierta
    # Lo que se empezó y no se terminó está donde empezó.
    if contexto and any(p in problema for p in ("expected ':'", "expected ','", "end of stream")):
        return (contexto.line, contexto.column) if contexto.line < fila else None
    # Lo que protesta más allá de su clave, o empieza con un tabulador, está en esa misma línea.
    pasada = falla.problem_mark and falla.problem_mark.column > lineas[fila].find(":")
    if pasada or re.match(r" *\t", lineas[fila]):
        return None
    anterior = next((n for n in range(fila - 1, -1, -1) if lineas[n].strip()), None)
    if anterior is None or not _explica(lineas, anterior, fila, en_lista="'-'" in problema):
        return None
    return anterior, _sangria(lineas[anterior])


def _explica(lineas: Sequence[str], anterior: int, fila: int, *, en_lista: bool) -> bool:
    """Si la que está mal es la de antes: no tiene clave, o su sangría es la rara."""
    if not _ENTERA.match(lineas[anterior]):
        # Un elemento de una lista de textos no tiene por qué llevar clave.
        return not (en_lista and lineas[anterior].lstrip().startswith("- "))
    con_algo = [n for n, t in enumerate(lineas) if t.strip() and n not in (anterior, fila)]
    cerca = [n for n in con_algo if anterior - 2 <= n <= fila + 2]
    suya, otra = _columna(lineas[anterior]), _columna(lineas[fila])
    for vecinas in (cerca, con_algo):
        columnas = Counter(_columna(lineas[n]) for n in vecinas)
        if columnas[suya] != columnas[otra]:
            return columnas[suya] < columnas[otra]
        # Ninguna de las dos se parece a lo que tiene al lado: lo de dentro va dos espacios adentro.
        madre = next((lineas[n] for n in reversed(con_algo) if n < anterior), "")
        if madre.rstrip().endswith(":") and _sangria(lineas[anterior]) - _columna(madre) not in (
            0,
            2,
        ):
            return True
    return False


def _sin_cerrar(linea: str) -> int | None:
    """Dónde está la comilla con que empieza su valor, si no se cierra en la misma línea."""
    citado = _VALOR_CITADO.match(linea)
    return citado.start(1) if citado and citado[1] not in citado[2] else None


def _columna(linea: str) -> int:
    """Dónde empieza su clave, pasados los guiones de lista."""
    return len(linea) - len(re.sub(r"^\s*(?:- +)*", "", linea))


def _sangria(linea: str) -> int:
    return len(linea) - len(linea.lstrip())
