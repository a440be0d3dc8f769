"""Un ejemplo muestra la forma de un valor, y nunca dice un hecho que nadie escribió."""

from __future__ import annotations

from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.claves import CLASES_CON_CLAVES
from pydantic import BaseModel

from generador.cli import principal
from generador.hallazgo import Accion, Certeza
from generador.lectura.validar import validar
from generador.lectura.yaml_estricto import leer_yaml

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


RENGLONES = {
    "vigencia: anulada": "vigente",
    "modalidad: no aplica": "presencial",
    "hora_fin: N/A": "14:30",
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
