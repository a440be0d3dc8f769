"""Los bloques del formulario del informe de gestión, para leerlos en la terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from generador.cli.presentar import VACIA, Linea, Pieza, Tabla, linea, titulo
from generador.verificacion.resultados import (
    BloqueDeSesiones,
    Cifra,
    Coincide,
    FilaDeFirma,
    FilaDeFuncion,
    InformeCalculado,
    SeguimientoHecho,
)

SIN_DATO = "sin dato"
_CIFRAS = ("", "calculado", "declarado", "coincide")
_COINCIDE = {
    Coincide.SI: "sí",
    Coincide.NO: "no",
    Coincide.SIN_CONTRASTE: "sin contraste",
    Coincide.SIN_DATO: SIN_DATO,
}


def piezas_del_formulario(calculado: InformeCalculado) -> list[Pieza]:
    """El formulario entero, en su orden; un bloque sin nada dice «sin dato»."""
    bloques = (
        _encabezado(calculado),
        _bloque("Normas y reglamento", _normas(calculado)),
        _bloque("Asistentes", _asistentes(calculado)),
        _bloque("Sesiones", _cuentas_de_sesiones(calculado)),
        _bloque("Publicación en la página web", _publicacion(calculado)),
        _bloque("Funciones generales", _funciones(calculado.funciones_generales)),
        _bloque("Funciones específicas", _funciones(calculado.funciones_especificas)),
        _bloque("Plan", _plan(calculado)),
        _bloque("Actividades del plan", _actividades(calculado)),
        _texto("Seguimiento al plan", calculado.seguimiento_al_plan),
        _texto("Análisis del funcionamiento", calculado.analisis),
        _bloque("Seguimiento a las decisiones", _decisiones(calculado)),
        _bloque("Compromisos", _compromisos(calculado)),
        _bloque("Quórum y publicación de cada sesión", _sesiones(calculado)),
        _bloque("Firmas", _firmas(calculado.firmas)),
    )
    piezas = [pieza for bloque in bloques for pieza in (*bloque, VACIA)]
    return piezas[:-1]


def _encabezado(calculado: InformeCalculado) -> Iterator[Pieza]:
    yield titulo(f"Informe de gestión: {calculado.instancia}, {calculado.periodo_texto}")
    yield linea(f"Del {calculado.desde.isoformat()} al {calculado.hasta.isoformat()}")
    informe = calculado.informe
    yield linea(f"Informe presentado: {informe.titulo if informe else SIN_DATO}")
    if calculado.sin_sesiones:
        yield linea(f"Sin sesiones: {calculado.sin_sesiones.titulo}")


def _bloque(nombre: str, contenido: Tabla) -> Iterator[Pieza]:
    yield titulo(nombre)
    yield contenido if contenido.filas else linea(SIN_DATO, sangria=2)


def _texto(nombre: str, texto: str) -> Iterator[Pieza]:
    yield titulo(nombre)
    for renglon in (texto or SIN_DATO).splitlines():
        yield linea(renglon, sangria=2) if renglon.strip() else Linea(())


def _cifra(nombre: str, cifra: Cifra[Any]) -> tuple[str, ...]:
    return (nombre, _legible(cifra.calculado), _legible(cifra.declarado), _COINCIDE[cifra.coincide])


def _legible(valor: object) -> str:
    """El valor en palabras; lo que no se sabe es «sin dato» y una serie vacía es «ninguna»."""
    if valor is None or valor == "":
        return SIN_DATO
    if isinstance(valor, bool):
        return "sí" if valor else "no"
    if isinstance(valor, date):
        return valor.isoformat()
    if isinstance(valor, tuple):
        return ", ".join(map(_legible, valor)) or "ninguna"
    return str(valor)


def _normas(calculado: InformeCalculado) -> Tabla:
    filas = (_cifra("Normas", calculado.normas), _cifra("Reglamento", calculado.reglamento))
    return Tabla(_CIFRAS, filas)


def _asistentes(calculado: InformeCalculado) -> Tabla:
    filas: list[tuple[str, ...]] = []
    for fila in calculado.asistentes:
        roles = f" ({', '.join(fila.roles)})" if fila.roles else ""
        filas.append(
            _cifra(f"{fila.cargo}, {fila.dependencia or fila.entidad}{roles}", fila.fechas)
        )
        filas.append(_cifra("  total", fila.total))
    return Tabla(_CIFRAS, tuple(filas))


def _cuentas_de_sesiones(calculado: InformeCalculado) -> Tabla:
    def par(clase: str, bloque: BloqueDeSesiones) -> Iterable[tuple[str, ...]]:
        yield _cifra(f"{clase} realizadas", bloque.realizadas)
        yield _cifra(f"{clase} programadas", bloque.programadas)

    ordinarias = par("Ordinarias", calculado.ordinarias)
    extraordinarias = par("Extraordinarias", calculado.extraordinarias)
    return Tabla(_CIFRAS, (*ordinarias, *extraordinarias))


def _publicacion(calculado: InformeCalculado) -> Tabla:
    filas = (
        (
            *_cifra(f.titulo, f.casilla),
            str(f.estado).replace("_", " "),
            f"{f.cumplidos}/{f.exigidos}",
        )
        for f in calculado.publicacion
    )
    return Tabla((*_CIFRAS, "estado", "n/m"), tuple(filas))


def _funciones(funciones: Iterable[FilaDeFuncion]) -> Tabla:
    filas: list[tuple[str, ...]] = []
    for funcion in funciones:
        filas.append(_cifra(f"{funcion.numero}. {funcion.texto}", funcion.fechas))
        filas.append(_cifra("  se abordó", funcion.se_abordo))
    return Tabla(_CIFRAS, tuple(filas))


def _plan(calculado: InformeCalculado) -> Tabla:
    plan = calculado.plan
    cifras = (
        ("Funciones", plan.funciones),
        ("Metas", plan.metas),
        ("Actividades", plan.actividades),
        ("Avance (%)", plan.avance),
    )
    return Tabla(_CIFRAS, tuple(_cifra(nombre, cifra) for nombre, cifra in cifras))


def _actividades(calculado: InformeCalculado) -> Tabla:
    filas = ((a.nombre, _legible(a.estado)) for a in calculado.plan.por_actividad)
    return Tabla(("actividad", "estado"), tuple(filas))


def _seguimientos(hechos: Iterable[SeguimientoHecho]) -> str:
    textos = (f"{_legible(h.fecha)}: {h.texto or h.estado or SIN_DATO}" for h in hechos)
    return "; ".join(textos) or SIN_DATO


def _decisiones(calculado: InformeCalculado) -> Tabla:
    columnas = ("fecha", "decisión", "síntesis", "seguimiento", "origen")
    filas = (
        (
            _legible(d.fecha),
            d.decision,
            _legible(d.sintesis),
            _seguimientos(d.seguimientos),
            d.origen,
        )
        for d in calculado.decisiones
    )
    return Tabla(columnas, tuple(filas))


def _compromisos(calculado: InformeCalculado) -> Tabla:
    columnas = ("fecha", "compromiso", "responsable", "fecha límite", "estado", "seguimiento")
    filas = (
        (
            _legible(c.fecha),
            c.compromiso,
            _legible(c.responsable),
            _legible(c.fecha_limite),
            _legible(c.estado),
            _seguimientos(c.seguimientos),
        )
        for c in calculado.compromisos
    )
    return Tabla(columnas, tuple(filas))


def _sesiones(calculado: InformeCalculado) -> Tabla:
    columnas = ("fecha", "tipo", "quórum", "presentes/requeridos", "fuente", "días a publicación")
    filas = (
        (
            _legible(s.fecha),
            s.tipo,
            _legible(s.hubo_quorum),
            f"{_legible(s.quorum_presentes)}/{_legible(s.quorum_requerido)}",
            s.quorum_fuente,
            _legible(s.dias_a_publicacion),
        )
        for s in calculado.sesiones
    )
    return Tabla(columnas, tuple(filas))


def _firmas(firmas: Iterable[FilaDeFirma]) -> Tabla:
    columnas = ("nombre", "cargo", "entidad")
    return Tabla(
        columnas, tuple((f.nombre, _legible(f.cargo), _legible(f.entidad)) for f in firmas)
    )
