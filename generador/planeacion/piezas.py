"""Lo que se planea: una página, un archivo de datos o un texto, con su dirección."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from msgspec import Struct


class Oficial(Struct, frozen=True):
    """Lo que el documento oficial de una página dice de su registro: su SHA-256 y su fecha.

    `autor` es la entidad que ejerce la secretaría técnica; vacío, la que publica el sitio.
    Sin registro, `sha256` es vacío: el documento se calculó y no está publicado.
    """

    sha256: str
    fecha: date
    autor: str = ""


class Pagina(Struct, frozen=True):
    """Una página por dibujar: su dirección, su plantilla y la única vista que la plantilla ve.

    `oficial` está en las páginas de las que también se hace un documento.
    """

    ruta: str
    plantilla: str
    vista: Any
    oficial: Oficial | None = None


class Datos(Struct, frozen=True):
    """Un archivo de datos por escribir como JSON."""

    ruta: str
    contenido: Mapping[str, Any]


class TextoPlano(Struct, frozen=True):
    """Un archivo de texto que no es una página, ya escrito."""

    ruta: str
    contenido: str


class HojaDeCalculo(Struct, frozen=True):
    """Una hoja de cálculo por escribir, con sus columnas y sus filas; lo vacío es «sin dato»."""

    ruta: str
    titulo: str
    columnas: tuple[str, ...]
    filas: tuple[tuple[str | date | None, ...], ...]

    @property
    def contenido(self) -> tuple[object, ...]:
        """Todo lo que dice."""
        return (self.titulo, self.columnas, self.filas)


Planeada = Pagina | Datos | TextoPlano | HojaDeCalculo
"""Cualquiera de las cosas que se planean."""


class Plano(Struct, frozen=True):
    """Algo del sitio por hacer: su dirección se sabe sin hacerlo.

    Sin plantilla, lo que `hacer` da es el texto, la hoja o los datos. `hacer` solo pregunta a los
    resúmenes y al contexto; si lleva algo más ya calculado con ellos, es `calculado`.
    """

    ruta: str
    plantilla: str
    hacer: Callable[[], Any]
    calculado: bool = False

    def hecho(self) -> Planeada:
        """La página con su vista, o el archivo."""
        contenido = self.hacer()
        if self.plantilla:
            return Pagina(self.ruta, self.plantilla, contenido)
        if isinstance(contenido, str):
            return TextoPlano(self.ruta, contenido)
        if isinstance(contenido, HojaDeCalculo):
            return contenido
        return Datos(self.ruta, contenido)
