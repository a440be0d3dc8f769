"""A quién le toca cada cosa: de cada cargo, sus compromisos y las actividades de los planes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.modelo.tipos import sin_tildes
from generador.resumen import ActividadResumida, CompromisoResumido, ResumenInstancia
from generador.vistas import textos
from generador.vistas.compromisos import entidad_responsable, ruta_por_entidad
from generador.vistas.comunes import INICIO, RESPONSABLES, enlace_a_instancia, hacer_marco
from generador.vistas.marco import Enlace, Marco
from generador.vistas.por_anios import LARGA
from generador.vistas.seguimientos import ESTADOS_DE_COMPROMISO
from generador.vistas.tablas import ruta_de_tabla

SIN_CARGO = f"Cargo {SIN_DATO_DICHO}"
_ACTIVIDADES_EN = {
    "programado": ("por hacer", "por hacer"),
    "parcial": ("hecha en parte", "hechas en parte"),
    "incumplido": ("no hecha", "no hechas"),
    "cumplido": ("hecha", "hechas"),
    "": (f"{SIN_DATO_DICHO} de cómo va", f"{SIN_DATO_DICHO} de cómo van"),
}
_COMPROMISOS_EN = {
    "vencido": ("vencido", "vencidos"),
    "programado": ("por cumplir", "por cumplir"),
    "parcial": ("cumplido en parte", "cumplidos en parte"),
    "incumplido": ("incumplido", "incumplidos"),
    "cumplido": ("cumplido", "cumplidos"),
}


class CargoResponsable(Struct, frozen=True):
    """Un cargo en una instancia: cuántos compromisos tiene en cada estado, y cómo van sus
    actividades. `reconstruida` si algo de ello consta en un registro armado con otro documento."""

    cargo: str
    instancia: Enlace
    compromisos: str
    actividades: str
    reconstruida: bool


class EntidadResponsable(Struct, frozen=True):
    """Una entidad y la lista de todo lo suyo. Las cuentas son de sus cargos; si estos son
    demasiados para una página, van vacíos y las cuentas son de la entidad."""

    nombre: Enlace
    compromisos: str
    actividades: str
    cargos: tuple[CargoResponsable, ...]


class VistaResponsables(Struct, frozen=True):
    """La página de todo el sitio, por entidad."""

    marco: Marco
    cuenta: str
    entidades: tuple[EntidadResponsable, ...]
    compromisos_csv: str
    actividades_csv: str


_Tarea = CompromisoResumido | ActividadResumida
_DeQuien = tuple[str, str]
"""El cargo y la carpeta de su instancia."""


def vista_responsables(
    resumenes: tuple[ResumenInstancia, ...], contexto: Contexto
) -> VistaResponsables:
    """La página, con las entidades por nombre y al final lo que no se sabe de quién es."""
    nombres = {r.slug: enlace_a_instancia(r.slug, r.nombre) for r in resumenes}
    por_entidad: dict[str, dict[_DeQuien, list[_Tarea]]] = {}
    for r in resumenes:
        for tarea in r.tareas:
            suyas = por_entidad.setdefault(tarea.entidad, {})
            suyas.setdefault((tarea.responsable, r.slug), []).append(tarea)
    cuantos = sum(map(len, por_entidad.values()))
    en_orden = sorted(
        por_entidad, key=lambda id_: (not id_, sin_tildes(entidad_responsable(id_, contexto)))
    )
    return VistaResponsables(
        hacer_marco(
            contexto,
            RESPONSABLES.ruta,
            RESPONSABLES.texto,
            "Qué le toca hacer a cada cargo de cada entidad, y cómo va.",
            (INICIO,),
            clase="pagina-responsables",
        ),
        textos.contar(cuantos, "cargo responsable", "cargos responsables"),
        tuple(
            _entidad(id_, por_entidad[id_], nombres, contexto, con_cargos=cuantos <= LARGA)
            for id_ in en_orden
        ),
        ruta_de_tabla("compromisos"),
        ruta_de_tabla("actividades"),
    )


def _entidad(
    id_: str,
    por_cargo: dict[_DeQuien, list[_Tarea]],
    nombres: dict[str, Enlace],
    contexto: Contexto,
    *,
    con_cargos: bool,
) -> EntidadResponsable:
    todas = [] if con_cargos else [tarea for suyas in por_cargo.values() for tarea in suyas]
    return EntidadResponsable(
        Enlace(entidad_responsable(id_, contexto), ruta_por_entidad(id_)),
        _compromisos(todas),
        _actividades(todas),
        tuple(_cargos(por_cargo, nombres)) if con_cargos else (),
    )


def _cargos(
    por_cargo: dict[_DeQuien, list[_Tarea]], nombres: dict[str, Enlace]
) -> Iterator[CargoResponsable]:
    for cargo, slug in sorted(por_cargo, key=lambda de: (sin_tildes(de[0]), de[1])):
        suyas = por_cargo[cargo, slug]
        yield CargoResponsable(
            cargo or SIN_CARGO,
            nombres[slug],
            _compromisos(suyas),
            _actividades(suyas),
            any(t.reconstruida for t in suyas),
        )


def _compromisos(tareas: Iterable[_Tarea]) -> str:
    """«2 vencidos, 1 cumplido»; vacío si no tiene ninguno."""
    cuentas = Counter(t.estado for t in tareas if isinstance(t, CompromisoResumido))
    return ", ".join(
        textos.contar(cuentas[e], *_COMPROMISOS_EN[e]) for e in ESTADOS_DE_COMPROMISO if cuentas[e]
    )


def _actividades(tareas: Iterable[_Tarea]) -> str:
    """«3 hechas, 1 por hacer»; vacío si no tiene ninguna."""
    cuentas = Counter(t.estado for t in tareas if isinstance(t, ActividadResumida))
    return ", ".join(
        textos.contar(cuentas[e], *formas) for e, formas in _ACTIVIDADES_EN.items() if cuentas[e]
    )
