"""En qué campos cabe cualquier texto: lo dice el tipo de cada uno."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from generador.modelo.citas import Cita
from generador.modelo.tipos import DeArchivo, Lectura, leer_lista


def es_de_texto(campo: FieldInfo) -> bool:
    """Si en un campo, o en cada elemento de su lista, cabe una frase.

    No en una fecha, un número, una palabra de un vocabulario, el nombre de un archivo ni lo que
    cita otra cosa.
    """
    return _cabe(campo.annotation, campo.metadata)


def es_de_varios(campo: FieldInfo) -> bool:
    """Si en un campo va una lista."""
    return any(isinstance(m, BeforeValidator) and m.func is leer_lista for m in campo.metadata)


def _da_forma(marca: Any) -> bool:
    return isinstance(marca, Cita | DeArchivo) or (isinstance(marca, Lectura) and not marca.libre)


def _cabe(anotacion: Any, marcas: Iterable[Any]) -> bool:
    if any(map(_da_forma, marcas)):
        return False
    origen, partes = get_origin(anotacion), get_args(anotacion)
    if origen is Annotated:
        return _cabe(partes[0], partes[1:])
    # Un grupo libre (`dict`) no se publica.
    if origen in (Literal, dict):
        return False
    return anotacion is str or any(_cabe(parte, ()) for parte in partes)
