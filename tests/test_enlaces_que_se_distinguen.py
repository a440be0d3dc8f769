"""Los enlaces de una página se distinguen por su nombre, sin ver lo que tienen al lado.

Quien los oye en lista, o los pide por su nombre, no tiene más que eso (WCAG 2.4.4 y 2.5.3): dos que
se llaman igual llevan al mismo lugar, y el nombre empieza por lo que se ve. Se leen las páginas de
`contenido/`, con los dos temas.
"""

from __future__ import annotations

import posixpath
import shutil
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generador.construccion import Pedido, construir

RAIZ = Path(__file__).parent.parent
EXCEPCIONES: dict[str, str] = {}
"""Los nombres que se repiten a sabiendas, cada uno con su razón. Ninguno todavía."""
_VACIOS = frozenset(("area", "br", "col", "hr", "img", "input", "link", "meta", "path", "rect"))


@dataclass
class Nodo:
    """Un elemento: sus atributos, lo que se oye de él y lo que se ve."""

    atributos: dict[str, str]
    oido: list[str] = field(default_factory=list)
    visto: list[str] = field(default_factory=list)


class Enlaces(HTMLParser):
    """Los enlaces de una página y los elementos que tienen identificador."""

    def __init__(self, pagina: str) -> None:
        super().__init__()
        self.abiertos: list[tuple[str, Nodo]] = []
        self.enlaces: list[Nodo] = []
        self.por_id: dict[str, Nodo] = {}
        self.feed(pagina)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        nodo = Nodo({nombre: valor or "" for nombre, valor in attrs})
        if tag == "img":
            self.handle_data(nodo.atributos.get("alt", ""))
        if tag == "a" and "href" in nodo.atributos:
            self.enlaces.append(nodo)
        if "id" in nodo.atributos:
            self.por_id[nodo.atributos["id"]] = nodo
        if tag not in _VACIOS:
            self.abiertos.append((tag, nodo))

    def handle_endtag(self, tag: str) -> None:
        while any(t == tag for t, _ in self.abiertos) and self.abiertos.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        nodos = [nodo for _, nodo in self.abiertos]
        if any(n.atributos.get("aria-hidden") == "true" for n in nodos):
            return
        se_ve = not any("oculto" in n.atributos.get("class", "").split() for n in nodos)
        for nodo in nodos:
            nodo.oido.append(data)
            if se_ve:
                nodo.visto.append(data)

    def nombre(self, enlace: Nodo) -> str:
        """El nombre accesible: `aria-labelledby`, `aria-label` o su texto."""
        if ids := enlace.atributos.get("aria-labelledby"):
            return junto([parte for i in ids.split() for parte in (*self.por_id[i].oido, " ")])
        return junto([enlace.atributos.get("aria-label", "")]) or junto(enlace.oido)


def junto(partes: list[str]) -> str:
    """El texto con espacios sencillos."""
    return " ".join("".join(partes).split())


def destino(ruta: str, href: str) -> str:
    """La dirección entera a la que lleva un enlace de una página."""
    if "://" in href or href.startswith(("mailto:", "tel:")):
        return href
    camino, _, ancla = href.partition("#")
    entero = posixpath.normpath(posixpath.join(posixpath.dirname(ruta), camino)) if camino else ruta
    return f"{entero}#{ancla}" if ancla else entero


def repetidos(ruta: str, pagina: str) -> dict[str, set[str]]:
    """Los nombres con que una página llama a más de un destino."""
    leida, por_nombre = Enlaces(pagina), defaultdict(set)
    for enlace in leida.enlaces:
        por_nombre[leida.nombre(enlace).lower()].add(destino(ruta, enlace.atributos["href"]))
    return {n: d for n, d in por_nombre.items() if len(d) > 1 and n not in EXCEPCIONES}


def callados(pagina: str) -> set[str]:
    """Los nombres que no empiezan por las palabras que se ven del enlace; una flecha no es una."""
    leida = Enlaces(pagina)
    pares = [(leida.nombre(e), junto(e.visto)) for e in leida.enlaces]
    con_palabras = [(n, v if any(map(str.isalnum, v)) else "") for n, v in pares]
    return {nombre for nombre, visto in con_palabras if not nombre or not nombre.startswith(visto)}


@pytest.fixture(scope="module", params=["base", "govco"])
def paginas(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """Las páginas del sitio de este proyecto, por su dirección, con un tema."""
    raiz = tmp_path_factory.mktemp(request.param)
    shutil.copytree(RAIZ / "contenido", raiz / "contenido")
    sitio = raiz / "contenido/sitio.yaml"
    renglones = [r for r in sitio.read_text("utf-8").splitlines() if not r.startswith("tema:")]
    sitio.write_text("\n".join((*renglones, f"tema: {request.param}", "")), "utf-8")
    salida = raiz / "publicado"
    assert construir(Pedido(raiz, salida, date(2026, 11, 28), procesos=1)).correcto
    return {p.relative_to(salida).as_posix(): p.read_text("utf-8") for p in salida.rglob("*.html")}


def test_dos_enlaces_con_el_mismo_nombre_llevan_al_mismo_lugar(paginas: dict[str, str]) -> None:
    assert len(paginas) > 50
    hallados = {ruta: repetidos(ruta, texto) for ruta, texto in paginas.items()}
    assert {ruta: suyos for ruta, suyos in hallados.items() if suyos} == {}


def test_el_nombre_de_un_enlace_empieza_por_lo_que_se_ve(paginas: dict[str, str]) -> None:
    hallados = {ruta: callados(texto) for ruta, texto in paginas.items()}
    assert {ruta: suyos for ruta, suyos in hallados.items() if suyos} == {}


@pytest.mark.parametrize(
    ("pagina", "cuales"),
    [
        ('<a href="b.html">Actas</a><a href="../b.html">Actas</a>', {"actas"}),
        ('<a href="b.html">Actas</a><a href="#s">actas</a>', {"actas"}),
        ('<a href="b.html" aria-label="Ver">Uno</a><a href="c.html">Ver</a>', {"ver"}),
        ('<a href="b.html">Actas</a><a href="../x/b.html">Actas</a>', set()),
        ('<a href="b.html">2024<i class="oculto">: Mesa</i></a><a href="c.html">2024</a>', set()),
        (
            '<a href="b.html">Ver<svg aria-hidden="true">1</svg></a><a href="c.html">Ver</a>',
            {"ver"},
        ),
        (
            '<b id="q">Q</b><a id="e" aria-labelledby="e q" href="b">Ver</a><a href="c">Ver</a>',
            set(),
        ),
    ],
)
def test_la_revision_puede_fallar(pagina: str, cuales: set[str]) -> None:
    assert set(repetidos("x/a.html", pagina)) == cuales


def test_la_revision_de_lo_que_se_ve_puede_fallar() -> None:
    assert callados('<a href="b" aria-label="Acta 1">3 de mayo</a>') == {"Acta 1"}
    assert callados('<a href="b">3 de mayo<span class="oculto">: Acta 1</span></a>') == set()
    assert callados('<a href="b" aria-label="Volver">↩</a>') == set()
    assert callados('<a href="b"><svg aria-hidden="true">x</svg></a>') == {""}
