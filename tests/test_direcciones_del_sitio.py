"""Ningún registro se lleva, con «antes», una dirección que es del sitio mismo."""

from __future__ import annotations

from pathlib import Path

import pytest
from apoyo.casos import BASE, escribir_sitio

from generador.arboles import MANIFIESTO
from generador.cli import principal
from generador.integridad.sello import SELLOS
from generador.publicacion.interfaz import CAMPOS

ACTA = "contenido/instancias/mesa/actas/2020/01.md"
DATOS = "tipo: ordinaria\nfecha: 2020-06-09\ndecisiones:\n  - {id: plan, decision: Cerrar}\n"
DIRECCION = "direccion: https://ejemplo.gov.co\n"
OCUPADA, INVALIDA = "direccion-anterior-ocupada", "direccion-anterior-invalida"
RESERVADAS = (
    "datos",
    "Datos/lo-mio.csv",
    "buscador/x",
    "estaticos",
    "publicaciones",
    "publicaciones.html",
    "publicaciones/1.html",
    "sitemap.xml",
    "mapa-del-sitio.xml",
    "mapa-del-sitio-2.xml",
    "comparar.html",
    "compromisos/entidad/uno.html",
    "decisiones/2035.html",
    "index.html",
    "instancias",
    "normas/",
    "instancias/mesa",
    "instancias/mesa/actas",
    "instancias/mesa/actas/2020/01.html/viejo",
    *sorted(SELLOS),
    CAMPOS,
)
LIBRES = (
    "viejo",
    "viejo/acta.html",
    "instancias/otra",
    "instancias/mesa/actas/2020/acta-1.html",
    "normas/ley-9-2020.html",
    "documento.pdf",
)


def _con_antes(raiz: Path, direcciones: tuple[str, ...]) -> None:
    antes = "antes:\n" + "".join(f'  - "{d}"\n' for d in direcciones) if direcciones else ""
    sitio = BASE["contenido/sitio.yaml"] + DIRECCION
    escribir_sitio(raiz, {"contenido/sitio.yaml": sitio, ACTA: f"---\n{DATOS}{antes}---\n"})


def _correr(raiz: Path, orden: str, capsys: pytest.CaptureFixture[str]) -> tuple[object, str]:
    comunes = ["--contenido", str(raiz / "contenido"), "--fecha", "2026-11-28", "--todos"]
    with pytest.raises(SystemExit) as fin:
        principal([orden, *comunes])
    return fin.value.code, capsys.readouterr().out


@pytest.mark.parametrize("direccion", RESERVADAS)
def test_la_del_sitio_no_se_puede_tomar(
    direccion: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _con_antes(tmp_path, (direccion,))
    fin, salida = _correr(tmp_path, "revisar", capsys)
    assert (fin, OCUPADA in salida or INVALIDA in salida) == (1, True), salida


def test_las_demas_si_y_el_sitio_se_construye(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _con_antes(tmp_path, LIBRES)
    assert _correr(tmp_path, "revisar", capsys)[0] == 0
    assert _correr(tmp_path, "construir", capsys)[0] == 0
    assert (tmp_path / "publicado/viejo.html").is_file()


def test_una_vieja_no_estorba_a_otra_en_el_disco(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for dos in (("v.html", "v.html/acta.html"), ("v.html/acta.html", "v.html")):
        _con_antes(tmp_path, dos)
        fin, salida = _correr(tmp_path, "revisar", capsys)
        assert (fin, salida.count(OCUPADA)) == (1, 1), salida


def test_nada_de_lo_que_se_escribe_se_puede_tomar(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _con_antes(tmp_path, ())
    assert _correr(tmp_path, "construir", capsys)[0] == 0
    publico = tmp_path / "publicado"
    todo = sorted(p.relative_to(publico).as_posix() for p in publico.rglob("*"))
    escritas = tuple(r for r in todo if not r.startswith("."))
    assert MANIFIESTO in escritas and "buscador" in escritas
    _con_antes(tmp_path, escritas)
    fin, salida = _correr(tmp_path, "revisar", capsys)
    assert fin == 1
    tomadas = salida.count(f"  {OCUPADA}\n") + salida.count(f"  {INVALIDA}\n")
    assert tomadas == len(escritas)


@pytest.mark.parametrize("carpeta", ["//a", "/tránsito/", "/a%20b/", "/a;b/", "/a//b"])
def test_la_direccion_lleva_una_carpeta_que_todo_servidor_entiende_igual(
    carpeta: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sitio = BASE["contenido/sitio.yaml"] + f"direccion: https://ejemplo.gov.co{carpeta}\n"
    escribir_sitio(tmp_path, {"contenido/sitio.yaml": sitio})
    codigo, dicho = _correr(tmp_path, "revisar", capsys)
    assert (codigo, f"«{carpeta}» no sirve de carpeta" in dicho) == (1, True), dicho


def test_la_direccion_del_sitio_no_es_la_de_una_pagina(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sitio = BASE["contenido/sitio.yaml"] + "direccion: https://ejemplo.gov.co/m/index.html\n"
    escribir_sitio(tmp_path, {"contenido/sitio.yaml": sitio})
    codigo, dicho = _correr(tmp_path, "revisar", capsys)
    assert codigo == 1 and "es la dirección de una página" in dicho
    assert "Escriba https://ejemplo.gov.co/m/" in dicho


def test_con_errores_en_sitio_yaml_no_se_escribe_un_servidor_entero(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """En esa dirección puede haber un portal, que dejaría de responder."""
    sitio = BASE["contenido/sitio.yaml"] + "direccion: https://ejemplo.gov.co/actas/\n"
    escribir_sitio(tmp_path, {"contenido/sitio.yaml": sitio})
    comunes = ["--contenido", str(tmp_path / "contenido"), "--fecha", "2026-11-28"]
    with pytest.raises(SystemExit):
        principal(["construir", *comunes, "--sin-buscador"])
    (tmp_path / "contenido/sitio.yaml").write_text(f"{sitio}colorr: azul\n", "utf-8")
    capsys.readouterr()
    with pytest.raises(SystemExit) as fin:
        principal(["servidor", "nginx", *comunes, "--base", "/srv/sitio"])
    dicho = capsys.readouterr()
    assert (fin.value.code, dicho.out) == (1, ""), dicho
    assert "colorr" in dicho.err
