"""Abrir bajo una carpeta sin salir de ella: ningún enlace se sigue, en ningún tramo."""

from __future__ import annotations

import os
import pickle
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from generador.arboles import (
    Almacen,
    ArchivoCambio,
    Ficha,
    Lugar,
    abrir_archivo,
    abrir_carpeta,
    que_es,
)
from generador.compilacion import Taller
from generador.lectura.contenido import Contenido
from generador.memoria import Memoria
from generador.modelo.base import Archivo
from generador.representacion import Representador, abrir_tema, carpeta_de_temas_propios


@pytest.fixture
def raiz(tmp_path: Path) -> Path:
    """Un sitio con un acta, y un vecino con la misma forma."""
    for carpeta in ("sitio/a/b", "vecino/a/b"):
        (tmp_path / carpeta).mkdir(parents=True)
        (tmp_path / carpeta / "acta.md").write_text(carpeta)
    return tmp_path / "sitio"


def leer(raiz: Path, ruta: str) -> str:
    with os.fdopen(abrir_archivo(Lugar(raiz, ruta))) as abierto:
        return abierto.read()


def test_lo_corriente_se_lee_aunque_la_raiz_sea_un_enlace(raiz: Path) -> None:
    atajo = raiz.parent / "atajo"
    atajo.symlink_to(raiz)
    assert leer(atajo, "a/b/acta.md") == "sitio/a/b"
    assert que_es(Lugar(atajo, "a/b/acta.md")) == stat.S_IFREG
    assert que_es(Lugar(atajo, "a")) == stat.S_IFDIR


def _archivo_enlazado(raiz: Path) -> None:
    (raiz / "a/b/acta.md").unlink()
    (raiz / "a/b/acta.md").symlink_to(raiz.parent / "vecino/a/b/acta.md")


def _carpeta_enlazada(raiz: Path) -> None:
    (raiz / "a").rename(raiz / "otra")
    (raiz / "a").symlink_to(raiz.parent / "vecino/a")


def _tubo(raiz: Path) -> None:
    (raiz / "a/b/acta.md").unlink()
    os.mkfifo(raiz / "a/b/acta.md")


def _nada(raiz: Path) -> None:
    (raiz / "a/b/acta.md").unlink()


def abiertos() -> int:
    """Cuántos descriptores tiene este proceso; siempre 0 donde no se puede saber."""
    carpeta = Path("/proc/self/fd")
    return sum(1 for _ in carpeta.iterdir()) if carpeta.exists() else 0


@pytest.mark.parametrize(
    ("cambiar", "clase"),
    [
        (_archivo_enlazado, stat.S_IFLNK),
        (_carpeta_enlazada, stat.S_IFLNK),
        (_tubo, stat.S_IFIFO),
        (_nada, 0),
    ],
)
def test_lo_demas_no_se_abre(raiz: Path, cambiar: Callable[[Path], None], clase: int) -> None:
    cambiar(raiz)
    antes = abiertos()
    with pytest.raises(ArchivoCambio, match=r"«a/b(/acta\.md)?» cambió mientras se leía"):
        leer(raiz, "a/b/acta.md")
    assert que_es(Lugar(raiz, "a/b/acta.md")) == clase
    assert abiertos() == antes


@pytest.mark.parametrize("ruta", ["../vecino/a", "a/../../vecino", ".."])
def test_no_se_sube(raiz: Path, ruta: str) -> None:
    with pytest.raises(ArchivoCambio):
        abrir_carpeta(Lugar(raiz, ruta))


def test_el_fallo_pasa_entero_de_un_proceso_a_otro() -> None:
    fallo = pickle.loads(pickle.dumps(ArchivoCambio("a.md")))
    assert (type(fallo), fallo.ruta, str(fallo)) == (ArchivoCambio, "a.md", str(fallo))


def test_no_se_publica_un_anexo_que_cambio_despues_de_leerlo(raiz: Path, tmp_path: Path) -> None:
    tema, _ = abrir_tema("base", (carpeta_de_temas_propios(),))
    assert tema is not None
    obra, memoria = tmp_path / "obra", Memoria(Almacen(tmp_path / "memoria"), "")
    obra.mkdir()
    taller = Taller(raiz, Representador(tema), obra, {"vieja": Ficha("0" * 64, 1)}, memoria)
    with pytest.raises(ArchivoCambio, match=r"a/b/acta\.md"):
        taller.copiar(Lugar(raiz, "a/b/acta.md"), "anexo.md", "0" * 64)
    with pytest.raises(ArchivoCambio, match=r"a/b/acta\.md"):
        taller.anexar(Contenido(raiz), "a/b/acta.md", Archivo("anexo.md", 1, "0" * 64))
