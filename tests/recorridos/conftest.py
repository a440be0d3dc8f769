"""Un puesto de trabajo con el programa instalado de su rueda, y quien lo usa."""

from __future__ import annotations

import site
import subprocess
import sys
from pathlib import Path

import pytest

from recorridos.camino import sitio_escrito
from recorridos.persona import DIA, Persona

RAIZ = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def instalado(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Un entorno nuevo con la rueda puesta; las bibliotecas son las de las pruebas."""
    base = tmp_path_factory.mktemp("instalado")
    hacer = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(base)]
    subprocess.run(hacer, cwd=RAIZ, check=True, capture_output=True)
    (rueda,) = base.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", str(base / "entorno")], check=True)
    python = base / "entorno/bin/python"
    poner = [str(python), "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(rueda)]
    subprocess.run(poner, check=True)
    (sitios,) = (base / "entorno/lib").glob("python*/site-packages")
    # Después de lo instalado: lo que está en las dos partes sale de la rueda.
    (sitios / "de_las_pruebas.pth").write_text("\n".join(site.getsitepackages()))
    return base / "entorno"


@pytest.fixture(scope="session")
def escrito(instalado: Path, tmp_path_factory: pytest.TempPathFactory) -> Persona:
    """Quien ya escribió su sitio, orden por orden."""
    return sitio_escrito(Persona.sentar(instalado, tmp_path_factory.mktemp("escrito"), DIA))


@pytest.fixture
def persona(instalado: Path, tmp_path: Path) -> Persona:
    """Alguien en una carpeta vacía, con el programa a mano."""
    return Persona.sentar(instalado, tmp_path, DIA)
