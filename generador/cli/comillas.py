"""La orden como se debió escribir, si sobran palabras: un nombre sin comillas, o sin su opción."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import click

from generador.cli.reparto import repartir


class Debida(NamedTuple):
    """Por qué la orden no se entiende como se escribió, y cómo se escribe."""

    porque: str
    orden: str


_CON_COMILLAS = "Un nombre de varias palabras va entre comillas"


def como_se_escribe(orden: click.Command, escrito: Sequence[str]) -> Debida | None:
    """Lo escrito, con cada palabra en su lugar; nada si no sobran.

    Después de una instancia que existe, cada una es de la opción que la entiende. Si no, es de la
    opción que está justo antes, o del primer argumento. La orden que no tiene argumentos y sí
    `--nombre` lo espera ahí.
    """
    con_valor = {o for p in orden.params if _lleva_valor(p) for o in p.opts}
    argumentos = [p for p in orden.params if isinstance(p, click.Argument)]
    sueltas = _sueltas(escrito, con_valor)
    if len(sueltas) <= len(argumentos) or any(map(_es_una_palabra, argumentos)):
        return None
    if any(map(partial(_no_es_de, orden), escrito)):
        # Lo que sobra puede ser el valor de la opción que no existe: se dice eso.
        return None
    de_instancia = [a.name for a in argumentos][:1] == ["instancia"]
    reparto = repartir(escrito, sueltas, con_valor, len(argumentos)) if de_instancia else None
    if reparto and not reparto.sobran:
        return Debida(reparto.porque, _en_una_linea(reparto.palabras))
    juntas = _de_la_opcion(escrito, sueltas, con_valor, len(argumentos))
    if not juntas and reparto:
        return Debida(reparto.porque, _en_una_linea(reparto.palabras)) if reparto.palabras else None
    juntas = juntas or _del_argumento(escrito, sueltas, con_valor, len(argumentos))
    return Debida(_CON_COMILLAS, _en_una_linea(juntas)) if juntas else None


def _de_la_opcion(
    escrito: Sequence[str], sueltas: list[int], con_valor: set[str], cuantos: int
) -> list[str]:
    """Lo escrito, si lo que sobra sigue al valor de una opción."""
    ultimas = _seguidas(sueltas)
    de_opcion = ultimas[0] >= 2 and escrito[ultimas[0] - 2] in con_valor
    suyas = de_opcion and len(sueltas) - len(ultimas) == cuantos
    return _juntar(escrito, [ultimas[0] - 1, *ultimas]) if suyas else []


def _del_argumento(
    escrito: Sequence[str], sueltas: list[int], con_valor: set[str], cuantos: int
) -> list[str]:
    """Lo escrito, si lo que sobra es del primer argumento, o de la opción `--nombre`."""
    if not cuantos:
        nombrado = "--nombre" in con_valor - set(escrito)
        return _juntar(escrito, sueltas, "--nombre") if nombrado else []
    del_nombre = len(sueltas) - _del_periodo([escrito[n] for n in sueltas]) * (cuantos > 1)
    juntas = _juntar(escrito, sueltas[del_nombre:]) if cuantos > 1 else list(escrito)
    return _juntar(juntas, sueltas[:del_nombre])


def _no_es_de(orden: click.Command, palabra: str) -> bool:
    """Si es una opción que la orden no tiene."""
    suyas = {"--help", *(o for p in orden.params for o in (*p.opts, *p.secondary_opts))}
    return palabra.startswith("--") and palabra.partition("=")[0] not in suyas


def _lleva_valor(parametro: click.Parameter) -> bool:
    return isinstance(parametro, click.Option) and not parametro.is_flag and not parametro.count


def _es_una_palabra(argumento: click.Argument) -> bool:
    """Si su valor, lo escriba quien lo escriba, nunca tiene espacios."""
    return isinstance(argumento.type, click.Choice) or "CODIGO" in (argumento.metavar or "")


def _sueltas(escrito: Sequence[str], con_valor: set[str]) -> list[int]:
    """Dónde están las palabras que no son una opción ni su valor."""
    return [
        n
        for n, palabra in enumerate(escrito)
        if not palabra.startswith("-") and (n == 0 or escrito[n - 1] not in con_valor)
    ]


def _seguidas(lugares: list[int]) -> list[int]:
    """Los últimos lugares, mientras sean seguidos."""
    desde = len(lugares) - 1
    while desde and lugares[desde - 1] == lugares[desde] - 1:
        desde -= 1
    return lugares[desde:]


def _del_periodo(palabras: list[str]) -> int:
    """Cuántas palabras del final dicen el periodo: «2020», o «segundo trimestre de 2020»."""
    from generador.modelo.correcciones import periodo

    cuantas, leido = 1, ""
    for n in range(1, len(palabras)):
        if (suyo := periodo(" ".join(palabras[-n:]))) and suyo != leido:
            cuantas, leido = n, suyo
    return cuantas


def _juntar(escrito: Sequence[str], lugares: list[int], opcion: str = "") -> list[str]:
    """Esas palabras en una, donde está la primera, después de la opción."""
    juntas = " ".join(escrito[n] for n in lugares)
    return [
        palabra
        for n, una in enumerate(escrito)
        for palabra in ((opcion, juntas) if n == lugares[0] else ("" if n in lugares else una,))
    ]


def _en_una_linea(palabras: Sequence[str]) -> str:
    return " ".join(f'"{p}"' if " " in p else p for p in palabras if p)
