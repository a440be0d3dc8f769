"""Un paso en el lenguaje de los remedios, que describe `generador.arreglos`."""

from __future__ import annotations

import posixpath
import re

from generador.arreglos.pasos import Borrado, Cambio, Creacion, Paso, Recodificacion, Traslado

Frase = tuple[str, tuple[str, ...]]
"""La frase y, si termina en dos puntos, los renglones que van debajo."""

# Lo que no se ve, o que se confunde con las comillas de la frase, se muestra en su línea entera.
_NO_SE_CITA = re.compile(
    r"[\x00-\x1f\x7f-\xa0«»\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]"
)

_COMENTA = " # "


def decir(paso: Paso, archivo: str) -> Frase:
    """El paso en palabras; `archivo` es el del hallazgo, que no se repite."""
    if isinstance(paso, Cambio):
        return _decir_cambio(paso, "" if paso.archivo == archivo else f" de «{paso.archivo}»")
    if isinstance(paso, Traslado):
        return _decir_traslado(paso), ()
    if isinstance(paso, Creacion):
        renglones = paso.texto.removesuffix("\n").split("\n")
        return f"cree el archivo «{paso.archivo}» con:", tuple(renglones)
    if isinstance(paso, Borrado):
        return f"borre el archivo «{paso.archivo}»", ()
    assert isinstance(paso, Recodificacion)
    return f"guarde «{paso.archivo}» en UTF-8: está en {paso.codificacion}", ()


def _decir_traslado(paso: Traslado) -> str:
    misma = posixpath.dirname(paso.archivo) == posixpath.dirname(paso.destino)
    if misma:
        return f"cambie el nombre de «{paso.archivo}» a «{posixpath.basename(paso.destino)}»"
    return f"mueva «{paso.archivo}» a «{paso.destino}»"


def _decir_cambio(paso: Cambio, de: str) -> Frase:
    cuantas = len(paso.viejas)
    if not cuantas:
        donde = f"debajo de la línea {paso.desde - 1}" if paso.desde > 1 else "al comienzo"
        return f"agregue {donde}{de}:", paso.nuevas
    if (cuantas, len(paso.nuevas)) == (1, 1) and (trozo := _trozo(*paso.viejas, *paso.nuevas)):
        viejo, nuevo = trozo
        return f"en la línea {paso.desde}{de}, cambie «{viejo}» por «{nuevo}»", ()
    lineas = f"la línea {paso.desde}"
    if cuantas > 1:
        lineas = f"las líneas {paso.desde} a {paso.desde + cuantas - 1}"
    if not paso.nuevas:
        return f"quite {lineas}{de}", ()
    return f"escriba {lineas}{de} así:", paso.nuevas


def _trozo(viejo: str, nuevo: str) -> tuple[str, str] | None:
    """La parte que cambia, hasta el borde de sus palabras; ninguna si no se puede citar.

    Si no basta, se toman más palabras de la línea, las menos posibles, hasta que lo citado esté una
    sola vez.
    """
    antes, despues = _comunes(viejo, nuevo)
    izquierdas = [m.start() for m in re.finditer(r"\S+", viejo[:antes])][::-1]
    fin = len(viejo) - despues
    derechas = [len(viejo) - fin - m.end() for m in re.finditer(r"\S+", viejo[fin:])]
    for palabras in range(len(izquierdas) + len(derechas) + 1):
        for a_la_izquierda in range(palabras + 1):
            a_la_derecha = palabras - a_la_izquierda
            if a_la_izquierda > len(izquierdas) or a_la_derecha > len(derechas):
                continue
            desde = [antes, *izquierdas][a_la_izquierda]
            hasta = [despues, *derechas][a_la_derecha]
            citado = _corte(viejo, nuevo, desde, hasta)
            if _citable(viejo, *citado):
                return citado
    return None


def _corte(viejo: str, nuevo: str, antes: int, despues: int) -> tuple[str, str]:
    return viejo[antes : len(viejo) - despues], nuevo[antes : len(nuevo) - despues]


def _comunes(viejo: str, nuevo: str) -> tuple[int, int]:
    """Cuántas letras iguales hay al comienzo y al final, sin partir una palabra."""
    tope = min(len(viejo), len(nuevo))
    antes = next((n for n in range(tope) if viejo[n] != nuevo[n]), tope)
    while antes and (_dentro(viejo, antes) or _dentro(nuevo, antes)):
        antes -= 1
    tope -= antes
    despues = next((n for n in range(tope) if viejo[-1 - n] != nuevo[-1 - n]), tope)
    while despues and (
        _dentro(viejo, len(viejo) - despues) or _dentro(nuevo, len(nuevo) - despues)
    ):
        despues -= 1
    # Detrás de una almohadilla nueva, lo que era el valor es un comentario: también cambió.
    if _COMENTA in nuevo[antes : len(nuevo) - despues] and _COMENTA not in viejo[antes:]:
        despues = 0
    return antes, despues


def _dentro(linea: str, posicion: int) -> bool:
    """Si en esa posición se parte una palabra o una cifra."""
    alrededor = linea[max(0, posicion - 1) : posicion + 1]
    return len(alrededor) == 2 and not any(c.isspace() for c in alrededor)


def _citable(linea: str, viejo: str, nuevo: str) -> bool:
    visibles = all(t and t == t.strip() and not _NO_SE_CITA.search(t) for t in (viejo, nuevo))
    return visibles and linea.count(viejo) == 1
