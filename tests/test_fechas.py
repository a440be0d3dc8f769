"""Fechas en español, fechas mal escritas y periodos."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generador.modelo import correcciones
from generador.modelo.fechas import (
    MESES,
    Periodo,
    TipoPeriodo,
    dia_semana,
    fecha_corta,
    fecha_larga,
    hora_texto,
    mes_largo,
    sugerir_iso,
)


def test_fechas_en_palabras() -> None:
    fecha = date(2016, 3, 16)
    textos = (fecha_larga(fecha), fecha_corta(fecha), mes_largo(fecha), dia_semana(fecha))
    assert textos == ("16 de marzo de 2016", "16 mar. 2016", "marzo", "miércoles")


def test_los_doce_meses_y_los_siete_dias() -> None:
    cortas = [fecha_corta(date(2020, mes, 1)) for mes in range(1, 13)]
    assert " · ".join(cortas) == (
        "1 ene. 2020 · 1 feb. 2020 · 1 mar. 2020 · 1 abr. 2020 · 1 may. 2020 · 1 jun. 2020 · "
        "1 jul. 2020 · 1 ago. 2020 · 1 sept. 2020 · 1 oct. 2020 · 1 nov. 2020 · 1 dic. 2020"
    )
    semana = [dia_semana(date(2020, 6, dia)) for dia in range(1, 8)]
    assert " ".join(semana) == "lunes martes miércoles jueves viernes sábado domingo"


@pytest.mark.parametrize(
    ("hora", "texto"),
    [
        (time(0, 0), "12:00 a. m."),
        (time(8, 30), "8:30 a. m."),
        (time(12, 0), "12:00 m."),
        (time(12, 1), "12:01 p. m."),
        (time(14, 5), "2:05 p. m."),
        (time(23, 59), "11:59 p. m."),
    ],
)
def test_horas(hora: time, texto: str) -> None:
    assert hora_texto(hora) == texto


@pytest.mark.parametrize(
    ("texto", "iso"),
    [
        ("09/06/2020", "2020-06-09"),
        ("25-08-2020", "2020-08-25"),
        ("16.12.2020", "2020-12-16"),
        ("9/6/2020", "2020-06-09"),
        ("2020/6/9", "2020-06-09"),
        ("2020-06-09", "2020-06-09"),
        ("16 de marzo de 2016", "2016-03-16"),
        ("9 de junio del 2020", "2020-06-09"),
        ("  9 DE  JUNIO de 2020 ", "2020-06-09"),
        ("martes, 9 de junio de 2020", "2020-06-09"),
        ("miércoles 16 de diciembre de 2020", "2020-12-16"),
        ("1º de enero de 2020", "2020-01-01"),
        ("1.º de enero de 2020", "2020-01-01"),
        ("primero de enero de 2020", "2020-01-01"),
        ("16 mar. 2016", "2016-03-16"),
        ("16-mar-2016", "2016-03-16"),
        ("5 de setiembre de 2020", "2020-09-05"),
        ("junio 9 de 2020", "2020-06-09"),
        ("Junio 9, 2020", "2020-06-09"),
        ("2020-jun-09", "2020-06-09"),
        ("2020–06–09", "2020-06-09"),
        ("20200609", "2020-06-09"),
        ("29/02/2020", "2020-02-29"),
    ],
)
def test_fechas_que_se_entienden(texto: str, iso: str) -> None:
    assert sugerir_iso(texto) == iso


@pytest.mark.parametrize(
    "texto",
    [
        "",
        "sin fecha",
        "31/06/2020",
        "29/02/2021",
        "31 de junio de 2020",
        "06/25/2020",
        "16-12-20",
        "01-nov-20",
        "20201309",
        "16/12-2020",
        "lunes, 9 de junio de 2020",
        "9 de ju de 2020",
        "9 de brumario de 2020",
        "00/06/2020",
        "09/06/0202",
        "09/06/20200",
        "2020-06-09T00:00:00Z",
        "09/06/2020 y 25/08/2020",
        "٠٩/٠٦/٢٠٢٠",
        " " * 10_000 + "09/06/2020",
    ],
)
def test_lo_ambiguo_o_imposible_no_se_sugiere(texto: str) -> None:
    assert sugerir_iso(texto) is None


FECHAS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(FECHAS)
@settings(max_examples=100)
def test_toda_fecha_bien_escrita_se_recupera(fecha: date) -> None:
    escritas = (
        fecha_larga(fecha),
        fecha_corta(fecha),
        f"{dia_semana(fecha)}, {fecha_larga(fecha)}",
        f"{fecha:%d/%m/%Y}",
        fecha.isoformat(),
    )
    assert {sugerir_iso(texto) for texto in escritas} == {fecha.isoformat()}


@given(st.text(alphabet="0123456789/-. ºodelmarzojuni", max_size=30))
@settings(max_examples=200)
def test_ningun_texto_produce_una_fecha_que_no_existe(texto: str) -> None:
    iso = sugerir_iso(texto)
    assert iso is None or date.fromisoformat(iso).isoformat() == iso


def test_los_meses_se_distinguen_por_sus_tres_primeras_letras() -> None:
    assert len({mes[:3] for mes in MESES}) == 12


# --- periodos


@pytest.mark.parametrize(
    ("clave", "periodo", "texto", "desde", "hasta"),
    [
        ("2020", Periodo(2020), "2020", "2020-01-01", "2020-12-31"),
        (
            "2020-s1",
            Periodo(2020, "semestre", 1),
            "primer semestre de 2020",
            "2020-01-01",
            "2020-06-30",
        ),
        (
            "2020-s2",
            Periodo(2020, "semestre", 2),
            "segundo semestre de 2020",
            "2020-07-01",
            "2020-12-31",
        ),
        (
            "2020-t1",
            Periodo(2020, "trimestre", 1),
            "primer trimestre de 2020",
            "2020-01-01",
            "2020-03-31",
        ),
        (
            "2020-t3",
            Periodo(2020, "trimestre", 3),
            "tercer trimestre de 2020",
            "2020-07-01",
            "2020-09-30",
        ),
        (
            "2020-t4",
            Periodo(2020, "trimestre", 4),
            "cuarto trimestre de 2020",
            "2020-10-01",
            "2020-12-31",
        ),
        (
            "2020-t1-a-2020-t3",
            Periodo(2020, "trimestre", 1, Periodo(2020, "trimestre", 3)),
            "primer al tercer trimestre de 2020",
            "2020-01-01",
            "2020-09-30",
        ),
        (
            "2023-a-2024-t1",
            Periodo(2023, ultimo=Periodo(2024, "trimestre", 1)),
            "2023 al primer trimestre de 2024",
            "2023-01-01",
            "2024-03-31",
        ),
        (
            "2023-a-2024",
            Periodo(2023, ultimo=Periodo(2024)),
            "2023 a 2024",
            "2023-01-01",
            "2024-12-31",
        ),
    ],
)
def test_periodos(clave: str, periodo: Periodo, texto: str, desde: str, hasta: str) -> None:
    leido = Periodo.leer(clave)
    assert leido == periodo
    assert (leido.clave, leido.texto) == (clave, texto)
    assert (leido.desde.isoformat(), leido.hasta.isoformat()) == (desde, hasta)


@pytest.mark.parametrize(
    "texto",
    [
        "",
        "20",
        "2020-",
        "2020-s3",
        "2020-s0",
        "2020-t5",
        "2020-S1",
        "2020-s1\n",
        "s1-2020",
        "٢٠٢٠",
    ],
)
def test_lo_que_no_es_un_periodo(texto: str) -> None:
    with pytest.raises(ValueError) as fallo:
        Periodo.leer(texto)
    assert str(fallo.value) == (
        f"«{texto}» no es un periodo: se escribe 2020, 2020-s1 o 2020-t3, o de uno a otro, "
        "2020-t1-a-2020-t3"
    )


@pytest.mark.parametrize(
    ("texto", "mes"),
    [
        ("11/2026", "2026-11"),
        ("3-2026", "2026-03"),
        ("noviembre de 2026", "2026-11"),
        ("Nov. 2026", "2026-11"),
        ("nov-2026", "2026-11"),
        ("13/2026", ""),
        ("11/26", ""),
        ("vie 2026", ""),
        ("2026-11", ""),
    ],
)
def test_un_mes_escrito_de_otro_modo(texto: str, mes: str) -> None:
    assert correcciones.mes(texto) == mes


@pytest.mark.parametrize("texto", ["2020-t3-a-2020-t1", "2020-t1-a-2020-s1", "2020-a-2020"])
def test_un_tramo_termina_en_un_periodo_posterior(texto: str) -> None:
    primero, ultimo = texto.split("-a-")
    with pytest.raises(ValueError) as fallo:
        Periodo.leer(texto)
    assert str(fallo.value) == f"«{ultimo}» no empieza después de que termina «{primero}»"


@pytest.mark.parametrize(
    ("tramo", "reunidos", "principal"),
    [
        ("2020-t1-a-2020-t3", "2020-t1 2020-t2 2020-t3", 2020),
        ("2023-a-2024-t1", "2023 2024-t1", 2023),
        ("2023-t4-a-2025", "2023-t4 2024 2025", 2024),
        ("2023-s1-a-2024-t3", "2023-s1 2023-s2 2024-s1 2024-t3", 2023),
        ("2023-t3-a-2024-t2", "2023-t3 2023-t4 2024-t1 2024-t2", 2023),
        ("2020", "2020", 2020),
    ],
)
def test_lo_que_un_tramo_junta(tramo: str, reunidos: str, principal: int) -> None:
    periodo = Periodo.leer(tramo)
    assert " ".join(p.clave for p in periodo.reunidos) == reunidos
    assert periodo.anio_principal == principal


@pytest.mark.parametrize(
    ("anio", "tipo", "numero", "mensaje"),
    [
        (202, "anual", 1, "el año 202 no está entre 1900 y 2100"),
        (2020, "anual", 2, "no existe el anual número 2"),
        (2020, "trimestre", 0, "no existe el trimestre número 0"),
    ],
)
def test_un_periodo_imposible_no_se_construye(
    anio: int, tipo: TipoPeriodo, numero: int, mensaje: str
) -> None:
    with pytest.raises(ValueError) as fallo:
        Periodo(anio, tipo, numero)
    assert str(fallo.value) == mensaje


def test_el_orden_de_los_periodos() -> None:
    claves = ["2021", "2020", "2020-t4", "2020-s2", "2020-t3", "2020-t2", "2020-s1", "2020-t1"]
    ordenados = sorted(Periodo.leer(clave) for clave in claves)
    assert " ".join(periodo.clave for periodo in ordenados) == (
        "2020-t1 2020-s1 2020 2020-t2 2020-t3 2020-s2 2020-t4 2021"
    )
    assert Periodo.leer("2020-t1") <= Periodo.leer("2020-t1") < Periodo.leer("2020-s1")


SENCILLOS = st.one_of(
    st.builds(Periodo, st.integers(1900, 2100)),
    st.builds(Periodo, st.integers(1900, 2100), st.just("semestre"), st.integers(1, 2)),
    st.builds(Periodo, st.integers(1900, 2100), st.just("trimestre"), st.integers(1, 4)),
)


@st.composite
def _tramos(draw: st.DrawFn) -> Periodo:
    uno, otro = draw(SENCILLOS), draw(SENCILLOS)
    assume(abs(uno.anio - otro.anio) < 20)
    primero, ultimo = sorted((uno, otro))
    assume(ultimo.desde > primero.hasta)
    return Periodo(primero.anio, primero.tipo, primero.numero, ultimo)


PERIODOS = st.one_of(SENCILLOS, _tramos())


@given(PERIODOS)
@settings(max_examples=100)
def test_lo_que_un_periodo_junta_no_deja_un_dia_fuera_ni_cuenta_uno_dos_veces(
    periodo: Periodo,
) -> None:
    juntos = periodo.reunidos
    assert (juntos[0].desde, juntos[-1].hasta) == (periodo.desde, periodo.hasta)
    dias = [(p.hasta + timedelta(days=1), q.desde) for p, q in pairwise(juntos)]
    assert all(termina == empieza for termina, empieza in dias)


@given(PERIODOS)
@settings(max_examples=100)
def test_un_periodo_contiene_sus_extremos_y_nada_mas(periodo: Periodo) -> None:
    un_dia = timedelta(days=1)
    dias = (periodo.desde - un_dia, periodo.desde, periodo.hasta, periodo.hasta + un_dia)
    assert [periodo.contiene(dia) for dia in dias] == [False, True, True, False]
    assert Periodo.leer(periodo.clave) == periodo


@given(FECHAS)
@settings(max_examples=60)
def test_los_trimestres_y_los_semestres_reparten_el_anio(fecha: date) -> None:
    partes: list[tuple[TipoPeriodo, int]] = [("semestre", 2), ("trimestre", 4)]
    for tipo, cuantos in partes:
        periodos = [Periodo(fecha.year, tipo, n + 1) for n in range(cuantos)]
        assert sum(periodo.contiene(fecha) for periodo in periodos) == 1
