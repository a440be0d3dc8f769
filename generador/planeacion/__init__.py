"""Qué páginas hay, en qué dirección y con qué vista. Solo valores: nada se dibuja aquí."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from importlib import import_module
from typing import Any

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta
from generador.modelo.base import Html, Publicable, Registro
from generador.modelo.clases import PUBLICABLES
from generador.modelo.fechas import Periodo
from generador.modelo.informe import Informe
from generador.modelo.nombres import direccion_anterior, direccion_de
from generador.modelo.publicaciones import CUMPLIMIENTO_JSON, HISTORIA
from generador.modelo.sesion import EstadoSesion
from generador.planeacion.comunes import planos_comunes
from generador.planeacion.direcciones import Direcciones, pagina_de_aviso
from generador.planeacion.partes import partes_de_la_instancia
from generador.planeacion.piezas import (
    Datos,
    HojaDeCalculo,
    Oficial,
    Pagina,
    Planeada,
    Plano,
    TextoPlano,
)
from generador.resumen import ResumenInstancia
from generador.verificacion.exportar import lista_json
from generador.verificacion.exportar_informe import informe_json
from generador.verificacion.informe import calcular_informe
from generador.verificacion.resultados import Renglon
from generador.vistas.cumplimiento import vista_cumplimiento
from generador.vistas.direcciones import vista_espera, vista_redireccion, vista_retirado
from generador.vistas.informe import vista_informe
from generador.vistas.informe_calculado import vista_informe_calculado
from generador.vistas.instancia import vista_instancia
from generador.vistas.marco import AVISO_DEMOSTRACION, AVISO_FICTICIA, Enlace
from generador.vistas.no_encontrada import vista_no_encontrada
from generador.vistas.publicaciones import vista_publicaciones

__all__ = [
    "Datos",
    "HojaDeCalculo",
    "Oficial",
    "Pagina",
    "Planeada",
    "Plano",
    "TextoPlano",
    "planear_informe",
    "planear_instancia",
    "planos_del_sitio",
]

SIN_DIRECCIONES = Direcciones()


_HacerVista = Callable[[Any, Acervo, Contexto], Any]


def _vista_de(modelo: type[Publicable]) -> tuple[str, _HacerVista]:
    """La plantilla y la vista de una clase, que se llaman como su modelo."""
    nombre = re.sub(r"(?<!^)(?=[A-Z])", "_", modelo.__name__).lower()
    vista: _HacerVista = getattr(import_module(f"generador.vistas.{nombre}"), f"vista_{nombre}")
    return f"{nombre}.html", vista


# La del informe necesita además lo que se calcula.
_VISTAS = {
    c.modelo: _vista_de(c.modelo)
    for c in PUBLICABLES
    if issubclass(c.modelo, Publicable) and c.modelo is not Informe
}


def planear_instancia(
    acervo: Acervo, contexto: Contexto, renglones: tuple[Renglon, ...]
) -> Iterator[Planeada]:
    """Las páginas y los datos de una instancia, una a una."""
    base = f"instancias/{acervo.slug}"
    inicio = vista_instancia(acervo, contexto, renglones)
    yield Pagina(f"{base}/index.html", "instancia.html", inicio)
    yield Pagina(
        f"{base}/cumplimiento.html",
        "cumplimiento_instancia.html",
        vista_cumplimiento(acervo, contexto, renglones),
    )
    yield from partes_de_la_instancia(acervo, contexto)
    for modelo, (plantilla, vista_de) in _VISTAS.items():
        for registro in acervo.de(modelo):
            vista = vista_de(registro, acervo, contexto)
            oficial = _acta_oficial(registro, acervo, contexto)
            yield Pagina(direccion_de(registro), plantilla, vista, oficial)
    for informe in acervo.informes:
        calculado = calcular_informe(acervo, contexto, informe.periodo, renglones)
        yield Pagina(
            direccion_de(informe),
            "informe.html",
            vista_informe(informe, calculado, acervo, contexto),
            _oficial(informe, _fecha_sabida(informe, informe.periodo, contexto), acervo, contexto),
        )
        avisos = avisos_de_datos(contexto, ficticia=acervo.instancia.ficticia)
        yield Datos(f"{informe.ruta}.json", avisos | informe_json(calculado))


def _acta_oficial(registro: Publicable, acervo: Acervo, contexto: Contexto) -> Oficial | None:
    """El documento de un acta; de una sesión que no se realizó no hay."""
    if not isinstance(registro, Acta) or registro.estado_sesion is not EstadoSesion.REALIZADA:
        return None
    sabida = min(registro.fecha_publicacion or registro.fecha, contexto.corte)
    return _oficial(registro, sabida, acervo, contexto)


def _oficial(registro: Registro, fecha: date, acervo: Acervo, contexto: Contexto) -> Oficial:
    entidad = contexto.entidad(acervo.instancia.secretaria_en(fecha))
    return Oficial(registro.fuente.sha256, fecha, entidad.nombre if entidad else "")


def _fecha_sabida(informe: Informe | None, periodo: Periodo, contexto: Contexto) -> date:
    """La de la publicación del informe o la suya; si no constan, el último día que se mira.

    PDF/A exige una fecha, y el fin de un periodo que no ha terminado no es de nadie.
    """
    escrita = informe and (informe.fecha_publicacion or informe.fecha)
    return min(escrita or periodo.hasta, contexto.corte)


def planear_informe(
    acervo: Acervo, contexto: Contexto, periodo: Periodo, renglones: tuple[Renglon, ...]
) -> Pagina:
    """El informe de cualquier periodo, como documento: sin registro, el que se calcula."""
    calculado = calcular_informe(acervo, contexto, periodo, renglones)
    informe = next((i for i in acervo.informes if i.periodo == periodo), None)
    if informe is None:
        vista = vista_informe_calculado(calculado, periodo, acervo, contexto)
        calculada = Oficial("", _fecha_sabida(None, periodo, contexto))
        return Pagina(vista.marco.ruta, "informe.html", vista, calculada)
    vista = vista_informe(informe, calculado, acervo, contexto)
    oficial = _oficial(informe, _fecha_sabida(informe, periodo, contexto), acervo, contexto)
    return Pagina(direccion_de(informe), "informe.html", vista, oficial)


def planos_del_sitio(
    resumenes: tuple[ResumenInstancia, ...],
    contexto: Contexto,
    textos_de_normas: Mapping[tuple[str, str], Html],
    direcciones: Direcciones = SIN_DIRECCIONES,
    ofrecidas: frozenset[str] = frozenset(),
) -> Iterator[Plano]:
    """Las páginas y los datos que reúnen a todas las instancias, sin hacer ninguno.

    `direcciones` son las viejas que deben seguir respondiendo; `ofrecidas`, las de hoy.
    """
    yield from planos_comunes(resumenes, contexto, textos_de_normas)
    if contexto.publicaciones:
        # Sin nuestra configuración, un servidor no lleva de un archivo retirado a su aviso.
        avisos = {ruta: pagina_de_aviso(ruta) for ruta in direcciones.atendidas}
        responden = {ruta: ruta for ruta in ofrecidas} | avisos
        historia = partial(vista_publicaciones, contexto, responden)
        yield Plano(HISTORIA, "publicaciones.html", historia, calculado=True)
    yield from _planos_de_direcciones(direcciones, contexto)
    yield Plano("404.html", "no_encontrada.html", partial(vista_no_encontrada, contexto))
    yield Plano(CUMPLIMIENTO_JSON, "", partial(_cumplimiento, resumenes, contexto))


def _cumplimiento(resumenes: tuple[ResumenInstancia, ...], contexto: Contexto) -> dict[str, Any]:
    renglones = tuple(r for resumen in resumenes for r in resumen.renglones)
    parciales = {r.slug for r in resumenes if r.cobertura_parcial}
    datos = lista_json(renglones, contexto, contexto.sitio.direccion or "", parciales)
    return avisos_de_datos(contexto) | datos


def _planos_de_direcciones(direcciones: Direcciones, contexto: Contexto) -> Iterator[Plano]:
    """Los avisos de las direcciones sin página, y la lista de las viejas, que usa el servidor."""
    for ruta, dia in direcciones.esperadas:
        pagina = pagina_de_aviso(ruta)
        espera = partial(vista_espera, pagina, dia, contexto)
        yield Plano(pagina, "espera.html", espera, calculado=True)
    for vieja, anterior in direcciones.redirecciones:
        pagina, enlace = pagina_de_aviso(vieja), Enlace(anterior.titulo, anterior.ruta)
        aviso = partial(vista_redireccion, pagina, enlace, contexto)
        yield Plano(pagina, "redireccion.html", aviso, calculado=True)
    retiradas = [(direccion_anterior(r.ruta) or r.ruta, r) for r in direcciones.retiradas]
    for ruta, retirado in retiradas:
        pagina = pagina_de_aviso(ruta)
        hacer = partial(vista_retirado, pagina, retirado, contexto)
        yield Plano(pagina, "retirado.html", hacer, calculado=True)
    if direcciones.redirecciones or retiradas:
        datos = avisos_de_datos(contexto) | {
            "redirecciones": {vieja: a.ruta for vieja, a in direcciones.redirecciones},
            "retiradas": {
                ruta: {"fecha": r.fecha.isoformat(), "motivo": r.motivo} for ruta, r in retiradas
            },
        }
        yield Plano("datos/direcciones.json", "", lambda: datos, calculado=True)


def avisos_de_datos(contexto: Contexto, *, ficticia: bool = False) -> dict[str, Any]:
    """Lo que un archivo de datos advierte antes de cualquier otra cosa."""
    avisos = [AVISO_DEMOSTRACION] if contexto.sitio.demostracion else []
    avisos += [AVISO_FICTICIA] if ficticia else []
    return {"avisos": avisos} if avisos else {}
