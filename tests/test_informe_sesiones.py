"""El informe calculado: sesiones, periodos, asistencia, quórum y demora en publicar."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from apoyo.informes import (
    POSTES,
    SIN,
    acervo,
    acta,
    calcular,
    contexto,
    informe,
    instancia,
    lista,
    mesa_2021,
    plan,
    reglamento,
    sin_sesiones,
)

from generador.modelo.base import Archivo
from generador.modelo.sitio import Publicacion
from generador.verificacion.resultados import Coincide, InformeCalculado

PRIMERA = acta("2021/01", "2021-03-01", asistencia=lista(p="si", g="si", s="no"))
SEGUNDA = acta("2021/02", "2021-05-03", asistencia=lista(p="no", g="si", s="si"))
EXTRA = acta("2021/03", "2021-08-02", tipo="extraordinaria", asistencia=lista(p="si", g="si"))


def totales(calculado: InformeCalculado) -> dict[str, tuple[int | None, int | None, str]]:
    return {
        fila.integrante: (fila.total.calculado, fila.total.declarado, fila.total.coincide.value)
        for fila in calculado.asistentes
    }


def test_lo_declarado_que_no_coincide_se_muestra_y_no_se_corrige() -> None:
    dicho = informe(
        "2021",
        declarado={
            "asistencia": [
                {"integrante": "p", "fechas": ["2021-08-02", "2021-03-01"], "total": 2},
                {"integrante": "g", "fechas": ["2021-03-01"], "total": 1},
            ],
            "sesiones_ordinarias": {"realizadas": 3, "programadas": 2},
        },
    )
    previstas = plan(sesiones=[{"fecha": "2021-03"}, {"fecha": "2021-05"}])
    hecho = calcular(
        acervo(
            mesa_2021(), actas=(PRIMERA, SEGUNDA, EXTRA), informes=(dicho,), planes=(previstas,)
        ),
        "2021",
    )
    # Por sector; dentro del sector, como la instancia los enumera.
    assert totales(hecho) == {"g": (3, 1, "no"), "s": (1, None, SIN), "p": (2, 2, "si")}
    assert list(totales(hecho)) == ["g", "s", "p"]
    fechas = {f.integrante: f.fechas.coincide for f in hecho.asistentes}
    assert fechas == {"g": Coincide.NO, "s": Coincide.SIN_DATO, "p": Coincide.SI}
    ordinarias = hecho.ordinarias
    assert (ordinarias.realizadas.calculado, ordinarias.realizadas.coincide) == (2, Coincide.NO)
    assert (ordinarias.programadas.calculado, ordinarias.programadas.coincide) == (2, Coincide.SI)
    assert hecho.extraordinarias.realizadas.calculado == 1
    assert hecho.extraordinarias.programadas.calculado == 0
    # La tercera lista no nombra a «s»: no se sabe, y la nota lo dice.
    assert [f.nota for f in hecho.asistentes] == [
        "",
        "sin dato de asistencia en 1 de 3 sesiones",
        "",
    ]


def test_cada_trimestre_tiene_lo_suyo_y_el_corte_manda() -> None:
    previstas = plan(
        sesiones=[
            {"fecha": "2021-03"},
            {"fecha": "2021-05/2021-06"},
            {"fecha": "2021-09/2021-10", "tipo": "extraordinaria"},
            {"tipo": "informativa"},
        ]
    )
    todo = acervo(mesa_2021(), actas=(PRIMERA, SEGUNDA, EXTRA), planes=(previstas,))

    def cuatro(periodo: str, corte: str = "2026-11-22") -> tuple[int | None, ...]:
        hecho = calcular(todo, periodo, contexto(corte))
        bloques = (hecho.ordinarias, hecho.extraordinarias)
        return tuple(n.calculado for b in bloques for n in (b.realizadas, b.programadas))

    assert cuatro("2021-t1") == (1, 1, 0, 0)
    assert cuatro("2021-t2") == (1, 1, 0, 0)
    # Septiembre u octubre: no se sabe en cuál trimestre se programó.
    assert cuatro("2021-t3") == (0, 0, 1, None)
    assert cuatro("2021-s2") == (0, 0, 1, 1)
    assert cuatro("2021") == (2, 2, 1, 1)
    assert cuatro("2021", corte="2021-05-02") == (1, 2, 0, 1)
    # Lo que aún no empieza no son cero sesiones.
    assert cuatro("2021-t4", corte="2021-05-02") == (None, 0, None, None)


@pytest.mark.parametrize(
    ("datos", "esperado"),
    [
        ({}, None),
        ({"sesiones": []}, 0),
        ({"sesiones": "ninguna"}, 0),
        ({"sesiones": [{"tipo": "ordinaria"}]}, 1),
    ],
)
def test_sesiones_programadas_cero_no_es_no_saberlo(
    datos: dict[str, Any], esperado: int | None
) -> None:
    hecho = calcular(acervo(mesa_2021(), planes=(plan(**datos),)), "2021")
    assert hecho.ordinarias.programadas.calculado == esperado


def test_sin_sesiones_con_constancia_sin_ella_y_sin_todos_los_registros() -> None:
    constancia = sin_sesiones("2021-s1", "2021-07-05")
    con = calcular(acervo(mesa_2021(cobertura="parcial"), sin_sesiones=(constancia,)), "2021-t2")
    assert con.sin_sesiones is not None
    assert con.sin_sesiones.url == "instancias/mesa/actas/2021/sin-sesiones.html"
    assert con.ordinarias.realizadas.calculado == 0
    assert con.ordinarias.realizadas.fuentes == (con.sin_sesiones,)
    assert totales(con) == {"g": (0, None, SIN), "s": (0, None, SIN), "p": (0, None, SIN)}

    # Que están todos los registros lo tiene que haber escrito alguien.
    for escrito in ({"cobertura": "completa"}, {"registros_desde": "2021-01-01"}):
        completa = calcular(acervo(mesa_2021(**escrito)), "2021")
        assert (completa.sin_sesiones, completa.ordinarias.realizadas.calculado) == (None, 0)
    calla = calcular(acervo(mesa_2021()), "2021")
    parcial = calcular(acervo(mesa_2021(cobertura="parcial")), "2021")
    antes = calcular(acervo(mesa_2021(registros_desde="2021-02-01")), "2021")
    for hecho in (calla, parcial, antes):
        assert hecho.ordinarias.realizadas.calculado is None
        assert totales(hecho) == {
            "g": (None, None, SIN),
            "s": (None, None, SIN),
            "p": (None, None, SIN),
        }


def test_una_sesion_prevista_sin_fecha_es_del_anio_y_no_se_sabe_de_que_parte() -> None:
    de = acervo(mesa_2021(), planes=(plan(sesiones=[{"tipo": "ordinaria"}]),))
    programadas = {p: calcular(de, p).ordinarias.programadas.calculado for p in ("2021", "2021-t1")}
    assert programadas == {"2021": 1, "2021-t1": None}


def test_una_constancia_vale_por_todo_su_periodo_y_desde_su_fecha() -> None:
    constancia = sin_sesiones("2021-s1", "2021-07-05")
    de = acervo(mesa_2021(cobertura="parcial"), sin_sesiones=(constancia,))

    def realizadas(periodo: str, corte: str) -> int | None:
        return calcular(de, periodo, contexto(corte)).ordinarias.realizadas.calculado

    assert realizadas("2021-t1", "2021-07-05") == 0
    assert realizadas("2021-t1", "2021-07-04") is None
    assert realizadas("2021", "2021-12-31") is None
    assert realizadas("2020-t4", "2021-12-31") is None


def test_una_sesion_cancelada_no_cuenta() -> None:
    cancelada = acta("2021/09", "2021-03-02", estado_sesion="cancelada")
    hecho = calcular(acervo(mesa_2021(), actas=(PRIMERA, cancelada)), "2021")
    assert hecho.ordinarias.realizadas.calculado == 1


# --- asistencia válida y quórum ---------------------------------------------------------------


def test_un_delegado_que_el_reglamento_prohibe_no_cuenta() -> None:
    delegada = [{"integrante": "p", "asistio": "si", "delegado": "Jefa de oficina"}]
    sesiones = (
        acta("2021/01", "2021-03-01", asistencia=delegada),
        acta("2021/02", "2021-05-03", asistencia=delegada),
    )
    reglas = (
        reglamento("2020-01-01", admite_delegados="si"),
        reglamento("2021-04-01", admite_delegados="no"),
    )
    hecho = calcular(acervo(mesa_2021(), actas=sesiones, reglamentos=reglas), "2021")
    fila = hecho.asistentes[-1]
    assert fila.fechas.calculado == (date(2021, 3, 1),)
    assert fila.nota == "la delegación del 3 de mayo de 2021 no cuenta: el reglamento no la admite"


def test_una_lista_vacia_dice_que_no_vino_nadie_y_sin_lista_no_se_sabe() -> None:
    actas = (acta("2021/01", "2021-03-01", asistencia="ninguna"), acta("2021/02", "2021-05-03"))
    una, ambas = (calcular(acervo(mesa_2021(), actas=a), "2021") for a in (actas[1:], actas))
    assert totales(una)["p"] == (None, None, SIN)
    assert totales(ambas)["p"] == (0, None, SIN)


def test_un_cargo_que_no_existia_ese_dia_no_cuenta() -> None:
    nuevo = POSTES[0] | {"desde": "2021-04-01"}
    ido = POSTES[1] | {"hasta": "2020-12-31"}
    actas = (PRIMERA, EXTRA)
    hecho = calcular(acervo(instancia(integrantes=[nuevo, ido]), actas=actas), "2021")
    assert [(f.integrante, f.fechas.calculado) for f in hecho.asistentes] == [
        ("p", (date(2021, 8, 2),))
    ]


def quorum(**datos: Any) -> tuple[int | None, int | None, bool | None, str]:
    reglas = datos.pop("reglas", ())
    de = acervo(mesa_2021(), actas=(acta("2021/01", "2021-03-01", **datos),), reglamentos=reglas)
    (s,) = calcular(de, "2021").sesiones
    return s.quorum_requerido, s.quorum_presentes, s.hubo_quorum, s.quorum_fuente


def test_el_quorum_contado_calculado_afirmado_o_desconocido() -> None:
    mitad = (reglamento("2020-01-01", quorum={"base": "mitad_mas_uno"}),)
    calculado = "calculado con la regla del reglamento"
    contado = {"requerido": 2, "presentes": 1, "hubo": "si"}
    assert quorum(quorum=contado) == (2, 1, False, "contado")
    assert quorum(quorum={"presentes": 2}) == (None, 2, None, "contado")
    assert quorum(asistencia=lista(p="si", g="si"), reglas=mitad) == (2, 2, True, calculado)
    assert quorum(asistencia=lista(p="si", g="no"), reglas=mitad) == (2, 1, False, calculado)
    # Falta saber de «g»: no hay cuenta, y queda lo que el acta afirma.
    afirmado = {"asistencia": lista(p="si"), "quorum": {"hubo": "si"}}
    assert quorum(**afirmado, reglas=mitad) == (2, None, True, "afirmado sin conteo")
    assert quorum(reglas=mitad) == (2, None, None, "")
    assert quorum() == (None, None, None, "")


@pytest.mark.parametrize(("cupos", "esperado"), [("11", (11, 11, True)), (None, (11, None, None))])
def test_de_un_cargo_colectivo_hay_que_saber_cuantos_vinieron(
    cupos: str | None, esperado: tuple[int | None, int | None, bool | None]
) -> None:
    grupo = POSTES[0] | {"voto": "si", "cupos": 20}
    fila = {"integrante": "p", "asistio": "si"} | ({"cupos": cupos} if cupos else {})
    reglas = (reglamento("2020-01-01", quorum={"base": "mitad_mas_uno"}),)
    sesion = acta("2021/01", "2021-03-01", asistencia=[fila])
    de = acervo(instancia(integrantes=[grupo]), actas=(sesion,), reglamentos=reglas)
    (s,) = calcular(de, "2021").sesiones
    assert (s.quorum_requerido, s.quorum_presentes, s.hubo_quorum) == esperado


def test_los_dias_a_la_publicacion_probada_o_declarada() -> None:
    publicada = Publicacion.model_validate(
        {
            "numero": 1,
            "fecha": "2021-03-31",
            "leida": "https://www.ejemplo.gov.co/",
            "documentos": [{"ruta": "instancias/mesa/actas/2021/01.html", "accion": "publicado"}],
        }
    )
    actas = (
        acta("2021/01", "2021-03-01", fecha_publicacion="2021-03-11"),
        acta("2021/02", "2021-05-03", fecha_publicacion="2021-05-13"),
        acta("2021/03", "2021-08-02"),
        # El acta firmada pudo publicarse en otra fecha que la página.
        acta(
            "2021/04",
            "2021-09-01",
            fecha_publicacion="2021-09-02",
            original={"titulo": "Acta", "archivo": "acta.pdf", "fecha_publicacion": "2021-09-08"},
        ),
        acta("2021/05", "2021-10-01", fecha_publicacion="2026-11-23"),
    )
    firmada = "instancias/mesa/actas/2021/04/acta.pdf"
    anexos = {firmada: Archivo(firmada, 1, "f")}
    hecho = calcular(
        acervo(mesa_2021(), actas=actas, anexos=anexos),
        "2021",
        contexto(publicaciones=(publicada,)),
    )
    assert [(s.dias_a_publicacion, s.publicacion_fuente) for s in hecho.sesiones] == [
        (30, "probada"),
        (10, "declarada"),
        (None, ""),
        (7, "declarada"),
        (None, ""),
    ]
