"""El caso de donde salió el producto: el informe de gestión 2020 de la Mesa.

Todo se pide como lo pediría una persona, con la orden `generador` sobre `contenido/`, en una
copia. El documento original, si está al lado del clon, se usa para comprobar que cada dato del
formulario quedó en los registros.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

RAIZ = Path(__file__).parent.parent
FUENTES = RAIZ.parent / "shared/fuentes"
MESA = "instancias/mesa-de-territorializacion"
FECHAS = ["2020-06-09", "2020-08-25", "2020-12-16"]
pytestmark = pytest.mark.sitios


def generador(raiz: Path, *orden: str) -> str:
    """La salida de una orden que debe terminar bien."""
    hecho = subprocess.run(
        [sys.executable, "-m", "generador", *orden, "--fecha", "2026-11-22"],
        cwd=raiz,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert hecho.returncode == 0, hecho.stderr
    return hecho.stdout


@pytest.fixture(scope="module")
def sitio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Una copia de `contenido/`, construida."""
    raiz = tmp_path_factory.mktemp("mesa")
    shutil.copytree(RAIZ / "contenido", raiz / "contenido")
    generador(raiz, "construir", "--silencio")
    return raiz


def informe_de(raiz: Path) -> Any:
    return json.loads(generador(raiz, "informe", "mesa-de-territorializacion", "2020", "--json"))


@pytest.fixture(scope="module")
def informe(sitio: Path) -> Any:
    return informe_de(sitio)


def cifra(valor: Any) -> tuple[Any, Any, str]:
    return (valor["calculado"], valor["declarado"], valor["coincide"])


def test_seis_cargos_con_su_sector_y_su_rol(informe: Any) -> None:
    assert [(a["sector"], a["integrante"], a["roles"]) for a in informe["asistentes"]] == [
        ("2. Gobierno", "direccion-ejecutiva-local", ["I"]),
        ("2. Gobierno", "alcaldias-locales", ["I"]),
        ("2. Gobierno", "idpac", ["I"]),
        ("4. Planeación", "planes-de-desarrollo-local", ["I"]),
        ("13. Mujeres", "fortalecimiento-de-capacidades", ["I"]),
        ("13. Mujeres", "territorializacion", ["S"]),
    ]
    assert [a["cupos"] for a in informe["asistentes"]] == [1, 20, 1, 1, 1, 1]


def test_asistencia_tres_de_tres_sin_contraste(informe: Any) -> None:
    for asistente in informe["asistentes"]:
        assert cifra(asistente["fechas"]) == (FECHAS, FECHAS, "sin_contraste")
        assert cifra(asistente["total"]) == (3, 3, "sin_contraste")


def test_sesiones(informe: Any) -> None:
    ordinarias, extra = informe["sesiones_ordinarias"], informe["sesiones_extraordinarias"]
    assert cifra(ordinarias["realizadas"]) == (3, 3, "sin_contraste")
    assert cifra(ordinarias["programadas"]) == ("sin_dato", 3, "sin_dato")
    assert cifra(extra["realizadas"])[:2] == (0, 0)
    assert cifra(extra["programadas"]) == ("sin_dato", 0, "sin_dato")


def test_funciones(informe: Any) -> None:
    funciones = informe["funciones_generales"]
    assert [f["numero"] for f in funciones] == [1, 2, 3, 4, 5, 6, 7]
    for funcion in funciones[:6]:
        assert cifra(funcion["fechas"])[0] == FECHAS
        assert cifra(funcion["se_abordo"]) == (True, True, "sin_contraste")
    septima = funciones[6]
    assert cifra(septima["se_abordo"])[:2] == (False, False)
    assert septima["cumplida_en"].startswith("2016")
    assert "Reglamento interno del 16 de marzo de 2016" in json.dumps(septima, ensure_ascii=False)


