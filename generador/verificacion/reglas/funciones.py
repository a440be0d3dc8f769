"""Las funciones que cada sesión y cada informe dicen haber abordado."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad
from generador.modelo.acta import Acta
from generador.modelo.nombres import enumerar, lapso_en_palabras
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos


def _anios(acervo: Acervo) -> Iterator[Caso]:
    """Cada año con dos sesiones o más que dicen sus funciones, por la primera de ellas."""
    for _, grupo in groupby(acervo.sesiones, key=lambda a: a.anio):
        suyas = tuple(grupo)
        if len(suyas) > 1 and all(a.funciones is not None for a in suyas):
            yield Caso(suyas[0], ("funciones",), suyas)


def _pendientes(acervo: Acervo, dia: date) -> set[int]:
    """Las funciones que se podían abordar ese día: existían y no se habían cumplido del todo."""
    return {
        f.numero
        for f in acervo.instancia.funciones or ()
        if f.existe(dia) and not (f.cumplida_en and f.cumplida_en.hasta < dia)
    }


def _todas(acervo: Acervo, acta: Acta) -> bool:
    pendientes = _pendientes(acervo, acta.fecha)
    return len(pendientes) > 1 and pendientes <= set(acta.funciones or ())


def _distintas(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    suyas: tuple[Acta, ...] = caso.valor
    if all(_todas(acervo, acta) for acta in suyas):
        funciones = enumerar(sorted(_pendientes(acervo, suyas[0].fecha)))
        yield (
            f"Las {len(suyas)} sesiones de {suyas[0].anio} dicen haber abordado todas las "
            f"funciones pendientes: {funciones}",
            "Revise en cada acta qué funciones se trataron; si el documento las marca todas, "
            "dígalo en «notas»",
        )


def _negadas(acervo: Acervo) -> Iterator[Caso]:
    """Cada función que un informe declara no abordada; el valor es (informe, función)."""
    for informe in acervo.informes:
        declaradas = informe.declarado.funciones if informe.declarado else None
        for n, declarada in enumerate(declaradas or ()):
            funcion = acervo.funciones.get(declarada.funcion)
            if funcion and declarada.se_abordo is False:
                camino = ("declarado", "funciones", n, "se_abordo")
                yield Caso(informe, camino, (informe, funcion))


def _sin_cumplir(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    informe, funcion = caso.valor
    cumplida = funcion.cumplida_en
    if cumplida and cumplida.hasta < informe.periodo.desde:
        yield (
            f"El informe dice que la función {funcion.numero} no se abordó, y se había cumplido "
            f"antes: {lapso_en_palabras(cumplida)}",
            "No hay que corregir lo declarado: la página muestra las dos cosas",
        )


_FORMULARIO = "El formulario pide qué funciones se abordaron y en qué sesiones"

REGLAS: tuple[Regla, ...] = (
    Regla(
        "funciones-en-bloque",
        Gravedad.INFORMACION,
        "Todas las funciones marcadas en todas las sesiones",
        _FORMULARIO,
        _anios,
        _distintas,
    ),
    Regla(
        "funcion-cumplida-antes",
        Gravedad.INFORMACION,
        "Una función declarada «No» que ya se había cumplido",
        _FORMULARIO,
        _negadas,
        _sin_cumplir,
    ),
)
