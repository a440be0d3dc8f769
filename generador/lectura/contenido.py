"""Los archivos de un sitio, cada uno abierto una sola vez; y ninguna, si se sabe que no cambió.

Nada se lee a través de un enlace. De lo que se abre se guarda lo que el disco decía de él en ese
momento: mientras diga lo mismo, sus bytes son los mismos y no hace falta volver a abrirlo.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

from msgspec import Struct

from generador.arboles import (
    ArchivoCambio,
    EstadoEnDisco,
    Ficha,
    Lugar,
    Pedazo,
    abrir_archivo,
    abrir_carpeta,
    entradas,
    es_de_otros,
    es_reciente,
    es_ruta_valida,
    estado_de,
    ficha_de,
    que_es,
    verter_en,
)
from generador.lectura.anexos import ANEXO_MAXIMO, Anexo, estudiar, estudiar_de_la_raiz
from generador.modelo.archivos import EXTENSIONES, PUBLICACIONES
from generador.modelo.base import Archivo
from generador.modelo.raiz import CARPETA as RAIZ
from generador.modelo.raiz import publicado

TEXTO_MAXIMO = 1_048_576
"""Un registro de más de 1 MiB no es un registro: suele ser un anexo con otro nombre."""

ENTRADA_MAXIMA = 64 * 1_048_576
"""Lo más que puede pesar una entrada del registro de publicaciones: la primera de un sitio grande
enumera todo el sitio."""

_BLOQUE = 1_048_576
_ENTRADAS = f"{PUBLICACIONES}/"
_T = TypeVar("_T")


def maximo_de(archivo: str) -> int:
    """Cuántos bytes puede tener un archivo de datos."""
    return ENTRADA_MAXIMA if archivo.startswith(_ENTRADAS) else TEXTO_MAXIMO


class Conocido(Struct, frozen=True):
    """De un archivo que se abrió: qué decía el disco, la huella de sus bytes y, si es un anexo, lo
    que se supo de él.

    Sin `estado`, era demasiado reciente para volver a creerle al disco.
    """

    estado: EstadoEnDisco | None
    sha256: str
    anexo: Anexo | None = None


@dataclass(slots=True)
class Contenido:
    """Los archivos bajo la carpeta de un sitio, durante un trabajo; sus nombres, relativos a ella.

    `sabidos` es lo que se vio otra vez, y `vistos`, lo que se sabe ahora. En `copias`, si se da,
    queda la copia de cada anexo que se abre, hecha mientras se lee.
    """

    raiz: Path
    sabidos: Mapping[str, Conocido] = field(default_factory=dict)
    copias: Path | None = None
    vistos: dict[str, Conocido] = field(default_factory=dict)
    _copiadas: set[str] = field(default_factory=set)
    _pedidas: set[str] = field(default_factory=set)
    _abiertos: set[str] = field(default_factory=set)
    _crudos: dict[str, bytes] = field(default_factory=dict)
    _entendidos: dict[str, Any] = field(default_factory=dict)
    _miradas: dict[str, dict[str, os.stat_result]] = field(default_factory=dict)
    _estados: dict[str, EstadoEnDisco] = field(default_factory=dict)

    def mirar(self, carpeta: str) -> Mapping[str, os.stat_result]:
        """Todo lo que hay bajo una carpeta, como la primera vez que se miró.

        No están lo oculto ni lo que dejan los editores. Lanza `ArchivoCambio` si no está.
        """
        if carpeta not in self._miradas:
            hay = dict(entradas(abrir_carpeta(Lugar(self.raiz, carpeta))))
            self._miradas[carpeta] = hay
            self._estados |= {f"{carpeta}/{r}": estado_de(datos) for r, datos in hay.items()}
        return self._miradas[carpeta]

    def que_es(self, ruta: str) -> int:
        """La clase (`stat.S_IFMT`) de lo que hay ahí; 0 si nada."""
        return que_es(Lugar(self.raiz, ruta))

    def bajo(self, carpeta: str) -> list[str]:
        """Los archivos corrientes que hay bajo una carpeta; ninguno si no está."""
        if self.que_es(carpeta) != stat.S_IFDIR:
            return []
        hay = self.mirar(carpeta).items()
        return [f"{carpeta}/{ruta}" for ruta, datos in hay if stat.S_ISREG(datos.st_mode)]

    def listar(self, carpeta: str) -> list[tuple[str, int]]:
        """El nombre y el modo de lo que hay en una carpeta, sin bajar y por orden de nombre."""
        descriptor = abrir_carpeta(Lugar(self.raiz, carpeta))
        try:
            nombres = [n for n in sorted(os.listdir(descriptor)) if not es_de_otros(n)]
            datos = (os.stat(n, dir_fd=descriptor, follow_symlinks=False) for n in nombres)
            return [(n, d.st_mode) for n, d in zip(nombres, datos, strict=True)]
        finally:
            os.close(descriptor)

    def entero(self, archivo: str) -> bytes:
        """Los bytes de un archivo, sin recordarlos."""
        with self._abrir(archivo)[0] as abierto:
            return abierto.read(ANEXO_MAXIMO + 1)

    def bloques(self, archivo: str) -> Iterator[bytes]:
        """Los bytes de un archivo, por bloques, sin recordarlos."""
        with self._abrir(archivo)[0] as abierto:
            while bloque := abierto.read(_BLOQUE):
                yield bloque

    def crudo(self, archivo: str) -> bytes:
        """Los bytes de un archivo de texto; si pasa de su máximo, se corta poco después.

        Lanza `ArchivoCambio` si no es un archivo corriente o si se llega a él por un enlace.
        """
        if archivo in self._crudos:
            return self._crudos[archivo]
        abierto, estado = self._abrir(archivo)
        with abierto:
            crudo = abierto.read(maximo_de(archivo) + 1)
        self.vistos[archivo] = Conocido(estado, sha256(crudo).hexdigest())
        self._abiertos.add(archivo)
        if len(crudo) <= maximo_de(archivo):
            self._crudos[archivo] = crudo
        return crudo

    def entendido(self, archivo: str, entender: Callable[[bytes, str], _T]) -> _T:
        """Lo que `entender` saca de los bytes de un archivo y de su nombre, hecho una sola vez."""
        if archivo not in self._entendidos:
            self._entendidos[archivo] = entender(self.crudo(archivo), archivo)
        return cast("_T", self._entendidos[archivo])

    def anexo(self, archivo: str) -> Anexo:
        """Lo que se sabe de un archivo que se publica como está, o sin lo que su imagen delata."""
        visto = self._visto(archivo)
        if visto is None or visto.anexo is None:
            visto = self._leer_anexo(archivo)
        self.vistos[archivo] = visto
        assert visto.anexo is not None
        return visto.anexo

    def copiar(self, archivo: str, anexo: Archivo) -> None:
        """Deja en `copias` el archivo que se leyó. Lanza `ArchivoCambio` si ya es otro."""
        self._pedidas.add(anexo.ruta)
        if anexo.ruta not in self._copiadas:
            leido = self._leer_anexo(archivo).anexo
            if leido is None or leido.archivo.sha256 != anexo.sha256:
                raise ArchivoCambio(archivo)

    def descartar(self) -> None:
        """Borra las copias que nadie pidió: ya están publicadas iguales, o no se publican."""
        assert self.copias is not None
        for ruta in self._copiadas - self._pedidas:
            (self.copias / ruta).unlink()
        self._copiadas &= self._pedidas

    def al_dia(self) -> Contenido:
        """El mismo, sin lo que el disco dice que cambió después de abrirlo."""
        igual = {a: crudo for a, crudo in self._crudos.items() if self._sigue_igual(a)}
        vistos = {a: self.vistos[a] for a in igual}
        entendidos = {a: valor for a, valor in self._entendidos.items() if a in igual}
        return Contenido(
            self.raiz, vistos=vistos, _crudos=igual, _entendidos=entendidos, _abiertos=set(igual)
        )

    def abiertos(self) -> dict[str, str]:
        """La huella de los archivos que se abrieron en este trabajo."""
        return {a: self.vistos[a].sha256 for a in self._abiertos if a in self.vistos}

    def sin_creerle_al_disco(self, abiertos: Mapping[str, str]) -> Contenido:
        """El mismo, que de cada archivo solo sabe lo que se leyó en este trabajo: lo de `abiertos`.

        Lo que no se abrió porque el disco dijo que no había cambiado se abre cuando se pida.
        """
        leidos = {a: Conocido(None, suma) for a, suma in {**self.abiertos(), **abiertos}.items()}
        return replace(self, sabidos={}, vistos=leidos, copias=None)

    def tiene_lo_de_antes(self, carpeta: str) -> bool:
        """Si cada archivo de la carpeta es uno que ya se conocía, haya cambiado o no."""
        hay = self.mirar(carpeta).items()
        return all(f"{carpeta}/{r}" in self.sabidos for r, d in hay if stat.S_ISREG(d.st_mode))

    def huella(self, carpeta: str) -> str:
        """La huella de todo lo que hay en una carpeta: nombres y contenidos.

        De lo que no se ha leído se abre solo lo que el disco dice que cambió.
        """
        suma = sha256()
        for ruta, datos in self.mirar(carpeta).items():
            contenido = ""
            if stat.S_ISREG(datos.st_mode):
                contenido = self.sha256(f"{carpeta}/{ruta}")
            # No es encode(): un nombre que no está en UTF-8 también se informa, más adelante.
            nombre = os.fsencode(ruta)
            suma.update(b"%b\0%d\0%b\n" % (nombre, stat.S_IFMT(datos.st_mode), contenido.encode()))
        return suma.hexdigest()

    def sha256(self, archivo: str) -> str:
        """La huella de sus bytes como están."""
        visto = self._visto(archivo)
        if visto is None and archivo.endswith(EXTENSIONES):
            return sha256(self.crudo(archivo)).hexdigest()
        if visto is None:
            self.anexo(archivo)
            return self.vistos[archivo].sha256
        self.vistos[archivo] = visto
        return visto.sha256

    def _visto(self, archivo: str) -> Conocido | None:
        """Lo visto ahora o, si el disco dice lo mismo de él, lo que se vio otra vez."""
        if archivo in self.vistos:
            return self.vistos[archivo]
        sabido = self.sabidos.get(archivo)
        es_el_mismo = sabido is not None and sabido.estado == self._estados.get(archivo, ())
        return sabido if es_el_mismo else None

    def _leer_anexo(self, archivo: str) -> Conocido:
        de_la_raiz = archivo.removeprefix(f"{RAIZ}/")
        abierto, estado = self._abrir(archivo)
        with abierto:
            if de_la_raiz != archivo:
                ruta = publicado(de_la_raiz) or de_la_raiz
                anexo = estudiar_de_la_raiz(abierto, archivo, ruta, partial(self._verter, ruta))
                suma = anexo.archivo.sha256
            else:
                ruta = archivo.removeprefix("contenido/")
                suma, anexo = estudiar(abierto, archivo, ruta, partial(self._verter, ruta))
        self._abiertos.add(archivo)
        return Conocido(estado, suma, anexo)

    def _verter(self, ruta: str, bloques: Iterable[Pedazo]) -> Ficha:
        if self.copias is None or not es_ruta_valida(ruta):
            return ficha_de(bloques)
        ficha = verter_en(self.copias, ruta, bloques)
        self._copiadas.add(ruta)
        return ficha

    def _sigue_igual(self, archivo: str) -> bool:
        try:
            hoy = estado_de(os.stat(self.raiz / archivo, follow_symlinks=False))
        except FileNotFoundError:
            return False
        return self.vistos[archivo].estado == hoy

    def _abrir(self, archivo: str) -> tuple[BinaryIO, EstadoEnDisco | None]:
        abierto = os.fdopen(abrir_archivo(Lugar(self.raiz, archivo)), "rb")
        datos = os.fstat(abierto.fileno())
        return abierto, None if es_reciente(datos) else estado_de(datos)
