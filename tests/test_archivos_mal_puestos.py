"""Un archivo con mal nombre, o donde no va, se dice con el paso que lo arregla."""

from __future__ import annotations

from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.equivocaciones import foto

from generador.cli import principal

MESA = "contenido/instancias/mesa"
ACTA = "---\ntipo: ordinaria\nfecha: 2020-06-09\n---\n"
FICHA = "---\nnombre: Comité\ntipo: comite\nsecretaria_tecnica: uno\n---\n"
_COPIA = ("Parece una copia", "borre el otro")
CASOS: dict[str, tuple[str, tuple[str, ...]]] = {
    f"{MESA}/actas/2020/02.md.txt": (ACTA, ("Propuesta: ", "a «02.md»")),
    f"{MESA}/actas/2020/01.docx": (
        "PK",
        ("se escribe en un archivo .md", "/actas/2020/01/01.docx»"),
    ),
    f"{MESA}/actas/2020/07.docx": ("PK", ("Escriba el registro en actas/2020/07.md",)),
    f"{MESA}/actas/2020/01 (copia).md": (ACTA, _COPIA),
    f"{MESA}/actas/2020/01 - copia.md": (ACTA, _COPIA),
    f"{MESA}/actas/2020/Copia de 01.md": (ACTA, _COPIA),
    f"{MESA}/actas/2020/01 (1).md": (ACTA, _COPIA),
    f"{MESA}/actas/2020/01/con.csv": ("a,b\n", ("Windows no deja", "archivo-con.csv")),
    f"{MESA}/actas/2020/aux.md": (ACTA, ("Windows no deja", "archivo-aux.md")),
    "contenido/instancias/Comité de Área/instancia.md": (FICHA, ("a «comite-de-area»",)),
}


def correr(raiz: Path, *opciones: str) -> int:
    orden = ["revisar", "--contenido", str(raiz / "contenido"), "--fecha", "2026-11-28"]
    with pytest.raises(SystemExit) as fin:
        principal([*orden, *opciones])
    assert isinstance(fin.value.code, int)
    return fin.value.code


@pytest.mark.parametrize("archivo", CASOS)
def test_se_dice_que_pasa_y_nada_se_mueve_solo(
    archivo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texto, dichos = CASOS[archivo]
    escribir_sitio(tmp_path, {f"{MESA}/actas/2020/01.md": ACTA, archivo: texto})
    assert correr(tmp_path) == 1
    salida = capsys.readouterr().out
    assert [d for d in dichos if d not in salida] == [], salida
    antes = foto(tmp_path)
    correr(tmp_path, "--arreglar", "--si")
    assert foto(tmp_path) == antes
