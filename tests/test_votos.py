"""Lo que una votación dice, y lo que no es contradicción aunque lo parezca."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from apoyo import fabrica as f
from casos_de_reglas.par import cargo, mesa, vino
from msgspec.structs import replace

from generador.verificacion.reglas.regla import examinar
from generador.verificacion.reglas.votaciones import REGLAS
from generador.verificacion.resultados import FilaDeDecision
from generador.vistas.informe_acuerdos import decision_con_resultado

VOTANTES = mesa(*(cargo(n, voto="si") for n in "abc"))
DE_VOTOS = ("votos-de-mas", "unanimidad-con-votos-en-contra", "aprobada-con-menos-votos")


def halladas(presentes: str, vinieron: str = "", **decision: Any) -> list[str]:
    asistencia = {"asistencia": [vino(n) for n in vinieron]} if vinieron else {}
    acta = f.acta(
        "2020-06-09",
        quorum={"requerido": "2", "presentes": presentes},
        **asistencia,
        decisiones=[{"id": "faro", "decision": "Comprar un faro", **decision}],
    )
    _, hallazgos = examinar(REGLAS, f.acervo(VOTANTES, acta), f.contexto("2020-12-31"))
    return [h.codigo for h in hallazgos if h.codigo in DE_VOTOS]


def test_negar_por_unanimidad_no_es_contradecirse() -> None:
    votos = {"a_favor": "0", "en_contra": "3"}
    assert halladas("3", resultado="negada", unanimidad="si", votos=votos) == []
    votos["a_favor"] = "1"
    hallado = halladas("4", resultado="negada", unanimidad="si", votos=votos)
    assert hallado == ["unanimidad-con-votos-en-contra"]


def test_quien_llega_despues_de_contar_el_quorum_tambien_vota() -> None:
    votos = {"a_favor": "3", "en_contra": "0"}
    assert halladas("2", "abc", votos=votos) == []
    assert halladas("2", votos=votos) == ["votos-de-mas"]


@pytest.mark.parametrize(
    ("resultado", "dicho"),
    [
        ("", "Comprar un faro"),
        ("aprobada", "Comprar un faro"),
        ("negada", "Comprar un faro (negada)"),
    ],
)
def test_en_el_formulario_lo_que_no_se_aprobo_lo_dice(resultado: str, dicho: str) -> None:
    fila = FilaDeDecision(date(2020, 6, 9), "", "Comprar un faro", "", False, (), "calculado", None)
    assert decision_con_resultado(replace(fila, resultado=resultado)) == dicho
