"""La página de una versión del reglamento interno: qué rige, desde cuándo y qué la reemplazó."""

from __future__ import annotations

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.base import Html
from generador.modelo.nombres import direccion_de, nombre_de_reglamento
from generador.modelo.norma import Reglamento
from generador.vistas import textos
from generador.vistas.marco import Enlace, Marco
from generador.vistas.registros import (
    Dato,
    Respaldo,
    datos_de_publicacion,
    enlace_a,
    enlace_a_norma,
    marco_de_registro,
    regla_de_quorum,
    respaldo,
    se_sabe,
)


class VersionDeReglamento(Struct, frozen=True):
    """Una versión en la historia del reglamento."""

    enlace: Enlace
    rige: str
    es_esta: bool


class VistaReglamento(Struct, frozen=True):
    """La página de una versión. `rige` dice desde cuándo y, si ya no, qué la reemplazó."""

    marco: Marco
    rige: str
    reemplazado_por: Enlace | None
    datos: tuple[Dato, ...]
    reglas: tuple[Dato, ...]
    texto: Html | None
    texto_resumen: bool
    versiones: tuple[VersionDeReglamento, ...]
    respaldo: Respaldo


def vista_reglamento(reglamento: Reglamento, acervo: Acervo, contexto: Contexto) -> VistaReglamento:
    """La vista de una versión del reglamento, con la historia de todas."""
    nueva = _que_reemplaza_a(reglamento, acervo)
    return VistaReglamento(
        marco=marco_de_registro(reglamento, acervo, contexto),
        rige=rige(reglamento, acervo),
        reemplazado_por=Enlace(nombre_de_reglamento(nueva), direccion_de(nueva)) if nueva else None,
        datos=_datos(reglamento, acervo, contexto),
        reglas=_reglas(reglamento),
        texto=acervo.html(reglamento),
        texto_resumen=reglamento.resumen,
        versiones=_versiones(reglamento, acervo),
        respaldo=respaldo(reglamento, acervo, contexto),
    )


def _que_reemplaza_a(reglamento: Reglamento, acervo: Acervo) -> Reglamento | None:
    """La versión que dice reemplazarla o, si ninguna lo dice, la siguiente por fecha."""
    declaradas = [
        r
        for r in acervo.reglamentos
        if r.reemplaza and acervo.camino(r.reemplaza) == reglamento.ruta
    ]
    posteriores = [r for r in acervo.reglamentos if r.fecha > reglamento.fecha]
    return next(iter(declaradas + posteriores), None)


def rige(reglamento: Reglamento, acervo: Acervo) -> str:
    """«Rige desde el …» o «Rigió desde el … hasta el …», el día en que otro lo reemplazó.

    Sin mirar qué día es hoy: lo que cuenta es si hay en los registros una versión posterior.
    """
    desde = textos.fecha(reglamento.fecha)
    nueva = _que_reemplaza_a(reglamento, acervo)
    if nueva is None:
        return f"Rige desde el {desde}; estos registros no tienen una versión posterior"
    return f"Rigió desde el {desde} hasta el {textos.fecha(nueva.fecha)}"


def _datos(reglamento: Reglamento, acervo: Acervo, contexto: Contexto) -> tuple[Dato, ...]:
    adoptado, anterior = reglamento.adoptado_con, reglamento.reemplaza
    return (
        Dato("Número", _numero(reglamento)),
        Dato("Fecha", textos.fecha(reglamento.fecha)),
        Dato("Adoptado con", enlaces=(enlace_a_norma(adoptado, contexto),) if adoptado else ()),
        Dato("Reemplaza a", enlaces=(enlace_a(anterior, acervo),) if anterior else ()),
        *datos_de_publicacion(reglamento),
    )


def _numero(reglamento: Reglamento) -> str:
    if reglamento.numero != "ninguno":
        return reglamento.numero or ""
    return se_sabe(reglamento, "no tiene número")


def _reglas(reglamento: Reglamento) -> tuple[Dato, ...]:
    """Lo que el reglamento manda y otras páginas usan para calcular."""
    return (
        Dato("Quórum", regla_de_quorum(reglamento.quorum)),
        Dato("Admite delegados", textos.si_no(reglamento.admite_delegados)),
        Dato("Numeración de las actas", textos.palabras(reglamento.numeracion)),
        Dato(
            "Sesiones ordinarias al año",
            textos.cantidad(reglamento.sesiones_ordinarias_por_anio),
        ),
    )


def _versiones(reglamento: Reglamento, acervo: Acervo) -> tuple[VersionDeReglamento, ...]:
    """Todas las versiones, la más reciente primero."""
    return tuple(
        VersionDeReglamento(
            Enlace(nombre_de_reglamento(r), direccion_de(r)),
            rige(r, acervo),
            r.ruta == reglamento.ruta,
        )
        for r in reversed(acervo.reglamentos)
    )
