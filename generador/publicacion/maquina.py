"""Dónde corre un destino con intérprete de órdenes: este computador u otro por SSH.

Los dos corren los mismos guiones y reciben archivos; así un destino por SSH no puede comportarse
distinto de uno local.
"""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generador.arboles import traducir_errores
from generador.arboles.escritura import crear_archivo
from generador.publicacion.fallos import fallo_de_conexion, fallo_de_guion
from generador.publicacion.interfaz import FalloDeDestino
from generador.publicacion.procesos import correr

CONFIGURACION_SSH = "GENERADOR_SSH_CONFIG"
"""Variable de entorno con otro archivo de configuración de SSH, en vez de `~/.ssh/config`."""
LLAVE_SSH, CONOCIDOS_SSH = "GENERADOR_SSH_LLAVE", "GENERADOR_SSH_CONOCIDOS"
"""Variables con la ruta de la llave con que se entra y la de las llaves de los servidores.

Para publicar donde nadie escribe un `~/.ssh/config`, como una integración continua.
"""

_SILENCIO = 60


class Maquina(Protocol):
    """Un computador con intérprete de órdenes, visto desde una carpeta suya."""

    def correr(self, guion: str, entrada: bytes = b"") -> bytes:
        """Corre un guion en la carpeta del destino y devuelve lo que escribió."""

    def copiar(self, origen: Path, rutas: Iterable[str], carpeta: str) -> None:
        """Lleva esas rutas de `origen` a una subcarpeta del destino; nunca escribe encima."""


@dataclass(frozen=True, slots=True)
class Local:
    """Este computador."""

    base: Path

    def correr(self, guion: str, entrada: bytes = b"") -> bytes:
        """Con `sh`, que está en todo Linux."""
        hecho = correr(["sh", "-c", con_base(str(self.base), guion)], entrada)
        if hecho.returncode != 0:
            raise fallo_de_guion(hecho.returncode, hecho.stderr, str(self.base))
        return hecho.stdout

    def copiar(self, origen: Path, rutas: Iterable[str], carpeta: str) -> None:
        """Copia por bytes, en archivos nuevos: los que hay pueden ser de otra versión también."""
        with traducir_errores():
            for ruta in rutas:
                datos = (origen / ruta).read_bytes()
                crear_archivo(str(self.base / carpeta / ruta), datos)


@dataclass(frozen=True, slots=True)
class PorSsh:
    """Otro computador, por OpenSSH y rsync. `puerto` es 0 si lo dice la configuración de SSH."""

    quien: str
    base: str
    puerto: int = 0

    def correr(self, guion: str, entrada: bytes = b"") -> bytes:
        """Una conexión por guion: si se corta, no queda nada de este lado que recoger."""
        orden = f"sh -c {shlex.quote(con_base(self.base, guion))}"
        hecho = correr([*orden_ssh(self.puerto), "--", self.quien, orden], entrada)
        if hecho.returncode == 255:
            raise fallo_de_conexion(hecho.stderr, self.quien)
        if hecho.returncode != 0:
            raise fallo_de_guion(hecho.returncode, hecho.stderr, f"{self.quien}:{self.base}")
        return hecho.stdout

    def copiar(self, origen: Path, rutas: Iterable[str], carpeta: str) -> None:
        """Con rsync: lo que ya llegó de un intento anterior no vuelve a viajar."""
        exigir_programa("rsync", "rsync")
        lista = "".join(f"{ruta}\0" for ruta in rutas).encode()
        orden = [
            *("rsync", "-rp", "--checksum", "--partial", "--chmod=D0755,F0644"),
            *(f"--timeout={_SILENCIO}", "--from0", "--files-from=-"),
            *("-e", shlex.join(orden_ssh(self.puerto))),
            *("--", f"{origen}/", f"{self.quien}:{_para_rsync(self.base)}/{carpeta}/"),
        ]
        hecho = correr(orden, lista)
        if hecho.returncode != 0:
            raise fallo_de_conexion(hecho.stderr, self.quien, hecho.returncode)


def con_base(base: str, guion: str) -> str:
    """El guion, desde la carpeta del destino y sin depender del idioma ni de la máscara."""
    return (
        f"LC_ALL=C; export LC_ALL; umask 022; BASE={shlex.quote(base)}\n"
        f'case "$BASE" in /*) ;; *) BASE="$HOME/$BASE" ;; esac\n{guion}'
    )


def orden_ssh(puerto: int) -> list[str]:
    """`ssh` sin preguntas: sin contraseña que teclear ni llave de servidor que aceptar."""
    exigir_programa("ssh", "openssh-client")
    configuracion = _ruta_dada(CONFIGURACION_SSH)
    llave, conocidos = _ruta_dada(LLAVE_SSH), _ruta_dada(CONOCIDOS_SSH)
    de_conocidos = (f'UserKnownHostsFile="{conocidos}"', "GlobalKnownHostsFile=/dev/null")
    return [
        *("ssh", *(("-F", configuracion) if configuracion else ())),
        *(("-i", llave, "-o", "IdentitiesOnly=yes") if llave else ()),
        *(parte for opcion in de_conocidos if conocidos for parte in ("-o", opcion)),
        *("-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes"),
        *("-o", "UpdateHostKeys=no", "-o", "ConnectTimeout=15"),
        *("-o", "ServerAliveInterval=10", "-o", "ServerAliveCountMax=3"),
        *(("-p", str(puerto)) if puerto else ()),
    ]


def _ruta_dada(variable: str) -> str:
    """La ruta que da una variable de entorno, o vacío si no se dio.

    Nunca se muestra lo que trae: por error podría ser la llave misma y no su ruta.
    """
    ruta = os.environ.get(variable, "")
    if ruta and not os.path.isfile(ruta):
        raise FalloDeDestino(
            f"La variable {variable} no nombra un archivo que exista. No se envió nada.",
            "Ponga en ella la ruta del archivo, no lo que dice.",
        )
    return ruta


def exigir_programa(programa: str, paquete: str) -> None:
    """Lanza `FalloDeDestino` si el programa no está en este computador."""
    if shutil.which(programa) is None:
        raise FalloDeDestino(
            f"Falta el programa {programa} en este computador. Nada cambió en el destino.",
            f"Instálelo: en Debian, apt-get install {paquete}.",
        )


def _para_rsync(base: str) -> str:
    # rsync protege por sí mismo lo que un intérprete entendería; solo el inicio es ambiguo.
    return base if base.startswith(("/", "~")) else f"./{base}"
