"""Cómo se corrige un renglón que YAML no entiende, visto solo: los demás no cuentan.

Cada corrección recibe el renglón y da los que quedarían en su lugar. Ninguna prueba si se leen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from generador.hallazgo import Certeza
from generador.lectura.claves_del_modelo import claves_conocidas, claves_de_texto, claves_de_uno
from generador.lectura.escalares import citado, escalar
from generador.lectura.palabras import la_misma
from generador.lectura.pegado import COMIENZO_DE_ELEMENTO
from generador.lectura.yaml_estricto import BLANCO_RARO
from generador.modelo.correcciones import desnudo
from generador.modelo.invisibles import sin_invisibles

_RENGLON = re.compile(r"(\s*(?:- +)*)([^\s:#\-\"'{\[][^:#]*?)( *:)(\s*)(.*)")
# Un valor que empieza con comillas, hasta el final.
_SIN_PAREJA = re.compile(r"(?::|-|^)\s+([\"'])(?=\S).*$")
# Las que cierran, con la que abre cada una.
_COMILLAS = {'"': '"', "'": "'", "”": "“", "’": "‘", "»": "«"}
# Un grupo, un texto en bloque, o el signo con que se dice que no hay dato.
_NO_SE_CITA = re.compile(r"[{\[|>]|[-?]\s*$")
# Después de la clave y de una palabra o más, otra palabra con sus dos puntos.
_OTRA_CLAVE = re.compile(r":\s+\S.*\s[^\W\d]\w*:\s")
# «- Acta 2: punto 3: final» es un texto: una clave se escribe en minúsculas y de una palabra.
_ELEMENTO_DE_TEXTO = re.compile(r"\s*- +(?![a-záéíóúüñ_]\w*\s*:)")
# El signo de un texto en bloque, con el texto al lado y no debajo.
_BLOQUE_CON_TEXTO = re.compile(r"[|>][-+]?[ \t]*[^\s#+-]")
ELEMENTO = re.compile(r"(\s*- +)(.*)")
"""El renglón de un elemento: su guion, con lo de antes, y lo demás."""
SIN_CERRAR = re.compile(r"(?::|-|^)\s+([\"'])((?:(?!\1).)*)$")
"""Un valor con comillas al comienzo que no se cierran: cuáles, y lo que sigue."""
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""Lo que no se ve, y YAML no admite o no deja buscar."""
# Después de la clave, una palabra con sus dos puntos, que puede terminar en otra clave.
_PEGADA = re.compile(r"(\w+)\s*:(?=\s|$)")
# En una clave más corta, como «de», «con» o «rol», terminan muchas palabras: «control», «donde».
_LARGO_DE_PEGADA = 4
_MECANICO, _PROBABLE = Certeza.MECANICO, Certeza.PROBABLE


def _sin_invisibles(linea: str) -> Iterable[tuple[str, ...]]:
    queda, seguro = sin_invisibles(linea, INVISIBLE)
    if seguro:
        yield (queda,)


def _sin_blancos_raros(linea: str) -> Iterable[tuple[str, ...]]:
    yield (BLANCO_RARO.sub(" ", linea),)


def _sin_tabuladores_adentro(linea: str) -> Iterable[tuple[str, ...]]:
    """Los tabuladores de en medio, como un espacio."""
    resto = linea.lstrip(" \t")
    if "\t" in resto:
        yield (linea[: len(linea) - len(resto)].replace("\t", "  ") + resto.replace("\t", " "),)


def _con_espacio(linea: str) -> Iterable[tuple[str, ...]]:
    """«fecha:2020» y «-alfa» llevan un espacio."""
    if m := re.fullmatch(r"(\s*(?:- +)*[^\W\d]\w*:)([^\s:/].*)", linea):
        yield (f"{m[1]} {m[2]}",)
    if (m := re.fullmatch(r"(\s*-)([^\s-].*)", linea)) and not m[2][0].isdigit():
        yield (f"{m[1]} {m[2]}",)


def _con_espacio_y_cifra(linea: str) -> Iterable[tuple[str, ...]]:
    """«-5 millones» puede ser otro elemento, o una cifra con su signo."""
    if m := re.fullmatch(r"(\s*-)(\d.*)", linea):
        yield (f"{m[1]} {m[2]}",)


