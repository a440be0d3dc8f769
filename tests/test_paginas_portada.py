"""Las páginas de la portada, de una instancia y de su cumplimiento, dibujadas y bien hechas."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from apoyo.completos import acervo_completo, contexto_completo
from apoyo.fabrica import acervo, acta, contexto, instancia, reglamento
from apoyo.pintar import Armazon, representador

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.resumen.resumir import resumir
from generador.verificacion.cumplimiento import cumplimiento
from generador.vistas.cumplimiento import vista_cumplimiento, vista_cumplimiento_general
from generador.vistas.inicio import vista_inicio
from generador.vistas.instancia import vista_instancia
from generador.vistas.marco import AVISO_DEMOSTRACION
from generador.vistas.no_encontrada import vista_no_encontrada

CORTE = "2026-11-22"

LARGO = ("Comité Intersectorial de Nombre Larguísimo " * 5)[:200].strip()


def paginas(de: Acervo, con: Contexto) -> dict[str, str]:
    """Las cinco páginas de un sitio de una sola instancia, por su plantilla."""
    renglones = cumplimiento(de, con)
    resumenes = (resumir(de, con, renglones, (), ()),)
    vistas = {
        "inicio.html": vista_inicio(resumenes, con),
        "cumplimiento.html": vista_cumplimiento_general(resumenes, con),
        "instancia.html": vista_instancia(de, con, renglones),
        "cumplimiento_instancia.html": vista_cumplimiento(de, con, renglones),
        "no_encontrada.html": vista_no_encontrada(con),
    }
    return {p: representador().representar(p, v).decode() for p, v in vistas.items()}


def juzgada() -> Acervo:
    """Una instancia con algo que juzgar en cada requisito de las listas oficiales."""
    return acervo(
        instancia(registros_desde="2023-01-01"),
        reglamento("2022-01-01"),
        acta("2023-03-10", numero="3", decisiones=[{"id": "d", "decision": "Abrir el parque."}]),
        acta("2024-03-10", procedencia="reconstruida", reconstruida_de="un informe"),
    )


def largo() -> Acervo:
    decision = {"id": "d", "decision": LARGO}
    return acervo(
        instancia(nombre=LARGO, objeto=LARGO, alias=[LARGO]),
        acta("2024-01-01", decisiones=[decision], lugar=LARGO),
    )


CASOS = {
    "completa": (acervo_completo, contexto_completo),
    "hostil": (lambda: acervo_completo("<b>\"'&{{ x }}"), contexto_completo),
    "juzgada": (juzgada, lambda: contexto(CORTE)),
    "vacia": (acervo, lambda: contexto(CORTE, demostracion="si")),
    "ficticia": (lambda: acervo(instancia(ficticia="si")), lambda: contexto(CORTE)),
    "larga": (largo, lambda: contexto(CORTE, titulo=LARGO, descripcion=LARGO)),
}


@pytest.mark.parametrize("caso", CASOS)
def test_cada_pagina_esta_bien_hecha(caso: str) -> None:
    hacer_acervo, hacer_contexto = CASOS[caso]
    for plantilla, pagina in paginas(hacer_acervo(), hacer_contexto()).items():
        assert faltas(pagina) == [], plantilla


def faltas(pagina: str) -> list[str]:
    """Lo que una página tiene mal hecho, en palabras."""
    armazon = Armazon(pagina)
    nombres = [nombre for nombre, _ in armazon.etiquetas]
    titulos = [int(n[1]) for n in nombres if re.fullmatch("h[1-6]", n)]
    ids = armazon.valores("id")
    anclas = {e[1:] for e in armazon.valores("href") if e.startswith("#")}
    referidos = {r for v in armazon.valores("aria-labelledby") for r in v.split()}
    sin_alcance = [n for n, a in armazon.etiquetas if n == "th" and not a.get("scope")]
    pruebas = {
        "no tiene un solo h1": titulos.count(1) != 1,
        "salta un nivel de título": any(b > a + 1 for a, b in pairwise(titulos)),
        "repite un id": len(ids) != len(set(ids)),
        "lleva a un ancla que no está": not anclas <= set(ids),
        "nombra con algo que no está": not referidos <= set(ids),
        "tiene un encabezado sin alcance": bool(sin_alcance),
        "tiene una tabla sin título": nombres.count("table") != nombres.count("caption"),
        "dice None": "None" in armazon.texto,
        "dice qué día es": "22 de noviembre de 2026" in armazon.texto,
        "deja pasar una etiqueta": "b" in nombres or "script" in nombres,
    }
    return [falta for falta, ocurre in pruebas.items() if ocurre]


@pytest.mark.parametrize(
    ("mala", "falta"),
    [
        ("<h1></h1><h1></h1>", "no tiene un solo h1"),
        ("<h1></h1><h3></h3>", "salta un nivel de título"),
        ("<h1 id=a></h1><p id=a>", "repite un id"),
        ("<h1></h1><a href='#x'>", "lleva a un ancla que no está"),
        ("<h1 aria-labelledby=x></h1>", "nombra con algo que no está"),
        ("<h1></h1><th>", "tiene un encabezado sin alcance"),
        ("<h1></h1><table>", "tiene una tabla sin título"),
        ("<h1>None</h1>", "dice None"),
        ("<h1>22 de noviembre de 2026</h1>", "dice qué día es"),
        ("<h1><b></b></h1>", "deja pasar una etiqueta"),
    ],
)
def test_la_revision_de_las_paginas_puede_fallar(mala: str, falta: str) -> None:
    assert faltas(mala) == [falta]


def test_el_aviso_de_demostracion_esta_en_todas_y_solo_si_se_pide() -> None:
    si, no = contexto(CORTE, demostracion="si"), contexto(CORTE)
    assert all(AVISO_DEMOSTRACION in p for p in paginas(acervo(), si).values())
    assert not any(AVISO_DEMOSTRACION in p for p in paginas(acervo(), no).values())


def test_cada_casilla_de_la_portada_lleva_a_un_lugar_de_la_pagina_de_cumplimiento() -> None:
    hechas = paginas(juzgada(), contexto(CORTE))
    ids = set(Armazon(hechas["cumplimiento_instancia.html"]).valores("id"))
    for plantilla in ("inicio.html", "instancia.html", "cumplimiento.html"):
        casillas = [
            e.partition("#")[2]
            for e in Armazon(hechas[plantilla]).valores("href")
            if "cumplimiento.html#" in e
        ]
        assert casillas and set(casillas) <= ids, plantilla


@pytest.mark.parametrize(
    ("direccion", "raices"),
    [
        ("https://www.ejemplo.gov.co/mesas", ("/mesas/",)),
        ("https://www.ejemplo.gov.co/mesas/", ("/mesas/",)),
        ("https://www.ejemplo.gov.co", ("/",)),
        # Sin dirección solo se sabe dónde comienza el servidor; sus estilos, ni eso.
        ("", ("/", "estaticos/")),
    ],
)
def test_en_la_404_cada_enlace_sirve_desde_cualquier_profundidad(
    direccion: str, raices: tuple[str, ...]
) -> None:
    con = contexto(CORTE, **({"direccion": direccion} if direccion else {}))
    pagina = representador().representar("no_encontrada.html", vista_no_encontrada(con)).decode()
    salidas = [e for e in Armazon(pagina).valores("href") if e != "#s_contenido"]
    assert salidas and all(e.startswith(raices) for e in salidas), salidas
    assert any(not e.removeprefix(raices[0]) or e.endswith(".html") for e in salidas)
