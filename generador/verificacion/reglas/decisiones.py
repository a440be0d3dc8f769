"""Decisiones y compromisos: con responsable, con plazo y con seguimiento."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import (
    Accion,
    Arreglo,
    Certeza,
    Gravedad,
    Origen,
    escribir_parecido,
    parecido,
)
from generador.modelo.acuerdos import EstadoCompromiso
from generador.modelo.fechas import fecha_larga
from generador.modelo.sin_dato import SIN_DATO
from generador.verificacion.conciliacion import normalizado
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import (
    Reparos,
    escribir,
    sesiones,
)
from generador.verificacion.seguimiento import Hechos, seguimientos_hasta

_ACUERDO = re.compile(r"\bse (?:acordó|acuerda|decidió|decide|aprobó|aprueba)\b", re.IGNORECASE)


def _decisiones(acervo: Acervo) -> Iterator[Caso]:
    """Cada decisión; el valor es (acta, decisión, si tiene seguimiento, días de las sesiones)."""
    seguidas = {*seguimientos_hasta(acervo, date.max)}
    declaradas = set(_declaradas_con_seguimiento(acervo))
    dias = sorted(a.fecha for a in acervo.sesiones)
    for acta in acervo.validas:
        for n, decision in enumerate(acta.decisiones or ()):
            seguida = (
                f"{acta.ruta}#{decision.id}" in seguidas
                or (acta.fecha, normalizado(decision.decision)) in declaradas
            )
            yield Caso(acta, ("decisiones", n), (acta, decision, seguida, dias))


def _declaradas_con_seguimiento(acervo: Acervo) -> Iterator[tuple[date, str]]:
    for informe in acervo.informes:
        for d in (informe.declarado.decisiones if informe.declarado else None) or ():
            if d.seguimiento:
                yield d.fecha, normalizado(d.decision)


def _con_seguimiento(caso: Caso, acervo: Acervo, contexto: Contexto) -> Reparos:
    acta, decision, seguida, dias = caso.valor
    hasta_el_corte = bisect_right(dias, contexto.corte)
    ultima = dias[hasta_el_corte - 1] if hasta_el_corte else acta.fecha
    if not seguida and ultima > acta.fecha:
        yield (
            f"La decisión «{decision.id}», del {fecha_larga(acta.fecha)}, no tiene seguimiento, y "
            f"hubo sesiones hasta el {fecha_larga(ultima)}",
            "Escriba su seguimiento en «seguimientos» de un acta posterior, con "
            f"«de: {acervo.corta(acta.ruta)}#{decision.id}»",
        )


def _calladas(acervo: Acervo) -> Iterator[Caso]:
    """Las sesiones de las que no consta si se decidió algo."""
    for caso in sesiones(acervo):
        if caso.valor.decisiones is None:
            yield Caso(caso.registro, ("decisiones",), caso.valor)


def _sin_acuerdos(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta = caso.valor
    textos = (*(acta.notas or ()), *(p.punto for p in acta.orden or ()), acta.fuente.cuerpo)
    hallado = next((m for texto in textos if (m := _ACUERDO.search(texto))), None)
    if hallado:
        yield (
            f"El texto del acta dice «{hallado[0]}», y no hay ninguna decisión registrada",
            "Registre el acuerdo en «decisiones»; si no es una decisión, escriba «decisiones: "
            "ninguna», y si el documento no lo trata como tal, dígalo en «notas»",
        )


def _seguimientos(acervo: Acervo) -> Iterator[Caso]:
    """Cada seguimiento a algo que existe; el valor es (acta, cita, acta seguida)."""
    for acta in acervo.actas:
        for n, seguimiento in enumerate(acta.seguimientos or ()):
            hallada = acervo.buscar_parte(seguimiento.de)
            if hallada:
                yield Caso(acta, ("seguimientos", n), (acta, seguimiento.de, hallada[0]))


def _despues(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta, cita, seguida = caso.valor
    if acta.fecha < seguida.fecha:
        yield (
            f"La sesión del {fecha_larga(acta.fecha)} da seguimiento a «{cita}», que es posterior: "
            f"{fecha_larga(seguida.fecha)}",
            "Corrija «de» o la fecha de una de las dos actas",
        )


# --- compromisos ------------------------------------------------------------------------------


def _compromisos(acervo: Acervo) -> Iterator[Caso]:
    """Cada compromiso; el valor es (acta, compromiso, lo que se dijo de él después)."""
    hechos: Hechos = seguimientos_hasta(acervo, date.max)
    for acta in acervo.validas:
        for n, compromiso in enumerate(acta.compromisos or ()):
            suyos = hechos.get(f"{acta.ruta}#{compromiso.id}", ())
            yield Caso(acta, ("compromisos", n), (acta, compromiso, suyos))


def _con_plazo(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    _acta, compromiso, _hechos = caso.valor
    if compromiso.fecha_limite is None:
        yield (
            f"El compromiso «{compromiso.id}» no tiene fecha límite",
            "Escriba «fecha_limite:» con el día acordado; si el acta no lo dice, acuérdelo en la "
            "próxima sesión",
        )


def _con_plazo_futuro(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta, compromiso, _hechos = caso.valor
    if compromiso.fecha_limite and compromiso.fecha_limite < acta.fecha:
        yield (
            f"El compromiso «{compromiso.id}» vence el {fecha_larga(compromiso.fecha_limite)}, "
            f"antes de la sesión que lo acordó: {fecha_larga(acta.fecha)}",
            "Corrija «fecha_limite» según el acta",
        )


def _sin_vencer(caso: Caso, _: Acervo, contexto: Contexto) -> Reparos:
    _acta, compromiso, hechos = caso.valor
    dichos = [h.estado for h in hechos if h.estado and h.fecha <= contexto.corte]
    ultimo = dichos[-1] if dichos else compromiso.estado
    limite = compromiso.fecha_limite
    if limite and limite < contexto.corte and ultimo != EstadoCompromiso.CUMPLIDO:
        yield (
            f"El compromiso «{compromiso.id}» venció el {fecha_larga(limite)}, y su último estado "
            f"es «{ultimo}»",
            "Escriba en «seguimientos» de un acta posterior qué pasó con él y su «estado»",
        )


def _con_responsable(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    _acta, compromiso, _hechos = caso.valor
    if not compromiso.responsable:
        yield (
            f"El compromiso «{compromiso.id}» no tiene responsable",
            "Escriba «responsable:» con el identificador del cargo en instancia.md",
        )


def _responsable_conocido(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    _acta, compromiso, _hechos = caso.valor
    quien = compromiso.responsable
    if quien and quien not in acervo.integrantes:
        # Uno solo en vez de los dos que alguien escribió borraría a un responsable.
        posibles = () if _VARIOS.search(quien) else acervo.integrantes
        yield (
            f"El responsable «{quien}» no es el identificador de un integrante."
            f"{parecido(quien, posibles)}",
            f"Escriba uno de estos: {', '.join(acervo.integrantes) or 'ninguno todavía'}; o "
            "agregue el cargo en «integrantes» de instancia.md. Así como está se publica; mientras "
            "no se sepa cuál es, deje lo escrito como comentario",
            *_quien_es(quien, acervo, caso.registro.origen(*caso.camino, "responsable")),
        )


def _quien_es(quien: str, acervo: Acervo, donde: Origen) -> tuple[Arreglo, ...]:
    """El único que se llama así, o el que se parece; si ninguno, sin dato y lo escrito al lado.

    Otro sería inventarlo.
    """
    buscado = normalizado(quien)
    suyos = [i.id for i in acervo.integrantes.values() if normalizado(i.cargo) == buscado]
    if len(suyos) == 1:
        return (Arreglo(Accion.VALOR, suyos[0], Certeza.PROBABLE, donde=donde),)
    posibles = () if _VARIOS.search(quien) else acervo.integrantes
    se_guarda = escribir(f"{SIN_DATO}  # {' '.join(quien.split())}", donde)
    return escribir_parecido(quien, posibles, donde) or (se_guarda,)


_VARIOS = re.compile(r"\s[ye]\s|[,;/&+]")
_AVISO = Gravedad.AVISO
_FORMULARIO = "El formulario pide la síntesis y el seguimiento de cada decisión"
_COMPROMISO = "Un compromiso dice qué, quién y hasta cuándo"

REGLAS: tuple[Regla, ...] = (
    Regla(
        "decision-sin-seguimiento",
        Gravedad.INFORMACION,
        "Una decisión sin seguimiento",
        _FORMULARIO,
        _decisiones,
        _con_seguimiento,
        sigue_a_lo_que_falta=True,
    ),
    Regla(
        "acuerdo-sin-decision",
        Gravedad.INFORMACION,
        "Un acuerdo que se cuenta y no está entre las decisiones",
        _FORMULARIO,
        _calladas,
        _sin_acuerdos,
    ),
    Regla(
        "seguimiento-anterior",
        Gravedad.ERROR,
        "Un seguimiento anterior a lo que sigue",
        _FORMULARIO,
        _seguimientos,
        _despues,
        sigue_a_la_fecha=True,
    ),
    Regla(
        "compromiso-sin-fecha",
        _AVISO,
        "Un compromiso sin fecha límite",
        _COMPROMISO,
        _compromisos,
        _con_plazo,
    ),
    Regla(
        "compromiso-vence-antes",
        Gravedad.ERROR,
        "Un compromiso que vence antes de acordarse",
        _COMPROMISO,
        _compromisos,
        _con_plazo_futuro,
        sigue_a_la_fecha=True,
    ),
    Regla(
        "compromiso-vencido",
        _AVISO,
        "Un compromiso vencido",
        _COMPROMISO,
        _compromisos,
        _sin_vencer,
        sigue_a_lo_que_falta=True,
    ),
    Regla(
        "compromiso-sin-responsable",
        _AVISO,
        "Un compromiso sin responsable",
        _COMPROMISO,
        _compromisos,
        _con_responsable,
    ),
    Regla(
        "compromiso-responsable-desconocido",
        _AVISO,
        "Un responsable que no es integrante",
        _COMPROMISO,
        _compromisos,
        _responsable_conocido,
    ),
)
