"""Los anexos publicados que hoy tienen otros bytes: una dirección no cambia de documento."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

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
    como_esta, sin_retornos = _huellas(contenido.bloques(archivo))
    if como_esta == debida:
        # El archivo es el mismo: lo distinto es lo que hoy se quita de él al publicarlo.
        return
    nombre = ruta.rpartition("/")[2]
    if sin_retornos == debida:
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


def _huellas(bloques: Iterable[bytes]) -> tuple[str, str]:
    """La huella de los bytes y la que tendrían con los finales de renglón de Unix."""
    como_esta, sin_retornos, queda = hashlib.sha256(), hashlib.sha256(), b""
    for bloque in bloques:
        como_esta.update(bloque)
        entero = queda + bloque
        # Un retorno al final puede tener su salto en el bloque que sigue.
        queda = b"\r" if entero.endswith(b"\r") else b""
        sin_retornos.update(entero.removesuffix(b"\r").replace(b"\r\n", b"\n"))
    sin_retornos.update(queda)
    return como_esta.hexdigest(), sin_retornos.hexdigest()
