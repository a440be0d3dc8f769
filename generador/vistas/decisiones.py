"""Las decisiones, de una instancia o de todas: qué se decidió, cuándo y qué se dijo después."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.tipos import sin_tildes
from generador.resumen import DecisionResumida, ResumenInstancia
from generador.resumen.acuerdos import decisiones_de
from generador.vistas import textos
from generador.vistas.acuerdos import VistaSeguimiento
from generador.vistas.comunes import DECISIONES, enlace_a_instancia
from generador.vistas.marco import Enlace, Marco
from generador.vistas.partes import marco_de_parte
from generador.vistas.por_anios import Resumenes, agrupar, marco_por_anio, repartir
from generador.vistas.seguimientos import Salto, insignias_de, vista_hechos
from generador.vistas.tablas import ruta_de_tabla


class DecisionListada(Struct, frozen=True):
    """Una decisión. `acta` es donde se tomó; `instancia` va solo en la lista de todo el sitio."""

    enlace: Enlace
    fecha: str
    acta: Enlace
    simbolo: str
    icono: str
    sintesis: str
    sintesis_resumen: bool
    afecta_al_publico: str
    fundamento: str
    insignias: tuple[str, ...]
    despues: tuple[VistaSeguimiento, ...]
    instancia: Enlace | None = None


class AnioDeDecisiones(Struct, frozen=True):
    """Las decisiones de un año, la última primero."""

    anio: int
    decisiones: tuple[DecisionListada, ...]


class VistaDecisiones(Struct, frozen=True):
    """La lista de decisiones; `de` es la instancia, o vacío si son las de todo el sitio.

    `indice` lleva a los años y `alcance` dice cuáles están en la página, si no están todos. Si el
    año no cabe, `instancias` lleva a la lista de cada una; `csv` es donde están todas.
    """

    marco: Marco
    de: str
    cuenta: str
    indice: tuple[Salto, ...]
    alcance: str
    anios: tuple[AnioDeDecisiones, ...]
    instancias: tuple[Salto, ...] = ()
    csv: str = ""


def vista_decisiones_de(acervo: Acervo, contexto: Contexto) -> VistaDecisiones:
    """Las decisiones de una instancia."""
    nombre = acervo.instancia.nombre
    descripcion = f"Qué ha decidido, cuándo y qué se dijo después: {nombre}."
    marco = marco_de_parte(acervo, contexto, "decisiones", "Decisiones", descripcion)
    suyas = decisiones_de(acervo, contexto.corte)
    pares = [(d.fecha.year, _decision(d, None, contexto)) for d in suyas]
    return VistaDecisiones(marco, nombre, _cuenta(len(pares)), (), "", _por_anio(pares))


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
        reparto.indice,
        reparto.alcance,
        _por_anio(
            (d.fecha.year, _decision(d, enlace_a_instancia(r.slug, r.nombre), contexto))
            for d, r in pares
        ),
        reparto.instancias,
        ruta_de_tabla("decisiones"),
    )


def anios_de_decisiones(resumen: ResumenInstancia) -> Iterator[int]:
    """El año de cada decisión."""
    return (d.fecha.year for d in resumen.decisiones)


def _cuenta(cuantas: int) -> str:
    return textos.contar(cuantas, "decisión", "decisiones")


def _por_anio(pares: Iterable[tuple[int, DecisionListada]]) -> tuple[AnioDeDecisiones, ...]:
    return tuple(AnioDeDecisiones(n, suyas) for n, suyas in agrupar(pares).items())


def _decision(
    decision: DecisionResumida, instancia: Enlace | None, contexto: Contexto
) -> DecisionListada:
    icono = contexto.icono(decision.icono) if decision.icono else None
    return DecisionListada(
        enlace=Enlace(decision.decision, decision.ruta),
        fecha=textos.fecha(decision.fecha),
        acta=Enlace(decision.acta, decision.ruta),
        simbolo=icono.simbolo if icono else "",
        icono=icono.nombre if icono else decision.icono,
        sintesis=decision.sintesis,
        sintesis_resumen=decision.sintesis_resumen,
        afecta_al_publico=textos.si_no(decision.afecta_al_publico),
        fundamento=decision.fundamento,
        insignias=insignias_de(decision),
        despues=vista_hechos(decision.seguimientos),
        instancia=instancia,
    )
