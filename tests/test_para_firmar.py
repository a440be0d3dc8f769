"""El informe que se imprime y se firma: el formulario oficial, celda por celda, y nada más."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from apoyo.casos import escribir_sitio
from apoyo.pdf import etiquetas, hojas, junto, texto_de

from generador.lectura.contenido import Contenido
from generador.lectura.contexto import leer_contexto
from generador.lectura.instancia import estructurar, leer_instancia
from generador.modelo.fechas import Periodo
from generador.verificacion.cumplimiento import cumplimiento
from generador.verificacion.informe import calcular_informe
from generador.vistas.formulario import Formulario
from generador.vistas.para_firmar import VistaParaFirmar, vista_para_firmar

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
    """Cada celda del JSON está en el PDF, en su fila y en su orden, y cada fecha en su tabla."""
    texto = texto_de(pdf)
    for esperado in celdas_esperadas(datos):
        assert junto(esperado) in texto
    assert not [palabra for palabra in PROPIO if junto(palabra) in texto]


def celdas_esperadas(datos: dict[str, Any]) -> Iterator[str]:
    yield f"NÚMERO Y FECHA DEL REGLAMENTO INTERNO: {blanco(dicho(datos['reglamento_interno']))}"
    normas = blanco(dicho(datos["normas"]))
    yield f"NORMAS: {'; '.join(normas)}ASISTENTES"
    yield from encabezados(datos["sesiones"])
    for fila in datos["asistentes"]:
        rotulo = (
            (blanco(fila["dependencia"]) or fila["entidad"])
            + fila["cargo"]
            + ", ".join(fila["roles"])
        )
        yield from (fila["sector"], *renglones(rotulo, fila, fila["total"], datos["sesiones"]))
    for clase in ("ordinarias", "extraordinarias"):
        bloque = datos[f"sesiones_{clase}"]
        hechas, previstas = (renglon(dicho(bloque[c])) for c in ("realizadas", "programadas"))
        yield f"SESIONES {clase.upper()} PROGRAMADAS: {hechas} / {previstas}"
    for casilla in datos["publicacion_en_la_pagina_web"]:
        si, no = CASILLAS[dicho(casilla["casilla"])]
        yield f"{casilla['titulo']}: Sí [{si}] No [{no}]"
    for fila in (*datos["funciones_generales"], *datos["funciones_especificas"]):
        rotulo = f"{fila['numero']}. {fila['texto']}"
        yield from renglones(rotulo, fila, fila["se_abordo"], datos["sesiones"])
    yield f"SEGUIMIENTO AL {datos['plan']['denominacion'].upper()}"
    for decision in datos["seguimiento_a_las_decisiones"]:
        hechos = "; ".join(s["texto"] for s in decision["seguimientos"])
        yield f"{date.fromisoformat(decision['fecha']):%d-%m-%Y}{blanco(decision['icono'])}"
        yield f"{decision['decision']}{hechos}"
        yield f"Síntesis: {decision['sintesis']}"
    for firma in datos["firmas"]:
        yield f"Nombre: {firma['nombre']} Cargo: {firma['cargo']} Entidad: {firma['entidad']}"


SI_NO = {"True": "Sí", "False": "No", "sin_dato": ""}
CASILLAS = {True: ("X", ""), False: ("", "X"), "sin_dato": ("", "")}


def blanco(valor: Any) -> Any:
    return "" if valor == "sin_dato" else valor


def renglon(valor: Any) -> Any:
    return "____" if valor == "sin_dato" else valor


def tramos(sesiones: list[dict[str, Any]]) -> list[list[str]]:
    """Las fechas en las tablas en que se parten: las menos que se pueda, y parejas."""
    fechas = [s["fecha"] for s in sesiones]
    caben = 3 if len(fechas) <= 3 else 6
    cada = ceil(len(fechas) / ceil(len(fechas) / caben))
    return [fechas[i : i + cada] for i in range(0, len(fechas), cada)]


def encabezados(sesiones: list[dict[str, Any]]) -> Iterator[str]:
    """El de cada tabla: una «Fecha» por sesión, y el total en la última."""
    partes = tramos(sesiones)
    for tramo in partes:
        ultimo = "Total" if tramo is partes[-1] else ""
        rotulos = "Sector Entidad u organismo Cargo Rol"
        yield f"Sesiones en las que participaron {rotulos} {'Fecha' * len(tramo)} {ultimo}"


def renglones(
    rotulo: str, fila: dict[str, Any], final: dict[str, Any], sesiones: list[dict[str, Any]]
) -> Iterator[str]:
    """Cómo se lee la fila en cada una de las tablas en que se parte."""
    partes, fechas = tramos(sesiones), blanco(dicho(fila["fechas"]))
    valor = SI_NO.get(str(dicho(final)), dicho(final))
    for tramo in partes:
        suyas = [f"{date.fromisoformat(d):%d/%m/%Y}" for d in tramo if d in fechas]
        yield rotulo + "".join(suyas) + (str(valor) if tramo is partes[-1] else "")


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
    assert "por la secretaría técnica" not in dijo
    assert junto("SEGUIMIENTO A LAS DECISIONES") in hojas(pdf)[-1], "la firma quedó sola"


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


def test_cada_marca_va_en_la_columna_de_su_sesion(tmp_path: Path) -> None:
    """Dos sesiones de un día: a cada una fue una persona, y solo la segunda trató la función."""
    sitio = sitio_con(tmp_path, MUCHAS[:1] * 2)
    primera, segunda = (sitio / CARPETA / f"actas/2021/0{n}.md" for n in (1, 2))
    cambios = {
        primera: ("{integrante: beta, asistio: si}", "{integrante: beta, asistio: no}"),
        segunda: ("{integrante: alfa, asistio: si}", "{integrante: alfa, asistio: no}"),
    }
    for archivo, (antes, ahora) in cambios.items():
        archivo.write_text(archivo.read_text("utf-8").replace(antes, ahora), "utf-8")
    primera.write_text(primera.read_text("utf-8").replace("[1]", "ninguna"), "utf-8")
    vista = vista_de(sitio, "mesa", Periodo.leer("2021"))
    fechas = {
        b.id: [f.fechas for p in b.partes for s in p.sectores for f in s.filas]
        for b in vista.bloques
    }
    assert fechas["asistentes"] == [("05/01/2021", ""), ("", "05/01/2021")]
    assert fechas["generales"] == [("", "05/01/2021")]


def vista_de(sitio: Path, instancia: str, periodo: Periodo) -> VistaParaFirmar:
    corte = date(2022, 6, 1)
    acervo = estructurar(leer_instancia(Contenido(sitio), instancia), corte, con_borradores=True)
    contexto = leer_contexto(Contenido(sitio), corte).contexto
    assert acervo and contexto
    calculado = calcular_informe(acervo, contexto, periodo, cumplimiento(acervo, contexto))
    return vista_para_firmar(Formulario(calculado, acervo, contexto, acervo.informes[0]))


def test_la_sesion_que_aun_no_se_publica_se_dice(tmp_path: Path) -> None:
    sitio = sitio_con(tmp_path, MUCHAS[:2])
    segunda = sitio / CARPETA / "actas/2021/02.md"
    segunda.write_text(segunda.read_text("utf-8").replace("---\n", "---\nborrador: si\n", 1))
    _, dijo = firmable(sitio, "mesa", "2021", tmp_path / "a.pdf")
    assert "No se cuenta, porque aún no se publica: sesión ordinaria del 19 de enero" in dijo


def test_sin_la_firma_que_pide_el_formulario_queda_su_renglon(tmp_path: Path) -> None:
    informe = ESCRITO.replace("entidad: uno}", "entidad: uno, rol: P}")
    pdf, dijo = firmable(sitio_con(tmp_path, [], informe), "mesa", "2021", tmp_path / "a.pdf")
    assert "quién firma por la secretaría técnica" in dijo
    texto = texto_de(pdf)
    assert junto("LA PRESIDENCIA") in texto and junto("LA SECRETARÍA TÉCNICA") in texto


def test_si_un_cargo_preside_la_presidencia_tambien_firma(tmp_path: Path) -> None:
    """Y si ninguno preside, como en la mesa del formulario, solo la secretaría técnica."""
    informe = ESCRITO[: ESCRITO.index("firmas:")] + "firmas:\n---\n"
    sitio = sitio_con(tmp_path, MUCHAS[:1], informe)
    pdf, dijo = firmable(sitio, "mesa", "2021", tmp_path / "a.pdf")
    texto = texto_de(pdf)
    assert texto.index(junto("LA PRESIDENCIA")) < texto.index(junto("LA SECRETARÍA TÉCNICA"))
    assert "quién firma por la presidencia; quién firma por la secretaría técnica" in dijo
    instancia = sitio / CARPETA / "instancia.md"
    instancia.write_text(instancia.read_text("utf-8").replace("roles: [P]", "roles: [I]"), "utf-8")
    pdf, dijo = firmable(sitio, "mesa", "2021", tmp_path / "b.pdf")
    assert junto("LA PRESIDENCIA") not in texto_de(pdf)
    assert "presidencia" not in dijo


def test_lo_declarado_que_no_es_lo_de_las_actas_se_dice(tmp_path: Path) -> None:
    declarado = "declarado:\n  asistencia:\n    - {integrante: alfa, total: 9}\n"
    declarado += "  sesiones_ordinarias: {realizadas: 2}\n"
    informe = ESCRITO.replace("firmas:", f"{declarado}firmas:")
    _, dijo = firmable(sitio_con(tmp_path, MUCHAS[:2], informe), "mesa", "2021", tmp_path / "a.pdf")
    (renglon,) = (r for r in dijo.splitlines() if r.startswith("Va lo declarado"))
    assert renglon.endswith("no es lo que dicen los registros: total (Directora).")


def test_del_firmante_se_dice_lo_que_falta(tmp_path: Path) -> None:
    informe = ESCRITO.replace(", entidad: uno}", "}")
    _, dijo = firmable(sitio_con(tmp_path, [], informe), "mesa", "2021", tmp_path / "a.pdf")
    assert "el cargo y la entidad de cada firmante" in dijo


def test_de_una_decision_a_medias_se_dice_que_falta(tmp_path: Path) -> None:
    sitio = sitio_con(tmp_path, MUCHAS[:1])
    primera = sitio / CARPETA / "actas/2021/01.md"
    decision = "decisiones:\n  - {id: plan, decision: Aprobar el plan, icono: aprobacion}\n"
    texto = primera.read_text("utf-8").replace("funciones:", f"{decision}funciones:")
    primera.write_text(texto, "utf-8")
    pdf, dijo = firmable(sitio, "mesa", "2021", tmp_path / "a.pdf")
    assert "seguimiento (Aprobar el plan); síntesis (Aprobar el plan)" in dijo
    assert "icono (" not in dijo and junto("Aprobación") in texto_de(pdf)


def test_una_tabla_partida_no_deja_una_fecha_suelta(tmp_path: Path) -> None:
    pdf, _ = firmable(sitio_con(tmp_path, MUCHAS[:13]), "mesa", "2021", tmp_path / "a.pdf")
    for tramo in ("Sesiones 1 a 5 de 13", "Sesiones 6 a 10 de 13", "Sesiones 11 a 13 de 13"):
        assert junto(tramo) in texto_de(pdf)


def test_sin_sesiones_quedan_las_columnas_del_formulario_en_blanco(tmp_path: Path) -> None:
    pdf, _ = firmable(sitio_con(tmp_path, []), "mesa", "2021", tmp_path / "a.pdf")
    assert junto("Rol Fecha Fecha Fecha Total") in texto_de(pdf)


def test_cada_quien_firma_con_el_rol_que_tiene(tmp_path: Path) -> None:
    firmas = (
        "firmas:\n  - {nombre: Ana Pérez, cargo: Directora, entidad: uno, rol: S}\n"
        "  - {nombre: Luis Gil, cargo: Gerente, entidad: dos, rol: P}\n---\n"
    )
    informe = ESCRITO[: ESCRITO.index("firmas:")] + firmas
    pdf, _ = firmable(sitio_con(tmp_path, [], informe), "mesa", "2021", tmp_path / "a.pdf")
    texto = texto_de(pdf)
    secretaria, presidencia = (
        texto.index(junto(f"FIRMA DE QUIEN EJERCE LA {rol}"))
        for rol in ("SECRETARÍA TÉCNICA", "PRESIDENCIA")
    )
    ana, luis = texto.index(junto("Ana Pérez")), texto.index(junto("Luis Gil"))
    assert secretaria < ana < presidencia < luis


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
    assert "quién firma" in dijo and "análisis del funcionamiento" in dijo
    assert junto("Nombre: Cargo: Entidad:") in texto_de(pdf)
    assert junto("sin dato") not in texto_de(pdf)


def test_lo_que_se_sabe_a_medias_tambien_se_dice(tmp_path: Path) -> None:
    """Un cargo que un acta no nombra, y las sesiones que ningún plan programó."""
    sitio = sitio_con(tmp_path, MUCHAS[:2])
    completo = firmable(sitio, "mesa", "2021", tmp_path / "a.pdf")[1]
    assert "sesiones ordinarias programadas" in completo
    assert "ordinarias realizadas" not in completo and "participaron (" not in completo
    segunda = sitio / CARPETA / "actas/2021/02.md"
    nombrado = "  - {integrante: beta, asistio: si}\n"
    segunda.write_text(segunda.read_text(encoding="utf-8").replace(nombrado, ""), encoding="utf-8")
    pdf, a_medias = firmable(sitio, "mesa", "2021", tmp_path / "b.pdf")
    (dicho,) = re.findall(r"en las que participaron \(([^)]+)\)", a_medias)
    # En la hoja no queda como ausente: lo que el acta calla se llena a mano, y el total con ello.
    fila = texto_de(pdf).split(junto(dicho))[1]
    assert re.match(r"\w+?\d{2}/\d{2}/2021____(?!\d)", fila), fila[:60]


MALOS = {
    "un número que se pierde": ("El plan se siguió.", "Fueron 20*5*2.", "markdown-marca-dudosa"),
    "un texto que se corta": ("«La mesa funcionó.»", "Calle 10 # 5-51", "yaml-almohadilla"),
    "una entidad que no existe": ("entidad: uno", "entidad: unoo", "entidad-desconocida"),
    "una fecha en palabras": ("periodo:", "fecha: ayer\nperiodo:", "fecha-no-iso"),
    "una clave que no existe": ("periodo:", "analsis: No\nperiodo:", "clave-desconocida"),
}


@pytest.mark.parametrize("malo", MALOS)
def test_un_borrador_con_errores_no_se_lleva_a_firmar(malo: str, tmp_path: Path) -> None:
    sitio = sitio_con(tmp_path, MUCHAS[:1])
    informe = sitio / CARPETA / "informes/2021.md"
    texto = informe.read_text(encoding="utf-8")
    bueno, cambiado, codigo = MALOS[malo]
    assert bueno.strip("«»") in texto, texto
    informe.write_text(texto.replace(bueno.strip("«»"), cambiado, 1), encoding="utf-8")
    hecho = orden(sitio, "informe", "mesa", "2021", "--para-firmar")
    dicho_todo = hecho.stdout + hecho.stderr
    assert (hecho.returncode, codigo in dicho_todo) == (1, True), dicho_todo
    assert "informes/2021.md:" in dicho_todo
    assert "No se escribió nada" in dicho_todo
    assert not list(sitio.glob("*.pdf"))


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


def test_cada_pdf_publicado_lleva_la_fecha_que_se_sabe_de_su_registro(tmp_path: Path) -> None:
    """La de su publicación; si no, la escrita; si no, el fin del periodo, y nunca una por venir."""
    sitio = sitio_con(tmp_path, MUCHAS[:1], None)
    informes = {
        "2020": "fecha: 2021-02-01\nfecha_publicacion: 2021-02-10\n",
        "2021-t1": "fecha_publicacion: 2021-03-20\n",
        "2021-t2": "",
        "2022": "",
    }
    for periodo, fechas in informes.items():
        archivo = sitio / CARPETA / f"informes/{periodo}.md"
        archivo.parent.mkdir(exist_ok=True)
        archivo.write_text(f"---\nperiodo: {periodo}\n{fechas}---\n", encoding="utf-8")
    hecho = orden(sitio, "construir", "--pdf")
    assert hecho.returncode == 0, hecho.stderr
    hechos = sorted((sitio / "publicado/instancias/mesa").rglob("*.pdf"))
    assert {p.stem: dia_de(p) for p in hechos} == {
        "01": "20210105", "2020": "20210210", "2021-t1": "20210320", "2021-t2": "20210630",
        "2022": "20220601",
    }  # fmt: skip


def dia_de(pdf: Path) -> str:
    """El día que dicen a la vez las dos partes del PDF que lo dicen."""
    with pikepdf.open(pdf) as abierto, abierto.open_metadata() as datos:
        dia = str(abierto.docinfo["/CreationDate"]).removeprefix("D:")[:8]
        del_xmp = {datos[c][:10].replace("-", "") for c in FECHAS_XMP if c in datos}
    assert del_xmp == {dia}
    return dia


FECHAS_XMP = ("xmp:CreateDate", "xmp:ModifyDate")
