"""El inicio: qué instancias hay y qué publica cada una, qué se decidió, y quién debe algo."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.instancia import EstadoInstancia, TipoInstancia
from generador.modelo.tipos import leer_lapso
from generador.resumen import DecisionResumida, EntradaDeDocumento, ResumenInstancia
from generador.verificacion.faltantes import QueFalta
from generador.verificacion.resultados import Referencia
from generador.vistas import textos
from generador.vistas.comunes import (
    CUMPLIMIENTO,
    FALTANTES,
    PUBLICACIONES,
    VistaEstado,
    enlace_a_instancia,
    hacer_marco,
    leyenda,
    por_nombre,
)
from generador.vistas.cumplimiento import matrices_por_instancias, validez
from generador.vistas.faltantes import anios_mirados, cuenta_de_faltantes
from generador.vistas.instancia import ESTADOS, NOMBRES_DE_INSTANCIA, SIN_ESTADO
from generador.vistas.marco import Enlace, Marco
from generador.vistas.matriz import VistaMatriz, ruta_de_cumplimiento
from generador.vistas.proxima import enlace_a_proxima
from generador.vistas.veredicto import en_breve

_DECISIONES = 5
_DOCUMENTOS = 8
_CESES = (EstadoInstancia.INACTIVA, EstadoInstancia.NO_VIGENTE)


class FichaDeInstancia(Struct, frozen=True):
    """Una instancia en el inicio; `veredicto` dice en palabras si publica lo que debe."""

    enlace: Enlace
    insignias: tuple[str, ...]
    objeto: str
    sin_acta: Enlace | None
    veredicto: Enlace | None
    ultima_sesion: Enlace | None
    proxima_sesion: Enlace | None


class Reciente(Struct, frozen=True):
    """Una decisión o un documento, y el nombre de su instancia."""

    de: DecisionResumida | EntradaDeDocumento
    instancia: str


class VistaInicio(Struct, frozen=True):
    """El inicio del sitio."""

    marco: Marco
    bajada: str
    matrices: tuple[VistaMatriz, ...]
    leyenda: tuple[VistaEstado, ...]
    validez: str
    cumplimiento: Enlace
    faltantes: Enlace
    cuenta_de_faltantes: str
    cubre: str
    decisiones: tuple[Reciente, ...]
    instancias: tuple[FichaDeInstancia, ...]
    cesadas: tuple[FichaDeInstancia, ...]
    documentos: tuple[Reciente, ...]
    registro: Enlace | None = None


def vista_inicio(resumenes: tuple[ResumenInstancia, ...], contexto: Contexto) -> VistaInicio:
    """El inicio, solo con los resúmenes: las instancias por nombre, y al final las ficticias."""
    sitio = contexto.sitio
    en_orden = por_nombre(resumenes)
    que_es = sitio.descripcion or _que_es(contexto)
    marco = hacer_marco(contexto, "index.html", sitio.titulo, que_es, clase="pagina-inicio")
    return VistaInicio(
        marco=marco,
        bajada=que_es,
        matrices=matrices_por_instancias(en_orden, contexto),
        leyenda=leyenda(),
        validez=validez(r for s in en_orden for r in s.renglones),
        cumplimiento=CUMPLIMIENTO,
        faltantes=FALTANTES,
        cuenta_de_faltantes=cuenta_de_faltantes(f for r in en_orden for f in r.faltantes),
        cubre=anios_mirados(r for s in en_orden for r in s.renglones),
        decisiones=_decisiones(en_orden),
        instancias=tuple(_ficha(r) for r in en_orden if r.estado not in _CESES),
        cesadas=tuple(_ficha(r) for r in en_orden if r.estado in _CESES),
        documentos=_documentos(en_orden),
        registro=PUBLICACIONES if contexto.publicaciones else None,
    )


def _ficha(resumen: ResumenInstancia) -> FichaDeInstancia:
    proxima = resumen.proxima_sesion
    insignias = (
        NOMBRES_DE_INSTANCIA[TipoInstancia(resumen.tipo)],
        _estado(resumen),
        *(("Ficticia",) if resumen.ficticia else ()),
    )
    return FichaDeInstancia(
        enlace_a_instancia(resumen.slug, resumen.nombre),
        insignias,
        resumen.objeto,
        _sin_acta(resumen),
        _veredicto(resumen),
        _enlace(resumen.ultima_sesion),
        enlace_a_proxima(resumen.slug, proxima) if proxima else None,
    )


def _sin_acta(resumen: ResumenInstancia) -> Enlace | None:
    """Cuántas actas no están, y cuáles; de la que le faltan registros al sitio no se sabe."""
    anios = [f.anio for f in resumen.faltantes if f.clase is QueFalta.AUSENTE]
    if not anios or resumen.cobertura_parcial:
        return None
    cuantas = "Falta 1 acta" if len(anios) == 1 else f"Faltan {len(anios)} actas"
    dicho = f"{cuantas} ({textos.anios_en_palabras(anios)})"
    return Enlace(dicho, f"{resumen.ruta}#actas-que-faltan")


def _veredicto(resumen: ResumenInstancia) -> Enlace | None:
    """Lo que se puede decir de lo que publica, y dónde se sustenta; nada si no se le exige nada."""
    dicho = en_breve(resumen.renglones, {d.anio for d in resumen.documentos if d.anio})
    return Enlace(dicho, ruta_de_cumplimiento(resumen.slug)) if dicho else None


def _estado(resumen: ResumenInstancia) -> str:
    """El estado en palabras; un resumen sin estado, o con una palabra ajena, es «sin dato»."""
    conocidos = {estado.value: palabras for estado, palabras in ESTADOS.items()}
    estado = conocidos.get(resumen.estado, SIN_ESTADO)
    if resumen.estado not in _CESES or not resumen.estado_desde:
        return estado
    return f"{estado} desde {textos.lapso(leer_lapso(resumen.estado_desde))}"


def _enlace(referencia: Referencia | None) -> Enlace | None:
    return Enlace(referencia.titulo, referencia.url) if referencia else None


def _decisiones(resumenes: Iterable[ResumenInstancia]) -> tuple[Reciente, ...]:
    todas = [(d.fecha, d, r.nombre) for r in resumenes for d in r.decisiones if d.se_decidio]
    return _ultimos(todas, _DECISIONES)


def _documentos(resumenes: Iterable[ResumenInstancia]) -> tuple[Reciente, ...]:
    """Los últimos por la fecha del documento; de los que no la tienen no se sabe si lo son."""
    todos = [(d.fecha, d, r.nombre) for r in resumenes for d in r.documentos if d.fecha]
    return _ultimos(todos, _DOCUMENTOS)


def _ultimos(
    todos: Iterable[tuple[date, DecisionResumida | EntradaDeDocumento, str]], cuantos: int
) -> tuple[Reciente, ...]:
    en_orden = sorted(todos, key=lambda trio: trio[0], reverse=True)
    return tuple(Reciente(de, nombre) for _, de, nombre in en_orden[:cuantos])


def _que_es(contexto: Contexto) -> str:
    """De qué trata un sitio que no lo dice."""
    entidad = contexto.nombre_de_entidad(contexto.sitio.entidad)
    return (
        f"Lo que publican las instancias de coordinación de las que responde {entidad}: sus "
        "normas, sus actas, lo que deciden y sus informes."
    )
