"""Sitios pequeños enteros: lo que se escribe, lo que se dice y el `<main>` de cada página.

Cada caso corre dos veces: de cero, y sobre lo que dejó un sitio anterior al que le faltaba la
mitad de los archivos. Lo esperado es lo mismo.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from apoyo.casos import comparar, escribir_sitio, leer_caso

CASOS = sorted((Path(__file__).parent / "sitios/paginas").glob("*.txt"))
ESPERADO = "publicado/"
pytestmark = pytest.mark.sitios


def generador(raiz: Path, *orden: str) -> tuple[int, str]:
    """Corre una orden como la escribiría una persona: código de salida y stderr."""
    hecho = subprocess.run(
        [sys.executable, "-m", "generador", *orden, "--fecha", "2026-11-22"],
        cwd=raiz,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return hecho.returncode, hecho.stderr


def principal(html: str) -> str:
    """El `<main>` de una página: lo demás es el marco, que tiene sus propias pruebas."""
    hallado = re.search(r"<main[^>]*>\n?(.*?)</main>", html, re.DOTALL)
    assert hallado, "la página no tiene <main>"
    # Cada sección de un caso empieza en su propia línea.
    return hallado[1].rstrip("\n") + "\n"


def paginas(salida: Path) -> dict[str, str]:
    """Cada página publicada y su contenido principal; de lo demás, solo que está."""
    return {
        f"{ESPERADO}{p.relative_to(salida).as_posix()}": principal(p.read_text("utf-8"))
        if p.suffix == ".html"
        else ""
        for p in sorted(salida.rglob("*"))
        if p.is_file() and "estaticos" not in p.parts
    }


@pytest.mark.parametrize("incremental", [False, True], ids=["de-cero", "incremental"])
@pytest.mark.parametrize("caso", CASOS, ids=lambda c: c.stem)
def test_sitio(caso: Path, incremental: bool, tmp_path: Path) -> None:
    secciones = leer_caso(caso)
    archivos = {n: t for n, t in secciones.items() if n.startswith("contenido/")}
    if incremental:
        mitad = dict(list(archivos.items())[: len(archivos) // 2])
        escribir_sitio(tmp_path, mitad)
        generador(tmp_path, "construir", "--silencio", "--sin-buscador")
    escribir_sitio(tmp_path, archivos)
    codigo, dicho = generador(tmp_path, "construir", "--sin-buscador")
    comparar(caso, "stderr", dicho)
    comparar(caso, "codigo", f"{codigo}\n")
    obtenidas = paginas(tmp_path / "publicado")
    for ruta, texto in obtenidas.items():
        comparar(caso, ruta, texto)
    sobrantes = [n for n in leer_caso(caso) if n.startswith(ESPERADO) and n not in obtenidas]
    assert sobrantes == [], "el caso espera páginas que no salieron"
