"""El informe calculado como datos: los mismos campos, con los nombres y en el orden que él dice."""

from __future__ import annotations

from typing import Any

from msgspec import to_builtins

from generador.modelo.sin_dato import SIN_DATO
from generador.verificacion.resultados import InformeCalculado

# Un texto nuestro que falta no es un dato que falte.
_PROPIOS = frozenset({"nota"})


def informe_json(calculado: InformeCalculado) -> dict[str, Any]:
    """Los bloques del formulario; cada cifra, con calculado, declarado, coincide y fuentes.

    Las fechas van AAAA-MM-DD; lo que no se sabe es «sin_dato», nunca null ni un texto vacío.
    """
    return _mapa(to_builtins(calculado))


def _mapa(mapa: dict[str, Any]) -> dict[str, Any]:
    return {c: v if c in _PROPIOS else _valor(v) for c, v in mapa.items()}


def _valor(valor: Any) -> Any:
    """El valor con lo vacío de un dato como `sin_dato`."""
    if valor is None or valor == "":
        return SIN_DATO
    if isinstance(valor, dict):
        return _mapa(valor)
    return [_valor(v) for v in valor] if isinstance(valor, list | tuple) else valor
