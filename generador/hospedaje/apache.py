"""La configuración de Apache: un servidor entero o, bajo una ruta, lo que se incluye en el que hay.

Pide los módulos alias, dir, headers, mime y rewrite, que trae todo Apache 2.4. Las reglas van en el
servidor y no en un `.htaccess`: el sitio cambia entero de carpeta con cada publicación.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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

_AVISO = "# La escribió «generador servidor apache». Vuelva a escribirla al construir el sitio."
_MODULOS = "# Necesita los módulos alias, dir, headers, mime y rewrite: a2enmod headers rewrite."
_COMPRIMIDAS = {"br": "br", "gzip": "gz"}


def configurar_apache(pedido: Hospedaje) -> str:
    """El texto de la configuración, siempre el mismo para lo mismo."""
    renglones = _incluido(pedido) if pedido.es_fragmento else [*_a_tls(pedido), *_entero(pedido)]
    return "\n".join([_AVISO, _MODULOS, *renglones]) + "\n"


def _incluido(pedido: Hospedaje) -> Iterator[str]:
    yield "# Va dentro del bloque «VirtualHost» que ya atiende el resto: Include de este archivo."
    yield f"# Solo dice qué se responde bajo {pedido.prefijo}/."
    yield f"Alias {_c(f'{pedido.prefijo}/')} {_c(f'{pedido.base}/actual/')}"
    yield from _sitio(pedido)


def _a_tls(pedido: Hospedaje) -> Iterator[str]:
    if pedido.certificado:
        yield "<VirtualHost *:80>"
        yield from _nombre(pedido)
        yield "    RewriteEngine On"
        yield "    RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L,NE]"
        yield "</VirtualHost>"


def _entero(pedido: Hospedaje) -> Iterator[str]:
    yield f"<VirtualHost *:{443 if pedido.certificado else pedido.puerto}>"
    yield from _nombre(pedido)
    if pedido.certificado:
        yield "    SSLEngine on"
        yield "    SSLProtocol -all +TLSv1.2 +TLSv1.3"
        yield f"    SSLCertificateFile {_c(pedido.certificado)}"
        yield f"    SSLCertificateKeyFile {_c(pedido.llave)}"
    yield f"    DocumentRoot {_c(f'{pedido.base}/actual')}"
    if pedido.prefijo:
        yield f"    Alias {_c(f'{pedido.prefijo}/')} {_c(f'{pedido.base}/actual/')}"
        yield "    RewriteEngine On"
        otras = f"^/(?!{re.escape(pedido.prefijo[1:])}(?:/|$))"
        yield f"    {_regla(otras, '-', 'R=404', 'L')}"
    yield from adentro(_sitio(pedido))
    yield "</VirtualHost>"


def _nombre(pedido: Hospedaje) -> Iterator[str]:
    propio, *otros = pedido.nombre.split() or [""]
    if propio:
        yield f"    ServerName {propio}"
    if otros:
        yield f"    ServerAlias {' '.join(otros)}"


def _sitio(pedido: Hospedaje) -> Iterator[str]:
    yield "RewriteEngine On"
    yield from _direcciones(pedido)
    yield from _archivos(pedido)
    for cual in ("actual", "anterior"):
        yield f"<Directory {_c(f'{pedido.base}/{cual}')}>"
        yield from adentro(_entrega())
        yield "</Directory>"
    yield f"<Location {_c(f'{pedido.prefijo}/')}>"
    yield f"    ErrorDocument 404 {pedido.prefijo}/404.html"
    yield from adentro(_encabezados(pedido))
    yield "</Location>"
    yield from _excepciones(pedido)


def _regla(patron: str, destino: str, *senas: str) -> str:
    return f"RewriteRule {_t(patron)} {_t(destino)} [{','.join(senas)}]"


def _condicion(que: str, patron: str) -> str:
    return f"RewriteCond {_t(que)} {_t(patron)}"


def _t(texto: str) -> str:
    """Entre comillas para `mod_rewrite`, que a diferencia de los demás no deshace `\\\\`."""
    return '"' + texto.replace('"', '\\"') + '"'


def _direcciones(pedido: Hospedaje) -> Iterator[str]:
    """Lo que no se entrega: otros métodos, lo oculto, y las direcciones viejas y retiradas."""
    raiz = re.escape(pedido.prefijo)
    yield _condicion("%{REQUEST_METHOD}", "!^(GET|HEAD)$")
    yield _regla(f"^{raiz}/", "-", "R=405", "L")
    yield _regla(rf"^{raiz}/(?!\.well-known/)(?:.*/)?\.", "-", "R=404", "L")
    if pedido.prefijo:
        yield _regla(f"^{raiz}$", f"{pedido.prefijo}/", "R=301", "L")
    for vieja, nueva in sorted(pedido.redirecciones.items()):
        destino = re.sub(r"([\\$%])", r"\\\1", f"{pedido.prefijo}/{nueva}")
        yield _regla(f"^{re.escape(f'{pedido.prefijo}/{vieja}')}$", destino, "R=301", "L")
    for ruta in sorted(pedido.retiradas):
        # El aviso puede vivir en la misma dirección: cuando ya se va a mostrar, no se retira.
        yield _condicion("%{ENV:REDIRECT_STATUS}", "^$")
        yield _regla(f"^{re.escape(f'{pedido.prefijo}/{ruta}')}$", "-", "R=410", "L")


def _archivos(pedido: Hospedaje) -> Iterator[str]:
    """De quien abrió la página antes del cambio, lo anterior; y de todo, la copia comprimida."""
    raiz, actual = re.escape(pedido.prefijo), f"{pedido.base}/actual"
    # Que nadie comprima otra vez, de paso, lo que ya tiene su copia o no la necesita.
    yield _regla(f"^{raiz}/", "-", "E=no-gzip:1", "E=no-brotli:1")
    yield _condicion(f"{actual}/$1", "!-f")
    recursos = f"^{raiz}/((?:{'|'.join(RECURSOS)})/.*)$"
    yield _regla(recursos, f"{pedido.base}/anterior/$1", "L")
    for codigo, extension in _COMPRIMIDAS.items():
        for patron, archivo in ((r"(.+[^/])", "$1"), ("(|.*/)", "$1index.html")):
            yield _condicion("%{HTTP:Accept-Encoding}", rf"\b{codigo}\b")
            yield _condicion(f"{actual}/{archivo}.{extension}", "-f")
            yield _regla(f"^{raiz}/{patron}$", f"{actual}/{archivo}.{extension}", "L")


def _entrega() -> Iterator[str]:
    yield "Require all granted"
    yield "AllowOverride None"
    yield "Options FollowSymLinks"
    yield "DirectoryIndex index.html"
    yield "DirectorySlash Off"
    # Nada de aquí se ejecuta, diga lo que diga el resto del servidor de una extensión.
    yield "SetHandler default-handler"
    yield "RemoveType .gz .br"
    yield "AddEncoding gzip .gz"
    yield "AddEncoding br .br"
    yield from (f"AddType {tipo} .{extension}" for extension, tipo in TIPOS_MIME.items())
    con_letras = " ".join(f".{e}" for e, tipo in TIPOS_MIME.items() if tipo in CON_CHARSET)
    yield f"AddCharset utf-8 {con_letras}"


def _encabezados(pedido: Hospedaje) -> Iterator[str]:
    # Siempre con «always»: sin él es otra lista, y el encabezado saldría dos veces.
    yield f"Header always set Content-Security-Policy {_c(pedido.csp)}"
    yield "Header always set Cache-Control no-cache"
    yield "Header always merge Vary Accept-Encoding"
    for nombre, valor in pedido.encabezados.items():
        yield f"Header always set {nombre} {_c(valor)}"
    # Lo que no está en la lista: sin esto saldría sin ningún tipo.
    yield "Header set Content-Type application/octet-stream \"expr=%{CONTENT_TYPE} == ''\""


def _excepciones(pedido: Hospedaje) -> Iterator[str]:
    huella = f"Header always set Cache-Control {_c(PARA_SIEMPRE)}"
    yield from _donde(pedido, CON_HUELLA, huella)
    yield from _donde(pedido, "^/SHA256SUMS$", "ForceType text/plain;charset=utf-8")
    yield from _donde(pedido, f"(?i){ANEXO_GUION}", f"ForceType {TIPO_DE_GUION};charset=utf-8")
    yield from _donde(
        pedido,
        f"(?i){ANEXO_ACTIVO}",
        f"Header always set Content-Security-Policy {_c(CSP_DE_ANEXO)}",
        "Header always set Content-Disposition attachment",
    )
    for ruta in sorted(pedido.retiradas):
        pagina = ruta if ruta.endswith((".html", ".htm")) else f"{ruta}.html"
        aviso = f"ErrorDocument 410 {_c(f'{pedido.prefijo}/{pagina}')}"
        yield from _donde(pedido, f"^/{re.escape(ruta)}$", aviso)


def _donde(pedido: Hospedaje, patron: str, *renglones: str) -> Iterator[str]:
    """Un bloque para las direcciones del sitio que cumplen el patrón, que empieza en su raíz."""
    sena, _, resto = patron.rpartition("^")
    yield f"<LocationMatch {_c(f'{sena}^{re.escape(pedido.prefijo)}{resto}')}>"
    yield from adentro(renglones)
    yield "</LocationMatch>"
