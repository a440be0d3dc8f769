"""Lo que alguien escribe en una orden se entiende, o se le contesta lo que quiso decir."""

from __future__ import annotations

from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio

from generador.arboles import SalidaOcupada
from generador.cli import principal
from generador.cli.preguntas import un_anio
from generador.construccion import Pedido
from generador.servidor.vista_previa import abrir_vista

MESA = "contenido/instancias/mesa-de-ejemplo"
FICHA = "---\nnombre: Mesa de Ejemplo\ntipo: mesa\nsecretaria_tecnica: uno\n---\n"


@pytest.fixture
def sitio(tmp_path: Path) -> Path:
    escribir_sitio(tmp_path, {f"{MESA}/instancia.md": FICHA})
    return tmp_path


def correr(sitio: Path, *orden: str) -> int:
    comunes = ["--contenido", str(sitio / "contenido"), "--fecha", "2026-11-28"]
    with pytest.raises(SystemExit) as fin:
        principal([*orden, *comunes])
    assert isinstance(fin.value.code, int)
    return fin.value.code


@pytest.mark.parametrize(
    "escrita",
    ["mesa-de-ejemplo", MESA, f"{MESA}/", f"./{MESA}/instancia.md", "Mesa de Ejemplo"],
)
@pytest.mark.parametrize("orden", ["lista", "plazos", "informe"])
def test_una_instancia_por_su_camino_o_por_su_nombre(
    orden: str, escrita: str, sitio: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    periodo = ("2026",) if orden == "informe" else ()
    assert correr(sitio, orden, "mesa-de-ejemplo", *periodo) == 0
    debido = capsys.readouterr().out
    assert correr(sitio, orden, escrita, *periodo) == 0
    assert capsys.readouterr().out == debido


@pytest.mark.parametrize(
    ("escrito", "debido"),
    [
        ("T3 2026", "2026-t3"),
        ("2026 s1", "2026-s1"),
        ("segundo trimestre de 2026", "2026-t2"),
        ("primer al tercer trimestre de 2026", "2026-t1-a-2026-t3"),
        ("2026-S1 a 2026-T3", "2026-s1-a-2026-t3"),
    ],
)
def test_un_periodo_de_otra_manera(
    escrito: str, debido: str, sitio: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert correr(sitio, "informe", "mesa-de-ejemplo", debido) == 0
    igual = capsys.readouterr().out
    assert correr(sitio, "informe", "mesa-de-ejemplo", escrito) == 0
    assert capsys.readouterr().out == igual


@pytest.mark.parametrize(
    ("escrito", "pregunta"),
    [("26", "¿Quiso decir «2026»?"), ("2026-1", "¿Quiso decir «2026-s1» o «2026-t1»?")],
)
def test_un_periodo_que_puede_ser_varios(
    escrito: str, pregunta: str, sitio: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert correr(sitio, "informe", "mesa-de-ejemplo", escrito) == 2
    assert pregunta in capsys.readouterr().err


def test_un_anio_de_dos_cifras() -> None:
    with pytest.raises(ValueError, match="¿Quiso decir 2026"):
        un_anio("26")
    assert un_anio("2026") == 2026


def test_de_un_periodo_que_no_ha_empezado_no_hay_nada(
    sitio: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert correr(sitio, "informe", "mesa-de-ejemplo", "2035") == 2
    dicho = capsys.readouterr()
    assert dicho.out == ""
    assert "todavía no hay nada de 2035: empieza el 1 de enero de 2035" in dicho.err
    assert correr(sitio, "informe", "mesa-de-ejemplo", "2035-t2") == 2
    assert "no hay nada del segundo trimestre de 2035" in capsys.readouterr().err


def test_de_un_periodo_anterior_a_todo_no_hay_nada(
    sitio: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    acta = "---\ntipo: ordinaria\nfecha: 2025-03-01\n---\n"
    escribir_sitio(sitio, {f"{MESA}/actas/2025/01.md": acta})
    assert correr(sitio, "informe", "mesa-de-ejemplo", "1990-s1") == 2
    assert "no hay nada del primer semestre de 1990" in capsys.readouterr().err


@pytest.mark.parametrize(("periodo", "dicho"), [("2025", "de 2025"), ("2025-t4", "del cuarto")])
def test_del_informe_que_nadie_ha_escrito(
    periodo: str, dicho: str, sitio: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    orden = ("informe", "mesa-de-ejemplo", periodo, "--para-firmar")
    assert correr(sitio, *orden) == 2
    assert f"Nadie ha escrito el informe {dicho}" in capsys.readouterr().err


def test_otra_vista_previa_dice_donde_esta_la_primera(sitio: Path) -> None:
    from datetime import date

    pedido = Pedido(sitio, sitio / "publicado", date(2026, 11, 28))
    aqui = "http://127.0.0.1:8000/"
    with abrir_vista(pedido, aqui), pytest.raises(SalidaOcupada) as otra:  # noqa: SIM117
        with abrir_vista(pedido, "http://127.0.0.1:8001/"):
            pass
    assert aqui in otra.value.mensaje
    assert "Ctrl-C" in otra.value.remedio
