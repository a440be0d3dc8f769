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
    ENCABEZADOS,
    PARA_SIEMPRE,
    RECURSOS,
    TIPO_DE_GUION,
    TIPOS,
)


def configurar_caddy(pedido: Hospedaje) -> str:
    """El texto de la configuración, siempre el mismo para lo mismo."""
    renglones = [
        "# La escribió «generador servidor caddy». Vuelva a escribirla al construir el sitio.",
        f"{_direccion(pedido)} {{",
        *(f"\t{r}" for r in _sitio(pedido)),
        "}",
    ]
    return "\n".join(renglones) + "\n"


def _direccion(pedido: Hospedaje) -> str:
    if pedido.certificado:
        return pedido.nombre or ":443"
    return f"http://{pedido.nombre}:{pedido.puerto}" if pedido.nombre else f":{pedido.puerto}"


def _sitio(pedido: Hospedaje) -> Iterator[str]:
    if pedido.certificado:
        yield f"tls {_c(pedido.certificado)} {_c(pedido.llave)}"
    if pedido.prefijo:
        yield f"redir {pedido.prefijo} {pedido.prefijo}/ 301"
        yield f"handle_path {pedido.prefijo}/* {{"
    else:
        yield "handle {"
    yield "\troute {"
    for renglon in (*_cerrado(), *_raices(pedido), *_encabezados(pedido), *_direcciones(pedido)):
        yield f"\t\t{renglon}"
    for renglon in ("file_server {", f"\t{_comprimidos(pedido)}", "\tdisable_canonical_uris", "}"):
        yield f"\t\t{renglon}"
    yield "\t}"
    yield "}"
    if pedido.prefijo:
        yield "handle {"
        yield "\terror 404"
        yield "}"
    yield from _errores(pedido)


def _cerrado() -> Iterator[str]:
    # Dentro de `route`, que respeta el orden: afuera, Caddy los dejaría para después de entregar.
    yield "@metodo not method GET HEAD"
    yield "respond @metodo 405"
    yield "@oculto path_regexp /\\."
    yield "error @oculto 404"


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
    for nombre, valor in ENCABEZADOS.items():
        yield f"\t{nombre} {_c(valor)}"
    yield "}"
    yield f"@huella path_regexp {CON_HUELLA}"
    yield f"header @huella Cache-Control {_c(PARA_SIEMPRE)}"
    for extension, tipo in TIPOS.items():
        completo = f"{tipo}; charset=utf-8" if tipo in CON_CHARSET else tipo
        yield f"@tipo_{extension} path *.{extension}"
        yield f"header @tipo_{extension} Content-Type {_c(completo)}"
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


def _errores(pedido: Hospedaje) -> Iterator[str]:
    yield "handle_errors {"
    yield f"\troot * {_c(f'{pedido.base}/actual')}"
    yield "\theader {"
    yield "\t\t-Server"
    yield "\t\t-Content-Disposition"
    yield '\t\tContent-Type "text/html; charset=utf-8"'
    yield f"\t\tContent-Security-Policy {_c(pedido.csp)}"
    yield "\t\tCache-Control no-cache"
    for nombre, valor in ENCABEZADOS.items():
        yield f"\t\t{nombre} {_c(valor)}"
    yield "\t}"
    yield "\trewrite * /404.html"
    yield "\tfile_server"
    yield "}"
