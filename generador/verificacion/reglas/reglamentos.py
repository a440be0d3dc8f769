"""El reglamento interno: sus versiones, y las normas a las que debe ajustarse."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad
from generador.modelo.fechas import fecha_larga
from generador.modelo.instancia import Relacion
from generador.modelo.nombres import nombre_de_norma
from generador.modelo.norma import Reglamento
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos


def _reglamentos(acervo: Acervo) -> Iterator[Caso]:
    return (Caso(r, ("fecha",), r) for r in acervo.reglamentos)


def _al_dia(caso: Caso, acervo: Acervo, contexto: Contexto) -> Reparos:
    """Solo se juzga el reglamento que rige: a los anteriores ya los sustituyeron."""
    reglamento: Reglamento = caso.valor
    rige = acervo.reglamento_base_en(contexto.corte)
    if rige is not reglamento:
        return
    fecha = max(r.fecha for r in (rige, *acervo.que_modifican_a(rige)))
    for cita in acervo.instancia.normas or ():
        norma = contexto.norma(cita.norma) if cita.relacion is Relacion.LINEAMIENTO else None
        desde = (norma.en_vigor_desde or norma.fecha) if norma else None
        if norma and desde and fecha < desde <= contexto.corte:
            yield (
                f"El reglamento, del {fecha_larga(fecha)}, es anterior a una norma que "
                f"da lineamientos a la instancia: {nombre_de_norma(norma)}, que rige desde el "
                f"{fecha_larga(desde)}",
                "Compruebe si el reglamento se ajustó a ella; si hay una versión posterior, "
                "regístrela en reglamento/ con «reemplaza»",
            )


def _siguientes(acervo: Acervo) -> Iterator[Caso]:
    """Cada versión después de la primera; el valor es (anterior, versión)."""
    for anterior, reglamento in pairwise(r for r in acervo.reglamentos if not r.modifica):
        yield Caso(reglamento, ("reemplaza",), (anterior, reglamento))


def _dice_que_reemplaza(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    anterior, reglamento = caso.valor
    if reglamento.reemplaza is None:
        yield (
            f"Hay un reglamento anterior, del {fecha_larga(anterior.fecha)}, y este no dice si lo "
            "reemplaza",
            f"Si lo reemplaza, escriba «reemplaza: {acervo.corta(anterior.ruta)}»; si solo lo "
            f"cambia en parte, «modifica: {acervo.corta(anterior.ruta)}»",
        )


def _reemplazos(acervo: Acervo) -> Iterator[Caso]:
    """Cada reemplazo de un reglamento que existe; el valor es (versión, reemplazada)."""
    for reglamento in acervo.reglamentos:
        anterior = acervo.buscar(reglamento.reemplaza) if reglamento.reemplaza else None
        if isinstance(anterior, Reglamento):
            yield Caso(reglamento, ("reemplaza",), (reglamento, anterior))


def _reemplaza_lo_anterior(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    reglamento, anterior = caso.valor
    if anterior.fecha >= reglamento.fecha:
        yield (
            f"El reglamento del {fecha_larga(reglamento.fecha)} dice reemplazar al del "
            f"{fecha_larga(anterior.fecha)}, que no es anterior",
            "Corrija «reemplaza» o la fecha de una de las dos versiones",
        )


def _modificaciones(acervo: Acervo) -> Iterator[Caso]:
    """Cada modificación de un reglamento que existe; el valor es (modificación, modificado)."""
    for reglamento in acervo.reglamentos:
        anterior = acervo.buscar(reglamento.modifica) if reglamento.modifica else None
        if isinstance(anterior, Reglamento):
            yield Caso(reglamento, ("modifica",), (reglamento, anterior))


def _modifica_uno_que_rige(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    reglamento, anterior = caso.valor
    dia = fecha_larga(reglamento.fecha)
    if reglamento.reemplaza:
        yield (
            f"El reglamento del {dia} dice que reemplaza a otro y también que lo modifica",
            "Deje «reemplaza» si es un texto entero nuevo, o «modifica» si solo cambia una parte",
        )
    elif anterior.modifica:
        yield (
            f"El reglamento del {dia} modifica al del {fecha_larga(anterior.fecha)}, que a su vez "
            "modifica a otro",
            f"Escriba en «modifica» el que trae el texto entero: {acervo.corta(anterior.modifica)}",
        )
    elif acervo.reglamento_base_en(reglamento.fecha) is not anterior:
        yield (
            f"El reglamento del {dia} modifica al del {fecha_larga(anterior.fecha)}, que ese día "
            "no regía",
            "Corrija «modifica», o la fecha de una de las dos versiones",
        )


def _sin_regla(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    if caso.valor.quorum is None and not caso.valor.modifica:
        yield (
            "No consta la regla de quórum del reglamento: el de las sesiones no se puede comprobar",
            "Escriba «quorum:» con su «base» como la dice el reglamento; si no se conoce, queda "
            "sin dato",
        )


_VERSIONES = "Una versión del reglamento nunca se retira: otra la reemplaza"

REGLAS: tuple[Regla, ...] = (
    Regla(
        "reglamento-anterior-a-norma",
        Gravedad.INFORMACION,
        "Un reglamento anterior a la norma que lo orienta",
        "Las normas que la instancia cita con la relación «lineamiento»",
        _reglamentos,
        _al_dia,
    ),
    Regla(
        "reglamento-sin-reemplaza",
        Gravedad.AVISO,
        "Una segunda versión que no dice si reemplaza a la primera",
        _VERSIONES,
        _siguientes,
        _dice_que_reemplaza,
    ),
    Regla(
        "reglamento-reemplaza-posterior",
        Gravedad.ERROR,
        "Un reglamento que reemplaza a uno que no es anterior",
        _VERSIONES,
        _reemplazos,
        _reemplaza_lo_anterior,
    ),
    Regla(
        "reglamento-modifica-otro",
        Gravedad.ERROR,
        "Un reglamento que modifica a uno que no regía, o que no es un texto entero",
        "Lo que un reglamento cambia en parte sigue rigiendo en lo demás",
        _modificaciones,
        _modifica_uno_que_rige,
    ),
    Regla(
        "reglamento-sin-quorum",
        Gravedad.INFORMACION,
        "Un reglamento cuya regla de quórum no consta",
        "El formulario pide el quórum de cada sesión",
        _reglamentos,
        _sin_regla,
    ),
)
