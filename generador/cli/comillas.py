"""La orden como se debió escribir, si un nombre de varias palabras quedó sin comillas."""

from __future__ import annotations

from collections.abc import Sequence

import click


def sin_comillas(orden: click.Command, escrito: Sequence[str]) -> str:
    """Lo escrito, con cada nombre entre comillas; el texto vacío si no sobran palabras.

    Lo que sobra es de la opción que está justo antes; si no hay, del primer argumento. La orden
    que no tiene argumentos y sí `--nombre` lo espera ahí.
    """
    con_valor = {o for p in orden.params if _lleva_valor(p) for o in p.opts}
    argumentos = [p for p in orden.params if isinstance(p, click.Argument)]
    cuantos = len(argumentos)
    sueltas = _sueltas(escrito, con_valor)
    if len(sueltas) <= cuantos or any(map(_es_una_palabra, argumentos)):
        return ""
    ultimas = _seguidas(sueltas)
    de_opcion = ultimas[0] >= 2 and escrito[ultimas[0] - 2] in con_valor
    if de_opcion and len(sueltas) - len(ultimas) == cuantos:
        return _en_una_linea(_juntar(escrito, [ultimas[0] - 1, *ultimas]))
    if not cuantos:
        nombrado = "--nombre" in con_valor - set(escrito)
        return _en_una_linea(_juntar(escrito, sueltas, "--nombre")) if nombrado else ""
    del_nombre = len(sueltas) - _del_periodo([escrito[n] for n in sueltas]) * (cuantos > 1)
    juntas = _juntar(escrito, sueltas[del_nombre:]) if cuantos > 1 else list(escrito)
    return _en_una_linea(_juntar(juntas, sueltas[:del_nombre]))


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


def _en_una_linea(palabras: list[str]) -> str:
    return " ".join(f'"{p}"' if " " in p else p for p in palabras if p)
