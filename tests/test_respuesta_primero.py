"""La respuesta primero: cuánto hay que bajar, en un teléfono, hasta lo que se vino a buscar.

Una pantalla son 320 × 568 píxeles de CSS. Se mide el sitio de demostración y se imprime lo medido.
"""

from __future__ import annotations

import fnmatch
import posixpath
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from apoyo.mirada import Sitio, abierta, construido, servido
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

pytestmark = pytest.mark.navegador

PANTALLA = 568
TOPES = {
    "index.html": 12.0,
    "instancias/*/index.html": 10.0,
    "instancias/*/cumplimiento.html": 12.0,
    "instancias/*/informes/*.html": 14.0,
    "cumplimiento.html": 12.0,
}
"""Cuántas pantallas puede medir cada clase de página."""
HASTA_LA_RESPUESTA = 1.5
SIN_DATO_MAXIMO = 6

# De lo que se ve: sin lo que solo oye un lector de pantalla y sin lo que escribió quien edita.
MEDIR = r"""(pantalla) => {
  const visto = e => e.checkVisibility({contentVisibilityAuto: true}) &&
    !e.closest('.oculto, .prosa, .notas, .aviso, .terminos');
  // Hasta donde termina: lo que no cabe entero en la pantalla no se ha leído.
  const lugar = e => (e.getBoundingClientRect().bottom + scrollY) / pantalla;
  const primero = s => {
    const e = [...document.querySelectorAll(s)].find(visto);
    return e ? lugar(e) : null;
  };
  let callan = 0;
  const andar = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (andar.nextNode())
    if (visto(andar.currentNode.parentElement))
      callan += (andar.currentNode.data.match(/sin dato|no consta|no se sabe/gi) || []).length;
  return {
    alto: document.documentElement.scrollHeight / pantalla,
    ancho: document.documentElement.scrollWidth,
    decision: primero('#s_decisiones + .cuerpo h3'),
    firmada: primero('.descarga a'),
    nombres: [...document.querySelectorAll('.ficha-instancia h3')].map(lugar),
    callan,
  };
}"""


def medidas(navegador: Browser, sitio: Sitio) -> Iterator[tuple[str, dict[str, Any]]]:
    """Lo que mide cada página."""
    with abierta(navegador, 320, PANTALLA) as pagina:
        for ruta in sitio.paginas:
            # Una dirección vieja lleva a la nueva, que también está.
            if 'http-equiv="refresh"' not in (sitio.carpeta / ruta).read_text("utf-8"):
                yield ruta, _medir(pagina, sitio, ruta)


def _medir(pagina: Page, sitio: Sitio, ruta: str) -> dict[str, Any]:
    pagina.goto(sitio.direccion + ruta, wait_until="load")
    medido: dict[str, Any] = pagina.evaluate(MEDIR, PANTALLA)
    return medido


@pytest.fixture(scope="module")
def medido(navegador: Browser, sitio: Sitio) -> dict[str, dict[str, Any]]:
    return dict(medidas(navegador, sitio))


