"""Lo que rodea al generador: git, los programas de publicar, los puertos y la terminal."""

from __future__ import annotations

import errno
import locale
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generador.diagnostico.valores import Comprobacion, DondeSeMira, aviso, bien, falla

PUERTO, VECINOS = 8000, 20
"""Los de la vista previa: el primero y cuántos prueba."""

_PLAZO = 20
_ARCHIVOS_ABIERTOS = 256
_PROGRAMAS = {
    "ssh://": ("ssh", "rsync"),
    "sftp://": ("ssh", "sftp"),
    "git+": ("git",),
}
_PAQUETES = {
    "ssh": "openssh-client",
    "sftp": "openssh-client",
    "ssh-keygen": "openssh-client",
    "rsync": "rsync",
    "git": "git",
}


# --- git --------------------------------------------------------------------------------------


def git(lugar: DondeSeMira) -> Iterator[Comprobacion]:
    """El programa, quién firma los cambios y si la carpeta está en un repositorio legible."""
    version = _correr("git", "--version")
    if version is None:
        yield aviso("git", "Git", "no está", _instalar("git"))
        return
    yield bien("git", "Git", version.stdout.strip().removeprefix("git version "))
    yield _identidad(lugar.raiz)
    if lugar.en_sitio:
        yield _repositorio(lugar.raiz)


def _identidad(raiz: Path) -> Comprobacion:
    que = "Nombre y correo en git"
    valores = [_configurado(raiz, clave) for clave in ("user.name", "user.email")]
    if all(valores):
        return bien("git-identidad", que, f"{valores[0]} <{valores[1]}>")
    return aviso(
        "git-identidad",
        que,
        "no se han dicho: git no deja guardar cambios",
        'git config --global user.name "Su nombre" y git config --global user.email su@correo',
    )


def _configurado(raiz: Path, clave: str) -> str:
    hecho = _correr("git", "-C", str(raiz), "config", clave)
    return hecho.stdout.strip() if hecho is not None else ""


def _repositorio(raiz: Path) -> Comprobacion:
    que = "Repositorio"
    hecho = _correr("git", "-C", str(raiz), "rev-parse", "--show-toplevel")
    if hecho is not None and hecho.returncode == 0:
        return bien("git-repositorio", que, hecho.stdout.strip())
    if hecho is not None and "safe.directory" in hecho.stderr:
        return aviso(
            "git-repositorio",
            que,
            "la carpeta es de otra cuenta y git no la lee",
            f"Si confía en ella: git config --global --add safe.directory {raiz}",
        )
    return aviso(
        "git-repositorio",
        que,
        "la carpeta del sitio no está en uno",
        "Sin repositorio no queda de qué commit salió cada publicación: git init",
    )


