"""Los borradores en la vista previa: se ven, dicen que lo son y no cuentan como publicados."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio

from generador.cli import principal
from generador.construccion import Pedido, Resultado, construir

NORMA = "normas/decreto-5-2019-uno"
ARCHIVOS = {
    f"contenido/{NORMA}.md": (
        "---\ntipo: decreto\nnumero: 5\nanio: 2019\nemisor: uno\nborrador: si\n---\nCanario.\n"
    ),
    "contenido/instancias/mesa/actas/2026/01.md": (
        "---\ntipo: ordinaria\nfecha: 2026-03-10\nestado: firmada\noriginal: este_registro\n"
        "borrador: si\n---\nCanario.\n"
    ),
}


@pytest.fixture
def raiz(tmp_path: Path) -> Path:
    escribir_sitio(tmp_path, ARCHIVOS)
    return tmp_path


def hecho(raiz: Path, nombre: str, vista_previa: bool) -> Resultado:
    pedido = Pedido(
        raiz,
        raiz / nombre,
        date(2026, 11, 22),
        vista_previa=vista_previa,
        procesos=1,
        buscador=False,
    )
    resultado = construir(pedido)
    assert resultado.correcto, [h.mensaje for h in resultado.hallazgos]
    return resultado


def test_una_norma_en_borrador_se_ve_en_la_vista_previa_y_dice_que_no_se_publica(
    raiz: Path,
) -> None:
    previa = hecho(raiz, "previa", True)
    assert "Canario." in (raiz / f"previa/{NORMA}.html").read_text("utf-8")
    lista = (raiz / "previa/normas/index.html").read_text("utf-8")
    assert "Decreto 5 de 2019" in lista and "borrador: no se publica" in lista
    assert previa.ineditas[f"{NORMA}.html"] == "Borrador: no se publica"


def test_lo_publico_no_tiene_nada_de_una_norma_en_borrador(raiz: Path) -> None:
    publica = hecho(raiz, "publica", False)
    assert f"{NORMA}.html" not in publica.ineditas
    escritos = [p for p in (raiz / "publica").rglob("*") if p.is_file()]
    assert escritos and not any(b"Canario." in p.read_bytes() for p in escritos)
    assert "Decreto 5" not in (raiz / "publica/normas/index.html").read_text("utf-8")


def test_un_borrador_no_cumple_ningun_requisito(raiz: Path) -> None:
    previa, publica = hecho(raiz, "previa", True), hecho(raiz, "publica", False)
    assert (raiz / "previa/instancias/mesa/actas/2026/01.html").is_file()
    (vista,), (publicada,) = previa.resumenes, publica.resumenes
    assert vista.renglones == publicada.renglones != ()


# --- lo que no se publica se dice --------------------------------------------------------------

FUTURA = "contenido/instancias/mesa/actas/2026/02.md"
SIN_PUBLICAR = {
    FUTURA: "---\ntipo: ordinaria\nfecha: 2026-05-10\nfecha_publicacion: 2027-01-03\n---\n",
    "contenido/instancias/otra/instancia.md": "---\nnombre: Otra\ntipo: comite\n"
    "secretaria_tecnica: uno\nborrador: si\n---\n",
    "contenido/instancias/otra/actas/2026/01.md": "---\ntipo: ordinaria\nfecha: 2026-05-10\n---\n",
}
DICHO = f"""\
No se publican 5 registros:
  contenido/instancias/mesa/actas/2026/01.md: borrador
  {FUTURA}: se publica el 3 de enero de 2027
  contenido/instancias/otra/actas/2026/01.md: la instancia no se publica todavía. Borrador
  contenido/instancias/otra/instancia.md: borrador
  contenido/{NORMA}.md: borrador
"""


def test_revisar_construir_y_publicar_dicen_que_no_se_publica(
    raiz: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    escribir_sitio(raiz, ARCHIVOS | SIN_PUBLICAR)
    destino = str(tmp_path_factory.mktemp("destino"))
    comunes = ["--contenido", str(raiz / "contenido"), "--fecha", "2026-11-22"]
    salida = ["--salida", str(raiz / "publicado")]
    for orden in (
        ["revisar"],
        ["construir", *salida],
        # Sin nada nuevo se responde de memoria, y se dice lo mismo.
        ["construir", *salida],
        ["publicar", *salida, destino, "--simular"],
    ):
        with pytest.raises(SystemExit) as fin:
            principal([*orden, *comunes])
        dicho = capsys.readouterr()
        assert fin.value.code == 0, dicho.err
        assert DICHO in dicho.out, orden


COMPROMISO = "compromisos:\n  - {id: c1, compromiso: Hacer, responsable: el director}\n"
INEDITAS = {
    "un borrador": "borrador: si\n",
    "un acta en borrador": "estado: borrador\n",
    "lo que se publica después": "fecha_publicacion: 2027-01-01\n",
}


@pytest.mark.parametrize("aparta", INEDITAS)
def test_lo_que_aun_no_se_publica_se_revisa_y_no_detiene_nada(
    aparta: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    acta = (
        f"---\ntipo: ordinaria\nfecha: 2026-03-10\noriginal: este_registro\n{INEDITAS[aparta]}"
        f"anexos:\n  - {{titulo: Lista, archivo: lista.pdf}}\n{COMPROMISO}---\n"
    )
    archivo = "contenido/instancias/mesa/actas/2026/02.md"
    escribir_sitio(tmp_path, {archivo: acta})
    with pytest.raises(SystemExit) as fin:
        principal(["revisar", "--contenido", str(tmp_path / "contenido"), "--fecha", "2026-11-28"])
    salida = capsys.readouterr().out
    assert not fin.value.code, salida
    dichos = {r.split()[-1] for r in salida.splitlines() if r.startswith(archivo)}
    assert {"anexo-no-existe", "compromiso-responsable-desconocido"} <= dichos, salida
    assert "lista.pdf» no está en" in salida and "al publicarlo será un error" in salida
    assert "  error  " not in salida


def test_una_instancia_en_borrador_tambien_se_revisa(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ficha = "---\nnombre: Otra\ntipo: comite\nsecretaria_tecnica: dos\nborrador: si\n---\n"
    acta = (
        "---\ntipo: ordinaria\nfecha: 2026-03-10\nanexos:\n  - {titulo: L, archivo: l.csv}\n---\n"
    )
    otra = "contenido/instancias/otra"
    escribir_sitio(tmp_path, {f"{otra}/instancia.md": ficha, f"{otra}/actas/2026/01.md": acta})
    with pytest.raises(SystemExit) as fin:
        principal(["revisar", "--contenido", str(tmp_path / "contenido"), "--fecha", "2026-11-28"])
    salida = capsys.readouterr().out
    assert not fin.value.code and "aviso  anexo-no-existe" in salida, salida
