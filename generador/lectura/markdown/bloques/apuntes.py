"""Lo que la lectura de los bloques deja anotado para que la revisión lo diga."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Apuntes:
    """Todo está en el orden del texto; las líneas se cuentan desde 1."""

    filas_con_sobrante: list[str] = field(default_factory=list)
    """Las filas con más celdas que su encabezado, como se escribieron."""
    impedimento: tuple[int, str] | None = None
    """La primera línea en que se pasa de un límite, y de cuál: no se sigue leyendo."""
    numeros: list[str] = field(default_factory=list)
    """El número de cada elemento de las listas numeradas, como se escribió."""
    lenguajes: list[str] = field(default_factory=list)
    """Lo que se escribió junto a la cerca de cada código; de uno con sangría, nada."""
    numeros_en_parrafo: list[int] = field(default_factory=list)
    """Las líneas de un párrafo que empiezan como un elemento numerado."""
    numeros_repetidos: list[tuple[int, int, int]] = field(default_factory=list)
    """De cada número de lista que no sigue hacia adelante: línea, número y el que seguía."""
