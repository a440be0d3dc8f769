"""Las tareas de quien llega sin conocer el sitio, en un navegador y en pocos clics.

Lo que se halló al hacerlas a ciegas está en `docs/prueba-a-ciegas.md`.
"""

from __future__ import annotations

import pytest
from apoyo.mirada import Sitio, abierta
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.navegador
ALTOS = {320: 640, 1280: 800}


@pytest.mark.parametrize("ancho", [320, 1280])
@pytest.mark.parametrize("tema", ["sitio", "sitio_govco"])
def test_que_actas_faltan_en_dos_clics_desde_la_portada(
    navegador: Browser, request: pytest.FixtureRequest, tema: str, ancho: int
) -> None:
    elegido: Sitio = request.getfixturevalue(tema)
    with abierta(navegador, ancho, 640, java_script_enabled=False) as pagina:
        pagina.goto(elegido.direccion)
        llamado = pagina.locator(".llamado a")
        caja = llamado.bounding_box()
        assert caja and caja["y"] < 1.5 * 640
        llamado.click()
        fila = pagina.get_by_role("row", name="Acta 2 de 2025")
        expect(fila).to_contain_text("19 de junio de 2025")
        expect(fila).to_contain_text("La numeración salta")
        fila.get_by_role("link", name="en 2025").click()
        expect(pagina.locator(".requisito:target")).to_contain_text("19 de junio de 2025")


def test_la_casilla_de_la_portada_dice_su_anio_y_lo_que_se_debe_de_antes(
    navegador: Browser, sitio: Sitio
) -> None:
    with abierta(navegador) as pagina:
        pagina.goto(sitio.direccion)
        pagina.get_by_text("El cuadro, requisito por requisito").click()
        fila = pagina.get_by_role("row", name="Consejo de ejemplo")
        expect(fila.locator(".matriz-detalle")).to_have_text("en 2026")
        actas = fila.locator('td[data-titulo="Actas con sus anexos"] .antes')
        expect(actas).to_have_text("Antes: falta de 2023 y 2025")


@pytest.mark.parametrize("ancho", [320, 1280])
def test_que_decidio_sobre_algo_en_dos_clics(navegador: Browser, sitio: Sitio, ancho: int) -> None:
    with abierta(navegador, ancho, ALTOS[ancho]) as pagina:
        pagina.goto(sitio.direccion)
        pagina.get_by_role("searchbox").fill("sedes")
        pagina.get_by_role("button", name="Buscar").click()
        primero = pagina.locator("#resultados li").first
        expect(primero).to_be_visible()
        caja = primero.bounding_box()
        assert caja and caja["y"] < ALTOS[ancho], "el primer resultado se ve sin bajar"
        primero.locator("a").click()
        expect(pagina.locator(".acuerdo:target h3")).to_contain_text("sedes")


def test_consta_en_lleva_a_la_decision(navegador: Browser, sitio: Sitio) -> None:
    with abierta(navegador) as pagina:
        pagina.goto(sitio.direccion + "decisiones.html")
        decision = pagina.locator(".acuerdo").first
        titulo = decision.locator("h3").inner_text()
        decision.locator("dd a").first.click()
        expect(pagina.locator(".acuerdo:target h3")).to_have_text(titulo)


@pytest.mark.parametrize("tema", ["sitio", "sitio_govco"])
def test_un_menu_que_no_cabe_avisa_que_hay_mas(
    navegador: Browser, request: pytest.FixtureRequest, tema: str
) -> None:
    elegido: Sitio = request.getfixturevalue(tema)
    flecha = "ul => getComputedStyle(ul, '::after').content.includes('›')"
    with abierta(navegador, 320, 640, java_script_enabled=False) as pagina:
        pagina.goto(elegido.direccion + "decisiones.html")
        menu = pagina.get_by_role("navigation", name="Principal").locator("ul")
        assert menu.evaluate(flecha)
        menu.evaluate("ul => ul.scrollLeft = ul.scrollWidth")
        expect(menu.get_by_role("link").last).to_be_in_viewport(ratio=1)
        assert not menu.evaluate(flecha)
    with abierta(navegador, 320, 640) as pagina:
        pagina.goto(elegido.direccion + "instancias/consejo-de-ejemplo/documentos.html")
        partes = pagina.get_by_role("navigation", name="Páginas de la instancia")
        expect(partes.locator("[aria-current]")).to_be_in_viewport(ratio=1)
        assert pagina.evaluate("scrollY") == 0


