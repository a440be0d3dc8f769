"""El manifiesto: la lista de lo que generador escribió en un árbol.

Viaja dentro del árbol, de modo que al intercambiar las carpetas cada una
conserva el suyo. Lista todos los archivos menos la marca y él mismo.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from json.encoder import encode_basestring
from math import isfinite
from pathlib import Path
from typing import NamedTuple

from generador.arboles.rutas import MANIFIESTO, es_ruta_valida

FORMATO = 1
SIN_BUSCADOR = "sin_buscador"
"""La clave de `extra` con que un sitio dice que se construyó sin búsqueda a propósito."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_RESERVADAS = frozenset({"formato", "archivos"})


class Ficha(NamedTuple):
    """Un archivo escrito: su SHA-256 en hexadecimal y su tamaño en bytes."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifiesto:
    """Los archivos de un árbol por ruta, y las claves que agregó quien lo escribió."""

    archivos: Mapping[str, Ficha]
    extra: Mapping[str, object]

    def igual_a(self, otro: Manifiesto) -> bool:
        """Si los dos darían los mismos bytes."""
        return self.archivos == otro.archivos and _cabecera(self) == _cabecera(otro)

    def serializar(self) -> bytes:
        """El JSON en UTF-8: claves en orden y un archivo por línea, siempre los mismos bytes.

        Lanza `ValueError` si `extra` usa una clave reservada o trae un número sin valor.
        """
        lineas = ",\n".join(
            f'{encode_basestring(ruta)}: {{"bytes": {ficha.bytes}, "sha256": "{ficha.sha256}"}}'
            for ruta, ficha in sorted(self.archivos.items())
        )
        return f'{{\n{_cabecera(self)}"archivos": {{\n{lineas}\n}}\n}}\n'.encode()


def _cabecera(manifiesto: Manifiesto) -> str:
    if chocan := _RESERVADAS & manifiesto.extra.keys():
        raise ValueError(f"claves reservadas del manifiesto: {sorted(chocan)}")
    claves = [("formato", FORMATO), *sorted(manifiesto.extra.items())]
    return "".join(f"{_json(clave)}: {_json(valor)},\n" for clave, valor in claves)


def _json(valor: object) -> str:
    return json.dumps(valor, ensure_ascii=False, sort_keys=True, allow_nan=False)


def leer_manifiesto(carpeta: Path) -> Manifiesto | None:
    """El manifiesto de un árbol, o `None` si falta, está dañado o es de otro formato.

    Puede lanzar `OSError` si existe y no se puede leer.
    """
    crudo = leer_crudo(carpeta)
    return None if crudo is None else manifiesto_de(crudo)


def leer_crudo(carpeta: Path) -> bytes | None:
    """Los bytes del manifiesto de un árbol, o `None` si falta; puede lanzar `OSError`."""
    try:
        return (carpeta / MANIFIESTO).read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def manifiesto_de(datos: bytes, *, propio: bool = False) -> Manifiesto | None:
    """El manifiesto que dicen esos bytes, o `None` si están dañados o son de otro formato.

    `propio`: se sabe que son, byte por byte, los que escribió esta máquina, y no se revisan.
    """
    try:
        leidos = json.loads(datos.decode(), parse_float=_finito, parse_constant=_finito)
        return _interpretar(leidos, propio)
    except (ValueError, RecursionError):
        return None


def _finito(escrito: str) -> float:
    """El número, si lo es: «1e999» y «NaN» no se podrían volver a escribir."""
    numero = float(escrito)
    if not isfinite(numero):
        raise ValueError(escrito)
    return numero


def _interpretar(datos: object, propio: bool) -> Manifiesto:
    if not isinstance(datos, dict) or datos.get("formato") != FORMATO:
        raise ValueError("formato desconocido")
    archivos = datos.get("archivos")
    if not isinstance(archivos, dict):
        raise ValueError("sin la lista de archivos")
    if propio:
        fichas = {ruta: Ficha(v["sha256"], v["bytes"]) for ruta, v in archivos.items()}
    else:
        fichas = {ruta: _ficha(ruta, valor) for ruta, valor in archivos.items()}
    return Manifiesto(fichas, {k: v for k, v in datos.items() if k not in _RESERVADAS})


def _ficha(ruta: str, valor: object) -> Ficha:
    # Una ruta hostil en un manifiesto ajeno haría borrar o enlazar fuera del árbol.
    if not es_ruta_valida(ruta) or not isinstance(valor, dict):
        raise ValueError(ruta)
    sha256, tamano = valor.get("sha256"), valor.get("bytes")
    if not isinstance(sha256, str) or _SHA256.fullmatch(sha256) is None:
        raise ValueError(ruta)
    if type(tamano) is not int or tamano < 0:
        raise ValueError(ruta)
    return Ficha(sha256, tamano)
