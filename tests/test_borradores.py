"""Los borradores en la vista previa: se ven, dicen que lo son y no cuentan como publicados."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio

from generador.construccion import Pedido, Resultado, construir

NORMA = "normas/decreto-5-2019-uno"
ARCHIVOS = {
    f"contenido/{NORMA}.md": (
        "---\ntipo: decreto\nnumero: 5\nanio: 2019\nemisor: uno\nborrador: si\n---\nCanario.\n"
    ),
    "contenido/instancias/mesa/actas/2026/01.md": (
        "---\ntipo: ordinaria\nfecha: 2026-03-10\nestado: firmada\noriginal: este_registro\n"
        "borrador: si\n---\nCanario.\n"
    ),
}


@pytest.fixture
def raiz(tmp_path: Path) -> Path:
    escribir_sitio(tmp_path, ARCHIVOS)
    return tmp_path


def hecho(raiz: Path, nombre: str, vista_previa: bool) -> Resultado:
    pedido = Pedido(
        raiz,
        raiz / nombre,
        date(2026, 11, 22),
        vista_previa=vista_previa,
        procesos=1,
        buscador=False,
    )
    resultado = construir(pedido)
    assert resultado.correcto, [h.mensaje for h in resultado.hallazgos]
    return resultado


def test_una_norma_en_borrador_se_ve_en_la_vista_previa_y_dice_que_no_se_publica(
    raiz: Path,
) -> None:
    previa = hecho(raiz, "previa", True)
    assert "Canario." in (raiz / f"previa/{NORMA}.html").read_text("utf-8")
    lista = (raiz / "previa/normas/index.html").read_text("utf-8")
    assert "Decreto 5 de 2019" in lista and "borrador: no se publica" in lista
    assert previa.ineditas[f"{NORMA}.html"] == "Borrador: no se publica"


def test_lo_publico_no_tiene_nada_de_una_norma_en_borrador(raiz: Path) -> None:
    publica = hecho(raiz, "publica", False)
    assert f"{NORMA}.html" not in publica.ineditas
    escritos = [p for p in (raiz / "publica").rglob("*") if p.is_file()]
    assert escritos and not any(b"Canario." in p.read_bytes() for p in escritos)
    assert "Decreto 5" not in (raiz / "publica/normas/index.html").read_text("utf-8")


def test_un_borrador_no_cumple_ningun_requisito(raiz: Path) -> None:
    previa, publica = hecho(raiz, "previa", True), hecho(raiz, "publica", False)
    assert (raiz / "previa/instancias/mesa/actas/2026/01.html").is_file()
    (vista,), (publicada,) = previa.resumenes, publica.resumenes
    assert vista.renglones == publicada.renglones != ()
