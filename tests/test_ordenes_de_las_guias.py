"""Ninguna guía da una orden que ninguna prueba escriba.

Las de los editores las escribe `test_guia_editores.py`; las de la administración,
`servidores/test_guia.py`, apartado por apartado. Lo que queda está en `APARTE`, con quién lo
prueba.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

RAIZ = Path(__file__).parent.parent
_BLOQUE = re.compile(r"^ *```(?:sh)?\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_ORDEN = re.compile(r"^(?:\$ )?((?:\.?[\w./-]*/)?generador .+)$")
_APARTADO = re.compile(r"^#{2,} (.+)$", re.MULTILINE)
EDITORES = sorted((RAIZ / "docs/tareas").glob("*.md"))
ADMINISTRACION = RAIZ / "docs/guia-administracion.md"
OTRAS = ("README.md", "README.en.md", "docs/automatizacion.md", "docs/guia-temas.md")
APARTE = {
    ".venv/bin/generador construir": "test_cli.py",
    "generador nuevo automatizacion": "test_automatizacion.py",
    "generador revisar": "test_equivocaciones.py",
}
APARTADOS_APARTE = {"Cuando se publicó lo que no se debía": "--retirar-definitivo"}
"""Los que se prueban en `servidores/test_al_publicar.py`, y la opción que se escribe."""


def ordenes(texto: str) -> list[str]:
    """Los renglones de un texto que son una orden del programa."""
    renglones = (r.strip() for b in _BLOQUE.findall(texto) for r in b.splitlines())
    return [hallada[1] for r in renglones if (hallada := _ORDEN.match(r))]


def apartados(texto: str) -> dict[str, str]:
    """El texto que sigue a cada título, hasta el título siguiente."""
    partes = _APARTADO.split(texto)[1:]
    return dict(zip(partes[::2], partes[1::2], strict=True))


@pytest.mark.parametrize("pagina", EDITORES, ids=lambda p: p.name)
def test_toda_orden_de_los_editores_esta_en_un_recuadro_que_se_sigue(pagina: Path) -> None:
    texto = pagina.read_text("utf-8")
    seguidas = re.findall(r"^ *```sh\n(.*?)^ *```$", texto, re.MULTILINE | re.DOTALL)
    dichas = [o for bloque in seguidas for o in ordenes(f"```sh\n{bloque}```\n")]
    assert ordenes(texto) == dichas


def test_todo_apartado_con_ordenes_de_la_administracion_se_sigue() -> None:
    prueba = (RAIZ / "tests/servidores/test_guia.py").read_text("utf-8")
    texto = ADMINISTRACION.read_text("utf-8").replace("\n# En", "\nEn")
    con_ordenes = [titulo for titulo, cuerpo in apartados(texto).items() if ordenes(cuerpo)]
    assert len(con_ordenes) > 8
    sin_seguir = [t for t in con_ordenes if f'"{t}"' not in prueba]
    assert sin_seguir == [*APARTADOS_APARTE]
    al_publicar = (RAIZ / "tests/servidores/test_al_publicar.py").read_text("utf-8")
    assert [o for o in APARTADOS_APARTE.values() if o not in al_publicar] == []


@pytest.mark.parametrize("guia", OTRAS)
def test_las_de_las_otras_guias_las_prueba_alguien(guia: str) -> None:
    escritas = set(ordenes((RAIZ / guia).read_text("utf-8")))
    assert escritas - APARTE.keys() == set()


def test_quien_las_prueba_las_escribe() -> None:
    for orden, prueba in APARTE.items():
        nombre = orden.rpartition("generador ")[2].split()[-1]
        assert nombre in (RAIZ / "tests" / prueba).read_text("utf-8"), orden


def test_una_orden_sin_quien_la_pruebe_se_ve() -> None:
    assert ordenes("Así:\n\n```sh\ngenerador volar\n```\n") == ["generador volar"]
