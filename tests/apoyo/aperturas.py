"""Una orden, corrida en otro proceso que anota cada archivo que abre para leerlo."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

ANOTAR = "GENERADOR_PRUEBA_APERTURAS"


def aperturas(raiz: Path, *orden: str) -> Counter[str]:
    """Cuántas veces abrió la orden cada archivo de `contenido/`, por su nombre, que no se repite.

    Un archivo se abre desde la carpeta que lo tiene, y de él solo se sabe entonces el nombre.
    Cuenta también lo que abran los procesos que se bifurquen.
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
    assert hecho.returncode == 0, hecho.stdout + hecho.stderr
    contenido = raiz / "contenido"
    nombres = {p.name for p in contenido.rglob("*") if p.is_file()}
    anotadas = map(Path, cuaderno.read_text("utf-8").splitlines())
    return Counter(
        a.name
        for a in anotadas
        if a.name in nombres and (not a.is_absolute() or a.is_relative_to(contenido))
    )


def _anotar_todas(cuaderno: str) -> None:
    salida = os.open(cuaderno, os.O_WRONLY | os.O_APPEND)

    def anotar(suceso: str, datos: tuple[object, ...]) -> None:
        if suceso != "open" or not isinstance(datos[0], str | Path):
            return
        if isinstance(datos[2], int) and datos[2] & (os.O_WRONLY | os.O_RDWR | os.O_DIRECTORY):
            return
        os.write(salida, f"{datos[0]}\n".encode())

    sys.addaudithook(anotar)


if __name__ == "__main__":
    from generador.__main__ import principal

    _anotar_todas(os.environ[ANOTAR])
    principal()
