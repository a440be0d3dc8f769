"""`make medidas`: la casa de hoy al lado de la de otros commits."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from medidas import RAIZ, TESTIGOS, Medidas, extraer, medir


def principal() -> None:
    columnas = {commit: _de(commit) for commit in TESTIGOS}
    columnas["hoy"] = _de_hoy()
    filas = {nombre: dict(m.filas()) for nombre, m in columnas.items()}
    ancho = max(len(n) for f in filas.values() for n in f)
    print(f"{'':{ancho}}", *(f"{c:>9}" for c in columnas))
    for nombre in filas["hoy"]:
        print(f"{nombre:{ancho}}", *(_cifra(f[nombre]) for f in filas.values()))
    print()
    for commit, que in TESTIGOS.items():
        print(f"{commit}: {que}")


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
