"""El árbol de un cuerpo: se revisa, se completa y se anota lo que el sitio necesita saber."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from generador.lectura.anclas import en_palabras
from generador.lectura.markdown.descartes import revisar_descartes
from generador.lectura.markdown.enlaces import tratar_enlace, tratar_imagen
from generador.lectura.markdown.etiquetas import senalar_html
from generador.lectura.markdown.motor import ESPACIO_FIJO, VOLVER, CuerpoLeido
from generador.lectura.markdown.patrones import decodificar, quitar_escapes
from generador.lectura.markdown.revision import Revision, texto_visible
from generador.lectura.markdown.titulos import TITULOS, tratar_titulo

_ALINEACION = {"left": "t-izquierda", "center": "t-centro", "right": "t-derecha"}


def revisar(lectura: CuerpoLeido, revision: Revision) -> None:
    """Deja el árbol listo para escribir y anota en `revision` todo lo hallado."""
    revisar_descartes(lectura, revision)
    por_tratar = []
    for elemento in lectura.raiz.iter():
        _resolver_textos(elemento, revision)
        if elemento.tag in _TRATOS:
            por_tratar.append(elemento)
    niveles = [int(e.tag[1]) for e in por_tratar if e.tag in TITULOS]
    revision.abiertos = [_el_de_afuera(niveles) - 1]
    for elemento in por_tratar:
        _TRATOS[elemento.tag](elemento, revision)
    _enlazar_anclas(revision)
    if revision.tablas:
        _envolver_tablas(lectura.raiz)


def _el_de_afuera(niveles: list[int]) -> int:
    """El nivel de los títulos de más afuera; uno solo que no es el primero está mal escrito."""
    menor = min(niveles, default=1)
    return niveles[0] if niveles.count(menor) == 1 and len(niveles) > 1 else menor


def _resolver_textos(elemento: etree.Element, revision: Revision) -> None:
    """Convierte los escapes en sus caracteres y señala el HTML escrito a mano."""
    texto, cola = elemento.text, elemento.tail
    if texto:
        if elemento.tag == "code":
            elemento.text = _codigo(texto)
        else:
            if "<" in texto:
                senalar_html(texto, revision)
            if "\x02" in texto:
                elemento.text = _texto(texto)
    if cola:
        if "<" in cola:
            senalar_html(cola, revision)
        if "\x02" in cola:
            elemento.tail = _texto(cola)
    for clave, valor in elemento.items():
        if "&" in valor or "\x02" in valor:
            elemento.set(clave, decodificar(valor))


def _codigo(texto: str) -> str:
    # El intérprete deja el código ya escapado; quien escribe el HTML escapa todo por igual.
    return texto.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _texto(texto: str) -> str:
    return quitar_escapes(texto.replace(VOLVER, "\u21a9\ufe0e").replace(ESPACIO_FIJO, "\xa0"))


def _tabla(elemento: etree.Element, revision: Revision) -> None:
    revision.tablas += 1
    columnas = [t for t in map(texto_visible, elemento.iter("th")) if t]
    nombre = f"Tabla {revision.tablas}"
    elemento.set("aria-label", f"{nombre}: {', '.join(columnas)}" if columnas else nombre)


def _preformateado(elemento: etree.Element, revision: Revision) -> None:
    # Las líneas en blanco que siguen al código no son parte de él.
    for codigo in elemento:
        codigo.text = (codigo.text or "").rstrip() + "\n"


def _celda(elemento: etree.Element, revision: Revision) -> None:
    alineacion = elemento.attrib.pop("align", None)
    if elemento.tag == "th":
        elemento.set("scope", "col")
    if alineacion:
        elemento.set("class", _ALINEACION[alineacion])


def _identificado(elemento: etree.Element, revision: Revision) -> None:
    if elemento.get("id"):
        elemento.set("id", revision.nota(elemento.attrib["id"]))


def _division(elemento: etree.Element, revision: Revision) -> None:
    if elemento.get("class") == "footnote":
        elemento.set("class", "t-notas")


def _enlace(elemento: etree.Element, revision: Revision) -> None:
    clase = elemento.attrib.pop("class", None)
    if clase is None:
        enlace = tratar_enlace(elemento, texto_visible(elemento), revision)
        revision.enlaces.append(enlace)
        return
    elemento.set("href", "#" + revision.nota(elemento.attrib["href"][1:]))
    elemento.set("class", "t-nota" if clase == "footnote-ref" else "t-volver")
    nombre = elemento.attrib.pop("title", None)
    if nombre:
        elemento.set("aria-label", nombre)


def _imagen(elemento: etree.Element, revision: Revision) -> None:
    revision.enlaces.append(tratar_imagen(elemento, revision))


_TRATOS: Mapping[str, Callable[[etree.Element, Revision], None]] = {
    **dict.fromkeys(sorted(TITULOS), tratar_titulo),
    "a": _enlace,
    "img": _imagen,
    "pre": _preformateado,
    "table": _tabla,
    "th": _celda,
    "td": _celda,
    "li": _identificado,
    "sup": _identificado,
    "div": _division,
}


def _enlazar_anclas(revision: Revision) -> None:
    """`#conclusiones`, como lo escribe un editor, lleva al título que tiene ese nombre."""
    for elemento in revision.locales:
        escrita = unquote(elemento.attrib["href"][1:])
        propia = f"t-{en_palabras(escrita.removeprefix('t-'))}"
        if propia in revision.anclas:
            elemento.set("href", f"#{propia}")


def _envolver_tablas(raiz: etree.Element) -> None:
    """Cada tabla en una región que se puede recorrer con el teclado si no cabe a lo ancho."""
    for padre in list(raiz.iter()):
        for indice, hijo in enumerate(padre):
            if hijo.tag == "table":
                nombre = hijo.attrib.pop("aria-label")
                atributos = {"class": "tabla", "role": "region", "tabindex": "0"}
                region = etree.Element("div", {**atributos, "aria-label": nombre})
                region.tail, hijo.tail = hijo.tail, None
                region.append(hijo)
                padre[indice] = region
