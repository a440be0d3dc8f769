"""Un anexo, leído una sola vez y por trozos: su huella, lo que impide publicarlo y lo que mide."""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import BinaryIO

from msgspec import Struct

from generador.arboles import Ficha, ficha_de
from generador.hallazgo import Hallazgo, Origen, aviso, error
from generador.lectura.imagenes import ImagenIlegible, medidas, parece_imagen, sin_metadatos
from generador.modelo.anexos import (
    MARCAS_DE_UTF_16,
    como_guardarlo_en_utf8,
    defecto_de,
    en_que_guardarlo,
    es_de_letras,
    se_publica,
)
from generador.modelo.base import Archivo

ANEXO_MAXIMO = 200 * 1_048_576

_CABEZA = 2048
_TROZO = 1_048_576

Verter = Callable[[Iterable[bytes]], Ficha]
"""A dónde van los bytes que se publican, a medida que se leen."""


class Anexo(Struct, frozen=True):
    """Un anexo como se publica, y lo que impide publicarlo.

    De una imagen, se llame como se llame, cuentan el tamaño y la huella de lo que queda al quitarle
    los metadatos. `medidas` es lo que mide; sin ellas, `sin_medidas` dice por qué.
    """

    archivo: Archivo
    hallazgos: tuple[Hallazgo, ...] = ()
    medidas: tuple[int, int] | None = None
    sin_medidas: str = "no es PNG, JPEG, GIF ni WebP"


def estudiar(abierto: BinaryIO, archivo: str, ruta: str, verter: Verter) -> tuple[str, Anexo]:
    """La huella de los bytes de un archivo, como están, y lo que se sabe de él como anexo."""
    comienzo = abierto.read(_TROZO)
    if parece_imagen(comienzo) and not es_de_letras(ruta):
        # Para quitarle los metadatos hace falta entera.
        imagen = comienzo + abierto.read(ANEXO_MAXIMO + 1 - len(comienzo))
        return ficha_de((imagen,)).sha256, _imagen(imagen, archivo, ruta, verter)
    mirada = _Mirada(es_de_letras(ruta))
    ficha = verter(mirada.pasar(trozos(abierto, comienzo)))
    leido = Archivo(ruta, ficha.bytes, ficha.sha256)
    if defecto := defecto_de(ruta, mirada.cabeza, mirada.cola):
        return ficha.sha256, _con_defecto(leido, archivo, defecto)
    if mirada.linea_danada:
        hallado = _en_otra_codificacion(Origen(archivo, mirada.linea_danada))
        return ficha.sha256, Anexo(leido, (hallado,))
    return ficha.sha256, Anexo(leido)


def trozos(abierto: BinaryIO, comienzo: bytes = b"") -> Iterator[bytes]:
    """Los bytes que ya se leyeron y los que faltan, de a pocos."""
    return chain((comienzo,), iter(partial(abierto.read, _TROZO), b""))


def _imagen(imagen: bytes, archivo: str, ruta: str, verter: Verter) -> Anexo:
    if defecto := defecto_de(ruta, imagen[:_CABEZA], imagen[-_TROZO:]):
        anexo = _con_defecto(_tal_cual(imagen, ruta), archivo, defecto)
    else:
        anexo = _limpia(imagen, archivo, ruta, verter)
    try:
        return Anexo(anexo.archivo, anexo.hallazgos, medidas(imagen))
    except ImagenIlegible as falla:
        return Anexo(anexo.archivo, anexo.hallazgos, None, str(falla))


def _limpia(imagen: bytes, archivo: str, ruta: str, verter: Verter) -> Anexo:
    try:
        limpia = sin_metadatos(imagen)
    except ImagenIlegible as falla:
        leida = replace(_tal_cual(imagen, ruta), defecto="no se puede ver")
        return Anexo(leida, (_imagen_ilegible(Origen(archivo), falla),))
    ficha = verter((limpia,))
    return Anexo(Archivo(ruta, ficha.bytes, ficha.sha256))


def _tal_cual(datos: bytes, ruta: str) -> Archivo:
    ficha = ficha_de((datos,))
    return Archivo(ruta, ficha.bytes, ficha.sha256)


def _con_defecto(leido: Archivo, archivo: str, defecto: str) -> Anexo:
    return Anexo(replace(leido, defecto=defecto), (no_sirve(Origen(archivo), defecto),))


class _Mirada:
    """Lo que se va viendo de unos bytes mientras pasan: los primeros, y los últimos, donde un ZIP
    tiene su índice.

    `linea_danada` es la primera línea de un texto que no se puede leer como UTF-8; cero si todas
    se pueden.
    """

    def __init__(self, es_texto: bool) -> None:
        self.cabeza, self.cola = b"", b""
        self.linea_danada = 0
        self._linea = 1
        self._lector = getincrementaldecoder("utf-8")() if es_texto else None

    def pasar(self, trozos: Iterable[bytes]) -> Iterator[bytes]:
        for trozo in trozos:
            if not self.cabeza:
                self._empezar(trozo)
            self.cola = (self.cola + trozo)[-_TROZO:]
            self._leer(trozo)
            yield trozo
        self._leer(b"", final=True)

    def _empezar(self, trozo: bytes) -> None:
        self.cabeza = trozo[:_CABEZA]
        if trozo.startswith(MARCAS_DE_UTF_16):
            # La reconocen los navegadores: con ella, el texto se ve como es.
            self._lector = None

    def _leer(self, trozo: bytes, *, final: bool = False) -> None:
        if self._lector is None:
            return
        try:
            self._lector.decode(trozo, final)
        except UnicodeDecodeError as falla:
            self.linea_danada = self._linea + falla.object[: falla.start].count(b"\n")
            self._lector = None
        self._linea += trozo.count(b"\n")


def no_sirve(lugar: Origen, defecto: str) -> Hallazgo:
    """El de un archivo que no es lo que dice su nombre, o que no es de los que se publican."""
    nombre = lugar.archivo.rpartition("/")[2]
    if se_publica(nombre):
        return error(
            "anexo-danado",
            lugar,
            f"El archivo «{nombre}» {defecto}: no prueba nada",
            "Ábralo para ver qué es; copie otra vez el documento, o póngale la extensión que es",
        )
    return error(
        "anexo-de-otra-clase",
        lugar,
        f"El archivo «{nombre}» {defecto}",
        f"Guárdelo como {en_que_guardarlo(nombre)} y cambie el nombre donde se cita, o llévelo "
        "fuera de contenido/",
    )


def _en_otra_codificacion(lugar: Origen) -> Hallazgo:
    nombre = lugar.archivo.rpartition("/")[2]
    return aviso(
        "anexo-no-utf8",
        lugar,
        f"El archivo «{nombre}» no está en UTF-8: quien lo abra verá otros signos en vez de las "
        "tildes y las eñes",
        f"{como_guardarlo_en_utf8(nombre)}. Si ya se publicó, guárdelo con otro nombre y cítelo "
        "con «reemplaza»",
    )


def _imagen_ilegible(lugar: Origen, falla: ImagenIlegible) -> Hallazgo:
    return error(
        "imagen-ilegible",
        lugar,
        f"No se pudieron quitar los metadatos de la imagen: {falla}",
        "Ábrala y guárdela otra vez como PNG o JPEG; si no abre, pida otra copia",
    )
