"""Lo que pasó en una sesión: quiénes estuvieron y cuándo, el quórum y los puntos tratados."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from pydantic import Field

from generador.modelo.base import Valor
from generador.modelo.citas import IdDeCargo, IdDeInstancia
from generador.modelo.tipos import (
    Entero,
    Fecha,
    Hora,
    ListaDe,
    NombreDeArchivo,
    SiNo,
    Texto,
    Vocablo,
)


class TipoSesion(Vocablo):
    """La clase de sesión."""

    ORDINARIA = "ordinaria"
    EXTRAORDINARIA = "extraordinaria"
    INFORMATIVA = "informativa"


class EstadoSesion(Vocablo):
    """Qué pasó con la sesión."""

    CONVOCADA = "convocada"
    REALIZADA = "realizada"
    APLAZADA = "aplazada"
    CANCELADA = "cancelada"


class Modalidad(Vocablo):
    """Cómo se reunió la instancia."""

    PRESENCIAL = "presencial"
    VIRTUAL = "virtual"
    MIXTA = "mixta"


class FormaDeAsistir(Vocablo):
    """Cómo asistió un cargo: en el lugar o a distancia."""

    PRESENCIAL = "presencial"
    VIRTUAL = "virtual"


class Citacion(Valor):
    """Cuándo y cómo se convocó."""

    fecha: Fecha | None = Field(None, description="Fecha de la citación.")
    medio: Texto | None = Field(None, description="Medio de la citación.")


class Asistencia(Valor):
    """La presencia de un cargo en una sesión o, si duró varios días, en uno de ellos."""

    integrante: IdDeCargo = Field(description="Cargo, por su identificador en la instancia.")
    asistio: SiNo | None = Field(None, description="Si el cargo estuvo presente o representado.")
    fecha: Fecha | None = Field(None, description="De qué día se trata, si la sesión duró varios.")
    forma: FormaDeAsistir | None = Field(None, description="Si asistió en el lugar o a distancia.")
    llegada: Hora | None = Field(None, description="A qué hora llegó, si fue después de empezar.")
    salida: Hora | None = Field(None, description="A qué hora se retiró, si fue antes de terminar.")
    excusa: Texto | None = Field(None, description="Excusa que presentó, si no asistió.")
    delegado: Texto | None = Field(None, description="Cargo delegado que asistió en su lugar.")
    suplente: IdDeCargo | None = Field(
        None, description="Integrante que ocupó su puesto como suplente, por su identificador."
    )
    acto: Texto | None = Field(None, description="Acto con que se delegó o se nombró suplente.")
    cupos: Entero | None = Field(None, description="Cuántos puestos asistieron, si es colectivo.")
    observacion: Texto | None = Field(None, description="Aclaración pública.")

    def es_de(self, dia: date) -> bool:
        """Si vale para ese día de la sesión."""
        return self.fecha is None or self.fecha == dia


class Invitado(Valor):
    """Quien asistió sin ser de la instancia: una organización, nunca una persona."""

    organizacion: Texto = Field(description="Entidad u organización invitada.")
    cargo: Texto | None = Field(None, description="Cargo de quien asistió por ella.")
    cuantos: Entero | None = Field(None, description="Cuántas personas asistieron por ella.")
    motivo: Texto | None = Field(None, description="Para qué se le invitó.")


class Verificacion(Valor):
    """Una de las veces que se verificó el quórum."""

    hora: Hora = Field(description="A qué hora se verificó.")
    fecha: Fecha | None = Field(None, description="De qué día, si la sesión duró varios.")
    presentes: Entero | None = Field(None, description="Presentes con voto.")
    hubo: SiNo | None = Field(None, description="Si hubo quórum, según el documento.")


class Quorum(Valor):
    """El quórum con que se instaló la sesión, contado o solo afirmado."""

    requerido: Entero | None = Field(None, description="Presentes que hacían falta.")
    presentes: Entero | None = Field(None, description="Presentes con voto.")
    hubo: SiNo | None = Field(None, description="Lo que afirma el documento.")
    verificaciones: ListaDe[Verificacion] = Field(
        None, description="Cada vez que se verificó, si fueron varias."
    )


class ClaseDePunto(Vocablo):
    """Para qué estaba un punto en el orden del día."""

    DECISION = "decision"
    INFORMACION = "informacion"
    VARIOS = "varios"


class PuntoDelOrden(Valor):
    """Un punto del orden del día, con lo que de él se sabe."""

    numero: Texto | None = Field(None, description="Número del punto, si el acta lo trae: «10.1».")
    punto: Texto = Field(description="De qué trata.")
    clase: ClaseDePunto | None = Field(None, description="Para qué está en el orden del día.")
    resultado: Texto | None = Field(None, description="En qué quedó.")
    anexos: ListaDe[NombreDeArchivo] = Field(
        None,
        description="Archivos del punto, por su nombre en «anexos»; lo retenido, por su título.",
    )
    reservado: SiNo = Field(False, description="Si se trató a puerta cerrada.")
    fundamento: Texto | None = Field(None, description="Norma que permite reservarlo.")


def orden(
    puntos: Iterable[PuntoDelOrden] | None, enunciados: Iterable[str] | None
) -> tuple[PuntoDelOrden, ...] | None:
    """El orden del día, conste o no más que el enunciado de cada punto."""
    if puntos is None and enunciados is None:
        return None
    return (*(puntos or ()), *_llanos(tuple(enunciados or ())))


@lru_cache(maxsize=1024)
def _llanos(enunciados: tuple[str, ...]) -> tuple[PuntoDelOrden, ...]:
    """Se recuerdan: de la misma acta se piden muchas veces."""
    return tuple(PuntoDelOrden.model_construct(punto=e) for e in enunciados)


class OtraInstancia(Valor):
    """Otra instancia: la que sesionó a la vez, o de la que viene esta."""

    nombre: Texto = Field(description="Su nombre, como aparece en el documento.")
    instancia: IdDeInstancia | None = Field(None, description="Su carpeta, si es de este sitio.")


class Reanudacion(Valor):
    """Una vez que la sesión, suspendida, siguió."""

    fecha: Fecha = Field(description="Día en que siguió.")
    hora_inicio: Hora | None = Field(None, description="A qué hora se reanudó.")
    hora_fin: Hora | None = Field(None, description="A qué hora se volvió a suspender o terminó.")
    lugar: Texto | None = Field(None, description="Dónde siguió, si fue en otra parte.")
