"""Todas las órdenes y los sitios de las pruebas, bajo `strace`: qué se abre y con quién se habla.

Lo permitido es la carpeta del sitio, donde también están la salida y la memoria; el destino de
publicar; la carpeta personal y lo temporal, que empiezan vacíos; y el intérprete con sus paquetes.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from apoyo.casos import escribir_sitio, leer_caso

from exigencias.base import Cuenta
from exigencias.procesos import calentar, construir, correr_con_strace, exigir_strace
from exigencias.rastro import RAIZ, Rastro, del_interprete, empezar, leer_rastro
from exigencias.sitios import FECHA, sitio_pequeno

ESPERA = 180.0
SITIOS = RAIZ / "tests/sitios"
INSTANCIA = "mesa-de-territorializacion"
_PUBLICADAS = ("/etc/gitconfig",)

ORDENES: tuple[tuple[str, ...], ...] = (
    ("construir", "--fecha", FECHA),
    ("construir", "--fecha", FECHA),
    ("construir", "--limpio", "--procesos", "2", "--fecha", "2026-09-30"),
    ("revisar", "--fecha", FECHA),
    ("lista", "--json", "--fecha", FECHA),
    ("plazos", "--fecha", FECHA),
    ("informe", INSTANCIA, "2025", "--fecha", FECHA),
    ("explicar", "enlace-roto"),
    ("esquemas", "--salida", "esquemas"),
    ("nuevo", "sitio", "otro"),
    ("verificar", "publicado"),
    ("servidor", "nginx", "--base", "/srv/sitio", "--fecha", FECHA),
    ("publicar", "../destino", "--fecha", FECHA),
    ("publicar", "../entregas/paquete.zip", "--fecha", FECHA),
    ("completar", "bash"),
    ("diagnostico",),
)
"""En el orden en que se harían; cada una encuentra lo que dejó la anterior."""


def cada_orden(cuantas: int | None, carpeta: Path, cuenta: Cuenta) -> None:
    """Cada orden sobre `contenido/`, desde que arranca el intérprete; ninguna habla con nadie."""
    raiz, casa = _preparar(carpeta)
    for n, argumentos in enumerate(ORDENES[:cuantas]):
        traza = carpeta / f"traza-{n}"
        orden = empezar(raiz, argumentos, traza, casa)
        dicho, _ = orden.communicate(timeout=ESPERA)
        rastro = leer_rastro(traza)
        que = " ".join(argumentos)
        cuenta.probar(orden.returncode == 0, f"{que}: {orden.returncode} {dicho[-300:]}")
        cuenta.probar(len(rastro.abiertos) > 50, f"{que}: casi no se le vio abrir nada")
        # Saber si un puerto está libre pide ocuparlo un instante, sin salir de la máquina.
        red = rastro.con_otros() if argumentos[0] == "diagnostico" else rastro.red
        propias = [raiz, casa, carpeta / "destino", carpeta / "entregas"]
        _juzgar(que, rastro, red, propias, cuenta)
        traza.unlink()


def _juzgar(
    que: str, rastro: Rastro, red: Sequence[str], propias: Sequence[Path], cuenta: Cuenta
) -> None:
    fuera = rastro.fuera_de([*propias, *del_interprete(), *_PUBLICADAS])
    cuenta.probar(not fuera, f"{que}: abrió {fuera[:4]}")
    cuenta.probar(not red, f"{que}: llamó a la red {list(red)[:3]}")


def _preparar(carpeta: Path) -> tuple[Path, Path]:
    raiz, casa = carpeta / "sitio", carpeta / "casa"
    shutil.copytree(RAIZ / "contenido", raiz / "contenido")
    casa.mkdir()
    # Al lado de un ZIP van su cerrojo, el que se está escribiendo y la entrega de antes.
    (carpeta / "entregas").mkdir()
    return raiz, casa


def servir(carpeta: Path, cuenta: Cuenta) -> None:
    """La vista previa atiende solo a esta máquina y no llama a nadie."""
    raiz, casa = _preparar(carpeta)
    traza = carpeta / "traza"
    orden = empezar(raiz, ("servir", "--fecha", FECHA), traza, casa)
    limite = time.monotonic() + ESPERA
    while not _atiende(traza) and orden.poll() is None and time.monotonic() < limite:
        time.sleep(0.2)
    atendia = _atiende(traza)
    # A la orden misma: strace no deja pasar la señal.
    for hijo in Path(f"/proc/{orden.pid}/task/{orden.pid}/children").read_text().split():
        os.kill(int(hijo), signal.SIGINT)
    dicho, _ = orden.communicate(timeout=ESPERA)
    cuenta.probar(atendia, f"servir no llegó a atender: {dicho[-300:]}")
    rastro = leer_rastro(traza)
    _juzgar("servir", rastro, rastro.con_otros(), [raiz, casa], cuenta)


def _atiende(traza: Path) -> bool:
    return traza.exists() and "listen(" in traza.read_text("utf-8", "replace")


def cada_sitio(salto: int, carpeta: Path, cuenta: Cuenta) -> None:
    """Los sitios de las pruebas, con sus errores y sin ellos: construir no sale de su carpeta."""
    exigir_strace()
    otra = carpeta / "calentar"
    otra.mkdir()
    sitio_pequeno(otra)
    calentar(otra)
    for n, (nombre, escribir) in enumerate(_sitios()[::salto]):
        raiz = carpeta / f"s{n}" / "sitio"
        raiz.mkdir(parents=True)
        escribir(raiz)
        traza = carpeta / f"traza-{n}"
        opciones = ["-y", "-s", "300", "-o", str(traza), "-e", "trace=%file,%network"]
        corrida = correr_con_strace(raiz, construir(), opciones)
        rastro = leer_rastro(traza)
        bien = corrida.codigo in (0, 1) and not corrida.con_traza
        cuenta.probar(bien, f"{nombre}: {corrida.codigo} {corrida.dijo[-300:]}")
        propias = [raiz, raiz.parent / "dijo-sitio"]
        _juzgar(nombre, rastro, rastro.red, propias, cuenta)
        leyo = any(a.startswith(f"{raiz}/contenido/") for a in rastro.abiertos)
        cuenta.probar(leyo, f"{nombre}: no se le vio leer su contenido")
        shutil.rmtree(raiz.parent)
        traza.unlink()


def _sitios() -> list[tuple[str, Callable[[Path], object]]]:
    casos = sorted([*SITIOS.glob("lectura/*.txt"), *SITIOS.glob("paginas/*.txt")])
    hechos: list[tuple[str, Callable[[Path], object]]] = [
        (f"{caso.parent.name}/{caso.stem}", _del_caso(caso)) for caso in casos
    ]
    sano = SITIOS / "equivocaciones/sano"
    return [("sano", lambda raiz: shutil.copytree(sano, raiz, dirs_exist_ok=True)), *hechos]


def _del_caso(caso: Path) -> Callable[[Path], object]:
    archivos = {n: t for n, t in leer_caso(caso).items() if n.startswith("contenido/")}
    return lambda raiz: escribir_sitio(raiz, archivos)
