"""Del lugar que nombra la orden al destino que lo atiende."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from pathlib import Path

from generador.arboles import TALLER
from generador.modelo import destinos
from generador.modelo.correcciones import identificador
from generador.modelo.sitio import DestinoEscrito
from generador.publicacion.interfaz import Destino, FalloDeDestino

_HUELLA = 8
_DE_SSH = "ssh://publica@ejemplo.gov.co/srv/instancias"
_DEL_SITIO = ("contenido", "temas", "publicado", TALLER, ".git")
_DE_CARPETA = "/srv/instancias"
_DE_GIT = "git+ssh://git@ejemplo.gov.co/sitio.git#publico"


def buscar_destino(dado: str, conocidos: tuple[DestinoEscrito, ...]) -> DestinoEscrito:
    """El destino que nombra la orden: uno de los conocidos, o un lugar escrito ahí mismo."""
    for conocido in conocidos:
        if conocido.nombre == dado:
            return conocido
    if "/" in dado or dado.lower().endswith(".zip") or "://" in dado:
        # Sin validar: si no sirve, lo dice `abrir_destino` a quien lo escribió en la orden.
        return DestinoEscrito.model_construct(nombre=_nombrar(dado), lugar=dado, direccion=None)
    nombres = ", ".join(c.nombre for c in conocidos) or "ninguno"
    raise FalloDeDestino(
        f"No hay un destino que se llame «{dado}». Los que hay: {nombres}.",
        "Agréguelo en «destinos», o escriba un lugar: una carpeta con «/», ssh://, sftp://, "
        "git+… o un .zip.",
    )


def _nombrar(lugar: str) -> str:
    """Cómo se llama en el registro un lugar al que nadie le puso nombre: cada uno, el suyo.

    Lleva el final del lugar, para reconocerlo, y una huella, que no dice dónde queda.
    """
    # El mismo lugar escrito desde la carpeta de trabajo o entero es el mismo.
    entero = lugar if ":" in lugar else os.path.abspath(lugar)
    final = identificador(re.split(r"[/#]", lugar.rstrip("/"))[-1]) or "lugar"
    return f"{final}-{hashlib.sha256(entero.encode()).hexdigest()[:_HUELLA]}"


def lugar_sin_nombre(dado: str, conocidos: tuple[DestinoEscrito, ...], raiz: Path) -> str:
    """El lugar escrito en la orden, con su camino entero; vacío si es un destino con nombre."""
    escrito = buscar_destino(dado, conocidos)
    if escrito in conocidos:
        return ""
    try:
        lugar = destinos.leer_lugar(escrito.lugar)
    except destinos.LugarIlegible:
        # Por qué no sirve lo dice `abrir_destino`.
        return ""
    local = lugar.clase in (destinos.LOCAL, destinos.ZIP)
    return str(_camino(lugar.carpeta, raiz)) if local else dado


def abrir_destino(escrito: DestinoEscrito, raiz: Path, taller: Path) -> Destino:
    """El destino de ese lugar. `taller` es una carpeta local donde puede guardar lo suyo.

    Lanza `FalloDeDestino` si el lugar no se entiende o lleva una contraseña.
    """
    try:
        lugar = destinos.leer_lugar(escrito.lugar)
    except destinos.LugarConCredencial:
        raise FalloDeDestino(
            "El lugar lleva una contraseña o un token. No se usó ni se mostró.",
            "Quítela de ahí, cámbiela, y entre con una llave de SSH.",
        ) from None
    except destinos.LugarIlegible as falla:
        raise FalloDeDestino(
            f"El lugar del destino no sirve: {falla}. Nada se envió.",
            f"Por ejemplo: {_un_ejemplo(escrito.lugar)}",
        ) from None
    return _CLASES[lugar.clase](lugar, raiz, taller / escrito.nombre)


def _un_ejemplo(lugar: str) -> str:
    if lugar.startswith("git+"):
        return _DE_GIT
    return _DE_CARPETA if lugar.startswith("~") else _DE_SSH


def _zip(lugar: destinos.LugarLeido, raiz: Path, _taller: Path) -> Destino:
    from generador.publicacion.paquete_zip import Paquete

    camino = _camino(lugar.carpeta, raiz)
    real, fuente = Path(os.path.realpath(camino)), Path(os.path.realpath(raiz))
    # En una carpeta aparte del sitio sí puede estar: «entregas/sitio.zip».
    if any(real.is_relative_to(fuente / suya) for suya in _DEL_SITIO):
        raise FalloDeDestino(
            f"El destino «{camino}» está entre lo que el sitio lee o hace.",
            "Use una carpeta aparte, como «entregas/sitio.zip», o una fuera de la del sitio.",
        )
    return Paquete(camino)


def _local(lugar: destinos.LugarLeido, raiz: Path, _taller: Path) -> Destino:
    from generador.publicacion.maquina import Local
    from generador.publicacion.versiones import ConVersiones

    camino = _camino(lugar.carpeta, raiz)
    real = Path(os.path.realpath(camino))
    fuente = Path(os.path.realpath(raiz))
    if fuente.is_relative_to(real) or real.is_relative_to(fuente):
        raise FalloDeDestino(
            f"El destino «{camino}» está en la carpeta del sitio, o la contiene.",
            "Use una carpeta aparte: la que sirve el servidor web.",
        )
    return ConVersiones(Local(real), str(camino))


def _por_ssh(lugar: destinos.LugarLeido, _raiz: Path, _taller: Path) -> Destino:
    from generador.publicacion.maquina import PorSsh
    from generador.publicacion.versiones import ConVersiones

    donde = f"{lugar.quien}:{lugar.carpeta}"
    return ConVersiones(PorSsh(lugar.quien, lugar.carpeta, lugar.puerto), donde)


def _por_sftp(lugar: destinos.LugarLeido, _raiz: Path, _taller: Path) -> Destino:
    from generador.publicacion.sftp import PorSftp

    return PorSftp(lugar.quien, lugar.carpeta, lugar.puerto)


def _por_git(lugar: destinos.LugarLeido, raiz: Path, taller: Path) -> Destino:
    from generador.publicacion.rama_git import RamaGit

    # Lo que no lleva «:» es una carpeta, contada desde la del sitio y no desde la copia local.
    es_carpeta = ":" not in lugar.repositorio
    repositorio = str(_camino(lugar.repositorio, raiz)) if es_carpeta else lugar.repositorio
    return RamaGit(repositorio, lugar.rama, taller)


def _camino(escrito: str, raiz: Path) -> Path:
    return Path(os.path.normpath(raiz / escrito))


_CLASES: dict[str, Callable[[destinos.LugarLeido, Path, Path], Destino]] = {
    destinos.LOCAL: _local,
    destinos.ZIP: _zip,
    destinos.SSH: _por_ssh,
    destinos.SFTP: _por_sftp,
    destinos.GIT: _por_git,
}
