"""La configuración de nginx: un servidor entero o, bajo una ruta, lo que se incluye en el que hay.

Bajo una ruta el servidor es de otro, un portal con sus propias páginas: lo escrito son solo bloques
`location` de esa ruta, y lo demás sigue siendo suyo.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from generador.hospedaje.pedido import Hospedaje, adentro
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

_NO_GUARDAR = "no-cache"
_OCULTO = r"/(?!\.well-known/)(?:.*/)?\."
_RECURSOS = "|".join(RECURSOS)


def configurar_nginx(pedido: Hospedaje) -> str:
    """El texto de la configuración, siempre el mismo para lo mismo."""
    renglones = _incluido(pedido) if pedido.es_fragmento else [*_a_tls(pedido), *_servidor(pedido)]
    return "\n".join([_AVISO, *renglones]) + "\n"


_AVISO = "# La escribió «generador servidor nginx». Vuelva a escribirla al construir el sitio."


def _incluido(pedido: Hospedaje) -> Iterator[str]:
    yield "# Va dentro del bloque «server» que ya atiende el resto: include de este archivo. Solo"
    yield f"# dice qué se responde bajo {pedido.prefijo}/."
    yield from _rutas(pedido)


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
    yield from adentro(_rutas(pedido))
    if pedido.prefijo:
        yield "    location / { return 404; }"
    yield "}"


def _rutas(pedido: Hospedaje) -> Iterator[str]:
    prefijo = pedido.prefijo
    if prefijo:
        yield f"location = {prefijo} {{ return 301 {prefijo}/; }}"
    for vieja, nueva in sorted(pedido.redirecciones.items()):
        destino = f"{prefijo}/{quote(nueva)}"
        yield f"location = {_c(f'{prefijo}/{vieja}')} {{ return 301 {destino}; }}"
    for ruta in sorted(pedido.retiradas):
        yield f"location = {_c(f'{prefijo}/{ruta}')} {{"
        yield f"    error_page 410 {_retirado(pedido)};"
        yield "    return 410;"
        yield "}"
    yield f"location ^~ {prefijo}/ {{"
    yield from adentro(_sitio(pedido))
    yield "}"
    yield from _nombradas(pedido)


def _sitio(pedido: Hospedaje) -> Iterator[str]:
    yield f"root {_c(f'{pedido.base}/actual')};"
    yield from _generales(pedido)
    yield from _tipos()
    yield from _encabezados(pedido, pedido.csp)
    yield "if ($request_method !~ ^(GET|HEAD)$) { return 405; }"
    yield f"error_page 404 {pedido.prefijo}/404.html;"
    yield f'location ~ "^{_r(pedido)}{_OCULTO}" {{ return 404; }}'
    yield f"location = {pedido.prefijo}/SHA256SUMS {{"
    yield "    types { }"
    yield "    default_type text/plain;"
    yield from adentro(_entregar(pedido, "$uri =404"))
    yield "}"
    yield f'location ~* "{_bajo(pedido, ANEXO_GUION)}" {{'
    yield "    types { }"
    yield f"    default_type {TIPO_DE_GUION};"
    yield from adentro(_anexo(pedido))
    yield "}"
    yield f'location ~* "{_bajo(pedido, ANEXO_ACTIVO)}" {{'
    yield from adentro(_anexo(pedido))
    yield "}"
    yield f'location ~ "{_bajo(pedido, CON_HUELLA)}" {{'
    yield from adentro(_encabezados(pedido, pedido.csp, PARA_SIEMPRE))
    yield from adentro(_entregar(pedido, f"$uri {_anterior(pedido)}"))
    yield "}"
    yield f'location ~ "^{_r(pedido)}/(?:{_RECURSOS})/" {{'
    yield from adentro(_entregar(pedido, f"$uri {_anterior(pedido)}"))
    yield "}"
    yield from _entregar(pedido, "$uri ${uri}index.html =404")


def _anexo(pedido: Hospedaje) -> Iterator[str]:
    """Lo que podría traer órdenes: encerrado, y se descarga."""
    yield from _encabezados(pedido, CSP_DE_ANEXO)
    yield 'add_header Content-Disposition "attachment" always;'
    yield from _entregar(pedido, "$uri =404")


def _entregar(pedido: Hospedaje, intentos: str) -> Iterator[str]:
    yield from _sin_prefijo(pedido)
    yield f"try_files {intentos};"


def _nombradas(pedido: Hospedaje) -> Iterator[str]:
    """De quien abrió la página antes del cambio, y el aviso de lo retirado."""
    yield f"location {_anterior(pedido)} {{"
    yield f"    root {_c(f'{pedido.base}/anterior')};"
    yield from adentro((*_generales(pedido), *_tipos(), *_encabezados(pedido, pedido.csp)))
    yield "    try_files $uri =404;"
    yield "}"
    if pedido.retiradas:
        yield f"location {_retirado(pedido)} {{"
        yield f"    root {_c(f'{pedido.base}/actual')};"
        yield from adentro((*_generales(pedido), *_tipos(), *_encabezados(pedido, pedido.csp)))
        yield from adentro(_entregar(pedido, "$uri $uri.html =404"))
        yield "}"


def _anterior(pedido: Hospedaje) -> str:
    return f"@generador_anterior{_como_nombre(pedido)}"


def _retirado(pedido: Hospedaje) -> str:
    return f"@generador_retirado{_como_nombre(pedido)}"


def _como_nombre(pedido: Hospedaje) -> str:
    # Dos sitios incluidos en el mismo servidor no pueden compartir un nombre.
    return re.sub(r"[^A-Za-z0-9]", "_", pedido.prefijo)


def _r(pedido: Hospedaje) -> str:
    return re.escape(pedido.prefijo)


def _bajo(pedido: Hospedaje, patron: str) -> str:
    return f"^{_r(pedido)}{patron.removeprefix('^')}"


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
    for extension, tipo in TIPOS_MIME.items():
        yield f"    {tipo} {extension};"
    yield "}"
    yield "default_type application/octet-stream;"


def _encabezados(pedido: Hospedaje, csp: str, memoria: str = _NO_GUARDAR) -> Iterator[str]:
    # Enteros cada vez: un solo `add_header` en un bloque borra los del que lo contiene.
    yield f'add_header Content-Security-Policy "{csp}" always;'
    yield f'add_header Cache-Control "{memoria}" always;'
    for nombre, valor in pedido.encabezados.items():
        yield f'add_header {nombre} "{valor}" always;'


def _sin_prefijo(pedido: Hospedaje) -> Iterator[str]:
    if pedido.prefijo:
        yield f"rewrite ^{_r(pedido)}(/.*)$ $1 break;"
