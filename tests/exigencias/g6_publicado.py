"""Publicar no rompe lo que está a la vista, pase lo que pase, y repetir completa."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from apoyo.reales import Ssh, nginx, puerto_libre, sshd

from exigencias.base import Cuenta, NoSePuede, Parte, Promesa
from exigencias.fallas import (
    CLASES,
    disco_lleno,
    dos_a_la_vez,
    llaves_ajenas,
    muertes,
    relojes,
    sin_permiso,
)
from exigencias.publicacion import Cortes, cortar_conexiones, leer_mientras_se_publica
from exigencias.sin_secretos import sin_secretos
from generador.hospedaje import SERVIDORES, Hospedaje

TANDAS, A_LA_VEZ = 4, 2


def exigir(*programas: str) -> None:
    """Lanza `NoSePuede` si falta alguno."""
    for programa in programas:
        if shutil.which(programa) is None and not Path("/usr/sbin", programa).exists():
            raise NoSePuede(f"falta el programa {programa}")


def cortes(cuantas: int, carpeta: Path, cuenta: Cuenta) -> None:
    """Conexiones de SSH y de SFTP cortadas en bytes al azar, repartidas en varios procesos."""
    exigir("sshd", "rsync", "ssh")
    # Una tanda gasta dos publicaciones en prepararse: para pocas conexiones basta una.
    hay = TANDAS if cuantas >= 10 * TANDAS else 1
    tandas = [(n, cuantas // hay) for n in range(hay)]
    with (
        sshd(carpeta / "ssh") as servidor,
        ProcessPoolExecutor(A_LA_VEZ, mp_context=get_context("fork")) as obreros,
    ):
        tanda = partial(_una_tanda, carpeta, servidor)
        hecho = sum(obreros.map(tanda, tandas), start=Cortes())
    for n in range(cuantas):
        cuenta.probar(n >= hecho.rotos, "el sitio quedó roto después de un corte")
        cuenta.probar(n >= hecho.sin_completar, "repetir no completó la publicación")
    cuenta.notas.append(
        f"de {cuantas} conexiones cortadas, {hecho.completas} alcanzaron a terminar"
    )


def _una_tanda(carpeta: Path, servidor: Ssh, tanda: tuple[int, int]) -> Cortes:
    n, cuantas = tanda
    esquema = "sftp" if n == TANDAS - 1 else "ssh"
    return cortar_conexiones(carpeta / f"tanda-{n}", servidor, cuantas, esquema, semilla=n)


def lectores(cuantos: int, publicaciones: int, carpeta: Path, cuenta: Cuenta) -> None:
    """Lectores por HTTP, con nginx, mientras el sitio cambia."""
    exigir("nginx")
    destino, puerto = carpeta / "destino", puerto_libre()
    pedido = Hospedaje(base=str(destino), csp="default-src 'none'", puerto=puerto)
    with nginx(SERVIDORES["nginx"](pedido), carpeta / "nginx", puerto):
        direccion = f"http://127.0.0.1:{puerto}"
        visto = leer_mientras_se_publica(carpeta, direccion, destino, cuantos, publicaciones)
    cuenta.intentos += visto.lecturas
    cuenta.fallidos += visto.rotas + visto.faltas
    if visto.rotas or visto.faltas:
        cuenta.fallas.append(f"{visto.rotas} lecturas rotas y {visto.faltas} sin respuesta")
    perdidas = publicaciones - visto.publicaciones
    cuenta.probar(perdidas == 0, f"se perdieron {perdidas} publicaciones")
    cuenta.notas.append(
        f"{cuantos} lectores a la vez durante {publicaciones} publicaciones: {visto.rotas} "
        f"lecturas rotas, {visto.faltas} sin respuesta, {perdidas} publicaciones perdidas"
    )


def partes(completa: bool) -> Mapping[str, Parte]:
    """Cada parte con el tamaño que toca."""
    return {
        "conexiones cortadas": partial(cortes, 200 if completa else 2),
        "lectores": partial(lectores, *((1000, 50) if completa else (50, 2))),
        "discos que se llenan": partial(_con_ssh, partial(disco_lleno, 20 if completa else 1)),
        "dos a la vez": partial(dos_a_la_vez, 20 if completa else 1),
        "muertes en cada paso": partial(muertes, *((CLASES, 3) if completa else (CLASES[:1], 1))),
        "sin permiso": sin_permiso,
        "llaves ajenas": partial(_con_ssh, llaves_ajenas),
        "relojes dos horas aparte": partial(
            _con_ssh, partial(relojes, (7200, -7200) if completa else (7200,))
        ),
        "secretos en lo dicho y lo guardado": partial(_con_ssh, sin_secretos),
    }


def _con_ssh(parte: Parte, carpeta: Path, cuenta: Cuenta) -> None:
    exigir("sshd", "rsync", "ssh", "git")
    parte(carpeta, cuenta)


PROMESA = Promesa(
    6,
    "Publicar no rompe lo publicado",
    "Hasta el último paso, que es uno solo, lo que está a la vista no se toca. Una conexión "
    "cortada, un disco lleno o dos que publican a la vez dejan el sitio viejo entero y dicen qué "
    "pasó; repetir completa. Ninguna publicación se pierde.",
    partes,
)
