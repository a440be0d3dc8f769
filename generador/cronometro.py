"""Cuánto tarda cada cosa, para `construir --perfil`. Sin pedirlo, nada se mide."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Cronometro:
    """Los segundos de pared de cada etapa y de cada registro.

    Las etapas no se encierran unas a otras, de modo que se pueden sumar. Un registro se nombra por
    su camino bajo `contenido/`; su tiempo es el de leerlo y el de dibujar su página.
    """

    def __init__(self) -> None:
        self.etapas: dict[str, float] = defaultdict(float)
        self.registros: dict[str, float] = defaultdict(float)
        self.clases: dict[str, float] = defaultdict(float)

    @contextmanager
    def etapa(self, nombre: str) -> Iterator[None]:
        """Suma a la etapa lo que dure el bloque."""
        inicio = time.perf_counter()
        try:
            yield
        finally:
            self.etapas[nombre] += time.perf_counter() - inicio

    @contextmanager
    def registro(self, ruta: str, clase: str) -> Iterator[None]:
        """Suma al registro, y a los de su clase, lo que dure el bloque."""
        inicio = time.perf_counter()
        try:
            yield
        finally:
            segundos = time.perf_counter() - inicio
            self.registros[ruta] += segundos
            self.clases[clase] += segundos
