"""Qué es una regla: un nombre, un fundamento, qué examina y cómo.

Una regla es un valor. Su función `revisar` recibe un elemento (un acta, un documento, la
instancia) y devuelve lo que halle; `sobre` dice qué elementos le tocan, y así cada corrida
puede contar cuántos examinó, y decir cuándo no examinó ninguno.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad, Hallazgo, Reparo
from generador.modelo.base import Registro


class Caso(Struct, frozen=True):
    """Lo que una regla examina: un valor, con el registro y el camino donde está.

    De una cita, `citado` es lo que el registro nombra, y `clase`, la del registro que su campo
    pide; vacía si no pide una.
    """

    registro: Registro
    camino: tuple[str | int, ...] = ()
    valor: Any = None
    clase: str = ""
    citado: str = ""


class Regla(Struct, frozen=True):
    """Una regla sobre los registros de una instancia.

    `fundamento` nombra la norma o la práctica en que se apoya, y se muestra al editor. Lo que halla
    la que `sigue_a_lo_que_falta` puede deberse solo a que un registro no se pudo leer, y se calla
    hasta que se lea: «falta un acta», cuando la que falta tiene un error. Lo de la que
    `sigue_a_la_fecha` puede deberse solo a que el registro no es de la fecha que dice, y se calla
    mientras esté en la carpeta de otra.
    """

    codigo: str
    gravedad: Gravedad
    titulo: str
    fundamento: str
    sobre: Callable[[Acervo], Iterable[Caso]]
    revisar: Callable[[Caso, Acervo, Contexto], Iterable[Reparo]]
    sigue_a_lo_que_falta: bool = False
    sigue_a_la_fecha: bool = False


class Examen(Struct, frozen=True):
    """Cuántos elementos examinó una regla y cuántos defectos halló."""

    codigo: str
    examinados: int
    hallados: int


def examinar(
    reglas: Iterable[Regla], acervo: Acervo, contexto: Contexto
) -> tuple[tuple[Examen, ...], tuple[Hallazgo, ...]]:
    """Aplica cada regla a lo que le toca."""
    examenes: list[Examen] = []
    hallazgos: list[Hallazgo] = []
    # Varias reglas miran lo mismo: se busca una sola vez.
    hallados: dict[Callable[[Acervo], Iterable[Caso]], tuple[Caso, ...]] = {}
    for regla in reglas:
        if regla.sobre not in hallados:
            hallados[regla.sobre] = tuple(regla.sobre(acervo))
        casos = hallados[regla.sobre]
        suyos = [
            Hallazgo(
                regla.codigo,
                regla.gravedad,
                mensaje,
                caso.registro.origen(*caso.camino),
                remedio,
                tuple(arreglos),
                caso.citado,
            )
            for caso in casos
            for mensaje, remedio, *arreglos in regla.revisar(caso, acervo, contexto)
        ]
        examenes.append(Examen(regla.codigo, len(casos), len(suyos)))
        hallazgos += suyos
    return tuple(examenes), tuple(hallazgos)
