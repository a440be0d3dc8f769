"""Lo que haría un programa ingenuo. Se guarda para mostrar que las compuertas lo descubren."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generador import memoria
from generador.arboles import apertura, cerrojo, obra
from generador.arboles.fallos import SalidaOcupada
from generador.arboles.manifiesto import Manifiesto
from generador.arboles.rutas import MANIFIESTO, MARCA, TEXTO_DE_LA_MARCA


def escribir_encima() -> None:
    """Publica archivo por archivo sobre lo público y no retira nada."""

    def publicar(self: obra.Obra, objetivo: Manifiesto, nuevas: frozenset[str]) -> None:
        salida = self._taller.salida
        salida.mkdir(exist_ok=True)
        for ruta in sorted(nuevas):
            (salida / ruta).parent.mkdir(parents=True, exist_ok=True)
            (salida / ruta).write_bytes((self.carpeta / ruta).read_bytes())
        (salida / MARCA).write_bytes(TEXTO_DE_LA_MARCA)
        (salida / MANIFIESTO).write_bytes(objetivo.serializar())

    obra.Obra._publicar = publicar  # type: ignore[method-assign]


def clave_por_tamano() -> None:
    """Recuerda una instancia por el nombre y el tamaño de sus archivos, no por lo que dicen."""
    from generador.lectura.contenido import Contenido

    def huella(self: Contenido, carpeta: str) -> str:
        return str(sorted((r, datos.st_size) for r, datos in self.mirar(carpeta).items()))

    Contenido.huella = huella  # type: ignore[method-assign]


def memoria_que_no_pregunta() -> None:
    """Da por bueno lo recordado sin mirar de qué dependía."""

    def vale(self: memoria.Memoria, datos: Any, archivos: str, contexto: Any) -> bool:
        return True

    memoria.Memoria._vale = vale  # type: ignore[method-assign]


def cerrojo_de_archivo() -> None:
    """Un archivo que se crea y se borra: quien muere lo deja puesto para siempre."""

    @contextlib.contextmanager
    def tomar(archivo: Path, orden: str, espera: float = 0.0) -> Iterator[None]:
        candado = archivo.with_name("candado")
        try:
            os.close(os.open(candado, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            raise SalidaOcupada("Otra orden está escribiendo.", "Espere.") from None
        try:
            yield
        finally:
            candado.unlink()

    cerrojo.tomar = tomar


def sin_cerrojo() -> None:
    """Nadie espera a nadie."""

    @contextlib.contextmanager
    def tomar(archivo: Path, orden: str, espera: float = 0.0) -> Iterator[None]:
        yield

    cerrojo.tomar = tomar


def leer_por_la_ruta() -> None:
    """Abre por la ruta, como `open`: sigue los enlaces que haya en el camino."""
    from generador.arboles import escritura
    from generador.lectura import archivos, contenido

    def abrir(lugar: apertura.Lugar) -> int:
        return os.open(lugar.raiz / lugar.ruta, os.O_RDONLY)

    for modulo in (apertura, archivos, contenido, escritura):
        modulo.abrir_archivo = abrir
