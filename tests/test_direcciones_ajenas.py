"""Los documentos que están en otro sitio: leerlos con `revisar --direcciones`, y lo que se publica.

Los servidores son de esta máquina: lo que decide si una dirección es pública se cambia aquí, y se
prueba aparte con direcciones que no se visitan.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.fabrica import contexto

from generador.cli import principal
from generador.integridad import visitas
from generador.integridad.visitas import PuntoDeRed, es_publico, visitar
from generador.modelo.sitio import Visita

DIA = date(2026, 11, 22)
PDF = b"%PDF-1.7\n" + b"x" * 2000
RESPUESTAS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/acta.pdf": (200, {"Content-Type": "application/pdf"}, PDF),
    "/vieja.pdf": (301, {"Location": "/acta.pdf"}, b""),
    "/vueltas": (302, {"Location": "/vueltas"}, b""),
    "/adentro": (302, {"Location": "http://10.0.0.1/secreto"}, b""),
    "/a-un-archivo": (302, {"Location": "file:///etc/hostname"}, b""),
    "/a-uno-mal-escrito": (302, {"Location": "http://[malo/acta.pdf"}, b""),
    "/se-fue.pdf": (404, {}, b"no"),
    "/grande.bin": (200, {}, b"x" * 5000),
    "/acta con espacio.pdf": (200, {"Content-Type": "application/pdf"}, PDF),
}


class _Servidor(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        from urllib.parse import unquote

        codigo, encabezados, cuerpo = RESPUESTAS.get(unquote(self.path), (404, {}, b""))
        self.send_response(codigo)
        for nombre, valor in encabezados.items():
            self.send_header(nombre, valor)
        self.send_header("Content-Length", str(len(cuerpo)))
        self.end_headers()
        self.wfile.write(cuerpo)

    def log_message(self, *_: object) -> None:
        """Sin bitácora."""


@contextmanager
def servido() -> Iterator[str]:
    servidor = ThreadingHTTPServer(("127.0.0.1", 0), _Servidor)
    hilo = threading.Thread(target=servidor.serve_forever, daemon=True)
    hilo.start()
    try:
        yield f"http://127.0.0.1:{servidor.server_port}"
    finally:
        servidor.shutdown()
        servidor.server_close()
        hilo.join(timeout=10)


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with servido() as direccion:
        yield direccion


def _de_aqui(lugar: PuntoDeRed) -> bool:
    return lugar.ip == "127.0.0.1"


# --- una visita -------------------------------------------------------------------------------


def test_se_guarda_la_huella_el_peso_y_la_clase(base: str) -> None:
    visita = visitar(f"{base}/acta.pdf", DIA, _de_aqui)
    assert (visita.sha256, visita.bytes) == (hashlib.sha256(PDF).hexdigest(), len(PDF))
    assert (visita.tipo, visita.fecha, visita.falla) == ("application/pdf", DIA, None)


def test_se_sigue_a_donde_lleva_y_se_dice(base: str) -> None:
    visita = visitar(f"{base}/vieja.pdf", DIA, _de_aqui)
    assert (visita.url, visita.llega_a) == (f"{base}/vieja.pdf", f"{base}/acta.pdf")
    assert visita.sha256


def test_una_direccion_con_espacios_tambien_se_lee(base: str) -> None:
    assert visitar(f"{base}/acta%20con%20espacio.pdf", DIA, _de_aqui).sha256


@pytest.mark.parametrize(
    ("camino", "dice"),
    [
        ("/se-fue.pdf", "no existe (404)"),
        ("/vueltas", "redirige más de 5 veces"),
        ("/adentro", "no es una dirección pública"),
        ("/a-un-archivo", "no es una dirección http"),
        ("/a-uno-mal-escrito", "aquella a la que lleva, está mal"),
        ("/grande.bin", "pesa más"),
    ],
)
def test_lo_que_no_se_puede_leer_dice_por_que(base: str, camino: str, dice: str) -> None:
    visita = visitar(f"{base}{camino}", DIA, _de_aqui, maximo=4000)
    assert dice in (visita.falla or "")
    assert visita.sha256 is None


def test_un_servidor_que_no_esta_no_es_una_excepcion() -> None:
    with servido() as direccion:
        apagada = direccion
    assert visitar(f"{apagada}/x", DIA, _de_aqui).falla == "el servidor no recibe conexiones"


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0",
     "::1", "fe80::1%eth0", "fc00::1", "224.0.0.1", "100.64.0.1", "::ffff:10.0.0.1"],
)  # fmt: skip
def test_lo_de_adentro_no_es_publico(ip: str) -> None:
    assert not es_publico(PuntoDeRed(2, ip, 443))


def test_lo_de_todos_es_publico_en_los_puertos_de_la_web() -> None:
    assert es_publico(PuntoDeRed(2, "8.8.8.8", 443))
    assert es_publico(PuntoDeRed(2, "8.8.8.8", 80))
    assert not es_publico(PuntoDeRed(2, "8.8.8.8", 22))


def test_sin_permiso_no_se_conecta(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def conectar(*_: object) -> None:
        raise AssertionError("se conectó")

    monkeypatch.setattr(visitas.socket, "create_connection", conectar)
    assert "no es una dirección pública" in (visitar(f"{base}/acta.pdf", DIA).falla or "")


# --- la orden y lo que se publica -------------------------------------------------------------


def _orden(*partes: str) -> int:
    with pytest.raises(SystemExit) as fin:
        principal([*partes, "--fecha", DIA.isoformat()])
    return int(str(fin.value.code))


@pytest.fixture
def sitio(base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un sitio con un acta cuyo original está en otro, y un anexo que se fue."""
    acta = (
        "---\nnumero: 1\ntipo: ordinaria\nfecha: 2026-06-09\nestado: firmada\n"
        f"fecha_publicacion: 2026-06-12\noriginal:\n  titulo: Acta 1\n  url: {base}/acta.pdf\n"
        f"anexos:\n  - titulo: Lista\n    url: {base}/se-fue.pdf\n---\n"
    )
    escribir_sitio(tmp_path, {"contenido/instancias/mesa/actas/2026/01.md": acta})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(visitas, "es_publico", _de_aqui)
    return tmp_path


