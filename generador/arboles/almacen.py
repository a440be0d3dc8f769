"""Lo que se recuerda de una corrida a otra, en una carpeta junto a la salida.

Cada archivo lleva la huella de lo que contiene y de la versión de quien lo escribió. El ausente, el
cortado, el de otra forma o el de otra versión son lo mismo: no se recuerda, y se hace de nuevo, que
es siempre correcto.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from generador.arboles.fallos import traducir_errores

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Almacen:
    """La carpeta de lo recordado; un nombre puede tener carpetas."""

    carpeta: Path

    def leer(self, nombre: str, tipo: type[_T], version: str = "") -> _T | None:
        """El valor guardado con ese nombre y esa versión."""
        datos = self.leer_crudo(f"{nombre}.json", version)
        try:
            return None if datos is None else msgspec.json.decode(datos, type=tipo)
        except msgspec.DecodeError:
            return None

    def guardar(self, nombre: str, valor: object, version: str = "") -> None:
        """Guarda un valor. Lanza `FalloDeEntorno` si el disco no deja."""
        self.guardar_crudo(f"{nombre}.json", msgspec.json.encode(valor), version)

    def leer_crudo(self, archivo: str, version: str = "") -> bytes | None:
        """Los bytes guardados en ese archivo con esa versión."""
        try:
            suma, _, datos = (self.carpeta / archivo).read_bytes().partition(b"\n")
        except OSError:
            return None
        return datos if suma == _suma(version, datos) else None

    @traducir_errores()
    def guardar_crudo(self, archivo: str, datos: bytes, version: str = "") -> None:
        """Guarda unos bytes: quien lea halla los de antes o estos, enteros."""
        destino = self.carpeta / archivo
        destino.parent.mkdir(parents=True, exist_ok=True)
        # Varios procesos pueden guardar lo mismo a la vez.
        aparte = destino.with_name(f"{destino.name}.{os.getpid()}")
        aparte.write_bytes(_suma(version, datos) + b"\n" + datos)
        aparte.replace(destino)

    @traducir_errores()
    def podar(self, nombres: Container[str], *carpetas: str) -> None:
        """Borra de esas carpetas los valores que no se llaman así."""
        for carpeta in carpetas:
            for archivo in (self.carpeta / carpeta).glob("*.json"):
                if archivo.stem not in nombres:
                    archivo.unlink()


def _suma(version: str, datos: bytes) -> bytes:
    suma = hashlib.sha256(version.encode())
    suma.update(datos)
    return suma.hexdigest().encode()
