"""El programa de siempre, que cree que hoy es otro día."""

from __future__ import annotations

from datetime import date
from pathlib import Path

_PROGRAMA = """\
#!{python}
from datetime import date
from generador import reloj
reloj.hoy = lambda: date.fromisoformat("{dia}")
from generador.__main__ import principal
principal()
"""


def programa(python: str | Path, dia: date) -> str:
    """El texto de un `generador` ejecutable, con ese intérprete y ese día."""
    return _PROGRAMA.format(python=python, dia=dia)
