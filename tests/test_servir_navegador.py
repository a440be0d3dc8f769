"""`generador servir` en un navegador de verdad: se recarga solo y muestra los hallazgos."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from apoyo.servidor import CABEZA, MESA, PLAZO, SITIO, Servido, esperar, servir
from playwright.sync_api import Browser, Page, Route, WebSocket, expect

pytestmark = pytest.mark.navegador

ACTA = f"{MESA}/actas/2020/01.md"
PAGINA = "/instancias/mesa/actas/2020/01.html"
ROTA = SITIO[ACTA].replace("2020-03-10", "2020-02-30")
BARRA = ".vista-hallazgos"

expect.set_options(timeout=PLAZO * 1000)


@pytest.fixture
def pagina(navegador: Browser) -> Iterator[Page]:
    """Una página en blanco; si algún guion falla o la política lo detiene, falla la prueba."""
    quejas: list[str] = []
    pagina = navegador.new_page()
    pagina.set_default_timeout(PLAZO * 1000)
    pagina.on("pageerror", lambda falla: quejas.append(str(falla)))
    pagina.on("console", lambda m: quejas.append(m.text) if "Content Security" in m.text else None)
    yield pagina
    pagina.close()
    assert quejas == []


@pytest.fixture
def servido(tmp_path: Path) -> Iterator[Servido]:
    with servir(tmp_path) as servidor:
        yield servidor


@pytest.fixture(scope="module")
def quieto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servido]:
    """El de las pruebas que no escriben nada."""
    with servir(tmp_path_factory.mktemp("quieto")) as servidor:
        yield servidor


def test_la_pagina_se_recarga_al_guardar(servido: Servido, pagina: Page) -> None:
    pagina.goto(servido.direccion + PAGINA)
    for vez in range(3):
        # Sin pausa: lo guardado antes de que el canal se abra también tiene que llegar.
        servido.escribir(ACTA, SITIO[ACTA] + f"\nAgregado {vez}.\n")
        expect(pagina.get_by_text(f"Agregado {vez}.")).to_be_visible()


def test_solo_se_recarga_la_pagina_que_cambia(
    servido: Servido, pagina: Page, navegador: Browser
) -> None:
    """Lo escrito en el formulario de otra página no se pierde porque alguien guarde un acta."""
    otra, saludos = navegador.new_page(), []

    def oir(canal: WebSocket) -> None:
        canal.on("framesent", lambda dicho: saludos.append(str(dicho)))

    for abierta, ruta in ((otra, "/glosario.html"), (pagina, PAGINA)):
        abierta.on("websocket", oir)
        abierta.goto(servido.direccion + ruta)
        abierta.evaluate("window.laMisma = true")
    # El canal de cada una ya está abierto, y el servidor sabe de quién es.
    esperar(lambda: otra.title() and pagina.title() and sum("info" in s for s in saludos) == 2)
    servido.escribir(ACTA, SITIO[ACTA] + "\nAgregado.\n")
    expect(pagina.get_by_text("Agregado.")).to_be_visible()
    assert pagina.evaluate("window.laMisma") is None
    assert otra.evaluate("window.laMisma") is True
    otra.close()


def test_recargar_no_le_quita_a_nadie_la_pagina_a_la_que_va(servido: Servido, pagina: Page) -> None:
    """Entre el clic y la respuesta llega el aviso de recargar, y el clic vale más."""

    def guardar_y_seguir(camino: Route) -> None:
        servido.escribir(ACTA, SITIO[ACTA] + "\nAgregado.\n")
        # Tiempo de sobra para que el aviso llegue a la página de la que se sale.
        esperar(lambda: "Agregado." in servido.pedir(PAGINA).texto)
        time.sleep(1)
        camino.continue_()

    pagina.goto(servido.direccion + PAGINA)
    pagina.wait_for_load_state("networkidle")
    pagina.route("**/glosario.html", guardar_y_seguir)
    pagina.evaluate("location.href = '/glosario.html'")
    pagina.wait_for_url("**/glosario.html")


def test_los_hallazgos_se_ven_con_su_lugar_y_se_van(servido: Servido, pagina: Page) -> None:
    portada = f"{MESA}/instancia.md"
    buena = (servido.raiz / portada).read_text(encoding="utf-8")
    pagina.goto(servido.direccion + "/instancias/mesa/")
    antes = pagina.locator(".vista-error")
    expect(antes).to_have_count(0)
    servido.escribir(ACTA, ROTA)
    expect(pagina.locator(f"{BARRA} summary")).to_contain_text("1 error")
    expect(pagina.locator(f"{BARRA} summary")).to_have_class("vista-grave")
    # Con el teclado: la barra recibe el foco y se abre.
    pagina.locator(f"{BARRA} summary").focus()
    pagina.keyboard.press("Enter")
    error = pagina.locator(".vista-error")
    expect(error).to_have_count(1)
    expect(error.locator("code")).to_have_text(f"{ACTA}:5")
    expect(error.locator(".vista-mensaje")).to_contain_text("2020-02-30")
    expect(error.locator(".vista-remedio")).to_contain_text("Remedio: ")
    # Sigue abierta al recargar, y los hallazgos de esta página van primero.
    servido.escribir(portada, buena.replace("uno", "tres", 1))
    expect(pagina.locator(".vista-error").first).to_contain_text("(esta página)")
    expect(pagina.locator(".vista-error").first).to_be_visible()
    servido.escribir(portada, buena)
    servido.escribir(ACTA, SITIO[ACTA])
    expect(error).to_have_count(0)


def test_una_pagina_que_no_se_puede_construir_lo_dice_y_vuelve(
    servido: Servido, pagina: Page
) -> None:
    servido.escribir(ACTA, ROTA)
    # De la que nadie había visto no hay versión anterior que mostrar.
    pagina.goto(servido.direccion + "/instancias/mesa/")
    expect(pagina.locator(f"{BARRA} summary")).to_contain_text("1 error")
    pagina.goto(servido.direccion + PAGINA)
    expect(pagina.locator("h1")).to_have_text("Esta página no se puede construir")
    expect(pagina.locator(".vista-error code")).to_be_visible()
    servido.escribir(ACTA, SITIO[ACTA])
    expect(pagina.get_by_text("Texto de la primera.")).to_be_visible()


def test_un_texto_del_contenido_no_se_vuelve_codigo(servido: Servido, pagina: Page) -> None:
    malo = '<img src=x onerror="document.title=1">'
    servido.escribir(ACTA, f"---\n{CABEZA}fecha: '{malo}'\n---\n")
    pagina.goto(servido.direccion + "/instancias/mesa/")
    expect(pagina.locator(".vista-error").first).to_be_attached()
    pagina.locator(f"{BARRA} summary").click()
    expect(pagina.locator(".vista-error").first).to_be_visible()
    assert pagina.locator(f"{BARRA} img").count() == 0


def test_los_enlaces_a_lo_inedito_llevan_marca(quieto: Servido, pagina: Page) -> None:
    pagina.goto(quieto.direccion + "/instancias/mesa/")
    marca = pagina.locator('a[href$="2020/02.html"] .vista-marca').first
    expect(marca).to_have_text("sin publicar")
    assert marca.get_attribute("title") == "Borrador: no se publica"
    expect(pagina.locator('a[href$="2020/01.html"]').first).to_be_visible()
    assert pagina.locator('a[href$="2020/01.html"] .vista-marca').count() == 0
    pagina.goto(quieto.direccion + PAGINA.replace("01", "03"))
    expect(pagina.locator(".vista-cinta")).to_have_text("Se publica el 3 de marzo de 2027")


def test_la_barra_no_tapa_el_final_de_la_pagina(servido: Servido, pagina: Page) -> None:
    servido.escribir(ACTA, ROTA)
    pagina.goto(servido.direccion + "/instancias/mesa/")
    # Ya con lo guardado: una recarga en medio vuelve al comienzo de la página.
    expect(pagina.locator(".vista-error").first).to_be_attached()
    pagina.locator(f"{BARRA} summary").click()
    pagina.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    pie = pagina.locator("footer").bounding_box()
    barra = pagina.locator(BARRA).bounding_box()
    assert pie is not None and barra is not None
    assert pie["y"] + pie["height"] <= barra["y"] + 1


class _Ajena(BaseHTTPRequestHandler):
    """Una página de otro sitio, abierta en el mismo navegador."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>ajena</title>")

    def log_message(self, format: str, *args: object) -> None:
        """Calla."""


