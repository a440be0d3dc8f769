"""Lo que dice un registro público, campo por campo: para saber qué cambió entre publicaciones.

Queda fuera lo que el sitio no muestra: los datos propios, y el nombre del archivo y la dirección
de lo clasificado o reservado.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from msgspec import Struct

from generador.modelo.base import Clasificacion, Registro
from generador.modelo.clases import nombre_de_registro
from generador.modelo.nombres import direccion_de

TITULO, CUERPO = "", "texto"
_LARGO = 300
_CALLADOS = {"extra", "borrador"}
_IDENTIDADES = ("id", "numero", "item", "norma", "archivo", "nombre", "titulo")

Valores = dict[str, dict[str, str]]
"""Por dirección, el valor de cada campo; el campo vacío es el nombre del documento."""


class Dicho(Struct, frozen=True):
    """Lo que dice un registro y desde cuándo se muestra, si no es desde siempre."""

    desde: date | None
    valores: dict[str, str]


def dichos_por(registros: Iterable[Registro]) -> dict[str, Dicho]:
    """Lo que dice cada registro que no está apartado, por la dirección de su página."""
    return {
        direccion_de(r): Dicho(r.se_muestra_desde, _valores(r)) for r in registros if not r.aparta
    }


def a_la_vista(dichos: Mapping[str, Dicho], corte: date) -> Valores:
    """Los valores de lo que ya se muestra a la fecha de corte."""
    return {
        ruta: dicho.valores
        for ruta, dicho in dichos.items()
        if dicho.desde is None or dicho.desde <= corte
    }


def _valores(registro: Registro) -> dict[str, str]:
    datos = registro.model_dump(mode="json", exclude_unset=True, exclude=_CALLADOS)
    valores = dict(_aplanar("", _sin_retenidos(datos)))
    if registro.fuente.cuerpo:
        valores[CUERPO] = f"huella {_huella(registro.fuente.cuerpo)}"
    return {TITULO: nombre_de_registro(registro), **valores}


def _sin_retenidos(valor: Any) -> Any:
    if isinstance(valor, list):
        return [_sin_retenidos(v) for v in valor]
    if not isinstance(valor, dict):
        return valor
    publica = valor.get("clasificacion", Clasificacion.PUBLICA) == Clasificacion.PUBLICA
    callar = set() if publica else {"archivo", "url", "reemplaza"}
    return {k: _sin_retenidos(v) for k, v in valor.items() if k not in callar}


def _aplanar(camino: str, valor: Any) -> Iterator[tuple[str, str]]:
    if isinstance(valor, dict):
        for clave, hijo in valor.items():
            yield from _aplanar(f"{camino}.{clave}".lstrip("."), hijo)
    elif isinstance(valor, list):
        for n, hijo in enumerate(valor, 1):
            yield from _aplanar(f"{camino}.{_identidad(hijo, n)}", hijo)
    elif valor not in (None, ""):
        yield camino, _corto(str(valor))


def _identidad(hijo: Any, n: int) -> str:
    """Cómo se nombra un elemento: por lo que lo distingue, que no cambia si se inserta otro."""
    if isinstance(hijo, dict):
        for clave in _IDENTIDADES:
            if hijo.get(clave):
                return str(hijo[clave])[:60]
    return str(n)


def _corto(texto: str) -> str:
    if len(texto) <= _LARGO:
        return texto
    return f"{texto[:_LARGO]}… (huella {_huella(texto)})"


def _huella(texto: str) -> str:
    return sha256(texto.encode()).hexdigest()[:12]
