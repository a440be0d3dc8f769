"""Lo que se acuerda en una sesión: decisiones, con cómo se votaron, y compromisos."""

from __future__ import annotations

from pydantic import Field

from generador.modelo.base import Valor
from generador.modelo.citas import CaminoDeAcuerdo, IdDeCargo, IdDeIcono
from generador.modelo.tipos import Entero, Fecha, Hora, Id, ListaDe, SiNo, Texto, Vocablo


class EstadoCompromiso(Vocablo):
    """Estados de un compromiso, un hito o una actividad (los de OCDS)."""

    PROGRAMADO = "programado"
    CUMPLIDO = "cumplido"
    PARCIAL = "parcial"
    INCUMPLIDO = "incumplido"


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


class SentidoDelVoto(Vocablo):
    """Qué votó un cargo; quien se declara impedido no vota."""

    A_FAVOR = "a_favor"
    EN_CONTRA = "en_contra"
    ABSTENCION = "abstencion"
    EN_BLANCO = "en_blanco"
    IMPEDIDO = "impedido"


class VotoDeCargo(Valor):
    """Lo que votó un cargo, donde la instancia lo publica."""

    integrante: IdDeCargo = Field(description="Cargo, por su identificador en la instancia.")
    voto: SentidoDelVoto = Field(description="Qué votó.")


class Votos(Valor):
    """El resultado de una votación."""

    a_favor: Entero | None = Field(None, description="Votos a favor.")
    en_contra: Entero | None = Field(None, description="Votos en contra.")
    abstenciones: Entero | None = Field(None, description="Abstenciones.")
    en_blanco: Entero | None = Field(None, description="Votos en blanco.")
    por_cargo: ListaDe[VotoDeCargo] = Field(
        None, description="Qué votó cada cargo, si la instancia lo publica."
    )

    def contados(self, sentido: SentidoDelVoto) -> int | None:
        """Cuántos cargos votaron así; `None` si no consta qué votó cada uno."""
        if self.por_cargo is None:
            return None
        return sum(v.voto is sentido for v in self.por_cargo)

    def escritos(self, sentido: SentidoDelVoto) -> int | None:
        """La cifra que trae el acta."""
        return {
            SentidoDelVoto.A_FAVOR: self.a_favor,
            SentidoDelVoto.EN_CONTRA: self.en_contra,
            SentidoDelVoto.ABSTENCION: self.abstenciones,
            SentidoDelVoto.EN_BLANCO: self.en_blanco,
        }.get(sentido)

    def de(self, sentido: SentidoDelVoto) -> int | None:
        """Los de ese sentido: la cifra del acta o, si no la trae, los cargos que votaron así."""
        escritos = self.escritos(sentido)
        return self.contados(sentido) if escritos is None else escritos

    @property
    def total(self) -> int:
        """Los que constan."""
        return sum(self.de(s) or 0 for s in SentidoDelVoto if s is not SentidoDelVoto.IMPEDIDO)


class Decision(Valor):
    """Una decisión de la instancia."""

    id: Id = Field(description="Identificador dentro del acta.")
    decision: Texto = Field(description="Lo que se decidió.")
    punto: Texto | None = Field(
        None, description="Número del punto del orden del día en que se decidió."
    )
    fecha: Fecha | None = Field(None, description="Qué día se decidió, si la sesión duró varios.")
    hora: Hora | None = Field(None, description="A qué hora se decidió.")
    icono: IdDeIcono | None = Field(None, description="Icono del formulario, por su identificador.")
    sintesis: Texto | None = Field(None, description="Síntesis de la decisión.")
    sintesis_resumen: SiNo = Field(False, description="Si la síntesis es un resumen.")
    resultado: ResultadoDeDecision | None = Field(None, description="En qué quedó.")
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
