"""Los trozos del índice: en qué documentos está cada palabra, en un archivo por comienzo.

Un trozo es la suma de lo que aportan los grupos, cada uno con su lugar: sale igual si se suma todo
de nuevo o si se cambia en él solo lo que aporta uno.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from generador.buscador.aporte import Aporte

# Hasta cuántos documentos, cuántas letras del comienzo de una palabra nombran su trozo: pocos
# trozos en un sitio pequeño, y ninguno muy grande en uno grande.
_LETRAS = ((500, 1), (5_000, 2))
_MAS_LETRAS = 3

Entrada = tuple[int, msgspec.Raw]
"""El lugar de un grupo, y en qué documentos suyos está una palabra."""
Palabras = dict[str, list[Entrada]]
Aportes = Mapping[str, Mapping[str, Mapping[int, msgspec.Raw | None]]]
"""Por trozo y por palabra, lo que aporta ahora cada grupo que cambió; `None` si ya nada."""


def letras_de(documentos: int) -> int:
    """Cuántas letras nombran un trozo en un sitio con tantos documentos."""
    return next((letras for tope, letras in _LETRAS if documentos <= tope), _MAS_LETRAS)


def comienzo(palabra: str, letras: int) -> str:
    """El trozo de una palabra; el de un atajo, «2025:acta 2 2025», es el de su año."""
    return palabra.partition(":")[0][:letras]


def sumar_trozos(aportes: Iterable[Aporte], letras: int) -> dict[str, bytes]:
    """Todos los trozos, por su comienzo: lo que aporta cada grupo, en el orden de los grupos."""
    trozos: defaultdict[str, Palabras] = defaultdict(dict)
    for lugar, aporte in enumerate(aportes):
        for palabra, donde in aporte.palabras.items():
            trozo = trozos[comienzo(palabra, letras)]
            trozo.setdefault(palabra, []).append((lugar, donde))
    return {nombre: _escrito(trozos.pop(nombre)) for nombre in sorted(trozos)}


def lo_que_cambia(pares: Iterable[tuple[int, Aporte, Aporte]], letras: int) -> Aportes:
    """Lo que va de un aporte al otro, de cada grupo que cambió."""
    cambios: defaultdict[str, defaultdict[str, dict[int, msgspec.Raw | None]]]
    cambios = defaultdict(lambda: defaultdict(dict))
    for lugar, viejo, nuevo in pares:
        for palabra in viejo.palabras.keys() | nuevo.palabras.keys():
            antes, ahora = viejo.palabras.get(palabra), nuevo.palabras.get(palabra)
            if antes is None or ahora is None or bytes(antes) != bytes(ahora):
                cambios[comienzo(palabra, letras)][palabra][lugar] = ahora
    return cambios


def cambiar_trozo(escrito: bytes, cambios: Mapping[str, Mapping[int, msgspec.Raw | None]]) -> bytes:
    """El trozo con lo que cambió en él; vacío si ya no le queda ninguna palabra."""
    trozo = msgspec.json.decode(escrito, type=Palabras) if escrito else {}
    for palabra, suyos in cambios.items():
        entradas = {**dict(trozo.get(palabra, ())), **suyos}
        trozo[palabra] = sorted((g, d) for g, d in entradas.items() if d is not None)
    return _escrito({palabra: entradas for palabra, entradas in trozo.items() if entradas})


def _escrito(trozo: Palabras) -> bytes:
    return msgspec.json.encode(dict(sorted(trozo.items()))) if trozo else b""
