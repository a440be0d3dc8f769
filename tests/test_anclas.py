"""Los enlaces a un título llevan a él, desde la misma página y desde otra."""

from __future__ import annotations

import posixpath
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from apoyo.casos import BASE, escribir_sitio

from generador.construccion import Pedido, construir, revisar
from generador.lectura.anclas import PARTES_DE_INSTANCIA, ancla_publicada, anclar
from generador.lectura.contenido import Contenido

_ACTA = "---\ntipo: ordinaria\nfecha: 2020-0{}-09\n{}---\n\n{}\n"
_DECISION = "decisiones:\n  - {id: sedes, decision: Abrir tres sedes}\n"
SITIO = BASE | {
    "contenido/instancias/mesa/actas/2020/01.md": _ACTA.format(
        6, _DECISION, "## Orden del día\n\nVea [a](#orden-del-día) y [b](#sedes)."
    ),
    "contenido/instancias/mesa/actas/2020/02.md": _ACTA.format(
        7, "", "Vea [a](01.md#orden-del-dia), [b](01.md#sedes) y [c](01.md#s_datos)."
    ),
}


@pytest.mark.sitios
def test_cada_enlace_a_una_parte_lleva_a_ella_en_lo_publicado(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, SITIO)
    resultado = construir(Pedido(tmp_path, tmp_path / "publicado", date(2020, 12, 1)))
    assert resultado.asiento is not None, resultado.hallazgos
    for numero, cuantos in (("01", 2), ("02", 3)):
        base = f"instancias/mesa/actas/2020/{numero}.html"
        texto = (tmp_path / "publicado" / base).read_text("utf-8").split('id="s_desarrollo"')[1]
        enlaces = re.findall(r'<a href="([^":]*)#([^"]+)">[abc]<', texto)
        assert len(enlaces) == cuantos
        for camino, ancla in enlaces:
            ruta = posixpath.normpath(posixpath.join(posixpath.dirname(base), camino))
            pagina = (tmp_path / "publicado" / (ruta if camino else base)).read_text("utf-8")
            assert f'id="{unescape(ancla)}"' in pagina, (camino, ancla)


@pytest.mark.parametrize(
    ("escrita", "anclas", "publicada"),
    [
        ("desarrollo", {"t-desarrollo"}, "t-desarrollo"),
        ("Orden-del-d%C3%ADa", {"t-orden-del-dia"}, "t-orden-del-dia"),
        ("sedes", {"sedes"}, "sedes"),
        ("sedes", {"sedes", "t-sedes"}, "t-sedes"),
        ("no-esta", set(), "t-no-esta"),
        ("desarrollo", None, "t-desarrollo"),
        ("t-desarrollo", {"t-desarrollo"}, "t-desarrollo"),
        ("s_datos", set(), "s_datos"),
    ],
)
def test_un_ancla_se_publica_como_esta_en_su_pagina(
    escrita: str, anclas: set[str] | None, publicada: str
) -> None:
    conocidas = None if anclas is None else frozenset(anclas)
    assert ancla_publicada(escrita, conocidas) == publicada


def test_los_enlaces_a_otros_sitios_no_se_tocan() -> None:
    html = '<a href="https://x.co/a#b" rel="external noopener">x</a> <a href="c.html#d">y</a>'
    assert anclar(html, "instancias/m/actas/2020/01", {}) == html.replace("#d", "#t-d")


def test_la_pagina_de_una_instancia_tiene_las_partes_a_que_se_puede_enlazar(
    tmp_path: Path,
) -> None:
    enlaces = " ".join(f"[x](../../instancia.md#{p})" for p in sorted(PARTES_DE_INSTANCIA))
    acta = f"---\ntipo: ordinaria\nfecha: 2020-06-09\n---\n\nVea {enlaces}.\n"
    escribir_sitio(tmp_path, {"contenido/instancias/mesa/actas/2020/01.md": acta})
    pedido = Pedido(tmp_path, tmp_path / "publicado", date(2020, 12, 1), buscador=False)
    resultado = construir(pedido)
    assert resultado.asiento is not None, resultado.hallazgos
    pagina = (tmp_path / "publicado/instancias/mesa/index.html").read_text("utf-8")
    assert [p for p in PARTES_DE_INSTANCIA if f'id="{p}"' not in pagina] == []


def test_a_toda_parte_que_la_pagina_de_una_instancia_siempre_tiene_se_puede_enlazar(
    tmp_path: Path,
) -> None:
    ficha = "---\nnombre: Mesa\ntipo: mesa\nsecretaria_tecnica: uno\nficticia: si\n---\n"
    escribir_sitio(tmp_path, {"contenido/instancias/mesa/instancia.md": ficha})
    construir(Pedido(tmp_path, tmp_path / "publicado", date(2020, 12, 1), buscador=False))
    pagina = (tmp_path / "publicado/instancias/mesa/index.html").read_text("utf-8")
    partes = {p for p in re.findall(r'\bid="([^"]+)"', pagina) if "_" not in p}
    assert partes == PARTES_DE_INSTANCIA


def test_un_titulo_con_otro_numero_no_se_propone(tmp_path: Path) -> None:
    acta = (
        "---\ntipo: ordinaria\nfecha: 2020-06-09\n---\n\nVea [artículo 12](#articulo-12).\n\n"
        "## Artículo 1\n\nUno.\n\n## Artículo 2\n\nDos.\n"
    )
    escribir_sitio(tmp_path, {"contenido/instancias/mesa/actas/2020/01.md": acta})
    hallazgos = revisar(Contenido(tmp_path), date(2020, 12, 1)).hallazgos
    (roto,) = [h for h in hallazgos if h.codigo == "enlace-roto"]
    assert "¿Quiso decir" not in roto.mensaje and all(
        a.texto != "#articulo-2" for a in roto.arreglos
    )
