"""Una biblioteca compilada para una glibc más nueva que la de esta máquina.

El programa que publica npm para Zola pide una versión de glibc más nueva que la de Debian 12, por
dos funciones que solo usa si existen. En la copia instalada aquí esa exigencia se marca como débil,
que es lo que el formato ELF prevé para eso; el código del programa no cambia.
"""

from __future__ import annotations

import platform
import re
import struct
from collections.abc import Iterator
from pathlib import Path

_SHT_GNU_VERNEED = 0x6FFFFFFE
_VER_FLG_WEAK = 2
_DONDE_ESTAN_LAS_BANDERAS = 4


def ablandar(archivo: Path) -> int:
    """Marca como débiles las versiones de glibc que no hay aquí; dice cuántas marcó.

    Solo entiende ELF de 64 bits de orden bajo, que es lo que hay en las máquinas x86-64.
    """
    datos = bytearray(archivo.read_bytes())
    marcadas = 0
    for lugar, version in _exigidas(datos):
        if _numeros(version) > _numeros(platform.libc_ver()[1]):
            struct.pack_into("<H", datos, lugar + _DONDE_ESTAN_LAS_BANDERAS, _VER_FLG_WEAK)
            marcadas += 1
    if marcadas:
        archivo.write_bytes(datos)
    return marcadas


def _numeros(version: str) -> tuple[int, ...]:
    return tuple(int(n) for n in version.split("."))


def _exigidas(datos: bytearray) -> Iterator[tuple[int, str]]:
    """Cada versión de glibc exigida: dónde está su anotación (Vernaux) y cuál es."""
    secciones = _secciones(datos)
    for tipo, inicio, enlace, cuantas in secciones:
        if tipo != _SHT_GNU_VERNEED:
            continue
        textos, exigencia = secciones[enlace][1], inicio
        for _ in range(cuantas):
            _, auxiliares, _, primera, siguiente = struct.unpack_from("<HHIII", datos, exigencia)
            auxiliar = exigencia + primera
            for _ in range(auxiliares):
                nombre, salto = struct.unpack_from("<II", datos, auxiliar + 8)
                texto = datos[textos + nombre : datos.index(0, textos + nombre)].decode()
                if hallada := re.fullmatch(r"GLIBC_([0-9.]+)", texto):
                    yield auxiliar, hallada[1]
                auxiliar += salto
            exigencia += siguiente


def _secciones(datos: bytearray) -> list[tuple[int, int, int, int]]:
    """De cada sección, su tipo, dónde empieza, con cuál se enlaza y su dato adicional."""
    tabla = struct.unpack_from("<Q", datos, 0x28)[0]
    tamano, cuantas = struct.unpack_from("<HH", datos, 0x3A)
    secciones = []
    for n in range(cuantas):
        base = tabla + n * tamano
        tipo = struct.unpack_from("<I", datos, base + 4)[0]
        inicio = struct.unpack_from("<Q", datos, base + 24)[0]
        enlace, adicional = struct.unpack_from("<II", datos, base + 40)
        secciones.append((tipo, inicio, enlace, adicional))
    return secciones
