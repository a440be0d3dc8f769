"""El Markdown de los editores: qué HTML da, qué se señala y que nada se pierde ni se cuela."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generador.hallazgo import Gravedad, hay_errores
from generador.lectura import markdown as modulo
from generador.lectura.markdown import Cuerpo, EnlaceDelCuerpo, Titulo, convertir
from generador.lectura.markdown.destinos import Rumbo, clasificar
from generador.lectura.markdown.html import palabras_perdidas, sanear
from generador.lectura.markdown.limites import normalizar
from generador.lectura.markdown.motor import MotorDeMarkdown
from generador.verificacion.codigos import CODIGOS


def html_de(texto: str) -> str:
    cuerpo, hallazgos = convertir(texto, "a.md")
    assert hallazgos == (), hallazgos
    return cuerpo.html


def codigos(texto: str, linea: int = 1) -> list[tuple[str, int, int]]:
    hallazgos = convertir(texto, "a.md", linea)[1]
    return [(h.codigo, h.origen.linea, h.origen.columna) for h in hallazgos]


def test_las_notas_se_numeran_como_se_citan_y_la_que_nadie_cita_se_senala() -> None:
    html = html_de("Uno[^b] y dos[^a].\n\n[^a]: La a.\n[^b]: La b.\n")
    assert re.findall(r'href="#t-nota-\d">(\d)<', html) == ["1", "2"]
    assert html.index("La b.") < html.index("La a.")
    assert codigos("Uno.\n\n[^a]: La a.") == [("markdown-se-pierde-texto", 3, 1)]


def test_un_cuerpo_completo() -> None:
    cuerpo, hallazgos = convertir(
        "## Orden del día\n\n"
        "Se leyó la [norma](../normas/233.md) y **se aprobó**; ver [arriba](#orden-del-dia).\n\n"
        "| Cargo | Votos |\n|---|--:|\n| Delegada | 3 |\n\n"
        "### Anexos\n\n"
        "1. ![Mapa de Usme](mapa.png)\n2. <https://bogota.gov.co>\n",
        "actas/01.md",
        12,
        resolver=lambda destino: "R:" + destino if destino.endswith("png") else "../233.html",
    )
    # «R:» no es un esquema admitido: lo que dice `resolver` también pasa por el saneador.
    assert [h.codigo for h in hallazgos] == ["markdown-se-pierde-texto"]
    assert cuerpo == Cuerpo(
        html='<h3 id="t-orden-del-dia">Orden del día</h3>\n'
        '<p>Se leyó la <a href="../233.html">norma</a> y <strong>se aprobó</strong>; '
        'ver <a href="#t-orden-del-dia">arriba</a>.</p>\n'
        '<div aria-label="Tabla 1: Cargo, Votos" class="tabla" role="region" tabindex="0">'
        '<table><thead><tr><th scope="col">Cargo</th>\n'
        '<th class="t-derecha" scope="col">Votos</th>\n</tr>\n</thead>\n'
        '<tbody><tr><td>Delegada</td>\n<td class="t-derecha">3</td>\n</tr>\n</tbody>\n</table>\n'
        "</div>\n"
        '<h4 id="t-anexos">Anexos</h4>\n'
        '<ol><li><img alt="Mapa de Usme"></li>\n'
        '<li><a href="https://bogota.gov.co" rel="external noopener">https://bogota.gov.co</a>'
        "</li>\n</ol>",
        enlaces=(
            EnlaceDelCuerpo("../normas/233.md", 14, 20, False, "norma"),
            EnlaceDelCuerpo("#orden-del-dia", 14, 68, False, "arriba"),
            EnlaceDelCuerpo("mapa.png", 22, 20, True, "Mapa de Usme"),
            EnlaceDelCuerpo("https://bogota.gov.co", 23, 5, False, "https://bogota.gov.co"),
        ),
        titulos=(
            Titulo(3, "Orden del día", "t-orden-del-dia"),
            Titulo(4, "Anexos", "t-anexos"),
        ),
    )


def test_las_notas_al_pie_tienen_identificadores_propios() -> None:
    assert html_de("Hubo quórum[^el quórum].\n\n[^el quórum]: Según el acta.\n") == (
        '<p>Hubo quórum<sup id="t-nota-1"><a class="t-nota" href="#t-nota-2">1</a></sup>.</p>\n'
        '<div class="t-notas"><hr>\n<ol><li id="t-nota-2"><p>Según el acta.&nbsp;'
        '<a aria-label="Volver a la nota 1 en el texto" class="t-volver" href="#t-nota-1">'
        "\u21a9\ufe0e</a></p>\n</li>\n</ol>\n</div>"
    )


@pytest.mark.parametrize(
    ("texto", "html"),
    [
        ("", ""),
        (" \n\n", ""),
        ("a < b, 5<6 y AT&T", "<p>a &lt; b, 5&lt;6 y AT&amp;T</p>"),
        ("`<b>` y \\<b> y &lt;b>", "<p><code>&lt;b&gt;</code> y &lt;b&gt; y &lt;b&gt;</p>"),
        ("&ntilde;&nbsp;&foo; &amp;lt;", "<p>ñ&nbsp;&amp;foo; &amp;lt;</p>"),
        ("<ana@idpac.gov.co>", '<p><a href="mailto:ana@idpac.gov.co">ana@idpac.gov.co</a></p>'),
        ("e\u0301\r\nb", "<p>\u00e9\nb</p>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("    <b>\n", "<pre><code>&lt;b&gt;\n</code></pre>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li>\n<li>b</li>\n</ol>'),
        ("[a](b?x=1&amp;y=2 'c')", '<p><a href="b?x=1&amp;y=2" title="c">a</a></p>'),
    ],
)
def test_formas_admitidas(texto: str, html: str) -> None:
    assert html_de(texto) == html


@pytest.mark.parametrize(
    ("texto", "esperados"),
    [
        ("Hola\n\nEl <b>quórum</b>", [("markdown-html", 3, 4)]),
        ("</b> y <b> y <i>a</i>", [("markdown-html", 1, c) for c in (1, 8, 14)]),
        ("`<i>` y <i>", [("markdown-html", 1, 9)]),
        ("Firma: <Nombre del funcionario>", [("markdown-html", 1, 8)]),
        ("a\n\n<!-- nota -->", [("markdown-html", 3, 1)]),
        ("<style>\nbody", [("markdown-html", 1, 1)]),
        ("a <?php x ?>", [("markdown-html", 1, 3)]),
        ("x [a](javascript:alert(1))", [("markdown-enlace-inseguro", 1, 7)]),
        ("[a](b)\n[a](//otro.co)", [("markdown-enlace-inseguro", 2, 5)]),
        ("[a]()", [("markdown-enlace-vacio", 1, 5)]),
        ("[](b)", [("markdown-enlace-vacio", 1, 4)]),
        ("|a|b|\n|-|-|\n|1|2|\n|3|4|5|", [("markdown-tabla-celdas", 4, 1)]),
        ("a|b\n-|-\n1|2|3", [("markdown-tabla-celdas", 3, 1)]),
        ("x\n\n|a|b|\n|-|-|\n|`x|y`|z|", [("markdown-tabla-celdas", 5, 1)]),
        ("|a|b|\n|-|-|\n|`x`|y|z|", [("markdown-tabla-celdas", 3, 1)]),
        ("![](m.png)", [("markdown-imagen-sin-texto", 1, 5)]),
        ("![a](https://x.co/m.png)", [("markdown-imagen-externa", 1, 6)]),
        ("![a](data:image/png,1)", [("markdown-enlace-inseguro", 1, 6)]),
        ("Nota:\n\n[Nota]: pendiente", [("markdown-se-pierde-texto", 3, 1)]),
        ("[a]\n\n[a]: b\n[a]: c", [("markdown-se-pierde-texto", 4, 1)]),
        ("a[^1]\n\n[^1]: b\n[^1]: c", [("markdown-se-pierde-texto", 4, 1)]),
        ("[a <https://b.co> c](e)", [("markdown-se-pierde-texto", 1, 22)]),
        ("son 20*5*2 sillas", [("markdown-marca-dudosa", 1, 7)]),
        ("x\n3*4 y 5*6", [("markdown-marca-dudosa", 2, 2)]),
        ("de 20~30 y 40~50", [("markdown-marca-dudosa", 1, 6)]),
        ("Ana (*) y Luis (*)", [("markdown-marca-dudosa", 1, 6)]),
        ('Firmado el "__" de "__" de 2026', [("markdown-marca-dudosa", 1, 13)]),
        ("Fecha: ____/____/____", [("markdown-marca-dudosa", 1, 8)]),
        ("Valor: $ ___.___.___", [("markdown-marca-dudosa", 1, 10)]),
        ("El __/05/__ de", [("markdown-marca-dudosa", 1, 4)]),
        ("El __-05-__ de", [("markdown-marca-dudosa", 1, 4)]),
        ("Hoy __de____ de", [("markdown-marca-dudosa", 1, 5)]),
        ("____. Nombre:____.", [("markdown-marca-dudosa", 1, 1)]),
        ("Cuenta ***.***", [("markdown-marca-dudosa", 1, 8)]),
        ("Va:\n• a\n• b\n\n• c\n\nno", [("markdown-vineta", 2, 1)]),
        ("\uf0b7 a", [("markdown-vineta", 1, 1)]),
        ("– a\n– b", [("markdown-vineta", 1, 1)]),
        ("§ a\n§ b", [("markdown-vineta", 1, 1)]),
        ("– 3 mesas\n– 4 sillas", [("markdown-vineta", 1, 1)]),
        ("\uf0f0 a", [("markdown-vineta", 1, 1)]),
        ("ab\x07", [("markdown-caracter-de-control", 1, 3)]),
        ("a\u202eb", [("markdown-caracter-de-control", 1, 2)]),
        ("a&ntilde;\n&#x202E;b", [("markdown-caracter-de-control", 2, 1)]),
        ("a\n\n" + "- " * 17 + "a", [("markdown-muy-anidado", 3, 1)]),
        ("".join("  " * n + "- b\n" for n in range(17)), [("markdown-muy-anidado", 17, 1)]),
        ("a " + "**" * 17 + "b" + "**" * 17, [("markdown-muy-anidado", 1, 1)]),
        ("a[^1]\n" * 801, [("markdown-muy-anidado", 1, 2)]),
        ("[a]: b\n" * 2001, [("markdown-muy-anidado", 1, 3)]),
        ("|a" * 99 + "\n" + "|-" * 99 + "\n" + "|b\n" * 101, [("markdown-muy-anidado", 103, 1)]),
        ("a\n\n" + ">" * 17 + "b", [("markdown-muy-anidado", 3, 1)]),
        ((">" * 15 + "a\n\n") * 1876, [("markdown-muy-anidado", 3751, 1)]),
        ("[" * 4000, [("markdown-muy-anidado", 1, 1)]),
        ("a " * 10_001, [("markdown-muy-grande", 1, 1)]),
        ("a\n" * 20_001, [("markdown-muy-grande", 1, 1)]),
        (("ñ" * 999 + "\n") * 300, [("markdown-muy-grande", 1, 1)]),
    ],
)
def test_cada_hallazgo_en_su_lugar(texto: str, esperados: list[tuple[str, int, int]]) -> None:
    assert codigos(texto) == esperados
    assert codigos(texto, 30) == [(c, linea + 29, columna) for c, linea, columna in esperados]
    assert hay_errores(convertir(texto, "a.md")[1])


@pytest.mark.parametrize(
    "texto",
    [
        '**"Hola"** y __"Plan"__',
        '("**«Hola»**") y (__«Hola»__)',
        "—_¡Hola!_—, _…y así_ y _-5 grados_",
        "**—**, **✓**, **Fin.**. y __a__/__b__",
        "_`a`_ y _[a](https://b.co)_",
        "***a* b**, **_a_** y _**b**_",
    ],
)
def test_un_enfasis_de_verdad_no_es_dudoso(texto: str) -> None:
    assert codigos(texto) == []


@pytest.mark.parametrize(
    ("texto", "marca"),
    [("Fecha: ____/____/____", "_"), ("Sí (__) No (__)", "_"), ("20*5*2", "*"), ("2~3~4", "~")],
)
def test_el_remedio_de_una_marca_dudosa_la_nombra_y_la_cura(texto: str, marca: str) -> None:
    ((hallazgo,), (arreglo,)) = (h := convertir(texto, "a.md")[1]), h[0].arreglos
    assert f"escriba «\\{marca}»" in hallazgo.remedio
    curado = texto.replace(arreglo.antes, arreglo.texto)
    cuerpo, quedan = convertir(curado, "a.md")
    assert not quedan
    assert cuerpo.html == f"<p>{texto}</p>"


def test_los_titulos_no_saltan_niveles() -> None:
    cuerpo, hallazgos = convertir("# A\n\n#### B\n\n## C\n\n# A\n", "a.md", nivel_base=2)
    assert [(t.nivel, t.ancla) for t in cuerpo.titulos] == [
        (2, "t-a"),
        (3, "t-b"),
        (3, "t-c"),
        (2, "t-a-2"),
    ]
    assert [(h.codigo, h.gravedad, h.origen.linea) for h in hallazgos] == [
        ("markdown-nivel-de-titulo", Gravedad.AVISO, 3)
    ]


def test_un_titulo_suelto_mas_afuera_es_el_que_se_senala() -> None:
    cuerpo, (hallado,) = convertir("## Desarrollo\n\na\n\n# Otro\n\nb", "a.md", nivel_base=2)
    assert [t.nivel for t in cuerpo.titulos] == [2, 2]
    assert hallado.origen.linea == 5 and [a.texto for a in hallado.arreglos] == ["## "]


@pytest.mark.parametrize(
    ("escrito", "queda"),
    [
        ("Uno<br>dos", "Uno dos"),
        ("Uno <br> dos", "Uno dos"),
        ("Uno <br/> dos <br> tres", "Uno dos tres"),
        ("Uno<br>\ndos", "Uno\\\ndos"),
        ("Uno<br>", "Uno"),
    ],
)
def test_un_br_deja_un_solo_espacio_o_corta_el_renglon(escrito: str, queda: str) -> None:
    for hallado in convertir(escrito, "a.md")[1]:
        (arreglo,) = hallado.arreglos
        escrito = escrito.replace(arreglo.antes, arreglo.texto, 1)
    assert escrito == queda and convertir(queda, "a.md")[1] == ()


@pytest.mark.parametrize("fila", ["|1|2|3|", "|1|2|3|  |", "|1|2||3|", "| 1 | 2 | | 3 | |"])
def test_las_celdas_vacias_de_mas_no_dejan_comas_sueltas(fila: str) -> None:
    _, (hallado,) = convertir(f"|a|b|\n|-|-|\n{fila}", "x.md")
    assert [a.texto for a in hallado.arreglos] == ["| 1 | 2, 3 |"]


def test_un_titulo_vacio_se_avisa_y_no_llega_a_la_pagina() -> None:
    cuerpo, hallazgos = convertir("#\n\na", "a.md")
    assert (cuerpo.html, [h.gravedad for h in hallazgos]) == ("<p></p>\n<p>a</p>", ["aviso"])


def test_el_remedio_dice_como_se_escribe() -> None:
    assert convertir("<b>x", "a.md")[1][0].remedio == (
        "En Markdown se escribe: **texto** · Para que se vea tal cual, escriba «\\<b>» o «&lt;b>»."
    )


def test_sanear_dice_lo_que_quita() -> None:
    assert sanear("<p>a&nbsp;b</p>") == ("<p>a&nbsp;b</p>", "")
    assert sanear('<p onclick="x">a</p>')[1] != ""
    assert sanear("<p>a<script>perdido</script></p>") == ("<p>a</p>", "perdido")
    assert sanear('<h3 id="ajeno">a</h3>')[1] != ""


def test_palabras_perdidas() -> None:
    assert palabras_perdidas("uno **dos** tres", "<p>uno <b>dos</b> cuatro</p>") == ["tres"]
    assert palabras_perdidas("1. a&ntilde;o", "<li>año</li>") == []


def test_un_texto_que_agota_la_pila_es_un_hallazgo(monkeypatch: pytest.MonkeyPatch) -> None:
    def agotar(self: MotorDeMarkdown, texto: str) -> None:
        raise RecursionError

    with monkeypatch.context() as cambio:
        cambio.setattr(MotorDeMarkdown, "leer", agotar)
        assert codigos("hola") == [("markdown-muy-anidado", 1, 1)]
    assert html_de("hola") == "<p>hola</p>"


def test_todos_los_codigos_tienen_explicacion() -> None:
    fuentes = [p.read_text("utf-8") for p in Path(modulo.__file__).parent.glob("*.py")]
    usados = set(re.findall(r'"(markdown-[a-z-]+)"', "".join(fuentes)))
    assert usados == {codigo for codigo in CODIGOS if codigo.startswith("markdown-")}


# --- Nada se cuela -------------------------------------------------------------------------

ATAQUES = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.co/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src='x'/onerror=alert(1)//",
    '<img """><script>alert(1)</script>">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert`1`>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<math><a xlink:href=javascript:alert(1)>x</a></math>",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<body onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<form action=javascript:alert(1)><input type=submit>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//x.co/x.css>",
    "<base href=//x.co/>",
    "<style>@import '//x.co/x.css';</style>",
    "<style><img src='</style><img src=x onerror=alert(1)>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title></title><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<p style='background:url(javascript:alert(1))'>x",
    "<div\nonmouseover\n=\nalert(1)>x",
    "</p><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](  javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](<java\nscript:alert(1)>)",
    "[x](java\tscript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](javascript&#x3a;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A&#x61&#x76&#x61script:alert(1))",
    "[x](javascript%3Aalert(1))",
    "[x](%6aavascript:alert(1))",
    "[x](javascript%253Aalert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](java&NewLine;script:alert(1))",
    "[x](\u200bjavascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](//x.co/x)",
    "[x](\\\\\\\\x.co/x)",
    "[x](/\\x.co/x)",
    "[x](/%09/x.co)",
    "[x](blob:https://x.co/1)",
    "[x](view-source:javascript:alert(1))",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[x]\n\n[x]: <javascript:alert(1)> 'y'",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "![x](//x.co/x.png)",
    "![x](https://x.co/x.png)",
    '![x" onerror="alert(1)](m.png)',
    '![x](m.png "y\\" onerror=\\"alert(1)")',
    "![x](m.png'onerror='alert(1))",
    '[x](b"onmouseover="alert(1))',
    "[x](b \"y' onclick=alert(1) '\")",
    "<javascript://x.co/%0aalert(1)>",
    "<javascript:alert(1)@x.co>",
    "<data:text/html,x@x.co>",
    '<https://x.co/"onmouseover=alert(1)//>',
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&amp;lt;script&amp;gt;",
    "\\<script>alert(1)\\</script>",
    "# <script>alert(1)</script>",
    "|<script>|b|\n|-|-|\n|<img src=x onerror=alert(1)>|2|",
    "a[^<script>]\n\n[^<script>]: x",
    'a[^"onclick="x]\n\n[^"onclick="x]: x',
    "\x02klzzwxh:0000\x03<script>alert(1)</script>",
    "wzxhzdk:0 \x02wzxhzdk:0\x03",
    "**<script>**alert(1)**</script>**",
    "<scr\\ipt>alert(1)</scr\\ipt>",
    "{: onclick=alert(1)}",
]
SIN_ATRIBUTOS = "p ul blockquote pre code em strong del br hr table thead tbody tr"
ADMITIDOS = {
    **{etiqueta: set() for etiqueta in SIN_ATRIBUTOS.split()},
    **{etiqueta: {"id"} for etiqueta in ("h3", "h4", "h5", "h6", "sup")},
    "li": {"id", "value"},
    "input": {"type", "disabled", "checked", "aria-label"},
    "ol": {"start"},
    "th": {"scope", "class"},
    "td": {"class"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "a": {"href", "title", "rel", "class", "aria-label"},
    "img": {"src", "alt", "title"},
}


class Estricto(HTMLParser):
    """Falla ante cualquier etiqueta, atributo o esquema que no sea de los nuestros."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert {a for a, _ in attrs} <= ADMITIDOS[tag]
        for atributo, valor in attrs:
            if atributo in ("href", "src"):
                limpio = re.sub(r"[\x00-\x20]", "", valor or "").replace("\\", "/").lower()
                assert not limpio.startswith("//")
                esquema = re.match("([a-z][a-z0-9+.-]*):", limpio)
                admitidos = ("http", "https", "mailto", "tel") if atributo == "href" else ()
                assert esquema is None or esquema[1] in admitidos
            if atributo in ("id", "class"):
                assert all(c == "tabla" or c.startswith("t-") for c in (valor or "").split())

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def test_hay_bastantes_ataques_y_el_vigilante_los_ve() -> None:
    assert len(set(ATAQUES)) >= 60
    for malo in ("<script>", "<p onclick=x>", "<a href=' javascript:x'>", "<h3 id=x>", "<!--a-->"):
        with pytest.raises((AssertionError, KeyError)):
            Estricto().feed(malo)


@pytest.mark.parametrize("marco", ["{}", "- a\n\n    {}", "> {}", "**a** {} [b](c)"])
@pytest.mark.parametrize("ataque", ATAQUES)
def test_ningun_ataque_se_cuela(ataque: str, marco: str) -> None:
    cuerpo, _ = convertir(marco.format(ataque), "a.md")
    vigilante = Estricto(convert_charrefs=True)
    vigilante.feed(cuerpo.html)
    vigilante.close()


@pytest.mark.parametrize("ataque", [a for a in ATAQUES if "cript" in a and a[:2] in ("[x", "<s")])
def test_los_ataques_abiertos_son_errores(ataque: str) -> None:
    assert hay_errores(convertir(ataque, "a.md")[1]), ataque


@pytest.mark.parametrize(
    ("destino", "clase"),
    [
        ("../x/y_z.md#a", Rumbo.RELATIVO),
        ("/instancias/", Rumbo.RELATIVO),
        ("anexo 1.pdf", Rumbo.RELATIVO),
        ("acta%3A1.pdf", Rumbo.RELATIVO),
        ("?a=b:c", Rumbo.RELATIVO),
        ("#a", Rumbo.ANCLA),
        ("", Rumbo.VACIO),
        ("HTTPS://x.co", Rumbo.EXTERNO),
        ("tel:+57601", Rumbo.CONTACTO),
        ("ftp://x.co", Rumbo.INSEGURO),
        ("ht tps://x.co", Rumbo.INSEGURO),
        ("%2F%2Fx.co", Rumbo.INSEGURO),
    ],
)
def test_clases_de_destino(destino: str, clase: Rumbo) -> None:
    assert clasificar(destino) is clase


# --- Saltar patrones no cambia nada ------------------------------------------------------------

# fmt: off
MUESTRAS = [
    "Hola *mundo*", "**a** _b_ __c__ ***d***", "*a **b** c*", "**a *b* c**", "a_b_c", "_a_b",
    "* a", "*a", "a*", "**a*", "*a**", "***a*", "****", "_*a*_", "*_a_*", "a * b * c", "\\*a\\*",
    "a\\\\*b*", "`a`", "``a`b``", "`a", "a `b* c` *d*", "\\`a`", "` a `", "```\na\n```", "`a\nb`",
    "\\\\`a`", "[a](b)", "[a](b 'c')", '[a](b "c")', "[a](<b c>)", "[a](b(c)d)", "[a](b",
    "[a] (b)", "[*a*](b)", "[a][b]\n\n[b]: c", "[a][]\n\n[a]: c 'd'", "[a]\n\n[a]: <c> (d)",
    "[a][z]", "[a\nb][c]\n\n[c]: d", "![a](b)", "![a](b 'c')", "![a][b]\n\n[b]: c",
    "![a]\n\n[a]: c", "[![a](b)](c)", "![*a*](b)", "!a", "&copy; &#169; &#xa9; & &x", "a&amp;b",
    "&", "&;", "a  \nb", "a \nb", "a   \n  b", "a\\\nb", "# a", "## a ##", "a\n===", "a\n---",
    "#a", "####### a", "# *a* `b`", "# a\nb", "b\n# a", "# \\#", "- a\n- b", "* a\n* b", "+ a",
    "- a\n\n- b", "- a\n    - b\n        - c", "- a\nb", "- a\n\n    b", "1. a\n2. b", "5. a",
    "1. a\n- b", "- a\n1. b", "1. a\n    1. b", "1) a", "- a\n\n1. b", "- # a", "> a", "> a\nb",
    "> a\n>\n> b", "> > a", "> - a\n> - b", "- > a", "> # a", "> a\n\n> b", ">a", "    a",
    "    a\n\n    b", "\ta", "- a\n\n        b", "a\n    b", "    a  \n", "    *a*\nb", "---",
    "***", "- - -", "a\n\n---\n\nb", "___", "a\n***\nb", "--", "-----\na", "|a|b|\n|-|-|\n|1|2|",
    "a|b\n-|-\n1|2", "|a|b|\n|:-|-:|\n|1|", "|a|\n|-|\n|1|", "a|b\n-|-",
    "|a|b|\n|-|-|\n|`x|y`|2|", "|a|b|\n|-|-|\n|x\\|y|2|", "|*a*|b|\n|-|:-:|\n|[a](b)|2|", "|a|b|",
    "a[^1]", "http://x.co a@b.co", "a\n\n\n\nb", " a", "   a\n b", "á ñ «q» — …", "a\xa0b",
    "(c) 1/2 --", "*a `b* c`", "[a`]`](b)", "*[a*](b)", "[a](b)*c*[d](e)", "**[a](b)**", "a!*b*!",
    "*a*\n*b*", "![", "[a](b)[c](d)", "*a*b*c*", "**a**b**c**", "_a_ _b_", "* * a", "- - a",
    "1. 1. a", "a_b *c_d* e_",
]
# fmt: on


def mismo_arbol(texto: str, con_notas: bool = False) -> bool:
    saltando, probando = MotorDeMarkdown(con_notas), MotorDeMarkdown(con_notas, con_saltos=False)
    return _bytes(saltando, texto) == _bytes(probando, texto)


def _bytes(motor: MotorDeMarkdown, texto: str) -> bytes:
    return etree.tostring(motor.leer(texto).raiz, encoding="utf-8")


def test_hay_bastantes_muestras() -> None:
    assert len(set(MUESTRAS)) >= 120


@pytest.mark.parametrize("con_notas", [False, True])
def test_saltar_patrones_no_cambia_un_byte(con_notas: bool) -> None:
    juntas = [f"{a}\n\n{b}" for a, b in pairwise(MUESTRAS)]
    pegadas = [f"{a} {b}" for a, b in zip(MUESTRAS, MUESTRAS[7:], strict=False)]
    distintas = [m for m in MUESTRAS + juntas + pegadas if not mismo_arbol(m, con_notas)]
    assert distintas == []


# --- Para cualquier texto --------------------------------------------------------------------

SIGNOS = ["\n\n", "    ", "](", "[^a]", "\n[^a]: ", "  \n", "\n|-|-|\n", "\n> ", "\n- ", "\n# "]
PALABRAS = ["palabra", "año", "<b>", "&lt;", "<https://x.co>"]
TROZOS = st.sampled_from([*MUESTRAS, *"*_`[]()!<>#|-+\\&;:^~'\"= \n\t1.", *SIGNOS, *PALABRAS])
TEXTOS = st.lists(TROZOS, max_size=25).map("".join) | st.text(max_size=60)


@given(TEXTOS)
@settings(max_examples=150)
def test_saltar_patrones_no_cambia_ningun_texto(texto: str) -> None:
    assert mismo_arbol(re.sub("[\ud800-\udfff\x00-\x08]", "", texto), "[^" in texto)


def test_el_enfasis_de_una_sola_lectura_es_el_de_siempre() -> None:
    """Lo que no pasa por la biblioteca da lo mismo, con cualquier cosa a cada lado."""
    afuera, adentro = ["", " ", "a", ".", "(", "«", "1", "\n"], ["", " ", ".", ")"]
    todos = [
        "".join((antes, abre, desde, "ña b", hasta, cierra, despues))
        for antes, desde, hasta, despues in product(afuera, adentro, adentro, afuera)
        for abre, cierra in (("*", "*"), ("**", "**"), ("*", "**"))
    ]
    seguidos = [f"{a}{b}" for a, b in pairwise(todos)]
    corto, largo = MotorDeMarkdown(), MotorDeMarkdown(con_saltos=False)
    for texto in (*todos, *seguidos, "\n\n".join(todos), *(f"- {t}" for t in seguidos)):
        uno, otro = corto.leer(texto), largo.leer(texto)
        assert etree.tostring(uno.raiz) == etree.tostring(otro.raiz)
        assert uno.enfasis_dudosos == otro.enfasis_dudosos


def test_un_numeral_de_la_ley_no_es_una_vineta() -> None:
    assert convertir("§ 1 dice\n§ 2 dice", "a.md")[1] == ()


@given(TEXTOS)
@example("a|b\n-|-\n1|2http://x.co a@b.co")
@settings(max_examples=300)
def test_nunca_lanza_y_nunca_pierde_una_palabra(texto: str) -> None:
    cuerpo, hallazgos = convertir(texto, "a.md")
    Estricto().feed(cuerpo.html)
    if hay_errores(hallazgos):
        return
    # Una etiqueta de adentro de un renglón no parte la palabra: «2http» es «2» y un enlace.
    seguido = re.sub(r"</?(?:a|em|strong|del|code)\b[^>]*>", "", cuerpo.html)
    destinos = " ".join(e.destino for e in cuerpo.enlaces)
    visible = set(_palabras(unescape(f"{cuerpo.html} {seguido} {destinos}")))
    # El lenguaje de un código no se lee.
    texto = re.sub(r"(?m)(`{3,}|~{3,})[ \t]*[^\s`]*$", "", texto)
    sin_marcas = re.sub(r"(?m)\[[^\[\]]*\]|^(?:[ \t>*+-]|\d+[.)])+", " ", normalizar(texto))
    assert [p for p in _palabras(unescape(sin_marcas)) if p not in visible] == []


def _palabras(texto: str) -> list[str]:
    return re.findall(r"[^\W_]+", texto)


def test_una_barra_dentro_de_un_codigo_se_propone_escaparla() -> None:
    _, (hallado,) = convertir("|a|b|\n|-|-|\n|`x|y`|z|", "x.md")
    assert [a.texto for a in hallado.arreglos] == ["|`x\\|y`|z|"]
    cuerpo, hallazgos = convertir("|a|b|\n|-|-|\n|`x\\|y`|z|", "x.md")
    assert (hallazgos, "<code>x|y</code>" in cuerpo.html) == ((), True)
