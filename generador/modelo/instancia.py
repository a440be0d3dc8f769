"""La instancia de coordinación, sus integrantes y sus funciones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

from pydantic import Field, ValidationInfo, field_validator

from generador.modelo.base import Registro, Valor
from generador.modelo.citas import (
    CaminoDeRegistro,
    IdDeEntidad,
    IdDeLista,
    IdDeNorma,
    NumeroDeSector,
)
from generador.modelo.contactos import Correo, DatoDeContacto, Telefono, correos
from generador.modelo.fechas import fecha_larga
from generador.modelo.sesion import OtraInstancia
from generador.modelo.tipos import (
    Direccion,
    Entero,
    Fecha,
    Id,
    LapsoEscrito,
    ListaDe,
    SiNo,
    Texto,
    Vocablo,
    falla,
)


class TipoInstancia(Vocablo):
    """Las clases de instancia de coordinación (Acuerdo Distrital 257 de 2006, arts. 32 y ss.)."""

    MESA = "mesa"
    COMITE = "comite"
    CONSEJO = "consejo"
    COMISION = "comision"
    JUNTA = "junta"
    CONCEJO = "concejo"


class EstadoInstancia(Vocablo):
    """En qué situación está la instancia."""

    VIGENTE = "vigente"
    INACTIVA = "inactiva"
    NO_VIGENTE = "no_vigente"


class Cobertura(Vocablo):
    """Si el sitio tiene todos los registros de la instancia o solo algunos."""

    COMPLETA = "completa"
    PARCIAL = "parcial"


class Rol(Vocablo):
    """Los roles del formulario del informe de gestión."""

    PRESIDENCIA = "P"
    SECRETARIA_TECNICA = "S"
    INTEGRANTE = "I"
    INVITADO_PERMANENTE = "IP"
    OTRO = "O"


class ClaseFuncion(Vocablo):
    """General: viene de la norma. Específica: viene del reglamento."""

    GENERAL = "general"
    ESPECIFICA = "especifica"


class Relacion(Vocablo):
    """Lo que una norma hace con otra, o con la instancia."""

    CREA = "crea"
    MODIFICA = "modifica"
    DEROGA = "deroga"
    FACULTA = "faculta"
    REGLAMENTA = "reglamenta"
    LINEAMIENTO = "lineamiento"


class CitaDeNorma(Valor):
    """Una norma que se cita, y qué hace."""

    norma: IdDeNorma = Field(description="Identificador de la norma: tipo-numero-anio-emisor.")
    relacion: Relacion = Field(description="Qué hace la norma.")
    articulos: Texto | None = Field(None, description="Artículos que se citan.")


def no_antes_de_empezar(hasta: date | None, dado: ValidationInfo) -> date | None:
    """El último día, si no es anterior al primero."""
    desde = dado.data.get("desde")
    if desde and hasta and hasta < desde:
        raise falla(
            "fecha-imposible",
            f"Termina el {fecha_larga(hasta)}, antes de empezar, el {fecha_larga(desde)}",
            "Corrija «desde» o «hasta» según el documento",
        )
    return hasta


class ConVigencia(Valor):
    """Algo que existe entre dos fechas, ambas incluidas; sin fecha, no se conoce el extremo."""

    desde: Fecha | None = Field(None, description="Primer día en que existe.")
    hasta: Fecha | None = Field(None, description="Último día en que existe.")

    _exigir_en_orden = field_validator("hasta")(no_antes_de_empezar)

    def existe(self, dia: date) -> bool:
        """Si existe ese día, hasta donde se sabe."""
        return not (self.desde and dia < self.desde) and not (self.hasta and dia > self.hasta)


class NombreAnterior(ConVigencia):
    """Un nombre que tuvo una entidad o una instancia."""

    nombre: Texto = Field(description="El nombre.")


def nombre_de_entonces(anteriores: Iterable[NombreAnterior], dia: date | None) -> str:
    """El nombre que se llevaba ese día, si consta que era otro.

    Sin «hasta» no se sabe cuándo dejó de llamarse así, y no se usa.
    """
    suyos = (a.nombre for a in anteriores if dia and a.hasta and a.existe(dia))
    return next(suyos, "")


class SecretariaAnterior(ConVigencia):
    """Una entidad que ejerció la secretaría técnica."""

    hasta: Fecha = Field(description="Último día en que lo fue.")
    entidad: IdDeEntidad = Field(description="Entidad que la ejerció.")


class PresidenciaAnterior(ConVigencia):
    """Quién presidía."""

    hasta: Fecha = Field(description="Último día en que lo fue.")
    quien: Texto = Field(description="Quién presidía, o «ninguno».")


class RolesAnteriores(ConVigencia):
    """Los roles que tuvo un cargo, y si votaba."""

    hasta: Fecha = Field(description="Último día en que lo fue.")
    roles: tuple[Rol, ...] = Field(min_length=1, description="P, S, I, IP u O.")
    voto: SiNo | None = Field(None, description="Si entonces tenía voto; en blanco, como hoy.")


class Interrupcion(Valor):
    """Unos días, entre el primero y el último, en que un cargo no hizo parte."""

    desde: Fecha = Field(description="Primer día en que no hizo parte.")
    hasta: Fecha = Field(description="Último día en que no hizo parte.")


_V = TypeVar("_V", bound=ConVigencia)


def el_de_entonces(anteriores: Iterable[_V] | None, dia: date) -> _V | None:
    """El que valía ese día: entre los que no habían terminado, el que termina primero."""
    if not anteriores:
        return None
    suyos = (a for a in anteriores if a.existe(dia))
    return min(suyos, key=lambda a: a.hasta or date.max, default=None)


class Integrante(ConVigencia):
    """Un cargo que hace parte de la instancia: nunca una persona."""

    id: Id = Field(description="Identificador con que las actas nombran este cargo.")
    sector: NumeroDeSector = Field(description="Número del sector administrativo.")
    entidad: IdDeEntidad = Field(description="Entidad a la que pertenece, por su identificador.")
    dependencia: Texto | None = Field(
        None, description="Dependencia u organismo, como aparece en el documento."
    )
    cargo: Texto = Field(description="Nombre del cargo, como aparece en el documento.")
    roles: tuple[Rol, ...] = Field(
        min_length=1, description="P, S, I, IP u O; un cargo puede tener varios."
    )
    voto: SiNo | None = Field(None, description="Si tiene voto.")
    roles_anteriores: ListaDe[RolesAnteriores] = Field(
        None, description="Los roles que tuvo antes, cada uno hasta su último día."
    )
    interrupciones: ListaDe[Interrupcion] = Field(
        None, description="Entre qué días no hizo parte, si se retiró y volvió."
    )
    cupos: Entero = Field(1, description="Cuántos puestos representa un cargo colectivo.")
    persona: Texto | None = Field(
        None, description="Nombre de la persona; solo para presidencia y secretaría técnica."
    )
    nota: Texto | None = Field(None, description="Aclaración pública sobre el cargo.")

    def existe(self, dia: date) -> bool:
        """Si hacía parte ese día, hasta donde se sabe."""
        fuera = any(i.desde <= dia <= i.hasta for i in self.interrupciones or ())
        return super().existe(dia) and not fuera

    def roles_en(self, dia: date) -> tuple[Rol, ...]:
        """Los que tenía ese día."""
        antes = el_de_entonces(self.roles_anteriores, dia)
        return antes.roles if antes else self.roles

    def voto_en(self, dia: date) -> bool | None:
        """Si votaba ese día."""
        antes = el_de_entonces(self.roles_anteriores, dia)
        return self.voto if antes is None or antes.voto is None else antes.voto


class Funcion(ConVigencia):
    """Una función de la instancia, con el número que le da la norma o el reglamento."""

    numero: Entero = Field(description="Número de la función.")
    clase: ClaseFuncion = Field(
        ClaseFuncion.GENERAL, description="Si viene de la norma o del reglamento."
    )
    texto: Texto = Field(description="La función.")
    resumen: SiNo = Field(False, description="Si el texto es un resumen y no el de la norma.")
    cumplida_en: LapsoEscrito | None = Field(
        None, description="Cuándo se cumplió una función que se cumple una sola vez."
    )
    cumplida_con: CaminoDeRegistro | None = Field(
        None, description="Registro que prueba que se cumplió, por su camino."
    )


class Contacto(Valor):
    """Cómo comunicarse con la secretaría técnica o con la entidad."""

    correo: Correo | None = Field(
        None, description="Correo institucional; si hay varios, separados por comas."
    )
    telefono: Telefono | None = Field(None, description="Teléfono institucional.")
    direccion: DatoDeContacto | None = Field(None, description="Dirección física.")
    horario: DatoDeContacto | None = Field(None, description="Horario de atención.")
    pqrsd: Direccion | None = Field(
        None, description="Dirección del formulario de peticiones, quejas y reclamos."
    )

    @property
    def primer_correo(self) -> str:
        """La primera dirección de correo, o vacío."""
        hallados = correos(self.correo or "")
        return hallados[0][1] if hallados else ""


class ComoAsistir(Valor):
    """Cómo puede la ciudadanía asistir o enterarse de la próxima sesión."""

    abierta: SiNo | None = Field(None, description="Si la sesión es abierta al público.")
    texto: Texto | None = Field(None, description="Cómo asistir o pedir la palabra.")
    inscripcion: Direccion | None = Field(None, description="Dirección de inscripción.")


class Instancia(Registro):
    """Un cuerpo estable en el que se coordinan varias entidades. Archivo: `instancia.md`."""

    nombre: Texto = Field(description="Nombre completo.")
    alias: ListaDe[Texto] = Field(None, description="Otros nombres con que se conoce.")
    nombres_anteriores: ListaDe[NombreAnterior] = Field(
        None, description="Otros nombres que tuvo: sus actas e informes llevan el de entonces."
    )
    tipo: TipoInstancia = Field(description="Qué clase de instancia es.")
    estado: EstadoInstancia | None = Field(
        None, description="Si existe y se reúne; sin dato si no se sabe."
    )
    sucede_a: ListaDe[OtraInstancia] = Field(
        None, description="De cuáles viene: las que se fusionaron en ella o de la que se separó."
    )
    la_suceden: ListaDe[OtraInstancia] = Field(
        None, description="En cuáles se fusionó o se dividió al terminar."
    )
    estado_desde: LapsoEscrito | None = Field(None, description="Desde cuándo está en ese estado.")
    objeto: Texto | None = Field(None, description="Para qué existe, en una o dos frases.")
    objeto_resumen: SiNo = Field(False, description="Si el objeto es un resumen.")
    sectores: ListaDe[NumeroDeSector] = Field(None, description="Sectores que participan.")
    secretaria_tecnica: IdDeEntidad = Field(description="Entidad que ejerce la secretaría técnica.")
    secretarias_anteriores: ListaDe[SecretariaAnterior] = Field(
        None, description="Entidades que la ejercieron antes, cada una hasta su último día."
    )
    presidencia: Texto | None = Field(None, description="Quién preside, o «ninguno».")
    presidencias_anteriores: ListaDe[PresidenciaAnterior] = Field(
        None, description="Quién presidía antes, cada uno hasta su último día."
    )
    normas: ListaDe[CitaDeNorma] = Field(None, description="Normas que la crean y la rigen.")
    listas: ListaDe[IdDeLista] = Field(
        None, description="Listas de requisitos que se le aplican además de las de todas."
    )
    registros_desde: Fecha | None = Field(
        None, description="Desde cuándo se le exigen registros en este sitio."
    )
    desde: Fecha | None = Field(None, description="Primer día de existencia, si se conoce.")
    hasta: Fecha | None = Field(None, description="Último día de existencia.")
    _exigir_en_orden = field_validator("hasta")(no_antes_de_empezar)
    cobertura: Cobertura = Field(
        Cobertura.COMPLETA,
        description="«parcial» cuando el sitio no tiene todos los registros de la instancia.",
    )
    integrantes: ListaDe[Integrante] = Field(None, description="Los cargos que la conforman.")
    funciones: ListaDe[Funcion] = Field(None, description="Funciones generales y específicas.")
    contacto: Contacto | None = Field(None, description="Contacto de la secretaría técnica.")
    como_asistir: ComoAsistir | None = Field(None, description="Cómo asistir a las sesiones.")
    ficticia: SiNo = Field(
        False, description="Si la instancia no existe: cada una de sus páginas lo dice."
    )

    @property
    def cesa(self) -> date | None:
        """El último día en que se le exige algo: el suyo, o el anterior a no estar vigente."""
        if self.hasta or self.estado is not EstadoInstancia.NO_VIGENTE:
            return self.hasta
        return self.estado_desde.desde - timedelta(days=1) if self.estado_desde else None

    def secretaria_en(self, dia: date) -> str:
        """La entidad que ese día ejercía la secretaría técnica."""
        antes = el_de_entonces(self.secretarias_anteriores, dia)
        return antes.entidad if antes else self.secretaria_tecnica

    @property
    def nombre_afuera(self) -> str:
        """Su nombre fuera de sus páginas: las suyas advierten arriba si es ficticia."""
        return f"{self.nombre} (instancia ficticia)" if self.ficticia else self.nombre
