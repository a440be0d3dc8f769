"""Lo que el sitio dice de un acta que nadie vio, y de un año del que nada se sabe.

Cada afirmación lleva el documento en que se apoya, y ninguna dice más que él. Se lee el sitio de
este proyecto, cuya Mesa se conoce solo por su informe de gestión de 2020.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.pdf import junto, texto_de

from generador.cli import principal
from generador.construccion import Pedido, construir
from generador.vistas.tablas import TABLAS

RAIZ = Path(__file__).parent.parent
MESA = "instancias/mesa-de-territorializacion"
SIN_DOCUMENTO = (
    "Consta en",
    "Actas que lo dicen",
    "sale de las actas",
    "según el acta",
    "Según el documento",
    "No consta que",
    "Constancia de que no hubo sesiones",
)


@pytest.fixture(scope="module")
def salida(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """El sitio de este proyecto, a una fecha posterior a los años sin registros."""
    salida = tmp_path_factory.mktemp("sitio") / "publicado"
    resultado = construir(Pedido(RAIZ, salida, date(2026, 11, 28), procesos=1, buscador=False))
    assert resultado.correcto
    return salida


def frases(pagina: Path) -> str:
    """Lo que se lee en una página, sin etiquetas."""
    entera = pagina.read_text("utf-8")
    return " ".join(unescape(re.sub("<[^>]+>", " ", entera[entera.index("<main") :])).split())


def test_ninguna_pagina_de_la_mesa_afirma_mas_que_su_documento(salida: Path) -> None:
    dichas = {
        (pagina.name, frase)
        for pagina in (salida / MESA).rglob("*.html")
        for frase in SIN_DOCUMENTO
        if frase in frases(pagina)
    }
    assert dichas == set()


def test_donde_se_nombra_un_acta_que_nadie_vio_se_dice(salida: Path) -> None:
    """En cualquier página del sitio, también en las que la dan por fuente de algo."""
    enlace = re.compile(rf"<a [^>]*{MESA}/actas/2020/[^>]*>([^<]*).*")
    dichos = [
        (pagina.relative_to(salida).as_posix(), hallado[0])
        for pagina in salida.rglob("*.html")
        for hallado in enlace.finditer(pagina.read_text("utf-8"))
        if hallado[1].startswith("Acta ")
    ]
    assert dichos
    assert [d for d in dichos if not re.search("reconstruid[ao]", d[1])] == []


def test_lo_decidido_en_una_sesion_sin_acta_se_dice_segun_su_documento(salida: Path) -> None:
    esperado = "Según «Informe de gestión 2020 de la Mesa», sesión ordinaria del 25 de agosto"
    for pagina in (f"{MESA}/decisiones.html", "decisiones/2020.html"):
        assert esperado in frases(salida / pagina)
    assert "en qué acta consta" not in frases(salida / "decisiones.html")


def test_las_cifras_se_cuentan_por_sesiones_y_dicen_cuales_se_reconstruyeron(salida: Path) -> None:
    dicho = frases(salida / f"{MESA}/cifras.html")
    assert "Se sabe de 3 de 3 (3 reconstruidas: no se ha visto su acta)." in dicho
    # En la tabla de la asistencia y en la de los días.
    assert dicho.count("16 de diciembre de 2020 (reconstruida)") == 2
    portada = frases(salida / "index.html")
    assert "Última sesión Sesión ordinaria del 16 de diciembre de 2020 (reconstruida)" in portada
    assert "25 de agosto de 2020 reconstruida" in frases(salida / f"{MESA}/index.html")


@pytest.mark.parametrize("tabla", ["demora", "funciones", "asistencia", "asistencia-por-cargo"])
def test_las_tablas_de_la_mesa_dicen_que_es_reconstruido(tabla: str, salida: Path) -> None:
    texto = (salida / f"datos/{MESA.partition('/')[2]}/{tabla}.csv").read_text("utf-8-sig")
    filas = list(csv.DictReader(texto.splitlines()))
    assert filas and {f["procedencia"] for f in filas} == {"reconstruida"}


def test_toda_tabla_que_sale_de_sesiones_dice_su_procedencia() -> None:
    de_sesiones = {
        n for n, t in TABLAS.items() if any(c.nombre == "procedencia" for c in t.columnas)
    }
    assert set(TABLAS) - de_sesiones == {"cumplimiento", "actas-que-faltan"}


@pytest.mark.parametrize("acta", ["01", "02", "03"])
def test_el_quorum_de_un_acta_reconstruida_es_de_su_documento(acta: str, salida: Path) -> None:
    dicho = frases(salida / f"{MESA}/actas/2020/{acta}.html")
    assert "Según «Informe de gestión 2020 de la Mesa», hubo quórum" in dicho


def test_el_seguimiento_que_cuenta_el_informe_va_con_su_decision(salida: Path) -> None:
    dicho = frases(salida / f"{MESA}/actas/2020/02.html")
    assert "Se llevó a cabo por completo, con las 20 alcaldías locales." in dicho
    assert "Lo que pasó después" in dicho


def test_de_un_anio_sin_registros_no_se_dice_si_hubo_sesiones(salida: Path) -> None:
    dicho = frases(salida / f"{MESA}/cumplimiento.html")
    assert "no se sabe si hubo sesiones" in dicho


def test_ninguna_norma_se_cita_de_antes_de_que_rigiera(salida: Path) -> None:
    pagina = (salida / f"{MESA}/cumplimiento.html").read_text("utf-8")
    citas = re.findall(r"<li>(Resolución 753 de 2020[^<]*)</li>", pagina)
    assert any(cita.endswith(", desde el 24 de octubre de 2020") for cita in citas)


@pytest.mark.parametrize("tabla", ["asistencia", "decisiones", "documentos"])
def test_las_tablas_dicen_que_es_reconstruido(tabla: str, salida: Path) -> None:
    texto = (salida / f"datos/{tabla}.csv").read_text("utf-8-sig")
    filas = [f for f in csv.DictReader(texto.splitlines()) if f["instancia"].startswith("mesa-")]
    actas = [f for f in filas if "/actas/" in (f.get("direccion") or f.get("acta") or "")]
    assert actas and {f["procedencia"] for f in actas} == {"reconstruida"}


def test_ninguna_tabla_publica_el_nombre_de_una_clase_del_programa(salida: Path) -> None:
    texto = (salida / "datos/documentos.csv").read_text("utf-8")
    assert "sinsesiones" not in texto and "constancia sin sesiones" in texto


def test_dos_cargos_con_el_mismo_nombre_se_distinguen_por_su_dependencia(salida: Path) -> None:
    dicho = frases(salida / f"{MESA}/asistencia.html")
    assert "Dirección de Planes de Desarrollo y Fortalecimiento Local" in dicho
    assert "Dirección Ejecutiva Local de la Secretaría Distrital de Gobierno" in dicho


def test_la_portada_no_da_la_instancia_ficticia_a_una_entidad_real(salida: Path) -> None:
    assert "y de un Consejo de ejemplo que no existe" in frases(salida / "index.html")


def test_las_funciones_conservan_los_verbos_del_informe(salida: Path) -> None:
    dicho = frases(salida / f"{MESA}/index.html") + frases(salida / f"{MESA}/informes/2020.html")
    for verbo in ("Coordinar, articular y orientar", "sensibilización y capacitación"):
        assert verbo in dicho


SIN_NADA = ("decisiones", "compromisos", "asistencia", "orden_del_dia", "seguimientos", "funciones")
NINGUNO = "".join(f"{clave}: ninguno\n" for clave in (*SIN_NADA, "anexos", "firmas"))
ACTA = "contenido/instancias/mesa/actas/2020/01"
PLAN = "contenido/instancias/mesa/planes/2020"


REGLAMENTO = "contenido/instancias/mesa/reglamento/2019-03-01"
INSTANCIA = "contenido/instancias/mesa/instancia"
NO_HAY = ("normas", "integrantes", "funciones")


def construido(raiz: Path, de: str, *opciones: str) -> Path:
    """El sitio de una instancia de la que todo consta que no hubo, armado con ese documento."""
    reconstruida = f"procedencia: reconstruida\nreconstruida_de: {de}\n" if de else ""
    nada = "".join(f"{clave}: ninguno\n" for clave in NO_HAY)
    registros = {
        INSTANCIA: f"tipo: mesa\nnombre: Mesa de prueba\nsecretaria_tecnica: uno\n{nada}",
        ACTA: f"tipo: ordinaria\nfecha: 2020-06-09\n{NINGUNO}",
        PLAN: "anio: 2020\nmetas: ninguna\nhitos: ninguno\nanexos: ninguno\n",
        REGLAMENTO: "numero: ninguno\nfecha: 2019-03-01\nanexos: ninguno\n",
    }
    escribir_sitio(raiz, {f"{r}.md": f"---\n{reconstruida}{t}---\n" for r, t in registros.items()})
    orden = ["construir", "--contenido", str(raiz / "contenido"), "--salida", str(raiz / "sitio")]
    with pytest.raises(SystemExit) as fin:
        principal([*orden, "--fecha", "2026-11-28", "--sin-buscador", *opciones])
    assert fin.value.code == 0
    return raiz / "sitio/instancias/mesa"


@pytest.mark.parametrize("de", ["", "Informe de gestión de 2020"])
def test_lo_que_no_hubo_lo_dice_un_documento(de: str, tmp_path: Path) -> None:
    """Y de los anexos y las firmas de un acta que nadie vio no se sabe nada."""
    mesa = construido(tmp_path, de)
    paginas = {"actas/2020/01": 6, "planes/2020": 2, "reglamento/2019-03-01": 1}
    for ruta, hechos in paginas.items():
        dicho = frases(mesa / f"{ruta}.html")
        assert dicho.count(f"Según «{de}»," if de else "Se sabe que") >= hechos
        assert ("el original no se ha visto" in dicho) == bool(de)
        assert ("no tiene anexos" in dicho) != bool(de)
    assert ("no tiene firmas" in frases(mesa / "actas/2020/01.html")) != bool(de)
    dicho = {pagina: frases(pagina) for pagina in mesa.rglob("*.html")}
    assert any("Se sabe que" in texto for texto in dicho.values()) != bool(de)
    de_la_mesa = dicho[mesa / "index.html"] + dicho[mesa / "asistencia.html"]
    assert de_la_mesa.count(f"Según «{de}»," if de else "Se sabe que") == 4
    for pagina in ("index", "integrantes"):
        suyo = dicho[mesa / f"{pagina}.html"]
        assert ("Registro reconstruido a partir de" in suyo) == bool(de)


@pytest.mark.parametrize("de", ["", "Informe de gestión de 2020"])
def test_el_pdf_del_acta_dice_lo_mismo_que_su_pagina(de: str, tmp_path: Path) -> None:
    mesa = construido(tmp_path, de, "--pdf")
    dicho = texto_de((mesa / "actas/2020/01.pdf").read_bytes())
    assert dicho.count(junto(f"Según «{de}»," if de else "Se sabe que")) >= 6
    assert (junto("Se sabe que") in dicho) != bool(de)
    assert dicho.count(junto("el original no se ha visto")) == (2 if de else 0)
