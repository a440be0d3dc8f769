"""Los textos ya convertidos: el mismo Markdown en el mismo lugar da siempre lo mismo.

Convertir es un tercio de lo que cuesta una instancia, y al editar un acta los textos de las
demás no cambian.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256

from msgspec import Struct

from generador.hallazgo import Hallazgo


class EnlaceEscrito(Struct, frozen=True):
    """Un enlace o una imagen de un texto, con su destino como se escribió."""

    destino: str
    linea: int
    columna: int
    es_imagen: bool


class TextoConvertido(Struct, frozen=True):
    """El HTML de un texto, ya saneado, con sus enlaces, sus anclas y sus hallazgos."""

    html: str
    enlaces: tuple[EnlaceEscrito, ...] = ()
    anclas: tuple[str, ...] = ()
    hallazgos: tuple[Hallazgo, ...] = ()


class Textos:
    """Los textos de una instancia: los que se recuerdan de antes y los que se usaron ahora."""

    def __init__(self, recordados: Mapping[str, TextoConvertido] | None = None) -> None:
        self._recordados = recordados or {}
        self.usados: dict[str, TextoConvertido] = {}

    @property
    def hay_nuevos(self) -> bool:
        """Si lo usado no es exactamente lo que se recordaba."""
        return self.usados.keys() != self._recordados.keys()

    def convertido(
        self, texto: str, lugar: str, hacer: Callable[[], TextoConvertido]
    ) -> TextoConvertido:
        """Lo que da `texto` en `lugar`; con `hacer`, si no se recuerda.

        De un texto con imágenes no se guarda nada: dice lo que miden, y eso está en sus archivos.
        """
        if "![" in texto:
            return hacer()
        clave = sha256(f"{lugar}\0{texto}".encode()).hexdigest()
        hecho = self._recordados.get(clave) or hacer()
        self.usados[clave] = hecho
        return hecho
