"""De las cajas y las hojas al árbol de HTML que la etapa de línea completa."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Sequence

from markdown.util import AtomicString, code_escape

from generador.lectura.markdown.bloques.apuntes import Apuntes
from generador.lectura.markdown.bloques.cajas import Caja, CajaDeTexto, Tipo
from generador.lectura.markdown.bloques.renglones import celdas

_CASILLA = re.compile(r"\[([ xX])\](?=\s)")
_ESTADO = {" ": "Pendiente", "x": "Hecho"}


def volcar(caja: Caja, padre: etree.Element, apuntes: Apuntes, apretada: bool = False) -> None:
    """Agrega a `padre` lo que `caja` contiene. En una lista apretada no hay párrafos."""
    for hijo in caja.hijos:
        if isinstance(hijo, CajaDeTexto):
            _hoja(hijo, padre, apuntes, apretada)
        elif hijo.tipo is Tipo.LISTA:
            _lista(hijo, padre, apuntes)
        else:
            volcar(hijo, etree.SubElement(padre, "blockquote"), apuntes)


def _hoja(hoja: CajaDeTexto, padre: etree.Element, apuntes: Apuntes, apretada: bool) -> None:
    if hoja.tipo is Tipo.PARRAFO:
        _parrafo(hoja, padre, apretada)
    elif hoja.tipo is Tipo.TITULO:
        etree.SubElement(padre, f"h{hoja.nivel}").text = "\n".join(hoja.lineas).strip()
    elif hoja.tipo is Tipo.RAYA:
        etree.SubElement(padre, "hr")
    elif hoja.tipo is Tipo.TABLA:
        _tabla(hoja, padre, apuntes)
    elif hoja.tipo is not Tipo.NOTA:
        codigo = etree.SubElement(etree.SubElement(padre, "pre"), "code")
        codigo.text = AtomicString(code_escape("\n".join(hoja.lineas).rstrip()) + "\n")


def _parrafo(hoja: CajaDeTexto, padre: etree.Element, apretada: bool) -> None:
    texto = "\n".join(hoja.lineas).rstrip()
    if not texto:
        return
    if not apretada:
        etree.SubElement(padre, "p").text = texto
    elif len(padre):
        padre[-1].tail = texto
    else:
        padre.text = texto


def _lista(lista: Caja, padre: etree.Element, apuntes: Apuntes) -> None:
    elementos = [e for e in lista.hijos if isinstance(e, Caja)]
    apretada = not _es_suelta(elementos)
    ordenada = lista.marca in ".)"
    salida = etree.SubElement(padre, "ol" if ordenada else "ul")
    hechos = [etree.SubElement(salida, "li") for _ in elementos]
    for elemento, li in zip(elementos, hechos, strict=True):
        volcar(elemento, li, apuntes, apretada)
        _casilla(li)
    if ordenada:
        _numerar(salida, hechos, elementos, apuntes)


def _es_suelta(elementos: Sequence[Caja]) -> bool:
    """Si hay un renglón en blanco entre dos elementos, o entre dos bloques de uno."""
    for elemento in elementos:
        ultimo = elemento is elementos[-1]
        if elemento.blanco and not ultimo:
            return True
        for hijo in elemento.hijos:
            if not (ultimo and hijo is elemento.hijos[-1]) and _acaba_en_blanco(hijo):
                return True
    return False


def _acaba_en_blanco(bloque: Caja | CajaDeTexto) -> bool:
    if bloque.blanco:
        return True
    cae = isinstance(bloque, Caja) and bloque.tipo is not Tipo.CITA and bloque.hijos
    return bool(cae) and _acaba_en_blanco(bloque.hijos[-1])  # type: ignore[union-attr]  # si cae, es una Caja


def _numerar(
    salida: etree.Element,
    hechos: Sequence[etree.Element],
    elementos: Sequence[Caja],
    apuntes: Apuntes,
) -> None:
    """Cada elemento conserva el número que se le escribió: en un acta es contenido.

    Repetir el 1 (o el 0) en todos es la manera de pedir que se numeren solos.
    """
    primero = elementos[0].numero
    if primero != 1:
        salida.set("start", str(primero))
    if primero <= 1 and all(e.numero == primero for e in elementos):
        return
    sigue = primero
    for elemento, li in zip(elementos, hechos, strict=True):
        if elemento.numero != sigue:
            li.set("value", str(elemento.numero))
            if elemento.numero < sigue:
                apuntes.numeros_repetidos.append((elemento.linea, elemento.numero, sigue))
        sigue = elemento.numero + 1


def _casilla(li: etree.Element) -> None:
    """`[ ] tarea` y `[x] tarea`: una casilla que no se puede marcar, con su estado en palabras."""
    donde = li[0] if not li.text and len(li) and li[0].tag == "p" else li
    m = _CASILLA.match(donde.text or "")
    if not m or not donde.text:
        return
    estado = m[1].lower()
    marcada = {"checked": ""} if estado == "x" else {}
    casilla = etree.Element(
        "input", {"type": "checkbox", "disabled": "", "aria-label": _ESTADO[estado], **marcada}
    )
    casilla.tail, donde.text = donde.text[m.end() :], None
    donde.insert(0, casilla)


def _tabla(hoja: CajaDeTexto, padre: etree.Element, apuntes: Apuntes) -> None:
    tabla = etree.SubElement(padre, "table")
    alineadas = [_alineacion(c) for c in hoja.columnas]
    encabezado, *filas = hoja.lineas
    _fila(etree.SubElement(tabla, "thead"), "th", celdas(encabezado), alineadas)
    cuerpo = etree.SubElement(tabla, "tbody")
    for escrita in filas:
        fila = celdas(escrita)
        if any(fila[len(alineadas) :]):
            apuntes.filas_con_sobrante.append(escrita.strip())
        _fila(cuerpo, "td", fila, alineadas)


def _alineacion(separador: str) -> str:
    izquierda, derecha = separador.startswith(":"), separador.endswith(":")
    return ("", "left", "right", "center")[izquierda + 2 * derecha]


def _fila(
    grupo: etree.Element, etiqueta: str, textos: Sequence[str], alineadas: Sequence[str]
) -> None:
    fila = etree.SubElement(grupo, "tr")
    for columna, alineada in enumerate(alineadas):
        celda = etree.SubElement(fila, etiqueta)
        celda.text = textos[columna] if columna < len(textos) else ""
        if alineada:
            celda.set("align", alineada)
