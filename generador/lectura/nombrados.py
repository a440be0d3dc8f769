"""Con qué nombres se conoce cada instancia, leyendo de ella solo su portada."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generador.lectura.archivos import hay_archivo, hay_carpeta, leer_texto, listar
from generador.lectura.contenido import Contenido
from generador.lectura.portada import partir
from generador.lectura.yaml_estricto import leer_yaml
from generador.modelo.archivos import INSTANCIAS
from generador.modelo.correcciones import identificador


@dataclass(frozen=True, slots=True)
class Nombrada:
    """Una instancia: su carpeta, su nombre de hoy, y los alias y los nombres que tuvo."""

    carpeta: str
    nombre: str
    otros: tuple[str, ...]


def nombradas(raiz: Path) -> Iterator[Nombrada]:
    """Cada instancia del sitio. De la que no se puede leer solo se sabe la carpeta."""
    contenido = Contenido(raiz)
    if not hay_carpeta(contenido, INSTANCIAS, []):
        return
    for carpeta, modo in listar(contenido, INSTANCIAS):
        if stat.S_ISDIR(modo):
            datos = _datos(contenido, f"{INSTANCIAS}/{carpeta}/instancia")
            otros = (*_textos(datos.get("alias")), *_textos(datos.get("nombres_anteriores")))
            yield Nombrada(carpeta, next(_textos(datos.get("nombre")), ""), otros)


def _datos(contenido: Contenido, base: str) -> Mapping[str, Any]:
    """Los datos de la instancia: los del `.yaml` si son dos archivos."""
    posibles = (f"{base}{e}" for e in (".yaml", ".md"))
    existentes = (a for a in posibles if hay_archivo(contenido, a, []))
    archivo = next(existentes, "")
    if not archivo:
        return {}
    # Los defectos los dice la revisión: aquí solo se busca un nombre.
    texto, _, _ = leer_texto(contenido, archivo)
    arbol = leer_yaml(texto, archivo) if archivo.endswith(".yaml") else partir(texto, archivo).arbol
    return arbol.datos if isinstance(arbol.datos, Mapping) else {}


def _textos(valor: Any) -> Iterator[str]:
    """Los textos de un valor: él mismo, los de su lista, o los «nombre» de sus grupos."""
    if isinstance(valor, str):
        yield valor
    elif isinstance(valor, Mapping):
        yield from _textos(valor.get("nombre"))
    elif isinstance(valor, list):
        for uno in valor:
            yield from _textos(uno)


def las_que_se_llaman(escrito: str, todas: tuple[Nombrada, ...]) -> list[str]:
    """Las carpetas de las que se llaman así; el nombre de hoy vale más que uno que ya no se usa."""
    buscadas = _claves((escrito,))
    for nombres in (
        {n.carpeta: (n.carpeta,) for n in todas},
        {n.carpeta: (n.nombre,) for n in todas},
        {n.carpeta: n.otros for n in todas},
    ):
        if halladas := [c for c, suyos in nombres.items() if buscadas & _claves(suyos)]:
            return halladas
    return []


def _claves(nombres: Iterable[str]) -> set[str]:
    """Los nombres sin lo que cada quien escribe distinto: «Niñez» es «ninez» y «niniez»."""
    formas = (f for n in nombres for f in (n, n.replace("ñ", "n").replace("Ñ", "N")))
    return {clave for forma in formas if (clave := identificador(forma))}
