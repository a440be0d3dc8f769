"""Las páginas que reúnen a todas las instancias, hechas solo con sus resúmenes.

Cada una es un plano: su dirección se sabe sin hacer su vista, y así quien busca enlaces rotos
pregunta qué hay sin dibujar nada.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from generador.configuracion import Contexto
from generador.modelo.base import Html
from generador.modelo.nombres import direccion_de
from generador.modelo.norma import Norma
from generador.planeacion.piezas import HojaDeCalculo, Plano
from generador.resumen import ResumenInstancia
from generador.vistas.accesibilidad import vista_accesibilidad
from generador.vistas.buscar import BUSCAR, vista_buscar
from generador.vistas.comparar import vista_comparar
from generador.vistas.comprobar import vista_comprobar
from generador.vistas.compromisos import (
    entidades_responsables,
    ruta_por_entidad,
    ruta_por_estado,
    vista_compromisos,
    vista_compromisos_por_entidad,
    vista_compromisos_por_estado,
)
from generador.vistas.comunes import (
    ACCESIBILIDAD,
    COMPARAR,
    COMPROBAR,
    COMPROMISOS,
    CONTACTO,
    CUMPLIMIENTO,
    GLOSARIO,
    INICIO,
    MAPA,
    NORMAS,
    RESPONSABLES,
)
from generador.vistas.contacto import vista_contacto
from generador.vistas.cumplimiento import vista_cumplimiento_general
from generador.vistas.glosario import vista_glosario
from generador.vistas.inicio import vista_inicio
from generador.vistas.instrumento import (
    Instrumento,
    csv_de_instrumento,
    filas_de_instrumento,
    ruta_de_hoja,
    vista_instrumento,
)
from generador.vistas.instrumentos import INSTRUMENTOS
from generador.vistas.listas_por_anios import LISTAS_POR_ANIOS
from generador.vistas.mapa import (
    MAPA_PARA_BUSCADORES,
    TramoDelMapa,
    indice_de_mapas,
    mapa_para_buscadores,
    repartir_en_mapas,
    se_busca,
    vista_mapa,
)
from generador.vistas.marco import Enlace
from generador.vistas.norma import VistaNorma, vista_norma
from generador.vistas.normas import vista_normas
from generador.vistas.por_anios import Resumenes
from generador.vistas.responsables import vista_responsables
from generador.vistas.seguimientos import ESTADOS_DE_COMPROMISO
from generador.vistas.tablas import DEL_SITIO, ruta_de_tabla, tabla_del_sitio


def direcciones_comunes(resumenes: Resumenes, contexto: Contexto) -> frozenset[str]:
    """Las direcciones de todos los planos, sin hacer ninguno."""
    return frozenset(p.ruta for p in planos_comunes(resumenes, contexto, {}))


def planos_comunes(
    resumenes: Resumenes, contexto: Contexto, textos_de_normas: Mapping[tuple[str, str], Html]
) -> Iterator[Plano]:
    """Las páginas del sitio, del inicio a los mapas."""
    paginas = tuple(_paginas(resumenes, contexto, textos_de_normas))
    yield from paginas
    if contexto.sitio.direccion:
        comunes = frozenset(p.ruta for p in paginas if se_busca(p.ruta))
        yield from _mapas_para_buscadores(resumenes, contexto, comunes)


def _paginas(
    resumenes: Resumenes, contexto: Contexto, textos_de_normas: Mapping[tuple[str, str], Html]
) -> Iterator[Plano]:
    todo = (resumenes, contexto)
    yield Plano(INICIO.ruta, "inicio.html", partial(vista_inicio, *todo))
    yield Plano(CUMPLIMIENTO.ruta, "cumplimiento.html", partial(vista_cumplimiento_general, *todo))
    yield Plano(COMPARAR.ruta, "comparar.html", partial(vista_comparar, *todo))
    yield from _por_anios(resumenes, contexto)
    yield from _de_los_compromisos(resumenes, contexto)
    yield from _de_las_normas(resumenes, contexto, textos_de_normas)
    yield Plano(GLOSARIO.ruta, "glosario.html", partial(vista_glosario, contexto))
    yield Plano(COMPROBAR.ruta, "comprobar.html", partial(vista_comprobar, contexto))
    yield Plano(CONTACTO.ruta, "contacto.html", partial(vista_contacto, *todo))
    yield Plano(ACCESIBILIDAD.ruta, "accesibilidad.html", partial(vista_accesibilidad, contexto))
    yield Plano(MAPA.ruta, "mapa.html", partial(vista_mapa, *todo))
    yield Plano(BUSCAR.ruta, "buscar.html", partial(vista_buscar, *todo))
    yield from _instrumentos(resumenes, contexto)
    for nombre in DEL_SITIO:
        yield Plano(ruta_de_tabla(nombre), "", partial(_tabla, nombre, *todo))


def _por_anios(resumenes: Resumenes, contexto: Contexto) -> Iterator[Plano]:
    """Las listas largas: su primera página y una por año."""
    for lista in LISTAS_POR_ANIOS:
        hacer = partial(lista.vista, resumenes, contexto)
        yield Plano(lista.listado.ruta, lista.plantilla, hacer)
        for anio, enlace in lista.por_anio(resumenes).items():
            yield Plano(enlace.ruta, lista.plantilla, partial(hacer, anio))


def _instrumentos(resumenes: Resumenes, contexto: Contexto) -> Iterator[Plano]:
    """La página, el CSV y la hoja de cálculo de cada uno."""
    for instrumento in INSTRUMENTOS:
        todo = (instrumento, resumenes, contexto)
        ruta = instrumento.enlace.ruta
        pagina = partial(vista_instrumento, *todo, [i.enlace for i in INSTRUMENTOS])
        yield Plano(ruta, "instrumento.html", pagina)
        csv = partial(csv_de_instrumento, *todo)
        yield Plano(ruta_de_tabla(instrumento.nombre), "", csv)
        yield Plano(ruta_de_hoja(instrumento), "", partial(_hoja, *todo))


def _hoja(instrumento: Instrumento, resumenes: Resumenes, contexto: Contexto) -> HojaDeCalculo:
    return HojaDeCalculo(
        ruta_de_hoja(instrumento),
        instrumento.enlace.texto,
        instrumento.encabezado,
        filas_de_instrumento(instrumento, resumenes, contexto),
    )


def _tabla(nombre: str, resumenes: Resumenes, contexto: Contexto) -> str:
    return tabla_del_sitio(nombre, resumenes, contexto)


def _de_los_compromisos(resumenes: Resumenes, contexto: Contexto) -> Iterator[Plano]:
    """Todos, y los de cada estado y cada entidad. Los estados tienen página aunque esté vacía."""
    pagina = "compromisos.html"
    todo = (resumenes, contexto)
    yield Plano(COMPROMISOS.ruta, pagina, partial(vista_compromisos, *todo))
    for estado in ESTADOS_DE_COMPROMISO:
        hacer = partial(vista_compromisos_por_estado, estado, *todo)
        yield Plano(ruta_por_estado(estado), pagina, hacer)
    yield Plano(RESPONSABLES.ruta, "responsables.html", partial(vista_responsables, *todo))
    for entidad in entidades_responsables(resumenes):
        hacer = partial(vista_compromisos_por_entidad, entidad, *todo)
        yield Plano(ruta_por_entidad(entidad), pagina, hacer)


def _de_las_normas(
    resumenes: Resumenes, contexto: Contexto, textos: Mapping[tuple[str, str], Html]
) -> Iterator[Plano]:
    yield Plano(NORMAS.ruta, "normas.html", partial(vista_normas, contexto))
    for id_, norma in sorted({**contexto.normas, **contexto.normas_en_borrador}.items()):
        texto = textos.get((norma.ruta, "cuerpo"))
        hacer = partial(_norma, id_, norma, texto, resumenes, contexto)
        yield Plano(direccion_de(norma), "norma.html", hacer)


def _norma(
    id_: str, norma: Norma, texto: Html | None, resumenes: Resumenes, contexto: Contexto
) -> VistaNorma:
    citantes = tuple(Enlace(r.nombre, r.ruta) for r in resumenes if id_ in r.normas_citadas)
    return vista_norma(norma, contexto, citantes, texto)


def _mapas_para_buscadores(
    resumenes: Resumenes, contexto: Contexto, comunes: frozenset[str]
) -> Iterator[Plano]:
    """El mapa o, si el sitio no cabe en uno, su índice y los mapas."""
    por_slug, direccion = {r.slug: r for r in resumenes}, contexto.sitio.direccion or ""
    cuantas = ((slug, len(r.direcciones)) for slug, r in sorted(por_slug.items()))
    mapas = repartir_en_mapas(cuantas, len(comunes))
    if len(mapas) == 1:
        yield Plano(MAPA_PARA_BUSCADORES, "", partial(_mapa_unico, resumenes, contexto))
        return
    rutas = [f"mapa-del-sitio-{n}.xml" for n, _ in enumerate(mapas, start=1)]
    indice = partial(indice_de_mapas, direccion, rutas)
    yield Plano(MAPA_PARA_BUSCADORES, "", indice, calculado=True)
    for ruta, tramos in zip(rutas, mapas, strict=True):
        suyas = comunes if ruta == rutas[0] else frozenset[str]()
        yield Plano(ruta, "", partial(_mapa, tramos, por_slug, direccion, suyas), calculado=True)


def _mapa_unico(resumenes: Resumenes, contexto: Contexto) -> str:
    direcciones = set(direcciones_comunes(resumenes, contexto))
    direcciones.update(d for r in resumenes for d in r.direcciones)
    return mapa_para_buscadores(contexto.sitio.direccion or "", direcciones)


def _mapa(
    tramos: tuple[TramoDelMapa, ...],
    por_slug: Mapping[str, ResumenInstancia],
    direccion: str,
    comunes: frozenset[str],
) -> str:
    suyas = (sorted(por_slug[t.slug].direcciones)[t.desde : t.hasta] for t in tramos)
    return mapa_para_buscadores(direccion, comunes.union(*suyas))
