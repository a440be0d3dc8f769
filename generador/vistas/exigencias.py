"""De dónde sale cada exigencia: las listas, sus requisitos y cada cuánto se piden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.base import Confianza
from generador.modelo.sitio import BaseLegal, Cadencia, ListaDeRequisitos, Periodicidad
from generador.vistas import textos
from generador.vistas.marco import Enlace
from generador.vistas.registros import enlace_a_norma

_CADA = {
    Cadencia.UNICA: "una sola vez",
    Cadencia.ANUAL: "cada año",
    Cadencia.SEMESTRAL: "cada semestre",
    Cadencia.TRIMESTRAL: "cada trimestre",
    Cadencia.MENSUAL: "cada mes",
    Cadencia.POR_SESION: "en cada sesión",
}
CERTEZA = {
    Confianza.CONFIRMADO: "confirmado",
    Confianza.POR_CONFIRMAR: "por confirmar",
    Confianza.FICTICIA: "ficticio",
}
"""Qué tan cierto es algo de una lista, como se lee."""


class VistaCadencia(Struct, frozen=True):
    """Cada cuánto se pide algo, según qué fuente y qué tan cierto es."""

    cada: str
    fuente: str
    certeza: str


class VistaBase(Struct, frozen=True):
    """Una norma en que se apoya un requisito, qué artículos y qué tan cierto es."""

    norma: Enlace
    articulos: str
    certeza: str


class VistaExigencia(Struct, frozen=True):
    """Un requisito, la ley en que se apoya y todas las cadencias que ha tenido."""

    titulo: str
    base_legal: tuple[VistaBase, ...]
    cadencias: tuple[VistaCadencia, ...]


class VistaLista(Struct, frozen=True):
    """Una lista de requisitos: qué es y qué pide."""

    titulo: str
    descripcion: str
    certeza: str
    exigencias: tuple[VistaExigencia, ...]


def listas_explicadas(ids: Iterable[str], contexto: Contexto) -> tuple[VistaLista, ...]:
    """Esas listas, en su orden; la que no se conoce no dice nada de sí."""
    return tuple(_lista(lista, contexto) for id_ in ids if (lista := contexto.lista(id_)))


def _lista(lista: ListaDeRequisitos, contexto: Contexto) -> VistaLista:
    return VistaLista(
        lista.titulo,
        lista.descripcion or "",
        CERTEZA[lista.confianza],
        tuple(
            VistaExigencia(
                r.titulo,
                tuple(_base(b, contexto) for b in r.base_legal or ()),
                tuple(map(_cadencia, r.periodicidad)),
            )
            for r in lista.requisitos
        ),
    )


def _base(base: BaseLegal, contexto: Contexto) -> VistaBase:
    return VistaBase(
        enlace_a_norma(base.norma, contexto), base.articulos or "", CERTEZA[base.confianza]
    )


def _cadencia(periodicidad: Periodicidad) -> VistaCadencia:
    return VistaCadencia(
        ", ".join((_CADA[periodicidad.cada], *_vigencia(periodicidad))),
        periodicidad.fuente or "",
        CERTEZA[periodicidad.confianza],
    )


def _vigencia(periodicidad: Periodicidad) -> Iterator[str]:
    if periodicidad.desde:
        yield f"desde el {textos.fecha(periodicidad.desde)}"
    if periodicidad.hasta:
        yield f"hasta el {textos.fecha(periodicidad.hasta)}"