@pytest.fixture
def ajena() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Ajena) as servidor:
        hilo = threading.Thread(target=servidor.serve_forever, daemon=True)
        hilo.start()
        yield f"http://127.0.0.1:{servidor.server_address[1]}/"
        servidor.shutdown()
        hilo.join(PLAZO)


INTENTOS = {
    "canal": "new Promise(r => { const c = new WebSocket('ws://{huesped}/livereload');"
    " c.onopen = () => r('entró'); c.onerror = () => r('no'); })",
    "fetch": "fetch('http://{huesped}/_vista/estado.json').then(() => 'entró', () => 'no')",
    "fetch sin cors": "fetch('http://{huesped}/index.html', {mode: 'no-cors'})"
    ".then(() => 'entró', () => 'no')",
    "guion": "new Promise(r => { const g = document.createElement('script');"
    " g.src = 'http://{huesped}/livereload.js'; g.onload = () => r('entró');"
    " g.onerror = () => r('no'); document.head.append(g); })",
}


@pytest.mark.parametrize("intento", INTENTOS)
def test_otra_pagina_del_mismo_navegador_no_entra(
    quieto: Servido, pagina: Page, ajena: str, intento: str
) -> None:
    propia = INTENTOS[intento].replace("{huesped}", f"127.0.0.1:{quieto.puerto}")
    pagina.goto(quieto.direccion)
    assert pagina.evaluate(propia) == "entró"
    # Con otro nombre, el mismo computador es otro sitio.
    pagina.goto(ajena.replace("127.0.0.1", "localhost"))
    assert pagina.evaluate(propia) == "no"
