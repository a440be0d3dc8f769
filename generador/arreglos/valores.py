"""Cambios en un valor: se escribe otro, donde está y como está."""

from __future__ import annotations

import re
from functools import partial

from generador.arreglos.hoja import Hoja
from generador.arreglos.nodos import LugarDelNodo, Nodo
from generador.arreglos.pasos import Cambio
from generador.hallazgo import Arreglo, Certeza
from generador.lectura.almohadilla import corte, corte_tras_comillas
from generador.lectura.escalares import escalar
from generador.lectura.pegado import COMIENZO_DE_ELEMENTO
from generador.lectura.sugerencias import CADA_TEXTO, CITADO, ENLISTADO
from generador.modelo.correcciones import es_un_signo


def valor(arreglo: Arreglo, hoja: Hoja) -> Cambio | None:
    lugar = hoja.plano().valores.get((hoja.fila, hoja.columna))
    return None if lugar is None else poner(arreglo.texto, lugar, hoja, arreglo.certeza)


def ya_esta_en_su_lista(texto: str, hoja: Hoja) -> bool:
    """Si otro elemento de su lista empieza con la misma clave y ese valor: un cargo dos veces."""
    plano = hoja.plano()
    lugar = plano.valores.get((hoja.fila, hoja.columna))
    if lugar is None or lugar.padre is None or not lugar.padre.pares:
        return False
    clave, valor = lugar.padre.pares[0]
    if valor.inicio != lugar.nodo.inicio:
        return False
    listas = (p.nodo for p in plano.valores.values() if lugar.padre in p.nodo.elementos)
    hermanos = [e for lista in listas for e in lista.elementos if e is not lugar.padre and e.pares]
    primeras = (e.pares[0] for e in hermanos)
    suya = _dicho(clave, hoja)
    return any(_dicho(c, hoja) == suya and _dicho(v, hoja) == texto for c, v in primeras)


def _dicho(nodo: Nodo, hoja: Hoja) -> str:
    """Lo escrito en un nodo de un renglón, sin comillas."""
    (fila, desde), (ultima, hasta) = nodo.inicio, nodo.fin
    return hoja.lineas[fila][desde:hasta].strip("\"' ") if fila == ultima else ""


def poner(texto: str, lugar: LugarDelNodo, hoja: Hoja, certeza: Certeza) -> Cambio | None:
    """El texto en vez del nodo. Si empieza en otra línea, va debajo de su clave."""
    nodo = lugar.nodo
    (fila, columna), (ultima, fin) = nodo.inicio, nodo.fin
    if texto not in (CITADO, ENLISTADO) and _corta_algo(nodo, hoja):
        return None
    if texto == CITADO:
        texto = _citado(nodo, hoja)
    elif texto.startswith(f"{ENLISTADO}\n"):
        # Lo que falta de cada uno, como su identificador, lo sabe quien escribe.
        texto, certeza = _en_grupos(texto.removeprefix(ENLISTADO), nodo, hoja), Certeza.EJEMPLO
    elif texto == ENLISTADO or (texto.startswith("[") and _en_renglones(nodo)):
        # En varios renglones, cada uno es un elemento; que lo sea lo dice quien lo escribió.
        texto, certeza = _enlistado(nodo, hoja), Certeza.PROBABLE
    if lugar.padre is not None and lugar.padre.en_llaves:
        # Entre llaves, un comentario se comería el cierre.
        texto = texto.partition("  # ")[0]
    abajo = lugar.clave is not None and fila > lugar.clave.fin[0] and texto.startswith("\n")
    if abajo or nodo.en_bloque or nodo.estilo in ("|", ">"):
        ultima = nodo.ultima_linea
        fin = len(hoja.lineas[ultima])
        if lugar.clave is not None:
            fila, columna = lugar.clave.fin
            columna = hoja.lineas[fila].find(":", columna) + 1
    antes, despues = hoja.lineas[fila][:columna], hoja.lineas[ultima][fin:]
    if nodo.estilo in ("'", '"') and despues.lstrip().startswith("#") and "\n" not in texto:
        # Sin las comillas, lo que sigue a «#» parecería parte del valor.
        texto = texto if texto[:1] in ("'", '"') else f'"{texto}"'
    if not texto.startswith("\n"):
        separador = " " if texto and antes.endswith((":", "-", ",")) else ""
        nuevas: tuple[str, ...] = (f"{antes}{separador}{texto}{despues}".rstrip(),)
    elif lugar.clave is None or (lugar.padre is not None and lugar.padre.en_llaves):
        return _en_llaves(texto, (fila, antes, despues), ultima, hoja, certeza)
    else:
        margen = " " * (lugar.clave.inicio[1] + 2)
        suyas = tuple(margen + t for t in texto[1:].split("\n"))
        nuevas = (f"{antes.rstrip()}{despues}".rstrip(), *suyas)
    return hoja.cambio(fila, ultima - fila + 1, nuevas, certeza)


def _citado(nodo: Nodo, hoja: Hoja) -> str:
    """Lo escrito, tal cual, como un solo texto entre comillas."""
    (fila, columna), ultima = nodo.inicio, nodo.ultima_linea
    if nodo.en_llaves:
        fin = nodo.fin[1] if nodo.fin[0] == ultima else len(hoja.lineas[ultima])
        return escalar(hoja.lineas[fila][columna:fin].strip("{}[]"))
    trozos = [hoja.lineas[fila][columna:], *hoja.lineas[fila + 1 : ultima + 1]]
    return escalar(" ".join(t.strip().removeprefix("- ") for t in trozos))


