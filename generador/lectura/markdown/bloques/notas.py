"""Las notas al pie: su texto se guarda, y la biblioteca lo pide al armar la lista del final."""

from __future__ import annotations

from collections.abc import Callable

from generador.lectura.markdown.bloques.cajas import CajaDeTexto

GuardarNota = Callable[[str, str], None]
SANGRIA = "    "


def sigue_nota(hoja: CajaDeTexto, renglon: str, abre_algo: bool) -> bool:
    """Si el renglón es parte de la nota abierta; si lo es, queda en ella."""
    if renglon.startswith(SANGRIA):
        hoja.lineas.append(renglon[len(SANGRIA) :])
    elif not renglon.strip():
        hoja.lineas.append("")
    elif hoja.lineas[-1] and not abre_algo:
        hoja.lineas.append(renglon)
    else:
        return False
    return True
