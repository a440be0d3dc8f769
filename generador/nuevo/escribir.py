"""Un registro como YAML, de modo que al leerlo se obtiene el mismo registro.

Hay dos pasos: `arbol_de` da los textos, listas y mapas que un editor escribiría, y `yaml_de` los
pone en líneas. Entre los dos, una plantilla puede dejar claves en blanco (`None`): se leen como
«sin dato» y quien complete el registro ve dónde va cada cosa.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import time
from enum import Enum
from typing import Any

from generador.modelo.base import Valor, campos_de
from generador.modelo.fechas import Periodo
from generador.modelo.tipos import a_texto
from generador.nuevo.escalares import ANCHO, escalar, escalar_en_linea

_EJEMPLO = "  "

Claves = dict[str, Any]
"""Claves con textos, listas, mapas o `None` (la clave en blanco)."""

Comentarios = Mapping[str, Sequence[str]]
"""Líneas de comentario de cada clave de la raíz; con la clave vacía, van al final.

Lo que explica va antes de la clave; lo sangrado es un ejemplo y va debajo de ella, de modo que
basta quitarle el «#».
"""


def arbol_de(valor: Valor) -> Claves:
    """Lo que un editor escribiría: primero los campos de la clase, luego los de todo registro.

    Leído otra vez, da un valor igual: vale para lo que la lectura puede dar, textos sin blancos en
    los extremos y ningún grupo sin datos. Lo que está en su valor por omisión no se escribe.
    """
    campos = list(campos_de(type(valor)))
    escritos = [c for c in campos if _se_escribe(valor, c)]
    # Un grupo con solo valores por omisión existe: se escribe uno, para que no desaparezca.
    escritos = escritos or [c for c in campos if getattr(valor, c) is not None][:1]
    return {campo: _nodo(getattr(valor, campo)) for campo in escritos}


def _se_escribe(valor: Valor, campo: str) -> bool:
    info, actual = type(valor).model_fields[campo], getattr(valor, campo)
    return actual is not None and (info.is_required() or actual != info.default)


def _nodo(valor: Any) -> Any:
    if isinstance(valor, Valor):
        return arbol_de(valor)
    if isinstance(valor, Mapping):
        return {str(c): _nodo(v) for c, v in valor.items()}
    if isinstance(valor, (list, tuple)):
        return [_nodo(v) for v in valor] or "ninguno"
    if isinstance(valor, Periodo):
        return valor.clave
    if isinstance(valor, Enum):
        return str(valor.value)
    return valor if isinstance(valor, (str, time)) else a_texto(valor)


# --- en líneas --------------------------------------------------------------------------------


def yaml_de(arbol: Claves, comentarios: Comentarios | None = None) -> str:
    """El árbol en líneas de YAML, con sus comentarios."""
    dichos = comentarios or {}
    lineas: list[str] = []
    for clave, nodo in arbol.items():
        frases = dichos.get(clave, ())
        lineas += comentario([f for f in frases if not f.startswith(_EJEMPLO)])
        lineas += _lineas_de_clave(clave, nodo, 0)
        lineas += comentario([f for f in frases if f.startswith(_EJEMPLO)])
    lineas += comentario(dichos.get("", ()))
    return "".join(f"{linea}\n" for linea in lineas)


def comentario(frases: Sequence[str]) -> list[str]:
    """Las frases como líneas de comentario; lo que venga sangrado conserva su forma."""
    lineas = []
    for frase in frases:
        llana = "".join(c if c.isprintable() else " " for c in frase)
        partes = [llana] if llana.startswith(_EJEMPLO) else textwrap.wrap(llana, ANCHO)
        lineas += [f"# {parte}".rstrip() for parte in partes]
    return lineas


def _lineas_de_clave(clave: str, nodo: Any, sangria: int) -> Iterator[str]:
    inicio = " " * sangria + escalar_en_linea(clave) + ":"
    if nodo is None:
        yield inicio
    elif isinstance(nodo, dict):
        yield inicio
        yield from _lineas_de_mapa(nodo, sangria + 2)
    elif isinstance(nodo, list):
        yield inicio
        yield from _lineas_de_lista(nodo, sangria + 2)
    else:
        yield f"{inicio} {_escalar(nodo, sangria + 2)}"


def _lineas_de_mapa(mapa: Claves, sangria: int) -> Iterator[str]:
    for clave, nodo in mapa.items():
        yield from _lineas_de_clave(clave, nodo, sangria)


def _lineas_de_lista(lista: Sequence[Any], sangria: int) -> Iterator[str]:
    for elemento in lista:
        guion = " " * sangria + "- "
        if isinstance(elemento, dict):
            lineas = _lineas_de_mapa(elemento, sangria + 2)
        elif isinstance(elemento, list):
            lineas = _lineas_de_lista(elemento, sangria + 2)
        else:
            yield guion + _escalar(elemento, sangria + 2)
            continue
        # El guion ocupa la sangría de la primera línea de lo anidado.
        primera, *demas = lineas
        yield guion + primera[sangria + 2 :]
        yield from demas


def _escalar(nodo: Any, sangria: int) -> str:
    # Una hora se escribe sin comillas, como todo el mundo la escribe.
    return a_texto(nodo) if isinstance(nodo, time) else escalar(str(nodo), sangria)
