"""Los archivos de `contenido/raiz/`, que se publican en la raíz del sitio."""

from __future__ import annotations

import stat
from pathlib import Path

from generador.hallazgo import Hallazgo, Origen, error
from generador.lectura.archivos import defecto_de_clase, hay_carpeta, leer_anexo, mirar
from generador.modelo.base import Archivo
from generador.modelo.raiz import ADMITIDOS, CARPETA, publicado


def leer_raiz(raiz: Path) -> tuple[dict[str, Archivo], list[Hallazgo]]:
    """Por su camino en `contenido/`, cada archivo con la dirección en que se publica."""
    hallazgos: list[Hallazgo] = []
    archivos: dict[str, Archivo] = {}
    if not hay_carpeta(raiz, CARPETA, hallazgos):
        return archivos, hallazgos
    for ruta, datos in mirar(raiz, CARPETA):
        lugar = Origen(f"{CARPETA}/{ruta}")
        destino = publicado(ruta)
        if defecto := defecto_de_clase(lugar, datos.st_mode):
            hallazgos.append(defecto)
        elif not stat.S_ISREG(datos.st_mode):
            continue
        elif destino is None:
            hallazgos.append(_no_va_ahi(lugar, ruta))
        else:
            archivos[f"raiz/{ruta}"] = leer_anexo(raiz, lugar.archivo, destino)
    return archivos, hallazgos


def _no_va_ahi(lugar: Origen, ruta: str) -> Hallazgo:
    return error(
        "archivo-fuera-de-lugar",
        lugar,
        f"«{ruta}» no es de los archivos que van en la raíz del sitio",
        f"Aquí solo van, escritos así: {ADMITIDOS}. Lo demás va con el registro que lo nombra",
    )
