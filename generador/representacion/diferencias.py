"""En qué cambia un sitio el tema con que se dibuja, frente a los archivos que reemplaza.

Sirve al pasar a otra versión: una plantilla copiada entera se queda sin lo que el original ganó, y
un bloque que el original ya no tiene se deja de ver sin que nadie lo diga.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff

from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.nodes import Block, Const, Extends, Template
from msgspec import Struct
from msgspec.structs import replace

from generador.arboles import abrir_archivo
from generador.representacion.entorno import EntornoDeCapas
from generador.representacion.tema import DATOS, PLANTILLAS, Capa, Tema

DE_TEXTO = (".css", ".html", ".js", ".svg", ".txt", ".yaml")
"""Los archivos cuyos renglones se comparan; de los demás solo se dice si son iguales."""


class BloquePropio(Struct, frozen=True):
    """Un bloque que la plantilla del sitio llena, y sus renglones distintos.

    Sin `existe`, el original ya no lo tiene y lo que dice no se muestra. Si `agrega`, lo del
    original se muestra también, donde el sitio lo pide con `super()`.
    """

    nombre: str
    existe: bool
    agrega: bool
    renglones: tuple[str, ...]


class ArchivoPropio(Struct, frozen=True):
    """Un archivo del sitio que va delante de uno del producto.

    `original` es el que reemplaza, o el que extiende. Si lo extiende, `bloques` son los que llena;
    si no, los que llena en vano, y `renglones` es en qué difieren: nada si son iguales o si no son
    de texto.
    """

    archivo: str
    original: str
    igual: bool = False
    extiende: bool = False
    bloques: tuple[BloquePropio, ...] = ()
    renglones: tuple[str, ...] = ()

    @property
    def perdidos(self) -> tuple[str, ...]:
        """Los bloques que no se muestran."""
        return tuple(b.nombre for b in self.bloques if not b.existe)


def diferencias(tema: Tema) -> tuple[ArchivoPropio, ...]:
    """Los archivos del sitio que van delante de otro, por orden de nombre. No los que agrega.

    Una plantilla mal escrita no se puede comparar por bloques y se compara entera: al construir se
    dice qué tiene.
    """
    entorno = EntornoDeCapas(tema.capas)
    return tuple(
        sorted(
            (
                propio
                for n, capa in enumerate(tema.capas)
                if not capa.del_generador
                for propio in _de_la_capa(capa, tema.capas[n + 1 :], entorno)
            ),
            key=lambda propio: propio.archivo,
        )
    )


def _de_la_capa(
    capa: Capa, siguientes: Sequence[Capa], entorno: EntornoDeCapas
) -> Iterator[ArchivoPropio]:
    for nombre in capa.archivos:
        original = next((c for c in siguientes if nombre in c.archivos), None)
        plantilla = nombre.removeprefix(f"{PLANTILLAS}/")
        bloques: tuple[BloquePropio, ...] = ()
        padre = None
        if plantilla != nombre:
            padre, bloques = _bloques(plantilla, _leer(capa, nombre), entorno)
        if padre and padre.rpartition(":")[2] == plantilla:
            yield ArchivoPropio(f"{capa.lugar}/{nombre}", padre, extiende=True, bloques=bloques)
        elif original is not None and nombre != DATOS:
            en_vano = tuple(b for b in bloques if not b.existe)
            yield replace(_entero(nombre, capa, original), bloques=en_vano)


def _entero(nombre: str, capa: Capa, original: Capa) -> ArchivoPropio:
    lugares = f"{capa.lugar}/{nombre}", f"{original.nombre}:{nombre.partition('/')[2]}"
    if capa.huellas[nombre] == original.huellas[nombre]:
        return ArchivoPropio(*lugares, igual=True)
    if not nombre.endswith(DE_TEXTO):
        return ArchivoPropio(*lugares)
    distintos = _distintos(_leer(original, nombre), _leer(capa, nombre))
    return ArchivoPropio(*lugares, renglones=distintos)


def _bloques(
    plantilla: str, fuente: str, entorno: EntornoDeCapas
) -> tuple[str | None, tuple[BloquePropio, ...]]:
    """La plantilla que esta extiende y los bloques que le llena; `None` y ninguno si a ninguna."""
    try:
        arbol = entorno.parse(fuente)
    except TemplateSyntaxError:
        return None, ()
    if (padre := _padre(arbol)) is None:
        return None, ()
    heredados = _heredados(entorno.join_path(padre, plantilla), entorno)
    # El que está dentro de otro suyo lo declara ella misma.
    de_afuera = {nodo.name for nodo in arbol.body if isinstance(nodo, Block)}
    return padre, tuple(
        _bloque(nombre, texto, heredados.get(nombre))
        for nombre, texto in bloques_de(fuente, entorno).items()
        if nombre in heredados or nombre in de_afuera
    )


def _bloque(nombre: str, texto: str, original: str | None) -> BloquePropio:
    agrega = original is not None and "super()" in texto
    distintos = _distintos("" if agrega else original or "", texto)
    return BloquePropio(nombre, original is not None, agrega, distintos)


def _padre(arbol: Template) -> str | None:
    """La plantilla que extiende, si está escrita con su nombre."""
    for nodo in arbol.find_all(Extends):
        if isinstance(nodo.template, Const) and isinstance(nodo.template.value, str):
            return nodo.template.value
    return None


def _heredados(nombre: str, entorno: EntornoDeCapas) -> Mapping[str, str]:
    """El texto de los bloques de una plantilla y de las que ella extiende."""
    bloques: dict[str, str] = {}
    vistas: set[str] = set()
    siguiente: str | None = nombre
    assert entorno.loader is not None
    while siguiente and siguiente not in vistas:
        vistas.add(siguiente)
        try:
            fuente, *_ = entorno.loader.get_source(entorno, siguiente)
            padre = _padre(entorno.parse(fuente))
        except (TemplateNotFound, TemplateSyntaxError):
            # Lo dice, con su lugar y su remedio, quien la dibuja.
            break
        bloques = {**bloques_de(fuente, entorno), **bloques}
        siguiente = entorno.join_path(padre, siguiente) if padre else None
    return bloques


def bloques_de(fuente: str, entorno: EntornoDeCapas) -> dict[str, str]:
    """El texto de cada bloque de una plantilla, con los que tiene adentro, por su nombre."""
    abiertos: list[tuple[str, list[str]]] = []
    hallados: dict[str, str] = {}
    etiqueta: list[tuple[str, str]] = []
    for _, clase, valor in entorno.lex(fuente):
        for _, partes in abiertos:
            partes.append(valor)
        if clase == "block_begin":
            etiqueta = []
        elif clase == "name":
            etiqueta.append((clase, valor))
        elif clase == "block_end" and etiqueta:
            palabras = [v for _, v in etiqueta]
            if palabras[0] == "block" and len(palabras) > 1:
                hallados[palabras[1]] = ""
                abiertos.append((palabras[1], []))
            elif palabras[0] == "endblock" and abiertos:
                nombre, partes = abiertos.pop()
                hallados[nombre] = "".join(partes).rpartition("{%")[0].strip("\n")
    return hallados


def _distintos(original: str, propio: str) -> tuple[str, ...]:
    """En qué difieren: «-» lo del original, «+» lo propio, con dos renglones alrededor."""
    distintos = unified_diff(original.splitlines(), propio.splitlines(), n=2, lineterm="")
    # Los dos primeros nombran los archivos, que ya se dicen.
    return tuple(r for n, r in enumerate(distintos) if n > 1)


def _leer(capa: Capa, nombre: str) -> str:
    if nombre in capa.leidos:
        return capa.leidos[nombre].decode("utf-8", "replace")
    with os.fdopen(abrir_archivo(capa.archivos[nombre]), "rb") as abierto:
        return abierto.read().decode("utf-8", "replace")
