"""Lo que una orden abre y con quién habla, visto con `strace` desde su primera instrucción."""

from __future__ import annotations

import os
import re
import site
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from exigencias.procesos import exigir_strace

RAIZ = Path(__file__).parents[2]
_ABIERTO = re.compile(r"\bopen(?:at|at2)?(?:\(| resumed>).*= \d+<(?P<real>[^>]*)>")
_DE_RED = re.compile(r"\b(?P<llamada>\w+)(?:\(| resumed>).*\bAF_INET6?\b")
# Los que usa Python para repartir el trabajo entre procesos.
_SEMAFORO = re.compile(r"/dev/shm/sem\.\w{6}")
_LOCAL = re.compile(r'inet_addr\("127\.|inet_pton\(AF_INET6, "::1"')
_SIN_DIRECCION = ("socket", "getsockopt", "setsockopt", "getsockname", "getpeername", "accept4")

_DEL_SISTEMA = (
    *("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib", "/usr/share/zoneinfo"),
    *("/usr/share/locale", "/usr/share/mime", "/usr/bin", "/bin", "/proc", "/sys"),
    *("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom", "/dev/tty", "/dev/pts"),
    *("/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types", "/etc/nsswitch.conf"),
    *("/etc/locale.alias", "/etc/ssl/openssl.cnf"),
    # Para saber cómo se llama quien corre la orden.
    *("/etc/passwd", "/etc/group"),
)


@dataclass(frozen=True)
class Rastro:
    """Lo abierto, ya sin enlaces, y las llamadas de red."""

    abiertos: tuple[str, ...]
    red: tuple[str, ...]

    def fuera_de(self, permitidas: Iterable[Path | str]) -> list[str]:
        """Lo abierto que no está bajo ninguna de esas carpetas."""
        bajo = tuple(f"{str(p).rstrip('/')}/" for p in permitidas)
        # `socket:[…]` y `pipe:[…]` no son rutas; la carpeta del código la enumera el intérprete.
        rutas = [a for a in self.abiertos if a.startswith("/") and a != str(RAIZ)]
        return [a for a in rutas if not f"{a}/".startswith(bajo) and not _SEMAFORO.fullmatch(a)]

    def con_otros(self) -> list[str]:
        """Las llamadas de red que nombran una dirección que no es de esta máquina."""
        return [r for r in self.red if not _LOCAL.search(r) and not _sin_direccion(r)]


def _sin_direccion(renglon: str) -> bool:
    hallado = _DE_RED.search(renglon)
    return hallado is not None and hallado["llamada"] in _SIN_DIRECCION


def leer_rastro(traza: Path) -> Rastro:
    """Lo que dice un archivo de `strace -f -y`, con las llamadas que otro hilo interrumpió."""
    abiertos: dict[str, None] = {}
    red = []
    for renglon in traza.read_text("utf-8", "replace").splitlines():
        if hallado := _ABIERTO.search(renglon):
            abiertos[hallado["real"].removesuffix(" (deleted)")] = None
        elif "AF_INET" in renglon:
            red.append(renglon)
    return Rastro(tuple(abiertos), tuple(red))


def del_interprete() -> tuple[Path | str, ...]:
    """Lo que se abre por ser un programa de Python: el intérprete, sus paquetes y el sistema."""
    propias = {sys.prefix, sys.base_prefix, *site.getsitepackages()}
    return (*_DEL_SISTEMA, *sorted({p for c in propias for p in (c, os.path.realpath(c))}),
            RAIZ / "generador", RAIZ / "temas")  # fmt: skip


def empezar(
    raiz: Path, argumentos: Sequence[str], traza: Path, casa: Path
) -> subprocess.Popen[str]:
    """Empieza la orden en esa carpeta, con `casa` de carpeta personal, y la sigue `strace`."""
    sigue = [exigir_strace(), "-f", "-y", "-s", "300", "-e", "trace=%file,%network", "-o", traza]
    entorno = {
        **{n: v for n, v in os.environ.items() if n in ("PATH", "LANG", "LC_ALL", "TZ")},
        **{"HOME": str(casa), "PYTHONPATH": str(RAIZ), "PYTHONDONTWRITEBYTECODE": "1"},
        # Lo temporal también queda dentro de lo que se mira.
        "TMPDIR": str(casa),
    }
    return subprocess.Popen(
        [*sigue, sys.executable, "-m", "generador", *argumentos],
        cwd=raiz,
        env=entorno,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
