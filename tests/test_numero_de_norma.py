"""Normas cuyo número lleva letras o partes, y las que expiden varias entidades."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio

from generador.cli import principal
from generador.construccion import Pedido, construir
from generador.modelo.nombres import partes_de_norma
from generador.modelo.norma import TipoNorma

CONJUNTA = (
    "---\ntipo: circular_conjunta\nnumero: 100-010\nanio: 2021\nemisor: uno\ncon: [dos]\n"
    "fecha: 2021-08-23\n---\n"
)
CON_LETRA = "---\ntipo: resolucion\nnumero: 0123A\nanio: 2019\nemisor: dos\n---\n"


def correr(sitio: Path, *orden: str) -> int:
    with pytest.MonkeyPatch.context() as cambio, pytest.raises(SystemExit) as salida:
        cambio.chdir(sitio)
        principal([*orden, "--fecha", "2024-06-30"])
    return int(salida.value.code or 0)


@pytest.mark.parametrize(
    ("id_", "partes"),
    [
        ("circular-conjunta-100-010-2021-uno", (TipoNorma.CIRCULAR_CONJUNTA, "100-010", 2021)),
        ("resolucion-0123a-2019-dos", (TipoNorma.RESOLUCION, "0123A", 2019)),
        ("decreto-527-2014-uno", (TipoNorma.DECRETO, "527", 2014)),
        ("resolucion-4-2-2020-uno", (TipoNorma.RESOLUCION, "4-2", 2020)),
        ("resolucion-233-2018-2020-uno", (TipoNorma.RESOLUCION, "233", 2018)),
    ],
)
def test_del_nombre_del_archivo_se_sabe_cual_es(
    id_: str, partes: tuple[TipoNorma, str, int]
) -> None:
    halladas = partes_de_norma(id_)
    assert halladas is not None
    assert halladas[:3] == partes


def test_se_publican_se_citan_y_se_nombran_como_son(tmp_path: Path) -> None:
    instancia = (
        "---\nnombre: Mesa de prueba\ntipo: mesa\nsecretaria_tecnica: uno\nnormas:\n"
        "  - {norma: circular-conjunta-100-010-2021-uno, relacion: crea}\n"
        "  - {norma: resolucion-0123a-2019-dos, relacion: reglamenta}\n---\n"
    )
    escribir_sitio(
        tmp_path,
        {
            "contenido/normas/circular-conjunta-100-010-2021-uno.md": CONJUNTA,
            "contenido/normas/resolucion-0123a-2019-dos.md": CON_LETRA,
            "contenido/instancias/mesa/instancia.md": instancia,
        },
    )
    pedido = Pedido(tmp_path, tmp_path / "publicado", date(2024, 6, 30), procesos=1)
    resultado = construir(pedido)
    assert resultado.correcto, [h.mensaje for h in resultado.hallazgos]
    normas = tmp_path / "publicado/normas"
    conjunta = (normas / "circular-conjunta-100-010-2021-uno.html").read_text("utf-8")
    assert "Circular conjunta 100-010 de 2021" in conjunta
    assert "Expedida también por" in conjunta and "Entidad Dos" in conjunta
    assert "Resolución 0123A de 2019" in (normas / "index.html").read_text("utf-8")
    de_la_mesa = (tmp_path / "publicado/instancias/mesa/index.html").read_text("utf-8")
    assert "normas/resolucion-0123a-2019-dos.html" in de_la_mesa


def test_el_archivo_mal_nombrado_recibe_el_suyo(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    escribir_sitio(tmp_path, {"contenido/normas/la-circular.md": CONJUNTA})
    assert correr(tmp_path, "revisar", "--arreglar", "--si") == 0
    assert (tmp_path / "contenido/normas/circular-conjunta-100-010-2021-uno.md").is_file()
    capsys.readouterr()


def test_nuevo_la_empieza(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    escribir_sitio(tmp_path, {})
    orden = ("nuevo", "norma", "--tipo", "circular_conjunta", "--numero", "100-010")
    assert (
        correr(tmp_path, *orden, "--anio", "2021", "--emisor", "uno", "--epigrafe", "Ejemplo") == 0
    )
    texto = (tmp_path / "contenido/normas/circular-conjunta-100-010-2021-uno.md").read_text("utf-8")
    assert "numero: 100-010" in texto
    capsys.readouterr()


@pytest.mark.parametrize("numero", ["527 bis", "N-5", "5/3", "-5", "1234567890"])
def test_lo_que_no_es_un_numero_se_dice(
    numero: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texto = CON_LETRA.replace("0123A", numero)
    escribir_sitio(tmp_path, {"contenido/normas/resolucion-0123a-2019-dos.md": texto})
    assert correr(tmp_path, "revisar") == 1
    dicho = capsys.readouterr().out
    assert "no es el número de una norma" in dicho or "norma-mal-nombrada" in dicho
