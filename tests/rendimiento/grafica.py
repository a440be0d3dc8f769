"""La gráfica del documento: barras en un SVG solo, legible de día y de noche."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from rendimiento.formato import segundos

ANCHO, RENGLON, IZQUIERDA, DERECHA, CABEZA = 720, 26, 200, 90, 34
_ESTILO = (
    "text{font:14px system-ui,sans-serif;fill:#1b1b1b}.t{font-weight:600}"
    ".p{fill:#7a1f3d}.a{fill:#6b7280}"
    "@media(prefers-color-scheme:dark){text{fill:#f0f0f0}.p{fill:#f0a8bf}.a{fill:#9aa3b2}}"
)

Barra = tuple[str, float, bool]
"""Un nombre, sus segundos y si es la de este generador."""


def dibujar(titulo: str, grupos: Sequence[tuple[str, Sequence[Barra]]]) -> str:
    """Un grupo de barras por tamaño; en cada uno, la más larga llena el ancho."""
    cuerpo: list[str] = []
    y = CABEZA
    for nombre, barras in grupos:
        cuerpo.append(f'<text class="t" x="0" y="{y}">{escape(nombre)}</text>')
        mayor = max(valor for _, valor, _ in barras)
        for quien, valor, propia in sorted(barras, key=lambda b: b[1]):
            y += RENGLON
            cuerpo += _barra(quien, valor / mayor, segundos(valor), propia, y)
        y += RENGLON + 16
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {ANCHO} {y - RENGLON}" role="img" '
        f'aria-labelledby="t"><title id="t">{escape(titulo)}</title><style>{_ESTILO}</style>\n'
        + "\n".join(cuerpo)
        + "\n</svg>\n"
    )


def _barra(quien: str, parte: float, rotulo: str, propia: bool, y: int) -> list[str]:
    largo = max(2, round(parte * (ANCHO - IZQUIERDA - DERECHA)))
    clase = "p" if propia else "a"
    return [
        f'<text x="{IZQUIERDA - 10}" y="{y}" text-anchor="end">{escape(quien)}</text>',
        f'<rect class="{clase}" x="{IZQUIERDA}" y="{y - 14}" width="{largo}" height="18" rx="2"/>',
        f'<text x="{IZQUIERDA + largo + 8}" y="{y}">{rotulo}</text>',
    ]
