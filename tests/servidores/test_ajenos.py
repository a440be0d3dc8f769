"""Lo que otro puso en la rama: `publicar` se niega, y lo que dice que se haga se puede hacer."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from apoyo.reales import generador, hacer_sitio

PRUEBA = "googleabc123.html"
DE_QUIEN_SIRVE = (PRUEBA, "netlify.toml", "staticwebapp.config.json")
SOBRANTES = ("README.md", "docs/nota.html")
CON_DIA = ("--fecha", "2026-11-28", "--sin-buscador")


def _git(carpeta: Path, *orden: str) -> str:
    quien = ("-c", "user.name=Otra", "-c", "user.email=otra@ejemplo.gov.co")
    hecho = subprocess.run(
        ["git", "-C", str(carpeta), *quien, *orden], check=True, capture_output=True, text=True
    )
    return hecho.stdout


def _empujar(base: Path, copia: Path, agregan: tuple[str, ...] = (), quitan: bool = False) -> None:
    """Otra persona agrega archivos a la rama, o los quita."""
    if not copia.exists():
        _git(base, "clone", "--quiet", "--branch", "sitio", str(base), str(copia))
    _git(copia, "pull", "--quiet")
    for nombre in agregan:
        if quitan:
            _git(copia, "rm", "--quiet", nombre)
        else:
            (copia / nombre).parent.mkdir(exist_ok=True)
            (copia / nombre).write_text(f"{nombre}\n", "utf-8")
            _git(copia, "add", nombre)
    _git(copia, "commit", "--quiet", "-m", "A mano")
    _git(copia, "push", "--quiet", "origin", "sitio")


@pytest.mark.parametrize("ajenos", [DE_QUIEN_SIRVE, SOBRANTES, (*DE_QUIEN_SIRVE, *SOBRANTES)])
def test_lo_ajeno_de_la_rama_se_resuelve_como_se_dice(
    ajenos: tuple[str, ...], tmp_path: Path
) -> None:
    base, copia = tmp_path / "rama.git", tmp_path / "copia"
    subprocess.run(["git", "init", "-q", "--bare", str(base)], check=True)
    raiz, lugar = hacer_sitio(tmp_path / "sitio", 1), f"git+{base}#sitio"
    assert generador(raiz, "publicar", lugar, *CON_DIA).codigo == 0
    _empujar(base, copia, ajenos)
    negado = generador(raiz, "publicar", lugar, *CON_DIA)
    assert negado.codigo == 3
    declarables = tuple(a for a in ajenos if a in DE_QUIEN_SIRVE)
    assert ("ponga en contenido/raiz/" in negado.dicho) is bool(declarables), negado.dicho
    assert ("que solo admite CNAME, " in negado.dicho) is (declarables != ajenos), negado.dicho
    assert "llévelos a contenido/;" not in negado.dicho
    for nombre in declarables:
        propio = raiz / "contenido/raiz" / nombre
        propio.parent.mkdir(exist_ok=True)
        propio.write_bytes((copia / nombre).read_bytes())
    _empujar(base, copia, ajenos, quitan=True)
    hecho = generador(raiz, "publicar", lugar, *CON_DIA)
    assert hecho.codigo == 0, hecho.dicho
    hay = _git(base, "ls-tree", "-r", "--name-only", "sitio").split("\n")
    assert [a for a in ajenos if a in hay] == list(declarables)


def test_de_la_rama_con_los_registros_no_se_pide_borrarlos(tmp_path: Path) -> None:
    """Quien nombra la rama del propio repositorio borraría todo lo escrito a mano."""
    raiz, base = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "central.git"
    subprocess.run(["git", "init", "-q", "--bare", str(base)], check=True)
    _git(raiz, "init", "--quiet", "--initial-branch=main")
    for orden in (["add", "contenido"], ["commit", "--quiet", "-m", "Sitio"]):
        _git(raiz, *orden)
    _git(raiz, "push", "--quiet", str(base), "main")
    hecho = generador(raiz, "publicar", f"git+{base}#main", *CON_DIA)
    assert hecho.codigo == 3 and "tiene los registros del sitio" in hecho.dicho, hecho.dicho
    assert "rama propia" in hecho.dicho and "Bórrelos" not in hecho.dicho
    assert generador(raiz, "publicar", f"git+{base}#publico", *CON_DIA).codigo == 0


@pytest.mark.parametrize("a", ["d", "d.zip", "git"])
def test_un_destino_que_se_vacio_se_dice(a: str, tmp_path: Path) -> None:
    raiz, base = hacer_sitio(tmp_path / "sitio", 1), tmp_path / a
    lugar = f"git+{base}#sitio" if a == "git" else str(base)
    for vez in (1, 2):
        if a == "git":
            subprocess.run(["git", "init", "-q", "--bare", str(base)], check=True)
        hecho = generador(raiz, "publicar", lugar, *CON_DIA)
        assert hecho.codigo == 0, hecho.dicho
        vacio = "está vacío, y el registro dice que aquí se hizo la publicación 1" in hecho.dicho
        assert vacio is (vez == 2), hecho.dicho
        if vez == 1:
            shutil.rmtree(base) if base.is_dir() else base.unlink()
    assert "está vacío" not in generador(raiz, "publicar", lugar, *CON_DIA).dicho
