"""La configuración del sitio, las entidades, las listas de requisitos y el registro."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import Field, field_validator

from generador.modelo.base import Confianza, Valor
from generador.modelo.citas import IdDeEntidad, IdDeInstancia, IdDeLista, IdDeNorma, NumeroDeSector
from generador.modelo.instancia import (
    Cobertura,
    Contacto,
    ConVigencia,
    NombreAnterior,
    Relacion,
    Rol,
    TipoInstancia,
)
from generador.modelo.sesion import TipoSesion
from generador.modelo.tipos import (
    DiaDelAnio,
    Direccion,
    DireccionDelSitio,
    Entero,
    Fecha,
    Id,
    ListaDe,
    LugarDeDestino,
    SiNo,
    Texto,
    Vocablo,
    falla,
)

_CON_CREDENCIAL = re.compile(r"(git\+)?(https?://[^/?#]*@|[a-z+]+://[^/?#@]*:[^/?#@]*@)")


def _sin_credencial(valor: object) -> object:
    """Lo escrito, si no lleva dentro una contraseña; con https, ni un usuario, que sería un token.

    El mensaje no repite lo escrito: quedaría en la pantalla y en las bitácoras.
    """
    if isinstance(valor, str) and _CON_CREDENCIAL.match(valor):
        raise falla(
            "tipo-incorrecto",
            "El destino lleva una contraseña o un token, que este archivo haría públicos",
            "Quítelo de ahí, cámbielo, y entre con una llave de SSH",
        )
    return valor


class DestinoEscrito(Valor):
    """Un lugar a donde `publicar` lleva el sitio. Nunca lleva contraseñas ni llaves."""

    nombre: Id = Field(description="Nombre con que se publica: `generador publicar <nombre>`.")
    lugar: LugarDeDestino = Field(
        description="Carpeta, archivo .zip, ssh://usuario@servidor/carpeta, "
        "sftp://usuario@servidor/carpeta o git+REPOSITORIO#RAMA."
    )
    direccion: DireccionDelSitio | None = Field(
        None, description="Dirección donde se ve; se lee después de publicar para comprobarla."
    )

    _exigir_sin_credencial = field_validator("lugar", "direccion", mode="before")(_sin_credencial)


class DiaNoHabil(Valor):
    """Un día en que la entidad no trabaja y no es festivo nacional: un día cívico, un cierre."""

    fecha: Fecha = Field(description="El día.")
    motivo: Texto = Field(description="Por qué no es hábil; se lee junto a los plazos que salta.")
    fuente: Texto = Field(description="Acto que lo dispuso.")


class Sitio(Valor):
    """`contenido/sitio.yaml`."""

    formato: Literal["1"] = Field(description="Versión del formato de los registros.")
    titulo: Texto = Field(description="Título del sitio.")
    descripcion: Texto | None = Field(None, description="De qué trata, en una frase.")
    entidad: IdDeEntidad = Field(description="Entidad que publica, por su identificador.")
    direccion: DireccionDelSitio | None = Field(
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
    pdf: SiNo = Field(False, description="Si cada acta y cada informe se publica también en PDF.")
    tema: Id = Field("base", description="Carpeta de temas/ con que se dibuja.")
    plazos_aceptados: ListaDe[IdDeLista] = Field(
        None, description="Listas cuyos plazos sin confirmar el sitio acepta como suyos."
    )
    dias_no_habiles: ListaDe[DiaNoHabil] = Field(
        None,
        description="Días que, además de los festivos nacionales, no cuentan en los plazos.",
    )
    menu: Texto | None = Field(None, description="Numeral del menú de transparencia.")
    contacto: Contacto | None = Field(None, description="Contacto de la entidad.")
    destinos: ListaDe[DestinoEscrito] = Field(None, description="A dónde se publica el sitio.")
    firmantes: ListaDe[Texto] = Field(
        None, description="Llaves públicas Ed25519 de quienes firman las publicaciones."
    )
    extra: dict[str, Any] | None = Field(None, description="Datos propios del sitio.")


class Entidad(ConVigencia):
    """Una entidad pública de `contenido/entidades.yaml`."""

    nombre: Texto = Field(description="Nombre completo.")
    sigla: Texto | None = Field(None, description="Sigla.")
    sector: NumeroDeSector | None = Field(None, description="Número del sector.")
    url: Direccion | None = Field(None, description="Página web.")
    nombres_anteriores: ListaDe[NombreAnterior] = Field(None, description="Otros nombres que tuvo.")

    @property
    def nombre_y_sigla(self) -> str:
        """«Secretaría General (SG)»; sin sigla, solo el nombre."""
        return f"{self.nombre} ({self.sigla})" if self.sigla else self.nombre


class Evidencia(Vocablo):
    """La clase de documento que satisface un requisito."""

    NORMAS = "normas_de_creacion"
    REGLAMENTO = "reglamento"
    ACTAS = "actas_con_anexos"
    ACTAS_PUBLICADAS = "actas_publicadas"
    INFORME = "informe"
    PLAN = "plan"
    SESIONES = "sesiones_minimas"
    APROBADAS = "actas_aprobadas"
    FIRMADAS = "actas_firmadas"
    RAZONES = "razones_de_las_decisiones"
    RENDICION = "rendicion_de_cuentas"

    @property
    def es_de_actas(self) -> bool:
        """Si se prueba con el acta de cada sesión, tenga que estar aprobada o no."""
        return self in (Evidencia.ACTAS, Evidencia.ACTAS_PUBLICADAS)

    @property
    def es_de_publicar(self) -> bool:
        """Si lo que exige es que algo esté publicado, y no que se haya hecho."""
        return self not in (
            Evidencia.SESIONES,
            Evidencia.APROBADAS,
            Evidencia.FIRMADAS,
            Evidencia.RENDICION,
        )


class Cadencia(Vocablo):
    """Cada cuánto se exige."""

    UNICA = "unica"
    ANUAL = "anual"
    SEMESTRAL = "semestral"
    TRIMESTRAL = "trimestral"
    MENSUAL = "mensual"
    POR_SESION = "por_sesion"


class Periodicidad(ConVigencia):
    """Una cadencia y las fechas entre las que rige."""

    cada: Cadencia = Field(description="Cada cuánto se exige.")
    confianza: Confianza = Field(Confianza.POR_CONFIRMAR, description="Qué tan cierta es.")
    fuente: Texto | None = Field(None, description="De dónde se sabe.")


class PlazoLegal(Valor):
    """Cuánto tiempo hay, contado desde un hecho."""

    dias: Entero | None = Field(
        None, description="Días que se cuentan; con 0, el mismo día del hecho."
    )
    tipo: Literal["habiles", "calendario"] = Field("habiles", description="Clase de días.")
    meses: Entero | None = Field(
        None, description="En vez de días: hasta el último día del n-ésimo mes siguiente."
    )
    dia_fijo: DiaDelAnio | None = Field(
        None, description="En vez de días: el primer día así después del hecho, «01-31»."
    )
    desde: Literal[
        "sesion",
        "siguiente_sesion",
        "aprobacion",
        "firma",
        "fin_de_periodo",
        "inicio_de_periodo",
        "expedicion",
    ] = Field(description="El hecho desde el que se cuenta.")
    fuente: Texto = Field(description="La norma o la práctica de donde sale.")
    confianza: Confianza = Field(description="Qué tan cierto es.")


class BaseLegal(Valor):
    """El fundamento de un requisito."""

    norma: IdDeNorma = Field(description="Norma, por su identificador.")
    articulos: Texto | None = Field(None, description="Artículos.")
    confianza: Confianza = Field(Confianza.POR_CONFIRMAR, description="Qué tan cierto es.")


class Requisito(ConVigencia):
    """Un renglón de una lista de requisitos."""

    item: Id = Field(description="Identificador dentro de la lista.")
    titulo: Texto = Field(description="Nombre corto.")
    pregunta: Texto = Field(description="La pregunta que responde.")
    base_legal: ListaDe[BaseLegal] = Field(None, description="En qué se funda.")
    evidencia: Evidencia = Field(description="Qué clase de documento lo satisface.")
    minimo: Entero | None = Field(
        None, description="Cuántas sesiones en cada periodo, si la evidencia son ellas."
    )
    firman: ListaDe[Rol] = Field(
        None, description="Quiénes firman el acta, si la evidencia es su firma: P, S…"
    )
    sesiones: TipoSesion | None = Field(
        None, description="De qué tipo, si la evidencia son sesiones y no valen todas."
    )
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
    aplica_a: ListaDe[IdDeInstancia] = Field(
        None,
        description="Instancias a las que se aplica; sin dato, a todas las que no son ficticias.",
    )
    por_eleccion: SiNo = Field(
        False, description="Si solo se aplica a las instancias que la nombran en «listas»."
    )
    para: TipoInstancia | None = Field(
        None, description="La clase de instancia para la que es, si es para una."
    )
    en_vez_de: ListaDe[IdDeLista] = Field(
        None, description="Listas que, si ella no las nombra, no se aplican a quien nombra esta."
    )
    requisitos: tuple[Requisito, ...] = Field(min_length=1, description="Los renglones.")


RUTA_BORRADA = "(retirado definitivamente)"
"""Lo que queda en el registro de un documento borrado de todas las versiones: ni su nombre."""


CAMBIO_DE_DIRECCION = "Cambió de dirección"
"""El motivo que queda en el registro de un documento que sigue publicado, en otra dirección."""


class CambioDeCampo(Valor):
    """Un campo de un registro que cambió entre dos publicaciones."""

    campo: Texto = Field(description="El camino del campo: `decisiones.d1.estado`.")
    antes: Texto | None = Field(default=None, description="Lo que decía; sin dato si no estaba.")
    ahora: Texto | None = Field(default=None, description="Lo que dice; sin dato si ya no está.")


class DocumentoPublicado(Valor):
    """Lo que una publicación hizo con una dirección."""

    ruta: Texto = Field(description="Dirección dentro del sitio.")
    titulo: Texto | None = Field(default=None, description="Nombre del documento.")
    accion: Literal["publicado", "cambiado", "retirado"] = Field(description="Qué se hizo.")
    sha256: Texto | None = Field(default=None, description="Huella del archivo.")
    valores: Texto | None = Field(
        default=None,
        description="Huella de lo que decía el registro, campo por campo.",
    )
    motivo: Texto | None = Field(default=None, description="Por qué se retiró.")
    cambios: ListaDe[CambioDeCampo] = Field(default=None, description="Qué campos cambiaron.")

    @property
    def huella(self) -> str:
        """La de lo que decía: de un registro, la de sus valores; de un anexo, la de sus bytes."""
        return self.valores or self.sha256 or ""


class Publicacion(Valor):
    """Una entrada del registro de publicaciones. Archivo: `publicaciones/<fecha>-<n>.yaml`."""

    numero: Entero = Field(description="Número de la publicación.")
    fecha: Fecha = Field(description="Día de la publicación.")
    destino: Id | None = Field(default=None, description="A qué destino se publicó.")
    deshace: Entero | None = Field(
        default=None, description="Número de la publicación que deshizo."
    )
    retiro_definitivo: Texto | None = Field(
        default=None, description="Motivo con que se borró un documento de todas las versiones."
    )
    solo_lo_anterior: SiNo = Field(
        default=False,
        description="Si el documento siguió a la vista, y se borró lo que decía antes.",
    )
    documentos: ListaDe[DocumentoPublicado] = Field(default=None, description="Lo que cambió.")
    leida: Direccion | None = Field(
        default=None,
        description="Dirección pública donde lo publicado se leyó de vuelta, igual. Sin ella solo "
        "consta que se entregó al destino.",
    )
    manifiesto: Texto | None = Field(default=None, description="Huella del manifiesto publicado.")


class Retirado(Valor):
    """Un documento que se publicó y ya no está: su dirección responde con este aviso."""

    ruta: Texto = Field(description="Dirección que tenía dentro del sitio.")
    fecha: Fecha = Field(description="Día en que se retiró.")
    motivo: Texto = Field(description="Por qué se retiró.")


class Retirados(Valor):
    """`contenido/retirados.yaml`: los documentos que se retiraron, con su motivo."""

    documentos: ListaDe[Retirado] = Field(None, description="Los documentos retirados.")


class Visita(Valor):
    """Lo que había en la dirección de un documento que está en otro sitio, el día que se leyó."""

    url: Direccion = Field(description="Dirección, como está en los registros.")
    fecha: Fecha = Field(description="Día en que se leyó, o en que se intentó.")
    sha256: Texto | None = Field(default=None, description="Huella de lo que se leyó.")
    bytes: Entero | None = Field(default=None, description="Cuánto pesaba.")
    tipo: Texto | None = Field(default=None, description="De qué clase dijo el servidor que era.")
    llega_a: Direccion | None = Field(
        default=None, description="A dónde lleva, si redirige a otra."
    )
    falla: Texto | None = Field(default=None, description="Por qué no se pudo leer.")
    falla_desde: Fecha | None = Field(
        default=None, description="Desde qué día no se puede leer, si antes se leyó."
    )

    @property
    def no_responde(self) -> bool:
        """Si la última vez no se pudo leer."""
        return self.falla is not None


class Visitas(Valor):
    """`contenido/direcciones.yaml`: lo que se vio en las direcciones de otros sitios."""

    direcciones: ListaDe[Visita] = Field(None, description="Las direcciones.")


RELACIONES_DE_CREACION = (Relacion.CREA, Relacion.MODIFICA)
"""Las relaciones que hacen de una norma una «norma de creación»."""
