"""El árbol de un cuerpo: se revisa, se completa y se anota lo que el sitio necesita saber."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Mapping

from generador.hallazgo import Arreglo
from generador.lectura.markdown.enlaces import tratar_enlace, tratar_imagen
from generador.lectura.markdown.motor import ESPACIO_FIJO, VOLVER, Lectura
from generador.lectura.markdown.patrones import decodificar, quitar_escapes
from generador.lectura.markdown.revision import Revision, cambiar, texto_visible
from generador.lectura.markdown.titulos import TITULOS, tratar_titulo

# Una etiqueta, un comentario o una instrucción; también «<Nombre del funcionario>».
_ETIQUETA = re.compile(r"<(?=[^\W\d_]|[/!?])[^<>\n\x02]{0,40}>?")
_ALINEACION = {"left": "t-izquierda", "center": "t-centro", "right": "t-derecha"}


def revisar(lectura: Lectura, revision: Revision) -> None:
    """Deja el árbol listo para escribir y anota en `revision` todo lo hallado."""
    _descartes(lectura, revision)
    por_tratar = []
    for elemento in lectura.raiz.iter():
        _resolver_textos(elemento, revision)
        if elemento.tag in _TRATOS:
            por_tratar.append(elemento)
    niveles = [int(e.tag[1]) for e in por_tratar if e.tag in TITULOS]
    revision.abiertos = [min(niveles, default=1) - 1]
    for elemento in por_tratar:
        _TRATOS[elemento.tag](elemento, revision)
    _enlazar_anclas(revision)
    if revision.tablas:
        _envolver_tablas(lectura.raiz)


def _descartes(lectura: Lectura, revision: Revision) -> None:
    for fila in lectura.filas_con_sobrante:
        revision.error(
            "markdown-tabla-celdas",
            revision.lugares.de(fila, clase="fila"),
            "Esta fila tiene más celdas que el encabezado de la tabla; lo que sobra se perdería.",
            "Quite la celda de más o agregue su columna al encabezado. "
            "Una barra que es parte del texto se escribe «\\|».",
            *_sin_la_ultima_barra(fila),
        )
    for clave in lectura.definiciones_perdidas:
        revision.error(
            "markdown-se-pierde-texto",
            revision.lugares.de_definicion(clave),
            f"«[{clave}]:» al comienzo de una línea define un enlace o una nota, pero no se usa o "
            "está repetida: su texto no saldría en la página.",
            "Si es texto corriente, escriba «\\[» en lugar de «[». Si es un enlace o una nota, "
            "cítelo en el texto o borre la línea.",
            cambiar(f"[{clave}]", f"\\[{clave}]"),
        )
    for roto in lectura.enfasis_rotos:
        trozo = roto.split("\x02")[0]
        revision.error(
            "markdown-se-pierde-texto",
            revision.lugares.de(trozo, clase="enfasis"),
            f"Las marcas «*» y «_» se cruzan cerca de «{trozo[:40]}» y se perderían letras.",
            "Cierre cada marca antes de abrir otra; un «*» o un «_» que es texto se escribe "
            "«\\*» o «\\_».",
        )


def _sin_la_ultima_barra(fila: str) -> tuple[Arreglo, ...]:
    """La fila con su última celda unida a la anterior."""
    celdas = [c.strip() for c in fila.strip().strip("|").split("|")]
    unida = " | ".join((*celdas[:-2], f"{celdas[-2]}, {celdas[-1]}")) if len(celdas) > 1 else ""
    return (cambiar(fila, f"| {unida} |"),) if unida else ()


def _resolver_textos(elemento: etree.Element, revision: Revision) -> None:
    """Convierte los escapes en sus caracteres y señala el HTML escrito a mano."""
    texto, cola = elemento.text, elemento.tail
    if texto:
        if elemento.tag == "code":
            elemento.text = _codigo(texto)
        else:
            if "<" in texto:
                _senalar_html(texto, revision)
            if "\x02" in texto:
                elemento.text = _texto(texto)
    if cola:
        if "<" in cola:
            _senalar_html(cola, revision)
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


def _senalar_html(texto: str, revision: Revision) -> None:
    for m in _ETIQUETA.finditer(texto):
        revision.error(
            "markdown-html",
            revision.lugares.de(m[0], clase="html"),
            f"«{m[0]}» parece una etiqueta HTML, y en el texto no se admite HTML.",
            _remedio_html(m[0]),
            _sin_html(m[0], texto[m.start() :]),
        )


def _sin_html(etiqueta: str, texto: str) -> Arreglo:
    """El enlace entero, si lo es; si no, solo la etiqueta."""
    enlace = re.match(r"<a\s[^>]*?href=[\"']([^\"'\s]+)[\"'][^>]*>([^<\n]+)</a>", texto)
    if enlace:
        return cambiar(enlace[0], f"[{enlace[2]}]({enlace[1]})")
    return cambiar(etiqueta, _en_markdown(etiqueta))


def _en_markdown(etiqueta: str) -> str:
    """Lo que se escribe en vez de la etiqueta; si no tiene par, la etiqueta tal cual se ve."""
    nombre = re.sub(r"[^a-z0-9].*", "", etiqueta.lower().lstrip("</"))
    return _MARCAS.get(nombre) or f"&lt;{etiqueta[1:]}"


_MARCAS = {"b": "**", "strong": "**", "i": "*", "em": "*", "br": " "}


def _remedio_html(etiqueta: str) -> str:
    nombre = re.sub(r"[^a-z0-9].*", "", etiqueta.lower().lstrip("</"))
    en_markdown = {
        "b": "**texto**",
        "strong": "**texto**",
        "i": "*texto*",
        "em": "*texto*",
        "a": "[texto](dirección)",
        "img": "![descripción](imagen.png)",
        "br": "dos espacios al final de la línea",
        "hr": "---",
        "table": "| columna | columna |",
        "li": "- elemento",
    }.get(nombre)
    literal = f"Para que se vea tal cual, escriba «\\{etiqueta}» o «&lt;{etiqueta[1:]}»."
    return f"En Markdown se escribe: {en_markdown} · {literal}" if en_markdown else literal


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
        propia = f"t-{elemento.attrib['href'][1:]}"
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
