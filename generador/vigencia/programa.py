"""La huella del programa: qué código, qué datos y qué bibliotecas hacen las páginas."""

from __future__ import annotations

import sys
import time
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from generador import __version__
from generador.arboles import sondear_programa

_PAQUETE = Path(__file__).parent.parent
_BIBLIOTECAS = (*("jinja2", "markdown", "msgspec", "nh3", "pydantic", "segno", "typst", "yaml"),)
TEMAS_INSTALADOS = _PAQUETE / "temas"


@cache
def huella_del_programa() -> str:
    """Cambia cuando cambia el generador, el intérprete o la versión puesta de una biblioteca.

    Se calcula una vez por proceso: lo que corre es lo que se cargó, aunque después cambie en el
    disco. Un programa tocado hace un instante no se parece a ninguno. Lanza `OSError`.
    """
    partes = [__version__, sys.version]
    for propio in map(sondear_programa, (_PAQUETE, carpeta_de_temas_propios())):
        partes += [propio.huella, "" if propio.firme else str(time.time_ns())]
    for nombre in _BIBLIOTECAS:
        ficha = find_spec(nombre)
        if ficha is not None and ficha.origin:
            estado = Path(ficha.origin).stat()
            partes.append(f"{ficha.origin} {estado.st_size} {estado.st_mtime_ns}")
    return sha256("\n".join(partes).encode()).hexdigest()


def carpeta_de_temas_propios() -> Path:
    """Donde están los temas del generador: dentro del paquete instalado o en la raíz del código."""
    return TEMAS_INSTALADOS if TEMAS_INSTALADOS.is_dir() else _PAQUETE.parent / "temas"
