"""Correr la orden en un proceso que se puede rastrear, herir o matar.

La orden corre en un hijo de este mismo proceso, que ya la tiene cargada: así caben miles de
corridas. `strace` se le une antes de que empiece y hace que la llamada al sistema que se le diga
falle o mate de verdad al proceso.
"""

from __future__ import annotations

import ctypes
import errno
import functools
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import click
from jinja2 import Environment

from exigencias.base import NoSePuede
from exigencias.sitios import FECHA
from generador.arboles import sistema
from generador.cli import grupo, principal

CAMBIAN = (
    "open,openat,creat,write,pwrite64,writev,rename,renameat,renameat2,link,linkat,symlink,"
    "symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir,chmod,fchmod,fchmodat,ftruncate,truncate,"
    "fsync,fdatasync,syncfs,sync,utimensat,mknod,mknodat,fallocate,copy_file_range,sendfile"
)
"""Las llamadas que cambian archivos, o que los llevan al disco."""

LIMITE = 60.0
_PR_SET_PTRACER = 0x59616D61
_MARCA = "/donde:"
_PASOS_DEL_LUGAR = 4
_LLAMADA = re.compile(r"(?P<nombre>\w+)\((?P<resto>.*)")


@dataclass(frozen=True)
class Corrida:
    """Cómo terminó una corrida: su código (negativo si la mató una señal) y lo que dijo."""

    codigo: int
    segundos: float
    dijo: str

    @property
    def muerta(self) -> bool:
        return self.codigo == -signal.SIGKILL

    @property
    def colgada(self) -> bool:
        return "se pasó del tiempo" in self.dijo

    @property
    def con_traza(self) -> bool:
        return "Traceback" in self.dijo


def construir(*opciones: str) -> Callable[[], int]:
    """La orden `generador construir` en la carpeta de trabajo, con una fecha fija."""
    argumentos = ["construir", "--silencio", "--fecha", FECHA, *_contables(opciones), *opciones]

    def orden() -> int:
        try:
            principal(argumentos)
        except SystemExit as fin:
            return int(fin.code or 0)
        raise AssertionError("la orden siempre termina con su código")

    return orden


def _contables(opciones: Sequence[str]) -> list[str]:
    """Un solo proceso y sin el índice, que hace otro programa: así las llamadas son contables."""
    existen = opciones_de("construir")
    propias = [["--sin-buscador"], ["--procesos", "1"]]
    return [o for p in propias if p[0] in existen and p[0] not in opciones for o in p]


def opciones_de(orden: str) -> set[str]:
    """Los nombres de las opciones de una orden; ninguno si la orden no existe."""
    contexto = click.Context(grupo)
    if orden not in grupo.list_commands(contexto):
        return set()
    hallada = grupo.get_command(contexto, orden)
    return {o for p in hallada.params for o in p.opts} if hallada else set()


def sin_intercambio(orden: Callable[[], int]) -> Callable[[], int]:
    """La misma orden donde el sistema no cambia dos carpetas en una llamada."""

    def negada() -> int:
        sistema.intercambiar = _negar
        return orden()

    return negada


def sin_enlaces(orden: Callable[[], int]) -> Callable[[], int]:
    """La misma orden donde, además, el disco no admite enlaces simbólicos."""

    def negada() -> int:
        os.symlink = _negar
        return sin_intercambio(orden)()

    return negada


def _negar(*_: object) -> None:
    raise OSError(errno.ENOSYS, "no se puede")


def calentar(raiz: Path) -> None:
    """Carga en este proceso todo lo que la orden usa; los hijos lo heredan."""
    _recordar_plantillas()
    donde = os.getcwd()  # noqa: PTH109
    os.chdir(raiz)
    try:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            assert construir()() == 0
        # Sin esto, la primera llamada a la biblioteca de C se buscaría en cada hijo.
        sistema.asentar_nombres(raiz)
    finally:
        os.chdir(donde)


