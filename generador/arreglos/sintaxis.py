"""Cómo se escribe una línea que YAML no entiende: se prueba, y se queda lo que se puede leer.

Cada ensayo es una corrección que alguien haría: cambiar el tabulador, poner las comillas, cerrar el
corchete, alinear la clave. Ninguno se ofrece si con él la línea sigue sin poderse leer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import yaml

from generador.arreglos.niveles import cabe_donde_queda, en_su_nivel
from generador.arreglos.nodos import Ilegible, componer
from generador.arreglos.portada import CLAVE, Ensayo
from generador.arreglos.un_renglon import (
    CORRECCIONES,
    DE_COMILLAS,
    ELEMENTO,
    INVISIBLE,
    SIN_CERRAR,
    con_guion,
    con_su_valor_citado,
    dos_claves,
    entrecomillado,
    parece_clave,
)
from generador.arreglos.varios_renglones import CON_TABULADOR, UN_PAR, de_varios
from generador.hallazgo import Certeza
from generador.lectura.claves_del_modelo import claves_de_adentro, claves_de_uno
from generador.lectura.escalares import con_rayas
from generador.lectura.pegado import COMIENZO_DE_ELEMENTO, con_otra_marca
from generador.lectura.seguidos import sangria_de, texto_seguido

# Una almohadilla con una palabra después, o un renglón que es un comentario.
_CON_NOTA = re.compile(r"(?:^|\s)#\s*(?![\s\d])")
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
    margen = sangria_de(lineas[desde]) + 2
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
    for ensayo in (*de_varios(lineas), *(e for n in candidatas for e in _ensayos(lineas, n))):
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


def _probar(lineas: tuple[str, ...], ensayo: Ensayo) -> tuple[str, ...]:
    fin = ensayo.desde + ensayo.cuantas
    return (*lineas[: ensayo.desde], *ensayo.nuevas, *lineas[fin:])


def _fallo(lineas: tuple[str, ...]) -> tuple[int, ...] | None:
    """Las líneas en que YAML deja de entender: donde falla y donde empezó lo que falla."""
    texto = "\n".join(lineas) + "\n"
    if rara := INVISIBLE.search(texto):
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
        yield from (Ensayo(n, 1, nuevas, _PROBABLE) for nuevas in con_guion(linea))
    yield from _cerrado_abajo(lineas, n)
    yield from _en_dos_renglones(lineas, n)
    sin_cerrar = SIN_CERRAR.search(linea) is not None and texto_seguido(lineas, n) is not None
    for corregir, certeza in CORRECCIONES:
        # La comilla que falta no está en este renglón: el texto sigue abajo.
        if not (sin_cerrar and corregir in DE_COMILLAS):
            for nuevas in corregir(linea):
                yield Ensayo(n, 1, nuevas, certeza)
    yield from _alinear(lineas, n)
    yield from (Ensayo(n, 1, nuevas, _PROBABLE) for nuevas in con_guion(linea))


def _con_los_de_su_lista(lineas: tuple[str, ...], n: int) -> Iterator[Ensayo]:
    """«-alfa» debajo de un elemento que empieza en otra columna: es otro de la misma lista."""
    suyo = re.fullmatch(r"\s*-([^\s-].*)", lineas[n])
    anterior = ELEMENTO.match(lineas[n - 1]) if n else None
    if suyo and anterior and sangria_de(lineas[n]) != sangria_de(lineas[n - 1]):
        nueva = f"{' ' * sangria_de(lineas[n - 1])}- {suyo[1]}"
        yield Ensayo(n, 1, (nueva,), _PROBABLE)


def _cerrado_abajo(lineas: tuple[str, ...], n: int) -> Iterator[Ensayo]:
    """La comilla que falta, al final del último renglón del texto que empieza en este."""
    filas, abierta = texto_seguido(lineas, n), SIN_CERRAR.search(lineas[n])
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
    if not SIN_CERRAR.search(lineas[filas[0]]):
        yield from (Ensayo(filas[0], len(filas), t, _PROBABLE) for t in con_su_valor_citado(entero))


def _es_otra_cosa(renglon: str) -> bool:
    """Si empieza como un elemento de una lista o como una clave conocida, y no sigue un texto."""
    clave = re.match(r"(\w+)\s*:(?:\s|$)", renglon)
    de_lista = renglon[0] == "-" or COMIENZO_DE_ELEMENTO.match(renglon) is not None
    return de_lista or (clave is not None and parece_clave(clave[1]))


def _sin_tabulador_al_comienzo(lineas: tuple[str, ...], n: int) -> Iterator[Ensayo]:
    """Cada tabulador del comienzo, como dos espacios; o el renglón, en el nivel de otro de antes.

    Un tabulador no dice en qué nivel está la clave: si cabe en dos, cuál era lo sabe quien escribe.
    """
    linea = lineas[n]
    if not CON_TABULADOR.match(linea):
        return
    resto = linea.lstrip(" \t")
    con_dos = Ensayo(n, 1, (linea[: len(linea) - len(resto)].replace("\t", "  ") + resto,))
    if en_su_nivel(lineas, n) and _se_lee_hasta_despues(lineas, con_dos):
        yield con_dos
        return
    guion = 2 if resto.startswith("- ") else 0
    sigue = next((sangria_de(t) - guion for t in lineas[n + 1 :] if t.strip()), 0)
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


def _en_dos_renglones(lineas: tuple[str, ...], n: int) -> Iterator[Ensayo]:
    """Dos claves en un renglón, cada una en el suyo; la segunda, dentro de la que no dice nada."""
    if (partes := dos_claves(lineas[n])) is None:
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


def _alinear(lineas: tuple[str, ...], n: int) -> Iterator[Ensayo]:
    """La línea, y las que le siguen con su misma sangría o más, alineadas con las anteriores."""
    if con_otra_marca(lineas[n]):
        # Con más sangría seguiría al elemento de antes: serían uno solo.
        return
    suyas = texto_seguido(lineas, n)
    if suyas and n > suyas.start and _es_vineta_de_un_texto(lineas[n], lineas[suyas.start]):
        return
    actual = sangria_de(lineas[n])
    siguientes = (m for m in range(n + 1, len(lineas)) if lineas[m].strip())
    fin = next((m for m in siguientes if _es_de_otro(lineas[m], lineas[n])), len(lineas))
    anteriores = dict.fromkeys(s for t in lineas[:n] if t.strip() for s in _sangrias(t))
    for sangria in sorted(anteriores, key=lambda s: (abs(s - actual), -s)):
        for hasta in dict.fromkeys((n + 1, fin)):
            if suyas and n == suyas.start and (hasta < suyas.stop or sangria > actual):
                # Su texto quedaría partido o, más adentro, sería parte del elemento de antes.
                continue
            movidas = tuple(
                " " * (sangria_de(t) + sangria - actual) + t.lstrip() if t.strip() else t
                for t in lineas[n:hasta]
            )
            yield Ensayo(n, hasta - n, movidas, _PROBABLE)


def _es_vineta_de_un_texto(linea: str, primera: str) -> bool:
    """Si es el guion de lo que se enumera debajo del texto de una clave, y no otro elemento."""
    elemento = ELEMENTO.fullmatch(primera)
    de_clave = elemento is None or UN_PAR.match(elemento[2]) is not None
    return de_clave and linea.lstrip().startswith("-")


def _es_de_otro(linea: str, movida: str) -> bool:
    """Si la línea no va con la que se mueve: está más afuera, o es una clave después de una lista.

    Delante de un tabulador la sangría se cuenta como ninguna: ahí cualquier clave es de otro.
    """
    suelta = movida.lstrip(" ").startswith(("-", "\t"))
    de_otro = suelta and CLAVE.match(linea.lstrip(" ")) is not None
    return sangria_de(linea) < sangria_de(movida) + de_otro


def _sangrias(linea: str) -> tuple[int, ...]:
    """La de la línea y, si empieza con guion, la de lo que está al lado del guion."""
    guion = re.match(r" *- +", linea)
    return (sangria_de(linea), guion.end()) if guion else (sangria_de(linea),)


def entre_comillas(lineas: tuple[str, ...], fila: int, columna: int) -> Ensayo | None:
    """El texto que empieza en ese lugar por &, * o !, entre comillas hasta donde termina."""
    linea = lineas[fila]
    antes, valor = linea[:columna], linea[columna:]
    cierre = re.search(r"[,}\]]", valor) if re.search(r"[{\[]", antes) else None
    texto, despues = (valor[: cierre.start()], valor[cierre.start() :]) if cierre else (valor, "")
    if not texto.strip():
        return None
    nueva = f"{antes}{entrecomillado(texto)}{despues}"
    probadas = (*lineas[:fila], nueva, *lineas[fila + 1 :])
    return Ensayo(fila, 1, (nueva,), _PROBABLE) if _fallo(probadas) is None else None