def _pagina(sitio: Path) -> str:
    assert _orden("construir", "--sin-buscador", "--silencio") == 0
    return (sitio / "publicado/instancias/mesa/actas/2026/01.html").read_text("utf-8")


def test_la_orden_guarda_lo_que_vio_y_la_pagina_lo_dice(
    sitio: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Enlace sin comprobar" in _pagina(sitio)
    assert _orden("revisar", "--direcciones") == 1
    salida = capsys.readouterr().out
    assert "1 dirección leída" in salida and "no existe (404)" in salida
    pagina = _pagina(sitio)
    assert "Está en otro sitio: se leyó el 22 de noviembre de 2026" in pagina
    assert hashlib.sha256(PDF).hexdigest() in pagina
    assert "el 22 de noviembre de 2026 no se pudo leer: no existe (404)" in pagina
    capsys.readouterr()
    assert _orden("revisar") == 0
    dicho = capsys.readouterr().out
    assert "direccion-no-responde" in dicho
    assert "original-sin-archivo" not in dicho


def test_lo_leido_cuenta_como_publicado_y_lo_que_se_fue_no(
    sitio: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    acta = sitio / "contenido/instancias/mesa/actas/2026/01.md"

    def estado() -> str:
        capsys.readouterr()
        _orden("lista", "mesa", "--json")
        requisitos = json.loads(capsys.readouterr().out)["requisitos"]
        actas = (r for r in requisitos if "actas" in r["requisito"] and r["periodo"] == "2026")
        return str(next(actas)["estado"])

    assert estado() == "sin_comprobar"
    _orden("revisar", "--direcciones")
    assert estado() == "sin_comprobar"  # el anexo se fue
    acta.write_text(acta.read_text("utf-8").replace("/se-fue.pdf", "/vieja.pdf"), "utf-8")
    _orden("revisar", "--direcciones")
    assert estado() == "cumple"


def test_lo_que_se_vio_otro_dia_se_conserva_si_hoy_no_responde(
    sitio: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _orden("revisar", "--direcciones")
    monkeypatch.setitem(RESPUESTAS, "/acta.pdf", (404, {}, b""))
    _orden("revisar", "--direcciones")
    pagina = _pagina(sitio)
    assert "se leyó el 22 de noviembre de 2026, y desde el" in pagina
    assert hashlib.sha256(PDF).hexdigest() in pagina


def test_repetirla_escribe_lo_mismo(sitio: Path) -> None:
    _orden("revisar", "--direcciones")
    antes = (sitio / "contenido/direcciones.yaml").read_bytes()
    _orden("revisar", "--direcciones")
    assert (sitio / "contenido/direcciones.yaml").read_bytes() == antes


def test_sin_direcciones_ajenas_no_escribe_nada(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    escribir_sitio(tmp_path, {})
    monkeypatch.chdir(tmp_path)
    assert _orden("revisar", "--direcciones") == 0
    assert not (tmp_path / "contenido/direcciones.yaml").exists()


def test_va_sola(sitio: Path) -> None:
    assert _orden("revisar", "--direcciones", "--arreglar") == 2


def test_lo_visto_despues_del_corte_no_se_sabia_ese_dia() -> None:
    visita = Visita(url="https://otra.gov.co/acta.pdf", fecha=date(2026, 5, 2))
    visitas_ = {visita.url: visita}
    antes, despues = (
        replace(contexto(dia), visitas=visitas_).visita(visita.url)
        for dia in ("2026-05-01", "2026-05-02")
    )
    assert (antes, despues) == (None, visita)
