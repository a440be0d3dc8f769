"""Los archivos de `contenido/raiz/`, que se publican en la raíz del sitio."""

from __future__ import annotations

import stat
from collections.abc import Iterator

from generador.hallazgo import Accion, Arreglo, Certeza, Hallazgo, Origen, error
from generador.lectura.archivos import defecto_de_clase, hay_carpeta
from generador.lectura.contenido import Contenido
from generador.modelo.base import Archivo
from generador.modelo.raiz import ADMITIDOS, CARPETA, CONOCIDOS, publicado


def leer_raiz(contenido: Contenido) -> tuple[dict[str, Archivo], list[Hallazgo]]:
    """Por su camino en `contenido/`, cada archivo con la dirección en que se publica."""
    hallazgos: list[Hallazgo] = []
    archivos: dict[str, Archivo] = {}
    if not hay_carpeta(contenido, CARPETA, hallazgos):
        return archivos, hallazgos
    hallazgos += _con_punto(contenido)
    for ruta, datos in contenido.mirar(CARPETA).items():
        lugar = Origen(f"{CARPETA}/{ruta}")
        if defecto := defecto_de_clase(lugar, datos.st_mode):
            hallazgos.append(defecto)
        elif not stat.S_ISREG(datos.st_mode):
            continue
        elif publicado(ruta) is None:
            hallazgos.append(_no_va_ahi(lugar, ruta))
        else:
            anexo = contenido.anexo(lugar.archivo)
            archivos[f"raiz/{ruta}"] = anexo.archivo
            hallazgos += anexo.hallazgos
    return archivos, hallazgos


def _con_punto(contenido: Contenido) -> Iterator[Hallazgo]:
    """Los que se llaman como se publican: lo que empieza por punto no se lee, y se perdería."""
    for nombre in sorted(p.name for p in (contenido.raiz / CARPETA).iterdir()):
        sin_el = nombre.removeprefix(".")
        if sin_el != nombre and (publicado(sin_el) or f"{sin_el}/" == CONOCIDOS):
            yield error(
                "archivo-fuera-de-lugar",
                Origen(f"{CARPETA}/{nombre}"),
                f"«{nombre}» se escribe aquí sin el punto del comienzo: así no se lee",
                f"Llámelo «{sin_el}»; se publica con su punto",
                Arreglo(Accion.MOVER, f"{CARPETA}/{sin_el}", Certeza.PROBABLE),
            )


def _no_va_ahi(lugar: Origen, ruta: str) -> Hallazgo:
    return error(
        "archivo-fuera-de-lugar",
        lugar,
        f"«{ruta}» no es de los archivos que van en la raíz del sitio",
        f"Aquí solo van, escritos así: {ADMITIDOS}. Lo demás va con el registro que lo nombra",
    )
