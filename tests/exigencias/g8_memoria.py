"""Construir con memoria da los mismos bytes que construir de cero, tras cualquier secuencia."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from unittest import mock

from apoyo.construcciones import Construcciones
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from exigencias.base import Cuenta, Parte, Promesa

PASOS = 8
_MITADES = 2


def secuencias(cuantas: int, semilla: int, carpeta: Path, cuenta: Cuenta) -> None:
    """Secuencias de cambios al azar; tras cada construcción el árbol se compara entero."""

    class Contada(Construcciones):
        def teardown(self) -> None:
            super().teardown()
            # Si la secuencia falla, Hypothesis la repite para acortarla, y lanza al final.
            cuenta.probar(True, "")

    ajustes = settings(
        max_examples=cuantas,
        stateful_step_count=PASOS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    with mock.patch.object(tempfile, "tempdir", str(carpeta)):
        try:
            run_state_machine_as_test(seed(semilla)(Contada), settings=ajustes)
        except AssertionError as falla:
            cuenta.probar(False, f"una secuencia dio otros bytes: {str(falla)[:500]}")
    cuenta.notas.append(f"Semilla {semilla}; hasta {PASOS} cambios o construcciones por secuencia.")


def partes(completa: bool) -> Mapping[str, Parte]:
    """Cada parte con el tamaño que toca; en dos mitades, para usar dos núcleos."""
    cuantas = (500 if completa else 6) // _MITADES
    return {
        f"secuencias al azar, semilla {n}": partial(secuencias, cuantas, n)
        for n in range(1, _MITADES + 1)
    }


PROMESA = Promesa(
    8,
    "Lo recordado nunca engaña",
    "Tras cualquier secuencia de ediciones, borrados, renombres, archivos dañados y reparados, "
    "cambios de norma, lista, entidad, tema, configuración y fecha, y construcciones cortadas, el "
    "sitio es, byte por byte, el que se haría de cero.",
    partes,
)
