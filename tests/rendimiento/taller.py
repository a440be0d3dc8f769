"""El sitio de un generador sobre el que se mide: cómo se construye, se borra y se edita."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from rendimiento.corpus import ActaInventada
from rendimiento.disposicion import DE_LA_CASA, DISPOSICIONES, Disposicion, lugar
from rendimiento.instalar import TODOS
from rendimiento.medir import CorridaFallida, Medida, cronometrar
from rendimiento.registros import Tamano, escribir

FECHA = date(2026, 11, 22)
_BIN = Path(sys.executable).parent
_RESTOS = ("resources", ".hugo_build.lock", ".cache", "__pycache__", ".generador")
_AVISO = "ninguna de estas personas"
_CASA = (
    '{{% extends "base:{}.html" %}}\n'
    "{{% block entrada %}}{{{{ super() }}}}<p>{}</p>{{% endblock %}}\n"
)


@dataclass(slots=True)
class Taller:
    """Un sitio en disco de un generador. Las ediciones dejan una marca que se puede buscar."""

    quien: str
    raiz: Path
    actas: Sequence[ActaInventada]
    sello: Path
    firma: str
    _originales: dict[Path, str | None] = field(default_factory=dict)
    """Lo que decía cada archivo editado; nada, si no estaba."""

    @property
    def forma(self) -> Disposicion:
        """Dónde pone cada cosa."""
        return DISPOSICIONES[self.quien]

    @property
    def salida(self) -> Path:
        """Donde queda el sitio construido."""
        return self.raiz / self.forma.salida

    def ordenes(self, buscador: bool = False, dias: int = 0) -> list[list[str]]:
        """Con qué se construye. `dias` corre la fecha de corte, para quien tenga una."""
        if self.quien in DE_LA_CASA:
            fecha = (FECHA + timedelta(days=dias)).isoformat()
            orden = [*programa(self.quien), "construir", "--silencio", "--fecha", fecha]
            return [orden if buscador else [*orden, "--sin-buscador"]]
        propias = {
            "hugo": ["--quiet"],
            "zola": ["build"],
            "eleventy": ["--quiet"],
            "pelican": ["--quiet", "-s", "pelicanconf.py", "-o", "output", "content"],
            "mkdocs": ["build", "--quiet"],
            "zensical": ["build"],
        }[self.quien]
        ordenes = [[*programa(self.quien), *propias]]
        if buscador:
            # Ninguno trae búsqueda: se le agrega Pagefind, sobre lo que escribió.
            indice = [sys.executable, "-m", "pagefind", "--site", self.forma.salida]
            ordenes.append([*indice, "--root-selector", "main", "--quiet"])
        return ordenes

    def construir(self, buscador: bool = False, dias: int = 0) -> Medida:
        """Construye y mide; falla si no quedó la página de la primera acta."""
        medida = cronometrar(self.ordenes(buscador, dias), self.raiz)
        if not self.pagina(self.actas[0]).exists():
            raise CorridaFallida(f"{self.quien} terminó sin escribir las páginas de actas")
        return medida

    @contextmanager
    def aparte(self, buscador: bool = False) -> Iterator[tuple[Path, Medida]]:
        """El sitio construido desde cero en otra carpeta: lo publicado y lo recordado, intactos."""
        otra = self.raiz / "desde-cero"
        orden = [*self.ordenes(buscador)[0], "--salida", str(otra)]
        try:
            yield otra, cronometrar([orden], self.raiz)
        finally:
            for resto in (otra, self.raiz / ".generador/desde-cero"):
                shutil.rmtree(resto, ignore_errors=True)

    def limpiar(self) -> None:
        """Quita todo lo construido y recordado: lo que sigue empieza desde cero."""
        for resto in (self.salida, *(self.raiz / r for r in _RESTOS)):
            if resto.is_dir():
                shutil.rmtree(resto)
            else:
                resto.unlink(missing_ok=True)

    def pagina(self, acta: ActaInventada) -> Path:
        """El archivo de la página de un acta."""
        return self.salida / lugar(self.forma.pagina_acta, acta)

    def revisar(self, codigo: int = 0) -> Medida:
        """Revisa los registros sin construir nada y mide; termina con 1 si hay errores."""
        orden = [*programa(self.quien), "revisar", "--fecha", FECHA.isoformat()]
        return cronometrar([orden], self.raiz, codigo)

    def portada(self, acta: ActaInventada) -> Path:
        """El archivo de la página de la instancia de un acta."""
        return self.salida / lugar(self.forma.pagina_instancia, acta)

    def editar_acta(self, acta: ActaInventada, marca: str) -> None:
        """Agrega un renglón al cuerpo de un acta; reemplaza el de una edición anterior."""
        archivo = self.raiz / lugar(self.forma.acta, acta)
        _en_su_lugar(archivo, f"{self._original(archivo)}\nSe agrega {marca}.\n")

    def equivocar_acta(self, acta: ActaInventada, cargo: str) -> None:
        """Escribe en la asistencia de un acta un cargo que su instancia no tiene."""
        archivo = self.raiz / lugar(self.forma.acta, acta)
        _en_su_lugar(archivo, self._original(archivo).replace("cargo-1\n", f"{cargo}\n", 1))

    def editar_norma(self, acta: ActaInventada, marca: str) -> None:
        """Cambia de qué trata la norma que crea la instancia del acta."""
        archivo = self.raiz / lugar(self.forma.norma, acta)
        campo = "epigrafe" if self.quien in DE_LA_CASA else "description"
        original = self._original(archivo).replace("description: Ficticia.\n", "")
        _en_su_lugar(archivo, original.replace("---\n", f"---\n{campo}: Trata de {marca}.\n", 1))

    def editar_plantilla(self, marca: str, cual: str = "acta") -> None:
        """Cambia la plantilla de una clase de página; los ajenos, solo la de las actas."""
        archivo = self.raiz / self.forma.plantilla
        if self.quien in DE_LA_CASA:
            archivo = archivo.with_stem(cual)
            archivo.parent.mkdir(parents=True, exist_ok=True)
            self._anotar(archivo)
            _en_su_lugar(archivo, _CASA.format(cual, marca))
        else:
            _en_su_lugar(archivo, self._original(archivo).replace(_AVISO, f"{marca}: {_AVISO}"))

    def restaurar(self) -> None:
        """Deja los archivos editados como estaban."""
        for archivo, texto in self._originales.items():
            if texto is None:
                archivo.unlink(missing_ok=True)
            else:
                _en_su_lugar(archivo, texto)
        self.sello.write_text(self.firma, "utf-8")

    def _original(self, archivo: Path) -> str:
        self._anotar(archivo)
        return self._originales[archivo] or ""

    def _anotar(self, archivo: Path) -> None:
        """Guarda lo que un archivo dice antes de tocarlo."""
        # Sin sello, una medición que se interrumpa aquí no deja un corpus con marcas.
        self.sello.unlink(missing_ok=True)
        if archivo not in self._originales:
            self._originales[archivo] = archivo.read_text("utf-8") if archivo.exists() else None


def programa(quien: str) -> tuple[str, ...]:
    """Con qué palabras se llama a un generador: el de aquí es el del entorno en que se corre."""
    return TODOS[quien].orden if quien in TODOS else (str(_BIN / "generador"),)


def _en_su_lugar(archivo: Path, texto: str) -> None:
    """Guarda como guarda casi cualquier editor: en el mismo archivo."""
    archivo.write_text(texto, encoding="utf-8")


def abrir(
    quien: str, carpeta: Path, actas: Sequence[ActaInventada], tamano: Tamano, semilla: int
) -> Taller:
    """El taller de un generador en `carpeta`; escribe su corpus si no está como debe."""
    raiz = carpeta / quien
    sello = carpeta / f"{quien}.corpus"
    firma = f"{tamano.clave} {semilla} {_huella_de_lo_que_escribe(quien)}"
    if not sello.exists() or sello.read_text("utf-8") != firma:
        if raiz.exists():
            shutil.rmtree(raiz)
        raiz.parent.mkdir(parents=True, exist_ok=True)
        escribir(quien, raiz, tamano, semilla)
        sello.write_text(firma, "utf-8")
    return Taller(quien, raiz, actas, sello, firma)


def _huella_de_lo_que_escribe(quien: str) -> str:
    """Cambia si cambia el corpus o el tema del generador."""
    aqui = Path(__file__).parent
    suma = hashlib.sha256()
    comunes = [aqui / f for f in ("corpus.py", "registros.py", "disposicion.py")]
    for archivo in [*comunes, *sorted((aqui / "temas" / quien).rglob("*"))]:
        if archivo.is_file():
            suma.update(archivo.name.encode() + archivo.read_bytes())
    return suma.hexdigest()[:16]
