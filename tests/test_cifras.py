"""Los gráficos de una instancia y sus tablas CSV."""

from __future__ import annotations

import csv
import importlib
import io
from collections import Counter
from pathlib import Path

import pytest
from apoyo.fabrica import acervo, acta, contexto, instancia
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generador.acervo import Acervo
from generador.resumen.resumir import resumir
from generador.vistas.cifras import vista_cifras
from generador.vistas.graficos import A_LA_VISTA, Grafico, barras
from generador.vistas.marco import AVISO_DEMOSTRACION, AVISO_FICTICIA
from generador.vistas.tablas import (
    AVISO,
    DEL_SITIO,
    INSTANCIA,
    TABLAS,
    ColumnaDeDatos,
    en_csv,
    tabla_del_sitio,
    tablas_de_la_instancia,
)

CORTE = "2026-11-22"
CARGOS = [
    {"id": "p", "sector": "1", "entidad": "mujer", "cargo": "Directora", "roles": ["P"]},
    {"id": "s", "sector": "1", "entidad": "mujer", "cargo": "Asesora", "roles": ["S"]},
]


def activa() -> Acervo:
    """Dos sesiones, dos cargos, dos funciones y dos compromisos en trimestres separados."""
    compromisos = [
        {"id": "a", "compromiso": "Enviar", "fecha_limite": "2024-02-01", "estado": "cumplido"},
        {"id": "b", "compromiso": "Pedir", "fecha_limite": "2024-08-01"},
        {"id": "c", "compromiso": "Algún día"},
    ]
    funciones = [{"numero": "1", "texto": "Coordinar"}, {"numero": "2", "texto": "Aprobar"}]
    asistencia = [{"integrante": "p", "asistio": "si"}, {"integrante": "s", "asistio": "no"}]
    return acervo(
        instancia(integrantes=CARGOS, funciones=funciones),
        acta("2024-01-10", fecha_publicacion="2024-01-20", asistencia=asistencia,
             funciones=["1"], compromisos=compromisos),
        acta("2024-05-10", "02"),
        acta("2027-01-10", "01"),
    )  # fmt: skip


def graficos(de: Acervo) -> dict[str, Grafico]:
    return {g.id: g for g in vista_cifras(de, contexto(CORTE)).graficos}


def celdas(grafico: Grafico) -> list[list[str]]:
    assert grafico.tabla is not None
    return [[fila.nombre, *fila.cifras] for fila in grafico.tabla.filas]


def test_cada_grafico_cuenta_lo_que_dicen_los_registros() -> None:
    hechos = graficos(activa())
    # La última sesión va primero.
    primera, segunda = "Sesión ordinaria del 10 de enero de 2024", "Sesión ordinaria del 10 de mayo"
    assert celdas(hechos["asistencia"]) == [
        [f"{segunda} de 2024", "0", "0", "2"],
        [primera, "1", "1", "0"],
    ]
    assert [f[1:] for f in celdas(hechos["demora"])] == [
        ["", ""],
        ["10", "declarada"],
    ]
    assert "La mitad tardó 10 días o menos; se sabe de 1 de 2." in hechos["demora"].descripcion
    assert celdas(hechos["funciones"]) == [["1. Coordinar", "1 de 1"], ["2. Aprobar", "0 de 1"]]
    # El que no tiene fecha se dice.
    assert celdas(hechos["compromisos"]) == [
        ["Tercer trimestre de 2024", "1", "0"],
        ["Primer trimestre de 2024", "0", "1"],
    ]
    assert hechos["compromisos"].descripcion.endswith("Sin fecha límite: 1.")


def test_sin_registros_cada_grafico_dice_que_falta() -> None:
    for grafico in graficos(acervo()).values():
        assert grafico.falta and grafico.tabla is None


valores = st.lists(st.lists(st.tuples(st.just("lleno"), st.integers(0, 50))), max_size=40)


@settings(max_examples=60)
@given(valores)
def test_las_barras_caben_y_miden_lo_que_dicen(varias: list[list[tuple[str, int]]]) -> None:
    tope = max((sum(n for _, n in fila) for fila in varias), default=0)
    for tramos, fila in zip(barras(varias), varias, strict=True):
        assert all(t.x + t.ancho <= 100.2 for t in tramos)
        esperado = 100 * sum(n for _, n in fila) / tope if tope else 0
        assert abs(sum(t.ancho for t in tramos) - esperado) <= 0.05 * len(fila) + 0.01


def test_lo_que_no_cabe_a_la_vista_se_pliega_y_nada_se_pierde() -> None:
    tabla = graficos(activa())["demora"].tabla
    assert tabla is not None
    larga = replace(tabla, filas=tabla.filas * A_LA_VISTA)
    assert len(larga.a_la_vista) == A_LA_VISTA
    assert larga.a_la_vista + larga.plegadas == larga.filas


# --- CSV --------------------------------------------------------------------------------------


