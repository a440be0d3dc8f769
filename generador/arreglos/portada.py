"""La línea «---» de la portada: la que falta, la que sobra y la que está mal escrita."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generador.hallazgo import Certeza

CLAVE = re.compile(r"[^\W\d][\w -]*\s*:(?:\s|$)")
"""Lo que parece una clave al margen."""

_RAYAS = re.compile(r"\s*(?:[-–—−_=*~•]\s*){2,}\s*|\s*[–—]+\s*")


@dataclass(frozen=True, slots=True)
class Ensayo:
    """Las líneas `nuevas` en vez de las `cuantas` que empiezan en `desde`, contando desde cero."""

    desde: int
    cuantas: int
    nuevas: tuple[str, ...]
    certeza: Certeza = Certeza.MECANICO


def abrir_portada(lineas: tuple[str, ...]) -> Ensayo | None:
    """La primera línea, que debe ser «---»: mal escrita, después de un blanco, o ninguna."""
    primera = next((n for n, t in enumerate(lineas) if t.strip()), None)
    if primera is None:
        return None
    if lineas[primera].rstrip() == "---":
        return Ensayo(0, primera, ())
    if _RAYAS.fullmatch(lineas[primera]):
        return Ensayo(0, primera + 1, ("---",))
    if CLAVE.match(lineas[primera]):
        return Ensayo(0, primera, ("---",))
    # Un título o una frase antes de la portada.
    raya = next((n for n, t in enumerate(lineas[:6]) if t.rstrip() == "---"), None)
    return None if raya is None else Ensayo(0, raya, (), Certeza.PROBABLE)


def cerrar_portada(lineas: tuple[str, ...]) -> Ensayo | None:
    """La línea «---» del final de la portada: la que estaba mal escrita, o una nueva."""
    for n, texto in enumerate(lineas[1:], 1):
        if _RAYAS.fullmatch(texto) or texto.strip() in ("...", "…", "—", "--"):
            return Ensayo(n, 1, ("---",))
    fin = _fin_de_las_claves(lineas)
    sobra = fin < len(lineas) and not lineas[fin].strip() and fin + 1 < len(lineas)
    return Ensayo(
        fin, 0, ("---",), Certeza.MECANICO if sobra or fin >= len(lineas) - 1 else Certeza.PROBABLE
    )


def _fin_de_las_claves(lineas: tuple[str, ...]) -> int:
    """La línea que sigue a la última que parece de la portada."""
    fin = 1
    for n, texto in enumerate(lineas[1:], 1):
        if not texto.strip():
            continue
        titulo = texto[0] == "#" and not lineas[n - 1].strip()
        if titulo or not (CLAVE.match(texto) or texto[0] in " -#"):
            break
        fin = n + 1
    return fin


def sin_portada(lineas: tuple[str, ...]) -> Ensayo | None:
    """El texto sin sus claves, cuando ya están en el archivo de al lado."""
    cierre = next((n for n, t in enumerate(lineas[1:], 1) if t.rstrip() == "---"), None)
    return None if cierre is None else Ensayo(0, cierre + 1, (), Certeza.EJEMPLO)
