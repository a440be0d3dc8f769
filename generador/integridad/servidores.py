"""Cómo responde un servidor: lo que su configuración debe hacer, comprobado desde afuera."""

from __future__ import annotations

import gzip
import importlib
import importlib.util
import json
import re
from collections.abc import Iterator
from email.message import Message
from urllib.parse import unquote, urlsplit

from generador.arboles import MANIFIESTO, Manifiesto, manifiesto_de
from generador.integridad import Defecto
from generador.integridad.entrega import (
    ANEXO_GUION,
    CON_CHARSET,
    CON_HUELLA,
    ES_ACTIVO,
    HSTS,
    PARECE_HUELLA,
    RECURSOS,
    TIPO_DE_GUION,
    TIPOS_MIME,
)
from generador.integridad.fuentes import EnLaRed
from generador.integridad.sello import COMPRIMIDOS, huella

_ENCABEZADOS = {
    "X-Content-Type-Options": r"nosniff$",
    "Referrer-Policy": r"(no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin)$",
    "Permissions-Policy": r".*camera=\(\)",
    "Cross-Origin-Opener-Policy": r"same-origin$",
}
_CSP_DEBIDA = ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
_CSP_DEBIL = re.compile(r"'unsafe-inline'|'unsafe-eval'| \*|script-src[^;]* (https?:|data:|blob:)")
_OCULTOS = (".git/HEAD", ".generador-salida", ".htaccess", "estaticos/.oculto")
_AUSENTE = "no/existe-en-este-sitio.html"
_FIJO = re.compile(CON_HUELLA)
_PARECE_FIJO = re.compile(PARECE_HUELLA)
_REVALIDA = ("no-cache", "no-store", "max-age=0")


def revisar_servidor(sitio: EnLaRed) -> tuple[list[Defecto], list[str]]:
    """Lo que el servidor no hace como debe, y lo que no ofrece y no es un defecto.

    Lanza `FalloDeEntorno` si no responde.
    """
    manifiesto = manifiesto_de(sitio.leer(MANIFIESTO) or b"")
    if manifiesto is None:
        return [_defecto(MANIFIESTO, "No se puede leer el manifiesto: falta saber qué revisar")], []
    defectos = [
        *_encabezados(sitio, manifiesto),
        *_politica(sitio),
        *_tipos(sitio, manifiesto),
        *_memorias(sitio, manifiesto),
        *_anexos(sitio, manifiesto),
        *_cerrado(sitio, manifiesto),
        *_comprimidos(sitio, manifiesto),
        *_subcarpeta(sitio),
        *_direcciones(sitio, manifiesto),
    ]
    return defectos, [*_sin_brotli(sitio, manifiesto), *_sin_hsts(sitio)]


def _defecto(ruta: str, mensaje: str) -> Defecto:
    return Defecto("servidor", ruta, mensaje)


def _encabezados(sitio: EnLaRed, manifiesto: Manifiesto) -> Iterator[Defecto]:
    """En la de inicio, en lo que no existe y en un archivo que no es página."""
    codigo, _, _ = sitio.pedir("")
    if codigo != 200:
        yield _defecto("/", f"La página de inicio responde {codigo}")
    archivos = [r for r in sorted(manifiesto.archivos) if not r.endswith((".html", *COMPRIMIDOS))]
    for ruta in ("", _AUSENTE, *archivos[:1]):
        _, encabezados, _ = sitio.pedir(ruta)
        for nombre, debido in _ENCABEZADOS.items():
            if re.match(debido, encabezados[nombre] or "") is None:
                yield _defecto(ruta or "/", f"{nombre} falta o no protege")


def _politica(sitio: EnLaRed) -> Iterator[Defecto]:
    for ruta in ("", _AUSENTE):
        csp = sitio.pedir(ruta)[1]["Content-Security-Policy"] or ""
        if not all(debida in csp for debida in _CSP_DEBIDA):
            yield _defecto(ruta or "/", "Content-Security-Policy falta o no cierra lo demás")
        if _CSP_DEBIL.search(csp):
            yield _defecto(
                ruta or "/", "Content-Security-Policy deja correr lo que no es del sitio"
            )


