"""De una clave que no existe se propone la que se quiso escribir, y nunca borrar lo escrito."""

from __future__ import annotations

from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.claves import CLASES_CON_CLAVES
from apoyo.remedios import hacer, leer
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from generador.cli import principal
from generador.hallazgo import Accion
from generador.lectura.claves import sinonimos
from generador.lectura.palabras import la_misma
from generador.lectura.validar import validar
from generador.lectura.yaml_estricto import leer_yaml
from generador.modelo.base import Registro

ACTA = "contenido/instancias/mesa/actas/2020/01.md"
PORTADA = "---\ntipo: ordinaria\nfecha: 2020-06-09\n"
ANEXO = "anexos:\n  - titulo: Lista\n    "
FILA = "\n  - integrante: alfa\n    asistio: si\n"
TAREA = "\n  - id: uno\n    compromiso: Ir\n"
# Lo escrito, y la clave que se propone; sin clave, no se propone ninguna.
ESCRITAS = {
    "agenda:\n  - Uno\n": "orden_del_dia",
    "Temas: [Uno]\n": "orden_del_dia",
    f"asistentes:{FILA}": "asistencia",
    f"tareas:{TAREA}": "compromisos",
    "documentos:\n  - titulo: Lista\n    url: https://ejemplo.gov.co/\n": "anexos",
    f"{ANEXO}ruta: lista.csv\n": "archivo",
    f"{ANEXO}enlace: https://ejemplo.gov.co/p.pdf\n": "url",
    "orden_del_dia: [Uno]\nagenda: [Dos]\n": "",
    "asistentes:\n  - Ana\n  - Luis\n": "",
    "agenda: Uno y dos\n": "",
    f"{ANEXO}enlace: por definir\n": "",
    "cosas:\n  - Uno\n": "",
    "votacion: unánime\n": "",
    "quorum:\n  hubo: si\n  secretario: Juan\n": "",
}


def revisar(sitio: Path, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        principal(["revisar", "--contenido", str(sitio / "contenido"), "--fecha", "2026-11-28"])
    return capsys.readouterr().out


@pytest.mark.parametrize("escrito", ESCRITAS)
def test_se_propone_la_clave_que_recibe_lo_escrito(
    escrito: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    escribir_sitio(tmp_path, {ACTA: f"{PORTADA}{escrito}---\n"})
    salida = revisar(tmp_path, capsys)
    assert ": quite l" not in salida
    (hallado,) = [h for h in leer(salida) if h.codigo == "clave-desconocida"]
    if debida := ESCRITAS[escrito]:
        assert f"¿Quiso decir «{debida}»?" in salida
        hacer(tmp_path, hallado)
        assert f"{debida}:" in (tmp_path / ACTA).read_text(encoding="utf-8")
        assert "clave-desconocida" not in revisar(tmp_path, capsys)
    else:
        assert "Quiso decir" not in salida and "    Propuesta: " not in salida
        assert "Las claves posibles son: " in salida and "un comentario, que empieza" in salida


def test_la_clave_con_otro_nombre_no_falta_ademas(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filas = "asistencia:\n  - cargo: alfa\n    presente: si\n"
    escribir_sitio(tmp_path, {ACTA: f"{PORTADA}{filas}---\n"})
    salida = revisar(tmp_path, capsys)
    assert "¿Quiso decir «integrante»?" in salida and "¿Quiso decir «asistio»?" in salida
    assert "campo-falta" not in salida


@given(st.from_regex(r"[a-z]{3,12}", fullmatch=True), st.sampled_from(CLASES_CON_CLAVES))
def test_de_una_clave_cualquiera_nada_borra_lo_escrito(clave: str, modelo: type[BaseModel]) -> None:
    for valor in (": x\n", ":\n  - x\n", ":\n  a: x\n"):
        _, hallazgos = validar(modelo, leer_yaml(f"{clave}{valor}", "x"), "x")  # type: ignore[type-var]
        assert not [a for h in hallazgos for a in h.arreglos if a.accion is Accion.QUITAR]


def test_cada_sinonimo_es_de_una_clave_que_existe_y_no_es_otra_de_su_grupo() -> None:
    por_nombre = {m.__name__.lower(): m for m in (*CLASES_CON_CLAVES, Registro)}
    for clase, claves in sinonimos().items():
        campos = por_nombre[clase].model_fields
        assert claves.keys() <= campos.keys(), clase
        palabras = [p for suyas in claves.values() for p in suyas]
        assert [p for p in palabras if la_misma(p, campos)] == [], clase


def test_la_reserva_sin_sangria_no_se_guarda_donde_nadie_la_ve(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """De un anexo con la reserva sin sangría no se propone publicarlo."""
    acta = "contenido/instancias/mesa/actas/2026/01"
    texto = (
        "---\nfecha: 2026-06-01\ntipo: ordinaria\nanexos:\n  - titulo: Concepto\n"
        "    archivo: concepto.pdf\nclasificacion: publica_reservada\n---\n"
    )
    archivos = {f"{acta}.md": texto, f"{acta}/concepto.pdf": "(un PDF de una página)"}
    escribir_sitio(tmp_path, archivos)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        principal(["revisar", "--fecha", "2026-11-20"])
    dicho = capsys.readouterr().out
    assert "«clasificacion» es de lo último de «anexos», y le falta la sangría" in dicho
    assert "extra" not in dicho
    assert "\n    clasificacion: publica_reservada" in dicho
