"""Los destinos que quien publica fija fuera del contenido."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from generador.hallazgo import Hallazgo
from generador.lectura.archivos import interpretar_texto
from generador.lectura.validar import validar
from generador.lectura.yaml_estricto import leer_yaml
from generador.modelo.base import Valor
from generador.modelo.sitio import DestinoEscrito


class DestinosFijados(Valor):
    """Los destinos de quien publica, en un archivo suyo y fuera del contenido.

    Con ellos, un cambio en sitio.yaml no cambia a dónde se publica.
    """

    destinos: tuple[DestinoEscrito, ...] = Field(min_length=1, description="A dónde se publica.")


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
