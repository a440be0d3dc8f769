"""De un acervo a su resumen: lo único de la instancia que sale de ella."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.base import Procedencia, Registro
from generador.modelo.nombres import direccion_de, nombre_de_registro
from generador.resumen import DecisionResumida, EntradaDeDocumento, ResumenInstancia
from generador.verificacion.resultados import Referencia, Renglon


def resumir(
    acervo: Acervo,
    contexto: Contexto,
    renglones: tuple[Renglon, ...],
    direcciones: tuple[str, ...],
    enlaces: tuple[tuple[str, str, int, int], ...],
) -> ResumenInstancia:
    """El resumen de una instancia. `direcciones` y `enlaces` vienen de sus páginas."""
    instancia = acervo.instancia
    entidad = contexto.entidad(instancia.secretaria_tecnica)
    sitio_parcial = contexto.sitio.cobertura == "parcial"
    decisiones = _decisiones(acervo)
    return ResumenInstancia(
        slug=acervo.slug,
        nombre=instancia.nombre,
        tipo=instancia.tipo,
        estado=instancia.estado or "",
        objeto=instancia.objeto or "",
        entidad=entidad.nombre if entidad else instancia.secretaria_tecnica,
        ficticia=instancia.ficticia,
        cobertura_parcial=sitio_parcial or instancia.cobertura == "parcial",
        ultima_sesion=_ultima_sesion(acervo, contexto.corte),
        proxima_sesion=_proxima_sesion(acervo),
        ultima_decision=decisiones[0] if decisiones else None,
        documentos=tuple(_entrada(r, contexto) for r in _documentos(acervo)),
        decisiones=decisiones,
        renglones=renglones,
        registros=_cuentas(acervo),
        direcciones=direcciones,
        enlaces=enlaces,
        normas_citadas=tuple(sorted({c.norma for c in instancia.normas or ()})),
    )


def _ultima_sesion(acervo: Acervo, corte: date) -> Referencia | None:
    pasadas = [a for a in acervo.sesiones if a.fecha <= corte]
    if not pasadas:
        return None
    acta = pasadas[-1]
    return Referencia(nombre_de_registro(acta), direccion_de(acta), acta.fecha)


def _proxima_sesion(acervo: Acervo) -> str:
    """La que anuncia la última acta, como está escrita."""
    proxima = acervo.sesiones[-1].proxima_sesion if acervo.sesiones else None
    return str(proxima) if proxima else ""


def _decisiones(acervo: Acervo) -> tuple[DecisionResumida, ...]:
    """Las decisiones de las sesiones, la más reciente primero."""
    return tuple(
        DecisionResumida(acta.fecha, decision.decision, f"{direccion_de(acta)}#{decision.id}")
        for acta in reversed(acervo.sesiones)
        for decision in acta.decisiones or ()
    )


def _documentos(acervo: Acervo) -> Iterable[Registro]:
    """Todos los registros menos la instancia."""
    return (r for r in acervo.registros() if r is not acervo.instancia)


def _entrada(registro: Registro, contexto: Contexto) -> EntradaDeDocumento:
    direccion = direccion_de(registro)
    fecha: date | None = getattr(registro, "fecha", None)
    periodo = getattr(registro, "periodo", None)
    fechado = fecha.year if fecha else None
    anio: int | None = getattr(registro, "anio", None) or (periodo.anio if periodo else fechado)
    return EntradaDeDocumento(
        clase=type(registro).__name__.lower(),
        titulo=nombre_de_registro(registro),
        ruta=direccion,
        fecha=fecha,
        anio=anio,
        publicada=contexto.fecha_probada(direccion) or getattr(registro, "fecha_publicacion", None),
        reconstruida=registro.procedencia is Procedencia.RECONSTRUIDA,
    )


def _cuentas(acervo: Acervo) -> tuple[tuple[str, int], ...]:
    """Cuántos registros de cada clase."""
    return (
        ("reglamentos", len(acervo.reglamentos)),
        ("actas", len(acervo.actas)),
        ("constancias", len(acervo.sin_sesiones)),
        ("planes", len(acervo.planes)),
        ("informes", len(acervo.informes)),
        ("anexos", len(acervo.anexos)),
    )
