"""El plan de trabajo o plan de acción: un solo lugar para sus dos nombres."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from generador.modelo.acuerdos import EstadoCompromiso
from generador.modelo.base import Publicable, Valor
from generador.modelo.citas import CaminoDeActa, CaminoDeRegistro, IdDeMeta, NumeroDeFuncion
from generador.modelo.sesion import EstadoSesion, TipoSesion
from generador.modelo.tipos import Anio, Fecha, Id, LapsoEscrito, ListaDe, Texto, Vocablo


class Denominacion(Vocablo):
    """Los dos nombres con que se conoce el mismo plan."""

    TRABAJO = "plan_de_trabajo"
    ACCION = "plan_de_accion"


class Meta(Valor):
    """Una meta del plan."""

    id: Id = Field(description="Identificador dentro del plan.")
    texto: Texto = Field(description="La meta.")
    funcion: NumeroDeFuncion | None = Field(None, description="Función de la que nace.")


class Actividad(Valor):
    """Una actividad del plan."""

    id: Id = Field(description="Identificador dentro del plan.")
    texto: Texto = Field(description="La actividad.")
    funcion: NumeroDeFuncion | None = Field(None, description="Función a la que sirve.")
    meta: IdDeMeta | None = Field(None, description="Meta a la que sirve.")
    responsable: Texto | None = Field(None, description="Cargo responsable.")
    fecha: LapsoEscrito | None = Field(None, description="Cuándo se hace.")
    estado: EstadoCompromiso | None = Field(None, description="En qué va.")
    evidencia: CaminoDeRegistro | None = Field(
        None, description="Registro que la prueba, por su camino."
    )


class Hito(Valor):
    """Un momento del plan."""

    fecha: LapsoEscrito | None = Field(None, description="Cuándo.")
    texto: Texto = Field(description="Qué pasó.")


class SesionProgramada(Valor):
    """Una sesión que el plan prevé."""

    fecha: LapsoEscrito | None = Field(None, description="Cuándo está prevista.")
    tipo: TipoSesion = Field(TipoSesion.ORDINARIA, description="Qué clase de sesión es.")
    estado: EstadoSesion = Field(EstadoSesion.CONVOCADA, description="Qué pasó con ella.")

    @property
    def solo_prevista(self) -> bool:
        """Si nadie escribió qué pasó con ella: entonces tampoco consta que esté convocada."""
        return "estado" not in self.model_fields_set


class ReunionDeTrabajo(Valor):
    """Una reunión con referentes que no es una sesión de la instancia."""

    texto: Texto = Field(description="De qué se trató.")
    con: Texto | None = Field(None, description="Con quiénes.")
    fecha: LapsoEscrito | None = Field(None, description="Cuándo, si se conoce.")


class Plan(Publicable):
    """El plan de un año. Archivo: `planes/<anio>.md`."""

    anio: Anio = Field(description="Año del plan.")
    denominacion: Denominacion = Field(
        Denominacion.TRABAJO, description="Cómo lo llama el documento."
    )
    fecha: Fecha | None = Field(None, description="Fecha de aprobación.")
    aprobado_en: CaminoDeActa | None = Field(
        None, description="Acta en que se aprobó, por su camino."
    )
    corte: Fecha | None = Field(None, description="Fecha de corte del seguimiento.")
    metas: ListaDe[Meta] = Field(None, description="Las metas.")
    actividades: ListaDe[Actividad] = Field(None, description="Las actividades.")
    hitos: ListaDe[Hito] = Field(None, description="Los momentos del plan.")
    sesiones: ListaDe[SesionProgramada] = Field(None, description="Las sesiones programadas.")
    reuniones_de_trabajo: ListaDe[ReunionDeTrabajo] = Field(
        None, description="Reuniones de trabajo que no son sesiones."
    )

    @property
    def dias(self) -> tuple[date, date]:
        """Los extremos de su año."""
        return date(self.anio, 1, 1), date(self.anio, 12, 31)

    @property
    def existe_desde(self) -> date | None:
        """Su proyecto se puede publicar antes de aprobarlo."""
        return None

    @property
    def se_muestra_desde(self) -> date | None:
        """El día declarado: de un plan se puede publicar el proyecto, antes de aprobarlo."""
        return self.fecha_publicacion
