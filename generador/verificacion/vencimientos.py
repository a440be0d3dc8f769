"""Lo que vence: qué, de quién, según qué norma y cómo se contó el plazo.

Se mira como si el corte fuera el último día de la ventana: así está también lo que hoy no se exige
y vence antes de ese día, como el informe de un trimestre que termina mañana.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta
from generador.modelo.acuerdos import Compromiso, EstadoCompromiso
from generador.modelo.fechas import fecha_larga
from generador.modelo.instancia import Cobertura
from generador.modelo.nombres import nombre_de_acta
from generador.verificacion.cumplimiento import cumplimiento
from generador.verificacion.plazos import explicar
from generador.verificacion.resultados import Exigencia, Renglon
from generador.verificacion.seguimiento import seguimientos_hasta


class Situacion(StrEnum):
    """Cómo está algo que vence, el día de corte."""

    VENCIDO = "vencido"
    NO_CONSTA = "no_consta"
    POR_VENCER = "por_vencer"


class PorVencer(Struct, frozen=True):
    """Algo que falta y su último día.

    `listas` está vacío en un compromiso. `firme` dice si el plazo está confirmado o aceptado por
    el sitio; `cuenta`, cómo se llegó a la fecha.
    """

    instancia: str
    que: str
    fecha: date
    situacion: Situacion
    firme: bool
    cuenta: str
    base_legal: tuple[str, ...] = ()
    fuente: str = ""
    listas: tuple[str, ...] = ()
    responsable: str = ""


def vencimientos(acervo: Acervo, contexto: Contexto, dias: int) -> tuple[PorVencer, ...]:
    """Lo vencido al corte y lo que vence hasta `dias` días después, por fecha.

    Lo que piden varias listas con el mismo plazo va una sola vez. Donde faltan registros, lo
    vencido «no consta»: no se sabe si se hizo.
    """
    hasta = contexto.corte + timedelta(days=dias)
    requisitos = _sin_repetir(_de_requisitos(acervo, contexto, hasta))
    filas = (*requisitos, *_de_compromisos(acervo, contexto, hasta))
    return tuple(sorted(filas, key=lambda f: (f.fecha, f.que, f.listas)))


def _situacion(fecha: date, corte: date, *, parcial: bool = False) -> Situacion:
    if fecha >= corte:
        return Situacion.POR_VENCER
    return Situacion.NO_CONSTA if parcial else Situacion.VENCIDO


# --- requisitos -------------------------------------------------------------------------------


def _de_requisitos(acervo: Acervo, contexto: Contexto, hasta: date) -> Iterator[PorVencer]:
    parcial = Cobertura.PARCIAL in (acervo.instancia.cobertura, contexto.cobertura())
    for renglon in cumplimiento(acervo, dataclasses.replace(contexto, corte=hasta)):
        for unidad in renglon.exigencias:
            vence = unidad.vencimiento
            if not unidad.cumplida and vence and vence.fecha <= hasta:
                situacion = _situacion(vence.fecha, contexto.corte, parcial=parcial)
                yield _de_unidad(renglon, unidad, situacion)


def _de_unidad(renglon: Renglon, unidad: Exigencia, situacion: Situacion) -> PorVencer:
    assert unidad.vencimiento is not None
    return PorVencer(
        instancia=renglon.instancia,
        que=unidad.nombre,
        fecha=unidad.vencimiento.fecha,
        situacion=situacion,
        firme=unidad.firme,
        cuenta=explicar(unidad.vencimiento),
        base_legal=renglon.base_legal,
        fuente=renglon.plazo_fuente,
        listas=(renglon.lista,),
    )


def _sin_repetir(filas: Iterator[PorVencer]) -> tuple[PorVencer, ...]:
    """Dos listas que piden lo mismo para el mismo día son una sola cosa."""
    juntas: dict[tuple[object, ...], PorVencer] = {}
    for fila in filas:
        clave = (fila.que, fila.cuenta, fila.firme)
        anterior = juntas.get(clave)
        if anterior:
            normas = dict.fromkeys((*anterior.base_legal, *fila.base_legal))
            listas = (*anterior.listas, *fila.listas)
            fila = replace(anterior, listas=listas, base_legal=tuple(normas))
        juntas[clave] = fila
    return tuple(juntas.values())


# --- compromisos ------------------------------------------------------------------------------


class Pendiente(Struct, frozen=True):
    """Un compromiso sin cumplir, con el acta que lo trae y lo último que se dijo de él."""

    acta: Acta
    compromiso: Compromiso
    estado: str


def compromisos_pendientes(acervo: Acervo, dia: date) -> tuple[Pendiente, ...]:
    """Los compromisos de sesiones hasta ese día que entonces no estaban cumplidos, por fecha."""
    hechos = seguimientos_hasta(acervo, dia)
    pendientes = []
    for acta in acervo.validas:
        for compromiso in (acta.compromisos or ()) if acta.fecha <= dia else ():
            suyos = hechos.get(f"{acta.ruta}#{compromiso.id}", ())
            estado = next((h.estado for h in reversed(suyos) if h.estado), compromiso.estado.value)
            if estado != EstadoCompromiso.CUMPLIDO:
                pendientes.append(Pendiente(acta, compromiso, estado))
    return tuple(pendientes)


def _de_compromisos(acervo: Acervo, contexto: Contexto, hasta: date) -> Iterator[PorVencer]:
    for pendiente in compromisos_pendientes(acervo, contexto.corte):
        limite = pendiente.compromiso.fecha_limite
        if limite and limite <= hasta:
            quien = pendiente.compromiso.responsable or ""
            cargo = acervo.integrantes.get(quien)
            nombre = nombre_de_acta(pendiente.acta)
            yield PorVencer(
                instancia=acervo.slug,
                que=f"Compromiso: {pendiente.compromiso.compromiso}",
                fecha=limite,
                situacion=_situacion(limite, contexto.corte),
                firme=True,
                cuenta=f"{nombre}: fecha límite, el {fecha_larga(limite)}",
                responsable=cargo.cargo if cargo else quien,
            )
