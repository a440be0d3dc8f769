"""Una orden, corrida en otro proceso que anota cada archivo que abre y cada uno que entiende."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ANOTAR = "GENERADOR_PRUEBA_APERTURAS"
_ENTENDIDO = "entendido\t"


class Lecturas(NamedTuple):
    """Cuántas veces se abrió y se entendió cada archivo de `contenido/`, por su nombre."""

    abiertos: Counter[str]
    entendidos: Counter[str]


def aperturas(raiz: Path, *orden: str, termina: int = 0) -> Counter[str]:
    """Cuántas veces abrió la orden cada archivo de `contenido/`."""
    return lecturas(raiz, *orden, termina=termina).abiertos


def lecturas(raiz: Path, *orden: str, termina: int = 0) -> Lecturas:
    """Lo que leyó la orden de `contenido/`, por el nombre de cada archivo, que no se repite.

    Un archivo se abre desde la carpeta que lo tiene, y de él solo se sabe entonces el nombre.
    Cuenta también lo que lean los procesos que se bifurquen.
    """
    cuaderno = raiz / "aperturas.txt"
    cuaderno.write_bytes(b"")
    ambiente = {**os.environ, ANOTAR: str(cuaderno), "PYTHONPATH": os.pathsep.join(sys.path)}
    hecho = subprocess.run(
        [sys.executable, "-m", "apoyo.aperturas", *orden],
        cwd=raiz,
        env=ambiente,
        capture_output=True,
        text=True,
    )
    assert hecho.returncode == termina, hecho.stdout + hecho.stderr
    anotadas = cuaderno.read_text("utf-8").splitlines()
    entendidas = [a.removeprefix(_ENTENDIDO) for a in anotadas if a.startswith(_ENTENDIDO)]
    abiertas = [a for a in anotadas if not a.startswith(_ENTENDIDO)]
    return Lecturas(*(Counter(_de_contenido(raiz, a)) for a in (abiertas, entendidas)))


def _de_contenido(raiz: Path, anotadas: list[str]) -> Iterator[str]:
    contenido = raiz / "contenido"
    nombres = {p.name for p in contenido.rglob("*") if p.is_file()}
    for archivo in map(Path, anotadas):
        fuera = archivo.is_absolute() and not archivo.is_relative_to(contenido)
        if archivo.name in nombres and not fuera:
            yield archivo.name


def _anotar_todas(cuaderno: str) -> None:
    salida = os.open(cuaderno, os.O_WRONLY | os.O_APPEND)

    def anotar(suceso: str, datos: tuple[object, ...]) -> None:
        if suceso != "open" or not isinstance(datos[0], str | Path):
            return
        if isinstance(datos[2], int) and datos[2] & (os.O_WRONLY | os.O_RDWR | os.O_DIRECTORY):
            return
        os.write(salida, f"{datos[0]}\n".encode())

    sys.addaudithook(anotar)
    _anotar_lo_entendido(salida)


def _anotar_lo_entendido(salida: int) -> None:
    """Pone en el lugar de `leer_yaml` uno que anota, antes de que otro módulo la tome de ahí."""
    from generador.lectura import yaml_estricto

    entender: Callable[..., Any] = yaml_estricto.leer_yaml

    def anotando(texto: str, archivo: str, *mas: Any, **otras: Any) -> Any:
        # Los datos que trae el producto pueden llamarse como los del sitio.
        if not archivo.startswith("generador/"):
            os.write(salida, f"{_ENTENDIDO}{archivo}\n".encode())
        return entender(texto, archivo, *mas, **otras)

    yaml_estricto.leer_yaml = anotando


if __name__ == "__main__":
    from generador.__main__ import principal

    _anotar_todas(os.environ[ANOTAR])
    principal()
