"""El HTML escrito o pegado en un texto: un hallazgo por cada cosa que se pegó."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from generador.hallazgo import Accion, Arreglo, Certeza, Origen
from generador.lectura.markdown.revision import Revision, cambiar

# Una etiqueta, un comentario o una instrucción; también «<Nombre del funcionario>».
_ETIQUETA = re.compile(r"<(?=[^\W\d_]|[/!?])[^<>\n\x02]{0,40}>?")
_CON_PAREJA = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]*)\b[^<>]*>")
_CELDA = re.compile(r"<t[dh]\b[^<>]*>(.*?)(?=</?t[dhr]\b|</?table|</?tbody|\Z)", re.DOTALL | re.I)
_FILA = re.compile(r"<tr\b[^<>]*>(.*?)(?=</tr|<tr\b|\Z)", re.DOTALL | re.I)
_MARCAS = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "br": " "}
# Las que solo dicen cómo se ve o cómo está hecha la página de donde vienen.
_SIN_SENTIDO = frozenset(
    {"span", "font", "u", "big", "small", "center", "p", "div", "section", "article", "o:p"}
)
_EN_MARKDOWN = {
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
}


_COMENTARIO = "Hay un comentario de HTML, que no se vería, y en el texto no se admite HTML."
_DE_UN_COMENTARIO = (
    "Si es una nota para quien escribe, bórrela; si debe leerse, quítele «<!--» y «-->»."
)


def senalar_html(texto: str, revision: Revision) -> None:
    """Anota el HTML de un texto del árbol, salvo el que ya es parte de algo anotado."""
    for m in _ETIQUETA.finditer(texto):
        posicion = revision.lugares.posicion(m[0], clase="html")
        if posicion < revision.html_hasta:
            continue
        if revision.etiquetas is None:
            revision.etiquetas = parejas(revision.lugares.texto)
        hasta = revision.etiquetas.get(posicion, posicion)
        pegado = revision.lugares.texto[posicion:hasta]
        revision.html_hasta = hasta
        lugar = revision.lugares.en(posicion)
        if "\n" in pegado or _nombre(pegado) == "table":
            _senalar_pegado(pegado, lugar, revision)
        else:
            # En el árbol ya no está entera si dentro hay una dirección.
            entera = _CON_PAREJA.match(revision.lugares.texto, posicion) or m
            _senalar_etiqueta(entera[0], pegado, lugar, revision)


def parejas(texto: str) -> dict[int, int]:
    """Dónde empieza cada etiqueta que se cierra, y dónde acaba la que la cierra."""
    abiertas: dict[str, list[int]] = {}
    cierres: dict[int, int] = {}
    for m in _CON_PAREJA.finditer(texto):
        suyas = abiertas.setdefault(m[2].lower(), [])
        if not m[1]:
            suyas.append(m.start())
        elif suyas:
            cierres[suyas.pop()] = m.end()
    return cierres


def _senalar_etiqueta(etiqueta: str, pegado: str, lugar: Origen, revision: Revision) -> None:
    if etiqueta.startswith("<!--"):
        # Quien lo escribió no quería que se viera: nada que lo muestre se propone.
        revision.error("markdown-html", lugar, _COMENTARIO, _DE_UN_COMENTARIO)
        return
    escrito, queda = pegado or etiqueta, _sin_html(pegado or etiqueta)
    if _nombre(etiqueta) == "br":
        escrito, queda = _corte_de_renglon(etiqueta, lugar, revision)
    revision.error(
        "markdown-html",
        lugar,
        f"«{etiqueta}» parece una etiqueta HTML, y en el texto no se admite HTML.",
        _remedio(etiqueta),
        cambiar(escrito, queda),
    )


def _corte_de_renglon(etiqueta: str, lugar: Origen, revision: Revision) -> tuple[str, str]:
    """`<br>`: al final de un renglón, la barra que lo corta; en medio, un solo espacio."""
    lineas = revision.lugares.texto.split("\n")
    fila = lugar.linea - revision.lugares.linea_inicial
    antes, _, resto = lineas[fila].partition(etiqueta)
    despues = resto[: len(resto) - len(resto.lstrip(" "))]
    if not resto.strip():
        sigue = bool("".join(lineas[fila + 1 : fila + 2]).strip())
        return f"{etiqueta}{despues}", "\\" if sigue else ""
    return f"{etiqueta}{despues}", "" if antes.endswith(" ") else " "


def _senalar_pegado(pegado: str, lugar: Origen, revision: Revision) -> None:
    """Una tabla, o un trozo de página que ocupa varios renglones."""
    nombre = _nombre(pegado)
    cosa = "una tabla" if nombre == "table" else f"un trozo de página («<{nombre}>»)"
    cuantas = pegado.count("\n") + 1
    tabla = _tabla(pegado) if nombre == "table" else ""
    revision.error(
        "markdown-html",
        lugar,
        f"Hay {cosa} en HTML que ocupa {_lineas(cuantas)}, y en el texto no se admite HTML.",
        "Péguelo sin formato, o escríbalo en Markdown: las celdas de una tabla se separan con «|», "
        "y cada elemento de una lista empieza con «- ».",
        *_en_sus_renglones(tabla, cuantas, lugar, revision),
    )


def _lineas(cuantas: int) -> str:
    return "una línea" if cuantas == 1 else f"{cuantas} líneas"


def _en_sus_renglones(
    tabla: str, cuantas: int, lugar: Origen, revision: Revision
) -> Iterator[Arreglo]:
    lineas = revision.lugares.texto.split("\n")
    desde = lugar.linea - revision.lugares.linea_inicial
    # Si en esos renglones hay algo más, no se sabe dónde va.
    solos = all(t.strip()[:1] in ("<", "") for t in (lineas[desde], lineas[desde + cuantas - 1]))
    if tabla and solos and lugar.columna == 1:
        yield Arreglo(Accion.RENGLONES, tabla, Certeza.PROBABLE, cuantas=cuantas)


def _tabla(html: str) -> str:
    """La tabla en Markdown; vacía si no tiene filas."""
    filas = [[_llano(c[1]) for c in _CELDA.finditer(f[1])] for f in _FILA.finditer(html)]
    filas = [f for f in filas if f]
    if not filas:
        return ""
    ancho = max(map(len, filas))
    filas = [f + [""] * (ancho - len(f)) for f in filas]
    filas.insert(1, ["---"] * ancho)
    return "\n".join(f"| {' | '.join(f)} |" for f in filas)


def _llano(html: str) -> str:
    texto = unescape(re.sub(r"<[^<>]*>", " ", html))
    return " ".join(texto.split()).replace("|", "\\|").replace("<", "&lt;")


def _sin_html(pegado: str) -> str:
    """Lo que se escribe en vez de una etiqueta, o de un trozo de renglón con las suyas."""
    enlace = re.match(r"<a\s[^>]*?href=[\"']([^\"'\s]+)[\"'][^>]*>([^<\n]+)</a>", pegado)
    if enlace:
        return f"[{enlace[2]}]({enlace[1]})"
    return _CON_PAREJA.sub(_en_su_lugar, pegado) if _CON_PAREJA.match(pegado) else _literal(pegado)


def _en_su_lugar(m: re.Match[str]) -> str:
    nombre = m[2].lower()
    return "" if nombre in _SIN_SENTIDO else _MARCAS.get(nombre) or _literal(m[0])


def _literal(etiqueta: str) -> str:
    return f"&lt;{etiqueta[1:]}"


def _nombre(etiqueta: str) -> str:
    return re.sub(r"[^a-z0-9].*", "", etiqueta.lower().lstrip("</"), flags=re.DOTALL)


def _remedio(etiqueta: str) -> str:
    en_markdown = _EN_MARKDOWN.get(_nombre(etiqueta))
    literal = f"Para que se vea tal cual, escriba «\\{etiqueta}» o «&lt;{etiqueta[1:]}»."
    return f"En Markdown se escribe: {en_markdown} · {literal}" if en_markdown else literal