# --- buscar en una lista ----------------------------------------------------------------------


def hallados(pagina: Page, consulta: str) -> list[str]:
    pagina.get_by_role("searchbox", name="Buscar en esta lista").fill(consulta)
    return pagina.locator("[data-renglon]:visible h3").all_inner_texts()


@pytest.mark.parametrize(
    ("una", "otra"),
    [("sedes", "sede"), ("SEDE", "sedes"), ("puertas", "puerta"), ("accion", "ACCIÓN")],
)
def test_una_lista_no_distingue_singular_plural_ni_tildes(
    navegador: Browser, sitio: Sitio, una: str, otra: str
) -> None:
    with abierta(navegador) as pagina:
        pagina.goto(sitio.direccion + "decisiones.html")
        vistas = hallados(pagina, una)
        assert vistas and vistas == hallados(pagina, otra)
        assert len(vistas) < len(hallados(pagina, ""))
        assert hallados(pagina, "xyzzy") == []


def test_una_cifra_se_busca_entera(navegador: Browser, sitio: Sitio) -> None:
    with abierta(navegador) as pagina:
        pagina.goto(sitio.direccion + "actas-que-faltan.html")
        pagina.get_by_role("searchbox", name="Buscar en esta lista").fill("acta 2 de 2025")
        expect(pagina.locator("[data-renglon]:visible")).to_have_count(1)
        expect(pagina.locator("tbody:visible")).to_have_count(1)
        pagina.get_by_role("searchbox", name="Buscar en esta lista").fill("acta 20")
        expect(pagina.locator("[data-renglon]:visible")).to_have_count(0)


# --- el buscador ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("consulta", "primero"),
    [
        ("faltan", "Actas que faltan"),
        ("actas que faltan", "Actas que faltan"),
        ("qué actas faltan", "Actas que faltan"),
        ("qué actas faltan del consejo", "Actas que faltan: Consejo de ejemplo"),
        ("qué decidió el consejo sobre sedes", "sedes"),
        ("acta 2 de 2025", "Acta 2 de 2025, serie ordinaria: no está"),
        ("Acta nº 2 del 2026", "Acta 2 de la sesión ordinaria del 18 de junio de 2026"),
    ],
)
def test_el_buscador_entiende_lo_que_se_pregunta(
    navegador: Browser, sitio: Sitio, consulta: str, primero: str
) -> None:
    with abierta(navegador) as pagina:
        pagina.goto(f"{sitio.direccion}buscar.html?q={consulta}")
        expect(pagina.locator("#resultados a").first).to_contain_text(primero)


def test_un_extracto_no_repite_el_titulo(navegador: Browser, sitio: Sitio) -> None:
    with abierta(navegador) as pagina:
        pagina.goto(sitio.direccion + "buscar.html?q=sedes")
        expect(pagina.locator("#resultados li")).to_have_count(10)
        for li in pagina.locator("#resultados li").all():
            titulo = li.locator("a").inner_text()
            extracto = li.locator(".extracto")
            assert not extracto.count() or titulo not in extracto.inner_text()


def test_en_un_telefono_los_filtros_estan_plegados_y_dicen_cuantos_hay(
    navegador: Browser, sitio: Sitio
) -> None:
    with abierta(navegador, 320, 640) as pagina:
        pagina.goto(sitio.direccion + "buscar.html?q=sedes")
        expect(pagina.locator("#facetas summary")).to_have_text("Filtrar y ordenar")
        expect(pagina.get_by_label("Clase")).to_be_hidden()
        pagina.locator("#facetas summary").click()
        pagina.get_by_label("Clase").select_option("Decisión")
        expect(pagina.locator("#facetas summary")).to_have_text("Filtrar y ordenar (1)")


def test_sin_javascript_la_busqueda_dice_que_hacer_y_lleva_a_los_listados(
    navegador: Browser, sitio: Sitio
) -> None:
    with abierta(navegador, java_script_enabled=False) as pagina:
        pagina.goto(sitio.direccion)
        pagina.get_by_role("searchbox").fill("sedes")
        pagina.get_by_role("button", name="Buscar").click()
        assert pagina.url.endswith("buscar.html?q=sedes")
        expect(pagina.locator("#sin-guion")).to_contain_text("Aquí no se puede buscar")
        pagina.locator("#listados").get_by_role("link", name="Decisiones").click()
        expect(pagina.get_by_text("Hacer una jornada abierta en las sedes.")).to_be_visible()
