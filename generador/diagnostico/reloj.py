"""El reloj y la zona horaria, sin preguntarle a nadie por la red.

Un reloj atrasado se nota en los archivos, que tienen fechas del futuro, y en el registro de
publicaciones, que nunca retrocede.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import generador
from generador.arboles import andar
from generador.diagnostico.valores import Comprobacion, DondeSeMira, aviso, bien, falla
from generador.reloj import BOGOTA

_ANIO_MINIMO = 2026
_TOLERANCIA = 600
_SALTO = 0.5
_ARCHIVOS = 20_000
_ENTRADA = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-[0-9]+\.yaml")
_REMEDIO = "Ponga en hora el reloj: timedatectl set-ntp true, con permisos de administración."


def hora(lugar: DondeSeMira) -> Iterator[Comprobacion]:
    """La hora frente a los archivos que hay, y si el reloj camina parejo."""
    que, ahora = "Reloj", time.time()
    dia = datetime.fromtimestamp(ahora, BOGOTA)
    if dia.year < _ANIO_MINIMO:
        yield falla("reloj", que, f"dice que es {dia:%Y-%m-%d}", _REMEDIO)
        return
    archivo, fecha = _mas_nuevo(lugar.raiz)
    if fecha - ahora > _TOLERANCIA:
        del_futuro = datetime.fromtimestamp(fecha, BOGOTA)
        visto = f"dice {dia:%Y-%m-%d %H:%M} y «{archivo}» es de {del_futuro:%Y-%m-%d %H:%M}"
        yield aviso("reloj", que, visto, _REMEDIO)
    elif abs(_deriva()) > _SALTO:
        yield aviso("reloj", que, "salta mientras se lo mira", _REMEDIO)
    else:
        yield bien("reloj", que, f"en Bogotá son las {dia:%H:%M} del {dia:%Y-%m-%d}")


def _mas_nuevo(raiz: Path) -> tuple[str, float]:
    """El archivo modificado más tarde, de los del generador y los del sitio."""
    propio = Path(generador.__file__)
    mejor = (propio.name, propio.stat().st_mtime)
    for n, archivo in enumerate(_archivos(raiz / "contenido")):
        if n >= _ARCHIVOS:
            break
        try:
            fecha = archivo.stat(follow_symlinks=False).st_mtime
        except OSError:
            continue
        if fecha > mejor[1]:
            mejor = (os.path.relpath(archivo, raiz), fecha)
    return mejor


def _archivos(carpeta: Path) -> Iterator[Path]:
    for donde, nombres in andar(carpeta):
        yield from (Path(donde, nombre) for nombre in nombres)


def _deriva() -> float:
    """Cuánto se aparta el reloj de pared del que nadie ajusta, en un instante."""
    pared, firme = time.time(), time.monotonic()
    time.sleep(0.02)
    return (time.time() - pared) - (time.monotonic() - firme)


def registro(lugar: DondeSeMira) -> Iterator[Comprobacion]:
    """La última publicación no puede ser de mañana."""
    carpeta = lugar.raiz / "contenido" / "publicaciones"
    if not carpeta.is_dir():
        return
    fechas = [m[1] for n in carpeta.iterdir() if (m := _ENTRADA.fullmatch(n.name))]
    ultima, hoy = max(fechas, default=""), datetime.now(BOGOTA).date().isoformat()
    if ultima > hoy:
        visto = f"la última publicación es del {ultima} y hoy es {hoy}: «publicar» se negará"
        yield falla("registro", "Registro de publicaciones", visto, _REMEDIO)
    elif ultima:
        yield bien("registro", "Registro de publicaciones", f"la última es del {ultima}")


def zona(_: DondeSeMira) -> Iterator[Comprobacion]:
    """La zona de Bogotá, que usan el temporizador y quien lee las horas."""
    que, aqui = "Zona horaria", f"este computador está en UTC{time.strftime('%z')}"
    try:
        desfase = datetime.now(UTC).astimezone(ZoneInfo("America/Bogota")).utcoffset()
    except (ZoneInfoNotFoundError, OSError, ValueError):
        yield aviso(
            "zona",
            que,
            f"no se conoce America/Bogota; {aqui}",
            (
                "El generador cuenta los días en Bogotá sin ella; el temporizador de systemd sí la "
                "necesita. En Debian y Ubuntu: apt-get install tzdata"
            ),
        )
        return
    if desfase == timedelta(hours=-5):
        yield bien("zona", que, f"se conoce America/Bogota; {aqui}")
    else:
        yield aviso(
            "zona",
            que,
            "America/Bogota no está a cinco horas de UTC",
            "La base de zonas está dañada. En Debian: apt-get install --reinstall tzdata",
        )