def _recordar_plantillas() -> None:
    """Que los hijos hereden compiladas las plantillas: es casi todo lo que tarda un sitio pequeño.

    Se leen igual que siempre; solo no se vuelve a compilar el mismo texto.
    """
    compilar: Any = Environment.compile
    if hasattr(compilar, "__wrapped__"):
        return
    hechas: dict[tuple[str, str | None, str | None], CodeType] = {}

    @functools.wraps(compilar)
    def recordada(
        self: Environment, source: str, name: str | None = None, filename: str | None = None
    ) -> CodeType:
        clave = source, name, filename
        if clave not in hechas:
            hechas[clave] = compilar(self, source, name, filename)
        return hechas[clave]

    Environment.compile = recordada  # type: ignore[assignment]


class Hijo:
    """Un proceso que espera la señal de salida para correr una orden en una carpeta."""

    def __init__(self, raiz: Path, orden: Callable[[], int], antes: Callable[[], None] | None):
        lectura, self._salida = os.pipe()
        listo, dispuesto = os.pipe()
        self._dijo = raiz.parent / f"dijo-{raiz.name}"
        self.inicio = time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._salida)
            os.close(listo)
            _ser_hijo(lectura, dispuesto, raiz, orden, self._dijo, antes)
        os.close(lectura)
        os.close(dispuesto)
        # Quien se le una después no hiere lo que el hijo prepara, que no es de la orden.
        os.read(listo, 1)
        os.close(listo)

    def soltar(self) -> None:
        """Lo deja empezar."""
        self.inicio = time.monotonic()
        os.write(self._salida, b"\n")
        os.close(self._salida)

    def matar(self) -> None:
        """Lo mata, si aún vive."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def esperar(self, limite: float = LIMITE) -> Corrida:
        """Aguarda a que termine; si se pasa del límite, lo mata y lo dice."""
        fin = time.monotonic() + limite
        colgada = ""
        while not (estado := os.waitpid(self.pid, os.WNOHANG))[0]:
            if time.monotonic() > fin:
                colgada = "se pasó del tiempo"
                self.matar()
                estado = os.waitpid(self.pid, 0)
                break
            time.sleep(0.002)
        segundos = time.monotonic() - self.inicio
        texto = self._dijo.read_text("utf-8", "replace") if self._dijo.exists() else ""
        self._dijo.unlink(missing_ok=True)
        return Corrida(os.waitstatus_to_exitcode(estado[1]), segundos, texto + colgada)


def _ser_hijo(
    lectura: int,
    dispuesto: int,
    raiz: Path,
    orden: Callable[[], int],
    dijo: Path,
    antes: Callable[[], None] | None,
) -> None:
    codigo = 70
    try:
        voz = os.open(dijo, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.dup2(voz, 1)
        os.dup2(voz, 2)
        sys.stdout = os.fdopen(1, "w", closefd=False)
        sys.stderr = os.fdopen(2, "w", closefd=False)
        # Donde solo un ancestro puede rastrear, esto deja que lo haga un proceso vecino.
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PTRACER, -1, 0, 0, 0)
        os.chdir(raiz)
        os.close(dispuesto)
        # Sin leerla: `read` es de las llamadas que se hieren, y se contaría.
        select.select([lectura], [], [])
        if antes is not None:
            antes()
        codigo = orden()
    except BaseException:
        sys.setprofile(None)
        sys.excepthook(*sys.exc_info())
    finally:
        sys.setprofile(None)
        with suppress(OSError):
            sys.stderr.flush()
        os._exit(codigo)


def correr(raiz: Path, orden: Callable[[], int], limite: float = LIMITE) -> Corrida:
    """La orden, sin nadie encima."""
    hijo = Hijo(raiz, orden, None)
    hijo.soltar()
    return hijo.esperar(limite)


def correr_con_strace(
    raiz: Path,
    orden: Callable[[], int],
    opciones: Sequence[str],
    antes: Callable[[], None] | None = None,
    limite: float = LIMITE,
) -> Corrida:
    """La orden con `strace` unido desde antes de su primera llamada."""
    programa = exigir_strace()
    hijo = Hijo(raiz, orden, antes)
    aviso = raiz.parent / f"strace-{raiz.name}"
    with aviso.open("wb") as salida:
        strace = subprocess.Popen(
            [programa, "-f", "-o", "/dev/null", *opciones, "-p", str(hijo.pid)],
            stdin=subprocess.DEVNULL,
            stderr=salida,
        )
    try:
        # Cuando lo dice, el proceso ya no da un paso sin que strace lo vea.
        while b"attached" not in aviso.read_bytes():
            if strace.poll() is not None:
                raise NoSePuede(f"strace no se puede unir: {aviso.read_text()[:200].strip()}")
            time.sleep(0.001)
        hijo.soltar()
        return hijo.esperar(limite)
    finally:
        hijo.matar()
        strace.terminate()
        strace.wait()
        aviso.unlink()


def exigir_strace() -> str:
    """El programa `strace`, o `NoSePuede`."""
    programa = shutil.which("strace")
    if programa is None:
        raise NoSePuede("falta strace: apt-get install strace")
    return programa


@dataclass(frozen=True)
class Paso:
    """La `cual`-ésima llamada `nombre` de la corrida, desde 1, y el lugar de donde sale."""

    nombre: str
    cual: int
    donde: str
    argumentos: str


def pasos_que_cambian(raiz: Path, orden: Callable[[], int]) -> tuple[list[Paso], float]:
    """Las llamadas con que la orden cambia archivos, en orden, y cuánto tardó."""
    traza = raiz.parent / f"traza-{raiz.name}"
    opciones = ["-o", str(traza), "-s", "400", "-e", f"trace={CAMBIAN},access"]
    corrida = correr_con_strace(raiz, orden, opciones, antes=_marcar_lugares)
    assert corrida.codigo == 0, corrida.dijo
    pasos, cuentas, donde = [], dict[str, int](), ""
    for renglon in traza.read_text("utf-8", "replace").splitlines():
        llamada = _LLAMADA.search(renglon)
        if llamada is None:
            continue
        nombre, resto = llamada["nombre"], llamada["resto"]
        if nombre == "access":
            donde = resto.partition(_MARCA)[2].partition('"')[0] or donde
            continue
        cuentas[nombre] = cuentas.get(nombre, 0) + 1
        if _cambia(nombre, resto):
            pasos.append(Paso(nombre, cuentas[nombre], donde, resto))
    traza.unlink()
    return pasos, corrida.segundos


def _cambia(nombre: str, resto: str) -> bool:
    if nombre in ("open", "openat"):
        return any(o in resto for o in ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"))
    # Lo que la orden dice no es un archivo del sitio.
    return not (nombre == "write" and resto.startswith(("1,", "2,")))


def _marcar_lugares() -> None:
    """Antes de cada llamada al sistema, `strace` ve el lugar del código de donde sale."""
    anterior = ""

    def perfil(marco: FrameType, evento: str, funcion: object) -> None:
        nonlocal anterior
        if evento != "c_call" or funcion is os.access:
            return
        lugar = _lugar_del_generador(marco)
        if lugar and lugar != anterior:
            anterior = lugar
            os.access(f"{_MARCA}{lugar}", os.F_OK)

    sys.setprofile(perfil)


def _lugar_del_generador(marco: FrameType | None) -> str:
    """Los últimos pasos dentro del generador: una misma función llamada de dos partes son dos."""
    lugares: list[str] = []
    while marco is not None and len(lugares) < _PASOS_DEL_LUGAR:
        archivo = marco.f_code.co_filename
        if "/generador/" in archivo:
            lugares.append(f"{archivo.rpartition('/generador/')[2]}:{marco.f_lineno}")
        marco = marco.f_back
    return " < ".join(lugares)
