"""Todas las páginas de un sitio: completas, casi vacías y con texto hostil.

Varias de estas pruebas sostienen una línea de la declaración de accesibilidad.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from dataclasses import replace
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

import pytest
from apoyo.completos import acervo_completo, acervo_minimo, contexto_completo
from apoyo.fabrica import acervo, contexto, instancia
from apoyo.paginas import planeadas, sitio
from apoyo.pintar import Armazon
from hypothesis import given
from hypothesis import strategies as st

from generador.configuracion import Contexto
from generador.lectura.contenido import Contenido
from generador.lectura.contexto import leer_contexto
from generador.modelo.nombres import direccion_anterior, es_del_sitio
from generador.planeacion import TextoPlano
from generador.representacion import carpeta_de_temas_propios
from generador.vistas.accesibilidad import vista_accesibilidad
from generador.vistas.mapa import repartir_en_mapas

RAIZ = Path(__file__).parent.parent
BASE = carpeta_de_temas_propios() / "base"
HOJA = (BASE / "estaticos/estilo.css").read_text(encoding="utf-8")
HOSTIL = "<b onclick=x>\"'&{{ v }}</b></main>"
CORTE = "2021-08-01"


def con_accesibilidad(con: Contexto) -> Contexto:
    """El contexto con las líneas de accesibilidad que trae el producto."""
    leido = leer_contexto(Contenido(RAIZ), con.corte).contexto
    assert leido is not None
    return replace(con, accesibilidad=leido.accesibilidad)


@cache
def paginas(caso: str) -> dict[str, str]:
    """Las páginas de un sitio completo, mínimo, vacío u hostil."""
    if caso == "vacio":
        return sitio(contexto(CORTE))
    if caso == "minimo":
        return sitio(contexto(CORTE, demostracion="si"), acervo_minimo())
    hostil = HOSTIL if caso == "hostil" else "llano" if caso == "llano" else None
    con = con_accesibilidad(replace(contexto_completo(hostil), corte=contexto(CORTE).corte))
    return sitio(con, acervo_completo(hostil))


CASOS = ("completo", "minimo", "vacio", "hostil")
TODAS = [pytest.param(caso, ruta, id=f"{caso}:{ruta}") for caso in CASOS for ruta in paginas(caso)]
cada_pagina = pytest.mark.parametrize(("caso", "ruta"), TODAS)


# --- cómo está hecha cada página --------------------------------------------------------------


def faltas(pagina: str) -> list[str]:
    """Lo que una página tiene mal hecho, en palabras."""
    armazon = Armazon(pagina)
    nombres = [nombre for nombre, _ in armazon.etiquetas]
    titulos = [int(n[1]) for n in nombres if re.fullmatch("h[1-6]", n)]
    ids = armazon.valores("id")
    anclas = {e[1:] for e in armazon.valores("href") if e.startswith("#")}
    referidos = {r for v in armazon.valores("aria-labelledby") for r in v.split()}
    pruebas = {
        "no tiene un solo h1": titulos.count(1) != 1,
        "salta un nivel de título": any(b > a + 1 for a, b in pairwise(titulos)),
        "repite un id": len(ids) != len(set(ids)),
        "lleva a un ancla que no está": not anclas <= set(ids),
        "nombra con algo que no está": not referidos <= set(ids),
        "tiene un encabezado sin alcance": any(
            n == "th" and not a.get("scope") for n, a in armazon.etiquetas
        ),
        "tiene una tabla sin título": nombres.count("table") != nombres.count("caption"),
        "dice None": "None" in armazon.texto,
        "trae un programa dentro": bool(re.search(r"<script[^>]*>[^<]|<style| style=", pagina)),
        "deja pasar una etiqueta": "b" in nombres,
        # La esquina de un cuadro no es un dato.
        "deja una celda vacía": bool(
            re.search(r"(?<!grupos\">)<(td|th|dd|dt|h2|h3)\b[^>]*>\s*</\1>", pagina)
        ),
    }
    return [falta for falta, ocurre in pruebas.items() if ocurre]


@cada_pagina
def test_cada_pagina_esta_bien_hecha(caso: str, ruta: str) -> None:
    assert faltas(paginas(caso)[ruta]) == []


@pytest.mark.parametrize(
    ("mala", "falta"),
    [
        ("<h2>a</h2>", "no tiene un solo h1"),
        ("<h1>a</h1><h3>b</h3>", "salta un nivel de título"),
        ("<h1 id=a>a</h1><p id=a>", "repite un id"),
        ("<h1>a</h1><a href='#x'>", "lleva a un ancla que no está"),
        ("<h1 aria-labelledby=x>a</h1>", "nombra con algo que no está"),
        ("<h1>a</h1><table><th>b</th><caption>", "tiene un encabezado sin alcance"),
        ("<h1>a</h1><table>", "tiene una tabla sin título"),
        ("<h1>None</h1>", "dice None"),
        ("<h1>a</h1><script src=x>1</script>", "trae un programa dentro"),
        ("<h1>a</h1><p style='x'>", "trae un programa dentro"),
        ("<h1><b>a</b></h1>", "deja pasar una etiqueta"),
        ("<h1>a</h1><td> </td>", "deja una celda vacía"),
    ],
)
def test_la_revision_puede_fallar(mala: str, falta: str) -> None:
    assert faltas(mala) == [falta]


def test_un_texto_hostil_no_agrega_ni_quita_etiquetas() -> None:
    llanas, hostiles = paginas("llano"), paginas("hostil")
    assert llanas.keys() == hostiles.keys()
    for ruta, pagina in hostiles.items():
        etiquetas = [e for e, _ in Armazon(pagina).etiquetas]
        assert etiquetas == [e for e, _ in Armazon(llanas[ruta]).etiquetas], ruta


@cada_pagina
def test_ninguna_pagina_dice_que_dia_es(caso: str, ruta: str) -> None:
    assert "1 de agosto de 2021" not in Armazon(paginas(caso)[ruta]).texto


# --- de una página a otra ---------------------------------------------------------------------


def enlaces(ruta: str, pagina: str) -> set[str]:
    """Las direcciones del sitio a las que lleva una página, sin ancla."""
    carpeta = posixpath.dirname(ruta)
    internos = (h for h in Armazon(pagina).valores("href") if not re.match(r"[a-z]+:|#|/", h))
    return {posixpath.normpath(posixpath.join(carpeta, h.partition("#")[0])) for h in internos}


@cada_pagina
def test_ningun_enlace_lleva_a_una_pagina_que_no_esta(caso: str, ruta: str) -> None:
    hay = paginas(caso)
    llevan = {e for e in enlaces(ruta, hay[ruta]) if e.endswith(".html")}
    assert llevan - set(hay) == set()


@pytest.mark.parametrize("caso", CASOS)
def test_el_mapa_lleva_a_cada_pagina(caso: str) -> None:
    hay = paginas(caso)
    # Las listas de compromisos de un estado o una entidad son la misma lista, en partes.
    partes = {r for r in hay if r.startswith("compromisos/")}
    assert set(hay) - enlaces("mapa.html", hay["mapa.html"]) - partes == {"404.html"}
    assert partes <= enlaces("compromisos.html", hay["compromisos.html"]) | {
        r for r in partes if "sin-entidad" in r
    }


def navegacion(ruta: str, pagina: str) -> list[tuple[str, str]]:
    """Los enlaces de la cabecera y del pie, con su texto y la página a la que llevan."""
    carpeta = posixpath.dirname(ruta)
    trozos = re.findall(r'<nav class="(?:navegacion|ayuda)".*?</nav>', pagina, re.DOTALL)
    pares = re.findall(r'href="([^"]+)"[^>]*>([^<]+)<', "".join(trozos))
    return [(t, posixpath.normpath(posixpath.join(carpeta, h))) for h, t in pares]


@pytest.mark.parametrize("caso", CASOS)
def test_la_navegacion_es_la_misma_en_todas_las_paginas(caso: str) -> None:
    hay = {r: p for r, p in paginas(caso).items() if r != "404.html"}
    distintas = {tuple(navegacion(r, p)) for r, p in hay.items()}
    assert len(distintas) == 1 and len(distintas.pop()) >= 10


@cada_pagina
def test_un_mismo_texto_no_lleva_a_dos_lugares(caso: str, ruta: str) -> None:
    # Con texto hostil todo se llama igual: no es de eso de lo que trata.
    if caso == "hostil":
        return
    principal = re.search(r"<main.*</main>", paginas(caso)[ruta], re.DOTALL)
    assert principal
    lugares: defaultdict[str, set[str]] = defaultdict(set)
    for atributos, texto in re.findall(r"<a ([^>]*)>(.*?)</a>", principal[0], re.DOTALL):
        propio = re.search(r'aria-label="([^"]*)"', atributos)
        visible = " ".join(re.sub("<[^>]*>", " ", texto).split())
        destino = re.search(r'href="([^"#]*)', atributos)
        if "casilla" not in atributos and destino:
            lugares[propio[1] if propio else visible].add(destino[1])
    assert {t: d for t, d in lugares.items() if len(d) > 1} == {}


# --- accesibilidad ----------------------------------------------------------------------------


@cada_pagina
def test_cada_pagina_dice_su_idioma(caso: str, ruta: str) -> None:
    assert Armazon(paginas(caso)[ruta]).etiquetas[0] == ("html", {"lang": "es-CO"})


# Con texto hostil, la instancia se llama igual que el sitio.
@pytest.mark.parametrize("caso", ["completo", "minimo", "vacio"])
def test_cada_pagina_tiene_su_titulo(caso: str) -> None:
    hay = paginas(caso).values()
    titulos = {t[1] for p in hay if (t := re.search("<head>.*?<title>(.+?)</title>", p, re.DOTALL))}
    assert len(titulos) == len(hay)


@cada_pagina
def test_lo_primero_de_cada_pagina_es_saltar_al_contenido(caso: str, ruta: str) -> None:
    etiquetas = Armazon(paginas(caso)[ruta]).etiquetas
    primero = next(a for e, a in etiquetas if e in ("a", "button", "input"))
    assert primero == {"class": "salto", "href": "#s_contenido"}
    assert [a["id"] for e, a in etiquetas if e == "main"] == ["s_contenido"]


@cada_pagina
def test_las_advertencias_van_antes_del_contenido(caso: str, ruta: str) -> None:
    pagina = paginas(caso)[ruta]
    encabezado = re.search(r'<header class="encabezado">.*?</header>', pagina, re.DOTALL)
    assert encabezado and pagina.count('class="aviso"') == encabezado[0].count('class="aviso"')


@cada_pagina
def test_todo_dibujo_se_oculta_o_tiene_nombre(caso: str, ruta: str) -> None:
    for etiqueta, atributos in Armazon(paginas(caso)[ruta]).etiquetas:
        if etiqueta == "svg" and atributos.get("role") == "img":
            assert atributos.get("aria-labelledby") or atributos.get("aria-label")
        elif etiqueta == "svg":
            assert atributos["aria-hidden"] == "true"
        if etiqueta == "img":
            assert atributos.get("alt")


@cada_pagina
def test_ningun_estado_es_solo_color(caso: str, ruta: str) -> None:
    estados = re.findall(r'<span class="estado [^"]*">(.*?)</span>', paginas(caso)[ruta], re.DOTALL)
    assert all(re.sub("<[^>]*>", "", e).strip() for e in estados)


@cada_pagina
def test_el_orden_del_tabulador_es_el_de_la_pagina(caso: str, ruta: str) -> None:
    assert set(Armazon(paginas(caso)[ruta]).valores("tabindex")) <= {"0", "-1"}


@cada_pagina
def test_nada_suena_ni_se_mueve_ni_cambia_solo(caso: str, ruta: str) -> None:
    armazon = Armazon(paginas(caso)[ruta])
    etiquetas = {e for e, _ in armazon.etiquetas}
    assert not etiquetas & {"audio", "video", "marquee", "blink", "object", "embed", "iframe"}
    assert "refresh" not in armazon.valores("http-equiv")
    assert not re.search(r"animation|@keyframes", HOJA)


def test_el_foco_se_ve() -> None:
    assert re.search(r":focus-visible \{ outline: 3px solid", HOJA)
    # Solo se quita al contenido principal, que recibe el foco al saltar a él, no con el teclado.
    assert re.findall(r"([^{}\n]*)\{[^}]*outline: none", HOJA) == ["main:focus-visible "]


def test_la_hoja_mide_las_letras_en_medidas_relativas() -> None:
    medidas = re.findall(r"font-size: ([^;]+);", HOJA.split("@media print")[0])
    assert medidas and not [m for m in medidas if re.search(r"\dpx|\dpt", m)]
    plantilla = (BASE / "plantillas/base.html").read_text(encoding="utf-8")
    assert "user-scalable" not in plantilla and "maximum-scale" not in plantilla


# --- la declaración de accesibilidad ----------------------------------------------------------


def prueba_existe(nombre: str) -> bool:
    """Si `tests/archivo.py::prueba` es una prueba que se corre."""
    archivo, _, prueba = nombre.partition("::")
    camino = RAIZ / archivo
    return camino.is_file() and f"\ndef {prueba}(" in camino.read_text(encoding="utf-8")


def test_cada_prueba_que_la_declaracion_nombra_existe() -> None:
    lineas = con_accesibilidad(contexto(CORTE)).accesibilidad
    nombradas = {p for linea in lineas for p in linea.pruebas}
    assert len(nombradas) > 15
    assert {p for p in nombradas if not prueba_existe(p)} == set()


@pytest.mark.parametrize(
    "nombre", ["tests/no_esta.py::test_x", "tests/test_paginas_del_sitio.py::test_inventada"]
)
def test_una_prueba_que_no_existe_se_descubre(nombre: str) -> None:
    assert not prueba_existe(nombre)


def test_la_declaracion_tiene_las_32_lineas_y_ninguna_dice_mas_de_lo_que_se_sabe() -> None:
    vista = vista_accesibilidad(con_accesibilidad(contexto(CORTE)))
    assert [linea.cc for linea in vista.lineas] == [f"CC{n}" for n in range(1, 33)]
    assert not [linea.cc for linea in vista.lineas if linea.confirmado]
    assert all(bool(linea.alcance) == bool(linea.pruebas) for linea in vista.lineas)
    pagina = paginas("completo")["accesibilidad.html"]
    sin_prueba = sum(1 for linea in vista.lineas if not linea.pruebas)
    assert pagina.count('<span class="sin-dato">por verificar</span>') == sin_prueba > 5


# --- el mapa para buscadores y lo que solo a veces hay ----------------------------------------


def test_el_mapa_para_buscadores_solo_existe_si_el_sitio_dice_donde_esta() -> None:
    con = contexto(CORTE, direccion="https://www.ejemplo.gov.co/mesas/")
    (xml,) = [p.contenido for p in planeadas(con) if isinstance(p, TextoPlano) and "mapa" in p.ruta]
    assert xml.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<urlset')
    assert "<url><loc>https://www.ejemplo.gov.co/mesas/index.html</loc></url>\n" in xml
    assert "404" not in xml and ".json" not in xml
    assert "no se publica todavía" not in sitio(con)["mapa.html"]
    assert not [p for p in planeadas(contexto(CORTE)) if p.ruta.endswith(".xml")]
    assert "no se publica todavía" in paginas("vacio")["mapa.html"]


def test_ninguna_direccion_del_sitio_mismo_la_puede_tener_antes_un_registro() -> None:
    suyas = [r for r in paginas("completo") if not r.startswith(("instancias/", "normas/"))]
    assert len(suyas) > 12
    faltan = [r for r in suyas if not es_del_sitio(r) and direccion_anterior(r) is not None]
    assert faltan == [], "falta su nombre en _DEL_SITIO, de generador/modelo/nombres.py"


@given(
    st.lists(st.integers(0, 40), max_size=12),
    st.integers(0, 10),
    st.integers(min_value=11, max_value=30),
)
def test_los_mapas_traen_cada_direccion_una_vez_y_ninguno_pasa_del_tope(
    cuantas: list[int], comunes: int, tope: int
) -> None:
    pedidas = [(f"mesa-{n}", total) for n, total in enumerate(cuantas)]
    mapas = repartir_en_mapas(pedidas, comunes, tope)
    largos = [sum(t.hasta - t.desde for t in mapa) for mapa in mapas]
    assert comunes + largos[0] <= tope and all(0 < n <= tope for n in largos[1:])
    traidas = [(t.slug, n) for mapa in mapas for t in mapa for n in range(t.desde, t.hasta)]
    assert traidas == [(slug, n) for slug, total in pedidas for n in range(total)]


def test_un_sitio_que_no_cabe_en_un_mapa_tiene_un_indice_y_ninguna_direccion_de_menos(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    con = replace(contexto_completo(None), corte=contexto(CORTE).corte)
    con = replace(
        con, sitio=con.sitio.model_copy(update={"direccion": "https://ejemplo.gov.co/m/"})
    )
    entero = {p.ruta: p for p in planeadas(con, acervo_completo(None))}["mapa-del-sitio.xml"]
    monkeypatch.setattr(
        "generador.planeacion.comunes.repartir_en_mapas", partial(repartir_en_mapas, tope=45)
    )
    todas = planeadas(con, acervo_completo(None))
    partidos = {p.ruta: p for p in todas if p.ruta.startswith("mapa-del-sitio")}
    assert len(partidos) > 2 and all(es_del_sitio(ruta) for ruta in partidos)
    indice = partidos.pop("mapa-del-sitio.xml")
    assert isinstance(indice, TextoPlano) and isinstance(entero, TextoPlano)
    assert "<sitemapindex" in indice.contenido
    nombrados = re.findall(r"<sitemap><loc>https://ejemplo.gov.co/m/(.*)</loc>", indice.contenido)
    assert nombrados == sorted(partidos)
    juntos = [u for p in partidos.values() if isinstance(p, TextoPlano) for u in _urls(p.contenido)]
    assert sorted(juntos) == sorted(_urls(entero.contenido))


def _urls(xml: str) -> list[str]:
    return re.findall(r"<url><loc>(.*)</loc></url>", xml)


def test_una_instancia_que_ceso_lo_dice_en_cada_pagina_y_va_aparte_en_la_portada() -> None:
    cesada = acervo(
        instancia(
            estado="no_vigente", estado_desde="2021-06", hasta="2021-06-30", nombre="Mesa vieja"
        )
    )
    hechas = sitio(contexto("2026-11-22", registros_desde="2020-01-01"), cesada)
    aviso = "Instancia no vigente desde junio de 2021: sus registros se conservan"
    suyas = {r: p for r, p in hechas.items() if r.startswith("instancias/")}
    assert len(suyas) >= 7 and all(aviso in p for p in suyas.values())
    portada = Armazon(hechas["index.html"]).texto
    assert "Inactivas o no vigentes" in portada and "No vigente desde junio de 2021" in portada
    # La lista de requisitos se detiene con ella.
    anios = set(re.findall(r'id="anio-(\d+)"', hechas["instancias/mesa/cumplimiento.html"]))
    assert anios == {"2020", "2021"}


@pytest.mark.parametrize(
    ("campos", "aviso"),
    [
        (
            {"estado": "inactiva", "estado_desde": "2021-06-03"},
            "Instancia inactiva desde el 3 de junio de 2021",
        ),
        ({"estado": "inactiva", "estado_desde": "2021"}, "Instancia inactiva desde 2021:"),
        ({"estado": "inactiva"}, "Instancia inactiva y no consta desde cuándo:"),
        ({"estado": "no_vigente", "hasta": "2021-06-30"}, "desde el 30 de junio de 2021:"),
    ],
)
def test_desde_cuando_ceso(campos: dict[str, str], aviso: str) -> None:
    hechas = sitio(contexto("2026-11-22"), acervo(instancia(**campos)))
    assert aviso in hechas["instancias/mesa/index.html"]
