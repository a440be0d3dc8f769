"""Un registro de texto: portada YAML entre líneas «---» y cuerpo Markdown, o dos archivos."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field

from generador.hallazgo import Accion, Arreglo, Certeza, Hallazgo, Origen, error
from generador.lectura.yaml_estricto import ArbolDeYaml, leer_yaml

# En la portada sería un comentario; nadie los escribe con dos «#» o más.
_TITULO = re.compile(r"#{2,6} +\S")
_CLAVE = re.compile(r"([a-z_]+):(?:\s|$)")
_BORRADOR = re.compile(r"\s*(borrador)\s*:\s*(?:s[ií]|true)\s*$", re.IGNORECASE)
_DATO = re.compile(r"\w*_\w*:|[a-z]+:\s*(?:\d[\d:./-]*|s[ií]|no|[a-z]+|\[.*\])?\s*$")
_GRUPO = re.compile(r"[a-z_]+:\s*\n +(?:- +)?[a-z_]+:(?:\s|$)")


@dataclass(slots=True)
class Partes:
    """Los datos y el cuerpo de un registro, con la línea en que empieza el cuerpo."""

    arbol: ArbolDeYaml = field(default_factory=ArbolDeYaml)
    cuerpo: str = ""
    linea_cuerpo: int = 1
    archivo_cuerpo: str = ""
    es_borrador: bool = False
    """Si una línea de los datos dice que lo es, se puedan leer o no."""


def dice_que_es_borrador(datos: str) -> bool:
    """Si una línea de los datos lo dice, aunque otra no se pueda leer."""
    return any(map(_BORRADOR.match, datos.split("\n")))


def partir(texto: str, archivo: str) -> Partes:
    """Separa portada y cuerpo de un `.md`. Los defectos quedan en `arbol.hallazgos`."""
    partes = _partir(texto, archivo)
    partes.es_borrador = dice_que_es_borrador(texto.partition("\n---")[0])
    return partes


def _partir(texto: str, archivo: str) -> Partes:
    lineas = texto.split("\n")
    if lineas[0].rstrip() != "---":
        return Partes(
            ArbolDeYaml(
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
            ArbolDeYaml(
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
    titulo = next((n for n, t in enumerate(lineas[:cierre]) if _TITULO.match(t)), 0)
    arbol = _leer_datos(lineas, titulo, cierre, archivo)
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


def _leer_datos(lineas: list[str], titulo: int, cierre: int, archivo: str) -> ArbolDeYaml:
    """Los datos hasta el cierre o, si así no se leen, hasta el título que haya entre ellos."""
    enteros = leer_yaml("\n".join(lineas[1:cierre]) + "\n", archivo, linea_inicial=2)
    if not titulo or not enteros.hallazgos:
        return enteros
    hasta_el_titulo = leer_yaml("\n".join(lineas[1:titulo]) + "\n", archivo, linea_inicial=2)
    return enteros if hasta_el_titulo.hallazgos else hasta_el_titulo


def partida(texto: str, archivo: str, partes: Partes, claves: Container[str]) -> Hallazgo | None:
    """El de una línea «---» que cierra la portada antes de tiempo: deja claves en el texto.

    `claves` son las de la clase. Se mira hasta la siguiente línea «---»: el primer renglón, lo que
    no puede ser una frase y, si todo eso son datos, cualquiera. Lo demás puede ser lo que el acta
    dice.
    """
    if not partes.archivo_cuerpo:
        return None
    lineas = texto.split("\n")
    cierre = partes.linea_cuerpo - 2
    siguiente = next((n for n in range(cierre + 1, len(lineas)) if lineas[n].rstrip() == "---"), 0)
    escritas = [n for n in range(cierre + 1, siguiente or len(lineas)) if lineas[n].strip()]
    posibles = [n for n in escritas if _clave_de(lineas[n]) in claves]
    if not posibles:
        return None
    entera = leer_yaml("\n".join((*lineas[1:cierre], *lineas[cierre + 1 : siguiente])), archivo)
    son_datos = siguiente > 0 and not entera.hallazgos
    quedaron = (
        n
        for n in posibles
        if n == escritas[0] or son_datos or _no_es_una_frase(lineas[n : n + 2], siguiente > 0)
    )
    fuera = next(quedaron, 0)
    if not fuera:
        return None
    if _BORRADOR.match(lineas[fuera]) and not son_datos:
        return error(
            "portada-partida",
            Origen(archivo, fuera + 1),
            f"«{lineas[fuera].strip()}» está en el texto, y ahí no aparta el registro: se "
            "publicaría, con esa línea",
            "Llévela arriba, con las demás claves, antes de la línea «---»",
        )
    quitarla = Arreglo(Accion.RENGLONES, "", Certeza.PROBABLE, cuantas=1)
    return error(
        "portada-partida",
        Origen(archivo, cierre + 1),
        f"La portada se cierra en esta línea, y «{_clave_de(lineas[fuera])}:», en la línea "
        f"{fuera + 1}, quedó fuera: se publicaría como texto",
        "Quite esta línea y deje una sola «---» después de la última clave; si lo que sigue es "
        "texto, escriba con mayúscula la primera letra de esa línea",
        *((quitarla,) if son_datos else ()),
    )


def _no_es_una_frase(dos: list[str], entre_rayas: bool) -> bool:
    """Un grupo de claves, «borrador: si» o, entre dos líneas «---», una clave con un dato corto."""
    del_texto = _GRUPO.match("\n".join(dos)) or _BORRADOR.match(dos[0])
    return bool(del_texto or (entre_rayas and _DATO.match(dos[0])))


def _clave_de(linea: str) -> str:
    """La clave con que empieza una línea sin sangría, o vacío."""
    hallada = _BORRADOR.match(linea) or _CLAVE.match(linea)
    return hallada[1].lower() if hallada else ""


def _defecto(archivo: str, linea: int, codigo: str, mensaje: str, remedio: str) -> Hallazgo:
    return error(codigo, Origen(archivo, linea), mensaje, remedio, Arreglo(Accion.SINTAXIS))
