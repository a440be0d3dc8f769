"""Un ejemplo muestra la forma de un valor, y nunca dice un hecho que nadie escribió."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.claves import CLASES_CON_CLAVES
from apoyo.remedios import hacer, leer
from pydantic import BaseModel
from test_reglas import PARES, POR_CODIGO

from generador.cli import principal
from generador.hallazgo import Accion, Certeza, escribir_parecido
from generador.lectura.validar import validar
from generador.lectura.yaml_estricto import leer_yaml
from generador.modelo.correcciones import fecha_de_ejemplo
from generador.verificacion.reglas import examinar

ACTA = "contenido/instancias/mesa/actas/2020/01.md"
RAROS = ("por definir", "N/A", "no aplica", "pendiente", "quizá")


@pytest.mark.parametrize("modelo", CLASES_CON_CLAVES, ids=lambda m: m.__name__)
@pytest.mark.parametrize("raro", RAROS)
def test_de_lo_que_puede_no_saberse_no_se_muestra_un_valor(
    modelo: type[BaseModel], raro: str
) -> None:
    pueden_faltar = [
        c for c, info in modelo.model_fields.items() if not info.is_required() and not info.default
    ]
    arbol = leer_yaml("".join(f"{c}: {raro}\n" for c in pueden_faltar), "x")
    _, hallazgos = validar(modelo, arbol, "x")  # type: ignore[type-var]
    ejemplos = [
        a.texto
        for h in hallazgos
        for a in h.arreglos
        if a.accion is Accion.VALOR and a.certeza is Certeza.EJEMPLO and "\n" not in a.texto
    ]
    assert {e for e in ejemplos if e != f"sin_dato  # {raro}"} <= {"si"}


@pytest.mark.parametrize("codigo", PARES)
def test_una_regla_solo_muestra_lo_que_dicen_los_registros(codigo: str) -> None:
    par = PARES[codigo]
    _, hallazgos = examinar((POR_CODIGO[codigo],), par.enfermo, par.contexto)
    ejemplos = [a for h in hallazgos for a in h.arreglos if a.certeza is Certeza.EJEMPLO]
    escrito = repr(par.enfermo)
    for arreglo in ejemplos:
        assert not re.search(r"https?:|artículo", arreglo.texto), arreglo.texto
        for fecha in re.findall(r"\d{4}-\d\d-\d\d", arreglo.texto):
            anio, mes, dia = map(int, fecha.split("-"))
            assert fecha in escrito or repr(date(anio, mes, dia)) in escrito, arreglo.texto


def test_lo_que_no_se_parece_a_nada_no_se_cambia_por_otra_cosa() -> None:
    assert escribir_parecido("ambiente", ["hacienda", "salud"]) == ()
    assert [a.texto for a in escribir_parecido("hacienta", ["hacienda", "salud"])] == ["hacienda"]


FECHAS = {
    "2026-13-40": "",
    "31/06/2020": "",
    "0202-06-09": "",
    "2020-08": "",
    "20200-06-09": "⟨fecha⟩",
    "2026-11-2l": "⟨fecha⟩",
    "05/06/07": "",
    "11/26/2026": "2026-11-26",
    "2026-26-11": "2026-11-26",
}


@pytest.mark.parametrize("escrita", FECHAS)
def test_de_una_fecha_mal_escrita_solo_se_muestran_sus_cifras(escrita: str) -> None:
    assert fecha_de_ejemplo(escrita) == FECHAS[escrita]


@pytest.mark.parametrize("fecha", ["hoy", "20261126", "26/11", "noviembre de 2026", ""])
def test_la_fecha_de_un_acta_no_se_toma_de_otra(
    fecha: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    compromiso = "{id: a, compromiso: Enviar, fecha_limite: 2026-12-28}"
    otras = f"fecha_publicacion: 2026-10-29\ncompromisos:\n  - {compromiso}\n"
    escribir_sitio(tmp_path, {ACTA: f"---\ntipo: ordinaria\nfecha: {fecha}\n{otras}---\n"})
    orden = ["revisar", "--contenido", str(tmp_path / "contenido"), "--fecha", "2026-11-28"]
    with pytest.raises(SystemExit):
        principal(orden)
    dicho = capsys.readouterr().out
    pasos = [t for t in dicho.splitlines() if t.startswith(("    Ejemplo: ", "    Propuesta: "))]
    assert not [p for p in pasos if "2026-10-29" in p or "2026-12-28" in p]
    assert "fecha: 2026-1" not in dicho.replace("fecha_publicacion: 2026-10-29", "")


RENGLONES = {
    "vigencia: invalidada": "vigente",
    "modalidad: no aplica": "presencial",
    "hora_fin: al atardecer": "14:30",
    "fecha_aprobacion: 11/26/2026": "2020-11-26",
}


@pytest.mark.parametrize("renglon", RENGLONES)
def test_lo_que_se_imprime(
    renglon: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    de_norma = renglon.startswith("vigencia")
    norma = "tipo: ley\nnumero: 1\nanio: 2020\nemisor: uno"
    acta = "tipo: ordinaria\nfecha: 2020-06-09"
    archivo = "contenido/normas/ley-1-2020-uno.md" if de_norma else ACTA
    texto = f"---\n{norma if de_norma else acta}\n{renglon}\n---\n"
    escribir_sitio(tmp_path, {archivo: texto})
    orden = ["revisar", "--contenido", str(tmp_path / "contenido"), "--fecha", "2026-11-28"]
    with pytest.raises(SystemExit):
        principal(orden)
    pasos = [t for t in capsys.readouterr().out.splitlines() if t.startswith("    Ejemplo: ")]
    assert pasos
    assert not [p for p in pasos if RENGLONES[renglon] in p.partition(" por ")[2]]


FICHA = """---
nombre: Mesa
tipo: mesa
secretaria_tecnica: uno
funciones:
  - numero: 1
    texto: Coordinar lo que hacen las dos entidades.
  - numero: 2
    texto: Hacer seguimiento a los compromisos.