def _tipos(sitio: EnLaRed, manifiesto: Manifiesto) -> Iterator[Defecto]:
    """Una ruta de cada clase: su tipo y, si es texto, sus letras."""
    for extension, ruta in _una_de_cada(manifiesto).items():
        tipo = (sitio.pedir(ruta)[1]["Content-Type"] or "").lower().replace('"', "")
        debido = TIPOS_MIME.get(extension, tipo.partition(";")[0])
        if not tipo or tipo.partition(";")[0].strip() != debido:
            yield _defecto(ruta, f"Su tipo es «{tipo}» y debe ser «{debido}»")
        if debido in CON_CHARSET and "charset=utf-8" not in tipo:
            yield _defecto(ruta, "Su tipo no dice charset=utf-8")


def _una_de_cada(manifiesto: Manifiesto) -> dict[str, str]:
    """De las páginas, la de inicio: otra puede ser de una dirección que lleva a la suya."""
    return {
        ruta.rpartition(".")[2].lower(): ruta
        for ruta in (*sorted(manifiesto.archivos), "index.html")
        if not ES_ACTIVO.match(f"/{ruta}") and not ruta.endswith(COMPRIMIDOS)
    }


def _memorias(sitio: EnLaRed, manifiesto: Manifiesto) -> Iterator[Defecto]:
    parecen = [r for r in sorted(manifiesto.archivos) if _PARECE_FIJO.search(r)]
    fijos = [r for r in parecen if _FIJO.search(f"/{r}")]
    for ruta in fijos[:1]:
        if "immutable" not in (sitio.pedir(ruta)[1]["Cache-Control"] or ""):
            yield _defecto(ruta, "Lleva huella en el nombre y no se guarda largo tiempo")
    if _se_guarda(sitio, "index.html"):
        yield _defecto("index.html", "Una página no debe guardarse sin volver a preguntar")
    # Lo primero de cada carpeta: los documentos, y el índice de búsqueda, que dice lo que ellos.
    primeros = {r.partition("/")[0]: r for r in reversed(parecen) if r not in fijos}
    for ruta in primeros.values():
        if _se_guarda(sitio, ruta):
            yield _defecto(ruta, "Un documento no debe guardarse sin volver a preguntar")


def _se_guarda(sitio: EnLaRed, ruta: str) -> bool:
    memoria = sitio.pedir(ruta)[1]["Cache-Control"] or ""
    return not any(palabra in memoria for palabra in _REVALIDA)


def _anexos(sitio: EnLaRed, manifiesto: Manifiesto) -> Iterator[Defecto]:
    for ruta in sorted(r for r in manifiesto.archivos if ES_ACTIVO.match(f"/{r}"))[:5]:
        _, encabezados, _ = sitio.pedir(ruta)
        if "sandbox" not in (encabezados["Content-Security-Policy"] or ""):
            yield _defecto(ruta, "Un anexo que puede traer órdenes no está encerrado")
        if "attachment" not in (encabezados["Content-Disposition"] or ""):
            yield _defecto(ruta, "Un anexo que puede traer órdenes se abre en vez de descargarse")
        tipo = encabezados["Content-Type"] or ""
        if re.match(ANEXO_GUION, f"/{ruta}") and not tipo.startswith(TIPO_DE_GUION):
            yield _defecto(ruta, "Una página anexa podría correr este guion en el sitio")


def _cerrado(sitio: EnLaRed, manifiesto: Manifiesto) -> Iterator[Defecto]:
    """Ni listados, ni archivos ocultos, ni direcciones que no existen con 200."""
    for ruta in _OCULTOS:
        if sitio.pedir(ruta)[0] == 200:
            yield _defecto(ruta, "Entrega un archivo oculto")
    for carpeta in _carpetas_sin_portada(manifiesto)[:3]:
        if sitio.pedir(carpeta)[0] == 200:
            yield _defecto(carpeta, "Muestra la lista de archivos de una carpeta")
    if sitio.pedir(_AUSENTE)[0] != 404:
        yield _defecto(_AUSENTE, "Lo que no existe no responde 404")


