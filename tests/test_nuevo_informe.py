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
from generador.vistas.formulario import Formulario

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


def formulario() -> Formulario:
    contexto = f.contexto("2020-12-31")
    renglones = cumplimiento(ACERVO, contexto)
    calculado = calcular_informe(ACERVO, contexto, PERIODO, renglones)
    return Formulario(calculado, ACERVO, contexto)


CIFRAS = """\
# >>> Cifras calculadas de los registros: se leen, no se editan
# Periodo: tercer trimestre de 2020
# Número y fecha del reglamento interno: Reglamento interno del 16 de marzo de 2016
# Normas: sin dato
# Sesiones en las que participó cada cargo, por sector:
#   Directora: fechas: 25 de agosto de 2020; total: 1
# Sesiones ordinarias realizadas: 1
# Sesiones ordinarias programadas: 1
# Sesiones extraordinarias realizadas: 0
# Sesiones extraordinarias programadas: 0
# Documentos publicados en la web de la entidad que ejerce la secretaría técnica:
#   Normas de creación: calculado: No; estado del requisito: Falta (0 de 1)
#   Reglamento interno: calculado: Sí; estado del requisito: Cumple (1 de 1)
#   Actas con sus anexos: calculado: Sí; estado del requisito: Cumple (1 de 1)
#   Informe de gestión: calculado: No; estado del requisito: Falta (0 de 2)
# Funciones generales y sesiones en las que se abordaron:
#   1. Coordinar: fechas: 25 de agosto de 2020; se abordó: Sí
# Funciones que recoge: sin dato
# Metas: sin dato
# Actividades: sin dato
# Cumplimiento: sin dato
# Decisiones, su síntesis y su seguimiento:
#   Hacer el mapa: fecha de la sesión: 25 de agosto de 2020; icono: sin dato; seguimiento: sin dato; síntesis: sin dato
# Compromisos y su seguimiento:
#   Enviarlo: fecha de la sesión: 25 de agosto de 2020; responsable: sin dato; fecha límite: 15 de septiembre de 2020; estado: Vencido; seguimiento: sin dato
# Quórum de cada sesión y días que tardó su acta en publicarse:
#   Acta de la sesión ordinaria del 25 de agosto de 2020: requerido: sin dato; presentes: sin dato; hubo quórum: sin dato; de la sesión a la publicación: sin dato
# <<< Fin de las cifras calculadas
"""  # noqa: E501
VIEJO = replace(
    formulario(), calculado=replace(formulario().calculado, asistentes=(), decisiones=())
)
NUEVO = f"---\nperiodo: 2020-t3\n{INICIO}\n{FIN}\n---\n"


def test_las_cifras_enteras() -> None:
    (texto,) = informe_nuevo(formulario(), PERIODO).archivos().values()
    assert "\nfirmas:\n#   - nombre: " in texto
    assert texto.endswith(f"\n{CIFRAS}---\n")


def test_de_lo_escrito_solo_cambian_las_cifras() -> None:
    (texto,) = informe_nuevo(VIEJO, PERIODO).archivos().values()
    (debido,) = informe_nuevo(formulario(), PERIODO).archivos().values()
    assert texto != debido
    assert con_cifras_nuevas(texto.encode(), formulario()) == debido.encode()


LINEAS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).filter(
    lambda t: "\n" not in t and t.rstrip() not in ("---", INICIO, FIN)
)
SALTOS = st.sampled_from(["\n", "\r\n"])


@settings(max_examples=200)
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
    nuevo = con_cifras_nuevas(inicio + viejas + final, formulario())
    assert nuevo is not None
    assert nuevo.startswith(inicio) and nuevo.endswith(final)
    cifras = nuevo[len(inicio) : len(nuevo) - len(final)].decode()
    assert cifras == salto.join([*CIFRAS.splitlines()[1:-1], ""])
    assert con_cifras_nuevas(nuevo, formulario()) == nuevo


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
    assert con_cifras_nuevas(archivo.encode(), formulario()) is None


def test_en_un_yaml_las_marcas_valen_en_todo_el_archivo() -> None:
    archivo = f"periodo: 2020-t3\n{INICIO}\n{FIN}"
    assert (
        con_cifras_nuevas(archivo.encode(), formulario())
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
