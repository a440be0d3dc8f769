"""El ámbito de un informe: las sesiones del periodo y qué tanto se sabe de ellas."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta, SinSesiones
from generador.modelo.base import Registro
from generador.modelo.fechas import Periodo
from generador.modelo.informe import Declarado, Informe
from generador.modelo.instancia import Cobertura, ConVigencia

_NADA = Declarado.model_construct()


class Ambito(Struct, frozen=True):
    """Lo que un informe mira.

    `sesiones` son las realizadas del periodo hasta la fecha de corte, en orden. `se_conocen` dice
    si se sabe cuántas hubo: las hay, una constancia dice que no las hubo, o el sitio tiene todos
    los registros de ese tiempo. Si no se sabe, cero no es una cifra.
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


def en_orden(actas: tuple[Acta, ...]) -> tuple[Acta, ...]:
    """Las actas por fecha, serie y número: el orden en que llegaron no cambia ninguna cifra."""
    return tuple(sorted(actas, key=lambda a: (a.fecha, a.serie, a.numero or 0, a.ruta)))


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
    """Si que no haya actas quiere decir que no hubo sesiones."""
    desde = acervo.instancia.registros_desde or contexto.registros_desde()
    coberturas = (acervo.instancia.cobertura, contexto.cobertura())
    antes = desde is not None and periodo.desde < desde
    return Cobertura.PARCIAL not in coberturas and not antes and periodo.desde <= contexto.corte
