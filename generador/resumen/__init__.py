"""Lo que el resto del sitio puede saber de una instancia: pequeño y completo.

Inicio, listas, búsqueda, mapa y datos abiertos se hacen solo con resúmenes; por eso una
instancia que no cambió no se vuelve a leer.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from generador.modelo.acuerdos import ResultadoDeDecision, resultado_distinto
from generador.verificacion.faltantes import ActaFaltante
from generador.verificacion.resultados import Referencia, Renglon, SeguimientoHecho


class ArchivoResumido(Struct, frozen=True):
    """Un archivo público de un documento: el original o un anexo."""

    titulo: str
    ruta: str
    bytes: int
    sha256: str
    fecha: date | None


class EntradaDeDocumento(Struct, frozen=True):
    """Un documento publicado, para los listados: qué es, de cuándo y dónde está.

    `probada` dice si la fecha de publicación sale del registro de publicaciones o la declara el
    editor; `numero`, qué acta es: «Acta 2 de 2025».
    """

    clase: str  # el nombre de su clase: acta, plan…
    titulo: str
    ruta: str
    fecha: date | None
    anio: int | None
    publicada: date | None
    reconstruida: bool = False
    probada: bool = False
    archivos: tuple[ArchivoResumido, ...] = ()
    numero: str = ""


class RetenidoResumido(Struct, frozen=True):
    """Un documento clasificado o reservado: que existe y por qué no se publica, nunca lo que dice.

    Con lo que pide el índice (Decreto 1081 de 2015, artículo 2.1.1.5.2.2); vacío lo que no se sabe.
    `ruta` es la página del registro que lo nombra.
    """

    clase: str
    titulo: str
    clasificacion: str
    ruta: str
    fecha: date | None
    fundamento: str
    idioma: str = ""
    objetivo_legitimo: str = ""
    fundamento_juridico: str = ""
    excepcion: str = ""
    calificado: date | None = None
    plazo: str = ""
    medio: str = ""
    produce: str = ""
    custodia: str = ""
    reconstruido: bool = False


class Acordado(Struct, frozen=True, kw_only=True):
    """Lo que una sesión acordó, y lo que después se dijo de ello.

    `ruta` es su lugar en la página del acta; `acta`, cómo se nombra, y `reconstruida_de`, el
    documento de que se armó su registro si nadie la ha visto.
    """

    fecha: date
    ruta: str
    acta: str
    reconstruida_de: str = ""
    seguimientos: tuple[SeguimientoHecho, ...] = ()

    @property
    def reconstruida(self) -> bool:
        """Si nadie ha visto el acta."""
        return bool(self.reconstruida_de)


class DecisionResumida(Acordado, frozen=True):
    """Una decisión; `resultado` es en qué quedó, como se escribió, o vacío."""

    decision: str
    resultado: str = ""
    icono: str = ""
    sintesis: str = ""
    sintesis_resumen: bool = False
    afecta_al_publico: bool | None = None
    fundamento: str = ""

    @property
    def quedo(self) -> str:
        """En qué quedó, si no se aprobó."""
        return resultado_distinto(self.resultado)

    @property
    def se_decidio(self) -> bool:
        """Si la sesión decidió, o no consta que lo dejara para después."""
        return not self.resultado or ResultadoDeDecision(self.resultado).se_decidio


class CompromisoResumido(Acordado, frozen=True):
    """Un compromiso y su estado a la fecha de corte.

    `entidad` es el identificador de la entidad del cargo responsable, o vacío si no se sabe;
    `estado` es «vencido» o el último que alguien escribió, que está en `ultimo`.
    """

    compromiso: str
    responsable: str
    entidad: str
    fecha_limite: date | None
    estado: str
    ultimo: str


class SesionPorVenir(Struct, frozen=True):
    """La próxima sesión que se conoce: su tipo, si se sabe, y su día o lapso como se escribió."""

    tipo: str
    cuando: str


class AsistenciaResumida(Struct, frozen=True):
    """De los cargos que integraban la instancia un día de sesión, cuántos fueron a ella."""

    fecha: date
    tipo: str
    ruta: str
    asistieron: int
    no_asistieron: int
    sin_dato: int
    reconstruida: bool = False


class DemoraResumida(Struct, frozen=True):
    """Cuántos días pasaron de una sesión a la publicación de su acta, y cómo se sabe la fecha.

    `acta` es cómo se nombra; `publicacion_fuente`, «probada», «declarada» o vacía.
    """

    fecha: date
    tipo: str
    acta: str
    ruta: str
    dias_a_publicacion: int | None
    publicacion_fuente: str
    reconstruida: bool = False


class ActividadResumida(Struct, frozen=True):
    """Una actividad de un plan: quién responde por ella, a qué función sirve y cómo va.

    `entidad` es el identificador de la entidad del cargo responsable, o vacío si no se sabe;
    `funcion`, la función como se numera y se lee.
    """

    plan: str
    anio: int
    actividad: str
    responsable: str
    entidad: str
    funcion: str
    cuando: str
    estado: str
    ruta: str
    reconstruida: bool = False


class DireccionAnterior(Struct, frozen=True):
    """Una dirección que un registro tuvo antes, como se escribió, y la de hoy."""

    escrita: str
    ruta: str
    titulo: str
    archivo: str
    linea: int
    columna: int


class ResumenInstancia(Struct, frozen=True):
    """Una instancia vista desde fuera.

    `direcciones` son las páginas y anexos que ofrece; `enlaces`, las direcciones internas de
    otras instancias o del sitio a las que lleva, con la parte que nombran de su página y el lugar
    donde se citan. `anclas` son las partes de cada página suya que otros pueden nombrar, y
    `posteriores`, los registros que se mostrarán después de la fecha de corte, con su día. `correo`
    es el de su secretaría técnica.
    """

    slug: str
    nombre: str
    tipo: str
    estado: str
    estado_desde: str
    objeto: str
    entidad: str
    ficticia: bool
    cobertura_parcial: bool
    ultima_sesion: Referencia | None
    proxima_sesion: SesionPorVenir | None
    ultima_decision: DecisionResumida | None
    documentos: tuple[EntradaDeDocumento, ...]
    decisiones: tuple[DecisionResumida, ...]
    compromisos: tuple[CompromisoResumido, ...]
    renglones: tuple[Renglon, ...]
    registros: tuple[tuple[str, int], ...]
    direcciones: tuple[str, ...]
    enlaces: tuple[tuple[str, str, str, int, int], ...]
    normas_citadas: tuple[str, ...]
    anclas: tuple[tuple[str, tuple[str, ...]], ...] = ()
    anteriores: tuple[DireccionAnterior, ...] = ()
    faltantes: tuple[ActaFaltante, ...] = ()
    asistencia: tuple[AsistenciaResumida, ...] = ()
    demoras: tuple[DemoraResumida, ...] = ()
    actividades: tuple[ActividadResumida, ...] = ()
    posteriores: tuple[tuple[str, date], ...] = ()
    correo: str = ""
    retenidos: tuple[RetenidoResumido, ...] = ()

    @property
    def tareas(self) -> tuple[CompromisoResumido | ActividadResumida, ...]:
        """Todo lo que alguien quedó de hacer, o un plan le encargó."""
        return (*self.compromisos, *self.actividades)

    @property
    def ruta(self) -> str:
        """La página de la instancia."""
        return f"instancias/{self.slug}/index.html"
