"""La huella del programa: qué código, qué datos y qué bibliotecas hacen las páginas."""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from generador import __version__
from generador.arboles import sondear_programa

_PAQUETE = Path(__file__).parent.parent
_BIBLIOTECAS = (
    "jinja2",
    "markdown",
    "markupsafe",
    "msgspec",
    "nh3",
    "pydantic",
    "pydantic_core",
    "segno",
    "typst",
    "xlsxwriter",
    "yaml",
)
"""Las que hacen algo del sitio; de cada dependencia que no está, `test_vigencia` dice por qué."""
_PAQUETES = {"yaml": "pyyaml"}
"""Las que se instalan con otro nombre."""

TEMAS_INSTALADOS = _PAQUETE / "temas"


_adoptada = ""


def huella_del_programa() -> str:
    """Cambia cuando cambia el generador, el intérprete o la versión puesta de una biblioteca.

    Se calcula una vez por proceso: lo que corre es lo que se cargó, aunque después cambie en el
    disco. Un programa tocado hace un instante no se parece a ninguno. Lanza `OSError`.
    """
    return _adoptada or _huella_de_este()


@contextmanager
def con_la_huella(huella: str) -> Iterator[None]:
    """Mientras tanto, la huella es la de otra máquina: la que tiene las mismas partes.

    La de esta mira el disco, que no es el de allá. Vale para todo el proceso.
    """
    global _adoptada
    antes, _adoptada = _adoptada, huella
    try:
        yield
    finally:
        _adoptada = antes


@cache
def partes_del_programa() -> dict[str, str]:
    """El intérprete, el generador y cada biblioteca, por lo que son y no por dónde están.

    Con las mismas partes, dos máquinas hacen los mismos bytes. Se calcula una vez por proceso.
    """
    # Solo lo necesita quien reparte entre máquinas.
    from importlib import metadata

    suma = sha256()
    for carpeta in (_PAQUETE, carpeta_de_temas_propios()):
        for archivo in sorted(carpeta.rglob("*")):
            if archivo.is_file() and "__pycache__" not in archivo.parts:
                crudo = archivo.read_bytes()
                suma.update(f"{archivo.relative_to(carpeta)} {len(crudo)}\n".encode() + crudo)
    partes = {
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "generador": f"{__version__} ({suma.hexdigest()[:16]})",
    }
    for nombre in _BIBLIOTECAS:
        paquete = _PAQUETES.get(nombre, nombre)
        hay = find_spec(nombre) is not None
        partes[paquete] = metadata.version(paquete) if hay else "no está"
    return partes


@cache
def _huella_de_este() -> str:
    partes = [__version__, sys.version]
    for propio in map(sondear_programa, (_PAQUETE, carpeta_de_temas_propios())):
        partes += [propio.huella, "" if propio.firme else str(time.time_ns())]
    for nombre in _BIBLIOTECAS:
        ficha = find_spec(nombre)
        if ficha is not None and ficha.origin:
            origen = Path(ficha.origin)
            estado = origen.stat()
            partes.append(f"{origen} {estado.st_size} {estado.st_mtime_ns}")
            # En un paquete el archivo es «nombre/__init__.py»; al lado de «nombre» está lo puesto.
            puesta = origen.parent.parent if origen.stem == "__init__" else origen.parent
            partes.append(_lo_que_se_puso(_PAQUETES.get(nombre, nombre), puesta))
    return sha256("\n".join(partes).encode()).hexdigest()


def _lo_que_se_puso(paquete: str, carpeta: Path) -> str:
    """La versión y las huellas de los archivos de una biblioteca, como las anotó quien la instaló.

    El disco puede no decir que es otra: una imagen hecha por receta pone a todo la misma hora.
    """
    for nombre in _instaladas(carpeta):
        # «pydantic_core-2.46.3.dist-info»: el nombre y la versión, con la escritura de PEP 427.
        if nombre.lower().replace("-", "_").startswith(f"{paquete}_"):
            with suppress(OSError):
                anotado = (carpeta / nombre / "RECORD").read_bytes()
                return f"{nombre} {sha256(anotado).hexdigest()}"
            return nombre
    return ""


@cache
def _instaladas(carpeta: Path) -> tuple[str, ...]:
    with suppress(OSError):
        return tuple(sorted(a.name for a in carpeta.iterdir() if a.suffix == ".dist-info"))
    return ()


def carpeta_de_temas_propios() -> Path:
    """Donde están los temas del generador: dentro del paquete instalado o en la raíz del código."""
    return TEMAS_INSTALADOS if TEMAS_INSTALADOS.is_dir() else _PAQUETE.parent / "temas"
