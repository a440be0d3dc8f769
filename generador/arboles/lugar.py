"""Dónde puede estar la carpeta de salida: todo lo peligroso se rechaza por su nombre.

Aquí solo se mira; nada se crea ni se toca.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from generador.arboles.fallos import FalloDeEntorno, SalidaRechazada
from generador.arboles.rutas import MARCA, TALLER, RutasDeSalida

_OTRA = "Use otra carpeta con --salida."


def revisar_lugar(salida: Path, prohibidas: Iterable[Path]) -> RutasDeSalida:
    """El taller de esa salida, con su ruta real, o `SalidaRechazada` si no se puede usar.

    `prohibidas` son las carpetas de la fuente (contenido, temas): la salida no
    puede ser una de ellas, ni contenerla, ni estar dentro. Lanza
    `FalloDeEntorno` si falta la carpeta que la contiene o no se puede escribir.
    """
    absoluta = Path(os.path.abspath(salida))
    _rechazar_por_lo_que_es(absoluta)
    real = Path(os.path.realpath(absoluta.parent)) / absoluta.name
    _rechazar_por_donde_esta(real)
    _rechazar_fuentes(real, prohibidas)
    _exigir_vecindad(real)
    taller = RutasDeSalida(real)
    _rechazar_taller_desviado(taller)
    _exigir_marca(real)
    return taller


def _rechazar_por_lo_que_es(salida: Path) -> None:
    if salida.is_symlink() and not RutasDeSalida(salida).es_enlace:
        raise SalidaRechazada(f"La salida «{salida}» es un enlace.", "Use la carpeta misma.")
    if salida.exists() and not salida.is_dir():
        raise SalidaRechazada(f"La salida «{salida}» no es una carpeta.", _OTRA)


def _rechazar_por_donde_esta(salida: Path) -> None:
    for carpeta, nombre in (
        (Path(os.path.expanduser("~")), "la carpeta personal"),
        (Path.cwd(), "la carpeta de trabajo"),
    ):
        if _contiene(salida, Path(os.path.realpath(carpeta))):
            raise SalidaRechazada(f"La salida «{salida}» es {nombre} o la contiene.", _OTRA)
    if os.path.ismount(salida):
        raise SalidaRechazada(
            f"La salida «{salida}» es un punto de montaje.", "Use una carpeta dentro."
        )
    if TALLER in salida.parts:
        raise SalidaRechazada(
            f"La salida «{salida}» está en «{TALLER}», que es de uso interno.", _OTRA
        )
    for carpeta in salida.parents:
        if os.path.lexists(carpeta / MARCA):
            raise SalidaRechazada(f"La salida «{salida}» está en otra salida: «{carpeta}».", _OTRA)


def _rechazar_fuentes(salida: Path, prohibidas: Iterable[Path]) -> None:
    for prohibida in prohibidas:
        fuente = Path(os.path.realpath(prohibida))
        if _contiene(salida, fuente):
            raise SalidaRechazada(
                f"La salida «{salida}» es la fuente «{fuente}» o la contiene.", _OTRA
            )
        if _contiene(fuente, salida):
            raise SalidaRechazada(
                f"La salida «{salida}» está dentro de la fuente «{fuente}».", _OTRA
            )


def _contiene(carpeta: Path, otra: Path) -> bool:
    """Si `carpeta` es `otra` o una de las que la contienen, aun con otro nombre."""
    cadena = (otra, *otra.parents)
    # El nombre no basta: un montaje o un disco sin mayúsculas da dos nombres a una carpeta.
    return carpeta in cadena or (carpeta.exists() and any(_misma(carpeta, c) for c in cadena))


def _misma(una: Path, otra: Path) -> bool:
    return otra.exists() and os.path.samefile(una, otra)


def _exigir_vecindad(salida: Path) -> None:
    madre = salida.parent
    if not madre.is_dir():
        raise FalloDeEntorno(f"No existe la carpeta «{madre}».", "Créela o revise --salida.")
    if not os.access(madre, os.W_OK | os.X_OK):
        raise FalloDeEntorno(
            f"No se puede escribir en «{madre}», que contiene la salida.",
            "Revise los permisos o use otra carpeta con --salida.",
        )


def _rechazar_taller_desviado(taller: RutasDeSalida) -> None:
    for carpeta in (taller.carpeta.parent, taller.carpeta):
        if os.path.lexists(carpeta) and (carpeta.is_symlink() or not carpeta.is_dir()):
            raise SalidaRechazada(
                f"«{carpeta}» no es una carpeta llana y generador la necesita.", "Retírela."
            )
    if taller.carpeta.is_dir():
        with os.scandir(taller.carpeta) as entradas:
            if desviada := next((e.path for e in entradas if _desvia(taller, e)), None):
                raise SalidaRechazada(
                    f"«{desviada}» es un enlace, y generador escribe ahí.", "Retírelo."
                )


def _desvia(taller: RutasDeSalida, entrada: os.DirEntry[str]) -> bool:
    if not entrada.is_symlink():
        return False
    # El que quedó de una construcción que murió antes de ponerlo: se quita sin seguirlo.
    propios = map(taller.texto_hacia, taller.arboles)
    return entrada.name != taller.enlace.name or os.readlink(entrada.path) not in propios


def _exigir_marca(salida: Path) -> None:
    """Antes de crear nada al lado: una carpeta ajena con archivos no es nuestra salida."""
    if salida.is_dir() and not (salida / MARCA).is_file() and os.listdir(salida):
        raise SalidaRechazada(
            f"La carpeta «{salida}» no está vacía y no la escribió generador (le falta «{MARCA}»).",
            "Vacíela, muévala o use otra carpeta con --salida.",
        )
