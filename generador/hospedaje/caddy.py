"""La configuración de Caddy: un Caddyfile."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from generador.hospedaje.pedido import Hospedaje
from generador.hospedaje.pedido import entre_comillas as _c
from generador.integridad.entrega import (
    ANEXO_ACTIVO,
    ANEXO_GUION,
    CON_CHARSET,
    CON_HUELLA,
    CSP_DE_ANEXO,
    PARA_SIEMPRE,
    RECURSOS,
    TIPO_DE_GUION,
    TIPOS_MIME,
)


def configurar_caddy(pedido: Hospedaje) -> str:
    """El texto de la configuración, siempre el mismo para lo mismo."""
    renglones = _incluido(pedido) if pedido.es_fragmento else _entero(pedido)
    return "\n".join([_AVISO, *renglones]) + "\n"


_AVISO = "# La escribió «generador servidor caddy». Vuelva a escribirla al construir el sitio."


def _incluido(pedido: Hospedaje) -> Iterator[str]:
    """Bajo una ruta el servidor es de otro: solo se dice qué se responde en ella."""
    yield "# Va dentro del bloque del sitio que ya atiende el resto: import de este archivo. Solo"
    yield f"# dice qué se responde bajo {pedido.prefijo}/."
    yield from _sitio(pedido)


def _entero(pedido: Hospedaje) -> Iterator[str]:
    yield f"{_direccion(pedido)} {{"
    if pedido.certificado:
        yield f"\ttls {_c(pedido.certificado)} {_c(pedido.llave)}"
    yield from (f"\t{r}" for r in _sitio(pedido))
    if pedido.prefijo:
        yield "\thandle {\n\t\trespond 404\n\t}"
    yield "}"


def _direccion(pedido: Hospedaje) -> str:
    if pedido.certificado:
        return pedido.nombre or ":443"
    return f"http://{pedido.nombre}:{pedido.puerto}" if pedido.nombre else f":{pedido.puerto}"


def _sitio(pedido: Hospedaje) -> Iterator[str]:
    if pedido.prefijo:
        yield f"redir {pedido.prefijo} {pedido.prefijo}/ 301"
        yield f"handle_path {pedido.prefijo}/* {{"
    else:
        yield "handle {"
    yield "\troute {"
    for renglon in (
        *_cerrado(),
        *_raices(pedido),
        *_encabezados(pedido),
        *_direcciones(pedido),
        *_ausente(pedido),
    ):
        yield f"\t\t{renglon}"
    for renglon in ("file_server {", f"\t{_comprimidos(pedido)}", "\tdisable_canonical_uris", "}"):
        yield f"\t\t{renglon}"
    yield "\t}"
    yield "}"


def _cerrado() -> Iterator[str]:
    # Dentro de `route`, que respeta el orden: afuera, Caddy los dejaría para después de entregar.
    yield "@metodo not method GET HEAD"
    yield "respond @metodo 405"
    yield "@oculto {"
    yield "\tpath_regexp /\\."
    yield "\tnot path /.well-known/*"
    yield "}"
    yield "rewrite @oculto /no-existe"


def _comprimidos(pedido: Hospedaje) -> str:
    return "precompressed br gzip" if pedido.brotli else "precompressed gzip"


def _raices(pedido: Hospedaje) -> Iterator[str]:
    yield f"root * {_c(f'{pedido.base}/actual')}"
    yield "@respaldo {"
    yield f"\tpath {' '.join(f'/{r}/*' for r in RECURSOS)}"
    yield "\tnot file {path}"
    yield "}"
    yield f"root @respaldo {_c(f'{pedido.base}/anterior')}"


def _encabezados(pedido: Hospedaje) -> Iterator[str]:
    # Sola: quitar un encabezado aplaza todo su bloque hasta después de los demás.
    yield "header -Server"
    yield "header {"
    yield f"\tContent-Security-Policy {_c(pedido.csp)}"
    yield "\tCache-Control no-cache"
    for nombre, valor in pedido.encabezados.items():
        yield f"\t{nombre} {_c(valor)}"
    yield "}"
    yield f"@huella path_regexp {CON_HUELLA}"
    yield f"header @huella Cache-Control {_c(PARA_SIEMPRE)}"
    for extension, tipo in TIPOS_MIME.items():
        completo = f"{tipo}; charset=utf-8" if tipo in CON_CHARSET else tipo
        yield f"@tipo_{extension} path *.{extension}"
        yield f"header @tipo_{extension} Content-Type {_c(completo)}"
    # Lo que no está en la lista: sin esto saldría sin ningún tipo.
    yield "header ?Content-Type application/octet-stream"
    yield "@sumas path /SHA256SUMS"
    yield 'header @sumas Content-Type "text/plain; charset=utf-8"'
    yield f"@guion path_regexp (?i){ANEXO_GUION}"
    yield f'header @guion Content-Type "{TIPO_DE_GUION}; charset=utf-8"'
    yield f"@anexo path_regexp (?i){ANEXO_ACTIVO}"
    yield "header @anexo {"
    yield f"\tContent-Security-Policy {_c(CSP_DE_ANEXO)}"
    yield "\tContent-Disposition attachment"
    yield "}"


def _direcciones(pedido: Hospedaje) -> Iterator[str]:
    for vieja, nueva in sorted(pedido.redirecciones.items()):
        destino = f"{pedido.prefijo}/{quote(nueva)}"
        yield f"redir {_c(f'/{vieja}')} {_c(destino)} 301"
    for n, ruta in enumerate(sorted(pedido.retiradas)):
        pagina = ruta if ruta.endswith((".html", ".htm")) else f"{ruta}.html"
        yield f"@retirada{n} path {_c(f'/{ruta}')}"
        yield f"handle @retirada{n} {{"
        yield f"\trewrite * {_c(f'/{quote(pagina)}')}"
        yield '\theader Content-Type "text/html; charset=utf-8"'
        yield "\theader -Content-Disposition"
        yield "\tfile_server {\n\t\t\t\tstatus 410\n\t\t\t\tdisable_canonical_uris\n\t\t\t}"
        yield "}"


def _ausente(pedido: Hospedaje) -> Iterator[str]:
    """Lo que no está responde 404 con la página del sitio, sin tocar los errores del servidor."""
    yield "@ausente {"
    yield "\tnot {"
    yield "\t\tpath */"
    yield "\t\tfile {path}index.html"
    yield "\t}"
    yield "\tnot {"
    yield "\t\tnot path */"
    yield "\t\tfile {path}"
    yield "\t}"
    yield "}"
    yield "handle @ausente {"
    yield f"\troot * {_c(f'{pedido.base}/actual')}"
    yield f"\theader Content-Security-Policy {_c(pedido.csp)}"
    yield "\theader Cache-Control no-cache"
    yield "\theader -Content-Disposition"
    yield '\theader Content-Type "text/html; charset=utf-8"'
    yield "\trewrite * /404.html"
    yield "\tfile_server {\n\t\t\t\tstatus 404\n\t\t\t\tdisable_canonical_uris\n\t\t\t}"
    yield "}"
