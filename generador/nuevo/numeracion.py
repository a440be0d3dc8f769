"""Qué número, qué serie y qué archivo le corresponden a la siguiente acta."""

from __future__ import annotations

import re
from datetime import date

from generador.acervo import Acervo
from generador.modelo.acta import Acta
from generador.modelo.nombres import SERIE_UNICA
from generador.modelo.norma import Numeracion
from generador.modelo.sesion import TipoSesion

_NOMBRE = re.compile(r"([a-z-]*?)0*(\d+)")


def serie_de(acervo: Acervo, tipo: TipoSesion) -> str:
    """La serie de la última acta de ese tipo; si es la primera, una nueva cuando se usan series."""
    suyas = [a.serie for a in acervo.actas if a.tipo is tipo]
    if suyas:
        return suyas[-1]
    return SERIE_UNICA if all(a.serie == SERIE_UNICA for a in acervo.actas) else tipo.value


def numero_siguiente(acervo: Acervo, fecha: date, serie: str) -> int:
    """El número que sigue en la serie: el del año, o el de siempre si el reglamento no reinicia."""
    return max(_numeros(acervo, fecha, serie), default=0) + 1


def por_que_sigue(acervo: Acervo, fecha: date, serie: str) -> str:
    """De dónde sale el número que sigue, dicho a quien no lo escribió."""
    ultimo = max(_numeros(acervo, fecha, serie), default=0)
    cuenta = "" if _es_continua(acervo, fecha) else f" de {fecha.year}"
    return f"la última{cuenta} es la {ultimo}" if ultimo else f"es la primera{cuenta}"


def _numeros(acervo: Acervo, fecha: date, serie: str) -> list[int]:
    continua = _es_continua(acervo, fecha)
    return [
        acta.numero
        for acta in acervo.actas
        if acta.serie == serie and acta.numero and (continua or acta.anio == fecha.year)
    ]


def _es_continua(acervo: Acervo, fecha: date) -> bool:
    reglamento = acervo.reglamento_en(fecha)
    return reglamento is not None and reglamento.numeracion is Numeracion.CONTINUA


def sesion_siguiente(acervo: Acervo) -> int | None:
    """El número de sesión que sigue, si las actas llevan esa cuenta."""
    cuentas = [a.sesion for a in acervo.actas if a.sesion]
    return max(cuentas) + 1 if cuentas else None


def nombre_de_archivo(acervo: Acervo, serie: str, numero: int) -> str:
    """El nombre del archivo, sin extensión: «04», y «e04» si así se llaman los de su serie."""
    return f"{_prefijo(acervo, serie)}{numero:02}"


def _prefijo(acervo: Acervo, serie: str) -> str:
    for acta in reversed(acervo.actas):
        hallado = _NOMBRE.fullmatch(acta.ruta.rpartition("/")[2]) if acta.serie == serie else None
        if hallado:
            return hallado[1]
    otras = [a for a in acervo.actas if a.serie != serie]
    return serie[0] if _alguna_sin_prefijo(otras) else ""


def _alguna_sin_prefijo(actas: list[Acta]) -> bool:
    return any(a.ruta.rpartition("/")[2].isdigit() for a in actas)
