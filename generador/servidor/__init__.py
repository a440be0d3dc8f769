"""La vista previa: el sitio con sus borradores, que se recarga solo al guardar.

    vigilar -> construir aparte -> avisar a los navegadores

Solo atiende a este computador. Sirve su propia carpeta, `.vista/`, y no toca lo publicado.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generador.arboles import FalloDeEntorno
from generador.construccion import Pedido, Resultado
from generador.servidor.aplicacion import Servidor
from generador.servidor.puertas import HUESPED, abrir_puerto
from generador.servidor.vigilante import Cambios, vigilar
from generador.servidor.vista_previa import VistaPrevia, abrir_vista

__all__ = ["HUESPED", "Voces", "servir"]

_RESPIRO = 0.15
"""Segundos para que los navegadores reciban lo adelantado antes de construir entero."""
_SENALES = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True, slots=True)
class Voces:
    """A quién se cuenta lo que pasa: el puerto abierto, cada construcción y cada falla."""

    abierto: Callable[[int], None]
    construido: Callable[[Resultado], None]
    fallido: Callable[[BaseException], None]


def servir(pedido: Pedido, puerto: int | None, voces: Voces) -> None:
    """Sirve la vista previa del pedido hasta que se interrumpa; entonces cierra todo y vuelve.

    Sin `puerto` se toma el primero libre. Lanza `FalloDeEntorno` si el puerto está ocupado, si
    otra orden sirve este mismo sitio o si el disco no deja construir la primera vez.
    """
    enchufes = abrir_puerto(puerto)
    try:
        direccion = f"http://{HUESPED}:{enchufes[0].getsockname()[1]}/"
        with abrir_vista(pedido, direccion) as vista:
            asyncio.run(_atender(vista, Servidor(enchufes, vista), voces))
    finally:
        for enchufe in enchufes:
            enchufe.close()


async def _atender(vista: VistaPrevia, servidor: Servidor, voces: Voces) -> None:
    fin, cambios = asyncio.Event(), Cambios()
    _al_interrumpir(fin, cambios)
    # Se vigila desde antes de la primera construcción: lo guardado mientras tanto no se pierde.
    vigia = asyncio.create_task(vigilar(vista.fuentes, cambios, fin))
    with ThreadPoolExecutor(1, "construccion") as hilo:
        _exigir_entorno(await _construir(vista, hilo, voces))
        if not fin.is_set():
            servidor.abrir()
            voces.abierto(servidor.puerto)
        while True:
            caminos = await cambios.tomar()
            if fin.is_set():
                break
            if await _adelantar(vista, hilo, caminos):
                servidor.recargar()
                await asyncio.sleep(_RESPIRO)
            version = vista.estado.version
            await _construir(vista, hilo, voces)
            if vista.estado.version != version:
                servidor.recargar()
    await servidor.cerrar()
    await vigia


def _al_interrumpir(fin: asyncio.Event, cambios: Cambios) -> None:
    def terminar() -> None:
        fin.set()
        cambios.agregar()

    lazo = asyncio.get_running_loop()
    for senal in _SENALES:
        # Donde el lazo no admite señales, Ctrl-C interrumpe por la vía de siempre.
        with suppress(NotImplementedError):
            lazo.add_signal_handler(senal, terminar)


async def _adelantar(
    vista: VistaPrevia, hilo: ThreadPoolExecutor, caminos: frozenset[Path]
) -> bool:
    """Muestra ya lo que se pueda de lo cambiado; cierto si hay algo que ver.

    Lo que falle aquí fallará también al construir entero, que viene enseguida y lo dice.
    """
    hecho = asyncio.wrap_future(hilo.submit(vista.adelantar, caminos))
    await asyncio.wait([hecho])
    paginas = {} if hecho.exception() else hecho.result()
    vista.anotar_adelanto(paginas)
    return bool(paginas)


async def _construir(
    vista: VistaPrevia, hilo: ThreadPoolExecutor, voces: Voces
) -> BaseException | None:
    """Construye en otro hilo y cuenta lo que salió; la falla, si la hubo."""
    hecho = asyncio.wrap_future(hilo.submit(vista.construir))
    await asyncio.wait([hecho])
    fallo = hecho.exception()
    if fallo is None:
        vista.anotar(hecho.result())
        voces.construido(hecho.result())
    else:
        # Un defecto del programa muestra su traza y no detiene a quien está escribiendo.
        vista.anotar_falla(fallo)
        voces.fallido(fallo)
    return fallo


def _exigir_entorno(fallo: BaseException | None) -> None:
    if isinstance(fallo, FalloDeEntorno):
        raise fallo
