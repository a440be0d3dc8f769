"""Lo que se puede completar en cada lugar de una orden, leído del sitio al oprimir Tab.

Qué se ofrece lo dice la definición misma de la orden: el nombre o el «metavar» de cada parámetro.
No se carga el generador, que tarda más de lo que alguien espera con Tab, y nada se queja: donde no
se puede leer, no se ofrece nada.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from generador.reloj import hoy

Posibles = list[CompletionItem[str]]
Buscar = Callable[[click.Context, click.Parameter, str], Posibles]

_ANIO = re.compile(r"(?:19|20)[0-9]{2}")
_MAXIMO = 1 << 20
_DIAS = 7


def buscar_para(parametro: click.Parameter) -> Buscar | None:
    """Con qué se completa un parámetro, o `None` si su valor no se puede adivinar."""
    metavar = (parametro.metavar or "").strip("[]")
    return _POR_NOMBRE.get(parametro.name or "") or _POR_METAVAR.get(metavar)


def _que_empiezan(incompleto: str, valores: Iterable[str | tuple[str, str]]) -> Posibles:
    pares = ((v, "") if isinstance(v, str) else v for v in valores)
    return [CompletionItem(v, help=que or None) for v, que in pares if v.startswith(incompleto)]


# --- cada clase de valor ----------------------------------------------------------------------


def _carpetas(_: click.Context, __: click.Parameter, incompleto: str) -> Posibles:
    return [CompletionItem(incompleto, type="dir")]


def _paginas_de_la_guia(_: click.Context, __: click.Parameter, incompleto: str) -> Posibles:
    from generador.guia import PAGINAS

    return _que_empiezan(incompleto, PAGINAS)


def _archivos(_: click.Context, __: click.Parameter, incompleto: str) -> Posibles:
    return [CompletionItem(incompleto, type="file")]


def _instancias(ctx: click.Context, _: click.Parameter, incompleto: str) -> Posibles:
    return _que_empiezan(incompleto, _nombres(_contenido(ctx) / "instancias"))


def _periodos(ctx: click.Context, _: click.Parameter, incompleto: str) -> Posibles:
    """Los años en que la instancia tiene algo; escrito el año, también sus partes."""
    anios = _anios(_contenido(ctx) / "instancias" / str(ctx.params.get("instancia") or ""))
    partes = [
        p for p in ("", "-s1", "-s2", "-t1", "-t2", "-t3", "-t4") if len(incompleto) > 3 or not p
    ]
    return _que_empiezan(incompleto, (f"{anio}{parte}" for anio in anios for parte in partes))


def _anios(carpeta: Path) -> list[str]:
    archivos = (n for clase in _nombres(carpeta) for n in _todos(carpeta / clase))
    hallados = {m[0] for n in archivos if (m := _ANIO.match(n))}
    return sorted(hallados | {str(hoy().year)}, reverse=True)


def _codigos(_: click.Context, __: click.Parameter, incompleto: str) -> Posibles:
    # Cada código tiene su ejemplo, y los nombres de los archivos se leen sin cargar las reglas.
    ejemplos = _del_programa() / "datos" / "ejemplos"
    with suppress(OSError):
        nombres = sorted(e.name for e in ejemplos.iterdir() if e.name.endswith(".txt"))
        return _que_empiezan(incompleto, (n.removesuffix(".txt") for n in nombres))
    return []


def _destinos(ctx: click.Context, _: click.Parameter, incompleto: str) -> Posibles:
    """Los de sitio.yaml; con una barra ya escrita, es una carpeta."""
    if "/" in incompleto:
        return [CompletionItem(incompleto, type="file")]
    escritos = _yaml(_contenido(ctx) / "sitio.yaml").get("destinos")
    listos = [d for d in escritos if isinstance(d, dict)] if isinstance(escritos, list) else []
    pares = ((str(d.get("nombre") or ""), str(d.get("direccion") or "")) for d in listos)
    return _que_empiezan(incompleto, (par for par in pares if par[0]))


def _entidades(ctx: click.Context, _: click.Parameter, incompleto: str) -> Posibles:
    leidas = _yaml(_contenido(ctx) / "entidades.yaml")
    pares = ((str(i), str(e.get("nombre") or "")) for i, e in leidas.items() if isinstance(e, dict))
    return _que_empiezan(incompleto, pares)


def _temas(ctx: click.Context, _: click.Parameter, incompleto: str) -> Posibles:
    propios = _del_programa()
    lugares = (_contenido(ctx).parent, propios, propios.parent)
    return _que_empiezan(incompleto, sorted({n for d in lugares for n in _nombres(d / "temas")}))


def _del_programa() -> Path:
    # Todas las órdenes cargan este módulo, y esto solo hace falta al completar una palabra.
    from importlib import resources

    return Path(str(resources.files("generador")))


def _dias(_: click.Context, __: click.Parameter, incompleto: str) -> Posibles:
    dias = [(hoy() - timedelta(days=n)).isoformat() for n in range(_DIAS)]
    return _que_empiezan(incompleto, [(dias[0], "hoy"), (dias[1], "ayer"), *dias[2:]])


_POR_NOMBRE: dict[str, Buscar] = {
    "destino": _destinos,
    "emisor": _entidades,
    "secretaria_tecnica": _entidades,
    "tema": _temas,
}
_POR_METAVAR: dict[str, Buscar] = {
    "AAAA-MM-DD": _dias,
    "ARCHIVO": _archivos,
    "CODIGO": _codigos,
    "DIR": _carpetas,
    "DIRECCIÓN|CARPETA": _carpetas,
    "INSTANCIA": _instancias,
    "LLAVE": _archivos,
    "PAGINA": _paginas_de_la_guia,
    "PERIODO": _periodos,
}


# --- leer el sitio sin quejarse ---------------------------------------------------------------


def _contenido(ctx: click.Context) -> Path:
    return Path(str(ctx.params.get("contenido") or "contenido"))


def _nombres(carpeta: Path) -> list[str]:
    """Las carpetas que hay en una carpeta, en orden."""
    with suppress(OSError), os.scandir(carpeta) as entradas:
        return sorted(e.name for e in entradas if e.is_dir() and not e.name.startswith("."))
    return []


def _todos(carpeta: Path) -> Iterator[str]:
    with suppress(OSError):
        yield from (e.name for e in carpeta.iterdir())


def _yaml(archivo: Path) -> dict[Any, Any]:
    import yaml

    with suppress(OSError, ValueError, yaml.YAMLError, RecursionError):
        if archivo.stat().st_size <= _MAXIMO:
            cargador = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            leido = yaml.load(archivo.read_text("utf-8"), Loader=cargador)
            return leido if isinstance(leido, dict) else {}
    return {}
