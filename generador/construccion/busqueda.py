"""El paso de la búsqueda: con las páginas ya escritas, el índice que el navegador consulta."""

from __future__ import annotations

from pathlib import Path

from generador.arboles import Ficha
from generador.buscador import Indexador, grupos, hacer_indice
from generador.compilacion import EnBytes, Taller
from generador.configuracion import Contexto
from generador.construccion.cuadrilla import REGISTROS_PARA_REPARTIR, repartir
from generador.resumen import ResumenInstancia


def indice_de_busqueda(
    fichas: dict[str, Ficha],
    resumenes: tuple[ResumenInstancia, ...],
    contexto: Contexto,
    taller: Taller,
    salida: Path,
    procesos: int | None,
) -> dict[str, Ficha]:
    """Las fichas del índice de las páginas, que son las de `fichas`.

    Las páginas que no cambiaron no se volvieron a escribir: se leen de lo publicado.
    """

    def leer(ruta: str) -> bytes:
        nueva = taller.destino / ruta
        return (nueva if nueva.is_file() else salida / ruta).read_bytes()

    documentos = sum(len(resumen.documentos) for resumen in resumenes)
    cuantos = procesos if documentos >= REGISTROS_PARA_REPARTIR else 1
    indexador = Indexador(
        fichas,
        taller.publicado,
        taller.memoria.almacen,
        leer,
        lambda ruta, crudo: taller.escribir(EnBytes(ruta, crudo)),
        lambda tarea, claves: repartir(tarea, claves, cuantos),
    )
    return hacer_indice(grupos(resumenes, contexto), indexador)
