"""La fecha de corte que anota entre qué fechas valdría la misma respuesta.

Cada comparación con el corte dice algo que seguirá siendo cierto hasta cierto día: si
`plazo > corte`, lo será mientras el corte no llegue al plazo. Anotar esas fronteras evita
declararlas a mano y olvidar alguna. Cualquier uso que no sea comparar o mirar el año estrecha el
intervalo a un solo día, que siempre es correcto.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

_DIA = timedelta(days=1)


class Corte(date):
    """Una fecha de corte. `desde` y `hasta` son los extremos, incluidos, en que vale lo dicho."""

    desde: date
    hasta: date
    dia: date
    """La fecha corriente, sin anotar nada: solo para guardar el intervalo."""

    @classmethod
    def de(cls, dia: date) -> Corte:
        """Un corte sin nada anotado."""
        corte = cls(dia.year, dia.month, dia.day)
        corte.desde, corte.hasta = date.min, date.max
        corte.dia = dia.dia if isinstance(dia, Corte) else dia
        return corte

    def _estrechar(self, desde: date, hasta: date) -> None:
        self.desde = max(self.desde, desde)
        self.hasta = min(self.hasta, hasta)

    def _antes_de(self, otra: date) -> bool:
        """Si el corte es anterior a `otra`; anota de qué lado quedó."""
        otra = otra.dia if isinstance(otra, Corte) else otra
        es_antes = date.__lt__(self.dia, otra)
        if es_antes:
            self._estrechar(date.min, otra - _DIA)
        else:
            self._estrechar(otra, date.max)
        return es_antes

    def _hasta_el(self, otra: date) -> bool:
        """Si el corte es `otra` o anterior; anota de qué lado quedó."""
        otra = otra.dia if isinstance(otra, Corte) else otra
        return True if otra == date.max else self._antes_de(otra + _DIA)

    def __lt__(self, otra: Any) -> bool:
        return self._antes_de(otra)

    def __le__(self, otra: Any) -> bool:
        return self._hasta_el(otra)

    def __gt__(self, otra: Any) -> bool:
        return not self._hasta_el(otra)

    def __ge__(self, otra: Any) -> bool:
        return not self._antes_de(otra)

    @property
    def year(self) -> int:
        """El año: vale para cualquier corte del mismo año."""
        anio = super().year
        self._estrechar(date(anio, 1, 1), date(anio, 12, 31))
        return anio

    @property
    def month(self) -> int:
        """El mes: vale solo para este día."""
        return self._exacto().month

    @property
    def day(self) -> int:
        """El día del mes: vale solo para este día."""
        return self._exacto().day

    def _exacto(self) -> date:
        self._estrechar(self.dia, self.dia)
        return self.dia


def _solo_ese_dia(nombre: str) -> Callable[..., Any]:
    """Un método de `date` que estrecha el intervalo al día mismo."""

    def metodo(self: Corte, *args: Any) -> Any:
        return getattr(self._exacto(), nombre)(*args)

    return metodo


# Lo que de una fecha depende del día y `date` define por su cuenta: sin esto no anotaría nada.
_QUE_ANOTAN = """
__eq__ __ne__ __hash__ __repr__ __str__ __format__ __add__ __radd__ __sub__ __rsub__
isoformat strftime weekday isoweekday isocalendar toordinal timetuple ctime replace
"""
for _nombre in _QUE_ANOTAN.split():
    setattr(Corte, _nombre, _solo_ese_dia(_nombre))


def fecha_escrita(valor: object) -> str:
    """Para `msgspec`: una fecha de corte dentro de un valor. Anota que vale solo ese día."""
    if isinstance(valor, Corte):
        return valor.isoformat()
    raise TypeError(f"no se sabe escribir {type(valor)}")
