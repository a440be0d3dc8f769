"""El acta de una sesión y la constancia de un periodo sin sesiones."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from pydantic import Field

from generador.modelo.acuerdos import Compromiso, Decision, Seguimiento
from generador.modelo.base import Firma, Publicable
from generador.modelo.citas import CaminoDeActa, CaminoDeConvocatoria, NumeroDeFuncion
from generador.modelo.sesion import (
    Asistencia,
    Citacion,
    EstadoSesion,
    Invitado,
    Modalidad,
    OtraInstancia,
    PuntoDelOrden,
    Quorum,
    Reanudacion,
    TipoSesion,
    orden,
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


class EstadoActa(Vocablo):
    """En qué punto está el acta; «publicada» no se escribe, se calcula."""

    BORRADOR = "borrador"
    PROVISIONAL = "provisional"
    APROBADA = "aprobada"
    FIRMADA = "firmada"
    ANULADA = "anulada"


class Acta(Publicable):
    """El acta de una sesión. Archivo: `actas/<anio>/<nn>.md`; sus anexos, en `actas/<anio>/<nn>/`.

    La identifican la instancia, el año, la serie y el número; la fecha es un atributo.
    """

    numero: Entero | None = Field(None, description="Número del acta; reinicia cada año.")
    sufijo: Id | None = Field(None, description="Lo que sigue al número, si lo hay: «bis».")
    serie: Id = Field("unica", description="Serie, si ordinarias y extraordinarias cuentan aparte.")
    sesion: Entero | None = Field(None, description="Número de la sesión, que puede acumularse.")
    tipo: TipoSesion = Field(description="Qué clase de sesión fue.")
    modalidad: Modalidad | None = Field(None, description="Si se hizo en un lugar o a distancia.")
    fecha: Fecha = Field(description="Día de la sesión.")
    hora_inicio: Hora | None = Field(None, description="Hora de inicio, en Bogotá.")
    hora_fin: Hora | None = Field(None, description="Hora de cierre, en Bogotá.")
    termina_al_dia_siguiente: SiNo = Field(
        False, description="Si la hora de cierre es del día siguiente: pasó de la medianoche."
    )
    reanudaciones: ListaDe[Reanudacion] = Field(
        None, description="Cada vez que siguió, si se suspendió; lo de arriba es su comienzo."
    )
    lugar: Texto | None = Field(None, description="Dónde se hizo, o por qué medio.")
    conjunta_con: ListaDe[OtraInstancia] = Field(
        None, description="Otras instancias que sesionaron a la vez."
    )
    convocatoria: CaminoDeConvocatoria | None = Field(
        None,
        description="Convocatoria de la sesión, por su camino; la citación y el orden del día que "
        "están en ella no se repiten.",
    )
    citacion: Citacion | None = Field(None, description="La citación.")
    estado_sesion: EstadoSesion = Field(
        EstadoSesion.REALIZADA, description="Qué pasó con la sesión."
    )
    aplazada_a: Fecha | None = Field(None, description="Nueva fecha de una sesión aplazada.")
    motivo: Texto | None = Field(None, description="Por qué se aplazó o canceló.")
    estado: EstadoActa | None = Field(None, description="En qué punto está el acta.")
    fecha_aprobacion: Fecha | None = Field(None, description="Día en que se aprobó el acta.")
    correcciones: Texto | None = Field(None, description="Con qué correcciones se aprobó.")
    anulacion: Texto | None = Field(None, description="Con qué acto se anuló, y por qué.")
    misma_sesion: CaminoDeActa | None = Field(
        None, description="Otra acta de la misma sesión, a la que esta completa o reemplaza."
    )
    asistencia: ListaDe[Asistencia] = Field(None, description="Presencia de cada cargo.")
    invitados: ListaDe[Invitado] = Field(
        None, description="Quienes asistieron sin ser de la instancia, por organización."
    )
    quorum: Quorum | None = Field(None, description="El quórum.")
    orden_del_dia: ListaDe[Texto] = Field(None, description="Puntos del orden del día.")
    puntos: ListaDe[PuntoDelOrden] = Field(
        None,
        description="El orden del día con lo que se sabe de cada punto, en vez de «orden_del_dia».",
    )
    aprobacion_de_actas: ListaDe[CaminoDeActa] = Field(
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
    rendicion_de_cuentas: SiNo | None = Field(
        None, description="Si la sesión fue de rendición de cuentas."
    )
    proxima_sesion: LapsoEscrito | None = Field(None, description="Cuándo es la próxima.")
    firmas: ListaDe[Firma] = Field(None, description="Quienes firman.")

    @property
    def numerada(self) -> str:
        """Su número como se dice: «1 bis»; vacío si no tiene."""
        return " ".join(str(p) for p in (self.numero, self.sufijo) if p is not None)

    @property
    def anio(self) -> int:
        """El año de la sesión."""
        return self.fecha.year

    @property
    def dias(self) -> tuple[date, date]:
        """El primero y el último de la sesión, que casi siempre son el mismo."""
        return self.fecha, max((self.fecha, *(r.fecha for r in self.reanudaciones or ())))

    @property
    def sesiono(self) -> tuple[date, ...]:
        """Cada día en que sesionó."""
        return (self.fecha, *(r.fecha for r in self.reanudaciones or ()))

    @property
    def de_madrugada(self) -> date | None:
        """El día siguiente al primero, si su sesión pasó de la medianoche."""
        return self.fecha + timedelta(days=1) if self.termina_al_dia_siguiente else None

    @property
    def comienzo(self) -> datetime:
        """Cuándo empezó; sin hora, el comienzo del día: quien llegó después, llegó tarde."""
        return datetime.combine(self.fecha, self.hora_inicio or time.min)

    @property
    def final(self) -> datetime | None:
        """Cuándo terminó su primer día, si se sabe."""
        if self.hora_fin is None:
            return None
        dias = timedelta(days=int(self.termina_al_dia_siguiente))
        return datetime.combine(self.fecha, self.hora_fin) + dias

    def horas_de(self, dia: date) -> tuple[datetime | None, datetime | None]:
        """Cuándo empezó y cuándo terminó lo de un día, aunque fuera por partes, si se sabe."""
        suyas = [r for r in self.reanudaciones or () if r.fecha == dia]
        partes = [(r.hora_inicio, _ese_dia(r.hora_fin, dia)) for r in suyas]
        if dia == self.fecha:
            partes.insert(0, (self.hora_inicio, self.final))
        inicios, finales = [i for i, _ in partes if i], [f for _, f in partes if f]
        # Con el final de una sola de sus partes no se sabe cuándo terminó.
        fin = max(finales) if finales and len(finales) == len(partes) else None
        return _ese_dia(min(inicios), dia) if inicios else None, fin

    @property
    def orden(self) -> tuple[PuntoDelOrden, ...] | None:
        """El orden del día, escrito de cualquiera de las dos maneras."""
        return orden(self.puntos, self.orden_del_dia)

    def cuando(self, hora: time, dia: date | None = None) -> datetime:
        """El momento de la sesión en que fue esa hora, aunque pasara de la medianoche."""
        al_otro_dia = (
            dia in (None, self.fecha)
            and self.termina_al_dia_siguiente
            and self.hora_inicio is not None
            and hora < self.hora_inicio
        )
        return datetime.combine(dia or self.fecha, hora) + timedelta(days=int(al_otro_dia))

    @property
    def aparta(self) -> str:
        """También la aparta el estado del acta."""
        return super().aparta or ("estado" if self.estado is EstadoActa.BORRADOR else "")

    @property
    def existe_desde(self) -> date | None:
        """El último día de la sesión; una que no se ha hecho se anuncia antes."""
        return self.dias[1] if self.estado_sesion is EstadoSesion.REALIZADA else None

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


def _ese_dia(hora: time | None, dia: date) -> datetime | None:
    return datetime.combine(dia, hora) if hora else None
