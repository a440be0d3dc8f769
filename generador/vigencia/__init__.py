"""Si lo publicado sigue vigente: «nada cambió» sin leer un solo registro.

Una construcción depende de sus fuentes, del programa y de lo pedido. De cada archivo se mira lo que
el disco dice (tamaño, horas e inodo), no lo que contiene: la hora de cambio la pone el sistema y
nadie la devuelve atrás. Si todo está como al construir y lo público es lo que esa construcción
dejó, construir otra vez daría los mismos bytes.

Ante cualquier duda la respuesta es «no se sabe», y se construye: eso siempre es correcto.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

import msgspec

from generador.arboles import (
    LO_QUE_PASO,
    MANIFIESTO,
    Almacen,
    ArchivoCambio,
    FalloDeEntorno,
    Lugar,
    RutasDeSalida,
    Sondeo,
    abrir_carpeta,
    intacta,
    que_es,
    se_puede_bifurcar,
    sondear,
)
from generador.modelo.archivos import INSTANCIAS
from generador.vigencia.programa import huella_del_programa

_RECUERDO = "ultima-construccion"


class Balance(msgspec.Struct, frozen=True):
    """Lo que se informa de una construcción, ya contado.

    `registros` son cuentas con su nombre en singular y en plural; `filas`, los primeros renglones
    del cumplimiento y `renglones`, cuántos son; `sin_publicar`, lo que no se publica y por qué.
    """

    registros: tuple[tuple[int, str, str], ...]
    paginas: int
    hallazgos: str
    filas: tuple[tuple[str, ...], ...]
    renglones: int
    sin_publicar: tuple[tuple[str, str], ...] = ()


class _Sello(msgspec.Struct, frozen=True):
    """Qué había al construir (`clave`), qué manifiesto quedó público y qué se informó."""

    clave: str
    manifiesto: str
    balance: Balance


@dataclass(frozen=True, slots=True)
class Consulta:
    """Lo que se miró antes de construir. `balance` es el de la última vez, si sigue vigente.

    `sondeos` son los de las instancias, por su identificador.
    """

    balance: Balance | None
    sondeos: Mapping[str, Sondeo]
    _salida: Path
    _clave: str

    def sellar(self, balance: Balance, manifiesto: str) -> None:
        """Anota que lo mirado dio lo que ahora es público; `manifiesto` es el SHA-256 del suyo."""
        if not self._clave:
            return
        # Si no se puede, lo público está igual de bien: la próxima vez se construirá.
        with suppress(FalloDeEntorno, OSError):
            sello = _Sello(self._clave, manifiesto, balance)
            _almacen_de(self._salida).guardar(_RECUERDO, sello, LO_QUE_PASO)


def consultar(raiz: Path, salida: Path, pedido: Iterable[str]) -> Consulta:
    """Mira las fuentes de `raiz` y el programa, antes de construir en `salida`.

    `pedido` es todo lo demás de que depende lo construido. No escribe, no toma el cerrojo y no
    lanza nada por lo que haya en el disco.
    """
    esta_intacta = _aparte(partial(intacta, salida))
    try:
        sondeos, comun = _sondear_fuentes(raiz)
        programa = huella_del_programa()
    except (OSError, ArchivoCambio):
        # Algo cambió mientras se miraba, o no se deja leer: que lo diga quien construye.
        return Consulta(None, {}, salida, "")
    finally:
        publico = esta_intacta()
    todo = [comun, *sondeos.values()]
    if not all(s.firme for s in todo):
        return Consulta(None, sondeos, salida, "")
    clave = _suma("\0".join((*pedido, os.path.realpath(raiz), programa, *(s.huella for s in todo))))
    return Consulta(_vigente(salida, clave) if publico else None, sondeos, salida, clave)


def _aparte(pregunta: Callable[[], bool]) -> Callable[[], bool]:
    """Empieza a responder en otro proceso: mirar lo público tarda tanto como mirar las fuentes.

    Si allá algo falla, la respuesta es que no; quien construya hallará la causa y la dirá.
    """
    if not se_puede_bifurcar():
        return pregunta
    hijo = os.fork()
    if hijo == 0:
        codigo = 1
        try:
            codigo = 0 if pregunta() else 1
        finally:
            os._exit(codigo)
    return lambda: os.waitpid(hijo, 0)[1] == 0


def _vigente(salida: Path, clave: str) -> Balance | None:
    sello = _almacen_de(salida).leer(_RECUERDO, _Sello, LO_QUE_PASO)
    try:
        manifiesto = (salida / MANIFIESTO).read_bytes()
    except OSError:
        return None
    if sello is None:
        return None
    del_sello = (sello.clave, sello.manifiesto) == (clave, sha256(manifiesto).hexdigest())
    return sello.balance if del_sello else None


def _almacen_de(salida: Path) -> Almacen:
    return Almacen(RutasDeSalida(Path(os.path.realpath(salida.parent)) / salida.name).memoria)


def _sondear_fuentes(raiz: Path) -> tuple[dict[str, Sondeo], Sondeo]:
    """El sondeo de cada instancia y el de todo lo demás que se lee del sitio."""
    slugs = _instancias(raiz)
    comunes = [
        sondear(Lugar(raiz, "contenido"), menos={f"instancias/{slug}" for slug in slugs}),
        sondear(Lugar(raiz, "temas")),
    ]
    comun = Sondeo(_suma(" ".join(s.huella for s in comunes)), all(s.firme for s in comunes))
    suyas = {slug: sondear(Lugar(raiz, f"{INSTANCIAS}/{slug}")) for slug in slugs}
    return suyas, comun


def _instancias(raiz: Path) -> list[str]:
    lugar = Lugar(raiz, INSTANCIAS)
    if not que_es(lugar):
        return []
    descriptor = abrir_carpeta(lugar)
    try:
        with os.scandir(descriptor) as entradas:
            return sorted(e.name for e in entradas if e.is_dir(follow_symlinks=False))
    finally:
        os.close(descriptor)


def _suma(texto: str) -> str:
    return sha256(os.fsencode(texto)).hexdigest()
