"""Un `generador servir` de verdad, en su proceso y solo en este computador, y cómo hablarle."""

from __future__ import annotations

import http.client
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from apoyo.casos import escribir_sitio
from apoyo.reales import puerto_libre

_T = TypeVar("_T")
PLAZO = 20.0
"""Segundos que se aguarda por cualquier cosa: con la máquina cargada, mucho más de lo que tarda."""

MESA = "contenido/instancias/mesa"
CABEZA = "tipo: ordinaria\nestado: firmada\noriginal: este_registro\n"
SITIO = {
    f"{MESA}/actas/2020/01.md": f"---\n{CABEZA}fecha: 2020-03-10\n---\nTexto de la primera.\n",
    f"{MESA}/actas/2020/02.md": (
        f"---\n{CABEZA}fecha: 2020-06-10\nborrador: si\n"
        "anexos:\n  - {titulo: Anexo, archivo: anexo-canario.txt}\n---\nCanario del borrador.\n"
    ),
    f"{MESA}/actas/2020/02/anexo-canario.txt": "Canario del anexo.\n",
    f"{MESA}/actas/2020/03.md": (
        f"---\n{CABEZA}fecha: 2020-09-10\nfecha_publicacion: 2027-03-03\n---\nCanario del futuro.\n"
    ),
}


@dataclass(frozen=True)
class Respuesta:
    """Lo que contestó el servidor."""

    codigo: int
    cabeceras: dict[str, str]
    cuerpo: bytes

    @property
    def texto(self) -> str:
        return self.cuerpo.decode()


@dataclass(frozen=True)
class Servido:
    """Un servidor que ya atiende."""

    raiz: Path
    puerto: int
    proceso: subprocess.Popen[bytes]
    registro: Path

    @property
    def direccion(self) -> str:
        return f"http://127.0.0.1:{self.puerto}"

    @property
    def dicho(self) -> str:
        """Lo que escribió en la terminal, hasta ahora."""
        return self.registro.read_text(encoding="utf-8")

    def pedir(self, ruta: str, metodo: str = "GET", **cabeceras: str) -> Respuesta:
        """Una petición con la ruta y el Host tal como se dan; `Host=""` no lo manda."""
        propias = {"Host": f"127.0.0.1:{self.puerto}"}
        propias |= {n.replace("_", "-"): v for n, v in cabeceras.items()}
        conexion = http.client.HTTPConnection("127.0.0.1", self.puerto, timeout=PLAZO)
        try:
            conexion.putrequest(metodo, ruta, skip_host=True)
            for nombre, valor in propias.items():
                if valor:
                    conexion.putheader(nombre, valor)
            conexion.endheaders()
            respuesta = conexion.getresponse()
            # Un canal abierto no termina nunca: basta saber que se abrió.
            cuerpo = b"" if respuesta.status == 101 else respuesta.read()
            return Respuesta(respuesta.status, dict(respuesta.getheaders()), cuerpo)
        finally:
            conexion.close()

    def abrir_canal(self, **cabeceras: str) -> Respuesta:
        """El saludo de un WebSocket al canal de recarga."""
        return self.pedir(
            "/livereload",
            Upgrade="websocket",
            Connection="Upgrade",
            Sec_WebSocket_Version="13",
            Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==",
            **cabeceras,
        )

    def estado(self) -> dict[str, Any]:
        """Lo que el servidor sabe de su última construcción."""
        datos: dict[str, Any] = json.loads(self.pedir("/_vista/estado.json").cuerpo)
        return datos

    def escribir(self, ruta: str, texto: str) -> None:
        """Guarda un archivo de un golpe, como lo hacen muchos editores.

        Escrito en su lugar, con la máquina cargada se alcanza a ver un instante vacío.
        """
        aparte = self.raiz / "guardando"
        aparte.write_text(texto, encoding="utf-8")
        aparte.replace(self.raiz / ruta)

    def terminar(self, senal: signal.Signals = signal.SIGINT) -> int:
        """Interrumpe y devuelve el código de salida."""
        self.proceso.send_signal(senal)
        return self.proceso.wait(PLAZO)


def esperar(que: Callable[[], _T]) -> _T:
    """Lo que dé `que` cuando sea verdadero; falla si se agota el plazo."""
    limite = time.monotonic() + PLAZO
    while not (valor := que()):
        assert time.monotonic() < limite, f"se agotó el plazo: lo último fue {valor!r}"
        time.sleep(0.02)
    return valor


def orden(*argumentos: str, previo: str = "") -> list[str]:
    """La orden, con una fecha de corte fija; antes de ella, en su proceso, se corre `previo`."""
    programa = f"{previo}\nfrom generador.__main__ import principal\nprincipal()"
    return [sys.executable, "-c", programa, *argumentos, "--fecha", "2026-11-22"]


@contextmanager
def servir(raiz: Path, *opciones: str, previo: str = "") -> Iterator[Servido]:
    """El servidor de `SITIO` en `raiz`, hasta que termine el bloque."""
    if not (raiz / "contenido").exists():
        escribir_sitio(raiz, SITIO)
    opciones = opciones or ("--puerto", str(puerto_libre()))
    registro = raiz / "dicho.txt"
    with registro.open("wb") as salida:
        proceso = subprocess.Popen(
            orden("servir", *opciones, previo=previo),
            cwd=raiz,
            stdout=salida,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Servido(raiz, _puerto(registro, proceso), proceso, registro)
    finally:
        proceso.kill()
        proceso.wait(PLAZO)


def _puerto(registro: Path, proceso: subprocess.Popen[bytes]) -> int:
    def anunciado() -> str:
        dicho = registro.read_text(encoding="utf-8")
        assert proceso.poll() is None, dicho
        return dicho.partition("Vista previa en http://127.0.0.1:")[2].partition("/\n")[0]

    return int(esperar(anunciado))
