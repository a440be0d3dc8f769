"""Lo que se copia para empezar otro registro y se queda igual se dice al revisar."""

from __future__ import annotations

from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio

from generador.cli import principal

MESA = "contenido/instancias/mesa"
ACTA = """---
numero: 1
tipo: ordinaria
fecha: 2026-03-10
hora_inicio: 08:00
orden_del_dia: [Verificación del quórum]
---

## Desarrollo

Se trataron los asuntos del orden del día.
"""
SIN_NUMERO = ACTA.replace("numero: 1\n", "")
SIN_HORA = ACTA.replace("hora_inicio: 08:00\n", "")
CONSTANCIA = "---\nperiodo: 2026-s1\nmotivo: No hubo asuntos\nfecha: 2026-07-01\n---\n"

COPIAS = {
    "solo con otro número": (
        "actas/2026",
        ACTA,
        ACTA.replace("numero: 1", "numero: 2"),
        (0, "sesion-copiada", "no sesiona dos veces a la misma hora"),
    ),
    "con otro número y otro tipo": (
        "actas/2026",
        ACTA,
        ACTA.replace("numero: 1", "numero: 2").replace("ordinaria", "extraordinaria"),
        (0, "sesion-copiada", "parece una copia de actas/2026/01"),
    ),
    "sin hora, con otro número": (
        "actas/2026",
        SIN_HORA,
        SIN_HORA.replace("numero: 1", "numero: 2"),
        (0, "sesion-copiada", "dice lo mismo y solo cambia el número"),
    ),
    "sin número": (
        "actas/2026",
        SIN_NUMERO,
        SIN_NUMERO,
        (1, "titulo-repetido", "Escriba «numero:», o corrija «hora_inicio:»"),
    ),
    "sin número ni hora": (
        "actas/2026",
        SIN_HORA.replace("numero: 1\n", ""),
        SIN_HORA.replace("numero: 1\n", ""),
        (1, "titulo-repetido", "Escriba «numero:», o «hora_inicio:» en las dos"),
    ),
    "toda igual": ("actas/2026", ACTA, ACTA, (1, "identidad-repetida", "el acta 1 de 2026")),
    "una constancia": (
        "actas/2026",
        CONSTANCIA,
        CONSTANCIA,
        (1, "identidad-repetida", "la constancia de que no hubo sesiones en el primer semestre"),
    ),
}


def _revisar(raiz: Path, capsys: pytest.CaptureFixture[str]) -> tuple[object, str]:
    orden = ["revisar", "--contenido", str(raiz / "contenido"), "--fecha", "2026-11-28"]
    with pytest.raises(SystemExit) as fin:
        principal(orden)
    return fin.value.code, capsys.readouterr().out


@pytest.mark.parametrize("copia", COPIAS)
def test_la_copia_se_dice_una_sola_vez(
    copia: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    carpeta, una, otra, (termina, codigo, dicho) = COPIAS[copia]
    primera, segunda = ("sin-sesiones-a", "sin-sesiones-b") if "periodo" in una else ("01", "02")
    archivos = {
        f"{MESA}/{carpeta}/{primera}.md": una,
        f"{MESA}/{carpeta}/{segunda}.md": otra,
    }
    escribir_sitio(tmp_path, archivos)
    codigos = ("sesion-copiada", "titulo-repetido", "identidad-repetida")
    fin, salida = _revisar(tmp_path, capsys)
    assert (fin, dicho in salida) == (termina, True), salida
    assert [c for c in codigos for _ in range(salida.count(f"  {c}\n"))] == [codigo]


def test_dos_sesiones_en_un_dia_son_legales(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tarde = ACTA.replace("numero: 1", "numero: 2").replace("08:00", "14:00")
    escribir_sitio(tmp_path, {f"{MESA}/actas/2026/01.md": ACTA, f"{MESA}/actas/2026/02.md": tarde})
    fin, salida = _revisar(tmp_path, capsys)
    assert fin == 0
    assert "sesion-copiada" not in salida


def test_lo_que_se_propone_para_el_titulo_lo_arregla(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archivos = {f"{MESA}/actas/2026/0{n}.md": SIN_NUMERO for n in (1, 2)}
    escribir_sitio(tmp_path, archivos)
    assert _revisar(tmp_path, capsys)[0] == 1
    segunda = tmp_path / f"{MESA}/actas/2026/02.md"
    segunda.write_text(SIN_NUMERO.replace("tipo:", "numero: 1\ntipo:"), "utf-8")
    fin, salida = _revisar(tmp_path, capsys)
    assert fin == 0
    assert "sesion-copiada" in salida
