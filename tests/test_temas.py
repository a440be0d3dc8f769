"""Un sitio cambia colores, logo y cualquier plantilla sin copiar el tema; y el tema govco."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.mirada import CORTE, RAIZ

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
