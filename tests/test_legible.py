"""Cómo se escribe una página en un caso para que se pueda leer, y lo que de ella no se pierde."""

from __future__ import annotations

import pytest
from apoyo.legible import legible

PDF = "ab" * 32
PAGINA = f"""<!doctype html>
<html><head><title>Acta 1</title>
<meta name="description" content="Qué dice">
<link rel="stylesheet" href="estaticos/estilo.0123456789.css"></head>
<body class="a"><main id="s" tabindex="-1">
<h1>Acta  1 <span class="de">Mesa</span></h1>
<dl><div><dt>Voto</dt><dd>Sí &lt;b&gt;</dd></div></dl>
<p>Antes <a href="a.html">la
otra</a>.</p>
<table><tr><th>Año</th><th>Sí</th></tr>
<tr><th>2025</th><td><svg class="simbolo"><path d="M0"/></svg> 1</td></tr></table>
<p><code>{PDF[:12]}</code></p><p>{PDF} y {"cd" * 32}</p>
</main></body></html>
"""
LEGIBLE = """<title>Acta 1
<meta name="description" content="Qué dice">
<body class="a">
<main id="s" tabindex="-1">
 <h1>Acta 1 <span class="de">Mesa</span>
 <dl><div><dt>Voto<dd>Sí &lt;b&gt;
 <p>Antes <a href="a.html">la otra</a>.
 <table>
  <tr><th>Año<th>Sí
  <tr>
   <th>2025
   <td><svg class="simbolo"> 1
 <p><code>(huella de acta.pdf)</code>
 <p>(huella de acta.pdf) y (huella)
"""


def test_una_pagina_se_lee_un_elemento_por_renglon() -> None:
    assert legible(PAGINA, {PDF: "acta.pdf"}) == LEGIBLE


def test_entera_trae_lo_que_rodea_y_no_la_huella_de_lo_del_tema() -> None:
    entera = legible(PAGINA, {}, entera=True)
    assert entera.startswith("<html>\n <head>") and "estaticos/estilo.css" in entera


@pytest.mark.parametrize("mala", ["<main><p>a</main>", "<main><b><i>a</b></i></main>", "<p>a</p>"])
def test_una_pagina_mal_cerrada_o_sin_contenido_no_se_deja_pasar(mala: str) -> None:
    with pytest.raises(AssertionError):
        legible(mala, {})
