"""La línea «---» de la portada: la que falta, la que sobra y la que está mal escrita."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from generador.hallazgo import Certeza
from generador.lectura.claves_del_modelo import claves_conocidas

CLAVE = re.compile(r"[^\W\d][\w -]*\s*:(?:\s|$)")
"""Lo que parece una clave al margen."""

# Una raya mal escrita; con otros signos es una separación del texto, y no se toca.
_RAYA = re.compile(r"[ \t]*(?:[-–—−]{1,6}|_{2,6}|={2,6}|-(?: +-){2,5})[ \t]*")
_CON_VALOR = re.compile(rf"{CLAVE.pattern}\s*[^\s#]")


@dataclass(frozen=True, slots=True)
class Ensayo:
    """Las líneas `nuevas` en vez de las `cuantas` que empiezan en `desde`, contando desde cero."""

    desde: int
    cuantas: int
    nuevas: tuple[str, ...]
    certeza: Certeza = Certeza.MECANICO


def abrir_portada(lineas: tuple[str, ...]) -> Ensayo | None:
    """La primera línea, que debe ser «---»: mal escrita, después de un blanco, o ninguna."""
    primera = next((n for n, t in enumerate(lineas) if t.strip()), None)
    if primera is None:
        return None
    if lineas[primera].rstrip() == "---":
        return Ensayo(0, primera, ())
    if _RAYA.fullmatch(lineas[primera]):
        return Ensayo(0, primera + 1, ("---",), _certeza(lineas[primera + 1 :]))
    if CLAVE.match(lineas[primera]):
        return Ensayo(0, primera, ("---",), _certeza(lineas[primera:]))
    # Un título o una frase antes de la portada.
    raya = next((n for n, t in enumerate(lineas[:6]) if t.rstrip() == "---"), None)
    return None if raya is None else Ensayo(0, raya, (), Certeza.PROBABLE)


def _certeza(lineas: tuple[str, ...]) -> Certeza:
    """Mecánico si lo que sigue es una portada entera, con su cierre; «Asunto: hola» no lo es."""
    cierre = next((n for n, t in enumerate(lineas) if t.rstrip() == "---"), None)
    son_claves = cierre is not None and _fin_de_las_claves(("---", *lineas)) >= cierre + 1
    return Certeza.MECANICO if son_claves else Certeza.PROBABLE


def cerrar_portada(lineas: tuple[str, ...]) -> Ensayo | None:
    """La línea «---» del final de la portada, justo después de las claves.

    Solo ahí se corrige una raya mal escrita: más abajo es parte del texto.
    """
    fin, de_claves = _hasta_lo_conocido(lineas, _fin_de_las_claves(lineas))
    sigue = next((n for n in range(fin, len(lineas)) if lineas[n].strip()), None)
    if sigue is not None and fin > 1 and _RAYA.fullmatch(lineas[sigue]):
        return Ensayo(sigue, 1, ("---",))
    # Entre las claves y el texto hay un renglón en blanco, o no hay texto.
    aparte = sigue is None or sigue > fin
    # Lo que sigue a un blanco y parece una clave, como «Motivo: …», puede ser del texto.
    seguidas = all(texto.strip() for texto in lineas[1:fin])
    segura = aparte and fin > 1 and seguidas and de_claves
    return Ensayo(fin, 0, ("---",), Certeza.MECANICO if segura else Certeza.PROBABLE)


def _hasta_lo_conocido(lineas: tuple[str, ...], fin: int) -> tuple[int, bool]:
    """Hasta la última clave conocida, y si era todo.

    Un renglón como «Motivo: se aplazó», pegado a las claves, puede ser el primero del texto.
    """
    al_margen = [n for n in range(1, fin) if CLAVE.match(lineas[n])]
    if not al_margen or lineas[al_margen[-1]].partition(":")[0].strip() in claves_conocidas():
        return fin, bool(al_margen)
    return al_margen[-1], False


def _fin_de_las_claves(lineas: tuple[str, ...]) -> int:
    """La línea que sigue a la última que parece de la portada."""
    fin = 1
    for n, texto in enumerate(lineas[1:], 1):
        if not texto.strip():
            continue
        es_clave = CLAVE.match(texto) or texto[0] in " -#"
        if _es_del_texto(lineas, n) or _RAYA.fullmatch(texto) or not es_clave:
            break
        fin = n + 1
    return fin


def _es_del_texto(lineas: tuple[str, ...], n: int) -> bool:
    """Si es un título, o el primer renglón de una lista, y no algo de las claves.

    Un comentario de las claves lleva una sola almohadilla y, debajo, otra clave. Una lista es de
    una clave sin valor.
    """
    if lineas[n][0] == "#":
        seguidas = takewhile(str.strip, lineas[n + 1 :])
        del_grupo = not lineas[n].startswith("##") and any(map(CLAVE.match, seguidas))
        return not del_grupo or not lineas[n - 1].strip()
    if lineas[n][0] != "-":
        return False
    # La clave o el guion de que sería la lista, y si ya tiene algo más adentro.
    al_margen = next((m for m in range(n - 1, 0, -1) if lineas[m][:1] not in ("", " ", "#")), 0)
    de_otra_cosa = lineas[al_margen][0] != "-" and al_margen < n - 1
    return de_otra_cosa or _CON_VALOR.match(lineas[al_margen]) is not None


def sin_portada(lineas: tuple[str, ...]) -> Ensayo | None:
    """El texto sin sus claves, cuando ya están en el archivo de al lado."""
    cierre = next((n for n, t in enumerate(lineas[1:], 1) if t.rstrip() == "---"), None)
    return None if cierre is None else Ensayo(0, cierre + 1, (), Certeza.EJEMPLO)
