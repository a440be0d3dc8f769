"""Un archivo que no se puede leer no esconde lo demás que está mal en él, si se sabe cómo va."""

from __future__ import annotations

from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio

from generador.cli import principal

ACTA = "contenido/instancias/mesa/actas/2020/01.md"
SANA = (
    "---\ntipo: ordinaria\nfecha: 2020-06-09\nlugar: Sala\nmodalidad: precencial\n---\n\nTexto.\n"
)
MODALIDAD = "«precencial» no es un valor de «modalidad»"


def _revisar(
    raiz: Path, acta: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[str]:
    escribir_sitio(raiz, {ACTA: acta})
    monkeypatch.chdir(raiz)
    antes = (raiz / ACTA).read_bytes()
    with pytest.raises(SystemExit) as fin:
        principal(["revisar", "--fecha", "2026-06-30"])
    assert fin.value.code == 1
    # Mirar no es escribir.
    assert (raiz / ACTA).read_bytes() == antes
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("mal", "bien", "ilegible", "linea"),
    [
        ("lugar:Sala", "lugar: Sala", f"{ACTA}:4:1  error  yaml-roto", 5),
        ('lugar: "Sala', "lugar: Sala", f"{ACTA}:4:8  error  yaml-roto", 5),
        ("\n---\ntipo", "---\ntipo", f"{ACTA}:1:1  error  portada-antes", 6),
    ],
    ids=["falta el espacio", "falta la comilla", "un renglón antes"],
)
def test_lo_que_oculta_lo_ilegible_se_dice_en_la_misma_corrida(
    mal: str,
    bien: str,
    ilegible: str,
    linea: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    dicho = _revisar(tmp_path, SANA.replace(bien, mal, 1), monkeypatch, capsys)
    lugares = [r for r in dicho if r.startswith(ACTA)]
    assert any(r.startswith(ilegible.rpartition("  ")[0]) for r in lugares)
    assert f"{ACTA}:{linea}:12  error  valor-desconocido" in lugares
    assert any(MODALIDAD in r for r in dicho)


@pytest.mark.parametrize("orden", ["construir", "lista"])
def test_las_demas_ordenes_lo_dicen_tambien(
    orden: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    escribir_sitio(tmp_path, {ACTA: SANA.replace("lugar: Sala", "lugar:Sala", 1)})
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as fin:
        principal([orden, "--fecha", "2026-06-30"])
    dicho = capsys.readouterr()
    assert fin.value.code == 1
    assert MODALIDAD in dicho.out + dicho.err


def test_lo_que_no_se_sabe_como_va_se_dice_solo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    dicho = _revisar(
        tmp_path, SANA.replace("lugar: Sala", "lugar: Sala: dos: tres: [", 1), monkeypatch, capsys
    )
    assert not any(MODALIDAD in r for r in dicho)
