"""Lo que un registro cita y está escrito en otra parte: lo dice el tipo de cada campo.

De aquí salen las reglas de las citas, lo que se sugiere cuando una está mal y dónde se busca. Un
campo nuevo que cita lleva su tipo, y no hay nada más que escribir.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

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


IdDeEntidad = Annotated[Id, Cita.ENTIDAD]
IdDeCargo = Annotated[Id, Cita.CARGO]
IdDeNorma = Annotated[Id, Cita.NORMA]
IdDeIcono = Annotated[Id, Cita.ICONO]
NumeroDeFuncion = Annotated[Entero, Cita.FUNCION]
NumeroDeSector = Annotated[Entero, Cita.SECTOR]
CaminoDeRegistro = Annotated[Texto, Cita.REGISTRO]
"""El camino de un registro de la instancia: `actas/2020/01`."""
CaminoDeAcuerdo = Annotated[Texto, Cita.ACUERDO]
"""El camino de una decisión o un compromiso: `actas/2020/01#plan`."""


class Citado(NamedTuple):
    """Una cita escrita en un registro."""

    camino: Ruta
    cita: Cita
    valor: Any


def citas_de(valor: BaseModel, camino: Ruta = ()) -> Iterator[Citado]:
    """Todo lo que un registro cita, en el orden de sus campos; `camino` es el del valor."""
    for nombre, que in _por_donde(type(valor)):
        escrito = getattr(valor, nombre)
        varios = enumerate(escrito) if isinstance(escrito, tuple) else ((None, escrito),)
        for n, uno in varios:
            suyo = (*camino, nombre) if n is None else (*camino, nombre, n)
            if isinstance(que, Cita):
                if uno is not None:
                    yield Citado(suyo, que, uno)
            elif isinstance(uno, que):
                yield from citas_de(uno, suyo)


def cita_de(campo: FieldInfo | None) -> Cita | None:
    """Lo que cita un campo, o cada elemento de su lista; `None` si no cita."""
    if campo is None:
        return None
    propias = (m for m in campo.metadata if isinstance(m, Cita))
    que = next(propias, None) or _que_cita(campo.annotation)
    return que if isinstance(que, Cita) else None


@cache
def _por_donde(modelo: type[BaseModel]) -> tuple[tuple[str, Cita | type[BaseModel]], ...]:
    """Los campos que citan, y los grupos en que algo cita."""
    anotaciones = get_type_hints(modelo, include_extras=True)
    campos = ((nombre, _que_cita(anotaciones[nombre])) for nombre in modelo.model_fields)
    return tuple((nombre, que) for nombre, que in campos if que is not None)


def _que_cita(anotacion: Any) -> Cita | type[BaseModel] | None:
    """Lo que cita un valor de ese tipo, o el grupo de claves en que algo cita."""
    if isinstance(anotacion, type) and issubclass(anotacion, BaseModel):
        return anotacion if _por_donde(anotacion) else None
    if get_origin(anotacion) is Annotated:
        for metadato in get_args(anotacion)[1:]:
            if isinstance(metadato, Cita):
                return metadato
    partes = (_que_cita(parte) for parte in get_args(anotacion))
    return next((que for que in partes if que is not None), None)
