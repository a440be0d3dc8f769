"""La configuración de nginx: un archivo para `sites-enabled/` o `conf.d/`."""

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


def configurar_nginx(pedido: Hospedaje) -> str:
    """El texto de la configuración, siempre el mismo para lo mismo."""
    return "\n".join([*_mapas(pedido), *_a_tls(pedido), *_servidor(pedido)]) + "\n"


def _mapas(pedido: Hospedaje) -> Iterator[str]:
    """Cada encabezado sale de un mapa: `add_header` en una `location` borraría los demás."""
    recursos = "|".join(RECURSOS)
    yield "# La escribió «generador servidor nginx». Vuelva a escribirla al construir el sitio."
    yield "map $uri $generador_csp {"
    yield f'    default "{pedido.csp}";'
    yield f'    "~*{ANEXO_ACTIVO}" "{CSP_DE_ANEXO}";'
    yield "}"
    yield "map $uri $generador_memoria {"
    yield '    default "no-cache";'
    yield f'    "~{CON_HUELLA}" "{PARA_SIEMPRE}";'
    yield "}"
    yield "map $uri $generador_descarga {"
    yield '    default "";'
    yield f'    "~*{ANEXO_ACTIVO}" "attachment";'
    yield "}"
    yield "map $uri $generador_respaldo {"
    yield f'    default "{pedido.base}/no-existe";'
    yield f'    "~^/({recursos})/" "{pedido.base}/anterior";'
    yield "}"


def _a_tls(pedido: Hospedaje) -> Iterator[str]:
    if pedido.certificado:
        yield "server {"
        yield "    listen 80;"
        yield f"    server_name {pedido.nombre or '_'};"
        yield "    return 301 https://$host$request_uri;"
        yield "}"


def _servidor(pedido: Hospedaje) -> Iterator[str]:
    yield "server {"
    if pedido.certificado:
        yield "    listen 443 ssl http2;"
        yield f"    ssl_certificate {_c(pedido.certificado)};"
        yield f"    ssl_certificate_key {_c(pedido.llave)};"
        yield "    ssl_protocols TLSv1.2 TLSv1.3;"
    else:
        yield f"    listen {pedido.puerto};"
    yield f"    server_name {pedido.nombre or '_'};"
    yield f"    root {_c(f'{pedido.base}/actual')};"
    for renglon in (*_generales(pedido), *_tipos(), *_encabezados(), *_rutas(pedido)):
        yield f"    {renglon}"
    yield "}"


def _generales(pedido: Hospedaje) -> Iterator[str]:
    yield "server_tokens off;"
    yield "autoindex off;"
    yield "charset utf-8;"
    yield f"charset_types {' '.join(t for t in CON_CHARSET if t != 'text/html')};"
    yield "gzip off;"
    yield "gzip_static on;"
    yield "gzip_vary on;"
    if pedido.brotli:
        yield "brotli_static on;"


def _tipos() -> Iterator[str]:
    yield "types {"
    for extension, tipo in TIPOS.items():
        yield f"    {tipo} {extension};"
    yield "    text/plain SHA256SUMS;"
    yield "}"
    yield "default_type application/octet-stream;"


def _encabezados() -> Iterator[str]:
    yield "add_header Content-Security-Policy $generador_csp always;"
    yield "add_header Cache-Control $generador_memoria always;"
    yield "add_header Content-Disposition $generador_descarga always;"
    for nombre, valor in ENCABEZADOS.items():
        yield f'add_header {nombre} "{valor}" always;'


def _rutas(pedido: Hospedaje) -> Iterator[str]:
    prefijo = pedido.prefijo
    yield "if ($request_method !~ ^(GET|HEAD)$) { return 405; }"
    yield r'if ($uri ~ "/\.") { return 404; }'
    yield f"error_page 404 {prefijo}/404.html;"
    yield "error_page 410 @retirado;"
    if prefijo:
        yield f"location = {prefijo} {{ return 301 {prefijo}/; }}"
        yield "location / { return 404; }"
    for vieja, nueva in sorted(pedido.redirecciones.items()):
        destino = f"{prefijo}/{quote(nueva)}"
        yield f"location = {_c(f'{prefijo}/{vieja}')} {{ return 301 {destino}; }}"
    for ruta in sorted(pedido.retiradas):
        yield f"location = {_c(f'{prefijo}/{ruta}')} {{ return 410; }}"
    yield f"location ^~ {prefijo}/ {{"
    yield f'    location ~* "^{prefijo}{ANEXO_GUION.removeprefix("^")}" {{'
    yield "        types { }"
    yield f"        default_type {TIPO_DE_GUION};"
    yield from (f"    {r}" for r in _sin_prefijo(prefijo))
    yield "        try_files $uri =404;"
    yield "    }"
    yield from _sin_prefijo(prefijo)
    yield "    try_files $uri ${uri}index.html @anterior;"
    yield "}"
    yield "location @anterior {"
    yield "    root $generador_respaldo;"
    yield "    try_files $uri =404;"
    yield "}"
    yield "location @retirado {"
    yield from _sin_prefijo(prefijo)
    yield "    try_files $uri $uri.html =404;"
    yield "}"


def _sin_prefijo(prefijo: str) -> Iterator[str]:
    if prefijo:
        yield f"    rewrite ^{prefijo}(/.*)$ $1 break;"
