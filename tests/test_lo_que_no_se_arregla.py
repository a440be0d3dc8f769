"""Lo escrito que puede querer decir dos cosas: ningún arreglo lo cambia, y `revisar` lo dice.

Cada caso se escribe en un acta de un sitio recién hecho, se revisa y se arregla con las órdenes.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generador.cli import principal
from generador.modelo.correcciones import direccion

ACTA = "contenido/instancias/mesa-de-ejemplo/actas/2026/01.md"
FICHA = "contenido/instancias/mesa-de-ejemplo/instancia.md"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sitio = tmp_path_factory.mktemp("base") / "sitio"
    with pytest.raises(SystemExit):
        principal(["nuevo", "sitio", str(sitio), "--fecha", "2026-11-28", "--silencio"])
    return sitio


def correr(sitio: Path, *orden: str) -> int:
    contenido = ("--contenido", str(sitio / "contenido"))
    with pytest.raises(SystemExit) as fin:
        principal([*orden, *contenido, "--fecha", "2026-11-28"])
    return int(str(fin.value.code))


def con(base: Path, raiz: Path, archivo: str, clave: str, valor: str) -> Path:
    """El sitio con esa clave escrita así, esté donde esté en el archivo."""
    sitio = Path(shutil.copytree(base, raiz / "sitio"))
    lineas = (sitio / archivo).read_text("utf-8").split("\n")
    n = next(i for i, linea in enumerate(lineas) if linea.strip().startswith(f"{clave}:"))
    sangria = lineas[n][: len(lineas[n]) - len(lineas[n].lstrip())]
    lineas[n] = f"{sangria}{clave}: {valor}"
    (sitio / archivo).write_text("\n".join(lineas), "utf-8")
    return sitio


NO_SE_ARREGLAN = {
    "dos fechas": (ACTA, "fecha", "2026-10-30 y 2026-11-05"),
    "una fecha y lo que le pasó": (ACTA, "fecha", "2026-10-30 aplazada al 2026-11-05"),
    "una fecha negada": (ACTA, "fecha", "2026-10-30 no"),
    "una fecha por confirmar": (ACTA, "fecha", "2026-10-30 (por confirmar)"),
    "la medianoche de Londres": (ACTA, "fecha", "2026-10-31T00:00:00Z"),
    "las tres de la mañana de Londres": (ACTA, "fecha", "2026-10-31 03:00 UTC"),
    "las ocho de la mañana": (ACTA, "fecha", "2026-10-30 08:00"),
    "las ocho de la mañana de Bogotá": (ACTA, "fecha", "2026-10-30T08:00-05:00"),
    "mil, o uno": (ACTA, "numero", "1.000"),
    "la medianoche de la tarde": (ACTA, "hora_inicio", "0:30 pm"),
    "las doce de la mañana": (ACTA, "hora_inicio", "12:00 a. m."),
    "las veinticuatro de un día": (ACTA, "fecha", "2026-10-30T24:00"),
    "un rol que no es de la lista": (FICHA, "roles", "secretaria"),
    "la almohadilla de una placa": (ACTA, "lugar", '"Carrera 8" # 10-65'),
    "la almohadilla y muchos espacios": (ACTA, "lugar", "'Carrera 8'    #    10-65"),
    "la almohadilla pegada": (ACTA, "lugar", '"Sala"# 3'),
    "dos claves en una línea": (ACTA, "lugar", "Sala de juntas estado: aprobada"),
    "dos claves y una frase": (ACTA, "lugar", "Sala del segundo piso. modalidad: virtual"),
    "una letra perdida": (ACTA, "lugar", "Sal\ufffdn de juntas"),
    "un texto entre llaves": (ACTA, "lugar", "{Sala, piso 3}"),
    "una enumeración en un bloque": (ACTA, "lugar", "|\n  Dos salas:\n  - una\n  - otra"),
    "una enumeración que se uniría": (ACTA, "lugar", ">\n  Dos salas:\n  - una\n  - otra"),
    "una aclaración": (ACTA, "estado", "aprobada # con correcciones"),
    "un sí que no se entiende": (ACTA, "resumen", "parcial"),
}


@pytest.mark.parametrize("caso", NO_SE_ARREGLAN)
def test_se_dice_y_no_se_cambia(
    caso: str, base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archivo, clave, valor = NO_SE_ARREGLAN[caso]
    if clave == "resumen":
        sitio = con(base, tmp_path, archivo, "tipo", f"ordinaria\nresumen: {valor}")
    else:
        sitio = con(base, tmp_path, archivo, clave, valor)
    escrito = (sitio / archivo).read_bytes()
    assert correr(sitio, "revisar") == 1
    dicho = capsys.readouterr()
    assert "Arreglo:" not in dicho.out + dicho.err
    assert correr(sitio, "revisar", "--arreglar", "--si") == 1
    assert (sitio / archivo).read_bytes() == escrito


SE_ARREGLAN = {
    "la hora de Excel": (ACTA, "fecha", "2026-10-30 00:00:00", "fecha: 2026-10-30"),
    "la medianoche de Bogotá": (ACTA, "fecha", "2026-10-30T00:00-05:00", "fecha: 2026-10-30"),
    "dos textos citados": (ACTA, "lugar", '"Sala A" y "Sala B"', 'lugar: \'"Sala A" y "Sala B"\''),
    "tres textos citados": (
        ACTA,
        "lugar",
        '"Plan A", "Plan B" y "Plan C" se ven',
        'lugar: \'"Plan A", "Plan B" y "Plan C" se ven\'',
    ),
}


@pytest.mark.parametrize("caso", SE_ARREGLAN)
def test_lo_que_solo_dice_una_cosa_se_arregla_con_todas_sus_palabras(
    caso: str, base: Path, tmp_path: Path
) -> None:
    archivo, clave, valor, debido = SE_ARREGLAN[caso]
    sitio = con(base, tmp_path, archivo, clave, valor)
    assert correr(sitio, "revisar", "--arreglar", "--si") == 0
    assert debido in (sitio / archivo).read_text("utf-8").split("\n")


def test_un_acta_en_la_codificacion_de_un_mac_no_se_guarda_en_otra(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sitio = Path(shutil.copytree(base, tmp_path / "sitio"))
    acta = sitio / ACTA
    texto = acta.read_text("utf-8").translate(str.maketrans("áéíúñ", "aeiun"))
    acta.write_bytes(f"{texto}\nLa sesión aprobó la verificación.\n".encode("mac_roman"))
    escrito = acta.read_bytes()
    assert correr(sitio, "revisar", "--arreglar", "--si") == 1
    assert correr(sitio, "revisar") == 1
    dicho = capsys.readouterr()
    assert "archivo-no-utf8" in dicho.out + dicho.err
    assert acta.read_bytes() == escrito


SE_PROPONE = {
    "dos responsables": ("responsable", "presidencia y planeacion", "sin_dato  # presidencia y"),
    "que no hubo": ("decisiones", "no hubo", "por «ninguno»"),
    "ninguna, con su punto": ("decisiones", "Ninguna.", "por «ninguno»"),
}


@pytest.mark.parametrize("caso", SE_PROPONE)
def test_lo_propuesto_conserva_lo_que_se_sabe(
    caso: str, base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clave, valor, propuesto = SE_PROPONE[caso]
    assert correr(con(base, tmp_path, ACTA, clave, valor), "revisar") in (0, 1)
    assert propuesto in capsys.readouterr().out


SIN_SU_CLAVE = {
    "contenido/retirados.yaml": (
        "  - ruta: a/b.html\n    fecha: 2026-10-02\n    motivo: Uno\n",
        "documentos:",
    ),
    "contenido/listas/propia.yaml": (
        "- item: actas\n  titulo: Actas\n- item: plan\n  titulo: Plan\n",
        "requisitos:",
    ),
    "contenido/entidades.yaml": ("  - id: mi-entidad\n    nombre: Mi entidad\n", ""),
    "contenido/datos/sectores.yaml": ("- 1: Uno\n- Dos\n", ""),
}


@pytest.mark.parametrize("archivo", SIN_SU_CLAVE)
def test_una_lista_sin_su_clave_no_se_toca_y_se_propone_la_clave(
    archivo: str, base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    escrito, clave = SIN_SU_CLAVE[archivo]
    sitio = Path(shutil.copytree(base, tmp_path / "sitio"))
    (sitio / archivo).parent.mkdir(exist_ok=True)
    (sitio / archivo).write_text(escrito, "utf-8")
    correr(sitio, "revisar")
    dicho = capsys.readouterr().out
    assert "El registro debe tener claves" in dicho
    assert ("Propuesta" in dicho, clave in dicho) == (clave != "", True)
    correr(sitio, "revisar", "--arreglar", "--si")
    assert (sitio / archivo).read_text("utf-8") == escrito


def test_una_ruta_de_la_carpeta_no_es_una_direccion_retirada(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sitio = Path(shutil.copytree(base, tmp_path / "sitio"))
    (sitio / "contenido/retirados.yaml").write_text(
        "documentos:\n  - ruta: contenido/instancias/mesa-de-ejemplo/actas/2026/01/lista.csv\n"
        "    fecha: 2026-10-02\n    motivo: Traía los teléfonos\n",
        "utf-8",
    )
    assert correr(sitio, "revisar") == 1
    dicho = capsys.readouterr().out
    assert "retirado-no-vale" in dicho and "Quite «contenido/» del comienzo" in dicho


@pytest.mark.parametrize("escrita", ["https:///documentos/acta-2.pdf", "https:///acta-2.pdf"])
def test_el_camino_de_una_direccion_no_se_vuelve_su_servidor(escrita: str) -> None:
    assert direccion(escrita) == ""


def test_de_una_barra_de_mas_se_entiende_el_servidor() -> None:
    assert direccion("https:///www.ejemplo.gov.co/a.pdf") == "https://www.ejemplo.gov.co/a.pdf"


def test_lo_del_texto_se_dice_aunque_las_claves_no_se_lean(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sitio = con(base, tmp_path, ACTA, "lugar", '"Sala" A')
    acta = sitio / ACTA
    acta.write_text(acta.read_text("utf-8") + "\n<b>La</b> secretaría informó.\n", "utf-8")
    assert correr(sitio, "revisar") == 1
    dicho = capsys.readouterr().out
    assert "yaml-roto" in dicho and "markdown-html" in dicho
