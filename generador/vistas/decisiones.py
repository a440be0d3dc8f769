"""Las decisiones, de una instancia o de todas: qué se decidió, cuándo y qué se dijo después."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.tipos import sin_tildes
from generador.resumen import DecisionResumida, ResumenInstancia
from generador.resumen.acuerdos import decisiones_de
from generador.vistas import textos
from generador.vistas.comunes import DECISIONES, enlace_a_instancia
from generador.vistas.marco import Enlace, Marco
from generador.vistas.partes import marco_de_parte
from generador.vistas.por_anios import (
    AnioDeLista,
    Reparto,
    Resumenes,
    agrupar,
    marco_por_anio,
    repartir,
)
from generador.vistas.tablas import (
    PUNTOS,
    VOTACIONES,
    VOTOS,
    enlace_a_tabla,
    enlaces_a_tablas,
)


class DecisionListada(Struct, frozen=True):
    """Una decisión, con su icono; `instancia` va solo en la lista de todo el sitio."""

    de: DecisionResumida
    simbolo: str
    icono: str
    instancia: Enlace | None = None


class VistaDecisiones(Struct, frozen=True):
    """La lista de decisiones, la última primero.

    `de` es la instancia, o vacío si son las de todo el sitio.
    """

    marco: Marco
    de: str
    cuenta: str
    anios: tuple[AnioDeLista[DecisionListada], ...]
    datos: tuple[Enlace, ...]
    reparto: Reparto = Reparto()


def vista_decisiones_de(acervo: Acervo, contexto: Contexto) -> VistaDecisiones:
    """Las decisiones de una instancia."""
    nombre = acervo.instancia.nombre
    descripcion = f"Qué ha decidido, cuándo y qué se dijo después: {nombre}."
    marco = marco_de_parte(acervo, contexto, "decisiones", "Decisiones", descripcion)
    suyas = decisiones_de(acervo, contexto.corte)
    pares = [(d.fecha.year, _decision(d, None, contexto)) for d in suyas]
    datos = enlaces_a_tablas(acervo, contexto, (VOTACIONES, VOTOS, PUNTOS))
    return VistaDecisiones(marco, nombre, _cuenta(len(pares)), agrupar(pares), datos)


def vista_decisiones(
    resumenes: Resumenes, contexto: Contexto, anio: str | None = None
) -> VistaDecisiones:
    """Las decisiones de todas las instancias: las de un año, o la primera página."""
    marco = marco_por_anio(
        contexto,
        DECISIONES,
        anio,
        "Qué han decidido las instancias de este sitio, cuándo y qué se dijo después.",
        "pagina-decisiones",
    )
    reparto = repartir(DECISIONES, "decisiones", resumenes, anios_de_decisiones, anio)
    pares = [(d, r) for r in resumenes for d in r.decisiones if str(d.fecha.year) in reparto.aqui]
    pares.sort(key=lambda par: sin_tildes(par[1].nombre))
    pares.sort(key=lambda par: par[0].fecha, reverse=True)
    return VistaDecisiones(
        marco,
        "",
        _cuenta(reparto.total),
        agrupar(
            (d.fecha.year, _decision(d, enlace_a_instancia(r.slug, r.nombre), contexto))
            for d, r in pares
        ),
        (enlace_a_tabla("decisiones"),),
        reparto,
    )


def anios_de_decisiones(resumen: ResumenInstancia) -> Iterator[int]:
    """El año de cada decisión."""
    return (d.fecha.year for d in resumen.decisiones)


def _cuenta(cuantas: int) -> str:
    return textos.contar(cuantas, "decisión", "decisiones")


def _decision(
    decision: DecisionResumida, instancia: Enlace | None, contexto: Contexto
) -> DecisionListada:
    icono = contexto.icono(decision.icono) if decision.icono else None
    simbolo, nombre = (icono.simbolo, icono.nombre) if icono else ("", decision.icono)
    return DecisionListada(decision, simbolo, nombre, instancia)
