"""Ningún mensaje usa una palabra del oficio que la guía de editores no explique."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generador.lectura.ejemplos import leer_ejemplo
from generador.verificacion.catalogo import CATALOGO

GUIA = Path(__file__).parent.parent / "docs/guia-editores.md"
DEL_OFICIO = re.compile(
    r"\b(?:YAML|Markdown|JSON|HTML|XML|CSS|UTF-8|Unicode|ASCII|SHA-256|URL|alias|ancla|byte|bytes|"
    r"caché|cadena|clave|codificación|corte|escalar|etiqueta|front matter|hash|huella|"
    r"identificador|inodo|manifiesto|nodo|parse\w*|portada|regex|stat|string|token)\b",
    re.IGNORECASE,
)


def explicadas() -> set[str]:
    """Las palabras que la guía pone en negrita en su apartado «Palabras»."""
    palabras = GUIA.read_text("utf-8").partition("## Palabras")[2]
    return {p.lower() for p in re.findall(r"\*\*([^*]+)\*\*", palabras)}


def sin_explicar(texto: str) -> set[str]:
    """Las del oficio que un texto usa y la guía no explica."""
    return {p.lower() for p in DEL_OFICIO.findall(texto)} - explicadas()


@pytest.mark.parametrize("codigo", sorted(CATALOGO))
def test_cada_codigo_se_cuenta_con_palabras_que_la_guia_explica(codigo: str) -> None:
    titulo, _, _ = CATALOGO[codigo]
    ejemplo = leer_ejemplo(codigo)
    assert sin_explicar(f"{titulo}. {ejemplo.explicacion if ejemplo else ''}") == set()


FAMILIAS = sorted((Path(__file__).parent / "sitios/equivocaciones").glob("*.txt"))
_DICHO = re.compile(r"^    (?:«|Por qué:|Remedio:|[A-ZÁÉÍÓÚ¿]).*$", re.MULTILINE)


@pytest.mark.parametrize("familia", FAMILIAS, ids=lambda f: f.stem)
def test_lo_que_se_dice_de_cada_equivocacion_tambien(familia: Path) -> None:
    dicho = "\n".join(_DICHO.findall(familia.read_text("utf-8")))
    # Lo que va entre comillas lo escribió el editor.
    assert sin_explicar(re.sub(r"«[^»]*»", "", dicho)) == set()


def test_una_palabra_sin_explicar_se_ve() -> None:
    assert sin_explicar("El manifiesto no se pudo parsear; la clave está bien") == {
        *("manifiesto", "parsear")
    }
