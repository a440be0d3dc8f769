"""El paso de la búsqueda: con las páginas ya escritas, el índice que el navegador consulta."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generador.arboles import Ficha
from generador.buscador import hacer_indice, hallables
from generador.compilacion import Salida, Taller
from generador.configuracion import Contexto
from generador.resumen import ResumenInstancia


def agregar_buscador(
    fichas: dict[str, Ficha],
    resumenes: tuple[ResumenInstancia, ...],
    contexto: Contexto,
    taller: Taller,
    salida: Path,
) -> str:
    """Agrega a `fichas` los archivos del índice; si no se pudo hacer, da la causa.

    Las páginas que no cambiaron no se volvieron a escribir: se leen de lo publicado.
    """

    def leer(ruta: str) -> bytes:
        if not ruta:
            return b""
        nueva = taller.destino / ruta
        return (nueva if nueva.is_file() else salida / ruta).read_bytes()

    pedidos = tuple(hallables(resumenes, contexto))
    carpeta = taller.destino.parent / "buscador"
    indice = hacer_indice(pedidos, fichas, leer, taller.publicado, carpeta, taller.memoria.almacen)
    fichas |= indice.iguales
    fichas |= _escribir(indice.nuevos, taller)
    return indice.falta


def _escribir(nuevos: Mapping[str, bytes], taller: Taller) -> dict[str, Ficha]:
    return {ruta: taller.escribir(Salida(ruta, crudo)) for ruta, crudo in nuevos.items()}
