"""Lo que git guarda y lo que no."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generador.arboles import MARCA, TEXTO_DE_LA_MARCA

RAIZ = Path(__file__).parent.parent


def git(*opciones: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *opciones], cwd=RAIZ, capture_output=True, text=True)


def test_la_marca_de_la_salida_es_la_que_escribe_el_generador() -> None:
    assert (RAIZ / "publicado" / MARCA).read_bytes() == TEXTO_DE_LA_MARCA


@pytest.mark.parametrize(
    ("ruta", "codigo"),
    [
        (f"publicado/{MARCA}", 1),
        ("publicado/index.html", 0),
        ("publicado/datos/cumplimiento.json", 0),
        (".generador/publicado/cerrojo", 0),
        ("contenido/sitio.yaml", 1),
        ("generador/datos/calendario/colombia.yaml", 1),
    ],
)
def test_git_ignora_lo_construido_y_nada_mas(ruta: str, codigo: int) -> None:
    assert git("check-ignore", "--no-index", "--quiet", ruta).returncode == codigo


@pytest.mark.parametrize(
    ("ruta", "atributo"),
    [
        ("contenido/instancias/mesa/actas/2020/01/anexo.csv", "text: unset"),
        ("contenido/instancias/mesa/actas/2020/01.md", "text: auto"),
        (f"publicado/{MARCA}", "text: unset"),
    ],
)
def test_git_no_cambia_los_bytes_de_los_anexos(ruta: str, atributo: str) -> None:
    assert git("check-attr", "text", "--", ruta).stdout == f"{ruta}: {atributo}\n"