def leido(texto: str) -> list[list[str]]:
    assert texto.startswith("\ufeff")
    return list(csv.reader(io.StringIO(texto[1:])))


def test_las_tablas_de_una_instancia() -> None:
    tablas = tablas_de_la_instancia(activa(), contexto(CORTE, demostracion="si"))
    assert leido(tablas["demora"]) == [
        ["fecha", "tipo", "acta", "dias_a_publicacion", "fecha_de_publicacion_es",
         "procedencia", "aviso"],
        ["2024-01-10", "ordinaria", "instancias/mesa/actas/2024/01.html", "10", "declarada",
         "documento", AVISO_DEMOSTRACION],
        ["2024-05-10", "ordinaria", "instancias/mesa/actas/2024/02.html", "sin_dato", "sin_dato",
         "documento", AVISO_DEMOSTRACION],
    ]  # fmt: skip
    assert {len(f) for f in leido(tablas["compromisos"])} == {9}
    assert set(tablas) == {
        "asistencia",
        "asistencia-por-cargo",
        "demora",
        "funciones",
        "compromisos",
        "sesiones",
    }


def test_la_asistencia_de_cada_cargo_suma_lo_mismo_que_la_de_la_sesion() -> None:
    tablas = tablas_de_la_instancia(activa(), contexto(CORTE))
    por_cargo = list(csv.DictReader(io.StringIO(tablas["asistencia-por-cargo"].lstrip("\ufeff"))))
    assert {f["asistio"] for f in por_cargo} == {"si", "no", "sin_dato"}
    for sesion in csv.DictReader(io.StringIO(tablas["asistencia"].lstrip("\ufeff"))):
        cuentas = Counter(f["asistio"] for f in por_cargo if f["acta"] == sesion["acta"])
        dichas = (sesion["asistieron"], sesion["no_asistieron"], sesion["sin_dato"])
        assert dichas == tuple(str(cuentas[q]) for q in ("si", "no", "sin_dato"))


def test_una_instancia_ficticia_lo_dice_en_cada_fila() -> None:
    de = acervo(instancia(ficticia="si"), acta("2024-01-10"))
    filas = leido(tablas_de_la_instancia(de, contexto(CORTE))["demora"])
    assert [f[-1] for f in filas[1:]] == [AVISO_FICTICIA]


def test_una_columna_mas_sale_en_todos_sus_csv_y_en_el_diccionario(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Dicha una vez, en la tabla de los compromisos."""
    propia = ColumnaDeDatos("cuanto_mide", "Cuántas letras tiene.", lambda c: len(c.compromiso))
    tabla = TABLAS["compromisos"]
    con_ella = replace(tabla, columnas=(propia, *tabla.columnas))
    monkeypatch.setitem(TABLAS, "compromisos", con_ella)
    resumen = resumir(activa(), contexto(CORTE), (), (), ())
    de_instancia = leido(tablas_de_la_instancia(activa(), contexto(CORTE))["compromisos"])
    del_sitio = leido(tabla_del_sitio("compromisos", (resumen,), contexto(CORTE)))
    assert del_sitio[0] == ["instancia", *de_instancia[0]]
    assert [f[1:] for f in del_sitio] == de_instancia
    assert de_instancia[0][0] == "cuanto_mide"
    assert [f[0] for f in de_instancia[1:]] == [str(len(f[2])) for f in de_instancia[1:]] != []
    monkeypatch.syspath_prepend(Path(__file__).parents[1] / "docs")
    diccionario = importlib.import_module("generar").datos({"compromisos": con_ella})
    assert "| `cuanto_mide` | Cuántas letras tiene. |" in diccionario


def test_cada_columna_tiene_un_nombre_que_no_se_repite_y_dice_que_es() -> None:
    for tabla in TABLAS.values():
        nombres = [c.nombre for c in (INSTANCIA, *tabla.columnas, AVISO)]
        assert len(nombres) == len(set(nombres))
        assert all(c.descripcion.endswith((".", "…")) for c in tabla.columnas)


def test_las_tablas_del_sitio_tienen_columnas_aunque_no_haya_nada() -> None:
    for nombre in DEL_SITIO:
        (columnas,) = leido(tabla_del_sitio(nombre, (), contexto(CORTE)))
        assert columnas[0] == "instancia" and columnas[-1] == "aviso"


@pytest.mark.parametrize(
    ("valor", "escrito"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-5 grados", "'-5 grados"),
        (-5, "-5"),
        (None, "sin_dato"),
        ("", "sin_dato"),
        ('dice "sí", y más', 'dice "sí", y más'),
        ("dos\nrenglones", "dos\nrenglones"),
    ],
)
def test_ninguna_celda_es_una_formula_ni_se_rompe(valor: object, escrito: str) -> None:
    assert leido(en_csv(("a",), [(valor,)])) == [["a"], [escrito]]
