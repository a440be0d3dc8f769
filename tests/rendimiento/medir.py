"""Medir una corrida: cuánto tarda, cuánta memoria usa y qué archivos escribe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_CRONOMETRO = Path(__file__).with_name("cronometro.py")
_PASAN = ("PATH", "HOME", "LANG", "TZ")


class CorridaFallida(Exception):
    """Una orden medida terminó mal: dice cuál y lo último que escribió."""


@dataclass(frozen=True, slots=True)
class Medida:
    """Una corrida: segundos de reloj y de procesador, y bytes del proceso que más memoria usó."""

    segundos: float
    procesador: float
    memoria: int


def cronometrar(ordenes: Sequence[Sequence[str]], carpeta: Path, codigo: int = 0) -> Medida:
    """Corre las órdenes en la carpeta y las mide juntas; deben terminar con ese código.

    Antes deja que el disco termine lo que tenga pendiente: si no, una corrida pagaría por lo que
    escribió la anterior.
    """
    os.sync()
    dicho = carpeta.with_name(f"{carpeta.name}.dicho")
    pedido = {
        "ordenes": [list(o) for o in ordenes],
        "carpeta": str(carpeta),
        "entorno": {k: v for k, v in os.environ.items() if k in _PASAN},
        "dicho": str(dicho),
    }
    hecho = subprocess.run(
        [sys.executable, "-I", "-S", str(_CRONOMETRO)],
        input=json.dumps(pedido),
        capture_output=True,
        text=True,
        check=True,
    )
    dato = json.loads(hecho.stdout)
    if dato.pop("codigo") != codigo:
        final = dicho.read_text("utf-8", "replace").strip().splitlines()[-5:]
        raise CorridaFallida(f"{' '.join(ordenes[0][:3])}: {' / '.join(final)}")
    return Medida(**dato)


Foto = dict[str, tuple[int, int, int]]
"""De cada archivo, su número en el disco, cuándo se escribió y cuánto mide."""


def fotografiar(raiz: Path) -> Foto:
    """El estado de los archivos de una carpeta; vacía si no existe."""
    return dict(_archivos(str(raiz))) if raiz.exists() else {}


def _archivos(raiz: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    pendientes = [raiz]
    while pendientes:
        with os.scandir(pendientes.pop()) as entradas:
            for entrada in entradas:
                if entrada.is_dir(follow_symlinks=False):
                    pendientes.append(entrada.path)
                else:
                    dato = entrada.stat(follow_symlinks=False)
                    yield entrada.path, (dato.st_ino, dato.st_mtime_ns, dato.st_size)


def cambiados(antes: Foto, despues: Foto) -> int:
    """Cuántos archivos se escribieron o se quitaron entre dos fotos."""
    return len({r for r, _ in antes.items() ^ despues.items()})


def distintos(una: Path, otra: Path) -> list[str]:
    """Las rutas cuyo contenido no es igual, byte a byte, en dos carpetas."""
    nombres = [
        {str(p.relative_to(raiz)) for p in raiz.rglob("*") if p.is_file()} for raiz in (una, otra)
    ]
    comunes = nombres[0] & nombres[1]
    return sorted(
        (nombres[0] ^ nombres[1])
        | {n for n in comunes if (una / n).read_bytes() != (otra / n).read_bytes()}
    )
