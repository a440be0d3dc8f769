"""«Lo que falta»: el panel de la vista previa junto a la página de un registro."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.mirada import abierta, desborde, faltas_de_accesibilidad
from apoyo.servidor import CABEZA, MESA, PLAZO, SITIO, Servido, esperar, servir
from playwright.sync_api import Browser, Page, expect

from generador.hallazgo import Origen, aviso, error, ordenar
from generador.lectura.contenido import Contenido
from generador.servidor.panel import panel
from generador.servidor.pendientes import PorHacer, pendientes, registro_de
from generador.servidor.vista_previa import LoUltimo

expect.set_options(timeout=PLAZO * 1000)

ACTA = f"{MESA}/actas/2020/01.md"
PAGINA = "/instancias/mesa/actas/2020/01.html"
REGISTRO = registro_de(PAGINA[1:])
A_MEDIAS = f"""---
{CABEZA}fecha: 2020-03-10
lugar:
asistencia:
  - integrante: alfa
    asistio:
  - integrante: beta
    asistio:
compromisos:
  - id: carta
    compromiso: Enviar la carta
borrador: si
---
Texto de la primera.
"""
ROTA = SITIO[ACTA].replace("2020-03-10", "31/02/2020")


# --- qué falta --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ruta", "registro"),
    [
        ("instancias/mesa/actas/2020/01.html", "instancias/mesa/actas/2020/01"),
        ("instancias/mesa/informes/2020-t3.html", "instancias/mesa/informes/2020-t3"),
        ("instancias/mesa/index.html", "instancias/mesa/instancia"),
        ("index.html", ""),
        ("instancias/mesa/actas/2020/01.json", ""),
        ("normas/decreto-1.html", ""),
    ],
)
def test_de_que_registro_es_cada_pagina(ruta: str, registro: str) -> None:
    assert registro_de(ruta) == registro


def test_lo_que_falta_en_un_acta(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {ACTA: A_MEDIAS})
    hallazgos = (
        aviso("a", Origen(ACTA, 13, 5), "Sin fecha", "Escriba la fecha"),
        error("b", Origen(ACTA, 5, 8), "No existe", "Corríjala"),
        error("c", Origen(f"{MESA}/actas/2020/02.md", 2), "De otra", "No es de aquí"),
        aviso("d", Origen(f"{MESA}/actas/2020/01/plano.pdf"), "Anexo sin nombrar", "Nómbrelo"),
    )
    suyos = LoUltimo(hallazgos=ordenar(hallazgos)).de_registro(REGISTRO)
    assert pendientes(suyos, (), REGISTRO, Contenido(tmp_path)) == (
        PorHacer("error", "No existe", "Corríjala", f"{ACTA}:5", "fecha: 2020-03-10", 7),
        PorHacer("aviso", "Sin fecha", "Escriba la fecha", f"{ACTA}:13", "- id: carta", 2),
        PorHacer("aviso", "Anexo sin nombrar", "Nómbrelo", f"{MESA}/actas/2020/01/plano.pdf:1"),
        PorHacer("blanco", "«lugar» está en blanco", "", f"{ACTA}:6"),
        PorHacer("blanco", "«asistencia · asistio» está en blanco, 2 veces", "", f"{ACTA}:9"),
        PorHacer(
            "informacion",
            "Es un borrador y no se publica",
            "Cuando esté listo, quite esta línea.",
            f"{ACTA}:15",
        ),
    )


def test_un_renglon_largo_se_recorta_alrededor_de_la_senal(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {ACTA: f"---\nlugar: {'palabra ' * 20}\n---\n"})
    largo = error("a", Origen(ACTA, 2, 100), "M", "R")
    (uno,) = pendientes((largo,), (), REGISTRO, Contenido(tmp_path))
    assert (len(uno.renglon), uno.renglon[0], uno.renglon[-1]) == (50, "…", "…")
    assert uno.renglon[uno.columna] == f"lugar: {'palabra ' * 20}"[99]


def test_el_panel_cuenta_y_escapa() -> None:
    hecho = panel(
        [
            PorHacer("error", "<b>malo</b>", "Bórrelo", "a.md:3", "<i>", 1),
            PorHacer("exigencia", "Actas: falta el original"),
            PorHacer("blanco", "«lugar» está en blanco", "", "a.md:9"),
            PorHacer("blanco", "«motivo» está en blanco", "", "a.md:10"),
        ]
    )
    assert "<summary>Lo que falta: 1 error, 1 requisito, 2 claves en blanco</summary>" in hecho
    assert "&lt;b&gt;malo&lt;/b&gt;" in hecho and "<b>" not in hecho and "<i>" not in hecho
    assert '&lt;i&gt;\n<span aria-hidden="true"> ^</span>' in hecho
    assert "<summary>No falta nada</summary>" in panel([])


# --- en el navegador --------------------------------------------------------------------------

navegador_ = pytest.mark.navegador
PANEL = ".vista-falta"


@pytest.fixture
def servido(tmp_path: Path) -> Iterator[Servido]:
    with servir(tmp_path) as servidor:
        yield servidor


@pytest.fixture
def pagina(navegador: Browser) -> Iterator[Page]:
    with abierta(navegador, 1280) as abierto:
        abierto.set_default_timeout(PLAZO * 1000)
        yield abierto


@navegador_
def test_se_pone_al_dia_al_guardar(servido: Servido, pagina: Page, navegador: Browser) -> None:
    servido.escribir(ACTA, A_MEDIAS)
    pagina.goto(servido.direccion + PAGINA)
    resumen = pagina.locator(f"{PANEL} summary")
    expect(resumen).to_contain_text("2 claves en blanco")
    servido.escribir(ACTA, A_MEDIAS.replace("lugar:", "lugar: Sala 2"))
    expect(resumen).to_contain_text("1 clave en blanco")
    # Donde no se está escribiendo ningún registro no hay panel. En otra pestaña: la de antes puede
    # estar recargándose, porque la construcción entera termina después que la de su página.
    with abierta(navegador, bypass_csp=True) as otra:
        otra.goto(servido.direccion + "/documentos.html")
        expect(otra.locator(PANEL)).to_have_count(0)


@navegador_
def test_de_una_instancia_se_dice_lo_que_le_exige_la_lista(servido: Servido, pagina: Page) -> None:
    pagina.goto(servido.direccion + "/instancias/mesa/")
    expect(pagina.locator(f"{PANEL} .falta-exigencia").first).to_contain_text("Falta: ")


@navegador_
def test_se_cierra_con_el_teclado_y_cerrado_sigue(servido: Servido, pagina: Page) -> None:
    _guardar_a_medias(servido)
    pagina.goto(servido.direccion + PAGINA)
    cuerpo = pagina.locator(f"{PANEL} .vista-cuerpo")
    expect(cuerpo).to_be_visible()
    pagina.keyboard.press("Tab")
    expect(pagina.locator(f"{PANEL} summary")).to_be_focused()
    pagina.keyboard.press("Enter")
    expect(cuerpo).to_be_hidden()
    pagina.reload()
    expect(cuerpo).to_be_hidden()


@navegador_
def test_no_tapa_la_pagina_y_se_puede_leer(servido: Servido, navegador: Browser) -> None:
    _guardar_a_medias(servido)
    for ancho in (320, 768, 1280):
        for esquema in ("light", "dark"):
            ajustes = {"bypass_csp": True, "color_scheme": esquema}
            with abierta(navegador, ancho, 3000, **ajustes) as pagina:
                pagina.goto(servido.direccion + PAGINA)
                # Abierto del todo, que es cuando más estorba.
                pagina.locator(f"{PANEL} > details").evaluate("d => { d.open = true; }")
                expect(pagina.locator(f"{PANEL} .vista-cuerpo")).to_be_visible()
                assert _donde(pagina) == ("al lado" if ancho == 1280 else "encima"), ancho
                # Al final la barra de abajo no está encima de nada; en medio tapa lo que pasa.
                pagina.evaluate("window.scrollTo(0, document.body.scrollHeight)")
                assert (desborde(pagina), faltas_de_accesibilidad(pagina)) == (0, [])


def _guardar_a_medias(servido: Servido) -> None:
    """Guarda el acta y espera a que su página sea ya la última: no se recargará por su cuenta.

    Una recarga a mitad de la prueba quita el foco, o da una caja de antes y otra de después.
    """
    servido.escribir(ACTA, A_MEDIAS)
    esperar(lambda: "2 avisos, 2 claves en blanco" in servido.pedir(PAGINA).texto)


def _donde(pagina: Page) -> str:
    """Dónde está el panel, visto desde el título: al lado, encima o tapándolo."""
    caja = pagina.locator(PANEL).bounding_box()
    titulo = pagina.locator("h1").bounding_box()
    assert caja is not None and titulo is not None
    if titulo["x"] + titulo["width"] <= caja["x"]:
        return "al lado"
    return "encima" if caja["y"] + caja["height"] <= titulo["y"] else "tapándolo"


@navegador_
def test_con_un_error_se_ve_el_error_y_la_ultima_version(servido: Servido, pagina: Page) -> None:
    pagina.goto(servido.direccion + PAGINA)
    servido.escribir(ACTA, ROTA)
    atrasada = pagina.locator(f"{PANEL} .vista-atrasada")
    expect(atrasada).to_contain_text("Lo que se ve es la última versión que sí se pudo.")
    # La página de antes sigue ahí, con el error a su lado: dónde, el renglón señalado y el remedio.
    expect(pagina.get_by_text("Texto de la primera.")).to_be_visible()
    malo = pagina.locator(f"{PANEL} .falta-error")
    expect(malo.locator("code")).to_have_text(f"{ACTA}:5")
    expect(malo.locator("pre")).to_have_text("fecha: 31/02/2020\n       ^")
    expect(malo.locator(".vista-remedio")).not_to_be_empty()
    servido.escribir(ACTA, SITIO[ACTA])
    expect(atrasada).to_have_count(0)
    expect(pagina.get_by_text("Texto de la primera.")).to_be_visible()


@navegador_
def test_sin_configuracion_se_dice_en_todas_las_paginas(servido: Servido, pagina: Page) -> None:
    pagina.goto(servido.direccion + "/documentos.html")
    servido.escribir("contenido/sitio.yaml", "formato: 1\ntitulo: [\n")
    expect(pagina.locator(f"{PANEL} .vista-atrasada")).to_contain_text("ninguna página")
    expect(pagina.locator(f"{PANEL} .falta-error code").first).to_contain_text("sitio.yaml:")
