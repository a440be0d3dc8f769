"""Partes de verdad para las pruebas, en este computador y solo por loopback.

OpenSSH con una llave hecha para la prueba, nginx y Caddy con la configuración que escribe el
producto. Cada una se apaga por su proceso.
"""

from __future__ import annotations

import functools
import http.server
import io
import os
import random
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from apoyo.formatos_minimos import pdf_en_blanco

PUBLICADOR = "publicador-de-prueba"
FECHA = "2026-11-22"
_ACTA = """---
numero: {n}
tipo: ordinaria
fecha: {fecha}
estado: firmada
original: este_registro
lugar: {lugar}
anexos:
  - titulo: Anexo del acta {n}
    archivo: anexo.pdf
---

{texto}
"""


# --- el sitio ---------------------------------------------------------------------------------


def exigir(*programas: str) -> None:
    """Omite la prueba, diciendo por qué, si falta un programa."""
    for programa in ("apache2" if p == "apache" else p for p in programas):
        if shutil.which(programa, path=f"{os.environ['PATH']}:/usr/sbin") is None:
            pytest.skip(f"falta el programa {programa}: make preparar")


def hacer_sitio(raiz: Path, actas: int = 3) -> Path:
    """Un sitio pequeño con un anexo por acta."""
    from apoyo.casos import escribir_sitio

    escribir_sitio(raiz, {})
    for n in range(1, actas + 1):
        poner_acta(raiz, n)
    return raiz


def poner_acta(
    raiz: Path, n: int, lugar: str = "Sala 1", texto: str = "Se trataron asuntos."
) -> None:
    """Escribe o cambia el acta `n`, con su anexo."""
    carpeta = raiz / "contenido/instancias/mesa/actas/2020"
    (carpeta / f"{n:02d}").mkdir(parents=True, exist_ok=True)
    acta = _ACTA.format(n=n, fecha=f"2020-{1 + n % 12:02d}-15", lugar=lugar, texto=texto)
    (carpeta / f"{n:02d}.md").write_text(acta, encoding="utf-8")
    anexo = carpeta / f"{n:02d}" / "anexo.pdf"
    if not anexo.exists():
        anexo.write_text(pdf_en_blanco(f"anexo {n}"))


def nombrar(raiz: Path, n: int, archivo: str) -> None:
    """Agrega un anexo al acta."""
    acta = raiz / f"contenido/instancias/mesa/actas/2020/{n:02d}.md"
    anexo = f'  - titulo: "Otro anexo, 2020"\n    archivo: {archivo}\n'
    texto = acta.read_text("utf-8")
    clave = "" if "anexos:\n" in texto else "anexos:\n"
    acta.write_text(texto.replace("---\n\n", f"{clave}{anexo}---\n\n", 1), "utf-8")


@dataclass(frozen=True, slots=True)
class Corrida:
    """Una orden que terminó: su código y todo lo que dijo."""

    codigo: int
    dicho: str


def generador(raiz: Path, *orden: str, **entorno: str) -> Corrida:
    """Corre una orden en este proceso, como si se escribiera en la carpeta del sitio."""
    from generador import cli

    dicho, antes = io.StringIO(), os.environ.copy()
    os.environ.update(entorno)
    try:
        with redirect_stdout(dicho), redirect_stderr(dicho), chdir(raiz):
            codigo = cli._correr(orden)
    finally:
        os.environ.clear()
        os.environ.update(antes)
    return Corrida(codigo, dicho.getvalue())


def en_otro_proceso(raiz: Path, *orden: str, **entorno: str) -> subprocess.Popen[str]:
    """Enciende una orden en un proceso propio, para poder matarla."""
    return subprocess.Popen(
        [sys.executable, "-m", "generador", *orden],
        cwd=raiz,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **entorno},
    )


# --- servidores -------------------------------------------------------------------------------


def puerto_libre() -> int:
    """Un puerto de loopback que nadie usa.

    No es de los que el sistema reparte ni de los de otro proceso de la misma corrida: entre que se
    halla y se usa, otro servidor se podría quedar con él, y respondería en su lugar.
    """
    proceso_de_pruebas = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    primero = 20_000 + proceso_de_pruebas % 10 * 1_000
    for puerto in random.sample(range(primero, primero + 1_000), 1_000):
        with socket.socket() as enchufe, suppress(OSError):
            enchufe.bind(("127.0.0.1", puerto))
            return puerto
    raise AssertionError("no hay ningún puerto libre")


@contextmanager
def proceso(orden: list[str], puerto: int, registro: Path) -> Iterator[int]:
    """Un servidor encendido mientras dure el bloque; espera a que su puerto responda."""
    with registro.open("wb") as salida:
        servidor = subprocess.Popen(orden, stdout=salida, stderr=salida)
        try:
            for _ in range(200):
                with suppress(OSError), socket.create_connection(("127.0.0.1", puerto), 0.2):
                    break
                assert servidor.poll() is None, registro.read_text("utf-8", "replace")
                time.sleep(0.05)
            assert servidor.poll() is None, registro.read_text("utf-8", "replace")
            yield puerto
        finally:
            servidor.terminate()
            servidor.wait(10)


