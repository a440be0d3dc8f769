"""Lo que dicen los registros públicos, campo por campo: para saber qué cambió entre publicaciones.

Queda fuera lo que el sitio no muestra: los datos propios, y el nombre del archivo y la dirección
de lo clasificado o reservado.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from typing import Any

from generador.construccion import Resultado, registros_publicos
from generador.integridad.sello import huella
from generador.modelo.base import Clasificacion, Registro
from generador.modelo.clases import nombre_de_registro
from generador.modelo.nombres import direccion_de
from generador.modelo.sitio import CambioDeCampo
from generador.publicacion.interfaz import CAMPOS, LoPublicado

Valores = dict[str, dict[str, str]]
"""Por dirección, el valor de cada campo; el campo vacío es el nombre del documento."""

TITULO, CUERPO = "", "texto"
_LARGO = 300
_CALLADOS = {"extra", "borrador"}
_IDENTIDADES = ("id", "numero", "item", "norma", "archivo", "nombre", "titulo")


def valores_publicos(construido: Resultado) -> Valores:
    """Los valores de todo registro público, por la dirección de su página."""
    return {direccion_de(r): _valores(r) for r in registros_publicos(construido)}


def _valores(registro: Registro) -> dict[str, str]:
    datos = registro.model_dump(mode="json", exclude_unset=True, exclude=_CALLADOS)
    valores = dict(_aplanar("", _sin_retenidos(datos)))
    if registro.fuente.cuerpo:
        valores[CUERPO] = f"huella {huella(registro.fuente.cuerpo.encode())[:12]}"
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
    return f"{texto[:_LARGO]}… (huella {huella(texto.encode())[:12]})"


def huella_de_valores(valores: Mapping[str, str]) -> str:
    """La huella de lo que dice un registro; el título, que sale de lo demás, no cuenta."""
    dichos = sorted((c, v) for c, v in valores.items() if c != TITULO)
    return huella(json.dumps(dichos, ensure_ascii=False).encode())[:32]


def cambios(antes: Mapping[str, str], ahora: Mapping[str, str]) -> tuple[CambioDeCampo, ...]:
    """Los campos distintos, por orden de nombre; el título no es un campo."""
    distintos = sorted(c for c in {*antes, *ahora} - {TITULO} if antes.get(c) != ahora.get(c))
    return tuple(CambioDeCampo(campo=c, antes=antes.get(c), ahora=ahora.get(c)) for c in distintos)


# --- lo que se guarda -------------------------------------------------------------------------


def escribir_valores(valores: Valores) -> bytes:
    """Los bytes de `CAMPOS`, siempre los mismos para los mismos valores.

    Viajan con el sitio y no se guardan aquí: quien publica desde otra copia, o desde una
    integración continua que empieza de cero, sabe igual qué cambió.
    """
    texto = json.dumps(valores, ensure_ascii=False, sort_keys=True)
    return gzip.compress(texto.encode(), mtime=0)


def valores_publicados(estado: LoPublicado) -> Valores | None:
    """Los valores de lo que el destino muestra, o `None` si no son los que se sellaron."""
    ficha = estado.publicado.archivos.get(CAMPOS) if estado.publicado else None
    if ficha is None or huella(estado.campos) != ficha.sha256:
        return None
    valores: Valores = json.loads(gzip.decompress(estado.campos))
    return valores
