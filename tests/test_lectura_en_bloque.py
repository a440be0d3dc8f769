"""Un texto en bloque al final del archivo: su final está después de la última línea."""

from __future__ import annotations

from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio

from generador.cli import principal

FINALES = ("", "\n", "\n\n", "\n# fin\n", "\n---\n", "\n...\n")
ACTA = "contenido/instancias/mesa/actas/2026/70"
ORDENES = (
    ("revisar",),
    ("revisar", "--json"),
    ("revisar", "--arreglar", "--si"),
    ("construir",),
    ("lista",),
)


@pytest.mark.parametrize("orden", ORDENES, ids=" ".join)
@pytest.mark.parametrize("final", FINALES, ids=repr)
@pytest.mark.parametrize("signo", ["|", ">", "|-", ">+"])
@pytest.mark.parametrize("clave", ["decisiones", "asistencia", "fecha", "zz"])
def test_ninguna_orden_se_cae(
    clave: str,
    signo: str,
    final: str,
    orden: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    otras = "tipo: ordinaria\n" if clave == "fecha" else "fecha: 2026-06-01\ntipo: ordinaria\n"
    texto = f"{otras}{clave}: {signo}\n  Se aprueba el plan{final}"
    escribir_sitio(tmp_path, {f"{ACTA}.yaml": texto})
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as salida:
        principal([*orden, "--fecha", "2026-11-20"])
    if "--arreglar" not in orden:
        assert salida.value.code == 1
        assert "70.yaml" in "".join(capsys.readouterr())
