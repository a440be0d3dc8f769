"""Lo público hoy: leerlo, y negarse si no es exactamente lo que generador escribió."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from generador.arboles.estado import Estados, anotar_estados, leer_estados, mirar
from generador.arboles.fallos import SalidaRechazada, nombre_legible
from generador.arboles.manifiesto import Manifiesto, leer_crudo, manifiesto_de
from generador.arboles.recorrido import ajenos, alterados, inventariar
from generador.arboles.rutas import MANIFIESTO, MARCA, RutasDeSalida

_NOMBRADOS = 10


def leer_publica(taller: RutasDeSalida, *, limpio: bool = False) -> Manifiesto | None:
    """El manifiesto de lo público, o `None` si la carpeta no existe o no tiene nada.

    Lanza `SalidaRechazada` si falta el manifiesto, si hay archivos ajenos o si alguno falta o se
    cambió a mano (salvo con `limpio`, que los escribirá de nuevo). No escribe nada.
    """
    salida = taller.salida
    if sin_sitio(salida):
        return None
    crudo = leer_crudo(salida)
    anotados = None if crudo is None else leer_estados(taller, crudo)
    # Lo anotado nombra la huella del manifiesto: si lo hay, es el que escribimos nosotros.
    manifiesto = None if crudo is None else manifiesto_de(crudo, propio=anotados is not None)
    if crudo is None or manifiesto is None:
        raise SalidaRechazada(
            f"«{salida}» no tiene un manifiesto legible: no se sabe qué hay en ella de generador.",
            "Mueva la carpeta a otro lugar o vacíela, y repita.",
        )
    if limpio:
        _rechazar_ajenos(salida, ajenos(inventariar(salida), manifiesto))
    else:
        _exigir_como_quedo(taller, crudo, manifiesto, anotados)
    return manifiesto


def exigir_intacta(taller: RutasDeSalida, manifiesto: Manifiesto) -> None:
    """Lanza `SalidaRechazada` si lo público ya no es exactamente lo que dice `manifiesto`."""
    crudo = leer_crudo(taller.salida)
    if crudo is None:
        rechazar_alterados(taller.salida, [MANIFIESTO])
    else:
        _exigir_como_quedo(taller, crudo, manifiesto, leer_estados(taller, crudo))


def _exigir_como_quedo(
    taller: RutasDeSalida, crudo: bytes, manifiesto: Manifiesto, anotados: Estados | None
) -> None:
    vista = mirar(taller.salida)
    if vista.archivos == anotados and not vista.raros:
        return
    archivos = manifiesto.archivos
    _rechazar_ajenos(taller.salida, sorted(vista.archivos.keys() - archivos.keys() | vista.raros))
    conocidos = anotados or {}
    dudosas = [r for r in archivos if vista.archivos.get(r) != conocidos.get(r, [])]
    malas = alterados(taller.salida, manifiesto, dudosas, a_fondo=True)
    rechazar_alterados(taller.salida, sorted(malas))
    if taller.cerrojo.exists():
        # Se firmó al abrir la salida: su hora es la del disco, anterior a esta mirada.
        anotar_estados(taller, crudo, vista.archivos, taller.cerrojo.stat().st_mtime_ns)


def sin_sitio(salida: Path) -> bool:
    """Si la carpeta no existe, está vacía o solo tiene la marca (un clon recién hecho)."""
    try:
        return set(os.listdir(salida)) <= {MARCA}
    except FileNotFoundError:
        return True


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
    nombres = ", ".join(f"«{nombre_legible(ruta)}»" for ruta in rutas[:_NOMBRADOS])
    resto = len(rutas) - _NOMBRADOS
    return f"{nombres} y {resto} más" if resto > 0 else nombres
