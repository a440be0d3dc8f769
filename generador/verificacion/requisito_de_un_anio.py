"""Un requisito en un año de una instancia, y cómo se juzga cada una de sus unidades."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.base import Confianza
from generador.modelo.instancia import Cobertura
from generador.modelo.sitio import ListaDeRequisitos, PlazoLegal, Requisito
from generador.verificacion.plazos import (
    Festivos,
    PlazoDias,
    PlazoMeses,
    Vencimiento,
    el_mismo_dia,
    en_dia_fijo,
    vence,
)
from generador.verificacion.pruebas import Prueba
from generador.verificacion.resultados import Estado, Exigencia

Comienzos = Mapping[str, date]
"""Los días desde los que puede contarse un plazo, con las palabras de `PlazoLegal.desde`."""

NO_ESTA = "no está en los registros"
"""Lo que falta de un documento del que no hay registro."""


class Ventana(Struct, frozen=True):
    """Los días de un año en que se exige: `tope` sin mirar el corte, `fin` sin pasarlo."""

    anio: int
    inicio: date
    tope: date
    corte: date

    @property
    def fin(self) -> date:
        """El último día que se juzga."""
        return min(self.tope, self.corte)

    @property
    def terminada(self) -> bool:
        """Si ya pasó entera."""
        return self.corte > self.tope


class RequisitoDeUnAnio(Struct, frozen=True):
    """Un requisito de una lista, en un año de una instancia."""

    acervo: Acervo
    contexto: Contexto
    lista: str
    requisito: Requisito
    ventana: Ventana
    festivos: Festivos


class Nada(Struct, frozen=True):
    """No hay unidades: `NO_APLICA` si nada se exige, `SIN_DATO` si no se sabe qué."""

    estado: Estado
    explicacion: str


Unidades = tuple[Exigencia, ...] | Nada


def listas_de_la_instancia(
    acervo: Acervo, contexto: Contexto
) -> tuple[tuple[str, ListaDeRequisitos], ...]:
    """Las listas que se le aplican, con las que ella elige."""
    instancia = acervo.instancia
    return contexto.listas_de(acervo.slug, instancia.ficticia, instancia.listas or ())


def cobertura_parcial(caso: RequisitoDeUnAnio) -> bool:
    """Si al sitio le faltan registros de la instancia: lo que no está puede existir."""
    return Cobertura.PARCIAL in (caso.acervo.instancia.cobertura, caso.contexto.cobertura())


def rige(caso: RequisitoDeUnAnio, dia: date) -> bool:
    """Si alguna cadencia del requisito rige ese día."""
    return any(regla.existe(dia) for regla in caso.requisito.periodicidad)


def exigencia(
    caso: RequisitoDeUnAnio, nombre: str, prueba: Prueba, hechos: Comienzos, registro: str = ""
) -> Exigencia:
    """La unidad juzgada: cumplida si la prueba vale, con su plazo contado desde los hechos."""
    vencimiento, firme = plazo_de(caso.lista, caso.requisito, hechos, caso.festivos, caso.contexto)
    return Exigencia(
        nombre=nombre,
        cumplida=not prueba.falta,
        pruebas=prueba.referencias,
        falta=prueba.falta,
        publicada=prueba.publicada,
        vencimiento=vencimiento,
        firme=firme,
        registro=registro,
        sesion=hechos.get("sesion"),
    )


def plazo_de(
    lista: str, requisito: Requisito, hechos: Comienzos, festivos: Festivos, contexto: Contexto
) -> tuple[Vencimiento | None, bool]:
    """Cuándo vence el plazo de un requisito, contado desde esos hechos, y si es firme."""
    plazo = requisito.plazo
    if plazo is None or plazo.desde not in hechos:
        return None, False
    inicio = hechos[plazo.desde]
    if plazo.meses is not None:
        vencimiento = vence(PlazoMeses(plazo.meses), inicio, festivos)
    elif plazo.dia_fijo is not None:
        vencimiento = en_dia_fijo(plazo.dia_fijo, inicio, festivos)
    elif plazo.dias:
        vencimiento = vence(PlazoDias(plazo.dias, plazo.tipo), inicio, festivos)
    elif plazo.dias == 0:
        vencimiento = el_mismo_dia(inicio)
    else:
        return None, False
    return vencimiento, contexto.acepta_plazo(lista, _confianza(plazo, vencimiento))


def _confianza(plazo: PlazoLegal, vencimiento: Vencimiento) -> Confianza:
    """La del plazo, salvo que la ley no diga qué pasa con el día en que vence."""
    if vencimiento.en_dia_no_habil and plazo.confianza is Confianza.CONFIRMADO:
        return Confianza.POR_CONFIRMAR
    return plazo.confianza
