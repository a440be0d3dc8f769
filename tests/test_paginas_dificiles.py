"""Lo que un sitio de verdad trae y nadie espera: cada página queda en pie.

Con la variable RETRATOS=carpeta se guarda un retrato de cada página, para mirarlo.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.mirada import (
    Sitio,
    abierta,
    construido,
    desborde,
    faltas_de_accesibilidad,
    recortados,
    servido,
)
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.navegador

LARGO = ("Comité Intersectorial de Nombre Larguísimo y Denominación Extraordinaria " * 4)[:200]
PEGADO = "Desoxirribonucleico" * 11
ARABE = "لجنة التنسيق בדיקה"
EMOJI = "👩🏽‍⚖️🌱🇨🇴 Mesa 💬"
CABEZA = "tipo: ordinaria\nestado: firmada\noriginal: este_registro\n"
COLUMNAS = 40


def instancia(nombre: str, mas: str = "") -> str:
    return f'---\nnombre: "{nombre}"\ntipo: mesa\nsecretaria_tecnica: uno\n{mas}---\n'


def acta(fecha: str, cuerpo: str = "", mas: str = "") -> str:
    return f"---\n{CABEZA}fecha: {fecha}\n{mas}---\n{cuerpo}\n"


def tabla() -> str:
    cabeza = "|".join(f"Columna {n}" for n in range(COLUMNAS))
    fila = "|".join("1234" for _ in range(COLUMNAS))
    return f"|{cabeza}|\n|{'---|' * COLUMNAS}\n|{fila}|\n"


def trescientos_compromisos() -> str:
    cada = "  - {{id: c{0}, compromiso: Cumplir el compromiso {0}, fecha_limite: 2024-0{1}-10}}\n"
    return "compromisos:\n" + "".join(cada.format(n, 2 + n % 8) for n in range(300))


def archivos() -> dict[str, str]:
    """Una instancia por dificultad; el nombre de la carpeta la dice."""
    raiz = "contenido/instancias"
    hechos = {
        f"{raiz}/sin-nada/instancia.md": instancia("Mesa sin nada"),
        f"{raiz}/una-sesion/instancia.md": instancia("Mesa de una sola sesión"),
        f"{raiz}/una-sesion/actas/2024/01.md": acta("2024-01-10"),
        f"{raiz}/larga/instancia.md": instancia(
            LARGO, f'objeto: "{PEGADO}"\nalias: ["{PEGADO}"]\n'
        ),
        f"{raiz}/larga/actas/2024/01.md": acta(
            "2024-01-10", PEGADO, f'decisiones:\n  - {{id: d, decision: "{PEGADO} {LARGO}"}}\n'
        ),
        f"{raiz}/otras-letras/instancia.md": instancia(f"{EMOJI} {ARABE}", f'objeto: "{ARABE}"\n'),
        f"{raiz}/otras-letras/actas/2024/01.md": acta(
            "2024-01-10",
            f"{ARABE}\n\n{EMOJI}",
            f'decisiones:\n  - {{id: d, decision: "{ARABE}"}}\n',
        ),
        f"{raiz}/tabla/instancia.md": instancia("Mesa de la tabla ancha"),
        f"{raiz}/tabla/actas/2024/01.md": acta("2024-01-10", tabla()),
        f"{raiz}/terminada/instancia.md": instancia(
            "Mesa terminada", "estado: no_vigente\nestado_desde: 2021-06\n"
        ),
        f"{raiz}/compromisos/instancia.md": instancia("Mesa de los compromisos"),
        f"{raiz}/compromisos/actas/2024/01.md": acta("2024-01-10", mas=trescientos_compromisos()),
        f"{raiz}/muchas/instancia.md": instancia("Mesa de cuatrocientas sesiones"),
    }
    for n in range(400):
        anio, resto = 1990 + n // 12, n % 12
        hechos[f"{raiz}/muchas/actas/{anio}/{resto + 1:02d}.md"] = acta(
            f"{anio}-{resto + 1:02d}-10",
            "Se trató lo de siempre.",
            f'numero: {resto + 1}\ndecisiones:\n  - {{id: d, decision: "Decidir {n}"}}\n',
        )
    return hechos


@pytest.fixture(scope="module")
def dificil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitio]:
    raiz = tmp_path_factory.mktemp("dificil")
    escribir_sitio(raiz, archivos())
    with servido(construido(raiz, "base", raiz)) as abierto:
        yield abierto


def paginas(sitio: Sitio, slug: str) -> list[str]:
    suyas = [p for p in sitio.paginas if p.startswith(f"instancias/{slug}/")]
    actas = [p for p in suyas if "/actas/" in p]
    return [p for p in suyas if p not in actas] + actas[:1]


@pytest.mark.parametrize(
    "slug",
    [
        "sin-nada",
        "una-sesion",
        "larga",
        "otras-letras",
        "tabla",
        "terminada",
        "compromisos",
        "muchas",
    ],
)
def test_cada_pagina_queda_en_pie(navegador: Browser, dificil: Sitio, slug: str) -> None:
    halladas = {}
    with abierta(navegador, 320, bypass_csp=True) as pagina:
        for ruta in paginas(dificil, slug):
            pagina.goto(dificil.direccion + ruta)
            retratar(pagina, ruta)
            # axe tarda minutos con cuatrocientas sesiones, que son todas iguales.
            reglas = [] if slug == "muchas" else faltas_de_accesibilidad(pagina)
            halladas[ruta] = (reglas, desborde(pagina), recortados(pagina))
    assert halladas and {r: h for r, h in halladas.items() if h != ([], 0, [])} == {}


def test_las_paginas_del_sitio_quedan_en_pie(navegador: Browser, dificil: Sitio) -> None:
    rutas = [r for r in dificil.paginas if "/" not in r]
    for ancho in (320, 1280):
        with abierta(navegador, ancho) as pagina:
            for ruta in rutas:
                pagina.goto(dificil.direccion + ruta)
                retratar(pagina, f"{ancho}-{ruta}")
                assert (desborde(pagina), recortados(pagina)) == (0, []), (ancho, ruta)


def retratar(pagina: Page, ruta: str) -> None:
    """Guarda un retrato, si se pide."""
    if carpeta := os.environ.get("RETRATOS"):
        nombre = ruta.replace("/", "_").removesuffix(".html")
        pagina.screenshot(path=Path(carpeta) / f"{nombre}.png", full_page=True)
