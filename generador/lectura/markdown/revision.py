"""La revisión de un cuerpo: lo que se va hallando al recorrer su árbol."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable
from dataclasses import dataclass

from generador.hallazgo import Accion, Arreglo, Certeza, Hallazgo, Origen, error
from generador.lectura.markdown.lugares import Lugares


@dataclass(frozen=True, slots=True)
class EnlaceDelCuerpo:
    """Un enlace o una imagen del cuerpo, con su destino tal como se escribió."""

    destino: str
    linea: int
    columna: int
    es_imagen: bool
    texto: str


@dataclass(frozen=True, slots=True)
class Titulo:
    """Un título del cuerpo, con el nivel y el ancla que tiene en la página."""

    nivel: int
    texto: str
    ancla: str


@dataclass(frozen=True, slots=True)
class Imagen:
    """Una imagen del sitio: su dirección en la página, y lo que mide o por qué no se sabe."""

    direccion: str
    medidas: tuple[int, int] | None = None
    falla: str = ""


class Revision:
    """Lo que se va hallando al recorrer el árbol de un cuerpo."""

    def __init__(
        self,
        lugares: Lugares,
        nivel_base: int,
        resolver: Callable[[str], str] | None,
        imagen: Callable[[str], Imagen] | None = None,
    ) -> None:
        self.lugares = lugares
        self.nivel_base = nivel_base
        self.resolver = resolver
        self.imagen = imagen
        self.hallazgos: list[Hallazgo] = []
        self.enlaces: list[EnlaceDelCuerpo] = []
        self.titulos: list[Titulo] = []
        self.locales: list[etree.Element] = []
        self.abiertos: list[int] = []
        self.anclas: set[str] = set()
        self._repetidas: dict[str, int] = {}
        self.notas: dict[str, str] = {}
        self.tablas = 0
        # El HTML que se escribió, si hay alguno, y hasta dónde llega el que ya se anotó.
        self.etiquetas: dict[int, int] | None = None
        self.html_hasta = 0

    def error(
        self, codigo: str, lugar: Origen, mensaje: str, remedio: str, *arreglos: Arreglo
    ) -> None:
        """Agrega un error."""
        self.hallazgos.append(error(codigo, lugar, mensaje, remedio, *arreglos))

    def ancla(self, base: str) -> str:
        """Un identificador con prefijo que nadie más usa en el cuerpo."""
        propuesta, numero = f"t-{base}", self._repetidas.get(base, 1)
        while propuesta in self.anclas:
            numero += 1
            propuesta = f"t-{base}-{numero}"
        # Con muchos títulos iguales no se vuelve a contar desde el primero.
        self._repetidas[base] = numero
        self.anclas.add(propuesta)
        return propuesta

    def nota(self, identificador: str) -> str:
        """El identificador de una nota o de su llamada: el editor pudo usar cualquier texto."""
        if identificador not in self.notas:
            self.notas[identificador] = self.ancla(f"nota-{len(self.notas) + 1}")
        return self.notas[identificador]


def cambiar(antes: str, texto: str) -> Arreglo:
    """Lo que se propone escribir en vez de un trozo de la línea."""
    return Arreglo(Accion.CAMBIAR, texto, Certeza.PROBABLE, antes)


def ejemplo_de_cambio(antes: str, texto: str) -> Arreglo:
    """Lo mismo, cuando lo que va solo lo sabe quien escribe."""
    return Arreglo(Accion.CAMBIAR, texto, Certeza.EJEMPLO, antes)


def texto_visible(elemento: etree.Element) -> str:
    """El texto de un elemento, sin las llamadas a notas, con espacios sencillos."""
    return " ".join("".join(_partes(elemento)).split())


def _partes(elemento: etree.Element) -> list[str]:
    partes = [elemento.text or ""]
    for hijo in elemento:
        partes += _partes(hijo) if hijo.tag != "sup" else []
        partes.append(hijo.tail or "")
    return partes
