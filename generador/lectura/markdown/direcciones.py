"""Las direcciones escritas sin más, que GitHub vuelve enlaces: `https://…`, `www.…` y correos.

Se enlaza la dirección entera o nada: la mitad de una dirección es la de otro.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from generador.lectura.markdown.patrones import decodificar, quitar_escapes

_COMIENZO = r"(?:(?<![A-Za-z])[Hh][Tt][Tt][Pp][Ss]?://|(?<![^\s*_~(])www\.)"
DIRECCION = rf"{_COMIENZO}[^\s<{STX}]+"
# Lo que la sigue no puede ser todavía parte de ella: «a@x.gov.co2» y «a@x.gov.co-b» son otra cosa.
CORREO = re.compile(
    r"(?<![\w.+@&-])(?:mailto:)?[A-Za-z0-9._+-]+@(?:[A-Za-z0-9_-]+\.(?=[A-Za-z0-9]))+"
    r"[A-Za-z0-9_-]*[A-Za-z](?![\w@-]|\.[^\W_])"
)
_UNIDAD = re.compile(f"{STX}[0-9]+{ETX}|.", re.DOTALL)
_PROTOCOLO = re.compile("https?://", re.IGNORECASE)
_SERVIDOR = re.compile(r"(?!_)\w[\w.-]*")
_ENTIDAD_FINAL = re.compile(r"&[A-Za-z]+;$")
# Lo que al final de una dirección es de la frase y no de ella.
_DE_LA_FRASE = "?!.,:*_~'\";"
_SIN_CORREOS = frozenset(("a", "code"))


class DireccionSuelta(InlineProcessor):
    """`https://…` y `www.…`, sin la puntuación que las sigue."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown) -> None:
        super().__init__(DIRECCION, md)

    def handleMatch(  # type: ignore[override]  # InlineProcessor cambia la firma de Pattern
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        """El enlace, o nada si no es de un servidor posible o no se sabe dónde termina."""
        sigue = data[m.end() :]
        if (
            sigue.startswith(STX)
            or _entre_corchetes(data[: m.start()])
            or not _es_de_un_servidor(m[0] if sigue else m[0][:-1])
        ):
            return None, None, None
        escrita = _sin_la_frase(m[0])
        visible = decodificar(escrita)
        destino = visible if "://" in visible[:8] else f"http://{visible}"
        return _enlace(destino, visible), m.start(), m.start() + len(escrita)


class CorreosSueltos(Treeprocessor):
    """`nombre@entidad.gov.co`, ya leído el énfasis: «_nombre@entidad.gov.co_» es un correo."""

    def run(self, root: etree.Element) -> None:
        """Vuelve enlaces los correos de los textos que no son ya de un enlace o un código."""
        pendientes = [root]
        while pendientes:
            elemento = pendientes.pop()
            if elemento.tag in _SIN_CORREOS:
                continue
            hijos = list(elemento)
            pendientes += hijos
            for hijo in reversed(hijos):
                hijo.tail = _enlazar(elemento, hijo.tail, list(elemento).index(hijo) + 1)
            elemento.text = _enlazar(elemento, elemento.text, 0)


def _enlazar(padre: etree.Element, texto: str | None, lugar: int) -> str | None:
    """Pone en `lugar` los enlaces de un texto; queda lo que va antes del primero."""
    if not texto or "@" not in texto or isinstance(texto, AtomicString):
        return texto
    unidades = _UNIDAD.findall(texto)
    hallados = list(CORREO.finditer("".join(map(quitar_escapes, unidades))))
    hasta = len(unidades)
    for m in reversed(hallados):
        enlace = _enlace(f"mailto:{m[0].removeprefix('mailto:')}", m[0])
        enlace.tail = "".join(unidades[m.end() : hasta])
        padre.insert(lugar, enlace)
        hasta = m.start()
    return "".join(unidades[:hasta])


def _enlace(destino: str, visible: str) -> etree.Element:
    enlace = etree.Element("a", href=destino)
    enlace.text = AtomicString(visible)
    return enlace


def _entre_corchetes(antes: str) -> bool:
    """Si queda un corchete sin cerrar: lo que sigue puede ser el texto de un enlace."""
    abiertos = 0
    for signo in antes:
        if signo == "[":
            abiertos += 1
        elif signo == "]":
            abiertos = max(0, abiertos - 1)
    return abiertos > 0


def _es_de_un_servidor(direccion: str) -> bool:
    """Si lo que va hasta la primera barra puede ser un servidor: sin «_» en sus dos finales."""
    servidor = _SERVIDOR.match(_PROTOCOLO.sub("", direccion, count=1))
    return servidor is not None and "_" not in "".join(servidor[0].split(".")[-2:])


def _sin_la_frase(direccion: str) -> str:
    while direccion:
        entidad = _ENTIDAD_FINAL.search(direccion)
        sobra_cierre = direccion.endswith(")") and direccion.count(")") > direccion.count("(")
        if entidad:
            direccion = direccion[: entidad.start()]
        elif sobra_cierre or direccion[-1] in _DE_LA_FRASE:
            direccion = direccion[:-1]
        else:
            break
    return direccion
