"""El quórum cambia mientras la sesión dura, y de una sesión puede haber más de un acta."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from apoyo import fabrica as f
from casos_de_reglas.par import CONTEXTO, cargo, mesa, vino

from generador.acervo import Acervo
from generador.modelo.acta import Acta
from generador.modelo.fechas import Periodo
from generador.resumen.acuerdos import decisiones_de
from generador.verificacion.informe import calcular_informe
from generador.verificacion.quorum import quorum_al_decidir, quorum_de
from generador.verificacion.reglas import REGLAS, examinar

TRES = mesa(*(cargo(n, voto="si") for n in "abc"))
REGLA = f.reglamento("2020-01-01", quorum={"base": "mitad_mas_uno"})


def sesion(*filas: dict[str, Any], hora: str = "10:00", **campos: Any) -> tuple[Acervo, Acta]:
    """Una sesión de las 9:00 con esa asistencia, si consta, y una decisión a esa hora."""
    decision = {"id": "x", "decision": "Sí", "hora": hora} | campos.pop("decision", {})
    datos = {"hora_inicio": "9:00", "decisiones": [decision]} | campos
    lista = {"asistencia": list(filas)} if filas else {}
    acta = f.acta("2020-06-09", **lista, **datos)
    return f.acervo(TRES, REGLA, acta), acta


def al_decidir(acervo: Acervo, acta: Acta) -> tuple[int | None, int | None, bool | None]:
    sabido = quorum_al_decidir(acervo, acta, (acta.decisiones or ())[0])
    return sabido.requerido, sabido.presentes, sabido.hubo


FALTA = vino("c", asistio="no")


@pytest.mark.parametrize(
    ("hora", "presentes"), [("9:00", 1), ("9:29", 1), ("9:30", 2), ("10:30", 2), ("10:31", 1)]
)
def test_los_presentes_son_los_que_habian_llegado_y_no_se_habian_ido(
    hora: str, presentes: int
) -> None:
    tarde = vino("b", llegada="9:30", salida="10:30")
    assert al_decidir(*sesion(vino("a"), tarde, FALTA, hora=hora)) == (2, presentes, presentes > 1)


def test_quien_llego_tarde_no_cuenta_al_instalar_la_sesion() -> None:
    acervo, acta = sesion(vino("a"), vino("b", llegada="9:30"), FALTA)
    assert (quorum_de(acervo, acta).presentes, quorum_de(acervo, acta).hubo) == (1, False)


def test_si_de_uno_no_se_sabe_si_vino_no_hay_cuenta() -> None:
    acervo, acta = sesion(vino("a"), vino("b"))
    assert al_decidir(acervo, acta) == (2, None, None)


def test_lo_que_se_dice_de_un_dia_vale_mas_que_lo_de_toda_la_sesion() -> None:
    otro_dia = {"reanudaciones": [{"fecha": "2020-06-10"}], "decision": {"fecha": "2020-06-10"}}
    se_fue = vino("b", asistio="no", fecha="2020-06-10")
    acervo, acta = sesion(vino("a"), vino("b"), se_fue, FALTA, **otro_dia)
    assert al_decidir(acervo, acta) == (2, 1, False)
    decidida = decisiones_de(acervo, date(2021, 1, 1))[0]
    assert decidida.fecha == date(2020, 6, 10)


def test_la_una_de_la_manana_es_despues_de_las_diez_de_la_noche() -> None:
    noche = {"hora_inicio": "22:00", "hora_fin": "2:00", "termina_al_dia_siguiente": "si"}
    ido = vino("b", salida="0:30")
    assert al_decidir(*sesion(vino("a"), ido, FALTA, hora="0:15", **noche)) == (2, 2, True)
    assert al_decidir(*sesion(vino("a"), ido, FALTA, hora="1:00", **noche)) == (2, 1, False)


def test_en_una_sesion_de_dos_dias_cada_dia_tiene_su_asistencia() -> None:
    filas = (
        vino("a"),
        vino("b", fecha="2020-06-09"),
        vino("b", fecha="2020-06-10", asistio="no"),
        FALTA,
    )
    sigue = {"reanudaciones": [{"fecha": "2020-06-10", "hora_inicio": "9:00"}]}
    assert al_decidir(*sesion(*filas, **sigue)) == (2, 2, True)
    otro_dia = {"decision": {"fecha": "2020-06-10"}, **sigue}
    assert al_decidir(*sesion(*filas, **otro_dia)) == (2, 1, False)


def test_sin_asistencia_lo_dice_la_ultima_verificacion_de_antes() -> None:
    verificaciones = [
        {"hora": "9:30", "presentes": "2"},
        {"hora": "9:00", "presentes": "1"},
        {"hora": "11:00", "presentes": "1"},
    ]
    quorum = {"requerido": "2", "verificaciones": verificaciones}
    assert al_decidir(*sesion(quorum=quorum)) == (2, 2, True)
    acervo, acta = sesion(quorum=quorum)
    instalada = quorum_de(acervo, acta)
    assert (instalada.presentes, instalada.hubo, instalada.fuente) == (2, True, "contado")


# --- varias actas de una sesión -----------------------------------------------------------------


def _dos(primera: dict[str, Any], segunda: dict[str, Any]) -> Acervo:
    return f.acervo(
        f.acta("2020-06-09", numero="1", **primera),
        f.acta("2020-06-09", "02", numero="1", sufijo="bis", **segunda),
    )


def test_dos_actas_de_una_sesion_son_una_sesion_y_las_dos_se_publican() -> None:
    acervo = _dos({}, {"misma_sesion": "actas/2020/01"})
    assert [a.numerada for a in acervo.sesiones] == ["1"]
    assert [a.numerada for a in acervo.validas] == ["1", "1 bis"]


def test_el_acta_que_reemplaza_a_una_anulada_es_la_de_la_sesion() -> None:
    anulada = {"estado": "anulada", "anulacion": "Resolución 1"}
    acervo = _dos(anulada, {"misma_sesion": "actas/2020/01"})
    assert [a.numerada for a in acervo.sesiones] == ["1 bis"]
    sola = f.acervo(f.acta("2020-06-09", numero="1", **anulada))
    assert [a.numerada for a in sola.sesiones] == ["1"]
    assert sola.validas == ()


def test_un_acta_provisional_se_aprueba_en_otra_sesion() -> None:
    acervo = f.acervo(
        f.acta("2020-06-09", estado="provisional"),
        f.acta("2020-07-09", "02", aprobacion_de_actas=["actas/2020/01"]),
    )
    provisional, otra = acervo.actas
    assert acervo.aprobada_en(provisional) is otra
    assert acervo.aprobada_en(otra) is None


@pytest.mark.parametrize(
    ("campos", "codigo"),
    [
        ({"fecha_publicacion": "2020-06-09"}, "publicacion-anterior"),
        ({"fecha_aprobacion": "2020-06-09"}, "acta-aprobada-antes"),
        ({"firmas": [{"nombre": "Ana Ruiz", "fecha": "2020-06-09"}]}, "acta-firmada-antes"),
    ],
)
def test_nada_se_publica_antes_de_que_la_sesion_termine(
    campos: dict[str, Any], codigo: str
) -> None:
    """Entre el primer día y el último, el acta todavía no existe: la demora sería negativa."""
    sigue = {"reanudaciones": [{"fecha": "2020-06-10"}]}
    hallados = examinar(REGLAS, f.acervo(f.acta("2020-06-09", **campos, **sigue)), CONTEXTO)[1]
    assert codigo in {h.codigo for h in hallados}
    de_un_dia = examinar(REGLAS, f.acervo(f.acta("2020-06-09", **campos)), CONTEXTO)[1]
    assert codigo not in {h.codigo for h in de_un_dia}


@pytest.mark.parametrize(("votan", "de_mas"), [("ab", False), ("abc", False), ("abcd", True)])
def test_quien_el_acta_no_nombra_pudo_votar(votan: str, de_mas: bool) -> None:
    """Se verificaron dos, otro llegó después, y de uno el acta no dice nada."""
    cuatro = mesa(*(cargo(n, voto="si") for n in "abc"), cargo("d", voto="no"))
    decision = {"id": "x", "decision": "Sí", "hora": "10:00", "votos": {"a_favor": str(len(votan))}}
    acta = f.acta(
        "2020-06-09",
        hora_inicio="9:00",
        decisiones=[decision],
        asistencia=[vino("a"), vino("b", llegada="9:40")],
        quorum={"requerido": "2", "verificaciones": [{"hora": "9:00", "presentes": "1"}]},
    )
    _, hallados = examinar(REGLAS, f.acervo(cuatro, REGLA, acta), CONTEXTO)
    assert ("votos-de-mas" in {h.codigo for h in hallados}) == de_mas


def test_el_informe_da_el_dia_en_que_cada_cargo_vino() -> None:
    """De una sesión de dos días, quien faltó al primero no asistió ese día."""
    filas = [
        {"integrante": "a", "asistio": "si"},
        {"integrante": "b", "asistio": "no", "fecha": "2020-06-09"},
        {"integrante": "b", "asistio": "si", "fecha": "2020-06-10"},
        {"integrante": "c", "asistio": "no"},
    ]
    acta = f.acta("2020-06-09", asistencia=filas, reanudaciones=[{"fecha": "2020-06-10"}])
    de = f.acervo(TRES, REGLA, acta)
    hecho = calcular_informe(de, CONTEXTO, Periodo(2020), ())
    assert [fila.fechas.calculado for fila in hecho.asistentes] == [
        (date(2020, 6, 9),),
        (date(2020, 6, 10),),
        (),
    ]


@pytest.mark.parametrize(
    ("fila", "esta_bien"),
    [
        ({"fecha": "2020-06-10", "llegada": "15:00"}, True),
        ({"fecha": "2020-06-10", "llegada": "17:30"}, False),
        ({"fecha": "2020-06-10", "salida": "13:30"}, False),
        ({"fecha": "2020-06-09", "salida": "8:30"}, False),
        ({"llegada": "17:30"}, True),
    ],
)
def test_nadie_llega_ni_se_va_fuera_de_las_horas_de_ese_dia(
    fila: dict[str, str], esta_bien: bool
) -> None:
    acta = f.acta(
        "2020-06-09",
        hora_inicio="9:00",
        hora_fin="11:00",
        asistencia=[{"integrante": "a", "asistio": "si", **fila}],
        reanudaciones=[{"fecha": "2020-06-10", "hora_inicio": "14:00", "hora_fin": "17:00"}],
    )
    _, hallados = examinar(REGLAS, f.acervo(TRES, REGLA, acta), CONTEXTO)
    assert ("llegada-contradictoria" not in {h.codigo for h in hallados}) == esta_bien


@pytest.mark.parametrize(
    ("decision", "codigos"),
    [
        ({"hora": "23:00"}, set()),
        ({"hora": "1:30"}, set()),
        ({"hora": "1:30", "fecha": "2020-06-09"}, set()),
        ({"hora": "1:30", "fecha": "2020-06-10"}, set()),
        ({"hora": "21:00"}, {"hora-fuera-de-la-sesion"}),
        ({"hora": "2:30"}, {"hora-fuera-de-la-sesion"}),
        ({"hora": "2:30", "fecha": "2020-06-10"}, {"hora-fuera-de-la-sesion"}),
        ({"hora": "1:30", "fecha": "2020-06-11"}, {"dia-de-otra-sesion"}),
    ],
    ids=str,
)
def test_lo_decidido_de_madrugada_es_de_la_sesion_que_empezo_la_vispera(
    decision: dict[str, str], codigos: set[str]
) -> None:
    acta = f.acta(
        "2020-06-09",
        hora_inicio="22:00",
        hora_fin="2:00",
        termina_al_dia_siguiente="si",
        asistencia=[{"integrante": "a", "asistio": "si"}],
        decisiones=[{"id": "plan", "decision": "Aprobar el plan", **decision}],
    )
    _, hallados = examinar(REGLAS, f.acervo(TRES, REGLA, acta), CONTEXTO)
    mirados = {"dia-de-otra-sesion", "hora-fuera-de-la-sesion"}
    assert {h.codigo for h in hallados} & mirados == codigos
