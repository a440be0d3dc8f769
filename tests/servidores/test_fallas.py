"""Lo que sale mal al publicar: el sitio viejo queda entero, se dice qué pasó y repetir completa."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from apoyo.reales import (
    Ssh,
    en_otro_proceso,
    generador,
    hacer_sitio,
    poner_acta,
    puerto_libre,
    sshd,
)
from exigencias.publicacion import cortar_conexiones

from generador.arboles import Manifiesto
from generador.integridad import Carpeta, verificar
from generador.publicacion import versiones
from generador.publicacion.interfaz import Estado, OtroPublico, Version
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


def test_conexiones_cortadas_en_bytes_al_azar(servidor: Ssh, tmp_path: Path) -> None:
    cuenta = cortar_conexiones(tmp_path, servidor, cuantas=2)
    assert (cuenta.rotos, cuenta.sin_completar) == (0, 0)
    assert cuenta.cortadas + cuenta.completas == 2


def test_una_llave_de_servidor_distinta_se_rechaza_y_no_se_acepta_sola(
    servidor: Ssh, tmp_path: Path
) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 1)
    otra = tmp_path / "otra"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(otra)], check=True)
    conocidos = tmp_path / "known_hosts"
    llave = " ".join(otra.with_suffix(".pub").read_text().split()[:2])
    conocidos.write_text(f"[127.0.0.1]:{servidor.puerto} {llave}\n")
    configuracion = tmp_path / "config"
    texto = servidor.configuracion.read_text().replace(str(servidor.known_hosts), str(conocidos))
    for lista in (conocidos.read_text(), ""):
        conocidos.write_text(lista)
        configuracion.write_text(texto)
        hecho = generador(
            raiz,
            "publicar",
            f"ssh://127.0.0.1:{servidor.puerto}{tmp_path}/destino",
            GENERADOR_SSH_CONFIG=str(configuracion),
        )
        assert hecho.codigo == 3 and "no mostró la llave que se conoce de él" in hecho.dicho
        assert conocidos.read_text() == lista
    assert not (tmp_path / "destino").exists()


def test_una_llave_de_cliente_que_no_sirve_lo_dice(servidor: Ssh, tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 1)
    otra = tmp_path / "otra"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(otra)], check=True)
    texto = servidor.configuracion.read_text().replace(f"{servidor.carpeta}/cliente", str(otra))
    (tmp_path / "config").write_text(texto)
    hecho = generador(
        raiz,
        "publicar",
        f"ssh://127.0.0.1:{servidor.puerto}{tmp_path}/destino",
        GENERADOR_SSH_CONFIG=str(tmp_path / "config"),
    )
    assert hecho.codigo == 3 and "no aceptó su llave" in hecho.dicho
    assert otra.read_text() not in hecho.dicho


def test_un_disco_lleno_deja_el_sitio_viejo(tmp_path: Path) -> None:
    disco = tmp_path / "disco"
    disco.mkdir()
    montar = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disco)]
    if os.geteuid() != 0 or subprocess.run(montar, check=False).returncode != 0:
        pytest.skip("montar un disco pequeño exige permisos de administración")
    try:
        raiz, destino = hacer_sitio(tmp_path / "sitio", 1), disco / "destino"
        assert generador(raiz, "publicar", str(destino)).codigo == 0
        anexo = raiz / "contenido/instancias/mesa/actas/2020/01/grande.pdf"
        anexo.write_bytes(b"%PDF-1.4\n" + os.urandom(8_000_000))
        hecho = generador(raiz, "publicar", str(destino))
        assert hecho.codigo == 3 and "espacio" in hecho.dicho, hecho.dicho
        assert intacto(destino) == 1
        anexo.write_bytes(b"%PDF-1.4\n" + os.urandom(1000))
        assert generador(raiz, "publicar", str(destino)).codigo == 0
        assert intacto(destino) == 2
    finally:
        subprocess.run(["umount", str(disco)], check=True)


def test_matar_al_que_publica_en_cada_paso(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cada paso falla como si el proceso muriera ahí; repetir completa siempre."""
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "destino"
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    for n, paso in enumerate(("subir", "comparar", "cambiar"), 2):
        for momento in ("antes", "despues"):
            poner_acta(raiz, 1, lugar=f"Sala {paso} {momento}")
            with monkeypatch.context() as parche:
                parche.setattr(versiones.ConVersiones, paso, _morir(paso, momento))
                with pytest.raises(_Muerte):
                    generador(raiz, "publicar", str(destino))
            intacto(destino)
        assert generador(raiz, "publicar", str(destino)).codigo == 0, n
        assert f"Sala {paso} despues" in (
            destino / "actual/instancias/mesa/actas/2020/01.html"
        ).read_text("utf-8")
    numeros = sorted(int(p.stem[11:]) for p in (raiz / "contenido/publicaciones").iterdir())
    assert numeros == list(range(1, len(numeros) + 1)), "se perdió una publicación"
    assert intacto(destino) == numeros[-1]