def _carpetas_sin_portada(manifiesto: Manifiesto) -> list[str]:
    rutas = manifiesto.archivos
    carpetas = {f"{r.rpartition('/')[0]}/" for r in rutas if "/" in r}
    # Primero las de recursos, que ningún sitio deja de tener.
    orden = sorted(carpetas, key=lambda c: (c.rstrip("/") not in RECURSOS, c))
    return [c for c in orden if f"{c}index.html" not in rutas]


def _comprimidos(sitio: EnLaRed, manifiesto: Manifiesto) -> Iterator[Defecto]:
    for extension, nombre in zip(COMPRIMIDOS, ("gzip", "br"), strict=True):
        if f"index.html{extension}" not in manifiesto.archivos:
            continue
        _, encabezados, datos = sitio.pedir("index.html", **{"Accept-Encoding": nombre})
        if encabezados["Content-Encoding"] != nombre:
            if nombre == "gzip":
                yield _defecto("index.html", "No entrega la copia comprimida con gzip")
            continue
        if "accept-encoding" not in (encabezados["Vary"] or "").lower():
            yield _defecto("index.html", "Una copia comprimida sin Vary confunde a las memorias")
        abierto = _abrir(nombre, datos)
        if abierto is not None and huella(abierto) != manifiesto.archivos["index.html"].sha256:
            yield _defecto("index.html", f"La copia {nombre} no es la página")


def _sin_brotli(sitio: EnLaRed, manifiesto: Manifiesto) -> Iterator[str]:
    """Brotli no está en todo servidor, y sin él la página llega igual: se dice, y no es defecto."""
    if "index.html.br" in manifiesto.archivos:
        _, encabezados, _ = sitio.pedir("index.html", **{"Accept-Encoding": "br"})
        if encabezados["Content-Encoding"] != "br":
            yield "Brotli: este servidor no entrega esas copias, y la página llega con gzip"


def _sin_hsts(sitio: EnLaRed) -> Iterator[str]:
    """Lo decide quien administra el dominio: se dice, y no es un defecto."""
    if sitio.direccion.startswith("https://") and not sitio.pedir("")[1][HSTS]:
        yield f"{HSTS}: el servidor no pide volver siempre con TLS"


def _abrir(nombre: str, datos: bytes) -> bytes | None:
    """Los bytes descomprimidos, o `None` si aquí no se sabe abrir esa clase."""
    if nombre == "gzip":
        try:
            return gzip.decompress(datos)
        except (OSError, EOFError):
            return b""
    if importlib.util.find_spec("brotli") is None:
        return None
    brotli = importlib.import_module("brotli")
    try:
        abierto: bytes = brotli.decompress(datos)
    except brotli.error:
        return b""
    return abierto


def _subcarpeta(sitio: EnLaRed) -> Iterator[Defecto]:
    """Un sitio en una subcarpeta responde también a quien olvida la barra del final."""
    camino = urlsplit(sitio.direccion).path.rstrip("/")
    if camino:
        origen = EnLaRed(sitio.direccion.rstrip("/").removesuffix(camino))
        codigo, encabezados, _ = origen.pedir(camino.lstrip("/"))
        if codigo not in (301, 308) or not _lleva_a(encabezados, f"{camino.lstrip('/')}/"):
            yield _defecto(camino, f"Sin la barra del final debe llevar a «{camino}/»")


def _direcciones(sitio: EnLaRed, manifiesto: Manifiesto) -> Iterator[Defecto]:
    ruta = "datos/direcciones.json"
    if ruta not in manifiesto.archivos:
        return
    datos = json.loads(sitio.leer(ruta) or b"{}")
    for vieja, nueva in sorted(datos.get("redirecciones", {}).items())[:50]:
        codigo, encabezados, _ = sitio.pedir(vieja)
        if codigo not in (301, 308) or not _lleva_a(encabezados, nueva):
            yield _defecto(vieja, f"Debe llevar a «{nueva}» y responde {codigo}")
    for retirada in sorted(datos.get("retiradas", {}))[:50]:
        codigo, _, cuerpo = sitio.pedir(retirada)
        if codigo != 410 or b"<h1" not in cuerpo:
            yield _defecto(
                retirada, f"Se retiró: debe responder 410 con su aviso y responde {codigo}"
            )


def _lleva_a(encabezados: Message, nueva: str) -> bool:
    return unquote(encabezados["Location"] or "").endswith(f"/{nueva}")
