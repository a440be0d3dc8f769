"""El ámbito de un informe: las sesiones del periodo y qué tanto se sabe de ellas."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta, SinSesiones
from generador.modelo.base import Registro
from generador.modelo.clases import POR_MODELO
from generador.modelo.fechas import Periodo
from generador.modelo.informe import Declarado, Informe
from generador.modelo.instancia import Cobertura, ConVigencia, Instancia, Relacion

_NADA = Declarado.model_construct()
_ORDEN = POR_MODELO[Acta].orden


class Ambito(Struct, frozen=True):
    """Lo que un informe mira.

    `sesiones` son las realizadas del periodo hasta la fecha de corte, en orden. `se_conocen` dice
    si se sabe cuántas hubo: las hay, una constancia dice que no las hubo, o está escrito que el
    sitio tiene todos los registros de ese tiempo. Si no se sabe, cero no es una cifra.
    """

    acervo: Acervo
    contexto: Contexto
    periodo: Periodo
    sesiones: tuple[Acta, ...]
    constancia: SinSesiones | None
    informe: Informe | None
    se_conocen: bool

    @property
    def limite(self) -> date:
        """El último día que se mira: el fin del periodo, o el corte si llega antes."""
        return min(self.periodo.hasta, self.contexto.corte)

    @property
    def declarado(self) -> Declarado:
        """Lo que declaró el informe del periodo; vacío si no hay informe."""
        return (self.informe and self.informe.declarado) or _NADA

    @property
    def registros(self) -> tuple[Registro, ...]:
        """De dónde se sabe qué sesiones hubo: sus actas, o la constancia de que no las hubo."""
        if self.sesiones:
            return self.sesiones
        return (self.constancia,) if self.constancia else ()

    def alcanza(self, cosa: ConVigencia) -> bool:
        """Si un cargo o una función existió algún día del periodo."""
        termino = cosa.hasta is not None and cosa.hasta < self.periodo.desde
        return not termino and not (cosa.desde is not None and cosa.desde > self.periodo.hasta)


def ambito_de(acervo: Acervo, contexto: Contexto, periodo: Periodo) -> Ambito:
    """El ámbito de un periodo de una instancia."""
    limite = min(periodo.hasta, contexto.corte)
    sesiones = en_orden(acervo.sesiones_entre(periodo.desde, limite))
    constancia = _constancia(acervo, contexto, periodo)
    conocidas = bool(sesiones) or constancia is not None or _completo(acervo, contexto, periodo)
    informe = next((i for i in acervo.informes if i.periodo == periodo), None)
    return Ambito(acervo, contexto, periodo, sesiones, constancia, informe, conocidas)


def comienzo(acervo: Acervo, contexto: Contexto) -> date | None:
    """El primer día del que puede haber algo, o `None` si no se sabe.

    Desde cuándo se le exigen registros, o existe; o su primer registro, si es anterior.
    """
    instancia = acervo.instancia
    creada = instancia.desde or _creada(instancia, contexto)
    desde = instancia.registros_desde or contexto.registros_desde() or creada
    # Lo que se exige a todo el sitio no se le exige a quien todavía no existía.
    posibles = [max(d for d in (desde, creada) if d)] if desde else []
    return min((*posibles, *_dias_de_registros(acervo)), default=None)


def _creada(instancia: Instancia, contexto: Contexto) -> date | None:
    """El día de la norma que la crea."""
    citas = (c.norma for c in instancia.normas or () if c.relacion is Relacion.CREA)
    normas = (contexto.norma(id_) for id_ in citas)
    return min((n.fecha for n in normas if n and n.fecha), default=None)


def _dias_de_registros(acervo: Acervo) -> Iterator[date]:
    yield from (a.fecha for a in acervo.actas)
    yield from (r.fecha for r in acervo.reglamentos)
    yield from (date(p.anio, 1, 1) for p in acervo.planes)
    yield from (c.periodo.desde for c in acervo.sin_sesiones)
    yield from (i.periodo.desde for i in acervo.informes)


def en_orden(actas: tuple[Acta, ...]) -> tuple[Acta, ...]:
    """Las actas en el orden de su clase: el orden en que llegaron no cambia ninguna cifra."""
    return tuple(sorted(actas, key=lambda a: (_ORDEN(a), a.ruta)))


def _constancia(acervo: Acervo, contexto: Contexto, periodo: Periodo) -> SinSesiones | None:
    """La constancia que cubre todo el periodo."""
    suyas = (
        c
        for c in acervo.sin_sesiones
        if c.periodo.desde <= periodo.desde
        and c.periodo.hasta >= periodo.hasta
        and c.fecha <= contexto.corte
    )
    return min(suyas, key=lambda c: (c.fecha, c.ruta), default=None)


def _completo(acervo: Acervo, contexto: Contexto, periodo: Periodo) -> bool:
    """Si que no haya actas quiere decir que no hubo sesiones: alguien escribió que están todas."""
    desde = acervo.instancia.registros_desde or contexto.registros_desde()
    coberturas = (acervo.instancia.cobertura, contexto.cobertura())
    escrito = desde is not None or "cobertura" in acervo.instancia.model_fields_set
    antes = desde is not None and periodo.desde < desde
    completa = escrito and not antes and Cobertura.PARCIAL not in coberturas
    return completa and periodo.desde <= contexto.corte
