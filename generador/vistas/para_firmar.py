"""El informe para firmar: el formulario oficial y nada más, con una columna por sesión."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, TypeVar

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta
from generador.modelo.base import Html
from generador.modelo.informe import Informe
from generador.verificacion.asistencia import presencias
from generador.verificacion.resultados import (
    BloqueDeSesiones,
    Cifra,
    Coincide,
    FilaDeAsistencia,
    FilaDeFirma,
    FilaDeFuncion,
    InformeCalculado,
)
from generador.vistas import textos
from generador.vistas.registros import nombre_de_la_instancia

_T = TypeVar("_T")
POR_LLENAR = "____"
"""Lo que no se sabe, donde el blanco diría otra cosa."""
_SECRETARIA = ("S", "")
"""Los roles con que se firma por la secretaría técnica, la única firma que pide el formulario."""


class FilaConFechas(Struct, frozen=True):
    """Una fila con una celda por sesión: su fecha, nada si no fue, o una raya si no se sabe."""

    rotulos: tuple[str, ...]
    fechas: tuple[str, ...]
    final: str


class SectorParaFirmar(Struct, frozen=True):
    """Los asistentes de un sector."""

    sector: str
    filas: tuple[FilaConFechas, ...]


class DecisionParaFirmar(Struct, frozen=True):
    """Una decisión, con su síntesis y su seguimiento."""

    fecha: str
    icono: str
    decision: str
    sintesis: str
    seguimiento: str


class FirmaParaFirmar(Struct, frozen=True):
    """Quien firma; vacío es un renglón por llenar."""

    nombre: str
    cargo: str
    entidad: str


class GrupoDeFirmas(Struct, frozen=True):
    """Quienes firman con un mismo rol."""

    titulo: str
    firmas: tuple[FirmaParaFirmar, ...]


class VistaParaFirmar(Struct, frozen=True):
    """Los bloques del formulario, en su orden; lo vacío queda en blanco."""

    nombre: str
    periodo: str
    demostracion: bool
    reglamento: str
    normas: str
    columnas: int
    asistentes: tuple[SectorParaFirmar, ...]
    ordinarias: str
    extraordinarias: str
    publicacion: tuple[tuple[str, str], ...]
    funciones_generales: tuple[FilaConFechas, ...]
    funciones_especificas: tuple[FilaConFechas, ...]
    plan: str
    seguimiento_al_plan: Html | str
    analisis: Html | str
    decisiones: tuple[DecisionParaFirmar, ...]
    firmas: tuple[GrupoDeFirmas, ...]


class _Asistencia(Struct, frozen=True):
    """De cada acta, por su ruta: los cargos que vinieron, y los que no dice si vinieron."""

    vinieron: dict[str, set[str]]
    callados: dict[str, set[str]]

    @classmethod
    def de(cls, acervo: Acervo, actas: Iterable[Acta]) -> _Asistencia:
        dichas = {a.ruta: tuple(presencias(acervo, a)) for a in actas}
        return cls(
            {ruta: {c.id for c, vino, _ in filas if vino} for ruta, filas in dichas.items()},
            {
                ruta: {c.id for c, vino, _ in filas if vino is None}
                for ruta, filas in dichas.items()
            },
        )


class Columnas(Struct, frozen=True):
    """La fecha de cada columna, y en cuál va cada acta, por su ruta."""

    fechas: tuple[date, ...]
    de: dict[str, int]


def vista_para_firmar(
    informe: Informe, calculado: InformeCalculado, acervo: Acervo, contexto: Contexto
) -> VistaParaFirmar:
    """El formulario de un informe escrito, publicado o en borrador."""
    actas = _actas(calculado, acervo)
    columnas = _columnas(calculado, actas)
    asistencia = _Asistencia.de(acervo, actas)
    abordadas = {a.ruta: set(a.funciones or ()) for a in actas}
    return VistaParaFirmar(
        nombre=nombre_de_la_instancia(informe, acervo),
        periodo=calculado.periodo_texto,
        demostracion=contexto.sitio.demostracion,
        reglamento=_dicho(calculado.reglamento) or "",
        normas="; ".join(_serie(calculado.normas)),
        columnas=len(columnas.fechas),
        asistentes=_sectores(calculado.asistentes, columnas, asistencia),
        ordinarias=_sesiones(calculado.ordinarias),
        extraordinarias=_sesiones(calculado.extraordinarias),
        publicacion=tuple((c.titulo, _si_no(c.casilla)) for c in calculado.publicacion),
        funciones_generales=_funciones(calculado.funciones_generales, columnas, abordadas),
        funciones_especificas=_funciones(calculado.funciones_especificas, columnas, abordadas),
        plan=calculado.plan.denominacion,
        seguimiento_al_plan=acervo.html(informe, "seguimiento_al_plan")
        or calculado.seguimiento_al_plan,
        analisis=acervo.html(informe, "analisis") or calculado.analisis,
        decisiones=tuple(_decisiones(calculado, contexto)),
        firmas=_firmas(calculado.firmas),
    )


def por_completar(calculado: InformeCalculado, acervo: Acervo) -> tuple[str, ...]:
    """Lo que el formulario pide y queda en blanco, en el orden del formulario."""
    firmas = calculado.firmas
    callados = _Asistencia.de(acervo, _actas(calculado, acervo)).callados.values()
    a_medias = [f.cargo for f in calculado.asistentes if not _del_todo(f, callados)]
    funciones = calculado.funciones_generales + calculado.funciones_especificas
    sin_decir = [str(f.numero) for f in funciones if _dicho(f.se_abordo) is None]
    partes = (
        ("el reglamento interno", _dicho(calculado.reglamento)),
        ("las normas", _dicho(calculado.normas)),
        ("los asistentes", calculado.asistentes),
        (f"si vinieron a cada sesión: {', '.join(a_medias)}", not a_medias),
        *_cuentas("ordinarias", calculado.ordinarias),
        *_cuentas("extraordinarias", calculado.extraordinarias),
        ("las casillas de publicación", all(_si_no(c.casilla) for c in calculado.publicacion)),
        ("las funciones", funciones),
        ("las sesiones en que se abordó cada función", _sabidas(funciones)),
        (f"si se abordó la función {', '.join(sin_decir)}", not sin_decir),
        ("el seguimiento al plan", calculado.seguimiento_al_plan),
        ("el análisis del funcionamiento", calculado.analisis),
        ("el icono de cada decisión", all(d.icono for d in calculado.decisiones)),
        (
            "la síntesis de cada decisión",
            all(d.sintesis_declarada or d.sintesis for d in calculado.decisiones),
        ),
        (
            "el seguimiento a cada decisión",
            all(s.texto or s.estado for d in calculado.decisiones for s in d.seguimientos)
            and all(d.seguimientos for d in calculado.decisiones),
        ),
        ("quién firma por la secretaría técnica", any(f.rol in _SECRETARIA for f in firmas)),
        ("el cargo y la entidad de cada firmante", all(f.cargo and f.entidad for f in firmas)),
    )
    return tuple(nombre for nombre, valor in partes if not valor)


def contradicciones(calculado: InformeCalculado) -> tuple[str, ...]:
    """Lo que el informe declara y no es lo de los registros; en la hoja va lo declarado."""
    bloques = (("ordinarias", calculado.ordinarias), ("extraordinarias", calculado.extraordinarias))
    funciones = (*calculado.funciones_generales, *calculado.funciones_especificas)
    cifras: tuple[tuple[str, Cifra[Any]], ...] = (
        *((f"las sesiones {cuales} realizadas", b.realizadas) for cuales, b in bloques),
        *((f"las sesiones {cuales} programadas", b.programadas) for cuales, b in bloques),
        *((f"las sesiones a que fue «{f.cargo}»", f.fechas) for f in calculado.asistentes),
        *((f"el total de «{f.cargo}»", f.total) for f in calculado.asistentes),
        *((f"las sesiones de la función {f.numero}", f.fechas) for f in funciones),
    )
    return tuple(que for que, cifra in cifras if cifra.coincide is Coincide.NO)


def _dicho(cifra: Cifra[_T]) -> _T | None:
    """Lo que el informe declara; si no lo declara, lo calculado."""
    return cifra.calculado if cifra.declarado is None else cifra.declarado


def _serie(cifra: Cifra[tuple[_T, ...]]) -> tuple[_T, ...]:
    return _dicho(cifra) or ()


def _cuentas(cuales: str, bloque: BloqueDeSesiones) -> Iterator[tuple[str, bool]]:
    yield f"las sesiones {cuales} realizadas", _dicho(bloque.realizadas) is not None
    yield f"las sesiones {cuales} programadas", _dicho(bloque.programadas) is not None


def _actas(calculado: InformeCalculado, acervo: Acervo) -> tuple[Acta, ...]:
    """Las de las sesiones que el informe cuenta."""
    dias = {s.fecha for s in calculado.sesiones}
    vistas = acervo.sesiones_entre(calculado.desde, calculado.hasta)
    return tuple(a for a in vistas if a.fecha in dias)


def _del_todo(fila: FilaDeAsistencia, callados: Iterable[set[str]]) -> bool:
    """Si de cada sesión se sabe si participó; lo declarado lo dice de todas."""
    return fila.fechas.declarado is not None or not any(fila.integrante in c for c in callados)


def _sabidas(filas: Iterable[FilaDeFuncion]) -> bool:
    return all(_dicho(f.fechas) is not None for f in filas)


def _si_no(cifra: Cifra[bool]) -> str:
    valor = _dicho(cifra)
    return "" if valor is None else textos.si_no(valor)


# --- una columna por sesión -------------------------------------------------------------------


def _columnas(calculado: InformeCalculado, actas: tuple[Acta, ...]) -> Columnas:
    """Una por sesión; dos sesiones del mismo día son dos columnas."""
    veces = Counter(s.fecha for s in calculado.sesiones)
    filas: tuple[FilaDeAsistencia | FilaDeFuncion, ...] = (
        *calculado.asistentes,
        *calculado.funciones_generales,
        *calculado.funciones_especificas,
    )
    for fila in filas:
        veces |= Counter(_serie(fila.fechas))
    fechas = tuple(sorted(veces.elements()))
    puestas: Counter[date] = Counter()
    de = {}
    for acta in actas:
        de[acta.ruta] = fechas.index(acta.fecha) + puestas[acta.fecha]
        puestas[acta.fecha] += 1
    return Columnas(fechas, de)


def _celdas(dichas: tuple[date, ...], suyas: Iterable[int], columnas: Columnas) -> tuple[str, ...]:
    """Lo dicho, en la columna de su sesión.

    `suyas` son las columnas de las actas que lo dicen. Si de un día no son tantas como lo dicho, lo
    declaró el informe, que no dice de cuál de las sesiones de ese día habla.
    """
    de_actas, marcadas = set(suyas), set()
    for dia, cuantas in Counter(dichas).items():
        del_dia = [n for n, fecha in enumerate(columnas.fechas) if fecha == dia]
        propias = [n for n in del_dia if n in de_actas]
        marcadas.update(propias if len(propias) == cuantas else del_dia[:cuantas])
    return tuple(
        f"{fecha:%d/%m/%Y}" if n in marcadas else "" for n, fecha in enumerate(columnas.fechas)
    )


def _sectores(
    filas: tuple[FilaDeAsistencia, ...], columnas: Columnas, asistencia: _Asistencia
) -> tuple[SectorParaFirmar, ...]:
    return tuple(
        SectorParaFirmar(sector, tuple(_asistente(f, columnas, asistencia) for f in suyas))
        for sector, suyas in groupby(filas, key=lambda f: f.sector)
    )


def _asistente(
    fila: FilaDeAsistencia, columnas: Columnas, asistencia: _Asistencia
) -> FilaConFechas:
    quien, de = fila.integrante, columnas.de
    suyas = (n for ruta, n in de.items() if quien in asistencia.vinieron[ruta])
    celdas = _celdas(_serie(fila.fechas), suyas, columnas)
    # Lo declarado lo dice de todas las sesiones.
    declarada = fila.fechas.declarado is not None
    callan = {n for ruta, n in de.items() if not declarada and quien in asistencia.callados[ruta]}
    total = fila.total.declarado if callan else _dicho(fila.total)
    return FilaConFechas(
        (fila.dependencia or fila.entidad, fila.cargo, ", ".join(fila.roles)),
        tuple(POR_LLENAR if n in callan else celda for n, celda in enumerate(celdas)),
        "" if total is None else str(total),
    )


def _funciones(
    filas: tuple[FilaDeFuncion, ...], columnas: Columnas, abordadas: dict[str, set[int]]
) -> tuple[FilaConFechas, ...]:
    return tuple(_funcion(f, columnas, abordadas) for f in filas)


def _funcion(
    fila: FilaDeFuncion, columnas: Columnas, abordadas: dict[str, set[int]]
) -> FilaConFechas:
    suyas = (n for ruta, n in columnas.de.items() if fila.numero in abordadas[ruta])
    return FilaConFechas(
        (f"{fila.numero}. {fila.texto}",),
        _celdas(_serie(fila.fechas), suyas, columnas),
        _si_no(fila.se_abordo),
    )


# --- lo demás ---------------------------------------------------------------------------------


def _sesiones(bloque: BloqueDeSesiones) -> str:
    """«3 / 3»; lo que no se sabe queda en blanco, y si no se sabe ninguna, vacío."""
    cuentas = (_dicho(bloque.realizadas), _dicho(bloque.programadas))
    if cuentas == (None, None):
        return ""
    return " / ".join(POR_LLENAR if c is None else str(c) for c in cuentas)


def _decisiones(calculado: InformeCalculado, contexto: Contexto) -> Iterator[DecisionParaFirmar]:
    for d in calculado.decisiones:
        icono = contexto.icono(d.icono) if d.icono else None
        seguimientos = (s.texto or s.estado for s in d.seguimientos)
        yield DecisionParaFirmar(
            f"{d.fecha:%d-%m-%Y}",
            icono.nombre if icono else d.icono,
            d.decision,
            d.sintesis_declarada or d.sintesis,
            "; ".join(s for s in seguimientos if s),
        )


def _firmas(firmas: tuple[FilaDeFirma, ...]) -> tuple[GrupoDeFirmas, ...]:
    """Las firmas bajo el rol de quien firma; la de la secretaría técnica, aunque sea por llenar."""
    por_titulo: dict[str, list[FirmaParaFirmar]] = {}
    for firma in firmas:
        suya = FirmaParaFirmar(firma.nombre, firma.cargo, firma.entidad)
        por_titulo.setdefault(_quien_firma(firma.rol), []).append(suya)
    por_titulo.setdefault(_quien_firma("S"), [FirmaParaFirmar("", "", "")])
    return tuple(GrupoDeFirmas(titulo, tuple(suyas)) for titulo, suyas in por_titulo.items())


def _quien_firma(rol: str) -> str:
    """El título de la firma. El formulario solo pide la de la secretaría técnica."""
    nombres = {"P": "la Presidencia", "S": "la Secretaría Técnica", "": "la Secretaría Técnica"}
    return f"Firma de quien ejerce {nombres[rol]}" if rol in nombres else f"Firma: {rol}"
