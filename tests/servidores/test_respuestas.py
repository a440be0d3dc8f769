"""`verificar --servidor` descubre cada cosa que un servidor deja de hacer, una por una.

Se quita de la configuración escrita lo que hace esa cosa, se enciende el servidor de verdad, y lo
que falta debe quedar dicho por su nombre.
"""

from __future__ import annotations

import ast
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from apoyo.reales import exigir
from apoyo.servido import Cambios, Servido, encender, sirve_brotli

from generador.integridad import EnLaRed, servidores
from generador.integridad.entrega import (
    CON_HUELLA,
    CSP_DE_ANEXO,
    ENCABEZADOS,
    PARA_SIEMPRE,
    PARECE_HUELLA,
    TIPO_DE_GUION,
)
from generador.integridad.servidores import revisar_servidor

PREFIJO = "/sub"
AUSENTE = "no/existe-en-este-sitio.html"
ANEXOS = "instancias/mesa/actas/2020/01"
_SIN_CIERRE = "default-src 'none'; connect-src"


@dataclass(frozen=True, slots=True)
class Falta:
    """Lo que se le quita a cada servidor, qué se debe decir y en qué ruta."""

    nginx: Cambios
    apache: Cambios
    caddy: Cambios
    dice: str
    ruta: str = "/"


def _sin_encabezado(nombre: str, valor: str) -> Falta:
    return Falta(
        [(f'add_header {nombre} "{valor}" always;', "")],
        [(f'Header always set {nombre} "{valor}"', "")],
        [(f'{nombre} "{valor}"\n', "\n")],
        f"{nombre} falta o no protege",
    )


def _con_valor(nombre: str, valor: str, malo: str) -> Falta:
    return Falta(*[[(valor, malo)]] * 3, f"{nombre} falta o no protege")


