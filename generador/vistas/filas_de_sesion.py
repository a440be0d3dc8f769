"""Las filas de las tablas de una instancia que no salen de su resumen: sesiones y funciones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta
from generador.modelo.acuerdos import Decision, SentidoDelVoto, Votos
from generador.modelo.base import Procedencia
from generador.modelo.instancia import Integrante
from generador.modelo.nombres import direccion_de, reconstruido_de
from generador.modelo.sesion import Asistencia, Invitado, PuntoDelOrden
from generador.verificacion.presencia import presencias
from generador.verificacion.quorum import (
    QuorumSabido,
    quorum_al_decidir,
    quorum_al_seguir,
    quorum_de,
    verificaciones_de,
)
from generador.vistas.cifras import (
    sesiones_con_funciones,
    sesiones_hasta_el_corte,
    sesiones_por_funcion,
)
from generador.vistas.registros import nombre_de_la_instancia

_SIN_VOTOS = Votos.model_construct()


class CargoEnSesion(Struct, frozen=True):
    """Un cargo de los que había el día de una sesión: si vino, y lo que el acta dice de él."""

    acta: Acta
    dia: date
    cargo: Integrante
    asistio: bool | None
    filas: tuple[Asistencia, ...]

    @property
    def puestos(self) -> int | None:
        """Cuántos de sus puestos fueron, si se sabe."""
        sabidos = [f.cupos for f in self.filas if f.cupos is not None]
        return sum(sabidos) if sabidos else None


def dicho(campo: str) -> Callable[[CargoEnSesion], tuple[object, ...]]:
    """Lo que en un campo dicen los renglones de un cargo: varias cosas, si se fue y volvió."""

    def de(fila: CargoEnSesion) -> tuple[object, ...]:
        dichos = (getattr(f, campo) for f in fila.filas)
        return tuple(d for d in dichos if d is not None)

    return de


def cargos_en_sesion(acervo: Acervo, contexto: Contexto) -> Iterator[CargoEnSesion]:
    """Cada cargo en cada día de cada sesión."""
    for acta in sesiones_hasta_el_corte(acervo, contexto):
        for dia in dict.fromkeys(acta.sesiono):
            for cargo, vino, filas in presencias(acervo, acta, dia):
                yield CargoEnSesion(acta, dia, cargo, vino, tuple(filas))


class ParteDeSesion(Struct, frozen=True):
    """Una sesión, o cada una de sus partes si se suspendió, con el quórum al empezar."""

    acta: Acta
    parte: int
    dia: date
    hora_inicio: time | None
    hora_fin: time | None
    termina_al_dia_siguiente: bool
    lugar: str | None
    quorum: QuorumSabido
    nombre: str
    aprobada: date | None
    otra_acta: str

    @property
    def conjunta_con(self) -> tuple[str, ...] | None:
        """Las instancias que sesionaron a la vez."""
        otras = self.acta.conjunta_con
        return None if otras is None else enlistado(tuple(o.nombre for o in otras))


def partes_de_sesion(acervo: Acervo, contexto: Contexto) -> Iterator[ParteDeSesion]:
    """Cada parte de cada sesión."""
    for acta in sesiones_hasta_el_corte(acervo, contexto):
        quorum = quorum_de(acervo, acta)
        pasa = acta.termina_al_dia_siguiente
        inicio, fin = acta.hora_inicio, acta.hora_fin
        otra = acervo.buscar(acta.misma_sesion) if acta.misma_sesion else None
        comunes = (
            nombre_de_la_instancia(acta, acervo),
            acervo.aprobacion_de(acta),
            direccion_de(otra) if otra else "",
        )
        yield ParteDeSesion(acta, 1, acta.fecha, inicio, fin, pasa, acta.lugar, quorum, *comunes)
        for n, r in enumerate(acta.reanudaciones or (), 2):
            otro, lugar = quorum_al_seguir(acervo, acta, r), r.lugar or acta.lugar
            yield ParteDeSesion(
                acta, n, r.fecha, r.hora_inicio, r.hora_fin, False, lugar, otro, *comunes
            )


class QuorumVerificado(Struct, frozen=True):
    """Una de las veces que se verificó el quórum en una sesión."""

    acta: Acta
    momento: datetime
    quorum: QuorumSabido

    @property
    def dia(self) -> date:
        """El día en que se verificó, aunque fuera de madrugada."""
        return self.momento.date()

    @property
    def hora(self) -> time:
        """La hora en que se verificó."""
        return self.momento.time()


def quorum_verificado(acervo: Acervo, contexto: Contexto) -> Iterator[QuorumVerificado]:
    """Cada verificación de cada sesión."""
    for acta in sesiones_hasta_el_corte(acervo, contexto):
        for una, quorum in verificaciones_de(acervo, acta):
            yield QuorumVerificado(acta, acta.cuando(una.hora, una.fecha), quorum)


class PuntoDeSesion(Struct, frozen=True):
    """Un punto del orden del día de una sesión."""

    acta: Acta
    orden: int
    punto: PuntoDelOrden


def puntos_de_sesion(acervo: Acervo, contexto: Contexto) -> Iterator[PuntoDeSesion]:
    """Cada punto del orden del día de cada sesión, que puede estar en su convocatoria."""
    for acta in sesiones_hasta_el_corte(acervo, contexto):
        for n, punto in enumerate(acervo.orden_del_dia_de(acta) or (), 1):
            yield PuntoDeSesion(acta, n, punto)


class Votacion(Struct, frozen=True):
    """Una decisión de la que consta cómo se votó, y el quórum que había."""

    acta: Acta
    decision: Decision
    quorum: QuorumSabido

    @property
    def dia(self) -> date:
        """El día en que se decidió."""
        return self.decision.fecha or self.acta.fecha

    @property
    def direccion(self) -> str:
        """Dónde está en la página de su acta."""
        return _direccion(self.acta, self.decision)


def votos(sentido: SentidoDelVoto) -> Callable[[Votacion], int | None]:
    """Los de ese sentido en una votación, si constan."""
    return lambda fila: (fila.decision.votos or _SIN_VOTOS).de(sentido)


def votaciones(acervo: Acervo, contexto: Contexto) -> Iterator[Votacion]:
    """Las decisiones de que constan los votos, o que fueron unánimes."""
    for acta, decision in _decisiones(acervo, contexto):
        if decision.votos is not None or decision.unanimidad is not None:
            yield Votacion(acta, decision, quorum_al_decidir(acervo, acta, decision))


class VotoEnSesion(Struct, frozen=True):
    """Lo que un cargo votó."""

    acta: Acta
    direccion: str
    cargo: Integrante
    voto: SentidoDelVoto


def votos_por_cargo(acervo: Acervo, contexto: Contexto) -> Iterator[VotoEnSesion]:
    """Cada voto, donde la instancia los publica."""
    for acta, decision in _decisiones(acervo, contexto):
        for voto in (decision.votos or _SIN_VOTOS).por_cargo or ():
            # Un voto de quien no es integrante no se publica: es un error.
            if cargo := acervo.integrantes.get(voto.integrante):
                yield VotoEnSesion(acta, _direccion(acta, decision), cargo, voto.voto)


class InvitadoASesion(Struct, frozen=True):
    """Una organización invitada a una sesión."""

    acta: Acta
    invitado: Invitado


def invitados_a_sesion(acervo: Acervo, contexto: Contexto) -> Iterator[InvitadoASesion]:
    """Las organizaciones invitadas a cada sesión."""
    for acta in sesiones_hasta_el_corte(acervo, contexto):
        for invitado in acta.invitados or ():
            yield InvitadoASesion(acta, invitado)


def _decisiones(acervo: Acervo, contexto: Contexto) -> Iterator[tuple[Acta, Decision]]:
    # Lo de un acta anulada no se decidió.
    validas = {a.ruta for a in acervo.validas}
    for acta in sesiones_hasta_el_corte(acervo, contexto):
        for decision in (acta.decisiones or ()) if acta.ruta in validas else ():
            yield acta, decision


def _direccion(acta: Acta, decision: Decision) -> str:
    return f"{direccion_de(acta)}#{decision.id}"


def enlistado(nombres: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Lo nombrado, o que se sabe que no hubo."""
    return ("ninguno",) if nombres == () else nombres


class FuncionEnCifras(Struct, frozen=True):
    """Una función, y en cuántas sesiones se abordó de las que dicen cuáles."""

    numero: int
    texto: str
    sesiones: int | None
    dicen: int
    procedencia: Procedencia | None


def funciones_en_cifras(acervo: Acervo, contexto: Contexto) -> Iterator[FuncionEnCifras]:
    """Cada función de la instancia."""
    sabidas = sesiones_con_funciones(acervo, contexto)
    cuentas, dicen = sesiones_por_funcion(acervo, contexto), len(sabidas)
    reconstruida = any(map(reconstruido_de, sabidas))
    procedencia = Procedencia.RECONSTRUIDA if reconstruida else Procedencia.DOCUMENTO
    for n, funcion in sorted(acervo.funciones.items()):
        sesiones = cuentas[n] if dicen else None
        yield FuncionEnCifras(n, funcion.texto, sesiones, dicen, procedencia if dicen else None)
