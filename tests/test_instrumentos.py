"""El esquema, el índice y la matriz: las columnas de su norma, y lo mismo en los tres formatos.

De lo retenido consta que existe, y nada más. La hoja de cálculo se abre por dentro, como la abre
cualquier programa: el texto es texto y la fecha es fecha.
"""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from apoyo import fabrica as f
from apoyo.mirada import construido
from apoyo.paginas import resumenes_de
from casos_de_reglas.documentos import RESERVADO

from generador.compilacion.hojas import en_xlsx
from generador.planeacion import HojaDeCalculo
from generador.vistas.instrumento import (
    csv_de_instrumento,
    filas_de_instrumento,
    vista_instrumento,
)
from generador.vistas.instrumentos import INSTRUMENTOS

ESQUEMA, INDICE, MATRIZ = INSTRUMENTOS
_HOJA = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PRIMER_DIA = date(1899, 12, 30)
COLUMNAS = {
    "esquema-de-publicacion": (
        "nombre", "idioma", "medio", "formato", "generación", "frecuencia", "lugar",
        "producción", "responsable de la información",
    ),
    "informacion-clasificada-y-reservada": (
        "categoría", "nombre", "idioma", "medio", "generación", "producción",
        "responsable de la información", "objetivo legítimo", "constitucional o legal", "jurídico",
        "total o parcial", "calificación", "plazo",
    ),
    "matriz-de-cumplimiento": (
        "nivel 1", "nivel 2", "ítem", "pregunta", "explicación", "normatividad", "sí, no", "motivo",
        "evidencia",
    ),
}  # fmt: skip
"""Lo que dice cada columna, en el orden de su norma."""


@pytest.fixture(scope="module")
def publicado(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return construido(tmp_path_factory.mktemp("instrumentos"), "base")


def leer_xlsx(crudo: bytes) -> list[list[str]]:
    """Las celdas de la hoja, cada una como se lee: una fecha, con su día."""
    with ZipFile(io.BytesIO(crudo)) as libro:
        comunes = ElementTree.fromstring(libro.read("xl/sharedStrings.xml"))
        textos = ["".join(si.itertext()) for si in comunes]
        hoja = ElementTree.fromstring(libro.read("xl/worksheets/sheet1.xml"))
    assert not list(hoja.iter(f"{_HOJA}f")), "una celda es una fórmula"
    return [[_celda(c, textos) for c in fila] for fila in hoja.iter(f"{_HOJA}row")]


def _celda(celda: ElementTree.Element, textos: list[str]) -> str:
    valor = celda.findtext(f"{_HOJA}v") or ""
    if celda.get("t") == "s":
        return textos[int(valor)]
    return (_PRIMER_DIA + timedelta(days=int(valor))).isoformat()


def leer_csv(texto: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(texto.removeprefix("\ufeff"))))


@pytest.mark.parametrize("instrumento", INSTRUMENTOS, ids=lambda i: i.nombre)
def test_el_csv_y_la_hoja_dicen_lo_mismo_con_las_columnas_de_la_norma(
    publicado: Path, instrumento: object
) -> None:
    nombre = instrumento.nombre  # type: ignore[attr-defined]
    en_csv = leer_csv((publicado / f"datos/{nombre}.csv").read_text("utf-8"))
    assert en_csv == leer_xlsx((publicado / f"datos/{nombre}.xlsx").read_bytes())
    debidas = COLUMNAS[nombre]
    assert len(en_csv[0]) == len(debidas)
    assert [d for d, c in zip(debidas, en_csv[0], strict=True) if d not in c.lower()] == []
    pagina = (publicado / instrumento.enlace.ruta).read_text("utf-8")  # type: ignore[attr-defined]
    assert pagina.count('class="del-instrumento"') == len(en_csv) - 1 > 0


def test_de_lo_retenido_consta_que_existe_y_nunca_su_archivo_ni_su_direccion() -> None:
    oculto = {**RESERVADO, "url": "https://ejemplo.gov.co/secreto", "archivo": "secreto.pdf"}
    de = f.acervo(f.acta("2020-06-09", anexos=[oculto]))
    con = f.contexto("2026-11-22")
    resumenes = resumenes_de(con, de)
    (fila,) = vista_instrumento(INDICE, resumenes, con).filas
    assert fila.titulo.texto.startswith("Concepto")
    assert all(c.texto for c in (*fila.principal, *fila.demas)), (
        "el índice tiene todo lo que el registro dice"
    )
    for instrumento in INSTRUMENTOS:
        assert "secreto" not in csv_de_instrumento(instrumento, resumenes, con)
        assert "secreto" not in repr(vista_instrumento(instrumento, resumenes, con))


