"""Quien lee mientras se publica: un proceso que no para, y lo que vio."""

from __future__ import annotations

import json
import mmap
import os
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from exigencias.base import Cuenta
from exigencias.procesos import calentar, construir, correr, sin_enlaces, sin_intercambio
from exigencias.sitios import copiar, sitio_pequeno

PAGINAS = ("index.html", "instancias/mesa/index.html", "instancias/mesa/actas/2026/01.html")
SIN_NADA = "sin intercambio ni enlaces"
MODOS: dict[str, Callable[[Callable[[], int]], Callable[[], int]]] = {
    "con intercambio": lambda orden: orden,
    "sin intercambio": sin_intercambio,
    SIN_NADA: sin_enlaces,
}
"""Lo que el disco ofrece para cambiar un árbol por el otro."""
FIN = 255
ESPERA = 1.0
_SITIO = re.compile(rb"Sitio (\d+)")


def poner_version(raiz: Path, version: int) -> None:
    """El título del sitio, que sale en todas las páginas, dice la versión."""
    titulo = f"formato: 1\ntitulo: Sitio {version}\nentidad: uno\n"
    (raiz / "contenido/sitio.yaml").write_text(titulo, encoding="utf-8")


def version_de(pagina: bytes) -> int:
    """La versión que dice una página; -1 si la página está cortada o no la dice."""
    hallada = _SITIO.search(pagina)
    return int(hallada[1]) if hallada and pagina.rstrip().endswith(b"</html>") else -1


def leer(nombre: str, carpeta: int | None = None) -> bytes:
    """El archivo entero, por su ruta o desde una carpeta ya abierta."""
    with os.fdopen(os.open(nombre, os.O_RDONLY, dir_fd=carpeta), "rb") as abierto:
        return abierto.read()


def observar(salida: Path, reloj: mmap.mmap) -> Counter[str]:
    """Lee sin parar hasta el fin y cuenta lo que vio."""
    cuenta: Counter[str] = Counter()
    while reloj[0] != FIN:
        for pagina in PAGINAS:
            cuenta[_por_ruta(f"{salida}/{pagina}")] += 1
        cuenta[_por_carpeta(salida, reloj)] += 1
    return cuenta


def _por_ruta(ruta: str) -> str:
    try:
        return "leída" if version_de(leer(ruta)) >= 0 else "rota"
    except FileNotFoundError:
        pass
    limite = time.monotonic() + ESPERA
    while time.monotonic() < limite:
        try:
            return "leída al repetir" if version_de(leer(ruta)) >= 0 else "rota"
        except FileNotFoundError:
            continue
    return "fallida"


def _por_carpeta(salida: Path, reloj: mmap.mmap) -> str:
    antes = reloj[0]
    try:
        carpeta = os.open(salida, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return "carpeta ausente"
    try:
        versiones = {version_de(leer(pagina, carpeta)) for pagina in PAGINAS}
    except FileNotFoundError:
        versiones = {-1}
    finally:
        os.close(carpeta)
    # Lo prometido dura hasta que empiece otra publicación: entonces ese árbol es la reserva.
    if reloj[0] != antes:
        return "carpeta sin promesa"
    return "carpeta entera" if len(versiones) == 1 and -1 not in versiones else "carpeta mezclada"


def mirar_mientras(salida: Path, publicar: Callable[[int], None], veces: int) -> Counter[str]:
    """Lo que vio un lector mientras `publicar` ponía las versiones 1 a `veces`."""
    reloj = mmap.mmap(-1, 1)
    lectura, escritura = os.pipe()
    lector = os.fork()
    if lector == 0:
        os.write(escritura, json.dumps(observar(salida, reloj)).encode())
        os._exit(0)
    os.close(escritura)
    try:
        for version in range(1, veces + 1):
            reloj[0] = version % FIN
            publicar(version)
    finally:
        reloj[0] = FIN
        with os.fdopen(lectura, encoding="utf-8") as tubo:
            visto = Counter(json.loads(tubo.read() or "{}"))
        os.waitpid(lector, 0)
    return visto


def leer_mientras_se_publica(veces: int, modo: str, carpeta: Path, cuenta: Cuenta) -> None:
    """Lee sin parar mientras se publica `veces` veces, con una de las maneras de `MODOS`."""
    raiz = carpeta / "sitio"
    raiz.mkdir()
    sitio_pequeno(raiz)
    calentar(copiar(raiz, carpeta / "calentar"))
    poner_version(raiz, 0)
    orden = MODOS[modo](construir())
    assert correr(raiz, orden).codigo == 0

    def publicar(version: int) -> None:
        poner_version(raiz, version)
        corrida = correr(raiz, orden)
        assert corrida.codigo == 0, corrida.dijo

    visto = mirar_mientras(raiz / "publicado", publicar, veces)
    cuenta.intentos += sum(visto.values())
    malas = ["rota", "fallida", "carpeta mezclada"]
    # Sin intercambio y sin enlaces hay un instante sin carpeta: es lo único que no se promete.
    malas += ["leída al repetir", "carpeta ausente"] if modo != SIN_NADA else []
    for clase in malas:
        if visto[clase]:
            cuenta.fallidos += visto[clase]
            cuenta.fallas.append(f"{visto[clase]} lecturas: {clase}")
    repetidas = visto["leída al repetir"] + visto["carpeta ausente"]
    rotas = visto["rota"] + visto["carpeta mezclada"]
    cuenta.notas.append(
        f"{modo}, {veces} publicaciones: {sum(visto.values())} lecturas, {rotas} rotas, "
        f"{repetidas} hallaron que la carpeta no estaba y {visto['fallida']} no la hallaron al "
        "repetir"
    )
    cuenta.probar(visto["carpeta entera"] > veces, f"el lector casi no leyó: {visto}")
