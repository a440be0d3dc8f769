"""Cambiar el nombre de un archivo alcanza a quien lo nombra, se escriba como se escriba; o no se
hace."""

from __future__ import annotations

from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.formatos_minimos import pdf_en_blanco
from apoyo.reales import generador

FECHA = ("--fecha", "2026-11-29")
CARPETA = "contenido/instancias/mesa/actas/2026"
DESCOMPUESTA = "an\u0303o-2026.pdf"


def _sitio(raiz: Path, archivos: tuple[str, ...], anexos: str = "", texto: str = "") -> Path:
    acta = f"---\nnumero: 1\ntipo: ordinaria\nfecha: 2026-03-01\n{anexos}---\n\n{texto}\n"
    escribir_sitio(raiz, {f"{CARPETA}/01.md": acta})
    (raiz / CARPETA / "01").mkdir()
    for nombre in archivos:
        (raiz / CARPETA / "01" / nombre).write_text(pdf_en_blanco(nombre))
    return raiz / CARPETA / "01.md"


def _errores(raiz: Path) -> list[str]:
    dicho = generador(raiz, "revisar", *FECHA).dicho
    return [linea.split()[-1] for linea in dicho.splitlines() if "  error  " in linea]


@pytest.mark.parametrize(
    ("nombre", "anexos", "texto", "queda"),
    [
        ("Acta 1.pdf", 'archivo: "Acta 1.pdf" # firmada', "", 'archivo: "acta-1.pdf" # firmada'),
        ("Acta 1.pdf", "", "[El acta](01/Acta 1.pdf)", "[El acta](01/acta-1.pdf)"),
        ("Acta 1.pdf", "", '[A](01/Acta 1.pdf "Firmada")', '[A](01/acta-1.pdf "Firmada")'),
        ("Acta 1.pdf", "", "[El acta](<01/Acta 1.pdf>)", "[El acta](01/acta-1.pdf)"),
        (DESCOMPUESTA, "archivo: año-2026.pdf", "", "archivo: anio-2026.pdf"),
    ],
)
def test_quien_lo_nombra_lo_nombra_como_quedo(
    tmp_path: Path, nombre: str, anexos: str, texto: str, queda: str
) -> None:
    anexo = f"anexos:\n  - titulo: Uno\n    {anexos}\n" if anexos else ""
    acta = _sitio(tmp_path, (nombre,), anexo, texto)
    assert _errores(tmp_path) == ["nombre-de-archivo"]
    assert generador(tmp_path, "revisar", *FECHA, "--arreglar", "--si").codigo == 0
    assert queda in acta.read_text("utf-8")
    assert _errores(tmp_path) == []


def test_a_dos_no_se_les_propone_el_mismo_nombre(tmp_path: Path) -> None:
    dos = (
        "anexos:\n  - {titulo: Uno, archivo: acta 1.pdf}\n  - {titulo: Dos, archivo: acta-1.PDF}\n"
    )
    _sitio(tmp_path, ("acta 1.pdf", "acta-1.PDF"), dos)
    dicho = generador(tmp_path, "revisar", *FECHA).dicho
    assert dicho.count("sin ellos es el de otro archivo: «acta-1.pdf»") == 2
    assert "Arreglo:" not in dicho
    generador(tmp_path, "revisar", *FECHA, "--arreglar", "--si")
    assert _errores(tmp_path) == ["nombre-de-archivo", "nombre-de-archivo"]


def test_una_fecha_con_su_hora_no_la_pierde_sola(tmp_path: Path) -> None:
    acta = _sitio(tmp_path, (), "fecha_aprobacion: 2026-03-15 14:00\n")
    generador(tmp_path, "revisar", *FECHA, "--arreglar", "--si")
    assert "2026-03-15 14:00" in acta.read_text("utf-8")
    # Excel le pone medianoche a un día: no es la hora de nadie.
    acta.write_text(acta.read_text("utf-8").replace("14:00", "00:00:00"), "utf-8")
    generador(tmp_path, "revisar", *FECHA, "--arreglar", "--si")
    assert "fecha_aprobacion: 2026-03-15\n" in acta.read_text("utf-8")


def test_si_antes_solo_dice_la_pagina_se_dice_que_falta_el_anexo(tmp_path: Path) -> None:
    anexo = "anexos:\n  - {titulo: Uno, archivo: lista.pdf}\n"
    acta = _sitio(tmp_path, ("lista.pdf",), anexo)
    pagina = "instancias/mesa/actas/2026/01.html"
    documentos = "".join(
        f"  - {{ruta: {r}, accion: publicado}}\n"
        for r in (pagina, pagina.replace(".html", "/lista.pdf"))
    )
    registro = tmp_path / "contenido/publicaciones/2026-11-20-1.yaml"
    registro.parent.mkdir()
    registro.write_text(f"numero: 1\nfecha: 2026-11-20\ndocumentos:\n{documentos}", "utf-8")
    antes = f"antes: [{pagina}]\n"
    acta.write_text(acta.read_text("utf-8").replace("tipo:", f"{antes}tipo:"), "utf-8")
    acta.rename(acta.with_name("02.md"))
    acta.with_suffix("").rename(acta.with_name("02"))
    dicho = generador(tmp_path, "revisar", *FECHA).dicho
    assert "direccion-perdida" in dicho and "En «antes:» está la página" in dicho, dicho
    assert f"«antes: [{pagina}, {pagina.replace('.html', '/lista.pdf')}]»" in dicho
