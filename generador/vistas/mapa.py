"""El mapa del sitio: el que leen las personas y el que leen los buscadores."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.clases import PUBLICABLES
from generador.modelo.nombres import direccion_de
from generador.modelo.publicaciones import CUMPLIMIENTO_JSON
from generador.modelo.tipos import sin_tildes
from generador.resumen import EntradaDeDocumento, ResumenInstancia
from generador.vistas import textos
from generador.vistas.buscar import BUSCAR
from generador.vistas.comunes import (
    EN_EL_MAPA,
    INICIO,
    LISTADOS,
    MAPA,
    PUBLICACIONES,
    RECONSTRUIDO,
    enlace_a_instancia,
    hacer_marco,
    por_nombre,
)
from generador.vistas.instrumentos import INSTRUMENTOS
from generador.vistas.listas_por_anios import LISTAS_POR_ANIOS
from generador.vistas.marco import Enlace, Marco
from generador.vistas.partes import PARTES, ruta_de_parte
from generador.vistas.tablas import DEL_SITIO, ruta_de_tabla

MAPA_PARA_BUSCADORES = "mapa-del-sitio.xml"
DIRECCIONES_POR_MAPA = 50_000
"""Las que el protocolo admite en un archivo (sitemaps.org): un sitio mayor tiene varios mapas."""
SIN_DIRECCION = (
    "El mapa para buscadores no se publica todavía: este sitio no ha dicho en qué dirección está."
)
_PARTES = (
    ("proxima-sesion", "Próxima sesión"),
    *PARTES,
    ("reglamento/index", "Versiones del reglamento interno"),
)


class GrupoDelMapa(Struct, frozen=True):
    """Unas páginas con un nombre común."""

    titulo: str
    enlaces: tuple[Enlace, ...]


class InstanciaDelMapa(Struct, frozen=True):
    """Una instancia, sus páginas y sus documentos por clase."""

    slug: str
    enlace: Enlace
    partes: tuple[Enlace, ...]
    documentos: tuple[GrupoDelMapa, ...]


class VistaMapa(Struct, frozen=True):
    """El mapa; `buscadores` es el enlace al otro, o `None`, y entonces `aviso` dice por qué.

    `datos` son las tablas de todo el sitio.
    """

    marco: Marco
    sitio: tuple[Enlace, ...]
    ayuda: tuple[Enlace, ...]
    por_anios: tuple[GrupoDelMapa, ...]
    instancias: tuple[InstanciaDelMapa, ...]
    normas: tuple[Enlace, ...]
    buscadores: Enlace | None
    aviso: str
    datos: tuple[Enlace, ...]


def vista_mapa(resumenes: tuple[ResumenInstancia, ...], contexto: Contexto) -> VistaMapa:
    """Todas las páginas del sitio, hasta los registros; no los anexos."""
    marco = hacer_marco(
        contexto,
        MAPA.ruta,
        MAPA.texto,
        "Todas las páginas de este sitio, por instancia y por clase de documento.",
        (INICIO,),
        clase="pagina-mapa",
    )
    publico = contexto.sitio.direccion is not None
    normas = [
        Enlace(contexto.nombre_completo(n), direccion_de(n)) for n in contexto.normas.values()
    ]
    return VistaMapa(
        marco,
        (INICIO, BUSCAR, *LISTADOS, *((PUBLICACIONES,) if contexto.publicaciones else ())),
        EN_EL_MAPA,
        tuple(
            GrupoDelMapa(f"{lista.listado.texto}, año por año", enlaces)
            for lista in LISTAS_POR_ANIOS
            if (enlaces := tuple(lista.por_anio(resumenes).values()))
        ),
        tuple(_instancia(r) for r in por_nombre(resumenes)),
        tuple(sorted(normas, key=lambda e: sin_tildes(e.texto))),
        Enlace("Mapa del sitio para buscadores (XML)", MAPA_PARA_BUSCADORES) if publico else None,
        "" if publico else SIN_DIRECCION,
        (
            *(Enlace(f"{titulo} (CSV)", ruta_de_tabla(n)) for n, titulo in DEL_SITIO.items()),
            Enlace("Cumplimiento, con sus pruebas (JSON)", CUMPLIMIENTO_JSON),
            *(tabla for i in INSTRUMENTOS for tabla in i.tablas),
        ),
    )


def _instancia(resumen: ResumenInstancia) -> InstanciaDelMapa:
    ofrecidas = set(resumen.direcciones)
    partes = (
        Enlace(f"{titulo}: {resumen.nombre}", ruta_de_parte(resumen.slug, parte))
        for parte, titulo in _PARTES
    )
    return InstanciaDelMapa(
        resumen.slug,
        enlace_a_instancia(resumen.slug, resumen.nombre),
        tuple(parte for parte in partes if parte.ruta in ofrecidas),
        _por_clase(resumen.documentos),
    )


def _por_clase(documentos: Iterable[EntradaDeDocumento]) -> tuple[GrupoDelMapa, ...]:
    todos = list(documentos)
    grupos = (
        GrupoDelMapa(
            textos.mayuscula(clase.plural),
            tuple(Enlace(_titulo(d), d.ruta) for d in reversed(todos) if d.clase == clase.nombre),
        )
        for clase in PUBLICABLES
    )
    return tuple(
        GrupoDelMapa(f"{g.titulo} ({textos.cantidad(len(g.enlaces))})", g.enlaces)
        for g in grupos
        if g.enlaces
    )


def _titulo(entrada: EntradaDeDocumento) -> str:
    return f"{entrada.titulo} ({RECONSTRUIDO})" if entrada.reconstruida else entrada.titulo


class TramoDelMapa(Struct, frozen=True):
    """Unas direcciones de una instancia, en orden: de la que ocupa el lugar `desde` a `hasta`."""

    slug: str
    desde: int
    hasta: int


def repartir_en_mapas(
    cuantas: Iterable[tuple[str, int]], comunes: int, tope: int = DIRECCIONES_POR_MAPA
) -> tuple[tuple[TramoDelMapa, ...], ...]:
    """Lo que va en cada mapa, si en uno caben `tope`; en el primero van también las comunes."""
    mapas: list[list[TramoDelMapa]] = [[]]
    caben = tope - comunes
    for slug, total in cuantas:
        desde = 0
        while desde < total:
            if caben <= 0:
                mapas.append([])
                caben = tope
            hasta = min(total, desde + caben)
            mapas[-1].append(TramoDelMapa(slug, desde, hasta))
            caben -= hasta - desde
            desde = hasta
    return tuple(map(tuple, mapas))


def se_busca(ruta: str) -> bool:
    """Si es una página o un anexo: los datos y los mapas no son páginas que se busquen."""
    return not ruta.endswith((".json", ".xml"))


def mapa_para_buscadores(direccion: str, rutas: Iterable[str]) -> str:
    """Un mapa en XML, según el protocolo de sitemaps.org, con las páginas y los anexos."""
    return _xml("urlset", "url", direccion, sorted(filter(se_busca, set(rutas))))


def indice_de_mapas(direccion: str, mapas: Iterable[str]) -> str:
    """El índice de los mapas de un sitio que no cabe en uno."""
    return _xml("sitemapindex", "sitemap", direccion, mapas)


def _xml(raiz: str, cada: str, direccion: str, rutas: Iterable[str]) -> str:
    base = direccion.rstrip("/")
    renglones = (f"<{cada}><loc>{escape(f'{base}/{quote(r)}')}</loc></{cada}>\n" for r in rutas)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{raiz} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{''.join(renglones)}</{raiz}>\n"
    )
