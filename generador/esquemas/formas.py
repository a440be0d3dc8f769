"""Las formas en que a un editor le llega cada clase de valor, y los patrones que las reconocen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Esquema = dict[str, Any]

# Letras que la lectura trata como la misma: sin tilde, con cualquiera de las que trae un teclado.
_VARIANTES = {"a": "áàäâã", "e": "éèëê", "i": "íìïî", "o": "óòöôõ", "u": "úùüû", "n": ""}
SIN_DATO: Esquema = {"type": "string", "pattern": "^[Ss][Ii][Nn][ _][Dd][Aa][Tt][Oo]$"}


def letra(caracter: str) -> str:
    """El patrón de una letra, en mayúscula o minúscula y con tilde o sin ella."""
    variantes = caracter + _VARIANTES.get(caracter, "")
    clase = "".join(dict.fromkeys(variantes + variantes.upper()))
    return f"[{clase}]" if len(clase) > 1 else caracter


def palabra(texto: str) -> str:
    """El patrón de una palabra como la reconoce la lectura, sin los extremos.

    `_` admite también espacio y guion; `ni` admite `ñ`, de modo que `año` sea `anio`.
    """
    partes = []
    resto = texto.lower()
    while resto:
        if resto.startswith("ni"):
            partes.append(f"(?:{letra('n')}{letra('i')}|[ñÑ])")
            resto = resto[2:]
            continue
        partes.append("[ _-]" if resto[0] in "_-" else letra(resto[0]))
        resto = resto[1:]
    return "".join(partes)


def clave(nombre: str) -> str:
    """El patrón de las otras formas de escribir una clave: con tildes o con mayúsculas."""
    # En una clave no hay espacios ni guiones por «_».
    partes = (palabra(parte) for parte in nombre.split("_"))
    return f"^(?!{nombre}$){'_'.join(partes)}$"


def una_de(*opciones: Esquema, **demas: Any) -> Esquema:
    """Cualquiera de varias formas."""
    return {"anyOf": list(opciones)} | demas


def texto(**demas: Any) -> Esquema:
    """Un texto: para la lectura también lo son `1`, `3.10` y `true`, que un editor ve distintos."""
    return {"type": ["string", "number", "boolean"], "minLength": 1} | demas


def patron(expresion: str) -> Esquema:
    """Un texto con esa forma."""
    return {"type": "string", "pattern": expresion}


def entero(maximo: int = 999_999_999) -> Esquema:
    """Un número sin signo, que puede venir entre comillas."""
    return una_de({"type": "integer", "minimum": 0, "maximum": maximo}, patron("^ *[0-9]{1,9} *$"))


def vocablo(valores: Iterable[str]) -> Esquema:
    """Una palabra de un vocabulario: las que se ofrecen, y las mismas con tildes o mayúsculas."""
    posibles = list(valores)
    formas = "|".join(palabra(v) for v in posibles)
    return una_de({"enum": posibles}, patron(f"^ *(?:{formas}) *$"))


def literal(valores: Iterable[str]) -> Esquema:
    """Una palabra exacta; si es un número, también sin comillas."""
    posibles: list[Any] = list(valores)
    return {"enum": [*posibles, *(int(v) for v in posibles if v.isdigit())]}


def con_ninguno(lista: Esquema) -> Esquema:
    """Una lista, o la palabra que dice que se sabe que no hay."""
    return una_de(lista, patron(f"^(?:{palabra('ninguno')}|{palabra('ninguna')})$"))


def o_en_blanco(esquema: Esquema) -> Esquema:
    """Lo mismo, o la clave en blanco: sin dato."""
    return una_de(esquema, {"type": "null"}, SIN_DATO)
