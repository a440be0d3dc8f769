"""Los títulos de un cuerpo: su nivel en la página y su ancla."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from generador.hallazgo import Accion, Arreglo, Certeza, aviso
from generador.lectura.anclas import en_palabras
from generador.lectura.markdown.revision import Revision, Titulo, cambiar, texto_visible

TITULOS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NIVEL_MAXIMO = 6


def tratar_titulo(elemento: etree.Element, revision: Revision) -> None:
    """Pone al título su nivel y su ancla, y lo anota."""
    texto = texto_visible(elemento)
    if not texto and elemento.find(".//img") is None:
        sin_texto = Arreglo(Accion.RENGLONES, certeza=Certeza.PROBABLE)
        _avisar_nivel(texto, revision, "Hay un título sin texto: se omite.", sin_texto)
        elemento.tag = "p"
        return
    nivel = _nivel(int(elemento.tag[1]), texto, revision)
    elemento.tag = f"h{nivel}"
    ancla = revision.ancla(en_palabras(texto))
    elemento.set("id", ancla)
    revision.titulos.append(Titulo(nivel, texto, ancla))


def _nivel(escrito: int, texto: str, revision: Revision) -> int:
    """El nivel en la página: cada título, uno más adentro que el que lo contiene."""
    abiertos = revision.abiertos
    while len(abiertos) > 1 and abiertos[-1] >= escrito:
        abiertos.pop()
    if escrito > abiertos[-1] + 1:
        mensaje = f"El título «{texto}» se salta un nivel; se publica en el que le corresponde."
        debido = cambiar("#" * escrito + " ", "#" * (abiertos[-1] + 1) + " ")
        _avisar_nivel(texto, revision, mensaje, debido)
    elif escrito <= abiertos[0]:
        mensaje = f"El título «{texto}» va más afuera que los anteriores; se publica con ellos."
        debido = cambiar("#" * escrito + " ", "#" * (abiertos[0] + 1) + " ")
        _avisar_nivel(texto, revision, mensaje, debido)
    abiertos.append(escrito)
    nivel = revision.nivel_base + len(abiertos) - 2
    if nivel > _NIVEL_MAXIMO:
        mensaje = f"El título «{texto}» está demasiado adentro; se publica en el último nivel."
        _avisar_nivel(texto, revision, mensaje)
    return min(nivel, _NIVEL_MAXIMO)


def _avisar_nivel(texto: str, revision: Revision, mensaje: str, *arreglos: Arreglo) -> None:
    remedio = "Use «#» para los títulos principales, «##» para los de adentro, y así sin saltos."
    lugar = revision.lugares.de_titulo(texto)
    revision.hallazgos.append(aviso("markdown-nivel-de-titulo", lugar, mensaje, remedio, *arreglos))
