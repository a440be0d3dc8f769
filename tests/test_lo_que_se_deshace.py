"""Un signo de menos o de más: si se arregla sin preguntar, queda lo que decía.

De cada renglón de los ejemplos de la referencia se quita o se cambia un signo, como quien escribe
de prisa. Lo que se propone puede no ser lo que era; lo que se hace sin preguntar, sí.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from generador.arreglos.sintaxis import hacer_legible
from generador.hallazgo import Certeza

EJEMPLOS = Path(__file__).parents[1] / "docs/referencia/ejemplos"
Renglones = tuple[str, ...]


def _cambiados(lineas: Renglones, n: int) -> Iterator[Renglones]:
    """El registro con un descuido en ese renglón."""
    linea = lineas[n]
    resto = linea.lstrip(" ")
    antes, despues = lineas[:n], lineas[n + 1 :]
    otros = [linea[1:], linea[2:], resto] if linea != resto else []
    otros += [f" {linea}", f"  {linea}"]
    otros += [linea.replace(": ", signo, 1) for signo in (" ", ":", "; ", " = ") if ": " in linea]
    otros += [linea[: m.start()] + linea[m.end() :] for m in re.finditer(r"[\"'\[\]{},]", linea)]
    if resto.startswith("- "):
        otros += [linea.replace("- ", signo, 1) for signo in ("-", "  ", "", "• ", "– ")]
    yield from ((*antes, otro, *despues) for otro in otros)
    if despues:
        # El salto de línea que se borra.
        juntas = (f"{linea}{con}{despues[0].lstrip(' ')}" for con in ("", " ", ", "))
        yield from ((*antes, junta, *despues[1:]) for junta in juntas)


def _dice(lineas: Renglones) -> object:
    try:
        return yaml.load("\n".join(lineas), yaml.BaseLoader)
    except yaml.YAMLError:
        return None


CORTAS = ("convocatoria", "reglamento", "sitio", "direcciones")
LARGAS = sorted({p.stem for p in EJEMPLOS.glob("*.yaml")} - set(CORTAS))
"""Las de registros largos tardan minutos: van con las pruebas largas."""


@pytest.mark.parametrize(
    "clase", [*CORTAS, *(pytest.param(c, marks=pytest.mark.largas) for c in LARGAS)]
)
def test_lo_que_se_arregla_sin_preguntar_deja_lo_que_decia(clase: str) -> None:
    sanas = tuple((EJEMPLOS / f"{clase}.yaml").read_text("utf-8").rstrip("\n").split("\n"))
    dice, hechos = _dice(sanas), 0
    for n in range(len(sanas)):
        for lineas in _cambiados(sanas, n):
            if isinstance(_dice(lineas), dict):
                continue
            ensayo = hacer_legible(lineas, min(n, len(lineas) - 1))
            if ensayo is None or ensayo.certeza is not Certeza.MECANICO:
                continue
            fin = ensayo.desde + ensayo.cuantas
            queda = _dice((*lineas[: ensayo.desde], *ensayo.nuevas, *lineas[fin:]))
            assert queda in (dice, None), (lineas[n], ensayo.nuevas)
            hechos += 1
    assert hechos, "nada se arregló: la prueba no mira nada"