def _corta_algo(nodo: Nodo, hoja: Hoja) -> bool:
    """Si una almohadilla quita algo de lo escrito: lo que se lee no es todo, y se perdería."""
    hijos = (*(v for _, v in nodo.pares), *nodo.elementos)
    if hijos:
        return any(_corta_algo(h, hoja) for h in hijos)
    if nodo.estilo in ("|", ">"):
        # En un bloque no hay comentarios; y su final puede estar después de la última línea.
        return False
    linea = hoja.lineas[nodo.fin[0]]
    desde = nodo.inicio[1] if nodo.inicio[0] == nodo.fin[0] else 0
    # Lo que sigue a una raya es una nota: la raya no dice nada.
    una_raya = es_un_signo(linea[desde : nodo.fin[1]])
    if "#" not in linea or una_raya:
        return False
    tras = corte_tras_comillas if nodo.estilo else partial(corte, en_llaves=nodo.en_llaves)
    return tras(linea, desde, nodo.fin[1]) is not None


def _en_renglones(nodo: Nodo) -> bool:
    """Si es un texto que ocupa más de una línea."""
    return not (nodo.es_lista or nodo.es_grupo) and nodo.ultima_linea > nodo.inicio[0]


def _en_grupos(plantilla: str, nodo: Nodo, hoja: Hoja) -> str:
    """Un grupo de claves por renglón, con su texto en la que lo recibe."""
    grupos = []
    for n, texto in enumerate(_elementos(nodo, hoja), 1):
        # No hay dos con el mismo identificador.
        suya = plantilla if n == 1 else plantilla.replace("\nid: ejemplo", f"\nid: ejemplo-{n}")
        renglones = suya.replace(escalar(CADA_TEXTO), escalar(texto)).strip("\n").split("\n")
        grupos.append("\n- " + "\n  ".join(renglones))
    return "".join(grupos)


def _enlistado(nodo: Nodo, hoja: Hoja) -> str:
    """Un elemento por renglón; de lo que va entre llaves, uno solo."""
    if nodo.es_grupo and nodo.en_llaves:
        return f"[{_citado(nodo, hoja)}]"
    return "".join(f"\n- {escalar(e)}" for e in _elementos(nodo, hoja))


def _elementos(nodo: Nodo, hoja: Hoja) -> list[str]:
    """El texto de cada renglón; sigue al anterior el que no tiene viñeta, si otro la tiene."""
    (fila, columna), ultima = nodo.inicio, nodo.ultima_linea
    primera = "" if nodo.estilo in ("|", ">") else hoja.lineas[fila][columna:]
    renglones = [t.strip().strip("\"'") for t in (primera, *hoja.lineas[fila + 1 : ultima + 1])]
    con_vinetas = any(map(COMIENZO_DE_ELEMENTO.match, renglones))
    elementos: list[str] = []
    for suyo in filter(None, (p for t in renglones for p in _numerados(t))):
        comienzo = COMIENZO_DE_ELEMENTO.match(suyo)
        if elementos and elementos[-1].count("(") > elementos[-1].count(")"):
            comienzo = None
        elif _SUBNUMERO.match(suyo):
            # «1.1» no es la marca de una lista: va con su texto.
            elementos.append(suyo)
            continue
        if comienzo or not con_vinetas or not elementos:
            elementos.append(suyo[comienzo.end() if comienzo else 0 :])
        else:
            elementos[-1] = f"{elementos[-1]} {suyo}"
    return [e.rstrip(",;") for e in elementos]


_SUBNUMERO = re.compile(r"\d{1,2}(?:\.\d{1,2})+[.)-]*\s+[^\W\d]")


def _numerados(renglon: str) -> list[str]:
    """Los que van seguidos en un renglón: «1. Uno 2. Dos»."""
    if re.match(r"\d{1,2}[.)]", renglon) is None:
        return [renglon]
    return re.split(r"[,;]?\s+(?=\d{1,2}[.)]\s+[^\W\d])", renglon)


def _en_llaves(
    texto: str, alrededor: tuple[int, str, str], ultima: int, hoja: Hoja, certeza: Certeza
) -> Cambio | None:
    """Un grupo que no puede ir en su propia línea va entre llaves."""
    fila, antes, despues = alrededor
    nueva = f"{antes}{{{', '.join(texto[1:].split(chr(10)))}}}{despues}"
    return hoja.cambio(fila, ultima - fila + 1, (nueva,), certeza)


def pareja(arreglo: Arreglo, hoja: Hoja) -> Cambio | None:
    plano, aqui = hoja.plano(), (hoja.fila, hoja.columna)
    lugar = plano.claves.get(aqui) or plano.valores.get(aqui)
    if lugar is None or lugar.clave is None or lugar.nodo.ultima_linea != lugar.clave.inicio[0]:
        return None
    linea, desde, hasta = (
        hoja.lineas[lugar.clave.inicio[0]],
        lugar.clave.inicio[1],
        lugar.nodo.fin[1],
    )
    primera, *demas = arreglo.texto.split("\n")
    if lugar.padre is not None and lugar.padre.en_llaves:
        primera, demas = ", ".join((primera, *demas)), []
    nuevas = (f"{linea[:desde]}{primera}{linea[hasta:]}", *(" " * desde + t for t in demas))
    return hoja.cambio(lugar.clave.inicio[0], 1, nuevas, arreglo.certeza)


def elemento(arreglo: Arreglo, hoja: Hoja) -> Cambio | None:
    lugar = hoja.plano().valores.get((hoja.fila, hoja.columna))
    if lugar is None or not lugar.nodo.es_lista or lugar.nodo.en_llaves:
        return None
    margen = " " * lugar.nodo.inicio[1]
    nuevas = tuple(margen + t for t in arreglo.texto.split("\n"))
    return hoja.cambio(lugar.nodo.ultima_linea + 1, 0, nuevas, arreglo.certeza)
