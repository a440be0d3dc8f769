"""Las imágenes que un texto muestra: en qué dirección quedan y cuánto miden."""

from __future__ import annotations

import posixpath
from pathlib import Path

from generador.lectura.archivos import hay_archivo, leer_bytes
from generador.lectura.imagenes import ImagenIlegible, es_imagen, medidas
from generador.lectura.markdown.revision import Imagen
from generador.lectura.registros import direccion_interna

# Lo que mide una imagen está al comienzo, después de sus metadatos, que se quitan al publicarla.
_COMIENZO = 4 * 1_048_576


def direccion_de_imagen(destino: str, ruta: str) -> str:
    """La dirección del sitio de una imagen; un nombre solo es un anexo del registro."""
    camino = destino.partition("#")[0].partition("?")[0]
    if "/" in camino:
        return direccion_interna(destino, ruta)
    return posixpath.normpath(f"{ruta}/{camino}")


def ilustrar(raiz: Path, destino: str, ruta: str) -> Imagen:
    """La imagen que muestra el registro `ruta`, con lo que mide si se puede saber.

    Una que no está en la misma instancia no se mide: si cambiara, nadie volvería a leer este
    registro. La que no existe se halla después, como cualquier enlace roto.
    """
    direccion = direccion_de_imagen(destino, ruta)
    relativa = posixpath.relpath(direccion, posixpath.dirname(ruta))
    archivo = f"contenido/{direccion}"
    if not direccion.startswith(_de_todos(ruta)) or not hay_archivo(raiz, archivo, []):
        return Imagen(relativa)
    if not es_imagen(direccion):
        return Imagen(relativa, falla="no es PNG, JPEG, GIF ni WebP")
    try:
        return Imagen(relativa, medidas(leer_bytes(raiz, archivo, _COMIENZO)))
    except ImagenIlegible as falla:
        return Imagen(relativa, falla=str(falla))


def _de_todos(ruta: str) -> str:
    """La carpeta que se lee de una vez: la de la instancia, o la de las normas."""
    carpetas = ruta.split("/")
    return "/".join(carpetas[: 2 if carpetas[0] == "instancias" else 1]) + "/"
