"""Quien lee mientras se publica ve siempre un sitio entero."""

from __future__ import annotations

import errno
import json
import mmap
import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from test_arboles import publicar

from generador.arboles import sistema

pytestmark = pytest.mark.promesas

PUBLICACIONES = 50
NOMBRES = ("a.html", "b/c.html")
FIN = 255


def sitio(version: int) -> dict[str, bytes]:
    """Dos páginas que deben concordar, una que nunca cambia y otra que va y viene."""
    texto = f"{version} ".encode() * (1 + version % 7)
    fija = {"fija.html": b"siempre", **dict.fromkeys(NOMBRES, texto)}
    return {**fija, "x/y.html": b"y"} if version % 2 else fija


def leer_desde(carpeta: int) -> tuple[bytes, ...]:
    """Las dos páginas, a través de la carpeta ya abierta."""
    return tuple(leer(nombre, carpeta) for nombre in NOMBRES)


def leer(nombre: str, carpeta: int | None = None) -> bytes:
    descriptor = os.open(nombre, os.O_RDONLY, dir_fd=carpeta)
    try:
        return os.read(descriptor, 4096)
    finally:
        os.close(descriptor)


def observar(salida: Path, reloj: mmap.mmap) -> Counter[str]:
    """Lee sin parar hasta el fin y cuenta lo que vio."""
    cuenta: Counter[str] = Counter()
    while reloj[0] != FIN:
        for nombre in (*NOMBRES, "fija.html"):
            cuenta[_por_ruta(f"{salida}/{nombre}")] += 1
        cuenta[_por_carpeta(salida, reloj)] += 1
    return cuenta


def _por_ruta(ruta: str) -> str:
    try:
        return "ruta: leida" if leer(ruta) else "ruta: vacia"
    except FileNotFoundError:
        return "ruta: no existe"


def _por_carpeta(salida: Path, reloj: mmap.mmap) -> str:
    antes = reloj[0]
    try:
        carpeta = os.open(salida, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return "carpeta: no existe"
    try:
        una, otra = leer_desde(carpeta)
    except FileNotFoundError:
        una, otra = b"", b"rota"
    finally:
        os.close(carpeta)
    # Lo prometido dura hasta que empiece otra publicación: entonces ese árbol es la reserva.
    if reloj[0] != antes:
        return "carpeta: sin promesa"
    return "carpeta: concuerda" if una == otra else "carpeta: discrepa"


@contextmanager
def lector(salida: Path, reloj: mmap.mmap) -> Iterator[Counter[str]]:
    """Un proceso que observa durante el bloque; al salir, la cuenta queda llena."""
    cuenta: Counter[str] = Counter()
    lectura, escritura = os.pipe()
    hijo = os.fork()
    if hijo == 0:
        os.write(escritura, json.dumps(observar(salida, reloj)).encode())
        os._exit(0)
    os.close(escritura)
    try:
        yield cuenta
    finally:
        reloj[0] = FIN
        with os.fdopen(lectura, encoding="utf-8") as tubo:
            cuenta.update(json.loads(tubo.read()))
        os.waitpid(hijo, 0)


@pytest.fixture(autouse=True)
def sin_sincronizar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sistema, "sincronizar", lambda carpeta: None)


def publicar_muchas(salida: Path) -> Counter[str]:
    reloj = mmap.mmap(-1, 1)
    publicar(salida, sitio(0))
    with lector(salida, reloj) as cuenta:
        for version in range(1, PUBLICACIONES + 1):
            reloj[0] = version
            publicar(salida, sitio(version))
            time.sleep(0.002)
    return cuenta


def negar(*_: object) -> None:
    raise OSError(errno.ENOSYS, "no se puede")


@pytest.mark.parametrize("intercambio", [True, False], ids=["con", "sin"])
def test_con_intercambio_y_sin_el_ninguna_lectura_falla(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, intercambio: bool
) -> None:
    if not intercambio:
        monkeypatch.setattr(sistema, "intercambiar", negar)
    cuenta = publicar_muchas(tmp_path / "publicado")
    assert cuenta.keys() <= {"ruta: leida", "carpeta: concuerda", "carpeta: sin promesa"}, cuenta
    assert cuenta["carpeta: concuerda"] > PUBLICACIONES
    assert (tmp_path / "publicado").is_symlink() is not intercambio


def test_en_dos_pasos_la_carpeta_puede_faltar_un_instante_pero_nunca_discrepa(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sistema, "intercambiar", negar)
    monkeypatch.setattr(os, "symlink", negar)
    cuenta = publicar_muchas(tmp_path / "publicado")
    assert not cuenta.keys() & {"carpeta: discrepa", "ruta: vacia"}, cuenta
    assert cuenta["carpeta: concuerda"] > PUBLICACIONES
    assert cuenta["ruta: no existe"] < cuenta["ruta: leida"] / 20


def test_el_lector_descubre_a_quien_escribe_sobre_lo_publico(tmp_path: Path) -> None:
    salida, reloj = tmp_path / "publicado", mmap.mmap(-1, 1)
    publicar(salida, sitio(0))
    with lector(salida, reloj) as cuenta:
        for version in range(1, PUBLICACIONES + 1):
            for nombre in NOMBRES:
                (salida / nombre).write_bytes(sitio(version)[nombre])
                time.sleep(0.002)
    assert cuenta["carpeta: discrepa"] > 0