def _con_comillas(linea: str) -> Iterable[tuple[str, ...]]:
    """El valor entero entre comillas, sin las que tenía; si puede traer otra cosa, no es seguro.

    Ni lo es si en su clave no va un texto.
    """
    return () if " #" in linea or _puede_ser_otra_cosa(linea) else con_su_valor_citado(linea)


def _con_comillas_y_clave(linea: str) -> Iterable[tuple[str, ...]]:
    """Lo mismo, si adentro puede haber otra clave que quedó en la misma línea."""
    return con_su_valor_citado(linea) if " #" not in linea and _puede_ser_otra_cosa(linea) else ()


def _puede_ser_otra_cosa(linea: str) -> bool:
    """Si hay otra clave adentro, o unas comillas que empiezan el valor y no cierran ningunas."""
    # La de «D'Elia» es un apóstrofo.
    abierta = _SIN_PAREJA.search(re.sub(r"(?<=\w)'(?=\w)", "", linea))
    impares = abierta is not None and abierta[0].count(abierta[1]) % 2 == 1
    otra = _OTRA_CLAVE.search(linea) is not None or dos_claves(linea) is not None
    return impares or otra or _empieza_lista(linea) or not _lleva_texto(linea)


def _empieza_lista(linea: str) -> bool:
    """Si al lado de una clave quedó el primer elemento de su lista."""
    m = _RENGLON.fullmatch(linea)
    if m is None or m[2].strip() in claves_de_uno():
        return False
    return re.match(r",? *- ", m[5]) is not None


def _lleva_texto(linea: str) -> bool:
    """Si en la clave del renglón cabe cualquier texto, hasta donde se sabe."""
    m = _RENGLON.fullmatch(linea)
    clave = m[2].strip() if m else ""
    if clave.split(" ")[0].rstrip(";=") != clave:
        # «hora_inicio 8:30»: los dos puntos que faltan son otros.
        return clave.split(" ")[0].rstrip(";=") not in claves_conocidas()
    return clave not in claves_conocidas() or clave in claves_de_texto()


def dos_claves(linea: str) -> tuple[str, str, str, str] | None:
    """El renglón en que quedaron dos claves, por un salto que se borró: «correoestado: aprobada».

    Son lo que va antes de la primera, lo que va hasta la segunda, ella y lo que le sigue.
    """
    m = _RENGLON.fullmatch(linea)
    if m is None or _ELEMENTO_DE_TEXTO.match(linea):
        return None
    # Lo que está entre comillas no es una clave.
    comillas = re.match(r"([\"']).*?\1", m[5])
    for palabra in _PEGADA.finditer(m[5], comillas.end() if comillas else 0):
        suya = _termina_en_clave(palabra[1])
        if suya:
            hasta = palabra.end(1) - len(suya)
            antes = f"{m[2]}{m[3]}{m[4]}{m[5][:hasta]}"
            return m[1], antes, suya, m[5][palabra.end() :]
    return None


def _termina_en_clave(palabra: str) -> str:
    """La clave que es la palabra, o la más larga en que termina; vacío, si ninguna."""
    claves = claves_conocidas()
    finales = (palabra[n:] for n in range(1, len(palabra) - _LARGO_DE_PEGADA + 1))
    return palabra if palabra in claves else next((f for f in finales if f in claves), "")


def _con_comillas_y_nota(linea: str) -> Iterable[tuple[str, ...]]:
    """Lo mismo, con la nota que empieza por « # » y una palabra, fuera de las comillas."""
    nota = re.search(r"\s+#\s+[^\s\d].*", linea)
    valor, final = (linea[: nota.start()], nota[0]) if nota else (linea, "")
    return ((f"{citada}{final}",) for (citada,) in con_su_valor_citado(valor))


def con_su_valor_citado(linea: str) -> Iterable[tuple[str, ...]]:
    """El renglón con su valor entre comillas; nada, si no tiene uno que sea un texto."""
    if (
        not _ELEMENTO_DE_TEXTO.match(linea)
        and (m := _RENGLON.fullmatch(linea))
        and m[5]
        and not _NO_SE_CITA.match(m[5])
    ):
        yield (f"{m[1]}{m[2]}{m[3].strip()} {entrecomillado(m[5])}",)
    if (m := ELEMENTO.fullmatch(linea)) and m[2]:
        yield (f"{m[1]}{entrecomillado(m[2])}",)


