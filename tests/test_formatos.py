"""`revisar --formato`: las anotaciones que leen GitHub y GitLab, enteras."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio

from generador.arreglos import Mesa
from generador.cli import principal
from generador.cli.formatos import en_github, en_gitlab
from generador.hallazgo import Origen, aviso, error, informacion
from generador.lectura.contenido import Contenido

ACTA = "contenido/instancias/mesa/actas/2020/01.md"
MALA = "---\nnumero: 1\ntipo: ordinaria\nmodalidad: 50%, virtual\n---\n"
REMEDIO = (
    "Remedio: Si no se sabe, déjelo en blanco; si se sabe, escriba uno de estos: presencial, "
    "virtual, mixta"
)
FALTA = "Falta «fecha»: día de la sesión"


class Orden:
    """Corre `revisar` con un formato y da su código, su salida y sus mensajes."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, formato: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as fin:
            principal(["revisar", "--formato", formato, "--fecha", "2026-11-22"])
        assert isinstance(fin.value.code, int)
        return fin.value.code, *self._capsys.readouterr()


@pytest.fixture
def orden(capsys: pytest.CaptureFixture[str]) -> Orden:
    return Orden(capsys)


@pytest.fixture
def sitio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un sitio con un acta que tiene dos errores, en la carpeta de trabajo."""
    for variable in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)
    escribir_sitio(tmp_path, {ACTA: MALA})
    return tmp_path


GITHUB = (
    f"::error file={ACTA},line=2,col=1,title=campo-falta::{FALTA}%0A"
    "Remedio: Escriba la clave «fecha:» con su valor\n"
    f"::error file={ACTA},line=4,col=12,title=valor-desconocido::"
    "«50%25, virtual» no es un valor de «modalidad».%0A"
    f"{REMEDIO}%0A"
    "Ejemplo: en la línea 4, cambie «50%25, virtual» por «sin_dato  # 50%25, virtual»\n"
)


def test_las_anotaciones_de_github(sitio: Path, orden: Orden) -> None:
    codigo, salida, mensajes = orden("github")
    errores = "".join(r for r in salida.splitlines(keepends=True) if r.startswith("::error"))
    assert (codigo, errores) == (1, GITHUB)
    assert mensajes.startswith("2 errores")
    assert all(r.startswith(("::error ", "::warning ", "::notice ")) for r in salida.splitlines())


def test_el_informe_de_gitlab(sitio: Path, orden: Orden) -> None:
    codigo, salida, _ = orden("gitlab")
    asientos = [a for a in json.loads(salida) if a["severity"] == "blocker"]
    huellas = [a.pop("fingerprint") for a in asientos]
    assert codigo == 1
    assert asientos == [
        {
            "description": f"{FALTA}\nRemedio: Escriba la clave «fecha:» con su valor",
            "check_name": "campo-falta",
            "severity": "blocker",
            "location": {"path": ACTA, "lines": {"begin": 2}},
        },
        {
            "description": "«50%, virtual» no es un valor de «modalidad».\n"
            f"{REMEDIO}\nEjemplo: en la línea 4, cambie «50%, virtual» por «sin_dato  # 50%, "
            "virtual»",
            "check_name": "valor-desconocido",
            "severity": "blocker",
            "location": {"path": ACTA, "lines": {"begin": 4}},
        },
    ]
    assert all(len(h) == 64 for h in huellas) and len(set(huellas)) == len(huellas)


def test_la_huella_no_depende_de_la_linea(tmp_path: Path) -> None:
    def huellas(*lineas: int) -> list[str]:
        hallazgos = [error("raro", Origen("a.md", n), "Algo.", "") for n in lineas]
        return [
            a["fingerprint"] for a in json.loads(en_gitlab(hallazgos, Mesa(Contenido(tmp_path))))
        ]

    assert huellas(3, 9) == huellas(4, 12)
    assert len(set(huellas(3, 9))) == 2


def test_cada_gravedad_y_los_signos_que_github_entiende(tmp_path: Path) -> None:
    hallazgos = [
        error("a", Origen("x, y: 100%.md"), "Uno\r\ndos: 5 %", ""),
        aviso("b", Origen("b.md", 2, 3), "Dos", "Mire"),
        informacion("c", Origen("c.md"), "Tres", ""),
    ]
    assert en_github(hallazgos, Mesa(Contenido(tmp_path))).splitlines() == [
        "::error file=x%2C y%3A 100%25.md,line=1,col=1,title=a::Uno%0D%0Ados: 5 %25",
        "::warning file=b.md,line=2,col=3,title=b::Dos%0ARemedio: Mire",
        "::notice file=c.md,line=1,col=1,title=c::Tres",
    ]
    severidades = [
        a["severity"] for a in json.loads(en_gitlab(hallazgos, Mesa(Contenido(tmp_path))))
    ]
    assert severidades == ["blocker", "minor", "info"]


def test_un_sitio_en_una_subcarpeta_del_repositorio(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    hallazgos = [error("a", Origen("contenido/sitio.yaml"), "Uno", "")]
    dicho = en_github(hallazgos, Mesa(Contenido(tmp_path / "sitios/mesa")))
    assert dicho == "::error file=sitios/mesa/contenido/sitio.yaml,line=1,col=1,title=a::Uno"


@pytest.mark.parametrize(("formato", "esperado"), [("github", ""), ("gitlab", "[]")])
def test_sin_hallazgos(sitio: Path, formato: str, esperado: str) -> None:
    escritor = en_github if formato == "github" else en_gitlab
    assert escritor([], Mesa(Contenido(sitio))) == esperado
