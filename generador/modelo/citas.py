"""Lo que un registro cita y está escrito en otra parte: lo dice el tipo de cada campo.

De aquí salen las reglas de las citas, lo que se sugiere cuando una está mal y dónde se busca. Un
campo nuevo que cita lleva su tipo, y no hay nada más que escribir.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generador.modelo.tipos import Entero, Id, Ruta, Texto


class Cita(Enum):
    """Qué se cita. Vale como se llama en los mensajes y en lo que se propone."""

    ENTIDAD = "entidad"
    CARGO = "integrante"
    NORMA = "norma"
    FUNCION = "funcion"
    SECTOR = "sector"
    ICONO = "icono"
    REGISTRO = "registro"
    ACUERDO = "acuerdo"
    META = "meta"
    INSTANCIA = "instancia"
    LISTA = "lista"


class DeClase(NamedTuple):
    """De qué clase es el registro que se cita: su nombre en la tabla de `modelo/clases.py`."""

    nombre: str


IdDeEntidad = Annotated[Id, Cita.ENTIDAD]
IdDeCargo = Annotated[Id, Cita.CARGO]
IdDeNorma = Annotated[Id, Cita.NORMA]
IdDeIcono = Annotated[Id, Cita.ICONO]
IdDeMeta = Annotated[Id, Cita.META]
IdDeInstancia = Annotated[Id, Cita.INSTANCIA]
IdDeLista = Annotated[Id, Cita.LISTA]
NumeroDeFuncion = Annotated[Entero, Cita.FUNCION]
NumeroDeSector = Annotated[Entero, Cita.SECTOR]
CaminoDeRegistro = Annotated[Texto, Cita.REGISTRO]
"""El camino de un registro de la instancia, de cualquier clase: `actas/2020/01`."""
CaminoDeActa = Annotated[Texto, Cita.REGISTRO, DeClase("acta")]
CaminoDeConvocatoria = Annotated[Texto, Cita.REGISTRO, DeClase("convocatoria")]
CaminoDeReglamento = Annotated[Texto, Cita.REGISTRO, DeClase("reglamento")]
CaminoDeAcuerdo = Annotated[Texto, Cita.ACUERDO]
"""El camino de una decisión o un compromiso: `actas/2020/01#plan`."""


class LoQueCita(NamedTuple):
    """Lo que dice el tipo de un campo que cita.

    `clase` es el nombre de la clase de registro que pide; vacío si no es un registro o puede ser
    de cualquiera.
    """

    cita: Cita
    clase: str = ""


class Citado(NamedTuple):
    """Una cita escrita en un registro; `clase` es la del registro que su campo pide, si la pide."""

    camino: Ruta
    cita: Cita
    valor: Any
    clase: str = ""


def citas_de(valor: BaseModel, camino: Ruta = ()) -> Iterator[Citado]:
    """Todo lo que un registro cita, en el orden de sus campos; `camino` es el del valor."""
    for nombre, que in _por_donde(type(valor)):
        yield from _en(getattr(valor, nombre), que, (*camino, nombre))


def _en(valor: object, que: LoQueCita | None, camino: Ruta) -> Iterator[Citado]:
    """Lo que se cita en el valor de un campo que cita eso, o que tiene grupos en que algo cita."""
    if isinstance(valor, BaseModel):
        yield from citas_de(valor, camino)
    elif isinstance(valor, tuple | dict):
        partes = valor.items() if isinstance(valor, dict) else enumerate(valor)
        for clave, parte in partes:
            yield from _en(parte, que, (*camino, clave))
    elif que is not None and valor is not None:
        yield Citado(camino, que.cita, valor, que.clase)


def lo_que_cita(campo: FieldInfo | None) -> LoQueCita | None:
    """Lo que cita un campo, o cada elemento de su lista; `None` si no cita.

    Lanza `TypeError` si puede citar dos cosas, o citar una o no: de lo escrito no se sabría cuál.
    """
    partes = set(_partes(campo)) if campo else set()
    citas = [parte for parte in partes if isinstance(parte, LoQueCita)]
    if len(citas) > 1 or (citas and any(_es_de_otra_cosa(parte) for parte in partes)):
        raise TypeError(f"Un campo no puede citar una cosa o ser otra: {campo!r}")
    return citas[0] if citas else None


def cita_de(campo: FieldInfo | None) -> Cita | None:
    """Qué cita un campo, sea de la clase que sea; `None` si no cita."""
    que = lo_que_cita(campo)
    return que.cita if que else None


@cache
def _por_donde(modelo: type[BaseModel]) -> tuple[tuple[str, LoQueCita | None], ...]:
    """Los campos que citan, con lo que citan, y los que tienen grupos en que algo cita."""
    campos = ((nombre, lo_que_cita(campo), campo) for nombre, campo in modelo.model_fields.items())
    return tuple(
        (nombre, que)
        for nombre, que, campo in campos
        if que or any(map(citas_posibles, grupos_de(campo)))
    )


@cache
def citas_posibles(modelo: type[BaseModel]) -> frozenset[Cita]:
    """Todo lo que puede citar un valor de un modelo, o de los grupos que tiene adentro."""
    vistos: set[type[BaseModel]] = set()
    citas: set[Cita] = set()
    # Un grupo puede tener adentro otros como él.
    faltan = [modelo]
    while faltan:
        este = faltan.pop()
        if este not in vistos:
            vistos.add(este)
            campos = tuple(este.model_fields.values())
            citas.update(cita for campo in campos if (cita := cita_de(campo)))
            faltan += (grupo for campo in campos for grupo in grupos_de(campo))
    return frozenset(citas)


def grupos_de(campo: FieldInfo) -> Iterator[type[BaseModel]]:
    """Los grupos de claves que pueden ir en un campo."""
    return (parte for parte in _partes(campo) if _es_grupo(parte))


def _partes(campo: FieldInfo) -> Iterator[Any]:
    """Lo que puede haber en un campo: lo que cita, los grupos de claves y los demás tipos."""
    propias = citas_en(campo.metadata)
    return iter(propias) if propias else _partes_de(campo.annotation)


def citas_en(metadatos: Iterable[Any]) -> list[LoQueCita]:
    """Lo que cita un tipo, por lo que se anotó de él."""
    metadatos = tuple(metadatos)
    clase = next((m.nombre for m in metadatos if isinstance(m, DeClase)), "")
    return [LoQueCita(m, clase) for m in metadatos if isinstance(m, Cita)]


def _partes_de(anotacion: Any) -> Iterator[Any]:
    origen, partes = get_origin(anotacion), get_args(anotacion)
    if origen is Annotated:
        yield from citas_en(partes[1:]) or _partes_de(partes[0])
    elif not partes or origen is Literal:
        yield anotacion
    else:
        # Las claves de un grupo libre no citan.
        for parte in partes[1:] if origen is dict else partes:
            yield from _partes_de(parte)


def _es_grupo(parte: Any) -> bool:
    return isinstance(parte, type) and issubclass(parte, BaseModel)


def _es_de_otra_cosa(parte: Any) -> bool:
    return not (isinstance(parte, LoQueCita) or _es_grupo(parte) or parte in (NoneType, Ellipsis))
