"""Dónde pone cada generador lo que recibe y lo que escribe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rendimiento.corpus import ActaInventada

PROPIO = "generador"
ANTERIOR = "anterior"
DE_LA_CASA = (PROPIO, ANTERIOR)
"""Este generador y el de antes: leen los mismos archivos y escriben en los mismos lugares."""


def norma(instancia: int) -> int:
    """El número del decreto que crea la n-ésima instancia: uno por cada cincuenta."""
    return instancia // 50 + 1


@dataclass(frozen=True, slots=True)
class Disposicion:
    """Dónde pone un generador lo que recibe y lo que escribe; las rutas son desde su sitio."""

    acta: str
    instancia: str
    norma: str
    salida: str
    pagina_acta: str
    pagina_instancia: str
    plantilla: str
    comunes: str
    estaticos: str


_SUELTA = "instancias/{slug}/{anio}-{numero:02d}"
_PAGINA = f"{_SUELTA}.html"
_PORTADA = "instancias/{slug}/index.html"
_NORMA = "normas/decreto-{norma}-2015-entidad-1.md"
_DE_MKDOCS = Disposicion(
    acta=f"docs/{_SUELTA}.md",
    instancia="docs/instancias/{slug}/index.md",
    norma="",
    salida="site",
    pagina_acta=_PAGINA,
    pagina_instancia=_PORTADA,
    plantilla="tema/acta.html",
    comunes="mkdocs.yml",
    estaticos="docs/estaticos",
)

_DE_LA_CASA = Disposicion(
    acta="contenido/instancias/{slug}/actas/{anio}/{numero:02d}.md",
    instancia="contenido/instancias/{slug}/instancia.md",
    norma=f"contenido/{_NORMA}",
    salida="publicado",
    pagina_acta="instancias/{slug}/actas/{anio}/{numero:02d}.html",
    pagina_instancia=_PORTADA,
    plantilla="temas/base/plantillas/acta.html",
    comunes="",
    estaticos="",
)

DISPOSICIONES: Mapping[str, Disposicion] = {
    PROPIO: _DE_LA_CASA,
    ANTERIOR: _DE_LA_CASA,
    "hugo": Disposicion(
        acta=f"content/{_SUELTA}.md",
        instancia="content/instancias/{slug}/_index.md",
        norma=f"content/{_NORMA}",
        salida="public",
        pagina_acta=_PAGINA,
        pagina_instancia=_PORTADA,
        plantilla="layouts/instancias/page.html",
        comunes="hugo.toml",
        estaticos="static/estaticos",
    ),
    "zola": Disposicion(
        acta=f"content/{_SUELTA}.md",
        instancia="content/instancias/{slug}/_index.md",
        norma=f"content/{_NORMA}",
        salida="public",
        # Zola no sabe escribir una página sin una carpeta para ella.
        pagina_acta=f"{_SUELTA}/index.html",
        pagina_instancia=_PORTADA,
        plantilla="templates/acta.html",
        comunes="config.toml",
        estaticos="static/estaticos",
    ),
    "eleventy": Disposicion(
        acta=f"{_SUELTA}.md",
        instancia="instancias/{slug}/index.md",
        norma=_NORMA,
        salida="_site",
        pagina_acta=_PAGINA,
        pagina_instancia=_PORTADA,
        plantilla="_includes/acta.njk",
        comunes="_data/comunes.json",
        estaticos="estaticos",
    ),
    "pelican": Disposicion(
        acta=f"content/{_SUELTA}.md",
        instancia="",
        norma="",
        salida="output",
        pagina_acta=_PAGINA,
        pagina_instancia=_PORTADA,
        plantilla="tema/templates/acta.html",
        comunes="comunes.json",
        estaticos="content/estaticos",
    ),
    "mkdocs": _DE_MKDOCS,
    "zensical": _DE_MKDOCS,
}


def lugar(patron: str, acta: ActaInventada) -> str:
    """Una ruta de la disposición, para un acta."""
    return patron.format(
        slug=acta.slug, anio=acta.anio, numero=acta.numero, norma=norma(acta.instancia)
    )
