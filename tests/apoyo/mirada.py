"""Un sitio publicado, servido como lo haría un servidor de verdad y mirado con un navegador.

Una *clase* de página es su dirección con cada nombre propio y cada número cambiados por un signo:
`instancias/*/actas/#/#.html`. De cada clase se mira la página más grande y la más pequeña.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from generador.construccion import Pedido, construir

APOYO = Path(__file__).parent
RAIZ = APOYO.parent.parent
CORTE = date(2026, 11, 22)
NODE = APOYO / "node_modules"
# Una página que solo lleva a otra no se puede mirar: ya no está.
_REDIRIGE = b'http-equiv="refresh"'
_COMPRIMIBLES = (".html", ".css", ".js", ".json", ".csv", ".svg")
_TIPOS = {".js": "text/javascript", ".json": "application/json", ".csv": "text/csv"}


@dataclass(frozen=True)
class Sitio:
    """Un sitio publicado en `carpeta` y servido en `direccion`, que termina en barra.

    `enviados` son la dirección y los bytes de cada archivo que se envió, comprimido si lo fue.
    """

    carpeta: Path
    direccion: str
    enviados: list[tuple[str, int]] = field(default_factory=list, compare=False)

    @property
    def paginas(self) -> list[str]:
        """Las rutas de todas sus páginas, en orden."""
        return sorted(p.relative_to(self.carpeta).as_posix() for p in self.carpeta.rglob("*.html"))

    def por_clase(self) -> dict[str, list[str]]:
        """De cada clase de página, la más grande y, si es otra, la más pequeña."""
        clases: dict[str, list[str]] = {}
        for ruta in sorted(self.paginas, key=lambda r: ((self.carpeta / r).stat().st_size, r)):
            if _REDIRIGE in (self.carpeta / ruta).read_bytes():
                continue
            clases.setdefault(clase_de(ruta), []).append(ruta)
        return {clase: [r[-1], *r[:-1][:1]] for clase, r in sorted(clases.items())}

    def mayores(self) -> list[str]:
        """La página más grande de cada clase."""
        return [rutas[0] for rutas in self.por_clase().values()]

    def muestra(self) -> list[str]:
        """La página más grande y la más pequeña de cada clase."""
        return [ruta for rutas in self.por_clase().values() for ruta in rutas]


def clase_de(ruta: str) -> str:
    """La clase de una página."""
    tramos = ruta.removesuffix(".html").split("/")
    return "/".join(_general(t, tramos[i - 1] if i else "") for i, t in enumerate(tramos)) + ".html"


def _general(tramo: str, madre: str) -> str:
    if madre in ("instancias", "normas", "estado", "entidad", "compromisos") and tramo != "index":
        return "*"
    return "#" if re.search(r"[0-9]", tramo) and tramo != "404" else tramo


def construido(carpeta: Path, tema: str, raiz: Path = RAIZ, corte: date = CORTE) -> Path:
    """El sitio de `raiz` construido dentro de `carpeta` con ese tema, y dónde quedó."""
    salida = carpeta / "publicado"
    resultado = construir(Pedido(raiz, salida, corte, tema, procesos=1, buscador=True))
    errores = [(h.codigo, h.mensaje) for h in resultado.hallazgos if h.gravedad == "error"]
    assert errores == []
    return salida


# --- servido y abierto ------------------------------------------------------------------------


# La política más estricta con que el sitio funciona: nada de fuera ni escrito en la página.
POLITICA = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)


class _Servidor(http.server.SimpleHTTPRequestHandler):
    """Sirve con gzip y con el tipo debido, como el servidor de una entidad."""

    protocol_version = "HTTP/1.1"

    def __init__(
        self, *args: Any, politica: str, enviados: list[tuple[str, int]], **ajustes: Any
    ) -> None:
        # Antes: el de la biblioteca contesta mientras se crea.
        self.politica, self.enviados = politica, enviados
        super().__init__(*args, **ajustes)

    def do_GET(self) -> None:
        camino = Path(self.translate_path(self.path))
        camino = camino / "index.html" if camino.is_dir() else camino
        if not camino.is_file():
            self.send_error(404)
            return
        cuerpo = camino.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self._tipo(camino))
        self.send_header("Content-Security-Policy", self.politica)
        if camino.suffix in _COMPRIMIBLES:
            cuerpo = gzip.compress(cuerpo, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(cuerpo)))
        self.end_headers()
        self.enviados.append((self.path, len(cuerpo)))
        self.wfile.write(cuerpo)

    def _tipo(self, camino: Path) -> str:
        tipo = _TIPOS.get(camino.suffix) or self.guess_type(camino)
        return f"{tipo}; charset=utf-8" if tipo.startswith("text/") else tipo

    def log_message(self, format: str, *args: object) -> None:
        """Calla."""


@contextmanager
def servido(carpeta: Path, politica: str = POLITICA) -> Iterator[Sitio]:
    """El sitio de esa carpeta, en un puerto libre de este computador."""
    enviados: list[tuple[str, int]] = []
    fabrica = functools.partial(
        _Servidor, directory=str(carpeta), politica=politica, enviados=enviados
    )
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), fabrica) as servidor:
        hilo = threading.Thread(target=servidor.serve_forever, daemon=True)
        hilo.start()
        yield Sitio(carpeta, f"http://127.0.0.1:{servidor.server_port}/", enviados)
        servidor.shutdown()
        hilo.join()


@contextmanager
def abierta(
    navegador: Browser, ancho: int = 1280, alto: int = 900, **ajustes: Any
) -> Iterator[Page]:
    """Una pestaña en blanco de ese tamaño; `ajustes` son los de `Browser.new_page`."""
    pagina = navegador.new_page(viewport={"width": ancho, "height": alto}, **ajustes)
    try:
        yield pagina
    finally:
        pagina.close()


# --- lo que se mide en una página -------------------------------------------------------------


@functools.cache
def _axe() -> str:
    guion = (NODE / "axe-core" / "axe.min.js").read_text("utf-8")
    idioma = (NODE / "axe-core" / "locales" / "es.json").read_text("utf-8")
    return f"{guion}\naxe.configure({{locale: {idioma}}});"


# Las reglas de WCAG hasta 2.2 AA y las buenas prácticas de axe.
REGLAS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Las que miran colores: solo ellas pueden dar otra cosa si nada más cambia.
REGLAS_DE_COLOR = ("color-contrast", "link-in-text-block")


def faltas_de_accesibilidad(pagina: Page) -> list[str]:
    """Lo que axe encuentra, en una línea cada cosa: la regla, qué dice y dónde."""
    return _faltas(pagina, "document", REGLAS)


def faltas_sin_color(pagina: Page) -> list[str]:
    """Lo que encuentran las reglas que no miran colores, que son las que menos tardan."""
    return _faltas(pagina, "document", REGLAS, sin=REGLAS_DE_COLOR)


def faltas_de_color(pagina: Page, revisadas: set[str]) -> list[str]:
    """Lo que las reglas de color encuentran en lo que no se parece a nada de `revisadas`.

    Dos textos con los mismos colores, del mismo tamaño y en el mismo lugar de la página se leen
    igual: de las cien filas de una tabla basta una.
    """
    nuevas = [parecido for parecido in pagina.evaluate(_PARECIDOS) if parecido not in revisadas]
    revisadas.update(nuevas)
    donde = "donde.map(parecido => window.parecidos.get(parecido))"
    return _faltas(pagina, donde, REGLAS_DE_COLOR, nuevas) if nuevas else []


# Uno de cada clase de texto: sus colores y los de todo lo que lo contiene, con su lugar.
_PARECIDOS = """() => {
  const suyo = (e, estilo) => [e.tagName, e.className, estilo.color, estilo.backgroundColor,
    estilo.backgroundImage, estilo.opacity, estilo.position].join();
  const lugares = new Map([[null, '']]);
  const lugar = e => {
    if (!lugares.has(e))
      lugares.set(e, lugar(e.parentElement) + '>' + suyo(e, getComputedStyle(e)));
    return lugares.get(e);
  };
  const letra = e => {
    const estilo = getComputedStyle(e);
    // De una sola letra, y de lo que no se puede usar, no se exige contraste.
    return [estilo.fontSize, estilo.fontWeight, estilo.textDecoration, estilo.textShadow,
      e.disabled, e.textContent.trim().length > 1].join();
  };
  const dice = e => e.matches('input, select, textarea, button')
    || [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim());
  window.parecidos = new Map();
  for (const e of document.querySelectorAll('body *'))
    if (dice(e) && e.checkVisibility()) window.parecidos.set(lugar(e) + ':' + letra(e), e);
  return [...window.parecidos.keys()];
}"""


def _faltas(
    pagina: Page,
    en: str,
    reglas: tuple[str, ...],
    donde: Sequence[str] = (),
    sin: tuple[str, ...] = (),
) -> list[str]:
    if not pagina.evaluate("'axe' in window"):
        pagina.evaluate(_axe())
    faltas = pagina.evaluate(
        f"([reglas, donde, rules]) => axe.run({en}, {{runOnly: reglas, rules,"
        " resultTypes: ['violations']})"
        ".then(r => r.violations.map(v => [v.id, v.help, v.nodes.map(n => n.target.join(' '))]))",
        [reglas, donde, {regla: {"enabled": False} for regla in sin}],
    )
    return [f"{regla}: {dice}: {'; '.join(donde[:4])}" for regla, dice, donde in faltas]


def desborde(pagina: Page) -> int:
    """Los pixeles que la página se sale por el lado; cero si cabe."""
    return int(
        pagina.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
    )


_RECORTADOS = """() => [...document.querySelectorAll('body *')].filter(e => {
  const estilo = getComputedStyle(e);
  if (e.closest('.oculto, .tabla, .salto, thead, svg, [hidden]') || !e.textContent.trim())
    return false;
  const oculta = v => v === 'hidden' || v === 'clip';
  return (oculta(estilo.overflowX) && e.scrollWidth > e.clientWidth + 1)
      || (oculta(estilo.overflowY) && e.scrollHeight > e.clientHeight + 1);
}).map(e => `${e.tagName.toLowerCase()}.${e.className}: ${e.textContent.trim().slice(0, 50)}`)"""


def recortados(pagina: Page) -> list[str]:
    """Los elementos cuyo texto no cabe en ellos y no se puede leer."""
    return list(pagina.evaluate(_RECORTADOS))


def peso(sitio: Sitio, ruta: str) -> int:
    """Los bytes comprimidos de la primera visita sin JavaScript: página, hojas, letras, dibujos."""
    html = (sitio.carpeta / ruta).read_text("utf-8")
    archivos = {ruta, *_citados(r'rel="(?:stylesheet|icon)" href="([^"]+)"', html, ruta, sitio)}
    archivos |= _citados(r'<img[^>]* src="([^"]+)"', html, ruta, sitio)
    for hoja in [a for a in archivos if a.endswith(".css")]:
        texto = (sitio.carpeta / hoja).read_text("utf-8")
        archivos |= _citados(r'url\("?([^")#]+)"?\)', texto, hoja, sitio)
    return sum(_comprimido(sitio.carpeta / a) for a in archivos)


def _citados(patron: str, texto: str, desde: str, sitio: Sitio) -> set[str]:
    """Las rutas dentro del sitio de lo que un texto cita."""
    raiz = sitio.carpeta.resolve()
    caminos = ((raiz / desde).parent.joinpath(c).resolve() for c in re.findall(patron, texto))
    return {c.relative_to(raiz).as_posix() for c in caminos}


def _comprimido(archivo: Path) -> int:
    crudo = archivo.read_bytes()
    return len(gzip.compress(crudo, 6, mtime=0)) if archivo.suffix in _COMPRIMIBLES else len(crudo)
