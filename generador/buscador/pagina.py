"""De una página publicada al texto que se indexa y que un resultado muestra."""

from __future__ import annotations

import re
from html import unescape

_CONTENIDO = re.compile(rb"<main\b[^>]*>(.*)</main>", re.DOTALL)
# El título se muestra aparte; los caminos, los dibujos, los avisos y lo que no se ve, que distingue
# un enlace de otro, no son de lo que trata.
_MENUDOS = re.compile(
    r"<(nav|svg|caption|thead|h1"
    r"|details(?= class=\"huella\")|p(?= class=\"aviso\")|span(?= class=\"oculto\"))\b"
    r".*?</\1>",
    re.DOTALL,
)
_MENOR = '<span class="menor">'
_MARCAS = re.compile(r"<[^>]*>")


def texto_de(publicada: bytes) -> str:
    """El texto del contenido principal de una página, sin su título; vacío si no tiene."""
    hallado = _CONTENIDO.search(publicada)
    contenido = _MENUDOS.sub(" ", hallado[1].decode("utf-8")) if hallado else ""
    # Entre dos celdas o dos renglones hay al menos un espacio: si no, sus palabras se pegan. Lo
    # menor va en su propio renglón.
    separado = contenido.replace("><", "> <").replace(_MENOR, f" {_MENOR}")
    return " ".join(unescape(_MARCAS.sub("", separado)).split())
