"""Lo que una lista exige de cada sesión, además de publicar su acta."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from generador.modelo.acta import Acta, EstadoActa
from generador.modelo.instancia import Rol
from generador.modelo.nombres import enumerar, nombre_de_acta
from generador.verificacion.conciliacion import referencia_a
from generador.verificacion.pruebas import Prueba
from generador.verificacion.requisito_de_un_anio import (
    Nada,
    RequisitoDeUnAnio,
    Unidades,
    exigencia,
    rige,
)
from generador.verificacion.resultados import Estado, Exigencia

_Juicio = Callable[[RequisitoDeUnAnio, Acta], tuple[str, date | None]]
"""Qué le falta a un acta, o vacío, y qué día lo tuvo, si se sabe."""


def de_aprobacion(caso: RequisitoDeUnAnio) -> Unidades:
    """Una unidad por acta: si se aprobó, y cuándo."""
    return _de_cada_acta(caso, _aprobada)


def de_firma(caso: RequisitoDeUnAnio) -> Unidades:
    """Una unidad por acta: si se firmó, y cuándo la firmó el último."""
    return _de_cada_acta(caso, _firmada)


def de_razones(caso: RequisitoDeUnAnio) -> Unidades:
    """Una unidad por acta con decisiones que afectan al público: si cada una dice sus razones."""
    return _de_cada_acta(caso, _razonada, _afecta_al_publico)


def firma_de(acta: Acta) -> date | None:
    """El día de la última firma, si se sabe el de alguna."""
    return max((f.fecha for f in acta.firmas or () if f.fecha), default=None)


def hechos_de(caso: RequisitoDeUnAnio, acta: Acta) -> dict[str, date]:
    """Los días desde los que puede contarse un plazo de un acta."""
    sabidos = {
        "sesion": acta.dias[1],
        "siguiente_sesion": caso.acervo.siguiente_sesion(acta.dias[1]),
        "aprobacion": caso.acervo.aprobacion_de(acta),
        "firma": firma_de(acta),
    }
    return {hecho: dia for hecho, dia in sabidos.items() if dia is not None}


def _de_cada_acta(
    caso: RequisitoDeUnAnio, juzgar: _Juicio, cuenta: Callable[[Acta], bool] = lambda _: True
) -> Unidades:
    ventana = caso.ventana
    validas = caso.acervo.validas
    # La que otra completa o reemplaza es de la misma sesión: se juzgan juntas, por la última.
    completadas = {c.ruta for a in validas if (c := _completada(caso, a))}
    unidades = tuple(
        unidad
        for acta in validas
        if acta.ruta not in completadas
        if ventana.inicio <= acta.fecha <= ventana.fin and rige(caso, acta.fecha) and cuenta(acta)
        if (unidad := _unidad(caso, acta, *_de_la_sesion(caso, acta, juzgar)))
    )
    return unidades or Nada(Estado.NO_APLICA, "En este año no consta de qué exigirlo.")


def _completada(caso: RequisitoDeUnAnio, acta: Acta) -> Acta | None:
    """El acta de su sesión que esta completa o reemplaza, si hay una."""
    otra = caso.acervo.buscar(acta.misma_sesion) if acta.misma_sesion else None
    return otra if isinstance(otra, Acta) and otra is not acta else None


def _de_la_sesion(caso: RequisitoDeUnAnio, acta: Acta, juzgar: _Juicio) -> tuple[str, date | None]:
    """Lo que le falta a la sesión: nada, si a una de sus actas nada le falta."""
    falta, dia = juzgar(caso, acta)
    otra = _completada(caso, acta)
    if not falta or otra is None:
        return falta, dia
    suya = juzgar(caso, otra)
    return (falta, dia) if suya[0] else suya


def _unidad(caso: RequisitoDeUnAnio, acta: Acta, falta: str, dia: date | None) -> Exigencia | None:
    """La de un acta; ninguna, si le falta algo y su plazo no ha empezado a contarse."""
    hechos, plazo = hechos_de(caso, acta), caso.requisito.plazo
    if falta and plazo and plazo.desde == "siguiente_sesion" and plazo.desde not in hechos:
        return None
    prueba = Prueba((referencia_a(acta),), falta, dia)
    return exigencia(caso, nombre_de_acta(acta), prueba, hechos, acta.ruta)


def _aprobada(caso: RequisitoDeUnAnio, acta: Acta) -> tuple[str, date | None]:
    dia = caso.acervo.aprobacion_de(acta)
    consta = dia is not None or acta.estado in (EstadoActa.APROBADA, EstadoActa.FIRMADA)
    return "" if consta else "no consta su aprobación", dia


def _firmada(caso: RequisitoDeUnAnio, acta: Acta) -> tuple[str, date | None]:
    dia = firma_de(acta)
    if dia is None and acta.estado is not EstadoActa.FIRMADA:
        return "no consta su firma", dia
    # Sin decir en qué calidad firmó nadie, no se sabe quién falta.
    firmaron = {f.rol for f in acta.firmas or () if f.rol}
    faltan = [_QUIEN[r] for r in caso.requisito.firman or () if firmaron and r not in firmaron]
    return f"no consta la firma de {enumerar(faltan)}" if faltan else "", dia


_QUIEN = {
    Rol.PRESIDENCIA: "la presidencia",
    Rol.SECRETARIA_TECNICA: "la secretaría técnica",
    Rol.INTEGRANTE: "un integrante",
    Rol.INVITADO_PERMANENTE: "un invitado permanente",
    Rol.OTRO: "otro",
}


def _afecta_al_publico(acta: Acta) -> bool:
    return any(d.afecta_al_publico and d.se_decidio for d in acta.decisiones or ())


def _razonada(_: RequisitoDeUnAnio, acta: Acta) -> tuple[str, date | None]:
    suyas = [d for d in acta.decisiones or () if d.afecta_al_publico and d.se_decidio]
    calladas = [d.id for d in suyas if not d.fundamento]
    falta = f"no constan las razones de: {', '.join(calladas)}" if calladas else ""
    return falta, None
