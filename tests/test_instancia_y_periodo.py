"""La instancia y el periodo de una orden, escritos como se los tenga a mano."""

from __future__ import annotations

from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio

from generador.cli import principal

NINEZ = """---
nombre: Comité de Niñez y Adolescencia
alias: [Comité de Infancia]
nombres_anteriores:
  - {nombre: Comité del Menor, hasta: 2018-12-31}
tipo: comite
secretaria_tecnica: uno
desde: 2018-01-01
---
"""
MENOR = NINEZ.replace("Niñez y Adolescencia", "Juventud").replace("Infancia", "Jóvenes")
SITIO = {
    "contenido/instancias/comite-ninez/instancia.md": NINEZ,
    "contenido/instancias/juventud/instancia.yaml": MENOR.replace("---\n", ""),
    "contenido/instancias/danada/instancia.md": "---\nnombre: [\n",
}
ORDENES = ("lista", "plazos", "informe", "nuevo acta", "nuevo reglamento", "nuevo plan")
DE_NINEZ = (
    "comite-ninez",
    "comite-niñez",
    "Comité-Niñez",
    "contenido/instancias/comite-ninez/",
    "Comité de Niñez y Adolescencia",
    "comite de niñez y adolescencia",
    "COMITE DE NINEZ Y ADOLESCENCIA",
    "«Comité de Infancia»",
)


@pytest.fixture
def sitio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    escribir_sitio(tmp_path, {r: t for r, t in SITIO.items() if "danada" not in r})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _correr(capsys: pytest.CaptureFixture[str], *orden: str) -> tuple[object, str]:
    with pytest.raises(SystemExit) as fin:
        principal([*orden, "--fecha", "2026-11-28"])
    salida = capsys.readouterr()
    return fin.value.code, salida.out + salida.err


