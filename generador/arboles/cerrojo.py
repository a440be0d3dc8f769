"""El cerrojo: una sola orden a la vez escribe en una carpeta de salida.

Es un `flock`: el sistema lo suelta cuando muere quien lo tiene, así que un
proceso muerto nunca estorba y el archivo no necesita borrarse.
"""

from __future__ import annotations

import fcntl
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from generador.arboles.fallos import SalidaOcupada
from generador.reloj import BOGOTA

_PAUSA = 0.05
_INTENTOS = 20
_FIRMA = re.compile(r"el proceso (\d+) ")
_abiertos: set[int] = set()


def _soltar_en_el_hijo() -> None:
    # Un `flock` dura mientras quede un descriptor abierto: un obrero huérfano
    # lo retendría después de muerto el proceso que lo tomó.
    while _abiertos:
        os.close(_abiertos.pop())


os.register_at_fork(after_in_child=_soltar_en_el_hijo)


@contextmanager
def tomar(archivo: Path, orden: str, espera: float = 0.0) -> Iterator[None]:
    """Tiene el cerrojo mientras dure el bloque.

    `espera`: segundos que aguarda a que otro lo suelte; con 0 se niega de
    inmediato. Lanza `SalidaOcupada`, que dice quién lo tiene y desde cuándo.
    """
    descriptor = os.open(archivo, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    _abiertos.add(descriptor)
    try:
        _insistir(descriptor, time.monotonic() + espera, archivo.parent.name)
        _firmar(descriptor, orden)
        yield
    finally:
        # En un proceso hijo el descriptor ya se cerró y su número puede ser de otro archivo.
        if descriptor in _abiertos:
            _abiertos.remove(descriptor)
            os.close(descriptor)


def _insistir(descriptor: int, limite: float, salida: str) -> None:
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= limite:
                raise _ocupada(descriptor, salida) from None
        time.sleep(_PAUSA)


def _ocupada(descriptor: int, salida: str) -> SalidaOcupada:
    quien = _quien_lo_tiene(descriptor)
    if "(servir" in quien:
        # No termina sola: esperar no sirve de nada.
        return SalidaOcupada(
            f"Ya hay otra vista previa de este sitio: {quien}.",
            "Ábrala en el navegador, o ciérrela con Ctrl-C en su ventana y repita.",
        )
    return SalidaOcupada(
        f"Otra orden está escribiendo en «{salida}»: lo tiene {quien or 'otro proceso'}.",
        "Espere a que termine y repita.",
    )


def _quien_lo_tiene(descriptor: int) -> str:
    """La firma de quien tiene el cerrojo; vacía si no alcanza a firmar."""
    for _ in range(_INTENTOS):
        quien = os.pread(descriptor, 400, 0).decode("utf-8", "replace").strip()
        if _de_un_vivo(quien):
            break
        # Entre tomar el cerrojo y firmarlo queda un instante la firma del anterior, o ninguna.
        time.sleep(_PAUSA / 5)
    return quien


def _de_un_vivo(firma: str) -> bool:
    hallado = _FIRMA.match(firma)
    if hallado is None:
        return False
    try:
        # La señal 0 no se entrega: solo pregunta si el proceso está.
        os.kill(int(hallado[1]), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        # Es de otro usuario, y vive.
        return True
    return True


def _firmar(descriptor: int, orden: str) -> None:
    ahora = datetime.now(BOGOTA)
    texto = f"el proceso {os.getpid()} ({orden}) desde las {ahora:%H:%M} del {ahora:%Y-%m-%d}\n"
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, texto.encode(), 0)