@dataclass(frozen=True, slots=True)
class Ssh:
    """Un servidor de SSH: su puerto, y la configuración con que un cliente entra."""

    puerto: int
    configuracion: Path
    known_hosts: Path
    carpeta: Path

    @property
    def entorno(self) -> dict[str, str]:
        """Lo que el cliente necesita en su entorno."""
        return {"GENERADOR_SSH_CONFIG": str(self.configuracion)}

    def por(self, puerto: int) -> Ssh:
        """El mismo servidor visto por otro puerto: un intermediario que corta."""
        conocido = self.known_hosts.read_text().replace(f"]:{self.puerto} ", f"]:{puerto} ")
        otros = self.carpeta / f"known_hosts.{puerto}"
        otros.write_text(conocido)
        texto = self.configuracion.read_text().replace(str(self.known_hosts), str(otros))
        configuracion = self.carpeta / f"config.{puerto}"
        configuracion.write_text(texto)
        return Ssh(puerto, configuracion, otros, self.carpeta)


@contextmanager
def sshd(carpeta: Path, antes_en_la_ruta: str = "") -> Iterator[Ssh]:
    """OpenSSH con una llave de servidor y una de cliente hechas para la prueba.

    Los programas de la carpeta `antes_en_la_ruta` reemplazan allá a los del sistema.
    """
    exigir("sshd", "rsync", "ssh", "sftp")
    carpeta.mkdir(parents=True, exist_ok=True)
    puerto, usuario = puerto_libre(), os.environ.get("USER") or _usuario()
    for nombre in ("servidor", "cliente"):
        if not (carpeta / nombre).exists():
            orden = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(carpeta / nombre)]
            subprocess.run(orden, check=True)
    shutil.copy(carpeta / "cliente.pub", carpeta / "autorizadas")
    Path("/run/sshd").mkdir(parents=True, exist_ok=True) if os.geteuid() == 0 else None
    (carpeta / "sshd_config").write_text(
        f"Port {puerto}\nListenAddress 127.0.0.1\nHostKey {carpeta}/servidor\n"
        f"AuthorizedKeysFile {carpeta}/autorizadas\nPidFile none\nStrictModes no\nUsePAM no\n"
        "PasswordAuthentication no\nKbdInteractiveAuthentication no\nMaxStartups 200\n"
        "Subsystem sftp internal-sftp\nLogLevel VERBOSE\n"
        + (f"SetEnv PATH={antes_en_la_ruta}:/usr/bin:/bin\n" if antes_en_la_ruta else "")
    )
    llave = (carpeta / "servidor.pub").read_text().split()
    conocidos = carpeta / "known_hosts"
    conocidos.write_text(f"[127.0.0.1]:{puerto} {llave[0]} {llave[1]}\n")
    configuracion = carpeta / "config"
    configuracion.write_text(
        f"Host 127.0.0.1\n  User {usuario}\n  IdentityFile {carpeta}/cliente\n"
        f"  IdentitiesOnly yes\n  UserKnownHostsFile {conocidos}\n"
        "  GlobalKnownHostsFile /dev/null\n"
    )
    programa = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin") or "sshd"
    orden = [programa, "-D", "-e", "-f", str(carpeta / "sshd_config")]
    with proceso(orden, puerto, carpeta / "sshd.log"):
        yield Ssh(puerto, configuracion, conocidos, carpeta)


def _usuario() -> str:
    import pwd

    return pwd.getpwuid(os.geteuid()).pw_name


