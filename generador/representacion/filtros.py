"""Lo poco que una plantilla calcula: direcciones seguras y fechas en español."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from generador.modelo.base import Html
from generador.modelo.fechas import fecha_corta, fecha_larga, hora_texto
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.vistas import textos
from generador.vistas.marco import DE_FUERA, es_externa

_PAGINA_CON_ANCLA = ".html#"


def enlace(ruta: str, raiz: str) -> str:
    """El `href` de una dirección del sitio vista desde una página, o de una de fuera tal cual.

    Todo lo que no sea de fuera es un camino del sitio y se codifica entero: así ni
    `javascript:` ni `//otro.host` pueden salir de un registro. Un `#` solo separa el ancla
    de una página; en el nombre de un anexo es una letra más.
    """
    if ruta.startswith(DE_FUERA):
        return ruta
    return raiz + _codificada(ruta)


@lru_cache(maxsize=1 << 14)
def _codificada(ruta: str) -> str:
    # Cada dirección sale en muchas páginas.
    camino, corte, ancla = ruta.partition(_PAGINA_CON_ANCLA)
    return f"{quote(camino.lstrip('/'))}{corte}{quote(ancla)}"


def sin_vacios(valor: object) -> object:
    """El valor a imprimir; `ValueError` con `None`, que en una página diría «None»."""
    if valor is None:
        raise ValueError("la plantilla imprime un valor que no existe (None)")
    return valor


def dato(valor: str) -> str:
    """El texto, o «sin dato» si no se sabe: lo desconocido nunca queda en blanco.

    Es un filtro y no una macro porque va en cada celda de cada tabla.
    """
    return valor or _SIN_DATO


def celda(valor: object) -> object:
    """El valor de una celda; en vez del que no se sabe, una raya, que se oye como «sin dato»."""
    return valor or _RAYA


_RAYA = Html(
    '<span class="sin-dato"><span aria-hidden="true">—</span>'
    f'<span class="oculto">{SIN_DATO_DICHO}</span></span>'
)
_SIN_DATO = Html(f'<span class="sin-dato">{SIN_DATO_DICHO}</span>')

FILTROS: Mapping[str, Callable[..., Any]] = {
    "celda": celda,
    "dato": dato,
    "enlace": enlace,
    "externa": es_externa,
    "fecha": textos.fecha,
    "fecha_larga": fecha_larga,
    "fecha_corta": fecha_corta,
    "hora": hora_texto,
    "mayuscula": textos.mayuscula,
    "minuscula": textos.minuscula,
    "palabras": textos.palabras,
    "si_no": textos.si_no,
}
