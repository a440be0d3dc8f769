"""Dos destinos con el mismo nombre: `publicar` llevaría el sitio solo al primero."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from apoyo.casos import escribir_sitio

from generador.construccion import revisar
from generador.lectura.contenido import Contenido


def test_dos_destinos_con_un_nombre_son_un_error_en_su_renglon(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {})
    sitio = tmp_path / "contenido/sitio.yaml"
    escrito = sitio.read_text("utf-8").rstrip("\n")
    renglones = escrito.count("\n") + 1
    sitio.write_text(
        f"{escrito}\ndestinos:\n  - nombre: web\n    lugar: ../uno\n"
        "  - nombre: web\n    lugar: ../otro\n",
        encoding="utf-8",
    )
    hallados = revisar(Contenido(tmp_path), date(2026, 6, 30)).hallazgos
    (repetido,) = (h for h in hallados if h.codigo == "identificador-repetido")
    assert repetido.gravedad == "error"
    assert (repetido.origen.archivo, repetido.origen.linea) == (
        "contenido/sitio.yaml",
        renglones + 4,
    )
