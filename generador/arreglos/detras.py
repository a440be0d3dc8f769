"""Lo que un archivo que no se puede leer no deja ver, dicho en la misma corrida.

Si lo que impide leerlo se escribe de una sola manera, se mira en memoria cómo quedaría: lo demás
que está mal en él se dice con sus renglones de hoy, y no en la corrida siguiente.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from generador.arreglos.lineas import TextoEnLineas
from generador.arreglos.mecanicos import (
    NO_DEJAN_LEER,
    Revisar,
    aplicar,
    compatibles,
    pasos_mecanicos,
)
from generador.arreglos.mesa import Mesa
from generador.arreglos.pasos import Cambio
from generador.hallazgo import Hallazgo, ordenar
from generador.lectura.contenido import Contenido
from generador.lectura.propuesto import Propuesto

_RONDAS = 4


def con_lo_que_ocultan(
    hallazgos: tuple[Hallazgo, ...], raiz: Path, revisar: Revisar, salida: Path | None = None
) -> tuple[Hallazgo, ...]:
    """Los mismos, y los que ocultaba un archivo ilegible que se sabe cómo se escribe.

    Los agregados no traen arreglos: cómo se escriben se sabe cuando el archivo se pueda leer.
    Lanza lo que lance `revisar`.
    """
    if not any(h.codigo.startswith(NO_DEJAN_LEER) for h in hallazgos):
        return hallazgos
    propuesto = Propuesto(raiz)
    ahora, tocados = hallazgos, set[str]()
    for _ in range(_RONDAS):
        mesa = Mesa(propuesto, salida)
        ilegibles = (h for h in ahora if h.codigo.startswith(NO_DEJAN_LEER))
        pasos = [p for h in ilegibles for p in pasos_mecanicos(h, mesa) if isinstance(p, Cambio)]
        por_hacer = compatibles(pasos) if pasos else []
        if not por_hacer:
            break
        for paso in por_hacer:
            aplicar(propuesto, paso)
            tocados.add(paso.archivo)
        ahora = tuple(revisar(propuesto))
    return ordenar((*hallazgos, *_nuevos(hallazgos, ahora, tocados, propuesto)))


def _nuevos(
    antes: Iterable[Hallazgo], ahora: Iterable[Hallazgo], tocados: set[str], propuesto: Propuesto
) -> Iterator[Hallazgo]:
    dichos = {(h.origen.archivo, h.codigo, h.mensaje) for h in antes}
    hoy = Contenido(propuesto.raiz)
    renglones = {
        archivo: _de_hoy(hoy.entero(archivo), propuesto.entero(archivo)) for archivo in tocados
    }
    for h in ahora:
        archivo = h.origen.archivo
        if archivo in tocados and (archivo, h.codigo, h.mensaje) not in dichos:
            suyos = renglones[archivo]
            linea = suyos[min(h.origen.linea, len(suyos)) - 1] if suyos else 1
            yield replace(h, origen=replace(h.origen, linea=linea), arreglos=())


def _de_hoy(antes: bytes, ahora: bytes) -> list[int]:
    """De cada renglón de como quedaría, el número del que es hoy."""
    viejos, nuevos = (TextoEnLineas.de(crudo).lineas for crudo in (antes, ahora))
    de_hoy: list[int] = []
    for _, desde, hasta, a, b in difflib.SequenceMatcher(None, viejos, nuevos, False).get_opcodes():
        de_hoy += [min(desde + n, max(hasta - 1, desde)) + 1 for n in range(b - a)]
    return de_hoy