def _con_comillas_todo(linea: str) -> Iterable[tuple[str, ...]]:
    """Un texto que empieza por corchete o llave, o por el signo de un bloque, y no lo es."""
    if (m := _RENGLON.fullmatch(linea)) and (m[5][:1] in "{[" or _BLOQUE_CON_TEXTO.match(m[5])):
        yield (f"{m[1]}{m[2]}: {entrecomillado(m[5])}",)


def entrecomillado(valor: str) -> str:
    """El texto entre comillas sencillas, sin las que ya tuviera a los lados."""
    llano = valor.strip()
    # Las de adentro son del texto; las de los extremos las puso quien escribió.
    if (
        len(llano) > 1
        and llano[0] in "\"'“„"
        and llano[-1] in "\"'”‟"
        and not _se_cierra_antes(llano)
    ):
        llano = llano[1:-1]
    return "'" + llano.replace("''", "'").replace("'", "''") + "'"


def _se_cierra_antes(citado: str) -> bool:
    """Si las primeras comillas se cierran en medio: «"Sala A" y "Sala B"», y no «'La D'Elia'»."""
    comilla = re.escape(citado[0])
    return re.match(rf"{comilla}[^{comilla}]*\w{comilla}\W", citado) is not None


def _con_la_misma_comilla(linea: str) -> Iterable[tuple[str, ...]]:
    """«'Sala de juntas"»: la del final, que no cierra nada, por la del comienzo."""
    m = SIN_CERRAR.search(linea)
    if m and _sobra_al_final(m[2].rstrip()):
        yield (linea.rstrip()[:-1].rstrip() + m[1],)


def _sobra_al_final(texto: str) -> bool:
    """Si termina en unas comillas que no se abrieron en él."""
    final = texto[-1:]
    abre = _COMILLAS.get(final)
    return abre is not None and (
        texto.count(final) % 2 == 1 if abre == final else texto.count(final) > texto.count(abre)
    )


def _con_comilla_de_cierre(linea: str) -> Iterable[tuple[str, ...]]:
    """La comilla que falta, al final; o ninguna, si el texto se entiende sin ellas."""
    if m := SIN_CERRAR.search(linea):
        yield (linea.rstrip() + m[1],)
        yield (linea[: m.start(1)] + escalar(desnudo(m[2]).replace(m[1], "")),)


def _con_sus_dos_puntos(linea: str) -> Iterable[tuple[str, ...]]:
    """Los que faltan después de una clave conocida, aunque haya otros más adelante."""
    m = re.match(r"\s*(?:- +)*(\w+)", linea)
    return _con_dos_puntos(linea) if m and m[1] in claves_conocidas() else ()


def _con_dos_puntos(linea: str) -> Iterable[tuple[str, ...]]:
    """«fecha 2020-06-09» y «fecha = 2020-06-09»."""
    sin_ellos = r"(\s*(?:- +)*)([^\W\d]\w*)\s*(?:=|;| (?=\d|si$|no$))\s*(\S.*)"
    if m := re.fullmatch(sin_ellos, linea):
        yield (f"{m[1]}{m[2]}: {m[3]}",)
    solo_clave = re.fullmatch(r"(\s*(?:- +)*)([^\W\d]\w*);?\s*", linea)
    if (m := solo_clave) and parece_clave(m[2]):
        yield (f"{m[1]}{m[2]}:",)


def parece_clave(palabra: str) -> bool:
    """Si es una clave de algún registro, aunque esté mal tecleada."""
    return la_misma(palabra, claves_conocidas()) != ""


def _con_cierre(linea: str) -> Iterable[tuple[str, ...]]:
    """El corchete o la llave que falta, o la que sobra."""
    limpia = linea.rstrip().rstrip(",")
    if limpia.endswith(":"):
        # Una clave sin su valor no deja nada abierto.
        return
    for final in ("]", "}", "]}", "}]"):
        yield (limpia + final,)
    if limpia.endswith(("]", "}")):
        yield (limpia[:-1],)


