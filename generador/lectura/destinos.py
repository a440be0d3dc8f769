"""Los destinos: los que quien publica fija fuera del contenido, y que ninguno se repita."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from generador.hallazgo import Hallazgo, Origen, error
from generador.lectura.archivos import interpretar_texto
from generador.lectura.validar import validar
from generador.lectura.yaml_estricto import ArbolDeYaml, leer_yaml
from generador.modelo.archivos import SITIO
from generador.modelo.base import Valor
from generador.modelo.sitio import DestinoEscrito, Sitio


class DestinosFijados(Valor):
    """Los destinos de quien publica, en un archivo suyo y fuera del contenido.

    Con ellos, un cambio en sitio.yaml no cambia a dónde se publica.
    """

    destinos: tuple[DestinoEscrito, ...] = Field(min_length=1, description="A dónde se publica.")


def destinos_repetidos(sitio: Sitio, arbol: ArbolDeYaml) -> Iterator[Hallazgo]:
    """Un error por cada destino que se llama como otro: se publicaría solo en el primero."""
    vistos: set[str] = set()
    for n, destino in enumerate(sitio.destinos or ()):
        if destino.nombre in vistos:
            yield error(
                "identificador-repetido",
                Origen(SITIO, *arbol.posiciones.get(("destinos", n, "nombre"), ())),
                f"Hay otro destino que se llama «{destino.nombre}», y se publicaría solo en él",
                "Cambie el nombre de uno de los dos",
            )
        vistos.add(destino.nombre)


def leer_destinos(archivo: Path) -> tuple[tuple[DestinoEscrito, ...], tuple[Hallazgo, ...]]:
    """Los destinos de un archivo YAML con `destinos:`, o lo que está mal en él."""
    nombre = archivo.name
    texto, _, defectos = interpretar_texto(archivo.read_bytes(), nombre)
    if defectos:
        return (), tuple(defectos)
    arbol = leer_yaml(texto, nombre)
    if arbol.hallazgos or arbol.datos is None:
        return (), tuple(arbol.hallazgos)
    fijados, mas = validar(DestinosFijados, arbol, nombre)
    return (fijados.destinos if fijados else ()), tuple(mas)
