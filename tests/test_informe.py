"""El informe de 2020 de la Mesa de Territorialización, entero, y cuándo hay contraste."""

from __future__ import annotations

import json
from typing import Any

import pytest
from apoyo.informes import (
    SIN,
    acervo,
    acta,
    calcular,
    contexto,
    informe,
    instancia,
    norma,
    plan,
    reglamento,
)

from generador.acervo import Acervo
from generador.verificacion.exportar_informe import informe_json
from generador.verificacion.resultados import Coincide


def cifra(calculado: Any, declarado: Any, coincide: str, *fuentes: Any) -> dict[str, Any]:
    lados = {"calculado": calculado, "declarado": declarado}
    return lados | {"coincide": coincide, "fuentes": list(fuentes)}


def fuente(titulo: str, url: str, fecha: str = SIN) -> dict[str, str]:
    return {"titulo": titulo, "url": f"{url}.html", "fecha": fecha, "sha256": SIN}


# --- la Mesa de Territorialización, 2020 ------------------------------------------------------

DIAS = ["2020-06-09", "2020-08-25", "2020-12-16"]
CARGOS = (
    ("direccion-local", 2, "gobierno", "Director", "I", 1),
    ("alcaldias", 2, "gobierno", "Delegados o delegadas", "I", 20),
    ("idpac", 2, "idpac", "Gerenta", "I", 1),
    ("planes-locales", 4, "planeacion", "Director", "I", 1),
    ("capacidades", 13, "mujer", "Subsecretaria", "I", 1),
    ("territorializacion", 13, "mujer", "Directora", "S", 1),
)
RECONSTRUIDA = {"procedencia": "reconstruida", "reconstruida_de": "Informe de gestión 2020"}
DECRETO = "decreto-527-2014-alcaldia-mayor"
ACTAS = [
    fuente(f"Sesión ordinaria del {larga} (reconstruida)", f"instancias/mesa/actas/2020/0{n}", dia)
    for n, (dia, larga) in enumerate(
        zip(
            DIAS,
            ("9 de junio de 2020", "25 de agosto de 2020", "16 de diciembre de 2020"),
            strict=True,
        ),
        start=1,
    )
]
DECISION = {"fecha": DIAS[1], "decision": "Aprobación del plan de acción 2020.", "sintesis": "S"}


def la_mesa() -> Acervo:
    cargos = [
        {"id": id_, "sector": s, "entidad": e, "cargo": c, "roles": [r], "cupos": n}
        for id_, s, e, c, r, n in CARGOS
    ]
    funciones: list[dict[str, Any]] = [{"numero": n, "texto": f"Función {n}"} for n in range(1, 7)]
    septima = {"cumplida_en": "2016-03-16", "cumplida_con": "reglamento/2016-03-16"}
    mesa = instancia(
        cobertura="parcial",
        normas=[{"norma": DECRETO, "relacion": "crea"}],
        integrantes=cargos,
        funciones=[*funciones, {"numero": 7, "texto": "Darse su reglamento"} | septima],
        **RECONSTRUIDA,
    )
    sesion = {
        "asistencia": [{"integrante": c[0], "asistio": "si"} for c in CARGOS],
        "quorum": {"hubo": "si"},
        "funciones": list(range(1, 7)),
    }
    decidido = {"decisiones": [{"id": "plan", "decision": "Aprobación del Plan de Acción 2020"}]}
    actas = tuple(
        acta(f"2020/0{n}", dia, **sesion, **RECONSTRUIDA, **(decidido if n == 2 else {}))
        for n, dia in enumerate(DIAS, start=1)
    )
    return acervo(
        mesa,
        actas=actas,
        reglamentos=(reglamento("2016-03-16", **RECONSTRUIDA),),
        planes=(plan(2020, denominacion="plan_de_accion", **RECONSTRUIDA),),
        informes=(informe("2020", **declarado_por_la_mesa()),),
    )


