"""Lo que vence: en qué ventana, de quién, según qué norma y cómo se contó."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from apoyo import fabrica as f

from generador.cli import principal
from generador.modelo.base import Registro
from generador.modelo.sitio import ListaDeRequisitos
from generador.nuevo.sitio import MESA, archivos_del_sitio
from generador.verificacion.vencimientos import (
    PorVencer,
    Situacion,
    compromisos_pendientes,
    vencimientos,
)

INFORMES: dict[str, Any] = {
    "titulo": "Informes",
    "confianza": "confirmado",
    "requisitos": [
        {
            "item": "informe",
            "titulo": "Informe de gestión",
            "pregunta": "¿Está el informe?",
            "base_legal": [{"norma": "ley-1712-2014-congreso", "confianza": "confirmado"}],
            "evidencia": "informe",
            "periodicidad": [{"cada": "trimestral"}],
            "plazo": {
                "meses": "1",
                "desde": "fin_de_periodo",
                "fuente": "La práctica",
                "confianza": "confirmado",
            },
        }
    ],
}
LISTA = ListaDeRequisitos.model_validate(INFORMES)
CARGO = {"id": "a", "sector": "1", "entidad": "mujer", "cargo": "Directora", "roles": ["P"]}
COMPROMISO = {"id": "x", "compromiso": "Enviar", "responsable": "a", "fecha_limite": "2020-10-20"}
HECHOS = (f.instancia(integrantes=[CARGO]), f.acta("2020-09-10", compromisos=[COMPROMISO]))


def _vence(corte: str, dias: int, *registros: Registro, **sitio: object) -> tuple[PorVencer, ...]:
    contexto = f.contexto(corte, listas={"una": LISTA, "otra": LISTA}, **sitio)
    return vencimientos(f.acervo(*HECHOS, *registros), contexto, dias)


CUENTA = (
    "Acta 1 de la sesión ordinaria del 23 de octubre de 2026: fecha límite, el 22 de diciembre de "
    "2026"
)
SEGUNDO = PorVencer(
    instancia="mesa",
    que="Informe de gestión del segundo trimestre de 2020",
    fecha=date(2020, 7, 31),
    situacion=Situacion.VENCIDO,
    firme=True,
    cuenta="Hasta el último día del mes siguiente al 30 de junio de 2020: vence el 31 de julio de "
    "2020",
    base_legal=("Ley 1712 de 2014, Congreso de la República (confirmado)",),
    fuente="La práctica",
    listas=("otra", "una"),
)


def test_lo_vencido_y_lo_que_vence_con_toda_su_cuenta() -> None:
    filas = _vence("2020-10-10", 25, f.informe("2020-t1"))
    tercero = (
        SEGUNDO.que.replace("segundo", "tercer"),
        date(2020, 11, 3),
        Situacion.POR_VENCER,
    )
    assert filas[0] == SEGUNDO
    assert filas[1] == PorVencer(
        instancia="mesa",
        que="Compromiso: Enviar",
        fecha=date(2020, 10, 20),
        situacion=Situacion.POR_VENCER,
        firme=True,
        cuenta="Acta de la sesión ordinaria del 10 de septiembre de 2020: fecha límite, el 20 de "
        "octubre de 2020",
        responsable="Directora",
    )
    assert [(x.que, x.fecha, x.situacion) for x in filas[2:]] == [tercero]


@pytest.mark.parametrize(
    ("corte", "dias", "esperadas"),
    [
        ("2020-09-20", 10, []),
        ("2020-09-20", 44, ["2020-10-20", "2020-11-03"]),
        ("2020-10-20", 0, ["2020-10-20"]),
        ("2020-10-21", 12, ["2020-10-20"]),
        ("2020-10-21", 13, ["2020-10-20", "2020-11-03"]),
    ],
)
def test_la_ventana_incluye_su_ultimo_dia(corte: str, dias: int, esperadas: list[str]) -> None:
    entregados = (f.informe("2020-t1"), f.informe("2020-t2"))
    assert [str(x.fecha) for x in _vence(corte, dias, *entregados)] == esperadas


def test_el_ultimo_dia_todavia_no_esta_vencido() -> None:
    entregados = (f.informe("2020-t1"), f.informe("2020-t2"))
    situaciones = [
        [x.situacion for x in _vence(corte, 0, *entregados)]
        for corte in ("2020-10-20", "2020-10-21")
    ]
    assert situaciones == [[Situacion.POR_VENCER], [Situacion.VENCIDO]]


def test_donde_faltan_registros_lo_vencido_no_consta() -> None:
    filas = _vence("2020-10-10", 5, f.informe("2020-t1"), cobertura="parcial")
    assert [(x.que, x.situacion) for x in filas] == [(SEGUNDO.que, Situacion.NO_CONSTA)]


def test_un_plazo_por_confirmar_lo_dice() -> None:
    requisito = INFORMES["requisitos"][0]
    plazo = requisito["plazo"] | {"confianza": "por_confirmar"}
    lista = ListaDeRequisitos.model_validate(
        INFORMES | {"requisitos": [requisito | {"plazo": plazo}]}
    )
    acervo = f.acervo(*HECHOS, f.informe("2020-t1"))
    (fila,) = vencimientos(acervo, f.contexto("2020-10-01", listas={"una": lista}), 0)
    (aceptada,) = vencimientos(
        acervo, f.contexto("2020-10-01", listas={"una": lista}, plazos_aceptados=["una"]), 0
    )
    assert (fila.firme, aceptada.firme) == (False, True)


def test_un_compromiso_pende_hasta_que_un_seguimiento_lo_cumple() -> None:
    cumplido = {"de": "actas/2020/01#x", "texto": "Se envió", "estado": "cumplido"}
    a_medias = cumplido | {"estado": "parcial"}
    acervo = f.acervo(
        *HECHOS,
        f.acta("2020-10-12", "02", seguimientos=[a_medias]),
        f.acta("2020-11-12", "03", seguimientos=[cumplido]),
    )
    estados = {
        dia: [p.estado for p in compromisos_pendientes(acervo, date.fromisoformat(dia))]
        for dia in ("2020-09-09", "2020-09-10", "2020-10-12", "2020-11-12")
    }
    assert estados == {
        "2020-09-09": [],
        "2020-09-10": ["programado"],
        "2020-10-12": ["parcial"],
        "2020-11-12": [],
    }


# --- la orden ---------------------------------------------------------------------------------


@pytest.fixture
def sitio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for ruta, texto in archivos_del_sitio(date(2026, 11, 22)).items():
        (tmp_path / ruta).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / ruta).write_text(texto, encoding="utf-8")
    (tmp_path / "contenido/listas").mkdir()
    for lista in ("publicacion-web", "ampliada"):
        vacia = "titulo: Lista\nconfianza: confirmado\naplica_a: ninguna\nrequisitos:\n" + REQUISITO
        (tmp_path / f"contenido/listas/{lista}.yaml").write_text(vacia, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


REQUISITO = """\
  - {item: plan, titulo: Plan, pregunta: "¿?", evidencia: plan, periodicidad: [{cada: anual}]}
