"""Lo que recibe `verificar` de otros: lo que no se entiende se dice, y la orden no se cae."""

from __future__ import annotations

from pathlib import Path

import pytest

from generador.arboles.manifiesto import manifiesto_de
from generador.cli import principal

HONDO = "[" * 100_000


@pytest.mark.parametrize("valor", ["1e999", "-1e999", "NaN", "Infinity", HONDO])
@pytest.mark.parametrize("clave", ["fecha", "publicacion", "cadena", "otra"])
def test_un_manifiesto_con_un_numero_imposible_no_es_un_manifiesto(clave: str, valor: str) -> None:
    datos = f'{{"formato": 1, "{clave}": {valor}, "archivos": {{}}}}'.encode()
    assert manifiesto_de(datos) is None


@pytest.mark.parametrize("dicho", ['{"publicacion": 1e999, "manifiesto": "x"}', HONDO, "[]", "x"])
def test_una_memoria_que_no_lo_es(
    dicho: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    memoria, copia = tmp_path / "memoria.json", tmp_path / "copia"
    copia.mkdir()
    memoria.write_text(dicho, "utf-8")
    with pytest.raises(SystemExit) as salida:
        principal(["verificar", str(copia), "--memoria", str(memoria)])
    assert salida.value.code == 2
    assert "no es una memoria de esta orden" in " ".join(capsys.readouterr().err.split())


def test_una_carpeta_entre_las_entradas_del_registro_no_es_una(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    registro, copia = tmp_path / "registro", tmp_path / "copia"
    copia.mkdir()
    (registro / "2026-01-01-1.yaml").mkdir(parents=True)
    with pytest.raises(SystemExit) as salida:
        principal(["verificar", str(copia), "--registro", str(registro)])
    assert salida.value.code in (1, 3)
    assert "manifiesto" in "".join(capsys.readouterr())
