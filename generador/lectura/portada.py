"""Un registro de texto: portada YAML entre líneas «---» y cuerpo Markdown, o dos archivos."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field

from generador.hallazgo import Accion, Arreglo, Certeza, Hallazgo, Origen, error
from generador.lectura.yaml_estricto import Arbol, leer_yaml

# En la portada sería un comentario; nadie los escribe con dos «#» o más.
_TITULO = re.compile(r"#{2,6} +\S")
_CLAVE = re.compile(r"([a-z_]+):(?:\s|$)")
_GRUPO = re.compile(r"[a-z_]+:\s*\n +(?:- +)?[a-z_]+:(?:\s|$)")


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


def partida(texto: str, archivo: str, partes: Partes, claves: Container[str]) -> Hallazgo | None:
    """El de una línea «---» que cierra la portada antes de tiempo: deja claves en el texto.

    `claves` son las de la clase. Se mira hasta la siguiente línea «---»; sin ella, solo el primer
    renglón y lo que es un grupo de claves: más abajo puede ser lo que el acta dice.
    """
    if not partes.archivo_cuerpo:
        return None
    lineas = texto.split("\n")
    cierre = partes.linea_cuerpo - 2
    siguiente = next((n for n in range(cierre + 1, len(lineas)) if lineas[n].rstrip() == "---"), 0)
    escritas = [n for n in range(cierre + 1, siguiente or len(lineas)) if lineas[n].strip()]
    grupos = [n for n in escritas if _GRUPO.match("\n".join(lineas[n : n + 2]))]
    miradas = escritas if siguiente else [*escritas[:1], *grupos]
    fuera = next((n for n in miradas if _clave_de(lineas[n]) in claves), 0)
    if not fuera:
        return None
    entera = leer_yaml("\n".join((*lineas[1:cierre], *lineas[cierre + 1 : siguiente])), archivo)
    quitarla = Arreglo(Accion.RENGLONES, "", Certeza.PROBABLE, cuantas=1)
    return error(
        "portada-partida",
        Origen(archivo, cierre + 1),
        f"La portada se cierra en esta línea, y «{_clave_de(lineas[fuera])}:», en la línea "
        f"{fuera + 1}, quedó fuera: se publicaría como texto",
        "Quite esta línea y deje una sola «---» después de la última clave; si lo que sigue es "
        "texto, escriba con mayúscula la primera letra de esa línea",
        *((quitarla,) if siguiente and not entera.hallazgos else ()),
    )


def _clave_de(linea: str) -> str:
    """La clave con que empieza una línea sin sangría, o vacío."""
    hallada = _CLAVE.match(linea)
    return hallada[1] if hallada else ""


def _defecto(archivo: str, linea: int, codigo: str, mensaje: str, remedio: str) -> Hallazgo:
    return error(codigo, Origen(archivo, linea), mensaje, remedio, Arreglo(Accion.SINTAXIS))
