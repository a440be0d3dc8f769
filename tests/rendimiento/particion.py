"""Partir el índice de búsqueda: qué ahorra a quien edita y qué le cuesta a quien busca.

Pagefind no sabe agregar, pero el navegador sabe buscar en varios índices a la vez. Aquí se hacen,
con las páginas que el generador le prepara, un índice y varios más pequeños; cada uno trae su
propio programa y su propia lista de palabras, que el navegador pide antes de la primera búsqueda.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zlib import crc32

from generador.buscador.indice import orden_de_pagefind
from rendimiento.medir import CorridaFallida, cronometrar
from rendimiento.taller import Taller

PARTES = (1, 8, 32)
_PROPIAS_DE_CADA_UNO = ("pagefind-entry.json", "wasm.es.pagefind", "*.pf_meta")
_COMUNES = ("pagefind.js", "pagefind-worker.js")
# Todo el camino de la orden hasta el programa de Pagefind, que no corre: quedan sus páginas.
_PREPARAR = """
import shutil, sys
from pathlib import Path
from generador.buscador import indice
destino = sys.argv.pop()
def guardar(carpeta):
    shutil.copytree(carpeta / "paginas", destino)
    raise indice.SinPagefind("solo se querían las páginas")
indice._correr = guardar
from generador.__main__ import principal
principal()
"""


def medir_particion(taller: Taller) -> dict[str, dict[str, float]]:
    """Por número de partes: lo que tarda y pesa. Lanza `CorridaFallida` si algo no corre."""
    aparte = taller.raiz.with_name("particion")
    shutil.rmtree(aparte, ignore_errors=True)
    try:
        aparte.mkdir()
        _preparar(taller, aparte / "paginas")
        return {str(n): _medir(aparte, n) for n in PARTES}
    finally:
        shutil.rmtree(aparte, ignore_errors=True)


def _preparar(taller: Taller, paginas: Path) -> None:
    orden = taller.ordenes(buscador=True)[0][1:]
    # Con lo de antes el índice podría estar ya hecho, y no se prepararía ninguna.
    taller.limpiar()
    completa = [sys.executable, "-c", _PREPARAR, *orden, str(paginas)]
    hecho = subprocess.run(completa, cwd=taller.raiz, capture_output=True, text=True)
    if not paginas.is_dir():
        raise CorridaFallida(f"la partición del índice: {hecho.stderr.strip()[-200:]}")


def _medir(aparte: Path, partes: int) -> dict[str, float]:
    """Cada parte tiene las páginas de unas instancias, siempre las mismas."""
    paginas, con_algo = aparte / "paginas", set()
    for pagina in paginas.rglob("*.html"):
        ruta = pagina.relative_to(paginas)
        raiz = aparte / f"{partes}-{crc32('/'.join(ruta.parts[:2]).encode()) % partes}"
        con_algo.add(raiz)
        destino = raiz / "paginas" / ruta
        destino.parent.mkdir(parents=True, exist_ok=True)
        os.link(pagina, destino)
    # Con pocas instancias no todas las partes tienen qué indexar.
    raices = sorted(con_algo)
    medidas = [cronometrar([orden_de_pagefind(raiz)], raiz) for raiz in raices]
    indices = [raiz / "indice" for raiz in raices]
    palabras = [list(i.glob("index/*.pf_index")) for i in indices]
    hecho = {
        "todo": sum(m.segundos for m in medidas),
        "una": max(m.segundos for m in medidas),
        "memoria": max(m.memoria for m in medidas),
        "antes": _bytes(indices[:1], _COMUNES) + _bytes(indices, _PROPIAS_DE_CADA_UNO),
        "por_palabra": sum(sum(p.stat().st_size for p in ps) / len(ps) for ps in palabras),
    }
    for raiz in raices:
        shutil.rmtree(raiz)
    return hecho


def _bytes(indices: list[Path], nombres: tuple[str, ...]) -> int:
    return sum(a.stat().st_size for i in indices for n in nombres for a in i.glob(n))
