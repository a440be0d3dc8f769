"""La configuración del sitio, las entidades, las listas de requisitos y el registro."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from generador.modelo.base import Confianza, Valor
from generador.modelo.instancia import Cobertura, Contacto, ConVigencia, Relacion
from generador.modelo.tipos import Direccion, Entero, Fecha, Id, Lista, SiNo, Texto, Vocablo


class Sitio(Valor):
    """`contenido/sitio.yaml`."""

    formato: Literal["1"] = Field(description="Versión del formato de los registros.")
    titulo: Texto = Field(description="Título del sitio.")
    descripcion: Texto | None = Field(None, description="De qué trata, en una frase.")
    entidad: Id = Field(description="Entidad que publica, por su identificador.")
    direccion: Direccion | None = Field(
        None, description="Dirección pública del sitio, con su subcarpeta."
    )
    registros_desde: Fecha | None = Field(
        None, description="Desde cuándo se exigen registros, si la instancia no lo dice."
    )
    cobertura: Cobertura = Field(
        Cobertura.COMPLETA, description="«parcial» si faltan registros de todas las instancias."
    )
    demostracion: SiNo = Field(
        False, description="Si cada página dice que no es una publicación oficial."
    )
    tema: Id = Field("base", description="Carpeta de temas/ con que se dibuja.")
    plazos_aceptados: Lista[Id] = Field(
        None, description="Listas cuyos plazos sin confirmar el sitio acepta como suyos."
    )
    menu: Texto | None = Field(None, description="Numeral del menú de transparencia.")
    contacto: Contacto | None = Field(None, description="Contacto de la entidad.")
    extra: dict[str, Any] | None = Field(None, description="Datos propios del sitio.")


class NombreAnterior(ConVigencia):
    """Un nombre que una entidad tuvo."""

    nombre: Texto = Field(description="El nombre.")


class Entidad(ConVigencia):
    """Una entidad pública de `contenido/entidades.yaml`."""

    nombre: Texto = Field(description="Nombre completo.")
    sigla: Texto | None = Field(None, description="Sigla.")
    sector: Entero | None = Field(None, description="Número del sector.")
    url: Direccion | None = Field(None, description="Página web.")
    nombres_anteriores: Lista[NombreAnterior] = Field(None, description="Otros nombres que tuvo.")


class Evidencia(Vocablo):
    """La clase de documento que satisface un requisito."""

    NORMAS = "normas_de_creacion"
    REGLAMENTO = "reglamento"
    ACTAS = "actas_con_anexos"
    INFORME = "informe"
    PLAN = "plan"


class Cadencia(Vocablo):
    """Cada cuánto se exige."""

    UNICA = "unica"
    ANUAL = "anual"
    SEMESTRAL = "semestral"
    TRIMESTRAL = "trimestral"
    POR_SESION = "por_sesion"


class Periodicidad(ConVigencia):
    """Una cadencia y las fechas entre las que rige."""

    cada: Cadencia = Field(description="Única, anual, semestral, trimestral o por sesión.")
    confianza: Confianza = Field(Confianza.POR_CONFIRMAR, description="Qué tan cierta es.")
    fuente: Texto | None = Field(None, description="De dónde se sabe.")


class PlazoLegal(Valor):
    """Cuánto tiempo hay para publicar, contado desde un hecho."""

    dias: Entero | None = Field(None, description="Días que se cuentan.")
    tipo: Literal["habiles", "calendario"] = Field("habiles", description="Clase de días.")
    meses: Entero | None = Field(
        None, description="En vez de días: hasta el último día del n-ésimo mes siguiente."
    )
    desde: Literal["sesion", "fin_de_periodo", "inicio_de_periodo", "expedicion"] = Field(
        description="El hecho desde el que se cuenta."
    )
    fuente: Texto = Field(description="La norma o la práctica de donde sale.")
    confianza: Confianza = Field(description="Qué tan cierto es.")


class BaseLegal(Valor):
    """El fundamento de un requisito."""

    norma: Id = Field(description="Norma, por su identificador.")
    articulos: Texto | None = Field(None, description="Artículos.")
    confianza: Confianza = Field(Confianza.POR_CONFIRMAR, description="Qué tan cierto es.")


class Requisito(ConVigencia):
    """Un renglón de una lista de requisitos."""

    item: Id = Field(description="Identificador dentro de la lista.")
    titulo: Texto = Field(description="Nombre corto.")
    pregunta: Texto = Field(description="La pregunta que responde.")
    base_legal: Lista[BaseLegal] = Field(None, description="En qué se funda.")
    evidencia: Evidencia = Field(description="Qué clase de documento lo satisface.")
    periodicidad: tuple[Periodicidad, ...] = Field(min_length=1, description="Cada cuánto.")
    plazo: PlazoLegal | None = Field(None, description="Hasta cuándo.")
    si_no_hay: Literal["constancia_sin_sesiones", "no_aplica"] | None = Field(
        None, description="Qué lo satisface cuando no hubo de qué."
    )


class ListaDeRequisitos(Valor):
    """Una lista de requisitos. Archivo: `listas/<lista>.yaml`."""

    titulo: Texto = Field(description="Nombre de la lista.")
    descripcion: Texto | None = Field(None, description="De dónde sale.")
    confianza: Confianza = Field(description="Qué tan cierta es la lista.")
    aplica_a: Lista[Id] = Field(
        None,
        description="Instancias a las que se aplica; sin dato, a todas las que no son ficticias.",
    )
    requisitos: tuple[Requisito, ...] = Field(min_length=1, description="Los renglones.")


class DocumentoPublicado(Valor):
    """Lo que una publicación hizo con una dirección."""

    ruta: Texto = Field(description="Dirección dentro del sitio.")
    accion: Literal["publicado", "cambiado", "retirado"] = Field(description="Qué se hizo.")
    sha256: Texto | None = Field(None, description="Huella del archivo.")
    motivo: Texto | None = Field(None, description="Por qué se retiró.")


class Publicacion(Valor):
    """Una entrada del registro de publicaciones. Archivo: `publicaciones/<fecha>-<n>.yaml`."""

    numero: Entero = Field(description="Número de la publicación.")
    fecha: Fecha = Field(description="Día de la publicación.")
    manifiesto: Texto | None = Field(None, description="Huella del manifiesto publicado.")
    documentos: Lista[DocumentoPublicado] = Field(None, description="Lo que cambió.")


RELACIONES_DE_CREACION = (Relacion.CREA, Relacion.MODIFICA)
"""Las relaciones que hacen de una norma una «norma de creación»."""
