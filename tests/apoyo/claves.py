"""Todos los modelos en que un editor escribe claves."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from generador.lectura.claves_del_modelo import modelos_de
from generador.modelo.clases import CLASES_DE_INSTANCIA, NORMA
from generador.modelo.sitio import Entidad, ListaDeRequisitos, Retirados, Sitio


def _con_los_suyos(modelo: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield modelo
    for info in modelo.model_fields.values():
        for suyo in modelos_de(info):
            yield from _con_los_suyos(suyo)


_RAICES = (*(c.modelo for c in (*CLASES_DE_INSTANCIA, NORMA)), Sitio, Entidad, Retirados)
CLASES_CON_CLAVES = tuple(
    dict.fromkeys(m for raiz in (*_RAICES, ListaDeRequisitos) for m in _con_los_suyos(raiz))
)
