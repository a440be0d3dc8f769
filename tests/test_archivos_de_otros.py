"""Lo que dejan los programas de oficina y los sistemas no es de nadie: no se lee ni se publica."""

from __future__ import annotations

from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.equivocaciones import foto

from generador.arboles import es_de_otros
from generador.cli import principal

ACTA = "contenido/instancias/mesa/actas/2020/01.md"
TEXTO = "---\ntipo: ordinaria\nfecha: 2020-06-09\n---\n"
DE_OTROS = (
    "~$acta.docx",
    "~$cta final.DOCX",
    ".~lock.acta.odt#",
    ".~acta.docx",
    "~WRL0001.tmp",
    "~WRD0000.doc",
    "acta.wbk",
    "copia.BAK",
    "01.md.orig",
    "lista.csv.orig",
    "4A1B2C00.tmp",
    "4A1B2C00",
    "acta.md~",
    "#acta.md#",
    ".acta.md.swp",
    "acta.swp",
    "._acta.pdf",
    ".DS_Store",
    "Icon\r",
    "Thumbs.db",
    "ehthumbs_vista.db",
    "Desktop.ini",
    ".goutputstream-K1X2Y3",
    "acta.pdf.crdownload",
    "compromisos.csv:Zone.Identifier",
    "compromisos.csv\uf03aZone.Identifier",
    "acta.pdf.part",
    "plano.dwl2",
)
DE_ALGUIEN = ("acta.pdf", "~acta.pdf", "partes.md", "tmp.pdf", "icono.png", "parte.docx", "bak.md",
               "4a1b2c00", "20260101", "4A1B2C00.pdf")  # fmt: skip
CARPETAS = (
    "contenido",
    "contenido/instancias",
    "contenido/normas",
    "contenido/listas",
    "contenido/instancias/mesa",
    "contenido/instancias/mesa/actas/2020",
    "contenido/instancias/mesa/actas/2020/01",
)


def _correr(*orden: str) -> int:
    with pytest.raises(SystemExit) as fin:
        principal([*orden, "--fecha", "2026-11-28"])
    assert isinstance(fin.value.code, int)
    return fin.value.code


@pytest.mark.parametrize("nombre", DE_ALGUIEN)
def test_un_nombre_parecido_es_de_alguien(nombre: str) -> None:
    assert not es_de_otros(nombre)


def test_ni_se_leen_ni_se_arreglan_ni_se_publican(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    escribir_sitio(tmp_path, {ACTA: TEXTO})
    contenido, salida = str(tmp_path / "contenido"), tmp_path / "publicado"
    sin_ellos = _correr("revisar", "--contenido", contenido), capsys.readouterr().out
    for carpeta in CARPETAS:
        (tmp_path / carpeta).mkdir(exist_ok=True)
        for nombre in DE_OTROS:
            (tmp_path / carpeta / nombre).write_text("Quien lo abrió")
    assert (_correr("revisar", "--contenido", contenido), capsys.readouterr().out) == sin_ellos
    antes = foto(tmp_path)
    _correr("revisar", "--contenido", contenido, "--arreglar", "--si")
    assert foto(tmp_path) == antes
    assert _correr("construir", "--contenido", contenido, "--salida", str(salida)) == 0
    publicados = [p for p in salida.rglob("*") if p.is_file()]
    assert publicados
    assert not [p for p in publicados if "Quien lo abrió" in p.read_bytes().decode("latin-1")]
    assert not {p.name for p in publicados} & {*DE_OTROS, *map(str.lower, DE_OTROS)}
