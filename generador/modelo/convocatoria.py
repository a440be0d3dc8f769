"""La convocatoria de una sesión: a quién se cita no se escribe, porque son los integrantes."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from generador.modelo.base import Firma, Publicable
from generador.modelo.sesion import Modalidad, PuntoDelOrden, TipoSesion, orden
from generador.modelo.tipos import Fecha, Hora, ListaDe, Texto


class Convocatoria(Publicable):
    """La convocatoria de una sesión. Archivo: `convocatorias/<anio>/<nombre>.md`.

    El acta de la sesión la cita en `convocatoria`, y no repite lo que ella dice.
    """

    fecha: Fecha = Field(description="Día en que se convocó.")
    sesion: Fecha = Field(description="Día para el que se convoca.")
    tipo: TipoSesion = Field(description="Qué clase de sesión es.")
    modalidad: Modalidad | None = Field(None, description="Si se hará en un lugar o a distancia.")
    hora_inicio: Hora | None = Field(None, description="Hora de inicio, en Bogotá.")
    lugar: Texto | None = Field(None, description="Dónde se hará, o por qué medio.")
    medio: Texto | None = Field(None, description="Medio por el que se convocó.")
    orden_del_dia: ListaDe[Texto] = Field(None, description="Puntos del orden del día propuesto.")
    puntos: ListaDe[PuntoDelOrden] = Field(
        None,
        description="El orden del día con lo que se sabe de cada punto, en vez de «orden_del_dia».",
    )
    firmas: ListaDe[Firma] = Field(None, description="Quienes firman.")

    @property
    def dias(self) -> tuple[date, date]:
        """El de la sesión a la que convoca."""
        return self.sesion, self.sesion

    @property
    def orden(self) -> tuple[PuntoDelOrden, ...] | None:
        """El orden del día, escrito de cualquiera de las dos maneras."""
        return orden(self.puntos, self.orden_del_dia)
