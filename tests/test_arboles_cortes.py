"""Morir, o fallar, en cada paso que toca el disco: siempre queda un sitio entero.

El método: contar las llamadas que cambian algo y, para cada n, repetir la
misma publicación muriendo (o fallando por disco lleno) justo antes de la n.
"""

from __future__ import annotations

import errno
import os
import subprocess
import traceback
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from exigencias.base import lugar_rapido
from test_arboles import huellas, paginas_de, publicar, publicar_sin_escribir, ver

from generador.arboles import FalloDeEntorno, sistema

A = {"actas/01.html": b"uno", "actas/02.html": b"dos", "d": b"archivo", "i.html": b"portada"}
B = {"actas/01.html": b"uno", "actas/03.html": b"tres", "d/e": b"carpeta", "i.html": b"otra"}
C = {"actas/01.html": b"UNO", "actas/02.html": b"dos", "d": b"archivo", "lista/x/y": b"y"}

pytestmark = pytest.mark.promesas

PASOS = (
    *("write", "mkdir", "rmdir", "rename", "link", "unlink", "chmod", "fchmod", "open", "symlink"),
)
MODOS = ("intercambio", "enlace", "primera vez con enlace", "dos pasos")
"""Cómo se cambia un árbol por el otro; en el tercero, lo que hay todavía es una carpeta."""


