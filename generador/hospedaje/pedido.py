"""Lo que se le dice a un servidor: dónde está el sitio, con qué nombre y qué responde cada ruta."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from generador.arboles import FalloDeEntorno

TIPOS: Mapping[str, str] = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "json": "application/json",
    "xml": "application/xml",
    "txt": "text/plain",
    "csv": "text/csv",
    "ics": "text/calendar",
    "md": "text/markdown",
    "yaml": "application/yaml",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
}
_DE_LETRAS = ("application/json", "application/xml", "application/manifest+json", "image/svg+xml")
CON_CHARSET = tuple(
    t for t in dict.fromkeys(TIPOS.values()) if t.startswith("text/") or t in _DE_LETRAS
)

# Un anexo de estas clases podría traer órdenes: se descarga, encerrado, y nunca corre en el sitio.
ANEXO_ACTIVO = r"^/(instancias|normas)/.*\.(svg|xml|xhtml|htm|js|mjs|css|swf|wasm|mhtml)$"
# La huella en el nombre: si los bytes cambian, cambia el nombre.
CON_HUELLA = r"[.-][0-9a-f]{8,64}\.[a-z0-9]+$"
RECURSOS = ("estaticos", "buscador")
"""Las carpetas cuyos archivos pide también quien abrió la página antes del cambio."""

CSP_DE_ANEXO = "default-src 'none'; sandbox; frame-ancestors 'none'"
PERMISOS = (
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
    "payment=(), usb=()"
)
ENCABEZADOS: Mapping[str, str] = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": PERMISOS,
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Hospedaje:
    """Dónde vive el sitio en el servidor.

    `base` es la carpeta del destino, la que contiene `actual`. `prefijo` es vacío o `/carpeta`.
    `certificado` y `llave` son rutas en el servidor; sin ellas no se configura TLS.
    """

    base: str
    csp: str
    nombre: str = ""
    puerto: int = 80
    prefijo: str = ""
    certificado: str = ""
    llave: str = ""
    brotli: bool = False
    redirecciones: Mapping[str, str] = field(default_factory=dict)
    retiradas: tuple[str, ...] = ()


def direcciones_de(datos: bytes) -> tuple[dict[str, str], tuple[str, ...]]:
    """Las redirecciones y los retiros de `datos/direcciones.json`."""
    try:
        leidos = json.loads(datos)
        return dict(leidos["redirecciones"]), tuple(leidos["retiradas"])
    except (ValueError, KeyError, TypeError):
        raise FalloDeEntorno(
            "datos/direcciones.json no se puede leer.", "Construya de nuevo el sitio."
        ) from None