@contextmanager
def servido(carpeta: Path, en: str = "/") -> Iterator[str]:
    """Una carpeta servida tal cual; da la dirección en que se ve."""

    class Mudo(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """No dice nada."""

        def translate_path(self, path: str) -> str:
            """Bajo el prefijo, la carpeta; fuera de él, nada."""
            dentro = path.removeprefix(en) if path.startswith(en) else "no-existe"
            return super().translate_path(f"/{dentro.lstrip('/')}")

    clase = functools.partial(Mudo, directory=str(carpeta))
    servidor = http.server.ThreadingHTTPServer(("127.0.0.1", 0), clase)
    hilo = threading.Thread(target=servidor.serve_forever, daemon=True)
    hilo.start()
    try:
        yield f"http://127.0.0.1:{servidor.server_port}{en}"
    finally:
        servidor.shutdown()
        servidor.server_close()
        hilo.join()


@contextmanager
def nginx(configuracion: str, carpeta: Path, puerto: int, *, brotli: bool = False) -> Iterator[int]:
    """nginx con ese bloque de configuración dentro de una mínima."""
    exigir("nginx")
    carpeta.mkdir(parents=True, exist_ok=True)
    (carpeta / "sitio.conf").write_text(configuracion)
    modulo = "load_module modules/ngx_http_brotli_static_module.so;\n" if brotli else ""
    usuario = f"user {_usuario()};\n" if os.geteuid() == 0 else ""
    temporales = "".join(
        f"{n}_temp_path {carpeta}/{n};\n"
        for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (carpeta / "nginx.conf").write_text(
        f"{modulo}{usuario}daemon off;\nmaster_process off;\npid {carpeta}/pid;\n"
        f"error_log {carpeta}/error.log;\nevents {{ worker_connections 4096; }}\n"
        f"http {{\naccess_log off;\n{temporales}"
        f"include {carpeta}/sitio.conf;\n}}\n"
    )
    programa = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or "nginx"
    raiz = ["-p", "/usr/share/nginx/"] if brotli else ["-p", str(carpeta)]
    orden = [programa, *raiz, "-e", f"{carpeta}/inicio.log", "-c", f"{carpeta}/nginx.conf"]
    with proceso(orden, puerto, carpeta / "salida.log"):
        yield puerto


def abrir_camino(carpeta: Path) -> None:
    """Deja llegar a otra cuenta: las carpetas de pytest son solo de quien lo corre."""
    for madre in (carpeta, *carpeta.parents):
        if madre.name.startswith(("pytest-", "popen-", "servido", "test_")):
            madre.chmod(0o755)


@contextmanager
def apache(configuracion: str, carpeta: Path, puerto: int) -> Iterator[int]:
    """Apache con esa configuración y los módulos que pide, más los que otros sitios ponen."""
    exigir("apache")
    carpeta.mkdir(parents=True, exist_ok=True)
    pedidos = ("authz_core", "alias", "dir", "headers", "mime", "rewrite")
    modulos = ("mpm_event", *pedidos, "autoindex", "deflate")
    abrir_camino(carpeta)
    # Corre con la cuenta de quien prueba, o con la de Debian si la prueba la corre root.
    usuario = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    (carpeta / "apache2.conf").write_text(
        f"ServerRoot {carpeta}\nServerName 127.0.0.1\nListen 127.0.0.1:{puerto}\n{usuario}"
        f"PidFile {carpeta}/pid\nDefaultRuntimeDir {carpeta}\nMutex sem\n"
        f"ErrorLog {carpeta}/error.log\n"
        + "".join(f"LoadModule {m}_module /usr/lib/apache2/modules/mod_{m}.so\n" for m in modulos)
        + f"TypesConfig {carpeta}/mime.types\nAddType application/x-gzip .gz\n{configuracion}"
    )
    # Como la de Debian, que además toma «.es» por un guion.
    (carpeta / "mime.types").write_text("text/html html\ntext/javascript es js mjs\n")
    programa = shutil.which("apache2", path=f"{os.environ['PATH']}:/usr/sbin") or "apache2"
    orden = [programa, "-f", str(carpeta / "apache2.conf"), "-D", "FOREGROUND"]
    with proceso(orden, puerto, carpeta / "salida.log"):
        yield puerto


@contextmanager
def caddy(configuracion: str, carpeta: Path, puerto: int) -> Iterator[int]:
    """Caddy con esa configuración, sin su puerto de administración."""
    exigir("caddy")
    carpeta.mkdir(parents=True, exist_ok=True)
    archivo = carpeta / "Caddyfile"
    archivo.write_text("{\n\tadmin off\n\tauto_https off\n}\n" + configuracion)
    orden = ["caddy", "run", "--config", str(archivo), "--adapter", "caddyfile"]
    with proceso(orden, puerto, carpeta / "caddy.log"):
        yield puerto


class Cortador:
    """Un intermediario de TCP que corta cada conexión después de cierto número de bytes."""

    def __init__(self, destino: int) -> None:
        self.destino = destino
        self.limite: int | None = None
        self.pasaron = 0
        self._enchufe = socket.create_server(("127.0.0.1", 0))
        self.puerto: int = self._enchufe.getsockname()[1]
        threading.Thread(target=self._atender, daemon=True).start()

    def poner(self, limite: int | None) -> None:
        """Desde ahora deja pasar `limite` bytes en total, en los dos sentidos, y corta."""
        self.limite, self.pasaron = limite, 0

    def cerrar(self) -> None:
        """Deja de atender."""
        self._enchufe.close()

    def _atender(self) -> None:
        while True:
            try:
                cliente, _ = self._enchufe.accept()
            except OSError:
                return
            servidor = socket.create_connection(("127.0.0.1", self.destino))
            for de, a in ((cliente, servidor), (servidor, cliente)):
                threading.Thread(target=self._pasar, args=(de, a), daemon=True).start()

    def _pasar(self, de: socket.socket, a: socket.socket) -> None:
        with suppress(OSError):
            while datos := de.recv(16_384):
                if self.limite is not None and self.pasaron + len(datos) > self.limite:
                    a.sendall(datos[: max(0, self.limite - self.pasaron)])
                    self.pasaron = self.limite
                    break
                self.pasaron += len(datos)
                a.sendall(datos)
        for enchufe in (de, a):
            with suppress(OSError):
                enchufe.shutdown(socket.SHUT_RDWR)
            enchufe.close()