def declarado_por_la_mesa() -> dict[str, Any]:
    funciones = [{"funcion": n, "fechas": DIAS, "se_abordo": "si"} for n in range(1, 7)]
    declarado = {
        "reglamento": "Reglamento interno del 16 de marzo de 2016",
        "normas": [DECRETO],
        "asistencia": [{"integrante": c[0], "fechas": DIAS, "total": 3} for c in CARGOS],
        "sesiones_ordinarias": {"realizadas": 3, "programadas": 3},
        "sesiones_extraordinarias": {"realizadas": 0, "programadas": 0},
        "funciones": [*funciones, {"funcion": 7, "se_abordo": "no"}],
        "plan": {"funciones": 6, "metas": 5, "actividades": 11, "avance": 100},
        "decisiones": [DECISION | {"seguimiento": "Se ejecutó."}],
        "quorum": "si",
    }
    firma = {"nombre": "Rosa Patricia Chaparro Niño", "cargo": "Directora", "entidad": "mujer"}
    return {
        "resumen": "si",
        "denominacion_plan": "Plan de acción",
        "declarado": declarado,
        "analisis": "Hubo diálogo.",
        "firmas": [firma | {"rol": "S"}],
    }


def asistente(cargo: tuple[str, int, str, str, str, int]) -> dict[str, Any]:
    id_, sector, entidad, nombre, rol, cupos = cargo
    grupo = f"agrupa {cupos} puestos: la cifra oculta ausencias individuales"
    return {
        "integrante": id_,
        "sector": {2: "2. Gobierno", 13: "13. Mujeres"}.get(sector, str(sector)),
        "entidad": {
            "gobierno": "Secretaría Distrital de Gobierno",
            "mujer": "Secretaría Distrital de la Mujer",
        }.get(entidad, entidad),
        "dependencia": SIN,
        "cargo": nombre,
        "roles": [rol],
        "cupos": cupos,
        "fechas": cifra(DIAS, DIAS, "sin_contraste", *ACTAS),
        "total": cifra(3, 3, "sin_contraste", *ACTAS),
        "nota": grupo if cupos > 1 else "",
    }


def funcion(numero: int) -> dict[str, Any]:
    return {
        "numero": numero,
        "clase": "general",
        "texto": f"Función {numero}",
        "resumen": False,
        "fechas": cifra(DIAS, DIAS, "sin_contraste", *ACTAS),
        "se_abordo": cifra(True, True, "sin_contraste", *ACTAS),
        "cumplida_en": SIN,
        "cumplida_con": SIN,
    }


def casilla(requisito: str, titulo: str) -> dict[str, Any]:
    propios = {"requisito": requisito, "titulo": titulo, "casilla": cifra(SIN, SIN, SIN)}
    return propios | {"estado": SIN, "cumplidos": 0, "exigidos": 0}


def sesion_afirmada(n: int) -> dict[str, Any]:
    return {
        "fecha": DIAS[n],
        "tipo": "ordinaria",
        "quorum_requerido": SIN,
        "quorum_presentes": SIN,
        "hubo_quorum": True,
        "quorum_fuente": "afirmado sin conteo",
        "dias_a_publicacion": SIN,
        "fuente": ACTAS[n],
        "publicacion_fuente": SIN,
        "reconstruida": True,
    }


REGLAMENTO = fuente(
    "Reglamento interno del 16 de marzo de 2016",
    "instancias/mesa/reglamento/2016-03-16",
    "2016-03-16",
)
INFORME = fuente("Informe de gestión de 2020", "instancias/mesa/informes/2020")
NOMBRE_DECRETO = "Decreto 527 de 2014, Alcaldía Mayor de Bogotá"