integrantes:
  - id: alfa
    sector: 1
    entidad: uno
    cargo: Directora
    roles: [P]
    voto: {voto}
---
"""
FILA = "asistencia:\n  - integrante: alfa\n    asistio: {}"
DECISION = "decisiones:\n  - id: una\n    decision: Ir\n    votos: {}"
# Lo escrito, y lo que se muestra en vez de ello; sin nada, el remedio va en palabras.
NO_SE_SABE = {
    FILA.format("X"): "«sin_dato  # X»",
    "quorum:\n  hubo: x": "«sin_dato  # x»",
    "quorum: 2 de 3": "",
    "decisiones:\n  - id: a\n    decision: Ir\n    icono: desaprobación": "",
    "decisiones:\n  - id: a\n    decision: Ir\n    icono: Aprobación": "«aprobacion»",
    "quorum: No consta": "«sin_dato  # No consta»",
    "quorum: No fue necesario": "«sin_dato  # No fue necesario»",
    "quorum: Sí, aunque no decisorio": "",
    "quorum: No se alcanzó": "",
    "funciones:\n  - Sí: 3": "",
    "funciones:\n  - No consta": "",
    DECISION.format("5 a favor y 1 en contra"): "",
    DECISION.format("unanimidad"): "",
    "hora_inicio: 8:30 a.m. a 10:00 a.m.": "«sin_dato  # 8:30 a.m. a 10:00 a.m.»",
    "funciones:\n  - Coordinar otra cosa": "",
    "funciones:\n  - Hacer seguimiento a los compromisos": "«2»",
    "funciones:\n  - Función 1": "«1»",
}


@pytest.mark.parametrize("renglon", NO_SE_SABE)
def test_de_lo_que_solo_sabe_una_persona_no_se_escribe_un_valor(
    renglon: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ficha = {"contenido/instancias/mesa/instancia.md": FICHA.replace("{voto}", "si")}
    acta = f"---\ntipo: ordinaria\nfecha: 2020-06-09\n{renglon}\n---\n"
    escribir_sitio(tmp_path, {**ficha, ACTA: acta})
    with pytest.raises(SystemExit):
        principal(["revisar", "--contenido", str(tmp_path / "contenido"), "--fecha", "2026-11-28"])
    (hallado,) = [h for h in leer(capsys.readouterr().out) if h.codigo == "tipo-incorrecto"]
    hacer(tmp_path, hallado)
    escrito = renglon.rpartition(": " if ": " in renglon else "- ")[2]
    debido = NO_SE_SABE[renglon].strip("«»") or escrito
    assert (tmp_path / ACTA).read_text(encoding="utf-8") == acta.replace(escrito, debido)


def test_una_equis_no_es_un_si_que_se_escriba_solo(tmp_path: Path) -> None:
    ficha = FICHA.replace("{voto}", "x")
    escribir_sitio(tmp_path, {"contenido/instancias/mesa/instancia.md": ficha})
    orden = ["revisar", "--contenido", str(tmp_path / "contenido"), "--fecha", "2026-11-28"]
    with pytest.raises(SystemExit):
        principal([*orden, "--arreglar", "--si"])
    ruta = tmp_path / "contenido/instancias/mesa/instancia.md"
    assert ruta.read_text(encoding="utf-8") == ficha


@pytest.mark.parametrize("fila", ["{integrante: alfa, asistio: excusa}", "bloque"])
def test_quien_se_excuso_no_asistio_y_su_palabra_queda(
    fila: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    en_bloque = "integrante: alfa\n    asistio: Con excusa médica"
    texto = "---\ntipo: ordinaria\nfecha: 2020-06-09\nasistencia:\n"
    texto += f"  - {en_bloque if fila == 'bloque' else fila}\n---\n"
    escribir_sitio(tmp_path, {ACTA: texto})
    orden = ["revisar", "--contenido", str(tmp_path / "contenido"), "--fecha", "2026-11-28"]
    with pytest.raises(SystemExit):
        principal(orden)
    dicho = capsys.readouterr().out
    assert "Propuesta: " in dicho
    assert "asistio: no" in dicho or "por «no, observacion: excusa}»" in dicho
    assert "xcusa" in dicho.partition("Propuesta")[2]
