"""Lo que la vista previa pone sobre cada página al servirla. En los archivos no queda nada.

Una cinta si el documento aún no se publica, y un guion que muestra los hallazgos y recarga. Son
archivos aparte, sin nada en línea: la página se sirve con la misma política que la pública.
"""

from __future__ import annotations

import json
import re
from html import escape
from itertools import islice
from pathlib import Path

from generador.hallazgo import Gravedad, Hallazgo
from generador.lectura.contenido import Contenido
from generador.servidor.panel import panel
from generador.servidor.pendientes import de_hallazgo, es_de, pendientes, registro_de
from generador.servidor.propios import RECARGA, direccion_propia
from generador.servidor.vista_previa import LoUltimo

_NOMBRES = {
    Gravedad.ERROR: ("error", "errores"),
    Gravedad.AVISO: ("aviso", "avisos"),
    Gravedad.INFORMACION: ("información", "informaciones"),
}
_MUCHOS = 200
_CIERRE = re.compile(rb"</head\s*>", re.IGNORECASE)
_CUERPO = re.compile(rb"<body(?:\s[^>]*)?>", re.IGNORECASE)
_SUELTA = """<!doctype html>
<html lang="es-CO">
<head><meta charset="utf-8"><title>{titulo}</title></head>
<body class="vista-suelta"><main><h1>{titulo}</h1><p>{texto}</p></main></body>
</html>
"""


# Un enlace roto detiene la publicación y no la página que lo tiene.
_ENLACE = "enlace-roto"
_ATRASADA = (
    "Con lo que hay guardado esta página no se puede hacer. Lo que se ve es la última versión "
    "que sí se pudo."
)
_DETENIDO = (
    "Con lo que hay guardado no se puede hacer ninguna página. Lo que se ve es el sitio como "
    "estaba."
)


def sobreponer(
    pagina: bytes, ruta: str, estado: LoUltimo, falta: str = "", huella: str = ""
) -> bytes:
    """La página como se sirve: con la cinta que le toque, lo que le falta y el guion de la vista
    previa. Con `huella` el guion sabrá si después es otra."""
    # Una función y no un texto: así ninguna barra invertida se lee como una referencia.
    cabeza = _cabeza(huella).encode()
    pagina = _CIERRE.sub(lambda m: cabeza + m[0], pagina, count=1)
    cinta = _cinta(estado.ineditas.get(ruta, "")).encode()
    return _CUERPO.sub(lambda m: m[0] + falta.encode() + cinta, pagina, count=1)


def lo_que_falta(ruta: str, estado: LoUltimo, raiz: Path, *, atrasada: bool = False) -> str:
    """El panel de esa página: lo que le falta a su registro y, si no es la de ahora, por qué.

    Vacío si la página no es la de un registro y lo que se ve es lo de ahora.
    """
    motivo = estado.falla or (_DETENIDO if estado.detenido else _ATRASADA if atrasada else "")
    registro = registro_de(ruta)
    if not registro and not motivo:
        return ""
    contenido = Contenido(raiz)
    renglones = estado.renglones.get(registro.split("/")[1], ()) if registro else ()
    faltan = pendientes(estado.de_registro(registro), renglones, registro, contenido)
    ajenos = [h for h in estado.errores if estado.detenido or _impide(h, ruta)]
    vistos = {p.lugar for p in faltan}
    culpables = [p for p in (de_hallazgo(h, contenido) for h in ajenos) if p.lugar not in vistos]
    return panel((*culpables, *faltan), motivo)


def _impide(hallazgo: Hallazgo, ruta: str) -> bool:
    """Si por ese error no se puede hacer la página: el suyo, o el de su instancia."""
    registro = registro_de(ruta)
    if not registro or hallazgo.codigo == _ENLACE:
        return False
    propios = (registro, "/".join([*registro.split("/")[:2], "instancia"]))
    return any(es_de(hallazgo.origen.archivo, r) for r in propios)


def no_se_puede(ruta: str, estado: LoUltimo) -> bool:
    """Si la página de esa dirección no está por los errores de un registro."""
    return any(_impide(h, ruta) for h in estado.errores)


def _cabeza(huella: str) -> str:
    return (
        f'<link rel="stylesheet" href="{direccion_propia("vista.css")}">\n'
        f'<link rel="stylesheet" href="{direccion_propia("panel.css")}">\n'
        f'<script src="{direccion_propia("vista.js")}" data-huella="{huella}" defer></script>\n'
        f'<script src="{RECARGA}" defer></script>\n'
    )


def _cinta(motivo: str) -> str:
    # Va en una región: quien recorre la página por regiones también la encuentra.
    cinta = f'<aside class="vista-cinta" aria-label="Vista previa">{escape(motivo)}</aside>'
    return f"\n{cinta}" if motivo else ""


def pagina_que_falta(ruta: str, sitio: Path, estado: LoUltimo) -> bytes:
    """Lo que se muestra donde no hay página: por qué, o la página 404 del sitio."""
    culpables = [h.origen.archivo for h in estado.errores if _impide(h, ruta)]
    if culpables:
        texto = f"Corrija los errores de {culpables[0]}: al guardarlo, la página aparece."
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


def estado_en_json(estado: LoUltimo, ruta: str = "", huella: str = "") -> str:
    """El estado como lo lee el guion de la página de esa ruta; `huella` es la de ella ahora.

    De miles de hallazgos van los primeros: los de la página y, después, los más graves. `callados`
    son los demás.
    """
    visibles = _primeros(estado, registro_de(ruta))
    datos = {
        "version": estado.version,
        "huella": huella,
        "falla": estado.falla,
        "resumen": resumen(estado),
        "callados": len(estado.hallazgos) - len(visibles),
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
            for h in visibles
        ],
        "ineditas": dict(estado.ineditas),
    }
    return json.dumps(datos, ensure_ascii=False)


def _primeros(estado: LoUltimo, registro: str) -> list[Hallazgo]:
    """Los de un registro y, hasta ser bastantes, los demás; en cada parte, lo más grave primero."""
    suyos = estado.de_registro(registro)
    hay = set(map(id, suyos))
    ajenos = (h for h in estado.por_gravedad if id(h) not in hay)
    return [*suyos, *islice(ajenos, max(0, _MUCHOS - len(suyos)))]


def resumen(estado: LoUltimo) -> str:
    """«3 errores, 1 aviso»; vacío si no hay hallazgos."""
    cuentas = estado.cuentas
    partes = (
        f"{cuentas[g]} {uno if cuentas[g] == 1 else varios}"
        for g, (uno, varios) in _NOMBRES.items()
        if cuentas[g]
    )
    return ", ".join(partes)
