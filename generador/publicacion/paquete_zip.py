"""Un ZIP para entregar: `sitio/` es lo que se sirve y `cadena/` lo que permite continuar.

Los archivos van sin comprimir y con una fecha fija: dos paquetes iguales tienen los mismos bytes.
"""

from __future__ import annotations

import fcntl
import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generador.arboles import MANIFIESTO
from generador.integridad.sello import FIRMA, huella
from generador.publicacion.fallos import SIGUE
from generador.publicacion.interfaz import CAMPOS, FalloDeDestino, LoPublicado, OtroPublico, Version

_FECHA = (1980, 1, 1, 0, 0, 0)
_SITIO, _CADENA = "sitio/", "cadena/"


@dataclass(frozen=True, slots=True)
class Paquete:
    """Un archivo .zip; a su lado, `<nombre>.anterior.zip` guarda la entrega de antes."""

    archivo: Path

    @property
    def debilidades(self) -> tuple[str, ...]:
        """No llega solo al servidor."""
        return ("un ZIP no se publica solo: quien lo recibe debe descomprimirlo en el servidor",)

    @property
    def _anterior(self) -> Path:
        return self.archivo.with_suffix(".anterior.zip")

    @property
    def _nuevo(self) -> Path:
        return self.archivo.with_suffix(".nuevo.zip")

    def mirar(self) -> LoPublicado:
        """Lo que dice el paquete que hay."""
        if not os.access(self.archivo.parent, os.W_OK):
            raise FalloDeDestino(
                f"La carpeta «{self.archivo.parent}» no existe, o no se puede escribir en ella.",
                "Créela, o revise la ruta y el permiso.",
            )
        actual, entradas, ajenos = _leer(self.archivo)
        anterior, _, _ = _leer(self._anterior)
        return LoPublicado(
            actual=huella(actual) if actual else "",
            manifiesto=actual,
            firma=self._parte(FIRMA),
            campos=self._parte(CAMPOS),
            anterior=huella(anterior) if anterior else "",
            manifiesto_anterior=anterior,
            entradas=entradas,
            ajenos=ajenos,
        )

    def _parte(self, ruta: str) -> bytes:
        if not self.archivo.exists():
            return b""
        with zipfile.ZipFile(self.archivo) as paquete:
            hay = _SITIO + ruta in paquete.namelist()
            return paquete.read(_SITIO + ruta) if hay else b""

    def subir(self, version: Version) -> None:
        """Escribe el paquete nuevo aparte; lo que no cambia sale del paquete que lo tiene."""
        with self._tomado(), _en_espanol(self.archivo):
            _, entradas, _ = _leer(self.archivo)
            base = self._base(version)
            with zipfile.ZipFile(self._nuevo, "w", zipfile.ZIP_STORED) as paquete:
                for ruta in sorted(version.manifiesto.archivos):
                    datos = _de_paquete(base, ruta) if ruta in version.iguales else None
                    if datos is None and (version.arbol / ruta).is_file():
                        datos = (version.arbol / ruta).read_bytes()
                    # Al deshacer, lo que le falte al paquete de antes no está aquí: se compara.
                    if datos is not None:
                        _agregar(paquete, _SITIO + ruta, datos)
                for ruta, datos in sorted(version.sellos.items()):
                    _agregar(paquete, _SITIO + ruta, datos)
                cadena = {**entradas, version.nombre_de_entrada: version.entrada}
                for nombre, datos in sorted(cadena.items()):
                    _agregar(paquete, _CADENA + nombre, datos)

    def _base(self, version: Version) -> Path | None:
        if not version.base:
            return None
        actual, _, _ = _leer(self.archivo)
        return self.archivo if actual and huella(actual) == version.base else self._anterior

    def comparar(self, version: Version) -> tuple[str, ...]:
        """Las huellas de lo que quedó en el paquete, leído de nuevo del disco."""
        debidas = {r: f.sha256 for r, f in version.manifiesto.archivos.items()}
        debidas |= {r: huella(d) for r, d in version.sellos.items()}
        return _distintas(self._nuevo, debidas)

    def danados(self, estado: LoPublicado) -> tuple[str, ...]:
        """Las huellas de lo que hay en el paquete."""
        publicado = estado.publicado
        if publicado is None:
            return ()
        return _distintas(self.archivo, {r: f.sha256 for r, f in publicado.archivos.items()})

    def cambiar(self, version: Version, estado: LoPublicado) -> None:
        """Un cambio de nombre; el que estaba queda como anterior."""
        with self._tomado(), _en_espanol(self.archivo):
            actual, _, _ = _leer(self.archivo)
            nuevo, _, _ = _leer(self._nuevo)
            if (huella(actual) if actual else "") != estado.actual:
                raise OtroPublico
            if nuevo != version.sellos[MANIFIESTO]:
                raise OtroPublico
            _al_disco(self._nuevo)
            if actual:
                paso = self.archivo.with_suffix(".paso.zip")
                paso.unlink(missing_ok=True)
                os.link(self.archivo, paso)
                paso.replace(self._anterior)
            self._nuevo.replace(self.archivo)

    def purgar(self, version: Version, entradas: Mapping[str, bytes]) -> None:
        """Borra la entrega anterior y reescribe la cadena del paquete."""
        with self._tomado(), _en_espanol(self.archivo):
            self._anterior.unlink(missing_ok=True)
            with (
                zipfile.ZipFile(self.archivo) as viejo,
                zipfile.ZipFile(self._nuevo, "w", zipfile.ZIP_STORED) as paquete,
            ):
                for nombre in viejo.namelist():
                    if nombre.startswith(_SITIO):
                        _agregar(paquete, nombre, viejo.read(nombre))
                for nombre, datos in sorted(entradas.items()):
                    _agregar(paquete, _CADENA + nombre, datos)
            self._nuevo.replace(self.archivo)

    @contextmanager
    def _tomado(self) -> Iterator[None]:
        with open(self.archivo.with_suffix(".cerrojo"), "wb") as cerrojo:
            try:
                fcntl.flock(cerrojo, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise FalloDeDestino(
                    f"Otra publicación está escribiendo «{self.archivo}». {SIGUE}",
                    "Espere a que termine y repita.",
                ) from None
            yield


def _leer(archivo: Path) -> tuple[bytes, dict[str, bytes], tuple[str, ...]]:
    """El manifiesto, la cadena y lo ajeno de un paquete; todo vacío si no existe."""
    if not archivo.exists():
        return b"", {}, ()
    try:
        with zipfile.ZipFile(archivo) as paquete:
            nombres = paquete.namelist()
            cadena = {
                n.removeprefix(_CADENA): paquete.read(n) for n in nombres if n.startswith(_CADENA)
            }
            ajenos = tuple(n for n in nombres if not n.startswith((_SITIO, _CADENA)))
            hay = _SITIO + MANIFIESTO in nombres
            return paquete.read(_SITIO + MANIFIESTO) if hay else b"", cadena, ajenos
    except (zipfile.BadZipFile, EOFError):
        raise FalloDeDestino(
            f"«{archivo}» no es un ZIP que se pueda leer. No se tocó.",
            "Muévalo a otro lugar y repita: se escribe uno nuevo.",
        ) from None


def _de_paquete(archivo: Path | None, ruta: str) -> bytes | None:
    if archivo is None:
        return None
    with zipfile.ZipFile(archivo) as paquete:
        return paquete.read(_SITIO + ruta) if _SITIO + ruta in paquete.namelist() else None


def _distintas(archivo: Path, debidas: Mapping[str, str]) -> tuple[str, ...]:
    """Las rutas del sitio que el paquete no tiene, o no con esa huella."""
    with zipfile.ZipFile(archivo) as paquete:
        hay = set(paquete.namelist())
        return tuple(
            sorted(
                ruta
                for ruta, debida in debidas.items()
                if _SITIO + ruta not in hay or huella(paquete.read(_SITIO + ruta)) != debida
            )
        )


def _agregar(paquete: zipfile.ZipFile, nombre: str, datos: bytes) -> None:
    miembro = zipfile.ZipInfo(nombre, _FECHA)
    miembro.external_attr = 0o644 << 16
    paquete.writestr(miembro, datos)


def _al_disco(archivo: Path) -> None:
    with archivo.open("rb") as abierto:
        os.fsync(abierto.fileno())


@contextmanager
def _en_espanol(archivo: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fallo:
        raise FalloDeDestino(
            f"No se pudo escribir «{archivo}»: {fallo.strerror}. {SIGUE}",
            "Revise el espacio y los permisos de la carpeta, y repita.",
        ) from fallo
