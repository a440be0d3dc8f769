"""Un sitio publicado y servido por nginx, Apache o Caddy, como los configura el producto."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from apoyo.formatos_minimos import pdf_en_blanco
from apoyo.reales import abrir_camino, apache, caddy, generador, hacer_sitio, nginx, puerto_libre

from generador.modelo.anexos import POR_EXTENSION, Formato

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
PORTAL = {
    "nginx": "server {{\nlisten {puerto};\nlocation / {{ return 200 portal; }}\n"
    "error_page 404 /del-portal.html;\n{fragmento}}}\n",
    "apache": "<VirtualHost *:{puerto}>\nDocumentRoot {carpeta}/portal\n"
    "ErrorDocument 404 /del-portal.html\n<Directory {carpeta}/portal>\nRequire all granted\n"
    "FallbackResource /index.html\n</Directory>\n{fragmento}</VirtualHost>\n",
    "caddy": "http://:{puerto} {{\n{fragmento}\nhandle {{\nrespond portal\n}}\n}}\n",
}
"""Un servidor que ya tiene sus páginas, donde se incluye lo que se escribe para una ruta."""
Cambios = Sequence[tuple[str, str]]
"""Textos de la configuración y lo que se pone en su lugar."""


@dataclass(frozen=True, slots=True)
class Servido:
    """Un sitio y el destino donde se publicó."""

    raiz: Path
    destino: Path


def hacer_servido(carpeta: Path) -> Servido:
    """Con direcciones viejas y retiradas y anexos que traen órdenes, publicado dos veces."""
    # El servidor corre con otra cuenta en una máquina real: la carpeta debe poder recorrerse.
    abrir_camino(carpeta)
    raiz, destino = hacer_sitio(carpeta / "sitio", 2), carpeta / "destino"
    actas = raiz / "contenido/instancias/mesa/actas/2020"
    (actas / "01/plano.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (actas / "01/pagina.html").write_text("<script src=guion.js></script><script>1</script>")
    (actas / "01/guion.js").write_text("alert(1)")
    # Una fecha en el nombre se parece a una huella.
    (actas / "01/acta-20200310.pdf").write_text(pdf_en_blanco())
    _nombrar(actas / "01.md", "plano.svg", "pagina.html", "guion.js", "acta-20200310.pdf")
    with _como_antes():
        publicar(raiz, destino)
        _mudar_el_acta(raiz, actas)
        publicar(raiz, destino)
    return Servido(raiz, destino)


def _nombrar(acta: Path, *nombres: str) -> None:
    anexos = "".join(f"  - titulo: Anexo {n}\n    archivo: {n}\n" for n in nombres)
    acta.write_text(acta.read_text("utf-8").replace("anexos:\n", f"anexos:\n{anexos}"), "utf-8")


def _como_antes() -> AbstractContextManager[object]:
    """Hay sitios publicados con anexos de clases que ya no se admiten; su servidor los encierra."""
    viejas = {e: Formato("un anexo de antes", (e,), "Se publicaba") for e in ("svg", "html", "js")}
    return mock.patch.dict(POR_EXTENSION, viejas)


def _mudar_el_acta(raiz: Path, actas: Path) -> None:
    (actas / "02.md").rename(actas / "03.md")
    (actas / "02").rename(actas / "03")
    texto = (actas / "03.md").read_text("utf-8").replace("numero: 2", "numero: 3")
    vieja = "antes: [instancias/mesa/actas/2020/02.html, vieja/acta dos.pdf]\n---\n\n"
    (actas / "03.md").write_text(texto.replace("---\n\n", vieja, 1), "utf-8")
    (raiz / "contenido/retirados.yaml").write_text(
        "documentos:\n  - ruta: instancias/mesa/actas/2020/02/anexo.pdf\n"
        "    fecha: 2026-11-20\n    motivo: Está en otra dirección\n"
    )


def publicar(raiz: Path, destino: Path) -> None:
    """Publica y exige que haya salido bien."""
    hecho = generador(raiz, "publicar", str(destino))
    assert hecho.codigo == 0, hecho.dicho


def sirve_brotli(clase: str) -> bool:
    """Si ese servidor entrega las copias con Brotli; en nginx es un módulo que puede faltar."""
    return clase != "nginx" or BROTLI.exists()


def encender(
    clase: str, servido: Servido, carpeta: Path, *mas: str, cambios: Cambios = ()
) -> AbstractContextManager[int]:
    """El servidor con su configuración, con Brotli si su módulo está, y con esos cambios."""
    puerto = puerto_libre()
    con_brotli = sirve_brotli(clase)
    orden = ["servidor", clase, "--base", str(servido.destino), "--puerto", str(puerto)]
    escrita = generador(servido.raiz, *orden, *mas, *(["--brotli"] if con_brotli else []))
    assert escrita.codigo == 0, escrita.dicho
    texto = escrita.dicho
    for viejo, nuevo in cambios:
        assert viejo in texto, f"la configuración no dice «{viejo}»"
        texto = texto.replace(viejo, nuevo)
    if "Va dentro del bloque" in texto:
        (carpeta / "portal").mkdir(parents=True)
        (carpeta / "portal/index.html").write_text("portal")
        texto = PORTAL[clase].format(puerto=puerto, fragmento=texto, carpeta=carpeta)
    if clase == "caddy":
        return caddy(texto, carpeta, puerto)
    if clase == "apache":
        return apache(texto, carpeta, puerto)
    return nginx(texto, carpeta, puerto, brotli=con_brotli)
