"""Cada página, enlace y hoja impresa se distingue: instancia, clase, número y fecha."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from apoyo.casos import BASE, escribir_sitio

from generador.construccion import Pedido, construir

FIRMADA = "tipo: ordinaria\nfecha: 2026-10-29\nestado: firmada\noriginal: este_registro\n"
ACUERDO = "decisiones:\n  - id: d1\n    decision: Aprobar el plan\n"
MESA = BASE["contenido/instancias/mesa/instancia.md"]
ACTAS = {
    "mesa/actas/2026/01": f"numero: 1\nhora_inicio: 08:30\n{FIRMADA}{ACUERDO}",
    "mesa/actas/2026/02": f"numero: 2\nhora_inicio: 14:00\n{FIRMADA}{ACUERDO}",
    "mesa/actas/2026/03": f"numero: 1\nserie: especial\n{FIRMADA}",
    "mesa/actas/2026/04": f"hora_inicio: 16:00\n{FIRMADA}",
    "mesa/actas/2026/05": f"hora_inicio: 17:00\n{FIRMADA}",
    "comite/actas/2026/01": f"numero: 1\n{FIRMADA}{ACUERDO}",
}


@pytest.fixture(scope="module")
def publicado(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Dos instancias que sesionan el mismo día, una de ellas cinco veces."""
    raiz = tmp_path_factory.mktemp("dos")
    actas = {f"contenido/instancias/{a}.md": f"---\n{t}---\n" for a, t in ACTAS.items()}
    comite = MESA.replace("Mesa de prueba", "Comité de prueba")
    escribir_sitio(raiz, {**actas, "contenido/instancias/comite/instancia.md": comite})
    salida = raiz / "publicado"
    resultado = construir(Pedido(raiz, salida, date(2026, 11, 20), procesos=1, buscador=False))
    assert resultado.correcto, [h.mensaje for h in resultado.hallazgos]
    return salida


def test_no_hay_dos_paginas_con_el_mismo_titulo_de_ventana(publicado: Path) -> None:
    paginas = defaultdict(list)
    for pagina in publicado.rglob("*.html"):
        titulo = re.search("<title>(.*?)</title>", pagina.read_text("utf-8"))
        assert titulo
        paginas[titulo[1]].append(pagina.name)
    assert {t: p for t, p in paginas.items() if len(p) > 1} == {}


def test_en_una_pagina_dos_enlaces_a_actas_con_el_mismo_texto_llevan_a_la_misma(
    publicado: Path,
) -> None:
    for pagina in publicado.rglob("instancias/*/*.html"):
        destinos = defaultdict(set)
        texto = pagina.read_text("utf-8")
        for ruta, dicho in re.findall(r'<a href="([^"#]*/2026/[^"#]*)">([^<]+)</a>', texto):
            destinos[dicho].add(ruta)
        assert {d: r for d, r in destinos.items() if len(r) > 1} == {}, pagina.name


@pytest.mark.parametrize("acta", ACTAS)
def test_la_hoja_impresa_de_un_acta_nombra_su_instancia(acta: str, publicado: Path) -> None:
    pagina = (publicado / f"instancias/{acta}.html").read_text("utf-8")
    nombre = "Mesa de prueba" if acta.startswith("mesa") else "Comité de prueba"
    cabeza = pagina[pagina.index("<main") : pagina.index("</h1>")]
    assert nombre in cabeza
    hoja = next(publicado.rglob("estilo*.css")).read_text("utf-8")
    impresa = hoja[hoja.index("@media print") :]
    assert ".solo-impreso { display: block" in impresa


def test_ninguna_pagina_muestra_nombres_de_pruebas_ni_de_campos(publicado: Path) -> None:
    for pagina in publicado.rglob("*.html"):
        texto = pagina.read_text("utf-8")
        assert "tests/" not in texto and "`" not in texto, pagina.name


def test_cada_acta_lleva_el_nombre_que_la_instancia_tenia_ese_dia(tmp_path: Path) -> None:
    antes = (
        "nombre: Comité de Gestión\nnombres_anteriores:\n"
        "  - {nombre: Comité de Desarrollo, hasta: 2020-10-31}\n"
    )
    ficha = f"---\n{antes}tipo: comite\nsecretaria_tecnica: uno\n---\n"
    actas = {
        f"contenido/instancias/mesa/actas/2020/0{n}.md": f"---\ntipo: ordinaria\nfecha: {f}\n---\n"
        for n, f in ((1, "2020-10-29"), (2, "2020-11-12"))
    }
    informe = {
        f"contenido/instancias/mesa/informes/{p}.md": f"---\nperiodo: {p}\n---\n"
        for p in ("2019", "2020")
    }
    escribir_sitio(tmp_path, {"contenido/instancias/mesa/instancia.md": ficha, **actas, **informe})
    hecho = construir(
        Pedido(tmp_path, tmp_path / "publicado", date(2026, 11, 28), buscador=False, procesos=1)
    )
    assert hecho.correcto, hecho.hallazgos
    sitio = tmp_path / "publicado/instancias/mesa"
    for pagina, suyo, otro in (
        ("actas/2020/01", "Comité de Desarrollo", "Comité de Gestión"),
        ("actas/2020/02", "Comité de Gestión", "Comité de Desarrollo"),
        ("informes/2019", "Comité de Desarrollo", "Comité de Gestión"),
    ):
        texto = (sitio / f"{pagina}.html").read_text("utf-8")
        assert (suyo in texto, otro in texto) == (True, False), pagina
    # El del año en que cambió lleva el de su último día, y dice el otro.
    del_cambio = (sitio / "informes/2020.html").read_text("utf-8")
    assert "Comité de Gestión (hasta el 31 de octubre de 2020, Comité de Desarrollo)" in del_cambio
    portada = (sitio / "index.html").read_text("utf-8")
    assert "Antes se llamó Comité de Desarrollo (hasta el 31 de octubre de 2020)" in portada
