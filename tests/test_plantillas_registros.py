"""Las páginas de los registros, dibujadas: completas, casi vacías y con texto hostil."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from apoyo.completos import acervo_completo, acervo_minimo, contexto_completo
from apoyo.informes import acervo, acta, contexto, instancia
from apoyo.pintar import Armazon, paginas
from hypothesis import given, settings
from hypothesis import strategies as st

CASOS = {
    "completo": (acervo_completo(), contexto_completo()),
    "minimo": (acervo_minimo(), contexto()),
}
PAGINAS = [
    pytest.param(html, id=f"{caso}:{ruta}")
    for caso, (de, con) in CASOS.items()
    for ruta, html in paginas(de, con).items()
]
ACTA = "instancias/mesa/actas/2021/02.html"
HOSTILES = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>' &amp; </dl></main>",
    "{{ v.marco }} {% include 'base.html' %}",
    "ñ" * 200,
    "\u202eأمر خطير\u202c",
    "👩🏽‍⚖️ 🏛️ reunión",
)


# --- cómo está hecha toda página --------------------------------------------------------------


@pytest.mark.parametrize("pagina", PAGINAS)
def test_hay_un_h1_y_los_titulos_bajan_de_uno_en_uno(pagina: str) -> None:
    niveles = [int(t[1]) for t, _ in Armazon(pagina).etiquetas if re.fullmatch("h[1-6]", t)]
    assert niveles[0] == 1 and niveles.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(niveles))


@pytest.mark.parametrize("pagina", PAGINAS)
def test_cada_identificador_es_unico_y_cada_referencia_existe(pagina: str) -> None:
    armazon = Armazon(pagina)
    ids = armazon.valores("id")
    anclas = [h[1:] for h in armazon.valores("href") if h.startswith("#")]
    assert len(ids) == len(set(ids))
    assert set(armazon.valores("aria-labelledby")) | set(anclas) <= set(ids)


@pytest.mark.parametrize("pagina", PAGINAS)
def test_no_lleva_programas_ni_estilos_dentro(pagina: str) -> None:
    for etiqueta, atributos in Armazon(pagina).etiquetas:
        assert etiqueta not in ("script", "style")
        assert not [a for a in atributos if a == "style" or a.startswith("on")]


@pytest.mark.parametrize("pagina", PAGINAS)
def test_cada_tabla_tiene_titulo_y_cada_encabezado_su_alcance(pagina: str) -> None:
    etiquetas = Armazon(pagina).etiquetas
    nombres = [t for t, _ in etiquetas]
    assert nombres.count("caption") == nombres.count("table")
    assert all("scope" in atributos for t, atributos in etiquetas if t == "th")


@pytest.mark.parametrize("pagina", PAGINAS)
def test_nada_queda_en_blanco(pagina: str) -> None:
    # El que no se sabe dice «sin dato»: ni una celda ni una definición vacías.
    assert not re.findall(
        r"<(dd|td|th|dt|h2|h3|li|caption)\b[^>]*>\s*(?:<div>\s*</div>)?</\1>", pagina
    )


# --- lo que se lee ----------------------------------------------------------------------------


def test_lo_decidido_va_antes_que_la_asistencia() -> None:
    texto = paginas(*CASOS["completo"])[ACTA]
    lugares = [texto.index(f'id="s_{s}"') for s in ("decisiones", "datos", "asistencia")]
    assert lugares == sorted(lugares)


def test_un_acta_completa_se_lee() -> None:
    texto = Armazon(paginas(*CASOS["completo"])[ACTA]).texto
    for frase in (
        "Registro reconstruido a partir de «Informe de 2021»: no es el acta firmada y no prueba "
        "nada por sí mismo",
        "Según «Informe de 2021», la sesión no tomó decisiones.",
        "compromisos",
        "Resumen; no es el texto firmado Se habló .",
        "Información pública clasificada: no se publica. Fundamento: Ley 1712 de 2014, art. 18",
        "huella SHA-256 es esta: " + "ab" * 32,
        "Acta anterior Acta de la sesión ordinaria del 1 de marzo de 2021",
    ):
        assert frase in texto


def test_el_informe_sigue_el_orden_del_formulario() -> None:
    pagina = paginas(*CASOS["completo"])["instancias/mesa/informes/2021.html"]
    titulos = re.findall(r'<h2 id="s_[a-z]+">([^<]+)</h2>', pagina)
    assert titulos == [
        "Datos del informe",
        "Identificación",
        "Asistentes",
        "Sesiones realizadas y programadas",
        "Publicación en la página web",
        "Funciones generales",
        "Funciones específicas",
        "Seguimiento al plan de trabajo",
        "Análisis del funcionamiento de la instancia",
        "Seguimiento a las decisiones",
        "Firma de quien ejerce la secretaría técnica",
        "Compromisos",
        "Quórum y publicación de cada sesión",
        "Cómo leer las cifras",
        "Desde cuándo es público",
    ]


def test_lo_que_no_coincide_se_dice_con_palabras_y_con_sus_registros() -> None:
    texto = Armazon(paginas(*CASOS["completo"])["instancias/mesa/informes/2021.html"]).texto
    dicho = "Sesiones ordinarias realizadas Declarado 3 Calculado 2 No coincide De qué se calculó"
    assert dicho in texto
    assert "Acta de la sesión ordinaria del 1 de marzo de 2021" in texto[texto.index(dicho) :]


NO_REALIZADAS = {
    ("cancelada", "2021-03-01"): "Esta sesión se canceló: no hay acta.",
    ("aplazada", "2021-03-01"): "Esta sesión se aplazó: no hay acta de ella.",
    ("convocada", "2021-03-01"): "No consta que esta sesión se hiciera",
    ("convocada", "2099-03-01"): "Esta sesión todavía no se ha hecho: por eso no hay acta.",
}


@pytest.mark.parametrize(("estado", "fecha"), NO_REALIZADAS)
def test_de_una_sesion_sin_acta_no_se_dice_mas_de_lo_que_se_sabe(estado: str, fecha: str) -> None:
    suya = acta(f"{fecha[:4]}/01", fecha, estado_sesion=estado)
    pagina = paginas(acervo(instancia(), actas=(suya,)), contexto())
    texto = pagina[f"instancias/mesa/actas/{fecha[:4]}/01.html"]
    dichas = {frase for frase in NO_REALIZADAS.values() if frase in texto}
    assert dichas == {NO_REALIZADAS[estado, fecha]}


def test_de_una_sesion_cancelada_no_se_pregunta_lo_que_no_pudo_haber() -> None:
    cancelada = acta("2021/01", "2021-03-01", estado_sesion="cancelada", motivo="Lluvia")
    de = acervo(instancia(), actas=(cancelada,))
    pagina = paginas(de, contexto())["instancias/mesa/actas/2021/01.html"]
    assert "Esta sesión se canceló: no hay acta." in pagina
    assert "Lluvia" in pagina
    assert "s_quorum" not in pagina


# --- texto hostil -----------------------------------------------------------------------------


def esqueleto(pagina: str) -> list[str]:
    return [etiqueta for etiqueta, _ in Armazon(pagina).etiquetas]


def revisar_hostil(hostil: str) -> None:
    """Con cualquier texto, las mismas etiquetas que con el texto llano, y el texto se lee."""
    llanas = paginas(acervo_completo("llano"), contexto_completo("llano"))
    hostiles = paginas(acervo_completo(hostil), contexto_completo(hostil))
    assert llanas.keys() == hostiles.keys()
    for ruta, pagina in hostiles.items():
        assert esqueleto(pagina) == esqueleto(llanas[ruta]), ruta
    assert " ".join(hostil.split()) in Armazon(hostiles[ACTA]).texto


@pytest.mark.parametrize("hostil", HOSTILES)
def test_un_texto_hostil_no_agrega_ni_quita_etiquetas(hostil: str) -> None:
    revisar_hostil(hostil)


@settings(max_examples=15)
@given(st.text(st.sampled_from("<>&\"'/=abc {}%#"), min_size=1, max_size=40).filter(str.strip))
def test_ningun_texto_agrega_ni_quita_etiquetas(hostil: str) -> None:
    revisar_hostil(hostil.strip())


def test_una_direccion_que_no_es_de_la_web_no_sale_como_tal() -> None:
    buena = acta("2021/01", "2021-03-01", anexos=[{"titulo": "A", "url": "https://a.gov.co/"}])
    # La lectura no la admite; si algún día la admitiera, tampoco saldría.
    (anexo,) = buena.anexos or ()
    peligrosa = anexo.model_copy(update={"url": "javascript:alert(1)"})
    una = buena.model_copy(update={"anexos": (peligrosa,)})
    pagina = paginas(acervo(instancia(), actas=(una,)), contexto())[
        "instancias/mesa/actas/2021/01.html"
    ]
    assert not [h for h in Armazon(pagina).valores("href") if h.startswith("javascript:")]
