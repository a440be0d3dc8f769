"""Cada comprobación de `verificar` hace falta: se quita una por una y algún daño pasa inadvertido.

Las comprobaciones no se enumeran a mano: se leen del código, y una nueva que ningún daño necesite
hace fallar la prueba.
"""

from __future__ import annotations

import ast
import functools
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from exigencias.danos import Dano, danos
from exigencias.publicacion import Copia

from generador import integridad
from generador.integridad import firma

FIRMA_VALIDA = functools.cache(firma.firma_valida)
FUENTE = Path(integridad.__file__)

# Quitarlas no deja pasar nada, y aun así se quedan.
DE_SOBRA = {
    "len(datos) != ficha.bytes": "la huella ya lo ve: comparar antes el tamaño solo ahorra tiempo",
    "destino": "sin destino la lista tampoco lo dice: mirar antes ahorra pedirla",
    "Apoyos()": "no es una comprobación: es en qué se confía si no se dice",
    "datos is None": "lo que no está tampoco se lee como manifiesto",
    "ficha is None": "de lo que nadie publicó no se leen datos",
    "n == numero": "solo escoge las palabras: que la entrada falta se dice igual",
    "not confianza.es_cadena": "solo escoge las palabras: que la entrada falta se dice igual",
}


class Quitar(ast.NodeTransformer):
    """Quita la comprobación número `n`; `quitada` dice cuál fue."""

    def __init__(self, n: int) -> None:
        self.n, self.visto, self.quitada = n, -1, ""

    def _toca(self, nodo: ast.AST, nombre: str = "") -> bool:
        self.visto += 1
        if self.visto == self.n:
            self.quitada = f"{nodo.lineno}: {nombre or ast.unparse(nodo)}"  # type: ignore[attr-defined]
        return self.visto == self.n

    def visit_Expr(self, nodo: ast.Expr) -> ast.stmt:
        """Un defecto que se entrega."""
        if isinstance(nodo.value, ast.Yield | ast.YieldFrom) and self._toca(nodo):
            return ast.copy_location(ast.Pass(), nodo)
        self.generic_visit(nodo)
        return nodo

    def visit_AugAssign(self, nodo: ast.AugAssign) -> ast.stmt:
        """Una comprobación entera."""
        if ast.unparse(nodo.target) == "dictamen.defectos" and self._toca(nodo):
            return ast.copy_location(ast.Pass(), nodo)
        return nodo

    def visit_BoolOp(self, nodo: ast.BoolOp) -> ast.expr:
        """Cada condición de varias; un valor por omisión no es una condición."""
        if any(isinstance(v, ast.Constant) for v in nodo.values):
            return nodo
        for n, condicion in enumerate(nodo.values):
            if self._toca(nodo, ast.unparse(condicion)):
                resto = [v for m, v in enumerate(nodo.values) if m != n]
                igual = resto[0] if len(resto) == 1 else ast.BoolOp(nodo.op, resto)
                return ast.copy_location(igual, nodo)
        self.generic_visit(nodo)
        return nodo


def sin_la(n: int) -> tuple[ModuleType, str]:
    """El módulo sin la comprobación `n`, y cuál era; vacío si no hay tantas."""
    quitar = Quitar(n)
    arbol = ast.fix_missing_locations(quitar.visit(ast.parse(FUENTE.read_text("utf-8"))))
    modulo = ModuleType(integridad.__name__)
    modulo.__dict__.update(__file__=integridad.__file__, __package__=integridad.__name__)
    propio = sys.modules[integridad.__name__]
    sys.modules[integridad.__name__] = modulo
    try:
        exec(compile(arbol, "sin una comprobación", "exec"), modulo.__dict__)
    finally:
        sys.modules[integridad.__name__] = propio
    return modulo, quitar.quitada


def comprobaciones() -> range:
    """Los números de todas: se cuentan recorriendo el módulo sin quitarle ninguna."""
    ninguna = Quitar(-1)
    ninguna.visit(ast.parse(FUENTE.read_text("utf-8")))
    return range(ninguna.visto + 1)


@pytest.fixture(autouse=True)
def firmas_recordadas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Comprobar una firma enciende un programa: la misma, sobre lo mismo, una sola vez."""
    monkeypatch.setattr(firma, "firma_valida", FIRMA_VALIDA)


@pytest.fixture(scope="module")
def tabla(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Dano]:
    carpeta = tmp_path_factory.mktemp("danos")
    return danos(Copia.hacer(carpeta / "original"), carpeta)


def discrepan(modulo: ModuleType, tabla: dict[str, Dano]) -> Iterator[str]:
    """Los daños que ese módulo no nombra como se debe."""
    for nombre, dano in tabla.items():
        try:
            dictamen = modulo.verificar(dano.fuente, dano.confianza)
            hallado = {(d.codigo, d.ruta) for d in dictamen.defectos}
        except (AttributeError, AssertionError, TypeError):
            hallado = {("se rompió", "")}
        if hallado != dano.esperado:
            yield f"{nombre}: {sorted(hallado ^ dano.esperado)}"


def test_todo_dano_se_nombra_como_se_debe(tabla: dict[str, Dano]) -> None:
    assert list(discrepan(integridad, tabla)) == []


@pytest.mark.parametrize("n", comprobaciones())
def test_cada_comprobacion_hace_falta(n: int, tabla: dict[str, Dano]) -> None:
    modulo, quitada = sin_la(n)
    pasa = next(discrepan(modulo, tabla), None)
    assert pasa or quitada.partition(": ")[2] in DE_SOBRA, f"nadie necesita {quitada}"


def test_se_quitan_todas() -> None:
    """Que la prueba de arriba no se haya quedado sin nada que quitar."""
    defectos = FUENTE.read_text("utf-8").count("yield ")
    assert len(comprobaciones()) > defectos > 20
    assert all(sin_la(n)[1] for n in comprobaciones())
    assert not sin_la(len(comprobaciones()))[1]