def test_la_decision_con_sintesis_y_seguimiento(informe: Any) -> None:
    (decision,) = informe["seguimiento_a_las_decisiones"]
    assert decision["fecha"] == "2020-08-25"
    assert decision["decision"] == "Aprobación del Plan de Acción 2020 de la instancia."
    assert decision["sintesis"] != "sin_dato"
    assert decision["icono"] == "sin_dato"
    assert len(decision["seguimientos"]) >= 1


def test_el_plan_se_declara_y_no_se_puede_calcular(informe: Any) -> None:
    plan = informe["plan"]
    declaradas = {"funciones": 6, "metas": 5, "actividades": 11, "avance": 100}
    for nombre, declarada in declaradas.items():
        assert cifra(plan[nombre]) == ("sin_dato", declarada, "sin_dato")


def test_las_cuatro_casillas_sin_dato(informe: Any) -> None:
    casillas = informe["publicacion_en_la_pagina_web"]
    assert len(casillas) == 4
    for casilla in casillas:
        assert cifra(casilla["casilla"]) == ("sin_dato", "sin_dato", "sin_dato")


def test_la_firma(informe: Any) -> None:
    (firma,) = informe["firmas"]
    assert firma["nombre"].upper() == "ROSA PATRICIA CHAPARRO NIÑO"
    assert firma["cargo"] == "Directora de Territorialización de Derechos y Participación"
    assert firma["fecha"] == "sin_dato"
    assert "Secretaría Distrital de la Mujer" in json.dumps(firma, ensure_ascii=False)


def test_la_pagina_dice_lo_mismo(sitio: Path) -> None:
    html = (sitio / f"publicado/{MESA}/informes/2020.html").read_text("utf-8")
    texto = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
    for dato in (
        "Sitio de demostración; no es una publicación oficial",
        "9 de junio",
        "25 de agosto",
        "16 de diciembre de 2020",
        "Delegados o delegadas para Mujer y Género",
        "Aprobación del Plan de Acción 2020 de la instancia.",
        "Resumen; no es el texto firmado",
        "Rosa Patricia Chaparro Niño",
        "100 %",
    ):
        assert dato.lower() in texto.lower(), dato


def test_cada_pagina_y_cada_dato_dicen_que_es_una_demostracion(sitio: Path) -> None:
    aviso = "Sitio de demostración; no es una publicación oficial"
    for archivo in (sitio / "publicado").rglob("*"):
        if "buscador" in archivo.parts:
            continue  # el índice no es un dato para leer: lleva a páginas que ya lo dicen
        if archivo.suffix == ".html" or (
            archivo.suffix == ".json" and archivo.name != "manifiesto.json"
        ):
            assert aviso in archivo.read_text("utf-8"), archivo


def test_cambiar_un_acta_mueve_la_cifra(sitio: Path, tmp_path: Path) -> None:
    shutil.copytree(sitio / "contenido", tmp_path / "contenido")
    acta = tmp_path / f"contenido/{MESA}/actas/2020/02.md"
    texto = acta.read_text("utf-8")
    cambiado = re.sub(r"(integrante: idpac\n\s+asistio:) si", r"\1 no", texto)
    assert cambiado != texto
    acta.write_text(cambiado, "utf-8")
    antes = {a["integrante"]: a["total"]["calculado"] for a in informe_de(sitio)["asistentes"]}
    despues = {a["integrante"]: a["total"]["calculado"] for a in informe_de(tmp_path)["asistentes"]}
    assert despues == antes | {"idpac": 2}


@pytest.mark.skipif(not FUENTES.is_dir(), reason="el documento original no está al lado del clon")
def test_lo_que_declara_es_lo_que_dice_el_documento(informe: Any) -> None:
    texto = " ".join(p.read_text("utf-8") for p in FUENTES.glob("*.txt"))
    plano = re.sub(r"[*\s]+", " ", texto)
    for asistente in informe["asistentes"]:
        assert asistente["cargo"] in plano
    for fecha in FECHAS:
        anio, mes, dia = fecha.split("-")
        assert f"{dia}/{mes}/{anio}" in plano
    assert "6 funciones, 5 metas y 11 actividades" in plano
    assert informe["seguimiento_a_las_decisiones"][0]["decision"] in plano
