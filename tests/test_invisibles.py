"""Lo que no se ve no llega a la página ni a los datos, se escriba como se escriba."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.reales import generador

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


TAL_CUAL = [o for o in OCULTOS if o > "\x85" and o != "\U000e0041"]


@pytest.mark.parametrize("oculto", TAL_CUAL, ids=lambda c: f"U+{ord(c):04X}")
def test_escrito_tal_cual_en_un_valor(oculto: str, tmp_path: Path) -> None:
    """Se dice en cada línea, y el arreglo lo quita."""
    dos = f"lugar: Sala{oculto} 1\nmodalidad: pre{oculto}sencial"
    acta = f"---\ntipo: ordinaria\nfecha: 2020-06-09\n{dos}\n---\n"
    arbol = leer_yaml(acta.split("---\n")[1], "x")
    assert [(h.codigo, h.origen.linea) for h in arbol.hallazgos] == [
        ("yaml-roto", 3),
        ("yaml-roto", 4),
    ]
    queda, codigos = _arreglada(tmp_path, acta)
    assert oculto not in queda and "yaml-roto" not in codigos


@pytest.mark.parametrize("texto", ['"a\\tb"', '"a\\nb"', '"a\\u00f3b"', "'a\\u202eb'"])
def test_lo_que_si_se_ve_o_es_un_espacio(texto: str) -> None:
    assert leer_yaml(f"lugar: {texto}\n", "x").hallazgos == []


SEPARADORES = ("\x0b", "\x0c", "\x1c", "\u2028", "\u2029")
DUDOSOS = ("\x00", "\x07", "\x1b", "\x7f", "\x85", "\x91", "\x96", "\x9c")
EN_PORTADA = "---\ntipo: ordinaria\nfecha: 2020-06-09\nlugar: {}\n---\n"
EN_EL_CUERPO = "---\ntipo: ordinaria\nfecha: 2020-06-09\n---\n\n{}\n"
_nombre = lambda c: f"U+{ord(c):04X}"  # noqa: E731


def _arreglada(raiz: Path, texto: str) -> tuple[str, set[str]]:
    """El acta después de `revisar --arreglar`, y los códigos de lo que queda."""
    escribir_sitio(raiz, {ACTA: texto})
    dicho = generador(raiz, "revisar", "--arreglar", "--si")
    assert "Traceback" not in dicho.dicho
    quedan = {h.codigo for h in revisar(Contenido(raiz), date(2026, 11, 28)).hallazgos}
    return (raiz / ACTA).read_text(encoding="utf-8"), quedan


@pytest.mark.parametrize("separador", SEPARADORES, ids=_nombre)
@pytest.mark.parametrize("forma", [EN_PORTADA, EN_EL_CUERPO], ids=["clave", "cuerpo"])
def test_el_que_parte_un_renglon_se_arregla_con_un_espacio(
    forma: str, separador: str, tmp_path: Path
) -> None:
    dicho = f"Calle 5{separador}18-20 y Sala{separador} de juntas"
    texto, quedan = _arreglada(tmp_path, forma.format(dicho))
    assert texto == forma.format("Calle 5 18-20 y Sala de juntas")
    assert not quedan & {"yaml-roto", "markdown-caracter-de-control"}


@pytest.mark.parametrize("dudoso", DUDOSOS, ids=_nombre)
@pytest.mark.parametrize("forma", [EN_PORTADA, EN_EL_CUERPO], ids=["clave", "cuerpo"])
def test_el_que_pudo_ser_otra_cosa_no_se_quita_solo(
    forma: str, dudoso: str, tmp_path: Path
) -> None:
    antes = forma.format(f"Periodo 2020{dudoso}2021")
    texto, quedan = _arreglada(tmp_path, antes)
    assert texto == antes
    assert len(quedan & {"yaml-roto", "markdown-caracter-de-control", "texto-danado"}) == 1


@pytest.mark.parametrize("forma", [EN_PORTADA, EN_EL_CUERPO], ids=["clave", "cuerpo"])
def test_el_que_no_separa_nada_se_quita_de_todas_las_lineas(forma: str, tmp_path: Path) -> None:
    texto, _ = _arreglada(tmp_path, forma.format("Se\u202e acordó\u2066 pagar"))
    assert texto == forma.format("Se acordó pagar")


@pytest.mark.parametrize("escape", [r"\x96", r"\e", r"\N", r"\L", r"\v", r"\x07", r"\a"])
def test_el_escape_de_uno_que_no_se_ve_no_se_vuelve_letras(escape: str, tmp_path: Path) -> None:
    antes = EN_PORTADA.format(f'"Sala 1{escape}2"')
    texto, quedan = _arreglada(tmp_path, antes)
    assert texto == antes
    assert "yaml-roto" in quedan


@pytest.mark.parametrize("carpeta", [r"C:\nueva\tarde", r"Z:\temas", r"C:\actas\nuevas"])
def test_la_carpeta_de_windows_entre_comillas_dobles_no_pierde_letras(
    carpeta: str, tmp_path: Path
) -> None:
    escribir_sitio(tmp_path, {ACTA: EN_PORTADA.format(f'"Carpeta {carpeta}"')})
    (hallado,) = (
        h
        for h in revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos
        if h.codigo == "yaml-roto"
    )
    (paso,) = pasos_de(hallado, Mesa(Contenido(tmp_path)))
    assert decir(paso, ACTA)[0].endswith(f"por «'Carpeta {carpeta}'»")


@pytest.mark.parametrize("entidad", ["&#8238;", "&#x202E;", "&rlm;", "&shy;", "&ZeroWidthSpace;"])
def test_escrito_como_entidad(entidad: str, tmp_path: Path) -> None:
    texto = f"---\ntipo: ordinaria\nfecha: 2020-06-09\n---\n\nSe acordó {entidad}pagar.\n"
    escribir_sitio(tmp_path, {ACTA: texto})
    codigos = {h.codigo for h in revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos}
    assert "markdown-caracter-de-control" in codigos


@pytest.mark.parametrize("antes", ["", " ", "\t", "\r", "\n", "\xa0", *OCULTOS])
@pytest.mark.parametrize("signo", "=+-@＝＋－＠")
def test_ninguna_celda_empieza_una_formula(antes: str, signo: str) -> None:
    celda = en_csv(["a"], [[f"{antes}{signo}1+1"]]).split("\n", 1)[1].lstrip('"')
    assert celda.startswith("'")


def test_un_numero_negativo_y_un_texto_siguen_igual() -> None:
    assert en_csv(["a", "b"], [[-3, "a=b"]]).endswith("-3,a=b\r\n")
