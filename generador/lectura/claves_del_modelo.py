"""Las claves que se pueden escribir en los archivos del sitio, y lo que va en cada una."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generador.modelo.base import campos_de
from generador.modelo.clases import CLASES_DE_INSTANCIA, NORMA
from generador.modelo.libres import es_de_texto, es_de_varios
from generador.modelo.sitio import Entidad, ListaDeRequisitos, Retirado, Sitio, Visitas
from generador.modelo.tipos import Ruta


def campos_en(modelo: type[BaseModel], camino: Ruta) -> tuple[str, ...]:
    """Los campos que el modelo admite al final de un camino."""
    final = modelo_en(modelo, camino)
    return tuple(campos_de(final)) if final else ()


def modelo_en(modelo: type[BaseModel], camino: Ruta) -> type[BaseModel] | None:
    """El modelo que corresponde a un camino de claves y posiciones."""
    actual: type[BaseModel] | None = modelo
    for paso in camino:
        if isinstance(paso, int):
            continue
        if actual is None or paso not in actual.model_fields:
            return None
        actual = next(iter(modelos_de(actual.model_fields[paso])), None)
    return actual


def campos_con_su_clave() -> Iterator[tuple[str, FieldInfo]]:
    """Los campos de todos los registros y archivos del sitio, con los de sus grupos.

    Una clave que está en varios sale una vez por cada uno.
    """
    por_ver = _de_archivos()
    vistos: set[type[BaseModel]] = set()
    while por_ver:
        modelo = por_ver.pop()
        if modelo not in vistos:
            vistos.add(modelo)
            yield from modelo.model_fields.items()
            por_ver += (m for c in modelo.model_fields.values() for m in modelos_de(c))


@cache
def claves_conocidas() -> frozenset[str]:
    """Las claves de todos los registros y archivos del sitio, con las de sus grupos."""
    return frozenset(clave for clave, _ in campos_con_su_clave())


@cache
def claves_al_margen() -> frozenset[str]:
    """Las que en algún registro o archivo del sitio no van dentro de otra."""
    return frozenset(clave for modelo in _de_archivos() for clave in modelo.model_fields)


@cache
def claves_de_adentro() -> Mapping[str, frozenset[str]]:
    """Por cada clave, las que en algún registro van dentro de ella; las de `extra` son libres."""
    dentro: dict[str, frozenset[str]] = {}
    for clave, campo in campos_con_su_clave():
        suyas = frozenset(c for m in modelos_de(campo) for c in m.model_fields)
        if clave != "extra":
            dentro[clave] = dentro.get(clave, frozenset()) | suyas
    return dentro


@cache
def claves_de_uno() -> frozenset[str]:
    """Las que en ningún registro ni archivo del sitio llevan una lista."""
    de_varios = {clave for clave, campo in campos_con_su_clave() if es_de_varios(campo)}
    return claves_conocidas() - de_varios


@cache
def claves_de_texto() -> frozenset[str]:
    """Las que en algún registro o archivo del sitio llevan un texto cualquiera."""
    return frozenset(clave for clave, campo in campos_con_su_clave() if es_de_texto(campo))


def _de_archivos() -> list[type[BaseModel]]:
    de_registros: list[type[BaseModel]] = [c.modelo for c in (*CLASES_DE_INSTANCIA, NORMA)]
    return [*de_registros, Sitio, Entidad, ListaDeRequisitos, Retirado, Visitas]


def modelos_de(campo: FieldInfo) -> tuple[type[BaseModel], ...]:
    """Los modelos que puede tener el campo: el de su grupo, o los de los elementos de su lista."""
    anotacion: Any = campo.annotation
    return _modelos_en(anotacion)


@lru_cache(maxsize=512)
def _modelos_en(anotacion: Any) -> tuple[type[BaseModel], ...]:
    if isinstance(anotacion, type) and issubclass(anotacion, BaseModel):
        return (anotacion,)
    return tuple(m for parte in get_args(anotacion) for m in _modelos_en(parte))