_CSP = "Content-Security-Policy"
_SCRIPT = ("script-src 'self'", "script-src 'self' {}")
FALTAS: dict[str, Falta] = {
    **{f"sin {n}": _sin_encabezado(n, v) for n, v in ENCABEZADOS.items()},
    "referrer abierto": _con_valor(
        "Referrer-Policy", "strict-origin-when-cross-origin", "unsafe-url"
    ),
    "sin política": Falta(
        [(f'add_header {_CSP} "{_SIN_CIERRE}', f'add_header X-Otra "{_SIN_CIERRE}')],
        [(f'{_CSP} "{_SIN_CIERRE}', f'X-Otra "{_SIN_CIERRE}')],
        [(f'{_CSP} "{_SIN_CIERRE}', f'X-Otra "{_SIN_CIERRE}')],
        f"{_CSP} falta o no cierra lo demás",
    ),
    "política abierta": Falta(
        *[[(_SIN_CIERRE, "connect-src")]] * 3,
        f"{_CSP} falta o no cierra lo demás",
    ),
    **{
        f"política con {malo}": Falta(
            *[[(_SCRIPT[0], _SCRIPT[1].format(malo))]] * 3,
            f"{_CSP} deja correr lo que no es del sitio",
        )
        for malo in ("'unsafe-inline'", "'unsafe-eval'", "https:", "*")
    },
    "otro tipo": Falta(
        [("text/csv csv;", "")],
        [("AddType text/csv .csv", "")],
        [('Content-Type "text/csv; charset=utf-8"', 'Content-Type "application/octet-stream"')],
        "Su tipo es «application/octet-stream» y debe ser «text/csv»",
        "datos/",
    ),
    "sin letras": Falta(
        [("charset utf-8;", "")],
        [("AddCharset utf-8 .html", "AddCharset utf-8")],
        [('"text/html; charset=utf-8"', '"text/html"')],
        "Su tipo no dice charset=utf-8",
        "index.html",
    ),
    "lo fijo no se guarda": Falta(
        *[[(PARA_SIEMPRE, "no-cache")]] * 3,
        "Lleva huella en el nombre y no se guarda largo tiempo",
        "estaticos/",
    ),
    "las páginas se guardan": Falta(
        [('Cache-Control "no-cache"', 'Cache-Control "max-age=600"')],
        [("Cache-Control no-cache", "Cache-Control max-age=600")],
        [("Cache-Control no-cache", "Cache-Control max-age=600")],
        "Una página no debe guardarse sin volver a preguntar",
        "index.html",
    ),
    "los documentos se guardan": Falta(
        [(CON_HUELLA.removeprefix("^"), PARECE_HUELLA), (f'"^{PREFIJO}[', '"[')],
        [
            (
                CON_HUELLA.removeprefix("^").replace("\\", "\\\\"),
                PARECE_HUELLA.replace("\\", "\\\\"),
            ),
            (f'"^{PREFIJO}[', '"['),
        ],
        [(CON_HUELLA, PARECE_HUELLA)],
        "Un documento no debe guardarse sin volver a preguntar",
        f"{ANEXOS}/acta-20200310.pdf",
    ),
    "anexo sin encerrar": Falta(
        *[[(CSP_DE_ANEXO, "default-src 'none'")]] * 3,
        "Un anexo que puede traer órdenes no está encerrado",
        f"{ANEXOS}/plano.svg",
    ),
    "anexo que se abre": Falta(
        [('"attachment"', '"inline"')],
        [("Content-Disposition attachment", "Content-Disposition inline")],
        [("Content-Disposition attachment", "Content-Disposition inline")],
        "Un anexo que puede traer órdenes se abre en vez de descargarse",
        f"{ANEXOS}/plano.svg",
    ),
    "anexo que corre": Falta(
        [(f"default_type {TIPO_DE_GUION};", "default_type text/javascript;")],
        [(f"ForceType {TIPO_DE_GUION};charset=utf-8", "ForceType text/javascript;charset=utf-8")],
        [(f'header @guion Content-Type "{TIPO_DE_GUION}; charset=utf-8"', "")],
        "Una página anexa podría correr este guion en el sitio",
        f"{ANEXOS}/guion.js",
    ),
    "ocultos a la vista": Falta(
        [('(?:.*/)?\\."', '(?:.*/)?nada"')],
        [('(?:.*/)?\\."', '(?:.*/)?nada"')],
        [("rewrite @oculto /no-existe", "")],
        "Entrega un archivo oculto",
        "estaticos/.oculto",
    ),
    "con listados": Falta(
        [
            ("autoindex off;", "autoindex on;"),
            (f"$uri @generador_anterior{PREFIJO.replace('/', '_')}", "$uri $uri/ =404"),
        ],
        [("Options FollowSymLinks", "Options FollowSymLinks Indexes"), ("SetHandler", "#")],
        [
            ("precompressed br gzip", "browse\n\t\t\t\tprecompressed br gzip"),
            ("handle @ausente", "handle /nunca"),
        ],
        "Muestra la lista de archivos de una carpeta",
        "estaticos/",
    ),
    "lo que no existe responde 200": Falta(
        [("error_page 404 ", "error_page 404 =200 ")],
        [("RewriteEngine On\n", "RewriteEngine On\nRewriteRule ^/sub/no/ /sub/404.html [PT]\n")],
        [("status 404", "status 200")],
        "Lo que no existe no responde 404",
        AUSENTE,
    ),
    "sin gzip": Falta(
        [("gzip_static on;", "")],
        [("\\bgzip\\b", "nunca")],
        [("precompressed br gzip", "precompressed br")],
        "No entrega la copia comprimida con gzip",
        "index.html",
    ),
    "sin Vary": Falta(
        [("gzip_vary on;", "")],
        [("Header always merge Vary Accept-Encoding", "Header unset Vary")],
        [("header -Server", "header -Vary")],
        "Una copia comprimida sin Vary confunde a las memorias",
        "index.html",
    ),
    "sin inicio": Falta(
        [("${uri}index.html", "")],
        [("DirectoryIndex index.html", "DirectoryIndex nada.html")],
        [("file {path}index.html", "file {path}nada.html")],
        "La página de inicio responde 404",
    ),
    "sin la barra": Falta(
        [(f"location = {PREFIJO} {{ return 301 {PREFIJO}/; }}", "")],
        [(f'RewriteRule "^{PREFIJO}$"', 'RewriteRule "^/nunca$"')],
        [(f"redir {PREFIJO} {PREFIJO}/ 301", "")],
        f"Sin la barra del final debe llevar a «{PREFIJO}/»",
        PREFIJO,
    ),
    "sin redirigir": Falta(
        [("return 301 /sub/instancias", "return 302 /sub/instancias")],
        [('03.html" [R=301', '03.html" [R=302')],
        [('03.html" 301', '03.html" 302')],
        "Debe llevar a «instancias/mesa/actas/2020/03.html» y responde 302",
        "instancias/mesa/actas/2020/02.html",
    ),
    "redirige a otra parte": Falta(
        [("return 301 /sub/instancias/mesa/actas/2020/03.html", "return 301 /sub/index.html")],
        [('"/sub/instancias/mesa/actas/2020/03.html" [R', '"/sub/index.html" [R')],
        [('"/sub/instancias/mesa/actas/2020/03.html" 301', '"/sub/index.html" 301')],
        "Debe llevar a «instancias/mesa/actas/2020/03.html» y responde 301",
        "instancias/mesa/actas/2020/02.html",
    ),
    "lo retirado como si nada": Falta(
        [("return 410;", "return 404;")],
        [("[R=410", "[R=404")],
        [("status 410", "status 404")],
        "Se retiró: debe responder 410 con su aviso y responde 404",
        f"{ANEXOS.replace('01', '02')}/anexo.pdf",
    ),
    "sin manifiesto": Falta(
        [
            (
                f"location = {PREFIJO} {{",
                f"location = {PREFIJO}/manifiesto.json {{ return 404; }}\n#",
            )
        ],
        [("/(?!\\.well-known/)(?:.*/)?\\.", "/manifiesto")],
        [("path_regexp /\\.", "path_regexp manifiesto")],
        "No se puede leer el manifiesto",
        "manifiesto.json",
    ),
}


