"""Lo común a todo registro: de dónde salió y qué tanto se sabe de él."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from inspect import get_annotations
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Discriminator, Field, PrivateAttr, Tag
from pydantic.fields import FieldInfo

from generador.hallazgo import Origen
from generador.modelo.citas import IdDeEntidad
from generador.modelo.tipos import (
    Direccion,
    Fecha,
    ListaDe,
    NombreDeArchivo,
    Resguardo,
    Ruta,
    SiNo,
    Texto,
    Vocablo,
)


class Html(str):
    """HTML que pasó por el saneador: el único texto que las plantillas no escapan.

    Solo la lectura de Markdown lo construye, algún texto constante del programa y quien lo parte en
    trozos enteros. Jinja2 lo reconoce por `__html__`.
    """

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


class Procedencia(Vocablo):
    """`reconstruida`: hecha a partir de otro documento, nunca prueba por sí misma."""

    DOCUMENTO = "documento"
    RECONSTRUIDA = "reconstruida"


class Confianza(Vocablo):
    """Qué tan cierto es un dato legal; lo no confirmado se dice en la página."""

    CONFIRMADO = "confirmado"
    POR_CONFIRMAR = "por_confirmar"
    FICTICIA = "ficticia"


class Valor(BaseModel):
    """Un valor inmutable; una clave que no está en el modelo es un error."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        hide_input_in_errors=True,
        # Lo que comprueba cada modelo se prepara al usarlo: una orden usa unos pocos.
        defer_build=True,
    )


def formas_del_modelo() -> Iterator[type[Valor]]:
    """Todas las formas que tiene algo de un registro, con las que solo sirven de base."""
    por_ver: list[type[Valor]] = [Valor]
    while por_ver:
        hijas = por_ver.pop().__subclasses__()
        yield from hijas
        por_ver += hijas


def campos_de(modelo: type[BaseModel]) -> dict[str, FieldInfo]:
    """Los campos en el orden en que se escriben: los de la clase y, al final, los heredados."""
    nombres = (nombre for clase in modelo.__mro__ for nombre in get_annotations(clase))
    campos = modelo.model_fields
    return {nombre: campos[nombre] for nombre in dict.fromkeys(nombres) if nombre in campos}


@dataclass(frozen=True, slots=True)
class Fuente:
    """De dónde salió un registro.

    `archivo` es relativo a la raíz del sitio; `ruta`, a `contenido/` y sin extensión, y es
    la identidad con que otros registros lo citan. `posiciones` da línea y columna de cada valor.
    """

    archivo: str
    ruta: str
    sha256: str = ""
    cuerpo: str = ""
    linea_cuerpo: int = 1
    archivo_cuerpo: str = ""
    posiciones: Mapping[Ruta, tuple[int, int]] = field(default_factory=dict)

    def origen(self, *camino: str | int) -> Origen:
        """El lugar de un valor, o del más cercano que lo contiene."""
        return Origen(self.archivo, *(posicion_cercana(self.posiciones, camino) or ()))


def posicion_cercana(
    posiciones: Mapping[Ruta, tuple[int, int]], camino: Ruta
) -> tuple[int, int] | None:
    """La línea y la columna de un valor o del más cercano que lo contiene, si consta alguna."""
    lugares = (posiciones.get(camino[:fin]) for fin in range(len(camino), -1, -1))
    return next(filter(None, lugares), None)


_SIN_FUENTE = Fuente("", "")


_SIN_PUBLICAR = Resguardo(
    "el registro",
    "Si aún no está listo, escriba «borrador: si»; si ya se puede publicar, quite esta línea",
)