@pytest.mark.parametrize("escrito", DE_NINEZ)
@pytest.mark.usefixtures("sitio")
def test_se_halla_por_cualquiera_de_sus_nombres(
    escrito: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fin, dicho = _correr(capsys, "informe", escrito, "2020")
    assert (fin, "Informe de gestión: comite-ninez, 2020" in dicho) == (0, True), dicho


@pytest.mark.parametrize("orden", ORDENES)
@pytest.mark.usefixtures("sitio")
def test_toda_orden_que_pide_una_instancia_la_halla_por_su_nombre(
    orden: str, capsys: pytest.CaptureFixture[str]
) -> None:
    mas = ("2020",) if orden == "informe" else ()
    fin, dicho = _correr(capsys, *orden.split(), "Comité de Niñez y Adolescencia", *mas)
    assert fin == 0, dicho


def test_se_busca_en_el_sitio_que_se_dice_despues(
    sitio: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (sitio / "otro").mkdir()
    monkeypatch.chdir(sitio / "otro")
    fin, dicho = _correr(
        capsys, "lista", "comité de infancia", "--contenido", str(sitio / "contenido")
    )
    assert fin == 0, dicho


@pytest.mark.usefixtures("sitio")
def test_el_nombre_de_varias_se_pregunta(capsys: pytest.CaptureFixture[str]) -> None:
    fin, dicho = _correr(capsys, "lista", "Comité del Menor")
    assert (fin, "Escriba el de su carpeta: comite-ninez, juventud." in dicho) == (2, True)


@pytest.mark.usefixtures("sitio")
def test_el_que_no_se_halla_se_dice_como_se_escribio(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for escrito in ("Comité de Tránsito", "x" * 300, ".."):
        fin, dicho = _correr(capsys, "lista", escrito)
        assert (fin, f"no existe la instancia «{escrito}»" in dicho) == (2, True), dicho


def test_una_instancia_que_no_se_lee_no_estorba_a_las_demas(
    sitio: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    escribir_sitio(sitio, SITIO)
    fin, dicho = _correr(capsys, "informe", "Comité de Infancia", "2020")
    assert (fin, "comite-ninez, 2020" in dicho) == (0, True), dicho


# --- el periodo -------------------------------------------------------------------------------

PERIODOS = {
    "2026-09": "Un mes no tiene informe. ¿Quiso decir «2026-t3», «2026-s2» o «2026»?",
    "09/2026": "¿Quiso decir «2026-t3», «2026-s2» o «2026»?",
    "enero de 2026": "¿Quiso decir «2026-t1», «2026-s1» o «2026»?",
    "2026-01": "¿Quiso decir «2026-t1», «2026-s1» o «2026»?",
    "III-2026": "¿Quiso decir «2026-t3»?",
    "2026-IV": "¿Quiso decir «2026-t4»?",
    "I de 2026": "¿Quiso decir «2026-s1» o «2026-t1»?",
    "2026-s3": "¿Quiso decir «2026-t3» o «2026»?",
    "2026-t5": "¿Quiso decir «2026»?",
    "2026-1": "¿Quiso decir «2026-s1» o «2026-t1»?",
    "cualquiera": "«cualquiera» no es un periodo. Se escribe 2020 (el año)",
}


@pytest.mark.parametrize("escrito", PERIODOS)
@pytest.mark.usefixtures("sitio")
def test_del_periodo_se_dice_lo_que_se_entendio(
    escrito: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fin, dicho = _correr(capsys, "informe", "mesa", escrito)
    assert (fin, PERIODOS[escrito] in dicho) == (2, True), dicho


@pytest.mark.parametrize("orden", ["informe", "nuevo informe"])
@pytest.mark.parametrize("periodo", ["2026", "2026-t1", "2026-09"])
@pytest.mark.usefixtures("sitio")
def test_los_argumentos_al_reves_se_dicen(
    orden: str, periodo: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fin, dicho = _correr(capsys, *orden.split(), periodo, "mesa")
    assert (
        fin,
        f"Parecen al revés: primero va la instancia y después el periodo, «mesa {periodo}»"
        in dicho,
    ) == (2, True), dicho


ANTES = {
    "desde": ("desde: 2018-03-01", {}, "1990", "1 de marzo de 2018"),
    "registros_desde": ("registros_desde: 2021-01-01", {}, "2020", "1 de enero de 2021"),
    "un registro anterior": (
        "registros_desde: 2021-01-01",
        {"actas/2019/01.md": "---\ntipo: ordinaria\nfecha: 2019-06-09\n---\n"},
        "2019-t1",
        "9 de junio de 2019",
    ),
    "un borrador anterior": (
        "registros_desde: 2021-01-01",
        {"informes/2018.md": "---\nborrador: si\nperiodo: 2018\n---\n"},
        "2017",
        "1 de enero de 2018",
    ),
    "la norma que la crea": (
        "normas:\n  - {norma: acuerdo-1-2019-uno, relacion: crea}",
        {
            "../../normas/acuerdo-1-2019-uno.md": "---\ntipo: acuerdo\nnumero: 1\nanio: 2019\n"
            "emisor: uno\nfecha: 2019-05-15\n---\n"
        },
        "2018",
        "15 de mayo de 2019",
    ),
}


@pytest.mark.parametrize("caso", ANTES)
def test_antes_de_que_hubiera_nada_no_hay_informe(
    caso: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    datos, archivos, periodo, empieza = ANTES[caso]
    ficha = f"---\nnombre: Mesa\ntipo: mesa\nsecretaria_tecnica: uno\n{datos}\n---\n"
    carpeta = "contenido/instancias/mesa"
    escribir_sitio(
        tmp_path,
        {f"{carpeta}/instancia.md": ficha, **{f"{carpeta}/{r}": t for r, t in archivos.items()}},
    )
    monkeypatch.chdir(tmp_path)
    fin, dicho = _correr(capsys, "informe", "mesa", periodo)
    assert (fin, f"lo de esta instancia empieza el {empieza}" in dicho) == (2, True), dicho
    # Del año en que empieza sí lo hay.
    fin, dicho = _correr(capsys, "informe", "mesa", empieza[-4:])
    assert (fin, f"Informe de gestión: mesa, {empieza[-4:]}" in dicho) == (0, True), dicho


def test_si_no_se_sabe_cuando_empezo_el_informe_se_hace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    escribir_sitio(tmp_path, {})
    monkeypatch.chdir(tmp_path)
    assert _correr(capsys, "informe", "mesa", "1990")[0] == 0
