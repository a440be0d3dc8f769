"""Lo que cada página muestra, escrito: de ahí su huella, y de ahí se dibuja otra vez.

La huella dice si la página de antes sirve. Y si lo único que cambió es una plantilla, sus páginas
se dibujan de lo guardado, sin leer un registro.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import import_module
from typing import Any

import msgspec

from generador import vistas
from generador.configuracion.corte import fecha_escrita
from generador.modelo.base import Html
from generador.planeacion import Pagina, Planeada


class Mostrado(msgspec.Struct, frozen=True):
    """Lo que una página muestra: su plantilla, y su vista con el nombre de su clase.

    Lo que no se dibuja con una plantilla no la tiene, y no se guarda entero: solo su huella.
    """

    plantilla: str
    clase: str
    vista: msgspec.Raw

    @property
    def huella(self) -> str:
        """La huella de lo escrito."""
        return hashlib.sha256(self.vista).hexdigest()

    def pagina(self, ruta: str) -> Pagina:
        """La página de nuevo, para dibujarla."""
        return Pagina(ruta, self.plantilla, _lector(self.clase).decode(self.vista))


def mostrado(planeada: Planeada) -> Mostrado:
    """Lo que una página, un archivo de datos o un texto muestra."""
    if isinstance(planeada, Pagina):
        clase = type(planeada.vista)
        nombre = f"{clase.__module__}.{clase.__name__}".removeprefix(f"{vistas.__name__}.")
        return Mostrado(planeada.plantilla, nombre, _escrito(planeada.vista))
    return Mostrado("", "", _escrito(planeada.contenido))


def _escrito(valor: object) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(valor, enc_hook=_html))


def _html(valor: object) -> dict[str, str] | str:
    """Un HTML ya seguro, que no se dibuja como el mismo texto sin serlo."""
    return {"html": str(valor)} if isinstance(valor, Html) else fecha_escrita(valor)


@cache
def _lector(nombre: str) -> msgspec.json.Decoder[Any]:
    modulo, _, clase = nombre.rpartition(".")
    de_vista = getattr(import_module(f"{vistas.__name__}.{modulo}"), clase)
    return msgspec.json.Decoder(de_vista, dec_hook=_revivir_html)


def _revivir_html(tipo: type, valor: Any) -> Any:
    assert tipo is Html, f"una vista no sabe revivir {tipo.__name__}"
    return Html(valor["html"])