def test_lo_que_se_busca_esta_cerca(
    medido: dict[str, dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    altas = {
        ruta: (m["alto"], tope)
        for ruta, m in medido.items()
        for forma, tope in TOPES.items()
        if fnmatch.fnmatch(ruta, forma)
    }
    actas = {r: m for r, m in medido.items() if "/actas/" in r and m["decision"] is not None}
    hondas = {
        (ruta, que): m[que]
        for ruta, m in actas.items()
        for que in ("decision", "firmada")
        if m[que] is not None
    }
    with capsys.disabled():
        print("\nPantallas de un teléfono (320 × 568):")
        for forma, tope in TOPES.items():
            suyas = [a for r, (a, _) in altas.items() if fnmatch.fnmatch(r, forma)]
            print(f"  {forma:32} {max(suyas):5.2f} de {tope}")
        for que in ("decision", "firmada"):
            suyas = [h for (_, q), h in hondas.items() if q == que]
            print(f"  del acta, hasta su {que:14} {max(suyas):5.2f} de {HASTA_LA_RESPUESTA}")
        print(
            f"  nombre de la última instancia    {max(medido['index.html']['nombres']):5.2f} de 2"
        )
        print(
            f"  «sin dato» en una página         {max(m['callan'] for m in medido.values()):5} de 6"
        )
    assert len(actas) > 10 and any(q == "firmada" for _, q in hondas)
    assert {r: par for r, par in altas.items() if par[0] > par[1]} == {}
    assert {k: h for k, h in hondas.items() if h > HASTA_LA_RESPUESTA} == {}
    assert max(medido["index.html"]["nombres"]) <= 2


def test_lo_que_no_se_sabe_no_tapa_lo_que_se_sabe(medido: dict[str, dict[str, Any]]) -> None:
    assert {r: m["callan"] for r, m in medido.items() if m["callan"] > SIN_DATO_MAXIMO} == {}


def test_nada_se_sale_de_la_pantalla(medido: dict[str, dict[str, Any]]) -> None:
    assert {r: m["ancho"] for r, m in medido.items() if m["ancho"] > 320} == {}


NOMBRE_LARGO = (
    "Mesa Ficticia de Coordinación Interinstitucional para la Territorialización de las Políticas "
    "Públicas Poblacionales, Diferenciales y de Género en las Veinte Localidades del Distrito "
    "Capital y su Región"
)
LISTA = (
    "titulo: Lista de prueba\nconfianza: ficticia\naplica_a: [larga, nada]\nrequisitos:\n"
    "  - item: actas\n    titulo: Actas\n    pregunta: ¿Están?\n    evidencia: actas_con_anexos\n"
    "    periodicidad: [{cada: por_sesion, confianza: ficticia}]\n"
)


def _sitio_de_excesos(raiz: Path) -> None:
    """Una instancia de nombre larguísimo, con cuarenta años de actas, y otra de que no hay nada."""
    archivos = {
        "sitio.yaml": "formato: 1\ntitulo: Sitio de prueba\nentidad: uno\ndemostracion: si\n",
        "entidades.yaml": "uno: {nombre: Entidad Uno}\n",
        "listas/prueba.yaml": LISTA,
        "instancias/larga/instancia.md": f"---\nnombre: {NOMBRE_LARGO}\ntipo: mesa\nficticia: si\n"
        "secretaria_tecnica: uno\nregistros_desde: 1986-01-01\n---\n",
        "instancias/nada/instancia.md": "---\nnombre: Comité sin nada\ntipo: comite\n"
        "ficticia: si\nsecretaria_tecnica: uno\n---\n",
    }
    for anio in range(1986, 2026):
        for n in (1, 2, 3):
            archivos[f"instancias/larga/actas/{anio}/0{n}.md"] = (
                f"---\nnumero: {n}\ntipo: ordinaria\nfecha: {anio}-0{n * 2}-10\n"
                f"decisiones: [{{id: d1, decision: Aprobar el plan {n} de {anio}.}}]\n---\n"
            )
    for nombre, texto in archivos.items():
        archivo = raiz / "contenido" / nombre
        archivo.parent.mkdir(parents=True, exist_ok=True)
        archivo.write_text(texto, encoding="utf-8")


def test_con_mucho_y_con_nada_la_pagina_se_lee(navegador: Browser, tmp_path: Path) -> None:
    _sitio_de_excesos(tmp_path / "sitio")
    suyas = ("index.html", "instancias/larga/index.html", "instancias/nada/index.html")
    suyas += ("instancias/larga/cumplimiento.html", "instancias/larga/actas/2025/01.html")
    with (
        servido(construido(tmp_path, "base", tmp_path / "sitio")) as sitio,
        abierta(navegador, 320, PANTALLA) as pagina,
    ):
        medido = {ruta: _medir(pagina, sitio, ruta) for ruta in suyas}
    assert {r: m["ancho"] for r, m in medido.items() if m["ancho"] > 320} == {}
    assert {r: round(m["alto"], 1) for r, m in medido.items() if m["alto"] > 12} == {}
    assert medido["instancias/larga/index.html"]["alto"] <= 10


def hojas(navegador: Browser, sitio: Sitio, ruta: str) -> list[str]:
    """El texto de cada hoja de una página impresa."""
    with abierta(navegador) as pagina:
        pagina.goto(sitio.direccion + ruta, wait_until="load")
        impreso = pagina.pdf(format="A4", prefer_css_page_size=True)
    return [hoja.extract_text() for hoja in PdfReader(BytesIO(impreso)).pages]


def test_el_cumplimiento_de_cinco_anios_cabe_en_dos_hojas(
    navegador: Browser, tmp_path: Path
) -> None:
    # Ese día el consejo tenía cinco años juzgados.
    with servido(construido(tmp_path, "base", corte=date(2025, 11, 30))) as sitio:
        ruta = "instancias/consejo-de-ejemplo/cumplimiento.html"
        breve = hojas(navegador, sitio, ruta)
        entero = " ".join(hojas(navegador, sitio, f"{ruta}#todo"))
    assert len(breve) == 2
    assert all(f"{anio}" in " ".join(breve) for anio in range(2021, 2026))
    assert "SHA-256" not in " ".join(breve)
    # Con «Abrir toda la prueba» sale todo, y sin programas.
    assert "SHA-256" in entero and "Base legal" in entero


def test_la_medida_puede_fallar(navegador: Browser) -> None:
    with abierta(navegador, 320, PANTALLA) as pagina:
        pagina.set_content(
            "<body style='margin:0'><p>Sin dato. No consta. <span class='oculto'>sin dato</span>"
            "<div style='height:1136px;width:400px'></div><h2 id='s_decisiones'>D</h2>"
            "<div class='cuerpo'><h3>Una</h3></div>"
        )
        medido = pagina.evaluate(MEDIR, PANTALLA)
    assert medido["callan"] == 2 and medido["ancho"] > 320 and medido["decision"] > 2


@pytest.mark.parametrize("corte", [date(2025, 11, 30), date(2026, 6, 30)], ids=str)
def test_cada_ancla_de_otra_pagina_existe(corte: date, tmp_path: Path) -> None:
    """Un enlace que lleva a un lugar que no está deja al comienzo de la página a quien lo sigue."""
    # Un día hay compromisos vencidos y el otro no: una página no tiene siempre las mismas partes.
    raiz = construido(tmp_path, "base", corte=corte)
    paginas = {p.relative_to(raiz).as_posix(): p.read_text("utf-8") for p in raiz.rglob("*.html")}
    rotas = {
        (de, destino)
        for de, texto in paginas.items()
        for destino, ancla in re.findall(r'href="([^":#]+\.html)#([^"]+)"', texto)
        for otra in [posixpath.normpath(posixpath.join(posixpath.dirname(de), destino))]
        if otra in paginas and f'id="{unescape(unquote(ancla))}"' not in paginas[otra]
    }
    assert rotas == set()
