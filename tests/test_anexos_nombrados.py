"""Solo se copia lo que un registro nombra; lo demás es un error que dice cómo nombrarlo todo."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.formatos_minimos import pdf_en_blanco
from apoyo.reales import generador, poner_acta
from apoyo.remedios import hacer, leer

from generador.construccion import Pedido, construir
from generador.lectura.contenido import Contenido

_PDF = pdf_en_blanco().encode()
_NORMA = """---
tipo: decreto
numero: 1
anio: 2020
emisor: uno
fecha: 2020-01-01
epigrafe: Por el cual se crea la Mesa de prueba
vigencia: vigente
confianza: ficticia
---
"""
_ACTA = "contenido/instancias/mesa/actas/2020/01"


@pytest.fixture
def sitio(tmp_path: Path) -> Path:
    escribir_sitio(tmp_path, {})
    poner_acta(tmp_path, 1)
    return tmp_path


def _soltar(sitio: Path, *nombres: str) -> None:
    for nombre in nombres:
        ruta = sitio / _ACTA / nombre
        ruta.parent.mkdir(parents=True, exist_ok=True)
        ruta.write_bytes(_PDF)


def test_un_archivo_sin_nombrar_detiene_la_publicacion_y_no_se_copia(sitio: Path) -> None:
    _soltar(sitio, "acta-borrador-con-cedulas.pdf")
    corrida = generador(sitio, "construir", "--sin-buscador")
    assert corrida.codigo != 0
    assert "anexo-sin-nombrar" in corrida.dicho
    assert "llévelo fuera de contenido/" in corrida.dicho
    assert not list(sitio.glob("publicado/**/*cedulas*"))


@pytest.mark.parametrize(
    "anexos", ["anexos:\n  - titulo: Anexo\n    archivo: anexo.pdf\n", "anexos: ninguno\n", ""]
)
def test_la_propuesta_nombra_todos_a_la_vez_y_deja_el_sitio_valido(
    sitio: Path, anexos: str
) -> None:
    registro = sitio / f"{_ACTA}.md"
    de_antes = "anexos:\n  - titulo: Anexo del acta 1\n    archivo: anexo.pdf\n"
    registro.write_text(registro.read_text("utf-8").replace(de_antes, anexos), "utf-8")
    _soltar(sitio, "lista-de-asistencia.pdf", "2020.pdf", "no.pdf")
    assert generador(sitio, "revisar").dicho.count("anexo-sin-nombrar") == 1
    _hacer_lo_propuesto(sitio)
    corrida = generador(sitio, "construir", "--sin-buscador")
    assert corrida.codigo == 0, corrida.dicho
    publicados = {p.name for p in sitio.glob("publicado/instancias/mesa/actas/2020/01/*")}
    assert publicados >= {"anexo.pdf", "lista-de-asistencia.pdf", "2020.pdf", "no.pdf"}


def _hacer_lo_propuesto(sitio: Path) -> None:
    from datetime import date

    from generador import construccion
    from generador.arreglos.mesa import Mesa
    from generador.arreglos.pasos import Cambio
    from generador.arreglos.resolver import pasos_de

    hallazgos = construccion.revisar(Contenido(sitio), date(2026, 11, 22)).hallazgos
    (hallazgo,) = (h for h in hallazgos if h.codigo == "anexo-sin-nombrar")
    (paso,) = pasos_de(hallazgo, Mesa(Contenido(sitio)))
    assert isinstance(paso, Cambio)
    archivo = sitio / paso.archivo
    lineas = archivo.read_text("utf-8").split("\n")
    lineas[paso.desde - 1 : paso.desde - 1 + len(paso.viejas)] = paso.nuevas
    archivo.write_text("\n".join(lineas), "utf-8")


def test_lo_que_dejan_otros_programas_no_cuenta(sitio: Path) -> None:
    _soltar(sitio, ".DS_Store", "Thumbs.db", "~$acta.docx", ".~lock.acta.odt#")
    assert generador(sitio, "construir", "--sin-buscador").codigo == 0


def test_los_archivos_de_una_norma_tambien_se_nombran(sitio: Path) -> None:
    carpeta = sitio / "contenido/normas"
    carpeta.mkdir()
    norma = carpeta / "decreto-1-2020-uno.md"
    norma.write_text(_NORMA, "utf-8")
    (carpeta / norma.stem).mkdir(exist_ok=True)
    (carpeta / norma.stem / "suelto.pdf").write_bytes(_PDF)
    corrida = generador(sitio, "revisar")
    assert "«suelto.pdf» está en la carpeta normas/" in corrida.dicho
    with norma.open("a", encoding="utf-8") as abierto:
        abierto.write(f"\n\nVéase el [texto]({norma.stem}/suelto.pdf).\n")
    corrida = generador(sitio, "construir", "--sin-buscador")
    assert corrida.codigo == 0, corrida.dicho
    assert (sitio / f"publicado/normas/{norma.stem}/suelto.pdf").exists()


@pytest.mark.parametrize(
    ("escrita", "debida"),
    [
        ("https://ejemplo.gov.co/p.pdf", "https://ejemplo.gov.co/p.pdf"),
        ("www.ejemplo.gov.co/p.pdf", "https://www.ejemplo.gov.co/p.pdf"),
    ],
)
def test_una_direccion_en_archivo_se_propone_en_su_clave(
    escrita: str, debida: str, sitio: Path
) -> None:
    registro = sitio / f"{_ACTA}.md"
    texto = registro.read_text("utf-8")
    registro.write_text(texto.replace("archivo: anexo.pdf", f"archivo: {escrita}"), "utf-8")
    (hallado,) = [h for h in leer(generador(sitio, "revisar").dicho) if escrita in h.mensaje]
    hacer(sitio, hallado)
    assert registro.read_text("utf-8") == texto.replace("archivo: anexo.pdf", f"url: {debida}")


def test_una_direccion_no_pisa_la_que_ya_esta(sitio: Path) -> None:
    registro = sitio / f"{_ACTA}.md"
    dos = "archivo: https://ejemplo.gov.co/p.pdf\n    url: https://otra.gov.co/"
    texto = registro.read_text("utf-8").replace("archivo: anexo.pdf", dos)
    registro.write_text(texto, "utf-8")
    dicho = generador(sitio, "revisar").dicho
    assert "es una dirección web, y en «archivo:»" in dicho
    assert "Propuesta: " not in dicho and "https://ejemplo.gov.co/p.pdf" in dicho


def test_el_nombre_de_un_archivo_no_es_la_direccion_de_un_servidor(sitio: Path) -> None:
    registro = sitio / f"{_ACTA}.md"
    texto = registro.read_text("utf-8").replace("archivo: anexo.pdf", "url: anexo.pdf")
    registro.write_text(texto, "utf-8")
    assert "https://anexo.pdf" not in generador(sitio, "revisar").dicho


def test_el_fundamento_de_un_anexo_publico_tambien_se_muestra(tmp_path: Path) -> None:
    """Todo campo que se lee se ve: también el que suele llevar solo lo reservado."""
    acta = (
        "---\ntipo: ordinaria\nfecha: 2020-06-09\nanexos:\n  - titulo: Lista\n"
        "    archivo: lista.csv\n    fundamento: Artículo 18\n---\n\nSe verificó.\n"
    )
    lugar = "contenido/instancias/mesa/actas/2020/01"
    escribir_sitio(tmp_path, {f"{lugar}.md": acta, f"{lugar}/lista.csv": "a,b\n1,2\n"})
    pedido = Pedido(tmp_path, tmp_path / "publicado", date(2020, 12, 1), buscador=False)
    assert construir(pedido).correcto
    for pagina in ("actas/2020/01.html", "documentos.html"):
        texto = (tmp_path / "publicado/instancias/mesa" / pagina).read_text("utf-8")
        assert "Fundamento: Artículo 18" in texto
