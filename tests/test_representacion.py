"""De la vista a los bytes: escape, direcciones, temas que heredan y la hoja de estilo."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest
from jinja2 import TemplateNotFound

from generador.arboles import Almacen
from generador.hallazgo import Gravedad, Hallazgo, Origen
from generador.modelo.base import Html
from generador.representacion import Representador, Tema, abrir_tema, carpeta_de_temas_propios
from generador.representacion.fallos import FalloDePlantilla
from generador.representacion.filtros import enlace
from generador.representacion.tema import nombre_con_huella

PROPIOS = carpeta_de_temas_propios()
PLANTILLAS = sorted(PROPIOS.rglob("*.html"))
HOJA = (PROPIOS / "base/estaticos/estilo.css").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Vista:
    """Una vista mínima."""

    texto: str | None = ""


def escribir(carpeta: Path, archivos: dict[str, str]) -> Path:
    """Una carpeta de temas con esos archivos."""
    for nombre, texto in archivos.items():
        (carpeta / nombre).parent.mkdir(parents=True, exist_ok=True)
        (carpeta / nombre).write_text(texto, encoding="utf-8")
    return carpeta


def abrir(nombre: str, *carpetas: Path) -> Tema:
    tema, hallazgos = abrir_tema(nombre, carpetas)
    assert tema is not None, hallazgos
    return tema


def dibujar(carpeta: Path, plantilla: str, vista: object) -> str:
    tema = abrir("x", escribir(carpeta, {"x/plantillas/p.html": plantilla}))
    return Representador(tema).representar("p.html", vista).decode()


# --- escape y nombres que faltan --------------------------------------------------------------


def test_todo_texto_se_escapa_menos_el_html_saneado(tmp_path: Path) -> None:
    hostil = "<script>\"'&</script>"
    escapado = "&lt;script&gt;&#34;&#39;&amp;&lt;/script&gt;"
    assert dibujar(tmp_path / "a", "{{ v.texto }}", Vista(hostil)) == escapado + "\n"
    assert dibujar(tmp_path / "b", "{{ v.texto }}", Vista(Html("<p>á</p>"))) == "<p>á</p>\n"


def test_lo_que_la_vista_no_da_es_un_error_y_no_un_hueco(tmp_path: Path) -> None:
    with pytest.raises(FalloDePlantilla, match="has no attribute 'titulo'"):
        dibujar(tmp_path / "a", "{{ v.titulo }}", Vista())
    with pytest.raises(FalloDePlantilla, match="None"):
        dibujar(tmp_path / "b", "{{ v.texto }}", Vista(None))
    with pytest.raises(TemplateNotFound):
        Representador(abrir("base", PROPIOS)).representar("no-existe.html", Vista())


PLANTILLAS_MALAS = {
    "{% extends 'base:p.html' %}\n{% block a %}\n{{ v.otro }}{% endblock %}": (
        3,
        "'test_representacion.Vista object' has no attribute 'otro'",
    ),
    "x\n{{ v.texto | grite }}": (2, "No filter named 'grite'"),
    "x\n{% if v.texto %}": (2, "Jinja2 dice: Unexpected end of template. Jinja was"),
    "{% include 'otra.html' %}": (1, "No existe la plantilla «otra.html»"),
    "\n{{ v.texto + 1 }}": (2, "can only concatenate str"),
    "\n{{ v.texto | fecha_larga }}": (2, ""),
    "\n{{ '' | enlace(3) }}": (2, ""),
}


@pytest.mark.parametrize("plantilla", PLANTILLAS_MALAS)
def test_una_plantilla_mal_escrita_se_dice_con_su_renglon(plantilla: str, tmp_path: Path) -> None:
    """A quien hizo el tema; lo que falla en una del generador es una traza."""
    renglon, dice = PLANTILLAS_MALAS[plantilla]
    del_generador = escribir(
        tmp_path / "generador", {"base/plantillas/p.html": "{% block a %}{% endblock %}"}
    )
    sitio = escribir(tmp_path / "temas", {"base/plantillas/p.html": plantilla})
    propios = "generador.representacion.tema.carpeta_de_temas_propios"
    with mock.patch(propios, lambda: del_generador):
        tema, _ = abrir_tema("base", (sitio, del_generador))
    assert tema is not None
    (tmp_path / "cache").mkdir()
    for _ in range(2):
        # La segunda vez la plantilla llega ya traducida.
        with pytest.raises(FalloDePlantilla) as fallo:
            Representador(tema, Almacen(tmp_path / "cache")).representar("p.html", Vista())
        mensaje = fallo.value.mensaje
        lugar = "«temas/base/plantillas/p.html» no se puede dibujar, por su renglón"
        assert f"{lugar} {renglon}. " in mensaje
        assert dice in mensaje


def test_la_pagina_termina_en_un_solo_salto_y_es_utf8(tmp_path: Path) -> None:
    tema = abrir("x", escribir(tmp_path, {"x/plantillas/p.html": "ñ {{ v.texto }}\n\n\n"}))
    assert Representador(tema).representar("p.html", Vista("«á»")) == "ñ «á»\n".encode()


def test_las_plantillas_compiladas_se_guardan_donde_se_pide(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    tema = abrir("x", escribir(tmp_path / "t", {"x/plantillas/p.html": "{{ v.texto }}"}))
    dibujadas = [
        Representador(tema, Almacen(cache)).representar("p.html", Vista("a")) for _ in range(2)
    ]
    guardadas = [p for p in cache.rglob("*") if p.is_file()]
    assert (dibujadas, len(guardadas)) == ([b"a\n", b"a\n"], 1)


# --- direcciones ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ruta", "esperada"),
    [
        ("instancias/mesa/index.html", "../instancias/mesa/index.html"),
        ("instancias/mesa/actas/2020/01.html#d1", "../instancias/mesa/actas/2020/01.html#d1"),
        ("instancias/mesa/actas/2020/01/Acta n.º 1.pdf",
         "../instancias/mesa/actas/2020/01/Acta%20n.%C2%BA%201.pdf"),
        ("a/acta #3?.pdf", "../a/acta%20%233%3F.pdf"),
        ("javascript:alert(1)", "../javascript%3Aalert%281%29"),
        ("//otro.host/x", "../otro.host/x"),
        ("https://www.ejemplo.gov.co/a?b=1#c", "https://www.ejemplo.gov.co/a?b=1#c"),
        ("mailto:mesa@ejemplo.gov.co", "mailto:mesa@ejemplo.gov.co"),
    ],
)  # fmt: skip
def test_una_direccion_es_del_sitio_y_codificada_o_de_fuera_y_tal_cual(
    ruta: str, esperada: str
) -> None:
    assert enlace(ruta, "../") == esperada


def test_en_la_raiz_nada_se_vuelve_otro_esquema_ni_otro_servidor() -> None:
    assert enlace("javascript:alert(1)", "") == "javascript%3Aalert%281%29"
    assert enlace("//otro.host/x", "") == "otro.host/x"


# --- temas ------------------------------------------------------------------------------------

HIJO = {
    "hijo/tema.yaml": "base: base\n",
    "hijo/plantillas/p.html": '{% extends "base:p.html" %}{% block b %}hijo{% endblock %}',
    "hijo/estaticos/tema.css": ":root{}",
}
BASE = {
    "base/plantillas/p.html": "[{% block b %}base{% endblock %}|{{ hojas|join(' ') }}]",
    "base/plantillas/q.html": "q",
    "base/estaticos/estilo.css": "p{}",
    "base/estaticos/marca.svg": "<svg/>",
    "base/estaticos/.oculto": "",
}


def test_un_tema_hereda_lo_que_no_cambia(tmp_path: Path) -> None:
    sitio, propios = escribir(tmp_path / "sitio", HIJO), escribir(tmp_path / "propios", BASE)
    tema = abrir("hijo", sitio, propios)
    pintor = Representador(tema)
    hojas = "estaticos/estilo.806db22126.css estaticos/tema.8771983c11.css"
    assert [capa.nombre for capa in tema.capas] == ["hijo", "base"]
    assert pintor.representar("p.html", Vista()).decode() == f"[hijo|{hojas}]\n"
    assert pintor.representar("q.html", Vista()) == b"q\n"
    assert {n: a.ruta for n, a in tema.estaticos.items()} == {
        "estilo.css": "estaticos/estilo.806db22126.css",
        "marca.svg": "estaticos/marca.svg",
        "tema.css": "estaticos/tema.8771983c11.css",
    }


def test_un_sitio_cambia_un_solo_archivo_del_tema_del_generador(tmp_path: Path) -> None:
    sitio = escribir(tmp_path / "sitio", {"base/plantillas/q.html": "mía"})
    propios = escribir(tmp_path / "propios", BASE)
    pintor = Representador(abrir("base", sitio, propios))
    assert pintor.representar("q.html", Vista()) == b"m\xc3\xada\n"
    assert pintor.representar("p.html", Vista()).startswith(b"[base|")


def test_la_huella_del_tema_cambia_con_cada_archivo_y_no_con_su_lugar(tmp_path: Path) -> None:
    uno, otro = escribir(tmp_path / "uno", BASE), escribir(tmp_path / "otro", BASE)
    antes = abrir("base", uno).huella
    assert abrir("base", otro).huella == antes == abrir("base", uno, uno).huella
    for nombre in ("base/plantillas/q.html", "base/estaticos/marca.svg", "base/nuevo.css"):
        escribir(otro, {nombre: "otra cosa"})
        assert abrir("base", otro).huella != antes
        antes = abrir("base", otro).huella


@pytest.mark.parametrize(
    ("archivos", "hallazgo"),
    [
        (
            {"base/plantillas/p.html": ""},
            Hallazgo(
                "tema-desconocido",
                Gravedad.ERROR,
                "No existe el tema «bse»",
                Origen("contenido/sitio.yaml"),
                "Use uno de estos: base. ¿Quiso decir «base»?",
            ),
        ),
        (
            {"bse/tema.yaml": "base: otro\n", "otro/tema.yaml": "base: bse\n"},
            Hallazgo(
                "tema-en-circulo",
                Gravedad.ERROR,
                "El tema «bse» termina siendo base de sí mismo",
                Origen("temas/otro/tema.yaml"),
                "Quite la línea base: de uno de los temas",
            ),
        ),
        (
            {"bse/tema.yaml": "color: rojo\n"},
            Hallazgo(
                "tema-datos",
                Gravedad.ERROR,
                "Los datos de un tema solo dicen cuál es su base",
                Origen("temas/bse/tema.yaml"),
                "Escriba una sola línea: base: base",
            ),
        ),
    ],
)
def test_un_tema_mal_hecho_es_un_hallazgo(
    archivos: dict[str, str], hallazgo: Hallazgo, tmp_path: Path
) -> None:
    assert abrir_tema("bse", (escribir(tmp_path, archivos),)) == (None, (hallazgo,))


def test_solo_lo_que_citan_las_plantillas_lleva_su_huella_en_el_nombre() -> None:
    sha256 = "0123456789abcdef"
    assert nombre_con_huella("estilo.css", sha256) == "estilo.0123456789.css"
    assert nombre_con_huella("filtro.js", sha256) == "filtro.0123456789.js"
    assert nombre_con_huella("letras/nunito.woff2", sha256) == "letras/nunito.woff2"


# --- el tema base -----------------------------------------------------------------------------

PROHIBIDO = re.compile(
    r"\|\s*safe\b|autoescape|<script(?!(?: type=\"module\")? src=\"\{\{)|<style|<iframe|\sstyle=|\son[a-z]+=|https?://"
    r"|(?<!url)=\{\{"
)


@pytest.mark.parametrize("archivo", PLANTILLAS, ids=lambda p: p.name)
def test_una_plantilla_no_trae_guiones_ni_estilos_ni_otro_servidor(archivo: Path) -> None:
    # Un enlace no pide nada: el de la barra de GOV.CO solo lleva allá.
    texto = archivo.read_text(encoding="utf-8").replace('<a href="https://www.gov.co/"', "<a")
    assert PROHIBIDO.findall(texto) == []


@pytest.mark.parametrize(
    "mala", ["{{ x|safe }}", '<p style="x">', "<a onclick='x'>", "<a href={{ x }}>", "<script>"]
)
def test_la_revision_de_las_plantillas_puede_fallar(mala: str) -> None:
    assert PROHIBIDO.findall(mala) != []


def test_la_hoja_no_pide_nada_a_nadie() -> None:
    assert re.findall(r"url\((?!#)|@import|https?:", HOJA) == []


def variables(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", css))


def contraste(uno: str, otro: str) -> float:
    """La razón de contraste de dos colores (WCAG 2.1)."""
    claro, oscuro = sorted((luminancia(uno), luminancia(otro)), reverse=True)
    return (claro + 0.05) / (oscuro + 0.05)


def luminancia(color: str) -> float:
    canales = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in canales)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


ESTADOS = ("cumple", "cumple-tarde", "parcial", "en-plazo", "incumple", "falta", "sin-dato")
TEXTOS = ("tinta", "tinta-suave", "enlace", "enlace-visitado", "sin-dato", "parcial")
PARES = [
    *((estado, f"{estado}-fondo") for estado in ESTADOS),
    *((texto, f) for texto in TEXTOS for f in ("papel", "papel-alto", "papel-hondo")),
    ("acento-texto", "acento-hondo"),
    ("franja-texto", "franja"),
    ("tinta", "parcial-fondo"),
]


@pytest.mark.parametrize("modo", ["claro", "oscuro"])
def test_todo_texto_contrasta_con_su_fondo(modo: str) -> None:
    inicio, oscuro = HOJA.split("@media (prefers-color-scheme: dark)")
    colores = variables(inicio)
    if modo == "oscuro":
        colores |= variables(oscuro.split("/* --- cimientos")[0])
    flojos = {par: contraste(*(colores[c] for c in par)) for par in PARES}
    assert {par: razon for par, razon in flojos.items() if razon < 4.5} == {}


def test_el_contraste_conocido() -> None:
    assert round(contraste("#000000", "#ffffff"), 1) == 21.0
    assert contraste("#999999", "#ffffff") < 4.5
