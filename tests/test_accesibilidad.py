"""WCAG 2.2 AA y lo que toda página promete, en un navegador de verdad y en cada clase de página.

Cada prueba recorre las clases de página de `contenido/` y dice qué falla en cada una.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from apoyo.mirada import (
    NODE,
    Sitio,
    abierta,
    desborde,
    faltas_de_color,
    faltas_sin_color,
    peso,
    recortados,
)
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.navegador

ANCHOS = (320, 1280)
COLORES: dict[str, dict[str, Any]] = {
    "claro": {},
    "oscuro": {"color_scheme": "dark"},
    "contraste alto": {"forced_colors": "active"},
}
_SIN_COLORES: dict[str, Any] = {"color_scheme": "light", "forced_colors": "none"}
# Lo que se lee y qué está a la vista: si no cambia, de otro color solo puede fallar el color.
_FORMA = """() => document.body.innerText
  + [...document.querySelectorAll('body *')].map(e => Number(e.checkVisibility())).join('')"""
# Los mínimos de WCAG 1.4.12.
ESPACIADO = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""


@pytest.fixture(params=["sitio", "sitio_govco"])
def cualquiera(request: pytest.FixtureRequest) -> Sitio:
    """El sitio con cada tema."""
    elegido: Sitio = request.getfixturevalue(request.param)
    return elegido


def faltas(pagina: Page) -> list[str]:
    """Lo que axe halla sin mirar colores, más lo que se sale o se recorta."""
    fuera = desborde(pagina)
    cabe = [f"se sale {fuera} px"] if fuera else []
    return faltas_sin_color(pagina) + cabe + [f"recorta {r}" for r in recortados(pagina)]


def recorrer(
    navegador: Browser, sitio: Sitio, rutas: list[str]
) -> dict[tuple[str, int], list[str]]:
    """Las faltas de cada página en cada ancho y en cada color; solo donde hay alguna.

    La ventana se ensancha con la página abierta, como quien gira el teléfono. Lo que solo depende
    del contenido se ve en el primer ancho; en los demás se mira la mayor de cada clase.
    """
    halladas, revisadas, mayores = {}, set[str](), set(sitio.mayores())
    with abierta(navegador, bypass_csp=True) as pagina:
        for ruta in rutas:
            pagina.goto(sitio.direccion + ruta)
            for ancho in ANCHOS if ruta in mayores else ANCHOS[:1]:
                pagina.set_viewport_size({"width": ancho, "height": 900})
                halladas[ruta, ancho] = [*faltas(pagina), *_de_color(pagina, revisadas)]
    return {donde: f for donde, f in halladas.items() if f}


def _de_color(pagina: Page, revisadas: set[str]) -> Iterator[str]:
    forma = pagina.evaluate(_FORMA)
    for nombre, ajustes in COLORES.items():
        pagina.emulate_media(**ajustes)
        yield from (f"{nombre}: {f}" for f in faltas_de_color(pagina, revisadas))
        if pagina.evaluate(_FORMA) != forma or desborde(pagina):
            yield f"{nombre}: cambia algo más que el color"
        pagina.emulate_media(**_SIN_COLORES)


def test_axe_no_halla_nada_en_ninguna_clase_de_pagina(navegador: Browser, sitio: Sitio) -> None:
    assert recorrer(navegador, sitio, sitio.muestra()) == {}


def test_axe_no_halla_nada_con_el_tema_govco(navegador: Browser, sitio_govco: Sitio) -> None:
    assert recorrer(navegador, sitio_govco, sitio_govco.mayores()) == {}


def test_la_revision_de_color_puede_fallar(navegador: Browser, sitio: Sitio) -> None:
    malas = {
        "claro: color-contrast": "main p { color: #ddd; }",
        "oscuro: color-contrast": "main p { color: #ddd; } @media (prefers-color-scheme: dark)"
        " { main p { color: #333 !important; } }",
        "oscuro: cambia algo más": "@media (prefers-color-scheme: dark) { h1 { display: none; } }",
        "contraste alto: cambia algo": "@media (forced-colors: active)"
        " { main { min-width: 200vw } }",
    }
    for falta, hoja in malas.items():
        with abierta(navegador, bypass_csp=True) as pagina:
            pagina.goto(sitio.direccion)
            revisadas = set[str]()
            assert list(_de_color(pagina, revisadas)) == []
            pagina.add_style_tag(content=hoja)
            # Lo ya revisado, con otros colores, se revisa otra vez.
            assert any(f.startswith(falta) for f in _de_color(pagina, revisadas)), falta


def test_la_revision_puede_fallar(navegador: Browser, sitio: Sitio) -> None:
    malas = {
        "image-alt": "document.querySelector('main').innerHTML += '<img src=x>'",
        "se sale": "document.querySelector('main').style.minWidth = '200vw'",
        "recorta": "document.querySelector('main').style.cssText = 'height:2em;overflow:hidden'",
    }
    for regla, dano in malas.items():
        with abierta(navegador, bypass_csp=True) as pagina:
            pagina.goto(sitio.direccion)
            pagina.evaluate(dano)
            assert any(f.startswith(regla) for f in faltas(pagina)), regla


# Una pantalla de 1280 × 1024, y la misma ampliada al 200 % y al 400 %.
AMPLIADAS = ((1280, 1024), (640, 512), (320, 256))


def test_con_el_texto_espaciado_y_ampliado_nada_se_pierde(
    navegador: Browser, cualquiera: Sitio
) -> None:
    perdidos = {}
    with abierta(navegador, bypass_csp=True) as pagina:
        for ruta in cualquiera.mayores():
            pagina.goto(cualquiera.direccion + ruta)
            pagina.add_style_tag(content=ESPACIADO)
            # Quien amplía lo hace con la página ya abierta.
            for ancho, alto in AMPLIADAS:
                pagina.set_viewport_size({"width": ancho, "height": alto})
                perdidos[ruta, ancho] = (desborde(pagina), recortados(pagina))
    assert {r: p for r, p in perdidos.items() if p != (0, [])} == {}


# Las que escribe un editor en su texto pueden tener cualquier ancho.
_RUEDAN = """() => [...document.querySelectorAll('.tabla:has(> .apilada)')]
  .filter(t => t.scrollWidth > t.clientWidth).map(t => t.getAttribute('aria-labelledby'))"""


def _tablas_que_ruedan(navegador: Browser, sitio: Sitio, estilo: str = "") -> dict[Any, list[str]]:
    """Las tablas de las plantillas que no caben, por página y ancho: la última columna no se ve."""
    ruedan = {}
    with abierta(navegador, bypass_csp=True) as pagina:
        for ruta in sitio.mayores():
            pagina.goto(sitio.direccion + ruta)
            if estilo:
                pagina.add_style_tag(content=estilo)
            for ancho in (320, 768, 1280):
                pagina.set_viewport_size({"width": ancho, "height": 900})
                ruedan[ruta, ancho] = pagina.evaluate(_RUEDAN)
    return {donde: tablas for donde, tablas in ruedan.items() if tablas}


def test_ninguna_tabla_de_las_plantillas_rueda_de_lado(navegador: Browser, sitio: Sitio) -> None:
    assert _tablas_que_ruedan(navegador, sitio) == {}
    assert _tablas_que_ruedan(navegador, sitio, ".comparada td { white-space: nowrap }")


# --- con el teclado ---------------------------------------------------------------------------

_CON_FOCO = """() => {
  const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
  return {
    que: e.tagName + (e.id ? '#' + e.id : '') + ' ' + (e.textContent || '').trim().slice(0, 30),
    cuerpo: e === document.body,
    seVe: r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth,
    contorno: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
  };
}"""
_ENFOCABLES = "a[href], button, input, select, textarea, summary, [tabindex='0']"


@pytest.mark.parametrize("clase", ["index.html", "instancias/*/index.html", "buscar.html"])
def test_con_el_teclado_se_llega_a_todo_y_se_ve_donde_se_esta(
    navegador: Browser, cualquiera: Sitio, clase: str
) -> None:
    with abierta(navegador, 1280, 700, bypass_csp=True) as pagina:
        pagina.goto(cualquiera.direccion + cualquiera.por_clase()[clase][-1])
        if clase == "buscar.html":
            pagina.goto(cualquiera.direccion + "buscar.html?q=sedes")
            expect(pagina.locator("#resultados li").first).to_be_visible()
        visibles = pagina.locator(_ENFOCABLES).filter(visible=True).count()
        pasos = list(_tabular(pagina, visibles + 3))
    assert [p["que"] for p in pasos if not (p["seVe"] and p["contorno"])] == []
    assert len(pasos) == visibles, [p["que"] for p in pasos]


def _tabular(pagina: Page, tope: int) -> Iterator[dict[str, Any]]:
    for _ in range(tope):
        pagina.keyboard.press("Tab")
        paso = pagina.evaluate(_CON_FOCO)
        if paso["cuerpo"]:
            return
        yield paso


def test_el_primer_enlace_salta_al_contenido(navegador: Browser, cualquiera: Sitio) -> None:
    with abierta(navegador) as pagina:
        pagina.goto(cualquiera.direccion)
        pagina.keyboard.press("Tab")
        expect(pagina.locator(":focus")).to_have_text("Saltar al contenido")
        pagina.keyboard.press("Enter")
        expect(pagina.locator("main")).to_be_focused()


def test_lo_plegado_se_abre_con_el_teclado(navegador: Browser, sitio: Sitio) -> None:
    with abierta(navegador) as pagina:
        pagina.goto(sitio.direccion)
        pagina.locator("summary").first.focus()
        pagina.keyboard.press("Enter")
        expect(pagina.locator("details").first).to_have_attribute("open", "")


# --- liviana, de la casa y sin guiones --------------------------------------------------------


def test_ninguna_pagina_pide_nada_de_fuera_ni_se_queja(
    navegador: Browser, cualquiera: Sitio
) -> None:
    ajenas: list[str] = []
    quejas: list[str] = []
    with abierta(navegador) as pagina:
        pagina.on("request", lambda r: ajenas.append(r.url))
        pagina.on("console", lambda m: quejas.append(m.text))
        pagina.on("pageerror", lambda falla: quejas.append(str(falla)))
        for ruta in cualquiera.mayores():
            pagina.goto(cualquiera.direccion + ruta)
    assert [u for u in ajenas if not u.startswith(cualquiera.direccion)] == []
    assert quejas == []


def test_sin_guiones_se_lee_lo_mismo(navegador: Browser, sitio: Sitio) -> None:
    rutas = sitio.mayores()
    con, sin = (_textos(navegador, sitio, rutas, g) for g in (True, False))
    # Los guiones agregan con qué buscar en una página; todo lo demás está sin ellos.
    assert [r for r in rutas if len(sin[r]) < 40] == []
    assert [r for r in rutas if con[r] != sin[r] and not _tiene_guion(sitio, r)] == []


def _tiene_guion(sitio: Sitio, ruta: str) -> bool:
    return "<script" in (sitio.carpeta / ruta).read_text("utf-8")


def _textos(navegador: Browser, sitio: Sitio, rutas: list[str], guiones: bool) -> dict[str, str]:
    textos = {}
    with abierta(navegador, java_script_enabled=guiones) as pagina:
        for ruta in rutas:
            pagina.goto(sitio.direccion + ruta)
            textos[ruta] = pagina.inner_text("main")
    return textos


def test_desde_un_disco_funciona(navegador: Browser, cualquiera: Sitio) -> None:
    with abierta(navegador) as pagina:
        pagina.goto((cualquiera.carpeta / "index.html").as_uri())
        assert pagina.evaluate("getComputedStyle(document.body).margin") == "0px"
        pagina.locator(".ficha-instancia a").first.click()
        expect(pagina.locator("main h2", has_text="Actas").first).to_be_visible()
        pagina.fill("#s_q", "sedes")
        pagina.keyboard.press("Enter")
        expect(pagina.locator("#listados")).to_be_visible()
        pagina.get_by_role("link", name="Decisiones").last.click()
        expect(pagina.locator("h1")).to_contain_text("Decisiones")


def test_al_imprimir_sale_lo_plegado_y_no_la_navegacion(navegador: Browser, sitio: Sitio) -> None:
    with abierta(navegador) as pagina:
        pagina.goto(sitio.direccion)
        pagina.emulate_media(media="print")
        expect(pagina.locator(".leyenda").first).to_be_visible()
        expect(pagina.locator(".navegacion")).to_be_hidden()


def test_nada_se_mueve(cualquiera: Sitio) -> None:
    # No hay nada que reducir para quien pide menos movimiento.
    hojas = [h.read_text("utf-8") for h in cualquiera.carpeta.glob("estaticos/*.css")]
    assert hojas and not any(
        m in h for h in hojas for m in ("animation", "transition", "scroll-behavior")
    )


def test_nada_salta_mientras_carga(navegador: Browser, cualquiera: Sitio) -> None:
    saltos = {}
    with abierta(navegador, bypass_csp=True) as pagina:
        for ruta in cualquiera.mayores():
            pagina.goto(cualquiera.direccion + ruta)
            saltos[ruta] = pagina.evaluate(
                "() => new Promise(r => new PerformanceObserver(l => r(l.getEntries()"
                ".reduce((s, e) => s + e.value, 0))).observe({type: 'layout-shift',"
                " buffered: true}) || setTimeout(() => r(0), 60))"
            )
    # Un guion que agrega con qué buscar en una lista la baja un poco: menos de lo que se nota.
    topes = {r: 0.1 if _tiene_guion(cualquiera, r) else 0.01 for r in saltos}
    assert {r: s for r, s in saltos.items() if s >= topes[r]} == {}


@pytest.mark.parametrize(("tema", "tope"), [("sitio", 40_000), ("sitio_govco", 75_000)])
def test_cada_pagina_pesa_poco(request: pytest.FixtureRequest, tema: str, tope: int) -> None:
    elegido: Sitio = request.getfixturevalue(tema)
    pesos = {ruta: peso(elegido, ruta) for ruta in elegido.paginas}
    assert len(pesos) > 50
    assert {r: p for r, p in pesos.items() if p >= tope} == {}


# --- validez ----------------------------------------------------------------------------------


def errores_de_html(*carpetas: str) -> list[str]:
    """Lo que el comprobador Nu halla en todas las páginas de esas carpetas."""
    vnu = NODE / "vnu-jar" / "build" / "dist" / "vnu.jar"
    hecho = subprocess.run(
        ["java", "-jar", str(vnu), "--format", "json", "--stdout", "--skip-non-html", *carpetas],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    mensajes = json.loads(hecho.stdout)["messages"]
    graves = [m for m in mensajes if m["type"] == "error"]
    return [f"{m['url'].rpartition('publicado/')[2]}: {m['message']}" for m in graves]


def test_ninguna_pagina_tiene_errores_de_html(sitio: Sitio, sitio_govco: Sitio) -> None:
    assert errores_de_html(str(sitio.carpeta), str(sitio_govco.carpeta)) == []


def test_la_revision_de_html_puede_fallar(tmp_path: Any) -> None:
    (tmp_path / "mala.html").write_text("<!doctype html><title>x</title><p><div id=a><div id=a>")
    assert any("Duplicate ID" in e for e in errores_de_html(str(tmp_path)))
