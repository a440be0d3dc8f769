"""Cómo debe entregarse un sitio: lo escribe quien configura un servidor y lo exige quien lo revisa.

Está en un solo lugar para que las dos cosas no se separen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generador.modelo.anexos import ENTREGA

TIPOS_MIME: Mapping[str, str] = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "xml": "application/xml",
    "md": "text/markdown",
    "yaml": "application/yaml",
    "svg": "image/svg+xml",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "webmanifest": "application/manifest+json",
    **{extension: tipo for extension, (tipo, _) in ENTREGA.items()},
}
"""Los tipos de lo que el programa escribe, y los de las clases de anexo que se admiten."""
_DE_LETRAS = (
    "application/json",
    "application/geo+json",
    "application/xml",
    "application/manifest+json",
    "image/svg+xml",
)
CON_CHARSET = tuple(
    t for t in dict.fromkeys(TIPOS_MIME.values()) if t.startswith("text/") or t in _DE_LETRAS
)

# Un anexo de estas clases podría traer órdenes: se descarga, encerrado, y nunca corre en el sitio.
ANEXO_ACTIVO = r"^/(instancias|normas)/.*\.(svg|xml|xhtml|htm|js|mjs|css|swf|wasm|mhtml)$"
ES_ACTIVO = re.compile(ANEXO_ACTIVO, re.IGNORECASE)
# Y si es un guion, tampoco lo puede cargar una página anexa: con otro tipo y nosniff no corre.
ANEXO_GUION = r"^/(instancias|normas)/.*\.m?js$"
TIPO_DE_GUION = "text/plain"
RECURSOS = ("estaticos",)
"""Las carpetas cuyos archivos pide también quien abrió la página antes del cambio.

El índice de búsqueda no es una de ellas, ni se guarda largo tiempo: trae lo que los documentos
dicen, y lo que se deshizo o se retiró no se puede seguir viendo ahí. Quien lo tenía abierto lo pide
de nuevo.
"""
PARECE_HUELLA = r"[.-][0-9a-f]{8,64}\.[a-z0-9]+$"
# La huella en el nombre: si los bytes cambian, cambia el nombre. Solo en lo que nombra el programa:
# un anexo «acta-20200310.pdf» puede corregirse, y quien ya lo bajó tiene que ver el corregido.
CON_HUELLA = rf"^/({'|'.join(RECURSOS)})/.*{PARECE_HUELLA}"
PARA_SIEMPRE = "public, max-age=31536000, immutable"
"""El `Cache-Control` de lo que lleva huella."""

CSP_DE_ANEXO = "default-src 'none'; sandbox; frame-ancestors 'none'"
PERMISOS = (
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
    "payment=(), usb=()"
)
HSTS = "Strict-Transport-Security"
"""Obliga a quien ya entró a volver siempre con TLS: se pide, porque dura y no se puede desdecir."""
ENCABEZADOS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": PERMISOS,
    "Cross-Origin-Opener-Policy": "same-origin",
}
