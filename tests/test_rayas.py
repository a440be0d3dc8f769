"""Una raya o un signo de pregunta, donde se quiso decir que no hay dato, se dice así."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio

from generador.arreglos import Mesa, decir, pasos_de
from generador.construccion import revisar
from generador.hallazgo import Hallazgo
from generador.lectura.contenido import Contenido

MESA = "contenido/instancias/mesa"
ACTA = f"{MESA}/actas/2026/01.md"
CAMPOS = {"fecha": "2026-10-30", "tipo": "ordinaria", "modalidad": "virtual", "lugar": "Sala"}
EN_BLANCO = "Si no se sabe, déjelo en blanco"


def hallado(raiz: Path, campo: str, valor: str) -> tuple[Hallazgo, list[str]]:
    """El único error del acta con ese valor, y los pasos con que se arregla."""
    campos = "".join(f"{c}: {v}\n" for c, v in (CAMPOS | {campo: valor}).items())
    escribir_sitio(raiz, {ACTA: f"---\n{campos}---\n"})
    (unico,) = (
        h for h in revisar(Contenido(raiz), date(2026, 11, 28)).hallazgos if h.gravedad == "error"
    )
    pasos = pasos_de(unico, Mesa(Contenido(raiz)))
    return unico, [f"{p.certeza}: {decir(p, ACTA)[0]}" for p in pasos]


@pytest.mark.parametrize("signo", ["-", "--", "—", "?", "¿?", "- # no consta"])
@pytest.mark.parametrize("campo", ["modalidad", "lugar", "hora_fin", "fecha_publicacion"])
def test_lo_que_puede_no_saberse_se_deja_en_blanco(campo: str, signo: str, tmp_path: Path) -> None:
    unico, (paso,) = hallado(tmp_path, campo, signo)
    assert unico.remedio.startswith(EN_BLANCO)
    assert paso.startswith("probable: ")
    assert f"cambie «{campo}: {signo.removesuffix(' no consta')}» por «{campo}:" in paso


@pytest.mark.parametrize("signo", ["-", "—", "?"])
def test_de_lo_que_no_puede_faltar_solo_se_dice_como_se_escribe(signo: str, tmp_path: Path) -> None:
    unico, pasos = hallado(tmp_path, "fecha", signo)
    assert unico.origen.archivo == ACTA
    assert "AAAA-MM-DD" in unico.remedio
    assert pasos == []


def test_una_raya_antes_de_una_lista_no_es_su_valor(tmp_path: Path) -> None:
    unico, _ = hallado(tmp_path, "orden_del_dia", "-\n  - Uno\n  - Dos")
    assert unico.codigo == "yaml-roto"


def test_entre_comillas_es_un_texto_y_no_la_falta_de_un_dato(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {ACTA: "---\nfecha: 2026-10-30\ntipo: ordinaria\nlugar: '-'\n---\n"})
    assert [
        h
        for h in revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos
        if h.gravedad == "error"
    ] == []
    unico, (paso,) = hallado(tmp_path, "hora_fin", "'-'")
    assert unico.remedio.startswith(EN_BLANCO)
    assert paso.startswith("probable: ")


def test_una_raya_no_estorba_para_arreglar_otra_linea(tmp_path: Path) -> None:
    unico, (paso,) = hallado(tmp_path, "lugar", "Sala: 2\nhora_fin: -")
    assert (unico.codigo, unico.origen.linea) == ("yaml-roto", 5)
    assert paso == "mecanico: en la línea 5, cambie «Sala: 2» por «'Sala: 2'»"
