"""Los compromisos, de una instancia o de todas: quién, qué, desde cuándo, para cuándo y cómo va."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.modelo.tipos import leer_lapso, sin_tildes
from generador.resumen import ActividadResumida, CompromisoResumido, ResumenInstancia
from generador.resumen.acuerdos import compromisos_de
from generador.vistas import registros, textos
from generador.vistas.comunes import (
    COMPROMISOS,
    INICIO,
    VistaEstado,
    enlace_a_instancia,
    hacer_marco,
)
from generador.vistas.marco import Enlace, Marco
from generador.vistas.partes import marco_de_parte
from generador.vistas.seguimientos import (
    ESTADOS_DE_COMPROMISO,
    Salto,
    estado_de_compromiso,
    leyenda_de_compromisos,
)

SIN_ENTIDAD = f"Entidad {SIN_DATO_DICHO}"
COMPROMISOS_EN_PLURAL = {
    "vencido": "Compromisos vencidos",
    "programado": "Compromisos programados",
    "parcial": "Compromisos cumplidos en parte",
    "incumplido": "Compromisos incumplidos",
    "cumplido": "Compromisos cumplidos",
}

Par = tuple[CompromisoResumido, ResumenInstancia | None]


class CompromisoListado(Struct, frozen=True):
    """Un compromiso, con el nombre de la entidad que responde por él."""

    de: CompromisoResumido
    entidad: str
    instancia: Enlace | None = None


class ActividadListada(Struct, frozen=True):
    """Una actividad de un plan, con cuándo se hace y cómo va, en palabras."""

    de: ActividadResumida
    cuando: str
    estado: str
    instancia: Enlace


class GrupoDeCompromisos(Struct, frozen=True):
    """Los compromisos en un estado, primero los que vencen o vencieron antes."""

    clave: str
    estado: VistaEstado
    filas: tuple[CompromisoListado, ...]


class VistaCompromisos(Struct, frozen=True):
    """Una lista de compromisos. `titulo` y `de` forman el h1; `cuenta`, cuántos son.

    `estados` y `entidades` llevan a las listas de solo una parte. `actividades` son las de los
    planes, en la lista de una entidad.
    """

    marco: Marco
    titulo: str
    de: str
    cuenta: str
    estados: tuple[Salto, ...]
    entidades: tuple[Salto, ...]
    grupos: tuple[GrupoDeCompromisos, ...]
    leyenda: tuple[VistaEstado, ...]
    actividades: tuple[ActividadListada, ...] = ()


def ruta_por_estado(estado: str) -> str:
    """La página de los compromisos del sitio en un estado."""
    return f"compromisos/{estado}.html"


def ruta_por_entidad(entidad: str) -> str:
    """La página de los compromisos de una entidad; sin ella, de los que no se sabe de quién son."""
    return f"compromisos/entidad/{entidad}.html" if entidad else "compromisos/sin-entidad.html"


def entidades_responsables(resumenes: Iterable[ResumenInstancia]) -> tuple[str, ...]:
    """Los identificadores de las entidades con algo que hacer; el vacío es «sin dato»."""
    return tuple(sorted({t.entidad for r in resumenes for t in r.tareas}))


# --- una página por lista ---------------------------------------------------------------------


def vista_compromisos_de(acervo: Acervo, contexto: Contexto) -> VistaCompromisos:
    """Los compromisos de una instancia, por estado."""
    nombre = acervo.instancia.nombre
    marco = marco_de_parte(
        acervo,
        contexto,
        "compromisos",
        "Compromisos",
        f"Quién quedó de hacer qué, para cuándo y cómo va: {nombre}.",
    )
    pares: list[Par] = [(c, None) for c in compromisos_de(acervo, contexto.corte)]
    saltos = tuple(
        Salto(Enlace(COMPROMISOS_EN_PLURAL[e], f"{marco.ruta}#s_{e}"), str(n))
        for e, n in _cuentas(pares)
        if n
    )
    return _vista(marco, "Compromisos", nombre, pares, saltos, (), contexto)


def vista_compromisos(
    resumenes: tuple[ResumenInstancia, ...], contexto: Contexto
) -> VistaCompromisos:
    """Los compromisos de todas las instancias, por estado."""
    descripcion = "Qué quedaron de hacer las instancias de este sitio, para cuándo y cómo va."
    return _del_sitio(COMPROMISOS.ruta, "Compromisos", "", descripcion, resumenes, contexto)


def vista_compromisos_por_estado(
    estado: str, resumenes: tuple[ResumenInstancia, ...], contexto: Contexto
) -> VistaCompromisos:
    """Los compromisos de todas las instancias que están en un estado."""
    ruta, titulo = ruta_por_estado(estado), COMPROMISOS_EN_PLURAL[estado]
    descripcion = f"{titulo} de las instancias de este sitio."
    return _del_sitio(
        ruta, titulo, "", descripcion, resumenes, contexto, lambda c: c.estado == estado
    )


def vista_compromisos_por_entidad(
    entidad: str, resumenes: tuple[ResumenInstancia, ...], contexto: Contexto
) -> VistaCompromisos:
    """Los compromisos que están a cargo de una entidad, y las actividades de los planes."""
    ruta, de = ruta_por_entidad(entidad), entidad_responsable(entidad, contexto)
    descripcion = f"Compromisos a cargo de {de} en las instancias de este sitio."
    vista = _del_sitio(
        ruta, "Compromisos", de, descripcion, resumenes, contexto, lambda c: c.entidad == entidad
    )
    return replace(vista, actividades=tuple(_actividades(entidad, resumenes)))


def _actividades(entidad: str, resumenes: Iterable[ResumenInstancia]) -> Iterator[ActividadListada]:
    """Las de una entidad, las de los últimos planes primero."""
    pares = [(a, r) for r in resumenes for a in r.actividades if a.entidad == entidad]
    for a, r in sorted(pares, key=lambda par: -par[0].anio):
        cuando = textos.lapso(leer_lapso(a.cuando)) if a.cuando else ""
        yield ActividadListada(
            a, cuando, textos.palabras(a.estado), enlace_a_instancia(r.slug, r.nombre)
        )


def _del_sitio(
    ruta: str,
    titulo: str,
    de: str,
    descripcion: str,
    resumenes: tuple[ResumenInstancia, ...],
    contexto: Contexto,
    es_suyo: Callable[[CompromisoResumido], bool] = lambda _: True,
) -> VistaCompromisos:
    todos: list[Par] = [(c, r) for r in resumenes for c in r.compromisos]
    pares = [par for par in todos if es_suyo(par[0])]
    migas = (INICIO,) if ruta == COMPROMISOS.ruta else (INICIO, COMPROMISOS)
    nombre = f"{titulo}: {de}" if de else titulo
    marco = hacer_marco(contexto, ruta, nombre, descripcion, migas, clase="pagina-compromisos")
    saltos = _por_estado(todos), _por_entidad(todos, contexto)
    return _vista(marco, titulo, de, pares, *saltos, contexto)


# --- por estado y por entidad -----------------------------------------------------------------


def _cuentas(pares: Iterable[Par]) -> list[tuple[str, int]]:
    cuentas = Counter(c.estado for c, _ in pares)
    return [(e, cuentas[e]) for e in ESTADOS_DE_COMPROMISO]


def _por_estado(todos: list[Par]) -> tuple[Salto, ...]:
    return tuple(
        Salto(Enlace(COMPROMISOS_EN_PLURAL[e], ruta_por_estado(e)), str(n))
        for e, n in _cuentas(todos)
    )


def _por_entidad(todos: list[Par], contexto: Contexto) -> tuple[Salto, ...]:
    """Un salto por entidad, por nombre; al final, los que no se sabe de quién son."""
    cuentas = Counter(c.entidad for c, _ in todos)
    en_orden = sorted(
        cuentas, key=lambda id_: (not id_, sin_tildes(entidad_responsable(id_, contexto)))
    )
    return tuple(
        Salto(Enlace(entidad_responsable(id_, contexto), ruta_por_entidad(id_)), str(cuentas[id_]))
        for id_ in en_orden
    )


def entidad_responsable(id_: str, contexto: Contexto) -> str:
    """El nombre de la entidad que responde; sin identificador, que no se sabe."""
    return registros.entidad(id_, contexto) if id_ else SIN_ENTIDAD


# --- la lista ---------------------------------------------------------------------------------


def _vista(
    marco: Marco,
    titulo: str,
    de: str,
    pares: list[Par],
    estados: tuple[Salto, ...],
    entidades: tuple[Salto, ...],
    contexto: Contexto,
) -> VistaCompromisos:
    return VistaCompromisos(
        marco,
        titulo,
        de,
        textos.contar(len(pares), "compromiso", "compromisos"),
        estados,
        entidades,
        tuple(
            GrupoDeCompromisos(estado, estado_de_compromiso(estado), _filas(suyos, contexto))
            for estado in ESTADOS_DE_COMPROMISO
            if (suyos := [par for par in pares if par[0].estado == estado])
        ),
        leyenda_de_compromisos(),
    )


def _filas(pares: list[Par], contexto: Contexto) -> tuple[CompromisoListado, ...]:
    en_orden = sorted(pares, key=lambda par: (par[0].fecha_limite or date.max, par[0].fecha))
    return tuple(
        CompromisoListado(
            c,
            entidad_responsable(c.entidad, contexto) if c.entidad else "",
            enlace_a_instancia(r.slug, r.nombre) if r else None,
        )
        for c, r in en_orden
    )
