"""Todas las instancias, una al lado de otra y año por año: qué publican, cuánto tardan en publicar
sus actas, quiénes van a sus sesiones y qué compromisos se les vencieron."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.resumen import ResumenInstancia
from generador.verificacion.resultados import Estado, Renglon
from generador.vistas import textos
from generador.vistas.cifras import DEMORA, mediana
from generador.vistas.compromisos import ruta_por_estado
from generador.vistas.comunes import (
    COMPARAR,
    CUMPLIMIENTO,
    INICIO,
    RECONSTRUIDA,
    VistaEstado,
    enlace_a_instancia,
    hacer_marco,
    leyenda,
    por_nombre,
)
from generador.vistas.cumplimiento import titulos_de_listas
from generador.vistas.marco import Enlace, Marco
from generador.vistas.matriz import CUMPLIDOS, SIN_JUZGAR, ancla_del_anio
from generador.vistas.matriz_por_anios import MatrizPorAnios, por_listas
from generador.vistas.partes import ruta_de_parte
from generador.vistas.tablas import ruta_de_tabla

ANIOS_A_LA_VISTA = 6
"""Cuántos años caben uno al lado de otro; los anteriores están en los datos."""


class CeldaComparada(Struct, frozen=True):
    """Lo de una instancia en un año: la cifra, su barra de 0 a 100 y el registro que la sustenta.

    Sin cifra, `texto` está vacío; `nota` es lo que la cifra no sabe.
    """

    anio: str
    texto: str
    fraccion: int
    nota: str
    ruta: str


class FilaComparada(Struct, frozen=True):
    """Una instancia, año por año."""

    instancia: Enlace
    celdas: tuple[CeldaComparada, ...]


class Comparacion(Struct, frozen=True):
    """Una cifra de todas las instancias; de las que no consta nada, solo el nombre.

    `antes` dice qué años no se muestran, y `csv` es donde están todos.
    """

    id: str
    titulo: str
    descripcion: str
    anios: tuple[str, ...]
    filas: tuple[FilaComparada, ...]
    sin_cifra: tuple[Enlace, ...]
    antes: str
    csv: str
    ademas: Enlace | None = None


class VistaComparar(Struct, frozen=True):
    """La página que compara las instancias."""

    marco: Marco
    comparaciones: tuple[Comparacion, ...]
    por_requisitos: tuple[MatrizPorAnios, ...]
    leyenda: tuple[VistaEstado, ...]

    @property
    def indice(self) -> tuple[Enlace, ...]:
        """Los lugares de la página."""
        cifras = tuple(Enlace(c.titulo, f"s_{c.id}") for c in self.comparaciones)
        requisitos = (Enlace("Cada requisito", "anio-a-anio"),) if self.por_requisitos else ()
        return (*cifras, *requisitos)


_CifraComparada = tuple[str, int, str]
"""El texto, la fracción de 0 a 100 y la nota de una celda."""
_PorAnio = Mapping[int, _CifraComparada]


def vista_comparar(resumenes: tuple[ResumenInstancia, ...], contexto: Contexto) -> VistaComparar:
    """La página, con las instancias por nombre."""
    todas = por_nombre(resumenes)
    renglones = [r for resumen in todas for r in resumen.renglones]
    return VistaComparar(
        hacer_marco(
            contexto,
            COMPARAR.ruta,
            "Comparar las instancias",
            "Qué publica cada instancia, cuánto tarda, quiénes van y qué se le venció.",
            (INICIO,),
            clase="pagina-comparar",
        ),
        (
            _comparacion(_REQUISITOS, _requisitos_de, todas),
            _comparacion(_DEMORA, _demora_de(todas), todas),
            _comparacion(_ASISTENCIA, _asistencia_de, todas),
            _comparacion(_VENCIDOS, _vencidos_de, todas),
        ),
        por_listas(
            ((enlace_a_instancia(s.slug, s.nombre), s.renglones) for s in todas),
            titulos_de_listas(renglones, contexto),
        ),
        leyenda(),
    )


class _Medida(Struct, frozen=True):
    """Qué se compara, en qué página de la instancia se sustenta y en qué tabla de datos está.

    `lugar` es dónde, en esa página, está lo de un año; vacío si es toda ella.
    """

    id: str
    titulo: str
    descripcion: str
    parte: str
    lugar: Callable[[ResumenInstancia, int], str]
    tabla: str
    ademas: Enlace | None = None


_REQUISITOS = _Medida(
    "requisitos",
    "Requisitos que cumple",
    "De los requisitos que se pudieron juzgar cada año, cuántos cumplió.",
    "cumplimiento",
    lambda _, anio: ancla_del_anio(anio),
    "cumplimiento",
    Enlace("De dónde sale cada exigencia", f"{CUMPLIMIENTO.ruta}#exigencias"),
)
_DEMORA = _Medida(
    "demora",
    DEMORA,
    "La mitad de las actas de cada año tardó eso o menos, y la que más, el máximo. No cuentan las "
    "que no están publicadas ni las que no se sabe cuándo se publicaron.",
    "cifras",
    lambda _, __: "g_demora",
    "demora",
)
_ASISTENCIA = _Medida(
    "asistencia",
    "Asistencia",
    "De los cargos que la integraban cada día de sesión, cuántos asistieron, sumados los días del "
    "año. Se cuenta por cargo, no por persona.",
    "asistencia",
    lambda _, __: "s_por-cargo",
    "asistencia",
)
_VENCIDOS = _Medida(
    "vencidos",
    "Compromisos vencidos",
    "De los compromisos que vencían cada año, de cuántos pasó la fecha sin noticia.",
    "compromisos",
    # Donde no se venció ninguno no hay esa parte: lo que se ve es que están los demás.
    lambda r, _: "s_vencido" if any(c.estado == "vencido" for c in r.compromisos) else "",
    "compromisos",
    Enlace("Todos los compromisos vencidos", ruta_por_estado("vencido")),
)


def _comparacion(
    medida: _Medida,
    cifras_de: Callable[[ResumenInstancia], _PorAnio],
    resumenes: Iterable[ResumenInstancia],
) -> Comparacion:
    por_instancia = [(r, cifras_de(r)) for r in resumenes]
    anios = sorted({anio for _, cifras in por_instancia for anio in cifras}, reverse=True)
    aqui, antes = anios[:ANIOS_A_LA_VISTA], anios[ANIOS_A_LA_VISTA:]
    enlaces = {r.slug: enlace_a_instancia(r.slug, r.nombre) for r, _ in por_instancia}
    filas = (
        FilaComparada(enlaces[r.slug], tuple(_celdas(medida, r, cifras, aqui)))
        for r, cifras in por_instancia
        if cifras
    )
    return Comparacion(
        medida.id,
        medida.titulo,
        medida.descripcion,
        tuple(map(str, aqui)),
        tuple(filas),
        tuple(enlaces[r.slug] for r, cifras in por_instancia if not cifras),
        textos.anios_en_palabras(antes),
        ruta_de_tabla(medida.tabla),
        medida.ademas,
    )


def _celdas(
    medida: _Medida, resumen: ResumenInstancia, cifras: _PorAnio, anios: Iterable[int]
) -> Iterator[CeldaComparada]:
    for anio in anios:
        texto, fraccion, nota = cifras.get(anio, ("", 0, ""))
        lugar = f"#{suyo}" if (suyo := medida.lugar(resumen, anio)) else ""
        ruta = f"{ruta_de_parte(resumen.slug, medida.parte)}{lugar}"
        yield CeldaComparada(str(anio), texto, fraccion, nota, ruta if texto else "")


# --- las cifras de cada instancia -------------------------------------------------------------


def _requisitos_de(resumen: ResumenInstancia) -> _PorAnio:
    por_anio: dict[int, list[Renglon]] = defaultdict(list)
    for renglon in resumen.renglones:
        if renglon.estado is not Estado.NO_APLICA:
            por_anio[renglon.anio].append(renglon)
    return {
        anio: _parte(sum(r.estado in CUMPLIDOS for r in sabidos), len(sabidos), callan)
        for anio, suyos in por_anio.items()
        if (sabidos := [r for r in suyos if r.estado not in SIN_JUZGAR])
        for callan in [len(suyos) - len(sabidos)]
    }


def _asistencia_de(resumen: ResumenInstancia) -> _PorAnio:
    fueron: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    rehechas = {a.fecha.year for a in resumen.asistencia if a.reconstruida}
    for a in resumen.asistencia:
        for n, cuantos in enumerate((a.asistieron, a.no_asistieron, a.sin_dato)):
            fueron[a.fecha.year][n] += cuantos
    return {
        anio: _parte(si, si + no, nada, anio in rehechas)
        for anio, (si, no, nada) in fueron.items()
        if si + no
    }


def _vencidos_de(resumen: ResumenInstancia) -> _PorAnio:
    estados: dict[int, list[str]] = defaultdict(list)
    rehechos: set[int] = set()
    for c in resumen.compromisos:
        if c.fecha_limite:
            estados[c.fecha_limite.year].append(c.estado)
            rehechos |= {c.fecha_limite.year} if c.reconstruida else set()
    return {a: _parte(e.count("vencido"), len(e), 0, a in rehechos) for a, e in estados.items()}


def _parte(cuantos: int, todos: int, callan: int, reconstruida: bool = False) -> _CifraComparada:
    notas = [f"{SIN_DATO_DICHO} de {callan} más"] * bool(callan) + [RECONSTRUIDA] * reconstruida
    return f"{cuantos} de {todos}", round(100 * cuantos / todos), ", ".join(notas)


def _demora_de(resumenes: Iterable[ResumenInstancia]) -> Callable[[ResumenInstancia], _PorAnio]:
    """La mediana de cada año; la barra, frente a la más larga de todas."""
    dias = {r.slug: _dias_por_anio(r) for r in resumenes}
    medianas = {s: {a: mediana(d) for a, d in anios.items() if d} for s, anios in dias.items()}
    tope = max((n for anios in medianas.values() for n in anios.values()), default=0)

    def cifras(resumen: ResumenInstancia) -> _PorAnio:
        sesiones = [d.fecha.year for d in resumen.demoras]
        return {
            anio: (
                _dias(medio, max(dias[resumen.slug][anio])),
                round(100 * max(medio, 0) / tope) if tope > 0 else 0,
                f"se sabe de {len(dias[resumen.slug][anio])} de {sesiones.count(anio)}",
            )
            for anio, medio in medianas[resumen.slug].items()
        }

    return cifras


def _dias(medio: int, mas: int) -> str:
    """«12 días», y hasta cuántos tardó la que más, si fueron otros."""
    dicho = textos.contar(medio, "día", "días")
    return dicho if mas == medio else f"{dicho} (máximo {mas})"


def _dias_por_anio(resumen: ResumenInstancia) -> dict[int, list[int]]:
    por_anio: dict[int, list[int]] = defaultdict(list)
    for demora in resumen.demoras:
        if demora.dias_a_publicacion is not None:
            por_anio[demora.fecha.year].append(demora.dias_a_publicacion)
    return por_anio