class _Muerte(BaseException):
    pass


def _morir(paso: str, momento: str) -> object:
    original = getattr(versiones.ConVersiones, paso)

    def muere(*argumentos: object) -> object:
        if momento == "despues":
            original(*argumentos)
        raise _Muerte

    return muere


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


def test_dos_que_publican_a_la_vez(tmp_path: Path) -> None:
    """Los dos miraron lo mismo: uno gana, el otro se entera y no tapa nada."""
    raices = [hacer_sitio(tmp_path / n, 1) for n in ("una", "otra")]
    destino = tmp_path / "destino"
    for n, raiz in enumerate(raices):
        poner_acta(raiz, 1, lugar=f"Sala de {n}")
    procesos = [en_otro_proceso(raiz, "publicar", str(destino)) for raiz in raices]
    codigos = []
    for proceso in procesos:
        dicho, _ = proceso.communicate(timeout=120)
        codigos.append(proceso.returncode)
        assert proceso.returncode in (0, 3), dicho
        assert "Traceback" not in dicho, dicho
    assert 0 in codigos
    numero = intacto(destino)
    entradas = [p for r in raices for p in (r / "contenido/publicaciones").glob("*.yaml")]
    assert max(int(p.stem[11:]) for p in entradas) == numero


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
    anexo.write_bytes(b"%PDF-1.4 falso\n")
    poner_acta(raiz, 2, lugar="Otra")
    hecho = generador(raiz, "publicar", str(destino))
    assert hecho.codigo == 0 and "alguien lo había cambiado en el destino" in hecho.dicho
    assert intacto(destino) == 2


def test_un_reloj_adelantado_no_hace_creer_que_todo_cambio(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "destino"
    generador(raiz, "publicar", str(destino))
    poner_acta(raiz, 1, lugar="Otra")
    ahora = time.time
    monkeypatch.setattr(versiones.time, "time", lambda: ahora() + 7200)
    hecho = generador(raiz, "publicar", str(destino))
    assert hecho.codigo == 0 and "difieren en 120 minutos" in hecho.dicho
    assert intacto(destino) == 2


def test_ninguna_contrasena_se_acepta_ni_se_repite(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 1)
    for lugar in (
        "ssh://ana:S3creta@127.0.0.1/srv/x",
        "sftp://ana:S3creta@127.0.0.1/srv/x",
        "git+https://ana:S3creta@127.0.0.1/x#sitio",
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
        destino.cambiar(version, Estado(actual="000001-a"))
    assert (base / "actual").readlink() == Path("publicaciones/000001-a")
    (base / "publicaciones/.000002-b.lista").touch()
    destino.cambiar(version, Estado(actual="000001-a"))
    assert (base / "actual").readlink() == Path("publicaciones/000002-b")
