"""En qué se fue el tiempo de una construcción: lo que muestra `construir --perfil`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generador.cli.presentar import VACIA, Pieza, Tabla, titulo

_LENTOS = 10


def lineas_del_perfil(
    etapas: Mapping[str, float],
    clases: Mapping[str, float],
    lentos: Sequence[tuple[str, float]],
) -> list[Pieza]:
    """Las tablas del perfil, con segundos de pared; lo vacío no se muestra.

    `etapas` va en el orden en que ocurrió y se muestra así, con su suma; `clases`, de la que más
    tardó a la que menos; `lentos` son registros y lo que tardó cada uno: se muestran diez.
    """
    return [
        *_grupo("Tiempo por etapa", "etapa", _con_suma(etapas), sum(etapas.values())),
        *_grupo("Tiempo por clase de registro", "clase", _de_mas(clases.items())),
        *_grupo("Registros más lentos", "registro", _de_mas(lentos)[:_LENTOS]),
    ]


def _con_suma(etapas: Mapping[str, float]) -> list[tuple[str, float]]:
    return [*etapas.items(), ("total", sum(etapas.values()))] if etapas else []


def _de_mas(pares: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    return sorted(pares, key=lambda par: (-par[1], par[0]))


def _grupo(
    rotulo: str, columna: str, filas: list[tuple[str, float]], suma: float | None = None
) -> list[Pieza]:
    if not filas:
        return []
    if suma is None:
        tabla = Tabla((columna, "segundos"), tuple((que, _s(s)) for que, s in filas))
    else:
        partes = tuple((que, _s(s), _parte(s, suma)) for que, s in filas)
        tabla = Tabla((columna, "segundos", "parte"), partes)
    return [titulo(rotulo), tabla, VACIA]


def _s(segundos: float) -> str:
    return f"{segundos:9.3f}".replace(".", ",")


def _parte(segundos: float, suma: float) -> str:
    return f"{100 * segundos / suma if suma else 0:3.0f} %"
