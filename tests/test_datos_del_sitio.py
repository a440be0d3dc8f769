"""Los datos que un sitio cambia por los suyos: mal escritos se dicen, y valen los del producto."""

from __future__ import annotations

from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio

from generador.cli import principal

MALOS = {
    "sectores.yaml": (
        "fuente: x\n",
        "formato: 1\nsectores:\n",
        "formato: 1\nsectores: [1]\n",
        "formato: 1\nsectores:\n  - numero: 1\n",
        "formato: 1\nsectores:\n  - {numero: ², nombre: a}\n",
        "formato: 1\nsectores:\n  - {numero: 1, nombre: }\n",
        "[1, 2]\n",
    ),
    "iconos.yaml": (
        "formato: 1\niconos: {a: b}\n",
        "formato: 1\niconos:\n  - {id: x}\n",
        "formato: 1\niconos: texto\n",
    ),
    "accesibilidad.yaml": (
        "formato: 1\nlineas:\n",
        "formato: 1\nlineas:\n  - {cc: CC1, texto: Algo, confianza: quizá}\n",
    ),
    "menu.yaml": (
        "formato: 1\nlugares:\n",
        "formato: 1\nfuente: x\nlugares:\n  - {evidencia: quizá, nivel1: a, nivel2: b}\n",
    ),
    "calendario/colombia.yaml": (
        "x: y\n",
        "formato: 1\ndesde: 1984\nreglas:\n  - nombre: Uno\n",
        "formato: 1\ndesde: nunca\nreglas: 3\n",
    ),
}
CASOS = [(archivo, texto) for archivo, textos in MALOS.items() for texto in textos]


@pytest.mark.parametrize("orden", ["revisar", "construir", "lista", "plazos"])
@pytest.mark.parametrize(("archivo", "texto"), CASOS)
def test_se_dice_con_su_archivo_y_ninguna_orden_se_cae(
    archivo: str,
    texto: str,
    orden: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    escribir_sitio(tmp_path, {f"contenido/datos/{archivo}": texto})
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as salida:
        principal([orden, "--fecha", "2026-11-20"])
    assert salida.value.code == 1
    assert f"contenido/datos/{archivo}" in "".join(capsys.readouterr())


def test_los_bien_escritos_valen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sectores = "formato: 1\nsectores:\n  - {numero: 1, nombre: Sector del faro}\n"
    sectores += "  - {numero: 2, nombre: Otro}\n"
    escribir_sitio(tmp_path, {"contenido/datos/sectores.yaml": sectores})
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as salida:
        principal(["construir", "--fecha", "2026-11-20", "--sin-buscador"])
    assert salida.value.code == 0, capsys.readouterr()
    integrantes = tmp_path / "publicado/instancias/mesa/integrantes.html"
    assert "Sector del faro" in integrantes.read_text("utf-8")
