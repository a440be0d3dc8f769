"""Si un cargo estuvo en una sesión, entera o en un momento de ella."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from generador.acervo import Acervo
from generador.modelo.acta import Acta
from generador.modelo.instancia import Integrante
from generador.modelo.norma import Reglamento
from generador.modelo.sesion import Asistencia


def presente(
    acervo: Acervo, acta: Acta, cargo: Integrante, cuando: datetime | None = None
) -> bool | None:
    """Si el cargo estuvo presente o validamente representado; `None` si el acta no lo dice.

    Con un momento, si estaba en él: quien no dice cuándo llegó ni cuándo se fue, estuvo siempre.
    Una delegación que el reglamento de ese día no admite no cuenta como presencia. Una lista
    «ninguna» dice que no vino nadie; una lista que no nombra el cargo no dice nada de él.
    """
    if acta.asistencia is None:
        return None
    if acta.asistencia == ():
        return False
    filas = filas_de(acta, cargo)
    if cuando is not None:
        # Lo que se dice de ese día vale más que lo que se dice de toda la sesión.
        del_dia = [f for f in filas if f.fecha == cuando.date()]
        filas = del_dia or [f for f in filas if f.es_de(cuando.date())]
    return _vino(filas, acervo.reglamento_en(acta.fecha), acta, cuando)


def filas_de(acta: Acta, cargo: Integrante) -> list[Asistencia]:
    """Lo que el acta dice de la asistencia de un cargo, en sus renglones."""
    return [fila for fila in acta.asistencia or () if fila.integrante == cargo.id]


def estaba(fila: Asistencia, acta: Acta, cuando: datetime) -> bool:
    """Si había llegado y no se había ido; a la misma hora en que se va, todavía está."""
    dia = fila.fecha
    llego = fila.llegada is None or acta.cuando(fila.llegada, dia) <= cuando
    return llego and (fila.salida is None or cuando <= acta.cuando(fila.salida, dia))


def cuenta_de_presencia(acervo: Acervo, acta: Acta) -> tuple[int, int, int]:
    """De los cargos que existían ese día, cuántos vinieron, cuántos no y de cuántos no se sabe."""
    vinieron = [vino for _, vino, _ in presencias(acervo, acta)]
    return vinieron.count(True), vinieron.count(False), vinieron.count(None)


def presencias(
    acervo: Acervo, acta: Acta
) -> Iterator[tuple[Integrante, bool | None, list[Asistencia]]]:
    """Cada cargo que existía ese día, si vino y lo que el acta dice de él, en sus renglones."""
    reglamento = acervo.reglamento_en(acta.fecha)
    # Por cargo una sola vez: buscar las filas de cada uno cuesta el cuadrado de la lista.
    filas: dict[str, list[Asistencia]] = {}
    for fila in acta.asistencia or ():
        filas.setdefault(fila.integrante, []).append(fila)
    for cargo in acervo.instancia.integrantes or ():
        if cargo.existe(acta.fecha):
            suyas = filas.get(cargo.id, [])
            # De una lista «ninguno» se sabe que no vino nadie.
            vino = False if acta.asistencia == () else _vino(suyas, reglamento, acta)
            yield cargo, vino, suyas


def _vino(
    filas: list[Asistencia],
    reglamento: Reglamento | None,
    acta: Acta,
    cuando: datetime | None = None,
) -> bool | None:
    """Lo que las filas de un cargo dicen de él: basta que en una conste que vino."""
    dicho = [_vale(fila, reglamento, acta, cuando) for fila in filas]
    if True in dicho:
        return True
    return None if None in dicho or not dicho else False


def _vale(
    fila: Asistencia, reglamento: Reglamento | None, acta: Acta, cuando: datetime | None
) -> bool | None:
    if fila.asistio and fila.delegado is not None and prohibe(reglamento):
        return False
    if fila.asistio and cuando is not None:
        return estaba(fila, acta, cuando)
    return fila.asistio


def prohibe(reglamento: Reglamento | None) -> bool:
    """Si el reglamento no admite delegados."""
    return reglamento is not None and reglamento.admite_delegados is False
