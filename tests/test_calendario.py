"""El calendario de festivos y los plazos que lo usan."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import holidays
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import generador
from generador.modelo.base import Confianza
from generador.modelo.calendario import Calendario, Festivo, calendario_desde, lunes_desde, pascua
from generador.verificacion.plazos import (
    DiaSaltado,
    PlazoDias,
    PlazoMeses,
    Vencimiento,
    explicar,
    fin_de_mes,
    vence,
    vencimiento,
)

ARCHIVO = Path(generador.__file__).parent / "datos" / "calendario" / "colombia.yaml"
# BaseLoader deja todo como texto, igual que la lectura estricta de los registros.
DATOS: dict[str, Any] = yaml.load(ARCHIVO.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
COLOMBIA: Calendario = calendario_desde(DATOS)
LEY_51 = "Ley 51 de 1983, art. 1"
LEY_2026 = "Ley 2578 de 2026, art. 6, y Ley 51 de 1983, art. 1"
CHIQUINQUIRA = "Nuestra Señora del Rosario de Chiquinquirá"

FESTIVOS_2020 = """\
2020-01-01 Año Nuevo
2020-01-06 Día de los Reyes Magos
2020-03-23 Día de San José
2020-04-09 Jueves Santo
2020-04-10 Viernes Santo
2020-05-01 Día del Trabajo
2020-05-25 Ascensión del Señor
2020-06-15 Corpus Christi
2020-06-22 Sagrado Corazón de Jesús
2020-06-29 San Pedro y San Pablo
2020-07-20 Día de la Independencia
2020-08-07 Batalla de Boyacá
2020-08-17 Asunción de la Virgen
2020-10-12 Día de la Raza
2020-11-02 Día de Todos los Santos
2020-11-16 Independencia de Cartagena
2020-12-08 Inmaculada Concepción
2020-12-25 Navidad"""

FESTIVOS_2026 = """\
2026-01-01 Año Nuevo
2026-01-12 Día de los Reyes Magos
2026-03-23 Día de San José
2026-04-02 Jueves Santo
2026-04-03 Viernes Santo
2026-05-01 Día del Trabajo
2026-05-18 Ascensión del Señor
2026-06-08 Corpus Christi
2026-06-15 Sagrado Corazón de Jesús
2026-06-29 San Pedro y San Pablo
2026-07-13 Nuestra Señora del Rosario de Chiquinquirá
2026-07-20 Día de la Independencia
2026-08-07 Batalla de Boyacá
2026-08-17 Asunción de la Virgen
2026-10-12 Día de la Raza
2026-11-02 Día de Todos los Santos
2026-11-16 Independencia de Cartagena
2026-12-08 Inmaculada Concepción
2026-12-25 Navidad"""

# Lo único en que el paquete `holidays` no dice lo mismo, año por año: (fechas que solo están
# aquí, fechas que solo están allá). En 0.98 y anteriores falta la ley del 1 de junio de 2026;
# desde que la recoge, las dos listas son iguales.
DIFERENCIAS: dict[int, tuple[set[date], set[date]]] = {}
DIFERENCIAS_SIN_LA_LEY_DE_2026: dict[int, tuple[set[date], set[date]]] = {
    anio: ({lunes_desde(date(anio, 7, 9))}, set()) for anio in range(2026, 2031)
}
# Si la Pascua cae entre el 19 y el 25 de abril, el Sagrado Corazón y San Pedro caen el mismo lunes.
PASCUA_TARDIA = (1984, 1987, 1992, 2000, 2003, 2011, 2014, 2019, 2025, 2030)


def lista(anio: int) -> str:
    return "\n".join(f"{f.fecha} {f.nombre}" for f in COLOMBIA.festivos(anio))


def fechas(anio: int) -> set[date]:
    return {festivo.fecha for festivo in COLOMBIA.festivos(anio)}


def es_habil(dia: date) -> bool:
    return dia.weekday() < 5 and dia not in fechas(dia.year)


# --- el calendario


def test_lista_completa_de_2020() -> None:
    assert lista(2020) == FESTIVOS_2020
    assert {f.ley for f in COLOMBIA.festivos(2020)} == {LEY_51}


def test_lista_completa_de_2026_con_el_festivo_nuevo_marcado() -> None:
    assert lista(2026) == FESTIVOS_2026
    dudosos = [f for f in COLOMBIA.festivos(2026) if f.confianza == "por_confirmar"]
    nuevo = Festivo(date(2026, 7, 13), CHIQUINQUIRA, LEY_2026, Confianza.POR_CONFIRMAR)
    assert dudosos == [nuevo]


def test_dieciocho_festivos_hasta_2025_y_diecinueve_despues() -> None:
    cuenta = {anio: len(COLOMBIA.festivos(anio)) for anio in range(1984, 2031)}
    assert cuenta == {anio: 18 if anio < 2026 else 19 for anio in range(1984, 2031)}


def test_dos_festivos_pueden_caer_el_mismo_dia() -> None:
    sobran = {a: len(COLOMBIA.festivos(a)) - len(fechas(a)) for a in range(1984, 2031)}
    assert {anio: n for anio, n in sobran.items() if n} == dict.fromkeys(PASCUA_TARDIA, 1)


def test_antes_de_1984_no_dice_nada_y_lo_confiesa() -> None:
    assert COLOMBIA.festivos(1983) == ()
    assert (COLOMBIA.cubre(1983), COLOMBIA.cubre(1984)) == (False, True)


def test_igual_al_paquete_holidays_salvo_lo_listado() -> None:
    halladas = {}
    for anio in range(1984, 2031):
        ajenas = set(holidays.country_holidays("CO", years=anio))
        solo_aqui, solo_alla = fechas(anio) - ajenas, ajenas - fechas(anio)
        if solo_aqui or solo_alla:
            halladas[anio] = (solo_aqui, solo_alla)
    assert halladas in (DIFERENCIAS, DIFERENCIAS_SIN_LA_LEY_DE_2026)


def test_la_comparacion_con_holidays_puede_fallar() -> None:
    datos = deepcopy(DATOS)
    datos["reglas"] = [r for r in datos["reglas"] if r["nombre"] != "Corpus Christi"]
    propias = {f.fecha for f in calendario_desde(datos).festivos(2020)}
    assert set(holidays.country_holidays("CO", years=2020)) - propias == {date(2020, 6, 15)}


@pytest.mark.parametrize(
    ("anio", "domingo"),
    [(1818, "1818-03-22"), (1943, "1943-04-25"), (2000, "2000-04-23"), (2020, "2020-04-12")],
)
def test_pascua_en_fechas_conocidas_y_en_sus_extremos(anio: int, domingo: str) -> None:
    assert pascua(anio).isoformat() == domingo


@given(st.integers(1583, 4099))
@settings(max_examples=100)
def test_pascua_es_domingo_entre_el_22_de_marzo_y_el_25_de_abril(anio: int) -> None:
    dia = pascua(anio)
    assert dia.weekday() == 6
    assert date(anio, 3, 22) <= dia <= date(anio, 4, 25)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
@settings(max_examples=50)
def test_lunes_desde_da_el_primer_lunes(dia: date) -> None:
    lunes = lunes_desde(dia)
    assert lunes.weekday() == 0
    assert 0 <= (lunes - dia).days <= 6


def test_los_numeros_pueden_llegar_como_numeros() -> None:
    assert calendario_desde(yaml.safe_load(ARCHIVO.read_text(encoding="utf-8"))) == COLOMBIA


def con_regla(**cambios: object) -> dict[str, object]:
    regla = {**DATOS["reglas"][0], **cambios}
    return {**DATOS, "reglas": [{k: v for k, v in regla.items() if v is not None}]}


@pytest.mark.parametrize(
    ("datos", "mensaje"),
    [
        ({}, "el calendario: «formato» debe ser un número entero, no «None»"),
        ({**DATOS, "formato": "2"}, "el calendario: solo se conoce el formato 1"),
        ({**DATOS, "pais": "CO"}, "el calendario: claves desconocidas: pais"),
        (
            {**DATOS, "reglas": "x"},
            "el calendario: «reglas» debe ser una lista con al menos una regla",
        ),
        ({**DATOS, "reglas": ["x"]}, "la regla 1: debe tener claves y valores"),
        (
            {**DATOS, "reglas": [DATOS["reglas"][0]] * 2},
            "el calendario: nombres repetidos: Año Nuevo",
        ),
        (
            {**DATOS, "desde": True},
            "el calendario: «desde» debe ser un número entero, no «True»",
        ),
        (con_regla(ley=None), "la regla 1 («Año Nuevo»): falta el texto de «ley»"),
        (
            con_regla(dia="02-29"),
            "la regla 1 («Año Nuevo»): «dia» debe ser MM-DD y existir cada año, no «02-29»",
        ),
        (
            con_regla(dia="W01-1"),
            "la regla 1 («Año Nuevo»): «dia» debe ser MM-DD y existir cada año, no «W01-1»",
        ),
        (con_regla(dias="3"), "la regla 1 («Año Nuevo»): claves desconocidas: dias"),
        (
            con_regla(regla="luna"),
            "la regla 1 («Año Nuevo»): «regla» debe ser fija o pascua, no «luna»",
        ),
        (
            con_regla(desde="2026", hasta="2025"),
            "la regla 1 («Año Nuevo»): «hasta» (2025) es anterior a «desde» (2026)",
        ),
        (
            con_regla(dia="12-31", traslado="lunes"),
            "la regla 1 («Año Nuevo»): un festivo posterior al 25 de diciembre no se puede "
            "trasladar",
        ),
        (
            con_regla(confianza="por_confirmar"),
            "la regla 1 («Año Nuevo»): falta la «nota» que diga qué está por confirmar",
        ),
    ],
)
def test_datos_mal_formados(datos: dict[str, object], mensaje: str) -> None:
    with pytest.raises(ValueError) as fallo:
        calendario_desde(datos)
    assert str(fallo.value) == mensaje


# --- los plazos


def test_una_cuenta_con_la_ley_de_cada_festivo() -> None:
    v = vencimiento(date(2020, 12, 16), 5, "habiles", COLOMBIA.festivos)
    assert v == Vencimiento(
        fecha=date(2020, 12, 23),
        inicio=date(2020, 12, 16),
        dias=5,
        tipo="habiles",
        saltados=(
            DiaSaltado(date(2020, 12, 19), "sábado"),
            DiaSaltado(date(2020, 12, 20), "domingo"),
        ),
    )


@pytest.mark.parametrize(
    ("inicio", "plazo", "texto"),
    [
        (
            date(2020, 12, 16),
            PlazoDias(5, "habiles"),
            "5 días hábiles desde el 16 de diciembre de 2020: vence el 23 de diciembre de 2020; "
            "se saltaron: sábado 19, domingo 20",
        ),
        (
            date(2020, 12, 23),
            PlazoDias(7, "habiles"),
            "7 días hábiles desde el 23 de diciembre de 2020: vence el 5 de enero de 2021; se "
            f"saltaron: viernes 25 (Navidad, {LEY_51}), sábado 26, domingo 27, "
            f"viernes 1 de enero de 2021 (Año Nuevo, {LEY_51}), sábado 2, domingo 3",
        ),
        (
            date(2026, 7, 10),
            PlazoDias(1, "habiles"),
            "1 día hábil desde el 10 de julio de 2026: vence el 14 de julio de 2026; se saltaron: "
            f"sábado 11, domingo 12, lunes 13 ({CHIQUINQUIRA}, {LEY_2026})",
        ),
        (
            date(2025, 6, 27),
            PlazoDias(2, "habiles"),
            "2 días hábiles desde el 27 de junio de 2025: vence el 2 de julio de 2025; se saltaron:"
            " sábado 28, domingo 29, lunes 30 "
            f"(Sagrado Corazón de Jesús y San Pedro y San Pablo, {LEY_51})",
        ),
        (
            date(2020, 10, 30),
            PlazoDias(1, "habiles"),
            "1 día hábil desde el 30 de octubre de 2020: vence el 3 de noviembre de 2020; se "
            "saltaron: sábado 31, domingo 1 de noviembre, "
            f"lunes 2 (Día de Todos los Santos, {LEY_51})",
        ),
        (
            date(2020, 8, 6),
            PlazoDias(4, "calendario"),
            "4 días calendario desde el 6 de agosto de 2020: vence el 10 de agosto de 2020",
        ),
        (
            date(2020, 8, 6),
            PlazoDias(3, "calendario"),
            "3 días calendario desde el 6 de agosto de 2020: vence el 9 de agosto de 2020; ese día "
            "no es hábil, y está por confirmar si un plazo en días calendario se corre",
        ),
        (
            date(2020, 4, 30),
            PlazoDias(1),
            "1 día hábil desde el 30 de abril de 2020: vence el 4 de mayo de 2020; se saltaron: "
            f"viernes 1 de mayo (Día del Trabajo, {LEY_51}), sábado 2, domingo 3",
        ),
        (
            date(2020, 12, 7),
            PlazoDias(1, "habiles"),
            "1 día hábil desde el 7 de diciembre de 2020: vence el 9 de diciembre de 2020; "
            f"se saltó: martes 8 (Inmaculada Concepción, {LEY_51})",
        ),
        (
            date(2020, 9, 30),
            PlazoMeses(1),
            "Hasta el último día del mes siguiente al 30 de septiembre de 2020; ese último día no "
            "es hábil y se pasa al primero que lo sea (Ley 4 de 1913, art. 62): vence el 3 de "
            "noviembre de 2020; se saltaron: sábado 31 de octubre, domingo 1 de noviembre, "
            f"lunes 2 (Día de Todos los Santos, {LEY_51})",
        ),
        (
            date(2019, 12, 31),
            PlazoMeses(2),
            "Hasta el último día de febrero de 2020, 2 meses después del 31 de diciembre de 2019; "
            "ese último día no es hábil y se pasa al primero que lo sea (Ley 4 de 1913, art. 62): "
            "vence el 2 de marzo de 2020; se saltaron: sábado 29 de febrero de 2020, domingo 1 de "
            "marzo",
        ),
        (
            date(2020, 6, 9),
            PlazoMeses(0),
            "Hasta el último día del mes del 9 de junio de 2020: vence el 30 de junio de 2020",
        ),
    ],
)
def test_la_cuenta_en_palabras(inicio: date, plazo: PlazoDias | PlazoMeses, texto: str) -> None:
    assert explicar(vence(plazo, inicio, COLOMBIA.festivos)) == texto


def test_un_plazo_en_meses_dice_cuantos_dias_resultaron() -> None:
    v = vence(PlazoMeses(1), date(2020, 6, 30), COLOMBIA.festivos)
    assert v == Vencimiento(
        date(2020, 7, 31), date(2020, 6, 30), 31, "calendario", saltados=(), meses=1
    )


def test_se_pregunta_una_vez_por_anio() -> None:
    preguntas: list[int] = []

    def festivos(anio: int) -> tuple[Festivo, ...]:
        preguntas.append(anio)
        return COLOMBIA.festivos(anio)

    vencimiento(date(2020, 12, 23), 30, "calendario", festivos)
    # En días calendario solo importa si el último es hábil.
    assert preguntas == [2021]
    vencimiento(date(2020, 12, 23), 30, "habiles", festivos)
    assert preguntas == [2021, 2020, 2021]


def test_un_plazo_sin_dias_es_un_mal_uso() -> None:
    with pytest.raises(ValueError, match="al menos un día, no 0"):
        vencimiento(date(2020, 1, 1), 0, "habiles", COLOMBIA.festivos)


def test_fin_de_mes() -> None:
    casos = {
        (date(2020, 1, 31), 1): date(2020, 2, 29),
        (date(2021, 1, 31), 1): date(2021, 2, 28),
        (date(2020, 12, 1), 1): date(2021, 1, 31),
        (date(2020, 12, 31), 12): date(2021, 12, 31),
    }
    assert {caso: fin_de_mes(*caso) for caso in casos} == casos


INICIOS = st.dates(date(1984, 1, 1), date(2040, 1, 1))
DIAS = st.integers(1, 60)


@given(INICIOS, DIAS)
@settings(max_examples=60)
def test_vence_en_dia_habil_y_entre_medias_hay_exactamente_esos_dias(
    inicio: date, dias: int
) -> None:
    v = vencimiento(inicio, dias, "habiles", COLOMBIA.festivos)
    corridos = [inicio + timedelta(days=n) for n in range(1, (v.fecha - inicio).days + 1)]
    clases = Counter(es_habil(dia) for dia in corridos)
    assert es_habil(v.fecha)
    assert clases[True] == dias
    assert [salto.fecha for salto in v.saltados] == [d for d in corridos if not es_habil(d)]


@given(INICIOS, DIAS)
@settings(max_examples=60)
def test_un_dia_mas_o_un_inicio_posterior_no_adelanta_el_vencimiento(
    inicio: date, dias: int
) -> None:
    fecha = vencimiento(inicio, dias, "habiles", COLOMBIA.festivos).fecha
    manana = inicio + timedelta(days=1)
    assert vencimiento(inicio, dias + 1, "habiles", COLOMBIA.festivos).fecha > fecha
    assert vencimiento(manana, dias, "habiles", COLOMBIA.festivos).fecha >= fecha


@given(INICIOS, st.integers(0, 40))
@settings(max_examples=60)
def test_fin_de_mes_es_la_vispera_de_un_primero_del_mes_esperado(fecha: date, meses: int) -> None:
    fin = fin_de_mes(fecha, meses)
    assert (fin + timedelta(days=1)).day == 1
    assert fin.year * 12 + fin.month == fecha.year * 12 + fecha.month + meses


# --- el último día de un plazo en meses, contra otra cuenta ------------------------------------


def ultimo_dia_habil(inicio: date, meses: int, festivos: set[date]) -> date:
    """La misma regla escrita de otro modo: día por día, sin nada del programa."""
    dia, faltan = inicio, meses
    while True:
        manana = dia + timedelta(days=1)
        if manana.month != dia.month:
            if faltan == 0:
                break
            faltan -= 1
        dia = manana
    while dia.isoweekday() in (6, 7) or dia in festivos:
        dia += timedelta(days=1)
    return dia


def festivos_de_holidays() -> set[date]:
    """Los que da otro programa; la ley de 2026 se le suma, porque no toda versión la recoge."""
    ajenos = set(holidays.country_holidays("CO", years=range(2012, 2048)))
    return ajenos | {lunes_desde(date(anio, 7, 9)) for anio in range(2026, 2048)}


def test_los_plazos_en_meses_pasan_al_primer_dia_habil_de_2012_a_2045() -> None:
    festivos = festivos_de_holidays()
    corridos = 0
    for anio in range(2012, 2046):
        for mes in range(1, 13):
            inicio = date(anio, mes, 1) - timedelta(days=1)
            for meses in (0, 1, 2, 3, 6):
                v = vence(PlazoMeses(meses), inicio, COLOMBIA.festivos)
                assert v.fecha == ultimo_dia_habil(inicio, meses, festivos), (inicio, meses)
                assert bool(v.extendido_por) == (v.fecha != fin_de_mes(inicio, meses))
                corridos += bool(v.extendido_por)
    assert corridos > 500


# --- los días no hábiles de un sitio ----------------------------------------------------------


def test_un_dia_no_habil_del_sitio_se_salta_y_se_nombra() -> None:
    civico = Festivo(date(2024, 4, 19), "Día cívico (ficticio)", "Decreto 1 de 2024 de Ejemplo")
    con = replace(COLOMBIA, propios=(civico,))
    assert vencimiento(date(2024, 4, 18), 1, "habiles", COLOMBIA.festivos).fecha.day == 19
    cuenta = explicar(vencimiento(date(2024, 4, 18), 1, "habiles", con.festivos))
    assert "vence el 22 de abril de 2024" in cuenta
    assert "viernes 19 (Día cívico (ficticio), Decreto 1 de 2024 de Ejemplo)" in cuenta
    assert con.festivos(2025) == COLOMBIA.festivos(2025)
