"""Lo que toda exigencia usa: contar lo intentado y lo fallado, y sus partes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

MAXIMO_DE_FALLAS = 20
ESPACIO = 1 << 30


class NoSePuede(Exception):
    """A esta máquina le falta algo para probar una parte: dice qué."""


def lugar_rapido() -> str | None:
    """Una carpeta en memoria donde trabajar, o `None` si no la hay y toca la de siempre.

    Las llamadas al sistema son las mismas; lo que se evita es esperar, en cada construcción, a que
    el disco termine de escribir lo de todos los demás programas.
    """
    memoria = "/dev/shm"
    if not os.access(memoria, os.W_OK | os.X_OK):
        return None
    disco = os.statvfs(memoria)
    return memoria if disco.f_bavail * disco.f_frsize > ESPACIO else None


@dataclass
class Cuenta:
    """Lo que se intentó, lo que falló y lo que conviene saber de cómo se midió."""

    intentos: int = 0
    fallidos: int = 0
    fallas: list[str] = field(default_factory=list)
    notas: list[str] = field(default_factory=list)
    omitidas: list[str] = field(default_factory=list)
    segundos: float = 0.0

    def probar(self, bien: bool, que: str) -> bool:
        """Cuenta un intento; si no salió bien, guarda de qué se trataba."""
        self.intentos += 1
        if not bien:
            self.fallidos += 1
            if len(self.fallas) < MAXIMO_DE_FALLAS:
                self.fallas.append(que)
        return bien

    def sumar(self, otra: Cuenta) -> None:
        """Agrega lo de otra cuenta."""
        self.intentos += otra.intentos
        self.fallidos += otra.fallidos
        self.segundos += otra.segundos
        for propia, ajena in (
            (self.fallas, otra.fallas),
            (self.notas, otra.notas),
            (self.omitidas, otra.omitidas),
        ):
            propia.extend(x for x in ajena if x not in propia)


Parte = Callable[[Path, Cuenta], None]
"""Prueba algo dentro de una carpeta vacía y lo anota en la cuenta."""


@dataclass(frozen=True)
class Promesa:
    """Una promesa numerada: qué se ofrece y cómo se comprueba.

    `partes` da las partes por nombre; recibe si se pide el tamaño completo.
    """

    numero: int
    titulo: str
    ofrece: str
    partes: Callable[[bool], Mapping[str, Parte]]


def correr_parte(parte: Parte, carpeta: Path) -> Cuenta:
    """Corre una parte en `carpeta`, que se crea; lo que no se puede probar queda dicho."""
    cuenta = Cuenta()
    carpeta.mkdir(parents=True)
    inicio = time.monotonic()
    try:
        parte(carpeta, cuenta)
    except NoSePuede as motivo:
        cuenta.omitidas.append(str(motivo))
    cuenta.segundos = time.monotonic() - inicio
    return cuenta
