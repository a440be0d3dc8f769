"""Lo acordado en el periodo de un informe, ya en palabras."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.acuerdos import resultado_distinto
from generador.verificacion.resultados import (
    FilaDeCompromiso,
    FilaDeDecision,
    SeguimientoHecho,
)
from generador.vistas import textos
from generador.vistas.contraste import enlace_de
from generador.vistas.marco import Enlace
from generador.vistas.registros import Dato

_ORIGENES = {
    "calculado": "Consta en el acta; el informe no la trae",
    "declarado": "Solo la declara el informe; no consta en un acta de estos registros",
    "ambos": "Consta en el acta y en el informe",
}


class Seguido(Struct, frozen=True):
    """Un seguimiento y dónde consta."""

    de: SeguimientoHecho
    fuente: Enlace | None


class DecisionSeguida(Struct, frozen=True, tag=True):
    """Una decisión, con su icono siempre nombrado, de dónde se sabe y lo que después se dijo."""

    de: FilaDeDecision
    simbolo: str
    icono: str
    origen: str
    fuente: Enlace | None
    seguimientos: tuple[Seguido, ...]

    @property
    def resultado(self) -> str:
        """En qué quedó, si no fue aprobarla."""
        return resultado_distinto(self.de.resultado)


class CompromisoSeguido(Struct, frozen=True, tag=True):
    """Un compromiso, su estado el último día que el informe mira y lo que después se dijo."""

    de: FilaDeCompromiso
    fuente: Enlace | None
    seguimientos: tuple[Seguido, ...]

    @property
    def ultimo(self) -> str:
        """El último estado escrito, si no es el que se muestra."""
        return "" if self.de.ultimo_estado == self.de.estado else self.de.ultimo_estado


def vista_decision(fila: FilaDeDecision, contexto: Contexto) -> DecisionSeguida:
    """Una decisión y su seguimiento."""
    icono = contexto.icono(fila.icono) if fila.icono else None
    simbolo, nombre = (icono.simbolo, icono.nombre) if icono else ("", fila.icono)
    fuente = enlace_de(fila.fuente) if fila.fuente else None
    seguidos = tuple(map(_seguido, fila.seguimientos))
    return DecisionSeguida(fila, simbolo, nombre, _origen(fila), fuente, seguidos)


def decision_con_resultado(fila: FilaDeDecision) -> str:
    """Lo que se puso a decidir y, si no se aprobó, en qué quedó: «Comprar un faro (negada)»."""
    quedo = resultado_distinto(fila.resultado)
    return f"{fila.decision} ({quedo})" if quedo else fila.decision


def _origen(fila: FilaDeDecision) -> str:
    if fila.reconstruida_de:
        return f"El acta no se ha visto: su registro se armó con «{fila.reconstruida_de}»"
    return _ORIGENES[fila.origen]


def _seguido(hecho: SeguimientoHecho) -> Seguido:
    return Seguido(hecho, enlace_de(hecho.fuente) if hecho.fuente else None)


def vista_compromiso(fila: FilaDeCompromiso) -> CompromisoSeguido:
    """Un compromiso y su seguimiento."""
    fuente = enlace_de(fila.fuente) if fila.fuente else None
    return CompromisoSeguido(fila, fuente, tuple(map(_seguido, fila.seguimientos)))


def por_estado(compromisos: tuple[FilaDeCompromiso, ...]) -> tuple[Dato, ...]:
    """Cuántos compromisos hay en cada estado, en el orden en que aparecen."""
    cuentas = Counter(c.estado for c in compromisos)
    return tuple(Dato(textos.palabras(estado), str(n)) for estado, n in cuentas.items())
