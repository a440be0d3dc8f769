"""La búsqueda de secretos halla los que hay: en texto, comprimidos, en git y en lo dicho."""

from __future__ import annotations

import base64
import gzip
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from apoyo.reales import generador, hacer_sitio
from apoyo.secretos import buscar_secretos, trozos_de_llave

RAIZ = Path(__file__).parents[2]


@pytest.fixture
def llave(tmp_path: Path) -> Path:
    camino = tmp_path / "fuera/llave"
    camino.parent.mkdir()
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(camino)], check=True)
    return camino


def _en_git(carpeta: Path, texto: bytes) -> None:
    subprocess.run(["git", "init", "-q", "--bare", str(carpeta)], check=True)
    orden = ["git", "-C", str(carpeta), "hash-object", "-w", "--stdin"]
    subprocess.run(orden, input=texto, check=True, capture_output=True)


def _en_zip(carpeta: Path, texto: bytes) -> None:
    with zipfile.ZipFile(carpeta / "a.zip", "w", zipfile.ZIP_DEFLATED) as paquete:
        paquete.writestr("sitio/x", texto)


PLANTADOS: dict[str, Callable[[Path, bytes], object]] = {
    "en un archivo": lambda c, t: (c / "manifiesto.json").write_bytes(t),
    "en uno oculto": lambda c, t: (c / ".bitacora").write_bytes(t),
    "en uno comprimido": lambda c, t: (c / "x.html.gz").write_bytes(gzip.compress(t)),
    "en un paquete": _en_zip,
    "en un repositorio": _en_git,
}


@pytest.mark.parametrize("donde", PLANTADOS)
def test_se_halla_donde_este(donde: str, llave: Path, tmp_path: Path) -> None:
    limpia, sucia = tmp_path / "limpia", tmp_path / "sucia"
    for carpeta, texto in ((limpia, b"nada"), (sucia, b"algo\n" + trozos_de_llave(llave)[0])):
        carpeta.mkdir()
        PLANTADOS[donde](carpeta, texto)
    secretos = {"la llave": trozos_de_llave(llave)}
    assert buscar_secretos(secretos, [limpia]) == []
    assert [h.startswith("la llave en ") for h in buscar_secretos(secretos, [sucia])] == [True]


@pytest.mark.parametrize(
    ("dicho", "hallado"),
    [
        ("entró con {llave}", "la llave en lo que dijo la orden 0"),
        ("-----BEGIN OPENSSH " + "PRIVATE KEY-----", "una llave privada en lo que dijo la orden 0"),
        (
            "ssh://ana:" + "secreta@ejemplo.gov.co/x",
            "una contraseña en una dirección en lo que dijo la orden 0",
        ),
    ],
)
def test_se_halla_en_lo_dicho(dicho: str, hallado: str, llave: Path) -> None:
    trozos = trozos_de_llave(llave)
    assert base64.b64decode(trozos[0] + b"==")
    texto = dicho.format(llave=trozos[-1].decode())
    assert buscar_secretos({"la llave": trozos}, [], [texto]) == [hallado]


def test_una_llave_no_se_confunde_con_otra(llave: Path, tmp_path: Path) -> None:
    otra = tmp_path / "fuera/otra"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(otra)], check=True)
    assert not set(trozos_de_llave(llave)) & set(trozos_de_llave(otra))


def test_lo_que_el_producto_reparte_no_trae_secretos(tmp_path: Path) -> None:
    """Las plantillas, los ejemplos, la integración continua y lo que `servidor` escribe."""
    raiz = hacer_sitio(tmp_path / "sitio", 1)
    escrito = raiz / "contenido/sitio.yaml"
    destino = f"destinos:\n  - nombre: web\n    lugar: {tmp_path}/destino\n"
    escrito.write_text(f"{escrito.read_text('utf-8')}{destino}", "utf-8")
    assert generador(raiz, "construir").codigo == 0
    dichos = [
        generador(raiz, "servidor", clase, "--base", str(tmp_path / "base"), "--destino", "web")
        for clase in ("nginx", "apache", "caddy", "systemd")
    ]
    assert [d.codigo for d in dichos] == [0, 0, 0, 0], dichos
    carpetas = [tmp_path, *(RAIZ / c for c in ("generador", "temas", "docs", "contenido", ".ci"))]
    assert buscar_secretos({}, carpetas, [d.dicho for d in dichos]) == []
