"""Qué traería otro analizador de Markdown: cuánto tarda y qué saldría distinto.

Python-Markdown es el del proyecto. Aquí se mide en los mismos textos, al lado de otros tres: uno en
C y dos en Python. Los demás corren en un entorno propio, con el mismo intérprete.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from html.parser import HTMLParser
from itertools import islice

from rendimiento import corpus
from rendimiento.instalar import Par, instalar
from rendimiento.medir import CorridaFallida
from rendimiento.registros import Tamano

VUELTAS = 5
TEXTOS = 400
PROPIO = "Python-Markdown, como lo usa este generador"
OTROS = Par(
    "analizadores", "los analizadores", "pip",
    ("cmarkgfm==2025.10.22", "markdown-it-py==4.0.0", "mistune==3.2.1", "markdown==3.11.3"),
    "bin/python",
)  # fmt: skip
CASOS: Mapping[str, str] = {
    "un párrafo con énfasis y un enlace": "Se *aprueba* el **plan** de [la mesa](plan.html).\n",
    "una tabla": "| Entidad | Asistió |\n|:--|--:|\n| Alfa | sí |\n",
    "una lista con otra adentro, a cuatro espacios": "- uno\n    - dos\n- tres\n",
    "una lista con otra adentro, a dos espacios": "- uno\n  - dos\n- tres\n",
    "una lista pegada al párrafo": "Se decide:\n- aprobar\n- publicar\n",
    "una lista numerada que no empieza en 1": "3. tres\n4. cuatro\n",
    "un título pegado al párrafo": "Texto\n## Título\nMás texto\n",
    "una nota al pie": "Dice la norma[^1].\n\n[^1]: Artículo 2.\n",
    "un guion bajo dentro de una palabra": "El archivo acta_de_la_mesa.pdf\n",
    "un salto de renglón con dos espacios": "uno  \ndos\n",
    "HTML escrito a mano": "uno <b>dos</b>\n",
    "una dirección suelta": "Vea https://ejemplo.gov.co hoy\n",
}
"""Lo que se escribe en un acta, de la forma más común a la menos."""

_SIN_CIERRE = {"br", "hr", "img"}
_PROGRAMA = """
import json, sys, time
import cmarkgfm, markdown, mistune
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt
con_notas = Options.CMARK_OPT_FOOTNOTES
analizadores = {
    "cmark-gfm (en C)": lambda t: cmarkgfm.github_flavored_markdown_to_html(t, con_notas),
    "markdown-it-py": MarkdownIt("commonmark").enable("table").render,
    "mistune": mistune.create_markdown(plugins=["table", "footnotes"]),
    "Python-Markdown, tal como viene": lambda t: comun.reset().convert(t),
}
comun = markdown.Markdown(extensions=["tables", "sane_lists", "footnotes"])
pedido = json.load(sys.stdin)
hecho = {}
for nombre, convertir in analizadores.items():
    tiempos = []
    for _ in range(pedido["vueltas"]):
        inicio = time.perf_counter()
        for texto in pedido["textos"]:
            convertir(texto)
        tiempos.append(time.perf_counter() - inicio)
    hecho[nombre] = {
        "segundos": min(tiempos),
        "textos": [convertir(t) for t in pedido["textos"]],
        "casos": {c: convertir(t) for c, t in pedido["casos"].items()},
    }
json.dump(hecho, sys.stdout)
"""


def medir_analizadores(tamano: Tamano, semilla: int) -> dict[str, object]:
    """Por analizador: segundos por texto, textos iguales a los de aquí, y los casos que difieren.

    Lanza `NoSeInstala` o `CorridaFallida` si los demás no se pueden usar.
    """
    instalar(OTROS)
    actas = corpus.actas(tamano.actas, tamano.instancias, semilla)
    textos = [acta.cuerpo for acta in islice(actas, TEXTOS)]
    pedido = json.dumps({"vueltas": VUELTAS, "textos": textos, "casos": CASOS})
    orden = [str(OTROS.carpeta / OTROS.programa), "-c", _PROGRAMA]
    corrido = subprocess.run(orden, input=pedido, capture_output=True, text=True)
    if corrido.returncode:
        raise CorridaFallida(f"los analizadores: {corrido.stderr.strip()[-200:]}")
    de_aqui, segundos = _los_de_aqui(textos)
    casos = {caso: esqueleto(_motor()(texto)) for caso, texto in CASOS.items()}
    hecho: dict[str, object] = {
        PROPIO: {"por_texto": segundos / len(textos), "iguales": 1.0, "difieren": []}
    }
    for nombre, dato in json.loads(corrido.stdout).items():
        suyos = [esqueleto(html) for html in dato["textos"]]
        iguales = sum(a == b for a, b in zip(suyos, de_aqui, strict=True))
        hecho[nombre] = {
            "por_texto": dato["segundos"] / len(textos),
            "iguales": iguales / len(textos),
            "difieren": [c for c, html in dato["casos"].items() if esqueleto(html) != casos[c]],
        }
    return hecho


def _los_de_aqui(textos: Sequence[str]) -> tuple[list[list[str]], float]:
    convertir, tiempos = _motor(), []
    for _ in range(VUELTAS):
        inicio = time.perf_counter()
        for texto in textos:
            convertir(texto)
        tiempos.append(time.perf_counter() - inicio)
    return [esqueleto(convertir(t)) for t in textos], min(tiempos)


def _motor() -> Callable[[str], str]:
    """Del texto al HTML con el motor de aquí, sin revisar ni sanear: solo lo que otro haría."""
    from generador.lectura.markdown.html import escribir
    from generador.lectura.markdown.motor import MotorDeMarkdown

    motor = MotorDeMarkdown(con_notas=True)
    return lambda texto: escribir(motor.leer(texto).raiz)


class _Esqueleto(HTMLParser):
    """Las etiquetas y las palabras, en orden; sin atributos, que cada uno pone los suyos."""

    def __init__(self) -> None:
        super().__init__()
        self.partes: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.partes.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _SIN_CIERRE:
            self.partes.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.partes += data.split()


def esqueleto(html: str) -> list[str]:
    """Lo que un lector notaría: qué elementos hay y qué palabras, en qué orden."""
    leido = _Esqueleto()
    leido.feed(html)
    leido.close()
    return leido.partes
