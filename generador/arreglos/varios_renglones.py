"""Cómo se corrigen varios renglones seguidos que YAML no entiende: una lista, o un texto suelto.

Cada ensayo es uno de los cambios que haría una persona. Ninguno prueba si con él se lee.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import groupby, takewhile

import yaml

from generador.arreglos.niveles import en_su_nivel
from generador.arreglos.nodos import Ilegible, componer
from generador.arreglos.portada import CLAVE, Ensayo
from generador.arreglos.un_renglon import ELEMENTO, entrecomillado, parece_clave
from generador.hallazgo import Certeza
from generador.lectura.escalares import citado
from generador.lectura.pegado import COMIENZO_DE_ELEMENTO
from generador.lectura.seguidos import sangria_de

_DE_LISTA = re.compile(rf"( *)({COMIENZO_DE_ELEMENTO.pattern})(.+)")
_DE_LISTA_CON_TABULADOR = re.compile(_DE_LISTA.pattern.replace("( *)", r"([ \t]*)", 1))
UN_PAR = re.compile(r"[a-záéíóúüñ_]\w*\s*:(?:\s|$)")
CON_TABULADOR = re.compile(r" *\t")
_NADA_EMPIEZA = ("`", "@", "%")
"""Los signos con que YAML no empieza nada."""
_MECANICO, _PROBABLE = Certeza.MECANICO, Certeza.PROBABLE


def de_varios(lineas: tuple[str, ...]) -> Iterator[Ensayo]:
    """Lo que se corrige en varias líneas seguidas: los tabuladores, o un guion en cada clave."""
    con_tabulador = [n for n, t in enumerate(lineas) if CON_TABULADOR.match(t)]
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
        margen = " " * (sangria_de(linea) + 2)
        suyas = tuple(margen + t if t.strip() else t for t in lineas[n + 1 : fin])
        yield Ensayo(n + 1, fin - n - 1, suyas, _PROBABLE)


def _de_una_lista(lineas: tuple[str, ...]) -> Iterator[Ensayo]:
    """Los textos seguidos de una lista: con la sangría del primero y, si hace falta, comillas."""
    renglones = [(n, m) for n, t in enumerate(lineas) if (m := ELEMENTO.fullmatch(t))]
    for _, grupo in groupby(enumerate(renglones), lambda g: g[1][0] - g[0]):
        suyos = [renglon for _, renglon in grupo]
        if len(suyos) == 1 or any(UN_PAR.match(m[2]) for _, m in suyos):
            continue
        sangrias = [m[1].partition("-")[0].replace("\t", "  ") for _, m in suyos]
        nuevas = [f"{sangrias[0]}- {_elemento_citado(m[2])}" for _, m in suyos]
        otras = [orden for orden, (n, _) in enumerate(suyos) if lineas[n] != nuevas[orden]]
        if otras:
            tramo = tuple(nuevas[otras[0] : otras[-1] + 1])
            por_su_signo = all(m[2][0] in _NADA_EMPIEZA or _se_lee(m[2]) for _, m in suyos)
            seguro = len(set(sangrias)) == 1 and por_su_signo
            certeza = _MECANICO if seguro else _PROBABLE
            yield Ensayo(suyos[otras[0]][0], len(tramo), tramo, certeza)


def _elemento_citado(texto: str) -> str:
    """El texto entre comillas, si sin ellas no se lee: «"Acta" 3», «[Anexo] uno», «*Varios*»."""
    return texto if texto[0] not in _NADA_EMPIEZA and _se_lee(texto) else entrecomillado(texto)


def _se_lee(texto: str) -> bool:
    try:
        componer(f"- {texto}\n")
    except (yaml.YAMLError, Ilegible):
        return False
    return True


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
    return not aparte and sangria_de(linea) <= hasta and not (palabra and parece_clave(palabra[0]))


def _sin_tabs(sangria: re.Match[str]) -> str:
    return sangria[0].replace("\t", "  ")
