"""Lo que no se podría distinguir, o no se puede publicar como está, se dice."""

from __future__ import annotations

from pathlib import Path

import pytest
from apoyo.casos import BASE, escribir_sitio

from generador.cli import principal
from generador.modelo.anexos import defecto_de

FICHA = BASE["contenido/instancias/mesa/instancia.md"]


def revisar(raiz: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    orden = ["revisar", "--contenido", str(raiz / "contenido"), "--fecha", "2026-11-28"]
    with pytest.raises(SystemExit) as fin:
        principal(orden)
    return int(fin.value.code or 0), capsys.readouterr().out


@pytest.mark.parametrize("nombre", ["Mesa de prueba", "MESA DE PRUEBA"])
def test_dos_instancias_con_un_nombre_son_un_error(
    nombre: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copia = FICHA.replace("Mesa de prueba", nombre)
    escribir_sitio(tmp_path, {"contenido/instancias/otra/instancia.md": copia})
    codigo, dicho = revisar(tmp_path, capsys)
    assert codigo == 1 and "contenido/instancias/otra/instancia.md:1:1  error" in dicho, dicho
    assert dicho.count("instancia-repetida") == 1 and "contenido/instancias/mesa" in dicho


@pytest.mark.parametrize("mala", ["https://u:clave@ejemplo.gov.co/", "https://clave@a.gov.co/x"])
def test_una_direccion_con_la_clave_de_alguien_no_se_publica_ni_se_repite(
    mala: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sitio = BASE["contenido/sitio.yaml"] + f"direccion: {mala}\n"
    escribir_sitio(tmp_path, {"contenido/sitio.yaml": sitio})
    codigo, dicho = revisar(tmp_path, capsys)
    assert codigo == 1 and "el usuario o la clave de alguien" in dicho, dicho


@pytest.mark.parametrize("mala", ["https://a..b/", "https://ejemplo.gov.co/%", "https://[::1/"])
def test_una_direccion_mal_escrita_no_se_propone_otra_vez(
    mala: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sitio = BASE["contenido/sitio.yaml"] + f"direccion: {mala}\n"
    escribir_sitio(tmp_path, {"contenido/sitio.yaml": sitio})
    codigo, dicho = revisar(tmp_path, capsys)
    assert codigo == 1 and f"Escriba {mala}" not in dicho, dicho


@pytest.mark.parametrize("cola", ["?q=1", "#inicio", "?"])
def test_de_la_direccion_del_sitio_cuelgan_las_demas(
    cola: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sitio = BASE["contenido/sitio.yaml"] + f"direccion: 'https://a.gov.co/mesa/{cola}'\n"
    escribir_sitio(tmp_path, {"contenido/sitio.yaml": sitio})
    codigo, dicho = revisar(tmp_path, capsys)
    assert codigo == 1 and "no puede colgar ninguna página" in dicho, dicho
    assert "Remedio: Escriba https://a.gov.co/mesa/\n" in dicho


def test_de_un_acta_que_no_se_ha_visto_no_se_dice_que_afirma(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    acta = (
        "---\nprocedencia: reconstruida\nreconstruida_de: Informe de 2024\ntipo: ordinaria\n"
        "fecha: 2024-03-05\nquorum: {hubo: si}\n---\n"
    )
    escribir_sitio(tmp_path, {"contenido/instancias/mesa/actas/2024/01.md": acta})
    _, dicho = revisar(tmp_path, capsys)
    assert "El registro reconstruido afirma que hubo quórum" in dicho, dicho
    assert "El acta afirma" not in dicho


@pytest.mark.parametrize(
    ("nombre", "datos", "defecto"),
    [
        ("a.csv", b"\xef\xbb\xbf\r\n", "está vacío"),
        ("a.csv", b'{"error": {"code": 403}}', "no es una tabla: es un JSON"),
        ("a.tsv", b'\xef\xbb\xbf[{"a": 1}]', "no es una tabla: es un JSON"),
        ("a.csv", b'"{nombre}",edad\nAna,3\n', ""),
        ("a.csv", b"[1] nota,valor\n", ""),
    ],
)
def test_una_tabla_que_no_lo_es_no_prueba_nada(nombre: str, datos: bytes, defecto: str) -> None:
    assert defecto_de(nombre, datos, datos) == defecto


def test_la_asistencia_reconstruida_dice_de_donde_sale(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    acta = (
        "---\nprocedencia: reconstruida\nreconstruida_de: Correo de marzo de 2024\n"
        "tipo: ordinaria\nfecha: 2024-03-05\nasistencia:\n"
        "  - {integrante: alfa, asistio: si}\n---\n"
    )
    escribir_sitio(tmp_path, {"contenido/instancias/mesa/actas/2024/01.md": acta})
    contenido = str(tmp_path / "contenido")
    with pytest.raises(SystemExit):
        principal(["construir", "--contenido", contenido, "--fecha=2026-11-28", "--sin-buscador"])
    capsys.readouterr()
    pagina = tmp_path / "publicado/instancias/mesa/asistencia.html"
    dicho = "La asistencia de todas las sesiones está reconstruida de «Correo de marzo de 2024»"
    assert dicho in pagina.read_text("utf-8")
