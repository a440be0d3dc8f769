"""Las imágenes de la guía de editores, tomadas del programa de verdad; las hace `make capturas`.

Sigue las páginas de la guía en una carpeta temporal y fotografía lo que hay en el navegador en cada
momento: así una imagen nunca muestra lo que la guía ya no dice.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from apoyo.lector_de_guia import TAREAS, Lector, pasos
from apoyo.servidor import servir
from PIL import Image
from playwright.sync_api import Page, sync_playwright

IMAGENES = Path(__file__).parent / "imagenes"
# Desde 1280 píxeles «Lo que falta» va al lado de la página; más angosta, encima.
ANCHO, ALTO = 1300, 820
COLORES = 64
MESA = "instancias/mesa-de-ejemplo"
ACTA = f"{MESA}/actas/2026/02"


@contextmanager
def pantalla() -> Iterator[Page]:
    """Una ventana de Chromium del tamaño de las imágenes."""
    with sync_playwright() as playwright:
        # En un contenedor, Chromium no puede crear su propio encierro.
        abierto = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield abierto.new_page(viewport={"width": ANCHO, "height": ALTO})
        abierto.close()


def capturas(pagina: Page, carpeta: Path) -> None:
    """Todas las imágenes, en el orden en que la guía llega a ellas."""
    lector = Lector(carpeta)
    lector.seguir("empezar.md")
    publicada(pagina, lector, "index.html", "portada")
    hacer(lector, "publicar-un-acta.md", hasta="servir")
    vista_previa(pagina, lector, "vista-previa")
    hacer(lector, "publicar-un-acta.md", desde="servir")
    publicada(pagina, lector, f"{ACTA}.html", "acta")
    publicada(pagina, lector, f"{ACTA}.html#s_anexos", "anexos", alto=420)
    publicada(pagina, lector, f"{MESA}/cumplimiento.html", "cumplimiento")
    vista_previa(pagina, lector, "error", antes="cuando-hay-errores.md")
    hacer(lector, "cuando-hay-errores.md", desde="generador")
    lector.seguir("retirar-un-documento.md")
    publicada(pagina, lector, f"{ACTA}/asistencia.pdf.html", "retirado", alto=400)


def hacer(lector: Lector, pagina: str, *, desde: str = "", hasta: str = "") -> None:
    """Los pasos de una página, desde el primero que nombra una palabra o hasta antes de él."""
    todos = [p for p in pasos(TAREAS / pagina) if p.clase != "text"]
    palabra = desde or hasta
    corte = next(n for n, p in enumerate(todos) if p.clase == "sh" and palabra in p.texto)
    for paso in todos[corte:] if desde else todos[:corte]:
        lector.hacer(paso)


def publicada(pagina: Page, lector: Lector, ruta: str, nombre: str, alto: int = ALTO) -> None:
    """La imagen de una página construida, abierta desde el disco."""
    archivo, _, ancla = ruta.partition("#")
    pagina.set_viewport_size({"width": ANCHO, "height": alto})
    pagina.goto((lector.aqui / "publicado" / archivo).as_uri() + (f"#{ancla}" if ancla else ""))
    guardar(pagina, nombre)


def vista_previa(pagina: Page, lector: Lector, nombre: str, antes: str = "") -> None:
    """La imagen del acta en la vista previa; con `antes`, después de lo que una página cambia."""
    pagina.set_viewport_size({"width": ANCHO, "height": ALTO})
    with servir(lector.aqui) as servido:
        pagina.goto(f"{servido.direccion}/{ACTA}.html")
        if antes:
            hacer(lector, antes, hasta="generador")
        pagina.wait_for_timeout(2000)
        guardar(pagina, nombre)


def guardar(pagina: Page, nombre: str) -> None:
    """Lo que se ve en la ventana, en un PNG de pocos colores: pesa la tercera parte."""
    tomada = Image.open(io.BytesIO(pagina.screenshot())).convert("RGB")
    tomada.quantize(COLORES).save(IMAGENES / f"{nombre}.png", optimize=True)


def principal() -> None:
    IMAGENES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as carpeta, pantalla() as pagina:
        capturas(pagina, Path(carpeta) / "casa")
    for imagen in sorted(IMAGENES.glob("*.png")):
        print(f"{imagen.stat().st_size:>7}  {imagen.name}")


if __name__ == "__main__":
    principal()
