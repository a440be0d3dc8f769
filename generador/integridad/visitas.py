"""Visitar una dirección ajena para saber qué hay en ella y guardar su huella.

Solo direcciones públicas: quien escribe un registro no puede hacer que este programa lea algo de
la red de adentro. Lo comprobado es la dirección a la que se conecta, y se comprueba otra vez en
cada redirección. Todo tiene límite: cuánto se lee, cuánto se espera y cuántas veces se sigue.
"""

from __future__ import annotations

import hashlib
import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from datetime import date
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from generador.modelo.sitio import Visita

MAXIMO = 50 << 20
"""Lo más que se lee de una dirección: más de lo que pesa un documento corriente."""
PLAZO = 60.0
"""Segundos para toda la visita, con sus redirecciones."""
SALTOS = 5
_ESPERA = 20.0
_TROZO = 1 << 16
_PUERTOS = {"http": 80, "https": 443}
_REDIRIGE = (301, 302, 303, 307, 308)
_QUIEN = "generador (comprueba los documentos que un sitio enlaza)"


class PuntoDeRed(NamedTuple):
    """A dónde se conecta: la familia de la dirección, la dirección y el puerto."""

    familia: int
    ip: str
    puerto: int


class NoSeVisita(Exception):
    """Por qué no se pudo leer una dirección, en palabras."""


def es_publico(lugar: PuntoDeRed) -> bool:
    """Si es una dirección de la red de todos, y el puerto corriente de la web."""
    ip = ipaddress.ip_address(lugar.ip.partition("%")[0])
    return ip.is_global and not ip.is_multicast and lugar.puerto in _PUERTOS.values()


def visitar(
    url: str, dia: date, permitido: Callable[[PuntoDeRed], bool] = es_publico, maximo: int = MAXIMO
) -> Visita:
    """Lo que hay ese día en una dirección, o por qué no se pudo leer. No lanza nada."""
    limite = time.monotonic() + PLAZO
    try:
        return _seguir(url, dia, permitido, maximo, limite)
    except NoSeVisita as fallo:
        return Visita(url=url, fecha=dia, falla=str(fallo))
    except ValueError:
        # Lo dice urllib de un servidor mal escrito, que puede venir en una redirección.
        return Visita(url=url, fecha=dia, falla="la dirección, o aquella a la que lleva, está mal")


def _seguir(
    url: str, dia: date, permitido: Callable[[PuntoDeRed], bool], maximo: int, limite: float
) -> Visita:
    actual = url
    for _ in range(SALTOS + 1):
        partes = _partes(actual)
        conexion = _conectar(partes, permitido, limite)
        try:
            respuesta = _pedir(conexion, partes)
            if respuesta.status in _REDIRIGE and (destino := respuesta.headers["Location"]):
                actual = urljoin(actual, destino)
                continue
            if respuesta.status != http.client.OK:
                raise NoSeVisita(_codigo_en_palabras(respuesta.status))
            bytes_, sha256 = _leer(respuesta, maximo, limite)
            return Visita(
                url=url,
                fecha=dia,
                sha256=sha256,
                bytes=bytes_,
                tipo=respuesta.headers.get_content_type(),
                llega_a=actual if actual != url else None,
            )
        except (OSError, http.client.HTTPException) as fallo:
            raise NoSeVisita(_causa(fallo)) from fallo
        finally:
            conexion.close()
    raise NoSeVisita(f"redirige más de {SALTOS} veces")


def _partes(url: str) -> SplitResult:
    partes = urlsplit(url)
    if partes.scheme not in _PUERTOS or not partes.hostname:
        raise NoSeVisita("no es una dirección http o https")
    if partes.username or partes.password:
        raise NoSeVisita("lleva un usuario o una contraseña")
    return partes


def _conectar(
    partes: SplitResult, permitido: Callable[[PuntoDeRed], bool], limite: float
) -> http.client.HTTPConnection:
    """La conexión a una dirección ya comprobada: el nombre no se vuelve a buscar."""
    nombre = partes.hostname or ""
    lugar = _lugar(nombre, _puerto(partes), permitido)
    try:
        enchufe = socket.create_connection((lugar.ip, lugar.puerto), _queda(limite))
    except OSError as fallo:
        raise NoSeVisita(_causa(fallo)) from fallo
    try:
        if partes.scheme == "https":
            enchufe = ssl.create_default_context().wrap_socket(enchufe, server_hostname=nombre)
    except OSError as fallo:
        enchufe.close()
        raise NoSeVisita(_causa(fallo)) from fallo
    conexion = http.client.HTTPConnection(nombre, lugar.puerto, timeout=_ESPERA)
    conexion.sock = enchufe
    return conexion


def _puerto(partes: SplitResult) -> int:
    try:
        return partes.port or _PUERTOS[partes.scheme]
    except ValueError as fallo:
        raise NoSeVisita("su puerto no es un número") from fallo


def _lugar(nombre: str, puerto: int, permitido: Callable[[PuntoDeRed], bool]) -> PuntoDeRed:
    """El primero de los lugares de un nombre. Si alguno no se permite, no se visita ninguno."""
    try:
        hallados = socket.getaddrinfo(nombre, puerto, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fallo:
        raise NoSeVisita("no se encuentra ese servidor") from fallo
    lugares = [PuntoDeRed(familia, str(donde[0]), puerto) for familia, *_, donde in hallados]
    if not lugares or not all(map(permitido, lugares)):
        raise NoSeVisita("no es una dirección pública, o su puerto no es el de la web")
    return lugares[0]


def _pedir(conexion: http.client.HTTPConnection, partes: SplitResult) -> http.client.HTTPResponse:
    camino = quote(partes.path or "/", safe="/%:@!$&'()*+,;=~")
    consulta = f"?{quote(partes.query, safe='/?%:@!$&()*+,;=~')}" if partes.query else ""
    conexion.request(
        "GET",
        f"{camino}{consulta}",
        headers={"Host": partes.netloc, "User-Agent": _QUIEN, "Accept-Encoding": "identity"},
    )
    return conexion.getresponse()


def _leer(respuesta: http.client.HTTPResponse, maximo: int, limite: float) -> tuple[int, str]:
    """Cuántos bytes son y su huella; nunca se tienen todos a la vez."""
    suma, leidos = hashlib.sha256(), 0
    while trozo := respuesta.read(_TROZO):
        leidos += len(trozo)
        if leidos > maximo:
            raise NoSeVisita(f"pesa más de {maximo >> 20} MB")
        _queda(limite)
        suma.update(trozo)
    if respuesta.length:
        raise NoSeVisita("el servidor no lo entregó entero")
    return leidos, suma.hexdigest()


def _queda(limite: float) -> float:
    """Los segundos que quedan, sin pasar de los de una espera."""
    queda = limite - time.monotonic()
    if queda <= 0:
        raise NoSeVisita("tarda demasiado")
    return min(queda, _ESPERA)


def _codigo_en_palabras(codigo: int) -> str:
    dichos = {404: "no existe", 410: "se retiró", 401: "pide una contraseña", 403: "no deja verlo"}
    return f"{dichos.get(codigo, 'el servidor no lo entrega')} ({codigo})"


def _causa(fallo: Exception) -> str:
    if isinstance(fallo, TimeoutError):
        return "tarda demasiado"
    if isinstance(fallo, ssl.SSLError):
        return "su certificado no se puede comprobar"
    if isinstance(fallo, ConnectionRefusedError):
        return "el servidor no recibe conexiones"
    return "no se pudo leer"
