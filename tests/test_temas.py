"""Un sitio cambia colores, logo y cualquier plantilla sin copiar el tema; y el tema govco."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.mirada import CORTE, RAIZ
from apoyo.reales import generador

from generador.construccion import Pedido, construir

PROPIO = {
    "temas/base/estaticos/tema.css": ":root { --acento: #123456; }\n",
    "temas/base/estaticos/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    "temas/base/plantillas/normas.html": (
        '{% extends "base:normas.html" %}\n'
        "{% block entrada %}{{ super() }}<p>Texto de la casa.</p>{% endblock %}\n"
    ),
}


def publicar(raiz: Path, archivos: dict[str, str], tema: str | None = None) -> Path:
    escribir_sitio(raiz, archivos)
    resultado = construir(Pedido(raiz, raiz / "publicado", CORTE, tema, buscador=False))
    assert resultado.correcto, resultado.hallazgos
    return raiz / "publicado"


def hojas(salida: Path) -> list[str]:
    """Los nombres de las hojas de la portada, en orden y sin huella."""
    html = (salida / "index.html").read_text("utf-8")
    return [
        re.sub(r"\.[0-9a-f]{10}", "", h) for h in re.findall(r'stylesheet" href="([^"]+)', html)
    ]


def test_un_sitio_cambia_colores_logo_y_una_plantilla(tmp_path: Path) -> None:
    salida = publicar(tmp_path, PROPIO)
    assert hojas(salida) == ["estaticos/estilo.css", "estaticos/tema.css"]
    assert '<img class="logo" src="estaticos/logo.svg" alt="">' in (
        salida / "index.html"
    ).read_text("utf-8")
    normas = (salida / "normas/index.html").read_text("utf-8")
    assert "Texto de la casa." in normas and "la más reciente primero" in normas


def test_un_cambio_del_sitio_al_tema_base_vale_tambien_bajo_govco(tmp_path: Path) -> None:
    propia = '{% extends "base:base.html" %}{% block letras %}<!-- de la casa -->{% endblock %}\n'
    salida = publicar(tmp_path, {"temas/base/plantillas/base.html": propia}, "govco")
    pagina = (salida / "index.html").read_text("utf-8")
    # La de govco es más particular que la del sitio para base, y la llama.
    assert "Ir a GOV.CO" in pagina and "<!doctype html>" in pagina


def test_sin_nada_propio_no_hay_logo_ni_hoja_de_mas(tmp_path: Path) -> None:
    salida = publicar(tmp_path, {})
    assert hojas(salida) == ["estaticos/estilo.css"]
    assert 'class="logo"' not in (salida / "index.html").read_text("utf-8")


@pytest.mark.parametrize(("menu", "dice"), [("", "9.1"), ("menu: '4.7'\n", "4.7")])
def test_govco_pone_su_barra_el_numeral_y_los_datos_de_la_entidad(
    tmp_path: Path, menu: str, dice: str
) -> None:
    contacto = "contacto: {telefono: '601 000 0000', correo: hola@ejemplo.gov.co}\n"
    sitio = f"formato: 1\ntitulo: Prueba\nentidad: uno\n{menu}{contacto}"
    salida = publicar(tmp_path, {"contenido/sitio.yaml": sitio}, "govco")
    pagina = (salida / "index.html").read_text("utf-8")
    assert hojas(salida) == ["estaticos/estilo.css", "estaticos/govco.css"]
    assert "Ir a GOV.CO, el portal del Estado colombiano</a>" in pagina
    assert f"Transparencia, numeral {dice}</span>" in pagina
    pie = pagina.partition("<footer")[2]
    assert "Entidad Uno" in pie and "601 000 0000" in pie and "hola@ejemplo.gov.co" in pie


def test_una_hoja_del_sitio_va_despues_de_la_de_govco(tmp_path: Path) -> None:
    salida = publicar(tmp_path, {"temas/govco/estaticos/tema.css": ":root {}\n"}, "govco")
    assert hojas(salida) == [f"estaticos/{h}.css" for h in ("estilo", "govco", "tema")]


def test_govco_trae_sus_colores_y_su_letra_con_licencia() -> None:
    estaticos = RAIZ / "temas/govco/estaticos"
    hoja = (estaticos / "govco.css").read_text("utf-8").lower()
    assert all(c in hoja for c in ("#0943b5", "#4672c8", "#e5ecf8"))
    assert (estaticos / "letras/nunito-sans-latin.woff2").stat().st_size <= 31_500
    assert "SIL Open Font License" in (estaticos / "letras/OFL.txt").read_text("utf-8")
    assert "http" not in hoja


def test_diez_renglones_de_la_guia_dan_otra_cara(tmp_path: Path) -> None:
    guia = (RAIZ / "docs/guia-temas.md").read_text("utf-8")
    hoja = guia.partition("Diez renglones bastan")[2].split("```css\n")[1].partition("```")[0]
    propio = {
        "contenido/sitio.yaml": "formato: 1\ntitulo: Sitio ficticio\nentidad: uno\ntema: mio\n",
        "temas/mio/tema.yaml": "base: govco\n",
        "temas/mio/estaticos/mio.css": hoja,
        "temas/mio/estaticos/logo.svg": PROPIO["temas/base/estaticos/logo.svg"],
    }
    assert 1 + len(hoja.splitlines()) <= 10
    salida = publicar(tmp_path, propio)
    assert hojas(salida) == ["estaticos/estilo.css", "estaticos/govco.css", "estaticos/mio.css"]
    pagina = (salida / "index.html").read_text("utf-8")
    assert '<img class="logo" src="estaticos/logo.svg" alt="">' in pagina
    assert "Ir a GOV.CO" in pagina


CON_TEMA = "formato: 1\ntitulo: Prueba\nentidad: uno\ntema: mio\n"
EN_LATIN_1 = "{% extends 'base:norma.html' %}\n{# Decisión #}\n".encode("latin-1")


@pytest.mark.parametrize("datos", [None, "base:\n", "# nada\n"])
@pytest.mark.parametrize("orden", [("construir",), ("tema", "diferencias")])
def test_un_tema_sin_base_al_que_le_falta_algo_se_dice(
    tmp_path: Path, orden: tuple[str, ...], datos: str | None
) -> None:
    archivos = {
        "contenido/sitio.yaml": CON_TEMA,
        "temas/mio/estaticos/mio.css": "p {}\n",
        "temas/mio/plantillas/acta.html": "{% extends 'base.html' %}\n",
    }
    escribir_sitio(tmp_path, archivos | ({"temas/mio/tema.yaml": datos} if datos else {}))
    hecho = generador(tmp_path, *orden)
    assert hecho.codigo == 1, hecho.dicho
    assert "tema-sin-base" in hecho.dicho and "temas/mio" in hecho.dicho
    assert "Escriba base: base en temas/mio/tema.yaml" in hecho.dicho
    (tmp_path / "temas/mio/tema.yaml").write_text("base: base\n", "utf-8")
    assert "tema-sin-base" not in generador(tmp_path, *orden).dicho


@pytest.mark.parametrize(
    ("archivo", "crudo", "linea"),
    [
        ("plantillas/norma.html", EN_LATIN_1, 2),
        ("plantillas/resto.html", b"\xff\xff", 1),
        ("tema.yaml", b"base: base\n# a\xf1o\n", 2),
        ("estaticos/tema.css", b"p {}\n/* dise\xf1o */\n", 2),
    ],
)
@pytest.mark.parametrize("orden", [("construir",), ("tema", "diferencias")])
def test_un_archivo_del_tema_que_no_esta_en_utf8_se_dice_con_su_renglon(
    tmp_path: Path, orden: tuple[str, ...], archivo: str, crudo: bytes, linea: int
) -> None:
    escribir_sitio(
        tmp_path, {"contenido/sitio.yaml": CON_TEMA, "temas/mio/tema.yaml": "base: base\n"}
    )
    (tmp_path / "temas/mio" / archivo).parent.mkdir(exist_ok=True)
    (tmp_path / "temas/mio" / archivo).write_bytes(crudo)
    hecho = generador(tmp_path, *orden)
    assert hecho.codigo == 1, hecho.dicho
    assert f"temas/mio/{archivo}:{linea}" in hecho.dicho and "no está en UTF-8" in hecho.dicho


def test_servidor_dice_cual_de_lo_construido_no_esta_en_utf8(tmp_path: Path) -> None:
    salida = publicar(tmp_path, PROPIO)
    (hoja,) = (salida / "estaticos").glob("tema.*.css")
    hoja.write_bytes(b"/* dise\xf1o */\n")
    hecho = generador(tmp_path, "servidor", "nginx", "--base", "/srv/sitio")
    assert hecho.codigo == 3, hecho.dicho
    assert f"«estaticos/{hoja.name}», en lo construido, no está en UTF-8" in hecho.dicho
