"""El disco: qué archivos hay y qué dicen. Nada se lee a través de un enlace.

Los nombres se comparan en NFC y sin distinguir mayúsculas, porque un sitio publicado puede
vivir en un disco que no las distingue.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generador.hallazgo import Hallazgo, Origen, error
from generador.modelo.base import Archivo
from generador.modelo.tipos import sin_tildes

TEXTO_MAXIMO = 1_048_576
"""Un registro de más de 1 MiB no es un registro: suele ser un anexo con otro nombre."""

ANEXO_MAXIMO = 200 * 1_048_576

_NOMBRE = re.compile(r"[a-z0-9][a-z0-9._-]*")
_IGNORADOS = re.compile(r"\..*|.*~|#.*#|thumbs\.db|desktop\.ini", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EnDisco:
    """Un archivo hallado: su camino bajo la carpeta recorrida y sus datos."""

    ruta: str
    bytes: int
    mtime_ns: int
    inodo: int


def recorrer(raiz: Path, prefijo: str) -> tuple[list[EnDisco], list[Hallazgo]]:
    """Los archivos bajo `raiz`, por orden de nombre, y los que se rechazan por su clase o nombre.

    `prefijo` es el camino de `raiz` desde la raíz del sitio, para los hallazgos.
    """
    hallados: list[EnDisco] = []
    hallazgos: list[Hallazgo] = []
    for entrada, ruta in _entradas(raiz, ""):
        lugar = Origen(f"{prefijo}/{ruta}" if prefijo else ruta)
        datos = entrada.stat(follow_symlinks=False)
        if defecto := _defecto(entrada.name, datos.st_mode, lugar):
            hallazgos.append(defecto)
        elif stat.S_ISREG(datos.st_mode):
            hallados.append(EnDisco(ruta, datos.st_size, datos.st_mtime_ns, datos.st_ino))
    return hallados, hallazgos + _choques(hallados, prefijo)


def huella_de_carpeta(raiz: Path, slug: str) -> str:
    """La huella de todo lo que hay en la carpeta de una instancia: nombres y contenidos."""
    suma = hashlib.sha256()
    carpeta = raiz / "contenido/instancias" / slug
    for entrada, ruta in _entradas(carpeta, ""):
        datos = entrada.stat(follow_symlinks=False)
        contenido = ""
        if stat.S_ISREG(datos.st_mode):
            contenido = leer_anexo(Path(entrada.path), ruta).sha256
        suma.update(f"{ruta}\0{stat.S_IFMT(datos.st_mode)}\0{contenido}\n".encode())
    return suma.hexdigest()


def _entradas(carpeta: Path | str, prefijo: str) -> Iterator[tuple[os.DirEntry[str], str]]:
    with os.scandir(carpeta) as abierta:
        entradas = sorted(abierta, key=lambda e: e.name)
    for entrada in entradas:
        if _IGNORADOS.fullmatch(entrada.name):
            continue
        ruta = f"{prefijo}{entrada.name}"
        yield entrada, ruta
        if entrada.is_dir(follow_symlinks=False):
            yield from _entradas(entrada.path, f"{ruta}/")


def _defecto(nombre: str, modo: int, lugar: Origen) -> Hallazgo | None:
    if stat.S_ISLNK(modo):
        return error(
            "archivo-es-enlace",
            lugar,
            f"«{nombre}» es un enlace a otro archivo o carpeta",
            "Copie aquí el archivo mismo: un enlace puede llevar fuera del sitio",
        )
    if not stat.S_ISREG(modo) and not stat.S_ISDIR(modo):
        return error(
            "archivo-especial",
            lugar,
            f"«{nombre}» no es un archivo corriente",
            "Retírelo de la carpeta",
        )
    if not _NOMBRE.fullmatch(nombre):
        return error(
            "nombre-de-archivo",
            lugar,
            f"El nombre «{nombre}» tiene mayúsculas, tildes, espacios o signos",
            f"Cambie el nombre a {nombre_sugerido(nombre)}",
        )
    return None


def nombre_sugerido(nombre: str) -> str:
    """El nombre en minúsculas ASCII, con guiones en vez de espacios y signos."""
    base, punto, extension = nombre.rpartition(".")
    limpio = re.sub(r"[^a-z0-9]+", "-", sin_tildes(base if punto else nombre)).strip("-")
    return (limpio or "archivo") + (f".{sin_tildes(extension)}" if punto else "")


def _choques(hallados: list[EnDisco], prefijo: str) -> list[Hallazgo]:
    """Nombres que son el mismo en NFC y sin mayúsculas."""
    vistos: dict[str, str] = {}
    hallazgos = []
    for archivo in hallados:
        plegado = unicodedata.normalize("NFC", archivo.ruta).casefold()
        if plegado in vistos:
            hallazgos.append(
                error(
                    "nombre-repetido",
                    Origen(f"{prefijo}/{archivo.ruta}"),
                    f"«{archivo.ruta}» y «{vistos[plegado]}» son el mismo nombre",
                    "Cambie el nombre de uno de los dos",
                )
            )
        vistos.setdefault(plegado, archivo.ruta)
    return hallazgos


def leer_bytes(camino: Path, maximo: int) -> bytes:
    """El contenido de un archivo corriente de hasta `maximo` bytes; uno mayor se corta ahí.

    Se abre sin seguir enlaces y sin esperar: una tubería puesta en su lugar entre el recorrido
    y la lectura no detiene la construcción.
    """
    descriptor = os.open(camino, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as abierto:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"{camino} dejó de ser un archivo corriente")
        return abierto.read(maximo)


def leer_anexo(camino: Path, ruta: str) -> Archivo:
    """El tamaño y la huella de un anexo, sin tenerlo entero en memoria."""
    descriptor = os.open(camino, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as abierto:
        huella = hashlib.file_digest(abierto, "sha256").hexdigest()
        return Archivo(ruta, abierto.tell(), huella)


def leer_texto(camino: Path, archivo: str) -> tuple[str, str, list[Hallazgo]]:
    """El texto normalizado, su sha256 y los defectos: vacío, muy grande o no UTF-8.

    Los finales de línea quedan en `\\n` y los caracteres en NFC antes de calcular la huella, para
    que el mismo registro dé los mismos bytes venga de donde venga.
    """
    crudo = leer_bytes(camino, TEXTO_MAXIMO + 1)
    lugar = Origen(archivo)
    if len(crudo) > TEXTO_MAXIMO:
        mensaje = "El archivo pasa de 1 MiB"
        remedio = "Un registro es un texto corto: ponga lo extenso como anexo"
        return "", "", [error("archivo-muy-grande", lugar, mensaje, remedio)]
    try:
        texto = crudo.decode("utf-8-sig")
    except UnicodeDecodeError as falla:
        antes = crudo[: falla.start]
        columna = falla.start - antes.rfind(b"\n")
        lugar = Origen(archivo, antes.count(b"\n") + 1, columna)
        mensaje = "El texto no está en UTF-8"
        remedio = "En el editor, elija «Guardar con codificación» y escoja UTF-8"
        return "", "", [error("archivo-no-utf8", lugar, mensaje, remedio)]
    texto = normalizar(texto)
    if not texto.strip():
        mensaje = "El archivo está vacío"
        remedio = "Escriba el registro o borre el archivo"
        return "", "", [error("archivo-vacio", lugar, mensaje, remedio)]
    return texto, hashlib.sha256(texto.encode()).hexdigest(), []


def normalizar(texto: str) -> str:
    """El texto con `\\n` como final de línea y en forma NFC."""
    if "\r" in texto:
        texto = texto.replace("\r\n", "\n").replace("\r", "\n")
    return texto if texto.isascii() else unicodedata.normalize("NFC", texto)
