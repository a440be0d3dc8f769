"""Lo que se recuerda de una orden a la siguiente: un solo modo de guardarlo, leerlo y podarlo.

Todo recuerdo es un archivo cuyo primer renglón es la huella de los demás bytes y de la versión. Uno
ausente, cortado, dañado o de otra versión es como si no estuviera: lo peor que pasa es hacer de
nuevo lo que recordaba, que siempre es correcto. Con qué programa se hizo cada uno lo dice su
versión, que no se puede callar; de qué más depende, quien lo guarda.
"""

from __future__ import annotations

import os
from collections.abc import Container
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import get_ident
from typing import TypeVar

import msgspec

from generador.arboles.escritura import crear_archivo, crear_carpeta
from generador.arboles.fallos import traducir_errores

_T = TypeVar("_T")
LO_QUE_PASO = ""
"""La versión de lo que no hizo el programa, sino que pasó, o que adentro dice con qué se hizo."""
_A_MEDIAS = ".nuevo-"
_MAQUINA = os.urandom(4).hex()
"""Al azar: dos máquinas que comparten la carpeta pueden tener procesos con el mismo número."""


@dataclass(frozen=True, slots=True)
class Almacen:
    """Los recuerdos de una carpeta que solo el generador escribe. Un nombre puede tener «/»."""

    carpeta: Path

    def leer(self, nombre: str, tipo: type[_T], version: str) -> _T | None:
        """El valor guardado con ese nombre y esa versión, si está entero y tiene esa forma."""
        datos = self.leer_bytes(nombre, version)
        try:
            return None if datos is None else msgspec.json.decode(datos, type=tipo)
        except msgspec.DecodeError:
            return None

    def guardar(self, nombre: str, valor: object, version: str) -> None:
        """Guarda un valor que msgspec sabe escribir. Lanza `FalloDeEntorno`."""
        self.guardar_bytes(nombre, msgspec.json.encode(valor), version)

    def leer_bytes(self, nombre: str, version: str) -> bytes | None:
        """Los bytes guardados con ese nombre y esa versión, si están enteros."""
        try:
            suma, _, datos = (self.carpeta / nombre).read_bytes().partition(b"\n")
        except OSError:
            return None
        return datos if suma == _suma(version, datos) else None

    @traducir_errores()
    def guardar_bytes(self, nombre: str, datos: bytes, version: str) -> None:
        """Los guarda enteros o no los guarda. Lanza `FalloDeEntorno`."""
        archivo = f"{self.carpeta}/{nombre}"
        # Varios hilos, procesos o máquinas pueden guardar lo mismo a la vez.
        aparte = f"{self.carpeta}/{_A_MEDIAS}{_MAQUINA}-{os.getpid()}-{get_ident()}"
        crear_archivo(aparte, b"%b\n%b" % (_suma(version, datos), datos))
        crear_carpeta(os.path.dirname(archivo))
        os.replace(aparte, archivo)

    @traducir_errores()
    def podar(self, grupo: str, quedan: Container[str]) -> None:
        """Borra los recuerdos de la carpeta `grupo` que no se llamen como los que quedan."""
        carpeta = self.carpeta / grupo
        for archivo in carpeta.iterdir() if carpeta.is_dir() else ():
            if archivo.is_file() and archivo.name not in quedan:
                archivo.unlink(missing_ok=True)

    @traducir_errores()
    def limpiar(self) -> None:
        """Borra lo que dejó a medias un proceso que murió."""
        for archivo in self.carpeta.glob(f"{_A_MEDIAS}*"):
            archivo.unlink(missing_ok=True)


def _suma(version: str, datos: bytes) -> bytes:
    return sha256(b"%b\n%b" % (version.encode(), datos)).hexdigest().encode()
