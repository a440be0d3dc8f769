"""`make capturas`: las imágenes de la guía se pueden volver a tomar. Corre con `make largas`."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

pytestmark = [pytest.mark.navegador, pytest.mark.largas]
RAIZ = Path(__file__).parent.parent


def test_las_imagenes_de_la_guia_se_pueden_tomar_y_son_las_que_hay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    especificacion = importlib.util.spec_from_file_location("capturas", RAIZ / "docs/capturas.py")
    assert especificacion is not None and especificacion.loader is not None
    capturas = importlib.util.module_from_spec(especificacion)
    especificacion.loader.exec_module(capturas)
    monkeypatch.setattr(capturas, "IMAGENES", tmp_path)
    with capturas.pantalla() as pagina:
        capturas.capturas(pagina, tmp_path / "casa")
    tomadas = {p.name for p in tmp_path.glob("*.png")}
    assert tomadas == {p.name for p in (RAIZ / "docs/imagenes").glob("*.png")} != set()
