"""Cómo se escribe una línea que YAML no entiende: se prueba, y se queda lo que se puede leer.

Cada ensayo es una corrección que alguien haría: cambiar el tabulador, poner las comillas, cerrar el
corchete, alinear la clave. Ninguno se ofrece si con él la línea sigue sin poderse leer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby, takewhile

import yaml

from generador.arreglos.niveles import cabe_donde_queda, en_su_nivel
from generador.arreglos.nodos import Ilegible, componer
from generador.arreglos.portada import CLAVE, Ensayo
from generador.hallazgo import Certeza
from generador.lectura.escalares import citado, con_rayas, escalar
from generador.lectura.palabras import la_misma
from generador.lectura.pegado import COMIENZO_DE_ELEMENTO, con_otra_marca
from generador.lectura.seguidos import texto_seguido
from generador.lectura.validar import (
    claves_conocidas,
    claves_de_adentro,
    claves_de_texto,
    claves_de_uno,
)
from generador.lectura.yaml_estricto import BLANCO_RARO
from generador.modelo.correcciones import desnudo
from generador.modelo.invisibles import sin_invisibles

_RENGLON = re.compile(r"(\s*(?:- +)*)([^\s:#\-\"'{\[][^:#]*?)( *:)(\s*)(.*)")
_ELEMENTO = re.compile(r"(\s*- +)(.*)")
_DE_LISTA = re.compile(rf"( *)({COMIENZO_DE_ELEMENTO.pattern})(.+)")
_DE_LISTA_CON_TABULADOR = re.compile(_DE_LISTA.pattern.replace("( *)", r"([ \t]*)", 1))
_UN_PAR = re.compile(r"[a-záéíóúüñ_]\w*\s*:(?:\s|$)")
# Un valor con comillas al comienzo que no se cierran.
_SIN_CERRAR = re.compile(r"(?::|-|^)\s+([\"'])((?:(?!\1).)*)$")
# Un valor que empieza con comillas, hasta el final.
_SIN_PAREJA = re.compile(r"(?::|-|^)\s+([\"'])(?=\S).*$")
# Las que cierran, con la que abre cada una.
_COMILLAS = {'"': '"', "'": "'", "”": "“", "’": "‘", "»": "«"}
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
# Un grupo, un texto en bloque, o el signo con que se dice que no hay dato.
_NO_SE_CITA = re.compile(r"[{\[|>]|[-?]\s*$")
# Después de la clave y de una palabra o más, otra palabra con sus dos puntos.
_OTRA_CLAVE = re.compile(r":\s+\S.*\s[^\W\d]\w*:\s")
# «- Acta 2: punto 3: final» es un texto: una clave se escribe en minúsculas y de una palabra.
_ELEMENTO_DE_TEXTO = re.compile(r"\s*- +(?![a-záéíóúüñ_]\w*\s*:)")
# Después de la clave, una palabra con sus dos puntos, que puede terminar en otra clave.
_PEGADA = re.compile(r"(\w+)\s*:(?=\s|$)")
_LARGO_DE_PEGADA = 4
# El signo de un texto en bloque, con el texto al lado y no debajo.
_BLOQUE_CON_TEXTO = re.compile(r"[|>][-+]?[ \t]*[^\s#+-]")
# Una almohadilla con una palabra después, o un renglón que es un comentario.
_CON_NOTA = re.compile(r"(?:^|\s)#\s*(?![\s\d])")
_CON_TABULADOR = re.compile(r" *\t")
_MECANICO, _PROBABLE = Certeza.MECANICO, Certeza.PROBABLE


def hacer_legible(lineas: tuple[str, ...], cual: int) -> Ensayo | None:
    """El primer ensayo con que el YAML se lee, o con que al menos se lee hasta más abajo."""
    if _es_una_lista(lineas):
        return _sin_su_guion(lineas)
    # De un «-» o un «?» en vez de un valor se dice otra cosa: aquí no estorban.
    legibles = tuple(con_rayas("\n".join(lineas)).split("\n"))
    ensayo = _el_mejor(legibles, cual)
    if ensayo is None:
        return None
    tramo = slice(ensayo.desde, ensayo.desde + ensayo.cuantas)
    return ensayo if lineas[tramo] == legibles[tramo] else None


def _es_una_lista(lineas: tuple[str, ...]) -> bool:
    """Si se lee, y es una lista donde va un grupo de claves."""
    try:
        raiz = componer("\n".join(lineas) + "\n")
    except (yaml.YAMLError, Ilegible):
        return False
    return raiz is not None and raiz.es_lista


def _sin_su_guion(lineas: tuple[str, ...]) -> Ensayo | None:
    """Los elementos sin su guion, si son las claves de un solo grupo: ninguna se repite."""
    con_algo = [n for n, t in enumerate(lineas) if t.strip() and not t.lstrip().startswith("#")]
    desde, hasta = con_algo[0], con_algo[-1] + 1
    margen = _sangria(lineas[desde]) + 2
    if any(lineas[n][:margen].strip() not in ("", "-") for n in con_algo):
        return None
    ensayo = Ensayo(desde, hasta - desde, tuple(t[margen:] for t in lineas[desde:hasta]), _PROBABLE)
    probadas = _probar(lineas, ensayo)
    if _fallo(probadas) is not None:
        return None
    raiz = componer("\n".join(probadas) + "\n")
    claves = [probadas[c.inicio[0]].partition(":")[0] for c, _ in raiz.pares] if raiz else []
    return ensayo if len(set(claves)) == len(claves) else None


def _el_mejor(lineas: tuple[str, ...], cual: int) -> Ensayo | None:
    contexto = _fallo(lineas)
    candidatas = dict.fromkeys(
        n for n in (cual, *_cercanas(lineas, cual), *(contexto or ())) if 0 <= n < len(lineas)
    )
    mejor: tuple[int, Ensayo] | None = None
    for ensayo in (*_de_bloque(lineas), *(e for n in candidatas for e in _ensayos(lineas, n))):
        probadas = _probar(lineas, ensayo)
        if probadas == lineas:
            continue
        queda = _fallo(probadas)
        if queda is None:
            return ensayo
        hasta = queda[0] - len(ensayo.nuevas) + ensayo.cuantas
        if _deja_roto_el_texto(lineas, ensayo, min(queda)):
            continue
        if hasta > max(contexto or (cual,)) and (mejor is None or hasta > mejor[0]):
            mejor = (hasta, ensayo)
    return mejor[1] if mejor else None


def _deja_roto_el_texto(lineas: tuple[str, ...], ensayo: Ensayo, falla: int) -> bool:
    """Si solo cambia una parte de un texto de varios renglones, y en él sigue fallando."""
    suyas = texto_seguido(lineas, ensayo.desde) if ensayo.desde < len(lineas) else None
    if suyas is None:
        return False
    fin = ensayo.desde + ensayo.cuantas
    entero = ensayo.desde <= suyas.start and suyas.stop <= fin
    return not entero and falla - len(ensayo.nuevas) + ensayo.cuantas < suyas.stop


def _de_bloque(lineas: tuple[str, ...]) -> Iterator[Ensayo]:
    """Lo que se corrige en varias líneas seguidas: los tabuladores, o un guion en cada clave."""
    con_tabulador = [n for n, t in enumerate(lineas) if _CON_TABULADOR.match(t)]
    if len(con_tabulador) > 1:
        desde, hasta = con_tabulador[0], con_tabulador[-1] + 1
        nuevas = tuple(re.sub(r"^[ \t]+", _sin_tabs, t) for t in lineas[desde:hasta])
        seguro = all(en_su_nivel(lineas, n) for n in con_tabulador)
        yield Ensayo(desde, hasta - desde, nuevas, _MECANICO if seguro else _PROBABLE)
    yield from _texto_sin_sangria(lineas)
    yield from _listas_a_medias(lineas)
    yield from _de_una_lista(lineas)
    yield from _de_su_clave(lineas)
    yield from _de_dos_niveles(lineas)
    yield from _sin_guiones(lineas)


def _listas_a_medias(lineas: tuple[str, ...]) -> Iterator[Ensayo]:
    """Los renglones seguidos de una lista, cuando alguno no empieza con guion y espacio."""
    renglones = [(n, m) for n, t in enumerate(lineas) if (m := _DE_LISTA.fullmatch(t))]
    # En los que van seguidos y con la misma sangría, el número de línea crece como el de orden.
    for _, grupo in groupby(enumerate(renglones), lambda g: (g[1][0] - g[0], g[1][1][1])):
        suyos = [renglon for _, renglon in grupo]
        malos = [n for n, m in suyos if not m[2].startswith("- ")]
        if malos and len(suyos) > 1:
            tramo = [m for n, m in suyos if malos[0] <= n <= malos[-1]]
            # Un guion pegado a una cifra puede ser su signo.
            guiones = all(m[2][0] == "-" and not m[3][0].isdigit() for m in tramo)
            certeza = _MECANICO if guiones else _PROBABLE
            nuevas = tuple(f"{m[1]}- {_elemento(m[3])}" for m in tramo)
            yield Ensayo(malos[0], len(tramo), nuevas, certeza)
        # La lista a la que se agregan puede estar más adentro: «1. Varios», al margen.
        antes = re.match(r"( *)- ", lineas[malos[0] - 1]) if malos and malos[0] else None
        if antes:
            en_lista = tuple(f"{antes[1]}- {_elemento(m[3])}" for n, m in suyos if n >= malos[0])
            yield Ensayo(malos[0], len(en_lista), en_lista, _PROBABLE)


def _de_dos_niveles(lineas: tuple[str, ...]) -> Iterator[Ensayo]:
    """Los renglones seguidos de una lista pegada con otra adentro: aquí es una sola."""
    de_lista = _DE_LISTA_CON_TABULADOR.fullmatch
    renglones = [(n, m) for n, t in enumerate(lineas) if (m := de_lista(t))]
    for _, grupo in groupby(enumerate(renglones), lambda g: g[1][0] - g[0]):
        suyos = [renglon for _, renglon in grupo]
        malos = [n for n, m in suyos if not m[2].startswith("- ")]
        sangrias = {m[1] for _, m in suyos}
        if malos and len(sangrias) > 1:
            margen = " " * min(len(s.replace("\t", "  ")) for s in sangrias)
            nuevas = tuple(f"{margen}- {_elemento(m[3])}" for _, m in suyos)
            yield Ensayo(suyos[0][0], len(nuevas), nuevas, _PROBABLE)


def _elemento(texto: str) -> str:
    """El texto de un elemento, entre comillas si sin ellas se leería otra cosa."""
    con_clave = re.match(r"[a-záéíóúüñ_]\w*: ", texto)
    return citado(texto) if not con_clave and re.search(r":\s|:$| #", texto) else texto


def _sin_guiones(lineas: tuple[str, ...]) -> Iterator[Ensayo]:
    """Los renglones que siguen a un elemento sin más sangría que él y que empiezan una frase."""
    for n, linea in enumerate(lineas[:-1]):
        if not (m := re.match(r"( *)- +\S", linea)):
            continue
        suyos = takewhile(partial(_empieza_frase, hasta=len(m[1])), lineas[n + 1 :])
        if nuevas := tuple(f"{m[1]}- {t.strip()}" for t in suyos):
            yield Ensayo(n + 1, len(nuevas), nuevas, _PROBABLE)


def _empieza_frase(linea: str, hasta: int) -> bool:
    frase = re.match(r"( *)[A-ZÁÉÍÓÚÑ¿¡0-9]", linea)
    return frase is not None and len(frase[1]) <= hasta and not CLAVE.match(linea.strip())


def _texto_sin_sangria(lineas: tuple[str, ...]) -> Iterator[Ensayo]:
    """El texto que sigue a «clave: |», cuando está al margen."""
    for n, linea in enumerate(lineas[:-1]):
        if not re.search(r":\s+[|>][-+]?\s*$", linea) or lineas[n + 1].startswith(" "):
            continue
        resto = range(n + 1, len(lineas))
        fin = next((m for m in resto if CLAVE.match(lineas[m])), len(lineas))
        margen = " " * (_sangria(linea) + 2)
        suyas = tuple(margen + t if t.strip() else t for t in lineas[n + 1 : fin])
        yield Ensayo(n + 1, fin - n - 1, suyas, _PROBABLE)


def _de_una_lista(lineas: tuple[str, ...]) -> Iterator[Ensayo]:
    """Los textos seguidos de una lista: con la sangría del primero y, si hace falta, comillas."""
    renglones = [(n, m) for n, t in enumerate(lineas) if (m := _ELEMENTO.fullmatch(t))]
    for _, grupo in groupby(enumerate(renglones), lambda g: g[1][0] - g[0]):
        suyos = [renglon for _, renglon in grupo]
        if len(suyos) == 1 or any(_UN_PAR.match(m[2]) for _, m in suyos):
            continue
        sangrias = [m[1].partition("-")[0].replace("\t", "  ") for _, m in suyos]
        nuevas = [f"{sangrias[0]}- {_elemento_citado(m[2])}" for _, m in suyos]
        otras = [orden for orden, (n, _) in enumerate(suyos) if lineas[n] != nuevas[orden]]
        if otras:
            tramo = tuple(nuevas[otras[0] : otras[-1] + 1])
            certeza = _MECANICO if len(set(sangrias)) == 1 else _PROBABLE
            yield Ensayo(suyos[otras[0]][0], len(tramo), tramo, certeza)


def _elemento_citado(texto: str) -> str:
    """El texto entre comillas, si empieza por un signo con que YAML no empieza nada."""
    return _citado(texto) if texto[:1] in ("`", "@", "%") else texto


def _de_su_clave(lineas: tuple[str, ...]) -> Iterator[Ensayo]:
    """Los renglones pegados debajo de una clave sin valor y sin más sangría que ella.

    Solo se les da sangría: si son uno o varios lo dice después la clase de la clave.
    """
    for n, linea in enumerate(lineas[:-1]):
        if not (m := re.match(r"([ -]*)[^\W\d]\w*:\s*$", linea)):
            continue
        suyos = tuple(takewhile(partial(_no_es_de_otra, hasta=len(m[1])), lineas[n + 1 :]))
        if suyos:
            margen = " " * (len(m[1]) + 2)
            yield Ensayo(n + 1, len(suyos), tuple(margen + t.strip() for t in suyos), _PROBABLE)


def _no_es_de_otra(linea: str, hasta: int) -> bool:
    """Si el renglón no es una clave, a la que pueden faltarle sus dos puntos, ni un elemento."""
    suyo = linea.strip()
    # «Plan de trabajo» empieza una frase; una clave va en minúsculas.
    palabra = re.match(r"\w+", suyo) if suyo[:1].islower() else None
    aparte = suyo[:1] in ("", "-", "#", "{", "[", "}", "]") or re.search(r":(?:\s|$)", suyo)
    return not aparte and _sangria(linea) <= hasta and not (palabra and _es_clave(palabra[0]))


def _es_clave(palabra: str) -> bool:
    """Si es una clave de algún registro, aunque esté mal tecleada."""
    return la_misma(palabra, claves_conocidas()) != ""


def _sin_tabs(sangria: re.Match[str]) -> str:
    return sangria[0].replace("\t", "  ")


def _probar(lineas: tuple[str, ...], ensayo: Ensayo) -> tuple[str, ...]:
    fin = ensayo.desde + ensayo.cuantas
    return (*lineas[: ensayo.desde], *ensayo.nuevas, *lineas[fin:])


def _fallo(lineas: tuple[str, ...]) -> tuple[int, ...] | None:
    """Las líneas en que YAML deja de entender: donde falla y donde empezó lo que falla."""
    texto = "\n".join(lineas) + "\n"
    if rara := _INVISIBLE.search(texto):
        return (texto.count("\n", 0, rara.start()),)
    try:
        raiz = componer(texto)
    except yaml.MarkedYAMLError as falla:
        marcas = (falla.problem_mark, falla.context_mark)
        return tuple(m.line for m in marcas if m is not None) or (0,)
    except (yaml.YAMLError, Ilegible):
        return (0,)
    return None if raiz is None or raiz.es_grupo else (raiz.inicio[0],)


def _cercanas(lineas: tuple[str, ...], cual: int) -> Iterator[int]:
    """La línea con algo que está antes, y la que está después."""
    yield from (n for n in range(min(cual, len(lineas)) - 1, -1, -1) if lineas[n].strip())


def _ensayos(lineas: tuple[str, ...], n: int) -> Iterator[Ensayo]:
    linea = lineas[n]
    yield from _con_los_de_su_lista(lineas, n)
    yield from _sin_tabulador_al_comienzo(lineas, n)
    yield from _en_un_renglon(lineas, n)
    # Un renglón que sigue en minúsculas es del elemento de antes.
    sigue = linea.lstrip()[:1].islower() and not con_otra_marca(linea)
    if n and not sigue and re.match(r"\s*- +[^:]*$", lineas[n - 1]):
        yield from (Ensayo(n, 1, nuevas, _PROBABLE) for nuevas in _con_guion(linea))
    yield from _cerrado_abajo(lineas, n)
    yield from _en_dos_renglones(lineas, n)
    sin_cerrar = _SIN_CERRAR.search(linea) is not None and texto_seguido(lineas, n) is not None
    for corregir, certeza in _CORRECCIONES:
        # La comilla que falta no está en este renglón: el texto sigue abajo.
        if not (sin_cerrar and corregir in _DE_COMILLAS):
            for nuevas in corregir(linea):
                yield Ensayo(n, 1, nuevas, certeza)
    yield from _alinear(lineas, n)
    yield from (Ensayo(n, 1, nuevas, _PROBABLE) for nuevas in _con_guion(linea))


def _con_los_de_su_lista(lineas: tuple[str, ...], n: int) -> Iterator[Ensayo]:
    """«-alfa» debajo de un elemento que empieza en otra columna: es otro de la misma lista."""
    suyo = re.fullmatch(r"\s*-([^\s-].*)", lineas[n])
    anterior = _ELEMENTO.match(lineas[n - 1]) if n else None
    if suyo and anterior and _sangria(lineas[n]) != _sangria(lineas[n - 1]):
        nueva = f"{' ' * _sangria(lineas[n - 1])}- {suyo[1]}"
        yield Ensayo(n, 1, (nueva,), _PROBABLE)


def _cerrado_abajo(lineas: tuple[str, ...], n: int) -> Iterator[Ensayo]:
    """La comilla que falta, al final del último renglón del texto que empieza en este."""
    filas, abierta = texto_seguido(lineas, n), _SIN_CERRAR.search(lineas[n])
    if filas is None or abierta is None or filas.start != n:
        return
    siguen = [t for f in filas[1:] if (t := lineas[f].strip())]
    if any(map(_es_otra_cosa, siguen)) or any("#" in t or abierta[1] in t for t in siguen):
        return
    ultimo = filas[-1]
    yield Ensayo(ultimo, 1, (lineas[ultimo].rstrip() + abierta[1],))


def _en_un_renglon(lineas: tuple[str, ...], n: int) -> Iterator[Ensayo]:
    """El texto que sigue en los renglones de abajo, en uno solo y entre comillas.

    No se unen los de una lista, ni una clave mal alineada, ni lo que parece una nota.
    """
    filas = texto_seguido(lineas, n)
    if filas is None:
        return
    renglones = [t for f in filas if (t := lineas[f].strip())]
    if any(map(_es_otra_cosa, renglones[1:])) or any(map(_CON_NOTA.search, renglones)):
        return
    entero = " ".join((lineas[filas[0]].rstrip(), *renglones[1:]))
    if not _SIN_CERRAR.search(lineas[filas[0]]):
        yield from (Ensayo(filas[0], len(filas), t, _PROBABLE) for t in _citar(entero))


def _es_otra_cosa(renglon: str) -> bool:
    """Si empieza como un elemento de una lista o como una clave conocida, y no sigue un texto."""
    clave = re.match(r"(\w+)\s*:(?:\s|$)", renglon)
    de_lista = renglon[0] == "-" or COMIENZO_DE_ELEMENTO.match(renglon) is not None
    return de_lista or (clave is not None and _es_clave(clave[1]))


def _sin_invisibles(linea: str) -> Iterable[tuple[str, ...]]:
    queda, seguro = sin_invisibles(linea, _INVISIBLE)
    if seguro:
        yield (queda,)


def _sin_blancos_raros(linea: str) -> Iterable[tuple[str, ...]]:
    yield (BLANCO_RARO.sub(" ", linea),)


def _sin_tabulador_al_comienzo(lineas: tuple[str, ...], n: int) -> Iterator[Ensayo]:
    """Cada tabulador del comienzo, como dos espacios; o el renglón, en el nivel de otro de antes.

    Un tabulador no dice en qué nivel está la clave: si cabe en dos, cuál era lo sabe quien escribe.
    """
    linea = lineas[n]
    if not _CON_TABULADOR.match(linea):
        return
    resto = linea.lstrip(" \t")
    con_dos = Ensayo(n, 1, (linea[: len(linea) - len(resto)].replace("\t", "  ") + resto,))
    if en_su_nivel(lineas, n) and _se_lee_hasta_despues(lineas, con_dos):
        yield con_dos
        return
    guion = 2 if resto.startswith("- ") else 0
    sigue = next((_sangria(t) - guion for t in lineas[n + 1 :] if t.strip()), 0)
    de_antes = (s for t in lineas[n - 1 :: -1] if t.strip() for s in _niveles(t))
    sangrias = dict.fromkeys((*de_antes, max(sigue, 0)))
    ensayos = [*(Ensayo(n, 1, (" " * s + resto,)) for s in sangrias), con_dos]
    legibles = [e for e in dict.fromkeys(ensayos) if _se_lee_hasta_despues(lineas, e)]
    caben = [e for e in legibles if cabe_donde_queda(_probar(lineas, e), n)]
    certeza = _MECANICO if len(caben) == 1 else _PROBABLE
    yield from (replace(e, certeza=certeza) for e in caben or legibles)


def _niveles(linea: str) -> tuple[int, ...]:
    """Dónde empieza lo del renglón, y antes lo que está al lado de su guion."""
    return tuple(reversed(_sangrias(linea.replace("\t", "  "))))


def _se_lee_hasta_despues(lineas: tuple[str, ...], ensayo: Ensayo) -> bool:
    """Si con él se lee todo, o al menos ese renglón y el que le sigue."""
    falla = _fallo(_probar(lineas, ensayo))
    if falla is None:
        return True
    sigue = next((m for m, t in enumerate(lineas) if m > ensayo.desde and t.strip()), len(lineas))
    return min(falla) > sigue


def _con_espacios(linea: str) -> Iterable[tuple[str, ...]]:
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
    return () if " #" in linea or _puede_ser_otra_cosa(linea) else _citar(linea)


def _con_comillas_y_clave(linea: str) -> Iterable[tuple[str, ...]]:
    """Lo mismo, si adentro puede haber otra clave que quedó en la misma línea."""
    return _citar(linea) if " #" not in linea and _puede_ser_otra_cosa(linea) else ()


def _puede_ser_otra_cosa(linea: str) -> bool:
    """Si hay otra clave adentro, o unas comillas que empiezan el valor y no cierran ningunas."""
    # La de «D'Elia» es un apóstrofo.
    abierta = _SIN_PAREJA.search(re.sub(r"(?<=\w)'(?=\w)", "", linea))
    impares = abierta is not None and abierta[0].count(abierta[1]) % 2 == 1
    otra = _OTRA_CLAVE.search(linea) is not None or _pegada(linea) is not None
    return impares or otra or _empieza_lista(linea) or not _lleva_texto(linea)


def _empieza_lista(linea: str) -> bool:
    """Si al lado de una clave quedó el primer elemento de su lista."""
    m = _RENGLON.fullmatch(linea)
    de_uno = m is None or m[2].strip() in claves_de_uno()
    return not de_uno and m is not None and re.match(r",? *- ", m[5]) is not None


def _lleva_texto(linea: str) -> bool:
    """Si en la clave del renglón cabe cualquier texto, hasta donde se sabe."""
    m = _RENGLON.fullmatch(linea)
    clave = m[2].strip() if m else ""
    if clave.split(" ")[0].rstrip(";=") != clave:
        # «hora_inicio 8:30»: los dos puntos que faltan son otros.
        return clave.split(" ")[0].rstrip(";=") not in claves_conocidas()
    return clave not in claves_conocidas() or clave in claves_de_texto()


def _pegada(linea: str) -> tuple[str, str, str, str] | None:
    """El renglón en que quedaron dos claves, por un salto que se borró: «correoestado: aprobada».

    Son lo que va antes de la primera, lo que va hasta la segunda, ella y lo que le sigue.
    """
    m = _RENGLON.fullmatch(linea)
    if m is None or _ELEMENTO_DE_TEXTO.match(linea):
        return None
    # Lo que está entre comillas no es una clave.
    citado = re.match(r"([\"']).*?\1", m[5])
    for palabra in _PEGADA.finditer(m[5], citado.end() if citado else 0):
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


def _en_dos_renglones(lineas: tuple[str, ...], n: int) -> Iterator[Ensayo]:
    """Dos claves en un renglón, cada una en el suyo; la segunda, dentro de la que no dice nada."""
    if (partes := _pegada(lineas[n])) is None:
        return
    margen, antes, suya, resto = partes
    primera, _, valor = antes.partition(":")
    if not valor.strip():
        if suya in claves_de_adentro().get(primera.strip(), ()):
            guion = "" if primera.strip() in claves_de_uno() else "- "
            dentro = f"{' ' * len(margen)}  {guion}{suya}:{resto}"
            yield Ensayo(n, 1, (f"{margen}{primera.strip()}:", dentro), _PROBABLE)
        return
    de_afuera = (s for t in lineas[n - 1 :: -1] if t.strip() for s in _niveles(t))
    columnas = dict.fromkeys((len(margen), *(s for s in de_afuera if s < len(margen))))
    una = f"{margen}{antes.rstrip().rstrip(';,')}"
    ensayos = [Ensayo(n, 1, (una, f"{' ' * s}{suya}:{resto}"), _PROBABLE) for s in columnas]
    # Donde cabe la segunda; si no se sabe, al lado de la primera.
    yield from [e for e in ensayos if cabe_donde_queda(_probar(lineas, e), n + 1)] or ensayos[:1]


def _con_comillas_y_nota(linea: str) -> Iterable[tuple[str, ...]]:
    """Lo mismo, con la nota que empieza por « # » y una palabra, fuera de las comillas."""
    nota = re.search(r"\s+#\s+[^\s\d].*", linea)
    valor, final = (linea[: nota.start()], nota[0]) if nota else (linea, "")
    return ((f"{citada}{final}",) for (citada,) in _citar(valor))


