"""Por qué un renglón está en su estado, en palabras que no envejecen: sin la fecha de hoy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from generador.modelo.fechas import fecha_larga
from generador.modelo.sitio import Evidencia, Requisito
from generador.verificacion.requisito_de_un_anio import Nada, Unidades
from generador.verificacion.resultados import Estado, Exigencia


def explicar_estado(
    estado: Estado, juzgadas: Unidades, corte: date, requisito: Requisito, parcial: bool
) -> str:
    """Las frases que explican el estado; la primera dice lo principal."""
    if isinstance(juzgadas, Nada):
        return juzgadas.explicacion
    pendientes = tuple(u for u in juzgadas if u.en_plazo(corte))
    contadas = tuple(u for u in juzgadas if u not in pendientes) or juzgadas
    frases = [_principal(estado, contadas, requisito)]
    if estado is Estado.PARCIAL and parcial:
        frases.append("Lo que falta no consta en estos registros.")
    if estado is not Estado.SIN_DATO:
        hecho = _DICHOS.get(requisito.evidencia, _PUBLICAR).hecho
        frases += [_vencidas(u for u in contadas if u.vencida(corte)), _tardias(contadas, hecho)]
        frases += [_sin_fecha(contadas, hecho), _pendientes(pendientes)]
    return " ".join(filter(None, frases))


def _principal(estado: Estado, contadas: tuple[Exigencia, ...], requisito: Requisito) -> str:
    cumplidas = sum(u.cumplida for u in contadas)
    dichos = _DICHOS.get(requisito.evidencia, _PUBLICAR)
    if estado is Estado.SIN_DATO:
        return "No consta en estos registros."
    if estado is Estado.PARCIAL:
        return f"{dichos.parte}: {cumplidas} de {len(contadas)}."
    if estado in (Estado.CUMPLE, Estado.CUMPLE_TARDE):
        return dichos.todo
    if estado is Estado.SIN_COMPROBAR:
        return "Solo hay un enlace a otro sitio, sin el archivo con que comprobarlo: no cumple."
    if estado is Estado.FALTA and requisito.plazo is None:
        return f"{dichos.nada} No hay un plazo definido."
    if estado is Estado.FALTA and not any(u.firme for u in contadas):
        return f"{dichos.nada} El plazo no está confirmado."
    return dichos.nada


class _Dichos(NamedTuple):
    """Cómo se dice que se cumple una parte, todo o nada, y qué se hizo un día."""

    parte: str
    todo: str
    nada: str
    hecho: str = "publicó"


_PUBLICAR = _Dichos(
    "Publicado y completo", "Todo lo exigible está publicado.", "No está publicado."
)
_DICHOS = {
    Evidencia.SESIONES: _Dichos(
        "Periodos con las sesiones debidas",
        "Constan todas las sesiones debidas.",
        "No constan las sesiones debidas.",
    ),
    Evidencia.APROBADAS: _Dichos(
        "Actas aprobadas",
        "Todas las actas se aprobaron.",
        "No consta que se aprobaran.",
        "aprobó",
    ),
    Evidencia.FIRMADAS: _Dichos(
        "Actas firmadas",
        "Todas las actas se firmaron.",
        "No consta que se firmaran.",
        "firmó",
    ),
    Evidencia.RAZONES: _Dichos(
        "Actas con las razones de lo decidido",
        "De todo lo que afecta al público constan las razones.",
        "No constan las razones de lo decidido.",
    ),
    Evidencia.RENDICION: _Dichos(
        "Sesiones de rendición de cuentas",
        "Consta una sesión de rendición de cuentas.",
        "No consta ninguna sesión de rendición de cuentas.",
    ),
}


def _vencidas(unidades: Iterable[Exigencia]) -> str:
    return _frase("Plazo vencido:", [_con_plazo(u, "venció el") for u in unidades])


def _pendientes(unidades: Iterable[Exigencia]) -> str:
    return _frase("Aún en plazo:", [_con_plazo(u, "vence el") for u in unidades])


def _tardias(unidades: Iterable[Exigencia], hecho: str) -> str:
    tardias = [u for u in unidades if u.tarde and u.publicada]
    textos = [
        f"{_con_plazo(u, 'vencía el')}, se {hecho} el {fecha_larga(u.publicada)}"
        for u in tardias
        if u.publicada
    ]
    return _frase(f"Se {hecho} después del plazo:", textos)


def _sin_fecha(unidades: Iterable[Exigencia], hecho: str) -> str:
    """Con un plazo firme, no saber cuándo se hizo impide decir si fue a tiempo."""
    dudosas = [u.nombre for u in unidades if u.cumplida and u.firme and u.publicada is None]
    return _frase(f"No consta cuándo se {hecho}:", dudosas)


def _con_plazo(unidad: Exigencia, verbo: str) -> str:
    fecha = fecha_larga(unidad.vencimiento.fecha) if unidad.vencimiento else "día desconocido"
    return f"{unidad.nombre}, {verbo} {fecha}"


def _frase(comienzo: str, textos: list[str]) -> str:
    return f"{comienzo} {'; '.join(textos)}." if textos else ""
