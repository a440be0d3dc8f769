"""Las construcciones no se mezclan: una espera o dice quién tiene la carpeta."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from exigencias.base import Cuenta, Parte, Promesa
from exigencias.lectores import poner_version, version_de
from exigencias.procesos import Corrida, Hijo, calentar, construir, correr, opciones_de
from exigencias.sitios import FECHA, foto, sitio_grande, sitio_pequeno, version_grande
from generador.cli import principal
from generador.construccion import Pedido
from generador.construccion import construir as construir_pedido

OCUPADA = re.compile(
    r"lo tiene el proceso \d+ \((construir|servir|publicar)\) desde las"
    r"|Ya hay otra vista previa de este sitio: el proceso \d+ \(servir\) desde las"
)
ESPERA = 60.0
GRACIA = 0.3
Orden = Callable[[], int]


def vista_previa() -> int:
    """Una construcción de la vista previa, como la que hace `servir` al guardar."""
    from generador.arboles import SalidaOcupada
    from generador.servidor.vista_previa import abrir_vista

    pedido = Pedido(Path.cwd(), Path.cwd() / "publicado", date.fromisoformat(FECHA), buscador=False)
    try:
        with abrir_vista(pedido) as vista:
            return 0 if vista.construir().asiento else 1
    except SalidaOcupada as fallo:
        # Sin esperar: el proceso termina de golpe y lo guardado se perdería.
        print(f"Error: {fallo}", flush=True)
        return 3


def publicar() -> int:
    """La orden `generador publicar`, hacia una carpeta vecina."""
    try:
        principal(["publicar", "--silencio", "--fecha", FECHA, str(Path.cwd().parent / "destino")])
    except SystemExit as fin:
        return int(fin.code or 0)
    raise AssertionError("la orden siempre termina con su código")


def con_espera() -> int:
    """Una construcción que aguarda su turno."""
    pedido = Pedido(Path.cwd(), Path.cwd() / "publicado", date.fromisoformat(FECHA), buscador=False)
    return 0 if construir_pedido(replace(pedido, espera=ESPERA)).asiento else 1


def carreras(veces: int, ingenuo: Callable[[], None] | None, carpeta: Path, cuenta: Cuenta) -> None:
    """Varias órdenes a la vez sobre el mismo sitio: ninguna se mezcla y alguna termina."""
    raiz = carpeta / "sitio"
    raiz.mkdir()
    sitio_pequeno(raiz)
    calentar(raiz)
    assert correr(raiz, vista_previa).codigo == 0
    azar = random.Random(veces)
    ordenes: dict[str, Orden] = {
        "construir": construir(),
        "limpio": construir("--limpio"),
        "espera": con_espera,
        "vista": vista_previa,
    }
    if opciones_de("publicar"):
        ordenes["publicar"] = publicar
    for vez in range(1, veces + 1):
        poner_version(raiz, vez)
        elegidas = ["construir", *azar.choices(list(ordenes), k=2)]
        corridas = _a_la_vez(carpeta, raiz, [ordenes[e] for e in elegidas], ingenuo, azar)
        _juzgar(raiz, vez, dict(enumerate(zip(elegidas, corridas, strict=True))), cuenta)
    bien = correr(raiz, construir()).codigo == 0 and _igual_que_de_cero(raiz, carpeta)
    cuenta.probar(bien, "después de las carreras el sitio no es el de una construcción limpia")


def _a_la_vez(
    carpeta: Path,
    raiz: Path,
    ordenes: list[Orden],
    ingenuo: Callable[[], None] | None,
    azar: random.Random,
) -> list[Corrida]:
    hijos = []
    for n, orden in enumerate(ordenes):
        # Cada uno con su carpeta para lo que dice; todos trabajan en el mismo sitio.
        propia = carpeta / f"c{n}"
        propia.mkdir(exist_ok=True)
        enlace = propia / "sitio"
        if not enlace.exists():
            enlace.symlink_to(raiz)
        hijos.append(Hijo(enlace, orden, ingenuo))
    for hijo in azar.sample(hijos, len(hijos)):
        hijo.soltar()
        time.sleep(azar.random() * 0.03)
    return [hijo.esperar() for hijo in hijos]


def _juzgar(
    raiz: Path, vez: int, corridas: Mapping[int, tuple[str, Corrida]], cuenta: Cuenta
) -> None:
    dicho = f"carrera {vez}: {[(e, c.codigo, c.dijo[-200:]) for e, c in corridas.values()]}"
    bien = True
    for elegida, corrida in corridas.values():
        negada = corrida.codigo == 3 and OCUPADA.search(corrida.dijo) and elegida != "espera"
        bien = bien and (corrida.codigo == 0 or bool(negada)) and not corrida.con_traza
    publico = [c.codigo for e, c in corridas.values() if e != "vista"]
    paginas = (raiz / "publicado").rglob("*.html")
    versiones = {version_de(p.read_bytes()) for p in paginas}
    cuenta.probar(bien and 0 in publico and versiones == {vez}, f"{dicho} se ve {versiones}")


def _igual_que_de_cero(raiz: Path, carpeta: Path) -> bool:
    limpio = carpeta / "limpio"
    shutil.copytree(raiz / "contenido", limpio / "contenido")
    assert correr(limpio, construir()).codigo == 0
    return foto(limpio / "publicado") == foto(raiz / "publicado")


def muertos(veces: int, ingenuo: Callable[[], None] | None, carpeta: Path, cuenta: Cuenta) -> None:
    """El que muere con el cerrojo no estorba al que sigue."""
    raiz = carpeta / "sitio"
    raiz.mkdir()
    sitio_pequeno(raiz)
    calentar(raiz)
    normal = correr(raiz, construir("--limpio")).segundos
    for vez in range(veces):
        muerto = Hijo(raiz, construir("--limpio"), ingenuo)
        muerto.soltar()
        time.sleep(normal * (0.3 + 0.5 * vez / veces))
        muerto.matar()
        muerto.esperar()

        def orden() -> int:
            if ingenuo is not None:
                ingenuo()
            return construir()()

        siguiente = correr(raiz, orden)
        cuenta.probar(siguiente.codigo == 0, f"tras un muerto: {siguiente}")


def huerfanos(veces: int, carpeta: Path, cuenta: Cuenta) -> None:
    """Si muere quien reparte el trabajo, mueren también sus obreros: nadie escribe a destiempo."""
    if "--procesos" not in opciones_de("construir"):
        cuenta.notas.append("la orden construye en un solo proceso: no deja obreros")
        return
    raiz = carpeta / "sitio"
    sitio_grande(raiz, 120)
    calentar(raiz)
    orden = construir("--limpio", "--procesos", "2")
    normal = correr(raiz, orden).segundos
    for vez in range(veces):
        version_grande(raiz, vez)
        hijo = Hijo(raiz, orden, os.setsid)
        hijo.soltar()
        time.sleep(normal * (0.2 + 0.6 * vez / veces))
        hijo.matar()
        hijo.esperar()
        time.sleep(GRACIA)
        vivos = _del_grupo(hijo.pid)
        cuenta.probar(not vivos, f"quedaron obreros vivos: {vivos}")
        for vivo in vivos:
            os.kill(vivo, signal.SIGKILL)


def _del_grupo(grupo: int) -> list[int]:
    """Los procesos que siguen vivos en un grupo, según `/proc`."""
    vivos = []
    for estado in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            campos = estado.read_text().rpartition(")")[2].split()
            if int(campos[2]) == grupo and campos[0] != "Z":
                vivos.append(int(estado.parent.name))
    return vivos


def partes(completa: bool) -> Mapping[str, Parte]:
    """Cada parte con el tamaño que toca."""
    return {
        "carreras": partial(carreras, 200 if completa else 8, None),
        "obreros huérfanos": partial(huerfanos, 30 if completa else 4),
        "el cerrojo de un muerto": partial(muertos, 40 if completa else 4, None),
    }


PROMESA = Promesa(
    5,
    "Las construcciones no se mezclan",
    "De varias órdenes a la vez sobre una misma salida, una trabaja y las demás esperan o dicen "
    "quién la tiene. La vista previa tiene su propia carpeta. El cerrojo de un proceso muerto no "
    "estorba.",
    partes,
)
