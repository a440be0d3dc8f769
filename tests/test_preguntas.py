"""Lo que la gente pregunta, en `preguntas.txt`, con el buscador de verdad y en la demostración."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from apoyo.mirada import Sitio, abierta
from playwright.sync_api import Browser

pytestmark = pytest.mark.navegador

TABLA = Path(__file__).with_name("preguntas.txt")
NADA = "nada"
BASTAN_PRIMERAS = 0.95

# De cada pregunta, a dónde llevan sus resultados, una tras otra y sin volver a cargar la página.
RESPUESTAS = """
async (preguntas) => {
  history.pushState = () => {};
  const [forma, campo, estado, lista] =
    ["buscar", "q", "estado", "resultados"].map((id) => document.getElementById(id));
  const raiz = new URL(".", location.href).href;
  const todas = [];
  for (const pregunta of preguntas) {
    campo.value = pregunta;
    forma.requestSubmit();
    const listo = () => estado.textContent.includes(`«${pregunta}»`)
      && (lista.hidden || lista.children.length);
    while (!listo()) await new Promise((r) => setTimeout(r));
    const enlaces = lista.hidden ? [] : [...lista.querySelectorAll("a")];
    todas.push(enlaces.map((a) => a.href.slice(raiz.length)));
  }
  return todas;
}
"""


def leer_tabla() -> Iterator[tuple[str, list[str]]]:
    """Cada pregunta con las direcciones que sirven; ninguna si no debe hallar nada."""
    sirven: list[str] = []
    for renglon in TABLA.read_text("utf-8").splitlines():
        if renglon.startswith("    "):
            yield renglon.strip(), sirven
        elif renglon and not renglon.startswith("#"):
            sirven = [] if renglon == NADA else renglon.split(" o ")


def test_cada_pregunta_halla_primero_lo_suyo(navegador: Browser, sitio: Sitio) -> None:
    tabla = dict(leer_tabla())
    assert len(tabla) >= 80
    paginas = {d.partition("#")[0] for sirven in tabla.values() for d in sirven}
    assert paginas <= set(sitio.paginas)
    with abierta(navegador) as pagina:
        pagina.goto(f"{sitio.direccion}buscar.html")
        dadas = dict(zip(tabla, pagina.evaluate(RESPUESTAS, list(tabla)), strict=True))

    con_respuesta = {p: sirven for p, sirven in tabla.items() if sirven}
    de_mas = [f"{p}: {dadas[p][:3]}" for p in tabla.keys() - con_respuesta.keys() if dadas[p]]
    segundas = {p for p, sirven in con_respuesta.items() if not {*dadas[p][:1]} & {*sirven}}
    perdidas = [p for p in segundas if not {*dadas[p][:3]} & {*con_respuesta[p]}]
    for pregunta in sorted(segundas):
        print(f"«{pregunta}»: se esperaba {con_respuesta[pregunta]}, dio {dadas[pregunta][:3]}")
    primeras = 1 - len(segundas) / len(con_respuesta)
    print(f"{len(tabla)} preguntas; lo suyo va primero en el {primeras:.1%}")
    assert de_mas == [], "nada de esto está en el sitio"
    assert perdidas == [], "lo suyo no está entre los tres primeros"
    assert primeras >= BASTAN_PRIMERAS