class Registro(Valor):
    """Un archivo de `contenido/`: lo que el editor escribió, con su origen."""

    procedencia: Procedencia = Field(
        Procedencia.DOCUMENTO,
        description="«documento» si se transcribió del documento mismo; «reconstruida» si se "
        "armó a partir de otro.",
    )
    reconstruida_de: Texto | None = Field(
        None, description="De qué documento se armó, cuando la procedencia es «reconstruida»."
    )
    resumen: SiNo = Field(
        False,
        description="Si el texto es un resumen con palabras propias y no el texto firmado.",
    )
    borrador: Annotated[SiNo, _SIN_PUBLICAR] = Field(
        False,
        description="Un borrador se revisa como los demás, pero no se publica en ninguna parte ni "
        "detiene lo que se publica.",
    )
    notas: ListaDe[Texto] = Field(
        None, description="Aclaraciones públicas sobre lo que se sabe y no se sabe del registro."
    )
    antes: ListaDe[Texto] = Field(
        None, description="Direcciones que este registro tuvo antes y que siguen respondiendo."
    )
    extra: dict[str, Any] | None = Field(
        None, description="Datos propios del sitio; el producto no los interpreta."
    )
    _fuente: Fuente = PrivateAttr(default_factory=lambda: _SIN_FUENTE)

    @property
    def fuente(self) -> Fuente:
        """De dónde salió el registro."""
        # No es `self._fuente`: pydantic busca lo privado con `__getattr__`, y esto se pregunta
        # decenas de veces por registro.
        privado = self.__pydantic_private__
        assert privado is not None, "un registro siempre tiene fuente"
        return cast(Fuente, privado["_fuente"])

    @property
    def ruta(self) -> str:
        """La identidad del registro: su camino bajo `contenido/`, sin extensión."""
        return self.fuente.ruta

    def con_fuente(self, fuente: Fuente) -> None:
        """Fija el origen, una sola vez, al terminar la lectura."""
        if self.fuente is not _SIN_FUENTE:
            raise ValueError(f"{self.ruta} ya tiene origen")
        self._fuente = fuente

    def origen(self, *camino: str | int) -> Origen:
        """El lugar de uno de sus valores."""
        return self.fuente.origen(*camino)

    @property
    def aparta(self) -> str:
        """La clave que dice que aún no está listo, tenga la fecha que tenga; vacía si ninguna."""
        return "borrador" if self.borrador else ""

    @property
    def se_muestra_desde(self) -> date | None:
        """El primer día en que puede estar en el sitio; `None` si no lo dice."""
        return None


class Clasificacion(Vocablo):
    """Ley 1712 de 2014, artículos 18 y 19: lo retenido dice con qué fundamento."""

    PUBLICA = "publica"
    CLASIFICADA = "publica_clasificada"
    RESERVADA = "publica_reservada"


_RETENIDO = Resguardo(
    "el archivo",
    "Escriba publica_clasificada o publica_reservada, con su «fundamento»; si se puede publicar, "
    "quite esta línea",
)


class Excepcion(Vocablo):
    """Cuánto se retiene de un documento: Decreto 1081 de 2015, artículo 2.1.1.5.2.2."""

    TOTAL = "total"
    PARCIAL = "parcial"


class EnElIndice(Valor):
    """Lo que el índice de información clasificada y reservada dice de un documento retenido.

    Decreto 1081 de 2015, artículo 2.1.1.5.2.2. Lo demás que el índice pide sale del registro.
    """

    objetivo_legitimo: Texto | None = Field(
        default=None,
        description="Qué excepción de los artículos 18 o 19 de la Ley 1712 de 2014 lo ampara.",
    )
    fundamento_juridico: Texto | None = Field(
        default=None, description="Norma en que se apoya esa excepción."
    )
    excepcion: Excepcion | None = Field(
        default=None, description="Si se retiene todo el documento o una parte."
    )
    calificado: Fecha | None = Field(
        default=None, description="Día en que se calificó de clasificado o reservado."
    )
    plazo: Texto | None = Field(
        default=None, description="Cuánto tiempo se retiene: «15 años» como mucho, si es reservado."
    )
    medio: Texto | None = Field(
        default=None, description="En qué se conserva: físico, análogo o digital."
    )
    produce: Texto | None = Field(
        default=None,
        description="Dependencia o entidad que lo produjo; sin dato, la que ejerce la secretaría "
        "técnica.",
    )
    custodia: Texto | None = Field(
        default=None,
        description="Dependencia que lo guarda y permite verlo; sin dato, la que ejerce la "
        "secretaría técnica.",
    )


