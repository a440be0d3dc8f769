"""Una rama de un repositorio de git, para los servicios que sirven archivos desde una.

Cada publicación es un commit con el árbol entero; el servidor de git compara las huellas de todo
lo que recibe y mueve la rama en un paso, solo si sigue donde estaba.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generador.arboles import MANIFIESTO, Manifiesto, manifiesto_de
from generador.integridad.sello import FIRMA, SELLOS, huella, numero_de_entrada
from generador.modelo.destinos import ESQUEMAS_DE_GIT
from generador.modelo.raiz import es_de_la_raiz
from generador.publicacion.fallos import SIGUE, fallo_de_conexion
from generador.publicacion.interfaz import CAMPOS, FalloDeDestino, LoPublicado, OtroPublico, Version
from generador.publicacion.maquina import exigir_programa, orden_ssh
from generador.publicacion.procesos import correr

_PREPARADA = "refs/generador/preparada"
_LEJANA = "refs/generador/lejana"
_SEPARADOR = "\n\nRegistro: "
# Un servidor de https que no manda ni un kilobyte en un minuto no va a responder.
_SIN_ESPERAR = ("-c", "http.lowSpeedLimit=1000", "-c", "http.lowSpeedTime=60")


@dataclass(frozen=True, slots=True)
class RamaGit:
    """Una rama de `repositorio`. `taller` guarda una copia local desnuda, que se puede borrar."""

    repositorio: str
    rama: str
    taller: Path

    @property
    def debilidades(self) -> tuple[str, ...]:
        """Lo que depende de quien sirve la rama."""
        return (
            "las cabeceras de seguridad y las respuestas 410 dependen de quien sirve la rama",
            "lo retirado definitivamente sigue en la historia de la rama hasta que se reescriba",
        )

    def mirar(self) -> LoPublicado:
        """La punta de la rama y su antecesora."""
        exigir_programa("git", "git")
        self.taller.mkdir(parents=True, exist_ok=True)
        if not (self.taller / "HEAD").exists():
            self._git("init", "--quiet", "--bare")
        punta = self._traer()
        if not punta:
            return LoPublicado()
        manifiesto = self._ver(f"{punta}:{MANIFIESTO}")
        anterior = self._anterior(punta)
        suyos = self._no_publicados(punta, manifiesto_de(manifiesto))
        return LoPublicado(
            actual=punta,
            manifiesto=manifiesto,
            firma=self._ver(f"{punta}:{FIRMA}"),
            campos=self._ver(f"{punta}:{CAMPOS}"),
            anterior=anterior if anterior and self._ver(f"{anterior}:{MANIFIESTO}") else "",
            manifiesto_anterior=self._ver(f"{anterior}:{MANIFIESTO}") if anterior else b"",
            entradas=dict(self._cadena(punta)),
            ajenos=tuple(n for n in suyos if not es_de_la_raiz(n)),
            de_quien_sirve=frozenset(filter(es_de_la_raiz, suyos)),
        )

    def _anterior(self, punta: str) -> str:
        """La publicación de antes: entre las dos, quien sirve la rama pudo agregar lo suyo."""
        cambios = self._git("log", "--format=%H", "-n", "2", punta, "--", MANIFIESTO).split()
        return cambios[1].decode() if len(cambios) == 2 else ""

    def _traer(self) -> str:
        """Trae la rama y devuelve su punta, o vacío si no existe."""
        hay = self._git("ls-remote", "--", self.repositorio, f"refs/heads/{self.rama}").split()
        if not hay:
            self._git("update-ref", "-d", _LEJANA)
            return ""
        traer = f"+refs/heads/{self.rama}:{_LEJANA}"
        self._git("fetch", "--quiet", "--no-tags", "--", self.repositorio, traer)
        return self._git("rev-parse", _LEJANA).decode().strip()

    def _ver(self, objeto: str) -> bytes:
        return self._git("cat-file", "blob", objeto, exigir=False)

    def _cadena(self, punta: str) -> Iterator[tuple[str, bytes]]:
        """Las entradas del registro, que viajan en los mensajes de los commits."""
        todo = self._git("log", "--format=%B%x00", punta).decode("utf-8", "replace")
        for mensaje in todo.split("\0"):
            _, corte, resto = mensaje.partition(_SEPARADOR)
            nombre, _, entrada = resto.partition("\n")
            if corte and numero_de_entrada(nombre):
                yield nombre, (entrada.strip("\n") + "\n").encode()

    def _no_publicados(self, punta: str, manifiesto: Manifiesto | None) -> list[str]:
        propios = {*(manifiesto.archivos if manifiesto else ()), *SELLOS}
        return sorted(ruta for ruta, _ in self._blobs(punta) if ruta not in propios)

    def danados(self, estado: LoPublicado) -> tuple[str, ...]:
        """Lo que otro borró o cambió en la rama; las huellas, de los objetos que se trajeron."""
        publicado = estado.publicado
        if publicado is None:
            return ()
        hay = dict(self._blobs(estado.actual))
        estan = sorted(publicado.archivos.keys() & hay.keys())
        dicho = self._git("cat-file", "--batch", entrada=_pedidos(hay, estan))
        debidas = {r: publicado.archivos[r].sha256 for r in estan}
        return tuple(
            sorted({*(publicado.archivos.keys() - hay.keys()), *_distintas(dicho, debidas)})
        )

    def subir(self, version: Version) -> None:
        """Prepara el commit aquí: nada viaja hasta el cambio, que es un solo envío."""
        indice = {"GIT_INDEX_FILE": str(self.taller / "indice-de-la-version")}
        Path(indice["GIT_INDEX_FILE"]).unlink(missing_ok=True)
        if version.base:
            self._git("read-tree", version.base, entorno=indice)
        debidas = {*version.manifiesto.archivos, *version.sellos}
        hay = self._git("ls-files", "-z", entorno=indice).decode().split("\0")
        # Lo que puso allá quien sirve la rama, como el CNAME de un dominio propio, se conserva.
        sobran = [
            f"0 {'0' * 40}\t{n}\0"
            for n in hay
            if n and n not in debidas and n not in version.conservar
        ]
        suyos = dict(self._blobs(_LEJANA)) if version.conservar else {}
        quedan = [f"100644 {suyos[n]}\t{n}\0" for n in sorted(version.conservar)]
        llegan = [*version.cambian, *sorted(version.sellos)]
        rutas = "".join(f"{version.arbol / r}\n" for r in llegan).encode()
        blobs = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", entrada=rutas)
        pares = zip(blobs.decode().split(), llegan, strict=True)
        entran = [f"100644 {blob}\t{ruta}\0" for blob, ruta in pares]
        orden = "".join([*sobran, *quedan, *entran]).encode()
        self._git("update-index", "-z", "--index-info", entrada=orden, entorno=indice)
        arbol = self._git("write-tree", entorno=indice).decode().strip()
        self._confirmar(version, arbol)

    def _confirmar(self, version: Version, arbol: str) -> None:
        punta = self._git("rev-parse", "--verify", "--quiet", _LEJANA, exigir=False)
        padre = ("-p", punta.decode().strip()) if punta else ()
        mensaje = f"{version.resumen}{_SEPARADOR}{version.nombre_de_entrada}\n"
        texto = mensaje.encode() + version.entrada
        commit = self._git("commit-tree", arbol, *padre, entrada=texto).decode().strip()
        self._git("update-ref", _PREPARADA, commit)

    def comparar(self, version: Version) -> tuple[str, ...]:
        """Git comprueba las huellas de cada objeto al recibirlo; aquí, que el árbol sea el debido.

        El servidor rechaza un envío con un objeto alterado, y la rama no se mueve.
        """
        debidas = sorted({*version.manifiesto.archivos, *version.sellos})
        blobs = dict(self._blobs(_PREPARADA))
        hay = {r: b for r, b in blobs.items() if r not in version.conservar}
        if hay.keys() != set(debidas):
            return tuple(sorted(set(debidas) ^ hay.keys()))
        dicho = self._git("cat-file", "--batch", entrada=_pedidos(hay, debidas))
        return tuple(_distintas(dicho, _huellas(version)))

    def _blobs(self, commit: str) -> Iterator[tuple[str, str]]:
        for renglon in self._git("ls-tree", "-r", "-z", commit).decode().split("\0"):
            if renglon:
                datos, ruta = renglon.split("\t", 1)
                yield ruta, datos.split()[2]

    def cambiar(self, version: Version, estado: LoPublicado) -> None:
        """Un envío que el servidor solo acepta si la rama sigue donde estaba."""
        espera = f"--force-with-lease=refs/heads/{self.rama}:{estado.actual}"
        destino = f"{_PREPARADA}:refs/heads/{self.rama}"
        hecho = self._proceso(
            ("-c", "transfer.fsckObjects=true", "push", "--quiet", "--porcelain"),
            (espera, "--", self.repositorio, destino),
        )
        if hecho.returncode == 0:
            self._git("update-ref", _LEJANA, _PREPARADA)
            return
        dicho = hecho.stdout + hecho.stderr
        if b"stale info" in dicho or b"rejected" in dicho or b"cannot lock ref" in dicho:
            raise OtroPublico
        raise fallo_de_conexion(dicho, "el repositorio", hecho.returncode)

    def purgar(self, version: Version, entradas: Mapping[str, bytes]) -> None:
        """Deja la rama en un solo commit sin historia: el nuevo, con la cadena que queda."""
        arbol = self._git("rev-parse", f"{_PREPARADA}^{{tree}}").decode().strip()
        padre: tuple[str, ...] = ()
        por_numero = sorted(entradas.items(), key=lambda e: numero_de_entrada(e[0]) or 0)
        for nombre, datos in por_numero:
            texto = f"{version.resumen}{_SEPARADOR}{nombre}\n".encode() + datos
            commit = self._git("commit-tree", arbol, *padre, entrada=texto).decode().strip()
            padre = ("-p", commit)
        self._git("update-ref", _PREPARADA, padre[1])
        self.cambiar(version, LoPublicado(actual=self._git("rev-parse", _LEJANA).decode().strip()))
        shutil.rmtree(self.taller)

    # --- git ----------------------------------------------------------------------------------

    def _git(
        self,
        *orden: str,
        entrada: bytes = b"",
        exigir: bool = True,
        entorno: Mapping[str, str] | None = None,
    ) -> bytes:
        hecho = self._proceso(orden, (), entrada, entorno)
        if hecho.returncode != 0 and exigir:
            dicho = hecho.stderr
            if orden[0] in ("ls-remote", "fetch"):
                raise fallo_de_conexion(dicho, "el repositorio", hecho.returncode)
            raise FalloDeDestino(
                f"git {orden[0]} falló (código {hecho.returncode}). {SIGUE}",
                f"Borre la carpeta «{self.taller}», que es una copia, y repita.",
            )
        return hecho.stdout if hecho.returncode == 0 else b""

    def _proceso(
        self,
        orden: tuple[str, ...],
        mas: tuple[str, ...] = (),
        entrada: bytes = b"",
        entorno: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[bytes]:
        ambiente = {
            **os.environ,
            "GIT_TERMINAL_PROMPT": "0",
            # Ni una redirección ni la configuración de la copia llevan a otra clase de transporte.
            "GIT_ALLOW_PROTOCOL": ":".join(ESQUEMAS_DE_GIT),
            "LC_ALL": "C",
            "GIT_SSH_COMMAND": shlex.join(orden_ssh(0)),
            "GIT_AUTHOR_NAME": "generador",
            "GIT_AUTHOR_EMAIL": "generador@localhost",
            "GIT_COMMITTER_NAME": "generador",
            "GIT_COMMITTER_EMAIL": "generador@localhost",
            **(entorno or {}),
        }
        # La copia local es de esta orden: ningún gancho que alguien dejara en ella corre aquí.
        fijas = ("-c", "core.hooksPath=/dev/null", *_SIN_ESPERAR)
        return correr(["git", "-C", str(self.taller), *fijas, *orden, *mas], entrada, ambiente)


def _pedidos(blobs: Mapping[str, str], rutas: Iterable[str]) -> bytes:
    return "".join(f"{blobs[r]}\n" for r in rutas).encode()


def _huellas(version: Version) -> dict[str, str]:
    """La huella debida de cada archivo de una versión y de cada sello, por su ruta."""
    fichas = version.manifiesto.archivos
    debidas = {r: f.sha256 for r, f in fichas.items()}
    debidas |= {r: huella(datos) for r, datos in version.sellos.items()}
    return dict(sorted(debidas.items()))


def _distintas(dicho: bytes, debidas: Mapping[str, str]) -> Iterator[str]:
    """Las rutas cuyo contenido en git no tiene la huella debida; lee la salida de `cat-file`."""
    lugar = 0
    for ruta, debida in debidas.items():
        fin = dicho.index(b"\n", lugar)
        tamano = int(dicho[lugar:fin].split()[2])
        datos = dicho[fin + 1 : fin + 1 + tamano]
        lugar = fin + tamano + 2
        if huella(datos) != debida:
            yield ruta
