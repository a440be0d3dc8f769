"""La guía de editores, seguida al pie de la letra: lo que promete es lo que se ve.

Todas las páginas parten de donde terminan las dos primeras. Los pasos los da
`apoyo.lector_de_guia`; aquí solo se prepara lo que una página supone y se mira cómo quedó.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from apoyo.lector_de_guia import RAIZ, TAREAS, Lector, cambiado, pasos, se_ve

ACTAS = "instancias/mesa-de-ejemplo/actas/2026"
SIN_ORDENES = {"solo-con-el-navegador.md"}
PRIMERAS = ("empezar.md", "publicar-un-acta.md")
LAS_DEMAS = sorted({p.name for p in TAREAS.glob("*.md")} - {*PRIMERAS, *SIN_ORDENES, "con-git.md"})
OTROS_DIAS = (date(2027, 12, 31), date(2028, 2, 29))
"""Con el día en que se escribió la guía, tres: el último de un año y uno que casi nunca hay."""
ANTES = {"su-instancia.md": "su-sitio.md"}
"""La página que hay que haber seguido además de las dos primeras."""
SEGUN_EL_DIA = {"lo-que-falta.md", "el-plan.md", "el-informe.md"}
"""Las páginas que muestran qué ha vencido: otro día es otra cosa, y ellas lo dicen."""
_IMAGEN = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
_INSTALAR = re.compile(r"pip install (.+)")


@pytest.fixture(scope="module")
def primera(tmp_path_factory: pytest.TempPathFactory) -> Lector:
    """Quien siguió las dos primeras páginas, desde una carpeta vacía."""
    lector = Lector(tmp_path_factory.mktemp("lector") / "casa")
    assert [falta for pagina in PRIMERAS for falta in lector.seguir(pagina)] == []
    return lector


@pytest.fixture
def lector(primera: Lector, tmp_path: Path) -> Lector:
    """Una copia de quien siguió las dos primeras, para seguir con otra página."""
    return _copia(primera, tmp_path / "casa")


def _copia(primera: Lector, casa: Path) -> Lector:
    shutil.copytree(primera.carpeta, casa, symlinks=True)
    return Lector(casa, primera.dia, aqui=casa / primera.aqui.relative_to(primera.carpeta))


def test_de_una_carpeta_vacia_a_un_acta_con_dos_anexos(primera: Lector) -> None:
    acta = primera.aqui / "publicado" / ACTAS / "02.html"
    texto = acta.read_text("utf-8")
    assert all(f'/{ACTAS}/02/{anexo}.pdf"' in texto for anexo in ("asistencia", "calendario"))
    assert sorted(p.name for p in (acta.parent / "02").iterdir()) == [
        "asistencia.pdf", "calendario.pdf",
    ]  # fmt: skip


def test_los_pasos_que_cuenta_la_prueba_de_la_guia(primera: Lector) -> None:
    texto = (RAIZ / "docs/prueba-de-la-guia.md").read_text("utf-8")
    assert f"{primera.hechos} pasos" in texto


@pytest.mark.parametrize("pagina", LAS_DEMAS)
def test_cada_pagina_promete_lo_que_se_ve(lector: Lector, pagina: str) -> None:
    assert _seguir(lector, pagina) == []


def _seguir(lector: Lector, pagina: str) -> list[str]:
    """Sigue la página, y antes la que ella pide."""
    antes = _seguir(lector, ANTES[pagina]) if pagina in ANTES else []
    return antes + lector.seguir(pagina)


@pytest.fixture(scope="module")
def otro_dia(tmp_path_factory: pytest.TempPathFactory) -> Callable[[date], Lector]:
    """Quien sigue las dos primeras páginas el día que se le diga."""

    @cache
    def siguio(dia: date) -> Lector:
        lector = Lector(tmp_path_factory.mktemp("otro-dia") / "casa", dia)
        assert [falta for pagina in PRIMERAS for falta in lector.seguir(pagina)] == []
        return lector

    return siguio


def _un_dia_cada_una(paginas: list[str]) -> Iterator[Any]:
    """Cada página, uno de los otros días, por turnos; con las pruebas largas, también los demás."""
    for turno, pagina in enumerate(paginas):
        suyo = OTROS_DIAS[turno % len(OTROS_DIAS)]
        for dia in OTROS_DIAS:
            marcas = [] if dia == suyo else [pytest.mark.largas]
            yield pytest.param(dia, pagina, marks=marcas, id=f"{dia}-{pagina}")


@pytest.mark.parametrize(("dia", "pagina"), list(_un_dia_cada_una([*LAS_DEMAS, "con-git.md"])))
def test_otro_dia_cada_pagina_promete_lo_que_se_ve(
    otro_dia: Callable[[date], Lector], tmp_path: Path, dia: date, pagina: str
) -> None:
    lector = _copia(otro_dia(dia), tmp_path / "casa")
    if pagina == "con-git.md":
        _con_central(lector)
    faltas = _seguir(lector, pagina)
    if pagina in SEGUN_EL_DIA:
        assert [orden for orden, codigo in lector.terminaron if codigo] == []
    else:
        assert faltas == []


def _con_central(lector: Lector) -> Path:
    """El sitio en git, con el repositorio al que se envía."""
    central = lector.carpeta / "central"
    lector.escribir(
        "git config --global user.name Prueba; git config --global user.email p@ejemplo.gov.co\n"
        "git init -q -b main . && git add . && git commit -qm Inicio\n"
        f"git clone -q --bare . {central} && git remote add origin {central}"
    )
    return central


def test_trabajar_con_git(lector: Lector) -> None:
    central = _con_central(lector)
    assert lector.seguir("con-git.md") == []
    enviado = ["git", "-C", str(central), "log", "--format=%s", "acta-03"]
    dicho = subprocess.run(enviado, capture_output=True, text=True, check=True).stdout
    assert dicho.splitlines() == ["Acta 2: la hora en que terminó", "Inicio"]


def test_lo_que_se_ve_en_la_propuesta_es_la_anotacion(lector: Lector) -> None:
    acta = lector.aqui / "contenido" / ACTAS / "02.md"
    acta.write_text(cambiado(acta.read_text("utf-8"), "-hora_fin: 10:30\n+hora_fin: 11:30 am\n"))
    dicho = lector.escribir("generador revisar --formato github 2>/dev/null")
    prometido = [p.texto for p in pasos(TAREAS / "solo-con-el-navegador.md") if p.clase == "text"]
    titulo, _, mensaje = dicho.partition("title=")[2].strip().partition("::")
    assert ["\n".join((titulo, *mensaje.split("%0A"))) + "\n"] == prometido


def test_se_instala_como_dice_el_readme() -> None:
    dichas = _INSTALAR.findall((TAREAS / "empezar.md").read_text("utf-8"))
    del_readme = _INSTALAR.findall((RAIZ / "README.md").read_text("utf-8"))[:2]
    assert [d.replace("generador/", "").replace("./generador", ".") for d in dichas] == del_readme


@pytest.mark.parametrize("pagina", sorted(TAREAS.glob("*.md")), ids=lambda p: p.name)
def test_cada_imagen_existe_pesa_poco_y_se_describe(pagina: Path) -> None:
    # Lo que va entre comillas se enseña a escribir.
    texto = re.sub(r"`[^`\n]+`", "", pagina.read_text("utf-8"))
    for descripcion, destino in _IMAGEN.findall(texto):
        imagen = pagina.parent / destino
        assert imagen.stat().st_size < 120_000, destino
        assert len(descripcion) > 30, destino


def test_toda_imagen_y_toda_pagina_se_usan() -> None:
    dicho = "".join(p.read_text("utf-8") for p in TAREAS.glob("*.md"))
    indice = (RAIZ / "docs/guia-editores.md").read_text("utf-8")
    sueltas = [i.name for i in (RAIZ / "docs/imagenes").iterdir() if i.name not in dicho]
    assert sueltas + [p.name for p in TAREAS.iterdir() if f"tareas/{p.name}" not in indice] == []


@pytest.mark.parametrize("pagina", sorted(TAREAS.glob("*.md")), ids=lambda p: p.name)
def test_cada_pagina_es_corta(pagina: Path) -> None:
    assert len(pagina.read_text("utf-8").splitlines()) <= 160


# --- que el lector sabe ver una falta ---------------------------------------------------------


@pytest.mark.parametrize(
    ("prometido", "dicho", "visto"),
    [
        ("Hecho en 0,3 s.", "Hecho en 12,9 s.\n", True),
        ("Uno\n…\nTres", "Uno\nDos\nDos y medio\nTres", True),
        ("Uno\n…\nTres", "Uno\nTres", True),
        ("…\nTres", "Uno\nTres\nCuatro", False),
        ("Dos", "Uno\nDos", False),
        ("2 actas", "3 actas", False),
    ],
)
def test_lo_que_se_ve(prometido: str, dicho: str, visto: bool) -> None:
    assert se_ve(prometido, dicho) is visto


def test_una_pagina_que_promete_otra_cosa_se_descubre(
    lector: Lector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mala.md").write_text(
        "```sh\ngenerador lista\n```\n\n```text\n…\n9 renglones: 9 cumple\n```\n", "utf-8"
    )
    monkeypatch.setattr("apoyo.lector_de_guia.TAREAS", tmp_path)
    (falta,) = lector.seguir("mala.md")
    assert falta.startswith("mala.md promete:\n…\n9 renglones: 9 cumple\n\nse vio:\nFecha de corte")


def test_un_cambio_que_no_cabe_se_descubre() -> None:
    assert cambiado("a\nb\nc\n", " a\n-b\n+x\n+y\n") == "a\nx\ny\nc\n"
    with pytest.raises(AssertionError, match="está 0 veces"):
        cambiado("a\nb\n", "-c\n+d\n")
    with pytest.raises(AssertionError, match="está 2 veces"):
        cambiado("a\na\n", "-a\n+b\n")
