"""Una maqueta: un computador y dos servidores vacíos en esta máquina, para seguir la guía literal.

Cada uno es un espacio de montaje con sus propias carpetas de sistema, en capas que se botan al
final; los tres comparten una red propia, donde los puertos 22, 80 y 443 están libres. Nada de lo
que pasa adentro llega a la máquina. Lo único fingido es systemd, que no es aquí el primer proceso:
`systemctl` recarga nginx, y habilita las unidades en el disco.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from apoyo.otro_dia import programa

_CAPAS = ("/etc", "/home", "/root", "/var", "/usr/local")
_ALISTAR = """
set -e
mount --make-rprivate /
mkdir -p {aqui}
mount -t tmpfs maqueta {aqui}
for capa in {capas}; do
  mkdir -p {aqui}/alto$capa {aqui}/paso$capa
  mount -t overlay maqueta \\
    -o lowerdir=$capa,upperdir={aqui}/alto$capa,workdir={aqui}/paso$capa $capa
done
mount -t tmpfs maqueta /srv
mount -t tmpfs maqueta /run
mkdir -p /run/sshd /usr/local/bin {aqui}/aqui
rm -rf /root/.ssh
printf '127.0.0.1 localhost ejemplo.gov.co\n127.0.0.2 nuevo.gov.co\n' > /etc/hosts
ip link set lo up
"""
_SYSTEMCTL = """#!/bin/sh
case "$1 $2" in
  "reload nginx") nginx -s reload 2>/dev/null || nginx ;;
  "daemon-reload ") ;;
  "enable --now") exec /usr/bin/systemctl --root=/ enable "$3" ;;
  *) echo "la maqueta no sabe: systemctl $*" >&2; exit 1 ;;
esac
"""

_CONTESTAR = """#!/bin/sh
case "$1" in *Please*) echo no ;; *fingerprint*) cat {carpeta}/huella ;; *) echo ;; esac
"""


@dataclass(frozen=True, slots=True)
class Maquina:
    """Un espacio de montaje, sostenido por un proceso que duerme."""

    nombre: str
    proceso: int
    carpeta: Path

    def correr(self, guion: str, *, exigir: bool = True) -> subprocess.CompletedProcess[str]:
        """Corre un guion adentro, como administrador y sin terminal."""
        hecho = subprocess.run(
            ["nsenter", "-t", str(self.proceso), "-m", "-n", "--", "bash", "-ec", guion],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=300,
            start_new_session=True,
            env=self._entorno(),
        )
        assert not exigir or hecho.returncode == 0, f"{self.nombre}: {guion}\n{hecho.stdout}"
        return hecho

    def seguir(self, orden: str, donde: str, *, exigir: bool = True) -> str:
        """Una orden de la guía, tal como está escrita, en la carpeta `donde`."""
        return self.correr(f"cd {donde}\n{orden}", exigir=exigir).stdout

    def _entorno(self) -> dict[str, str]:
        return {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root",
            "LANG": "C.UTF-8",
            "SSH_ASKPASS": f"{self.carpeta}/contestar",
            "SSH_ASKPASS_REQUIRE": "force",
            "SSL_CERT_FILE": f"{self.carpeta}/autoridad.pem",
            "GIT_CONFIG_GLOBAL": f"{self.carpeta}/gitconfig",
        }

    def anotar_huella(self, huella: str) -> None:
        """Lo que se contesta cuando SSH pregunta si sigue."""
        (self.carpeta / "huella").write_text(f"{huella}\n")


@dataclass(frozen=True, slots=True)
class Maqueta:
    """Los tres: el computador donde está el sitio, el servidor, y el servidor nuevo."""

    computador: Maquina
    servidor: Maquina
    nuevo: Maquina


def se_puede() -> str:
    """Vacío si aquí se puede armar; si no, por qué."""
    prueba = ["unshare", "-mn", "sh", "-c", "mount --make-rprivate / && mount -t tmpfs x /srv"]
    if os.geteuid() != 0 or subprocess.run(prueba, capture_output=True, check=False).returncode:
        return "armar la maqueta exige permisos de administración"
    return ""


@contextmanager
def armar(carpeta: Path, dia: date) -> Iterator[Maqueta]:
    """La maqueta, mientras dure el bloque; `carpeta` se ve igual desde adentro y desde afuera.

    `dia` es el que el programa cree que es hoy.
    """
    with ExitStack() as pila:
        primera = _nacer(pila, carpeta, "computador", ("unshare", "-mn"))
        red = ("nsenter", "-t", str(primera.proceso), "-n", "unshare", "-m")
        maqueta = Maqueta(
            primera, _nacer(pila, carpeta, "servidor", red), _nacer(pila, carpeta, "nuevo", red)
        )
        _poner_programas(maqueta, carpeta, dia)
        yield maqueta


def _nacer(pila: ExitStack, carpeta: Path, nombre: str, como: tuple[str, ...]) -> Maquina:
    # El primer renglón que escribe dice que ya está en su espacio.
    dormido = subprocess.Popen(
        [*como, "sh", "-c", "echo listo; exec sleep 3600"],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    pila.callback(dormido.wait)
    pila.callback(dormido.kill)
    assert dormido.stdout is not None and dormido.stdout.readline() == b"listo\n"
    maquina = Maquina(nombre, dormido.pid, carpeta)
    aqui = f"/tmp/maqueta-{os.getpid()}-{nombre}"
    pila.callback(shutil.rmtree, aqui, ignore_errors=True)
    maquina.correr(_ALISTAR.format(aqui=aqui, capas=" ".join(_CAPAS)))
    return maquina


def _poner_programas(maqueta: Maqueta, carpeta: Path, dia: date) -> None:
    # Si la huella que se pegó no es la del servidor, SSH insiste: entonces se le dice que no.
    contestar = carpeta / "contestar"
    contestar.write_text(_CONTESTAR.format(carpeta=carpeta))
    contestar.chmod(0o755)
    guion = carpeta / "el_programa.py"
    guion.write_text(programa(sys.executable, dia))
    propio = "\n".join(
        [
            "#!/bin/sh",
            f"export PYTHONPATH={os.pathsep.join(p for p in sys.path if p)}",
            f'exec {sys.executable} {guion} "$@"',
        ]
    )
    for nombre, texto in (("systemctl", _SYSTEMCTL), ("generador", propio + "\n")):
        (carpeta / nombre).write_text(texto)
        for maquina in (maqueta.computador, maqueta.servidor, maqueta.nuevo):
            maquina.correr(f"install -m 755 {carpeta}/{nombre} /usr/local/bin/{nombre}")


def encender_ssh(maquina: Maquina, direccion: str) -> None:
    """El servidor de SSH de Debian, en su puerto, con llaves nuevas."""
    maquina.correr(
        "rm -f /etc/ssh/ssh_host_*; ssh-keygen -A >/dev/null; "
        f"printf 'ListenAddress {direccion}\nPidFile /run/sshd.pid\n' "
        "> /etc/ssh/sshd_config.d/maqueta.conf; /usr/sbin/sshd"
    )


def apagar(maquina: Maquina) -> None:
    """Termina lo que se encendió en una máquina."""
    maquina.correr("for p in /run/sshd.pid /run/nginx.pid; do [ ! -f $p ] || kill $(cat $p); done")
