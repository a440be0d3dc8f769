"""Cambios en un grupo: una clave con otro nombre, en otro lugar, una más o una menos."""

from __future__ import annotations

from generador.arreglos.hoja import Hoja
from generador.arreglos.nodos import LugarDelNodo, Nodo
from generador.arreglos.pasos import Cambio
from generador.arreglos.valores import poner
from generador.hallazgo import Arreglo, Certeza
from generador.modelo.correcciones import sin_tildes


def sangrar(arreglo: Arreglo, hoja: Hoja) -> Cambio | None:
    lugar = hoja.plano().claves.get((hoja.fila, hoja.columna))
    if lugar is None or lugar.padre is None or lugar.padre.en_llaves:
        return None
    margen = _sangria_que_falta(lugar, lugar.padre)
    if margen is None:
        return None
    fila, ultima = lugar.inicio[0], lugar.nodo.ultima_linea
    suyas = tuple(f"{margen}{t}" if t.strip() else t for t in hoja.lineas[fila : ultima + 1])
    return hoja.cambio(fila, ultima - fila + 1, suyas, arreglo.certeza)


def _sangria_que_falta(lugar: LugarDelNodo, padre: Nodo) -> str | None:
    """La de las claves del grupo de antes, o de lo último de la lista de antes.

    `None` si lo de antes va entre llaves: ahí no cabe otro renglón.
    """
    anteriores = [valor for clave, valor in padre.pares if clave.inicio < lugar.inicio]
    # El de una clave en blanco también: lo que sigue es suyo.
    posibles = (v for v in reversed(anteriores) if v.es_lista or v.es_grupo or v.inicio == v.fin)
    dueno = next(posibles, None)
    if dueno is not None and dueno.es_lista and dueno.elementos:
        dueno = dueno.elementos[-1]
    if dueno is None or not dueno.es_grupo:
        return "  "
    return None if dueno.en_llaves else " " * (dueno.inicio[1] - lugar.inicio[1])


def sacar(arreglo: Arreglo, hoja: Hoja) -> Cambio | None:
    """La clave con su valor, después del grupo en que está y con la sangría de ese grupo."""
    plano = hoja.plano()
    lugar = plano.claves.get((hoja.fila, hoja.columna))
    if lugar is None or lugar.padre is None or lugar.padre.en_llaves:
        return None
    grupo = next((p for p in plano.claves.values() if p.nodo is lugar.padre), None)
    if grupo is None or grupo.clave is None or len(lugar.padre.pares) < 2:
        return None
    fila, ultima, fin = lugar.inicio[0], lugar.nodo.ultima_linea, lugar.padre.ultima_linea
    sobra = lugar.inicio[1] - grupo.clave.inicio[1]
    suyas = tuple(t[sobra:] if t[:sobra].isspace() else t for t in hoja.lineas[fila : ultima + 1])
    nuevas = (*hoja.lineas[ultima + 1 : fin + 1], *suyas)
    return hoja.cambio(fila, fin - fila + 1, nuevas, arreglo.certeza)


def clave(arreglo: Arreglo, hoja: Hoja) -> Cambio | None:
    lugar = hoja.plano().claves.get((hoja.fila, hoja.columna))
    if lugar is None or lugar.clave is None:
        return None
    (fila, desde), (_, hasta) = lugar.clave.inicio, lugar.clave.fin
    linea = hoja.lineas[fila]
    if arreglo.texto == "extra:\n  ":
        return _en_extra(lugar, hoja, arreglo.certeza)
    despues = linea[hasta:].lstrip(" ") if linea[hasta:].lstrip(" ").startswith(":") else None
    if despues is None:
        return None
    return hoja.cambio(fila, 1, (f"{linea[:desde]}{arreglo.texto}{despues}",), arreglo.certeza)


