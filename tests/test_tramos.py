"""Informes de varios periodos juntos, y los que se solapan: cada cosa cuenta una vez."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from apoyo.casos import escribir_sitio

from generador.cli import principal
from generador.construccion import Pedido, construir

LISTA = """\
titulo: Lista de ejemplo
confianza: confirmado
requisitos:
  - item: informe-de-gestion
    titulo: Informe de gestión
    pregunta: ¿Está publicado?
    evidencia: informe
    periodicidad:
      - cada: trimestral
        hasta: 2022-12-31
        confianza: confirmado
      - cada: anual
        confianza: confirmado
    plazo:
      dias: 30
      tipo: calendario
      desde: fin_de_periodo
      fuente: Norma de ejemplo
      confianza: confirmado
"""


def informe(periodo: str, fecha: str, mas: str = "") -> dict[str, str]:
    """Un informe publicado el día de su fecha."""
    return {
        f"contenido/instancias/mesa/informes/{periodo}.md": (
            f"---\nperiodo: {periodo}\nfecha: {fecha}\nfecha_publicacion: {fecha}\n{mas}"
            "original: este_registro\n---\n"
        )
    }


def acta(fecha: str) -> dict[str, str]:
    return {
        f"contenido/instancias/mesa/actas/{fecha[:4]}/{fecha}.md": (
            f"---\nfecha: {fecha}\ntipo: ordinaria\n---\n"
        )
    }


@pytest.fixture
def sitio(tmp_path: Path) -> Path:
    """Una mesa con sesiones en 2022, 2023 y 2024, y tres informes que se solapan."""
    dias = ("2022-03-10", "2022-08-11", "2023-05-12", "2024-02-09")
    escribir_sitio(
        tmp_path,
        {
            "contenido/sitio.yaml": "formato: 1\ntitulo: Sitio\nentidad: uno\n",
            "contenido/listas/ejemplo.yaml": LISTA,
            **informe("2022-t1-a-2022-t3", "2022-10-14"),
            **informe("2022", "2023-01-20"),
            **informe("2023-a-2024-t1", "2024-04-19"),
            **{k: v for dia in dias for k, v in acta(dia).items()},
        },
    )
    return tmp_path


def correr(sitio: Path, *orden: str) -> int:
    with pytest.MonkeyPatch.context() as cambio, pytest.raises(SystemExit) as salida:
        cambio.chdir(sitio)
        principal([*orden, "--fecha", "2024-06-30"])
    return int(salida.value.code or 0)


def renglones(sitio: Path) -> dict[int, Any]:
    pedido = Pedido(sitio, sitio / "publicado", date(2024, 6, 30), procesos=1, buscador=False)
    resultado = construir(pedido)
    assert resultado.correcto, [h.mensaje for h in resultado.hallazgos]
    datos = json.loads((sitio / "publicado/datos/cumplimiento.json").read_text("utf-8"))
    return {int(r["periodo"]): r for r in datos["requisitos"] if r["lista"] == "ejemplo"}


def test_el_informe_de_varios_trimestres_vale_por_cada_uno_que_junta(sitio: Path) -> None:
    suyos = renglones(sitio)
    # Los tres primeros trimestres, del tramo; el cuarto no tiene informe; el año, del anual.
    assert (suyos[2022]["cumplidos"], suyos[2022]["exigidos"]) == (4, 5)
    assert "cuarto trimestre de 2022" in str(suyos[2022]["faltantes"])


def test_el_de_un_anio_y_un_trimestre_vale_por_el_anio_y_no_por_sus_trimestres(
    sitio: Path,
) -> None:
    suyos = renglones(sitio)
    assert (suyos[2023]["cumplidos"], suyos[2023]["exigidos"]) == (1, 1)


@pytest.mark.parametrize(
    ("periodo", "cuantas", "titulo"),
    [
        ("2022-t1-a-2022-t3", 2, "primer al tercer trimestre de 2022"),
        ("2022", 2, "2022"),
        ("2023-a-2024-t1", 2, "2023 al primer trimestre de 2024"),
        ("2022-a-2024-t1", 4, "2022 al primer trimestre de 2024"),
    ],
)
def test_cada_informe_cuenta_las_sesiones_de_su_tramo_una_vez(
    periodo: str, cuantas: int, titulo: str, sitio: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert correr(sitio, "informe", "mesa", periodo, "--json") == 0
    datos = json.loads(capsys.readouterr().out)
    assert datos["periodo"] == periodo and datos["periodo_texto"] == titulo
    assert datos["sesiones_ordinarias"]["realizadas"]["calculado"] == cuantas


def test_la_pagina_dice_el_tramo_en_palabras(sitio: Path) -> None:
    renglones(sitio)
    pagina = (sitio / "publicado/instancias/mesa/informes/2023-a-2024-t1.html").read_text("utf-8")
    assert "Informe de gestión de 2023 al primer trimestre de 2024" in pagina
    assert "del 1 de enero de 2023 al 31 de marzo de 2024" in pagina


def test_un_tramo_al_reves_se_dice_con_su_renglon(
    sitio: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    malo = sitio / "contenido/instancias/mesa/informes/2024-t3-a-2024-t1.md"
    malo.write_text("---\nperiodo: 2024-t3-a-2024-t1\n---\n", "utf-8")
    assert correr(sitio, "revisar") == 1
    dicho = " ".join(capsys.readouterr().out.split())
    assert "informes/2024-t3-a-2024-t1.md:2:" in dicho
    assert "«2024-t1» no empieza después de que termina «2024-t3»" in dicho
