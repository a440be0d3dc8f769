"""Lo público hoy: leerlo, y negarse si no es exactamente lo que generador escribió."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from generador.arboles.fallos import SalidaRechazada
from generador.arboles.manifiesto import Manifiesto, leer_manifiesto
from generador.arboles.recorrido import Inventario, ajenos, inventariar
from generador.arboles.rutas import MARCA

_NOMBRADOS = 10


def leer_publica(salida: Path, *, limpio: bool = False) -> Manifiesto | None:
    """El manifiesto de lo público, o `None` si la carpeta no existe o no tiene nada.

    Lanza `SalidaRechazada` si hay archivos ajenos, si falta el manifiesto o
    si faltan archivos (salvo con `limpio`, que los escribirá de nuevo).
    """
    if sin_sitio(salida):
        return None
    manifiesto = leer_manifiesto(salida)
    if manifiesto is None:
        raise SalidaRechazada(
            f"«{salida}» no tiene un manifiesto legible: no se sabe qué hay en ella de generador.",
            "Mueva la carpeta a otro lugar o vacíela, y repita.",
        )
    inventario = inventariar(salida)
    _rechazar_ajenos(salida, ajenos(inventario, manifiesto))
    if not limpio:
        rechazar_alterados(salida, _faltantes(inventario, manifiesto))
    return manifiesto


def sin_sitio(salida: Path) -> bool:
    """Si la carpeta no existe, está vacía o solo tiene la marca (un clon recién hecho)."""
    try:
        return set(os.listdir(salida)) <= {MARCA}
    except FileNotFoundError:
        return True


def _faltantes(inventario: Inventario, manifiesto: Manifiesto) -> list[str]:
    return sorted(manifiesto.archivos.keys() - inventario.archivos)


def _rechazar_ajenos(salida: Path, rutas: Sequence[str]) -> None:
    if rutas:
        raise SalidaRechazada(
            f"En «{salida}» hay {_cuantos(rutas)} que generador no escribió: {_nombrar(rutas)}.",
            "Muévalos a otro lugar (los anexos van en contenido/) y repita.",
        )


def rechazar_alterados(salida: Path, rutas: Sequence[str]) -> None:
    """Lanza `SalidaRechazada` si hay rutas cambiadas o borradas por fuera de generador."""
    if rutas:
        raise SalidaRechazada(
            f"En «{salida}» hay {_cuantos(rutas)} que alguien cambió o borró a mano: "
            f"{_nombrar(rutas)}.",
            "Si el cambio hace falta, llévelo a contenido/; luego use `construir --limpio`.",
        )


def _cuantos(rutas: Sequence[str]) -> str:
    return "1 archivo" if len(rutas) == 1 else f"{len(rutas)} archivos"


def _nombrar(rutas: Sequence[str]) -> str:
    nombres = ", ".join(f"«{_legible(ruta)}»" for ruta in rutas[:_NOMBRADOS])
    resto = len(rutas) - _NOMBRADOS
    return f"{nombres} y {resto} más" if resto > 0 else nombres


def _legible(ruta: str) -> str:
    return os.fsencode(ruta).decode("utf-8", "replace")
