"""Las cifras de un informe se ponen al día sin cambiar un byte de lo que alguien escribió."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from apoyo import fabrica as f
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generador.cli import principal
from generador.modelo.fechas import Periodo
from generador.nuevo.informe import FIN, INICIO, con_cifras_nuevas, informe_nuevo
from generador.nuevo.sitio import MESA, archivos_del_sitio
from generador.verificacion.cumplimiento import cumplimiento
from generador.verificacion.informe import calcular_informe
from generador.verificacion.resultados import InformeCalculado

PERIODO = Periodo.leer("2020-t3")
CARGO = {"id": "a", "sector": "1", "entidad": "mujer", "cargo": "Directora", "roles": ["P"]}
ACERVO = f.acervo(
    f.instancia(integrantes=[CARGO], funciones=[{"numero": "1", "texto": "Coordinar"}]),
    f.reglamento("2016-03-16"),
    f.acta(
        "2020-08-25",
        asistencia=[{"integrante": "a", "asistio": "si"}],
        funciones=["1"],
        decisiones=[{"id": "x", "decision": "Hacer el mapa"}],
        compromisos=[{"id": "y", "compromiso": "Enviarlo", "fecha_limite": "2020-09-15"}],
    ),
    f.plan(2020, sesiones=[{"fecha": "2020-08"}]),
)


def calculado() -> InformeCalculado:
    contexto = f.contexto("2020-12-31")
    return calcular_informe(ACERVO, contexto, PERIODO, cumplimiento(ACERVO, contexto))


CIFRAS = """\
# >>> Cifras calculadas de los registros: se leen, no se editan
# Periodo: tercer trimestre de 2020
# Reglamento interno: Reglamento interno del 16 de marzo de 2016
# Sesiones ordinarias: 1 realizadas, 1 programadas
# Sesiones extraordinarias: 0 realizadas, 0 programadas
# Asistencia (sesiones por cargo):
#   Directora: 1
# Publicación en la página web:
#   Normas de creación: falta, 0 de 1
#   Reglamento interno: cumple, 1 de 1
#   Actas con sus anexos: cumple, 1 de 1
#   Informe de gestión: falta, 0 de 2
# Funciones generales (sesiones en que se abordó cada una):
#   1. 2020-08-25
# Funciones en el plan: sin dato
# Metas del plan: sin dato
# Actividades del plan: sin dato
# Avance del plan: sin dato
# Decisiones (la síntesis se escribe en el acta):
#   25 de agosto de 2020: Hacer el mapa (sin síntesis ni seguimiento)
# Compromisos:
#   25 de agosto de 2020: Enviarlo (vencido)
# <<< Fin de las cifras calculadas
"""
VIEJO = replace(calculado(), asistentes=(), decisiones=())
NUEVO = f"---\nperiodo: 2020-t3\n{INICIO}\n{FIN}\n---\n"


def test_las_cifras_enteras() -> None:
    (texto,) = informe_nuevo(ACERVO, PERIODO, calculado()).archivos().values()
    assert "\nfirmas:\n#   - nombre: " in texto
    assert texto.endswith(f"\n{CIFRAS}---\n")


def test_de_lo_escrito_solo_cambian_las_cifras() -> None:
    (texto,) = informe_nuevo(ACERVO, PERIODO, VIEJO).archivos().values()
    (debido,) = informe_nuevo(ACERVO, PERIODO, calculado()).archivos().values()
    assert texto != debido
    assert con_cifras_nuevas(texto.encode(), calculado()) == debido.encode()


LINEAS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).filter(
    lambda t: "\n" not in t and t.rstrip() not in ("---", INICIO, FIN)
)
SALTOS = st.sampled_from(["\n", "\r\n"])


@settings(max_examples=200, deadline=None)
@given(
    antes=st.lists(LINEAS, max_size=5),
    entre=st.lists(LINEAS, max_size=5),
    despues=st.lists(LINEAS, max_size=5),
    cuerpo=st.binary(max_size=60),
    salto=SALTOS,
    bom=st.booleans(),
)
def test_lo_demas_queda_byte_por_byte(
    antes: list[str], entre: list[str], despues: list[str], cuerpo: bytes, salto: str, bom: bool
) -> None:
    inicio = salto.join(["---", *antes, INICIO, ""]).encode("utf-8-sig" if bom else "utf-8")
    viejas = "".join(linea + salto for linea in entre).encode()
    final = salto.join([FIN, *despues, "---", ""]).encode() + cuerpo
    nuevo = con_cifras_nuevas(inicio + viejas + final, calculado())
    assert nuevo is not None
    assert nuevo.startswith(inicio) and nuevo.endswith(final)
    cifras = nuevo[len(inicio) : len(nuevo) - len(final)].decode()
    assert cifras == salto.join([*CIFRAS.splitlines()[1:-1], ""])
    assert con_cifras_nuevas(nuevo, calculado()) == nuevo


@pytest.mark.parametrize(
    "archivo",
    [
        "---\nperiodo: 2020-t3\n---\n",
        NUEVO.replace(FIN, ""),
        NUEVO.replace(INICIO, ""),
        NUEVO.replace(INICIO, f"{INICIO}\n{INICIO}"),
        f"---\nperiodo: 2020-t3\n{FIN}\n{INICIO}\n---\n",
        f"---\nperiodo: 2020-t3\n---\n\n{INICIO}\n{FIN}\n",
        f"---\nanalisis: |\n  {INICIO}\n  {FIN}\n---\n",
    ],
    ids=[
        "ninguna",
        "sin fin",
        "sin inicio",
        "dos veces",
        "al revés",
        "en el cuerpo",
        "en un texto",
    ],
)
def test_sin_sus_dos_marcas_no_se_toca(archivo: str) -> None:
    assert con_cifras_nuevas(archivo.encode(), calculado()) is None


def test_en_un_yaml_las_marcas_valen_en_todo_el_archivo() -> None:
    archivo = f"periodo: 2020-t3\n{INICIO}\n{FIN}"
    assert (
        con_cifras_nuevas(archivo.encode(), calculado())
        == f"periodo: 2020-t3\n{CIFRAS}".encode()[:-1]
    )


# --- la orden ---------------------------------------------------------------------------------


def test_la_orden_dos_veces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for ruta, texto in archivos_del_sitio(date(2026, 11, 22)).items():
        (tmp_path / ruta).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / ruta).write_text(texto, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    informe = tmp_path / f"contenido/instancias/{MESA}/informes/2026-t4.md"
    acta = tmp_path / f"contenido/instancias/{MESA}/actas/2026/01.md"

    def correr() -> str:
        with pytest.raises(SystemExit) as fin:
            principal(["nuevo", "informe", MESA, "2026-t4", "--fecha", "2026-11-22"])
        assert fin.value.code == 0
        return capsys.readouterr().out.splitlines()[0].split(" contenido")[0]

    assert correr() == "Creado"
    escrito = informe.read_text(encoding="utf-8").replace("analisis:", "analisis: 'Bien  '  # mío")
    informe.write_text(escrito, encoding="utf-8")
    assert correr() == "Sin cambios en las cifras de"
    assert informe.read_text(encoding="utf-8") == escrito
    acta.write_text(acta.read_text(encoding="utf-8").replace("funciones:\n  - 2", "funciones: [1]"))
    assert correr() == "Cifras al día en"
    antes, _, resto = escrito.partition(INICIO)
    ahora = informe.read_text(encoding="utf-8")
    assert ahora.startswith(antes) and ahora.endswith(resto.partition(FIN)[2])
    assert ahora != escrito
    acta.write_text("---\ntipo: nada\n---\n")
    with pytest.raises(SystemExit) as fin:
        principal(["nuevo", "informe", MESA, "2026-t4", "--fecha", "2026-11-22"])
    assert (fin.value.code, informe.read_text(encoding="utf-8")) == (1, ahora)
