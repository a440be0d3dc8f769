"""Del texto de un lugar al destino que lo atiende."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from generador.modelo.sitio import Destino as DestinoEscrito
from generador.publicacion.interfaz import Destino, FalloDeDestino

_CUENTA = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_RAMA = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_SIN_DESTINO = "local"


def buscar_destino(dado: str, conocidos: tuple[DestinoEscrito, ...]) -> DestinoEscrito:
    """El destino que nombra la orden: uno de `sitio.yaml`, o un lugar escrito ahí mismo."""
    for conocido in conocidos:
        if conocido.nombre == dado:
            return conocido
    if "/" in dado or dado.endswith(".zip") or "://" in dado:
        # Sin validar: si no sirve, lo dice `abrir_destino` a quien lo escribió en la orden.
        return DestinoEscrito.model_construct(nombre=_SIN_DESTINO, lugar=dado, direccion=None)
    nombres = ", ".join(c.nombre for c in conocidos) or "ninguno"
    raise FalloDeDestino(
        f"No hay un destino «{dado}» en sitio.yaml. Los que hay: {nombres}.",
        "Agréguelo en «destinos», o escriba un lugar: una carpeta con «/», ssh://, sftp://, "
        "git+… o un .zip.",
    )


def abrir_destino(escrito: DestinoEscrito, raiz: Path, taller: Path) -> Destino:
    """El destino de ese lugar. `taller` es una carpeta local donde puede guardar lo suyo.

    Lanza `FalloDeDestino` si el lugar no se entiende o lleva una contraseña.
    """
    lugar = escrito.lugar
    for prefijo, abrir in _ESQUEMAS.items():
        if lugar.startswith(prefijo):
            return abrir(lugar, taller / escrito.nombre)
    if "://" in lugar:
        raise _ilegible("empieza por algo distinto de ssh://, sftp:// o git+")
    camino = Path(os.path.normpath(raiz / Path(lugar).expanduser()))
    if lugar.endswith(".zip"):
        from generador.publicacion.paquete_zip import Paquete

        return Paquete(camino)
    return _local(camino, raiz)


def _local(camino: Path, raiz: Path) -> Destino:
    from generador.publicacion.maquina import Local
    from generador.publicacion.versiones import ConVersiones

    real = Path(os.path.realpath(camino))
    fuente = Path(os.path.realpath(raiz))
    if fuente.is_relative_to(real) or real.is_relative_to(fuente):
        raise FalloDeDestino(
            f"El destino «{camino}» está en la carpeta del sitio, o la contiene.",
            "Use una carpeta aparte: la que sirve el servidor web.",
        )
    return ConVersiones(Local(real), str(camino))


def _por_ssh(lugar: str, _taller: Path) -> Destino:
    from generador.publicacion.maquina import PorSsh
    from generador.publicacion.versiones import ConVersiones

    partes = _partir(lugar)
    return ConVersiones(PorSsh(_quien(partes), _carpeta(partes), partes.port or 0), lugar)


def _por_sftp(lugar: str, _taller: Path) -> Destino:
    from generador.publicacion.sftp import PorSftp

    partes = _partir(lugar)
    return PorSftp(_quien(partes), _carpeta(partes), partes.port or 0)


def _por_git(lugar: str, taller: Path) -> Destino:
    from generador.publicacion.rama_git import RamaGit

    repositorio, _, rama = lugar.removeprefix("git+").partition("#")
    if "://" in repositorio:
        _partir(repositorio)
    elif ":" not in repositorio and repositorio:
        repositorio = os.path.abspath(repositorio)
    if _RAMA.fullmatch(rama) is None or ".." in rama or not repositorio:
        raise _ilegible("debe ser git+<repositorio>#<rama>")
    return RamaGit(repositorio, rama, taller)


_ESQUEMAS: dict[str, Callable[[str, Path], Destino]] = {
    "ssh://": _por_ssh,
    "sftp://": _por_sftp,
    "git+": _por_git,
}


def _partir(lugar: str) -> SplitResult:
    try:
        partes = urlsplit(lugar)
        _ = partes.port
    except ValueError:
        raise _ilegible("la dirección está mal escrita") from None
    token = partes.scheme in ("http", "https") and partes.username is not None
    if partes.password is not None or token:
        # Ni siquiera se repite lo escrito: la contraseña quedaría en la pantalla o en una bitácora.
        raise FalloDeDestino(
            "El lugar lleva una contraseña o un token. No se usó ni se mostró.",
            "Quítela de ahí, cámbiela, y entre con una llave de SSH.",
        )
    return partes


def _quien(partes: SplitResult) -> str:
    equipo, usuario = partes.hostname or "", partes.username or ""
    if _CUENTA.fullmatch(equipo) is None or (usuario and _CUENTA.fullmatch(usuario) is None):
        raise _ilegible("el usuario o el servidor no se entienden")
    return f"{usuario}@{equipo}" if usuario else equipo


def _carpeta(partes: SplitResult) -> str:
    camino = unquote(partes.path)
    carpeta = camino.removeprefix("/~/") if camino.startswith("/~/") else camino.rstrip("/")
    if not carpeta or "\n" in carpeta or ".." in carpeta.split("/"):
        raise _ilegible("falta la carpeta del servidor")
    return carpeta


def _ilegible(por_que: str) -> FalloDeDestino:
    return FalloDeDestino(
        f"El lugar del destino no sirve: {por_que}. Nada se envió.",
        "Por ejemplo: ssh://publica@ejemplo.gov.co/srv/instancias",
    )
