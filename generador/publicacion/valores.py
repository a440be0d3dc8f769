"""Los valores de lo publicado: su huella, en qué se distinguen y cómo se guardan."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping

from generador.integridad.sello import huella
from generador.modelo.sitio import CambioDeCampo
from generador.publicacion.interfaz import CAMPOS, LoPublicado
from generador.publicacion.preparar import en_gzip
from generador.resumen.valores import TITULO, Valores


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
    return en_gzip(texto.encode())


def valores_publicados(estado: LoPublicado) -> Valores | None:
    """Los valores de lo que el destino muestra, o `None` si no son los que se sellaron."""
    ficha = estado.publicado.archivos.get(CAMPOS) if estado.publicado else None
    if ficha is None or huella(estado.campos) != ficha.sha256:
        return None
    valores: Valores = json.loads(gzip.decompress(estado.campos))
    return valores
