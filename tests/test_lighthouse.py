"""Lighthouse en una página de cada clase: accesibilidad, buenas prácticas y buscadores, 100.

Tarda unos quince segundos por página: corre con `make largas`, no con `make pruebas`. El
rendimiento se informa; depende de la máquina.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from apoyo.mirada import (
    NODE,
    Sitio,
    abierta,
    construido,
    desborde,
    faltas_de_accesibilidad,
    servido,
)
from playwright.sync_api import Browser
from rendimiento import corpus

pytestmark = [pytest.mark.navegador, pytest.mark.largas]
EXIGIDAS = ("accessibility", "best-practices", "seo")
BANDERAS = "--headless=new --no-sandbox --disable-gpu"


def calificar(direccion: str) -> dict[str, Any]:
    """Las notas de 0 a 100 de una página y, de lo que no llega, por qué."""
    hecho = subprocess.run(
        ["node", str(NODE / "lighthouse/cli/index.js"), direccion, "--quiet", "--output=json",
         f"--chrome-flags={BANDERAS}", f"--only-categories=performance,{','.join(EXIGIDAS)}"],
        capture_output=True, text=True, timeout=180, check=True,
        env={**os.environ, "CHROME_PATH": "/usr/bin/chromium"},
    )  # fmt: skip
    informe = json.loads(hecho.stdout)
    notas = {c: round(100 * (d["score"] or 0)) for c, d in informe["categories"].items()}
    exigidas = {r["id"] for c in EXIGIDAS for r in informe["categories"][c]["auditRefs"]}
    faltas = [i for i in exigidas if (s := informe["audits"][i]["score"]) is not None and s < 1]
    return {**notas, "faltas": sorted(faltas)}


def test_lighthouse_da_cien_en_cada_clase_de_pagina(sitio: Sitio) -> None:
    malas = {}
    # La 404 pide no ser indexada: su nota de buscadores es otra.
    for ruta in [r for r in sitio.mayores() if r != "404.html"]:
        notas = calificar(sitio.direccion + ruta)
        print(f"{ruta}: rendimiento {notas['performance']}")
        if any(notas[c] < 100 for c in EXIGIDAS):
            malas[ruta] = notas
    assert malas == {}


@pytest.fixture(scope="module")
def grande(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitio]:
    """Un sitio inventado de mil actas."""
    raiz = tmp_path_factory.mktemp("grande")
    corpus.escribir(raiz, 1000, 10)
    with servido(construido(raiz, "base", raiz)) as abierto:
        yield abierto
    shutil.rmtree(raiz)


def test_con_mil_actas_cada_clase_de_pagina_sigue_en_pie(navegador: Browser, grande: Sitio) -> None:
    halladas = {}
    for ancho in (320, 1280):
        with abierta(navegador, ancho, bypass_csp=True) as pagina:
            for ruta in grande.mayores():
                pagina.goto(grande.direccion + ruta)
                halladas[ancho, ruta] = (faltas_de_accesibilidad(pagina), desborde(pagina))
    assert {r: h for r, h in halladas.items() if h != ([], 0)} == {}
