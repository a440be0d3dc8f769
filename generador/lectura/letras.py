"""Las letras que un programa leyó en otra codificación y volvió a guardar: «Ã³», «├│», «¢»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from generador.hallazgo import Accion, Arreglo, Certeza, Hallazgo, Origen, error

_SIN_SIGNO = "\x81\x8d\x8f\x90\x9d"
_CONTROLES = "".join(map(chr, range(0x80, 0xA0)))
# Un texto en UTF-8 que se leyó como si fuera de Windows, de la consola o de un Mac de antes.
_MAL_LEIDO_COMO = ("cp1252", "cp850", "cp437", "mac_roman")
_EN_ESPANOL = frozenset("áéíóúüñÁÉÍÓÚÜÑ¿¡«»°ºª·–—‘’“”•…€\xa0")
# La letra que un solo signo fue, en medio de una palabra: en la consola, y en un Mac de antes.
_EN_PALABRA = {**dict(zip("¢£¤¡", "óúñí", strict=True)), "‡": "á", "Ž": "é"}
_SOLTADA = re.compile(
    f"[{_CONTROLES}]|(?<=[a-zñáéíóú])[{''.join(_EN_PALABRA)}]{{1,2}}(?=[a-zñáéíóú])"
    "|(?<=[cs]i)—(?=n)"
)
_ALGUNA = re.compile(f"[ÂÃâ┬├ÔΓ¬√‚{_CONTROLES}{''.join(_EN_PALABRA)}]|i—n")


class Danada(Struct, frozen=True):
    """Unas letras dañadas de una línea, y cómo eran; vacío si no se puede saber."""

    desde: int
    escritas: str
    eran: str


# «Sal?n»: quien guardó no tenía la letra, y puso el signo. El de una dirección, «ver?id=1», no.
_PERDIDA = re.compile(
    r"(?<![^\s(«“\"'¿¡*_-])[^\W\d_]*[a-zñáéíóúü](\?)(?=[a-zñáéíóúü])(?![^\s?]*[\w?][=&/])"
)


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
    if perdidas := list(_PERDIDA.finditer(texto)):
        lugar = perdidas[0].start(1)
        antes = texto[:lugar]
        yield error(
            "texto-danado",
            Origen(archivo, antes.count("\n") + 1, len(antes) - antes.rfind("\n")),
            f"Se perdió una letra, y en su lugar quedó «?»{_veces(len(perdidas))}",
            "Escríbala de nuevo; si es una pregunta, deje un espacio después del signo",
        )
    if lineas := list(_letras(texto)):
        numero, (primera, *_), _ = lineas[0]
        yield error(
            "texto-danado",
            Origen(archivo, numero, primera.desde + 1),
            f"Hay letras dañadas, como {_cuales(primera)}{en_cuantas(len(lineas))}",
            "Corríjalas: suelen venir de un programa que leyó el texto en otra codificación",
            *(a for linea in lineas for a in _arreglo(archivo, *linea)),
        )


def _letras(texto: str) -> Iterator[tuple[int, list[Danada], str]]:
    """De cada línea que tiene letras dañadas, su número, cuáles son y lo que dice."""
    # Casi ningún texto tiene estas letras: preguntarlo es lo único que cuesta.
    if texto.isascii() or not _ALGUNA.search(texto):
        return
    for numero, linea in enumerate(texto.split("\n"), 1):
        if suyas := _danadas(linea):
            yield numero, suyas, linea


def lineas_danadas(texto: str) -> Iterator[tuple[int, str]]:
    """El número de cada línea dañada, y cómo se dice lo primero que se dañó en ella."""
    for numero, (primera, *_), _ in _letras(texto):
        yield numero, _cuales(primera)
    if "\ufffd" in texto:
        for numero, linea in enumerate(texto.split("\n"), 1):
            if "\ufffd" in linea:
                yield numero, "«\ufffd», donde se perdió una letra"


def legible(texto: str) -> str:
    """El texto sin los controles que quedaron en lugar de una letra, para seguir leyéndolo."""
    if texto.isascii() or not _ALGUNA.search(texto):
        return texto
    return re.sub(f"[{_CONTROLES}]", lambda m: _que_era(m) or "?", texto)


def _danadas(linea: str) -> list[Danada]:
    """Lo dañado de una línea, en orden."""
    de_varias = [d for codigo in _MAL_LEIDO_COMO for d in _en_utf8(linea, codigo)]
    ocupado = {n for d in de_varias for n in range(d.desde, d.desde + len(d.escritas))}
    sueltas = (m for m in _SOLTADA.finditer(linea) if m.start() not in ocupado)
    todas = (*_sin_repetir(de_varias), *(Danada(m.start(), m[0], _que_era(m)) for m in sueltas))
    return sorted(todas, key=lambda d: d.desde)


def _sin_repetir(danadas: Iterable[Danada]) -> Iterator[Danada]:
    """Los mismos signos pueden ser de dos codificaciones: vale la primera."""
    hasta = -1
    for danada in sorted(danadas, key=lambda d: d.desde):
        if danada.desde >= hasta:
            hasta = danada.desde + len(danada.escritas)
            yield danada


def _en_utf8(linea: str, codigo: str) -> Iterator[Danada]:
    for m in _PATRONES[codigo].finditer(linea):
        if eran := _como_eran(m[0], codigo):
            yield Danada(m.start(), m[0], eran)


def _patron(codigo: str) -> re.Pattern[str]:
    """Dos o tres signos seguidos que son los bytes de una letra."""
    siguen = bytes(range(0x80, 0xC0)).decode(codigo, "ignore")
    if codigo == "cp1252":
        # Hay programas que dejan pasar los bytes que Windows no usa, y otros que dejan todos.
        siguen += _CONTROLES
    dos, tres = b"\xc2\xc3".decode(codigo), b"\xe2".decode(codigo)
    siguen = re.escape(siguen)
    return re.compile(f"(?:[{dos}][{siguen}]|{tres}[{siguen}]{{2}})+")


_PATRONES = {codigo: _patron(codigo) for codigo in _MAL_LEIDO_COMO}


def _como_eran(danadas: str, codigo: str) -> str:
    """Las letras que eran; vacío si no se puede saber."""
    try:
        eran = b"".join(_bytes(letra, codigo) for letra in danadas).decode("utf-8")
    except UnicodeError:
        return ""
    # Dos signos de esos se pueden juntar por azar; que den una letra de otra lengua, casi siempre.
    posibles = codigo == "cp1252" or all(e in _EN_ESPANOL for e in eran)
    return eran if eran.isprintable() and posibles else ""


def _bytes(letra: str, codigo: str) -> bytes:
    return letra.encode("latin-1" if letra in _CONTROLES else codigo)


def _que_era(m: re.Match[str]) -> str:
    """La letra que era un signo: en medio de una palabra, la de un Mac; si no, la de Windows."""
    signo, texto = m[0], m.string
    if signo not in _CONTROLES:
        return "".join(_EN_PALABRA.get(s, "ó") for s in signo)
    junto = texto[m.start() - 1 : m.start()] + texto[m.end() : m.end() + 1]
    crudo = signo.encode("latin-1")
    de_un_mac = crudo.decode("mac_roman")
    if len(junto) == 2 and junto.isalpha() and de_un_mac in _EN_ESPANOL and de_un_mac.isalpha():
        return de_un_mac
    return "" if signo in _SIN_SIGNO else crudo.decode("cp1252")


def _cuales(danada: Danada) -> str:
    """La primera, con lo que de ella se puede ver y lo que debió de ser."""
    vistas = "".join(s for s in danada.escritas if s not in _CONTROLES)
    ocultas = [f"U+{ord(s):04X}" for s in danada.escritas if s in _CONTROLES]
    partes = [f"«{vistas}»"] if vistas else []
    partes += [f"un signo que no se ve ({', '.join(ocultas)})"] if ocultas else []
    era = f", que debe de ser «{danada.eran}»" if danada.eran else ""
    return f"{' y '.join(partes)}{era}"


def _veces(cuantas: int) -> str:
    otras = {1: "", 2: ", y lo mismo otra vez"}
    return otras.get(cuantas, f", y lo mismo {cuantas - 1} veces más")


def en_cuantas(lineas: int) -> str:
    """En cuántas líneas, si son varias."""
    return f"; en total, en {lineas} líneas" if lineas > 1 else ""


def _arreglo(archivo: str, numero: int, danadas: list[Danada], linea: str) -> Iterator[Arreglo]:
    """Desde lo primero dañado de la línea hasta lo último, como era, si de todo se sabe."""
    if not all(d.eran for d in danadas):
        return
    desde = danadas[0].desde
    hasta = danadas[-1].desde + len(danadas[-1].escritas)
    bueno, van = "", desde
    for danada in danadas:
        bueno += linea[van : danada.desde] + danada.eran
        van = danada.desde + len(danada.escritas)
    lugar = Origen(archivo, numero, desde + 1)
    yield Arreglo(Accion.CAMBIAR, bueno, Certeza.PROBABLE, linea[desde:hasta], lugar)