def _en_extra(lugar: LugarDelNodo, hoja: Hoja, certeza: Certeza) -> Cambio | None:
    """La clave con todo su valor, dentro de «extra:»."""
    (fila, columna), ultima = lugar.inicio, lugar.nodo.ultima_linea
    if columna or lugar.padre is None or lugar.padre.en_llaves:
        return None
    suyas = tuple(f"  {t}" if t.strip() else t for t in hoja.lineas[fila : ultima + 1])
    return hoja.cambio(fila, ultima - fila + 1, ("extra:", *suyas), certeza)


def campo(arreglo: Arreglo, hoja: Hoja) -> Cambio | None:
    """La clave nueva debajo de la primera del grupo, o al final si va entre llaves."""
    plano = hoja.plano()
    if plano.raiz is None:
        return hoja.cambio(hoja.region()[0], 0, (arreglo.texto,), arreglo.certeza)
    aqui = (hoja.fila, hoja.columna)
    nombre, _, valor_nuevo = arreglo.texto.partition(": ")
    vacia = plano.claves.get(aqui)
    if vacia is not None and vacia.nodo.inicio == vacia.nodo.fin and _se_llama(vacia, nombre, hoja):
        return poner(valor_nuevo, vacia, hoja, arreglo.certeza)
    lugar = plano.valores.get(aqui)
    nodo = lugar.nodo if lugar else None
    if nodo is None or not nodo.es_grupo:
        return None
    if nodo.en_llaves:
        return _campo_en_llaves(arreglo, nodo, hoja)
    clave, valor = nodo.pares[0]
    margen = " " * clave.inicio[1]
    nuevas = tuple(margen + t for t in arreglo.texto.split("\n"))
    return hoja.cambio(valor.ultima_linea + 1, 0, nuevas, arreglo.certeza)


def _se_llama(lugar: LugarDelNodo, nombre: str, hoja: Hoja) -> bool:
    """Si la clave del lugar es esa, con tilde o sin ella."""
    if lugar.clave is None:
        return False
    (fila, desde), (_, hasta) = lugar.clave.inicio, lugar.clave.fin
    return sin_tildes(hoja.lineas[fila][desde:hasta].strip("\"'")) == nombre


def _campo_en_llaves(arreglo: Arreglo, nodo: Nodo, hoja: Hoja) -> Cambio | None:
    fila, fin = nodo.fin
    linea = hoja.lineas[fila]
    antes = linea[: fin - 1].rstrip().rstrip(",")
    coma = ", " if nodo.pares else ""
    nueva = f"{antes}{coma}{arreglo.texto}{linea[fin - 1 :]}"
    return hoja.cambio(fila, 1, (nueva,), arreglo.certeza)


def quitar(arreglo: Arreglo, hoja: Hoja) -> Cambio | None:
    plano, aqui = hoja.plano(), (hoja.fila, hoja.columna)
    lugar = plano.claves.get(aqui) or plano.valores.get(aqui)
    if lugar is None or lugar.padre is None:
        return None
    if lugar.padre.en_llaves:
        return _quitar_en_llaves(lugar, hoja, arreglo.certeza)
    (fila, columna), ultima = lugar.inicio, lugar.nodo.ultima_linea
    antes = hoja.lineas[fila][:columna].strip()
    if antes == "-":
        # Al lado del guion está la primera clave: se quita el elemento entero.
        ultima = plano.valores[aqui].nodo.ultima_linea
    return hoja.cambio(fila, ultima - fila + 1, (), arreglo.certeza) if antes in ("", "-") else None


def _quitar_en_llaves(lugar: LugarDelNodo, hoja: Hoja, certeza: Certeza) -> Cambio | None:
    """Desde la coma anterior hasta el final del valor; la primera, hasta la coma que sigue."""
    (fila, columna), (ultima, fin) = lugar.inicio, lugar.nodo.fin
    linea = hoja.lineas[fila]
    if ultima != fila:
        return None
    antes, despues = linea[:columna], linea[fin:]
    if antes.rstrip().endswith(","):
        antes = antes.rstrip()[:-1]
    else:
        despues = despues.lstrip(" ,")
    return hoja.cambio(fila, 1, (antes + despues,), certeza)
