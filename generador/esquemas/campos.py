"""De una clase del modelo a su esquema: recorre las anotaciones de sus campos."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, BeforeValidator, StringConstraints

from generador.esquemas import formas
from generador.esquemas.formas import Esquema
from generador.modelo import tipos
from generador.modelo.base import Documento, Original
from generador.modelo.tipos import Lectura, Vocablo

Definiciones = dict[str, Esquema]
"""Los esquemas de los grupos de claves, por el nombre de su clase."""

_SI_NO = "^(?:[Ss](?:[IiÍí])|[Nn][OoÓó])$"
_DIA = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_ANIO: Esquema = {"type": "integer", "minimum": 1900, "maximum": 2100}

_DE_LECTURA: dict[Callable[[object], Any], Esquema] = {
    tipos.leer_fecha: formas.patron("^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"),
    tipos.leer_lapso: formas.una_de(_ANIO, formas.patron(f"^{_DIA}(?: */ *{_DIA})?$")),
    tipos.leer_hora: formas.patron("^(?:[01]?[0-9]|2[0-3]):[0-5][0-9]$"),
    tipos.leer_periodo: formas.una_de(_ANIO, formas.patron("^[0-9]{4}(?:-s[12]|-t[1-4])?$")),
    tipos.leer_entero: formas.entero(),
    tipos.leer_porcentaje: formas.una_de(
        formas.entero(100), formas.patron("^(?:100|[0-9]{1,2}) *%?$")
    ),
    tipos.leer_si_no: formas.una_de({"enum": ["si", "no"]}, formas.patron(_SI_NO)),
    tipos.leer_id: formas.una_de(
        formas.patron("^[a-z0-9]+(?:-[a-z0-9]+)*$"), {"type": "integer", "minimum": 0}
    ),
    tipos.leer_direccion: formas.patron(r"^https?://[^\s<>\"'\\]+$"),
}


def esquema_de_modelo(modelo: type[BaseModel], definiciones: Definiciones) -> Esquema:
    """El esquema de un grupo de claves; los grupos que contiene quedan en `definiciones`."""
    anotaciones = get_type_hints(modelo, include_extras=True)
    propiedades: dict[str, Esquema] = {}
    obligatorias = []
    for nombre, info in modelo.model_fields.items():
        esquema = _esquema(anotaciones[nombre], definiciones)
        if info.is_required():
            obligatorias.append(nombre)
        else:
            esquema = formas.o_en_blanco(esquema)
        propiedades[nombre] = esquema | {"description": info.description or ""}
    return {
        "type": "object",
        "description": inspect.cleandoc(modelo.__doc__ or "").split("\n")[0],
        "properties": propiedades,
        "patternProperties": {formas.clave(n): e for n, e in propiedades.items()},
        "additionalProperties": False,
    } | _obligatorias(obligatorias)


def _obligatorias(nombres: list[str]) -> Esquema:
    """Cada clave obligatoria, escrita de cualquiera de sus formas.

    «Alguna clave cumple el patrón» se dice al revés: no es cierto que ninguna lo cumpla.
    """
    if not nombres:
        return {}
    exigencias = [
        formas.una_de(
            {"required": [n]},
            {"not": {"propertyNames": {"not": {"pattern": formas.clave(n)}}}},
            errorMessage=f"Falta «{n}»",
        )
        for n in nombres
    ]
    return {"allOf": exigencias}


def _esquema(anotacion: Any, definiciones: Definiciones) -> Esquema:
    if anotacion == Original:
        documento = _referencia(Documento, definiciones)
        return formas.una_de({"enum": ["este_registro"]}, documento)
    if get_origin(anotacion) is Annotated:
        return _anotado(anotacion, definiciones)
    if get_origin(anotacion) in (Union, types.UnionType):
        return _union(anotacion, definiciones)
    if get_origin(anotacion) is Literal:
        return formas.literal(get_args(anotacion))
    if get_origin(anotacion) is tuple:
        return _lista(anotacion, definiciones)
    if get_origin(anotacion) is dict:
        return {"type": "object"}
    if issubclass(anotacion, Vocablo):
        return formas.vocablo(v.value for v in anotacion)
    if issubclass(anotacion, BaseModel):
        return _referencia(anotacion, definiciones)
    raise TypeError(f"no hay esquema para {anotacion}")


def _anotado(anotacion: Any, definiciones: Definiciones) -> Esquema:
    base, *metadatos = get_args(anotacion)
    for metadato in metadatos:
        if isinstance(metadato, Lectura):
            return _DE_LECTURA[metadato.leer] | {"examples": [metadato.ejemplo]}
        if isinstance(metadato, StringConstraints):
            return formas.texto(maxLength=metadato.max_length)
        if isinstance(metadato, BeforeValidator) and metadato.func is tipos.leer_lista:
            return formas.con_ninguno(_esquema(_sin_none(base), definiciones))
    return _esquema(base, definiciones)


def _union(anotacion: Any, definiciones: Definiciones) -> Esquema:
    return _esquema(_sin_none(anotacion), definiciones)


def _sin_none(anotacion: Any) -> Any:
    """La parte de la unión que no es `None`: el modelo no tiene uniones de más de una."""
    partes = [p for p in get_args(anotacion) if p is not type(None)]
    (unica,) = partes
    return unica


def _lista(anotacion: Any, definiciones: Definiciones) -> Esquema:
    elemento = get_args(anotacion)[0]
    return {"type": "array", "minItems": 1, "items": _esquema(elemento, definiciones)}


def _referencia(modelo: type[BaseModel], definiciones: Definiciones) -> Esquema:
    nombre = modelo.__name__
    if nombre not in definiciones:
        definiciones[nombre] = {}
        definiciones[nombre] = esquema_de_modelo(modelo, definiciones)
    return {"$ref": f"#/definitions/{nombre}"}
