"""Los ejemplos de cada código: un registro que lo produce y el mismo sin el defecto.

Son datos del producto, en `datos/ejemplos/<codigo>.txt`: una explicación y, después, archivos de
un sitio, cada uno tras una línea que dice si es el que está mal, el que está bien o uno que los
dos necesitan:

    Por qué importa.
    -- con: instancias/mesa/actas/2020/01.md --
    -- mal: instancias/mesa/actas/2020/02.md --
    -- bien: instancias/mesa/actas/2020/02.md --
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources

_SECCION = re.compile(r"^-- (con|mal|bien): (.+) --\n", re.MULTILINE)
ArchivosDeEjemplo = tuple[tuple[str, str], ...]
"""Pares de camino bajo `contenido/` y texto."""


@dataclass(frozen=True, slots=True)
class Ejemplo:
    """La explicación de un código y sus archivos; sin archivos, la explicación los describe."""

    explicacion: str
    con: ArchivosDeEjemplo = ()
    mal: ArchivosDeEjemplo = ()
    bien: ArchivosDeEjemplo = ()


def leer_ejemplo(codigo: str) -> Ejemplo | None:
    """El ejemplo de un código, o `None` si el producto no trae ninguno."""
    archivo = resources.files("generador") / "datos" / "ejemplos" / f"{codigo}.txt"
    return partir_ejemplo(archivo.read_text(encoding="utf-8")) if archivo.is_file() else None


def partir_ejemplo(texto: str) -> Ejemplo:
    """El ejemplo que dice un texto con la forma que explica este módulo."""
    explicacion, *partes = _SECCION.split(texto)
    archivos: dict[str, list[tuple[str, str]]] = {"con": [], "mal": [], "bien": []}
    for clase, ruta, cuerpo in zip(partes[::3], partes[1::3], partes[2::3], strict=True):
        archivos[clase].append((ruta, cuerpo))
    juntos = {clase: tuple(suyos) for clase, suyos in archivos.items()}
    return Ejemplo(" ".join(explicacion.split()), **juntos)