def _citar(linea: str) -> Iterable[tuple[str, ...]]:
    if (
        not _ELEMENTO_DE_TEXTO.match(linea)
        and (m := _RENGLON.fullmatch(linea))
        and m[5]
        and not _NO_SE_CITA.match(m[5])
    ):
        yield (f"{m[1]}{m[2]}{m[3].strip()} {_citado(m[5])}",)
    if (m := _ELEMENTO.fullmatch(linea)) and m[2]:
        yield (f"{m[1]}{_citado(m[2])}",)


def _con_comillas_todo(linea: str) -> Iterable[tuple[str, ...]]:
    """Un texto que empieza por corchete o llave, o por el signo de un bloque, y no lo es."""
    if (m := _RENGLON.fullmatch(linea)) and (m[5][:1] in "{[" or _BLOQUE_CON_TEXTO.match(m[5])):
        yield (f"{m[1]}{m[2]}: {_citado(m[5])}",)


def _citado(valor: str) -> str:
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
    m = _SIN_CERRAR.search(linea)
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
    if m := _SIN_CERRAR.search(linea):
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
    if (m := solo_clave) and _es_clave(m[2]):
        yield (f"{m[1]}{m[2]}:",)


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


def _con_guion(linea: str) -> Iterable[tuple[str, ...]]:
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


