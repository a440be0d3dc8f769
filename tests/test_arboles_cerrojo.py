"""El cerrojo: uno a la vez, dice quién, y un muerto no estorba."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generador.arboles import SalidaOcupada, abrir_salida

TENER = """
import os, sys, time
from pathlib import Path
from generador.arboles import abrir_salida
with abrir_salida(Path(sys.argv[1]), orden="publicar"):
    hijo = os.fork() if sys.argv[2] == "con-hijo" else 1
    # Habla el hijo, cuando ya existe: antes aún no ha soltado lo que heredó.
    if hijo in (0, 1):
        print(hijo or os.getpid(), flush=True)
    time.sleep(60)
    os._exit(0)
"""


@contextmanager
def otro_proceso(salida: Path, modo: str = "solo") -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Otro intérprete que tiene el cerrojo; entrega el proceso y el hijo que haya creado."""
    orden = [sys.executable, "-c", TENER, str(salida), modo]
    with subprocess.Popen(orden, stdout=subprocess.PIPE, text=True) as proceso:
        assert proceso.stdout
        hijo = int(proceso.stdout.readline())
        try:
            yield proceso, hijo
        finally:
            proceso.kill()
            if hijo > 1:
                os.kill(hijo, signal.SIGKILL)


def abrir(salida: Path, espera: float = 0.0) -> None:
    with abrir_salida(salida, orden="construir", espera=espera):
        pass


def test_el_segundo_se_niega_de_inmediato_y_dice_quien_lo_tiene(tmp_path: Path) -> None:
    salida = tmp_path / "publicado"
    with otro_proceso(salida) as (proceso, _), pytest.raises(SalidaOcupada) as captura:
        abrir(salida)
    assert re.fullmatch(
        rf"Otra orden está escribiendo en «publicado»: lo tiene el proceso {proceso.pid} "
        r"\(publicar\) desde las \d\d:\d\d del \d{4}-\d\d-\d\d\. Espere a que termine y repita\.",
        str(captura.value),
    )


def test_dentro_del_mismo_proceso_tambien_se_excluyen(tmp_path: Path) -> None:
    with abrir_salida(tmp_path / "p", orden="servir"), pytest.raises(SalidaOcupada, match="servir"):
        abrir(tmp_path / "p")
    abrir(tmp_path / "p")


def test_esperar_aguarda_a_que_se_suelte(tmp_path: Path) -> None:
    salida = tmp_path / "publicado"
    with otro_proceso(salida) as (proceso, _):
        reloj = threading.Timer(0.3, proceso.kill)
        reloj.start()
        abrir(salida, espera=20)
        reloj.join()


def test_esperar_se_cansa(tmp_path: Path) -> None:
    with abrir_salida(tmp_path / "p", orden="servir"):
        inicio = time.monotonic()
        with pytest.raises(SalidaOcupada):
            abrir(tmp_path / "p", espera=0.2)
        assert time.monotonic() - inicio >= 0.2


def test_un_muerto_no_estorba(tmp_path: Path) -> None:
    salida = tmp_path / "publicado"
    with otro_proceso(salida) as (proceso, _):
        proceso.kill()
        proceso.wait()
        abrir(salida)


def test_un_muerto_con_obreros_vivos_tampoco(tmp_path: Path) -> None:
    salida = tmp_path / "publicado"
    with otro_proceso(salida, "con-hijo") as (proceso, hijo):
        proceso.kill()
        proceso.wait()
        os.kill(hijo, 0)  # el obrero sigue vivo
        abrir(salida)


def test_soltar_en_el_hijo_no_suelta_el_del_padre(tmp_path: Path) -> None:
    with abrir_salida(tmp_path / "p", orden="construir"):
        hijo = os.fork()
        if hijo == 0:
            os._exit(0)
        os.waitpid(hijo, 0)
        with pytest.raises(SalidaOcupada):
            abrir(tmp_path / "p")


def test_la_firma_que_quedo_de_un_muerto_no_se_le_achaca(tmp_path: Path) -> None:
    # Entre tomar el cerrojo y firmarlo, el archivo dice todavía quién lo tuvo antes.
    with abrir_salida(tmp_path / "p", orden="construir"):
        archivo = tmp_path / ".generador/p/cerrojo"
        firma = archivo.read_text()
        muerto = subprocess.Popen([sys.executable, "-c", ""])
        muerto.wait()
        archivo.write_text(f"el proceso {muerto.pid} (publicar) desde las 08:00 del 2026-01-01\n")
        reloj = threading.Timer(0.05, archivo.write_text, [firma])
        reloj.start()
        with pytest.raises(SalidaOcupada, match=rf"el proceso {os.getpid()} \(construir\)"):
            abrir(tmp_path / "p")
        reloj.join()
