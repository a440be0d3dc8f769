"""Todo cambio de lo publicado se descubre, y nada intacto se acusa."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from exigencias.base import Cuenta, NoSePuede, Parte, Promesa
from exigencias.publicacion import cambios_descubiertos


def cambios(cuantos: int, carpeta: Path, cuenta: Cuenta) -> None:
    """Cambios al azar en el árbol, el registro o la firma; y otras tantas corridas limpias."""
    if shutil.which("ssh-keygen") is None:
        raise NoSePuede("falta el programa ssh-keygen, con que se firma")
    hallados, acusadas = cambios_descubiertos(carpeta, cuantos)
    for n in range(cuantos):
        cuenta.probar(n < hallados, "un cambio pasó sin que nadie lo descubriera")
        cuenta.probar(n >= acusadas, "una copia intacta fue acusada")


def partes(completa: bool) -> Mapping[str, Parte]:
    """Cada parte con el tamaño que toca."""
    return {"cambios al azar": partial(cambios, 1000 if completa else 20)}


PROMESA = Promesa(
    7,
    "Todo cambio se descubre",
    "Un byte distinto, un archivo que falta o sobra, una entrada del registro cambiada, una firma "
    "ajena o una copia vieja bien firmada se descubren y se nombran. Lo intacto nunca se acusa.",
    partes,
)
