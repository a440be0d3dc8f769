"""Quién puede entrar: solo este computador, y en él solo las páginas de la vista previa.

Una página cualquiera abierta en el mismo navegador puede pedir cosas a un servidor local. Lo que
la delata es el `Host` con que llegó o el `Origin` que el navegador le pone; livereload no mira
ninguno de los dos.
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Mapping

from tornado.netutil import bind_sockets

from generador.arboles import FalloDeEntorno

HUESPED = "127.0.0.1"
PUERTO = 8000
_VECINOS = 20
_NOMBRES = (HUESPED, "localhost", "[::1]")
_HTTP = 80


def abrir_puerto(puerto: int | None) -> list[socket.socket]:
    """Los enchufes que escuchan en el puerto, solo desde este computador.

    Sin puerto se prueba desde `PUERTO` en adelante. Lanza `FalloDeEntorno` si no se puede.
    """
    candidatos = (puerto,) if puerto is not None else range(PUERTO, PUERTO + _VECINOS)
    for candidato in candidatos:
        try:
            return bind_sockets(candidato, HUESPED, family=socket.AF_INET)
        except OSError as fallo:
            if fallo.errno == errno.EACCES:
                raise FalloDeEntorno(
                    f"El sistema no deja usar el puerto {candidato}.",
                    "Elija uno de 1024 en adelante con --puerto.",
                ) from fallo
            if fallo.errno != errno.EADDRINUSE:
                raise
    cuales = f"El puerto {puerto} está ocupado" if puerto else "Los puertos están ocupados"
    desde = "" if puerto else f": del {PUERTO} al {PUERTO + _VECINOS - 1}"
    raise FalloDeEntorno(
        f"{cuales}{desde}.", "Cierre el programa que lo usa, o elija otro con --puerto."
    )


def puede_entrar(cabeceras: Mapping[str, str], puerto: int) -> bool:
    """Si una petición viene de este computador y de la vista previa misma.

    Sin `Origin` (escribir la dirección, seguir un enlace) basta el `Host`; con él, tienen que
    ser el mismo lugar.
    """
    huesped = cabeceras.get("Host", "").lower()
    permitidos = {f"{nombre}:{puerto}" for nombre in _NOMBRES}
    # Los navegadores no escriben el puerto propio de HTTP.
    permitidos |= set(_NOMBRES) if puerto == _HTTP else set()
    if huesped not in permitidos:
        return False
    origenes = (cabeceras.get(c) for c in ("Origin", "Sec-Websocket-Origin"))
    return all(o is None or o.lower() == f"http://{huesped}" for o in origenes)