def _en_su_linea(linea: str) -> Iterable[tuple[str, ...]]:
    """Una lista que empieza al lado de su clave, o dos claves en la misma línea."""
    m = re.fullmatch(r"(\s*)((\S[^:]*):)\s+(- .*)", linea)
    if m:
        elementos = re.split(r"\s+(?=- )", m[4])
        if m[3].lstrip("- ") not in claves_de_uno():
            yield (f"{m[1]}{m[2]}", *(f"{m[1]}  {e}" for e in elementos))
        elif len(elementos) == 1:
            # Donde va uno solo, el guion sobra.
            yield (f"{m[1]}{m[2]} {m[4][2:].strip()}",)
    # «Llegó tarde: 9:00» y «Sala virtual: sí» son un solo texto: se parten solo dos datos.
    dos = re.fullmatch(r"(\s*)(\w+: [a-z\d][\w:.-]*) +(([a-z_]+): .*)", linea)
    if (m := dos) and m[4] in claves_conocidas():
        yield (f"{m[1]}{m[2]}", f"{m[1]}{m[3]}")


def con_guion(linea: str) -> Iterable[tuple[str, ...]]:
    """El renglón como un elemento de una lista, sin la marca con que empezaba."""
    resto = linea.lstrip()
    if not resto.startswith("-"):
        comienzo = COMIENZO_DE_ELEMENTO.match(resto)
        texto = resto[comienzo.end() if comienzo else 0 :]
        yield (f"{linea[: len(linea) - len(resto)]}- {texto}",)


def _llana(linea: str) -> Iterable[tuple[str, ...]]:
    """La barra «\\\\» se escribe tal cual entre comillas sencillas."""
    if (m := re.fullmatch(r"(.*?: +|\s*- +)\"(.*)\"\s*", linea)) and "\\" in m[2]:
        yield (f"{m[1]}'{m[2].replace(chr(39), chr(39) * 2)}'",)


def _con_almohadilla(linea: str) -> Iterable[tuple[str, ...]]:
    """Entre llaves o corchetes, « #» se come también el cierre."""
    # En una lista, la coma separa otro elemento; en un grupo, solo si le sigue una clave.
    en_lista = re.match(r"[^{]*\[", linea) is not None
    coma = r", .*" if en_lista else r", [^\W\d]\w*: .*"
    patron = rf"(.*?[\[{{,:] *)([^\[\]{{}},:\"']*\S #[^\[\]{{}}\"']*?)({coma}|[\]}}].*)"
    if m := re.fullmatch(patron, linea):
        yield (f"{m[1]}{citado(m[2].rstrip())}{m[3]}",)


Correccion = Callable[[str], Iterable[tuple[str, ...]]]
"""De un renglón, a los que quedarían en su lugar de cada manera en que puede corregirse."""

CORRECCIONES: tuple[tuple[Correccion, Certeza], ...] = (
    (_sin_invisibles, _MECANICO),
    (_sin_blancos_raros, _MECANICO),
    (_sin_tabuladores_adentro, _MECANICO),
    (_llana, _MECANICO),
    (_con_almohadilla, _PROBABLE),
    (_con_espacio, _MECANICO),
    (_con_espacio_y_cifra, _PROBABLE),
    (_con_la_misma_comilla, _PROBABLE),
    (_con_comilla_de_cierre, _MECANICO),
    (_en_su_linea, _PROBABLE),
    (_con_sus_dos_puntos, _PROBABLE),
    (_con_comillas, _MECANICO),
    (_con_comillas_y_clave, _PROBABLE),
    (_con_comillas_y_nota, _PROBABLE),
    (_con_cierre, _PROBABLE),
    (_con_comillas_todo, _PROBABLE),
    (_con_dos_puntos, _PROBABLE),
)
"""Las de un renglón, en el orden en que se prueban."""
DE_COMILLAS = (_con_comilla_de_cierre, _con_la_misma_comilla, _con_comillas, _con_comillas_todo)
"""Las que ponen la comilla que falta en el mismo renglón, o cambian la que sobra."""
