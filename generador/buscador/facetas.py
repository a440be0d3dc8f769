"""Por qué se puede filtrar cada resultado.

Pagefind tiene sus propios filtros, pero escribe sus valores en un orden que cambia de una corrida
a otra: con ellos, dos construcciones iguales no darían los mismos bytes.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping

from generador.buscador.hallables import Hallable

_FIRMA = b"pagefind_dcd"
_CARPETA, _EXTENSION = "fragment/", ".pf_fragment"

FACETAS = ("clase", "instancia", "anio", "entidad")


def facetas(hallables: Iterable[Hallable], archivos: Mapping[str, bytes]) -> bytes:
    """El JSON de las facetas: los valores de cada una y, por resultado, cuál tiene de cada una.

    `archivos` son los del índice. Un resultado se nombra como lo nombra Pagefind; el valor es el
    lugar en la lista de valores, o -1 si no tiene. El último número es su día, AAAAMMDD, o cero.
    Los atajos van con los resultados que nombran.
    """
    por_ruta = {h.ruta: h for h in hallables}
    de = {id_: por_ruta[ruta] for id_, ruta in _rutas(archivos)}
    valores = {f: _valores(f, por_ruta.values()) for f in FACETAS}
    lugares = {f: {v: n for n, v in enumerate(vs)} for f, vs in valores.items()}
    datos = {
        "valores": valores,
        "de": {
            id_: [*(lugares[f].get(getattr(h, f), -1) for f in FACETAS), _dia(h)]
            for id_, h in sorted(de.items())
        },
        "atajos": _atajos(de),
    }
    return json.dumps(datos, ensure_ascii=False, separators=(",", ":")).encode()


def _atajos(de: Mapping[str, Hallable]) -> dict[str, list[str]]:
    """Lo que, escrito así, nombra unos resultados y no solo se les parece."""
    atajos: dict[str, list[str]] = {}
    for id_, h in sorted(de.items()):
        if h.atajo:
            atajos.setdefault(h.atajo, []).append(id_)
    return dict(sorted(atajos.items()))


def _dia(hallable: Hallable) -> int:
    return int(hallable.orden.replace("-", "").ljust(8, "0") or 0)


def _rutas(archivos: Mapping[str, bytes]) -> Iterable[tuple[str, str]]:
    """El identificador de cada resultado y su ruta."""
    for nombre, crudo in archivos.items():
        if nombre.startswith(_CARPETA):
            datos = json.loads(gzip.decompress(crudo).removeprefix(_FIRMA))
            yield nombre[len(_CARPETA) : -len(_EXTENSION)], datos["meta"]["ruta"]


def _valores(faceta: str, hallables: Iterable[Hallable]) -> list[str]:
    """Los valores de una faceta; los años, del último al primero."""
    todos = sorted({v for h in hallables if (v := getattr(h, faceta))})
    return todos[::-1] if faceta == "anio" else todos
