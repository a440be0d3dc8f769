"""Las cuentas de la corrida: suman bien y, en CI, no dejan pasar una omisión sin motivo."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")
OMITE = """
import pytest

@pytest.mark.promesas
@pytest.mark.parametrize("caso", ["a"])
def test_omitida(caso):
    pytest.skip("falta un programa")

def test_corre():
    pass
"""
OMITE_ENTERO = 'import pytest\npytest.importorskip("no_existe", reason="falta no_existe")\n'


@pytest.fixture
def caso(tmp_path: Path) -> Path:
    """Una carpeta de pruebas con las mismas cuentas que esta, y una prueba omitida."""
    carpeta = tmp_path / "tests"
    carpeta.mkdir()
    shutil.copy(CONFTEST, carpeta)
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --strict-markers\n")
    (carpeta / "test_algo.py").write_text(OMITE)
    return carpeta


def correr(carpeta: Path, *opciones: str, ci: str) -> tuple[int, list[str]]:
    """La salida de pytest sobre la carpeta: su código y sus renglones."""
    orden = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *opciones]
    entorno = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    # Sin los complementos instalados arranca en la mitad del tiempo.
    entorno |= {"CI": ci, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    proceso = subprocess.run(orden, cwd=carpeta.parent, env=entorno, capture_output=True, text=True)
    return proceso.returncode, proceso.stdout.splitlines()


# En un solo proceso y repartidas: las cuentas las lleva quien junta los resultados.
MANERAS = [(), ("-p", "xdist", "--numprocesses=2", "--dist=loadfile")]


@pytest.mark.parametrize("manera", MANERAS, ids=["junta", "repartida"])
def test_en_ci_una_omision_sin_anotar_hace_fallar_la_corrida(
    caso: Path, manera: tuple[str, ...]
) -> None:
    codigo, salida = correr(caso, *manera, ci="true")
    aviso = salida.index(
        "Con CI=true toda omisión se anota en tests/omisiones.txt con su motivo. Faltan:"
    )
    assert (codigo, salida[aviso + 1]) == (1, "  tests/test_algo.py::test_omitida[a]")


@pytest.mark.parametrize("manera", MANERAS, ids=["junta", "repartida"])
def test_un_archivo_omitido_entero_tambien_cuenta(caso: Path, manera: tuple[str, ...]) -> None:
    (caso / "test_algo.py").write_text("def test_corre(): pass\n")
    (caso / "test_entero.py").write_text(OMITE_ENTERO)
    codigo, salida = correr(caso, *manera, ci="true")
    assert (codigo, "tests/test_entero.py: falta no_existe" in salida) == (1, True)


@pytest.mark.parametrize("patron", ["tests/test_algo.py::test_omitida[a]", "*::test_omi*"])
def test_anotada_con_su_motivo_no_falla(caso: Path, patron: str) -> None:
    (caso / "omisiones.txt").write_text(f"# comentario\n{patron} | el programa no existe aquí\n")
    assert correr(caso, ci="true")[0] == 0


def test_fuera_de_ci_solo_se_informa(caso: Path) -> None:
    codigo, salida = correr(caso, ci="")
    desde = next(n for n, renglon in enumerate(salida) if " partes " in renglon)
    tabla = [re.sub(r"\d+\.\d", "0.0", renglon) for renglon in salida[desde + 1 : desde + 5]]
    assert (codigo, tabla) == (
        0,
        [
            "parte         pruebas  segundos  omitidas",
            "unidad              1       0.0         0",
            "promesas            1       0.0         1",
            "total               2       0.0         1",
        ],
    )
    assert "tests/test_algo.py::test_omitida[a]: falta un programa" in salida
    assert "1 passed, 1 skipped" in salida[-1]


def test_se_puede_correr_una_sola_parte(caso: Path) -> None:
    assert "1 skipped, 1 deselected" in correr(caso, "-m", "promesas", ci="")[1][-1]


def test_una_omision_anotada_sin_motivo_es_un_error_de_uso(caso: Path) -> None:
    (caso / "omisiones.txt").write_text("*::test_omitida\n")
    assert correr(caso, ci="true")[0] == pytest.ExitCode.USAGE_ERROR
