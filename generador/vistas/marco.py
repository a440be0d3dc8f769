"""Lo que toda página comparte: dónde está, cómo se llama y qué advierte.

Una plantilla recibe una sola vista, hecha para su página, y nada más: así la huella de la
vista es la lista completa de lo que la página depende.
"""

from __future__ import annotations

import re

from msgspec import Struct

_PORTADA = re.compile(r"instancias/[^/]+/index\.html")
AVISO_DEMOSTRACION = "Sitio de demostración; no es una publicación oficial"
DE_FUERA = ("https://", "http://", "mailto:", "tel:")
"""Con qué empieza una dirección que lleva fuera del sitio."""
AVISO_RESUMEN = "Resumen; no es el texto firmado"
AVISO_FICTICIA = "Instancia ficticia: ninguna de estas personas, entidades ni decisiones existe"


def es_externa(ruta: str) -> bool:
    """Si una dirección lleva fuera del sitio."""
    return ruta.startswith(DE_FUERA)


class Enlace(Struct, frozen=True):
    """Un enlace: su texto nombra el documento y su año; `ruta` es del sitio o una dirección web."""

    texto: str
    ruta: str

    @property
    def externo(self) -> bool:
        """Si lleva fuera del sitio."""
        return es_externa(self.ruta)


class VistaSitio(Struct, frozen=True):
    """Lo del sitio que sale en cada página."""

    titulo: str
    entidad: str
    entidad_url: str
    menu: str
    demostracion: bool
    direccion: str
    navegacion: tuple[Enlace, ...]
    pie: tuple[str, ...] = ()
    ayuda: tuple[Enlace, ...] = ()


class Marco(Struct, frozen=True):
    """El marco de una página.

    `ruta` es su dirección dentro del sitio, sin barra inicial. `avisos` son advertencias sobre
    el contenido (demostración, resumen, reconstrucción, ficticia), ya en palabras. `partes` son
    las páginas hermanas, en las de una instancia.
    """

    ruta: str
    titulo: str
    descripcion: str
    sitio: VistaSitio
    migas: tuple[Enlace, ...] = ()
    avisos: tuple[str, ...] = ()
    clase: str = ""
    partes: tuple[Enlace, ...] = ()

    @property
    def raiz(self) -> str:
        """El camino relativo desde la página hasta la raíz del sitio: `../../` o vacío."""
        return "../" * self.ruta.count("/")

    @property
    def titulo_ventana(self) -> str:
        """El título de la ventana: la página, de qué instancia es y el sitio."""
        partes = (self.titulo, self.instancia, self.sitio.titulo)
        return " — ".join(dict.fromkeys(parte for parte in partes if parte))

    @property
    def instancia(self) -> str:
        """La instancia de la que es la página, si su título no la nombra; o vacía."""
        nombre = self._portada
        return "" if self.titulo.endswith((f": {nombre}", f" de {nombre}")) else nombre

    @property
    def de(self) -> str:
        """La instancia de la que son `partes`: la de las migas, o la que se presenta aquí."""
        return self._portada or self.titulo

    @property
    def _portada(self) -> str:
        return next((m.texto for m in self.migas if _PORTADA.fullmatch(m.ruta)), "")

    @property
    def canonica(self) -> str:
        """La dirección pública, o vacía si el sitio no declara la suya."""
        return self.sitio.direccion.rstrip("/") + "/" + self.ruta if self.sitio.direccion else ""


class VistaDocumento(Struct, frozen=True):
    """Un archivo o enlace publicado, con todo lo que permite comprobarlo.

    `estado` es vacío si el archivo está, o dice por qué no: «enlace sin comprobar»,
    «clasificado: …», «no está en estos registros». `tambien` es la otra dirección en que está,
    fuera de este sitio, y `reemplaza`, la versión a la que sustituye. El `idioma` se dice si no es
    español.
    """

    titulo: str
    ruta: str
    formato: str
    tamano: str
    sha256: str
    fecha: str
    publicacion_declarada: str
    publicacion_probada: str
    estado: str = ""
    fundamento: str = ""
    tambien: Enlace | None = None
    reemplaza: Enlace | None = None
    idioma: str = ""

    @property
    def externo(self) -> bool:
        """Si lleva fuera del sitio."""
        return es_externa(self.ruta)
