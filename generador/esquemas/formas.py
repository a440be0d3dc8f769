"""Las formas en que a un editor le llega cada clase de valor, y lo que dice de las que no valen.

Los editores toman de cada esquema tres cosas que JSON Schema no tiene: `errorMessage`, lo que
dicen en vez de su mensaje en inglés; `enumDescriptions`, lo que explican de cada palabra; y
`defaultSnippets`, lo que ofrecen sin exigirlo. Quien no las conoce las pasa por alto.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generador.esquemas.vocabularios import Explicaciones
from generador.modelo.tipos import CIFRAS

Esquema = dict[str, Any]

# Letras que la lectura trata como la misma: sin tilde, con cualquiera de las que trae un teclado.
_VARIANTES = {"a": "áàäâã", "e": "éèëê", "i": "íìïî", "o": "óòöôõ", "u": "úùüû", "n": ""}
_SIN_DATO: Esquema = {"type": "string", "pattern": "^[Ss][Ii][Nn][ _][Dd][Aa][Tt][Oo]$"}
_VACIOS = (
    {"type": "null"},
    {"type": "string", "maxLength": 0},
    {"type": "array", "maxItems": 0},
    {"type": "object", "maxProperties": 0},
    _SIN_DATO,
)
# Dicho al revés, un editor lo admite y no lo ofrece: nadie tiene que escribir `null`.
EN_BLANCO: Esquema = {"not": {"not": {"anyOf": list(_VACIOS)}}}
"""Sin dato: la clave sola, con algo vacío o con `sin_dato`."""


# --- letras y palabras ------------------------------------------------------------------------


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


# --- valores ----------------------------------------------------------------------------------


def patron(expresion: str) -> Esquema:
    """Un texto con esa forma."""
    # En una lista de un solo tipo: así ningún editor junta su mensaje con el de otra opción.
    return {"type": ["string"], "pattern": expresion}


def una_de(mensaje: str, *opciones: Esquema) -> Esquema:
    """Cualquiera de varias formas. Si no es ninguna, un editor dice lo de la primera."""
    return {"anyOf": [{"errorMessage": mensaje} | o for o in opciones], "errorMessage": mensaje}


def texto(maximo: int, mensaje: str) -> Esquema:
    """Un texto: para la lectura también lo son `1`, `3.10` y `true`, que un editor ve distintos."""
    largo = rf"^[\s\S]{{1,{maximo}}}$"
    forma = {"type": ["string", "number", "boolean"], "pattern": largo}
    return forma | {"errorMessage": mensaje}


NUMERO: Esquema = {"type": "integer", "minimum": 0, "maximum": 10**CIFRAS - 1}


def entero(mensaje: str) -> Esquema:
    """Un número sin signo, que puede venir entre comillas."""
    return una_de(mensaje, patron(f"^ *[0-9]{{1,{CIFRAS}}} *$"), NUMERO)


def vocablo(valores: Explicaciones) -> Esquema:
    """Una palabra de un vocabulario: las que se ofrecen, y las mismas con tildes o mayúsculas."""
    formas = "|".join(palabra(v) for v in valores)
    return una_de(_uno_de_estos(valores), enumeracion(valores), patron(f"^ *(?:{formas}) *$"))


def literal(valores: Explicaciones) -> Esquema:
    """Una palabra exacta; si es un número, con comillas o sin ellas."""
    numeros = {int(v): explicacion for v, explicacion in valores.items() if v.isdigit()}
    exactos = patron(f"^(?:{'|'.join(valores)})$")
    return una_de(_uno_de_estos(valores), enumeracion(numeros or valores), exactos)


def enumeracion(valores: Mapping[Any, str]) -> Esquema:
    """Los valores que un editor ofrece, con lo que explica de cada uno."""
    return {"enum": list(valores), "enumDescriptions": list(valores.values())}


def ofrecer(esquema: Esquema, valores: Explicaciones) -> Esquema:
    """Lo mismo, y un editor ofrece esas palabras tal cual: `no` no lleva comillas."""
    ofrecidos = [{"label": v, "bodyText": v, "description": e} for v, e in valores.items()]
    return esquema | {"defaultSnippets": ofrecidos}


def _uno_de_estos(valores: Iterable[str]) -> str:
    return f"Escriba uno de estos: {', '.join(valores)}."


# --- lo que los contiene ----------------------------------------------------------------------

_LISTA = "Aquí va una lista: cada elemento en su propia línea, con un guion y un espacio delante"
_GRUPO = "Aquí va un grupo de claves, cada una en su propia línea, con sangría."


def lista(elemento: Esquema) -> Esquema:
    """Una lista con algún elemento."""
    cuerpo = {"type": "array", "contains": {}, "items": elemento}
    return cuerpo | {"errorMessage": f"{_LISTA}."}


def con_ninguno(esquema: Esquema) -> Esquema:
    """Una lista, o la palabra que dice que se sabe que no hay."""
    ninguno = patron(f"^(?:{palabra('ninguno')}|{palabra('ninguna')})$")
    ofrecido = ofrecer(ninguno, {"ninguno": "Se sabe que no hubo. Si no se sabe, borre la clave."})
    mensaje = f"{_LISTA}; si se sabe que no hubo, escriba ninguno."
    return una_de(mensaje, esquema | {"errorMessage": mensaje}, ofrecido)


def grupo_libre() -> Esquema:
    """Un grupo de claves cualesquiera."""
    return {"type": "object", "errorMessage": _GRUPO}


def o_en_blanco(esquema: Esquema) -> Esquema:
    """Lo mismo, o la clave en blanco: sin dato."""
    return {"anyOf": [esquema, EN_BLANCO]}


def exigencia(nombre: str, descripcion: str) -> Esquema:
    """La clave está, escrita de cualquiera de sus formas.

    «Alguna clave cumple el patrón» se dice al revés: no es cierto que ninguna lo cumpla.
    """
    otra = {"not": {"propertyNames": {"not": {"pattern": clave(nombre)}}}}
    esta = {"required": [nombre], "errorMessage": f"Falta «{nombre}». {descripcion}"}
    return {"anyOf": [esta, otra]}
