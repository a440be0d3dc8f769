"""Lo que el navegador descarga al buscar: hasta la primera respuesta y por cada palabra más."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import TYPE_CHECKING

from rendimiento.corpus import ActaInventada
from rendimiento.medir import CorridaFallida
from rendimiento.navegador import chromium
from rendimiento.resultados import Corrida, Medicion
from rendimiento.taller import Taller

if TYPE_CHECKING:
    from apoyo.mirada import Sitio
    from playwright.sync_api import Browser, Page

PALABRAS = 20
PLAZO = 60_000
REPOSO = 0.3
"""Lo que pasa sin que se pida nada cuando ya no falta nada por pedir."""
# El de antes busca con WebAssembly, y la política más estricta no lo deja.
_POLITICA = "script-src 'self' 'wasm-unsafe-eval'"
# Los guiones, estén donde estén, y el índice; no la página, ni el icono que se pide cada vez.
_DE_BUSCAR = re.compile(r"^/buscador/|\.js\b")
_BUSCAR = """
palabra => {
  document.getElementById("q").value = palabra;
  document.getElementById("buscar").requestSubmit();
}
"""
# Contestada: lo dice el estado y, si hay resultados, ya se ven.
_CONTESTADA = """
palabra => document.getElementById("estado").textContent.includes(`«${palabra}»`)
  && document.querySelector("#resultados > li") !== null
"""


def medir_descargas(
    talleres: Sequence[Taller], medicion: Medicion, veces: int, al_medir: Callable[[], None]
) -> None:
    """Busca las mismas palabras en cada sitio, cada turno desde cero y empezando por otra."""
    hechos = min(len(medicion.corridas.get(t.quien, [])) for t in talleres)
    if hechos >= veces:
        return
    for taller in talleres:
        taller.construir(buscador=True)
    medicion.corridas = {t.quien: medicion.corridas.get(t.quien, [])[:hechos] for t in talleres}
    with chromium() as navegador:
        for turno in range(hechos, veces):
            for taller in talleres:
                palabras = palabras_de(taller.actas[0])
                desde = turno % len(palabras)
                corrida = _buscar(taller, navegador, palabras[desde:] + palabras[:desde])
                medicion.corridas[taller.quien].append(corrida)
            al_medir()


def palabras_de(acta: ActaInventada) -> list[str]:
    """Las primeras palabras largas de un acta, cada una una vez."""
    return list(dict.fromkeys(re.findall(r"[a-záéíóúñ]{6,}", acta.cuerpo.lower())))[:PALABRAS]


def _buscar(taller: Taller, navegador: Browser, palabras: Sequence[str]) -> Corrida:
    """Los bytes de la primera respuesta, con los guiones, y la mediana de las demás."""
    from apoyo.mirada import abierta, servido

    # Preguntar si ya contestó evalúa código en la página, y su política no lo deja.
    with (
        servido(taller.salida, _POLITICA) as sitio,
        abierta(navegador, bypass_csp=True) as pagina,
    ):
        pagina.goto(f"{sitio.direccion}buscar.html")
        primera, *demas = [_una(taller.quien, sitio, pagina, p) for p in palabras]
    # Con muy pocas actas no queda qué pedir: un byte, que de nada no se saca razón.
    return {"primera": primera, "siguiente": max(1, median(demas))}


def _una(quien: str, sitio: Sitio, pagina: Page, palabra: str) -> int:
    from playwright.sync_api import TimeoutError as SinRespuesta

    pagina.evaluate(_BUSCAR, palabra)
    try:
        pagina.wait_for_function(_CONTESTADA, arg=palabra, timeout=PLAZO, polling=20)
    except SinRespuesta as motivo:
        dicho = pagina.text_content("#estado")
        raise CorridaFallida(f"{quien}: al buscar «{palabra}» dijo: {dicho}") from motivo
    return _descargado(sitio)


def _descargado(sitio: Sitio) -> int:
    """Los bytes de la búsqueda enviados desde la última vez, cuando ya no se pide nada más."""
    cuantos = -1
    while cuantos != len(sitio.enviados):
        cuantos = len(sitio.enviados)
        time.sleep(REPOSO)
    bytes_ = sum(cuantos for ruta, cuantos in sitio.enviados if _DE_BUSCAR.search(ruta))
    sitio.enviados.clear()
    return bytes_
