"""Las carpetas de las instancias: cuáles hay, y las que no sirven para la dirección de una."""

from __future__ import annotations

import re
import stat
from collections.abc import Container, Iterator

from generador.hallazgo import (
    Accion,
    Arreglo,
    Certeza,
    Hallazgo,
    Origen,
    error,
)
from generador.lectura.archivos import (
    defecto_de_clase,
    hay_carpeta,
    listar,
    no_es_contenido,
    reservado,
)
from generador.lectura.leido import ContextoLeido
from generador.lectura.lugares import (
    es_reservado,
)
from generador.modelo.archivos import INSTANCIAS
from generador.modelo.correcciones import identificador


def carpetas_de_instancias(leido: ContextoLeido) -> tuple[str, ...]:
    """Las carpetas de `contenido/instancias/`, por orden de nombre."""
    if not hay_carpeta(leido.contenido, INSTANCIAS, leido.hallazgos):
        return ()
    slugs = []
    hay = dict(listar(leido.contenido, INSTANCIAS))
    for nombre, modo in hay.items():
        lugar = Origen(f"{INSTANCIAS}/{nombre}")
        if stat.S_ISDIR(modo):
            slugs.append(nombre)
            leido.hallazgos += _nombre_de_instancia(nombre, lugar, hay)
        else:
            leido.hallazgos.append(defecto_de_clase(lugar, modo) or _no_es_instancia(lugar))
    return tuple(slugs)


def _nombre_de_instancia(nombre: str, lugar: Origen, hay: Container[str]) -> Iterator[Hallazgo]:
    """Un error si el nombre de la carpeta no sirve para la dirección de la instancia."""
    if es_reservado(nombre):
        yield reservado(lugar)
        return
    debido = identificador(nombre)
    cambio = Arreglo(Accion.MOVER, f"{INSTANCIAS}/{debido}", Certeza.PROBABLE)
    remedio = f"Cambie el nombre a {debido}" if debido else "Use minúsculas, cifras y guiones"
    if debido in hay:
        remedio = f"Ya hay otra carpeta {debido}: deje una sola, o póngale a esta otro nombre"
    if nombre != debido and not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", nombre):
        yield error(
            "nombre-de-archivo",
            lugar,
            f"La carpeta «{nombre}» tiene mayúsculas, tildes, espacios o signos, y su nombre es la "
            "dirección de la instancia",
            remedio,
            *((cambio,) if debido and debido not in hay else ()),
        )


def _no_es_instancia(lugar: Origen) -> Hallazgo:
    return no_es_contenido(lugar) or error(
        "archivo-fuera-de-lugar",
        lugar,
        f"«{lugar.archivo.rpartition('/')[2]}» no es la carpeta de una instancia",
        "Deje aquí solo carpetas, una por instancia",
        *_a_su_carpeta(lugar.archivo),
    )


def _a_su_carpeta(archivo: str) -> tuple[Arreglo, ...]:
    """«comite.md» es, de seguro, la instancia «comite»."""
    if not archivo.endswith(".md"):
        return ()
    destino = f"{archivo.removesuffix('.md')}/instancia.md"
    return (Arreglo(Accion.MOVER, destino, Certeza.PROBABLE),)