def test_la_mesa_entera() -> None:
    con = contexto(normas={DECRETO: norma(DECRETO, **RECONSTRUIDA)})
    assert informe_json(calcular(la_mesa(), "2020", con)) == {
        "instancia": "mesa",
        "periodo": "2020",
        "periodo_texto": "2020",
        "desde": "2020-01-01",
        "hasta": "2020-12-31",
        "informe": INFORME,
        "reglamento_interno": cifra(
            REGLAMENTO["titulo"], REGLAMENTO["titulo"], "sin_contraste", REGLAMENTO
        ),
        "normas": cifra(
            [NOMBRE_DECRETO],
            [NOMBRE_DECRETO],
            "sin_contraste",
            fuente("Decreto 527 de 2014", f"normas/{DECRETO}"),
        ),
        "asistentes": [asistente(c) for c in CARGOS],
        "sesiones_ordinarias": {
            "realizadas": cifra(3, 3, "sin_contraste", *ACTAS),
            "programadas": cifra(SIN, 3, SIN),
        },
        "sesiones_extraordinarias": {
            "realizadas": cifra(0, 0, "sin_contraste", *ACTAS),
            "programadas": cifra(SIN, 0, SIN),
        },
        "sin_sesiones": SIN,
        "publicacion_en_la_pagina_web": [
            casilla("normas-de-creacion", "Normas de creación"),
            casilla("reglamento-interno", "Reglamento interno"),
            casilla("actas-con-anexos", "Actas con sus anexos"),
            casilla("informe-de-gestion", "Informe de gestión"),
        ],
        "funciones_generales": [
            *(funcion(n) for n in range(1, 7)),
            funcion(7)
            | {
                "texto": "Darse su reglamento",
                "fechas": cifra([], SIN, SIN, *ACTAS),
                "se_abordo": cifra(False, False, "sin_contraste", *ACTAS),
                "cumplida_en": "2016-03-16",
                "cumplida_con": REGLAMENTO,
            },
        ],
        "funciones_especificas": [],
        "plan": {
            "denominacion": "Plan de acción",
            "funciones": cifra(SIN, 6, SIN),
            "metas": cifra(SIN, 5, SIN),
            "actividades": cifra(SIN, 11, SIN),
            "avance": cifra(SIN, 100, SIN),
            "por_funcion": [],
            "por_meta": [],
            "fuente": fuente("Plan de acción de 2020", "instancias/mesa/planes/2020"),
            "por_actividad": [],
        },
        "seguimiento_al_plan": SIN,
        "analisis_del_funcionamiento": "Hubo diálogo.",
        "narrativa_resumen": True,
        "seguimiento_a_las_decisiones": [
            {
                "fecha": DIAS[1],
                "icono": SIN,
                "decision": "Aprobación del Plan de Acción 2020",
                "sintesis": "S",
                "sintesis_resumen": False,
                "seguimientos": [
                    {"fecha": SIN, "texto": "Se ejecutó.", "estado": SIN, "fuente": INFORME}
                ],
                "origen": "ambos",
                "fuente": ACTAS[1],
                "sintesis_declarada": SIN,
                "reconstruida_de": RECONSTRUIDA["reconstruida_de"],
                "resultado": SIN,
            }
        ],
        "compromisos": [],
        "sesiones": [sesion_afirmada(n) for n in range(3)],
        "quorum_declarado": True,
        "firmas": [
            {
                "nombre": "Rosa Patricia Chaparro Niño",
                "cargo": "Directora",
                "entidad": "Secretaría Distrital de la Mujer",
                "rol": "S",
                "fecha": SIN,
            }
        ],
    }


def test_con_un_solo_documento_de_verdad_ya_hay_contraste() -> None:
    mesa = la_mesa()
    con_acta = acta("2020/04", "2020-12-20", asistencia=[{"integrante": "idpac", "asistio": "no"}])
    hecho = calcular(
        acervo(mesa.instancia, actas=(*mesa.actas, con_acta), informes=mesa.informes), "2020"
    )
    assert {f.integrante: f.total.coincide.value for f in hecho.asistentes} == {
        c[0]: "si" if c[0] == "idpac" else "sin_contraste" for c in CARGOS
    }
    assert hecho.ordinarias.realizadas.coincide is Coincide.NO
    assert hecho.extraordinarias.realizadas.coincide is Coincide.SI


def test_nada_queda_en_null() -> None:
    assert "null" not in json.dumps(informe_json(calcular(la_mesa(), "2020")))


@pytest.mark.parametrize(
    ("cuando", "antes"),
    [("2020-06", True), ("2020-07", False), ("2020", False), ("2020-11", False)],
)
def test_solo_lo_que_se_cumplio_antes_del_periodo_se_dice_antes(cuando: str, antes: bool) -> None:
    funcion = {"numero": 1, "texto": "Darse su reglamento", "cumplida_en": cuando}
    de = acervo(instancia(funciones=[funcion]))
    (fila,) = calcular(de, "2020-t3", contexto()).funciones_generales
    assert fila.cumplida_en == (cuando if antes else "")
