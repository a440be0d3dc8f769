"""Los datos de cada sesión: lo que su página dice está también en las tablas de la instancia."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from apoyo.fabrica import acervo, acta, contexto, instancia

from generador.acervo import Acervo
from generador.verificacion.quorum import presentes_con_voto
from generador.vistas.asistencia import vista_asistencia
from generador.vistas.asistencia_por_anios import vista_asistencia_por_anios
from generador.vistas.decisiones import vista_decisiones_de
from generador.vistas.tablas import (
    INVITADOS,
    POR_CARGO,
    PUNTOS,
    SESIONES,
    VOTACIONES,
    VOTOS,
    tablas_de_la_instancia,
)

CORTE = "2026-11-22"
CARGOS = [
    {"id": id_, "sector": "1", "entidad": "mujer", "cargo": cargo, "roles": ["I"], "voto": "si"}
    for id_, cargo in (("p", "Directora"), ("s", "Asesora"), ("t", "Jefe"))
]
SESION: dict[str, Any] = {
    "hora_inicio": "08:00",
    "hora_fin": "12:00",
    "lugar": "Sala 1",
    "reanudaciones": [
        {"fecha": "2025-03-13", "hora_inicio": "14:00", "hora_fin": "15:30", "lugar": "Sala 2"}
    ],
    "quorum": {"requerido": "2", "presentes": "3"},
    "asistencia": [
        {"integrante": "p", "asistio": "si", "forma": "virtual", "llegada": "08:30"},
        {"integrante": "s", "asistio": "si", "fecha": "2025-03-12"},
        {"integrante": "s", "asistio": "no", "fecha": "2025-03-13", "excusa": "Otra reunión"},
        {"integrante": "t", "asistio": "si", "delegado": "Profesional", "acto": "Oficio 3"},
    ],
    "invitados": [{"organizacion": "Una universidad", "cuantos": "2", "motivo": "Oírla"}],
    "puntos": [
        {"numero": "10.1", "punto": "El plan", "clase": "decision", "resultado": "Se aprobó"},
        {"punto": "Un caso", "reservado": "si", "fundamento": "Ley 1712 de 2014, art. 18"},
    ],
    "decisiones": [
        {
            "id": "plan",
            "decision": "Aprobar el plan",
            "fecha": "2025-03-13",
            "hora": "15:00",
            "resultado": "aprobada",
            "votos": {
                "por_cargo": [
                    {"integrante": "p", "voto": "a_favor"},
                    {"integrante": "t", "voto": "en_contra"},
                ]
            },
        },
        {"id": "sin-votos", "decision": "Reunirse"},
    ],
}


def tablas(de: Acervo) -> dict[str, list[dict[str, str]]]:
    """Las filas de cada tabla, con lo que en cada una se sabe."""
    escritas = tablas_de_la_instancia(de, contexto(CORTE))
    leidas = {n: csv.DictReader(io.StringIO(t.lstrip("\ufeff"))) for n, t in escritas.items()}
    return {
        n: [{c: v for c, v in f.items() if v != "sin_dato"} for f in filas]
        for n, filas in leidas.items()
    }


@pytest.fixture(scope="module")
def datos() -> dict[str, list[dict[str, str]]]:
    return tablas(acervo(instancia(integrantes=CARGOS), acta("2025-03-12", **SESION)))


def test_cada_dia_de_una_sesion_tiene_su_asistencia(
    datos: dict[str, list[dict[str, str]]],
) -> None:
    filas = [(f["dia"], f["integrante"], f["asistio"]) for f in datos[POR_CARGO]]
    assert filas == [
        ("2025-03-12", "p", "si"),
        ("2025-03-12", "s", "si"),
        ("2025-03-12", "t", "si"),
        ("2025-03-13", "p", "si"),
        ("2025-03-13", "s", "no"),
        ("2025-03-13", "t", "si"),
    ]
    primera, ausente, delegada = datos[POR_CARGO][0], datos[POR_CARGO][4], datos[POR_CARGO][5]
    assert (primera["forma"], primera["llegada"]) == ("virtual", "08:30")
    assert ausente["excusa"] == "Otra reunión"
    assert (delegada["delegado"], delegada["acto"]) == ("Profesional", "Oficio 3")


def test_cada_parte_de_una_sesion_con_su_hora_y_su_lugar(
    datos: dict[str, list[dict[str, str]]],
) -> None:
    columnas = ("parte", "dia", "hora_inicio", "hora_fin", "lugar", "presentes", "hubo_quorum")
    assert [tuple(f[c] for c in columnas) for f in datos[SESIONES]] == [
        ("1", "2025-03-12", "08:00", "12:00", "Sala 1", "3", "si"),
        # Se contaron tres al instalarla; ese día la Asesora no fue.
        ("2", "2025-03-13", "14:00", "15:30", "Sala 2", "2", "si"),
    ]


def test_como_se_voto_y_con_que_quorum(datos: dict[str, list[dict[str, str]]]) -> None:
    (votada,) = datos[VOTACIONES]
    assert votada["direccion"].endswith("#plan")
    assert (votada["dia"], votada["hora"], votada["resultado"]) == (
        *("2025-03-13", "15:00"),
        "aprobada",
    )
    assert (votada["a_favor"], votada["en_contra"], votada["abstenciones"]) == ("1", "1", "0")
    # Ese día la Asesora no fue.
    assert (votada["presentes"], votada["hubo_quorum"]) == ("2", "si")
    assert [(f["integrante"], f["voto"]) for f in datos[VOTOS]] == [
        ("p", "a_favor"),
        ("t", "en_contra"),
    ]


def test_el_orden_del_dia_y_los_invitados(datos: dict[str, list[dict[str, str]]]) -> None:
    primero, segundo = datos[PUNTOS]
    assert (primero["numero"], primero["clase"], primero["resultado"]) == (
        *("10.1", "decision"),
        "Se aprobó",
    )
    assert (segundo["orden"], segundo["a_puerta_cerrada"]) == ("2", "si")
    assert segundo["fundamento"] == "Ley 1712 de 2014, art. 18"
    (invitado,) = datos[INVITADOS]
    assert (invitado["organizacion"], invitado["cuantos"]) == ("Una universidad", "2")


def test_la_tabla_de_lo_que_no_consta_no_se_publica_ni_se_enlaza(
    datos: dict[str, list[dict[str, str]]],
) -> None:
    llana = acervo(instancia(integrantes=CARGOS), acta("2025-03-12"))
    faltan = set(datos) - set(tablas(llana))
    assert faltan == {PUNTOS, VOTACIONES, VOTOS, INVITADOS}
    assert vista_decisiones_de(llana, contexto(CORTE)).datos == ()


def _con_suplente(voto: str) -> Acervo:
    suplente = {**CARGOS[0], "id": "x", "cargo": "Asesora suplente", "voto": voto}
    filas = [
        {"integrante": "p", "asistio": "si", "suplente": "x", "llegada": "09:00"},
        {"integrante": "s", "asistio": "si"},
        {"integrante": "t", "asistio": "no"},
    ]
    return acervo(instancia(integrantes=[*CARGOS, suplente]), acta("2025-03-12", asistencia=filas))


def test_el_suplente_que_solo_esta_en_el_renglon_de_otro_vino() -> None:
    """Vino y en el puesto de otro: no se vuelve «sin dato», y el quórum no lo cuenta dos veces."""
    caso = _con_suplente("no")
    (suyo,) = (f for f in tablas(caso)[POR_CARGO] if f["integrante"] == "x")
    assert (suyo["asistio"], suyo["llegada"]) == ("si", "09:00")
    assert suyo["observacion"] == "Como suplente de Directora"
    vista = vista_asistencia(caso.actas[0], caso, contexto(CORTE))
    assert vista.cuenta == "3 cargos asistieron y 1 no asistió"
    assert presentes_con_voto(caso, caso.actas[0]) == 2


def test_de_quien_tiene_su_propio_puesto_el_acta_no_dijo_nada() -> None:
    caso = _con_suplente("si")
    (suyo,) = (f for f in tablas(caso)[POR_CARGO] if f["integrante"] == "x")
    assert "asistio" not in suyo
    assert presentes_con_voto(caso, caso.actas[0]) is None


def test_lo_verificado_otro_dia_es_el_quorum_de_ese_dia() -> None:
    verificaciones = [
        {"hora": "08:00", "fecha": "2025-03-12", "presentes": "3", "hubo": "si"},
        {"hora": "14:00", "fecha": "2025-03-13", "presentes": "1", "hubo": "no"},
    ]
    sesion = {**SESION, "quorum": {"requerido": "2", "verificaciones": verificaciones}}
    dicho = tablas(acervo(instancia(integrantes=CARGOS), acta("2025-03-12", **sesion)))[SESIONES]
    assert [(f["presentes"], f["hubo_quorum"]) for f in dicho] == [("3", "si"), ("1", "no")]


def test_lo_que_decidio_un_acta_anulada_no_es_un_dato() -> None:
    nula = acta("2025-03-12", estado="anulada", anulacion="Resolución 3", **SESION)
    dichas = tablas(acervo(instancia(integrantes=CARGOS), nula))
    assert {VOTACIONES, VOTOS}.isdisjoint(dichas)
    assert {f["estado_del_acta"] for f in dichas[SESIONES]} == {"anulada"}


def test_de_cada_sesion_el_nombre_de_ese_dia_y_con_quien() -> None:
    antes = [{"nombre": "Comité de Jardines", "hasta": "2025-06-30"}]
    de = acervo(
        instancia(nombre="Comité de Parques", nombres_anteriores=antes, integrantes=CARGOS),
        acta("2025-03-12", conjunta_con=[{"nombre": "Mesa de Aguas"}]),
        acta("2025-08-12", "02"),
    )
    una, otra = tablas(de)[SESIONES]
    assert una["nombre_de_la_instancia"] == "Comité de Jardines"
    assert (una["conjunta_con"], otra["nombre_de_la_instancia"]) == (
        "Mesa de Aguas",
        "Comité de Parques",
    )


def test_en_una_columna_angosta_el_signo_de_por_ciento_no_queda_solo() -> None:
    filas = [{"integrante": "p", "asistio": "si"}, {"integrante": "s", "asistio": "no"}]
    de = acervo(instancia(integrantes=CARGOS[:2]), acta("2025-03-12", asistencia=filas))
    por_cargo = vista_asistencia_por_anios(de, contexto(CORTE)).tablas[0]
    totales = [f.total.texto for grupo in por_cargo.grupos for f in grupo.filas]
    assert totales == ["1 de 1 (100\u00a0%)", "0 de 1 (0\u00a0%)"]
