"""Cada defecto de lectura, con el sitio pequeño que lo tiene y toda su salida."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from apoyo.casos import comparar, decir, escribir_sitio, leer_caso

from generador.arboles import CARPETAS_MAXIMAS, Lugar, sondear
from generador.construccion import revisar
from generador.hallazgo import Gravedad
from generador.lectura.contenido import Contenido

CASOS = sorted((Path(__file__).parent / "sitios/lectura").glob("*.txt"))
CORTE = date(2026, 11, 22)
ACTA = "contenido/instancias/mesa/actas/2020/01.md"


def hallazgos(raiz: Path) -> str:
    """Los errores de un sitio: los avisos de las reglas tienen sus propias pruebas."""
    resultado = revisar(Contenido(raiz), CORTE)
    return decir(h for h in resultado.hallazgos if h.gravedad is Gravedad.ERROR)


@pytest.mark.parametrize("caso", CASOS, ids=lambda c: c.stem)
def test_caso(caso: Path, tmp_path: Path) -> None:
    secciones = leer_caso(caso)
    escribir_sitio(tmp_path, {n: t for n, t in secciones.items() if n.startswith("contenido/")})
    comparar(caso, "hallazgos", hallazgos(tmp_path))


def test_la_base_no_tiene_errores(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {})
    assert hallazgos(tmp_path) == ""


def test_texto_que_no_es_utf8(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {})
    acta = tmp_path / ACTA
    acta.parent.mkdir(parents=True)
    acta.write_bytes("---\ntipo: ordinaria\nlugar: salón\n".encode("latin-1"))
    assert hallazgos(tmp_path) == (
        f"{ACTA}:3:11 error archivo-no-utf8\n"
        "    El texto no está en UTF-8\n"
        "    En el editor, elija «Guardar con codificación» y escoja UTF-8\n"
    )


def test_archivo_muy_grande(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {ACTA: "---\ntipo: ordinaria\n---\n" + "x" * 1_100_000})
    assert hallazgos(tmp_path) == (
        f"{ACTA}:1:1 error archivo-muy-grande\n"
        "    El archivo pasa de 1 MiB\n"
        "    Un registro es un texto corto: ponga lo extenso como anexo\n"
    )


def test_un_enlace_no_se_sigue(tmp_path: Path) -> None:
    afuera = tmp_path / "afuera"
    afuera.mkdir()
    (afuera / "secreto.md").write_text("---\ntipo: ordinaria\nfecha: 2020-01-01\n---\n")
    raiz = tmp_path / "sitio"
    escribir_sitio(raiz, {})
    (raiz / ACTA).parent.mkdir(parents=True)
    (raiz / ACTA).symlink_to(afuera / "secreto.md")
    (raiz / "contenido/instancias/mesa/planes").symlink_to(afuera)
    (raiz / "contenido/instancias/otra").symlink_to(raiz / "contenido/instancias/mesa")
    lugares = [linea.split(" ")[0::2] for linea in hallazgos(raiz).splitlines() if linea[0] != " "]
    assert lugares == [
        [f"{ACTA}:1:1", "archivo-es-enlace"],
        ["contenido/instancias/mesa/planes:1:1", "archivo-es-enlace"],
        ["contenido/instancias/otra:1:1", "archivo-es-enlace"],
    ]


@pytest.mark.parametrize(
    ("analisis", "lugar"),
    [
        ("analisis: Muy bien <fin> x", (4, 20)),
        ('analisis: "Muy bien <fin> x"', (4, 21)),
        ("analisis: ' Muy bien <fin> x'", (4, 22)),
        ("analisis:\n  Muy bien <fin> x", (5, 12)),
        ("analisis: |\n  Muy bien\n  <fin> x", (6, 3)),
        ("analisis: |\n\n    Muy bien <fin> x", (6, 14)),
    ],
)
def test_lo_de_un_texto_de_los_datos_se_senala_donde_esta_escrito(
    analisis: str, lugar: tuple[int, int], tmp_path: Path
) -> None:
    informe = "contenido/instancias/mesa/informes/2020.md"
    datos = f"periodo: 2020\nnumero: 1\n{analisis}\nseguimiento_al_plan: uno"
    escribir_sitio(tmp_path, {informe: f"---\n{datos}\n---\n"})
    hallados = [
        h for h in revisar(Contenido(tmp_path), CORTE).hallazgos if h.codigo == "markdown-html"
    ]
    assert [(h.origen.linea, h.origen.columna) for h in hallados] == [lugar]


def test_lo_que_cura_un_renglon_no_borra_su_clave(tmp_path: Path) -> None:
    """Lo que se propone en vez de un renglón entero del texto, si es también el de su clave."""
    informe = "contenido/instancias/mesa/informes/2020.md"
    escribir_sitio(tmp_path, {informe: "---\nperiodo: 2020\nanalisis: '##'\n---\n"})
    hallados = [h for h in revisar(Contenido(tmp_path), CORTE).hallazgos if h.origen.linea == 3]
    assert [(h.codigo, h.arreglos) for h in hallados] == [("markdown-nivel-de-titulo", ())]


def test_una_tuberia_no_detiene_la_lectura(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {})
    (tmp_path / ACTA).parent.mkdir(parents=True)
    os.mkfifo(tmp_path / ACTA)
    assert "archivo-especial" in hallazgos(tmp_path)


def test_nombres_que_chocan(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {ACTA: "---\ntipo: ordinaria\nfecha: 2020-06-09\n---\n"})
    anexos = tmp_path / "contenido/instancias/mesa/actas/2020/01"
    anexos.mkdir()
    (anexos / "lista.pdf").write_text("x")
    (anexos / "Lista.pdf").write_text("y")
    salida = hallazgos(tmp_path)
    assert "es el de otro archivo: «lista.pdf»" in salida and "como lista-2.pdf" in salida
    assert "Cambie el nombre a" not in salida


def test_finales_de_linea_y_tildes_descompuestas_son_lo_mismo(tmp_path: Path) -> None:
    texto = "---\ntipo: ordinaria\nfecha: 2020-06-09\nlugar: Salón\n---\nSesión.\n"
    escribir_sitio(tmp_path, {ACTA: texto})
    huella = _huella(tmp_path)
    (tmp_path / ACTA).write_bytes(
        texto.replace("\n", "\r\n").replace("ó", "o\u0301").encode("utf-8-sig")
    )
    assert _huella(tmp_path) == huella


def _huella(raiz: Path) -> str:
    from generador.lectura.instancia import leer_instancia

    (acta,) = leer_instancia(Contenido(raiz), "mesa").registros["acta"]
    return acta.fuente.sha256


def test_sin_sitio(tmp_path: Path) -> None:
    assert hallazgos(tmp_path) == (
        "contenido/sitio.yaml:1:1 error sitio-falta\n"
        "    No existe contenido/sitio.yaml\n"
        "    Cree el archivo, o ejecute la orden desde la carpeta del sitio\n"
    )


def test_las_carpetas_muy_adentro_son_un_hallazgo_y_no_se_recorren(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {})
    carpeta = "contenido/instancias/mesa/" + "/".join("a" * (CARPETAS_MAXIMAS + 3))
    (tmp_path / carpeta).mkdir(parents=True)
    (tmp_path / carpeta / "anexo.pdf").write_bytes(b"%PDF")
    assert hallazgos(tmp_path).split("\n")[0] == (
        f"contenido/instancias/mesa{'/a' * (CARPETAS_MAXIMAS + 1)}:1:1 error carpeta-muy-adentro"
    )
    antes = sondear(Lugar(tmp_path, "contenido"))
    (tmp_path / carpeta / "otro.pdf").write_bytes(b"%PDF")
    assert sondear(Lugar(tmp_path, "contenido")) == antes


def test_un_titulo_dentro_de_la_portada_no_se_pierde(tmp_path: Path) -> None:
    """Al acta le falta el cierre, y una raya del texto pasa por él."""
    acta = "---\ntipo: ordinaria\nfecha: 2020-06-09\n\n## Constancia\n\n---\n\nSe verificó.\n"
    escribir_sitio(tmp_path, {ACTA: acta})
    (dicho,) = [
        h
        for h in revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos
        if h.gravedad == "error"
    ]
    assert (dicho.codigo, dicho.origen.linea) == ("portada-sin-cerrar", 5)
