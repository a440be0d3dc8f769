"""Cómo se escriben las cifras del documento, en español."""

from __future__ import annotations

from rendimiento.estadistica import Resumen

_MB = 10**6


def numero(valor: float, decimales: int = 0) -> str:
    """1.234,5: punto de miles y coma decimal."""
    escrito = f"{valor:,.{decimales}f}"
    return escrito.translate(str.maketrans(",.", ".,"))


def segundos(valor: float) -> str:
    """12,3 s, 1,23 s o 45 ms, según el tamaño."""
    if valor < 1:
        return f"{numero(valor * 1000, 1 if valor < 0.01 else 0)} ms"
    return f"{numero(valor, 1 if valor >= 10 else 2)} s"


def veces(valor: float) -> str:
    """0,86 × o, si es muy poco, 0,013 ×."""
    return f"{numero(valor, 2 if valor >= 0.1 else 3)} ×"


def memoria(valor: float) -> str:
    """236 MB."""
    return f"{numero(valor / _MB)} MB"


def kilobytes(valor: float) -> str:
    """12,3 kB."""
    return f"{numero(valor / 1000, 1)} kB"


def dispersion(resumen: Resumen) -> str:
    """Los extremos de lo medido."""
    return f"{segundos(resumen.minimo)} a {segundos(resumen.maximo)}"


def tabla(titulos: list[str], filas: list[list[str]], numericas: int = 1) -> list[str]:
    """Una tabla de Markdown; desde la columna `numericas` van alineadas a la derecha."""
    guias = ["---" if n < numericas else "---:" for n in range(len(titulos))]
    return [f"| {' | '.join(r)} |" for r in (titulos, guias, *filas)]
