"""Un destino que solo ofrece SFTP, sin intérprete de órdenes.

Guarda las versiones como el destino con versiones, pero nada calcula huellas allá ni hay cerrojo:
por eso es más débil, y lo dice.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generador.arboles import MANIFIESTO, Manifiesto, manifiesto_de
from generador.integridad.sello import FIRMA, SELLOS, huella, numero_de_entrada
from generador.publicacion.fallos import AJENA, fallo_de_conexion, fallo_de_guion
from generador.publicacion.interfaz import CAMPOS, LoPublicado, OtroPublico, Version
from generador.publicacion.maquina import exigir_programa, orden_ssh
from generador.publicacion.procesos import correr
from generador.publicacion.versiones import MARCA

_RENGLON = re.compile(r"-\S+\s+\S+\s+\S+\s+\S+\s+([0-9]+)\s+\S+\s+\S+\s+\S+\s+(.+)")
_TEXTO_DE_MARCA = b"Esta carpeta la escribe generador publicar.\n"


def nombre_de_version(manifiesto: bytes) -> str:
    """La carpeta de una versión: su número y el comienzo de la huella de su manifiesto."""
    leido = manifiesto_de(manifiesto)
    numero = leido.extra.get("publicacion", 0) if leido else 0
    return f"{numero if isinstance(numero, int) else 0:06d}-{huella(manifiesto)[:12]}"


@dataclass(frozen=True, slots=True)
class PorSftp:
    """Una carpeta de otro computador, por SFTP."""

    quien: str
    base: str
    puerto: int = 0

    @property
    def debilidades(self) -> tuple[str, ...]:
        """Lo que sin intérprete de órdenes no se puede."""
        return (
            "por SFTP las huellas no se calculan allá: se baja de nuevo lo que viajó y de lo demás "
            "solo se compara el tamaño; «--enviar-todo» lo envía y lo compara todo",
            "por SFTP no hay cerrojo: dos publicaciones en el mismo segundo podrían cruzarse",
            "por SFTP no se ve si alguien puso allá archivos ajenos, y lo que puso en la raíz "
            "quien sirve el sitio no pasa a la versión nueva: guárdelo en contenido/raiz/",
        )

    def mirar(self) -> LoPublicado:
        """Baja los dos manifiestos y la cadena."""
        with tempfile.TemporaryDirectory() as carpeta:
            aqui = Path(carpeta)
            self._correr(
                f"-get {_c(self._en(MARCA))} {_c(aqui / 'marca')}",
                f"-get {_c(self._en('actual', MANIFIESTO))} {_c(aqui / 'actual')}",
                f"-get {_c(self._en('actual', FIRMA))} {_c(aqui / 'firma')}",
                f"-get {_c(self._en('actual', CAMPOS))} {_c(aqui / 'campos')}",
                f"-get {_c(self._en('anterior', MANIFIESTO))} {_c(aqui / 'anterior')}",
                f"-get -r {_c(self._en('cadena'))} {_c(aqui / 'cadena')}",
            )
            if not (aqui / "marca").exists():
                self._exigir_vacia()
                return LoPublicado()
            actual, anterior = _leer(aqui / "actual"), _leer(aqui / "anterior")
            cadena = (aqui / "cadena").glob("*.yaml")
            return LoPublicado(
                actual=nombre_de_version(actual) if actual else "",
                manifiesto=actual,
                firma=_leer(aqui / "firma"),
                campos=_leer(aqui / "campos"),
                anterior=nombre_de_version(anterior) if anterior else "",
                manifiesto_anterior=anterior,
                entradas={p.name: p.read_bytes() for p in cadena},
            )

    def _exigir_vacia(self) -> None:
        dicho = self._correr(f"-ls -1a {_c(self.base)}").decode("utf-8", "replace")
        nombres = {r.rpartition("/")[2] for r in dicho.splitlines() if not r.startswith("sftp>")}
        if nombres - {".", "..", ""}:
            raise fallo_de_guion(AJENA, b"", f"{self.quien}:{self.base}")

    def subir(self, version: Version) -> None:
        """Enlaza allá lo que no cambia y envía lo demás."""
        carpeta = f"publicaciones/{version.nombre}"
        rutas = (*version.manifiesto.archivos, *version.sellos)
        with tempfile.TemporaryDirectory() as aqui:
            marca = Path(aqui, "marca")
            marca.write_bytes(_TEXTO_DE_MARCA)
            orden = [f"-mkdir {_c(self.base)}", f"put {_c(marca)} {_c(self._en(MARCA))}"]
            orden += [f"-mkdir {_c(self._en(c))}" for c in ("cadena", "publicaciones", carpeta)]
            orden += [f"-mkdir {_c(self._en(carpeta, c))}" for c in _carpetas(rutas)]
            for ruta in sorted(version.iguales):
                de = self._en("publicaciones", version.base, ruta)
                orden.append(f"-ln {_c(de)} {_c(self._en(carpeta, ruta))}")
            for ruta in (*version.cambian, *sorted(version.sellos)):
                orden += self._poner(version.arbol / ruta, self._en(carpeta, ruta))
            self._correr(*orden)
        self._completar(version)

    def _completar(self, version: Version) -> None:
        """Envía lo que no se pudo enlazar: no todo servidor de SFTP sabe enlazar."""
        carpeta = self._en("publicaciones", version.nombre)
        faltan = sorted(version.iguales - self._tamanos(version).keys())
        orden: list[str] = []
        for ruta in faltan:
            if (version.arbol / ruta).exists():
                orden += self._poner(version.arbol / ruta, f"{carpeta}/{ruta}")
        if orden:
            self._correr(*orden)

    def _poner(self, origen: Path, destino: str) -> Iterator[str]:
        # `put` escribe encima: antes se quita, por si el nombre es un enlace a otra versión.
        yield f"-rm {_c(destino)}"
        yield f"put {_c(origen)} {_c(destino)}"
        yield f"chmod 644 {_c(destino)}"

    def comparar(self, version: Version) -> tuple[str, ...]:
        """Baja y compara lo que viajó; de lo enlazado compara el tamaño."""
        tamanos = self._tamanos(version)
        fichas = version.manifiesto.archivos
        malas = {r for r in version.iguales if tamanos.get(r) != fichas[r].bytes}
        debidas = {r: fichas[r].sha256 for r in version.cambian}
        debidas |= {r: huella(d) for r, d in version.sellos.items()}
        with tempfile.TemporaryDirectory() as aqui:
            en_orden = list(enumerate(sorted(debidas)))
            carpeta = self._en("publicaciones", version.nombre)
            self._correr(
                *(
                    f"-get {_c(f'{carpeta}/{ruta}')} {_c(Path(aqui, str(n)))}"
                    for n, ruta in en_orden
                )
            )
            malas |= {r for n, r in en_orden if huella(_leer(Path(aqui, str(n)))) != debidas[r]}
        return tuple(sorted(malas))

    def danados(self, estado: LoPublicado) -> tuple[str, ...]:
        """Lo que no está o no tiene su tamaño: las huellas no se calculan allá."""
        publicado = estado.publicado
        if publicado is None:
            return ()
        tamanos = self._tamanos_en(estado.actual, publicado)
        return tuple(sorted(r for r, f in publicado.archivos.items() if tamanos.get(r) != f.bytes))

    def _tamanos(self, version: Version) -> dict[str, int]:
        return self._tamanos_en(version.nombre, version.manifiesto)

    def _tamanos_en(self, nombre: str, manifiesto: Manifiesto) -> dict[str, int]:
        carpeta = self._en("publicaciones", nombre)
        carpetas = ["", *_carpetas(manifiesto.archivos)]
        dicho = self._correr(*(f"-ls -ln {_c(f'{carpeta}/{c}'.rstrip('/'))}" for c in carpetas))
        tamanos = {}
        for renglon in dicho.decode("utf-8", "replace").splitlines():
            if (hallado := _RENGLON.fullmatch(renglon)) and f"{carpeta}/" in hallado[2]:
                tamanos[hallado[2].partition(f"{carpeta}/")[2]] = int(hallado[1])
        return tamanos

    def cambiar(self, version: Version, estado: LoPublicado) -> None:
        """Mira de nuevo y cambia el enlace con un cambio de nombre."""
        if self.mirar().actual != estado.actual:
            raise OtroPublico
        with tempfile.TemporaryDirectory() as aqui:
            orden = list(self._anotar(Path(aqui), version.nombre_de_entrada, version.entrada))
            if estado.actual:
                orden += self._enlazar(f"publicaciones/{estado.actual}", "anterior")
            orden += self._enlazar(f"publicaciones/{version.nombre}", "actual")
            self._correr(*orden)
        vieja = manifiesto_de(estado.manifiesto_anterior) if estado.anterior else None
        if vieja is not None and estado.anterior not in (version.nombre, estado.actual):
            self._borrar(estado.anterior, vieja)

    def _anotar(self, aqui: Path, nombre: str, datos: bytes) -> Iterator[str]:
        """Escribe una entrada de la cadena al lado y la pone en su nombre de una vez."""
        (aqui / nombre).write_bytes(datos)
        nueva = self._en(".nuevo-entrada")
        yield from self._poner(aqui / nombre, nueva)
        yield f"rename {_c(nueva)} {_c(self._en('cadena', nombre))}"

    def _enlazar(self, a: str, nombre: str) -> Iterator[str]:
        paso = self._en(f".nuevo-{nombre}")
        yield f"-rm {_c(paso)}"
        yield f"ln -s {_c(a)} {_c(paso)}"
        yield f"rename {_c(paso)} {_c(self._en(nombre))}"

    def _borrar(self, nombre: str, manifiesto: Manifiesto) -> None:
        """Borra una versión; de último su manifiesto, que dice qué falta si esto se corta."""
        carpeta = self._en("publicaciones", nombre)
        rutas = [r for r in (*manifiesto.archivos, *SELLOS) if r != MANIFIESTO]
        orden = [f"-rm {_c(f'{carpeta}/{r}')}" for r in rutas]
        orden += [f"-rmdir {_c(f'{carpeta}/{c}')}" for c in reversed(_carpetas(rutas))]
        self._correr(*orden, f"-rm {_c(f'{carpeta}/{MANIFIESTO}')}", f"-rmdir {_c(carpeta)}")

    def purgar(self, version: Version, entradas: Mapping[str, bytes]) -> None:
        """Borra la versión anterior y reescribe la cadena; cortado, al repetir se completa.

        «anterior» se quita después de borrar a dónde lleva: por él se vuelve a hallar lo que falte.
        """
        estado = self.mirar()
        vieja = manifiesto_de(estado.manifiesto_anterior) if estado.anterior else None
        if vieja is not None and estado.anterior != version.nombre:
            self._borrar(estado.anterior, vieja)
        quedan = {nombre: datos for nombre, datos in entradas.items() if numero_de_entrada(nombre)}
        orden = [f"-rm {_c(self._en('anterior'))}"]
        with tempfile.TemporaryDirectory() as aqui:
            for nombre, datos in quedan.items():
                orden += self._anotar(Path(aqui), nombre, datos)
            orden += [f"-rm {_c(self._en('cadena', n))}" for n in estado.entradas.keys() - quedan]
            self._correr(*orden)

    # --- sftp ---------------------------------------------------------------------------------

    def _en(self, *partes: str) -> str:
        return "/".join((self.base, *partes))

    def _correr(self, *ordenes: str) -> bytes:
        exigir_programa("sftp", "openssh-client")
        opciones = ["-P" if o == "-p" else o for o in orden_ssh(self.puerto)[1:]]
        hecho = correr(
            ["sftp", "-q", "-b", "-", *opciones, "--", self.quien],
            "".join(f"{o}\n" for o in ordenes).encode(),
        )
        if hecho.returncode != 0:
            raise fallo_de_conexion(hecho.stderr, self.quien, hecho.returncode)
        return hecho.stdout


def _c(ruta: str | Path) -> str:
    """Entre comillas, como las entiende `sftp`; sin esto, un asterisco nombraría otros archivos."""
    escapada = re.sub(r'(["\\*?\[\]])', r"\\\1", str(ruta))
    return f'"{escapada}"'


def _carpetas(rutas: Iterable[str]) -> list[str]:
    """Las carpetas de esas rutas, cada una después de la que la contiene."""
    todas: set[str] = set()
    for ruta in rutas:
        carpeta = ruta.rpartition("/")[0]
        while carpeta:
            todas.add(carpeta)
            carpeta = carpeta.rpartition("/")[0]
    return sorted(todas)


def _leer(archivo: Path) -> bytes:
    return archivo.read_bytes() if archivo.is_file() else b""
