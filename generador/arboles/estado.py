"""Lo que el disco decía de cada archivo público al terminar de publicarlo.

Calcular la huella de todo lo público en cada orden costaría más que construir. Se anotan tamaño,
horas e inodo: si siguen iguales, el archivo es el mismo, porque la hora de cambio (`ctime`) la
pone el sistema y nadie la devuelve atrás. Lo que difiera se comprueba por sus bytes.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from generador.arboles.almacen import LO_QUE_PASO, Almacen
from generador.arboles.escritura import crear_archivo
from generador.arboles.fallos import FalloDeEntorno
from generador.arboles.rutas import MANIFIESTO, PROPIOS, RutasDeSalida

_RECUERDO = "estados"
# CLOCK_REALTIME_COARSE, que Python no nombra: el reloj a saltos con que Linux fecha los archivos.
_RELOJ = 5 if sys.platform == "linux" else time.CLOCK_REALTIME
_ESPERAS = 12
_SALTO = 0.001
_CARPETA = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC

Estados = dict[str, list[int]]
"""Por ruta: bytes, `mtime` y `ctime` en nanosegundos, e inodo."""


class _Anotados(msgspec.Struct, frozen=True):
    """Los estados de lo público y la huella de su manifiesto."""

    manifiesto: str
    archivos: Estados


@dataclass(slots=True)
class LoQueHay:
    """Lo que hay en una carpeta: los archivos llanos con su estado, y lo demás.

    `raros` son enlaces, dispositivos y carpetas vacías (estas acaban en `/`). Los dos archivos
    que el árbol reserva en su raíz no se enumeran.
    """

    archivos: Estados = field(default_factory=dict)
    raros: set[str] = field(default_factory=set)


def mirar(raiz: Path) -> LoQueHay:
    """El estado de todo lo que hay en la carpeta, sin abrir ningún archivo."""
    vista = LoQueHay()
    descriptor = os.open(raiz, _CARPETA)
    try:
        _bajar(descriptor, "", vista)
    finally:
        os.close(descriptor)
    for propio in PROPIOS:
        vista.archivos.pop(propio, None)
    return vista


def _bajar(carpeta: int, prefijo: str, vista: LoQueHay) -> None:
    subcarpetas: list[str] = []
    archivos = vista.archivos
    vacia = True
    with os.scandir(carpeta) as entradas:
        for entrada in entradas:
            vacia = False
            if entrada.is_file(follow_symlinks=False):
                e = entrada.stat(follow_symlinks=False)
                archivos[prefijo + entrada.name] = [
                    e.st_size, e.st_mtime_ns, e.st_ctime_ns, e.st_ino
                ]  # fmt: skip
            elif entrada.is_dir(follow_symlinks=False):
                subcarpetas.append(entrada.name)
            else:
                vista.raros.add(prefijo + entrada.name)
    if vacia and prefijo:
        vista.raros.add(prefijo)
    for nombre in subcarpetas:
        _bajar_a(carpeta, nombre, f"{prefijo}{nombre}/", vista)


def _bajar_a(carpeta: int, nombre: str, prefijo: str, vista: LoQueHay) -> None:
    descriptor = os.open(nombre, _CARPETA | os.O_NOFOLLOW, dir_fd=carpeta)
    try:
        _bajar(descriptor, prefijo, vista)
    finally:
        os.close(descriptor)


def leer_estados(taller: RutasDeSalida, crudo: bytes) -> Estados | None:
    """Lo anotado del árbol cuyo manifiesto son los bytes `crudo`; `None` si no hay o es de otro.

    Tiene las mismas rutas que el manifiesto; el estado vacío es de lo que no se sabe.
    """
    anotados = Almacen(taller.memoria).leer(_RECUERDO, _Anotados, LO_QUE_PASO)
    vale = anotados is not None and anotados.manifiesto == _sello(crudo)
    return anotados.archivos if anotados and vale else None


def anotar_estados(taller: RutasDeSalida, crudo: bytes, estados: Estados, hora: int) -> None:
    """Anota los estados de lo público, cuyo manifiesto son los bytes `crudo`.

    Queda vacío el de lo que cambió desde `hora`, que es la del disco antes de comprobar o
    publicar: eso pudo cambiarlo otro, y la próxima vez se compara por sus bytes.
    """
    seguros = {ruta: e if e and e[2] < hora else [] for ruta, e in estados.items()}
    # Si no se puede, lo público está igual de bien: solo se tardará más en comprobarlo.
    with suppress(FalloDeEntorno, OSError):
        Almacen(taller.memoria).guardar(_RECUERDO, _Anotados(_sello(crudo), seguros), LO_QUE_PASO)


def hora_del_disco(taller: RutasDeSalida, despues_de: int) -> int:
    """La hora de un archivo recién creado en el taller, o 0 si el disco no deja.

    El reloj de un disco avanza a saltos: espera un poco a que pase `despues_de`.
    """
    for _ in range(_ESPERAS):
        if time.clock_gettime_ns(_RELOJ) > despues_de:
            break
        time.sleep(_SALTO)
    try:
        crear_archivo(f"{taller.carpeta}/hora", b"")
        return os.stat(taller.carpeta / "hora").st_mtime_ns
    except OSError:
        return 0


def _sello(crudo: bytes) -> str:
    return hashlib.sha256(crudo).hexdigest()


def intacta(salida: Path) -> bool:
    """Si lo público es, archivo por archivo, lo que dejó la última construcción.

    No abre más que el manifiesto, no escribe y no toma el cerrojo. Falso también cuando no se
    sabe: entonces `abrir_salida` compara los bytes, y dice qué se cambió a mano.
    """
    taller = RutasDeSalida(Path(os.path.realpath(salida.parent)) / salida.name)
    try:
        estados = leer_estados(taller, (taller.salida / MANIFIESTO).read_bytes())
        vista = mirar(taller.salida)
    except OSError:
        return False
    return vista.archivos == estados and not vista.raros
