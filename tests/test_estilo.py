"""El estilo, los tipos y los pisos, como una parte más de las pruebas."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.estilo

RAIZ = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
ORDENES = {
    "ruff": ["ruff", "check", "--no-fix", "--output-format=concise", "."],
    "mypy": ["mypy"],
    "pisos": ["lint-imports"],
}
FALTAS = {
    "ruff": {"modelo/falta.py": "import json\n"},
    "ruff: lo privado de otro": {
        "modelo/falta.py": "import click\n\nprint(click.Context._depth)\n",
    },
    "mypy": {"modelo/falta.py": "def f(x):\n    return x\n"},
    "pisos": {"modelo/falta.py": "import generador.cli\n"},
    "pisos: disco": {"vistas/falta.py": "import pathlib\n"},
    "pisos: en círculo": {
        "modelo/una.py": "import generador.modelo.otra\n",
        "modelo/otra.py": "import generador.modelo.una\n",
    },
    "pisos: sin piso": {"sin_piso/__init__.py": ""},
}


def correr(cual: str, carpeta: Path) -> subprocess.CompletedProcess[str]:
    programa, *opciones = ORDENES[cual]
    return subprocess.run([BIN / programa, *opciones], cwd=carpeta, capture_output=True, text=True)


@pytest.fixture(scope="module")
def esqueleto(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """La configuración de la casa con los mismos pisos, vacíos."""
    raiz = tmp_path_factory.mktemp("esqueleto")
    shutil.copy(RAIZ / "pyproject.toml", raiz)
    for paquete in sorted((RAIZ / "generador").rglob("__init__.py")):
        copia = raiz / paquete.relative_to(RAIZ)
        copia.parent.mkdir(parents=True, exist_ok=True)
        copia.touch()
    for modulo in ("hallazgo.py", "parecidos.py", "reloj.py"):
        (raiz / "generador" / modulo).touch()
    return raiz


@pytest.mark.parametrize("cual", ORDENES)
def test_todo_el_codigo_pasa(cual: str) -> None:
    proceso = correr(cual, RAIZ)
    if proceso.returncode:
        # Lo que importa es lo que dijo el programa, no la traza de esta función.
        pytest.fail(proceso.stdout + proceso.stderr, pytrace=False)


@pytest.mark.parametrize("cual", ORDENES)
def test_el_esqueleto_sin_faltas_pasa(cual: str, esqueleto: Path) -> None:
    proceso = correr(cual, esqueleto)
    assert proceso.returncode == 0, proceso.stdout + proceso.stderr


@pytest.mark.parametrize("falta", FALTAS)
def test_una_falta_se_descubre(falta: str, esqueleto: Path) -> None:
    rutas = {esqueleto / "generador" / r: texto for r, texto in FALTAS[falta].items()}
    for ruta, texto in rutas.items():
        ruta.parent.mkdir(exist_ok=True)
        ruta.write_text(texto)
    try:
        proceso = correr(falta.partition(":")[0], esqueleto)
    finally:
        for ruta in rutas:
            ruta.unlink()
        if falta == "pisos: sin piso":
            shutil.rmtree(esqueleto / "generador/sin_piso")
    assert proceso.returncode == 1, proceso.stdout + proceso.stderr
