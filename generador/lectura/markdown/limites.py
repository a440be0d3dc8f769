"""Antes de interpretar: normalizar el texto y rechazar lo que agotaría al intérprete.

Los de los bloques (niveles, celdas) están en `bloques.lector`, que los cuenta mientras lee.

El costo se estima contando, no con un reloj: el mismo texto da siempre el mismo resultado.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import unescape

from generador.hallazgo import Accion, Arreglo, Certeza, Hallazgo, Origen, error
from generador.lectura.markdown.lugares import Lugares
from generador.modelo.invisibles import INVISIBLE, sin_invisibles

BYTES_MAXIMOS = 512 * 1024
LINEAS_MAXIMAS = 20_000
LARGO_DE_LINEA = 20_000
NOTAS_MAXIMAS = 800
DEFINICIONES_MAXIMAS = 2_000
# Lo que cuesta la etapa de línea, en unidades que toman cada una menos de medio segundo: pasos
# buscando el cierre de un corchete, y letras copiadas por cada marca de un párrafo.
PASOS_MAXIMOS = 500_000
COPIAS_MAXIMAS = 100_000_000
# Un texto más corto no puede llegar a esas cantidades.
_LARGO_SIN_ESTIMAR = 500

# Controles, sustitutos sueltos y marcas que cambian el sentido de la lectura. Los de U+0080 a
# U+009F son letras dañadas, y eso se dice al leer el archivo.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ENTIDAD = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z0-9]+);")
_LINEA_LARGA = re.compile(rf"^.{{{LARGO_DE_LINEA + 1}}}", re.MULTILINE)
_MARCAS = ("`", "\\", "[", "<", "&", "*", "_", "~", "@", "://", "www.", "  \n")


def normalizar(texto: str) -> str:
    """El texto con saltos de línea `\\n` y en la forma NFC."""
    if "\r" in texto:
        texto = texto.replace("\r\n", "\n").replace("\r", "\n")
    # Preguntar es mucho más barato que normalizar, y casi siempre ya está normalizado.
    return texto if unicodedata.is_normalized("NFC", texto) else unicodedata.normalize("NFC", texto)


def revisar_limites(lugares: Lugares) -> tuple[Hallazgo, ...]:
    """Los motivos para no interpretar un cuerpo ya normalizado. Vacía si se puede."""
    return (*_control(lugares), *_tamano(lugares), *_notas(lugares))


def _control(lugares: Lugares) -> Iterator[Hallazgo]:
    """Un hallazgo por todos los que están escritos, y uno por cada entidad que lo es."""
    if m := _CONTROL.search(lugares.texto):
        yield _invisible(lugares.en(m.start()), m[0], *_sin_ellos(lugares))
    for m in _entidades(lugares.texto):
        signo = unescape(m[0])
        queda, seguro = sin_invisibles(f"a{signo}a")
        cambio = Arreglo(Accion.CAMBIAR, queda[1:-1], antes=m[0])
        yield _invisible(lugares.en(m.start()), signo, *([cambio] if seguro else []))


def _invisible(lugar: Origen, signo: str, *arreglos: Arreglo) -> Hallazgo:
    return error(
        "markdown-caracter-de-control",
        lugar,
        f"Hay un carácter invisible que no se puede publicar (U+{ord(signo):04X}).",
        "Bórrelo: suele venir al copiar de otro programa. Vuelva a escribir esa palabra.",
        *arreglos,
    )


def _sin_ellos(lugares: Lugares) -> Iterator[Arreglo]:
    """Cada línea sin esos caracteres, salvo que alguno pueda estar en lugar de una letra."""
    for numero, linea in enumerate(lugares.texto.split("\n"), 1):
        if _CONTROL.search(linea):
            queda, seguro = sin_invisibles(linea, _CONTROL)
            if seguro:
                lugar = lugares.en_linea(numero)
                yield Arreglo(Accion.RENGLONES, queda, Certeza.MECANICO, donde=lugar)


def _entidades(texto: str) -> Iterable[re.Match[str]]:
    """Cada entidad distinta que es uno de esos caracteres: `&#x202e;`."""
    todas = _ENTIDAD.finditer(texto) if "&" in texto else ()
    return {m[0]: m for m in todas if INVISIBLE.search(unescape(m[0]))}.values()


def _tamano(lugares: Lugares) -> Iterator[Hallazgo]:
    texto = lugares.texto
    if len(texto) > BYTES_MAXIMOS // 4:
        largo = len(texto.encode("utf-8", "replace"))
        if largo > BYTES_MAXIMOS:
            yield _muy_grande(lugares, 0, f"El texto pesa {largo // 1024} KiB; el máximo es 512.")
    lineas = texto.count("\n") + 1
    if lineas > LINEAS_MAXIMAS:
        yield _muy_grande(lugares, 0, f"El texto tiene {lineas} líneas; el máximo es 20 000.")
    larga = _LINEA_LARGA.search(texto)
    if larga:
        mensaje = "La línea tiene más de 20 000 caracteres."
        yield _muy_grande(lugares, larga.start(), mensaje)


def _muy_grande(lugares: Lugares, posicion: int, mensaje: str) -> Hallazgo:
    return error(
        "markdown-muy-grande",
        lugares.en(posicion),
        mensaje,
        "Divida el texto, o publique la parte larga como anexo.",
    )


def _notas(lugares: Lugares) -> Iterator[Hallazgo]:
    if lugares.texto.count("[^") > NOTAS_MAXIMAS:
        primera = lugares.en(lugares.texto.find("[^"))
        yield muy_anidado(primera, f"más de {NOTAS_MAXIMAS} notas y llamadas a notas")
    if lugares.texto.count("]:") > DEFINICIONES_MAXIMAS:
        primera = lugares.en(lugares.texto.find("]:"))
        yield muy_anidado(primera, f"más de {DEFINICIONES_MAXIMAS} definiciones de enlaces")


def muy_anidado(lugar: Origen, detalle: str) -> Hallazgo:
    """El hallazgo de un texto con demasiadas cosas unas dentro de otras."""
    return error(
        "markdown-muy-anidado",
        lugar,
        f"El texto tiene {detalle}: no se puede interpretar.",
        "Simplifique: pocos niveles de listas, párrafos separados por una línea en blanco, y "
        "una línea de separación se escribe «---».",
    )


def texto_costoso(textos: Iterable[str]) -> str:
    """El texto desde el que interpretar las marcas costaría demasiado; vacío si no lo hay."""
    pasos = copias = 0
    for texto in textos:
        if len(texto) > _LARGO_SIN_ESTIMAR:
            pasos += _pasos(texto)
            copias += sum(map(texto.count, _MARCAS)) * len(texto)
            if pasos > PASOS_MAXIMOS or copias > COPIAS_MAXIMAS:
                return texto
    return ""


def _pasos(unidad: str) -> int:
    """Cuánto recorre el intérprete buscando el cierre de cada corchete y cada comilla."""
    if unidad.count("[") + unidad.count("`") < 50:
        return 0
    return _sin_cierre(unidad) + _comillas(unidad)


def _sin_cierre(unidad: str) -> int:
    pasos, abiertos = 0, []
    for m in re.finditer(r"[\[\]]|\]\(", unidad):
        if m[0] == "[":
            abiertos.append(m.start())
        elif abiertos:
            pasos += m.start() - abiertos.pop()
    pasos += sum(len(unidad) - a for a in abiertos)
    cierres = [m.end() for m in re.finditer(r"\]\(", unidad)]
    return pasos + sum((unidad.find(")", c) + 1 or len(unidad)) - c for c in cierres)


def _comillas(unidad: str) -> int:
    grupos = unidad.count("`")
    return grupos * (grupos + unidad.count("|")) // 8
