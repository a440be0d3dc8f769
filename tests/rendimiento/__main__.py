"""Mide el generador y sus pares y escribe docs/rendimiento.md: `make rendimiento`.

Sin opciones mide todas las filas con 1.000 y con 10.000 actas. Lo medido se guarda y se suma: se
puede medir por partes, interrumpir y retomar, y el documento se escribe cada vez con todo.
"""

from __future__ import annotations

import argparse
import signal
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path

from rendimiento import corpus, documento, maquina
from rendimiento.analizadores import medir_analizadores
from rendimiento.descargas import medir_descargas
from rendimiento.disposicion import PROPIO
from rendimiento.equivalencia import TrabajoDesigual, comparar
from rendimiento.filas import DESCARGAS, FILAS, SERVIR, Fila, medir_fila
from rendimiento.instalar import GUARDADO, TODOS, NoSeInstala, instalar
from rendimiento.medir import CorridaFallida
from rendimiento.navegador import medir_servir
from rendimiento.perfil import HASTA, perfilar
from rendimiento.registros import Tamano, leer_tamano
from rendimiento.resultados import Medicion, Resultados, huella_del_codigo, leer
from rendimiento.taller import Taller, abrir

MEMORIA = Path("/dev/shm")
_DETENIDO = 143
_CON_NAVEGADOR = {SERVIR: medir_servir, DESCARGAS: medir_descargas}


def pedir() -> argparse.Namespace:
    """Lo que dice la línea de órdenes."""
    orden = argparse.ArgumentParser(prog="rendimiento", description=__doc__)
    orden.add_argument(
        "--tamano",
        action="append",
        type=leer_tamano,
        metavar="N",
        help="actas del corpus; 4000x1 dice también cuántas instancias",
    )
    orden.add_argument(
        "--solo",
        action="append",
        choices=list(FILAS),
        metavar="FILA",
        help=f"una o varias filas: {', '.join(FILAS)}",
    )
    orden.add_argument(
        "--con",
        action="append",
        choices=[PROPIO, *TODOS],
        metavar="QUIEN",
        help="mide a estos y no a los de costumbre para ese tamaño",
    )
    orden.add_argument("--veces", type=int, default=5, help="turnos de cada fila (5)")
    orden.add_argument("--semilla", type=int, default=1, help="la del corpus (1)")
    orden.add_argument(
        "--en-memoria",
        action="store_true",
        help="trabaja en una carpeta en memoria y no en el disco",
    )
    orden.add_argument("--de-nuevo", action="store_true", help="olvida lo medido de esas filas")
    orden.add_argument(
        "--solo-documento",
        action="store_true",
        help="no mide: escribe el documento con lo guardado",
    )
    orden.add_argument(
        "--solo-comparar", action="store_true", help="no mide: comprueba que el trabajo sea igual"
    )
    return orden.parse_args()  # fmt: skip


def principal() -> int:
    """Mide lo pedido y escribe el documento; 1 si algo no se pudo medir."""
    # Quien lo detiene no deja servidores ni navegadores corriendo: cada uno se cierra al salir.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_DETENIDO))
    pedido = pedir()
    resultados = leer()
    if pedido.solo_documento:
        documento.escribir(resultados)
        return 0
    falta = False
    for tamano in pedido.tamano or [Tamano(1000, 20), Tamano(10_000, 200)]:
        falta = _medir_tamano(pedido, tamano, resultados) or falta
        if not pedido.solo_comparar:
            documento.escribir(resultados)
    return int(falta)


