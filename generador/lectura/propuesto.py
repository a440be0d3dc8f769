"""El contenido como quedaría con unos cambios, sin escribirlos: solo están en memoria."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from generador.arboles import ArchivoCambio, EstadoEnDisco
from generador.lectura.contenido import Contenido

_CONTENIDO = "contenido"


class Propuesto(Contenido):
    """Los archivos de un sitio, con otros bytes o con otros nombres.

    `escritos` son los bytes de los que dirían otra cosa; `venidos`, de los que se llamarían de otro
    modo, cómo se llaman hoy.
    """

    def __init__(self, raiz: Path) -> None:
        super().__init__(raiz)
        hay = super().mirar(_CONTENIDO)
        self._hay = {f"{_CONTENIDO}/{ruta}": datos for ruta, datos in hay.items()}
        self._hay[_CONTENIDO] = os.lstat(raiz / _CONTENIDO)
        self.escritos: dict[str, bytes] = {}
        self.venidos: dict[str, str] = {}

    def que_es(self, ruta: str) -> int:
        """La clase de lo que habría ahí."""
        return stat.S_IFMT(self._hay[ruta].st_mode) if ruta in self._hay else 0

    def mirar(self, carpeta: str) -> Mapping[str, os.stat_result]:
        """Todo lo que habría bajo una carpeta, en el orden en que se recorre."""
        dentro = (r for r in self._hay if r.startswith(f"{carpeta}/"))
        en_orden = sorted(dentro, key=lambda r: r.split("/"))
        return {r.removeprefix(f"{carpeta}/"): self._hay[r] for r in en_orden}

    def listar(self, carpeta: str) -> list[tuple[str, int]]:
        """Lo que habría en una carpeta, sin bajar."""
        hay = self.mirar(carpeta).items()
        return [(nombre, datos.st_mode) for nombre, datos in hay if "/" not in nombre]

    def escribir(self, archivo: str, crudo: bytes) -> None:
        """Que un archivo que está diga otra cosa."""
        self.escritos[archivo] = crudo
        self._olvidar(archivo)

    def mover(self, de: str, a: str) -> None:
        """Que un archivo o una carpeta se llame de otro modo."""
        for viejo in [r for r in self._hay if r == de or r.startswith(f"{de}/")]:
            nuevo = a + viejo.removeprefix(de)
            self._hay[nuevo] = self._hay.pop(viejo)
            self.venidos[nuevo] = self.venidos.pop(viejo, viejo)
            if viejo in self.escritos:
                self.escritos[nuevo] = self.escritos.pop(viejo)
            self._olvidar(viejo)
            self._olvidar(nuevo)
        for carpeta in PurePosixPath(a).parents:
            # Una carpeta nueva es como cualquier otra.
            self._hay.setdefault(str(carpeta), self._hay[_CONTENIDO])

    def _olvidar(self, archivo: str) -> None:
        self.vistos.pop(archivo, None)
        self._crudos.pop(archivo, None)
        self._entendidos.pop(archivo, None)

    def _abrir(self, archivo: str) -> tuple[BinaryIO, EstadoEnDisco | None]:
        if archivo not in self._hay:
            raise ArchivoCambio(archivo)
        if archivo in self.escritos:
            return BytesIO(self.escritos[archivo]), None
        return super()._abrir(self.venidos.get(archivo, archivo))
