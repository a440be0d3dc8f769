"""Nada de la casa está solo para las pruebas: lo que ningún otro código nombra, sobra."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import generador

PAQUETE = Path(generador.__file__).parent
TEMAS = PAQUETE.parent / "temas"
TEXTOS = (".html", ".xml", ".txt", ".typ")
POR_SU_NOMBRE = ("vista_", "REGLAS", "__")
"""Las vistas de los registros se hallan por el nombre de su modelo, y las reglas, por el de su
módulo; lo demás lo llama Python."""

Arboles = Mapping[str, ast.Module]


def arboles() -> dict[str, ast.Module]:
    """Los módulos de la casa, por su nombre entero."""
    modulos = (
        (m.relative_to(PAQUETE.parent).with_suffix("").as_posix(), m)
        for m in sorted(PAQUETE.rglob("*.py"))
    )
    return {
        nombre.removesuffix("/__init__").replace("/", "."): ast.parse(m.read_text("utf-8"))
        for nombre, m in modulos
    }


def definidos(arbol: ast.Module) -> Iterator[str]:
    """Las funciones, las clases y las constantes de un módulo. Lo decorado lo usa quien decora."""
    for nodo in arbol.body:
        if isinstance(nodo, ast.FunctionDef | ast.ClassDef) and not nodo.decorator_list:
            yield nodo.name
        elif isinstance(nodo, ast.Assign | ast.AnnAssign):
            puestos = nodo.targets if isinstance(nodo, ast.Assign) else [nodo.target]
            sueltos = (e for p in puestos for e in (p.elts if isinstance(p, ast.Tuple) else (p,)))
            yield from (p.id for p in sueltos if isinstance(p, ast.Name))


def nombrados(arbol: ast.Module) -> set[str]:
    """Lo que un módulo nombra, sin contar dónde lo define."""
    nodos = tuple(ast.walk(arbol))
    leidos = {n.id for n in nodos if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    return leidos | {n.attr for n in nodos if isinstance(n, ast.Attribute)}


def traidos(arbol: ast.Module) -> Iterator[tuple[str, str]]:
    """De qué módulo trae otro cada nombre; lo que un paquete solo reexpone es de su módulo."""
    for nodo in ast.walk(arbol):
        if isinstance(nodo, ast.ImportFrom) and nodo.module:
            yield from ((nodo.module, alias.name) for alias in nodo.names)


def propiedades(arbol: ast.Module) -> Iterator[str]:
    """Las propiedades de las clases: las plantillas nombran las de las vistas."""
    for nodo in ast.walk(arbol):
        if isinstance(nodo, ast.FunctionDef):
            decoran = {getattr(d, "id", getattr(d, "attr", "")) for d in nodo.decorator_list}
            if decoran & {"property", "cached_property"}:
                yield nodo.name


def sin_uso(todos: Arboles) -> Iterator[str]:
    propios = {modulo: nombrados(arbol) for modulo, arbol in todos.items()}
    atributos = {
        n.attr for a in todos.values() for n in ast.walk(a) if isinstance(n, ast.Attribute)
    }
    de_otros = {par for arbol in todos.values() for par in traidos(arbol)}
    for modulo, arbol in todos.items():
        for nombre in definidos(arbol):
            usado = nombre in propios[modulo] | atributos or (modulo, nombre) in de_otros
            if not usado and not nombre.startswith(POR_SU_NOMBRE):
                yield f"{modulo}.{nombre}"


def test_todo_lo_que_se_define_se_usa() -> None:
    assert list(sin_uso(arboles())) == []


def test_toda_propiedad_se_pregunta() -> None:
    todos = arboles()
    plantillas = "\n".join(p.read_text("utf-8") for p in TEMAS.rglob("*") if p.suffix in TEXTOS)
    preguntadas = set(re.findall(r"\.(\w+)", plantillas))
    preguntadas |= {
        n.attr for a in todos.values() for n in ast.walk(a) if isinstance(n, ast.Attribute)
    }
    # `replace`, `getattr` y las tablas de columnas nombran algunas entre comillas.
    preguntadas |= {
        n.value
        for a in todos.values()
        for n in ast.walk(a)
        if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }
    suyas = {f"{m}.{p}" for m, a in todos.items() for p in propiedades(a) if p not in preguntadas}
    assert suyas == set()


def test_lo_que_nadie_usa_se_descubre() -> None:
    casa = {
        "casa.uno": "TOPE = 1\nRAMA, DOS = 2, 3\ndef usada(): return TOPE + DOS\ndef sola(): ...\n",
        "casa.dos": "from casa.uno import usada\nRAMA = 3\nprint(usada(), RAMA)\n",
    }
    todos = {modulo: ast.parse(texto) for modulo, texto in casa.items()}
    assert list(sin_uso(todos)) == ["casa.uno.RAMA", "casa.uno.sola"]
