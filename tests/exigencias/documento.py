"""Las cifras de `docs/garantias.md`: solo se reescribe lo que está entre las marcas."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from exigencias.base import Cuenta, Promesa

DOCUMENTO = Path(__file__).parents[2] / "docs/garantias.md"
_BOGOTA = timezone(timedelta(hours=-5))


def marcas(numero: int) -> tuple[str, str]:
    """El renglón que abre y el que cierra las cifras de una promesa."""
    return f"<!-- cifras de la promesa {numero} -->", f"<!-- fin de la promesa {numero} -->"


def anotar(promesa: Promesa, cuenta: Cuenta, partes: Mapping[str, Any]) -> None:
    """Escribe en el documento lo que midió la última corrida completa de una promesa."""
    abre, cierra = marcas(promesa.numero)
    texto = DOCUMENTO.read_text("utf-8")
    antes, hay, resto = texto.partition(abre)
    _, cerrada, despues = resto.partition(cierra)
    if not (hay and cerrada):
        raise ValueError(f"{DOCUMENTO.name} no tiene las marcas de la promesa {promesa.numero}")
    cifras = "\n".join(_renglones(cuenta, partes))
    DOCUMENTO.write_text(f"{antes}{abre}\n{cifras}\n{cierra}{despues}", "utf-8")


def _renglones(cuenta: Cuenta, partes: Mapping[str, Any]) -> Iterator[str]:
    hoy = datetime.now(_BOGOTA).date()
    con = f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}"
    yield (
        f"Última medición, el {hoy} con {con}: **{_miles(cuenta.intentos)} intentos, "
        f"{_miles(cuenta.fallidos)} fallidos**, {cuenta.segundos:.0f} segundos."
    )
    yield ""
    yield "| Parte | Intentos | Fallidos | Segundos |"
    yield "|---|---:|---:|---:|"
    for nombre, dato in partes.items():
        if nombre != "reloj":
            cifras = f"{_miles(dato['intentos'])} | {_miles(dato['fallidos'])}"
            yield f"| {nombre} | {cifras} | {dato['segundos']:.0f} |"
    notas = [*cuenta.notas, *(f"sin probar en esa máquina: {o}" for o in cuenta.omitidas)]
    if notas:
        yield ""
        yield from (f"- {nota}" for nota in notas)


def _miles(numero: int) -> str:
    return f"{numero:,}".replace(",", ".")
