"""Los anexos publicados que hoy tienen otros bytes: una dirección no cambia de documento."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from generador.compilacion import Trabajo
from generador.hallazgo import Hallazgo, Origen, error
from generador.lectura.contenido import Contenido
from generador.lectura.leido import ContextoLeido
from generador.modelo.publicaciones import huellas_de_anexos, vigentes
from generador.modelo.sitio import DocumentoPublicado


def anexos_cambiados(leido: ContextoLeido, trabajos: tuple[Trabajo, ...]) -> Iterator[Hallazgo]:
    """Un error por cada archivo público cuya huella no es la que anotó el registro."""
    assert leido.contexto is not None
    hay = {a.ruta: a.sha256 for a in leido.contexto.archivos_de_normas.values()}
    for trabajo in trabajos:
        hay |= {ruta: ficha.sha256 for ruta, ficha in trabajo.fichas.items()}
    publicaciones = leido.contexto.publicaciones
    a_la_vista = vigentes(publicaciones)
    for ruta, debida in sorted(huellas_de_anexos(publicaciones).items()):
        if hay.get(ruta, debida) != debida and not _sin_huella(a_la_vista.get(ruta)):
            yield from _cambiado(leido.contenido, ruta, debida, ruta in a_la_vista)


def _sin_huella(documento: DocumentoPublicado | None) -> bool:
    """Si ya no se sabe qué decía: un retiro definitivo borró su huella."""
    return documento is not None and documento.accion == "cambiado" and documento.sha256 is None


def _cambiado(contenido: Contenido, ruta: str, debida: str, a_la_vista: bool) -> Iterator[Hallazgo]:
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
    if not a_la_vista:
        yield error(
            "anexo-cambiado",
            Origen(archivo),
            f"«{nombre}» ya se publicó con otro contenido, y después se quitó de la vista: quien "
            "lo abrió entonces lo tiene con esa dirección",
            "Guárdelo con otro nombre, y cámbielo también en «anexos» del registro; si es el mismo "
            "documento, déjelo como se publicó",
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
