"""Enlaces e imágenes de un cuerpo: se admiten, se resuelven o se señalan."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import AtomicString

from generador.hallazgo import Origen
from generador.lectura.markdown.destinos import Rumbo, clasificar
from generador.lectura.markdown.revision import (
    EnlaceDelCuerpo,
    Imagen,
    Revision,
    cambiar,
    ejemplo_de_cambio,
)
from generador.modelo.contactos import es_de_contacto

# Un destino se busca primero donde se escriben los destinos.
_ANTES = ("](", "](<", "<", "]: ", "]:", "")


def tratar_enlace(elemento: etree.Element, texto: str, revision: Revision) -> EnlaceDelCuerpo:
    """Deja el enlace con su destino final, o sin destino y con un error."""
    destino = elemento.attrib["href"]
    # De una dirección escrita sin más, lo que se lee es lo que está en el texto.
    suelta = isinstance(elemento.text, AtomicString)
    lugar = revision.lugares.de(texto, clase="destino") if suelta else _lugar(destino, revision)
    clase = clasificar(destino)
    if clase is Rumbo.INSEGURO:
        _inseguro("enlace", destino, lugar, revision)
    if clase is Rumbo.CONTACTO and not es_de_contacto(destino):
        _no_abre_nada(destino, lugar, revision)
    if clase is Rumbo.VACIO or not (texto or elemento.find(".//img") is not None):
        _vacio(clase, lugar, revision)
    if len(elemento) and elemento.find(".//a") is not None:
        _dentro_de_otro(lugar, revision)
    _poner_destino(elemento, "href", destino, clase, revision)
    return EnlaceDelCuerpo(destino, lugar.linea, lugar.columna, False, texto)


def tratar_imagen(elemento: etree.Element, revision: Revision) -> EnlaceDelCuerpo:
    """Deja la imagen con su dirección final, o sin dirección y con un error."""
    destino, texto = elemento.attrib["src"], elemento.attrib["alt"]
    lugar = _lugar(destino, revision)
    clase = clasificar(destino)
    if clase is Rumbo.EXTERNO:
        _externa(destino, texto, lugar, revision)
    elif clase is Rumbo.VACIO:
        _vacio(clase, lugar, revision)
    elif clase is not Rumbo.RELATIVO:
        _inseguro("imagen", destino, lugar, revision)
    if not texto.strip():
        _sin_texto(destino, lugar, revision)
    if clase is Rumbo.RELATIVO and revision.imagen:
        _poner_imagen(elemento, revision.imagen(destino), lugar, revision)
    else:
        admitida = clase if clase is Rumbo.RELATIVO else Rumbo.INSEGURO
        _poner_destino(elemento, "src", destino, admitida, revision)
    return EnlaceDelCuerpo(destino, lugar.linea, lugar.columna, True, texto)


def _poner_imagen(
    elemento: etree.Element, imagen: Imagen, lugar: Origen, revision: Revision
) -> None:
    """La dirección de la imagen y su tamaño: con él, la página no salta al cargarla."""
    elemento.set("src", imagen.direccion)
    if imagen.medidas:
        ancho, alto = imagen.medidas
        elemento.set("width", str(ancho))
        elemento.set("height", str(alto))
    if imagen.falla:
        revision.error(
            "markdown-imagen-ilegible",
            lugar,
            f"La imagen «{_corto(elemento.attrib['src'])}» no se puede mostrar: {imagen.falla}.",
            "Ábrala y guárdela otra vez como PNG o JPEG.",
        )


def _lugar(destino: str, revision: Revision) -> Origen:
    return revision.lugares.de(destino.removeprefix("mailto:"), _ANTES, "destino")


def _poner_destino(
    elemento: etree.Element, atributo: str, destino: str, clase: Rumbo, revision: Revision
) -> None:
    if clase is Rumbo.INSEGURO:
        del elemento.attrib[atributo]
    elif clase is Rumbo.RELATIVO and revision.resolver:
        elemento.set(atributo, revision.resolver(destino))
    elif clase is Rumbo.EXTERNO:
        elemento.set("rel", "external noopener")
    elif clase is Rumbo.ANCLA:
        revision.locales.append(elemento)


def _inseguro(cosa: str, destino: str, lugar: Origen, revision: Revision) -> None:
    revision.error(
        "markdown-enlace-inseguro",
        lugar,
        f"El destino de este enlace o imagen no se admite: «{_corto(destino)}».",
        "Un enlace empieza con «https://», «http://», «mailto:» o «tel:», o es la ruta de un "
        "archivo del sitio."
        if cosa == "enlace"
        else "Guarde la imagen junto al documento y escriba la ruta de su archivo.",
        ejemplo_de_cambio(destino, "https://www.ejemplo.gov.co/"),
    )


def _no_abre_nada(destino: str, lugar: Origen, revision: Revision) -> None:
    revision.error(
        "markdown-enlace-inseguro",
        lugar,
        f"Este enlace no abre nada: en «{_corto(destino)}» no hay una dirección de correo ni un "
        "teléfono.",
        "Escriba «mailto:» y la dirección, o «tel:» y el número.",
        ejemplo_de_cambio(destino, "mailto:atencion@ejemplo.gov.co"),
    )


def _vacio(clase: Rumbo, lugar: Origen, revision: Revision) -> None:
    falta = "a dónde lleva" if clase is Rumbo.VACIO else "el texto que se lee"
    revision.error(
        "markdown-enlace-vacio",
        lugar,
        f"A este enlace o imagen le falta {falta}.",
        "Un enlace se escribe [texto](dirección) y una imagen ![descripción](archivo.png).",
        ejemplo_de_cambio("]()", "](https://www.ejemplo.gov.co/)")
        if clase is Rumbo.VACIO
        else ejemplo_de_cambio("[](", "[Texto que se lee]("),
    )


def _dentro_de_otro(lugar: Origen, revision: Revision) -> None:
    revision.error(
        "markdown-se-pierde-texto",
        lugar,
        "Hay un enlace dentro del texto de otro enlace: solo uno de los dos funcionaría.",
        "Separe los dos enlaces.",
    )


def _externa(destino: str, texto: str, lugar: Origen, revision: Revision) -> None:
    revision.error(
        "markdown-imagen-externa",
        lugar,
        f"La imagen está en otro sitio: «{_corto(destino)}». Puede cambiar o desaparecer, y ese "
        "sitio sabría quién visita la página.",
        "Guarde la imagen junto al documento y escriba la ruta de su archivo.",
        # Mientras no se tenga la imagen, un enlace lleva a ella.
        cambiar("![", "[")
        if texto.strip()
        else ejemplo_de_cambio("![](", "[Qué muestra la imagen]("),
    )


def _sin_texto(destino: str, lugar: Origen, revision: Revision) -> None:
    revision.error(
        "markdown-imagen-sin-texto",
        lugar,
        f"La imagen «{_corto(destino)}» no dice qué muestra; quien no la ve no se entera.",
        f"Escriba qué muestra entre los corchetes: ![qué muestra]({_corto(destino)}).",
        ejemplo_de_cambio("![](", "![Qué muestra la imagen]("),
    )


def _corto(destino: str) -> str:
    return destino if len(destino) <= 60 else f"{destino[:59]}…"
