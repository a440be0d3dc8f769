"""Correr los programas con que se publica: ni se esperan para siempre ni se les lee sin medida.

Del otro lado puede haber un servidor que no contesta nunca o que no deja de hablar.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO

from generador.publicacion.interfaz import FalloDeDestino

ESPERA = "GENERADOR_ESPERA"
"""Variable de entorno con los minutos que puede tardar un paso, si los de siempre no bastan."""

_MINUTOS = 30.0
_MAXIMO = 512 << 20
_TROZO = 1 << 16


def minutos_de_espera() -> float:
    """Los minutos que se espera por un paso: los de siempre, o los que dice la variable."""
    try:
        dados = float(os.environ.get(ESPERA, ""))
    except ValueError:
        return _MINUTOS
    return dados if dados > 0 else _MINUTOS


def correr(
    orden: Sequence[str], entrada: bytes = b"", entorno: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Lo que dijo el programa y con qué código terminó.

    Lanza `FalloDeDestino` si tarda o escribe más de lo debido; no queda nada suyo corriendo.
    """
    # En un grupo propio: al cortarlo se cortan también los que él encendió.
    with subprocess.Popen(
        orden,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=entorno,
        start_new_session=True,
    ) as proceso:
        try:
            return _atender(proceso, entrada)
        finally:
            _cortar(proceso)


def _atender(
    proceso: subprocess.Popen[bytes], entrada: bytes
) -> subprocess.CompletedProcess[bytes]:
    assert proceso.stdin and proceso.stdout and proceso.stderr
    dicho, quejas, de_mas = bytearray(), bytearray(), threading.Event()
    hilos = [
        threading.Thread(target=_dar, args=(proceso.stdin, entrada), daemon=True),
        threading.Thread(target=_oir, args=(proceso.stdout, dicho, proceso, de_mas), daemon=True),
        threading.Thread(target=_oir, args=(proceso.stderr, quejas, proceso, de_mas), daemon=True),
    ]
    for hilo in hilos:
        hilo.start()
    codigo = _esperar(proceso)
    _cortar(proceso)
    for hilo in hilos:
        hilo.join()
    if de_mas.is_set():
        raise FalloDeDestino(
            f"El otro lado envió más de {_MAXIMO >> 20} MiB y se dejó de leer. Nada se cambió.",
            "Revise que el destino sea el que cree, y repita.",
        )
    return subprocess.CompletedProcess(proceso.args, codigo, bytes(dicho), bytes(quejas))


def _esperar(proceso: subprocess.Popen[bytes]) -> int:
    """El código con que terminó. Con un plazo, `wait` pregunta cada tanto y no se entera a tiempo:
    aquí se espera de una vez, y a quien tarda lo corta otro hilo."""
    tardo = threading.Event()

    def vencer() -> None:
        tardo.set()
        _cortar(proceso)

    reloj = threading.Timer(minutos_de_espera() * 60, vencer)
    reloj.daemon = True
    reloj.start()
    try:
        codigo = proceso.wait()
    finally:
        reloj.cancel()
    if tardo.is_set():
        raise _tarda()
    return codigo


def _dar(tubo: IO[bytes], entrada: bytes) -> None:
    # Quien termina antes de leerlo todo ya dirá por qué.
    with suppress(BrokenPipeError), tubo:
        tubo.write(entrada)


def _oir(
    tubo: IO[bytes],
    dicho: bytearray,
    proceso: subprocess.Popen[bytes],
    de_mas: threading.Event,
) -> None:
    while trozo := os.read(tubo.fileno(), _TROZO):
        if len(dicho) + len(trozo) > _MAXIMO:
            de_mas.set()
            _cortar(proceso)
            return
        dicho += trozo


def _cortar(proceso: subprocess.Popen[bytes]) -> None:
    # El grupo puede seguir aunque su primero haya terminado; si no queda nadie, no hay qué cortar.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(proceso.pid, signal.SIGKILL)


def _tarda() -> FalloDeDestino:
    minutos = f"{minutos_de_espera():g}".replace(".", ",")
    return FalloDeDestino(
        f"El destino no terminó de responder en {minutos} minutos y se dejó de esperar. Lo que "
        "estaba a la vista sigue entero, salvo que el último paso haya alcanzado a terminar.",
        f"Revise la conexión y el servidor, y repita. Si el envío es de verdad así de largo, ponga "
        f"más minutos en la variable {ESPERA}.",
    )
