"""Lo que alguien dañó en el destino: se dice qué es, y hay con qué seguir."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from apoyo.reales import Corrida, generador, hacer_sitio, poner_acta, servido, sshd

from generador.arboles import MANIFIESTO

ACTA = "instancias/mesa/actas/2020/01.html"
GIT = ("git", "-c", "user.name=prueba", "-c", "user.email=prueba@ejemplo.gov.co")


def _publicar(raiz: Path, destino: object, *mas: str) -> Corrida:
    return generador(raiz, "publicar", str(destino), "--sin-buscador", *mas)


def _de_un_zip(archivo: Path, quitar: str, poner: bytes | None) -> None:
    with zipfile.ZipFile(archivo) as paquete:
        partes = {n: paquete.read(n) for n in paquete.namelist()}
    partes.pop(quitar)
    if poner is not None:
        partes[quitar] = poner
    with zipfile.ZipFile(archivo, "w") as paquete:
        for nombre, datos in partes.items():
            paquete.writestr(nombre, datos)


def _de_una_rama(base: Path, poner: bytes | None) -> None:
    copia = base / "copia"
    subprocess.run([*GIT, "clone", "-q", "-b", "publico", base / "d.git", copia], check=True)
    (copia / MANIFIESTO).unlink()
    if poner is not None:
        (copia / MANIFIESTO).write_bytes(poner)
    (copia / "CNAME").write_text("ejemplo.gov.co")
    for orden in (["add", "-A"], ["commit", "-qm", "x"], ["push", "-q"]):
        subprocess.run([*GIT, "-C", copia, *orden], check=True)


def _de_una_carpeta(base: Path, poner: bytes | None) -> None:
    (base / "d/actual" / MANIFIESTO).unlink()
    if poner is not None:
        (base / "d/actual" / MANIFIESTO).write_bytes(poner)
    (base / "d/actual/CNAME").write_text("ejemplo.gov.co")


Danar = Callable[[Path, bytes | None], None]
DESTINOS: dict[str, tuple[str, Danar]] = {
    "carpeta": ("{}/d", _de_una_carpeta),
    "rama": ("git+file://{}/d.git#publico", _de_una_rama),
    "zip": ("{}/d.zip", lambda b, p: _de_un_zip(b / "d.zip", f"sitio/{MANIFIESTO}", p)),
}


@pytest.mark.parametrize("poner", [None, b"{"], ids=["falta", "ilegible"])
@pytest.mark.parametrize("clase", DESTINOS)
def test_sin_el_manifiesto_se_envia_otra_vez_el_sitio_entero(
    clase: str, poner: bytes | None, tmp_path: Path
) -> None:
    raiz, (plantilla, danar) = hacer_sitio(tmp_path / "sitio"), DESTINOS[clase]
    destino = plantilla.format(tmp_path)
    subprocess.run([*GIT, "init", "-q", "--bare", tmp_path / "d.git"], check=True)
    assert _publicar(raiz, destino).codigo == 0
    poner_acta(raiz, 2, lugar="Otra sala")
    assert _publicar(raiz, destino).codigo == 0
    danar(tmp_path, poner)
    assert _publicar(raiz, destino, "--deshacer").codigo == 3
    hecho = _publicar(raiz, destino)
    assert hecho.codigo == 0 and "manifiesto" in hecho.dicho, hecho.dicho
    assert "Publicación 3 a la vista" in hecho.dicho
    assert "no hay nada que publicar" in _publicar(raiz, destino).dicho
    if clase == "carpeta":
        assert generador(raiz, "verificar", destino).codigo == 0
        # Lo de quien sirve el sitio pasa; lo que había queda guardado, no borrado.
        assert (tmp_path / "d/actual/CNAME").exists()
        assert (tmp_path / "d/anterior" / ACTA).exists()


def test_sin_el_manifiesto_una_copia_atrasada_tampoco_publica(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio"), tmp_path / "d"
    assert _publicar(raiz, destino).codigo == 0
    otra = shutil.copytree(raiz, tmp_path / "otra")
    poner_acta(raiz, 2, lugar="Otra sala")
    assert _publicar(raiz, destino).codigo == 0
    (destino / "actual" / MANIFIESTO).unlink()
    negada = _publicar(otra, destino)
    assert negada.codigo == 3 and "no está en el registro de esta copia" in negada.dicho
    assert _publicar(raiz, destino).codigo == 0


@pytest.mark.parametrize("dano", ["cambiado", "borrado"])
@pytest.mark.parametrize("clase", ["carpeta", "zip"])
def test_no_se_deshace_a_una_version_anterior_alterada_y_se_dice_por_que(
    clase: str, dano: str, tmp_path: Path
) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio"), Path(DESTINOS[clase][0].format(tmp_path))
    assert _publicar(raiz, destino).codigo == 0
    poner_acta(raiz, 1, lugar="Otra sala")
    assert _publicar(raiz, destino).codigo == 0
    if clase == "zip":
        otro = b"x" if dano == "cambiado" else None
        _de_un_zip(tmp_path / "d.anterior.zip", f"sitio/{ACTA}", otro)
    else:
        (destino / "anterior" / ACTA).unlink()
        if dano == "cambiado":
            (destino / "anterior" / ACTA).write_bytes(b"x")
    negado = _publicar(raiz, destino, "--deshacer")
    assert negado.codigo == 3 and f"cambió o borró 1 archivos: «{ACTA}»" in negado.dicho
    assert "publique sin «--deshacer»" in negado.dicho
    poner_acta(raiz, 1)
    assert _publicar(raiz, destino).codigo == 0
    assert "no hay nada que publicar" in _publicar(raiz, destino).dicho


def test_por_sftp_lo_cambiado_sin_cambiar_de_tamano_se_envia_enviando_todo(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio"), tmp_path / "d"
    sitio = raiz / "contenido/sitio.yaml"
    dicho = sitio.read_text("utf-8")
    with sshd(tmp_path / "ssh") as ssh, servido(destino / "actual") as direccion:
        lugar = f"sftp://127.0.0.1:{ssh.puerto}{destino}"
        suya = f"destinos:\n  - nombre: web\n    lugar: {lugar}\n    direccion: {direccion}\n"
        sitio.write_text(dicho + suya, "utf-8")
        for n in (1, 3):
            poner_acta(raiz, n, lugar="Una sala")
            assert generador(raiz, "publicar", "web", **ssh.entorno).codigo == 0
        for archivo in (destino / "actual" / ACTA, destino / "actual" / f"{ACTA}.gz"):
            archivo.write_bytes(archivo.read_bytes()[:-1] + b"X")
        poner_acta(raiz, 2, lugar="Otra sala")
        calladas = generador(raiz, "publicar", "web", **ssh.entorno)
        assert calladas.codigo == 3 and f"{ACTA}: Sus bytes no son" in calladas.dicho
        assert "repita con «--enviar-todo»" in calladas.dicho
        entera = generador(raiz, "publicar", "web", "--enviar-todo", **ssh.entorno)
        assert entera.codigo == 0 and "Leído de vuelta" in entera.dicho, entera.dicho
        assert generador(raiz, "verificar", str(destino / "actual")).codigo == 0
