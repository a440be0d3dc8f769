"""El informe para firmar: el formulario oficial y nada más, con una columna por sesión."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import TypeVar

from msgspec import Struct

from generador.acervo import Acervo
from generador.modelo.base import Html
from generador.modelo.informe import Informe
from generador.verificacion.asistencia import presencias
from generador.verificacion.resultados import (
    BloqueDeSesiones,
    Cifra,
    FilaDeAsistencia,
    FilaDeFirma,
    FilaDeFuncion,
    InformeCalculado,
)
from generador.vistas import textos
from generador.vistas.registros import nombre_de_la_instancia

_T = TypeVar("_T")


class FilaConFechas(Struct, frozen=True):
    """Una fila con una celda por sesión; vacía es que no, o que no se sabe."""

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


def vista_para_firmar(
    informe: Informe, calculado: InformeCalculado, acervo: Acervo, demostracion: bool
) -> VistaParaFirmar:
    """El formulario de un informe escrito, publicado o en borrador."""
    columnas = _columnas(calculado)
    return VistaParaFirmar(
        nombre=nombre_de_la_instancia(informe, acervo),
        periodo=calculado.periodo_texto,
        demostracion=demostracion,
        reglamento=_dicho(calculado.reglamento) or "",
        normas="; ".join(_serie(calculado.normas)),
        columnas=len(columnas),
        asistentes=_sectores(calculado.asistentes, columnas),
        ordinarias=_sesiones(calculado.ordinarias),
        extraordinarias=_sesiones(calculado.extraordinarias),
        publicacion=tuple((c.titulo, _si_no(c.casilla)) for c in calculado.publicacion),
        funciones_generales=_funciones(calculado.funciones_generales, columnas),
        funciones_especificas=_funciones(calculado.funciones_especificas, columnas),
        plan=calculado.plan.denominacion,
        seguimiento_al_plan=acervo.html(informe, "seguimiento_al_plan")
        or calculado.seguimiento_al_plan,
        analisis=acervo.html(informe, "analisis") or calculado.analisis,
        decisiones=tuple(_decisiones(calculado)),
        firmas=_firmas(calculado.firmas),
    )


def por_completar(calculado: InformeCalculado, acervo: Acervo) -> tuple[str, ...]:
    """Lo que el formulario pide y queda en blanco, en el orden del formulario."""
    a_medias = _a_medias(calculado, acervo)
    partes = (
        ("el reglamento interno", _dicho(calculado.reglamento)),
        ("las normas", _dicho(calculado.normas)),
        ("los asistentes", calculado.asistentes),
        (
            "las sesiones en que participó cada asistente",
            all(_del_todo(f, a_medias) for f in calculado.asistentes),
        ),
        *_cuentas("ordinarias", calculado.ordinarias),
        *_cuentas("extraordinarias", calculado.extraordinarias),
        ("las casillas de publicación", all(_si_no(c.casilla) for c in calculado.publicacion)),
        ("las funciones", calculado.funciones_generales + calculado.funciones_especificas),
        (
            "las sesiones en que se abordó cada función",
            _sabidas(calculado.funciones_generales + calculado.funciones_especificas),
        ),
        ("el seguimiento al plan", calculado.seguimiento_al_plan),
        ("el análisis del funcionamiento", calculado.analisis),
        ("quién firma", calculado.firmas),
    )
    return tuple(nombre for nombre, valor in partes if not valor)


def _dicho(cifra: Cifra[_T]) -> _T | None:
    """Lo que el informe declara; si no lo declara, lo calculado."""
    return cifra.calculado if cifra.declarado is None else cifra.declarado


def _serie(cifra: Cifra[tuple[_T, ...]]) -> tuple[_T, ...]:
    return _dicho(cifra) or ()


def _cuentas(cuales: str, bloque: BloqueDeSesiones) -> Iterator[tuple[str, bool]]:
    yield f"las sesiones {cuales} realizadas", _dicho(bloque.realizadas) is not None
    yield f"las sesiones {cuales} programadas", _dicho(bloque.programadas) is not None


def _a_medias(calculado: InformeCalculado, acervo: Acervo) -> frozenset[str]:
    """Los cargos de los que alguna acta del periodo no dice si participaron."""
    dias = {s.fecha for s in calculado.sesiones}
    vistas = acervo.sesiones_entre(calculado.desde, calculado.hasta)
    actas = (a for a in vistas if a.fecha in dias)
    return frozenset(
        cargo.id for a in actas for cargo, vino, _ in presencias(acervo, a) if vino is None
    )


def _del_todo(fila: FilaDeAsistencia, a_medias: frozenset[str]) -> bool:
    """Si de cada sesión se sabe si participó; lo declarado lo dice de todas."""
    return fila.fechas.declarado is not None or fila.integrante not in a_medias


def _sabidas(filas: Iterable[FilaDeFuncion]) -> bool:
    return all(_dicho(f.fechas) is not None for f in filas)


def _si_no(cifra: Cifra[bool]) -> str:
    valor = _dicho(cifra)
    return "" if valor is None else textos.si_no(valor)


# --- una columna por sesión -------------------------------------------------------------------


def _columnas(calculado: InformeCalculado) -> tuple[date, ...]:
    """La fecha de cada sesión; dos sesiones del mismo día son dos columnas."""
    veces = Counter(s.fecha for s in calculado.sesiones)
    filas: tuple[FilaDeAsistencia | FilaDeFuncion, ...] = (
        *calculado.asistentes,
        *calculado.funciones_generales,
        *calculado.funciones_especificas,
    )
    for fila in filas:
        veces |= Counter(_serie(fila.fechas))
    return tuple(sorted(veces.elements()))


def _celdas(fechas: Iterable[date], columnas: tuple[date, ...]) -> Iterator[str]:
    quedan = Counter(fechas)
    for columna in columnas:
        yield f"{columna:%d/%m/%Y}" if quedan[columna] > 0 else ""
        quedan[columna] -= 1


def _sectores(
    filas: tuple[FilaDeAsistencia, ...], columnas: tuple[date, ...]
) -> tuple[SectorParaFirmar, ...]:
    return tuple(
        SectorParaFirmar(sector, tuple(_asistente(f, columnas) for f in suyas))
        for sector, suyas in groupby(filas, key=lambda f: f.sector)
    )


def _asistente(fila: FilaDeAsistencia, columnas: tuple[date, ...]) -> FilaConFechas:
    total = _dicho(fila.total)
    return FilaConFechas(
        (fila.dependencia or fila.entidad, fila.cargo, ", ".join(fila.roles)),
        tuple(_celdas(_serie(fila.fechas), columnas)),
        "" if total is None else str(total),
    )


def _funciones(
    filas: tuple[FilaDeFuncion, ...], columnas: tuple[date, ...]
) -> tuple[FilaConFechas, ...]:
    return tuple(
        FilaConFechas(
            (f"{f.numero}. {f.texto}",),
            tuple(_celdas(_serie(f.fechas), columnas)),
            _si_no(f.se_abordo),
        )
        for f in filas
    )


# --- lo demás ---------------------------------------------------------------------------------


def _sesiones(bloque: BloqueDeSesiones) -> str:
    """«3 / 3»; lo que no se sabe queda en blanco, y si no se sabe ninguna, vacío."""
    cuentas = (_dicho(bloque.realizadas), _dicho(bloque.programadas))
    if cuentas == (None, None):
        return ""
    return " / ".join("____" if c is None else str(c) for c in cuentas)


def _decisiones(calculado: InformeCalculado) -> Iterator[DecisionParaFirmar]:
    for d in calculado.decisiones:
        seguimientos = (s.texto or s.estado for s in d.seguimientos)
        yield DecisionParaFirmar(
            f"{d.fecha:%d-%m-%Y}",
            textos.palabras(d.icono) if d.icono else "",
            d.decision,
            d.sintesis_declarada or d.sintesis,
            "; ".join(s for s in seguimientos if s),
        )


def _firmas(firmas: tuple[FilaDeFirma, ...]) -> tuple[GrupoDeFirmas, ...]:
    """Las firmas bajo el rol de quien firma; sin ninguna, el renglón de la secretaría técnica."""
    por_titulo: dict[str, list[FirmaParaFirmar]] = {}
    for firma in firmas:
        suya = FirmaParaFirmar(firma.nombre, firma.cargo, firma.entidad)
        por_titulo.setdefault(_quien_firma(firma.rol), []).append(suya)
    if not por_titulo:
        por_titulo[_quien_firma("S")] = [FirmaParaFirmar("", "", "")]
    return tuple(GrupoDeFirmas(titulo, tuple(suyas)) for titulo, suyas in por_titulo.items())


def _quien_firma(rol: str) -> str:
    """El título de la firma. El formulario solo pide la de la secretaría técnica."""
    nombres = {"P": "la Presidencia", "S": "la Secretaría Técnica", "": "la Secretaría Técnica"}
    return f"Firma de quien ejerce {nombres[rol]}" if rol in nombres else f"Firma: {rol}"
