"""De lo leído de una instancia a lo que se publica, sin tocar el disco."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from msgspec.structs import astuple

from generador.compilacion.inedito import (
    de_borradores,
    hallazgos_de_lo_inedito,
    ineditas,
    sin_publicar,
)
from generador.configuracion import Contexto
from generador.hallazgo import Hallazgo, ordenar
from generador.lectura.instancia import (
    InstanciaLeida,
    estructurar,
)
from generador.modelo.base import Archivo
from generador.modelo.nombres import direccion_de_pdf
from generador.planeacion import Pagina, Planeada, planear_instancia
from generador.resumen import ResumenInstancia
from generador.resumen.resumir import resumir
from generador.verificacion.cumplimiento import cumplimiento
from generador.verificacion.reglas import REGLAS, Examen, examinar
from generador.verificacion.reglas.anexos import nombrados


@dataclass(frozen=True)
class Entrega:
    """Lo que una instancia da: sus páginas por dibujar, y lo que se supo de ella."""

    planeadas: tuple[Planeada, ...]
    anexos: tuple[Archivo, ...]
    resumen: ResumenInstancia | None
    hallazgos: tuple[Hallazgo, ...]
    examenes: tuple[Examen, ...]
    ineditas: Mapping[str, str] = field(default_factory=dict)
    sin_publicar: Mapping[str, str] = field(default_factory=dict)


def compilar(leida: InstanciaLeida, contexto: Contexto, *, con_borradores: bool = False) -> Entrega:
    """De lo leído a lo que se publica. Sin una instancia legible no se planea ninguna página.

    `con_borradores` es solo de la vista previa: incluye lo que aún no se publica y lo enumera.
    """
    acervo = estructurar(leida, contexto.corte, con_borradores=con_borradores)
    por_fuera = sin_publicar(leida, contexto.corte)
    ocultos = {} if con_borradores else por_fuera
    # En la vista previa, quien escribe un borrador espera ver su error y la página de antes.
    al_leer = leida.hallazgos if con_borradores else de_borradores(leida)
    adelantados = (*al_leer, *hallazgos_de_lo_inedito(leida, ocultos, contexto))
    if acervo is None:
        vacia = Entrega((), (), None, ordenar(adelantados), ())
        return replace(vacia, sin_publicar=por_fuera)
    examenes, hallazgos = examinar(REGLAS, acervo, contexto)
    # Un borrador se ve en la vista previa, pero no está publicado y no cumple nada.
    publico = estructurar(leida, contexto.corte) if con_borradores else acervo
    renglones = cumplimiento(publico, contexto) if publico else ()
    planeadas = tuple(planear_instancia(acervo, contexto, renglones))
    # Lo que nadie nombra tampoco se copia en la vista previa, que se hace aunque haya errores.
    anexos = tuple(acervo.anexos[r] for r in sorted(nombrados(acervo)))
    resumen = resumir(
        acervo,
        contexto,
        renglones,
        tuple(sorted((*_rutas(planeadas, contexto), *(a.ruta for a in anexos)))),
        tuple(
            (e.direccion, e.ancla, *astuple(e.origen))
            for e in leida.enlaces
            if e.registro in acervo.por_ruta
        ),
        tuple((d, tuple(sorted(anclas))) for d, anclas in leida.anclas.items()),
    )
    return Entrega(
        planeadas,
        tuple(a for a in anexos if not a.defecto),
        resumen,
        ordenar((*adelantados, *hallazgos)),
        examenes,
        ineditas(acervo, planeadas, contexto.corte) if con_borradores else {},
        por_fuera,
    )


def _rutas(planeadas: Iterable[Planeada], contexto: Contexto) -> Iterator[str]:
    """Las direcciones que se ofrecen; las de los PDF, solo si el sitio siempre los publica."""
    for planeada in planeadas:
        yield planeada.ruta
        if isinstance(planeada, Pagina) and planeada.oficial and contexto.sitio.pdf:
            yield direccion_de_pdf(planeada.ruta)
