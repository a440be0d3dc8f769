"""`make medidas`: la casa de hoy al lado de la de otros commits."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from medidas import RAIZ, TESTIGOS, Medidas, extraer, medir


def principal() -> None:
    columnas = {commit: _de(commit) for commit in TESTIGOS}
    columnas["hoy"] = _de_hoy()
    _tabla("", {nombre: dict(m.filas()) for nombre, m in columnas.items()})
    _tabla("líneas de Python de cada paquete", {c: m.por_paquete() for c, m in columnas.items()})
    for commit, que in TESTIGOS.items():
        print(f"{commit}: {que}")


def _tabla(titulo: str, columnas: Mapping[str, Mapping[str, float]]) -> None:
    """Una columna por commit y un renglón por cifra, en el orden de hoy."""
    nombres = list(dict.fromkeys(n for c in reversed(columnas.values()) for n in c))
    ancho = max(len(titulo), *map(len, nombres))
    print(f"{titulo:{ancho}}", *(f"{c:>9}" for c in columnas))
    for nombre in nombres:
        print(f"{nombre:{ancho}}", *(_cifra(c.get(nombre, 0)) for c in columnas.values()))
    print()


def _de(commit: str) -> Medidas:
    with tempfile.TemporaryDirectory() as temporal:
        extraer(commit, Path(temporal))
        return medir(Path(temporal))


def _de_hoy() -> Medidas:
    """Lo que hay en la carpeta, esté o no en un commit."""
    with tempfile.TemporaryDirectory() as temporal:
        for parte in ("generador", "temas", "contenido"):
            sin = shutil.ignore_patterns("__pycache__")
            shutil.copytree(RAIZ / parte, Path(temporal) / parte, ignore=sin)
        return medir(Path(temporal))


def _cifra(valor: float) -> str:
    escrita = f"{valor:,}" if valor == int(valor) else f"{valor:,.2f}"
    return f"{escrita.translate(str.maketrans(',.', '.,')):>9}"


if __name__ == "__main__":
    principal()
