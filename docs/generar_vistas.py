"""La página de las vistas: lo que cada plantilla recibe, sacado de las vistas mismas."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from generar_registros import GENERADO, SinDocumentar
from msgspec import Struct

import generador.vistas
from generador.representacion import carpeta_de_temas_propios

# Las demás se llaman como su plantilla.
_CON_OTRO_NOMBRE = {
    "VistaAsistenciaPorAnios": "asistencia",
    "VistaCumplimiento": "cumplimiento_instancia",
    "VistaCumplimientoGeneral": "cumplimiento",
    "VistaProxima": "proxima_sesion",
}
# Las que no son de una página: piezas que las otras usan.
PIEZAS = ("acuerdos", "base", "graficos", "macros", "registros")

_INTRODUCCION = f"""# Las vistas que reciben las plantillas

{GENERADO}

Cada plantilla recibe una sola vista, `v`, y no ve nada más. Estos campos son lo estable del
producto para quien hace un tema: uno que se quite o cambie de sentido se anuncia en el registro de
cambios. Cómo se usan está en la [guía de temas](../guia-temas.md).

Un texto vacío, o `None`, quiere decir «sin dato»; una tupla vacía, que se sabe que no hay.
"""


def vistas() -> str:
    """La página. Lanza `SinDocumentar` si una plantilla no tiene vista o una vista, plantilla."""
    principales = dict(sorted((plantilla_de(c), c) for c in _de_pagina()))
    _exigir_parejas(principales)
    trozos = [_INTRODUCCION, "## Plantillas\n"]
    for plantilla, clase in principales.items():
        trozos += [
            f"### {plantilla}.html: `{clase.__name__}`\n",
            _dice(clase),
            "",
            *_tabla(clase),
            "",
        ]
    trozos.append("## Partes de las vistas\n")
    for parte in _partes(principales.values()):
        trozos += [f"### {parte.__name__}\n", _dice(parte), "", *_tabla(parte), ""]
    return "\n".join(trozos).rstrip() + "\n"


def plantilla_de(clase: type) -> str:
    """El nombre de la plantilla de una vista, sin extensión."""
    propio = re.sub(r"(?<!^)(?=[A-Z])", "_", clase.__name__.removeprefix("Vista")).lower()
    return _CON_OTRO_NOMBRE.get(clase.__name__, propio)


def _de_pagina() -> Iterator[type]:
    """Las vistas que son de una página: las que tienen marco."""
    for modulo in pkgutil.iter_modules(generador.vistas.__path__):
        cargado = importlib.import_module(f"{generador.vistas.__name__}.{modulo.name}")
        for clase in vars(cargado).values():
            propia = _es_vista(clase) and clase.__module__ == cargado.__name__
            if propia and "marco" in _campos(clase):
                yield clase


def _exigir_parejas(principales: dict[str, type]) -> None:
    carpeta = carpeta_de_temas_propios() / "base" / "plantillas"
    plantillas = {p.stem for p in carpeta.glob("*.html")} - set(PIEZAS)
    if sobran := plantillas ^ principales.keys():
        raise SinDocumentar(f"sin vista, o sin plantilla: {sorted(sobran)}")


def _es_vista(algo: Any) -> bool:
    return isinstance(algo, type) and issubclass(algo, Struct)


def _campos(clase: type[Struct]) -> list[str]:
    return list(clase.__struct_fields__)


def _partes(principales: Iterable[type]) -> list[type]:
    """Las clases que hay dentro de las vistas, por nombre."""
    vistas_: set[type] = set()
    por_ver = list(principales)
    propias = set(por_ver)
    while por_ver:
        for tipo in get_type_hints(por_ver.pop()).values():
            for hija in _dentro(tipo):
                if hija not in vistas_ | propias:
                    vistas_.add(hija)
                    por_ver.append(hija)
    return sorted(vistas_, key=lambda c: c.__name__)


def _dentro(tipo: Any) -> Iterator[type]:
    clase = get_origin(tipo) or tipo
    if _es_vista(clase):
        yield clase
    for argumento in get_args(tipo):
        yield from _dentro(argumento)


def _dice(clase: type) -> str:
    return " ".join((clase.__doc__ or "").split())


def _tabla(clase: type) -> list[str]:
    tipos = get_type_hints(clase)
    filas = [f"| `{n}` | {_en_palabras(tipos[n])} |" for n in _campos(clase)]
    calculados = [n for n, v in vars(clase).items() if isinstance(v, property)]
    filas += [f"| `{n}` | calculado: {_dice(getattr(clase, n))} |" for n in calculados]
    return ["| Campo | Valor |", "|---|---|", *(f.replace(" | None", " o `None`") for f in filas)]


def _en_palabras(tipo: Any) -> str:
    simples = {str: "texto", int: "número", bool: "sí o no", float: "número", type(None): "`None`"}
    if isinstance(tipo, TypeVar):
        return "lo que lista"
    if tipo in simples:
        return simples[tipo]
    if isinstance(tipo, type) and not get_args(tipo):
        ancla = tipo.__name__.lower()
        return f"[`{tipo.__name__}`](#{ancla})" if _es_vista(tipo) else f"`{tipo.__name__}`"
    partes = [_en_palabras(a) for a in get_args(tipo) if a is not Ellipsis]
    if _es_vista(get_origin(tipo)):
        return f"{_en_palabras(get_origin(tipo))} de {', '.join(partes)}"
    if getattr(tipo, "__origin__", None) is tuple:
        return f"lista de {', '.join(partes)}"
    return " o ".join(partes)
