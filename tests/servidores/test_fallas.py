"""Lo que sale mal al publicar: el sitio viejo queda entero, se dice qué pasó y repetir completa."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from apoyo.formatos_minimos import pdf_en_blanco
from apoyo.reales import (
    Ssh,
    en_otro_proceso,
    exigir,
    generador,
    hacer_sitio,
    nginx,
    poner_acta,
    puerto_libre,
    sshd,
)
from exigencias.publicacion import leer_mientras_se_publica

from generador.arboles import Manifiesto
from generador.hospedaje import SERVIDORES, Hospedaje
from generador.integridad import Carpeta, verificar
from generador.publicacion import versiones
from generador.publicacion.interfaz import LoPublicado, OtroPublico, Version
from generador.publicacion.maquina import Local
from generador.publicacion.versiones import ConVersiones


@pytest.fixture(scope="module")
def servidor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ssh]:
    with sshd(tmp_path_factory.mktemp("ssh")) as encendido:
        yield encendido


def intacto(destino: Path) -> int | None:
    """El número de la publicación a la vista, si está entera."""
    dictamen = verificar(Carpeta((destino / "actual").resolve()))
    assert dictamen.integro, dictamen.defectos
    return dictamen.publicacion


def test_matado_de_verdad_a_mitad_del_envio(servidor: Ssh, tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio", 3), tmp_path / "destino"
    lugar = f"ssh://127.0.0.1:{servidor.puerto}{destino}"
    assert generador(raiz, "publicar", lugar, **servidor.entorno).codigo == 0
    poner_acta(raiz, 2, lugar="Otra")
    proceso = en_otro_proceso(raiz, "publicar", lugar, **servidor.entorno)
    _esperar(
        lambda: len(list((destino / "publicaciones").iterdir())) > 1 or proceso.poll() is not None
    )
    proceso.send_signal(signal.SIGKILL)
    proceso.wait()
    intacto(destino)
    assert generador(raiz, "publicar", lugar, **servidor.entorno).codigo == 0
    assert intacto(destino) == 2


def _esperar(cumplido: object, segundos: float = 30) -> None:
    limite = time.monotonic() + segundos
    while time.monotonic() < limite and not cumplido():  # type: ignore[operator]
        time.sleep(0.005)


def test_sin_permiso_ajenos_y_carpetas_que_no_son(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 1)
    ajena = tmp_path / "ajena"
    ajena.mkdir()
    (ajena / "algo.txt").write_text("de otro")
    hecho = generador(raiz, "publicar", str(ajena))
    assert hecho.codigo == 3 and "no es un destino de generador" in hecho.dicho
    assert [p.name for p in ajena.iterdir()] == ["algo.txt"]
    destino = tmp_path / "destino"
    generador(raiz, "publicar", str(destino))
    (destino / "actual").resolve().joinpath("puerta.php").write_text("<?php")
    (destino / "otro.txt").write_text("x")
    poner_acta(raiz, 1, lugar="Otra")
    hecho = generador(raiz, "publicar", str(destino))
    assert hecho.codigo == 3
    assert "«actual/puerta.php», «otro.txt»" in hecho.dicho
    assert (destino / "actual/puerta.php").exists()
    sin_madre = generador(raiz, "publicar", str(tmp_path / "no/existe"))
    assert sin_madre.codigo == 3 and "No se puede escribir" in sin_madre.dicho


def test_lo_alterado_en_el_destino_se_envia_de_nuevo_y_se_dice(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio", 2), tmp_path / "destino"
    generador(raiz, "publicar", str(destino))
    anexo = destino / "actual/instancias/mesa/actas/2020/01/anexo.pdf"
    anexo.write_text(pdf_en_blanco("falso"))
    poner_acta(raiz, 2, lugar="Otra")
    hecho = generador(raiz, "publicar", str(destino))
    assert hecho.codigo == 0 and "alguien lo había cambiado en el destino" in hecho.dicho
    assert intacto(destino) == 2


def test_ninguna_contrasena_se_acepta_ni_se_repite(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 1)
    for lugar in (
        "ssh://ana:S3creta@127.0.0.1/srv/x",
        "sftp://ana:S3creta@127.0.0.1/srv/x",
        "git+https://ana:S3creta@127.0.0.1/x#sitio",
        "git+https://S3creta@127.0.0.1/x#sitio",
    ):
        hecho = generador(raiz, "publicar", lugar)
        assert hecho.codigo == 3 and "lleva una contraseña" in hecho.dicho
        assert "S3creta" not in hecho.dicho
    guardado = [p for p in raiz.rglob("*") if p.is_file() and b"S3creta" in p.read_bytes()]
    assert guardado == []


def test_un_servidor_que_no_responde(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 1)
    (tmp_path / "config").write_text("")
    hecho = generador(
        raiz,
        "publicar",
        f"ssh://127.0.0.1:{puerto_libre()}/srv/x",
        GENERADOR_SSH_CONFIG=str(tmp_path / "config"),
    )
    assert hecho.codigo == 3 and "no responde" in hecho.dicho


def test_el_cambio_tarda_menos_de_dos_segundos(
    servidor: Ssh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """El cambio de lo que está a la vista, al deshacer por SSH."""
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "destino"
    lugar = f"ssh://127.0.0.1:{servidor.puerto}{destino}"
    for n in (1, 2):
        poner_acta(raiz, 1, lugar=f"Sala {n}")
        assert generador(raiz, "publicar", lugar, **servidor.entorno).codigo == 0
    cambiar, duraciones = versiones.ConVersiones.cambiar, []

    def medido(*argumentos: object) -> None:
        inicio = time.monotonic()
        cambiar(*argumentos)  # type: ignore[arg-type]
        duraciones.append(time.monotonic() - inicio)

    monkeypatch.setattr(versiones.ConVersiones, "cambiar", medido)
    assert generador(raiz, "publicar", lugar, "--deshacer", **servidor.entorno).codigo == 0
    assert intacto(destino) == 3
    assert duraciones[0] < 2, duraciones


def test_un_intento_que_otro_borro_no_se_hace_visible(tmp_path: Path) -> None:
    """Quien publica aparta lo de los demás: lo apartado no puede quedar a la vista a medias."""
    base = tmp_path / "destino"
    for version in ("000001-a", "000002-b"):
        (base / "publicaciones" / version).mkdir(parents=True)
    (base / "cadena").mkdir()
    (base / "actual").symlink_to("publicaciones/000001-a")
    destino = ConVersiones(Local(base), str(base))
    version = Version("000002-b", base, Manifiesto({}, {}), {}, "2026-11-22-2.yaml", b"x")
    with pytest.raises(OtroPublico):
        destino.cambiar(version, LoPublicado(actual="000001-a"))
    assert (base / "actual").readlink() == Path("publicaciones/000001-a")
    (base / "publicaciones/.000002-b.lista").touch()
    destino.cambiar(version, LoPublicado(actual="000001-a"))
    assert (base / "actual").readlink() == Path("publicaciones/000002-b")


# --- la promesa descubre a quien no cumple ----------------------------------------------------


def test_los_lectores_descubren_a_quien_escribe_encima(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exigir("nginx")
    cambiar = ConVersiones.cambiar

    def cambiar_encima(destino: ConVersiones, version: Version, estado: LoPublicado) -> None:
        cambiar(destino, version, estado)
        pagina = tmp_path / "destino/actual/instancias/mesa/actas/2020/01.html"
        datos = pagina.read_bytes()
        for cuanto in (0, len(datos) // 2, len(datos)):
            pagina.write_bytes(datos[:cuanto])
            time.sleep(0.1)

    monkeypatch.setattr(ConVersiones, "cambiar", cambiar_encima)
    destino, puerto = tmp_path / "destino", puerto_libre()
    pedido = Hospedaje(base=str(destino), csp="default-src 'none'", puerto=puerto)
    with nginx(SERVIDORES["nginx"](pedido), tmp_path / "nginx", puerto):
        direccion = f"http://127.0.0.1:{puerto}"
        visto = leer_mientras_se_publica(tmp_path, direccion, destino, 20, 2)
    assert visto.rotas


def test_si_en_el_registro_no_se_puede_anotar_nada_se_muestra(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio", 2), tmp_path / "destino"
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    poner_acta(raiz, 1, lugar="Otra")
    # Una carpeta donde va la entrada: también quien todo lo puede se queda sin escribirla.
    estorbo = raiz / "contenido/publicaciones/.nueva"
    estorbo.mkdir()
    hecho = generador(raiz, "publicar", str(destino))
    assert hecho.codigo == 3
    assert "donde se anota cada publicación" in " ".join(hecho.dicho.split())
    assert intacto(destino) == 1
    estorbo.rmdir()
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    assert intacto(destino) == 2
