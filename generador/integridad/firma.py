"""La firma de un manifiesto: Ed25519 con `ssh-keygen`, que ya está donde se publica.

La llave privada vive fuera de la carpeta del sitio; aquí solo se pasa su ruta al programa.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from generador.arboles import FalloDeEntorno

ESPACIO = "generador-publicacion"
_QUIEN = "publicador"


def firmar(datos: bytes, llave: Path, raiz: Path) -> bytes:
    """La firma de esos bytes. Lanza `FalloDeEntorno` si la llave no sirve o no está guardada."""
    if not os.path.isfile(llave):
        # Sin decir cuál: por error podría venir la llave misma y no su ruta.
        raise FalloDeEntorno(
            "No existe el archivo de la llave de firma. Nada cambió en el destino.",
            "Revise la ruta de --firmar, o la de la variable GENERADOR_FIRMA.",
        )
    real = Path(os.path.realpath(llave))
    if real.is_relative_to(os.path.realpath(raiz)):
        raise FalloDeEntorno(
            "La llave de firma está dentro de la carpeta del sitio, que se comparte.",
            "Muévala fuera, a una carpeta que solo usted lea, y créela de nuevo si ya se copió.",
        )
    hecho = _correr("sign", "-q", "-f", str(real), "-n", ESPACIO, entrada=datos)
    if hecho.returncode != 0 or not hecho.stdout:
        raise FalloDeEntorno(
            "No se pudo firmar el manifiesto. Nada cambió en el destino.",
            "La llave debe ser Ed25519 y estar sin contraseña o en el agente de SSH.",
        )
    return hecho.stdout


def firma_valida(datos: bytes, firma: bytes, firmantes: Iterable[str]) -> bool:
    """Si alguna de las llaves públicas Ed25519 firmó esos bytes."""
    renglones = [f"{_QUIEN} {llave.strip()}\n" for llave in firmantes if _es_ed25519(llave)]
    if not renglones:
        return False
    with tempfile.TemporaryDirectory() as carpeta:
        lista, archivo = Path(carpeta, "firmantes"), Path(carpeta, "firma")
        lista.write_text("".join(renglones), "utf-8")
        archivo.write_bytes(firma)
        hecho = _correr(
            "verify",
            "-f",
            str(lista),
            "-I",
            _QUIEN,
            "-n",
            ESPACIO,
            "-s",
            str(archivo),
            entrada=datos,
        )
    return hecho.returncode == 0


def _es_ed25519(llave: str) -> bool:
    return llave.startswith("ssh-ed25519 ") and "\n" not in llave.strip()


def _correr(que: str, *argumentos: str, entrada: bytes) -> subprocess.CompletedProcess[bytes]:
    programa = shutil.which("ssh-keygen")
    if programa is None:
        raise FalloDeEntorno(
            "Falta el programa ssh-keygen, con que se firma y se comprueba.",
            "Instálelo: en Debian, apt-get install openssh-client.",
        )
    return subprocess.run(
        [programa, "-Y", que, *argumentos], input=entrada, capture_output=True, check=False
    )
