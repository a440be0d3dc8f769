"""Los nombres que reserva un árbol, y qué rutas puede llevar dentro."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

MARCA = ".generador-salida"
MANIFIESTO = "manifiesto.json"
TALLER = ".generador"
PROPIOS = frozenset({MARCA, MANIFIESTO})

TEXTO_DE_LA_MARCA = (
    "Esta carpeta la escribe generador y la reemplaza entera en cada construcción.\n"
    "Lo que se ponga aquí a mano no se conserva: los cambios se hacen en contenido/.\n"
).encode()

# Los controles y los sustitutos sueltos quedan fuera: no caben en el manifiesto sin ambigüedad.
_TRAMO = r"(?!\.{1,2}(?:/|\Z))[^/\\\x00-\x1f\x7f\ud800-\udfff]+"
_RUTA = re.compile(rf"{_TRAMO}(?:/{_TRAMO})*")


@dataclass(frozen=True, slots=True)
class RutasDeSalida:
    """Dónde vive cada cosa: la salida y, a su lado, lo que solo usa generador."""

    salida: Path

    @property
    def carpeta(self) -> Path:
        """`.generador/<nombre de la salida>`: dos salidas vecinas no se mezclan."""
        return self.salida.parent / TALLER / self.salida.name

    @property
    def cerrojo(self) -> Path:
        """El archivo del cerrojo; nunca se borra."""
        return self.carpeta / "cerrojo"

    @property
    def obra(self) -> Path:
        """Los archivos nuevos de esta construcción, escritos aparte."""
        return self.carpeta / "obra"

    @property
    def reserva(self) -> Path:
        """El árbol de reserva: el que salió de lo público la última vez."""
        una, otra = self.arboles
        return otra if self._destino() == self.texto_hacia(una) else una

    @property
    def arboles(self) -> tuple[Path, Path]:
        """Donde la salida es un enlace, los dos árboles: el que se ve y el de reserva.

        Donde es una carpeta, la reserva es el primero, y el segundo no existe.
        """
        return self.carpeta / "reserva", self.carpeta / "gemela"

    @property
    def es_enlace(self) -> bool:
        """Si la salida es un enlace hecho por generador: hacia uno de los dos árboles."""
        destino = self._destino()
        return any(destino == self.texto_hacia(arbol) for arbol in self.arboles)

    def texto_hacia(self, arbol: Path) -> str:
        """Lo que dice el enlace de la salida; es relativo, para que el sitio se pueda mover."""
        return f"{TALLER}/{self.salida.name}/{arbol.name}"

    def _destino(self) -> str | None:
        try:
            return os.readlink(self.salida)
        except OSError:
            return None

    @property
    def enlace(self) -> Path:
        """El enlace nuevo, antes de ponerlo en el lugar de la salida."""
        return self.carpeta / "enlace-nuevo"

    @property
    def saliente(self) -> Path:
        """El árbol público a medio cambiar, donde no existe el intercambio en una llamada."""
        return self.carpeta / "saliente"

    @property
    def duda(self) -> Path:
        """Si este archivo existe, la reserva no sirve: no llegó al disco o trae cambios a mano."""
        return self.carpeta / "reserva-dudosa"


def es_ruta_valida(ruta: str) -> bool:
    """Si es una ruta relativa y llana que un árbol puede llevar.

    Deja fuera las absolutas, `.` y `..`, la barra invertida, los controles y
    los dos nombres que el árbol reserva en su raíz.
    """
    return _RUTA.fullmatch(ruta) is not None and ruta.casefold() not in PROPIOS


def exigir_rutas_validas(rutas: Iterable[str]) -> None:
    """Lanza `ValueError` si alguna ruta no es válida: es un error de quien llama."""
    for ruta in rutas:
        if not es_ruta_valida(ruta):
            raise ValueError(f"ruta de salida inválida: {ruta!r}")


def exigir_sin_choques(rutas: Mapping[str, object]) -> None:
    """Lanza `ValueError` si una misma ruta debe ser archivo y carpeta."""
    carpetas = {ruta.rpartition("/")[0] for ruta in rutas} - {""}
    for carpeta in sorted(carpetas):
        while carpeta:
            if carpeta in rutas:
                raise ValueError(f"ruta de salida que es archivo y carpeta: {carpeta!r}")
            carpeta = carpeta.rpartition("/")[0]
