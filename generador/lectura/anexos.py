"""Un anexo, leído una sola vez: su huella, lo que impide publicarlo y lo que mide.

Se lee por trozos. Una imagen, para quitarle los metadatos, y un JSON de hasta 16 MiB, para saber si
está bien escrito, se tienen enteros, sin copias.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import BinaryIO

from msgspec import Struct

from generador.arboles import Ficha, Pedazo, ficha_de
from generador.hallazgo import Hallazgo, Origen, aviso, error
from generador.lectura.imagenes import ImagenIlegible, medidas, parece_imagen, sin_metadatos
from generador.lectura.letras import en_cuantas
from generador.lectura.mirada import CABEZA, TROZO, Mirada
from generador.lectura.pegado import sin_unir_en_anexo
from generador.modelo.anexos import (
    SIN_TRAER,
    SIN_UNIR,
    como_guardarlo_en_utf8,
    defecto_de,
    en_que_guardarlo,
    es_de_letras,
    es_puntero,
    lo_une_git,
    remedio_de,
    se_publica,
)
from generador.modelo.base import Archivo

ANEXO_MAXIMO = 200 * 1_048_576

Verter = Callable[[Iterable[Pedazo]], Ficha]
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
    comienzo = abierto.read(TROZO)
    if parece_imagen(comienzo) and not es_de_letras(ruta):
        imagen = _entera(abierto)
        return ficha_de((imagen,)).sha256, _imagen(imagen, archivo, ruta, verter)
    mirada = Mirada(ruta)
    ficha = verter(mirada.pasar(trozos(abierto, comienzo)))
    return ficha.sha256, _mirado(mirada, Archivo(ruta, ficha.bytes, ficha.sha256), archivo)


def _entera(abierto: BinaryIO) -> bytes:
    """Los bytes de una imagen, sin apartar para ellos más memoria que la que ocupan."""
    cuantos = min(abierto.seek(0, os.SEEK_END), ANEXO_MAXIMO)
    abierto.seek(0)
    return abierto.read(cuantos + 1)


def estudiar_de_la_raiz(abierto: BinaryIO, archivo: str, ruta: str, verter: Verter) -> Anexo:
    """Un archivo de los que pide quien sirve el sitio, que puede ser de cualquier clase."""
    mirada = Mirada(ruta)
    ficha = verter(mirada.pasar(trozos(abierto)))
    leido = Archivo(ruta, ficha.bytes, ficha.sha256)
    if es_puntero(mirada.cabeza):
        return _con_defecto(leido, archivo, SIN_TRAER)
    en_conflicto = sin_unir_en_anexo(mirada.marcas, archivo)
    return Anexo(leido, (en_conflicto,) if en_conflicto else ())


def _mirado(mirada: Mirada, leido: Archivo, archivo: str) -> Anexo:
    # Primero las marcas: por ellas tampoco empieza ni termina como debe.
    if lo_une_git(leido.ruta) and (hallado := sin_unir_en_anexo(mirada.marcas, archivo)):
        return Anexo(replace(leido, defecto=SIN_UNIR), (hallado,))
    propio = defecto_de(leido.ruta, mirada.cabeza, mirada.cola)
    if defecto := propio or mirada.defecto_de_json():
        return _con_defecto(leido, archivo, defecto)
    return Anexo(leido, tuple(_sobre_las_letras(mirada, archivo)))


def _sobre_las_letras(mirada: Mirada, archivo: str) -> Iterator[Hallazgo]:
    if mirada.linea_no_utf8:
        yield _en_otra_codificacion(Origen(archivo, mirada.linea_no_utf8))
    elif mirada.cuantas_danadas:
        yield _con_letras_danadas(Origen(archivo, mirada.linea_danada), mirada)


def trozos(abierto: BinaryIO, comienzo: bytes = b"") -> Iterator[bytes]:
    """Los bytes que ya se leyeron y los que faltan, de a pocos."""
    return chain((comienzo,), iter(partial(abierto.read, TROZO), b""))


def _imagen(imagen: bytes, archivo: str, ruta: str, verter: Verter) -> Anexo:
    if defecto := defecto_de(ruta, imagen[:CABEZA], imagen[-TROZO:]):
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
        return Anexo(leida, (imagen_ilegible(Origen(archivo), falla),))
    ficha = verter(limpia)
    return Anexo(Archivo(ruta, ficha.bytes, ficha.sha256))


def _tal_cual(datos: bytes, ruta: str) -> Archivo:
    ficha = ficha_de((datos,))
    return Archivo(ruta, ficha.bytes, ficha.sha256)


def _con_defecto(leido: Archivo, archivo: str, defecto: str) -> Anexo:
    return Anexo(replace(leido, defecto=defecto), (no_sirve(Origen(archivo), defecto),))


def no_sirve(lugar: Origen, defecto: str) -> Hallazgo:
    """El de un archivo que no es lo que dice su nombre, o que no es de los que se publican."""
    nombre = lugar.archivo.rpartition("/")[2]
    if se_publica(nombre):
        return error(
            "anexo-danado",
            lugar,
            f"El archivo «{nombre}» {defecto}: no prueba nada",
            remedio_de(nombre, defecto),
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


def _con_letras_danadas(lugar: Origen, mirada: Mirada) -> Hallazgo:
    nombre = lugar.archivo.rpartition("/")[2]
    return aviso(
        "anexo-letras-danadas",
        lugar,
        f"El archivo «{nombre}» tiene letras dañadas, como {mirada.danada}"
        f"{en_cuantas(mirada.cuantas_danadas)}",
        "Guárdelo otra vez desde el programa en que se hizo, o corríjalas: un programa lo leyó en "
        "otra codificación. Si ya se publicó, guárdelo con otro nombre y cítelo con «reemplaza»",
    )


def imagen_ilegible(lugar: Origen, falla: ImagenIlegible) -> Hallazgo:
    """El de una imagen a la que no se le pueden quitar los metadatos."""
    return error(
        "imagen-ilegible",
        lugar,
        f"No se pudieron quitar los metadatos de la imagen: {falla}",
        "Ábrala y guárdela otra vez como PNG o JPEG; si no abre, pida otra copia",
    )
