"""Las páginas de una instancia que reúnen varios de sus registros."""

from __future__ import annotations

from collections.abc import Iterator

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.planeacion.piezas import Pagina, TextoPlano
from generador.vistas.asistencia_por_anios import vista_asistencia_por_anios
from generador.vistas.cifras import ruta_de_csv, vista_cifras
from generador.vistas.compromisos import vista_compromisos_de
from generador.vistas.decisiones import vista_decisiones_de
from generador.vistas.documentos import vista_documentos_de
from generador.vistas.integrantes import vista_integrantes
from generador.vistas.partes import ruta_de_parte
from generador.vistas.proxima import vista_proxima
from generador.vistas.tablas import tablas_de_la_instancia
from generador.vistas.versiones import vista_versiones

_SIEMPRE = (
    ("decisiones", vista_decisiones_de),
    ("compromisos", vista_compromisos_de),
    ("asistencia", vista_asistencia_por_anios),
    ("integrantes", vista_integrantes),
    ("documentos", vista_documentos_de),
    ("cifras", vista_cifras),
)


def partes_de_la_instancia(acervo: Acervo, contexto: Contexto) -> Iterator[Pagina | TextoPlano]:
    """Las que hay siempre, y las del reglamento y la próxima sesión si hay qué mostrar."""
    for parte, vista in _SIEMPRE:
        yield Pagina(ruta_de_parte(acervo.slug, parte), f"{parte}.html", vista(acervo, contexto))
    if acervo.reglamentos:
        versiones = vista_versiones(acervo, contexto)
        yield Pagina(ruta_de_parte(acervo.slug, "reglamento/index"), "versiones.html", versiones)
    if proxima := vista_proxima(acervo, contexto):
        yield Pagina(ruta_de_parte(acervo.slug, "proxima-sesion"), "proxima_sesion.html", proxima)
    for nombre, tabla in tablas_de_la_instancia(acervo, contexto).items():
        yield TextoPlano(ruta_de_csv(acervo.slug, nombre), tabla)
