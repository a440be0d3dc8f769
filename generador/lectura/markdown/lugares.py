"""Lugares: de un trozo de texto a su línea y columna en el archivo del editor."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from generador.hallazgo import Origen

_ENTRE_COMILLAS = re.compile(r"(?<![`\\])(`+)(?!`)(?:(?!\n\n).)+?(?<!`)\1(?!`)", re.DOTALL)
_CON_SANGRIA = re.compile(r"(?:(?<=\n\n)|\A)(?:(?: {4}|\t).*(?:\n|\Z))+")
_TITULO = re.compile(
    r"^[ >]*(?:[-*+] |\d+\. )*(?:#{1,6}(.*)|(\S.*)\n[ >]*(?:=+|-+)[ ]*)$", re.MULTILINE
)
_DEFINICION = re.compile(r"\[([^\[\]]*)\]:")
_NO_LETRA = re.compile(r"[\W_]+")

# Cada búsqueda sin éxito recorre el cuerpo entero: después de tantas, ya no se busca.
_FALLIDAS_MAXIMAS = 100


class Lugares:
    """Un cuerpo y dónde empieza en su archivo. Cada búsqueda sigue donde quedó la anterior."""

    def __init__(self, texto: str, archivo: str, linea_inicial: int) -> None:
        self.texto = texto
        self.archivo = archivo
        self.linea_inicial = linea_inicial
        self._cursores: dict[str, int] = {}
        self._fallidas: dict[str, int] = {}

    @cached_property
    def _comienzos(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\n", self.texto))]

    @cached_property
    def sin_codigo(self) -> str:
        """El texto con el código tapado, letra por letra, para no hallar lo citado en él."""
        texto = self.texto
        if "`" in texto:
            texto = _ENTRE_COMILLAS.sub(_tapar, texto)
        if "\n\n    " in texto or "\n\n\t" in texto or texto.startswith(("    ", "\t")):
            texto = _CON_SANGRIA.sub(_tapar, texto)
        return texto

    def en(self, posicion: int) -> Origen:
        """El lugar de una posición del cuerpo (desde 0)."""
        fila = bisect_right(self._comienzos, posicion) - 1
        columna = posicion - self._comienzos[fila] + 1
        return Origen(self.archivo, self.linea_inicial + fila, columna)

    def en_linea(self, linea: int) -> Origen:
        """El comienzo de una línea del cuerpo (desde 1)."""
        return Origen(self.archivo, self.linea_inicial + linea - 1)

    def de(self, trozo: str, marco: tuple[str, ...] = ("",), clase: str = "") -> Origen:
        """El lugar de `trozo`, buscado tras el último de su `clase` y luego en todo el cuerpo.

        `marco` son los textos que suelen precederlo, del más al menos seguro. Si no está tal
        cual (por escapes o tabuladores), el lugar es el del último hallado de su clase.
        """
        return self.en(self.posicion(trozo, marco, clase))

    def posicion(self, trozo: str, marco: tuple[str, ...] = ("",), clase: str = "") -> int:
        """Lo mismo que `de`, como posición en el cuerpo."""
        cursor = self._cursores.get(clase, 0)
        if self._fallidas.get(clase, 0) > _FALLIDAS_MAXIMAS:
            return cursor
        # Lo que lleva código entre comillas está tapado: se busca como se escribió.
        texto = self.texto if "`" in trozo else self.sin_codigo
        for desde in (cursor, 0) if cursor else (0,):
            for previo in marco:
                posicion = texto.find(previo + trozo, desde)
                if posicion >= 0:
                    self._cursores[clase] = posicion + len(previo) + len(trozo)
                    return posicion + len(previo)
        self._fallidas[clase] = self._fallidas.get(clase, 0) + 1
        return cursor

    def de_definicion(self, clave: str) -> Origen:
        """El lugar de la última definición `[clave]:`."""
        return self.en(self._definiciones.get(" ".join(clave.split()).casefold(), 0))

    @cached_property
    def _definiciones(self) -> dict[str, int]:
        hallados = _DEFINICION.finditer(self.texto)
        return {" ".join(m[1].split()).casefold(): m.start() for m in hallados}

    def de_titulo(self, texto: str) -> Origen:
        """El lugar del título que dice `texto`, o el del anterior si lleva un enlace."""
        letras, cursor = _NO_LETRA.sub("", texto), self._cursores.get("titulo", 0)
        for m in _TITULO.finditer(self.sin_codigo, cursor):
            if _NO_LETRA.sub("", m[1] or m[2] or "") == letras:
                self._cursores["titulo"] = m.end()
                return self.en(m.start())
        return self.en(cursor)


def _tapar(codigo: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "\0", codigo[0])
