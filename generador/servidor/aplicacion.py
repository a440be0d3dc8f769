"""El servidor: tornado con el protocolo de livereload, y nuestras puertas delante de todo."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import Any
from urllib.parse import quote

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.web import Application, RequestHandler, StaticFileHandler

from generador.integridad.entrega import CON_HUELLA, CSP_DE_ANEXO, ES_ACTIVO, PARA_SIEMPRE
from generador.servidor.archivos import hallar, tipo_de
from generador.servidor.paginas import Paginas
from generador.servidor.propios import ESTATICOS, PREFIJO
from generador.servidor.puertas import puede_entrar
from generador.servidor.sobrepuesto import estado_en_json
from generador.servidor.vista_previa import VistaPrevia

_TODAS = "*"
"""Lo que se avisa cuando toda página tiene que recargarse."""
_CUERPO_MAXIMO = 1 << 16
_CON_HUELLA = re.compile(CON_HUELLA)
_CABECERAS = {
    # Lo que se ve es siempre lo último: solo se guarda lo que, si cambia, cambia de dirección.
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    # Otra página del mismo navegador no puede incluir ni enmarcar lo que aquí se sirve.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; img-src 'self' data:; "
        "connect-src 'self' {canal}; object-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Server": "generador",
}


class Servidor:
    """La vista previa en su puerto. `enchufes` ya escuchan; nadie es atendido hasta `abrir`."""

    def __init__(self, enchufes: list[socket.socket], vista: VistaPrevia) -> None:
        self._enchufes = enchufes
        self._vista = vista
        self._paginas = Paginas(vista)
        self.puerto: int = enchufes[0].getsockname()[1]
        self._http: HTTPServer | None = None

    def abrir(self) -> None:
        """Empieza a atender, dentro del lazo que corre."""
        aplicacion = _Aplicacion(self._vista, self._paginas, self.puerto)
        self._http = HTTPServer(aplicacion, max_body_size=_CUERPO_MAXIMO)
        self._http.add_sockets(self._enchufes)

    def recargar(self) -> None:
        """Avisa a cada navegador abierto: el guion de la página sabe si la suya cambió."""
        camino = _TODAS if self._vista.otros_recursos else "pagina"
        orden = {"command": "reload", "path": camino, "liveCSS": False, "liveImg": False}
        for navegador in tuple(_Recarga.waiters):
            navegador.send_message(orden)

    async def cerrar(self) -> None:
        """Deja de atender y cierra todas las conexiones, también las de recarga."""
        if self._http is None:
            return
        self._http.stop()
        for navegador in tuple(_Recarga.waiters):
            navegador.close()
        await self._http.close_all_connections()


class _Aplicacion(Application):
    def __init__(self, vista: VistaPrevia, paginas: Paginas, puerto: int) -> None:
        self.puerto = puerto
        self.paginas = paginas
        con_vista = {"vista": vista}
        propios = {"path": str(ESTATICOS)}
        super().__init__(
            [
                (r"/livereload", _Recarga),
                (r"/livereload\.js", _GuionDeRecarga),
                (rf"/{PREFIJO}/estado\.json", _EstadoDeLaVista, con_vista),
                (rf"/{PREFIJO}/((?:vista|panel)\.(?:js|css))", _DeLaVistaPrevia, propios),
                (r"/(.*)", _PaginasDelSitio, con_vista | {"path": str(vista.sitio)}),
            ],
            # Cada página pedida no es noticia en la terminal de quien escribe.
            log_function=lambda _: None,
        )

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
        """La puerta: lo que no puede entrar no llega a ninguna dirección, sea cual sea."""
        if not puede_entrar(request.headers, self.puerto):
            return self.get_handler_delegate(request, _Ajena)
        return super().find_handler(request, **kwargs)


class _ConCabeceras(RequestHandler):
    def set_default_headers(self) -> None:
        assert isinstance(self.application, _Aplicacion)
        for nombre, valor in _CABECERAS.items():
            self.set_header(nombre, valor.format(canal=f"ws://{self.request.host}"))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Un error que no es de la página: solo su número."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"Error {status_code}\n")


class _Ajena(_ConCabeceras):
    """La respuesta a quien no puede entrar."""

    def set_default_headers(self) -> None:
        # El Host de una petición ajena no se repite en ninguna cabecera.
        self.set_header("Server", _CABECERAS["Server"])

    def prepare(self) -> None:
        """Responde antes de mirar qué se pide."""
        self.set_status(403)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("La vista previa solo se abre desde su propia dirección.\n")


class _Recarga(LiveReloadHandler):  # type: ignore[misc]  # livereload no publica sus tipos
    """El canal por el que livereload avisa. El suyo acepta cualquier origen."""

    def check_origin(self, origin: str) -> bool:
        """La puerta ya miró; aquí se vuelve a mirar, porque por omisión pasa cualquiera."""
        return puede_entrar(self.request.headers, self.application.puerto)


class _GuionDeRecarga(LiveReloadJSHandler, _ConCabeceras):  # type: ignore[misc]  # sin tipos
    """El guion de livereload, con nuestras cabeceras."""

    def prepare(self) -> None:
        """Su dirección lleva la versión."""
        if self.get_query_argument("v", ""):
            self.set_header("Cache-Control", PARA_SIEMPRE)


class _EstadoDeLaVista(_ConCabeceras):
    def initialize(self, vista: VistaPrevia) -> None:
        self.vista = vista

    def get(self) -> None:
        """Lo que se sabe de la última construcción."""
        self.set_header("Content-Type", "application/json; charset=utf-8")
        assert isinstance(self.application, _Aplicacion)
        ruta = self.get_query_argument("ruta", "")
        huella = self.application.paginas.huella(ruta)
        self.finish(estado_en_json(self.vista.estado, ruta, huella))


class _Archivos(_ConCabeceras, StaticFileHandler):
    """Archivos sin las cachés de tornado: siempre frescos, salvo los que llevan huella."""

    def lleva_huella(self) -> bool:
        """Si otros bytes tendrían otra dirección; por omisión, no se sabe."""
        return False

    def set_extra_headers(self, path: str) -> None:
        """Lo que no cambia no se vuelve a pedir al recargar."""
        if self.lleva_huella():
            self.set_header("Cache-Control", PARA_SIEMPRE)

    def get_cache_time(self, *argumentos: object) -> int:
        """Ninguno: tornado se lo daría a toda dirección con «?v=»."""
        return 0

    def compute_etag(self) -> str | None:
        """Ninguna: tornado recuerda la de cada archivo y aquí cambian sin cesar."""
        return None

    def should_return_304(self) -> bool:
        """Nunca."""
        return False

    def get_content_type(self) -> str:
        """El tipo, sin preguntarle al sistema."""
        assert self.absolute_path is not None
        return tipo_de(Path(self.absolute_path))


class _DeLaVistaPrevia(_Archivos):
    """Los archivos de la vista previa misma."""

    def lleva_huella(self) -> bool:
        """Si se pidió como lo pide la página."""
        return bool(self.get_query_argument("v", ""))


class _PaginasDelSitio(_Archivos):
    """El sitio construido: páginas con lo sobrepuesto, y lo demás tal cual."""

    # Tornado pasa a cada uno lo que se anotó al enrutarlo: la firma no es la de su clase madre.
    def initialize(self, path: str, vista: VistaPrevia) -> None:  # type: ignore[override]
        super().initialize(path)
        self.vista = vista

    def lleva_huella(self) -> bool:
        """Los estilos y los guiones del tema; de lo demás, siempre lo último."""
        return _CON_HUELLA.search(self.request.path) is not None

    async def get(self, path: str, include_body: bool = True) -> None:
        """El archivo de esa dirección; de una carpeta, su índice, y nunca su lista."""
        camino = hallar(self.vista.sitio, path)
        if camino is not None and camino.is_dir() and path and not path.endswith("/"):
            return self.redirect(f"/{quote(path)}/")
        if camino is None or camino.is_dir() or camino.suffix == ".html":
            return self._pagina(path)
        if ES_ACTIVO.match(f"/{path}"):
            # Desde aquí se leen los borradores: lo que trae órdenes se encierra, como al publicar.
            self.set_header("Content-Security-Policy", CSP_DE_ANEXO)
            self.set_header("Content-Disposition", "attachment")
        await super().get(path, include_body)

    def _pagina(self, ruta: str) -> None:
        assert isinstance(self.application, _Aplicacion)
        codigo, pagina = self.application.paginas.mostrar(ruta)
        self.set_status(codigo)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(pagina)
