"""Los anexos publicados que hoy tienen otros bytes: una dirección no cambia de documento."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from generador.compilacion import Trabajo
from generador.hallazgo import Hallazgo, Origen, error
from generador.lectura.contenido import Contenido
from generador.lectura.leido import ContextoLeido
from generador.modelo.publicaciones import vigentes


def anexos_cambiados(leido: ContextoLeido, trabajos: tuple[Trabajo, ...]) -> Iterator[Hallazgo]:
    """Un error por cada archivo público cuya huella no es la que anotó el registro."""
    assert leido.contexto is not None
    hay = {a.ruta: a.sha256 for a in leido.contexto.archivos_de_normas.values()}
    for trabajo in trabajos:
        hay |= {ruta: ficha.sha256 for ruta, ficha in trabajo.fichas.items()}
    for ruta, documento in sorted(vigentes(leido.contexto.publicaciones).items()):
        # Una página cambia con su registro, y su huella no dice nada; un anexo es lo que es.
        es_pagina = documento.valores is not None or ruta.endswith(".html")
        debida, hoy = documento.sha256, hay.get(ruta)
        if hoy is None or debida in (None, hoy) or es_pagina:
            continue
        yield from _cambiado(leido.contenido, ruta, debida)


def _cambiado(contenido: Contenido, ruta: str, debida: str | None) -> Iterator[Hallazgo]:
    archivo = f"contenido/{ruta}"
    crudo = contenido.entero(archivo)
    if _huella(crudo) == debida:
        # El archivo es el mismo: lo distinto es lo que hoy se quita de él al publicarlo.
        return
    nombre = ruta.rpartition("/")[2]
    if _huella(crudo.replace(b"\r\n", b"\n")) == debida:
        yield error(
            "anexo-cambiado",
            Origen(archivo),
            f"«{nombre}» ya se publicó, y en esta copia git le cambió los finales de renglón",
            "El archivo publicado está bien. Ponga «* -text» en un archivo .gitattributes de la "
            "carpeta del sitio, borre este archivo y tráigalo otra vez con «git checkout»",
        )
        return
    yield error(
        "anexo-cambiado",
        Origen(archivo),
        f"«{nombre}» ya se publicó con otro contenido, y quien lo citó encontraría otra cosa",
        "Deje el archivo como estaba. Si hay una versión nueva, guárdela con otro nombre y dígalo "
        "en el acta: en «anexos», el nuevo con «reemplaza» y el nombre del anterior",
    )


def _huella(datos: bytes) -> str:
    return hashlib.sha256(datos).hexdigest()
