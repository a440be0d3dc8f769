"""De una vista a los datos de su documento: solo textos, números, listas y diccionarios."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urljoin

from msgspec import Struct

from generador.modelo.base import Html
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.pdf.arbol import arbol_de
from generador.planeacion import Oficial
from generador.representacion.filtros import enlace
from generador.vistas.marco import (
    AVISO_DEMOSTRACION,
    AVISO_RESUMEN,
    DE_FUERA,
    Enlace,
    VistaDocumento,
)

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Más larga no cabe en un enlace de PDF; ninguna dirección que alguien use se le acerca.
_LARGO_DE_URL = 2000
SIN_DIRECCION = "El sitio no declara su dirección pública: este documento no lleva código QR."


def datos_de(vista: Any, oficial: Oficial) -> dict[str, Any]:
    """Los datos que recibe la plantilla, listos para JSON.

    `v` es la vista entera, con la dirección completa de cada enlace en `url` y el texto de los
    editores vuelto árbol; `pie`, lo que va al pie de cada hoja.
    """
    marco = vista.marco
    sitio = marco.sitio.direccion

    def absoluta(ruta: str) -> str:
        return _corta(_absoluta(ruta, sitio))

    def desde_la_pagina(destino: str) -> str:
        return _corta(_desde_la_pagina(destino, _absoluta(marco.ruta, sitio)))

    return {
        "v": _valor(vista, absoluta, desde_la_pagina),
        "pie": _pie(marco.ruta, _absoluta(marco.ruta, sitio), oficial.sha256),
        "fecha": [oficial.fecha.year, oficial.fecha.month, oficial.fecha.day],
        "autor": oficial.autor or marco.sitio.entidad,
        "aviso_demostracion": AVISO_DEMOSTRACION,
        "aviso_resumen": AVISO_RESUMEN,
        "no_se_sabe": SIN_DATO_DICHO,
    }


def datos_para_firmar(vista: Struct, autor: str, corte: date) -> dict[str, Any]:
    """Los datos del formulario que se imprime para firmar: sin dirección, sin huella y sin QR."""
    return {
        "v": _valor(vista, lambda _: "", lambda _: ""),
        "pie": {"url": ""},
        "autor": autor,
        # PDF/A exige una fecha, y aquí solo se sabe a qué fecha se miraron los registros.
        "fecha": [corte.year, corte.month, corte.day],
        "aviso_demostracion": AVISO_DEMOSTRACION,
        "aviso_resumen": AVISO_RESUMEN,
        "no_se_sabe": SIN_DATO_DICHO,
    }


def _pie(ruta: str, url: str, sha256: str) -> dict[str, str]:
    """Lo que permite volver a la página y comprobar el registro; sin registro no hay página."""
    if not sha256:
        return {"direccion": "", "url": "", "sha256": "", "sin_qr": ""}
    sin_qr = "" if url else SIN_DIRECCION
    return {"direccion": url or ruta, "url": url, "sha256": sha256, "sin_qr": sin_qr}


def _absoluta(ruta: str, sitio: str) -> str:
    """La dirección completa de una ruta del sitio; vacía si el sitio no declara la suya."""
    if not ruta or not (sitio or ruta.startswith(DE_FUERA)):
        return ""
    return enlace(ruta, sitio.rstrip("/") + "/")


def _desde_la_pagina(destino: str, pagina: str) -> str:
    """La dirección completa de un enlace escrito en la página."""
    if destino.startswith(DE_FUERA):
        return destino
    return urljoin(pagina, destino) if pagina and not destino.startswith("#") else ""


def _corta(url: str) -> str:
    return url if len(url) <= _LARGO_DE_URL else ""


def _valor(
    valor: Any, absoluta: Callable[[str], str], desde_la_pagina: Callable[[str], str]
) -> Any:
    """El valor en tipos de JSON; de una vista, también sus propiedades."""
    if isinstance(valor, Html):
        return arbol_de(sin_controles(valor), desde_la_pagina)
    if isinstance(valor, str):
        return sin_controles(valor)
    if isinstance(valor, tuple):
        return [_valor(v, absoluta, desde_la_pagina) for v in valor]
    if isinstance(valor, Struct):
        clase = type(valor)
        nombres = list(clase.__struct_fields__)
        nombres += [n for n, a in vars(clase).items() if isinstance(a, property)]
        hecho = {n: _valor(getattr(valor, n), absoluta, desde_la_pagina) for n in nombres}
        if isinstance(valor, Enlace | VistaDocumento):
            hecho["url"] = absoluta(valor.ruta)
        return hecho
    assert valor is None or isinstance(valor, bool | int), f"una vista no lleva {type(valor)}"
    return valor


def sin_controles(texto: str) -> str:
    """El texto con los caracteres de control nombrados: no tienen dibujo."""
    return _CONTROL.sub(lambda hallado: nombrar(hallado[0]), texto)


def nombrar(caracter: str) -> str:
    """«[U+1F600]»: lo que se muestra de un carácter que las letras del documento no dibujan."""
    return f"[U+{ord(caracter):04X}]"
