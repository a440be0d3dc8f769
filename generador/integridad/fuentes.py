"""De dónde se lee lo que se verifica: una carpeta o un sitio en la red."""

from __future__ import annotations

import http.client
import os
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import IO, Protocol
from urllib.parse import quote, unquote, urljoin

from generador.arboles import FalloDeEntorno, inventariar
from generador.arboles.rutas import MARCA

_ESPERA = 30.0
_JUNTOS = 8
_TROZO = 1 << 16
_MAXIMO = 256 << 20
"""Lo más que se lee de una respuesta: más de lo que puede pesar un archivo de un sitio."""
_PLAZO = 600.0
"""Segundos para leer una respuesta entera: lo más grande que se publica, por una conexión lenta."""


class Copia(Protocol):
    """Una copia de un sitio publicado."""

    def leer(self, ruta: str) -> bytes | None:
        """Los bytes de una ruta, o `None` si no está. Lanza `FalloDeEntorno` si no se pudo."""

    def leer_todos(self, rutas: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """Cada ruta con sus bytes, de a una en memoria o pocas más."""

    def lleva_a(self, ruta: str) -> str:
        """A dónde redirige una ruta, o vacío si no redirige."""

    def listar(self) -> frozenset[str] | None:
        """Todo lo que hay, o `None` si desde afuera no se puede saber."""


@dataclass(frozen=True, slots=True)
class Carpeta:
    """Una copia en el disco."""

    raiz: Path

    def leer(self, ruta: str) -> bytes | None:
        """Los bytes del archivo; un enlace no es un archivo del sitio."""
        camino = f"{self.raiz}/{ruta}"
        if not os.path.lexists(camino) or os.path.islink(camino) or not os.path.isfile(camino):
            return None
        with open(camino, "rb") as archivo:
            return archivo.read()

    def leer_todos(self, rutas: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """Uno por uno."""
        for ruta in rutas:
            yield ruta, self.leer(ruta)

    def lleva_a(self, ruta: str) -> str:
        """Una carpeta no redirige."""
        return ""

    def listar(self) -> frozenset[str] | None:
        """Los archivos y lo raro (enlaces, carpetas vacías).

        La marca de salida es nuestra, y la carpeta de git, de quien trajo una copia de la rama.
        """
        inventario = inventariar(self.raiz)
        hay = (inventario.archivos | inventario.raros) - {MARCA}
        return frozenset(ruta for ruta in hay if not ruta.startswith(".git/"))


@dataclass(frozen=True, slots=True)
class EnLaRed:
    """Un sitio en la red, por su dirección. Pide los bytes sin comprimir y sin memorias."""

    direccion: str
    _abridor: urllib.request.OpenerDirector = field(
        default_factory=lambda: urllib.request.build_opener(_SinRedirecciones)
    )

    def pedir(self, ruta: str, **encabezados: str) -> tuple[int, Message, bytes]:
        """El código, los encabezados y los bytes. Lanza `FalloDeEntorno` si no hubo respuesta."""
        url = f"{self.direccion.rstrip('/')}/{quote(ruta)}"
        pedido = urllib.request.Request(
            url, headers={"Accept-Encoding": "identity", "Cache-Control": "no-cache"} | encabezados
        )
        try:
            with self._abridor.open(pedido, timeout=_ESPERA) as respuesta:
                return respuesta.status, respuesta.headers, _leer_entera(respuesta, url)
        except urllib.error.HTTPError as fallo:
            with fallo:
                return fallo.code, fallo.headers, _leer_entera(fallo, url)
        except (urllib.error.URLError, http.client.HTTPException, TimeoutError, OSError) as fallo:
            raise FalloDeEntorno(
                f"No se pudo leer {url}: {_causa(fallo)}.",
                "Revise la dirección y la conexión, y repita.",
            ) from fallo

    def leer(self, ruta: str) -> bytes | None:
        """Los bytes si el servidor la entrega; lo retirado llega con 410 y trae su aviso."""
        codigo, _, datos = self.pedir(ruta)
        if codigo in (200, 410):
            return datos
        if codigo in (404, 403) or 300 <= codigo < 400:
            return None
        raise FalloDeEntorno(
            f"El servidor respondió {codigo} en «{ruta}».", "Revise el servidor y repita."
        )

    def lleva_a(self, ruta: str) -> str:
        """La dirección de una redirección permanente, dentro de este sitio."""
        codigo, encabezados, _ = self.pedir(ruta)
        destino = urljoin(f"{self.direccion.rstrip('/')}/", encabezados["Location"] or "")
        propio = destino.startswith(f"{self.direccion.rstrip('/')}/")
        if codigo not in (301, 308) or not propio:
            return ""
        return unquote(destino.removeprefix(f"{self.direccion.rstrip('/')}/"))

    def leer_todos(self, rutas: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """De a pocas a la vez: quien vigila no debe parecer un ataque."""
        with ThreadPoolExecutor(_JUNTOS) as obreros:
            pendientes = list(rutas)
            for inicio in range(0, len(pendientes), 64):
                tanda = pendientes[inicio : inicio + 64]
                yield from zip(tanda, obreros.map(self.leer, tanda), strict=True)

    def listar(self) -> frozenset[str] | None:
        """Desde afuera no se puede saber qué más hay."""
        return None


def _leer_entera(respuesta: IO[bytes], url: str) -> bytes:
    """Los bytes de una respuesta. Lanza `FalloDeEntorno` si no termina a tiempo o no tiene fin."""
    limite, leidos = time.monotonic() + _PLAZO, bytearray()
    # `read1` devuelve lo que haya: quien manda de a un byte no retiene más que el plazo.
    while trozo := respuesta.read1(_TROZO):  # type: ignore[attr-defined]  # IO no lo declara
        leidos += trozo
        if len(leidos) > _MAXIMO:
            raise _no_acaba(url, f"la respuesta pasa de {_MAXIMO >> 20} MiB")
        if time.monotonic() > limite:
            raise _no_acaba(url, f"la respuesta no terminó en {_PLAZO / 60:.0f} minutos")
    return bytes(leidos)


def _no_acaba(url: str, por_que: str) -> FalloDeEntorno:
    return FalloDeEntorno(
        f"Se dejó de leer {url}: {por_que}.",
        "Revise que esa dirección sea la del sitio, y el servidor que la entrega.",
    )


class _SinRedirecciones(urllib.request.HTTPRedirectHandler):
    """Una redirección no es el archivo: se informa, no se sigue."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


def _causa(fallo: Exception) -> str:
    razon = getattr(fallo, "reason", fallo)
    if isinstance(razon, ssl.SSLError):
        return "el certificado del servidor no es válido"
    if isinstance(razon, ConnectionRefusedError):
        return "nadie responde en ese puerto"
    if isinstance(razon, TimeoutError):
        return "no respondió a tiempo"
    return str(razon) or type(razon).__name__
