"""Lo que no se ve no llega a la página ni a los datos, se escriba como se escriba."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio

from generador.arreglos import Mesa, decir, pasos_de
from generador.construccion import revisar
from generador.lectura.contenido import Contenido
from generador.lectura.yaml_estricto import leer_yaml
from generador.vistas.tablas import en_csv

ACTA = "contenido/instancias/mesa/actas/2020/01.md"
OCULTOS = ("\x00", "\x07", "\r", "\x1b", "\x85", "\xad", "\u200b", "\u200f", "\u2028", "\u202e")
OCULTOS += ("\u2060", "\u2066", "\ufeff", "\U000e0041")
LUGARES = (
    'lugar: "{}"\n',
    'extra:\n  dato: "{}"\n',
    'extra:\n  "{}": dato\n',
    'orden_del_dia:\n  - "{}"\n',
    'decisiones:\n  - {{id: uno, decision: "{}"}}\n',
)


def _escape(oculto: str) -> str:
    return f"a\\U{ord(oculto):08x}b"


@pytest.mark.parametrize("oculto", OCULTOS, ids=lambda c: f"U+{ord(c):04X}")
@pytest.mark.parametrize("lugar", LUGARES)
def test_escrito_con_un_escape(oculto: str, lugar: str) -> None:
    hallazgos = leer_yaml(lugar.format(_escape(oculto)), "x").hallazgos
    assert [h.codigo for h in hallazgos] == ["yaml-roto"]
    assert f"U+{ord(oculto):04X}" in hallazgos[0].mensaje


@pytest.mark.parametrize("texto", ['"a\\tb"', '"a\\nb"', '"a\\u00f3b"', "'a\\u202eb'"])
def test_lo_que_si_se_ve_o_es_un_espacio(texto: str) -> None:
    assert leer_yaml(f"lugar: {texto}\n", "x").hallazgos == []


@pytest.mark.parametrize("separador", ["\x85", "\u2028", "\u2029"], ids=lambda c: f"U+{ord(c):04X}")
def test_el_final_de_linea_que_no_se_ve_se_arregla_con_un_espacio(
    separador: str, tmp_path: Path
) -> None:
    portada = f"---\ntipo: ordinaria\nfecha: 2020-06-09\nlugar: Sala{separador}de juntas\n---\n"
    escribir_sitio(tmp_path, {ACTA: portada})
    (hallado,) = (
        h for h in revisar(tmp_path, date(2026, 11, 28)).hallazgos if h.codigo == "yaml-roto"
    )
    (paso,) = pasos_de(hallado, Mesa(Contenido(tmp_path)))
    assert (hallado.origen.linea, decir(paso, ACTA)[1]) == (4, ("lugar: Sala de juntas",))


@pytest.mark.parametrize("entidad", ["&#8238;", "&#x202E;", "&rlm;", "&shy;", "&ZeroWidthSpace;"])
def test_escrito_como_entidad(entidad: str, tmp_path: Path) -> None:
    texto = f"---\ntipo: ordinaria\nfecha: 2020-06-09\n---\n\nSe acordó {entidad}pagar.\n"
    escribir_sitio(tmp_path, {ACTA: texto})
    codigos = {h.codigo for h in revisar(tmp_path, date(2026, 11, 28)).hallazgos}
    assert "markdown-caracter-de-control" in codigos


@pytest.mark.parametrize("antes", ["", " ", "\t", "\r", "\n", "\xa0", *OCULTOS])
@pytest.mark.parametrize("signo", "=+-@＝＋－＠")
def test_ninguna_celda_empieza_una_formula(antes: str, signo: str) -> None:
    celda = en_csv(["a"], [[f"{antes}{signo}1+1"]]).split("\n", 1)[1].lstrip('"')
    assert celda.startswith("'")


def test_un_numero_negativo_y_un_texto_siguen_igual() -> None:
    assert en_csv(["a", "b"], [[-3, "a=b"]]).endswith("-3,a=b\r\n")
