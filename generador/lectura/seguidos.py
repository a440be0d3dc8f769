"""El texto que empieza al lado de su clave o de su guion, o debajo, y ocupa varios renglones."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ANTES = re.compile(r"^ *(?:- +)*")
_CLAVE = re.compile(r"[^\W\d]\w*:(?=\s|$)")
# Al lado de un guion, una clave va en minúsculas: «- Acta: final» es un texto.
_CLAVE_TRAS_GUION = re.compile(r"[a-záéíóúüñ_]\w*:(?=\s|$)")
# Un elemento, un grupo o una clave.
_NO_ES_TEXTO = re.compile(r"[-{\[].*|.*:(?:\s.*)?")


def texto_seguido(lineas: Sequence[str], fila: int) -> range | None:
    """Las filas del texto al que pertenece esa, desde su clave o su guion, si son varias.

    Al final no cuentan los renglones en blanco ni los que son un comentario.
    """
    inicio = fila
    while (anterior := _de_quien_sigue(lineas, inicio)) is not None:
        inicio = anterior
    margen = _margen(lineas, inicio)
    if margen is None:
        return None
    fin = inicio
    for n in range(inicio + 1, len(lineas)):
        if _dice_algo(lineas[n]) and sangria_de(lineas[n]) <= margen:
            break
        fin = n if _dice_algo(lineas[n]) else fin
    return range(inicio, fin + 1) if fin > inicio else None


def sigue_abajo(lineas: Sequence[str], fila: int) -> bool:
    """Si el texto que empieza en esa fila sigue en otra; puede empezar debajo de su clave."""
    margen = _margen(lineas, fila)
    # Debajo de su clave, lo que tiene su misma sangría también es suyo.
    margen = sangria_de(lineas[fila]) - 1 if margen is None else margen
    siguiente = _siguiente(lineas, fila)
    return siguiente is not None and sangria_de(siguiente) > margen


def _de_quien_sigue(lineas: Sequence[str], fila: int) -> int | None:
    """La fila de arriba cuyo texto sigue en esa, por tener más sangría que su clave o su guion."""
    sangria = sangria_de(lineas[fila])
    for n in range(fila - 1, -1, -1):
        if not lineas[n].strip():
            continue
        margen = _margen(lineas, n)
        if margen is not None and margen < sangria:
            return n
        if sangria_de(lineas[n]) < sangria:
            return None
    return None


def _margen(lineas: Sequence[str], fila: int) -> int | None:
    """La columna de la clave o del guion al que le sigue un texto; ninguna si no es así."""
    valor = _ANTES.sub("", lineas[fila])
    antes = lineas[fila][: len(lineas[fila]) - len(valor)]
    guion = antes.rfind("-")
    clave = (_CLAVE if guion < 0 else _CLAVE_TRAS_GUION).match(valor)
    if clave is None:
        return guion if guion >= 0 and valor[:1] not in ("", "#") else None
    al_lado = valor[clave.end() :].strip()
    if not al_lado:
        debajo = _siguiente(lineas, fila) or ""
        es_texto = sangria_de(debajo) > len(antes) and not _NO_ES_TEXTO.fullmatch(debajo.strip())
        return len(antes) if es_texto else None
    return len(antes) if al_lado[0] not in "#|>" else None


def _siguiente(lineas: Sequence[str], fila: int) -> str | None:
    """El primer renglón de abajo que dice algo."""
    return next((lineas[n] for n in range(fila + 1, len(lineas)) if _dice_algo(lineas[n])), None)


def _dice_algo(linea: str) -> bool:
    """Si no está en blanco ni es un comentario."""
    return linea.strip()[:1] not in ("", "#")


def sangria_de(linea: str) -> int:
    """Con cuántos espacios empieza un renglón."""
    return len(linea) - len(linea.lstrip(" "))