@contextmanager
def _plantados(servido: Servido) -> Iterator[None]:
    """Un archivo oculto en el árbol, que un servidor descuidado entregaría."""
    oculto = (servido.destino / "actual").resolve() / "estaticos/.oculto"
    oculto.write_text("secreto")
    try:
        yield
    finally:
        oculto.unlink()


@pytest.mark.parametrize("nombre", FALTAS)
@pytest.mark.parametrize("clase", ["nginx", "apache", "caddy"])
def test_cada_falta_se_dice(clase: str, nombre: str, servido: Servido, tmp_path: Path) -> None:
    exigir(clase)
    falta = FALTAS[nombre]
    cambios: Cambios = getattr(falta, clase)
    encendido = encender(clase, servido, tmp_path, "--prefijo", PREFIJO, cambios=cambios)
    with _plantados(servido), encendido as puerto:
        defectos, _ = revisar_servidor(EnLaRed(f"http://127.0.0.1:{puerto}{PREFIJO}/"))
    hallados = [(d.ruta, d.mensaje) for d in defectos]
    debido = [r for r, m in hallados if r.startswith(falta.ruta) and falta.dice in m]
    assert debido, hallados


@pytest.mark.parametrize("clase", ["nginx", "apache", "caddy"])
def test_sin_faltas_no_se_acusa(clase: str, servido: Servido, tmp_path: Path) -> None:
    exigir(clase)
    with _plantados(servido), encender(clase, servido, tmp_path, "--prefijo", PREFIJO) as puerto:
        defectos, notas = revisar_servidor(EnLaRed(f"http://127.0.0.1:{puerto}{PREFIJO}/"))
    assert (defectos, len(notas)) == ([], 0 if sirve_brotli(clase) else 1)


@pytest.mark.parametrize("extension", [".gz", ".br"])
def test_una_copia_comprimida_que_no_es_la_pagina(
    extension: str, servido: Servido, tmp_path: Path
) -> None:
    exigir("caddy")
    copia = (servido.destino / "actual").resolve() / f"index.html{extension}"
    guardada, otra = copia.read_bytes(), copia.with_name(f"buscar.html{extension}")
    with encender("caddy", servido, tmp_path, "--prefijo", PREFIJO) as puerto:
        # Un archivo nuevo: el que hay se comparte con la versión anterior.
        copia.unlink()
        shutil.copy(otra, copia)
        try:
            defectos, _ = revisar_servidor(EnLaRed(f"http://127.0.0.1:{puerto}{PREFIJO}/"))
        finally:
            copia.unlink()
            copia.write_bytes(guardada)
    nombre = {".gz": "gzip", ".br": "br"}[extension]
    assert [d.mensaje for d in defectos] == [f"La copia {nombre} no es la página"]


def test_sin_brotli_se_avisa_y_no_se_acusa(servido: Servido, tmp_path: Path) -> None:
    exigir("caddy")
    cambios = [("precompressed br gzip", "precompressed gzip")]
    encendido = encender("caddy", servido, tmp_path, "--prefijo", PREFIJO, cambios=cambios)
    with encendido as puerto:
        defectos, notas = revisar_servidor(EnLaRed(f"http://127.0.0.1:{puerto}{PREFIJO}/"))
    assert (defectos, [n.partition(":")[0] for n in notas]) == ([], ["Brotli"])


def test_todo_lo_que_se_comprueba_tiene_su_falta() -> None:
    """Cada defecto que el programa sabe decir lo dice alguna prueba de este archivo."""
    arbol = ast.parse(Path(servidores.__file__).read_text("utf-8"))
    dichos = [f.dice for f in FALTAS.values()] + ["La copia gzip no es la página"]
    sin_falta = [
        mensaje
        for nodo in ast.walk(arbol)
        if isinstance(nodo, ast.Call) and ast.unparse(nodo.func) == "_defecto"
        for mensaje in [_fijo(nodo.args[1])]
        if not any(mensaje(dicho) for dicho in dichos)
    ]
    assert sin_falta == []


def _fijo(nodo: ast.expr) -> Callable[[str], bool]:
    """Si un texto trae todos los trozos que no cambian de un mensaje, en su orden."""
    valores = nodo.values if isinstance(nodo, ast.JoinedStr) else [nodo]
    trozos = [v.value for v in valores if isinstance(v, ast.Constant) and isinstance(v.value, str)]
    # De un mensaje largo se espera el comienzo: la prueba no tiene que repetirlo entero.
    return lambda dicho: all(t in dicho or t.startswith(dicho) for t in trozos)
