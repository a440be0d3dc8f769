"""El lugar a donde se publica, del texto que alguien escribió a un valor.

Lo escrito puede venir del contenido, que no es de confianza: ningún trozo suyo llega a otro
programa como una opción. Los esquemas son una lista cerrada y cada parte tiene su forma.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

LOCAL, ZIP, SSH, SFTP, GIT = "carpeta", "zip", "ssh", "sftp", "git"

# Ninguna puede empezar por un guion: sería una opción para quien la recibe.
_CUENTA = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_RAMA = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._/-]*")
_POR_CUENTA = re.compile(r"(?:(?P<usuario>[^@:/]+)@)?(?P<equipo>[^@:/]+):(?P<camino>[^:].*)")
_DE_OTRO_PAQUETE = re.compile(r"(?i)\.(?:tar|tgz|gz|bz2|xz|zst|rar|7z)/?$")
_DE_SCP = re.compile(r"[^@/\\\s]+@[^@:/\\\s]+:.*")
_DE_WINDOWS = re.compile(r"[A-Za-z]:[\\/]")
_DE_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
ESQUEMAS_DE_GIT = ("https", "ssh", "file")
"""Por dónde se llega a un repositorio; cualquier otro podría nombrar un programa."""


class LugarIlegible(ValueError):
    """El texto no nombra un lugar a donde se pueda publicar; el mensaje dice por qué."""


class LugarConCredencial(LugarIlegible):
    """El texto lleva una contraseña o un token: no se repite, quedaría en la pantalla."""

    def __init__(self) -> None:
        super().__init__("El lugar lleva una contraseña o un token")


@dataclass(frozen=True, slots=True)
class LugarLeido:
    """A dónde se publica.

    `clase` es una de las constantes de este módulo. `carpeta` es el camino en el computador que la
    tiene; en `git`, `repositorio` y `rama` dicen lo demás. `puerto` es 0 si no se dijo.
    """

    clase: str
    carpeta: str = ""
    quien: str = ""
    puerto: int = 0
    repositorio: str = ""
    rama: str = ""


def leer_lugar(texto: str) -> LugarLeido:
    """El lugar que nombra un texto. Lanza `LugarIlegible`."""
    if _DE_CONTROL.search(texto):
        raise LugarIlegible("lleva un carácter que no se ve")
    for prefijo, leer in _PREFIJOS.items():
        if texto.startswith(prefijo):
            return leer(texto)
    if "://" in texto or "::" in texto:
        raise LugarIlegible("empieza por algo distinto de ssh://, sftp:// o git+")
    if _DE_SCP.fullmatch(texto):
        raise LugarIlegible("el de otro computador empieza por ssh:// o sftp://")
    if _DE_WINDOWS.match(texto):
        raise LugarIlegible("es una carpeta de Windows: en este sistema se escribe como /srv/sitio")
    _exigir_sin_virgulilla(texto)
    if _DE_OTRO_PAQUETE.search(texto):
        raise LugarIlegible("un paquete solo puede ser un .zip; sin extensión es una carpeta")
    return LugarLeido(ZIP if texto.lower().endswith(".zip") else LOCAL, texto)


def _exigir_sin_virgulilla(camino: str) -> None:
    """La carpeta personal es la de quien publica: el mismo lugar sería otro para cada persona."""
    if camino.startswith("~"):
        raise LugarIlegible(
            "«~» es la carpeta personal de quien publica, y cambia de una persona a otra; "
            "escriba la ruta entera, desde «/»"
        )


def _por_ssh(texto: str) -> LugarLeido:
    return _en_otro_equipo(SSH, texto)


def _por_sftp(texto: str) -> LugarLeido:
    return _en_otro_equipo(SFTP, texto)


def _en_otro_equipo(clase: str, texto: str) -> LugarLeido:
    partes = _partir(texto)
    return LugarLeido(clase, _carpeta(partes), _quien(partes), partes.port or 0)


def _por_git(texto: str) -> LugarLeido:
    repositorio, _, rama = texto.removeprefix("git+").partition("#")
    if _RAMA.fullmatch(rama) is None or ".." in rama or rama.endswith(("/", ".lock")):
        raise LugarIlegible("debe ser git+<repositorio>#<rama>, con una rama que git admita")
    return LugarLeido(GIT, repositorio=_repositorio(repositorio), rama=rama)


def _repositorio(texto: str) -> str:
    if not texto or texto.startswith("-"):
        raise LugarIlegible("el repositorio no puede faltar ni empezar por un guion")
    if "://" in texto:
        partes = _partir(texto)
        if partes.scheme not in ESQUEMAS_DE_GIT:
            raise LugarIlegible("a un repositorio se llega por https://, ssh:// o file://")
        if partes.scheme != "file":
            _quien(partes)
        return texto
    if "::" in texto:
        raise LugarIlegible("«::» nombraría un programa, y un repositorio no lo es")
    _exigir_sin_virgulilla(texto)
    if ":" in texto:
        _exigir_por_cuenta(texto)
    return texto


def _exigir_por_cuenta(texto: str) -> None:
    """`usuario@servidor:camino`, que git lleva por ssh."""
    hallado = _POR_CUENTA.fullmatch(texto)
    cuentas = [p for p in (hallado["usuario"], hallado["equipo"]) if p] if hallado else [""]
    if hallado is None or not all(_CUENTA.fullmatch(c) for c in cuentas):
        raise LugarIlegible("el usuario o el servidor del repositorio no se entienden")
    if hallado["camino"].startswith("-"):
        raise LugarIlegible("el repositorio no puede empezar por un guion")


def _partir(texto: str) -> SplitResult:
    try:
        partes = urlsplit(texto.removeprefix("git+"))
        _ = partes.port
    except ValueError:
        raise LugarIlegible("la dirección está mal escrita") from None
    token = partes.scheme in ("http", "https") and partes.username is not None
    if partes.password is not None or token:
        raise LugarConCredencial
    return partes


def _quien(partes: SplitResult) -> str:
    equipo, usuario = partes.hostname or "", partes.username or ""
    if _CUENTA.fullmatch(equipo) is None or (usuario and _CUENTA.fullmatch(usuario) is None):
        raise LugarIlegible("el usuario o el servidor no se entienden")
    return f"{usuario}@{equipo}" if usuario else equipo


def _carpeta(partes: SplitResult) -> str:
    camino = unquote(partes.path)
    carpeta = camino.removeprefix("/~/") if camino.startswith("/~/") else camino.rstrip("/")
    if not carpeta or _DE_CONTROL.search(carpeta) or ".." in carpeta.split("/"):
        raise LugarIlegible("falta la carpeta del servidor")
    if carpeta.startswith("-"):
        raise LugarIlegible("la carpeta no puede empezar por un guion")
    return carpeta


_PREFIJOS: dict[str, Callable[[str], LugarLeido]] = {
    "ssh://": _por_ssh,
    "sftp://": _por_sftp,
    "git+": _por_git,
}
