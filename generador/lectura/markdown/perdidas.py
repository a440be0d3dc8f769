"""La última red: que las letras y los números de la página sean los escritos, y en su orden.

Del árbol se saca todo lo que da cuenta de algo escrito (lo que se lee, y también los destinos, los
números de las listas y el lenguaje de un código) y se compara letra por letra con el texto.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from itertools import zip_longest

from markdown.util import AtomicString

from generador.lectura.markdown.html import palabras_perdidas
from generador.lectura.markdown.motor import ESPACIO_FIJO, CuerpoLeido
from generador.lectura.markdown.patrones import decodificar

_LETRAS = re.compile(r"[^\W_]+")
_SIGNOS = bytes(n for n in range(128) if not chr(n).isalnum())
_CERCANIA = 20
# Lo que no debe verse de las referencias y de las notas: sus claves y sus números.
_INVISIBLES = re.compile(
    r"^(?:[ >*+-]|\d+[.)])+|\[[^\[\]]*\]:|\]\s?\[[^\[\]]*\]|\[\^[^\]]*\]|\[[xX]\](?=\s)",
    re.MULTILINE,
)


def con_cuentas(lectura: CuerpoLeido) -> str:
    """Todo lo escrito que hay en el árbol, en orden; se pide antes de que la revisión lo cambie."""
    return decodificar("\0".join(_escritas(lectura)))


def donde_se_pierde(texto: str, cuentas: str) -> str:
    """El trozo de `texto` desde el que falta, sobra o cambia algo; vacío si está todo."""
    texto_leido = decodificar(texto)
    # Sin los signos de ASCII casi siempre son ya lo mismo; buscar las letras cuesta más.
    if _sin_signos(texto_leido) == _sin_signos(cuentas):
        return ""
    escritas, contadas = _letras(texto_leido), _letras(cuentas)
    if escritas == contadas:
        return ""
    igual = next(
        n for n, (a, b) in enumerate(zip_longest(escritas, contadas, fillvalue="")) if a != b
    )
    return _trozo(texto, igual)


def donde_se_pierde_una_palabra(texto: str, html: str, destinos: str) -> str:
    """Lo mismo si hay referencias o notas, que cambian el orden: solo que estén las palabras."""
    if not palabras_perdidas(texto, html):
        return ""
    perdidas = palabras_perdidas(_INVISIBLES.sub(" ", texto), f"{html} {destinos}")
    return perdidas[0] if perdidas else ""


def _sin_signos(texto: str) -> bytes:
    return texto.encode("utf-8", "surrogatepass").translate(None, _SIGNOS)


def _letras(texto: str) -> str:
    return "".join(_LETRAS.findall(texto)).casefold()


def _trozo(texto: str, cuantas: int) -> str:
    """La palabra de `texto` en que está su letra número `cuantas`, con lo que la sigue."""
    for m in _LETRAS.finditer(texto):
        cuantas -= len(m[0].casefold())
        if cuantas < 0:
            return texto[m.start() :].split("\n")[0][:_CERCANIA].strip()
    return texto.strip()[-_CERCANIA:]


def _escritas(lectura: CuerpoLeido) -> list[str]:
    escritas: list[str] = []
    numeros, codigos = iter(lectura.apuntes.numeros), iter(lectura.apuntes.lenguajes)
    _sumar(lectura.raiz, escritas, numeros, codigos)
    return escritas


def _sumar(
    elemento: etree.Element, escritas: list[str], numeros: Iterator[str], codigos: Iterator[str]
) -> None:
    etiqueta, texto = elemento.tag, elemento.text or ""
    if etiqueta == "pre":
        # Junto a una cerca va el nombre de un lenguaje; algo más largo es texto que no se vería.
        lenguaje = next(codigos)
        escritas.append(lenguaje if len(lenguaje.split()) < 2 else "")
    elif etiqueta == "input":
        escritas.append("x" if "checked" in elemento.attrib else "")
    elif etiqueta == "img":
        escritas.append(elemento.get("alt", ""))
    escritas.append(_sin_escapar(texto) if etiqueta == "code" else texto)
    for hijo in elemento:
        if etiqueta == "ol":
            escritas.append(next(numeros))
        _sumar(hijo, escritas, numeros, codigos)
        escritas.append((hijo.tail or "").replace(ESPACIO_FIJO, " "))
    # El destino de `<https://…>` es lo mismo que se lee.
    if etiqueta in ("a", "img") and not isinstance(elemento.text, AtomicString):
        destino = elemento.get("href", elemento.get("src", ""))
        escritas += (destino, elemento.get("title", ""))


def _sin_escapar(texto: str) -> str:
    return texto.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
