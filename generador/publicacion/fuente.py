"""De qué fuente salió una publicación: su commit y la huella del contenido."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import subprocess
from pathlib import Path

from generador import __version__
from generador.arboles import es_de_otros
from generador.construccion import Pedido
from generador.lectura.contenido import Contenido
from generador.modelo.sin_dato import SIN_DATO

_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_NO_ES_FUENTE = ":(exclude)contenido/publicaciones"


def commit_de(raiz: Path) -> str:
    """El commit del repositorio, con «+cambios» si hay algo sin guardar, o `sin_dato`."""
    commit = _git(raiz, "rev-parse", "--verify", "HEAD")
    if not commit:
        return SIN_DATO
    sucio = _git(raiz, "status", "--porcelain", "--", "contenido", "temas", _NO_ES_FUENTE)
    # Si git no alcanza a decir que está limpio, no consta que lo esté.
    return commit if sucio == "" else f"{commit}+cambios"


def es_de_aqui(raiz: Path, commit: str) -> bool:
    """Si lo que está en la carpeta del sitio viene de ese commit, publicado sin «+cambios»."""
    if _COMMIT.fullmatch(commit) is None:
        return False
    return _git(raiz, "merge-base", commit, "HEAD") == commit


def es_parcial(raiz: Path) -> bool:
    """Si el repositorio se copió sin toda su historia."""
    return _git(raiz, "rev-parse", "--is-shallow-repository") == "true"


def _git(raiz: Path, *orden: str) -> str | None:
    try:
        hecho = subprocess.run(
            ["git", "-C", str(raiz), *orden], capture_output=True, check=False, timeout=60
        )
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return None
    return hecho.stdout.decode("utf-8", "replace").strip() if hecho.returncode == 0 else None


def huella_de_la_fuente(pedido: Pedido, contenido: Contenido) -> str:
    """La huella de todo lo que se escribe a mano, de lo que se pide y de con qué se construye.

    El registro de publicaciones no cuenta: guardarlo no cambia lo que el sitio dice.
    """
    raiz = pedido.raiz
    pedida = (__version__, pedido.tema, pedido.pdf, pedido.buscador)
    suma = hashlib.sha256(repr(pedida).encode())
    for carpeta in ("contenido", "temas"):
        for donde, subcarpetas, archivos in os.walk(raiz / carpeta):
            subcarpetas.sort()
            if Path(donde) == raiz / "contenido" and "publicaciones" in subcarpetas:
                subcarpetas.remove("publicaciones")
            for nombre in sorted(a for a in archivos if not es_de_otros(a)):
                archivo = Path(donde, nombre)
                relativo = archivo.relative_to(raiz).as_posix()
                suma.update(f"{relativo}\0".encode("utf-8", "surrogateescape"))
                if carpeta == "contenido" and contenido.que_es(relativo) == stat.S_IFREG:
                    suma.update(bytes.fromhex(contenido.sha256(relativo)))
                elif archivo.is_file():
                    suma.update(hashlib.sha256(archivo.read_bytes()).digest())
    return suma.hexdigest()
