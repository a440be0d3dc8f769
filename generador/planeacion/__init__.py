"""Qué páginas hay, en qué dirección y con qué vista. Solo valores: nada se dibuja aquí."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.base import Html
from generador.modelo.nombres import direccion_de
from generador.resumen import ResumenInstancia
from generador.verificacion.exportar import lista_json
from generador.verificacion.exportar_informe import informe_json
from generador.verificacion.informe import calcular_informe
from generador.verificacion.resultados import Renglon
from generador.vistas.acta import vista_acta
from generador.vistas.cumplimiento import vista_cumplimiento, vista_cumplimiento_general
from generador.vistas.informe import vista_informe
from generador.vistas.inicio import vista_inicio
from generador.vistas.instancia import vista_instancia
from generador.vistas.marco import AVISO_DEMOSTRACION, AVISO_FICTICIA, Enlace
from generador.vistas.no_encontrada import vista_no_encontrada
from generador.vistas.norma import vista_norma
from generador.vistas.normas import vista_normas
from generador.vistas.plan import vista_plan
from generador.vistas.reglamento import vista_reglamento
from generador.vistas.sin_sesiones import vista_sin_sesiones


@dataclass(frozen=True, slots=True)
class Pagina:
    """Una página por dibujar: su dirección, su plantilla y la única vista que la plantilla ve."""

    ruta: str
    plantilla: str
    vista: Any


@dataclass(frozen=True, slots=True)
class Datos:
    """Un archivo de datos por escribir como JSON."""

    ruta: str
    contenido: Mapping[str, Any]


def planear_instancia(
    acervo: Acervo, contexto: Contexto, renglones: tuple[Renglon, ...]
) -> Iterator[Pagina | Datos]:
    """Las páginas y los datos de una instancia, una a una."""
    base = f"instancias/{acervo.slug}"
    portada = vista_instancia(acervo, contexto, renglones)
    yield Pagina(f"{base}/index.html", "instancia.html", portada)
    yield Pagina(
        f"{base}/cumplimiento.html",
        "cumplimiento_instancia.html",
        vista_cumplimiento(acervo, contexto, renglones),
    )
    for acta in acervo.actas:
        yield Pagina(direccion_de(acta), "acta.html", vista_acta(acta, acervo, contexto))
    for constancia in acervo.sin_sesiones:
        yield Pagina(
            direccion_de(constancia),
            "sin_sesiones.html",
            vista_sin_sesiones(constancia, acervo, contexto),
        )
    for reglamento in acervo.reglamentos:
        yield Pagina(
            direccion_de(reglamento),
            "reglamento.html",
            vista_reglamento(reglamento, acervo, contexto),
        )
    for plan in acervo.planes:
        yield Pagina(direccion_de(plan), "plan.html", vista_plan(plan, acervo, contexto))
    for informe in acervo.informes:
        calculado = calcular_informe(acervo, contexto, informe.periodo, renglones)
        yield Pagina(
            direccion_de(informe),
            "informe.html",
            vista_informe(informe, calculado, acervo, contexto),
        )
        avisos = avisos_de_datos(contexto, ficticia=acervo.instancia.ficticia)
        yield Datos(f"{informe.ruta}.json", avisos | informe_json(calculado))


def planear_sitio(
    resumenes: tuple[ResumenInstancia, ...],
    contexto: Contexto,
    textos_de_normas: Mapping[tuple[str, str], Html],
) -> Iterator[Pagina | Datos]:
    """Las páginas y los datos que reúnen a todas las instancias."""
    yield Pagina("index.html", "inicio.html", vista_inicio(resumenes, contexto))
    yield Pagina(
        "cumplimiento.html", "cumplimiento.html", vista_cumplimiento_general(resumenes, contexto)
    )
    yield Pagina("normas/index.html", "normas.html", vista_normas(contexto))
    for id_, norma in sorted(contexto.normas.items()):
        citantes = tuple(Enlace(r.nombre, r.ruta) for r in resumenes if id_ in r.normas_citadas)
        html = textos_de_normas.get((norma.ruta, "cuerpo"))
        yield Pagina(
            direccion_de(norma), "norma.html", vista_norma(norma, contexto, citantes, html)
        )
    yield Pagina("404.html", "no_encontrada.html", vista_no_encontrada(contexto))
    renglones = tuple(r for resumen in resumenes for r in resumen.renglones)
    yield Datos(
        "datos/cumplimiento.json",
        avisos_de_datos(contexto) | lista_json(renglones, contexto, contexto.sitio.direccion or ""),
    )


def avisos_de_datos(contexto: Contexto, *, ficticia: bool = False) -> dict[str, Any]:
    """Lo que un archivo de datos advierte antes de cualquier otra cosa."""
    avisos = [AVISO_DEMOSTRACION] if contexto.sitio.demostracion else []
    avisos += [AVISO_FICTICIA] if ficticia else []
    return {"avisos": avisos} if avisos else {}
