"""Todas las páginas de un sitio pequeño, dibujadas con el tema base y sin tocar el disco."""

from __future__ import annotations

from collections.abc import Iterator

from apoyo.pintar import representador

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.planeacion import Pagina, TextoPlano, planear_instancia, planos_del_sitio
from generador.resumen import ResumenInstancia
from generador.resumen.resumir import resumir
from generador.verificacion.cumplimiento import cumplimiento


def resumenes_de(con: Contexto, *acervos: Acervo) -> tuple[ResumenInstancia, ...]:
    """El resumen de cada instancia, con las direcciones de sus páginas y sus anexos."""

    def resumen(de: Acervo) -> ResumenInstancia:
        renglones = cumplimiento(de, con)
        rutas = [p.ruta for p in planear_instancia(de, con, renglones)]
        return resumir(de, con, renglones, tuple(sorted({*rutas, *de.anexos})), ())

    return tuple(map(resumen, acervos))


def planeadas(con: Contexto, *acervos: Acervo) -> Iterator[Pagina | TextoPlano]:
    """Las páginas y los textos de todo el sitio."""
    for de in acervos:
        yield from _sin_datos(planear_instancia(de, con, cumplimiento(de, con)))
    yield from _sin_datos(p.hecho() for p in planos_del_sitio(resumenes_de(con, *acervos), con, {}))


def _sin_datos(todas: Iterator[object]) -> Iterator[Pagina | TextoPlano]:
    return (p for p in todas if isinstance(p, Pagina | TextoPlano))


def sitio(con: Contexto, *acervos: Acervo) -> dict[str, str]:
    """Cada página por su dirección."""
    return {
        p.ruta: representador().representar(p.plantilla, p.vista).decode()
        for p in planeadas(con, *acervos)
        if isinstance(p, Pagina)
    }
