"""Un planificador de Dask y sus obreros, de verdad y en este computador, que mueren con la prueba.

A un obrero se le puede dar un programa que corre al encenderse: así muere en el punto que se
quiera, o parece de otra versión.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generador.arboles import morir_con

ESPERA = 40
_CONECTADO = b"Registered to"


class Obreros:
    """Los procesos encendidos, y la dirección del planificador."""

    def __init__(self, carpeta: Path) -> None:
        self.carpeta = carpeta
        with socket.socket() as libre:
            libre.bind(("127.0.0.1", 0))
            self.puerto = libre.getsockname()[1]
        self.direccion = f"tcp://127.0.0.1:{self.puerto}"
        self.procesos: list[subprocess.Popen[bytes]] = []
        aqui = ["--host", "127.0.0.1", "--port", str(self.puerto), "--no-show"]
        self.planificador = self._encender("scheduler", *aqui, "--no-dashboard")

    def obrero(self, al_empezar: str = "") -> subprocess.Popen[bytes]:
        """Enciende un obrero, sin nadie que lo reemplace si muere."""
        nombre = f"obrero-{len(self.procesos)}"
        mas = []
        if al_empezar:
            programa = self.carpeta / f"{nombre}.py".replace("-", "_")
            programa.write_text(al_empezar, encoding="utf-8")
            mas = ["--preload", str(programa)]
        return self._encender(
            *("worker", self.direccion, "--no-nanny", "--nthreads", "1", "--no-dashboard"),
            *("--local-directory", str(self.carpeta / nombre), "--death-timeout", str(ESPERA)),
            *mas,
        )

    def esperar(self) -> None:
        """Hasta que todos los obreros estén conectados."""
        limite = time.monotonic() + ESPERA
        for n in range(1, len(self.procesos)):
            while _CONECTADO not in self._salida(n).read_bytes():
                assert time.monotonic() < limite, self._salida(n).read_text(encoding="utf-8")
                time.sleep(0.05)

    def _salida(self, n: int) -> Path:
        return self.carpeta / f"salida-{n}.txt"

    def _encender(self, *orden: str) -> subprocess.Popen[bytes]:
        padre = os.getpid()
        with self._salida(len(self.procesos)).open("wb") as salida:
            proceso = subprocess.Popen(
                [sys.executable, "-m", "dask", *orden],
                stdout=salida,
                stderr=salida,
                cwd=self.carpeta,
                preexec_fn=lambda: morir_con(padre),
            )
        self.procesos.append(proceso)
        return proceso


@contextmanager
def obreros_en(carpeta: Path) -> Iterator[Obreros]:
    """Los de una prueba; al terminar no queda ninguno."""
    carpeta.mkdir()
    hay = Obreros(carpeta)
    try:
        yield hay
    finally:
        for proceso in hay.procesos:
            proceso.kill()
            proceso.wait()


def esperar_a(archivo: Path) -> None:
    """Hasta que exista."""
    limite = time.monotonic() + ESPERA
    while not archivo.exists():
        assert time.monotonic() < limite, f"no apareció {archivo}"
        time.sleep(0.05)


def matar(proceso: subprocess.Popen[bytes]) -> None:
    """Sin aviso, como un corte de luz."""
    proceso.send_signal(signal.SIGKILL)
    proceso.wait()
