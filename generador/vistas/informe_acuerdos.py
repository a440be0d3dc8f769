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


class VistaHecho(Struct, frozen=True):
    """Un seguimiento: cuándo, qué y dónde consta."""

    fecha: str
    texto: str
    estado: str
    fuente: Enlace | None


class VistaFilaDeDecision(Struct, frozen=True, tag=True):
    """Una decisión, con su icono siempre nombrado; `resultado`, si no fue aprobarla."""

    fecha: str
    simbolo: str
    icono: str
    decision: str
    sintesis: str
    sintesis_resumen: bool
    sintesis_declarada: str
    seguimientos: tuple[VistaHecho, ...]
    origen: str
    fuente: Enlace | None
    resultado: str


class VistaFilaDeCompromiso(Struct, frozen=True, tag=True):
    """Un compromiso; `ultimo` es el último estado escrito, si no es el que se muestra."""

    fecha: str
    compromiso: str
    responsable: str
    fecha_limite: str
    estado: str
    ultimo: str
    seguimientos: tuple[VistaHecho, ...]
    fuente: Enlace | None


def vista_decision(fila: FilaDeDecision, contexto: Contexto) -> VistaFilaDeDecision:
    """Una decisión y su seguimiento."""
    icono = contexto.icono(fila.icono) if fila.icono else None
    return VistaFilaDeDecision(
        textos.fecha(fila.fecha),
        icono.simbolo if icono else "",
        icono.nombre if icono else fila.icono,
        fila.decision,
        fila.sintesis,
        fila.sintesis_resumen,
        fila.sintesis_declarada,
        tuple(map(_hecho, fila.seguimientos)),
        _origen(fila),
        enlace_de(fila.fuente) if fila.fuente else None,
        resultado_distinto(fila.resultado),
    )


def decision_con_resultado(fila: FilaDeDecision) -> str:
    """Lo que se puso a decidir y, si no se aprobó, en qué quedó: «Comprar un faro (negada)»."""
    quedo = resultado_distinto(fila.resultado)
    return f"{fila.decision} ({quedo})" if quedo else fila.decision


def _origen(fila: FilaDeDecision) -> str:
    if fila.reconstruida_de:
        return f"El acta no se ha visto: su registro se armó con «{fila.reconstruida_de}»"
    return _ORIGENES[fila.origen]


def _hecho(hecho: SeguimientoHecho) -> VistaHecho:
    return VistaHecho(
        textos.fecha(hecho.fecha),
        hecho.texto,
        textos.palabras(hecho.estado),
        enlace_de(hecho.fuente) if hecho.fuente else None,
    )


def vista_compromiso(fila: FilaDeCompromiso) -> VistaFilaDeCompromiso:
    """Un compromiso y su estado el último día que el informe mira."""
    ultimo = fila.ultimo_estado if fila.ultimo_estado != fila.estado else ""
    return VistaFilaDeCompromiso(
        textos.fecha(fila.fecha),
        fila.compromiso,
        fila.responsable,
        textos.fecha(fila.fecha_limite),
        textos.palabras(fila.estado),
        textos.palabras(ultimo),
        tuple(map(_hecho, fila.seguimientos)),
        enlace_de(fila.fuente) if fila.fuente else None,
    )


def por_estado(compromisos: tuple[FilaDeCompromiso, ...]) -> tuple[Dato, ...]:
    """Cuántos compromisos hay en cada estado, en el orden en que aparecen."""
    cuentas = Counter(c.estado for c in compromisos)
    return tuple(Dato(textos.palabras(estado), str(n)) for estado, n in cuentas.items())
