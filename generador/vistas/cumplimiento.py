"""Las páginas de cumplimiento: la de una instancia, año por año, y la de todo el sitio.

Ninguna dice qué día es: dicen hasta cuándo vale lo que afirman.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.base import Confianza
from generador.modelo.fechas import fecha_larga
from generador.modelo.instancia import Cobertura
from generador.modelo.publicaciones import CUMPLIMIENTO_JSON
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.resumen import ResumenInstancia
from generador.verificacion.plazos import resumir
from generador.verificacion.resultados import Renglon
from generador.vistas.comunes import (
    COMPARAR,
    CUMPLIMIENTO,
    FALTANTES,
    INICIO,
    VistaEstado,
    enlace_a_instancia,
    hacer_marco,
    leyenda,
    por_nombre,
    vista_estado,
)
from generador.vistas.exigencias import VistaLista, listas_explicadas
from generador.vistas.marco import Enlace, Marco
from generador.vistas.matriz import (
    SIN_JUZGAR,
    VistaMatriz,
    ancla,
    ancla_del_anio,
    cuenta,
    orden_de_lista,
    por_instancias,
    ruta_de_cumplimiento,
)
from generador.vistas.matriz_por_anios import CuadroDeRequisitos, por_requisitos
from generador.vistas.partes import avisos_de_instancia, partes_de
from generador.vistas.tablas import ruta_de_tabla
from generador.vistas.textos import anios_en_palabras
from generador.vistas.veredicto import Veredicto, veredicto

_COBERTURA_PARCIAL = (
    f"Este sitio no tiene todos los registros de la instancia: «{SIN_DATO_DICHO}» quiere decir "
    "que no consta aquí, no que no exista"
)


class VistaPlazo(Struct, frozen=True):
    """Cuándo vence un plazo, cómo se contó y qué tan cierto es, en palabras."""

    vence: str
    cuenta: str
    saltados: tuple[str, ...]
    certeza: str
    fuente: str


class VistaRenglon(Struct, frozen=True):
    """Un requisito en un año, con todo lo que sustenta su estado; `validez`, hasta cuándo vale."""

    de: Renglon
    ancla: str
    estado: VistaEstado
    cuenta: str
    plazo: VistaPlazo | None
    validez: str


class GrupoDeLista(Struct, frozen=True):
    """Los renglones de una lista en un año."""

    titulo: str
    renglones: tuple[VistaRenglon, ...]


class AnioDeCumplimiento(Struct, frozen=True):
    """Un año juzgado; `resumen` dice en una frase cómo quedó, y `sabido`, si se sabe algo de él."""

    anio: int
    resumen: str
    sabido: bool
    listas: tuple[GrupoDeLista, ...]

    @property
    def ancla(self) -> str:
        """Su lugar en la página."""
        return ancla_del_anio(self.anio)


class VistaCumplimiento(Struct, frozen=True):
    """La página de cumplimiento de una instancia; de los años `callados` no se sabe nada."""

    marco: Marco
    nombre: str
    veredicto: Veredicto | None
    callados: str
    cuadro: CuadroDeRequisitos | None
    anios: tuple[AnioDeCumplimiento, ...]
    leyenda: tuple[VistaEstado, ...]
    validez: str


class VistaCumplimientoGeneral(Struct, frozen=True):
    """El cumplimiento de todas las instancias: su último año juzgado, y dónde están todos.

    De las `calladas` no se sabe nada ese año.
    """

    marco: Marco
    matrices: tuple[VistaMatriz, ...]
    calladas: tuple[Enlace, ...]
    por_anios: Enlace
    csv: str
    json: str
    listas: tuple[VistaLista, ...]
    faltantes: Enlace
    leyenda: tuple[VistaEstado, ...]
    validez: str


# --- una instancia ----------------------------------------------------------------------------


def vista_cumplimiento(
    acervo: Acervo, contexto: Contexto, renglones: tuple[Renglon, ...]
) -> VistaCumplimiento:
    """La página de una instancia: el cuadro de cada lista y cada año, del último al primero."""
    instancia = acervo.instancia
    titulos = titulos_de_listas(renglones, contexto)
    anios = _anios(renglones, titulos)
    parcial = Cobertura.PARCIAL in (instancia.cobertura, contexto.sitio.cobertura)
    marco = hacer_marco(
        contexto,
        ruta_de_cumplimiento(acervo.slug),
        f"Cumplimiento: {instancia.nombre}",
        f"Qué debe publicar y qué publica: {instancia.nombre}.",
        (INICIO, enlace_a_instancia(acervo.slug, instancia.nombre)),
        (*avisos_de_instancia(instancia), _COBERTURA_PARCIAL if parcial else ""),
        "pagina-cumplimiento",
    )
    return VistaCumplimiento(
        marco=replace(marco, partes=partes_de(acervo, contexto)),
        nombre=instancia.nombre,
        veredicto=veredicto(renglones),
        callados=anios_en_palabras(a.anio for a in anios if not a.sabido),
        cuadro=por_requisitos(renglones, titulos),
        anios=anios,
        leyenda=leyenda(),
        validez=validez(renglones),
    )


def titulos_de_listas(renglones: Iterable[Renglon], contexto: Contexto) -> dict[str, str]:
    """El título de cada lista que los renglones nombran, la oficial primero."""
    listas = sorted({r.lista for r in renglones}, key=orden_de_lista)
    conocidas = {id_: contexto.lista(id_) for id_ in listas}
    return {id_: lista.titulo if lista else id_ for id_, lista in conocidas.items()}


def _anios(
    renglones: tuple[Renglon, ...], titulos: dict[str, str]
) -> tuple[AnioDeCumplimiento, ...]:
    anios = sorted({r.anio for r in renglones}, reverse=True)
    return tuple(_anio([r for r in renglones if r.anio == anio], titulos) for anio in anios)


def _anio(renglones: list[Renglon], titulos: dict[str, str]) -> AnioDeCumplimiento:
    """Un año; en su resumen, cuántos requisitos hay en cada estado: «Cumple: 3 · Falta: 1»."""
    cuantos = Counter(vista_estado(r.estado).palabra for r in renglones)
    resumen = " · ".join(f"{palabra}: {n}" for palabra, n in cuantos.items())
    sabido = any(r.estado not in SIN_JUZGAR for r in renglones)
    return AnioDeCumplimiento(renglones[0].anio, resumen, sabido, _listas(renglones, titulos))


def _listas(renglones: list[Renglon], titulos: dict[str, str]) -> tuple[GrupoDeLista, ...]:
    grupos = (
        GrupoDeLista(titulo, tuple(_renglon(r) for r in renglones if r.lista == lista))
        for lista, titulo in titulos.items()
    )
    return tuple(grupo for grupo in grupos if grupo.renglones)


def _renglon(renglon: Renglon) -> VistaRenglon:
    return VistaRenglon(
        renglon,
        ancla(renglon),
        vista_estado(renglon.estado),
        cuenta(renglon),
        _plazo(renglon),
        _hasta(renglon.valido_hasta),
    )


def _plazo(renglon: Renglon) -> VistaPlazo | None:
    v = renglon.vencimiento
    if v is None:
        return None
    return VistaPlazo(
        fecha_larga(v.fecha),
        resumir(v),
        tuple(f"{fecha_larga(s.fecha)}: {_motivo(s.motivo, s.ley)}" for s in v.saltados),
        _certeza(renglon),
        renglon.plazo_fuente,
    )


def _certeza(renglon: Renglon) -> str:
    """«confirmado», «ficticio», «por confirmar», o que el sitio lo aceptó sin estar confirmado."""
    if renglon.certeza_del_plazo is Confianza.FICTICIA:
        return "ficticio"
    if renglon.certeza_del_plazo is Confianza.CONFIRMADO:
        return "confirmado"
    return "por confirmar; este sitio lo acepta" if renglon.plazo_firme else "por confirmar"


def _motivo(motivo: str, ley: str) -> str:
    return f"{motivo} ({ley})" if ley else motivo


def validez(renglones: Iterable[Renglon]) -> str:
    """Hasta cuándo valen todos: el primer día en que alguno puede cambiar sin registros nuevos."""
    return _hasta(min((r.valido_hasta for r in renglones if r.valido_hasta), default=None))


def _hasta(dia: date | None) -> str:
    return f"Válido hasta el {fecha_larga(dia)}" if dia else ""


# --- todo el sitio ----------------------------------------------------------------------------


def vista_cumplimiento_general(
    resumenes: tuple[ResumenInstancia, ...], contexto: Contexto
) -> VistaCumplimientoGeneral:
    """La página de todo el sitio: un cuadro por lista, con una fila por instancia."""
    marco = hacer_marco(
        contexto,
        CUMPLIMIENTO.ruta,
        CUMPLIMIENTO.texto,
        "Qué publica cada instancia de coordinación, de lo que está obligada a publicar.",
        (INICIO,),
        clase="pagina-cumplimiento",
    )
    renglones = [r for resumen in resumenes for r in resumen.renglones]
    titulos = titulos_de_listas(renglones, contexto)
    calladas = [s for s in por_nombre(resumenes) if s.renglones and not _se_sabe(s)]
    return VistaCumplimientoGeneral(
        marco,
        matrices_por_instancias((s for s in resumenes if s not in calladas), contexto),
        tuple(Enlace(s.nombre, ruta_de_cumplimiento(s.slug)) for s in calladas),
        Enlace("Cada requisito, año por año", f"{COMPARAR.ruta}#anio-a-anio"),
        ruta_de_tabla("cumplimiento"),
        CUMPLIMIENTO_JSON,
        listas_explicadas(titulos, contexto),
        FALTANTES,
        leyenda(),
        validez(renglones),
    )


def _se_sabe(resumen: ResumenInstancia) -> bool:
    """Si de su último año juzgado se sabe algo."""
    ultimo = max(r.anio for r in resumen.renglones)
    return any(r.estado not in SIN_JUZGAR for r in resumen.renglones if r.anio == ultimo)


def matrices_por_instancias(
    resumenes: Iterable[ResumenInstancia], contexto: Contexto
) -> tuple[VistaMatriz, ...]:
    """Los cuadros de todo el sitio, con el último año juzgado de cada instancia."""
    todos = tuple(resumenes)
    titulos = titulos_de_listas((r for s in todos for r in s.renglones), contexto)
    return por_instancias(
        ((enlace_a_instancia(s.slug, s.nombre), s.renglones) for s in todos), titulos
    )
