"""Lo que está en `contenido/` y nadie lee: se dice dónde va, para que nada falte sin notarse."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping

from generador.hallazgo import Accion, Arreglo, Certeza, Hallazgo, Origen, el_mas_parecido, error
from generador.lectura.archivos import listar, no_es_contenido
from generador.lectura.contenido import Contenido
from generador.modelo.clases import CLASES_DE_INSTANCIA
from generador.modelo.publicaciones import BORRADOS
from generador.modelo.raiz import CARPETA as RAIZ
from generador.modelo.raiz import publicado

_RAIZ = "contenido"
_ARCHIVOS = ("sitio.yaml", "entidades.yaml", "retirados.yaml", "direcciones.yaml")
_CARPETAS = ("instancias", "normas", "listas", "datos", "publicaciones", "raiz")
_DATOS = (
    "calendario/colombia.yaml",
    "sectores.yaml",
    "iconos.yaml",
    "accesibilidad.yaml",
    "menu.yaml",
)
_DE_CADA_CARPETA: Mapping[str, str] = {
    "listas": "Aquí solo van listas de requisitos, una por archivo .yaml",
    "publicaciones": "Aquí solo van las entradas .yaml que escribe «publicar»",
    "datos": f"Aquí solo van, escritos así: {', '.join(_DATOS)}",
}
_DE_INSTANCIA = frozenset(c.ejemplo.partition("/")[0] for c in CLASES_DE_INSTANCIA)


def sobrantes(contenido: Contenido) -> Iterator[Hallazgo]:
    """Un error por cada archivo o carpeta que ningún lector abre."""
    if contenido.que_es(_RAIZ) != stat.S_IFDIR:
        return
    for nombre, modo in listar(contenido, _RAIZ):
        debidos = _CARPETAS if stat.S_ISDIR(modo) else _ARCHIVOS
        if ajeno := no_es_contenido(Origen(f"{_RAIZ}/{nombre}")):
            yield ajeno
        elif nombre not in debidos:
            yield _suelto(contenido, nombre, debidos)
        elif nombre in _DE_CADA_CARPETA:
            yield from _en_la_carpeta(contenido, nombre)


def _suelto(contenido: Contenido, nombre: str, debidos: tuple[str, ...]) -> Hallazgo:
    donde, debido = _donde_va(nombre, debidos)
    ya_esta = debido != "" and contenido.que_es(debido) != 0
    mover = debido and debidos is _ARCHIVOS and not ya_esta
    return error(
        "archivo-fuera-de-lugar",
        Origen(f"{_RAIZ}/{nombre}"),
        f"Nada lee «{nombre}» en {_RAIZ}/: lo que dice no se publica",
        f"Ya hay {debido}: lleve a él lo que falte, y deje uno solo" if ya_esta else donde,
        *((Arreglo(Accion.MOVER, debido, Certeza.PROBABLE),) if mover else ()),
    )


def _donde_va(nombre: str, debidos: tuple[str, ...]) -> tuple[str, str]:
    """El lugar de un archivo o de una carpeta, en palabras y, si es uno solo, su camino."""
    if nombre in _DE_INSTANCIA or nombre.endswith(".md"):
        return "Llévelo a la carpeta de su instancia: contenido/instancias/<instancia>/…", ""
    if publicado(nombre):
        return f"Llévelo a {RAIZ}/{nombre}: de ahí se publica en la raíz", f"{RAIZ}/{nombre}"
    tronco, _, _ = nombre.lower().partition(".")
    if cercano := el_mas_parecido(tronco, [d.removesuffix(".yaml") for d in debidos]):
        debido = next(d for d in debidos if d.removesuffix(".yaml") == cercano)
        return f"Cambie el nombre a {_RAIZ}/{debido}", f"{_RAIZ}/{debido}"
    posibles = ", ".join((*_ARCHIVOS, *(f"{c}/" for c in _CARPETAS)))
    return f"Aquí solo van {posibles}; lo que no es del sitio, llévelo fuera de {_RAIZ}/", ""


def _en_la_carpeta(contenido: Contenido, carpeta: str) -> Iterator[Hallazgo]:
    for ruta, datos in contenido.mirar(f"{_RAIZ}/{carpeta}").items():
        se_lee = ruta in _DATOS if carpeta == "datos" else _es_yaml_suelto(ruta)
        se_lee = se_lee or f"{carpeta}/{ruta}" == f"publicaciones/{BORRADOS}"
        lugar = Origen(f"{_RAIZ}/{carpeta}/{ruta}")
        if stat.S_ISREG(datos.st_mode) and not se_lee:
            yield no_es_contenido(lugar) or error(
                "archivo-fuera-de-lugar",
                lugar,
                f"Nada lee «{ruta}» en {_RAIZ}/{carpeta}/",
                f"{_DE_CADA_CARPETA[carpeta]}; cambie el nombre o llévelo fuera de {_RAIZ}/",
            )


def _es_yaml_suelto(ruta: str) -> bool:
    return "/" not in ruta and ruta.endswith(".yaml")
