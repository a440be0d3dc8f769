"""Sitios pequeños: sus archivos y el `<main>` entero de las páginas que cada uno muestra.

Las páginas van después de los archivos, cada una con su dirección y escrita para leerla: de la que
no se publica dice «(no está)», y «(entera)» pide también lo que la rodea. La sección `publicado` es
la lista de lo publicado, y `orden`, otra fecha de corte.

Corre dos veces: de cero, y sobre lo que dejó un sitio anterior al que le faltaba la mitad de los
registros. Lo esperado es lo mismo. Para escribir lo que sale: REESCRIBIR=1.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from apoyo.casos import comparar, leer_caso
from apoyo.formatos_minimos import lo_que_dice
from apoyo.legible import legible

from generador.cli import principal

CASOS = sorted((Path(__file__).parent / "sitios/paginas").glob("*.txt"))
TEMA = Path(__file__).parents[1] / "temas/base/plantillas"
PUBLICADO, ENTERA, NO_ESTA = "publicado/", " (entera)", "(no está)\n"
MESA = "instancias/[^/]+"
CLASES = {
    "accesibilidad.html": "accesibilidad.html",
    "acta.html": rf"{MESA}/actas/\d+/(?!sin-sesiones).*",
    "asistencia.html": f"{MESA}/asistencia.html",
    "buscar.html": "buscar.html",
    "cifras.html": f"{MESA}/cifras.html",
    "comparar.html": "comparar.html",
    "compromisos.html": "compromisos.html",
    "comprobar.html": "comprobar.html",
    "contacto.html": "contacto.html",
    "convocatoria.html": rf"{MESA}/convocatorias/.*",
    "escrito.html": rf"{MESA}/documentos/\d+/.*",
    "cumplimiento.html": "cumplimiento.html",
    "cumplimiento_instancia.html": f"{MESA}/cumplimiento.html",
    "decisiones.html": "decisiones.html",
    "documentos.html": "documentos.html",
    "espera.html": f"{MESA}/actas/.*",
    "faltantes.html": "actas-que-faltan.html",
    "glosario.html": "glosario.html",
    "informe.html": f"{MESA}/informes/.*",
    "inicio.html": "index.html",
    "instrumento.html": "(esquema|informacion|matriz)-.*",
    "instancia.html": f"{MESA}/index.html",
    "integrantes.html": f"{MESA}/integrantes.html",
    "mapa.html": "mapa.html",
    "no_encontrada.html": "404.html",
    "norma.html": "normas/(?!index).*",
    "normas.html": "normas/index.html",
    "plan.html": f"{MESA}/planes/.*",
    "proxima_sesion.html": f"{MESA}/proxima-sesion.html",
    "publicaciones.html": "publicaciones.html",
    "redireccion.html": f"{MESA}/actas/.*",
    "reglamento.html": f"{MESA}/reglamento/(?!index).*",
    "responsables.html": "responsables.html",
    "retirado.html": f"{MESA}/actas/.*",
    "sin_sesiones.html": f"{MESA}/actas/.*/sin-sesiones.html",
    "versiones.html": f"{MESA}/reglamento/index.html",
}
"""Dónde está la página de cada plantilla."""

MARCAS = {
    "acta.html": '<body class="pagina-acta"',
    "espera.html": "Se muestra desde el",
    "redireccion.html": "Ahora está en:",
    "retirado.html": "Se retiró el",
}
"""Lo que distingue las que están en un mismo lugar."""

POR_ANIOS = ("actas-que-faltan", "decisiones", "documentos")
"""Las listas que tienen también una página por año."""

pytestmark = pytest.mark.sitios


@pytest.fixture
def construir(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Corre la orden como la escribiría una persona en la carpeta del sitio: código y stderr."""
    monkeypatch.chdir(tmp_path)

    def correr(*opciones: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as final:
            principal(["construir", "--sin-buscador", "--procesos", "1", *opciones])
        return int(final.value.code or 0), capsys.readouterr().err

    return correr


def escribir(raiz: Path, archivos: dict[str, str]) -> dict[str, str]:
    """Escribe los archivos del caso; da de cuál es cada huella."""
    huellas = {}
    for ruta, texto in archivos.items():
        (raiz / ruta).parent.mkdir(parents=True, exist_ok=True)
        (raiz / ruta).write_bytes(lo_que_dice(texto))
        huellas[sha256(lo_que_dice(texto)).hexdigest()] = ruta.rpartition("/")[2]
    return huellas


def la_mitad(archivos: dict[str, str]) -> dict[str, str]:
    """Lo común del sitio y uno de cada dos registros, desde el primero."""
    registros = [n for n in archivos if n.endswith(".md") and not n.endswith("/instancia.md")]
    fuera = {n.removesuffix(".md") for n in registros[1::2]}
    return {
        n: t
        for n, t in archivos.items()
        if not any(n == f"{f}.md" or n.startswith(f"{f}/") for f in fuera)
    }


def mostrada(salida: Path, seccion: str, huellas: dict[str, str]) -> str:
    """Lo que un caso muestra de una dirección."""
    archivo = salida / seccion.removeprefix(PUBLICADO).removesuffix(ENTERA)
    if not archivo.is_file():
        return NO_ESTA
    texto = archivo.read_text("utf-8")
    es_pagina = archivo.suffix == ".html"
    return legible(texto, huellas, entera=seccion.endswith(ENTERA)) if es_pagina else texto


def lista(salida: Path) -> str:
    """Las direcciones publicadas, sin lo que pone el tema."""
    todas = (p.relative_to(salida).as_posix() for p in salida.rglob("*") if p.is_file())
    return "".join(f"{r}\n" for r in sorted(todas) if not r.startswith("estaticos/"))


@pytest.mark.parametrize("incremental", [False, True], ids=["de-cero", "incremental"])
@pytest.mark.parametrize("caso", CASOS, ids=lambda c: c.stem)
def test_sitio(
    caso: Path, incremental: bool, tmp_path: Path, construir: Callable[..., tuple[int, str]]
) -> None:
    secciones = leer_caso(caso)
    archivos = {n: t for n, t in secciones.items() if n.startswith("contenido/")}
    orden = secciones.get("orden", "--fecha 2026-11-22").split()
    if incremental:
        escribir(tmp_path, la_mitad(archivos))
        construir(*orden)
    huellas = escribir(tmp_path, archivos)
    # En una máquina ocupada se dice por dónde va: aquí solo se mira que no se diga otra cosa.
    assert construir("--silencio", *orden) == (0, "")
    salida = tmp_path / "publicado"
    for seccion in secciones:
        if seccion.startswith(PUBLICADO):
            comparar(caso, seccion, mostrada(salida, seccion, huellas))
    if "publicado" in secciones:
        comparar(caso, "publicado", lista(salida))


def test_cada_clase_de_pagina_esta_en_algun_caso() -> None:
    mostradas = {
        (n.removeprefix(PUBLICADO).removesuffix(ENTERA), texto)
        for caso in CASOS
        for n, texto in leer_caso(caso).items()
        if n.startswith(PUBLICADO) and texto != NO_ESTA
    }
    de_pagina = {
        p.name for p in TEMA.glob("*.html") if '{% extends "base.html" %}' in p.read_text()
    }
    assert de_pagina == CLASES.keys()
    lugares = CLASES | {f"{lista} de un año": rf"{lista}/\d+\.html" for lista in POR_ANIOS}
    faltan = [
        clase
        for clase, lugar in lugares.items()
        if not any(re.fullmatch(lugar, d) and MARCAS.get(clase, "") in t for d, t in mostradas)
    ]
    assert faltan == []


@pytest.mark.parametrize("plantilla", [c for c in MARCAS if c != "acta.html"])
def test_la_marca_de_una_plantilla_es_solo_suya(plantilla: str) -> None:
    conocidas = {p.name for p in TEMA.glob("*.html") if MARCAS[plantilla] in p.read_text("utf-8")}
    assert conocidas == {plantilla}


@pytest.mark.parametrize("caso", CASOS, ids=lambda c: c.stem)
def test_un_caso_dice_que_es_ficticio_y_no_nombra_ninguna_prueba(caso: Path) -> None:
    texto = caso.read_text("utf-8")
    assert "fictici" in leer_caso(caso)[""].lower()
    assert not re.search(r"\btest_|\bpytest\b|tests/", texto)
