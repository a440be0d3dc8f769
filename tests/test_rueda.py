"""La rueda lleva todo lo que el generador necesita lejos de esta carpeta."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

RAIZ = Path(__file__).parent.parent
DE_LA_GUIA = (
    "docs/automatizacion.md",
    "docs/glosario.md",
    "docs/guia-",
    "docs/imagenes/",
    "docs/prueba-de-la-guia.md",
    "docs/referencia/",
    "docs/tareas/",
)
"""Los textos que `generador ayuda` abre."""


def archivos(carpeta: str) -> set[str]:
    """Los archivos de una carpeta de la raíz, sin las memorias de Python."""
    rutas = (r for r in (RAIZ / carpeta).rglob("*") if r.is_file())
    return {r.relative_to(RAIZ).as_posix() for r in rutas if "__pycache__" not in r.parts}


@pytest.fixture(scope="module")
def rueda(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Los nombres que hay dentro de una rueda recién hecha."""
    destino = tmp_path_factory.mktemp("rueda")
    orden = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(destino)]
    subprocess.run(orden, cwd=RAIZ, check=True, capture_output=True)
    (archivo,) = destino.glob("*.whl")
    return set(zipfile.ZipFile(archivo).namelist())


def test_lleva_el_paquete_con_sus_datos_y_los_temas(rueda: set[str]) -> None:
    guia = {r for r in archivos("docs") if r.startswith(DE_LA_GUIA) and "__" not in r}
    ajenos = archivos("temas") | guia
    esperados = archivos("generador") | {f"generador/{r}" for r in ajenos}
    assert {r for r in rueda if r.startswith("generador/")} == esperados


def test_lleva_la_licencia_y_la_orden(rueda: set[str]) -> None:
    resto = {r.partition("/")[2] for r in rueda if not r.startswith("generador/")}
    assert resto == {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}
