"""El acta de una sesión y la constancia de un periodo sin sesiones."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from generador.modelo.base import Firma, Publicable, Valor
from generador.modelo.citas import (
    CaminoDeAcuerdo,
    CaminoDeRegistro,
    IdDeCargo,
    IdDeIcono,
    NumeroDeFuncion,
)
from generador.modelo.tipos import (
    Entero,
    Fecha,
    Hora,
    Id,
    LapsoEscrito,
    ListaDe,
    PeriodoEscrito,
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


class EstadoActa(Vocablo):
    """En qué punto está el acta; «publicada» no se escribe, se calcula."""

    BORRADOR = "borrador"
    APROBADA = "aprobada"
    FIRMADA = "firmada"


class EstadoCompromiso(Vocablo):
    """Estados de un compromiso, un hito o una actividad (los de OCDS)."""

    PROGRAMADO = "programado"
    CUMPLIDO = "cumplido"
    PARCIAL = "parcial"
    INCUMPLIDO = "incumplido"


class Citacion(Valor):
    """Cuándo y cómo se convocó."""

    fecha: Fecha | None = Field(None, description="Fecha de la citación.")
    medio: Texto | None = Field(None, description="Medio de la citación.")


class Asistencia(Valor):
    """La presencia de un cargo en una sesión."""

    integrante: IdDeCargo = Field(description="Cargo, por su identificador en la instancia.")
    asistio: SiNo | None = Field(None, description="Si el cargo estuvo presente o representado.")
    delegado: Texto | None = Field(None, description="Cargo delegado que asistió en su lugar.")
    cupos: Entero | None = Field(None, description="Cuántos puestos asistieron, si es colectivo.")
    observacion: Texto | None = Field(None, description="Aclaración pública.")


class Quorum(Valor):
    """El quórum de la sesión, contado o solo afirmado."""

    requerido: Entero | None = Field(None, description="Presentes que hacían falta.")
    presentes: Entero | None = Field(None, description="Presentes con voto.")
    hubo: SiNo | None = Field(None, description="Lo que afirma el documento.")


class ResultadoDeDecision(Vocablo):
    """En qué quedó lo que se puso a decidir; aplazada o retirada, no se decidió."""

    APROBADA = "aprobada"
    NEGADA = "negada"
    APLAZADA = "aplazada"
    RETIRADA = "retirada"
    DELEGADA = "delegada"

    @property
    def se_decidio(self) -> bool:
        """Si la sesión decidió."""
        return self not in (ResultadoDeDecision.APLAZADA, ResultadoDeDecision.RETIRADA)


def resultado_distinto(resultado: str | None) -> str:
    """En qué quedó, si no se aprobó: quien lee solo lo que se decidía creería que sí."""
    return "" if resultado == ResultadoDeDecision.APROBADA else resultado or ""


class Votos(Valor):
    """El resultado de una votación."""

    a_favor: Entero | None = Field(None, description="Votos a favor.")
    en_contra: Entero | None = Field(None, description="Votos en contra.")
    abstenciones: Entero | None = Field(None, description="Abstenciones.")
    en_blanco: Entero | None = Field(None, description="Votos en blanco.")

    @property
    def total(self) -> int:
        """Los que constan."""
        todos = (self.a_favor, self.en_contra, self.abstenciones, self.en_blanco)
        return sum(n for n in todos if n is not None)


class Decision(Valor):
    """Una decisión de la instancia."""

    id: Id = Field(description="Identificador dentro del acta.")
    decision: Texto = Field(description="Lo que se decidió.")
    icono: IdDeIcono | None = Field(None, description="Icono del formulario, por su identificador.")
    sintesis: Texto | None = Field(None, description="Síntesis de la decisión.")
    sintesis_resumen: SiNo = Field(False, description="Si la síntesis es un resumen.")
    resultado: ResultadoDeDecision | None = Field(
        None, description="En qué quedó: aprobada, negada, aplazada, retirada o delegada."
    )
    unanimidad: SiNo | None = Field(None, description="Si se tomó por unanimidad.")
    votos: Votos | None = Field(None, description="Cómo se votó.")
    afecta_al_publico: SiNo | None = Field(
        None, description="Si afecta al público (Ley 1712 de 2014, art. 9)."
    )
    fundamento: Texto | None = Field(None, description="Razones de la decisión.")

    @property
    def se_decidio(self) -> bool:
        """Si la sesión decidió, o no consta que lo dejara para después."""
        return self.resultado is None or self.resultado.se_decidio


class Compromiso(Valor):
    """Lo que alguien quedó de hacer."""

    id: Id = Field(description="Identificador dentro del acta.")
    compromiso: Texto = Field(description="Lo que hay que hacer.")
    responsable: Texto | None = Field(None, description="Cargo responsable, por su identificador.")
    fecha_limite: Fecha | None = Field(None, description="Hasta cuándo hay plazo.")
    estado: EstadoCompromiso = Field(
        EstadoCompromiso.PROGRAMADO, description="Estado al acordarlo."
    )


class Seguimiento(Valor):
    """Lo que una sesión posterior dice de una decisión o un compromiso anterior."""

    de: CaminoDeAcuerdo = Field(description="Qué se sigue: camino del acta, # e identificador.")
    texto: Texto = Field(description="Qué pasó.")
    estado: EstadoCompromiso | None = Field(None, description="Estado desde esta fecha.")


class Acta(Publicable):
    """El acta de una sesión. Archivo: `actas/<anio>/<nn>.md`; sus anexos, en `actas/<anio>/<nn>/`.

    La identifican la instancia, el año, la serie y el número; la fecha es un atributo.
    """

    numero: Entero | None = Field(None, description="Número del acta; reinicia cada año.")
    serie: Id = Field("unica", description="Serie, si ordinarias y extraordinarias cuentan aparte.")
    sesion: Entero | None = Field(None, description="Número de la sesión, que puede acumularse.")
    tipo: TipoSesion = Field(description="Ordinaria, extraordinaria o informativa.")
    modalidad: Modalidad | None = Field(None, description="Presencial, virtual o mixta.")
    fecha: Fecha = Field(description="Día de la sesión.")
    hora_inicio: Hora | None = Field(None, description="Hora de inicio, en Bogotá.")
    hora_fin: Hora | None = Field(None, description="Hora de cierre, en Bogotá.")
    lugar: Texto | None = Field(None, description="Dónde se hizo, o por qué medio.")
    convocatoria: CaminoDeRegistro | None = Field(
        None,
        description="Convocatoria de la sesión, por su camino; la citación y el orden del día que "
        "están en ella no se repiten.",
    )
    citacion: Citacion | None = Field(None, description="La citación.")
    estado_sesion: EstadoSesion = Field(
        EstadoSesion.REALIZADA, description="Convocada, realizada, aplazada o cancelada."
    )
    aplazada_a: Fecha | None = Field(None, description="Nueva fecha de una sesión aplazada.")
    motivo: Texto | None = Field(None, description="Por qué se aplazó o canceló.")
    estado: EstadoActa | None = Field(None, description="Borrador, aprobada o firmada.")
    fecha_aprobacion: Fecha | None = Field(None, description="Día en que se aprobó el acta.")
    asistencia: ListaDe[Asistencia] = Field(None, description="Presencia de cada cargo.")
    quorum: Quorum | None = Field(None, description="El quórum.")
    orden_del_dia: ListaDe[Texto] = Field(None, description="Puntos del orden del día.")
    aprobacion_de_actas: ListaDe[CaminoDeRegistro] = Field(
        None, description="Actas anteriores que se aprobaron, por su camino."
    )
    seguimientos: ListaDe[Seguimiento] = Field(
        None, description="Seguimiento a decisiones y compromisos anteriores."
    )
    decisiones: ListaDe[Decision] = Field(None, description="Lo que se decidió.")
    compromisos: ListaDe[Compromiso] = Field(None, description="Lo que se acordó hacer.")
    funciones: ListaDe[NumeroDeFuncion] = Field(
        None, description="Números de las funciones abordadas."
    )
    proxima_sesion: LapsoEscrito | None = Field(None, description="Cuándo es la próxima.")
    firmas: ListaDe[Firma] = Field(None, description="Quienes firman.")

    @property
    def anio(self) -> int:
        """El año de la sesión."""
        return self.fecha.year

    @property
    def dias(self) -> tuple[date, date]:
        """El de la sesión."""
        return self.fecha, self.fecha

    @property
    def aparta(self) -> str:
        """También la aparta el estado del acta."""
        return super().aparta or ("estado" if self.estado is EstadoActa.BORRADOR else "")

    @property
    def se_muestra_desde(self) -> date | None:
        """Una sesión que no se ha hecho se anuncia antes, desde el día en que se citó."""
        if self.estado_sesion is EstadoSesion.REALIZADA or self.fecha_publicacion:
            return super().se_muestra_desde
        return self.citacion.fecha if self.citacion else None


class SinSesiones(Publicable):
    """La constancia motivada de un periodo sin sesiones.

    Archivo: `actas/<anio>/sin-sesiones.md`.
    """

    periodo: PeriodoEscrito = Field(description="El periodo en que no hubo sesiones.")
    motivo: Texto = Field(description="Por qué no las hubo.")
    fecha: Fecha = Field(description="Fecha de la constancia.")
    firmas: ListaDe[Firma] = Field(None, description="Quienes firman.")

    @property
    def dias(self) -> tuple[date, date]:
        """Los extremos de su periodo."""
        return self.periodo.desde, self.periodo.hasta
