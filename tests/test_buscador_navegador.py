"""Buscar en un navegador de verdad: con tildes y sin ellas, con facetas y con el teclado."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from textwrap import fill

import pytest
from apoyo.casos import escribir_sitio
from apoyo.mirada import Sitio, abierta, construido, faltas_de_accesibilidad, servido
from apoyo.reales import hacer_sitio, poner_acta
from playwright.sync_api import Browser, Page, expect

from generador.buscador import trozos
from generador.buscador.palabras import MENUDAS, clave, dias, llano, partir

pytestmark = pytest.mark.navegador


@pytest.fixture
def pagina(navegador: Browser) -> Iterator[Page]:
    """Una pestaña con la política de seguridad puesta; ningún guion puede fallar."""
    quejas: list[str] = []
    with abierta(navegador) as nueva:
        nueva.on("pageerror", lambda falla: quejas.append(str(falla)))
        nueva.on("console", lambda m: quejas.append(m.text) if m.type == "error" else None)
        yield nueva
    assert quejas == []


def buscar(pagina: Page, sitio: Sitio, consulta: str) -> None:
    pagina.goto(f"{sitio.direccion}buscar.html?q={consulta}")
    expect(pagina.locator("#estado")).to_contain_text("«")


ACTA = "contenido/instancias/mesa/actas/2020/01.md"
DICE = "Los comités acordaron dos reuniones sobre la territorialización."


@pytest.fixture(scope="module")
def pequeno(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitio]:
    """Un sitio con un acta que dice esas palabras una sola vez y así escritas."""
    raiz = tmp_path_factory.mktemp("pequeno")
    cabeza = "tipo: ordinaria\nfecha: 2020-03-10\nestado: firmada\noriginal: este_registro\n"
    escribir_sitio(raiz, {ACTA: f"---\n{cabeza}---\n{DICE}\n"})
    with servido(construido(raiz, "base", raiz)) as abierto:
        yield abierto


@pytest.mark.parametrize(
    "consulta",
    [
        "territorializacion",
        "comite",
        "comité",
        "reunion",
        "reuniones",
        "REUNIÓN",
        "comites reunion",
    ],
)
def test_halla_con_tilde_y_sin_ella_en_singular_y_en_plural(
    pagina: Page, pequeno: Sitio, consulta: str
) -> None:
    buscar(pagina, pequeno, consulta)
    hallado = "Acta de la sesión ordinaria del 10 de marzo de 2020"
    expect(pagina.get_by_role("link", name=hallado, exact=True)).to_be_visible()


def otra_forma(palabra: str) -> str:
    """El plural de una palabra o, si ya lo parece, el singular, por las reglas del español."""
    if palabra.endswith("s") and len(palabra) > 4:
        for plural, singular in (("ces", "z"), ("ones", "ón"), ("les", "l"), ("res", "r")):
            if palabra.endswith(plural):
                return palabra.removesuffix(plural) + singular
        return palabra[:-1]
    if palabra.endswith("z"):
        return f"{palabra[:-1]}ces"
    return f"{palabra}s" if palabra[-1] in "aeiouáéíóú" else f"{palabra}es"


# Lo que la página dice de cada consulta, una tras otra, sin volver a cargarla. No se pintan sus
# resultados ni se anota cada dirección en el historial: es casi todo lo que tardan miles.
CUANTOS = """
async (consultas) => {
  document.body.hidden = true;
  history.pushState = () => {};
  const [forma, campo, estado] = ["buscar", "q", "estado"].map((id) => document.getElementById(id));
  const dichos = [];
  for (const consulta of consultas) {
    campo.value = consulta;
    forma.requestSubmit();
    while (!estado.textContent.includes(`«${consulta}»`)) await new Promise((r) => setTimeout(r));
    dichos.push(estado.textContent.split(" de «")[0]);
  }
  return dichos;
}
"""


DE_CADA = 12
"""De las palabras del sitio se busca una de tantas: que las demás se hallan lo dice su clave."""


def test_cada_palabra_del_sitio_se_halla_igual_en_singular_y_en_plural(
    navegador: Browser, sitio: Sitio
) -> None:
    """El índice la anotó con la misma clave con que el navegador la busca, en sus dos formas."""
    vocabulario = json.loads((sitio.carpeta / "buscador/vocabulario.json").read_text("utf-8"))
    palabras = [p for p in vocabulario["palabras"] if len(p) > 2]
    assert len(palabras) > 800
    muestra = palabras[::DE_CADA]
    with abierta(navegador) as pagina:
        pagina.goto(f"{sitio.direccion}buscar.html")
        claves = [pagina.evaluate(CLAVES, formas) for formas in (palabras, otras_formas(palabras))]
        halladas = pagina.evaluate(CUANTOS, muestra)
        otras = pagina.evaluate(CUANTOS, otras_formas(muestra))
    anotadas = [clave(llano(p)) for p in palabras]
    assert dict(zip(palabras, claves[0], strict=True)) == dict(zip(palabras, anotadas, strict=True))
    assert dict(zip(palabras, claves[1], strict=True)) == dict(zip(palabras, anotadas, strict=True))
    assert {p: h for p, h in zip(muestra, halladas, strict=True) if h.startswith("No se")} == {}
    assert dict(zip(muestra, halladas, strict=True)) == dict(zip(muestra, otras, strict=True))


CLAVES = "(escritas) => escritas.map((p) => window.palabras.clave(p))"


def otras_formas(palabras: list[str]) -> list[str]:
    return [otra_forma(p) for p in palabras]


@pytest.mark.parametrize(
    "texto",
    [
        "Comité y Ñuñoa",
        "El D.C., EE.UU. y PM2.5",
        "$1.234.567,89",
        "co-gestión «ya»",
        "a_b c·d ½",
        "ﬁnanciación, ﬂujo, oﬃcio",
    ],
)
def test_un_texto_se_parte_igual_en_el_navegador(
    navegador: Browser, sitio: Sitio, texto: str
) -> None:
    with abierta(navegador) as pagina:
        pagina.goto(f"{sitio.direccion}buscar.html")
        partes = pagina.evaluate("(texto) => window.palabras.partes(texto)", texto)
    # Además, el índice tiene junto lo que va sin espacios.
    assert partes == partir(texto)[: len(partes)]


@pytest.fixture(scope="module", params=["pocos trozos", "muchos trozos"])
def de_muchas_palabras(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sitio]:
    """Un sitio con más de cinco mil palabras distintas, y unas que solo están en un acta."""
    silabas = ["".join(s) for s in product("bcdfglmnprst", "aeiou")]
    relleno = [a + b + c for a, b, c in product(silabas[:20], silabas, silabas[:5])]
    dicen = (
        "Un zócalo pomposo de la empresa Zonal S.A.S., con PM2.5, por $1.234.567,89.",
        "Unos zócalos pomposos y el plan C40, en el D.C. de EE.UU., con COVID-19 y el G20.",
    )
    cabeza = "tipo: ordinaria\nfecha: 2020-0{}-10\nestado: firmada\noriginal: este_registro\n"
    actas = {
        ACTA.replace("01.md", f"0{n + 1}.md"): (
            f"---\n{cabeza.format(n + 1)}---\n{dicen[n]}\n\n{fill(' '.join(relleno[n::2]))}\n"
        )
        for n in range(2)
    }
    raiz = tmp_path_factory.mktemp("muchas")
    escribir_sitio(raiz, actas)
    with pytest.MonkeyPatch.context() as cambios:
        if request.param == "muchos trozos":
            # Como en un sitio de miles de documentos.
            cambios.setattr(trozos, "_LETRAS", ())
        salida = construido(raiz, "base", raiz)
    hay = {len(a.name.partition("-")[0]) for a in (salida / "buscador/palabras").iterdir()}
    assert max(hay) == (1 if request.param == "pocos trozos" else 3)
    with servido(salida) as abierto:
        yield abierto


DE_MUCHAS = {
    "zócalo": "2 resultados",
    "zocalos": "2 resultados",
    "pomposo": "2 resultados",
    "pompo": "2 resultados",
    "pom": "No se halló nada",
    "POMPO": "2 resultados",
    "SAS": "1 resultado",
    "S.A.S.": "1 resultado",
    "s.a.s": "1 resultado",
    "C40": "1 resultado",
    "PM2.5": "1 resultado",
    "$1.234.567,89": "1 resultado",
    "1.234.567": "1 resultado",
    "1234567": "1 resultado",
    "D.C.": "1 resultado",
    "DC": "1 resultado",
    "EE.UU.": "1 resultado",
    "EEUU": "1 resultado",
    "covid-19": "1 resultado",
    "zócalos D.C.": "1 resultado",
    '"zócalo pomposo"': "1 resultado",
    "“zocalos pomposos”": "1 resultado",
    '"pomposo zócalo"': "No se halló nada",
    '"de la empresa Zonal" PM2.5': "1 resultado",
    '"de la empresa Zonal" C40': "No se halló nada",
    "9.876.543": "No se halló nada",
    "IDU": "No se halló nada",
    "I.D.U.": "No se halló nada",
    "asdfgh": "No se halló nada",
    "ISO9001": "No se halló nada",
    "C41": "No se halló nada",
}


def test_con_muchas_palabras_tambien_se_sabe_cuales_estan(
    pagina: Page, de_muchas_palabras: Sitio
) -> None:
    partes = (de_muchas_palabras.carpeta / "buscador").glob("vocabulario-*.json")
    assert "vocabulario-z.json" in {p.name for p in partes}
    pagina.goto(f"{de_muchas_palabras.direccion}buscar.html")
    assert dict(zip(DE_MUCHAS, pagina.evaluate(CUANTOS, list(DE_MUCHAS)), strict=True)) == DE_MUCHAS


@pytest.mark.parametrize("consulta", ["IDU", "asdfgh", "qwx", "asdfgh zxcv", "I.D.U.", "ISO9001"])
def test_lo_que_el_sitio_no_dice_no_da_lo_que_empieza_parecido(
    pagina: Page, sitio: Sitio, consulta: str
) -> None:
    buscar(pagina, sitio, consulta)
    expect(pagina.locator("#estado")).to_contain_text("No se halló nada")
    expect(pagina.locator("#listados")).to_be_visible()


def test_una_palabra_ajena_se_dice_y_se_busca_lo_demas(pagina: Page, sitio: Sitio) -> None:
    buscar(pagina, sitio, "sedes asdfgh")
    expect(pagina.locator("#estado")).to_contain_text(
        "Ningún documento dice «asdfgh»: se buscó lo demás"
    )
    con_ajena = pagina.locator("#estado").inner_text().split(" de «")[0]
    buscar(pagina, sitio, "sede")
    expect(pagina.locator("#estado")).to_contain_text(f"{con_ajena} de «sede»")


def test_un_resultado_nombra_el_documento_y_su_fecha_y_lleva_a_el(
    pagina: Page, sitio: Sitio
) -> None:
    buscar(pagina, sitio, "jornada abierta")
    primero = pagina.locator("#resultados li").first
    expect(primero.locator("a")).to_have_text("Hacer una jornada abierta en las sedes.")
    expect(primero.locator(".cuando")).to_contain_text("18 de junio de 2026 · Consejo de ejemplo")
    expect(primero.locator(".insignia")).to_have_text(["Decisión", "Ficticio"])
    expect(primero.locator("mark").first).to_be_visible()
    primero.locator("a").click()
    expect(pagina.locator(".acuerdo:target h3")).to_have_text(
        "Hacer una jornada abierta en las sedes."
    )


def test_las_facetas_dejan_solo_lo_escogido_y_quedan_en_la_direccion(
    pagina: Page, sitio: Sitio
) -> None:
    buscar(pagina, sitio, "sedes")
    pagina.get_by_label("Clase").select_option("Decisión")
    insignias = pagina.locator("#resultados li .insignia:first-of-type")
    # La lista se vuelve a escribir: se mira cuando ya no queda ninguna de antes.
    expect(insignias.filter(has_not_text="Decisión")).to_have_count(0)
    expect(insignias.first).to_have_text("Decisión")
    pagina.get_by_label("Año").select_option("2026")
    expect(pagina.locator("#estado")).to_contain_text("resultado")
    assert "clase=Decisi" in pagina.url and "anio=2026" in pagina.url
    pagina.reload()
    expect(pagina.get_by_label("Año")).to_have_value("2026")
    expect(pagina.locator("#resultados li .cuando").first).to_contain_text("2026")


@pytest.mark.parametrize(
    ("escrita", "del_sitio"),
    [
        ("territorialisasion", "territorialización"),
        ("desiciones", "decisiones"),
        ("transparensia", "transparencia"),
        ("atca", "acta"),
        ("orario", "horario"),
        ("prosima", "próxima"),
        ("reglmento", "reglamento"),
    ],
)
def test_una_palabra_mal_escrita_se_busca_como_el_sitio_la_escribe(
    pagina: Page, sitio: Sitio, escrita: str, del_sitio: str
) -> None:
    buscar(pagina, sitio, escrita)
    estado = pagina.get_by_role("status")
    expect(estado).to_contain_text(f"Ningún documento dice «{escrita}»: se buscó «{del_sitio}».")
    # Lo mismo que si se hubiera escrito bien, y nada más.
    primero = pagina.locator("#resultados a").first
    expect(primero).to_be_visible()
    dados = pagina.locator("#resultados a").all_inner_texts()
    cuantos = estado.inner_text().split(" de «")[0]
    buscar(pagina, sitio, del_sitio)
    expect(estado).to_have_text(f"{cuantos} de «{del_sitio}».")
    expect(primero).to_be_visible()
    assert dados == pagina.locator("#resultados a").all_inner_texts()


@pytest.mark.parametrize("otra", ["gato", "perro", "fútbol", "SENA", "carros", "luna"])
def test_una_palabra_de_otra_cosa_no_se_corrige(pagina: Page, sitio: Sitio, otra: str) -> None:
    buscar(pagina, sitio, otra)
    expect(pagina.get_by_role("status")).to_have_text(f"No se halló nada de «{otra}».")


def test_si_nada_lo_dice_todo_se_muestra_lo_que_mas_dice(pagina: Page, sitio: Sitio) -> None:
    buscar(pagina, sitio, "jornada abierta horario único glosario")
    expect(pagina.get_by_role("status")).to_contain_text("Ninguno lo dice todo")
    # Una cifra no se perdona: el acta 3 no es la 77.
    buscar(pagina, sitio, "acta 77 de 2026 jornada")
    expect(pagina.get_by_role("status")).to_contain_text("No se halló nada")


def test_las_palabras_menudas_son_las_mismas_en_los_dos_lados(
    navegador: Browser, sitio: Sitio
) -> None:
    with abierta(navegador) as pagina:
        pagina.goto(f"{sitio.direccion}buscar.html")
        assert sorted(pagina.evaluate("window.palabras.MENUDAS")) == sorted(MENUDAS)


DIAS = {
    "El 29 de octubre de 2022 y el 1.º de marzo de 2020": ["2022:1029", "2020:0301"],
    "5 enero 2021; 05 DE MAYO DEL 2023": ["2021:0105", "2023:0505"],
    "29 de octubre, 2022; octubre de 2022; 129 de mayo de 20222": [],
    "El 30 de febrero de 2019": ["2019:0230"],
}


def test_los_dias_son_los_mismos_en_los_dos_lados(navegador: Browser, sitio: Sitio) -> None:
    with abierta(navegador) as pagina:
        pagina.goto(f"{sitio.direccion}buscar.html")
        for texto, claves in DIAS.items():
            assert pagina.evaluate("(t) => window.palabras.dias(t)", texto) == claves
            assert dias(texto) == claves


AVISO = ("Acta que falta", "Actas que faltan")


def test_un_aviso_nunca_va_antes_que_su_documento(pagina: Page, sitio: Sitio) -> None:
    """Se busca cada acta por su título; antes de ella no hay nada que diga que falta."""
    textos = (json.loads(a.read_bytes()) for a in sitio.carpeta.glob("buscador/textos/*/*.json"))
    actas = [
        t for filas in textos for ruta, t, *_ in filas if "/actas/" in ruta and "#" not in ruta
    ]
    assert len(actas) > 15
    for titulo in actas:
        buscar(pagina, sitio, titulo)
        expect(pagina.locator("#resultados a").first).to_be_visible()
        antes = pagina.locator("#resultados li").all_inner_texts()
        lugar = next(n for n, dicho in enumerate(antes) if titulo in dicho)
        assert not [d for d in antes[:lugar] if any(a in d for a in AVISO)], titulo


def test_cada_resultado_dice_de_quien_es_que_es_cuando_y_por_que(
    pagina: Page, sitio: Sitio
) -> None:
    for consulta in (
        "sedes",
        "decreto 527",
        "compromisos vencidos",
        "actas 2026",
        "próxima reunión",
    ):
        buscar(pagina, sitio, consulta)
        expect(pagina.locator("#resultados a").first).to_be_visible()
        for li in pagina.locator("#resultados li").all():
            assert li.locator(".insignia").first.inner_text()
            assert li.locator(".cuando").inner_text()
            porque = li.locator(".porque").inner_text()
            assert all(palabra in porque for palabra in consulta.split()), (consulta, porque)
            extracto = li.locator(".extracto")
            if extracto.count():
                dicho = extracto.inner_text()
                assert dicho.endswith((".", "…", "?", ")", ":")), dicho


def test_lo_que_no_esta_lo_dice_y_deja_los_listados(pagina: Page, sitio: Sitio) -> None:
    buscar(pagina, sitio, "xyzzy")
    expect(pagina.locator("#estado")).to_have_text("No se halló nada de «xyzzy».")
    expect(pagina.locator("#listados")).to_be_visible()


def test_desde_cualquier_pagina_y_solo_con_el_teclado(pagina: Page, sitio: Sitio) -> None:
    pagina.goto(sitio.direccion + "instancias/consejo-de-ejemplo/index.html")
    pagina.get_by_role("searchbox").focus()
    pagina.keyboard.type("sedes")
    pagina.keyboard.press("Enter")
    expect(pagina.locator("#resultados li")).to_have_count(10)
    pagina.locator("#mas").focus()
    pagina.keyboard.press("Enter")
    # El foco va al primero de los nuevos, no al comienzo.
    expect(pagina.locator("#resultados li:nth-child(11) a")).to_be_focused()


@pytest.mark.parametrize("ancho", [320, 1280])
def test_los_resultados_son_accesibles(navegador: Browser, sitio: Sitio, ancho: int) -> None:
    with abierta(navegador, ancho, bypass_csp=True) as pagina:
        buscar(pagina, sitio, "sedes")
        expect(pagina.locator("#resultados li").first).to_be_visible()
        assert faltas_de_accesibilidad(pagina) == []


def test_sin_indice_lo_dice_y_deja_los_listados(navegador: Browser, sitio: Sitio) -> None:
    with abierta(navegador) as pagina:
        pagina.route("**/buscador/*", lambda ruta: ruta.abort())
        pagina.goto(sitio.direccion + "buscar.html?q=sedes")
        expect(pagina.locator("#estado")).to_contain_text("no está disponible")
        expect(pagina.locator("#listados")).to_be_visible()


def test_el_indice_no_se_pide_hasta_que_se_usa(pagina: Page, sitio: Sitio) -> None:
    pedidas: list[str] = []
    pagina.on("request", lambda r: pedidas.append(r.url))
    pagina.goto(sitio.direccion + "buscar.html")
    pagina.wait_for_load_state("networkidle")
    assert not [u for u in pedidas if "/buscador/" in u]
    pagina.locator("#q").focus()
    expect(pagina.locator("#facetas")).to_be_visible()
    assert [u for u in pedidas if "/buscador/" in u]


def test_quien_tenia_la_pagina_abierta_busca_en_lo_nuevo(
    navegador: Browser, tmp_path: Path
) -> None:
    """Con la página abierta se publica un acta anterior, que cambia el lugar de las demás."""
    raiz = hacer_sitio(tmp_path / "sitio", 2)
    poner_acta(raiz, 2, texto="El canal Albina.")
    # Lo de antes responde 404, y el navegador lo anota: no es una falla del guion.
    with servido(construido(tmp_path, "base", raiz)) as abierto, abierta(navegador) as pagina:
        buscar(pagina, abierto, "asuntos")
        poner_acta(raiz, 1, texto="Un parque en Timiza.")
        construido(tmp_path, "base", raiz)
        for consulta, titulo in (("albina", "15 de marzo"), ("timiza", "15 de febrero")):
            pagina.locator("#q").fill(consulta)
            pagina.keyboard.press("Enter")
            expect(pagina.locator("#estado")).to_contain_text(f"1 resultado de «{consulta}»")
            expect(pagina.locator("#resultados a")).to_contain_text(titulo)
