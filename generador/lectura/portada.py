"""Un registro de texto: portada YAML entre líneas «---» y cuerpo Markdown, o dos archivos."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generador.hallazgo import Accion, Arreglo, Hallazgo, Origen, error
from generador.lectura.yaml_estricto import Arbol, leer_yaml

# En la portada sería un comentario; nadie los escribe con dos «#» o más.
_TITULO = re.compile(r"#{2,6} +\S")


@dataclass(slots=True)
class Partes:
    """Los datos y el cuerpo de un registro, con la línea en que empieza el cuerpo."""

    arbol: Arbol = field(default_factory=Arbol)
    cuerpo: str = ""
    linea_cuerpo: int = 1
    archivo_cuerpo: str = ""


def partir(texto: str, archivo: str) -> Partes:
    """Separa portada y cuerpo de un `.md`. Los defectos quedan en `arbol.hallazgos`."""
    lineas = texto.split("\n")
    if lineas[0].rstrip() != "---":
        return Partes(
            Arbol(
                hallazgos=[
                    _defecto(
                        archivo,
                        1,
                        "portada-falta",
                        "El archivo no empieza con una línea «---»",
                        "Escriba «---» en la primera línea, luego las claves, y otra línea «---»",
                    )
                ]
            )
        )
    cierre = next((n for n, t in enumerate(lineas[1:], 1) if t.rstrip() == "---"), None)
    if cierre is None:
        return Partes(
            Arbol(
                hallazgos=[
                    _defecto(
                        archivo,
                        1,
                        "portada-sin-cerrar",
                        "La portada que empieza en esta línea no se cierra",
                        "Escriba una línea «---» después de la última clave",
                    )
                ]
            )
        )
    arbol = leer_yaml("\n".join(lineas[1:cierre]) + "\n", archivo, linea_inicial=2)
    titulo = next((n for n, t in enumerate(lineas[:cierre]) if _TITULO.match(t)), 0)
    if titulo:
        arbol.hallazgos.append(
            error(
                "portada-sin-cerrar",
                Origen(archivo, titulo + 1),
                f"«{lineas[titulo].strip()}» es un título, y está dentro de la portada: no se "
                "publicaría",
                "Escriba una línea «---» antes de él; si es un comentario, que empiece con un solo "
                "«#»",
            )
        )
    return Partes(arbol, "\n".join(lineas[cierre + 1 :]), cierre + 2, archivo)


def _defecto(archivo: str, linea: int, codigo: str, mensaje: str, remedio: str) -> Hallazgo:
    return error(codigo, Origen(archivo, linea), mensaje, remedio, Arreglo(Accion.SINTAXIS))
