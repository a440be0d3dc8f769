"""El catálogo explica cada código que el programa puede emitir, y ninguno que no exista."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import generador
from generador.configuracion.citables import CITABLES
from generador.hallazgo import Gravedad
from generador.verificacion.catalogo import CATALOGO
from generador.verificacion.codigos import CODIGOS
from generador.verificacion.reglas import REGLAS

PAQUETE = Path(generador.__file__).parent
CODIGO = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
GRAVEDAD_DE = {
    "error": Gravedad.ERROR,
    "falla": Gravedad.ERROR,
    "corregida": Gravedad.ERROR,
    "anotar": Gravedad.ERROR,
    "_defecto": Gravedad.ERROR,
    "dudar": Gravedad.ERROR,
    "aviso": Gravedad.AVISO,
    "informacion": Gravedad.INFORMACION,
}


def emitidos(texto: str) -> Iterator[tuple[str, Gravedad]]:
    """Los códigos que un módulo emite, con la gravedad de la función que los emite.

    Busca en los tres primeros argumentos de cada llamada a quien hace un hallazgo, y en las
    tuplas (código, mensaje, remedio) que una función devuelve.
    """
    for nodo in ast.walk(ast.parse(texto)):
        if isinstance(nodo, ast.Call):
            nombre = getattr(nodo.func, "attr", getattr(nodo.func, "id", ""))
            if nombre in GRAVEDAD_DE:
                yield from ((c, GRAVEDAD_DE[nombre]) for c in _codigos(nodo.args[:3]))
        elif isinstance(nodo, ast.Return) and isinstance(nodo.value, ast.Tuple):
            yield from ((c, Gravedad.ERROR) for c in _codigos(nodo.value.elts[:1]))


def _codigos(nodos: list[ast.expr]) -> Iterator[str]:
    for nodo in nodos:
        opciones = [nodo.body, nodo.orelse] if isinstance(nodo, ast.IfExp) else [nodo]
        for opcion in opciones:
            valor = opcion.value if isinstance(opcion, ast.Constant) else None
            if isinstance(valor, str) and CODIGO.fullmatch(valor):
                yield valor


def _del_paquete() -> set[tuple[str, Gravedad]]:
    # `hospedaje` anota directivas de servidor web, y `diagnostico`, lo que falta en el computador:
    # no son hallazgos.
    ajenos = {"hospedaje", "diagnostico"}
    modulos = sorted(m for m in PAQUETE.rglob("*.py") if not ajenos & set(m.parts))
    return {par for m in modulos for par in emitidos(m.read_text(encoding="utf-8"))}


def test_cada_codigo_que_se_emite_esta_explicado_con_su_gravedad() -> None:
    explicados = {(codigo, explicado[1]) for codigo, explicado in CATALOGO.items()}
    assert _del_paquete() - explicados == set()


def test_ningun_codigo_de_lectura_sobra() -> None:
    # Los de lo que cita lo común están en una tabla, y quien los emite los toma de ella.
    emitidos = {codigo for codigo, _ in (*_del_paquete(), *CITABLES.values())}
    assert set(CODIGOS) - emitidos == set()


def test_los_codigos_de_las_reglas_y_los_de_lectura_no_chocan() -> None:
    assert len(CATALOGO) == len(CODIGOS) + len(REGLAS) == len({*CODIGOS, *CATALOGO})
    assert all(CODIGO.fullmatch(codigo) for codigo in CATALOGO)


def test_la_busqueda_ve_un_codigo_sin_explicar_en_cada_forma_de_escribirlo() -> None:
    texto = """
def f():
    error("nuevo-uno", lugar, "m", "r")
    self.anotar("nuevo-dos", marca, "m", "r")
    _defecto(archivo, 1, "nuevo-tres", "m", "r")
    aviso("nuevo-cuatro" if x else "nuevo-cinco", lugar, "m", "r")
    return "nuevo-seis", "m", "r"
"""
    assert set(emitidos(texto)) == {
        ("nuevo-uno", Gravedad.ERROR),
        ("nuevo-dos", Gravedad.ERROR),
        ("nuevo-tres", Gravedad.ERROR),
        ("nuevo-cuatro", Gravedad.AVISO),
        ("nuevo-cinco", Gravedad.AVISO),
        ("nuevo-seis", Gravedad.ERROR),
    }
