"""Lo que se recuerda de una orden a la siguiente: entero, o como si no estuviera."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generador.arboles import Almacen, FalloDeEntorno

VALOR = {"uno": [1, 2], "dos": [3]}
FORMA = dict[str, list[int]]
UNA = "una versión"


@pytest.fixture
def almacen(tmp_path: Path) -> Almacen:
    hecho = Almacen(tmp_path / "memoria")
    hecho.guardar("grupo/uno", VALOR, UNA)
    return hecho


def test_se_lee_lo_que_se_guardo(almacen: Almacen) -> None:
    assert almacen.leer("grupo/uno", FORMA, UNA) == VALOR
    almacen.guardar_bytes("otro", b"\n\0\n", UNA)
    assert almacen.leer_bytes("otro", UNA) == b"\n\0\n"
    assert almacen.leer("grupo/nada", FORMA, UNA) is None


def test_cortado_danado_o_de_otra_forma_es_como_si_no_estuviera(almacen: Almacen) -> None:
    archivo = almacen.carpeta / "grupo/uno"
    entero = archivo.read_bytes()
    for n in range(len(entero)):
        archivo.write_bytes(entero[:n])
        assert almacen.leer("grupo/uno", FORMA, UNA) is None
        archivo.write_bytes(entero[:n] + bytes([entero[n] ^ 1]) + entero[n + 1 :])
        assert almacen.leer("grupo/uno", FORMA, UNA) is None
    archivo.write_bytes(entero)
    assert almacen.leer("grupo/uno", list[int], UNA) is None
    assert almacen.leer("grupo/uno", FORMA, "otra versión") is None
    assert almacen.leer("grupo/uno", FORMA, UNA) == VALOR


def test_varios_que_guardan_lo_mismo_no_se_estorban(almacen: Almacen) -> None:
    with ThreadPoolExecutor(8) as hilos:
        list(hilos.map(lambda _: almacen.guardar("grupo/uno", VALOR, UNA), range(200)))
    assert almacen.leer("grupo/uno", FORMA, UNA) == VALOR
    assert [p.name for p in almacen.carpeta.rglob("*") if p.is_file()] == ["uno"]


def test_se_poda_lo_que_ya_no_hace_falta(almacen: Almacen) -> None:
    almacen.guardar("grupo/dos", VALOR, UNA)
    almacen.guardar("fuera", VALOR, UNA)
    almacen.podar("grupo", {"dos"})
    almacen.podar("no-existe", ())
    assert almacen.leer("grupo/uno", FORMA, UNA) is None
    assert almacen.leer("grupo/dos", FORMA, UNA) == almacen.leer("fuera", FORMA, UNA) == VALOR


def test_si_el_disco_no_deja_lo_de_antes_sigue(almacen: Almacen) -> None:
    (almacen.carpeta / "ocupado").write_text("")
    with pytest.raises((FalloDeEntorno, OSError)):
        almacen.guardar("ocupado/uno", VALOR, UNA)
    assert almacen.leer("grupo/uno", FORMA, UNA) == VALOR
