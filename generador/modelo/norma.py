"""Normas y reglamentos internos."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from generador.modelo.base import (
    Confianza,
    Documento,
    Publicable,
    Registro,
    Valor,
    publicacion_declarada,
)
from generador.modelo.citas import CaminoDeReglamento, IdDeEntidad, IdDeNorma
from generador.modelo.instancia import CitaDeNorma
from generador.modelo.tipos import (
    Anio,
    Direccion,
    Entero,
    Fecha,
    LapsoEscrito,
    ListaDe,
    NumeroDeNorma,
    NumeroONinguno,
    Porcentaje,
    SiNo,
    Texto,
    Vocablo,
)


class TipoNorma(Vocablo):
    """Las clases de norma que se citan."""

    LEY = "ley"
    DECRETO = "decreto"
    ACUERDO = "acuerdo"
    RESOLUCION = "resolucion"
    CIRCULAR = "circular"
    CIRCULAR_CONJUNTA = "circular_conjunta"
    DIRECTIVA = "directiva"
    LINEAMIENTO = "lineamiento"


class VigenciaDeNorma(Vocablo):
    """Si una norma rige."""

    VIGENTE = "vigente"
    MODIFICADA = "modificada"
    DEROGADA = "derogada"
    SUSPENDIDA = "suspendida"
    ANULADA = "anulada"
    REVOCADA = "revocada"
    AGOTADA = "agotada"


class Norma(Registro):
    """Una norma. Archivo: `normas/<tipo>-<numero>-<anio>-<emisor>.md`; el emisor la identifica."""

    tipo: TipoNorma = Field(description="Qué clase de norma es.")
    numero: NumeroDeNorma = Field(description="Número de la norma, como 527, 0123A o 100-010.")
    anio: Anio = Field(description="Año de la norma.")
    emisor: IdDeEntidad = Field(description="Entidad que la expidió; hace parte de su identidad.")
    con: ListaDe[IdDeEntidad] = Field(
        None, description="Las demás entidades que la expidieron, si es conjunta."
    )
    fecha: Fecha | None = Field(None, description="Fecha de expedición.")
    en_vigor_desde: Fecha | None = Field(None, description="Primer día en que rige.")
    epigrafe: Texto | None = Field(None, description="De qué trata.")
    epigrafe_resumen: SiNo = Field(False, description="Si el epígrafe es un resumen.")
    vigencia: VigenciaDeNorma | None = Field(None, description="Si rige.")
    vigencia_desde: LapsoEscrito | None = Field(
        None, description="Desde cuándo está así; o entre qué días, si fue por un tiempo."
    )
    url: Direccion | None = Field(None, description="Dirección donde se consulta.")
    original: Documento | None = Field(None, description="El texto de la norma.")
    fecha_publicacion: Fecha | None = publicacion_declarada()
    relaciones: ListaDe[CitaDeNorma] = Field(None, description="Lo que hace con otras normas.")
    confianza: Confianza = Field(
        Confianza.CONFIRMADO, description="Qué tan ciertos son estos datos."
    )

    @property
    def id(self) -> str:
        """Con el que se cita, y el nombre de su archivo."""
        return id_de_norma(self.tipo, self.numero, self.anio, self.emisor)


def id_de_norma(tipo: TipoNorma, numero: str, anio: int, emisor: str) -> str:
    """«circular-conjunta-100-010-2021-funcion-publica»."""
    return f"{tipo.value.replace('_', '-')}-{numero.lower()}-{anio}-{emisor}"


class ReglaDeQuorum(Valor):
    """Cuántos integrantes con voto hacen falta para deliberar o decidir."""

    base: Literal["mitad_mas_uno", "porcentaje", "numero"] = Field(description="Cómo se cuenta.")
    porcentaje: Porcentaje | None = Field(None, description="Porcentaje de los que tienen voto.")
    numero: Entero | None = Field(None, description="Número fijo de presentes.")

    def requerido(self, votantes: int) -> int:
        """Los presentes que hacen falta cuando hay `votantes` con voto."""
        if self.base == "mitad_mas_uno":
            return votantes // 2 + 1
        if self.base == "porcentaje":
            return -(-votantes * (self.porcentaje or 0) // 100)
        return self.numero or 0


class Numeracion(Vocablo):
    """Cómo se numeran las actas."""

    ANUAL = "anual"
    CONTINUA = "continua"


REGLAS_DE_REGLAMENTO = (
    "quorum",
    "admite_delegados",
    "numeracion",
    "sesiones_ordinarias_por_anio",
)
"""Lo que un reglamento manda y otras páginas usan para calcular."""


class Reglamento(Publicable):
    """Una versión del reglamento interno. Archivo: `reglamento/<fecha>.md`. Nunca se retira."""

    numero: NumeroONinguno | None = Field(
        None, description="Número del acto que lo adopta; «ninguno» si se sabe que no tiene."
    )
    fecha: Fecha = Field(description="Fecha del reglamento.")
    adoptado_con: IdDeNorma | None = Field(None, description="Norma o acuerdo con que se adoptó.")
    reemplaza: CaminoDeReglamento | None = Field(
        None, description="Versión a la que sustituye, por su camino."
    )
    modifica: CaminoDeReglamento | None = Field(
        None, description="Versión que cambia en parte y que sigue rigiendo, por su camino."
    )
    articulos: Texto | None = Field(None, description="Qué partes cambia, como «artículo 5».")
    quorum: ReglaDeQuorum | None = Field(None, description="La regla de quórum.")
    admite_delegados: SiNo | None = Field(None, description="Si los integrantes pueden delegar.")
    numeracion: Numeracion | None = Field(
        None, description="Si las actas reinician su número cada año."
    )
    sesiones_ordinarias_por_anio: Entero | None = Field(
        None, description="Cuántas sesiones ordinarias manda hacer cada año."
    )

    @property
    def dias(self) -> tuple[date, date]:
        """El de su fecha: desde él rige."""
        return self.fecha, self.fecha