"""


def correr(capsys: pytest.CaptureFixture[str], *argumentos: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as fin:
        principal(["plazos", *argumentos, "--fecha", "2026-12-01"])
    assert isinstance(fin.value.code, int)
    return fin.value.code, *capsys.readouterr()


def test_en_la_terminal(sitio: Path, capsys: pytest.CaptureFixture[str]) -> None:
    esperado = f"""\
Fecha de corte: 2026-12-01; se mira hasta el 2026-12-31

Por vencer: 1
  2026-12-22  {MESA}  Compromiso: Proponer el calendario de sesiones.
    {CUENTA}
    Responsable: Jefe de oficina
"""
    assert correr(capsys) == (0, esperado, "")
    nada = "Fecha de corte: 2026-12-01; se mira hasta el 2026-12-06\nNada vence en estos días\n"
    assert correr(capsys, MESA, "--dias", "5") == (0, nada, "")


def test_en_json(sitio: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codigo, salida, _ = correr(capsys, "--json")
    datos = json.loads(salida)
    assert (codigo, datos["fecha_corte"], datos["hasta"]) == (0, "2026-12-01", "2026-12-31")
    assert datos["plazos"] == [
        {
            "instancia": MESA,
            "que": "Compromiso: Proponer el calendario de sesiones.",
            "fecha": "2026-12-22",
            "situacion": "por_vencer",
            "plazo": "firme",
            "cuenta": CUENTA,
            "base_legal": [],
            "fuente": "sin_dato",
            "listas": [],
            "responsable": "Jefe de oficina",
        }
    ]


def test_lo_mal_pedido_y_lo_mal_escrito(sitio: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codigo, _, mensajes = correr(capsys, "mesa-de-ejempl")
    assert (codigo, f"¿Quiso decir «{MESA}»?" in mensajes) == (2, True)
    assert correr(capsys, "--dias", "-1")[0] == 2
    acta = sitio / f"contenido/instancias/{MESA}/actas/2026/01.md"
    acta.write_text("---\ntipo: nada\n---\n")
    codigo, salida, mensajes = correr(capsys)
    assert (codigo, salida, "«nada» no es un valor" in mensajes) == (1, "", True)
