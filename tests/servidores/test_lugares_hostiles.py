"""Lo que llega del contenido o de afuera no manda: ni corre nada, ni hace esperar para siempre."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from apoyo.reales import generador, hacer_sitio

from generador.integridad import fuentes
from generador.modelo.destinos import LugarIlegible, leer_lugar
from generador.publicacion import procesos

ILEGIBLES = (
    "git+-o:cosa#rama",
    "git+--una-opcion=x:y#rama",
    "git+otro::cosa#rama",
    "git+cosa://ejemplo.gov.co/x#rama",
    "git+ssh://-o/x#rama",
    "git+git@-ejemplo:x#rama",
    "git+git@ejemplo.gov.co:-x#rama",
    "git+https://ejemplo.gov.co/x#-rama",
    "git+https://ejemplo.gov.co/x#a..b",
    "git+#rama",
    "git+https://[::1/x#rama",
    "ssh://-o@ejemplo.gov.co/srv",
    "ssh://-ejemplo.gov.co/srv",
    "ssh://ejemplo.gov.co/~/-x",
    "ssh://ejemplo.gov.co",
    "ssh://ejemplo.gov.co/srv/../etc",
    "ssh://ejemplo.gov.co/srv%0Aotra",
    "sftp://ejemplo.gov.co/~/-x",
    "sftp://ejemplo.gov.co/srv%0D-x",
    "ftp://ejemplo.gov.co/x",
    "otro::cosa",
    "publica@ejemplo.gov.co:/srv/sitio",
    "C:/sitio",
    "~/pub",
    "~/pub.zip",
    "~otra/pub",
    "git+~/sitio.git#publico",
)
LEGIBLES = (
    "/srv/www/instancias",
    "../entrega",
    "entrega/sitio.zip",
    "ssh://publica@ejemplo.gov.co:2222/srv/instancias",
    "ssh://ejemplo.gov.co/~/sitio",
    "sftp://publica@ejemplo.gov.co/srv/instancias",
    "git+https://ejemplo.gov.co/grupo/sitio.git#publico",
    "git+ssh://git@ejemplo.gov.co/sitio.git#gh-pages",
    "git+git@ejemplo.gov.co:grupo/sitio.git#publico",
    "git+file:///srv/sitio.git#publico",
    "git+/srv/sitio.git#publico",
)


@pytest.mark.parametrize("lugar", ILEGIBLES)
def test_un_lugar_que_podria_ser_una_orden_se_rechaza_al_revisar_y_al_publicar(
    lugar: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raiz, corrio = hacer_sitio(tmp_path / "sitio", 1), []
    monkeypatch.setattr(procesos.subprocess, "Popen", lambda *a, **_: corrio.append(a))
    sitio = raiz / "contenido/sitio.yaml"
    renglones = f'destinos:\n  - nombre: publico\n    lugar: "{lugar}"\n'
    sitio.write_text(sitio.read_text("utf-8") + renglones, "utf-8")
    for orden in (["revisar"], ["publicar", "publico"], ["publicar", "publico", "--simular"]):
        hecho = generador(raiz, *orden)
        assert hecho.codigo == 1 and "sitio.yaml" in hecho.dicho, hecho.dicho
        assert "El lugar del destino no sirve" in hecho.dicho
    directo = generador(raiz, "publicar", lugar, "--simular")
    assert directo.codigo in (1, 3), directo.dicho
    assert corrio == []


@pytest.mark.parametrize("lugar", LEGIBLES)
def test_los_lugares_de_la_guia_se_entienden(lugar: str) -> None:
    assert leer_lugar(lugar).clase


def test_un_lugar_ilegible_es_un_error_de_quien_lo_escribe() -> None:
    with pytest.raises(LugarIlegible):
        leer_lugar("git+-x:y#z")


def test_los_destinos_se_pueden_fijar_fuera_del_contenido(tmp_path: Path) -> None:
    """Quien cambia sitio.yaml ya no decide a dónde va lo publicado."""
    raiz = hacer_sitio(tmp_path / "sitio", 1)
    sitio = raiz / "contenido/sitio.yaml"
    renglones = f"destinos:\n  - nombre: publico\n    lugar: {tmp_path / 'otro'}\n"
    sitio.write_text(sitio.read_text("utf-8") + renglones, "utf-8")
    fijados = tmp_path / "destinos.yaml"
    fijados.write_text(f"destinos:\n  - nombre: publico\n    lugar: {tmp_path / 'debido'}\n")
    entorno = {"GENERADOR_DESTINOS": str(fijados)}
    hecho = generador(raiz, "publicar", "publico", **entorno)
    assert hecho.codigo == 0, hecho.dicho
    assert (tmp_path / "debido/actual").exists() and not (tmp_path / "otro").exists()
    for malo, dice in (("lugar: ../x\n", "renglón 1"), ("destinos: [", "renglón")):
        fijados.write_text(malo)
        hecho = generador(raiz, "publicar", "publico", **entorno)
        assert hecho.codigo == 3 and dice in hecho.dicho, hecho.dicho
    adentro = raiz / "destinos.yaml"
    adentro.write_text("destinos: ninguno\n")
    hecho = generador(raiz, "publicar", "publico", GENERADOR_DESTINOS=str(adentro))
    assert hecho.codigo == 3 and "está en la carpeta del sitio" in hecho.dicho


@pytest.mark.parametrize("direccion", ["https://[::1/", "https://a:99999/", "https://:80/"])
def test_una_direccion_imposible_es_un_hallazgo(direccion: str, tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 1)
    sitio = raiz / "contenido/sitio.yaml"
    sitio.write_text(sitio.read_text("utf-8") + f'direccion: "{direccion}"\n', "utf-8")
    hecho = generador(raiz, "revisar")
    assert hecho.codigo == 1 and "no es una dirección web" in hecho.dicho, hecho.dicho
    assert generador(raiz, "servidor", "nginx", "--base", "/srv").codigo in (1, 2, 3)


@pytest.mark.parametrize(
    "vieja", ["404.html", "datos/actas.csv", "buscador/indice.json", "estaticos/x.css", "CNAME"]
)
def test_lo_que_escribe_el_programa_no_se_lleva_a_otra_parte(vieja: str, tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 1)
    acta = raiz / "contenido/instancias/mesa/actas/2020/01.md"
    con = acta.read_text("utf-8").replace("numero: 1\n", f"numero: 1\nantes: [{vieja}]\n")
    acta.write_text(con, "utf-8")
    hecho = generador(raiz, "revisar")
    assert hecho.codigo == 1 and "direccion-anterior-invalida" in hecho.dicho, hecho.dicho


# --- quien no contesta, o no acaba --------------------------------------------------------------


@contextmanager
def _que_contesta(trozos: list[bytes], pausa: float = 0.0) -> Iterator[int]:
    """Un servidor que a cada quien le manda esos trozos, con una pausa, y no cierra."""
    fin = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as enchufe:
        enchufe.settimeout(0.1)

        def atender() -> None:
            abiertos = []
            while not fin.is_set():
                try:
                    cliente, _ = enchufe.accept()
                except TimeoutError:
                    continue
                abiertos.append(cliente)
                try:
                    for trozo in trozos:
                        cliente.sendall(trozo)
                        if fin.wait(pausa):
                            break
                except OSError:
                    continue
            for cliente in abiertos:
                cliente.close()

        hilo = threading.Thread(target=atender, daemon=True)
        hilo.start()
        yield enchufe.getsockname()[1]
        fin.set()
        hilo.join()


def test_un_repositorio_que_no_contesta_no_se_espera_para_siempre(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 1)
    with _que_contesta([]) as puerto:
        inicio = time.monotonic()
        lugar = f"git+https://127.0.0.1:{puerto}/x.git#web"
        hecho = generador(raiz, "publicar", lugar, GENERADOR_ESPERA="0.02")
    assert hecho.codigo == 3 and "GENERADOR_ESPERA" in hecho.dicho, hecho.dicho
    assert time.monotonic() - inicio < 20


def test_un_programa_que_no_deja_de_hablar_se_corta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(procesos, "_MAXIMO", 1 << 20)
    with pytest.raises(procesos.FalloDeDestino, match="más de 1 MiB"):
        procesos.correr(["sh", "-c", "while :; do echo 0123456789; done"])
    hecho = procesos.correr(["sh", "-c", "cat; echo queja >&2; exit 4"], b"x" * 300_000)
    assert (len(hecho.stdout), hecho.stderr, hecho.returncode) == (300_000, b"queja\n", 4)


_CABEZA = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"


@pytest.mark.parametrize(
    ("trozos", "pausa", "dice"),
    [
        ([_CABEZA, *[b"x"] * 200], 0.05, "no terminó en"),
        ([_CABEZA, *[b"x" * 65_536] * 40], 0.0, "pasa de 1 MiB"),
    ],
    ids=["gota a gota", "sin fin"],
)
def test_verificar_no_espera_ni_lee_para_siempre(
    trozos: list[bytes],
    pausa: float,
    dice: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fuentes, "_PLAZO", 0.5)
    monkeypatch.setattr(fuentes, "_MAXIMO", 1 << 20)
    with _que_contesta(trozos, pausa) as puerto:
        hecho = generador(tmp_path, "verificar", f"http://127.0.0.1:{puerto}/")
    assert hecho.codigo == 3 and dice in hecho.dicho, hecho.dicho


@pytest.mark.parametrize(
    ("lugar", "ejemplo"), [("git+../web", "git+ssh://"), ("ssh://a", "ssh://")]
)
def test_el_ejemplo_es_de_la_misma_clase(lugar: str, ejemplo: str, tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 1)
    hecho = generador(raiz, "publicar", lugar)
    assert hecho.codigo == 3 and f"Por ejemplo: {ejemplo}" in hecho.dicho, hecho.dicho


@pytest.mark.parametrize(
    "dentro", ["contenido", "contenido/normas", "temas", "publicado", ".generador/x", ".git"]
)
def test_un_zip_no_se_deja_entre_lo_que_hace_el_sitio(dentro: str, tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 1)
    (raiz / dentro).mkdir(parents=True, exist_ok=True)
    (tmp_path / "otra").symlink_to(raiz / dentro)
    for lugar in (f"{dentro}/x.zip", str(raiz / dentro / "x.zip"), str(tmp_path / "otra/x.zip")):
        hecho = generador(raiz, "publicar", lugar)
        assert hecho.codigo == 3 and "Use una carpeta aparte" in hecho.dicho, hecho.dicho
    assert list((raiz / dentro).glob("x.*")) == []
    (raiz / "entregas").mkdir()
    for _ in range(2):
        hecho = generador(raiz, "publicar", "entregas/x.zip")
        assert hecho.codigo == 0, hecho.dicho


def test_la_carpeta_personal_no_es_un_destino(tmp_path: Path) -> None:
    raiz, personal = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "personal"
    personal.mkdir()
    hecho = generador(raiz, "publicar", "~/pub", HOME=str(personal))
    assert hecho.codigo == 3 and "escriba la ruta entera" in hecho.dicho, hecho.dicho
    assert list(personal.iterdir()) == []
