"""Lo que se calcula: renglones de la lista de requisitos y cifras del informe, como valores.

En todas partes `None` es `sin_dato`: no saberlo es distinto de saber que no.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from msgspec import Struct, field

from generador.modelo.base import Confianza
from generador.verificacion.plazos import Vencimiento

_T = TypeVar("_T")


class Referencia(Struct, frozen=True):
    """Un registro o documento al que se puede ir: su nombre con fecha, y su dirección.

    `url` es el camino dentro del sitio (`instancias/x/actas/2020/01.html`) o una dirección web;
    vacía si no tiene página.
    """

    titulo: str
    url: str
    fecha: date | None = None
    sha256: str = ""


# --- lista de requisitos ----------------------------------------------------


ENLACE_SIN_COMPROBAR = "enlace sin comprobar"
"""Por qué no prueba nada un original que solo es una dirección web."""


class Estado(StrEnum):
    """El estado de un requisito; vale el primero que se cumpla, en este orden."""

    NO_APLICA = "no_aplica"
    SIN_DATO = "sin_dato"
    PARCIAL = "parcial"
    CUMPLE = "cumple"
    CUMPLE_TARDE = "cumple_tarde"
    EN_PLAZO = "en_plazo"
    INCUMPLE = "incumple"
    SIN_COMPROBAR = "sin_comprobar"
    FALTA = "falta"


class Exigencia(Struct, frozen=True):
    """Una unidad exigible dentro de un renglón: una sesión, un trimestre, un reglamento.

    Si es un acta, `sesion` es el día de la suya y `registro`, su identidad, o vacío si no está.
    """

    nombre: str
    cumplida: bool
    pruebas: tuple[Referencia, ...] = ()
    falta: str = ""
    publicada: date | None = None
    vencimiento: Vencimiento | None = None
    firme: bool = False
    registro: str = ""
    sesion: date | None = None

    @property
    def tarde(self) -> bool:
        """Si se cumplió después de un plazo firme; sin fecha de publicación no se sabe, y es no."""
        if not (self.cumplida and self.firme and self.publicada and self.vencimiento):
            return False
        return self.publicada > self.vencimiento.fecha

    def en_plazo(self, corte: date) -> bool:
        """Si falta y su plazo firme no ha pasado: el último día todavía es de plazo."""
        return self._falta_con_plazo_firme() and not self.vencida(corte)

    def vencida(self, corte: date) -> bool:
        """Si falta y su plazo firme ya pasó."""
        vence = self.vencimiento.fecha if self.vencimiento else date.max
        return self._falta_con_plazo_firme() and vence < corte

    def _falta_con_plazo_firme(self) -> bool:
        return not self.cumplida and self.firme and self.vencimiento is not None


class Renglon(Struct, frozen=True):
    """El estado de un requisito en un año. Hay uno por instancia, lista, requisito y año."""

    instancia: str
    anio: int
    lista: str
    requisito: str
    titulo: str
    pregunta: str
    estado: Estado
    cumplidos: int
    exigidos: int
    declarado: bool | None
    exigencias: tuple[Exigencia, ...]
    evidencias: tuple[Referencia, ...]
    faltantes: tuple[str, ...]
    vencimiento: Vencimiento | None
    plazo_firme: bool
    plazo_fuente: str
    base_legal: tuple[str, ...]
    explicacion: str
    valido_hasta: date | None
    plazo_confianza: Confianza | None = None
    es_de_publicar: bool = True

    @property
    def certeza_del_plazo(self) -> Confianza | None:
        """Qué tan cierto es el día en que vence; `None` si no vence.

        El de un plazo confirmado que cae en día no hábil está por confirmar: quizá se corra.
        """
        if self.vencimiento is None:
            return None
        confirmado = self.plazo_confianza is Confianza.CONFIRMADO
        if confirmado and self.vencimiento.en_dia_no_habil:
            return Confianza.POR_CONFIRMAR
        return self.plazo_confianza or Confianza.POR_CONFIRMAR


# --- informe de gestion -----------------------------------------------------


class Coincide(StrEnum):
    """Cómo queda lo declarado frente a lo calculado."""

    SI = "si"
    NO = "no"
    SIN_CONTRASTE = "sin_contraste"
    SIN_DATO = "sin_dato"


class Cifra(Struct, Generic[_T], frozen=True):
    """Lo calculado, lo declarado y si coinciden; `fuentes` son los registros de lo calculado."""

    calculado: _T | None
    declarado: _T | None
    coincide: Coincide
    fuentes: tuple[Referencia, ...] = ()


class FilaDeAsistencia(Struct, frozen=True):
    """Un cargo y las sesiones en que participó."""

    integrante: str
    sector: str
    entidad: str
    dependencia: str
    cargo: str
    roles: tuple[str, ...]
    cupos: int
    fechas: Cifra[tuple[date, ...]]
    total: Cifra[int]
    nota: str = ""


class BloqueDeSesiones(Struct, frozen=True):
    """Sesiones realizadas sobre programadas, de un tipo."""

    realizadas: Cifra[int]
    programadas: Cifra[int]


class FilaDePublicacion(Struct, frozen=True):
    """Una de las cuatro casillas: lo calculado es el estado del requisito."""

    requisito: str
    titulo: str
    casilla: Cifra[bool]
    estado: Estado
    cumplidos: int
    exigidos: int


class FilaDeFuncion(Struct, frozen=True):
    """Una función y las sesiones en que se abordó."""

    numero: int
    clase: str
    texto: str
    resumen: bool
    fechas: Cifra[tuple[date, ...]]
    se_abordo: Cifra[bool]
    cumplida_en: str
    cumplida_con: Referencia | None


class AvanceDelPlan(Struct, frozen=True):
    """Cuántas actividades de un grupo se cumplieron, y de cuántas no se sabe en qué van."""

    nombre: str
    cumplidas: int
    actividades: int
    sin_dato: int


class ActividadDelPlan(Struct, frozen=True):
    """Una actividad del plan; sin estado, vacío."""

    nombre: str
    estado: str


class BloqueDePlan(Struct, frozen=True):
    """Las cifras del plan."""

    denominacion: str
    funciones: Cifra[int]
    metas: Cifra[int]
    actividades: Cifra[int]
    avance: Cifra[int]
    por_funcion: tuple[AvanceDelPlan, ...]
    por_meta: tuple[AvanceDelPlan, ...]
    fuente: Referencia | None
    por_actividad: tuple[ActividadDelPlan, ...] = ()


class SeguimientoHecho(Struct, frozen=True):
    """Lo que una sesión dijo de algo anterior."""

    fecha: date | None
    texto: str
    estado: str
    fuente: Referencia | None


class FilaDeDecision(Struct, frozen=True):
    """Una decisión, su síntesis y sus seguimientos."""

    fecha: date
    icono: str
    decision: str
    sintesis: str
    sintesis_resumen: bool
    seguimientos: tuple[SeguimientoHecho, ...]
    origen: str  # «calculado», «declarado» o «ambos»
    fuente: Referencia | None
    sintesis_declarada: str = ""  # la del informe, si difiere de la del acta
    reconstruida_de: str = ""  # de dónde se armó el registro del acta, si no se vio
    resultado: str = ""  # en qué quedó, según su acta


class FilaDeCompromiso(Struct, frozen=True):
    """Un compromiso y su estado a la fecha de corte del periodo."""

    fecha: date
    compromiso: str
    responsable: str
    fecha_limite: date | None
    estado: str  # programado, cumplido, parcial, incumplido, vencido
    seguimientos: tuple[SeguimientoHecho, ...]
    fuente: Referencia | None
    ultimo_estado: str = ""  # el último que alguien escribió, aunque ya esté vencido


class FilaDeSesion(Struct, frozen=True):
    """Quórum y demora en publicar de una sesión."""

    fecha: date
    tipo: str
    quorum_requerido: int | None
    quorum_presentes: int | None
    hubo_quorum: bool | None
    # «contado», «calculado con la regla del reglamento», «afirmado sin conteo» o nada
    quorum_fuente: str
    dias_a_publicacion: int | None
    fuente: Referencia
    publicacion_fuente: str = ""  # «probada» o «declarada»
    reconstruida: bool = False  # si el registro del acta se armó con otro documento


class FilaDeFirma(Struct, frozen=True):
    """Quien firma el informe; la entidad, por su nombre."""

    nombre: str
    cargo: str
    entidad: str
    rol: str
    fecha: date | None


class InformeCalculado(Struct, frozen=True):
    """Lo que el formulario pide, para un periodo de una instancia.

    Sus campos, con su nombre y en su orden, son los del JSON del informe.
    """

    instancia: str
    periodo: str
    periodo_texto: str
    desde: date
    hasta: date
    informe: Referencia | None
    reglamento: Cifra[str] = field(name="reglamento_interno")
    normas: Cifra[tuple[str, ...]]
    asistentes: tuple[FilaDeAsistencia, ...]
    ordinarias: BloqueDeSesiones = field(name="sesiones_ordinarias")
    extraordinarias: BloqueDeSesiones = field(name="sesiones_extraordinarias")
    sin_sesiones: Referencia | None
    publicacion: tuple[FilaDePublicacion, ...] = field(name="publicacion_en_la_pagina_web")
    funciones_generales: tuple[FilaDeFuncion, ...]
    funciones_especificas: tuple[FilaDeFuncion, ...]
    plan: BloqueDePlan
    seguimiento_al_plan: str
    analisis: str = field(name="analisis_del_funcionamiento")
    narrativa_resumen: bool
    decisiones: tuple[FilaDeDecision, ...] = field(name="seguimiento_a_las_decisiones")
    compromisos: tuple[FilaDeCompromiso, ...]
    sesiones: tuple[FilaDeSesion, ...]
    quorum_declarado: bool | None
    firmas: tuple[FilaDeFirma, ...]
