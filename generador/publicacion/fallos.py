"""De lo que dicen los programas a lo que necesita saber quien publica.

Nunca se muestra tal cual lo que escribe otro programa: podría llevar rutas o datos de la cuenta.
"""

from __future__ import annotations

import re

from generador.publicacion.interfaz import FalloDeDestino, OtroPublico

SIGUE = "El sitio que estaba a la vista sigue entero."
OCUPADO, OTRO, SIN_PERMISO, AJENA = 75, 76, 77, 78
"""Los códigos con que terminan los guiones."""

_REPETIR = "Repita la orden: lo que ya llegó no vuelve a viajar."
_SENALES: tuple[tuple[str, str, str], ...] = (
    (
        r"REMOTE HOST IDENTIFICATION HAS CHANGED|Host key verification failed|"
        r"No .* host key is known|host key .* not",
        "El servidor no mostró la llave que se conoce de él, así que no se le envió nada.",
        "Pida la huella a quien administra el servidor, compárela y agréguela a mano a "
        "known_hosts. Nunca se acepta sola.",
    ),
    (
        r"No space left on device|Disk quota exceeded",
        f"El disco del destino está lleno. {SIGUE}",
        "Libere espacio allá y repita la orden.",
    ),
    (
        r"UNPROTECTED PRIVATE KEY FILE|bad permissions",
        f"SSH no usa la llave porque otras cuentas de este computador pueden leerla. {SIGUE}",
        "Déjela solo para usted: chmod 600 <llave>.",
    ),
    (
        r"Permission denied \(|Too many authentication failures|sign_and_send_pubkey",
        f"El servidor no aceptó su llave. {SIGUE}",
        "Revise que su llave pública esté en authorized_keys de esa cuenta, y que el agente la "
        "tenga cargada (ssh-add -l).",
    ),
    (
        r"does not appear to be a git repository|[Rr]epository .*not found|not a git repository",
        "El repositorio no está en ese lugar, o su cuenta no lo puede ver. Nada se envió.",
        "Revise la dirección, letra por letra; si el repositorio es nuevo, créelo antes.",
    ),
    (
        r"Permission denied|Operation not permitted|Read-only file system",
        f"La cuenta no puede escribir en la carpeta del destino. {SIGUE}",
        "Dé a esa cuenta la carpeta: chown -R <cuenta> <carpeta>.",
    ),
    (
        r"Could not resolve hostname|Name or service not known",
        "No se halló el servidor por su nombre. Nada se envió.",
        "Revise el nombre en sitio.yaml y la conexión.",
    ),
    (
        r"Connection refused|Connection timed out|No route to host|Network is unreachable",
        f"El servidor no responde. {SIGUE}",
        "Revise la conexión y que el servidor esté encendido, y repita.",
    ),
    (
        r"(flock|sha256sum|rsync|tar): (command )?not found|flock: not found",
        f"Al servidor le falta un programa. {SIGUE}",
        "Instale allá rsync, tar, coreutils y util-linux.",
    ),
)


def fallo_de_conexion(dicho: bytes, quien: str, codigo: int = 255) -> FalloDeDestino:
    """El fallo de una conexión, por lo que dijo el programa que la llevaba."""
    conocido = _conocido(dicho)
    if conocido is not None:
        return conocido
    return FalloDeDestino(f"La conexión con {quien} se cortó (código {codigo}). {SIGUE}", _REPETIR)


def fallo_de_guion(codigo: int, dicho: bytes, donde: str) -> FalloDeDestino:
    """El fallo de un guion que sí llegó a correr."""
    if codigo == OTRO:
        return OtroPublico()
    if codigo == OCUPADO:
        return FalloDeDestino(
            f"Otra publicación está terminando en «{donde}». {SIGUE}", "Espere un minuto y repita."
        )
    if codigo == SIN_PERMISO:
        return FalloDeDestino(
            f"No se puede escribir en «{donde}», o no existe la carpeta que la contiene. {SIGUE}",
            "Créela y désela a la cuenta con que se publica, o revise el lugar en sitio.yaml.",
        )
    if codigo == AJENA:
        return FalloDeDestino(
            f"«{donde}» tiene archivos y no es un destino de generador. No se tocó nada.",
            "Use una carpeta vacía o que no exista: allá se guardan las versiones.",
        )
    return _conocido(dicho) or FalloDeDestino(
        f"Un paso falló en «{donde}» (código {codigo}). {SIGUE}", _REPETIR
    )


def _conocido(dicho: bytes) -> FalloDeDestino | None:
    texto = dicho.decode("utf-8", "replace")
    for patron, mensaje, remedio in _SENALES:
        if re.search(patron, texto):
            return FalloDeDestino(mensaje, remedio)
    return None