def test_cada_columna_dice_lo_suyo() -> None:
    """Con un valor distinto en cada campo, uno en la columna de otro se ve."""
    indice = {
        "objetivo_legitimo": "La defensa",
        "fundamento_juridico": "El fundamento jurídico",
        "excepcion": "parcial",
        "calificado": "2020-07-01",
        "plazo": "15 años",
        "medio": "En papel",
        "custodia": "El archivo",
    }
    anexo = {**RESERVADO, "titulo": "El concepto", "fecha": "2020-06-01", "idioma": "inglés",
             "fundamento": "Una ley", "indice": indice}  # fmt: skip
    de = f.acervo(f.instancia(nombre="La mesa"), f.acta("2020-06-09", anexos=[anexo]))
    con = f.contexto("2026-11-22")
    (fila,) = filas_de_instrumento(INDICE, resumenes_de(con, de), con)
    dicho = dict(zip(INDICE.encabezado, fila, strict=True))
    produce = dicho["Responsable de la producción de la información"]
    assert produce and produce != "El archivo"
    assert dicho == {
        "Nombre o título de la categoría de información": "Actas: La mesa. Información pública "
        "reservada",
        "Nombre o título de la información": "El concepto, 1 de junio de 2020",
        "Idioma": "inglés",
        "Medio de conservación o soporte": "En papel",
        "Fecha de generación de la información": date(2020, 6, 1),
        "Responsable de la producción de la información": produce,
        "Responsable de la información": "El archivo",
        "Objetivo legítimo de la excepción": "La defensa",
        "Fundamento constitucional o legal": "Una ley",
        "Fundamento jurídico de la excepción": "El fundamento jurídico",
        "Excepción total o parcial": "Parcial",
        "Fecha de la calificación": date(2020, 7, 1),
        "Plazo de la clasificación o reserva": "15 años",
    }
    con = f.contexto("2026-11-22", entidad="gobierno")
    esquema = filas_de_instrumento(ESQUEMA, resumenes_de(con, de), con)[0]
    dicho = dict(zip(ESQUEMA.encabezado, esquema, strict=True))
    assert dicho["Responsable de la información"] == "gobierno"
    assert dicho["Responsable de la producción de la información"] not in ("", "gobierno")


def test_lo_que_falta_donde_faltan_registros_no_es_un_no(publicado: Path) -> None:
    filas = leer_csv((publicado / "datos/matriz-de-cumplimiento.csv").read_text("utf-8"))
    respuestas = {
        de: {fila[6] for fila in filas[1:] if de in fila[3]}
        for de in ("Territorialización", "Consejo de ejemplo")
    }
    assert respuestas == {
        "Territorialización": {"NA", "sin_dato"},
        "Consejo de ejemplo": {"Sí", "No"},
    }


def test_el_esquema_dice_cada_cuanto_segun_la_lista_y_no_inventa_si_no_hay() -> None:
    con = f.contexto("2026-11-22")
    resumenes = resumenes_de(con, f.acervo(f.acta("2020-06-09")))
    actas = filas_de_instrumento(ESQUEMA, resumenes, con)[0]
    assert actas[5] == "Con cada sesión"
    sin_listas = f.contexto("2026-11-22", listas={})
    resumenes = resumenes_de(sin_listas, f.acervo(f.acta("2020-06-09")))
    assert filas_de_instrumento(ESQUEMA, resumenes, sin_listas)[0][5] == "Sin periodicidad fijada"


def test_lo_que_todavia_no_existe_no_es_la_ultima_fecha() -> None:
    con = f.contexto("2020-07-01")
    de = f.acervo(f.acta("2020-06-09"), f.acta("2020-12-09", "02", estado_sesion="convocada"))
    assert filas_de_instrumento(ESQUEMA, resumenes_de(con, de), con)[0][4] == date(2020, 6, 9)


def test_la_hoja_es_la_misma_cada_vez_y_nada_se_evalua() -> None:
    hoja = HojaDeCalculo(
        "datos/x.xlsx",
        "Uno [de] dos: un título más largo que el nombre de una hoja",
        ("a", "b"),
        (("=1+1", date(2020, 6, 9)), ("http://ejemplo.gov.co", None), ("-3 * 2", "")),
    )
    assert en_xlsx(hoja) == en_xlsx(hoja)
    assert leer_xlsx(en_xlsx(hoja)) == [
        ["a", "b"],
        ["=1+1", "2020-06-09"],
        ["http://ejemplo.gov.co", "sin_dato"],
        ["-3 * 2", "sin_dato"],
    ]


def test_la_pagina_de_un_instrumento_sin_filas_lo_dice() -> None:
    con = f.contexto("2026-11-22")
    vista = vista_instrumento(INDICE, resumenes_de(con, f.acervo(f.acta("2020-06-09"))), con)
    assert vista.filas == ()
    assert vista.si_no_hay


def test_se_llega_a_los_tres_desde_el_pie_y_desde_el_mapa(publicado: Path) -> None:
    inicio = (publicado / "index.html").read_text("utf-8")
    assert f'href="{ESQUEMA.enlace.ruta}"' in inicio
    esquema = (publicado / ESQUEMA.enlace.ruta).read_text("utf-8")
    mapa = (publicado / "mapa.html").read_text("utf-8")
    for otro in (INDICE, MATRIZ):
        assert f'href="{otro.enlace.ruta}"' in esquema
        assert f'href="{otro.enlace.ruta}"' in mapa
