"""Los signos que no se ven: los que engañan a quien lee, y los que esconden lo que sigue."""

from __future__ import annotations

import re

# Controles, marcas que invierten el sentido de la lectura, separadores de línea y de párrafo,
# signos sin ancho y etiquetas. Los dos que unen letras o dibujos (U+200C y U+200D) sí se escriben
# a propósito. El tabulador y el salto de línea son espacios corrientes.
_CLASE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
INVISIBLE = re.compile(f"[{_CLASE}\ud800-\udfff]")
"""Un signo que nadie escribe a propósito con un escape, salvo para engañar."""

EN_UN_RENGLON = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Lo que en un solo renglón le da órdenes a la terminal o cambia el orden en que se lee."""

# Los que parten el renglón sin que se vea: el de Word, el de página y los de Unicode.
_PARTE_EL_RENGLON = re.compile("[ \t]*[\x0b\x0c\x1c-\x1f\x85\u2028\u2029][ \t]*")
_DUDOSO = re.compile("(?<=\\S)[\x00-\x08\x0e-\x1b\x7f]+(?=\\S)")


def sin_invisibles(texto: str, cuales: re.Pattern[str] = INVISIBLE) -> tuple[str, bool]:
    """El texto sin esos signos, y si no hay otra manera de leerlo.

    El que parte un renglón separa palabras, y queda un espacio. Un control entre dos letras o dos
    números puede ser cualquier cosa que se dañó: quitarlo los junta.
    """
    seguro = not _DUDOSO.search(texto)
    return cuales.sub("", _PARTE_EL_RENGLON.sub(" ", texto)), seguro


# En una hoja de cálculo, también con el signo de ancho completo.
_FORMULA = re.compile(f"[\\s{_CLASE}]*[=+@\uff1d\uff0b\uff20\uff0d-]|[\t\r]")


def parece_formula(texto: str) -> bool:
    """Si una hoja de cálculo podría ejecutar una celda con ese texto."""
    return _FORMULA.match(texto) is not None
