"""Lo que se va viendo de unos bytes mientras pasan, sin leerlos otra vez.

Ninguno se guarda, salvo los de un JSON de hasta `JSON_MAXIMO`: su forma se comprueba con todos.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, getincrementaldecoder
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from generador.lectura.letras import lineas_danadas
from generador.lectura.pegado import MarcaDeGit, marcas_en
from generador.modelo.anexos import (
    MARCAS_DE_UTF_16,
    cortado,
    es_de_json,
    es_de_letras,
    lo_une_git,
    se_publica,
)

TROZO = 1_048_576
JSON_MAXIMO = 16 * TROZO
"""De un JSON más grande se mira cómo empieza y cómo termina; lo de en medio, no."""

CABEZA = 2048
# Nadie las cuenta: son para que un archivo hecho de rayas no llene la memoria.
_MARCAS_MAXIMAS = 10_000
_DONDE = re.compile(r"\(byte (\d+)\)")


class Mirada:
    """Los primeros bytes, los últimos, donde un ZIP tiene su índice, y lo que dicen los renglones.

    `linea_no_utf8` es la primera línea de un texto que no se puede leer como UTF-8; cero si todas
    se pueden. `linea_danada` es la primera cuyas letras se dañaron, y `danada`, cómo eran.
    """

    def __init__(self, ruta: str) -> None:
        self.cabeza, self.cola = b"", b""
        self.marcas: list[MarcaDeGit] = []
        self.linea_no_utf8 = 0
        self.linea_danada = self.cuantas_danadas = 0
        self.danada = ""
        self._linea = 1
        self._renglon = b""
        self._lector = getincrementaldecoder("utf-8")() if es_de_letras(ruta) else None
        self._ruta = ruta
        # De un video no hay renglones que mirar; de lo que no está en la lista no se sabe.
        self._por_renglones = lo_une_git(ruta) or not se_publica(ruta)
        self._json: bytearray | None = bytearray() if es_de_json(ruta) else None

    def pasar(self, trozos: Iterable[bytes]) -> Iterator[bytes]:
        """Los mismos trozos, vistos."""
        for trozo in trozos:
            if not self.cabeza:
                self._empezar(trozo)
            self.cola = (self.cola + trozo)[-TROZO:]
            self._guardar(trozo)
            if self._por_renglones:
                self._mirar(self._enteros(trozo))
            yield trozo
        self._mirar(self._renglon, final=True)

    def _enteros(self, trozo: bytes) -> bytes:
        """Los renglones que terminan en ese trozo; el que no, queda para el siguiente."""
        fin = trozo.rfind(b"\n") + 1
        if not fin and len(self._renglon) >= TROZO:
            # Un renglón sin fin no se junta todo: se mira por partes.
            fin = len(trozo)
        renglones = self._renglon + trozo[:fin] if fin else b""
        self._renglon = trozo[fin:] if fin else self._renglon + trozo
        return renglones

    def defecto_de_json(self) -> str:
        """Por qué no se entiende como JSON; el texto vacío si se entiende, o si no se miró."""
        if not self._json:
            return ""
        sin_bom = memoryview(self._json)[len(BOM_UTF8) * self._json.startswith(BOM_UTF8) :]
        try:
            # Así se comprueba sin hacer ninguno de sus valores.
            msgspec.json.decode(sin_bom, type=msgspec.Raw)
        except msgspec.DecodeError as falla:
            donde = _DONDE.search(str(falla))
            if donde is None:
                return cortado(self._ruta)
            linea = bytes(sin_bom[: int(donde[1])]).count(b"\n") + 1
            return f"no es un JSON bien escrito: no se entiende desde la línea {linea}"
        except RecursionError:
            return "no es un JSON que se pueda leer: tiene demasiadas cosas unas dentro de otras"
        return ""

    def _empezar(self, trozo: bytes) -> None:
        self.cabeza = trozo[:CABEZA]
        if trozo.startswith(MARCAS_DE_UTF_16):
            # La reconocen los navegadores: con ella, el texto se ve como es.
            self._lector = None

    def _guardar(self, trozo: bytes) -> None:
        if self._json is not None:
            self._json += trozo
            if len(self._json) > JSON_MAXIMO:
                self._json = None

    def _mirar(self, renglones: bytes, *, final: bool = False) -> None:
        caben = _MARCAS_MAXIMAS - len(self.marcas)
        self.marcas += islice(marcas_en(renglones, self._linea), caben)
        self._leer(renglones, final=final)
        self._linea += renglones.count(b"\n")

    def _leer(self, renglones: bytes, *, final: bool) -> None:
        if self._lector is None:
            return
        try:
            texto = self._lector.decode(renglones, final)
        except UnicodeDecodeError as falla:
            self.linea_no_utf8 = self._linea + falla.object[: falla.start].count(b"\n")
            self._lector = None
            return
        for numero, dicho in lineas_danadas(texto):
            if not self.cuantas_danadas:
                self.linea_danada, self.danada = self._linea + numero - 1, dicho
            self.cuantas_danadas += 1
