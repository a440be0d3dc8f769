"""Todo lo que la línea de órdenes dice está en español, también lo que dice click."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import click
import pytest

from generador.cli import ORDENES, idioma, principal
from generador.cli.idioma import CATALOGO, con_comillas, traducir, traducir_cuenta

CLICK = Path(click.__file__).parent
# No es un texto: es la palabra «required», que está en el catálogo.
CALCULADOS = {"extra['required']"}
USOS = [
    [],
    ["contruir"],
    ["--nada"],
    ["revisar", "--jsn"],
    ["revisar", "--s"],
    ["revisar", "--silencio=si"],
    ["revisar", "--fecha"],
    ["revisar", "--fecha", "ayer"],
    ["revisar", "--contenido", "nada"],
    ["revisar", "sobra"],
    ["lista", "a", "b", "c"],
    ["informe"],
    ["informe", "mesa"],
    ["informe", "mesa", "nunca"],
    ["construir", "--tema", "a/b"],
    ["--version"],
    ["--help"],
    *([orden, "--help"] for orden in ORDENES),
]


def textos_de_click() -> tuple[set[str], set[str]]:
    """Los textos que las fuentes de click pasan por gettext, y los que no son literales."""
    textos: set[str] = set()
    calculados: set[str] = set()
    for archivo in CLICK.glob("*.py"):
        for nodo in ast.walk(ast.parse(archivo.read_text(encoding="utf-8"))):
            if not isinstance(nodo, ast.Call) or not isinstance(nodo.func, ast.Name):
                continue
            cuantos = {"_": 1, "gettext": 1, "ngettext": 2}.get(nodo.func.id, 0)
            for argumento in nodo.args[:cuantos]:
                if isinstance(argumento, ast.Constant) and isinstance(argumento.value, str):
                    textos.add(argumento.value)
                else:
                    calculados.add(ast.unparse(argumento))
    return textos, calculados


def traducidos() -> dict[str, str]:
    """Cada texto de click con su traducción; el plural, con la suya."""
    pares = {k: v if isinstance(v, str) else v[0] for k, v in CATALOGO.items()}
    for archivo in CLICK.glob("*.py"):
        for nodo in ast.walk(ast.parse(archivo.read_text(encoding="utf-8"))):
            if isinstance(nodo, ast.Call) and getattr(nodo.func, "id", "") == "ngettext":
                uno, varios = (ast.literal_eval(a) for a in nodo.args[:2])
                par = CATALOGO.get(uno, "")
                if not isinstance(par, str):
                    pares[varios] = par[1]
    return pares


def palabras(texto: str) -> set[str]:
    """Las palabras de un texto, sin los huecos que se llenan después."""
    sin_huecos = re.sub(r"\{[^}]*\}|%\(\w+\)s", " ", texto)
    return {p.lower() for p in re.findall(r"[^\W\d_]+", sin_huecos) if len(p) > 2}


def inglesas() -> set[str]:
    """Las palabras de los textos de click que no son también palabras de las traducciones."""
    textos, _ = textos_de_click()
    en_ingles = set().union(*map(palabras, textos))
    return en_ingles - set().union(*map(palabras, traducidos().values())) - {"bash", "uuid"}


def dicho(capsys: pytest.CaptureFixture[str]) -> str:
    """Todo lo que se dice en cada mal uso y en cada ayuda."""
    for uso in USOS:
        with pytest.raises(SystemExit):
            principal(uso)
    salida, mensajes = capsys.readouterr()
    return re.sub(r"«[^»]*»|--\w+", " ", salida + mensajes)


def test_cada_texto_de_click_tiene_traduccion() -> None:
    textos, calculados = textos_de_click()
    assert len(textos) > 50
    assert sorted(textos - traducidos().keys()) == []
    assert calculados == CALCULADOS


def test_el_catalogo_no_guarda_textos_que_click_ya_no_dice() -> None:
    textos, _ = textos_de_click()
    assert sorted(CATALOGO.keys() - textos) == ["required"]


def test_cada_traduccion_llena_solo_los_huecos_de_su_original() -> None:
    def huecos(texto: str) -> set[str]:
        return {nombre for _, nombre, _, _ in string.Formatter().parse(texto) if nombre}

    de_mas = {
        original: traduccion
        for original, traduccion in traducidos().items()
        if not huecos(traduccion) <= huecos(original)
    }
    assert de_mas == {}


def test_en_los_usos_y_en_las_ayudas_no_queda_ingles(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contenido").mkdir()
    texto = dicho(capsys)
    assert palabras(texto) & inglesas() == set()
    assert re.findall(r"\[OPTIONS\]|\bCOMMAND\b|\bARGS\b|\bTEXT\b", texto) == []


def test_un_texto_sin_traducir_se_descubre(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contenido").mkdir()
    esperadas = inglesas()
    monkeypatch.setattr(idioma, "CATALOGO", {})
    assert {"usage", "missing", "such"} <= palabras(dicho(capsys)) & esperadas


def test_ningun_modulo_de_click_cargado_conserva_su_gettext() -> None:
    import sys

    suyos = [
        nombre
        for nombre, modulo in sys.modules.items()
        if nombre.startswith("click.") and getattr(modulo, "_", traducir) is not traducir
    ]
    cargados = {n for n in sys.modules if n.startswith("click.")}
    assert suyos == []
    assert {"click.core", "click.exceptions", "click.types", "click.shell_completion"} <= cargados


def test_las_cuentas_y_las_comillas() -> None:
    uno, varios = (
        "Got unexpected extra argument ({args})",
        "Got unexpected extra arguments ({args})",
    )
    assert traducir_cuenta(uno, varios, 1) == "Sobra un argumento: «{args}»."
    assert traducir_cuenta(uno, varios, 2) == "Sobran argumentos: «{args}»."
    assert con_comillas("para '--fecha': 'x'") == "para «--fecha»: «x»"