def _medir_tamano(pedido: argparse.Namespace, tamano: Tamano, resultados: Resultados) -> bool:
    """Las filas pedidas de un tamaño; dice si alguna quedó sin medir."""
    base = MEMORIA / "rendimiento" if pedido.en_memoria else GUARDADO / "corpus"
    carpeta = base / tamano.clave
    carpeta.mkdir(parents=True, exist_ok=True)
    lugar = maquina.sistema_de_archivos(carpeta)
    resultados.maquina = maquina.describir()
    filas = [FILAS[f] for f in pedido.solo or FILAS]
    actas = list(corpus.actas(tamano.actas, tamano.instancias, pedido.semilla))
    quienes = {q for f in filas for q in pedido.con or f.participantes(tamano.actas)}
    orden = [q for q in (PROPIO, *TODOS) if q in quienes]
    talleres = {q: t for q in orden if (t := _abrir(pedido, q, carpeta, actas, tamano, resultados))}
    falta = len(talleres) < len(orden)
    if PROPIO in talleres and len(talleres) > 1:
        falta = not _comparar(talleres, tamano, resultados) or falta
    if pedido.solo_comparar:
        return falta
    for fila in filas:
        medicion = resultados.medicion(fila.clave, tamano.clave, lugar, pedido.de_nuevo)
        propios = pedido.con or fila.participantes(tamano.actas)
        presentes = [talleres[q] for q in orden if q in propios and q in talleres]
        if not presentes:
            continue
        decir(f"{tamano.clave} actas, {lugar}: {fila.titulo} ({len(presentes)} por turno)")
        falta = not _medir(fila, presentes, medicion, pedido.veces, resultados) or falta
    if PROPIO in talleres and any(f.clave == "fria" for f in filas):
        perfilar(talleres[PROPIO], tamano, resultados)
        falta = not _analizar(tamano, pedido.semilla, resultados) or falta
    resultados.guardar()
    return falta


def _medir(
    fila: Fila, talleres: list[Taller], medicion: Medicion, turnos: int, resultados: Resultados
) -> bool:
    """Los turnos que falten de una fila; si algo falla lo dice y sigue con las demás."""
    try:
        medir = _CON_NAVEGADOR.get(fila.clave, partial(medir_fila, fila))
        medir(talleres, medicion, turnos, resultados.guardar)
    except (CorridaFallida, TrabajoDesigual) as motivo:
        decir(f"  SIN MEDIR: {motivo}")
        return False
    return True


def _analizar(tamano: Tamano, semilla: int, resultados: Resultados) -> bool:
    """Mide otros analizadores con los textos del corpus; con los de uno pequeño basta."""
    if tamano.actas > HASTA:
        return True
    try:
        resultados.analizadores = medir_analizadores(tamano, semilla)
    except (NoSeInstala, CorridaFallida) as motivo:
        decir(f"  SIN MEDIR: {motivo}")
        return False
    return True


def _abrir(
    pedido: argparse.Namespace,
    quien: str,
    carpeta: Path,
    actas: list[corpus.ActaInventada],
    tamano: Tamano,
    resultados: Resultados,
) -> Taller | None:
    """Instala el par y escribe su corpus; `None`, y lo dice, si aquí no se puede."""
    try:
        if quien in TODOS:
            instalar(TODOS[quien])
    except NoSeInstala as motivo:
        decir(f"  {motivo}")
        return None
    resultados.versiones[quien] = maquina.version(quien)
    return abrir(quien, carpeta, actas, tamano, pedido.semilla)


def _comparar(talleres: dict[str, Taller], tamano: Tamano, resultados: Resultados) -> bool:
    """Construye todo una vez, sin medir, y saca de la comparación al par que no haga lo mismo.

    Lo ya comprobado con este mismo código, corpus y tema no se repite.
    """
    propio = talleres[PROPIO]
    guardados = resultados.iguales.setdefault(tamano.clave, {})
    codigo = huella_del_codigo()
    firmas = {q: f"{codigo} {t.firma}" for q, t in talleres.items() if q != PROPIO}
    pendientes = [q for q, f in firmas.items() if guardados.get(q, {}).get("firma") != f]
    if pendientes:
        decir(f"{tamano.clave} actas: compruebo que el trabajo sea igual")
        propio.construir()
    for quien in pendientes:
        guardados.pop(quien, None)
        try:
            talleres[quien].construir()
            hecho = comparar(propio.raiz, talleres[quien].raiz, quien, propio.actas, tamano)
            hecho.exigir(TODOS[quien].titulo)
        except (CorridaFallida, TrabajoDesigual) as motivo:
            decir(f"  FUERA: {motivo}")
            del talleres[quien]
            continue
        guardados[quien] = {"firma": firmas[quien], **asdict(hecho)}
    resultados.guardar()
    return len(talleres) > len(firmas)


def decir(que: str) -> None:
    """El avance va por la salida de errores."""
    print(que, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(principal())
