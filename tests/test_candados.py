"""Los candados: cada paquete con su versión y su huella, sin nombrar de dónde se descarga."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

RAIZ = Path(__file__).parent.parent
CANDADOS = ["requisitos.txt", "requisitos-pruebas.txt"]
PAQUETE = re.compile(r"[a-z0-9-]+==[^ ;@/]+( ; [^@/]+)? \\")
HUELLA = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?")
QUIEN = r"[a-z0-9-]+( \(pyproject\.toml(:[a-z]+)?\))?|-c requisitos\.txt"
COMENTARIO = re.compile(rf" {{4}}# via( ({QUIEN}))?| {{4}}#   ({QUIEN})")


def ajenos(texto: str) -> list[str]:
    """Los renglones que no son un paquete fijo, una huella o quién lo pide."""
    formas = (PAQUETE, HUELLA, COMENTARIO)
    return [r for r in texto.splitlines() if not any(f.fullmatch(r) for f in formas)]


def fijados(nombre: str) -> set[str]:
    texto = (RAIZ / nombre).read_text(encoding="utf-8")
    return {r.split(" ")[0] for r in texto.splitlines() if PAQUETE.fullmatch(r)}


@pytest.mark.parametrize("nombre", CANDADOS)
def test_el_candado_solo_tiene_paquetes_fijos_y_huellas(nombre: str) -> None:
    assert ajenos((RAIZ / nombre).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "renglon",
    ["--index-url https://ejemplo.org/simple", "-e .", "click", "click @ file:///tmp/click.whl"],
)
def test_un_renglon_sin_huella_o_con_direccion_se_descubre(renglon: str) -> None:
    assert ajenos(renglon) == [renglon]


def test_el_candado_de_las_pruebas_contiene_al_del_generador() -> None:
    assert fijados("requisitos.txt") - fijados("requisitos-pruebas.txt") == set()


def test_el_motor_de_construccion_esta_en_el_candado() -> None:
    assert any(p.startswith("hatchling==") for p in fijados("requisitos.txt"))


def test_el_candado_de_node_lleva_huellas_y_ninguna_direccion() -> None:
    candado = json.loads((RAIZ / "tests/apoyo/package-lock.json").read_text(encoding="utf-8"))
    paquetes = {k: v for k, v in candado["packages"].items() if k}
    assert paquetes and all("integrity" in p and "resolved" not in p for p in paquetes.values())
