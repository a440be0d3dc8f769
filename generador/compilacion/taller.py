"""Con qué se trabaja una instancia, y lo que de ella vuelve."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generador.arboles import (
    ArchivoCambio,
    Ficha,
    Lugar,
    Sondeo,
    copiar_en,
    escribir_en,
    sondear,
)
from generador.cronometro import Cronometro
from generador.hallazgo import Hallazgo
from generador.lectura.contenido import Contenido
from generador.memoria import Memoria
from generador.modelo.archivos import INSTANCIAS
from generador.modelo.base import Archivo
from generador.representacion import Representador
from generador.resumen import ResumenInstancia
from generador.verificacion.reglas import Examen

if TYPE_CHECKING:
    from generador.pdf import Prensa
from generador.compilacion.salida import EnBytes


@dataclass(frozen=True)
class Trabajo:
    """El resultado de trabajar una instancia: lo que el sitio muestra de ella y lo que se supo.

    `archivos` es la huella de su carpeta, si no tuvo errores. `ineditas` son las direcciones que
    solo existen en la vista previa, con lo que advierten; `sin_publicar`, los archivos de los
    registros que no se publican, con su porqué; `abiertos`, al publicar, la huella de los que se
    abrieron.
    """

    slug: str
    resumen: ResumenInstancia | None
    fichas: Mapping[str, Ficha] = field(default_factory=dict)
    hallazgos: tuple[Hallazgo, ...] = ()
    examenes: tuple[Examen, ...] = ()
    recordado: bool = False
    archivos: str = ""
    ineditas: Mapping[str, str] = field(default_factory=dict)
    sin_publicar: Mapping[str, str] = field(default_factory=dict)
    abiertos: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Taller:
    """Con qué se trabaja: la carpeta del sitio, las plantillas, la carpeta donde se escribe aparte,
    lo que ya está publicado y lo que se recuerda de la última vez.

    `con_borradores` es solo de la vista previa, y su memoria no puede ser la de lo público.
    `con_dichos` pide recordar lo que dice cada registro, para publicar. `prensa` hace los
    documentos en PDF, si se piden; `sondeos` son los que ya se hicieron, y
    `contenidos`, lo que se abrió de las instancias que siguen por trabajar.
    """

    raiz: Path
    dibujo: Representador
    destino: Path
    publicado: Mapping[str, Ficha]
    memoria: Memoria
    con_borradores: bool = False
    con_dichos: bool = False
    prensa: Prensa | None = None
    sondeos: dict[str, Sondeo] = field(default_factory=dict)
    cronometro: Cronometro | None = None
    contenidos: dict[str, Contenido] = field(default_factory=dict)

    def etapa(self, nombre: str) -> AbstractContextManager[None]:
        """Mide el bloque, si alguien pidió medir."""
        return self.cronometro.etapa(nombre) if self.cronometro else nullcontext()

    def sondeo(self, slug: str) -> Sondeo:
        """Lo que el disco decía de la carpeta de una instancia antes de leerla."""
        if slug not in self.sondeos:
            try:
                self.sondeos[slug] = sondear(Lugar(self.raiz, carpeta_de(slug)))
            except (OSError, ArchivoCambio):
                # Lo que no se deja mirar tampoco se deja leer: que lo diga quien lee.
                self.sondeos[slug] = Sondeo("", firme=False)
        return self.sondeos[slug]

    def contenido(self, slug: str) -> Contenido:
        """Los archivos de una instancia: los que se abran al recordarla no se abren otra vez."""
        if slug not in self.contenidos:
            sabidos = self.memoria.vistos(slug)
            self.contenidos[slug] = Contenido(self.raiz, sabidos, self.destino)
        return self.contenidos[slug]

    def cerrar(self, slug: str) -> None:
        """Recuerda lo que se vio de los archivos de una instancia, y ya no se tiene a mano."""
        if (contenido := self.contenidos.pop(slug, None)) is not None:
            contenido.descartar()
            self.memoria.guardar_vistos(slug, contenido.vistos)

    def escribir(self, salida: EnBytes) -> Ficha:
        """Escribe aparte lo que no esté ya publicado con los mismos bytes."""
        ficha = Ficha(hashlib.sha256(salida.contenido).hexdigest(), len(salida.contenido))
        if self.publicado.get(salida.ruta) != ficha:
            escribir_en(self.destino, salida.ruta, salida.contenido)
        return ficha

    def copiar(self, origen: Lugar, ruta: str, sha256: str) -> Ficha:
        """Copia un archivo, salvo que ya esté publicado con los mismos bytes.

        Lanza `ArchivoCambio` si lo copiado no es lo que se leyó, cuya huella `sha256` ya está en
        las páginas.
        """
        publicada = self.publicado.get(ruta)
        if publicada is not None and publicada.sha256 == sha256:
            return publicada
        ficha = copiar_en(self.destino, ruta, origen)
        if ficha.sha256 != sha256:
            raise ArchivoCambio(origen.ruta)
        return ficha

    def anexar(self, contenido: Contenido, archivo: str, anexo: Archivo) -> Ficha:
        """Deja aparte la copia de un anexo, salvo que ya esté publicado con los mismos bytes."""
        ficha = Ficha(anexo.sha256, anexo.bytes)
        if self.publicado.get(anexo.ruta) != ficha:
            contenido.copiar(archivo, anexo)
        return ficha


def carpeta_de(slug: str) -> str:
    """La carpeta de los registros de una instancia."""
    return f"{INSTANCIAS}/{slug}"
