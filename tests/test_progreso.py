"""El avance de un trabajo largo: qué se dibuja, cada cuánto, y que al final no queda nada."""

from __future__ import annotations

import io
import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

from generador.cli.perfil import lineas_del_perfil
from generador.cli.presentar import renglones
from generador.cli.progreso import ESPERA, ESPERA_LLANA, Progreso

RAIZ = Path(__file__).parent.parent


class Terminal(io.StringIO):
    """Un canal que dice ser una terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Reloj:
    """Un reloj que solo camina cuando se le dice."""

    def __init__(self) -> None:
        self.ahora = 100.0

    def __call__(self) -> float:
        return self.ahora


@pytest.fixture(autouse=True)
def sin_entorno(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


def test_un_trabajo_corto_no_dibuja_nada() -> None:
    canal, reloj = Terminal(), Reloj()
    avance = Progreso(canal, reloj=reloj)
    reloj.ahora += ESPERA - 0.01
    avance("Leer", 1, 2)
    avance.cerrar()
    assert canal.getvalue() == ""


def test_dibuja_a_lo_sumo_diez_veces_por_segundo_y_borra_al_cerrar() -> None:
    canal, reloj = Terminal(), Reloj()
    avance = Progreso(canal, reloj=reloj)
    reloj.ahora += ESPERA
    for hechos in range(1000):
        avance("Trabajar las instancias", hechos, 1000)
        reloj.ahora += 0.001
    avance.cerrar()
    avance.cerrar()
    dibujos = canal.getvalue().split("\r")[1:]
    assert 9 <= len(dibujos) - 1 <= 11
    assert dibujos[0] == f"Trabajar las instancias  {'─' * 24}  0 de 1000\x1b[K"
    assert dibujos[-1] == "\x1b[K"


def test_una_etapa_nueva_se_dice_en_seguida() -> None:
    canal, reloj = Terminal(), Reloj()
    avance = Progreso(canal, reloj=reloj)
    reloj.ahora += ESPERA
    avance("Leer", 10, 10)
    avance("Asentar", 0, 0)
    assert canal.getvalue() == f"\rLeer  {'━' * 24}  10 de 10\x1b[K\rAsentar\x1b[K"


def test_sin_terminal_escribe_renglones_y_pocos() -> None:
    canal, reloj = io.StringIO(), Reloj()
    avance = Progreso(canal, reloj=reloj)
    for hechos in range(100):
        reloj.ahora += 0.125
        avance("Leer", hechos, 120)
    avance.de("Documentos en PDF")(3, 9)
    reloj.ahora += ESPERA_LLANA
    avance.de("Documentos en PDF")(4, 9)
    reloj.ahora += ESPERA_LLANA
    avance("Asentar", 0, 0)
    avance.cerrar()
    assert canal.getvalue().splitlines() == [
        "Leer: 39 de 120",
        "Leer: 79 de 120",
        "Documentos en PDF: 4 de 9",
        "Asentar…",
    ]


def test_en_silencio_no_dice_nada() -> None:
    canal, reloj = Terminal(), Reloj()
    avance = Progreso(canal, mudo=True, reloj=reloj)
    reloj.ahora += 60
    avance("Leer", 1, 2)
    avance.cerrar()
    assert canal.getvalue() == ""


def test_una_terminal_sin_esas_letras_usa_las_que_tiene() -> None:
    canal, reloj = Terminal(), Reloj()
    canal.encoding = "ascii"
    avance = Progreso(canal, reloj=reloj)
    reloj.ahora += ESPERA
    avance("Leer", 1, 2)
    assert f"{'#' * 12}{'-' * 12}" in canal.getvalue()


def test_lo_que_viene_del_contenido_no_le_da_ordenes_a_la_terminal() -> None:
    canal, reloj = Terminal(), Reloj()
    avance = Progreso(canal, reloj=reloj)
    reloj.ahora += ESPERA
    avance("a\x1b[2Jb\n", 0, 0)
    assert canal.getvalue() == "\ra [2Jb \x1b[K"


def test_si_nadie_lee_el_trabajo_sigue() -> None:
    lector, escritor = os.pipe()
    os.close(lector)
    reloj = Reloj()
    with os.fdopen(escritor, "w", encoding="utf-8", buffering=1) as canal:
        avance = Progreso(canal, reloj=reloj)
        reloj.ahora += ESPERA_LLANA
        avance("Leer", 1, 2)
        assert avance.mudo
        # Lo que quedó sin escribir no vuelve a intentarse al cerrar.
        os.dup2(os.open(os.devnull, os.O_WRONLY), escritor)


GUION = """
import time
from generador.cli.progreso import progreso
with progreso() as avance:
    for n in range(1, 9):
        time.sleep(0.15)
        avance("Una etapa con un nombre bastante largo", n, 8)
print("listo")
"""


def en_terminal(guion: str, columnas: int) -> str:
    """Lo que un guion escribe en una terminal de verdad de ese ancho."""
    import fcntl
    import struct
    import termios

    amo, esclavo = pty.openpty()
    fcntl.ioctl(esclavo, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columnas, 0, 0))
    entorno = {**os.environ, "PYTHONPATH": str(RAIZ), "TERM": "xterm"}
    orden = [sys.executable, "-c", guion]
    with subprocess.Popen(orden, stdin=esclavo, stdout=esclavo, stderr=esclavo, env=entorno):
        os.close(esclavo)
        visto = b""
        while select.select([amo], [], [], 30)[0]:
            try:
                trozo = os.read(amo, 4096)
            except OSError:  # la terminal se cierra cuando el programa termina
                break
            visto += trozo
    os.close(amo)
    return visto.decode()


@pytest.mark.parametrize("columnas", [80, 40])
def test_en_una_terminal_de_verdad_cabe_en_un_renglon_y_no_deja_rastro(columnas: int) -> None:
    visto = en_terminal(GUION, columnas)
    *dibujos, final = visto.split("\r")[1:-1]
    assert len(dibujos) >= 3
    assert all(len(d.removesuffix("\x1b[K")) < columnas for d in dibujos)
    assert final == "\x1b[Klisto"


# --- el perfil --------------------------------------------------------------------------------

PERFIL = """\
Tiempo por etapa
etapa    segundos   parte
-------  ---------  -----
leer         1,500   75 %
asentar      0,500   25 %
total        2,000  100 %

Tiempo por clase de registro
clase     segundos
--------  ---------
actas         1,250
informes      0,250

Registros más lentos
registro                          segundos
--------------------------------  ---------
instancias/mesa/actas/2020/01.md      0,750
instancias/mesa/informes/2020.md      0,250
"""


def test_el_perfil_entero() -> None:
    lentos = [
        ("instancias/mesa/informes/2020.md", 0.25),
        ("instancias/mesa/actas/2020/01.md", 0.75),
    ]
    piezas = lineas_del_perfil(
        {"leer": 1.5, "asentar": 0.5}, {"informes": 0.25, "actas": 1.25}, lentos
    )
    assert "\n".join(renglones(piezas)) == PERFIL


def test_el_perfil_muestra_diez_registros_y_calla_lo_que_no_hay() -> None:
    lentos = [(f"a{n:02}.md", n / 10) for n in range(30)]
    dichos = list(renglones(lineas_del_perfil({}, {}, lentos)))
    assert dichos[0] == "Registros más lentos"
    assert [r.split()[0] for r in dichos[3:-1]] == [f"a{n}.md" for n in range(29, 19, -1)]
    assert lineas_del_perfil({}, {}, []) == []
