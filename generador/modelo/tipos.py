"""Los tipos con que el modelo convierte texto en valores.

El lector de YAML entrega todo como texto, listas y mapas; aquí, y solo aquí, un
texto se vuelve fecha, número o sí/no. Cada conversión que falla dice su código,
su causa y su remedio con un `PydanticCustomError` que la lectura traduce a un
hallazgo con su lugar.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import BeforeValidator, StringConstraints
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from generador.hallazgo import Certeza
from generador.modelo import correcciones

# Con «as»: los demás la piden aquí, donde se usa, y no donde se guarda.
from generador.modelo.correcciones import sin_tildes as sin_tildes
from generador.modelo.destinos import LugarIlegible, leer_lugar
from generador.modelo.fechas import (
    ANIO_MAXIMO,
    ANIO_MINIMO,
    PATRON_DE_PERIODO,
    Periodo,
    anio_mes_dia,
    fecha_larga,
)

Ruta = tuple[str | int, ...]
"""El camino a un valor dentro de un registro: `("asistencia", 2, "asistio")`."""
_T = TypeVar("_T")

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ISO_CON_HORA = re.compile(
    r"\d{4}-\d{2}-\d{2}"
    r"(?:[Tt ] *(?:[01]?\d|2[0-3]):\d{2}(?::\d{2}(?:[.,]\d+)?)? *(?:[ap]\.? ?m\.?)?)?"
    r" *(?P<zona>[Zz]|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?"
)
# La hora que Excel pone a un día.
_MEDIANOCHE = re.compile(r"(?:[Tt ] *0?0:00(?::00(?:[.,]0+)?)?)? *")
_BOGOTA = re.compile(r"-05:?(?:00)?")
_MES = re.compile(r"(\d{4})-(\d{2})")
_ANIO = re.compile(r"\d{4}")
_HORA = re.compile(r"(\d{1,2}):(\d{2})")
CIFRAS = 9
"""Las que caben en un número."""
LARGO_DE_TEXTO = 2_000
PATRON_DE_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
ID = re.compile(PATRON_DE_ID)
_UNAS_CIFRAS = re.compile(rf"\d{{1,{CIFRAS}}}")
_NINGUNO = ("ninguno", "ninguna")


def citar(valor: object) -> str:
    """Lo escrito, entre comillas, si es un texto; si no, qué clase de cosa es."""
    return f"«{valor}»" if isinstance(valor, str) else "Una lista o un grupo de claves"


def falla(
    codigo: str,
    mensaje: str,
    remedio: str,
    valor: str = "",
    certeza: Certeza = Certeza.MECANICO,
) -> PydanticCustomError:
    """El error de una conversión, con su código de hallazgo y su remedio.

    `valor` es lo que se escribe en vez de lo escrito, tal como va en el YAML, si se sabe.
    """
    # Plantilla constante: las llaves que haya escrito el editor no se interpretan.
    contexto = {"mensaje": mensaje, "remedio": remedio, "valor": valor, "certeza": str(certeza)}
    return PydanticCustomError(codigo, "{mensaje}", contexto)


def corregida(
    codigo: str, mensaje: str, remedio: str, corregido: str, ejemplo: str
) -> PydanticCustomError:
    """La falla que trae cómo se escribe el valor; si hay duda, un ejemplo de su forma."""
    if corregido:
        return falla(codigo, mensaje, f"Escriba {corregido}", corregido)
    return falla(codigo, mensaje, remedio, ejemplo, Certeza.EJEMPLO)


class Vocablo(StrEnum):
    """Un vocabulario cerrado: se reconoce con tildes, mayúsculas, espacios o guiones."""

    @classmethod
    def _missing_(cls, value: object) -> Vocablo | None:
        plegado = sin_tildes(str(value)).strip().replace(" ", "_").replace("-", "_")
        return next((v for v in cls if sin_tildes(v.value) == plegado), None)


def _texto(valor: object) -> str:
    """Lo escrito, si es un texto o una lista de un solo texto."""
    if isinstance(valor, list) and len(valor) == 1:
        return _texto(valor[0])
    return valor if isinstance(valor, str) else ""


# --- fechas y horas ---------------------------------------------------------


def leer_fecha(valor: object) -> date:
    """Una fecha `AAAA-MM-DD` y nada más. Códigos: fecha-no-iso, fecha-imposible, fecha-con-zona."""
    if isinstance(valor, date):
        return valor
    texto = valor if isinstance(valor, str) else ""
    if m := _ISO.fullmatch(texto):
        return _fecha_real(int(m[1]), int(m[2]), int(m[3]), texto)
    if m := _ISO_CON_HORA.fullmatch(texto):
        raise _sin_hora(texto, m["zona"] or "")
    if posibles := correcciones.fechas_posibles(texto):
        raise _dos_fechas(texto, *posibles)
    numeros = anio_mes_dia(texto)
    if numeros and 1 <= numeros[1] <= 12 and numeros[2] > calendar.monthrange(*numeros[:2])[1]:
        return _fecha_real(*numeros, texto)
    raise corregida(
        "fecha-no-iso",
        f"«{texto}» no está en la forma AAAA-MM-DD" if texto else "Aquí va una fecha",
        "Escriba la fecha como AAAA-MM-DD, por ejemplo 2020-08-25",
        correcciones.fecha(texto),
        correcciones.fecha_de_ejemplo(texto),
    )


def _sin_hora(texto: str, zona: str) -> PydanticCustomError:
    """«2026-10-31T00:00:00Z»: a esa hora de otro lugar, en Bogotá puede ser otro día."""
    mensaje = f"«{texto}» trae hora o zona; una fecha no las tiene"
    dia = texto[:10]
    if not zona or _BOGOTA.fullmatch(zona):
        if not _MEDIANOCHE.fullmatch(texto.removesuffix(zona), 10):
            remedio = (
                f"Escriba solo el día, {dia}, y la hora donde va: en «hora_inicio», si la hay; si "
                "no, en el texto"
            )
            return falla("fecha-con-zona", mensaje, remedio, dia, Certeza.PROBABLE)
        return falla("fecha-con-zona", mensaje, f"Escriba solo el día: {dia}", dia)
    remedio = "Escriba solo el día, el que fue en Bogotá: según la hora puede ser ese o el de antes"
    return falla("fecha-con-zona", mensaje, remedio)


def _dos_fechas(texto: str, una: str, otra: str) -> PydanticCustomError:
    """«09/06/2020»: aquí se escribe primero el día, pero solo el documento sabe cuál es."""
    dichas = " o ".join(
        f"{iso} si es el {fecha_larga(date.fromisoformat(iso))}" for iso in (una, otra)
    )
    mensaje = f"«{texto}» no está en la forma AAAA-MM-DD, y puede ser dos fechas"
    # Una propuesta la confirma alguien: va la que se lee en Colombia, y se dice por qué.
    remedio = f"Escriba {dichas}; se propone la que empieza por el día, como es costumbre"
    return falla("fecha-no-iso", mensaje, remedio, una, Certeza.PROBABLE)


def _fecha_real(anio: int, mes: int, dia: int, texto: str) -> date:
    if not ANIO_MINIMO <= anio <= ANIO_MAXIMO:
        raise falla(
            "fecha-imposible",
            f"El año de «{texto}» no es creíble",
            f"Escriba un año entre {ANIO_MINIMO} y {ANIO_MAXIMO}",
            correcciones.fecha_de_ejemplo(texto),
            Certeza.EJEMPLO,
        )
    try:
        return date(anio, mes, dia)
    except ValueError:
        pass
    remedio = "Los meses van de 01 a 12"
    if 1 <= mes <= 12:
        ultimo = calendar.monthrange(anio, mes)[1]
        remedio = f"Ese mes termina el {anio:04d}-{mes:02d}-{ultimo:02d}"
    raise falla(
        "fecha-imposible",
        f"La fecha «{texto}» no existe en el calendario",
        f"{remedio}: revise la fecha en el documento",
        correcciones.fecha_de_ejemplo(texto),
        Certeza.EJEMPLO,
    )


@dataclass(frozen=True, slots=True)
class Lapso:
    """Un tiempo conocido a medias: un día, un mes, un año o un rango de ellos.

    `texto` es lo escrito; `desde` y `hasta` son los días extremos, ambos incluidos.
    """

    texto: str
    desde: date
    hasta: date

    def __str__(self) -> str:
        return self.texto


def leer_lapso(valor: object) -> Lapso:
    """`AAAA`, `AAAA-MM`, `AAAA-MM-DD` o dos de ellos separados por `/`."""
    if isinstance(valor, Lapso):
        return valor
    texto = valor if isinstance(valor, str) else ""
    if posibles := correcciones.fechas_posibles(texto):
        raise _dos_fechas(texto, *posibles)
    if mes := correcciones.mes(texto):
        mensaje = f"{citar(texto)} no está escrito como un mes"
        raise falla("fecha-no-iso", mensaje, f"Escriba {mes}", mes)
    extremos = [_extremos_del_lapso(texto, parte.strip()) for parte in texto.split("/", 1)]
    if extremos[0][0] > extremos[-1][1]:
        raise falla(
            "fecha-imposible",
            f"«{texto}» termina antes de empezar",
            "Escriba primero la fecha más antigua, por ejemplo 2021-01/2021-02",
            "/".join(reversed([p.strip() for p in texto.split("/", 1)])),
            Certeza.PROBABLE,
        )
    return Lapso(texto, extremos[0][0], extremos[-1][1])


def _extremos_del_lapso(texto: str, parte: str) -> tuple[date, date]:
    """Los de una parte; si falla, lo que se ofrece es el lapso entero."""
    try:
        return _extremos(parte)
    except PydanticCustomError as fallo:
        dicho = dict(fallo.context or {})
        entera = correcciones.fecha(texto)
        valor = entera or correcciones.lapso_de_ejemplo(texto, parte, dicho["valor"])
        certeza = Certeza.MECANICO if entera else Certeza(dicho["certeza"])
        if entera:
            mensaje = dicho["mensaje"].replace(f"«{parte}»", f"«{texto}»")
            raise falla(fallo.type, mensaje, f"Escriba {entera}", valor, certeza) from None
        mensaje, remedio = dicho["mensaje"], dicho["remedio"]
        if fallo.type == "fecha-no-iso" and certeza is Certeza.EJEMPLO:
            mensaje = f"{citar(parte)} no está escrito como un día, un mes ni un año"
            remedio = "Escriba el día (2027-03-10), el mes (2027-03) o el año (2027)"
        raise falla(fallo.type, mensaje, remedio, valor, certeza) from None


def _extremos(parte: str) -> tuple[date, date]:
    """El primer y el último día de un año, un mes o un día."""
    if _ANIO.fullmatch(parte):
        primero = _fecha_real(int(parte), 1, 1, parte)
        return primero, primero.replace(month=12, day=31)
    if m := _MES.fullmatch(parte):
        primero = _fecha_real(int(m[1]), int(m[2]), 1, parte)
        ultimo = calendar.monthrange(primero.year, primero.month)[1]
        return primero, primero.replace(day=ultimo)
    dia = leer_fecha(parte)
    return dia, dia


def leer_hora(valor: object) -> time:
    """Una hora de Bogotá `HH:MM`, de 00:00 a 23:59."""
    if isinstance(valor, time):
        return valor
    m = _HORA.fullmatch(valor) if isinstance(valor, str) else None
    if m and int(m[1]) < 24 and int(m[2]) < 60:
        return time(int(m[1]), int(m[2]))
    raise corregida(
        "tipo-incorrecto",
        f"{citar(valor)} no es una hora",
        "Escriba la hora de 00:00 a 23:59, por ejemplo 14:30",
        correcciones.hora(_texto(valor)),
        "14:30",
    )


def leer_periodo(valor: object) -> Periodo:
    """Un periodo `2020`, `2020-s1` o `2020-t3`, o de uno a otro: `2023-a-2024-t1`."""
    if isinstance(valor, Periodo):
        return valor
    try:
        return Periodo.leer(str(valor))
    except ValueError as error:
        bien_escrito = re.fullmatch(PATRON_DE_PERIODO, str(valor))
        raise corregida(
            "tipo-incorrecto",
            f"{citar(valor)} no es un periodo{f': {error}' if bien_escrito else ''}",
            "Escriba 2020 (año), 2020-s1 (semestre) o 2020-t3 (trimestre); de uno a otro, "
            "2020-t1-a-2020-t3",
            correcciones.periodo(_texto(valor)),
            "⟨periodo⟩",
        ) from None


def leer_dia_del_anio(valor: object) -> str:
    """Un mes y un día, `01-31`, que hay en todos los años."""
    texto = valor if isinstance(valor, str) else ""
    hallado = _DIA_DEL_ANIO.fullmatch(texto)
    mes, dia = (int(hallado[1]), int(hallado[2])) if hallado else (0, 0)
    if 1 <= mes <= 12 and 1 <= dia <= calendar.monthrange(_NO_BISIESTO, mes)[1]:
        return texto
    raise falla(
        "tipo-incorrecto",
        f"{citar(valor)} no es un día del año",
        "Escriba el mes y el día con dos cifras: 01-31 es el 31 de enero",
        "01-31",
        Certeza.EJEMPLO,
    )


_DIA_DEL_ANIO = re.compile(r"(\d{2})-(\d{2})")
_NO_BISIESTO = 2001


# --- números y sí/no --------------------------------------------------------


def leer_entero(valor: object) -> int:
    """Un entero sin signo en cifras decimales; los ceros a la izquierda no lo vuelven octal."""
    if isinstance(valor, int) and not isinstance(valor, bool):
        return valor
    if isinstance(valor, str) and valor.isascii() and valor.isdigit() and len(valor) <= CIFRAS:
        return int(valor)
    raise corregida(
        "tipo-incorrecto",
        f"{citar(valor)} no es un número entero",
        "Escriba solo cifras, por ejemplo 3",
        correcciones.entero(_texto(valor)),
        # Las cifras de un porcentaje no cuentan nada.
        "".join([] if "%" in _texto(valor) else re.findall(_UNAS_CIFRAS, _texto(valor))[:1]) or "3",
    )


PRIMER_ANIO = 1810
"""Se citan leyes y códigos de hace más de un siglo."""


def leer_anio(valor: object) -> int:
    """Un año con sus cuatro cifras."""
    anio = leer_entero(valor)
    if not PRIMER_ANIO <= anio <= ANIO_MAXIMO:
        raise falla(
            "tipo-incorrecto",
            f"El año «{anio}» no es creíble",
            f"Escríbalo con sus cuatro cifras, entre {PRIMER_ANIO} y {ANIO_MAXIMO}",
        )
    return anio


_TRAMO_DE_NUMERO = rf"[0-9]{{1,{CIFRAS}}}[A-Za-z]{{0,3}}"
PATRON_DE_NUMERO_DE_NORMA = f"{_TRAMO_DE_NUMERO}(?:-{_TRAMO_DE_NUMERO})*"


def leer_numero_de_norma(valor: object) -> str:
    """El número de una norma: `527`, o con letras y guiones, `0123A` y `100-010`."""
    texto = _texto(valor)
    if texto.isascii() and texto.isdigit() and len(texto) <= CIFRAS:
        return str(int(texto))
    if re.fullmatch(PATRON_DE_NUMERO_DE_NORMA, texto):
        return texto
    raise corregida(
        "tipo-incorrecto",
        f"{citar(valor)} no es el número de una norma",
        "Escriba las cifras; si lleva letras o partes, sin espacios: 0123A, 100-010",
        correcciones.entero(texto),
        "".join(re.findall(_UNAS_CIFRAS, texto)[:1]) or "527",
    )


def leer_porcentaje(valor: object) -> int:
    """Un porcentaje entero de 0 a 100, con o sin el signo %."""
    cifras = valor.removesuffix("%").strip() if isinstance(valor, str) else valor
    if isinstance(cifras, str) and not (cifras.isascii() and cifras.isdigit()):
        raise corregida(
            "tipo-incorrecto",
            f"«{valor}» no es un porcentaje",
            "Escriba un número entero de 0 a 100, por ejemplo 85",
            correcciones.porcentaje(cifras),
            "85",
        )
    n = leer_entero(cifras)
    if n > 100:
        mensaje, remedio = f"«{valor}» pasa del 100 %", "Escriba de 0 a 100"
        raise falla("tipo-incorrecto", mensaje, remedio, "100", Certeza.EJEMPLO)
    return n


def leer_si_no(valor: object) -> bool:
    """`si`, `sí` o `no`, con cualquier mayúscula."""
    if isinstance(valor, bool):
        return valor
    palabra = sin_tildes(valor) if isinstance(valor, str) else ""
    if palabra in ("si", "no"):
        return palabra == "si"
    mensaje, corregido = f"{citar(valor)} no es sí ni no", correcciones.si_no(_texto(valor))
    raise corregida("tipo-incorrecto", mensaje, "Escriba si o no", corregido, "si")


def a_texto(valor: object) -> str:
    """El valor como lo escribiría un editor: la inversa de las lecturas de este módulo."""
    if isinstance(valor, bool):
        return "si" if valor else "no"
    if isinstance(valor, time):
        return valor.strftime("%H:%M")
    return str(valor)


# --- listas y textos --------------------------------------------------------


def leer_lista(valor: object) -> object:
    """`ninguno` es una lista conocida y vacía; una lista ausente es `sin_dato`."""
    if isinstance(valor, str) and sin_tildes(valor) in _NINGUNO:
        return ()
    if isinstance(valor, (list, tuple)):
        return valor
    raise falla(
        "tipo-incorrecto",
        "Aquí va una lista",
        "Escriba cada elemento en su propia línea, con un guion y un espacio delante; "
        "si se sabe que no hubo, escriba ninguno",
        "ninguno",
        Certeza.PROBABLE if isinstance(valor, str) and no_hubo(valor) else Certeza.EJEMPLO,
    )


def no_hubo(texto: str) -> bool:
    """Si dice que se sabe que no hubo: «ninguna», «no hubo decisiones»."""
    return _NO_HUBO.fullmatch(sin_tildes(texto)) is not None


# Que se sepa que no hubo no es lo mismo que no saberlo.
_NO_HUBO = re.compile(r"(?:ningun[oa]s?|no (?:hubo|hay|se \w+ron))(?: \w+){0,2}[.;]?\s*")


def leer_id(valor: object) -> str:
    """Un identificador: minúsculas ASCII, cifras y guiones."""
    if isinstance(valor, str) and ID.fullmatch(valor):
        return valor
    raise corregida(
        "tipo-incorrecto",
        f"{citar(valor)} no sirve como identificador",
        "Use minúsculas sin tildes, cifras y guiones, por ejemplo alcaldias-locales",
        correcciones.identificador(_texto(valor)),
        "alcaldias-locales",
    )


def leer_direccion(valor: object) -> str:
    """Una dirección web completa, http o https."""
    if isinstance(valor, str) and es_direccion_web(valor):
        return valor
    escrita = _texto(valor)
    if (sin_clave := _CLAVE.sub("//", escrita)) != escrita and es_direccion_web(sin_clave):
        raise falla(
            "tipo-incorrecto",
            "La dirección lleva el usuario o la clave de alguien, y se publicaría",
            "Quite lo que está entre «//» y «@»",
            sin_clave,
            Certeza.PROBABLE,
        )
    hallada = correcciones.direccion(escrita)
    corregido = hallada if es_direccion_web(hallada) else ""
    mensaje = f"{citar(valor)} no es una dirección web"
    if corregido and "http" not in escrita.lower():
        # Que ese servidor la atienda con https no lo dice lo escrito.
        remedio = f"Ábrala en el navegador y escríbala completa, como {corregido}"
        raise falla("tipo-incorrecto", mensaje, remedio, corregido, Certeza.PROBABLE)
    raise corregida(
        "tipo-incorrecto",
        mensaje,
        UNA_DIRECCION,
        corregido,
        "https://www.ejemplo.gov.co/",
    )


UNA_DIRECCION = "Escriba la dirección completa, que empieza por https://"
"""Lo que se pide, al leer y en un editor."""


def leer_direccion_del_sitio(valor: object) -> str:
    """La dirección web de la que cuelgan las demás: una carpeta con un nombre llano."""
    direccion = leer_direccion(valor)
    carpeta = re.split("[?#]", direccion, maxsplit=1)[0]
    if carpeta != direccion:
        raise falla(
            "tipo-incorrecto",
            f"De «{direccion}» no puede colgar ninguna página: lleva «?» o «#»",
            f"Escriba {carpeta}",
            carpeta,
            Certeza.PROBABLE,
        )
    ruta = urlsplit(direccion).path
    if _PAGINA.search(ruta):
        raise falla(
            "tipo-incorrecto",
            f"«{direccion}» es la dirección de una página: el sitio cuelga de una carpeta",
            f"Escriba {direccion.rpartition('/')[0]}/",
            f"{direccion.rpartition('/')[0]}/",
            Certeza.PROBABLE,
        )
    if CARPETA_DEL_SITIO.fullmatch(ruta) is None:
        raise falla(
            "tipo-incorrecto",
            f"«{ruta}» no sirve de carpeta para el sitio en todos los servidores",
            "Sirva el sitio en una carpeta que se llame con letras sin tilde, cifras, puntos y "
            "guiones, y escriba aquí su dirección",
        )
    return direccion


_PAGINA = re.compile(r"/[^/]*\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
CARPETA_DEL_SITIO = re.compile(r"(/[A-Za-z0-9._~-]+)*/?")
"""La ruta de la que puede colgar un sitio: lo que ningún servidor ni navegador escribe de otra
manera (RFC 3986, 2.3)."""
_CLAVE = re.compile(r"//[^/?#]*@")
# Un nombre con dos puntos seguidos, o un signo de porcentaje sin las cifras que le siguen.
_MAL_ESCRITA = re.compile(r"^https?://[^/]*\.\.|%(?![0-9A-Fa-f]{2})")


def es_direccion_web(texto: str) -> bool:
    """Si es una dirección completa que se puede pedir, sin la clave de nadie."""
    if re.fullmatch(correcciones.PATRON_DE_DIRECCION, texto) is None:
        return False
    try:
        partes = urlsplit(texto)
        # Un puerto imposible o un corchete sin cerrar solo se notan al preguntar por ellos.
        bien = partes.hostname and (partes.port is None or partes.port > 0)
        # Lo que va antes de una arroba es la clave de alguien: no se publica.
        return bool(bien) and "@" not in partes.netloc and _MAL_ESCRITA.search(texto) is None
    except ValueError:
        return False


def leer_lugar_de_destino(valor: object) -> str:
    """El texto de un lugar a donde se puede publicar."""
    try:
        leer_lugar(_texto(valor))
    except LugarIlegible as por_que:
        raise falla(
            "tipo-incorrecto",
            f"El lugar del destino no sirve: {por_que}",
            "Escriba una carpeta, un archivo .zip, ssh://usuario@servidor/carpeta, "
            "sftp://usuario@servidor/carpeta o git+<repositorio>#<rama>",
        ) from None
    return _texto(valor)


def leer_ninguno(valor: object) -> object:
    """Reconoce `ninguno`: se sabe que no lo hay, que no es lo mismo que no saberlo."""
    return "ninguno" if isinstance(valor, str) and sin_tildes(valor) in _NINGUNO else valor


@dataclass(frozen=True, slots=True)
class Lectura:
    """Une un tipo con la función que lo lee y con un ejemplo.

    `libre` dice que en él cabe una frase: no tiene una forma que lo escrito deba tener entero.
    """

    leer: Callable[[object], Any]
    ejemplo: str
    libre: bool = False

    def __get_pydantic_core_schema__(self, _tipo: Any, _manejador: Any) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self.leer,
            serialization=core_schema.plain_serializer_function_ser_schema(a_texto),
        )


@dataclass(frozen=True, slots=True)
class DeArchivo:
    """Marca de un texto que es el nombre de un archivo: si le falta un trozo, no se halla."""


@dataclass(frozen=True, slots=True)
class Resguardo:
    """Marca de un campo que deja algo fuera de lo público: en blanco se publicaría sin decirlo.

    `que` es lo que se publicaría; `remedio`, qué escribir si no se debe, y qué si se puede.
    """

    que: str
    remedio: str


Texto = Annotated[str, StringConstraints(min_length=1, max_length=LARGO_DE_TEXTO)]
NombreDeArchivo = Annotated[Texto, DeArchivo()]
TextoMarkdown = Annotated[str, StringConstraints(min_length=1, max_length=200_000)]
Id = Annotated[str, Lectura(leer_id, "alcaldias-locales")]
LugarDeDestino = Annotated[
    str, Lectura(leer_lugar_de_destino, "ssh://publica@ejemplo.gov.co/srv/instancias")
]
Direccion = Annotated[str, Lectura(leer_direccion, "https://www.ejemplo.gov.co/")]
DireccionDelSitio = Annotated[str, Lectura(leer_direccion_del_sitio, "https://www.ejemplo.gov.co/")]
Fecha = Annotated[date, Lectura(leer_fecha, "2020-08-25")]
LapsoEscrito = Annotated[Lapso, Lectura(leer_lapso, "2021-01/2021-02")]
Hora = Annotated[time, Lectura(leer_hora, "14:30")]
PeriodoEscrito = Annotated[Periodo, Lectura(leer_periodo, "2020-t3")]
DiaDelAnio = Annotated[str, Lectura(leer_dia_del_anio, "01-31")]
Entero = Annotated[int, Lectura(leer_entero, "3")]
Anio = Annotated[int, Lectura(leer_anio, "2021")]
NumeroDeNorma = Annotated[str, Lectura(leer_numero_de_norma, "527")]
Porcentaje = Annotated[int, Lectura(leer_porcentaje, "100")]
SiNo = Annotated[bool, Lectura(leer_si_no, "si")]
NumeroONinguno = Annotated[Texto, BeforeValidator(leer_ninguno)]
ListaDe = Annotated[tuple[_T, ...] | None, BeforeValidator(leer_lista)]
