"""De los textos de un registro a un valor del modelo, con cada defecto dicho en español.

Pydantic encuentra todos los errores de una vez, con su camino; aquí se traducen a hallazgos
con línea, columna, causa y remedio.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from generador.hallazgo import Hallazgo, Origen, error, parecido
from generador.lectura.yaml_estricto import Arbol
from generador.modelo.base import Ruta, Valor

_V = TypeVar("_V", bound=Valor)


def validar(
    modelo: type[_V], arbol: Arbol, archivo: str, raiz: Ruta = ()
) -> tuple[_V | None, list[Hallazgo]]:
    """El valor, o `None` y todos los defectos. `raiz` es el camino del valor dentro del árbol."""
    datos = en_camino(arbol.datos, raiz)
    try:
        return modelo.model_validate(datos if isinstance(datos, dict) else {}), []
    except ValidationError as falla:
        fallas = falla.errors(include_url=False, include_input=True)
        return None, [
            _traducir(e, modelo, arbol, archivo, raiz) for e in fallas if not _es_eco(e, fallas)
        ]


def _es_eco(falla: Any, fallas: list[Any]) -> bool:
    """Si solo repite que un elemento de la lista está mal: la lista no está corta, lo parece."""
    loc = falla["loc"]
    return falla["type"] == "too_short" and any(
        otra["loc"][: len(loc)] == loc and len(otra["loc"]) > len(loc) for otra in fallas
    )


def en_camino(datos: Any, camino: Ruta) -> Any:
    """El valor al final de un camino, o `None` si el camino no existe."""
    for paso in camino:
        if isinstance(datos, dict):
            datos = datos.get(paso)
        elif isinstance(datos, list) and isinstance(paso, int) and paso < len(datos):
            datos = datos[paso]
        else:
            return None
    return datos


def _traducir(
    falla: Any, modelo: type[BaseModel], arbol: Arbol, archivo: str, raiz: Ruta
) -> Hallazgo:
    camino = _camino_real(falla["loc"], en_camino(arbol.datos, raiz))
    completo = (*raiz, *camino)
    codigo, mensaje, remedio = _decir(falla, camino, modelo)
    if codigo == "clave-desconocida":
        marca = arbol.claves.get(completo)
    elif codigo == "campo-falta":
        marca = _marca_cercana(arbol.marcas, completo[:-1])
    else:
        marca = _marca_cercana(arbol.marcas, completo)
    return error(codigo, Origen(archivo, *(marca or (1, 1))), mensaje, remedio)


def _camino_real(loc: tuple[str | int, ...], datos: Any) -> Ruta:
    """El camino sin los nombres de variante que Pydantic intercala en las uniones."""
    camino: list[str | int] = []
    for n, paso in enumerate(loc):
        ultimo = n == len(loc) - 1
        siguiente = en_camino(datos, (paso,))
        if siguiente is None and not ultimo and paso in _VARIANTES:
            continue
        camino.append(paso)
        datos = siguiente
    if len(camino) > 1 and camino[-1] in _VARIANTES:
        camino.pop()
    return tuple(camino)


_VARIANTES = ("documento", "este_registro")


def _marca_cercana(marcas: Mapping[Ruta, tuple[int, int]], camino: Ruta) -> tuple[int, int] | None:
    for fin in range(len(camino), -1, -1):
        if marca := marcas.get(camino[:fin]):
            return marca
    return None


def _decir(falla: Any, camino: Ruta, modelo: type[BaseModel]) -> tuple[str, str, str]:
    """Código, causa y remedio de un error de Pydantic."""
    clase, contexto = falla["type"], falla.get("ctx") or {}
    nombre = str(camino[-1]) if camino else ""
    if clase == "extra_forbidden":
        campos = campos_en(modelo, camino[:-1])
        return (
            "clave-desconocida",
            f"La clave «{nombre}» no existe aquí.{parecido(nombre, campos)}",
            "Corrija el nombre; si es un dato propio del sitio, póngalo dentro de «extra:»"
            if "extra" in campos
            else f"Las claves posibles son: {', '.join(campos)}",
        )
    if clase in ("missing", "too_short"):
        return (
            "campo-falta",
            f"Falta «{nombre}»: {_descripcion(modelo, camino)}",
            f"Escriba la clave «{nombre}:» con su valor",
        )
    if clase in ("enum", "literal_error"):
        posibles = re.findall(r"'([^']*)'", contexto.get("expected", ""))
        return (
            "valor-desconocido",
            f"«{falla['input']}» no es un valor de «{_campo(camino)}»."
            f"{parecido(str(falla['input']), posibles)}",
            f"Escriba uno de estos: {', '.join(posibles)}",
        )
    if "remedio" in contexto:
        return clase, contexto["mensaje"], contexto["remedio"]
    return ("tipo-incorrecto", *_FORMAS.get(clase, _FORMA_GENERAL))


_FORMA_GENERAL = ("El valor no tiene la forma esperada", "Compárelo con la referencia de campos")
_UN_TEXTO = ("Aquí va un texto, no una lista ni un grupo de claves", "Escriba el texto en la línea")
_UN_GRUPO = (
    "Aquí va un grupo de claves con sus valores",
    "Escriba cada clave en su propia línea, con sangría",
)
_FORMAS: Mapping[str, tuple[str, str]] = {
    "string_type": _UN_TEXTO,
    "string_too_short": ("El texto está vacío", "Escriba el texto o borre la clave"),
    "string_too_long": ("El texto es demasiado largo", "Póngalo en el cuerpo o en un anexo"),
    "model_type": _UN_GRUPO,
    "model_attributes_type": _UN_GRUPO,
    "dict_type": _UN_GRUPO,
    "tuple_type": (
        "Aquí va una lista",
        "Escriba cada elemento en su propia línea, con un guion y un espacio delante",
    ),
}


def _campo(camino: Ruta) -> str:
    """El nombre del campo más cercano: el último paso que no es la posición en una lista."""
    return next((str(p) for p in reversed(camino) if isinstance(p, str)), "")


def campos_en(modelo: type[BaseModel], camino: Ruta) -> tuple[str, ...]:
    """Los campos que el modelo admite al final de un camino."""
    final = modelo_en(modelo, camino)
    return tuple(final.model_fields) if final else ()


def modelo_en(modelo: type[BaseModel], camino: Ruta) -> type[BaseModel] | None:
    """El modelo que corresponde a un camino de claves y posiciones."""
    actual: type[BaseModel] | None = modelo
    for paso in camino:
        if isinstance(paso, int):
            continue
        if actual is None or paso not in actual.model_fields:
            return None
        actual = next(_modelos_de(actual.model_fields[paso].annotation), None)
    return actual


def _descripcion(modelo: type[BaseModel], camino: Ruta) -> str:
    padre = modelo_en(modelo, camino[:-1])
    campo = padre.model_fields.get(str(camino[-1])) if padre else None
    texto = (campo.description if campo else None) or "es obligatorio"
    inicial = texto[0].lower() if texto[1:2].islower() else texto[0]
    return inicial + texto[1:].rstrip(".")


@lru_cache(maxsize=512)
def _modelos_en(anotacion: Any) -> tuple[type[BaseModel], ...]:
    if isinstance(anotacion, type) and issubclass(anotacion, BaseModel):
        return (anotacion,)
    return tuple(m for parte in get_args(anotacion) for m in _modelos_en(parte))


def _modelos_de(anotacion: Any) -> Iterator[type[BaseModel]]:
    yield from _modelos_en(anotacion)
