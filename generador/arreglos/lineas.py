"""Un archivo de texto en líneas, sin perder ninguno de sus bytes.

Lo que no se cambia queda igual: cada final de línea, la marca del comienzo, los acentos como se
escribieron. Los números de línea son los de la lectura, que cuenta igual.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF8
from dataclasses import dataclass
from functools import cached_property

_FINAL = re.compile(r"(\r\n|\r|\n)")
_MARCA = BOM_UTF8.decode()


@dataclass(frozen=True)
class TextoEnLineas:
    """Las líneas de un archivo y el final de cada una; la última no tiene."""

    lineas: tuple[str, ...]
    finales: tuple[str, ...]
    marca: bool = False

    @classmethod
    def de(cls, crudo: bytes) -> TextoEnLineas:
        """Lanza `UnicodeDecodeError` si no está en UTF-8."""
        entero = crudo.decode("utf-8")
        partes = _FINAL.split(entero.removeprefix(_MARCA))
        return cls(tuple(partes[::2]), (*partes[1::2], ""), entero.startswith(_MARCA))

    @cached_property
    def portada(self) -> tuple[int, int]:
        """Las filas que están entre las dos líneas «---»; sin la segunda, hasta el final."""
        cierre = (n for n, t in enumerate(self.lineas[1:], 1) if t.rstrip() == "---")
        return 1, next(cierre, len(self.lineas))

    def en_yaml(self, desde: int, hasta: int) -> str:
        """Esas filas como un solo texto, cada una en su mismo lugar."""
        if (desde, hasta) not in self._textos:
            tramo = "\n".join(self.lineas[desde:hasta])
            self._textos[desde, hasta] = "\n" * desde + tramo + "\n"
        return self._textos[desde, hasta]

    @cached_property
    def _textos(self) -> dict[tuple[int, int], str]:
        return {}

    def en_bytes(self) -> bytes:
        """El archivo."""
        partes = (x for par in zip(self.lineas, self.finales, strict=True) for x in par)
        return ((_MARCA if self.marca else "") + "".join(partes)).encode()

    def cambiar(self, desde: int, cuantas: int, nuevas: tuple[str, ...]) -> TextoEnLineas:
        """Con `nuevas` en vez de las `cuantas` líneas que empiezan en `desde` (desde 1)."""
        corriente = self.finales[0] or "\n"
        fin = desde - 1 + cuantas
        suyos = self.finales[desde - 1 : fin]
        puestos = (*suyos, *(corriente,) * len(nuevas))[: len(nuevas)]
        lineas = (*self.lineas[: desde - 1], *nuevas, *self.lineas[fin:]) or ("",)
        finales = (*self.finales[: desde - 1], *puestos, *self.finales[fin:]) or ("",)
        if finales[-1] and not self.lineas[-1]:
            # Un archivo que no terminaba en fin de línea sigue sin terminar en él.
            lineas, finales = (*lineas, ""), (*finales, "")
        # Solo la última línea puede no tener final.
        return TextoEnLineas(lineas, (*(f or corriente for f in finales[:-1]), ""), self.marca)


def en_crudo(linea: str, columna: int) -> int:
    """La columna de la línea como está en el archivo, de una contada sobre su forma NFC."""
    if linea.isascii() or unicodedata.is_normalized("NFC", linea):
        return columna
    for n in range(len(linea) + 1):
        if len(unicodedata.normalize("NFC", linea[:n])) >= columna and (
            n == len(linea) or not unicodedata.combining(linea[n])
        ):
            return n
    return len(linea)
