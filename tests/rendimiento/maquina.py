"""Con qué se midió: la máquina, el intérprete y las versiones, sin nombres ni rutas."""

from __future__ import annotations

import os
import platform
import re
import sysconfig
from importlib.metadata import version as de_paquete
from pathlib import Path

import generador
from rendimiento.disposicion import PROPIO
from rendimiento.instalar import TODOS

_BIBLIOTECAS = ("Markdown", "Jinja2", "PyYAML", "pydantic", "nh3")
_GIB = 1 << 30


def describir() -> dict[str, str]:
    """Núcleos, memoria, sistema e intérprete."""
    memoria = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / _GIB
    nucleo = ".".join(platform.release().split(".")[:2])
    opciones = sysconfig.get_config_var("CONFIG_ARGS") or ""
    con = "--enable-optimizations" in opciones
    return {
        "procesador": f"{_procesador()}, {os.cpu_count()} núcleos",
        "memoria": f"{memoria:.0f} GiB",
        "sistema": f"{platform.system()} {nucleo}, {platform.libc_ver()[0]} "
        f"{platform.libc_ver()[1]}",
        "intérprete": f"{platform.python_implementation()} {platform.python_version()}, "
        f"{platform.python_compiler()}, {'con' if con else 'sin'} --enable-optimizations",
        "bibliotecas": ", ".join(f"{b} {de_paquete(b)}" for b in _BIBLIOTECAS),
    }


def _procesador() -> str:
    hallado = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return hallado[1] if hallado else platform.machine()


def version(quien: str) -> str:
    """La versión de lo que se mide, como la nombra quien lo publica."""
    if quien == PROPIO:
        return generador.__version__
    par = TODOS[quien]
    origen = {"git": "la historia de este repositorio", "npm": "npm", "pip": "PyPI"}[par.origen]
    return f"{par.version}, de {origen}"


def sistema_de_archivos(carpeta: Path) -> str:
    """De qué clase es el disco en que está la carpeta: `ext4`, `tmpfs`…"""
    real = str(carpeta.resolve())
    montes = [r.split()[1:3] for r in Path("/proc/self/mounts").read_text().splitlines()]
    dentro = [(m, clase) for m, clase in montes if f"{real}/".startswith(f"{m.rstrip('/')}/")]
    return max(dentro, key=lambda m: len(m[0]))[1]
