"""Publicar no rompe lo que está a la vista, pase lo que pase, y repetir completa."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from apoyo.reales import nginx, puerto_libre, sshd

from exigencias.base import Cuenta, NoSePuede, Parte, Promesa
from exigencias.publicacion import cortar_conexiones, leer_mientras_se_publica
from generador.hospedaje import SERVIDORES, Hospedaje


def exigir(*programas: str) -> None:
    """Lanza `NoSePuede` si falta alguno."""
    for programa in programas:
        if shutil.which(programa) is None and not Path("/usr/sbin", programa).exists():
            raise NoSePuede(f"falta el programa {programa}")


def cortes(cuantas: int, carpeta: Path, cuenta: Cuenta) -> None:
    """Conexiones de SSH cortadas en bytes al azar."""
    exigir("sshd", "rsync", "ssh")
    with sshd(carpeta / "ssh") as servidor:
        hecho = cortar_conexiones(carpeta, servidor, cuantas)
    for n in range(cuantas):
        cuenta.probar(n >= hecho.rotos, "el sitio quedó roto después de un corte")
        cuenta.probar(n >= hecho.sin_completar, "repetir no completó la publicación")
    cuenta.notas.append(
        f"de {cuantas} conexiones cortadas, {hecho.completas} alcanzaron a terminar"
    )


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
    cuenta.notas.append(f"{cuantos} lectores durante {publicaciones} publicaciones")


def partes(completa: bool) -> Mapping[str, Parte]:
    """Cada parte con el tamaño que toca."""
    return {
        "conexiones cortadas": partial(cortes, 200 if completa else 3),
        "lectores": partial(lectores, *((1000, 50) if completa else (8, 2))),
    }


PROMESA = Promesa(
    6,
    "Publicar no rompe lo publicado",
    "Hasta el último paso, que es uno solo, lo que está a la vista no se toca. Una conexión "
    "cortada, un disco lleno o dos que publican a la vez dejan el sitio viejo entero y dicen qué "
    "pasó; repetir completa. Ninguna publicación se pierde.",
    partes,
)
