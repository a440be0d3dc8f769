"""Saber, sin abrir los archivos, si lo público es lo que dejó la última construcción."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from test_arboles import VIEJO, huellas, publicar, publicar_sin_escribir

from generador.arboles import SalidaRechazada, intacta, obra, recorrido, sistema

RELOJ_DEL_DISCO = 0.02


@pytest.fixture
def salida(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Una salida publicada dos veces: hay público y reserva."""
    monkeypatch.setattr(sistema, "sincronizar", lambda carpeta: time.sleep(RELOJ_DEL_DISCO))
    publicar(tmp_path / "publicado", {"otra.html": b"otra"})
    publicar(tmp_path / "publicado", VIEJO)
    return tmp_path / "publicado"


def cambiar_sin_que_se_note(pagina: Path) -> None:
    """El mismo tamaño y la misma hora: solo la hora de cambio, que pone el sistema, lo delata."""
    antes = pagina.stat()
    pagina.write_bytes(b"PORTADA")
    os.utime(pagina, ns=(antes.st_atime_ns, antes.st_mtime_ns))


def cambiar_por_otro_mas_viejo(pagina: Path) -> None:
    otra = pagina.parent.parent / "otra"
    otra.write_bytes(b"PORTADA")
    os.utime(otra, (1, 1))
    otra.replace(pagina)


ALTERAR: list[Callable[[Path], object]] = [
    cambiar_sin_que_se_note,
    cambiar_por_otro_mas_viejo,
    Path.unlink,
    lambda pagina: (pagina.parent / "mío.html").touch(),
    lambda pagina: (pagina.parent / "vacía").mkdir(),
    lambda pagina: (pagina.parent / "enlace").symlink_to("index.html"),
]


@pytest.mark.parametrize("alterar", ALTERAR)
def test_lo_cambiado_a_mano_se_dice_aunque_no_haya_nada_que_publicar(
    salida: Path, alterar: Callable[[Path], object]
) -> None:
    assert intacta(salida)
    alterar(salida / "index.html")
    assert not intacta(salida)
    antes = huellas(salida)
    with pytest.raises(SalidaRechazada):
        publicar_sin_escribir(salida)
    assert huellas(salida) == antes


def test_sin_cambios_no_se_abre_ningun_archivo(
    salida: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorrido, "_sha256", lambda archivo: pytest.fail(f"se abrió {archivo}"))
    antes = huellas(salida.parent)
    assert not publicar_sin_escribir(salida).escrito
    assert intacta(salida)
    assert huellas(salida.parent) == antes


def test_tocar_la_hora_se_comprueba_por_los_bytes_una_sola_vez(
    salida: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    abiertos = []
    sha256 = recorrido._sha256
    monkeypatch.setattr(recorrido, "_sha256", lambda a: abiertos.append(a) or sha256(a))
    (salida / "index.html").touch()
    time.sleep(RELOJ_DEL_DISCO)
    assert not intacta(salida)
    for _ in range(2):
        publicar_sin_escribir(salida)
    assert abiertos == [f"{salida}/index.html"]
    assert intacta(salida)


@pytest.mark.parametrize("datos", [None, b"", b"[]", b'{"formato": 1}', b"\xff"])
def test_sin_lo_anotado_se_comparan_los_bytes(salida: Path, datos: bytes | None) -> None:
    anotado = salida.parent / ".generador/publicado/memoria/estados"
    anotado.unlink()
    if datos is not None:
        anotado.write_bytes(datos)
    assert not intacta(salida)
    time.sleep(RELOJ_DEL_DISCO)
    publicar_sin_escribir(salida)
    assert intacta(salida)


def test_otro_manifiesto_no_hereda_lo_anotado(salida: Path) -> None:
    manifiesto = salida / "manifiesto.json"
    manifiesto.write_bytes(manifiesto.read_bytes().replace(b'"bytes": 3', b'"bytes": 2'))
    assert not intacta(salida)
    with pytest.raises(SalidaRechazada, match=r"«actas/01.html», «actas/02.html»"):
        publicar_sin_escribir(salida)


@pytest.mark.parametrize("alterar", [cambiar_sin_que_se_note, Path.unlink])
def test_lo_cambiado_entre_publicar_y_anotar_no_se_da_por_nuestro(
    salida: Path, alterar: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    mirar = obra.mirar
    with monkeypatch.context() as parche:
        parche.setattr(obra, "mirar", lambda s: alterar(s / "index.html") or mirar(s))
        publicar(salida, {**VIEJO, "z": b"z"})
    assert not intacta(salida)
    with pytest.raises(SalidaRechazada, match=r"«index.html»"):
        publicar_sin_escribir(salida)


def test_una_carpeta_que_no_es_salida_no_esta_intacta(tmp_path: Path) -> None:
    assert not intacta(tmp_path / "no-existe")
    (tmp_path / "vacía").mkdir()
    assert not intacta(tmp_path / "vacía")
    assert list(tmp_path.iterdir()) == [tmp_path / "vacía"]
