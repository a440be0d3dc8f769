"""De guardar el archivo a ver la página recargada, en un Chromium de verdad."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rendimiento.disposicion import DE_LA_CASA, PROPIO, lugar
from rendimiento.medir import CorridaFallida
from rendimiento.resultados import Medicion
from rendimiento.taller import FECHA, Taller, programa

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PLAZO = 300.0
EDICIONES_PROPIAS = 5
"""Ediciones de cada turno en este generador: la peor se busca entre más casos."""
PAUSA = 2.0
"""Entre una edición y otra: que a nadie se le mida lo que tarda en terminar lo anterior."""
# Anota cuándo quedó a la vista la última marca: al terminar de cargar la página o, si el servidor
# cambia la página sin recargarla, cuando la cambia.
_VIGIA = """
(() => {
  const mirar = () => {
    const marcas = document.body ? document.body.textContent.match(/marca-vista-\\d+/g) : null;
    const ultima = marcas ? marcas[marcas.length - 1] : "";
    if (ultima && window.__marca !== ultima) {
      window.__marca = ultima;
      window.__cuando = performance.timeOrigin + performance.now();
    }
  };
  addEventListener("load", () => {
    mirar();
    new MutationObserver(mirar).observe(document.body, {
      childList: true, subtree: true, characterData: true,
    });
  });
})();
"""


def medir_servir(
    talleres: Sequence[Taller], medicion: Medicion, veces: int, al_medir: Callable[[], None]
) -> None:
    """Abre la misma acta en el servidor de cada uno y la edita por turnos."""
    hechos = min(len(medicion.corridas.get(t.quien, [])) for t in talleres)
    if hechos >= veces:
        return
    for taller in talleres:
        medicion.corridas[taller.quien] = []
    with ExitStack() as pila:
        navegador = pila.enter_context(chromium())
        paginas = {t.quien: pila.enter_context(_abierta(t, navegador)) for t in talleres}
        numero = 0
        for turno in range(veces + 1):
            for taller in talleres:
                for _ in range(EDICIONES_PROPIAS if taller.quien == PROPIO else 1):
                    numero += 1
                    segundos = _editar(taller, paginas[taller.quien], f"marca-vista-{numero}")
                    # El primer turno es de calentamiento.
                    if turno:
                        medicion.corridas[taller.quien].append({"segundos": segundos})
                    time.sleep(PAUSA)
            al_medir()


@contextmanager
def chromium() -> Iterator[Browser]:
    """El navegador en que se mide."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        abierto = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield abierto
        abierto.close()


def _editar(taller: Taller, pagina: Page, marca: str) -> float:
    """Segundos desde que se guarda el acta hasta que la página con la marca terminó de cargar."""
    guardado = time.time()
    taller.editar_acta(taller.actas[0], marca)
    pagina.wait_for_function(
        "marca => window.__marca === marca", arg=marca, timeout=PLAZO * 1000, polling=20
    )
    visto: float = pagina.evaluate("window.__cuando") / 1000
    return visto - guardado


@contextmanager
def _abierta(taller: Taller, navegador: Browser) -> Iterator[Page]:
    """La página de la primera acta, servida por quien corresponda hasta que termine el bloque."""
    puerto = _puerto_libre()
    entorno = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG", "TZ")}
    dicho = taller.raiz.with_name(f"{taller.quien}.servidor")
    with dicho.open("wb") as salida:
        proceso = subprocess.Popen(
            _orden(taller, puerto), cwd=taller.raiz, env=entorno, stdin=subprocess.DEVNULL,
            stdout=salida, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        direccion = f"http://127.0.0.1:{puerto}/" + lugar(taller.forma.pagina_acta, taller.actas[0])
        _esperar(direccion.removesuffix("index.html"), proceso, dicho)
        # Esperar una marca evalúa código en la página, y su política no lo deja.
        pagina = navegador.new_page(bypass_csp=True)
        pagina.add_init_script(_VIGIA)
        pagina.goto(direccion.removesuffix("index.html"), timeout=PLAZO * 1000)
        # El canal por el que llega el aviso se abre después de cargar.
        time.sleep(2)
        yield pagina
        pagina.close()
    finally:
        proceso.terminate()
        try:
            proceso.wait(20)
        except subprocess.TimeoutExpired:
            proceso.kill()
            proceso.wait()
        taller.restaurar()


def _orden(taller: Taller, puerto: int) -> list[str]:
    """El servidor de cada uno, con lo que su guía aconseja para que responda más rápido."""
    del_puerto = ["servir", "--puerto", str(puerto), "--fecha", FECHA.isoformat()]
    propias = {
        **dict.fromkeys(DE_LA_CASA, del_puerto),
        "hugo": ["server", "--bind", "127.0.0.1", "--port", str(puerto)],
        "zola": ["serve", "--port", str(puerto), "--fast", "--debounce", "10"],
        "eleventy": ["--serve", "--incremental", "--quiet", f"--port={puerto}"],
    }[taller.quien]
    return [*programa(taller.quien), *propias]


def _puerto_libre() -> int:
    with socket.create_server(("127.0.0.1", 0)) as enchufe:
        puerto: int = enchufe.getsockname()[1]
        return puerto


def _esperar(direccion: str, proceso: subprocess.Popen[bytes], dicho: Path) -> None:
    """Aguarda a que el servidor dé la página."""
    limite = time.monotonic() + PLAZO
    while time.monotonic() < limite and proceso.poll() is None:
        try:
            with urllib.request.urlopen(direccion, timeout=10) as respuesta:
                if respuesta.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    final = dicho.read_text("utf-8", "replace").strip().splitlines()[-3:]
    raise CorridaFallida(f"el servidor no dio {direccion}: {' / '.join(final)}")
