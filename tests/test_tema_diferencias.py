"""`generador tema diferencias`: en qué cambia un sitio el tema, y qué dejó de mostrarse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.reales import generador

from generador.vigencia.programa import carpeta_de_temas_propios

NORMA = (carpeta_de_temas_propios() / "base/plantillas/norma.html").read_text("utf-8")


def correr(raiz: Path, archivos: dict[str, str], *opciones: str) -> tuple[int, str]:
    escribir_sitio(raiz, archivos)
    corrida = generador(raiz, "tema", "diferencias", *opciones)
    return corrida.codigo, corrida.dicho


def test_sin_nada_propio_lo_dice(tmp_path: Path) -> None:
    codigo, dicho = correr(tmp_path, {})
    assert codigo == 0
    assert "no cambia ningún archivo suyo" in dicho


def test_una_copia_entera_muestra_sus_renglones_y_si_es_igual(tmp_path: Path) -> None:
    cambiada = NORMA.replace("Instancias que la citan", "Quiénes la citan")
    assert cambiada != NORMA
    plan = (carpeta_de_temas_propios() / "base/plantillas/plan.html").read_text("utf-8")
    propios = {"norma.html": cambiada, "plan.html": plan}
    codigo, dicho = correr(tmp_path, {f"temas/base/plantillas/{n}": t for n, t in propios.items()})
    assert codigo == 0
    assert "norma.html reemplaza entero a «base:norma.html»" in dicho
    assert '-{% call r.seccion("citantes", "Instancias que la citan") %}' in dicho
    assert '+{% call r.seccion("citantes", "Quiénes la citan") %}' in dicho
    assert "plan.html reemplaza entero a «base:plan.html»\n  Son iguales: bórrelo" in dicho


@pytest.mark.parametrize("extiende", ["base:acta.html", "base.html"])
def test_un_bloque_que_nadie_muestra_se_dice_y_termina_en_1(tmp_path: Path, extiende: str) -> None:
    propia = f'{{% extends "{extiende}" %}}\n{{% block ya_no %}}<p>Hola</p>{{% endblock %}}\n'
    codigo, dicho = correr(tmp_path, {"temas/base/plantillas/acta.html": propia})
    assert codigo == 1
    assert "Nada muestra el bloque «ya_no»: el original de esta versión no lo tiene." in dicho


def test_un_bloque_dentro_de_otro_suyo_no_es_un_bloque_perdido(tmp_path: Path) -> None:
    propia = (
        '{% extends "base:acta.html" %}\n'
        "{% block entrada %}{{ super() }}{% block de_la_casa %}Hola{% endblock %}{% endblock %}\n"
    )
    codigo, dicho = correr(tmp_path, {"temas/base/plantillas/acta.html": propia})
    assert codigo == 0
    assert "El bloque «entrada», además del original:" in dicho


def test_un_tema_hijo_que_llena_bloques_de_su_base_en_json(tmp_path: Path) -> None:
    propia = '{% extends "govco:base.html" %}{% block pie_final %}<p>La casa</p>{% endblock %}'
    sitio = "formato: 1\ntitulo: Sitio ficticio\nentidad: uno\ntema: mio\n"
    archivos = {
        "contenido/sitio.yaml": sitio,
        "temas/mio/tema.yaml": "base: govco\n",
        "temas/mio/plantillas/base.html": propia,
        "temas/mio/estaticos/mio.css": ":root { --acento: #7a1f3d; }\n",
    }
    codigo, dicho = correr(tmp_path, archivos, "--json")
    assert codigo == 0
    (base,) = json.loads(dicho)["archivos"]
    assert base["archivo"] == "temas/mio/plantillas/base.html"
    assert (base["original"], base["extiende"]) == ("govco:base.html", True)
    (bloque,) = base["bloques"]
    assert (bloque["nombre"], bloque["existe"], bloque["agrega"]) == ("pie_final", True, False)
    assert "+<p>La casa</p>" in bloque["renglones"]


def test_un_tema_que_no_existe_es_un_error_del_contenido(tmp_path: Path) -> None:
    codigo, dicho = correr(tmp_path, {}, "--tema", "ninguno")
    assert codigo == 1
    assert "No existe el tema «ninguno»" in dicho


def test_una_plantilla_mal_escrita_se_compara_entera(tmp_path: Path) -> None:
    codigo, dicho = correr(tmp_path, {"temas/base/plantillas/plan.html": "{% if %}\n"})
    assert codigo == 0
    assert "plan.html reemplaza entero a «base:plan.html»" in dicho and "+{% if %}" in dicho
