"""Lo que la vista previa pone sobre cada página al servirla. En los archivos no queda nada.

Una cinta si el documento aún no se publica, y un guion que muestra los hallazgos y recarga. Son
archivos aparte, sin nada en línea: la página se sirve con la misma política que la pública.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from html import escape
from pathlib import Path

from generador.hallazgo import Gravedad, Hallazgo
from generador.servidor.vista_previa import Estado

ESTATICOS = Path(__file__).parent / "estaticos"
PREFIJO = "_vista"
_NOMBRES = {
    Gravedad.ERROR: ("error", "errores"),
    Gravedad.AVISO: ("aviso", "avisos"),
    Gravedad.INFORMACION: ("información", "informaciones"),
}
_CIERRE = re.compile(rb"</head\s*>", re.IGNORECASE)
_CUERPO = re.compile(rb"<body(?:\s[^>]*)?>", re.IGNORECASE)
_SUELTA = """<!doctype html>
<html lang="es-CO">
<head><meta charset="utf-8"><title>{titulo}</title></head>
<body class="vista-suelta"><main><h1>{titulo}</h1><p>{texto}</p></main></body>
</html>
"""


def sobreponer(pagina: bytes, ruta: str, estado: Estado) -> bytes:
    """La página como se sirve: con la cinta que le toque y el guion de la vista previa."""
    # Una función y no un texto: así ninguna barra invertida se lee como una referencia.
    cabeza = _cabeza(estado.version).encode()
    pagina = _CIERRE.sub(lambda m: cabeza + m[0], pagina, count=1)
    cinta = _cinta(estado.ineditas.get(ruta, "")).encode()
    return _CUERPO.sub(lambda m: m[0] + cinta, pagina, count=1)


def _cabeza(version: int) -> str:
    return (
        f'<link rel="stylesheet" href="/{PREFIJO}/vista.css">\n'
        f'<script src="/{PREFIJO}/vista.js" data-version="{version}" defer></script>\n'
        '<script src="/livereload.js" defer></script>\n'
    )


def _cinta(motivo: str) -> str:
    return f'\n<p class="vista-cinta">{escape(motivo)}</p>' if motivo else ""


def pagina_que_falta(ruta: str, sitio: Path, estado: Estado) -> bytes:
    """Lo que se muestra donde no hay página: por qué, o la página 404 del sitio."""
    registro = f"contenido/{ruta.removesuffix('.html').removesuffix('/index')}"
    culpables = {h.origen.archivo for h in estado.hallazgos if h.gravedad is Gravedad.ERROR}
    suyos = (f"{registro}.md", f"{registro}.yaml", f"{registro}/instancia.md")
    if archivo := next((a for a in suyos if a in culpables), None):
        texto = f"Corrija los errores de {archivo}: al guardarlo, la página aparece."
        return _suelta("Esta página no se puede construir", texto)
    propia = sitio / "404.html"
    if propia.is_file():
        return propia.read_bytes()
    return _suelta(
        "Todavía no hay sitio que mostrar",
        "Corrija los errores que se muestran abajo: al guardar, la página aparece.",
    )


def _suelta(titulo: str, texto: str) -> bytes:
    return _SUELTA.format(titulo=escape(titulo), texto=escape(texto)).encode()


def estado_en_json(estado: Estado) -> str:
    """El estado como lo lee el guion de la página."""
    datos = {
        "version": estado.version,
        "falla": estado.falla,
        "resumen": resumen(estado.hallazgos),
        "hallazgos": [
            {
                "gravedad": str(h.gravedad),
                "palabra": _NOMBRES[h.gravedad][0],
                "codigo": h.codigo,
                "mensaje": h.mensaje,
                "remedio": h.remedio,
                "archivo": h.origen.archivo,
                "linea": h.origen.linea,
            }
            for h in sorted(estado.hallazgos, key=lambda h: list(_NOMBRES).index(h.gravedad))
        ],
        "ineditas": dict(estado.ineditas),
    }
    return json.dumps(datos, ensure_ascii=False)


def resumen(hallazgos: Iterable[Hallazgo]) -> str:
    """«3 errores, 1 aviso»; vacío si no hay hallazgos."""
    cuentas = Counter(h.gravedad for h in hallazgos)
    partes = (
        f"{cuentas[g]} {uno if cuentas[g] == 1 else varios}"
        for g, (uno, varios) in _NOMBRES.items()
        if cuentas[g]
    )
    return ", ".join(partes)
