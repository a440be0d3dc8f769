"""Las imágenes que un texto muestra: en qué dirección quedan y cuánto miden."""

from __future__ import annotations

import posixpath

from generador.lectura.archivos import hay_archivo
from generador.lectura.contenido import Contenido
from generador.lectura.enlaces import direccion_interna
from generador.lectura.imagenes import es_imagen
from generador.lectura.markdown.revision import Imagen


def direccion_de_imagen(destino: str, ruta: str) -> str:
    """La dirección del sitio de una imagen; un nombre solo es un anexo del registro."""
    camino = destino.partition("#")[0].partition("?")[0]
    if "/" in camino:
        return direccion_interna(destino, ruta)
    return posixpath.normpath(f"{ruta}/{camino}")


def ilustrar(contenido: Contenido, destino: str, ruta: str) -> Imagen:
    """La imagen que muestra el registro `ruta`, con lo que mide si se puede saber.

    Una que no está en la misma instancia no se mide: si cambiara, nadie volvería a leer este
    registro. La que no existe se halla después, como cualquier enlace roto.
    """
    direccion = direccion_de_imagen(destino, ruta)
    relativa = posixpath.relpath(direccion, posixpath.dirname(ruta))
    archivo = f"contenido/{direccion}"
    if not direccion.startswith(_de_todos(ruta)) or not hay_archivo(contenido, archivo, []):
        return Imagen(relativa)
    if not es_imagen(direccion):
        return Imagen(relativa, falla="no es PNG, JPEG, GIF ni WebP")
    anexo = contenido.anexo(archivo)
    if anexo.medidas is None:
        return Imagen(relativa, falla=anexo.sin_medidas)
    return Imagen(relativa, anexo.medidas)


def _de_todos(ruta: str) -> str:
    """La carpeta que se lee de una vez: la de la instancia, o la de las normas."""
    carpetas = ruta.split("/")
    return "/".join(carpetas[: 2 if carpetas[0] == "instancias" else 1]) + "/"
