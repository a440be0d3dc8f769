"""Una dirección escrita sin más se enlaza entera, como en la vista previa, o queda como texto.

Se compara con el analizador de GitHub: cada dirección, con lo que puede tener a cada lado.
"""

from __future__ import annotations

import re
from itertools import product

import pytest
from apoyo.github import Esqueleto, vista_previa

from generador.lectura.markdown import convertir

# fmt: off
DIRECCIONES = [
    "atencion@ejemplo.gov.co", "a@x.com", "a.b+c@x_y.gov.co", "a\\_b@x.gov.co", "a@x.-co",
    "a@x.gov.co/ruta", "www.a.gov.co", "www.a_b.co", "https://a.gov.co", "HTTPS://A.GOV.CO/x",
    "http://localhost", "https://a.gov.co/a_b", "https://a_b.gov.co", "https://a.gov.co/?a=1&b=2",
]
ANTES = [
    "", "_", "__", "*", "**", "~~", "-", "(", "[", "![", "«", '"', "'", "x", "2", ".", "/", ":",
    "+", "Correo:", "**Correo:** ", "**Correo:** _", "`x`", "[ ] ", "_x ", "a-", "- ",
]
DESPUES = [
    "", "_", "__", "____", "*", "**", "~~", "-", "- Tel", "_ uno", "2", ")", "]", "».", '"', "'",
    "~", ".", "..", ". Fin", ",b@y.co", ";", ":", "?", "/", "._b", ".2", "-_", "_-", "&copy;",
    "&", "&amp;", "(", " [x](y)", "](z)", "—", "…", "!_", "\\",
]
# Donde la vista previa enlaza otra cosa que lo escrito, o la mitad, queda como texto.
SIN_ENLACE_ANTES = ["@", "&", "ñ"]
SIN_ENLACE_DESPUES = [
    "@", "@x.co", "-sala@x.gov.co", "ñ", "_b", "\\_", "\\*", "\\.", "`x`",
]
# fmt: on


def formas(texto: str) -> tuple[list[str], list[str]]:
    cuerpo, hallazgos = convertir(texto, "a.md")
    if hallazgos:
        return [], []
    return Esqueleto(cuerpo.html).forma(), Esqueleto(vista_previa(texto)).forma()


def enlaces(forma: list[str]) -> list[str]:
    return [f for f in forma if f.startswith("<a ")]


def sin_enlaces(forma: list[str]) -> str:
    return "".join(re.findall(r"[^\W_]", "".join(f for f in forma if f[0] != "<")))


def test_se_enlaza_lo_mismo_que_en_la_vista_previa() -> None:
    textos = ["".join(partes) for partes in product(ANTES, DIRECCIONES, DESPUES)]
    assert len(textos) > 10000
    assert sum(formas(t) == ([], []) for t in textos) < len(textos) / 8
    assert [t for t in textos if len(set(map(tuple, formas(t)))) > 1] == []


def test_se_enlaza_entera_o_queda_como_texto() -> None:
    antes = product(SIN_ENLACE_ANTES, DIRECCIONES, DESPUES + SIN_ENLACE_DESPUES)
    despues = product(ANTES, DIRECCIONES, SIN_ENLACE_DESPUES)
    distintas = []
    for partes in (*antes, *despues):
        nuestra, suya = formas("".join(partes))
        if sin_enlaces(nuestra) != sin_enlaces(suya) or set(enlaces(nuestra)) - set(enlaces(suya)):
            distintas.append(partes)
    assert distintas == []


@pytest.mark.parametrize(
    ("texto", "destinos"),
    [
        ("_escriba a atencion@ejemplo.gov.co_", ["mailto:atencion@ejemplo.gov.co"]),
        ("**Correo:** _atencion@ejemplo.gov.co_", ["mailto:atencion@ejemplo.gov.co"]),
        ("Correo: atencion@ejemplo.gov.co- Teléfono", []),
        ("a@x.gov.co____", []),
        ("a@x.gov.co2", []),
        ("mesa@x.gov.co-sala@x.gov.co", []),
        ("muñoz@x.gov.co", []),
        ("[https://a.gov.co", []),
        ("vea https://x.gov.co/a\\_b", []),
        ("vea https://x.gov.co/a\xa0y algo", ["https://x.gov.co/a"]),
        ("vea https://x.gov.co[a](b)", ["b"]),
        ("mailto:a@x.gov.co", ["mailto:a@x.gov.co"]),
        ("`a@x.gov.co` y [a@x.gov.co](https://x.gov.co)", ["https://x.gov.co"]),
    ],
)
def test_adonde_lleva(texto: str, destinos: list[str]) -> None:
    cuerpo, _ = convertir(texto, "a.md")
    assert [e.destino for e in cuerpo.enlaces] == destinos


@pytest.mark.parametrize("texto", ["``Sala`", "`Sala``", "```Sala`", "vea ``Sala` y `Comité`"])
def test_un_codigo_se_cierra_con_tantas_comillas_como_se_abre(texto: str) -> None:
    nuestra, suya = formas(texto)
    assert nuestra == suya