_CORRECCIONES: tuple[tuple[Callable[[str], Iterable[tuple[str, ...]]], Certeza], ...] = (
    (_sin_invisibles, _MECANICO),
    (_sin_blancos_raros, _MECANICO),
    (_con_espacios, _MECANICO),
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

_DE_COMILLAS = (_con_comilla_de_cierre, _con_la_misma_comilla, _con_comillas, _con_comillas_todo)


def _alinear(lineas: tuple[str, ...], n: int) -> Iterator[Ensayo]:
    """La línea, y las que le siguen con su misma sangría o más, alineadas con las anteriores."""
    if con_otra_marca(lineas[n]):
        # Con más sangría seguiría al elemento de antes: serían uno solo.
        return
    suyas = texto_seguido(lineas, n)
    if suyas and n > suyas.start and _es_vineta_de_un_texto(lineas[n], lineas[suyas.start]):
        return
    actual = _sangria(lineas[n])
    siguientes = (m for m in range(n + 1, len(lineas)) if lineas[m].strip())
    fin = next((m for m in siguientes if _es_de_otro(lineas[m], lineas[n])), len(lineas))
    anteriores = dict.fromkeys(s for t in lineas[:n] if t.strip() for s in _sangrias(t))
    for sangria in sorted(anteriores, key=lambda s: (abs(s - actual), -s)):
        for hasta in dict.fromkeys((n + 1, fin)):
            if suyas and n == suyas.start and (hasta < suyas.stop or sangria > actual):
                # Su texto quedaría partido o, más adentro, sería parte del elemento de antes.
                continue
            movidas = tuple(
                " " * (_sangria(t) + sangria - actual) + t.lstrip() if t.strip() else t
                for t in lineas[n:hasta]
            )
            yield Ensayo(n, hasta - n, movidas, _PROBABLE)


def _es_vineta_de_un_texto(linea: str, primera: str) -> bool:
    """Si es el guion de lo que se enumera debajo del texto de una clave, y no otro elemento."""
    elemento = _ELEMENTO.fullmatch(primera)
    de_clave = elemento is None or _UN_PAR.match(elemento[2]) is not None
    return de_clave and linea.lstrip().startswith("-")


def _es_de_otro(linea: str, movida: str) -> bool:
    """Si la línea no va con la que se mueve: está más afuera, o es una clave después de una lista.

    Delante de un tabulador la sangría se cuenta como ninguna: ahí cualquier clave es de otro.
    """
    suelta = movida.lstrip(" ").startswith(("-", "\t"))
    de_otro = suelta and CLAVE.match(linea.lstrip(" ")) is not None
    return _sangria(linea) < _sangria(movida) + de_otro


def _sangrias(linea: str) -> tuple[int, ...]:
    """La de la línea y, si empieza con guion, la de lo que está al lado del guion."""
    guion = re.match(r" *- +", linea)
    return (_sangria(linea), guion.end()) if guion else (_sangria(linea),)


def _sangria(linea: str) -> int:
    return len(linea) - len(linea.lstrip(" "))


def entre_comillas(lineas: tuple[str, ...], fila: int, columna: int) -> Ensayo | None:
    """El texto que empieza en ese lugar por &, * o !, entre comillas hasta donde termina."""
    linea = lineas[fila]
    antes, valor = linea[:columna], linea[columna:]
    cierre = re.search(r"[,}\]]", valor) if re.search(r"[{\[]", antes) else None
    texto, despues = (valor[: cierre.start()], valor[cierre.start() :]) if cierre else (valor, "")
    if not texto.strip():
        return None
    nueva = f"{antes}{_citado(texto)}{despues}"
    probadas = (*lineas[:fila], nueva, *lineas[fila + 1 :])
    return Ensayo(fila, 1, (nueva,), _PROBABLE) if _fallo(probadas) is None else None
