"""Cada registro tiene una identidad y solo una: sesión, versión, periodo, cargo o función."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad
from generador.modelo.base import Registro
from generador.modelo.fechas import fecha_larga
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Dichos


def _identidades(acervo: Acervo) -> Iterator[Caso]:
    """Cada registro; el valor es (lo que es, en palabras, el primero que lo es)."""
    primeros: dict[str, Registro] = {}
    for caso in _en_palabras(acervo):
        primero = primeros.setdefault(caso.valor, caso.registro)
        yield Caso(caso.registro, caso.camino, (caso.valor, primero))


def _en_palabras(acervo: Acervo) -> Iterator[Caso]:
    for acta in acervo.actas:
        if acta.numero is not None:
            serie = "" if acta.serie == "unica" else f", serie {acta.serie}"
            yield Caso(acta, ("numero",), f"acta {acta.numero} de {acta.anio}{serie}")
    for reglamento in acervo.reglamentos:
        yield Caso(reglamento, ("fecha",), f"reglamento del {fecha_larga(reglamento.fecha)}")
    for plan in acervo.planes:
        yield Caso(plan, ("anio",), f"plan de {plan.anio}")
    for informe in acervo.informes:
        yield Caso(informe, ("periodo",), f"informe de {informe.periodo.texto}")


def _sin_repetir(caso: Caso, _: Acervo, __: Contexto) -> Dichos:
    que, primero = caso.valor
    if primero is not caso.registro:
        yield (
            f"Ya hay otro registro que es el {que}: {primero.fuente.archivo}",
            "Corrija el número, la fecha o el periodo de uno de los dos, o borre el que sobra",
        )


def _ids_internos(acervo: Acervo) -> Iterable[Caso]:
    listas: list[tuple[Registro, str, Sequence[object]]] = [
        (acervo.instancia, "integrantes", [i.id for i in acervo.instancia.integrantes or ()]),
        (acervo.instancia, "funciones", [f.numero for f in acervo.instancia.funciones or ()]),
    ]
    for acta in acervo.actas:
        ids = [d.id for d in acta.decisiones or ()] + [c.id for c in acta.compromisos or ()]
        listas.append((acta, "compromisos", ids))
        listas.append((acta, "asistencia", [a.integrante for a in acta.asistencia or ()]))
    for registro, campo, suyos in listas:
        if suyos:
            yield Caso(registro, (campo,), tuple(suyos))


def _ids_sin_repetir(caso: Caso, _: Acervo, __: Contexto) -> Dichos:
    repetidos = sorted({str(i) for i in caso.valor if caso.valor.count(i) > 1})
    if repetidos:
        yield (
            f"Se repite en «{caso.camino[0]}»: {', '.join(repetidos)}",
            "Deje uno solo o cambie el identificador de uno",
        )


def _reconstruidos(acervo: Acervo) -> Iterable[Caso]:
    for registro in acervo.registros():
        if registro.procedencia == "reconstruida":
            yield Caso(registro, ("procedencia",), registro)


def _dice_de_que(caso: Caso, _: Acervo, __: Contexto) -> Dichos:
    if not caso.registro.reconstruida_de:
        yield (
            "El registro es reconstruido y no dice de qué documento",
            "Escriba «reconstruida_de:» con el nombre del documento",
        )


REGLAS: tuple[Regla, ...] = (
    Regla(
        "identidad-repetida",
        Gravedad.ERROR,
        "Dos registros con la misma identidad",
        "La instancia, el año, la serie y el número identifican un acta",
        _identidades,
        _sin_repetir,
    ),
    Regla(
        "identificador-repetido",
        Gravedad.ERROR,
        "Dos partes con el mismo identificador",
        "Otros registros las citan por él",
        _ids_internos,
        _ids_sin_repetir,
    ),
    Regla(
        "reconstruida-sin-fuente",
        Gravedad.ERROR,
        "Un registro reconstruido que no dice de qué",
        "Lo reconstruido nunca es prueba, y el lector debe saberlo",
        _reconstruidos,
        _dice_de_que,
    ),
)
