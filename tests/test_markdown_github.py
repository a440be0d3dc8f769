"""Lo que se publica es lo que muestra la vista previa de GitHub, o un hallazgo lo dice.

Se compara con el analizador de GitHub, elemento por elemento y palabra por palabra, sobre todas
las combinaciones de `apoyo.estructuras` y sobre las muestras de `test_markdown`.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from pathlib import Path

import markdown
import pytest
from apoyo.estructuras import estructuras
from apoyo.github import Esqueleto, Letras, numeros_escritos, palabras, vista_previa
from hypothesis import given, settings
from hypothesis import strategies as st
from test_markdown import MUESTRAS

from generador.hallazgo import hay_errores
from generador.lectura.markdown import convertir
from generador.lectura.markdown.motor import CuerpoLeido, MotorDeMarkdown

RAIZ = Path(__file__).parent.parent
ESTRUCTURAS = dict(estructuras())


def diferencia(texto: str) -> str:
    """En qué se aparta la página de la vista previa; vacío si en nada, o si un hallazgo lo dice."""
    cuerpo, hallazgos = convertir(texto, "a.md")
    if hallazgos:
        return ""
    nuestro, suyo = Esqueleto(cuerpo.html), Esqueleto(vista_previa(texto))
    if nuestro.forma() != suyo.forma():
        return f"{texto!r}\n{nuestro.forma()}\n{suyo.forma()}"
    # Un número de lista es contenido: se conserva el escrito, aunque la vista previa lo cambie.
    if nuestro.numeros not in (suyo.numeros, numeros_escritos(texto)):
        return f"{texto!r}\n{nuestro.numeros}\n{suyo.numeros}"
    return ""


def test_hay_bastantes_estructuras_y_pocas_son_un_hallazgo() -> None:
    con_hallazgo = sum(bool(convertir(t, "a.md")[1]) for t in ESTRUCTURAS.values())
    assert len(set(ESTRUCTURAS.values())) > 3000
    assert con_hallazgo < len(ESTRUCTURAS) / 8


def test_cada_estructura_se_ve_como_en_la_vista_previa() -> None:
    assert [d for t in ESTRUCTURAS.values() if (d := diferencia(t))] == []


def test_cada_muestra_se_ve_como_en_la_vista_previa() -> None:
    juntas = [f"{a}\n\n{b}" for a, b in pairwise(MUESTRAS)]
    pegadas = [f"{a}\n{b}" for a, b in pairwise(MUESTRAS)]
    assert [d for m in MUESTRAS + juntas + pegadas if (d := diferencia(m))] == []


def test_la_biblioteca_tal_como_viene_no_pasa() -> None:
    original = markdown.Markdown(extensions=["tables", "sane_lists"])
    distintas = [
        t
        for t in ESTRUCTURAS.values()
        if Esqueleto(original.reset().convert(t)).forma() != Esqueleto(vista_previa(t)).forma()
    ]
    assert len(distintas) > len(ESTRUCTURAS) / 4


# --- Palabras y números ----------------------------------------------------------------------


def perdida(texto: str) -> str:
    """La primera palabra escrita que no está en la página, en su orden; vacía si están todas."""
    cuerpo, hallazgos = convertir(texto, "a.md")
    if hay_errores(hallazgos):
        return ""
    visto, posicion = "".join(palabras(Letras(cuerpo.html).texto)), 0
    for palabra in palabras(unescape(texto)):
        posicion = visto.find(palabra, posicion)
        if posicion < 0:
            return f"{texto!r}: {palabra}"
        posicion += len(palabra)
    return ""


def test_ninguna_estructura_pierde_una_palabra_ni_un_numero() -> None:
    # Repetir el 1 en todos los elementos es pedir que se numeren solos.
    textos = [t for t in ESTRUCTURAS.values() if not re.search(r"^1\. .*\n+1\. ", t, re.M)]
    assert [p for t in textos if (p := perdida(t))] == []


@given(st.lists(st.sampled_from(sorted(set(ESTRUCTURAS.values()))), min_size=1, max_size=3))
@settings(max_examples=200)
def test_juntas_tampoco(partes: list[str]) -> None:
    texto = "\n\n***\n\n".join(p for p in partes if not re.search(r"^1\. .*\n+1\. ", p, re.M))
    assert perdida(texto) == ""


@pytest.mark.parametrize(
    ("texto", "antes", "despues"),
    [
        ("Se aprobó el acta 20 por 18 votos.", "18", "81"),
        ("Se aprobó el acta 20 por 18 votos.", " por 18", ""),
        ("Se aprobó el acta 20 por 18 votos.", "20 por 18", "18 por 20"),
        ("- Uno\n- Dos", "Dos", "Uno"),
    ],
)
def test_la_ultima_red_ve_lo_que_falta_lo_que_sobra_y_lo_que_cambia_de_lugar(
    texto: str, antes: str, despues: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    leer = MotorDeMarkdown.leer

    def con_una_falla(self: MotorDeMarkdown, texto: str) -> CuerpoLeido:
        lectura = leer(self, texto)
        for elemento in lectura.raiz.iter():
            elemento.text = elemento.text and elemento.text.replace(antes, despues)
        return lectura

    monkeypatch.setattr(MotorDeMarkdown, "leer", con_una_falla)
    codigos = [h.codigo for h in convertir(texto, "a.md")[1]]
    assert codigos == ["markdown-se-pierde-texto"]


@pytest.mark.parametrize(
    ("texto", "numeros"),
    [
        ("1. a\n2. b\n4. c", [1, 2, 4]),
        ("3. a\n4. b", [3, 4]),
        ("1) a\n2) b\n5) c", [1, 2, 5]),
        ("0. a\n1. b", [0, 1]),
        ("1. a\n\n3. b\n\nVa\n\n7. c", [1, 3, 7]),
        ("1. a\n1. b\n1. c", [1, 2, 3]),
        ("1. a\n2. b\n\n1. c\n2. d", [1, 2, 1, 2]),
        ("- x\n\n  2. a\n  4. b", [2, 4]),
    ],
)
def test_una_lista_conserva_los_numeros_que_se_le_escribieron(
    texto: str, numeros: list[int]
) -> None:
    assert Esqueleto(convertir(texto, "a.md")[0].html).numeros == numeros


def test_un_numero_que_no_avanza_se_avisa_en_su_linea() -> None:
    hallazgos = convertir("Va:\n1. a\n2. b\n2. c\n3. d", "a.md", 10)[1]
    assert [(h.codigo, h.gravedad, h.origen.linea) for h in hallazgos] == [
        ("markdown-numeracion", "aviso", 13)
    ]


def test_unos_numeros_pegados_a_un_parrafo_se_avisan() -> None:
    assert [h.codigo for h in convertir("Sigue:\n3. a\n4. b", "a.md")[1]] == [
        "markdown-enumeracion"
    ]
    assert convertir("Se aprobó en\n2026. Fue en junio.", "a.md")[1] == ()


# --- La tabla de la guía ---------------------------------------------------------------------

GUIA = (RAIZ / "docs/tareas/escribir-el-texto.md").read_text("utf-8")
FILAS = [
    [celda.replace("\\|", "|").strip() for celda in re.split(r"(?<!\\)\|", fila)[1:-1]]
    for fila in re.findall(r"^\| `.*$", GUIA.partition("## Lo que no sale")[2], re.MULTILINE)
]


def a_la_vista(html: str) -> list[str]:
    """Las palabras, los números y los signos que se leen en una página."""
    bloques = re.sub(r"</?(?:p|li|td|th|tr)\b[^>]*>", lambda m: f" {m[0]} ", html)
    return re.findall(r"[^\W_]+|[^\w\s.]", Letras(bloques, con_destinos=False).texto)


@pytest.mark.parametrize("fila", FILAS, ids=lambda f: f[0])
def test_lo_que_la_guia_dice_que_no_es_igual(fila: list[str]) -> None:
    # El corchete va con una barra para que la tabla misma no muestre un enlace.
    escrito, previa, pagina = fila[0], fila[1].replace("\\[", "["), fila[2]
    texto = escrito.strip("`").replace("⏎", "\n")
    cuerpo, hallazgos = convertir(texto, "a.md")
    assert a_la_vista(vista_previa(texto)) == re.findall(r"[^\W_]+|[^\w\s.]", previa)
    assert {h.codigo for h in hallazgos} == set(re.findall(r"`(markdown-[a-z-]+)`", pagina))
    visto = re.sub(r"(, y )?el (error|aviso) `.*", "", pagina)
    if not hay_errores(hallazgos):
        assert a_la_vista(cuerpo.html) == re.findall(r"[^\W_]+|[^\w\s.]", visto)
    # Una fila que ya no hace falta sobra en la guía.
    assert (
        hallazgos
        or Esqueleto(cuerpo.html).forma() != Esqueleto(vista_previa(texto)).forma()
        or (Esqueleto(cuerpo.html).numeros != Esqueleto(vista_previa(texto)).numeros)
    )


def test_una_direccion_ftp_queda_como_texto() -> None:
    cuerpo, hallazgos = convertir("vea ftp://bogota.gov.co", "a.md")
    assert (cuerpo.html, hallazgos) == ("<p>vea ftp://bogota.gov.co</p>", ())
    assert "<a" in vista_previa("vea ftp://bogota.gov.co")
    assert [h.codigo for h in convertir("<ftp://bogota.gov.co>", "a.md")[1]] == [
        "markdown-enlace-inseguro"
    ]


def test_la_guia_tiene_su_tabla() -> None:
    assert len(FILAS) > 10
