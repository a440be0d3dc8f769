"""Cuánto mide la casa: `make medidas`.

De un commit, con su código formateado por ruff como lo formatea la casa de hoy, se cuenta:

- *líneas de Python*: las de `generador/` que tienen código; no cuentan las que solo tienen
  comentario, cadena de documentación o nada, y no cuentan las pruebas ni `docs/`;
- *plantillas*: las líneas no vacías de las plantillas, hojas y guiones que escribimos, en `temas/`;
- *datos*: las líneas no vacías de los archivos de datos de `generador/` y de `contenido/listas/`;
- *función*: las líneas de código de una función o método, con las que tenga dentro;
- *archivo*: las líneas de código de un módulo;
- *complejidad*: la ciclomática de cada función, que cuenta ruff (regla C901).

Se imprime al lado de los commits de `TESTIGOS`, y después las líneas de Python de cada paquete.
"""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tarfile
import tokenize
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, quantiles

RAIZ = Path(__file__).parents[2]
TESTIGOS = {
    "5985ea0": "antes de las reparaciones",
    "e5b70cd": "después de las reparaciones y antes de rehacer la casa",
}
_DATOS = (".yaml", ".json", ".txt", ".md", ".csv")
_PLANTILLAS = (".html", ".css", ".js", ".typ", ".xml")
_SIN_CODIGO = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}
_COMPLEJA = re.compile(r"\((\d+) > 0\)")


@dataclass
class Medidas:
    """Lo que mide un árbol de archivos."""

    archivos: dict[str, int] = field(default_factory=dict)
    funciones: dict[str, int] = field(default_factory=dict)
    complejidades: list[int] = field(default_factory=list)
    plantillas: int = 0
    datos: int = 0

    def filas(self) -> Iterator[tuple[str, float]]:
        """Cada cifra con su nombre."""
        largos = sorted(self.funciones.values())
        percentiles = quantiles(largos, n=100, method="inclusive")
        yield "líneas de Python", sum(self.archivos.values())
        yield "archivos de Python", len(self.archivos)
        yield "líneas del archivo mayor", max(self.archivos.values())
        yield "funciones", len(largos)
        yield "líneas de una función, mediana", percentiles[49]
        yield "líneas de una función, percentil 90", percentiles[89]
        yield "líneas de la función mayor", largos[-1]
        yield "complejidad media", round(mean(self.complejidades), 2)
        yield "complejidad mayor", max(self.complejidades)
        yield "líneas de plantillas", self.plantillas
        yield "líneas de datos", self.datos

    def por_paquete(self) -> Counter[str]:
        """Las líneas de Python de cada paquete de `generador/`."""
        lineas: Counter[str] = Counter()
        for archivo, cuantas in self.archivos.items():
            lineas[archivo.split("/")[1].removesuffix(".py")] += cuantas
        return lineas


def medir(arbol: Path) -> Medidas:
    """Las medidas de lo que hay en esa carpeta, que se formatea."""
    _ruff(arbol, "format", "--quiet", "--isolated", "--line-length", "100", "generador")
    medidas = Medidas()
    for archivo in sorted((arbol / "generador").rglob("*.py")):
        nombre, texto = archivo.relative_to(arbol).as_posix(), archivo.read_text("utf-8")
        con_codigo = lineas_de_codigo(texto)
        medidas.archivos[nombre] = len(con_codigo)
        for funcion in _funciones(texto):
            suyas = range(funcion.lineno, (funcion.end_lineno or funcion.lineno) + 1)
            clave = f"{nombre}:{funcion.lineno} {funcion.name}"
            medidas.funciones[clave] = len(con_codigo.intersection(suyas))
    medidas.complejidades = list(_complejidades(arbol))
    medidas.plantillas = sum(map(_llenas, _con_final(arbol / "temas", _PLANTILLAS)))
    de_datos = (arbol / "generador", arbol / "contenido/listas")
    medidas.datos = sum(_llenas(a) for c in de_datos for a in _con_final(c, _DATOS))
    return medidas


def lineas_de_codigo(texto: str) -> set[int]:
    """Los números de las líneas que tienen código."""
    lineas: set[int] = set()
    for t in tokenize.generate_tokens(io.StringIO(texto).readline):
        if t.type not in _SIN_CODIGO:
            lineas.update(range(t.start[0], t.end[0] + 1))
    for nodo in ast.walk(ast.parse(texto)):
        if isinstance(nodo, ast.Expr) and _es_texto(nodo.value):
            # Una cadena suelta documenta lo que está encima, sea un módulo o un valor.
            lineas.difference_update(range(nodo.lineno, (nodo.end_lineno or 0) + 1))
    return lineas


def _es_texto(nodo: ast.expr) -> bool:
    return isinstance(nodo, ast.Constant) and isinstance(nodo.value, str)


def _funciones(texto: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for nodo in ast.walk(ast.parse(texto)):
        if isinstance(nodo, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield nodo


def _complejidades(arbol: Path) -> Iterator[int]:
    tope = ("--config", "lint.mccabe.max-complexity = 0")
    orden = ("check", "--isolated", "--no-cache", "--exit-zero", "--select", "C901")
    dicho = _ruff(arbol, *orden, *tope, "--output-format", "concise", "generador")
    return (int(n) for n in _COMPLEJA.findall(dicho))


def _ruff(arbol: Path, *orden: str) -> str:
    ruff = Path(sys.executable).with_name("ruff")
    hecho = subprocess.run([ruff, *orden], cwd=arbol, check=True, capture_output=True, text=True)
    return hecho.stdout


def _con_final(carpeta: Path, finales: tuple[str, ...]) -> Iterator[Path]:
    return (a for a in sorted(carpeta.rglob("*")) if a.is_file() and a.name.endswith(finales))


def _llenas(archivo: Path) -> int:
    return sum(1 for renglon in archivo.read_text("utf-8").splitlines() if renglon.strip())


def extraer(commit: str, carpeta: Path) -> None:
    """Lo que un commit tiene de lo que se mide, en `carpeta`."""
    orden = ["git", "archive", commit, "generador", "temas", "contenido"]
    empacado = subprocess.run(orden, cwd=RAIZ, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(empacado)) as paquete:
        paquete.extractall(carpeta, filter="data")
