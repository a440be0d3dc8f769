"""«Sin dato» se dice en un solo lugar: con otras palabras allí, todas las páginas las dicen."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from apoyo.casos import leer_caso
from apoyo.formatos_minimos import lo_que_dice

RAIZ = Path(__file__).parent.parent
TEMA = RAIZ / "temas/base"
OTRAS = "no consta aquí dicho"
CONSTRUIR = f"""
from generador.modelo import sin_dato
sin_dato.SIN_DATO_DICHO = {OTRAS!r}
from generador.cli import principal
principal(["construir", "--fecha", "2026-01-31", "--silencio", "--sin-buscador"])
"""
_DICHO = re.compile(r".*\bsin dato\b.*", re.IGNORECASE)
RAYA = f'<span aria-hidden="true">—</span><span class="oculto">{OTRAS}</span>'


@pytest.mark.parametrize(
    "caso",
    [
        "acta-sin-datos",
        "cobertura-parcial",
        "comparar",
        "compromisos",
        "en-cifras",
        "informe-sin-datos",
        "mesa-sin-datos",
        "plan",
    ],
)
def test_con_otras_palabras_todas_las_paginas_las_dicen(caso: str, tmp_path: Path) -> None:
    for ruta, texto in leer_caso(RAIZ / f"tests/sitios/paginas/{caso}.txt").items():
        if ruta.startswith("contenido/"):
            (tmp_path / ruta).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / ruta).write_bytes(lo_que_dice(texto))
    # En otro proceso: lo que las vistas dicen se arma al cargarlas.
    subprocess.run([sys.executable, "-c", CONSTRUIR], cwd=tmp_path, capture_output=True)
    paginas = [p.read_text("utf-8") for p in (tmp_path / "publicado").rglob("*.html")]
    assert any(OTRAS in texto for texto in paginas)
    assert not [dicho for texto in paginas for dicho in re.findall(_DICHO, texto)]
    if caso == "en-cifras":
        cifras = (tmp_path / "publicado/instancias/mesa/cifras.html").read_text("utf-8")
        assert RAYA in cifras
        assert f"<span>{OTRAS}</span>" not in cifras


def test_ninguna_plantilla_lo_escribe_a_mano() -> None:
    comentarios = re.compile(r"{#.*?#}|^ *//.*?$", re.MULTILINE | re.DOTALL)
    for plantilla in (*TEMA.rglob("*.html"), *TEMA.rglob("*.typ")):
        escrito = comentarios.sub("", plantilla.read_text("utf-8"))
        assert not re.findall(_DICHO, escrito), plantilla.name