def _correr(*orden: str) -> subprocess.CompletedProcess[str] | None:
    """Lo que hizo el programa, con sus mensajes en inglés; `None` si no se pudo correr."""
    if shutil.which(orden[0]) is None:
        return None
    try:
        return subprocess.run(
            orden,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PLAZO,
            check=False,
            stdin=subprocess.DEVNULL,
            env=os.environ | {"LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None


# --- publicar ---------------------------------------------------------------------------------


def programas_de_publicar(lugar: DondeSeMira) -> Iterator[Comprobacion]:
    """Los que usan los destinos de sitio.yaml; sin ellos, los que usaría cualquiera."""
    que = "Programas de publicar"
    hacen_falta = {
        programa
        for lugar_de_destino in lugar.destinos
        for esquema, suyos in _PROGRAMAS.items()
        if lugar_de_destino.startswith(esquema)
        for programa in suyos
    }
    faltan = sorted(p for p in hacen_falta if shutil.which(p) is None)
    if faltan:
        visto = f"un destino de sitio.yaml necesita {', '.join(faltan)}"
        yield falla("publicar", que, visto, _instalar(*faltan))
        return
    ausentes = sorted(p for p in _PAQUETES if shutil.which(p) is None)
    if ausentes and not lugar.destinos:
        yield aviso(
            "publicar",
            que,
            f"no están: {', '.join(ausentes)}",
            f"Solo hacen falta para publicar por SSH, por SFTP o en git. {_instalar(*ausentes)}",
        )
    else:
        hay = ", ".join(sorted(hacen_falta)) or "los destinos no necesitan ninguno"
        yield bien("publicar", que, hay if lugar.destinos else "ssh, sftp, rsync y git")


def _instalar(*programas: str) -> str:
    paquetes = " ".join(sorted({_PAQUETES[p] for p in programas}))
    return f"En Debian y Ubuntu: apt-get install {paquetes}"


# --- puertos ----------------------------------------------------------------------------------


def puertos(lugar: DondeSeMira) -> Iterator[Comprobacion]:
    """El de la vista previa, abierto y cerrado; si está ocupado, el que se usaría."""
    que = "Puerto de «servir»"
    pedido = lugar.puerto or PUERTO
    candidatos = [pedido] if lugar.puerto else range(PUERTO, PUERTO + VECINOS)
    estados = {p: _abrir(p) for p in candidatos}
    libre = next((p for p, fallo in estados.items() if not fallo), None)
    if libre == pedido:
        yield bien("puerto", que, f"{pedido} libre")
    elif libre is not None:
        yield aviso(
            "puerto",
            que,
            f"{pedido} {estados[pedido]}: «servir» usará {libre}",
            f"No hace falta hacer nada. Para usar el {pedido}, cierre el programa que lo tiene.",
        )
    else:
        yield falla(
            "puerto",
            que,
            f"{pedido} {estados[pedido]}",
            "Cierre el programa que lo tiene, o elija otro de 1024 en adelante con --puerto.",
        )


def _abrir(puerto: int) -> str:
    """Por qué no se puede escuchar en ese puerto; vacío si se puede."""
    with socket.socket() as enchufe:
        enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            enchufe.bind(("127.0.0.1", puerto))
            enchufe.listen(1)
        except OSError as fallo:
            reservado = fallo.errno in (errno.EACCES, errno.EPERM)
            return "no se permite" if reservado else "ocupado"
    return ""


# --- la terminal y los límites ----------------------------------------------------------------


def terminal(_: DondeSeMira) -> Iterator[Comprobacion]:
    """Con qué letras se escribe y se nombran los archivos."""
    que = "Letras de la terminal"
    codificaciones = {
        getattr(sys.stdout, "encoding", None) or "ninguna",
        sys.getfilesystemencoding(),
    }
    idioma = locale.setlocale(locale.LC_CTYPE) or "C"
    malas = sorted(c for c in codificaciones if c.lower().replace("-", "") != "utf8")
    if malas:
        yield aviso(
            "terminal",
            que,
            f"{', '.join(malas)} (idioma {idioma}): faltan tildes",
            "export LANG=C.UTF-8, y para las órdenes de Python, export PYTHONUTF8=1",
        )
    else:
        yield bien("terminal", que, f"UTF-8 (idioma {idioma})")


def limites(_: DondeSeMira) -> Iterator[Comprobacion]:
    """La carpeta temporal y cuántos archivos se pueden abrir."""
    try:
        yield bien("temporal", "Carpeta temporal", tempfile.gettempdir())
    except OSError:
        yield falla(
            "temporal",
            "Carpeta temporal",
            "no hay ninguna donde se pueda escribir",
            "Libere espacio en /tmp, o diga otra con export TMPDIR=/ruta",
        )
    abiertos = _archivos_que_se_pueden_abrir()
    if abiertos >= _ARCHIVOS_ABIERTOS:
        yield bien("archivos-abiertos", "Archivos abiertos a la vez", str(abiertos))
    else:
        yield aviso(
            "archivos-abiertos",
            "Archivos abiertos a la vez",
            f"solo {abiertos}",
            "ulimit -n 1024",
        )


def _archivos_que_se_pueden_abrir() -> int:
    import resource

    suave = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return sys.maxsize if suave == resource.RLIM_INFINITY else suave
