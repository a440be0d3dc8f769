"""El informe calculado: encabezado, casillas, funciones, plan, decisiones y compromisos."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from apoyo.informes import (
    EVIDENCIA,
    SIN,
    acervo,
    acta,
    calcular,
    contexto,
    informe,
    instancia,
    mesa_2021,
    norma,
    plan,
    reglamento,
    renglon,
)
from msgspec.structs import astuple

from generador.verificacion.resultados import Estado

# --- encabezado y casillas --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declarado", "coincide"),
    [
        ("Reglamento 004, 16/03/2016", "si"),
        ("REGLAMENTO INTERNO 004 DEL 16 DE MARZO DE 2016.", "si"),
        ("Reglamento interno del 16 de marzo de 2016", "no"),
        ("Reglamento interno 004 del 16 de mayo de 2016", "no"),
    ],
)
def test_el_reglamento_se_reconoce_en_un_texto_libre(declarado: str, coincide: str) -> None:
    de = acervo(
        mesa_2021(),
        reglamentos=(reglamento("2016-03-16", numero="004"),),
        informes=(informe("2021", declarado={"reglamento": declarado}),),
    )
    hecho = calcular(de, "2021").reglamento
    assert hecho.calculado == "Reglamento interno 004 del 16 de marzo de 2016"
    assert hecho.coincide == coincide


def test_las_normas_de_creacion_expedidas_hasta_entonces() -> None:
    decreto, posterior = "decreto-527-2014-alcaldia-mayor", "decreto-1-2022-alcaldia-mayor"
    citas = [
        {"norma": decreto, "relacion": "crea"},
        {"norma": posterior, "relacion": "modifica"},
        {"norma": "resolucion-233-2018-secretaria-general", "relacion": "lineamiento"},
    ]
    normas = {decreto: norma(decreto), posterior: norma(posterior, fecha="2022-01-03")}
    hecho = calcular(acervo(mesa_2021(normas=citas)), "2021", contexto(normas=normas)).normas
    assert hecho.calculado == ("Decreto 527 de 2014, Alcaldía Mayor de Bogotá",)


@pytest.mark.parametrize(
    ("estado", "normas", "actas"),
    [
        (Estado.CUMPLE, True, True),
        (Estado.CUMPLE_TARDE, True, True),
        (Estado.PARCIAL, True, False),
        (Estado.INCUMPLE, False, False),
        (Estado.FALTA, False, False),
        (Estado.EN_PLAZO, None, None),
        (Estado.SIN_DATO, None, None),
        (Estado.NO_APLICA, None, None),
    ],
)
def test_las_casillas_segun_el_estado(
    estado: Estado, normas: bool | None, actas: bool | None
) -> None:
    renglones = (
        renglon("normas-de-creacion", estado, 1, 2, evidencias=(EVIDENCIA,)),
        renglon("actas-con-anexos", estado, 1, 2, evidencias=(EVIDENCIA,)),
        renglon("informe-de-gestion", Estado.CUMPLE, 1, 1, anio=2020),
        renglon("reglamento-interno", Estado.CUMPLE, 1, 1, lista="ampliada"),
        renglon("reglamento-interno", Estado.CUMPLE, 1, 1, instancia="otra"),
    )
    dicho = informe("2021", declarado={"publicacion": {"actas_con_anexos": "si"}})
    hecho = calcular(acervo(mesa_2021(), informes=(dicho,)), "2021", None, renglones)
    filas = hecho.publicacion
    assert [f.casilla.calculado for f in filas] == [normas, None, actas, None]
    assert [f.estado for f in filas] == [estado, SIN, estado, SIN]
    assert [(f.cumplidos, f.exigidos) for f in filas] == [(1, 2), (0, 0), (1, 2), (0, 0)]
    esperado = {True: "si", False: "no", None: SIN}[actas]
    assert (filas[2].casilla.declarado, filas[2].casilla.coincide) == (True, esperado)
    assert filas[2].casilla.fuentes == (() if actas is None else (EVIDENCIA,))


# --- funciones y plan -------------------------------------------------------------------------


def test_un_acta_sin_funciones_deja_abierto_el_no_pero_no_el_si() -> None:
    funciones = [
        {"numero": 2, "texto": "B", "clase": "especifica"},
        {"numero": 1, "texto": "A"},
        {"numero": 3, "texto": "C", "hasta": "2021-03-31"},
        {"numero": 4, "texto": "D", "hasta": "2020-12-31"},
    ]
    actas = (
        acta("2021/01", "2021-03-01", funciones=["1"]),
        acta("2021/02", "2021-05-03"),
    )
    hecho = calcular(acervo(instancia(funciones=funciones), actas=actas), "2021")
    filas = (*hecho.funciones_generales, *hecho.funciones_especificas)
    assert [(f.numero, f.fechas.calculado, f.se_abordo.calculado) for f in filas] == [
        (1, (date(2021, 3, 1),), True),
        (3, (), False),
        (2, (), None),
    ]


ACTIVIDADES = [
    {"id": "a", "texto": "Formar", "funcion": "2", "meta": "m", "estado": "cumplido"},
    {"id": "b", "texto": "Medir", "meta": "m", "estado": "parcial"},
    {"id": "c", "texto": "Contar", "estado": "cumplido"},
]


def test_el_avance_del_plan_por_funcion_meta_y_actividad() -> None:
    dicho = informe("2021", declarado={"plan": {"metas": 1, "avance": "100 %"}})
    suyo = plan(metas=[{"id": "m", "texto": "Meta", "funcion": "1"}], actividades=ACTIVIDADES)
    mesa = instancia(funciones=[{"numero": "1", "texto": "Guiar"}])
    bloque = calcular(acervo(mesa, planes=(suyo,), informes=(dicho,)), "2021-t2").plan
    assert bloque.avance.calculado == 67
    bloque = calcular(acervo(mesa, planes=(suyo,), informes=(dicho,)), "2021").plan
    cifras = (bloque.funciones, bloque.metas, bloque.actividades, bloque.avance)
    assert [(c.calculado, c.declarado, c.coincide.value) for c in cifras] == [
        (2, None, SIN),
        (1, 1, "si"),
        (3, None, SIN),
        (67, 100, "no"),
    ]
    assert list(map(astuple, bloque.por_funcion)) == [
        ("1. Guiar", 0, 1, 0),
        ("Función 2", 1, 1, 0),
        ("Sin función", 1, 1, 0),
    ]
    assert list(map(astuple, bloque.por_meta)) == [("Meta", 1, 2, 0), ("Sin meta", 1, 1, 0)]
    assert list(map(astuple, bloque.por_actividad)) == [
        ("Formar", "cumplido"),
        ("Medir", "parcial"),
        ("Contar", "cumplido"),
    ]


@pytest.mark.parametrize(
    ("actividades", "cuantas"), [(None, None), ("ninguna", 0), ([{"id": "a", "texto": "A"}], 1)]
)
def test_sin_saber_en_que_van_las_actividades_no_hay_avance(
    actividades: Any, cuantas: int | None
) -> None:
    suyo = plan(**({} if actividades is None else {"actividades": actividades}))
    bloque = calcular(acervo(mesa_2021(), planes=(suyo,)), "2021").plan
    assert (bloque.actividades.calculado, bloque.avance.calculado) == (cuantas, None)


# --- decisiones y compromisos -----------------------------------------------------------------


def test_una_decision_con_seguimientos_en_varias_actas_y_en_el_informe() -> None:
    decisiones = [{"id": "d", "decision": "Crear un comité.", "sintesis": "Larga"}]
    dicho = informe(
        "2021",
        declarado={
            "decisiones": [
                {"fecha": "2021-03-01", "decision": "crear un COMITE", "sintesis": "Otra"},
                {"fecha": "2021-02-01", "decision": "Crear un comité", "seguimiento": "Se hizo"},
            ]
        },
    )
    corta = {"de": "actas/2021/01#d", "texto": "Va bien"}
    entera = {"de": "instancias/mesa/actas/2021/01#d", "texto": "Listo", "estado": "cumplido"}
    actas = (
        acta("2022/01", "2022-01-20", seguimientos=[corta | {"texto": "Un año después"}]),
        acta("2021/03", "2021-08-02", seguimientos=[entera]),
        acta("2021/02", "2021-05-03", seguimientos=[corta]),
        acta("2021/01", "2021-03-01", decisiones=decisiones),
    )
    de = acervo(mesa_2021(), actas=actas, informes=(dicho,))
    declarada, propia = calcular(de, "2021").decisiones
    assert (declarada.origen, declarada.fecha) == ("declarado", date(2021, 2, 1))
    assert [(s.fecha, s.texto) for s in declarada.seguimientos] == [(None, "Se hizo")]
    assert (propia.origen, propia.sintesis, propia.sintesis_declarada) == ("ambos", "Larga", "Otra")
    assert [(s.fecha, s.texto, s.estado) for s in propia.seguimientos] == [
        (date(2021, 5, 3), "Va bien", ""),
        (date(2021, 8, 2), "Listo", "cumplido"),
    ]
    # Cada trimestre trae lo suyo y lo anterior a lo que en él se hizo seguimiento.
    seguidas = {p: [len(d.seguimientos) for d in calcular(de, p).decisiones] for p in TRIMESTRES}
    assert seguidas == {
        "2021-t1": [0],
        "2021-t2": [1],
        "2021-t3": [2],
        "2021-t4": [],
        "2022-t1": [3],
    }


TRIMESTRES = ("2021-t1", "2021-t2", "2021-t3", "2021-t4", "2022-t1")


def estados(periodo: str, corte: str = "2026-11-22") -> dict[str, tuple[str, str]]:
    compromisos = [
        {"id": "nuevo", "compromiso": "nuevo"},
        {"id": "hecho", "compromiso": "hecho", "fecha_limite": "2021-04-01"},
        {"id": "medias", "compromiso": "medias", "responsable": "g"},
        {"id": "fallo", "compromiso": "fallo", "estado": "incumplido"},
        {"id": "vence", "compromiso": "vence", "fecha_limite": "2021-06-30"},
        {"id": "tarde", "compromiso": "tarde", "fecha_limite": "2021-06-30"},
    ]
    dichos = (("hecho", "cumplido"), ("medias", "parcial"), ("tarde", "parcial"))
    seguimientos = [
        {"de": f"actas/2021/01#{id_}", "texto": "Se revisó", "estado": e} for id_, e in dichos
    ]
    actas = (
        acta("2021/01", "2021-03-01", compromisos=compromisos),
        acta("2021/02", "2021-05-03", seguimientos=seguimientos),
        acta("2022/01", "2022-02-01", seguimientos=[seguimientos[2] | {"estado": "cumplido"}]),
    )
    filas = calcular(acervo(mesa_2021(), actas=actas), periodo, contexto(corte)).compromisos
    assert {f.responsable for f in filas} <= {"", "Director"}
    return {f.compromiso: (f.estado, f.ultimo_estado) for f in filas}


def test_los_compromisos_en_cada_estado_segun_el_dia() -> None:
    assert estados("2021") == {
        "nuevo": ("programado", "programado"),
        "hecho": ("cumplido", "cumplido"),
        "medias": ("parcial", "parcial"),
        "fallo": ("incumplido", "incumplido"),
        "vence": ("vencido", "programado"),
        "tarde": ("parcial", "parcial"),
    }
    # El último día del semestre es el límite: todavía no ha vencido.
    semestre = estados("2021-s1")
    assert (semestre["vence"][0], semestre["tarde"][0]) == ("programado", "parcial")
    # Con un corte anterior a la segunda sesión, sus seguimientos no existen.
    assert estados("2021", corte="2021-04-02")["hecho"] == ("vencido", "programado")
    # En el segundo trimestre solo está lo que tuvo seguimiento.
    assert list(estados("2021-t2")) == ["hecho", "medias", "tarde"]
    assert estados("2021-t3") == {}
    # Vale el último estado escrito.
    assert estados("2022") == {"tarde": ("cumplido", "cumplido")}
