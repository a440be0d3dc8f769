"""Lo que cuenta `make medidas`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from medidas import RAIZ, lineas_de_codigo, medir

MODULO = '''"""Documenta el módulo.

En tres renglones.
"""

UNO = 1  # con comentario
"""Documenta el valor."""


# un comentario
def f(a: int) -> str:
    """Documenta la función."""
    if a:

        return """Un texto
de dos renglones"""
    return ""
'''


def test_cuentan_las_lineas_con_codigo() -> None:
    assert lineas_de_codigo(MODULO) == {6, 11, 13, 15, 16, 17}


def test_las_medidas_de_un_arbol(tmp_path: Path) -> None:
    for nombre, texto in {
        "generador/a.py": MODULO,
        "generador/datos/lista.yaml": "uno: 1\n\ndos: 2\n",
        "temas/base/pagina.html": "<p>\n\n</p>\n",
        "contenido/listas/otra.yaml": "a: 1\n",
    }.items():
        (tmp_path / nombre).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / nombre).write_text(texto, encoding="utf-8")
    medidas = medir(tmp_path)
    assert medidas.archivos == {"generador/a.py": 6}
    assert medidas.por_paquete() == {"a": 6}
    assert list(medidas.funciones.values()) == [5]
    assert medidas.complejidades == [2]
    assert (medidas.plantillas, medidas.datos) == (2, 3)


def test_la_decision_dice_cuanto_mide_la_casa() -> None:
    """En números redondos: se vuelven a escribir cuando la casa se aparta de ellos."""
    (decision,) = (RAIZ / "docs/decisiones").glob("0030-*.md")
    dichas = re.search(r"Hoy son unas ([\d.]+)", decision.read_text("utf-8"))
    modulos = (RAIZ / "generador").rglob("*.py")
    contadas = sum(len(lineas_de_codigo(m.read_text("utf-8"))) for m in modulos)
    assert dichas
    assert contadas == pytest.approx(int(dichas[1].replace(".", "")), rel=0.05)


def test_la_decision_explica_cada_paquete_que_crecio() -> None:
    (decision,) = (RAIZ / "docs/decisiones").glob("0030-*.md")
    fila = re.compile(r"^\| (`.+`) \| [\d.]+ \| ([\d.]+) \|", re.MULTILINE)
    filas = fila.findall(decision.read_text("utf-8"))
    dichos = {tuple(re.findall(r"`(\w+)`", nombres)): cuantas for nombres, cuantas in filas}
    assert len(dichos) > 5
    for paquetes, cuantas in dichos.items():
        modulos = (m for p in paquetes for m in (RAIZ / "generador" / p).rglob("*.py"))
        contadas = sum(len(lineas_de_codigo(m.read_text("utf-8"))) for m in modulos)
        assert contadas == pytest.approx(int(cuantas.replace(".", "")), rel=0.08), paquetes
