"""Un texto que se guardó a medias o se pegó mal: conflictos de git y letras dañadas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generador.hallazgo import Accion, Arreglo, Certeza, Hallazgo, Origen, error

# Las de las letras de símbolos de Word llegan en ese tramo, que no es de ninguna lengua.
_DE_SIMBOLOS = "".join(map(chr, range(0xF000, 0xF100))).replace("\uf02d", "")
VINETAS_SEGURAS = f"•▪▫●○◦■□▶►➢➤❖‣⁃∙✓✔{_DE_SIMBOLOS}"
"""Estas lo son siempre; las demás, solo si hay dos renglones seguidos."""
# Un «§ 2» es un numeral de la ley, no una viñeta; una «o» con su tabulador es de Word.
VINETA = re.compile(
    rf"[{VINETAS_SEGURAS}][ \t\xa0]*|[·–—\uf02d][ \t\xa0]+|§[ \t\xa0]+(?!\d)|o\t[ \t\xa0]*(?=\S)"
)
"""La viñeta con que Word empieza el texto de un elemento."""

_MAYUSCULA = "(?=[A-ZÁÉÍÓÚÑÜ¿¡])"
COMIENZO_DE_ELEMENTO = re.compile(
    rf"{VINETA.pattern}|-[ \t]*(?=[^\s-])|[+*][ \t]+(?=\S)|[–—−‐‑][ \t]*(?=[^\W\d])"
    rf"|\d{{1,2}}[.)](?:[ \t]+(?=[^\W\d])|{_MAYUSCULA})|(?:[IVX]{{1,4}}[.)]|[a-z]\))[ \t]+(?=\S)"
)
"""Con qué empieza el renglón de una lista: una viñeta, un guion aun pegado, «1.», «II.» o «a)»."""

_EXTREMO = re.compile(r"(?:<{7}|>{7}|\|{7}) \S")
_MARCA = re.compile(rb"^(?:(?:<{7}|>{7}) .*|={7}|\|{7}.*)\r?$", re.MULTILINE)
_SIGNOS = (b"<<<<<<< ", b">>>>>>> ", b"=======", b"|||||||")
# Las letras de un texto en UTF-8 que algún programa leyó como si fuera de Windows: «Ã³», «â€œ».
_DE_WINDOWS = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore") + "\x81\x8d\x8f\x90\x9d"
_DEL_REGISTRO = (
    "Dos personas publicaron a la vez. Deje entera la entrada que ya estaba en el repositorio (git "
    "checkout --theirs, si es usted quien trae los cambios), termine de unirlos (git commit) y "
    "publique otra vez en el destino de la otra: queda con el número siguiente"
)
_DANADO = re.compile(rf"(?:[ÂÃ][{_DE_WINDOWS}]|â[{_DE_WINDOWS}]{{2}})+")


Marca = tuple[int, str]
"""La línea en que git dejó una marca, y lo que dice."""


def conflicto(texto: str, archivo: str) -> Hallazgo | None:
    """Un solo hallazgo con todas las marcas que git deja al unir dos versiones, si las hay."""
    if not any(marca in texto for marca in ("<<<<<<< ", ">>>>>>> ", "||||||| ")):
        return None
    return sin_unir(list(marcas_en(texto.encode(), 1)), archivo)


def marcas_en(renglones: bytes, linea: int) -> Iterator[Marca]:
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


def sin_unir_en_anexo(marcas: list[Marca], archivo: str) -> Hallazgo | None:
    """Como `sin_unir`, menos lo que en un anexo es otra cosa.

    «|||||||» empieza una fila de celdas vacías, y «>>>>>>>» repetido, un correo que se cita.
    """
    signos = Counter(marca[0] for _, marca in marcas)
    son = signos["<"] or (signos[">"] and (signos["="] or signos[">"] == 1))
    return sin_unir(marcas, archivo) if son else None


def sin_unir(marcas: list[Marca], archivo: str) -> Hallazgo | None:
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
        if archivo.startswith("contenido/publicaciones/")
        else "Deje la versión que vale, o las dos en un solo texto, y borre esas líneas",
    )


def _entre_los_extremos(marcas: list[Marca]) -> list[Marca]:
    """Las marcas, sin las rayas de afuera si se sabe dónde empieza y dónde acaba el conflicto."""
    extremos = [n for n, (_, marca) in enumerate(marcas) if _EXTREMO.match(marca)]
    if len(extremos) > 1:
        return marcas[extremos[0] : extremos[-1] + 1]
    return marcas if extremos else []


def _las_lineas(marcas: list[Marca]) -> str:
    return "la línea" if len(marcas) == 1 else "las líneas"


def danados(texto: str, archivo: str) -> Iterator[Hallazgo]:
    """Un solo hallazgo con todas las líneas cuyas letras se dañaron, y cómo eran."""
    if "\ufffd" in texto:
        antes = texto[: texto.index("\ufffd")]
        yield error(
            "texto-danado",
            Origen(archivo, antes.count("\n") + 1, len(antes) - antes.rfind("\n")),
            f"Se perdió una letra, y en su lugar quedó «\ufffd»{_veces(texto.count(chr(0xFFFD)))}",
            "Escríbala de nuevo: un programa que no supo leerla puso ese signo",
        )
    if cambios := list(letras_danadas(texto)):
        numero, (m, *_), _ = cambios[0]
        yield error(
            "texto-danado",
            Origen(archivo, numero, m.start() + 1),
            f"Hay letras dañadas, como {como_eran(m)}{en_cuantas(len(cambios))}",
            "Corríjalas: suelen venir de un programa que leyó el texto en otra codificación",
            *(_arreglo(archivo, *cambio) for cambio in cambios),
        )


def letras_danadas(texto: str) -> Iterator[tuple[int, list[re.Match[str]], str]]:
    """De cada línea que tiene letras dañadas, su número, cuáles son y lo que dice."""
    # Casi ningún texto tiene estas letras: preguntarlo es lo único que cuesta.
    if not ("Ã" in texto or "Â" in texto or "â" in texto):
        return
    for numero, linea in enumerate(texto.split("\n"), 1):
        if hallados := [m for m in _DANADO.finditer(linea) if _como_era(m[0])]:
            yield numero, hallados, linea


def lineas_danadas(texto: str) -> Iterator[tuple[int, str]]:
    """El número de cada línea dañada, y cómo se dice lo primero que se dañó en ella."""
    for numero, (hallado, *_), _ in letras_danadas(texto):
        yield numero, como_eran(hallado)
    if "\ufffd" in texto:
        for numero, linea in enumerate(texto.split("\n"), 1):
            if "\ufffd" in linea:
                yield numero, "«\ufffd», donde se perdió una letra"


def como_eran(hallado: re.Match[str]) -> str:
    """Unas letras dañadas y las que eran, en palabras."""
    return f"«{hallado[0]}», que debe de ser «{_como_era(hallado[0])}»"


def _veces(cuantas: int) -> str:
    return "" if cuantas == 1 else f", y lo mismo {cuantas - 1} veces más"


def _como_era(danado: str) -> str:
    """Las letras que eran; vacío si no se puede saber."""
    try:
        eran = b"".join(map(_byte, danado)).decode("utf-8")
    except UnicodeError:
        return ""
    return eran if eran.isprintable() else ""


def _byte(letra: str) -> bytes:
    # Los que Windows no usa quedan como están.
    return letra.encode("latin-1") if letra in "\x81\x8d\x8f\x90\x9d" else letra.encode("cp1252")


def en_cuantas(lineas: int) -> str:
    """En cuántas líneas, si son varias."""
    return f"; en total, en {lineas} líneas" if lineas > 1 else ""


def _arreglo(archivo: str, numero: int, hallados: list[re.Match[str]], linea: str) -> Arreglo:
    """Desde lo primero dañado de la línea hasta lo último, como era."""
    desde, hasta = hallados[0].start(), hallados[-1].end()
    antes = linea[desde:hasta]
    bueno = _DANADO.sub(lambda m: _como_era(m[0]) or m[0], antes)
    lugar = Origen(archivo, numero, desde + 1)
    return Arreglo(Accion.CAMBIAR, bueno, Certeza.PROBABLE, antes, lugar)
