"""Si un cargo estuvo en una sesión, entera o en un momento de ella."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

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
    filas = filas_de(acervo, acta, cargo)
    if cuando is not None:
        filas = del_dia(filas, cuando.date())
    return _vino(filas, acervo.reglamento_en(acta.fecha), acta, cuando)


def filas_de(acervo: Acervo, acta: Acta, cargo: Integrante) -> list[Asistencia]:
    """Lo que el acta dice de la asistencia de un cargo, en sus renglones."""
    return [fila for fila in asistencia_de(acervo, acta) if fila.integrante == cargo.id]


def asistencia_de(acervo: Acervo, acta: Acta) -> tuple[Asistencia, ...]:
    """La lista de un acta, con los suplentes que solo están en el renglón de quien reemplazaron.

    Es así con el integrante que ese día no tiene voto: vino, y en el puesto de otro. Quien tiene
    su propio puesto con voto no lo ocupa, y de él el acta no ha dicho nada.
    """
    escrita = acta.asistencia or ()
    con_suplente = [f for f in escrita if f.suplente and f.asistio]
    if not con_suplente:
        return escrita
    con_renglon = {f.integrante for f in escrita}
    pares = [(f, acervo.integrantes.get(f.suplente or "")) for f in con_suplente]
    return (
        *escrita,
        *(
            _de_suplente(acervo, f, suplente)
            for f, suplente in pares
            if suplente and suplente.id not in con_renglon
            if suplente.voto_en(acta.fecha) is False
        ),
    )


def _de_suplente(acervo: Acervo, fila: Asistencia, suplente: Integrante) -> Asistencia:
    titular = acervo.integrantes.get(fila.integrante)
    return Asistencia.model_construct(
        integrante=suplente.id,
        asistio=True,
        fecha=fila.fecha,
        forma=fila.forma,
        llegada=fila.llegada,
        salida=fila.salida,
        observacion=f"Como suplente de {titular.cargo if titular else fila.integrante}",
    )


def del_dia(filas: Iterable[Asistencia], dia: date) -> list[Asistencia]:
    """Las que valen para un día: lo que se dice de él, antes que lo dicho de toda la sesión."""
    filas = list(filas)
    return [f for f in filas if f.fecha == dia] or [f for f in filas if f.es_de(dia)]


def estaba(fila: Asistencia, acta: Acta, cuando: datetime) -> bool:
    """Si había llegado y no se había ido; a la misma hora en que se va, todavía está."""
    dia = fila.fecha
    llego = fila.llegada is None or acta.cuando(fila.llegada, dia) <= cuando
    return llego and (fila.salida is None or cuando <= acta.cuando(fila.salida, dia))


def no_admitido(fila: Asistencia, reglamento: Reglamento | None) -> bool:
    """Si quien fue es un delegado, y el reglamento de ese día no los admite: no es presencia."""
    return bool(fila.asistio) and fila.delegado is not None and prohibe(reglamento)


def cuenta_de_presencia(acervo: Acervo, acta: Acta) -> tuple[int, int, int]:
    """De los cargos que existían ese día, cuántos vinieron, cuántos no y de cuántos no se sabe."""
    vinieron = [vino for _, vino, _ in presencias(acervo, acta)]
    return vinieron.count(True), vinieron.count(False), vinieron.count(None)


def presencias(
    acervo: Acervo, acta: Acta, dia: date | None = None
) -> Iterator[tuple[Integrante, bool | None, list[Asistencia]]]:
    """Cada cargo que existía ese día, si vino y lo que el acta dice de él, en sus renglones.

    Con un día de los que duró la sesión, si vino ese día.
    """
    reglamento = acervo.reglamento_en(acta.fecha)
    # Por cargo una sola vez: buscar las filas de cada uno cuesta el cuadrado de la lista.
    filas: dict[str, list[Asistencia]] = {}
    for fila in asistencia_de(acervo, acta):
        filas.setdefault(fila.integrante, []).append(fila)
    for cargo in acervo.instancia.integrantes or ():
        if cargo.existe(acta.fecha):
            suyas = filas.get(cargo.id, [])
            suyas = del_dia(suyas, dia) if dia else suyas
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
    if no_admitido(fila, reglamento):
        return False
    if fila.asistio and cuando is not None:
        return estaba(fila, acta, cuando)
    return fila.asistio


def prohibe(reglamento: Reglamento | None) -> bool:
    """Si el reglamento no admite delegados."""
    return reglamento is not None and reglamento.admite_delegados is False
