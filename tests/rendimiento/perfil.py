"""En qué se va el tiempo de una construcción desde cero."""

from __future__ import annotations

import pstats
import subprocess
import sys
from collections import Counter
from pathlib import Path

import generador
from rendimiento.disposicion import PROPIO
from rendimiento.registros import Tamano
from rendimiento.resultados import Resultados
from rendimiento.taller import Taller

_ETAPAS = "Tiempo por etapa"
HASTA = 1000
"""Con el rastreo puesto todo tarda varias veces más: en lo grande no se hace."""


def perfilar(taller: Taller, tamano: Tamano, resultados: Resultados) -> None:
    """Guarda lo que dice `--perfil`, si la orden lo tiene, y el reparto por biblioteca."""
    orden = taller.ordenes()[0]
    ayuda = subprocess.run([*orden[:2], "--help"], capture_output=True, text=True).stdout
    perfil: dict[str, object] = {}
    if "--perfil" in ayuda:
        taller.limpiar()
        con = [o for o in orden if o != "--silencio"] + ["--perfil"]
        hecho = subprocess.run(con, cwd=taller.raiz, capture_output=True, text=True)
        # Antes va el informe de siempre, con la lista de requisitos, que aquí no dice nada.
        perfil["etapas"] = _ETAPAS + hecho.stdout.partition(_ETAPAS)[2].rstrip()
    if tamano.actas <= HASTA:
        perfil["bibliotecas"] = _por_biblioteca(taller)
    resultados.perfiles[tamano.clave] = perfil


def _por_biblioteca(taller: Taller) -> dict[str, float]:
    """La parte del tiempo propio de cada biblioteca, en un solo proceso y con el rastreo puesto."""
    taller.limpiar()
    anotado = taller.raiz.with_name(f"{PROPIO}.perfil")
    orden = [*taller.ordenes()[0][1:], "--procesos", "1"]
    rastreo = [sys.executable, "-m", "cProfile", "-o", str(anotado), "-m", "generador"]
    subprocess.run([*rastreo, *orden], cwd=taller.raiz, check=True, capture_output=True)
    cuenta: Counter[str] = Counter()
    for (archivo, _, _), (_, _, propio, *_) in pstats.Stats(str(anotado)).stats.items():  # type: ignore[attr-defined]
        cuenta[biblioteca(archivo)] += propio
    anotado.unlink()
    total = sum(cuenta.values())
    return {nombre: tiempo / total for nombre, tiempo in cuenta.most_common(10)}


def biblioteca(archivo: str) -> str:
    """De quién es un archivo: de un paquete del generador, de una biblioteca o de Python."""
    camino = Path(archivo)
    propia = Path(generador.__file__).parent
    if camino.is_relative_to(propia):
        return f"generador.{camino.relative_to(propia).parts[0].removesuffix('.py')}"
    if "site-packages" in camino.parts:
        return camino.parts[camino.parts.index("site-packages") + 1].removesuffix(".py")
    return "lo que está en C" if archivo == "~" else "biblioteca estándar"
