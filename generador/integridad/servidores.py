"""Cómo responde un servidor: lo que su configuración debe hacer, comprobado desde afuera."""

from __future__ import annotations

import gzip
import importlib
import importlib.util
import json
import re
from collections.abc import Iterator
from email.message import Message

from generador.arboles import MANIFIESTO, Manifiesto, manifiesto_de
from generador.integridad import Defecto
from generador.integridad.fuentes import Sitio
from generador.integridad.sello import COMPRIMIDOS, huella

_ENCABEZADOS = {
    "Strict-Transport-Security": "max-age=",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin",
    "Permissions-Policy": "camera=()",
}
_OCULTOS = (".git/HEAD", ".generador-salida", ".htaccess", "estaticos/.oculto")
_CON_HUELLA = re.compile(r"[.-][0-9a-f]{8,64}\.[a-z0-9]+$")
_ACTIVO = re.compile(r"(instancias|normas)/.*\.(svg|xml|xhtml|htm|js|mjs|css|swf|wasm|mhtml)$")
_TIPOS = {"html": "text/html", "css": "text/css", "js": "text/javascript", "pdf": "application/pdf"}
_CON_LETRAS = ("html", "css", "js", "csv", "txt")


def revisar_servidor(sitio: Sitio) -> list[Defecto]:
    """Lo que el servidor no hace como debe. Lanza `FalloDeEntorno` si no responde."""
    manifiesto = manifiesto_de(sitio.leer(MANIFIESTO) or b"")
    if manifiesto is None:
        return [_defecto(MANIFIESTO, "No se puede leer el manifiesto: falta saber qué revisar")]
    return [
        *_pagina(sitio),
        *_tipos(sitio, manifiesto),
        *_memorias(sitio, manifiesto),
        *_anexos(sitio, manifiesto),
        *_cerrado(sitio),
        *_comprimidos(sitio, manifiesto),
        *_direcciones(sitio, manifiesto),
    ]


def _defecto(ruta: str, mensaje: str) -> Defecto:
    return Defecto("servidor", ruta, mensaje)


def _pagina(sitio: Sitio) -> Iterator[Defecto]:
    codigo, encabezados, _ = sitio.pedir("")
    if codigo != 200:
        yield _defecto("/", f"La portada responde {codigo}")
    for nombre, debido in _ENCABEZADOS.items():
        if debido not in (encabezados[nombre] or ""):
            yield _defecto("/", f"Falta {nombre}")
    csp = encabezados["Content-Security-Policy"] or ""
    if "default-src 'none'" not in csp or "frame-ancestors" not in csp:
        yield _defecto("/", "La política de seguridad de contenido falta o no cierra lo demás")
    if "unsafe-inline" in csp or "'unsafe-eval'" in csp or " *" in csp:
        yield _defecto("/", "La política de seguridad de contenido es débil")


def _tipos(sitio: Sitio, manifiesto: Manifiesto) -> Iterator[Defecto]:
    """Una ruta de cada clase: su tipo y, si es texto, sus letras."""
    for extension, ruta in _una_de_cada(manifiesto).items():
        _, encabezados, _ = sitio.pedir(ruta)
        tipo = encabezados["Content-Type"] or ""
        debido = _TIPOS.get(extension, "")
        if not tipo.startswith(debido) or not tipo:
            yield _defecto(ruta, f"Su tipo es «{tipo}» y debe ser {debido}")
        if extension in _CON_LETRAS and "charset=utf-8" not in tipo.lower().replace('"', ""):
            yield _defecto(ruta, "Su tipo no dice charset=utf-8")


def _una_de_cada(manifiesto: Manifiesto) -> dict[str, str]:
    return {
        ruta.rpartition(".")[2]: ruta
        for ruta in sorted(manifiesto.archivos)
        if not _ACTIVO.match(ruta) and not ruta.endswith(COMPRIMIDOS)
    }


def _memorias(sitio: Sitio, manifiesto: Manifiesto) -> Iterator[Defecto]:
    fijos = [r for r in sorted(manifiesto.archivos) if _CON_HUELLA.search(r)]
    for ruta in fijos[:1]:
        if "immutable" not in (sitio.pedir(ruta)[1]["Cache-Control"] or ""):
            yield _defecto(ruta, "Lleva huella en el nombre y no se guarda largo tiempo")
    memoria = sitio.pedir("index.html")[1]["Cache-Control"] or ""
    if not any(palabra in memoria for palabra in ("no-cache", "no-store", "max-age=0")):
        yield _defecto("index.html", "Una página no debe guardarse sin volver a preguntar")


def _anexos(sitio: Sitio, manifiesto: Manifiesto) -> Iterator[Defecto]:
    for ruta in sorted(r for r in manifiesto.archivos if _ACTIVO.match(r))[:5]:
        _, encabezados, _ = sitio.pedir(ruta)
        encerrado = "sandbox" in (encabezados["Content-Security-Policy"] or "")
        if not encerrado or "attachment" not in (encabezados["Content-Disposition"] or ""):
            yield _defecto(ruta, "Un anexo que puede traer órdenes se abre dentro del sitio")


def _cerrado(sitio: Sitio) -> Iterator[Defecto]:
    """Ni listados, ni archivos ocultos, ni direcciones que no existen con 200."""
    for ruta in _OCULTOS:
        if sitio.pedir(ruta)[0] == 200:
            yield _defecto(ruta, "Entrega un archivo oculto")
    codigo, _, datos = sitio.pedir("estaticos/")
    if codigo == 200 and b"404" not in datos:
        yield _defecto("estaticos/", "Muestra la lista de archivos de una carpeta")
    if sitio.pedir("no/existe-en-este-sitio.html")[0] != 404:
        yield _defecto("no/existe-en-este-sitio.html", "Lo que no existe no responde 404")


def _comprimidos(sitio: Sitio, manifiesto: Manifiesto) -> Iterator[Defecto]:
    for extension, nombre in zip(COMPRIMIDOS, ("gzip", "br"), strict=True):
        if f"index.html{extension}" not in manifiesto.archivos:
            continue
        _, encabezados, datos = sitio.pedir("index.html", **{"Accept-Encoding": nombre})
        if encabezados["Content-Encoding"] != nombre:
            # Brotli no está en todo servidor, y sin él la página llega igual.
            if nombre == "br":
                continue
            yield _defecto("index.html", f"No entrega la copia comprimida con {nombre}")
            continue
        abierto = _abrir(nombre, datos)
        if abierto is not None and huella(abierto) != manifiesto.archivos["index.html"].sha256:
            yield _defecto("index.html", f"La copia {nombre} no es la página")


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


def _direcciones(sitio: Sitio, manifiesto: Manifiesto) -> Iterator[Defecto]:
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
    return (encabezados["Location"] or "").endswith(f"/{nueva}")
