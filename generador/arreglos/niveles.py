"""En qué nivel está un renglón que empieza con tabuladores: lo dice la sangría de los de antes."""

from __future__ import annotations

import re

from generador.lectura.claves_del_modelo import (
    claves_al_margen,
    claves_conocidas,
    claves_de_adentro,
)

# Una clave sin valor, que abre un nivel.
_ABRE = re.compile(r"(?:- +)*([^\W\d][\w -]*):\s*(?:#.*)?")
_CLAVE = re.compile(r"([^\W\d][\w -]*):(?:\s|$)")


def en_su_nivel(lineas: tuple[str, ...], cual: int) -> bool:
    """Si la sangría de un renglón, tal como está escrita, es la de otro de antes o está debajo.

    Cuenta con qué se escribió: «\\t» y cuatro espacios no son la misma, aunque se vean igual.
    """
    pila, abre, dueno = [""], True, ""
    for n, linea in enumerate(lineas[: cual + 1]):
        resto = linea.lstrip(" \t")
        if not resto or resto.startswith("#"):
            continue
        sangria = linea[: len(linea) - len(resto)]
        while len(pila) > 1 and pila[-1] != sangria and pila[-1].startswith(sangria):
            pila.pop()
        if sangria != pila[-1]:
            debajo = abre and sangria.startswith(pila[-1])
            if n == cual and not (debajo and _cabe(resto, dueno)):
                return False
            if not debajo:
                # De lo que va mal antes ya se habla en su renglón.
                pila = [""]
            pila.append(sangria)
        guion = re.match(r"- +(?=[^\W\d][\w -]*:(?:\s|$))", resto)
        sin_valor = _ABRE.fullmatch(resto)
        abre, dueno = guion is not None or sin_valor is not None, sin_valor[1] if sin_valor else ""
    return True


def cabe_donde_queda(lineas: tuple[str, ...], cual: int) -> bool:
    """Si la clave de un renglón es de las que van dentro de la que lo contiene, o al margen."""
    resto = lineas[cual].lstrip()
    sangria = len(lineas[cual]) - len(resto)
    if not sangria:
        clave = _CLAVE.match(resto)
        # Al margen va también lo que no es clave de nada, como el identificador de una entidad.
        return clave is None or clave[1] in claves_al_margen() or clave[1] not in claves_conocidas()
    # La clave sin valor que contiene el renglón está antes, con menos sangría que él.
    for linea in reversed(lineas[:cual]):
        dueno = _ABRE.fullmatch(linea.strip())
        adentro = len(linea) - len(linea.lstrip(" -"))
        if dueno and adentro < sangria:
            return _cabe(resto, dueno[1])
    return True


def _cabe(resto: str, dueno: str) -> bool:
    """Si lo que está debajo de una clave sin valor puede ser suyo, o ella quedó en blanco."""
    clave = _CLAVE.match(resto)
    # De un identificador, como el de una entidad, es lo que haya debajo.
    return not (dueno and clave) or clave[1] in claves_de_adentro().get(dueno, (clave[1],))
