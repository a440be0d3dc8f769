"""De un hallable a la página que Pagefind indexa: su texto y lo que muestra un resultado.

No es la página publicada: así lo publicado no lleva marcas para el buscador, y un cambio de
plantilla fuera del contenido no cambia el índice.
"""

from __future__ import annotations

import re
from html import escape

from generador.buscador.hallables import Hallable

_CONTENIDO = re.compile(rb"<main\b[^>]*>(.*)</main>", re.DOTALL)
# La huella de una hoja de estilo no está aquí; sí los caminos, que no son texto.
_ATRIBUTOS = re.compile(r'\s(?!id=)[a-z-]+="[^"]*"')
_MENUDOS = re.compile(
    r"<(nav|svg|caption|thead|h1|details class=\"huella\"|p class=\"aviso\")\b"
    r".*?</(?:nav|svg|caption|thead|h1|details|p)>",
    re.DOTALL,
)


def pagina_de(hallable: Hallable, publicada: bytes) -> str:
    """El HTML que se indexa. `publicada` es su página, o vacía si el texto ya está."""
    metas = {
        "ruta": hallable.ruta,
        "title": hallable.titulo,
        "clase": hallable.clase,
        "fecha": hallable.fecha,
        "instancia": hallable.instancia,
        "marcas": ", ".join(hallable.marcas),
    }
    cabeza = [_meta("meta", clave, valor) for clave, valor in metas.items() if valor]
    cabeza += [_meta("sort", "fecha", hallable.orden or "0000")]
    # El título va primero y una sola vez: el resultado lo muestra aparte de lo demás.
    titulo = f"<h1>{escape(hallable.titulo)}</h1>"
    suelto = f"<p>{escape(hallable.texto)}</p>"
    texto = titulo + (contenido_de(publicada) if hallable.pagina else suelto)
    return (
        f'<!doctype html><html lang="es"><head>{"".join(cabeza)}</head>'
        f"<body data-pagefind-body>{texto}</body></html>"
    )


def _meta(clase: str, clave: str, valor: str) -> str:
    return f'<meta data-pagefind-{clase}="{clave}[content]" content="{escape(valor)}">'


def contenido_de(publicada: bytes) -> str:
    """El contenido principal de una página, sin su título, atributos, índices ni dibujos.

    Es vacío si no tiene.
    """
    hallado = _CONTENIDO.search(publicada)
    texto = hallado[1].decode("utf-8") if hallado else ""
    # Entre dos celdas o dos renglones hay al menos un espacio: si no, sus palabras se pegan. Lo
    # menor va en su propio renglón.
    texto = texto.replace('<span class="menor">', ' <span class="menor">')
    return _ATRIBUTOS.sub("", _MENUDOS.sub(" ", texto)).replace("><", "> <")
