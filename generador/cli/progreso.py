"""Cómo va un trabajo largo: una barra por etapas en la terminal, renglones donde no la hay.

Se dibuja en la salida de errores, de modo que la otra queda limpia, y sin hilos: solo cuando el
trabajo cuenta cuánto lleva. Una etapa que no se puede contar no mueve la barra.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO

from generador.cli.presentar import ancho, limpio

ESPERA = 0.5
"""Segundos antes de mostrar algo en la terminal: un trabajo corto no parpadea."""

RITMO = 0.1
ESPERA_LLANA = 5.0
"""Segundos entre dos renglones donde no hay terminal: los registros de un servidor no se llenan."""

_ANCHO_DE_BARRA = 24
_BORRAR = "\r\x1b[K"
_CON_LETRAS, _SIN_LETRAS = ("━", "─"), ("#", "-")


@contextmanager
def progreso(*, silencio: bool = False) -> Iterator[Progreso]:
    """A quién contarle cómo va. Con `silencio` escucha y no dice nada."""
    uno = Progreso(sys.stderr, mudo=silencio)
    try:
        yield uno
    finally:
        uno.cerrar()


@dataclass
class Progreso:
    """Recibe `(etapa, hechos, total)` tantas veces como se quiera: es un `Avance`.

    En una terminal dibuja un solo renglón, a lo sumo diez veces por segundo en cada etapa, y lo
    borra al cerrar. En otra parte escribe un renglón cada cinco segundos. `reloj` da
    segundos que solo crecen.
    """

    canal: TextIO
    mudo: bool = False
    reloj: Callable[[], float] = time.monotonic
    _inicio: float = field(init=False)
    _ultimo: float = field(init=False)
    _etapa: str = field(init=False, default="")
    _dibujado: str = field(init=False, default="")
    _en_terminal: bool = field(init=False)

    def __post_init__(self) -> None:
        self._inicio = self._ultimo = self.reloj()
        self._en_terminal = self.canal.isatty() and os.environ.get("TERM") != "dumb"

    def __call__(self, etapa: str, hechos: int, total: int) -> None:
        if self.mudo:
            return
        ahora = self.reloj()
        if not self._toca(etapa, ahora):
            return
        self._ultimo, self._etapa = ahora, etapa
        self._dibujado = self._renglon(etapa, hechos, total)
        self._escribir(f"\r{self._dibujado}\x1b[K" if self._en_terminal else f"{self._dibujado}\n")

    def _toca(self, etapa: str, ahora: float) -> bool:
        if ahora - self._inicio < (ESPERA if self._en_terminal else ESPERA_LLANA):
            return False
        # Una etapa nueva se dice en seguida: quizá no cuente nada más hasta terminar.
        ritmo = RITMO if self._en_terminal else ESPERA_LLANA
        nueva = self._en_terminal and etapa != self._etapa
        return nueva or not self._dibujado or ahora - self._ultimo >= ritmo

    def de(self, etapa: str) -> Callable[[int, int], None]:
        """Lo mismo para una sola etapa, a quien solo cuenta `(hechos, total)`."""
        return lambda hechos, total: self(etapa, hechos, total)

    def cerrar(self) -> None:
        """Borra el renglón de la terminal. Se puede llamar varias veces."""
        if self._dibujado and self._en_terminal:
            self._escribir(_BORRAR)
        self._dibujado = ""

    def _renglon(self, etapa: str, hechos: int, total: int) -> str:
        cuenta = f"{hechos} de {total}" if total > 0 else str(hechos) if hechos else ""
        if not self._en_terminal:
            return f"{limpio(etapa)}: {cuenta}" if cuenta else f"{limpio(etapa)}…"
        partes = [limpio(etapa), self._barra(hechos, total), cuenta]
        return _recortado("  ".join(p for p in partes if p), _columnas(self.canal) - 1)

    def _barra(self, hechos: int, total: int) -> str:
        if total <= 0:
            return ""
        lleno, vacio = _CON_LETRAS if _dibuja(self.canal, _CON_LETRAS) else _SIN_LETRAS
        llenos = _ANCHO_DE_BARRA * min(max(hechos, 0), total) // total
        return lleno * llenos + vacio * (_ANCHO_DE_BARRA - llenos)

    def _escribir(self, texto: str) -> None:
        # Sin lector no hay a quién contarle: el trabajo sigue.
        try:
            self.canal.write(texto)
            self.canal.flush()
        except OSError:
            self.mudo = True


def _columnas(canal: TextIO) -> int:
    try:
        return os.get_terminal_size(canal.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def _dibuja(canal: TextIO, letras: tuple[str, str]) -> bool:
    """Si la codificación de la terminal tiene esas letras."""
    try:
        "".join(letras).encode(canal.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _recortado(texto: str, cabe: int) -> str:
    """Lo que cabe en un renglón: partido en dos, `\\r` ya no lo podría borrar."""
    while ancho(texto) > max(cabe, 1):
        texto = texto[:-1]
    return texto
