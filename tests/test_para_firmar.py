"""El informe que se imprime y se firma: el formulario oficial, celda por celda, y nada más."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from apoyo.casos import escribir_sitio
from apoyo.pdf import etiquetas, junto, texto_de

CARPETA = "contenido/instancias/mesa"
INFORME = f"{CARPETA}/informes/2021.md"
MUCHAS = [date(2021, 1, 5) + timedelta(days=14 * n) for n in range(25)]
ESCRITO = (
    "---\nborrador: si\nperiodo: 2021\n"
    "seguimiento_al_plan: El plan se siguió.\nanalisis: La mesa funcionó.\n"
    "firmas:\n  - {nombre: Ana Pérez, cargo: Directora, entidad: uno}\n---\n"
)
PROPIO = ("Contraste", "Calculado", "Declarado", "Cómo leer", "SHA", "Compromisos", "QR")


def acta(dia: date, numero: int) -> str:
    """La de una sesión; a una de cada tres la segunda persona no va, y de la primera se sabe."""
    fue = "no" if numero % 3 == 0 else "si"
    return (
        f"---\ntipo: ordinaria\nfecha: {dia}\nnumero: {numero}\nfunciones: [1]\nasistencia:\n"
        f"  - {{integrante: alfa, asistio: si}}\n  - {{integrante: beta, asistio: {fue}}}\n---\n\n"
        "Se habló.\n"
    )


def sitio_con(raiz: Path, dias: list[date], informe: str | None = ESCRITO) -> Path:
    actas = {f"{CARPETA}/actas/2021/{n:02}.md": acta(d, n) for n, d in enumerate(dias, 1)}
    escribir_sitio(raiz, actas | ({INFORME: informe} if informe else {}))
    return raiz


def orden(sitio: Path, *argumentos: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generador", *argumentos, "--fecha", "2022-06-01"],
        cwd=sitio, capture_output=True, text=True,
    )  # fmt: skip


def firmable(sitio: Path, instancia: str, periodo: str, en: Path) -> tuple[bytes, str]:
    """El PDF que da la orden y lo que ella dice."""
    pedido = ("informe", instancia, periodo, "--para-firmar", "--salida-pdf", str(en))
    hecho = orden(sitio, *pedido)
    assert hecho.returncode == 0, hecho.stderr
    return en.read_bytes(), hecho.stdout


def en_json(sitio: Path, instancia: str, periodo: str) -> dict[str, Any]:
    datos: dict[str, Any] = json.loads(orden(sitio, "informe", instancia, periodo, "--json").stdout)
    return datos


def dicho(cifra: dict[str, Any]) -> Any:
    return cifra["calculado"] if cifra["declarado"] == "sin_dato" else cifra["declarado"]


def comparar(pdf: bytes, datos: dict[str, Any]) -> None:
    """Cada fila del JSON está en el PDF, con sus celdas en orden y cada fecha en su tabla."""
    texto = texto_de(pdf)
    columnas = [s["fecha"] for s in datos["sesiones"]]
    por_tabla = 3 if len(columnas) <= 3 else 6
    tramos = [columnas[i : i + por_tabla] for i in range(0, len(columnas), por_tabla)]
    for fila in datos["asistentes"]:
        rotulo = fila["cargo"] + "".join(fila["roles"])
        for renglon in renglones(rotulo, fila["fechas"], str(dicho(fila["total"])), tramos):
            assert renglon in texto
    for fila in (*datos["funciones_generales"], *datos["funciones_especificas"]):
        final = {True: "Sí", False: "No", "sin_dato": ""}[dicho(fila["se_abordo"])]
        rotulo = f"{fila['numero']}. {fila['texto']}"
        for renglon in renglones(rotulo, fila["fechas"], final, tramos):
            assert renglon in texto
    for decision in datos["seguimiento_a_las_decisiones"]:
        assert junto(decision["decision"]) in texto
    for firma in datos["firmas"]:
        assert junto(f"Nombre: {firma['nombre']} Cargo: {firma['cargo']}") in texto
    assert not [palabra for palabra in PROPIO if junto(palabra) in texto]


def renglones(rotulo: str, cifra: dict[str, Any], final: str, tramos: list[list[str]]) -> list[str]:
    """Cómo se lee la fila en cada una de las tablas en que se parte."""
    fechas = dicho(cifra)
    hechos = []
    for tramo in tramos:
        suyas = [f"{date.fromisoformat(d):%d/%m/%Y}" for d in tramo if d in fechas]
        hechos.append(junto(rotulo + "".join(suyas) + (final if tramo is tramos[-1] else "")))
    return hechos


# --- lo que se imprime ------------------------------------------------------------------------


def test_el_de_la_mesa_dice_lo_que_dice_su_json(tmp_path: Path) -> None:
    raiz, mesa = Path(__file__).parents[1], "mesa-de-territorializacion"
    pdf, _ = firmable(raiz, mesa, "2020", tmp_path / "a.pdf")
    comparar(pdf, en_json(raiz, mesa, "2020"))


@pytest.mark.parametrize("cuantas", [1, 3, 4, 6, 7, 25])
def test_de_un_borrador_salen_todas_las_sesiones_el_texto_y_la_firma(
    tmp_path: Path, cuantas: int
) -> None:
    sitio = sitio_con(tmp_path, MUCHAS[:cuantas])
    pdf, dijo = firmable(sitio, "mesa", "2021", tmp_path / "a.pdf")
    comparar(pdf, en_json(sitio, "mesa", "2021"))
    texto = texto_de(pdf)
    for escrito in ("El plan se siguió.", "La mesa funcionó.", "Nombre: Ana Pérez", "Entidad Uno"):
        assert junto(escrito) in texto
    assert "quién firma" not in dijo


def test_los_bloques_van_en_el_orden_del_formulario(tmp_path: Path) -> None:
    pdf, _ = firmable(sitio_con(tmp_path, MUCHAS[:2]), "mesa", "2021", tmp_path / "a.pdf")
    bloques = (
        "NOMBRE DE LA INSTANCIA:", "REGLAMENTO INTERNO:", "NORMAS:", "ASISTENTES",
        "SESIONES ORDINARIAS REALIZADAS", "SESIONES EXTRAORDINARIAS REALIZADAS",
        "PUBLICACIÓN EN LA PÁGINA WEB", "FUNCIONES GENERALES", "SEGUIMIENTO AL",
        "ANÁLISIS DEL FUNCIONAMIENTO", "SEGUIMIENTO A LAS DECISIONES", "FIRMA DE QUIEN EJERCE",
    )  # fmt: skip
    lugares = [texto_de(pdf).find(junto(b)) for b in bloques]
    assert -1 not in lugares and lugares == sorted(lugares)


def test_dos_sesiones_del_mismo_dia_son_dos_columnas(tmp_path: Path) -> None:
    pdf, _ = firmable(sitio_con(tmp_path, MUCHAS[:1] * 2), "mesa", "2021", tmp_path / "a.pdf")
    assert junto("Rol Fecha Fecha Total") in texto_de(pdf)


def test_el_documento_va_etiquetado_y_con_los_mismos_bytes(tmp_path: Path) -> None:
    sitio = sitio_con(tmp_path, MUCHAS)
    pdf, _ = firmable(sitio, "mesa", "2021", tmp_path / "a.pdf")
    assert firmable(sitio, "mesa", "2021", tmp_path / "b.pdf")[0] == pdf
    assert ("/TH", "/TR") in etiquetas(pdf)
    with pikepdf.open(BytesIO(pdf)) as abierto, abierto.open_metadata() as datos:
        assert (datos["pdfaid:part"], datos["pdfaid:conformance"]) == ("2", "A")
        assert datos["pdfuaid:part"] == "1"


# --- lo que falta -----------------------------------------------------------------------------


def test_lo_que_queda_en_blanco_se_dice_en_la_terminal(tmp_path: Path) -> None:
    sitio = sitio_con(tmp_path, [], "---\nborrador: si\nperiodo: 2021\n---\n")
    pdf, dijo = firmable(sitio, "mesa", "2021", tmp_path / "a.pdf")
    assert "quién firma" in dijo and "el análisis del funcionamiento" in dijo
    assert junto("Nombre: Cargo: Entidad:") in texto_de(pdf)
    assert junto("sin dato") not in texto_de(pdf)


def test_si_nadie_lo_ha_escrito_se_dice_como_crearlo(tmp_path: Path) -> None:
    sitio = sitio_con(tmp_path, MUCHAS[:1], None)
    hecho = orden(sitio, "informe", "mesa", "2021", "--para-firmar")
    assert hecho.returncode == 2
    assert "generador nuevo informe mesa 2021" in hecho.stderr
    assert not list(sitio.glob("*.pdf"))


def test_el_pdf_de_un_periodo_en_curso_no_lleva_una_fecha_que_no_ha_llegado(tmp_path: Path) -> None:
    sitio = sitio_con(tmp_path, MUCHAS[:1], None)
    pedido = ("informe", "mesa", "2022", "--formato", "pdf", "--salida-pdf", "a.pdf")
    hecho = orden(sitio, *pedido)
    assert hecho.returncode == 0, hecho.stderr
    with pikepdf.open(sitio / "a.pdf") as abierto:
        assert str(abierto.docinfo["/CreationDate"]).startswith("D:20220601")
