"""Qué dice el disco de una carpeta de fuentes, sin abrir ningún archivo.

Dos sondeos iguales son la misma carpeta: el sistema pone la hora de cambio (`ctime`) de cada
archivo y nadie la devuelve atrás. La excepción es lo cambiado hace muy poco, que puede volver a
cambiar dentro del mismo salto del reloj; por eso un sondeo dice también si es firme.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Callable, Collection, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from generador.arboles.apertura import Lugar, abrir_carpeta, abrir_en, cambio, que_es

RECIENTE = 2_000_000_000
"""Nanosegundos. Ningún disco de uso común da saltos mayores de dos segundos."""

_CARPETA = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_DE_OTROS = re.compile(
    # Lo oculto, que en el Mac y en Unix empieza con punto: «.DS_Store», «._acta.docx»,
    # «.~lock.acta.odt#», «.acta.md.swp», «.goutputstream-…».
    r"\..*"
    # Copias de los editores de texto y, «.orig», de quien une dos versiones.
    r"|.*~|#.*#"
    # Un documento abierto en Word, Excel, PowerPoint, WPS u OnlyOffice: «~$acta.docx» trae el
    # nombre de quien lo abrió. «~WRL0001.tmp» y «acta.wbk» son sus copias de trabajo.
    r"|~[$].*|~wr[a-z]?\d+\..*|.*[.](?:tmp|temp|wbk|xlk|bak|orig|swp|swo|dwl2?|laccdb|ldb)"
    # La que Excel hace al guardar: ocho cifras de base 16, en mayúsculas y sin extensión.
    r"|(?-i:(?=.*[A-F])[0-9A-F]{8})"
    # Una descarga sin terminar.
    r"|.*[.](?:crdownload|part|partial|opdownload|download|!ut)"
    # Lo que ponen los sistemas.
    r"|(?:eh)?thumbs(?:_vista)?[.]db(?::.*)?|desktop[.]ini|icon\r|__macosx|[$]recycle[.]bin"
    # La marca de lo descargado, que en Windows va aparte y al copiarse queda como otro archivo.
    r"|.*[:\uf03a]zone[.]identifier"
    r"|system volume information|lost[+]found|@eadir",
    re.IGNORECASE | re.DOTALL,
)


class Sondeo(NamedTuple):
    """La huella de nombres y estados; `firme` si, al mirar, nada era tan reciente.

    De lo que no es firme no se sabe si después cambió sin que el disco lo muestre.
    """

    huella: str
    firme: bool


EstadoEnDisco = tuple[int, int, int, int]
"""Lo que el disco dice de un archivo: bytes, `mtime` y `ctime` en nanosegundos, e inodo."""


def estado_de(datos: os.stat_result) -> EstadoEnDisco:
    """El estado de un archivo: mientras sea el mismo y no reciente, sus bytes son los mismos."""
    return datos.st_size, datos.st_mtime_ns, datos.st_ctime_ns, datos.st_ino


def es_reciente(datos: os.stat_result) -> bool:
    """Si cambió hace tan poco que puede volver a cambiar sin que el disco lo muestre."""
    return max(datos.st_mtime_ns, datos.st_ctime_ns) >= time.time_ns() - RECIENTE


def es_de_otros(nombre: str) -> bool:
    """Si es lo oculto, o lo que dejan los editores y los sistemas: entre las fuentes no se lee."""
    return _DE_OTROS.fullmatch(nombre) is not None


CARPETAS_MAXIMAS = 20
"""Cuántas carpetas puede haber una dentro de otra; más adentro no se mira, y es un hallazgo."""


def andar(carpeta: Path) -> Iterator[tuple[str, list[str]]]:
    """Cada carpeta que hay bajo esta, con sus archivos, hasta donde se mira."""
    fondo = len(carpeta.parts) + CARPETAS_MAXIMAS
    for donde, subcarpetas, archivos in os.walk(carpeta):
        if len(Path(donde).parts) > fondo:
            subcarpetas.clear()
        yield donde, archivos


def sondear(carpeta: Lugar, menos: Collection[str] = ()) -> Sondeo:
    """El sondeo de todo lo que hay en una carpeta; una que no existe es como una vacía.

    `menos` son subcarpetas en las que no se baja. No sigue enlaces, ni para llegar a ella. Lanza
    `OSError` o `ArchivoCambio` si algo no se deja mirar o desaparece mientras tanto.
    """
    if not que_es(carpeta):
        return Sondeo(_huella([]), firme=True)
    return _sondeo(abrir_carpeta(carpeta), menos, es_de_otros)


def sondear_programa(carpeta: Path) -> Sondeo:
    """Lo mismo con una carpeta del programa, que puede estar detrás de un enlace."""
    return _sondeo(os.open(carpeta, _CARPETA), (), "__pycache__".__eq__)


def _sondeo(descriptor: int, menos: Collection[str], se_ignora: Callable[[str], bool]) -> Sondeo:
    # La hora de antes de mirar: lo que cambie mientras tanto también es reciente.
    limite = time.time_ns() - RECIENTE
    lineas, ultimo = [], 0
    for ruta, e in entradas(descriptor, se_ignora, menos):
        if stat.S_ISDIR(e.st_mode):
            # De una carpeta solo importa lo que contiene: sus horas cambian al abrir un editor.
            lineas.append(f"{ruta}/")
            continue
        lineas.append(f"{ruta}\0{e.st_mode} {e.st_size} {e.st_mtime_ns} {e.st_ctime_ns} {e.st_ino}")
        ultimo = max(ultimo, e.st_ctime_ns, e.st_mtime_ns)
    return Sondeo(_huella(lineas), ultimo < limite)


def _huella(lineas: list[str]) -> str:
    return sha256(os.fsencode("\n".join(lineas))).hexdigest()


def entradas(
    carpeta: int,
    se_ignora: Callable[[str], bool] = es_de_otros,
    menos: Collection[str] = (),
    prefijo: str = "",
) -> Iterator[tuple[str, os.stat_result]]:
    """Todo lo que hay bajo una carpeta abierta, que se cierra al final, por orden de nombre.

    No se siguen enlaces, y de `menos` y de lo que está muy adentro solo se dice que está. Lanza
    `ArchivoCambio` si algo desaparece mientras tanto.
    """
    try:
        for nombre in sorted(os.listdir(carpeta)):
            if se_ignora(nombre):
                continue
            ruta = f"{prefijo}{nombre}"
            try:
                datos = os.stat(nombre, dir_fd=carpeta, follow_symlinks=False)
                se_baja = ruta not in menos and prefijo.count("/") < CARPETAS_MAXIMAS
                baja = stat.S_ISDIR(datos.st_mode) and se_baja
                abierta = abrir_en(carpeta, nombre) if baja else None
            except OSError as fallo:
                raise cambio(fallo, ruta) from fallo
            yield ruta, datos
            if abierta is not None:
                yield from entradas(abierta, se_ignora, menos, f"{ruta}/")
    finally:
        os.close(carpeta)
