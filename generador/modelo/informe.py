"""El informe de gestión: lo que un documento firmado declaró, bloque por bloque."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from generador.modelo.base import Firma, Publicable, Valor
from generador.modelo.citas import IdDeCargo, IdDeIcono, IdDeNorma, NumeroDeFuncion
from generador.modelo.tipos import (
    Entero,
    Fecha,
    ListaDe,
    PeriodoEscrito,
    Porcentaje,
    SiNo,
    Texto,
    TextoMarkdown,
)


class AsistenciaDeclarada(Valor):
    """Una fila de la tabla de asistentes."""

    integrante: IdDeCargo = Field(description="Cargo, por su identificador en la instancia.")
    fechas: ListaDe[Fecha] = Field(None, description="Fechas en que participó.")
    total: Entero | None = Field(None, description="Total que dice la fila.")


class SesionesDeclaradas(Valor):
    """Sesiones realizadas sobre programadas."""

    realizadas: Entero | None = Field(None, description="Sesiones realizadas.")
    programadas: Entero | None = Field(None, description="Sesiones programadas.")


class PublicacionDeclarada(Valor):
    """Las cuatro casillas Sí/No del bloque «Publicación en la página web»."""

    normas_de_creacion: SiNo | None = Field(None, description="Normas de creación.")
    reglamento_interno: SiNo | None = Field(None, description="Reglamento interno.")
    actas_con_anexos: SiNo | None = Field(None, description="Actas con sus anexos.")
    informe_de_gestion: SiNo | None = Field(None, description="Informe de gestión.")


class FuncionDeclarada(Valor):
    """Una fila de la tabla de funciones."""

    funcion: NumeroDeFuncion = Field(description="Número de la función.")
    fechas: ListaDe[Fecha] = Field(None, description="Sesiones en que se abordó.")
    se_abordo: SiNo | None = Field(None, description="Lo que dice la columna «Se abordó».")


class PlanDeclarado(Valor):
    """Lo que el informe dice del plan."""

    funciones: Entero | None = Field(None, description="Cuántas funciones recoge.")
    metas: Entero | None = Field(None, description="Cuántas metas.")
    actividades: Entero | None = Field(None, description="Cuántas actividades.")
    avance: Porcentaje | None = Field(None, description="Porcentaje de cumplimiento.")


class DecisionDeclarada(Valor):
    """Una fila de «Seguimiento a las decisiones»."""

    fecha: Fecha = Field(description="Fecha de la sesión.")
    decision: Texto = Field(description="La decisión.")
    icono: IdDeIcono | None = Field(None, description="Icono de la decisión.")
    sintesis: Texto | None = Field(None, description="La síntesis.")
    seguimiento: Texto | None = Field(None, description="El seguimiento.")
    resumen: SiNo = Field(False, description="Si síntesis y seguimiento son un resumen.")


class Declarado(Valor):
    """Las cifras de un informe firmado: un hecho histórico que no se corrige."""

    reglamento: Texto | None = Field(None, description="Número y fecha del reglamento.")
    normas: ListaDe[IdDeNorma] = Field(None, description="Normas que cita, por su identificador.")
    asistencia: ListaDe[AsistenciaDeclarada] = Field(None, description="Tabla de asistentes.")
    sesiones_ordinarias: SesionesDeclaradas | None = Field(None, description="Ordinarias.")
    sesiones_extraordinarias: SesionesDeclaradas | None = Field(
        None, description="Extraordinarias."
    )
    publicacion: PublicacionDeclarada | None = Field(None, description="Las cuatro casillas.")
    funciones: ListaDe[FuncionDeclarada] = Field(None, description="Tabla de funciones.")
    plan: PlanDeclarado | None = Field(None, description="Cifras del plan.")
    decisiones: ListaDe[DecisionDeclarada] = Field(None, description="Decisiones y seguimiento.")
    quorum: SiNo | None = Field(None, description="Si afirma que hubo quórum en cada sesión.")


class Informe(Publicable):
    """Un informe de gestión. Archivo: `informes/<periodo>.md`.

    Lo que se escribe es lo que solo una persona puede decir; las cifras se calculan, y si el
    informe ya está firmado se conservan en `declarado`, como un hecho.
    """

    periodo: PeriodoEscrito = Field(description="2020, 2020-s1 o 2020-t3.")
    numero: Texto | None = Field(None, description="Número del informe.")
    denominacion_plan: Texto | None = Field(None, description="Cómo llama al plan.")
    declarado: Declarado | None = Field(
        None, description="Las cifras que declaró, si está firmado."
    )
    seguimiento_al_plan: TextoMarkdown | None = Field(None, description="Seguimiento al plan.")
    analisis: TextoMarkdown | None = Field(None, description="Análisis del funcionamiento.")
    firmas: ListaDe[Firma] = Field(None, description="Quienes firman.")

    @property
    def dias(self) -> tuple[date, date]:
        """Los extremos de su periodo."""
        return self.periodo.desde, self.periodo.hasta
