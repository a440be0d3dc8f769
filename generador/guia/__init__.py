"""La guía, hecha páginas para leerla en el navegador sin conexión y sin esta carpeta.

Los textos son los mismos de `docs/`: viajan dentro de la rueda. Aquí está qué páginas hay, que la
terminal pregunta al completar; `paginas` las escribe.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

_PAQUETE = Path(__file__).parent.parent
INICIO = "guia-editores.md"
"""La página que se abre si no se pide otra."""
PARTES: Mapping[str, str] = {
    "editores": INICIO,
    "administracion": "guia-administracion.md",
    "temas": "guia-temas.md",
    "automatizacion": "automatizacion.md",
    "glosario": "glosario.md",
}
"""Las páginas con nombre propio; las demás se nombran como su archivo."""


def carpeta_de_la_guia() -> Path:
    """Donde están sus textos: dentro del paquete instalado o en la raíz del código."""
    instalada = _PAQUETE / "docs"
    return instalada if instalada.is_dir() else _PAQUETE.parent / "docs"


def _por_nombre() -> Mapping[str, str]:
    carpeta = carpeta_de_la_guia()
    sueltas = [f"{d}/{p.name}" for d in _CON_PAGINAS for p in sorted((carpeta / d).glob("*.md"))]
    return {**PARTES, **{PurePosixPath(r).stem: r for r in sueltas}}


_CON_PAGINAS = ("tareas", "referencia")
PAGINAS: Mapping[str, str] = _por_nombre()
"""Cada página de la guía, y el texto de que sale."""


def direccion(ruta: str) -> str:
    """La de la página que sale de un texto de la guía."""
    if ruta == INICIO:
        return "index.html"
    return str(PurePosixPath(ruta).with_suffix(".html"))
