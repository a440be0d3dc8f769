"""Una página de la guía como la sigue alguien otro día: sus fechas se corren con él.

Es lo que la guía le pide a su lector: donde dice el día en que se siguió, pone el suyo, y las otras
fechas quedan a la misma distancia. Un mes o un trimestre sueltos se corren por meses y trimestres.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

MESES = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
TRIMESTRES = ("primer", "segundo", "tercer", "cuarto")

_DE_MES = "|".join(MESES)
_FECHAS = re.compile(
    r"(?P<dia>\b20\d\d-\d\d-\d\d\b)"
    r"|(?P<barras>\b\d\d/\d\d/20\d\d\b)"
    rf"|(?P<largo>\b\d\d? de (?:{_DE_MES}) de 20\d\d\b)"
    r"|(?P<trimestre>\b20\d\d-t\d\b)"
    rf"|(?P<nombrado>\b(?:{'|'.join(TRIMESTRES)}) trimestre de 20\d\d\b)"
    r"|(?P<mes>\b20\d\d-\d\d\b)"
    r"|(?P<anio>\b20\d\d\b)"
)


def al_dia(texto: str, escrita: date, dia: date) -> str:
    """El texto que se escribió un día, como se lee otro."""
    if dia == escrita:
        return texto
    corrida = _Corrida(escrita, dia)
    return _FECHAS.sub(lambda m: corrida.en(str(m.lastgroup), m[0]), texto)


class _Corrida:
    """Cuánto se corre cada clase de fecha entre dos días."""

    def __init__(self, escrita: date, dia: date) -> None:
        self._dias = dia - escrita
        self._meses = _meses(dia) - _meses(escrita)
        self._trimestres = _meses(dia) // 3 - _meses(escrita) // 3
        self._anios = dia.year - escrita.year

    def en(self, clase: str, texto: str) -> str:
        """Una fecha escrita de una de las maneras, corrida."""
        como: Callable[[str], str] = getattr(self, f"_{clase}")
        return como(texto)

    def _dia(self, texto: str) -> str:
        return str(date.fromisoformat(texto) + self._dias)

    def _barras(self, texto: str) -> str:
        dia, mes, anio = map(int, texto.split("/"))
        return f"{date(anio, mes, dia) + self._dias:%d/%m/%Y}"

    def _largo(self, texto: str) -> str:
        dia, mes, anio = texto.split(" de ")
        otra = date(int(anio), MESES.index(mes) + 1, int(dia)) + self._dias
        return f"{otra.day} de {MESES[otra.month - 1]} de {otra.year}"

    def _trimestre(self, texto: str) -> str:
        anio, orden = self._otro_trimestre(int(texto[:4]), int(texto[-1]) - 1)
        return f"{anio}-t{orden + 1}"

    def _nombrado(self, texto: str) -> str:
        nombre, _, _, escrito = texto.split()
        anio, orden = self._otro_trimestre(int(escrito), TRIMESTRES.index(nombre))
        return f"{TRIMESTRES[orden]} trimestre de {anio}"

    def _otro_trimestre(self, anio: int, orden: int) -> tuple[int, int]:
        return divmod(anio * 4 + orden + self._trimestres, 4)

    def _mes(self, texto: str) -> str:
        anio, mes = divmod(_meses(date(int(texto[:4]), int(texto[5:]), 1)) + self._meses, 12)
        return f"{anio}-{mes + 1:02}"

    def _anio(self, texto: str) -> str:
        return str(int(texto) + self._anios)


def _meses(fecha: date) -> int:
    """Los meses transcurridos hasta el de una fecha."""
    return fecha.year * 12 + fecha.month - 1
