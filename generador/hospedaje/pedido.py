"""Lo que se le dice a un servidor: dónde está el sitio, con qué nombre y qué responde cada ruta."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generador.arboles import FalloDeEntorno
from generador.integridad.entrega import ENCABEZADOS, HSTS


@dataclass(frozen=True, slots=True)
class Hospedaje:
    """Dónde vive el sitio en el servidor.

    `base` es la carpeta del destino, la que contiene `actual`. `prefijo` es vacío o `/carpeta`.
    `certificado` y `llave` son rutas en el servidor; sin ellas no se configura TLS. `hsts` es el
    valor de `Strict-Transport-Security`, o vacío si no se pidió. Bajo una ruta se escribe un
    fragmento, salvo que el servidor `entero` sea para este sitio.
    """

    base: str
    csp: str
    nombre: str = ""
    puerto: int = 80
    prefijo: str = ""
    certificado: str = ""
    llave: str = ""
    brotli: bool = False
    entero: bool = False
    hsts: str = ""
    redirecciones: Mapping[str, str] = field(default_factory=dict)
    retiradas: tuple[str, ...] = ()

    @property
    def es_fragmento(self) -> bool:
        """Si se incluye en un servidor que ya atiende otras cosas."""
        return bool(self.prefijo) and not self.entero

    @property
    def encabezados(self) -> Mapping[str, str]:
        """Los encabezados fijos, con el de TLS si se pidió."""
        return {**({HSTS: self.hsts} if self.hsts else {}), **ENCABEZADOS}


def entre_comillas(texto: str) -> str:
    """El texto como un solo valor en nginx, en Apache y en Caddy, aunque tenga espacios."""
    escapado = texto.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escapado}"'


def direcciones_de(datos: bytes) -> tuple[dict[str, str], tuple[str, ...]]:
    """Las redirecciones y los retiros de `datos/direcciones.json`."""
    try:
        leidos = json.loads(datos)
        return dict(leidos["redirecciones"]), tuple(leidos["retiradas"])
    except (ValueError, KeyError, TypeError):
        raise FalloDeEntorno(
            "datos/direcciones.json no se puede leer.", "Construya de nuevo el sitio."
        ) from None


def adentro(renglones: Iterable[str]) -> Iterator[str]:
    """Los renglones, con la sangría de lo que va dentro de un bloque."""
    return (f"    {r}" for r in renglones)
