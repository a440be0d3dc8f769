"""La orden entera donde el disco no cambia una carpeta por otra."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from exigencias.sitios import FECHA, sitio_pequeno

from generador.arboles import sistema
from generador.cli import principal


def negar(*_: object) -> None:
    raise OSError(38, "no se puede")


@pytest.fixture
def sitio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un sitio ya publicado en una carpeta, en la de trabajo; el intercambio deja de haberlo."""
    monkeypatch.chdir(tmp_path)
    construir(1)
    monkeypatch.setattr(sistema, "intercambiar", negar)
    return tmp_path


def orden(*argumentos: str) -> int:
    with pytest.raises(SystemExit) as fin:
        principal([*argumentos])
    return int(fin.value.code or 0)


def construir(version: int) -> None:
    sitio_pequeno(Path.cwd(), version)
    assert orden("construir", "--sin-buscador", "--fecha", FECHA) == 0


def test_dice_el_instante_sin_carpeta_y_que_no_vuelve_a_pasar(
    sitio: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    construir(2)
    assert capfd.readouterr().err == (
        "Aviso: al publicar, «publicado» no existió por un instante. "
        "Desde ahora es un enlace y no vuelve a pasar.\n"
    )
    construir(1)
    assert capfd.readouterr().err == ""
    assert (sitio / "publicado").readlink() == Path(".generador/publicado/gemela")


def test_sin_enlaces_lo_dice_cada_vez(
    sitio: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "symlink", negar)
    for version in (2, 1):
        construir(version)
        assert capfd.readouterr().err == (
            "Aviso: al publicar, «publicado» no existió por un instante. Pasará cada vez: "
            "este disco no cambia una carpeta por otra ni admite enlaces.\n"
        )
    assert not (sitio / "publicado").is_symlink()


def test_lo_que_es_un_enlace_se_verifica_y_se_publica(
    sitio: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    construir(2)
    assert orden("verificar", "publicado") == 0
    destino = sitio.parent / f"{sitio.name}-destino"
    assert orden("publicar", f"{destino}/", "--fecha", FECHA) == 0
    assert orden("verificar", f"{destino}/actual") == 0
    assert (destino / "actual/index.html").is_file()
    capfd.readouterr()
