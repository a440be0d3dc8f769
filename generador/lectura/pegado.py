"""Un texto que se guardó a medias o se pegó mal: los conflictos de git y las viñetas de Word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generador.hallazgo import Hallazgo, Origen, error
from generador.modelo.archivos import PUBLICACIONES

# Las de las letras de símbolos de Word llegan en ese tramo, que no es de ninguna lengua.
_DE_SIMBOLOS = "".join(map(chr, range(0xF000, 0xF100))).replace("\uf02d", "")
VINETAS_SEGURAS = f"•▪▫●○◦■□▶►➢➤❖‣⁃∙✓✔{_DE_SIMBOLOS}"
"""Estas lo son siempre; las demás, solo si hay dos renglones seguidos."""
# Un «§ 2» es un numeral de la ley, no una viñeta; una «o» con su tabulador es de Word.
VINETA = re.compile(
    rf"[{VINETAS_SEGURAS}][ \t\xa0]*|[·–—→⇒\uf02d][ \t\xa0]+|§[ \t\xa0]+(?!\d)|o\t[ \t\xa0]*(?=\S)"
)
"""La viñeta con que Word empieza el texto de un elemento."""

_MAYUSCULA = "(?=[A-ZÁÉÍÓÚÑÜ¿¡])"
COMIENZO_DE_ELEMENTO = re.compile(
    rf"{VINETA.pattern}|-{{1,3}}[ \t]*(?=[^\s-])|[+*][ \t]+(?=\S)|[–—−‐‑][ \t]*(?=[^\W\d])"
    rf"|\d{{1,2}}[.)](?:[ \t]+(?=[^\W\d])|{_MAYUSCULA})|\d{{1,2}}\.?-[ \t]+(?=[^\W\d])"
    # «a. m.» no empieza un elemento.
    r"|(?![ap]\.[ \t]*m\b)(?:[IVX]{1,4}|[ivx]{1,4}|[a-z])(?:[.)]|\.-)[ \t]+(?=\S)"
    rf"|o[ \t]+{_MAYUSCULA}"
)
"""Con qué empieza el renglón de una lista: una viñeta, un guion aun pegado o doble, «1.», «1.-»,
«a)» o «ii)»."""


def con_otra_marca(renglon: str) -> bool:
    """Si empieza como el elemento de una lista, y no con guion."""
    suyo = renglon.lstrip()
    return not suyo.startswith("-") and COMIENZO_DE_ELEMENTO.match(suyo) is not None


# Las dos de afuera lo son también sin el nombre de su versión; siete barras solas, una fila vacía.
_EXTREMO = re.compile(r"(?:<{7}|>{7})(?: |$)|\|{7} \S")
_MARCA = re.compile(rb"^(?:(?:<{7}|>{7})(?: .*)?|={7}|\|{7}.*)\r?$", re.MULTILINE)
_SIGNOS = (b"<<<<<<<", b">>>>>>>", b"=======", b"|||||||")
_SIN_NOMBRE = ">>>>>>>"
_DEL_REGISTRO = (
    "Dos personas publicaron a la vez. Deje entera la entrada que ya estaba en el repositorio (git "
    "checkout --theirs, si es usted quien trae los cambios), termine de unirlos (git commit) y "
    "publique otra vez en el destino de la otra: queda con el número siguiente"
)


MarcaDeGit = tuple[int, str]
"""La línea en que git dejó una marca, y lo que dice."""


def conflicto(texto: str, archivo: str) -> Hallazgo | None:
    """Un solo hallazgo con todas las marcas que git deja al unir dos versiones, si las hay."""
    if not any(marca in texto for marca in ("<<<<<<<", ">>>>>>>", "||||||| ")):
        return None
    return sin_unir(list(marcas_en(texto.encode(), 1)), archivo)


def marcas_en(renglones: bytes, linea: int) -> Iterator[MarcaDeGit]:
    """Las que hay en unos renglones enteros, estén en la codificación que estén.

    `linea` es el número del primero.
    """
    if not any(marca in renglones for marca in _SIGNOS):
        return
    contado = 0
    for m in _MARCA.finditer(renglones):
        linea += renglones.count(b"\n", contado, m.start())
        contado = m.start()
        yield linea, m[0].decode("utf-8", "replace").rstrip()


def sin_unir_en_anexo(marcas: list[MarcaDeGit], archivo: str) -> Hallazgo | None:
    """Como `sin_unir`, menos lo que en un anexo es otra cosa.

    «|||||||» empieza una fila de celdas vacías, y «>>>>>>>» repetido o sin nada después, un correo
    que se cita.
    """
    signos = Counter(marca[0] for _, marca in marcas if marca != _SIN_NOMBRE)
    son = signos["<"] or (signos[">"] and (signos["="] or signos[">"] == 1))
    return sin_unir(marcas, archivo) if son else None


def sin_unir(marcas: list[MarcaDeGit], archivo: str) -> Hallazgo | None:
    """El hallazgo de esas marcas, si son de un conflicto.

    Sola, la raya puede ser un subrayado; las demás no las escribe nadie, y una puede ser la que
    quedó al borrar las otras.
    """
    suyas = _entre_los_extremos(marcas)
    if not suyas:
        return None
    lineas = ", ".join(f"{linea} («{marca.split()[0]}»)" for linea, marca in suyas)
    return error(
        "archivo-en-conflicto",
        Origen(archivo, suyas[0][0]),
        f"Hay dos versiones sin unir: git dejó sus marcas en {_las_lineas(suyas)} {lineas}",
        _DEL_REGISTRO
        if archivo.startswith(f"{PUBLICACIONES}/")
        else "Deje la versión que vale, o las dos en un solo texto, y borre esas líneas",
    )


def _entre_los_extremos(marcas: list[MarcaDeGit]) -> list[MarcaDeGit]:
    """Las marcas, sin las rayas de afuera si se sabe dónde empieza y dónde acaba el conflicto."""
    extremos = [n for n, (_, marca) in enumerate(marcas) if _EXTREMO.match(marca)]
    if len(extremos) > 1:
        return marcas[extremos[0] : extremos[-1] + 1]
    return marcas if extremos else []


def _las_lineas(marcas: list[MarcaDeGit]) -> str:
    return "la línea" if len(marcas) == 1 else "las líneas"