def publicacion_declarada() -> Any:
    """El campo con el día en que se dice que se publicó un registro, un documento o una norma."""
    return Field(None, description="Fecha declarada de publicación.")


class Documento(Valor):
    """Un archivo o una dirección web que acompaña a un registro o lo prueba."""

    titulo: Texto = Field(description="Nombre del documento, con su tema y su fecha.")
    archivo: NombreDeArchivo | None = Field(
        None, description="Nombre del archivo dentro de la carpeta de anexos del registro."
    )
    url: Direccion | None = Field(
        None, description="Dirección web; sin huella guardada queda como enlace sin comprobar."
    )
    fecha: Fecha | None = Field(None, description="Fecha que lleva el documento.")
    fecha_publicacion: Fecha | None = publicacion_declarada()
    clasificacion: Annotated[Clasificacion, _RETENIDO] = Field(
        Clasificacion.PUBLICA, description="Pública, clasificada o reservada (Ley 1712 de 2014)."
    )
    fundamento: Texto | None = Field(
        None, description="Norma que permite retener lo clasificado o reservado."
    )
    indice: EnElIndice | None = Field(
        None,
        description="Lo que falta decir de lo retenido en el índice de información clasificada y "
        "reservada.",
    )
    idioma: Texto | None = Field(None, description="Idioma del documento, si no es español.")
    reemplaza: Texto | None = Field(None, description="Archivo anterior al que este sustituye.")

    @property
    def retenido(self) -> bool:
        """Si no se publica, por clasificado o reservado."""
        return self.clasificacion is not Clasificacion.PUBLICA


def _clase_de_original(valor: object) -> str:
    return "este_registro" if isinstance(valor, str) else "documento"


Original = Annotated[
    Annotated[Documento, Tag("documento")]
    | Annotated[Literal["este_registro"], Tag("este_registro")],
    Discriminator(_clase_de_original),
]
"""Lo que prueba un registro: un archivo firmado, o el registro mismo."""


class Publicable(Registro):
    """Un registro que se publica con el documento que lo prueba y los que lo acompañan."""

    fecha: Fecha | None = Field(None, description="Fecha del documento.")
    fecha_publicacion: Fecha | None = publicacion_declarada()
    original: Original | None = Field(
        None,
        description="El documento firmado, o «este_registro» si el registro mismo es el original.",
    )
    anexos: ListaDe[Documento] = Field(None, description="Documentos que lo acompañan.")

    @property
    @abstractmethod
    def dias(self) -> tuple[date, date]:
        """El primer y el último día de los que trata: cada clase dice los suyos."""

    @property
    def se_muestra_desde(self) -> date | None:
        """El día declarado de su publicación o, sin él, el suyo: antes no existía."""
        return self.fecha_publicacion or self.fecha

    @property
    def existe_desde(self) -> date | None:
        """El día antes del cual no se pudo publicar, si no se publica antes de existir."""
        return self.fecha

    @property
    def documentos(self) -> tuple[tuple[Ruta, Documento], ...]:
        """El original, si es un documento, y los anexos; cada uno con su lugar en el registro."""
        original = self.original
        suyo = ((("original",), original),) if isinstance(original, Documento) else ()
        return (*suyo, *((("anexos", n), anexo) for n, anexo in enumerate(self.anexos or ())))


@dataclass(frozen=True, slots=True)
class Archivo:
    """Un anexo que existe: su camino bajo `contenido/`, su tamaño y su huella.

    `defecto` dice por qué no prueba nada, aunque exista: «está vacío», «no es un PDF».
    """

    ruta: str
    bytes: int
    sha256: str
    defecto: str = ""


class Firma(Valor):
    """Quien firma. El nombre es publicable: Ley 1581 de 2012, servidores públicos."""

    nombre: Texto = Field(description="Nombre de quien firma.")
    cargo: Texto | None = Field(None, description="Cargo de quien firma.")
    entidad: IdDeEntidad | None = Field(None, description="Entidad, por su identificador.")
    rol: Texto | None = Field(None, description="P (presidencia) o S (secretaría técnica).")
    fecha: Fecha | None = Field(None, description="Fecha de la firma.")
