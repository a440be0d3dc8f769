"""A qué parte de una página lleva un enlace: «acta.md#conclusiones».

Quien escribe nombra un título, como en la vista previa de GitHub. En la página los títulos de los
textos llevan una marca delante, para no chocar con los identificadores de la página misma.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import unquote

from generador.modelo.acta import Acta
from generador.modelo.acuerdos import Compromiso, Decision
from generador.modelo.base import Html, Registro
from generador.modelo.instancia import Instancia

_CON_ANCLA = re.compile(r'(?<=<a href=")([^":]*)#([^"]+)(?=")')
Anclas = Mapping[str, frozenset[str]]
"""Por dirección de página, las partes a las que se puede enlazar."""


PARTES_DE_INSTANCIA = frozenset(
    (
        "lo-ultimo",
        "actas",
        "documentos",
        "informes",
        "reglamento",
        "planes",
        "cumplimiento",
        "actas-que-faltan",
        "quienes",
        "integrantes",
        "funciones",
        "normas",
    )
)
"""Las partes que la página de toda instancia tiene, con sus identificadores de la plantilla: esas,
y ninguna más, son las que tiene la página de una de la que no se sabe nada."""


def anclas_propias(registro: Registro | None) -> frozenset[str]:
    """Los identificadores que la página de un registro da a sus partes."""
    if isinstance(registro, Instancia):
        return PARTES_DE_INSTANCIA
    if not isinstance(registro, Acta):
        return frozenset()
    partes = (*(registro.decisiones or ()), *(registro.compromisos or ()))
    return frozenset(parte.id for parte in partes if isinstance(parte, (Decision, Compromiso)))


def en_palabras(texto: str) -> str:
    """«Orden del día» → `orden-del-dia`."""
    llano = unicodedata.normalize("NFKD", texto).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", llano).strip("-") or "titulo"


def ancla_publicada(escrita: str, anclas: frozenset[str] | None) -> str:
    """El ancla como está en la página a la que lleva; `anclas` son las de esa, si se conocen."""
    escrita = unquote(escrita)
    # Solo los identificadores de la página misma llevan guion bajo.
    if "_" in escrita:
        return escrita
    titulo = f"t-{en_palabras(escrita.removeprefix('t-'))}"
    return escrita if anclas and titulo not in anclas and escrita in anclas else titulo


def anclar(html: str, ruta: str, anclas: Anclas) -> Html:
    """El texto con sus enlaces a títulos puestos como están en las páginas."""

    def puesta(m: re.Match[str]) -> str:
        destino = posixpath.normpath(posixpath.join(posixpath.dirname(ruta), m[1]))
        suyas = anclas.get(destino if m[1] else pagina_de(ruta))
        return f"{m[1]}#{ancla_publicada(m[2], suyas)}"

    return Html(_CON_ANCLA.sub(puesta, html))


def pagina_de(ruta: str) -> str:
    """La dirección de la página de un registro, por su camino bajo `contenido/`."""
    return re.sub(r"(^|/)instancia$", r"\1index", ruta) + ".html"