class Contador:
    """Cuenta las llamadas que cambian el disco y, al llegar a `en`, hace `que`."""

    def __init__(self, en: int, que: Callable[[], None]) -> None:
        self.en, self.que, self.van = en, que, 0

    def contar(self) -> None:
        self.van += 1
        if self.van == self.en:
            self.que()

    def instalar(self, parche: pytest.MonkeyPatch, modo: str) -> None:
        quitar(parche, modo)
        for nombre in PASOS:
            parche.setattr(os, nombre, self._envolver(nombre, getattr(os, nombre)))
        if modo == "intercambio":
            directo = self._envolver("intercambiar", sistema.intercambiar)
            parche.setattr(sistema, "intercambiar", directo)
        parche.setattr(sistema, "sincronizar", lambda carpeta: self.contar())

    def _envolver(self, nombre: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def envuelta(*argumentos: Any, **opciones: Any) -> Any:
            if nombre != "open" or argumentos[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                self.contar()
            return original(*argumentos, **opciones)

        return envuelta


def negar(una: Path, otra: Path) -> None:
    raise OSError(errno.ENOSYS, "no se puede")


def quitar(parche: pytest.MonkeyPatch, modo: str) -> None:
    """Le quita al sistema lo que en ese modo no hay."""
    if modo != "intercambio":
        parche.setattr(sistema, "intercambiar", negar)
    if modo == "dos pasos":
        parche.setattr(os, "symlink", negar)


def matar() -> None:
    os._exit(9)


def morir_en(n: int, modo: str, accion: Callable[[], object]) -> bool:
    """Corre la acción en un hijo que muere antes del paso n; falso si terminó sin llegar."""
    hijo = os.fork()
    if hijo == 0:
        salio = 1
        try:
            Contador(n, matar).instalar(pytest.MonkeyPatch(), modo)
            accion()
            salio = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(salio)
    codigo = os.waitstatus_to_exitcode(os.waitpid(hijo, 0)[1])
    assert codigo in (0, 9)
    return codigo == 9


def copiar(origen: Path, destino: Path) -> Path:
    """Copia el caso con sus enlaces duros y sus horas."""
    subprocess.run(["cp", "-a", origen, destino], check=True)
    return destino / "publicado"


def preparar(caso: str, raiz: Path, modo: str = "intercambio") -> dict[str, Any]:
    """Deja en `raiz` el estado del que parte cada caso; devuelve las opciones de la última."""
    raiz.mkdir()
    salida = raiz / "publicado"
    with pytest.MonkeyPatch.context() as parche:
        quitar(parche, "intercambio" if modo == "primera vez con enlace" else modo)
        for sitio in {"primera": (), "segunda": (A,)}.get(caso, (A, B)):
            publicar(salida, sitio)
    assert salida.is_symlink() is (modo == "enlace" and caso != "primera")
    if caso == "a medias":
        # Muere entre los dos cambios de nombre: la carpeta pública no existe.
        for n in range(1, 999):
            intento = raiz.with_name(f"medias{n}")
            medias = copiar(raiz, intento)
            morir_en(n, "dos pasos", lambda medias=medias: publicar(medias, A))
            if not medias.exists():
                subprocess.run(["rm", "-r", raiz], check=True)
                intento.rename(raiz)
                break
    return {"limpio": caso == "limpia"}


CASOS = ("primera", "segunda", "tercera", "limpia", "a medias")


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """En memoria si se puede: son miles de publicaciones, y cada una esperaría al disco."""
    with TemporaryDirectory(prefix="cortes-", dir=lugar_rapido()) as nueva:
        yield Path(nueva)


@pytest.fixture(autouse=True)
def sin_sincronizar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sistema, "sincronizar", lambda carpeta: None)


@pytest.fixture(params=MODOS)
def modo(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def enteros(caso: str, raiz: Path, opciones: Mapping[str, Any]) -> list[dict[str, bytes] | None]:
    """Lo que se puede ver: lo de antes y lo de después, byte por byte."""
    antes = ver(raiz / "publicado")
    sin_corte = copiar(raiz, raiz.with_name("sin-corte"))
    publicar(sin_corte, C, **opciones)
    assert paginas_de(sin_corte) == C
    # A medias, lo que estaba por publicarse (A) también es un sitio entero.
    de_a = raiz.with_name("de-a") / "publicado"
    de_a.parent.mkdir()
    publicar(de_a, A)
    return [antes, ver(sin_corte), *([ver(de_a)] if caso == "a medias" else [])]


# Con un enlace ningún cambio queda a medias.
CORTES = [
    (caso, modo) for caso in CASOS for modo in MODOS if (caso, modo) != ("a medias", "enlace")
]


@pytest.mark.parametrize(("caso", "modo"), CORTES)
def test_morir_en_cada_paso(caso: str, modo: str, tmp_path: Path) -> None:
    opciones = preparar(caso, tmp_path / "base", modo)
    posibles = enteros(caso, tmp_path / "base", opciones)
    n = 0
    murio = True
    while murio:
        n += 1
        salida = copiar(tmp_path / "base", tmp_path / f"n{n}")
        murio = morir_en(n, modo, lambda salida=salida: publicar(salida, C, **opciones))
        # Solo cuando se quita una carpeta de en medio hay un instante sin ninguna.
        a_medias = modo in MODOS[2:] and (tmp_path / f"n{n}/.generador/publicado/saliente").exists()
        assert ver(salida) in [*posibles, *([None] if a_medias else [])], n
        recobra(salida)
    assert n > 25


def recobra(salida: Path) -> None:
    """La siguiente publicación llega al sitio nuevo, y la que le sigue ya no escribe."""
    publicar(salida, C)
    assert paginas_de(salida) == C
    antes = huellas(salida.parent)
    assert not publicar_sin_escribir(salida).escrito
    assert huellas(salida.parent) == antes
    assert not (salida.parent / ".generador/publicado/saliente").exists()
    publicar(salida, B)
    assert paginas_de(salida) == B


def test_morir_y_deshacer_el_cambio_no_deja_una_pagina_vieja(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    publicar(tmp_path / "base" / "publicado", A)
    publicar(tmp_path / "base" / "publicado", {**A, "i.html": b"otra"})
    cambio = dict.fromkeys(A, b"un cambio que se va a deshacer")
    n, murio = 0, True
    while murio:
        n += 1
        salida = copiar(tmp_path / "base", tmp_path / f"n{n}")
        murio = morir_en(n, MODOS[0], lambda salida=salida: publicar(salida, cambio))
        publicar(salida, {**A, "z": b""})
        assert paginas_de(salida) == {**A, "z": b""}, n
    assert n > 20


@pytest.mark.parametrize("caso", ["primera", "tercera"])
def test_disco_lleno_en_cada_paso(caso: str, modo: str, tmp_path: Path) -> None:
    def fallar() -> None:
        raise OSError(errno.ENOSPC, "disco lleno")

    opciones = preparar(caso, tmp_path / "base", modo)
    antes, despues = enteros(caso, tmp_path / "base", opciones)
    for n in range(1, 999):
        salida = copiar(tmp_path / "base", tmp_path / f"n{n}")
        contador = Contador(n, fallar)
        with pytest.MonkeyPatch.context() as parche:
            contador.instalar(parche, modo)
            visto = intentar(salida, opciones)
        # Si se dijo que falló, se ve lo de antes; si se dijo que no, lo de después.
        assert ver(salida) == (antes if visto else despues), n
        assert "sigue entero" in (visto or "sigue entero")
        recobra(salida)
        if contador.van < n:
            break
    assert n > 25


def intentar(salida: Path, opciones: Mapping[str, Any]) -> str:
    try:
        publicar(salida, C, **opciones)
    except FalloDeEntorno as fallo:
        return fallo.mensaje
    return ""


def publicar_a_la_ligera(salida: Path) -> None:
    """Como escriben casi todos: sobre lo público, página por página."""
    for ruta, datos in C.items():
        destino = salida / ruta
        destino.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(destino, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.write(descriptor, datos)
        os.close(descriptor)
    for ruta in A.keys() - C.keys():
        (salida / ruta).unlink()


def test_la_prueba_descubre_a_quien_escribe_a_la_ligera(tmp_path: Path) -> None:
    preparar("segunda", tmp_path / "base")
    rotos = 0
    for n in range(1, 10):
        salida = copiar(tmp_path / "base", tmp_path / f"n{n}")
        ligera = partial(publicar_a_la_ligera, salida)
        assert morir_en(n, "intercambio", ligera) == (n < 10)
        rotos += paginas_de(salida) not in (A, C)
    assert rotos > 5


@pytest.mark.parametrize("repuesta", [(), (".generador-salida",)], ids=["vacía", "con-marca"])
def test_a_medias_y_alguien_repuso_la_carpeta(tmp_path: Path, repuesta: tuple[str, ...]) -> None:
    preparar("a medias", tmp_path / "base")
    salida = tmp_path / "base" / "publicado"
    salida.mkdir()
    for nombre in repuesta:
        (salida / nombre).touch()
    publicar(salida, C)
    assert paginas_de(salida) == C


@pytest.mark.parametrize(("modo", "nuevo"), [(MODOS[2], "enlace-nuevo"), (MODOS[3], "reserva")])
def test_si_el_segundo_cambio_de_nombre_falla_vuelve_lo_anterior(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, modo: str, nuevo: str
) -> None:
    salida, original = tmp_path / "publicado", os.rename
    publicar(salida, A)

    def renombrar(origen: Any, destino: Any) -> None:
        if str(origen).endswith(f"/{nuevo}") and destino == salida:
            raise OSError(errno.EIO, "disco")
        original(origen, destino)

    quitar(monkeypatch, modo)
    monkeypatch.setattr(os, "rename", renombrar)
    with pytest.raises(FalloDeEntorno, match="El disco falló"):
        publicar(salida, C)
    assert paginas_de(salida) == A
    monkeypatch.setattr(os, "rename", original)
    publicar(salida, C)
    assert paginas_de(salida) == C
