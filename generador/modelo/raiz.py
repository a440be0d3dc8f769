"""Los archivos que van en la raíz del sitio porque los pide quien lo sirve, y no los lectores.

Se guardan en `contenido/raiz/` sin el punto inicial: lo que empieza por punto no se ve en muchas
ventanas de archivos, y entre las fuentes nunca se lee.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

CARPETA = "contenido/raiz"
ARCHIVOS: Mapping[str, str] = {
    "CNAME": "CNAME",
    "_headers": "_headers",
    "_redirects": "_redirects",
    "htaccess": ".htaccess",
    "nojekyll": ".nojekyll",
    "robots.txt": "robots.txt",
}
"""De cada uno, su nombre en `contenido/raiz/` y el que tiene publicado."""
CON_SU_NOMBRE = ("netlify.toml", "staticwebapp.config.json", "vercel.json", "BingSiteAuth.xml")
"""Lo que lee un servicio que sirve una rama, o la prueba de dominio de un buscador.

Se publican si están en `contenido/raiz/`; los que otro ponga en el destino son ajenos.
"""
_DE_GOOGLE = re.compile(r"google[0-9a-z]+\.html")
CONOCIDOS, CONOCIDOS_PUBLICADOS = "well-known/", ".well-known/"
"""La carpeta de las direcciones conocidas (RFC 8615): `security.txt` y las pruebas de dominio."""


def publicado(ruta: str) -> str | None:
    """Dónde se publica un archivo de `contenido/raiz/`, o `None` si no es de los que van ahí."""
    if ruta.startswith(CONOCIDOS):
        return CONOCIDOS_PUBLICADOS + ruta.removeprefix(CONOCIDOS)
    con_su_nombre = ruta in CON_SU_NOMBRE or _DE_GOOGLE.fullmatch(ruta)
    return ruta if con_su_nombre else ARCHIVOS.get(ruta)


ADMITIDOS = f"{', '.join((*ARCHIVOS, *CON_SU_NOMBRE))}, google….html y {CONOCIDOS}…"
"""Lo que puede ir en `contenido/raiz/`, en palabras."""


def es_de_la_raiz(ruta: str) -> bool:
    """Si esa dirección del sitio es de quien lo sirve, la haya escrito generador o no."""
    return ruta in ARCHIVOS.values() or ruta.startswith(CONOCIDOS_PUBLICADOS)
