"""Cambios en una línea como texto, sin mirar qué clave o qué valor es."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import replace

from generador.arreglos.hoja import Hoja
from generador.arreglos.pasos import Cambio
from generador.arreglos.portada import Ensayo, abrir_portada, cerrar_portada, sin_portada
from generador.arreglos.sintaxis import entre_comillas, hacer_legible
from generador.hallazgo import Arreglo, Certeza
from generador.modelo.archivos import DIRECCIONES, ENTIDADES, LISTAS, RETIRADOS


def cambiar(arreglo: Arreglo, hoja: Hoja) -> Cambio | None:
    linea = hoja.lineas[hoja.fila]
    posicion = linea.find(arreglo.antes, hoja.columna)
    posicion = linea.find(arreglo.antes) if posicion < 0 else posicion
    if posicion < 0:
        return None
    resto = linea[posicion + len(arreglo.antes) :]
    nueva = linea[:posicion] + arreglo.texto + resto
    return hoja.cambio(hoja.fila, 1, (nueva,), arreglo.certeza)


# El destino puede tener espacios; un título, entre comillas, no es del destino.
_ENLACE = re.compile(
    r"(!?)\[([^\]]*)\]\((?:<([^>]*)>|([^)]*?))((?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*)\)"
)


def destino(arreglo: Arreglo, hoja: Hoja) -> Cambio | None:
    """El enlace con otro destino, dicho desde este archivo; sin destino, solo lo que se lee."""
    linea = hoja.lineas[hoja.fila]
    for m in _ENLACE.finditer(linea):
        if m.start() <= hoja.columna <= m.end():
            puesto = m[2]
            if arreglo.texto:
                camino = _camino_relativo(arreglo.texto, hoja.archivo)
                if "(" in (m[4] or ""):
                    # Ahí no termina el enlace.
                    return None
                if arreglo.certeza is Certeza.MECANICO:
                    # Es el mismo archivo: la parte a la que lleva también es la misma.
                    camino += "".join((m[3] or m[4] or "").partition("#")[1:])
                puesto = f"{m[1]}[{m[2]}]({camino}{m[5].rstrip()})"
            nueva = linea[: m.start()] + puesto + linea[m.end() :]
            return hoja.cambio(hoja.fila, 1, (nueva,), arreglo.certeza)
    return None


def _camino_relativo(direccion: str, archivo: str) -> str:
    """El archivo de una página, como lo escribe un enlace de ese otro archivo."""
    base = posixpath.dirname(archivo.removeprefix("contenido/"))
    fuente = re.sub(r"(^|/)index\.html$", r"\1instancia.md", direccion)
    return posixpath.relpath(re.sub(r"\.html$", ".md", fuente), base)


def renglones(arreglo: Arreglo, hoja: Hoja) -> Cambio | None:
    nuevas = tuple(arreglo.texto.split("\n")) if arreglo.texto else ()
    desde, hasta = hoja.region()
    if desde <= hoja.fila < hasta:
        # Un texto dentro de la portada tiene la sangría de su clave.
        linea = hoja.lineas[hoja.fila]
        nuevas = tuple(linea[: len(linea) - len(linea.lstrip())] + nueva for nueva in nuevas)
    return hoja.cambio(hoja.fila, arreglo.cuantas, nuevas, arreglo.certeza)


def al_final(arreglo: Arreglo, hoja: Hoja) -> Cambio | None:
    ultima = max((n for n, t in enumerate(hoja.lineas) if t.strip()), default=-1)
    return hoja.cambio(ultima + 1, 0, tuple(arreglo.texto.split("\n")), arreglo.certeza)


_PORTADA: dict[str, Callable[[tuple[str, ...]], Ensayo | None]] = {
    "portada-falta": abrir_portada,
    "portada-sin-cerrar": cerrar_portada,
    "portada-doble": sin_portada,
}


def sintaxis(arreglo: Arreglo, hoja: Hoja) -> Cambio | None:
    desde, hasta = hoja.region()
    if hoja.codigo.startswith("portada-"):
        ensayo = _PORTADA[hoja.codigo](hoja.lineas)
    elif hoja.codigo in ("yaml-ancla", "yaml-etiqueta"):
        ensayo = _desde(
            desde, entre_comillas(hoja.lineas[desde:hasta], hoja.fila - desde, hoja.columna)
        )
    elif hoja.codigo == "tipo-incorrecto" and hoja.archivo == ENTIDADES:
        # De cada entidad de una lista habría que saber con qué identificador se cita.
        return None
    else:
        ensayo = _con_su_clave(hoja) or _desde(
            desde, hacer_legible(hoja.lineas[desde:hasta], hoja.fila - desde)
        )
    if ensayo is None:
        return None
    return hoja.cambio(ensayo.desde, ensayo.cuantas, ensayo.nuevas, ensayo.certeza)


_CLAVE_DE: dict[str, str] = {
    RETIRADOS: "documentos",
    DIRECCIONES: "direcciones",
    LISTAS: "requisitos",
}
"""De los archivos que son una lista, la clave que va encima; de una carpeta, la de los suyos."""


def _con_su_clave(hoja: Hoja) -> Ensayo | None:
    """La clave que le falta a un archivo que solo tiene su lista."""
    clave = _CLAVE_DE.get(hoja.archivo) or _CLAVE_DE.get(posixpath.dirname(hoja.archivo))
    if hoja.codigo != "tipo-incorrecto" or clave is None:
        return None
    return Ensayo(hoja.fila, 0, (f"{clave}:",), Certeza.PROBABLE)


def _desde(fila: int, ensayo: Ensayo | None) -> Ensayo | None:
    return ensayo and replace(ensayo, desde=ensayo.desde + fila)
