"""Una lista cuyos guiones no son los de YAML conserva cada uno de sus elementos."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from apoyo.casos import escribir_sitio
from apoyo.remedios import hacer, leer

from generador.arreglos.sintaxis import hacer_legible
from generador.cli import principal
from generador.lectura.yaml_estricto import leer_yaml

ACTA = "contenido/instancias/mesa/actas/2020/01.md"
PORTADA = "---\ntipo: ordinaria\nfecha: 2020-06-09\norden_del_dia:\n"
LISTAS = {
    "un guion pegado, y uno bueno": "  -Uno\n  - Dos\n",
    "un número, y un guion": "  1. Uno\n  - Dos\n",
    "una raya después": "  - Uno\n  – Dos\n",
    "una raya primero": "  – Uno\n  - Dos\n",
    "todas pegadas": "  -Uno\n  -Dos\n",
    "numerada": "  1. Uno\n  2) Dos\n",
    "numerada y pegada": "  1.Uno\n  2.Dos\n",
    "con romanos": "  I. Uno\n  II. Dos\n",
    "con rayas pegadas": "  —Uno\n  —Dos\n",
    "con el signo menos": "  −Uno\n  - Dos\n",
    "con signos de más": "  + Uno\n  + Dos\n",
    "con asteriscos": "  - Uno\n  * Dos\n",
    "sin nada": "  Uno\n  Dos\n",
    "con punto y coma": "  Uno;\n  Dos\n",
    "con letras": "  a) Uno\n  b) Dos\n",
    "un número después": "  - Uno\n  2. Dos\n",
    "pegado y al margen": "  - Uno\n-Dos\n",
    "con la viñeta después del guion": "  - • Uno\n  - •Dos\n",
    "de todo": "  - Uno\n  -Dos\n  – Tres\n  - Cuatro\n  5. Cinco\n",
    "numerada con punto y raya": "  1.- Uno\n  2.- Dos\n",
    "numerada con raya": "  1- Uno\n  2- Dos\n",
    "con letras y punto": "  a. Uno\n  b. Dos\n",
    "con flechas": "  → Uno\n  → Dos\n",
    "numerada al margen, después de una": "  - Uno\n1. Dos\n2. Tres\n",
    "numerada con punto y raya, después de una": "  - Uno\n  1.- Dos\n  2.- Tres\n",
    "sin nada, después de una": "  - Uno\n  Dos\n  Tres\n",
    "un tabulador y una viñeta": "- Uno\n\t- Dos\n• Tres\n- Cuatro\n",
    "un tabulador y una viñeta, con sangría": "  - Uno\n\t- Dos\n  • Tres\n",
    "con un renglón que sigue": "  -Uno\n   sigue\n  - Dos\n",
}


@pytest.mark.parametrize("lista", LISTAS.values(), ids=LISTAS)
def test_cada_renglon_sigue_siendo_un_elemento(
    lista: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    escribir_sitio(tmp_path, {ACTA: f"{PORTADA}{lista}---\n"})
    for _ in range(2):
        with pytest.raises(SystemExit):
            principal(
                ["revisar", "--contenido", str(tmp_path / "contenido"), "--fecha", "2026-11-28"]
            )
        errores = [h for h in leer(capsys.readouterr().out) if h.gravedad == "error"]
        if errores:
            hacer(tmp_path, errores[0])
    arbol = leer_yaml((tmp_path / ACTA).read_text(encoding="utf-8").split("---\n")[1], ACTA)
    debidos = ["Uno", "Dos", "Tres", "Cuatro", "Cinco"]
    leidos = (arbol.datos or {})["orden_del_dia"]
    assert [t.removesuffix(" sigue") for t in leidos] == debidos[: len(leidos)]
    assert len(leidos) == sum(1 for t in lista.splitlines() if t.strip() != "sigue")


DE_TODOS = "Lectura, discusión y aprobación del acta anterior"


@pytest.mark.parametrize(
    ("lista", "debidos"),
    [
        *((lista, ["Uno", "Dos"]) for lista in ("1. Uno 2. Dos", "- Uno - Dos", "Uno; Dos")),
        ("Uno, dos y tres", ["Uno", "dos", "tres"]),
        (
            "Quórum, lectura y firma del acta, varios",
            ["Quórum", "lectura y firma del acta", "varios"],
        ),
        (DE_TODOS, [DE_TODOS]),
    ],
)
def test_en_una_linea_tambien(
    lista: str, debidos: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    escribir_sitio(tmp_path, {ACTA: f"{PORTADA.rstrip()} {lista}\n---\n"})
    with pytest.raises(SystemExit):
        principal(["revisar", "--contenido", str(tmp_path / "contenido"), "--fecha", "2026-11-28"])
    (hallado,) = [h for h in leer(capsys.readouterr().out) if h.gravedad == "error"]
    hacer(tmp_path, hallado)
    arbol = leer_yaml((tmp_path / ACTA).read_text(encoding="utf-8").split("---\n")[1], ACTA)
    assert (arbol.datos or {})["orden_del_dia"] == debidos


@pytest.mark.parametrize(
    "lista", ["- Uno\n\t- Dos\n• Tres\n- Cuatro\n", "- Uno\n\t-Dos\n• Tres:\n- A: b\n"]
)
def test_lo_que_se_propone_termina_donde_la_lista(
    lista: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    resto = "lugar: Sala 1\nanexos:\n  - titulo: Anexo\n    archivo: anexo.pdf\n---\n"
    escribir_sitio(tmp_path, {ACTA: f"{PORTADA}{lista}{resto}"})
    with pytest.raises(SystemExit):
        principal(["revisar", "--contenido", str(tmp_path / "contenido"), "--fecha", "2026-11-28"])
    (hallado,) = [h for h in leer(capsys.readouterr().out) if h.codigo == "yaml-roto"]
    hacer(tmp_path, hallado)
    escrito = (tmp_path / ACTA).read_text(encoding="utf-8")
    assert escrito.endswith(resto) and not escrito.startswith(f"{PORTADA}{lista}")


def test_un_guion_pegado_entre_otros_buenos_es_un_arreglo_cierto(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {ACTA: f"{PORTADA}  - Uno\n  -Dos\n  - Tres\n---\n"})
    orden = ["revisar", "--contenido", str(tmp_path / "contenido"), "--fecha", "2026-11-28"]
    with pytest.raises(SystemExit):
        principal([*orden, "--arreglar", "--si"])
    assert "  - Uno\n  - Dos\n  - Tres\n" in (tmp_path / ACTA).read_text(encoding="utf-8")


def test_un_guion_con_mas_sangria_no_se_une_sin_decirlo() -> None:
    for lista in (
        "  - Uno\n    - Dos\n",
        "  - Uno\n    • Dos\n",
        "  - Uno\n    -Dos\n",
        "  - Uno\n    sigue\n    - Dos\n",
    ):
        (hallado,) = leer_yaml(f"orden_del_dia:\n{lista}", "x").hallazgos
        assert "se lee como parte del elemento anterior" in hallado.mensaje
        assert hallado.origen.linea == lista.count("\n") + 1
    varios = leer_yaml("orden_del_dia:\n  - Uno\n    1. Dos\n    2. Tres\n", "x").hallazgos
    assert [h.origen.linea for h in varios] == [3, 4]
    assert leer_yaml("orden_del_dia:\n  - Uno, artículo\n    3. Así\n", "x").hallazgos == []
    assert leer_yaml("orden_del_dia:\n  - Uno, que\n    sigue - así\n", "x").hallazgos == []
    assert leer_yaml("lista:\n  - Uno\n  - 'Dos\n    - y medio'\n", "x").hallazgos == []


def test_la_vineta_que_sigue_al_guion_se_quita_sola(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {ACTA: f"{PORTADA}  - • Uno\n  - ▪ Dos\n  - Tres • cuatro\n---\n"})
    orden = ["revisar", "--contenido", str(tmp_path / "contenido"), "--fecha", "2026-11-28"]
    with pytest.raises(SystemExit):
        principal([*orden, "--arreglar", "--si"])
    texto = (tmp_path / ACTA).read_text(encoding="utf-8")
    assert "  - Uno\n  - Dos\n  - Tres • cuatro\n" in texto


@pytest.mark.parametrize(
    "texto",
    [
        "Ver acta 2: punto 3: final",
        "Hora: 8:30, lugar: Sala 2",
        "Visita a la sede: Carrera 8 # 10-65",
        "Compromisos: carta # 2 y # 3",
        "lectura: Calle 8 # 1",
    ],
)
def test_un_elemento_con_varios_dos_puntos_se_cita_entero(
    texto: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    escribir_sitio(tmp_path, {ACTA: f"{PORTADA}  - Uno\n  - {texto}\n---\n"})
    with pytest.raises(SystemExit):
        principal(["revisar", "--contenido", str(tmp_path / "contenido"), "--fecha", "2026-11-28"])
    (hallado,) = [h for h in leer(capsys.readouterr().out) if h.gravedad == "error"]
    hacer(tmp_path, hallado)
    escrito = (tmp_path / ACTA).read_text(encoding="utf-8")
    arbol = leer_yaml(escrito.split("---\n")[1], ACTA)
    assert (arbol.hallazgos, (arbol.datos or {})["orden_del_dia"]) == ([], ["Uno", texto])


PEGADAS = {
    "con otra adentro": ("• Uno\n    o Sub uno\n  • Dos", ["Uno", "Sub uno", "Dos"]),
    "con dos puntos y numeral": (
        "• Lectura: del acta # 2\n  • Dos",
        ["Lectura: del acta # 2", "Dos"],
    ),
    "con un renglón partido": (
        "- Verificación del quórum\n  y lectura",
        ["Verificación del quórum y lectura"],
    ),
}


@pytest.mark.parametrize("caso", PEGADAS)
def test_lo_pegado_de_word_se_propone_entero_y_sin_otro_error(
    caso: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pegado, debidos = PEGADAS[caso]
    escribir_sitio(tmp_path, {ACTA: f"{PORTADA}  {pegado}\n---\n"})
    orden = ["revisar", "--contenido", str(tmp_path / "contenido"), "--fecha", "2026-11-28"]
    with pytest.raises(SystemExit):
        principal(orden)
    (hallado,) = [h for h in leer(capsys.readouterr().out) if h.gravedad == "error"]
    hacer(tmp_path, hallado)
    with pytest.raises(SystemExit):
        principal(orden)
    assert not [h for h in leer(capsys.readouterr().out) if h.gravedad == "error"]
    arbol = leer_yaml((tmp_path / ACTA).read_text(encoding="utf-8").split("---\n")[1], ACTA)
    assert (arbol.datos or {})["orden_del_dia"] == debidos


@pytest.mark.parametrize("linea", ["-Dos", "  -Dos"])
def test_de_un_guion_pegado_se_dice_que_falta_el_espacio(linea: str) -> None:
    (hallado,) = leer_yaml(f"orden_del_dia:\n  - Uno\n{linea}\nlugar: Sala\n", "x").hallazgos
    assert hallado.mensaje == "Después del guion de un elemento falta un espacio"


_EXIGEN_COMILLAS = (
    *('"X" y', "*X*", "[X] y", "% y", "& y", "`x` y", "> 10", "'X' y", "** X", "@ x", "{a} b"),
    *("| x", '"A', "Normal"),
)


@pytest.mark.parametrize("primero", _EXIGEN_COMILLAS)
@pytest.mark.parametrize("segundo", _EXIGEN_COMILLAS)
def test_dos_elementos_que_piden_comillas_quedan_como_se_escribieron(
    primero: str, segundo: str
) -> None:
    lineas = ("orden_del_dia:", "  - Uno", f"  - {primero}", f"  - {segundo}", "fecha: 2020-01-01")
    try:
        yaml.safe_load("\n".join(lineas))
        return
    except yaml.MarkedYAMLError as falla:
        ensayo = hacer_legible(lineas, falla.problem_mark.line if falla.problem_mark else 0)
    assert ensayo is not None
    fin = ensayo.desde + ensayo.cuantas
    hechas = (*lineas[: ensayo.desde], *ensayo.nuevas, *lineas[fin:])
    assert yaml.safe_load("\n".join(hechas))["orden_del_dia"] == ["Uno", primero, segundo]
