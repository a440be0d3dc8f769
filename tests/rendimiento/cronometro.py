"""Corre unas órdenes y escribe cuánto tardaron: es un proceso aparte y pequeño.

Aparte, porque el máximo de memoria que el sistema anota para un hijo empieza en lo que ocupaba
quien lo creó: medido desde un proceso grande, ningún hijo parecería pequeño.
"""

from __future__ import annotations

import json
import os
import sys
import time

KIB = 1024


def correr(pedido: dict) -> dict:  # type: ignore[type-arg]
    """Corre las órdenes en su carpeta, una tras otra.

    Devuelve los segundos de reloj y de procesador, el máximo de memoria en bytes de cualquiera de
    los procesos (los del árbol entero que fueron esperados) y el código de la que falló, si alguna.
    """
    os.chdir(pedido["carpeta"])
    nada = os.open(os.devnull, os.O_RDWR)
    dicho = os.open(pedido["dicho"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    acciones = [
        (os.POSIX_SPAWN_DUP2, nada, 0),
        (os.POSIX_SPAWN_DUP2, dicho, 1),
        (os.POSIX_SPAWN_DUP2, dicho, 2),
    ]
    memoria, procesador, codigo = 0, 0.0, 0
    inicio = time.perf_counter()
    for orden in pedido["ordenes"]:
        hijo = os.posix_spawn(orden[0], orden, pedido["entorno"], file_actions=acciones)
        _, estado, uso = os.wait4(hijo, 0)
        memoria = max(memoria, uso.ru_maxrss * KIB)
        procesador += uso.ru_utime + uso.ru_stime
        codigo = os.waitstatus_to_exitcode(estado)
        if codigo:
            break
    return {
        "segundos": time.perf_counter() - inicio,
        "procesador": procesador,
        "memoria": memoria,
        "codigo": codigo,
    }


if __name__ == "__main__":
    json.dump(correr(json.load(sys.stdin)), sys.stdout)
