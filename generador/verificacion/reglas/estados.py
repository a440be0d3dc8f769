"""El estado de un acta y lo que la une a otras, y lo que une a una instancia con otras."""

from __future__ import annotations

from collections.abc import Iterator

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad
from generador.modelo.acta import Acta, EstadoActa
from generador.modelo.fechas import fecha_larga
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos


def _anuladas(acervo: Acervo) -> Iterator[Caso]:
    """Cada acta anulada, o que dice cómo se anuló."""
    for acta in acervo.actas:
        if acta.estado is EstadoActa.ANULADA or acta.anulacion:
            campo = "estado" if acta.estado else "anulacion"
            yield Caso(acta, (campo,), acta)


def _con_su_acto(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta: Acta = caso.valor
    if not acta.anulacion:
        yield (
            "El acta está anulada, y no dice con qué acto ni por qué",
            "Escriba «anulacion:» con el acto que la anuló y la razón",
        )
    elif acta.estado is not EstadoActa.ANULADA:
        yield (
            "El acta dice cómo se anuló, y su estado no es «anulada»",
            "Escriba «estado: anulada», o quite «anulacion»",
        )


def _con_sufijo(acervo: Acervo) -> Iterator[Caso]:
    for acta in acervo.actas:
        if acta.sufijo:
            yield Caso(acta, ("sufijo",), acta)


def _con_numero(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta: Acta = caso.valor
    if acta.numero is None:
        yield (
            f"El acta tiene sufijo, «{acta.sufijo}», y no tiene número",
            "Escriba «numero:» con el que el sufijo completa",
        )


def _de_la_misma(acervo: Acervo) -> Iterator[Caso]:
    """Cada acta que dice que es de la sesión de otra; el valor es (acta, la que cita)."""
    for acta in acervo.actas:
        citado = acervo.buscar(acta.misma_sesion) if acta.misma_sesion else None
        if isinstance(citado, Acta):
            yield Caso(acta, ("misma_sesion",), (acta, citado))


def _es_de_ella(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    acta, citado = caso.valor
    if citado is acta:
        yield (
            f"Lo que se cita como otra acta de la sesión, {acervo.corta(citado.ruta)}, no lo es",
            "Escriba el camino de la otra acta: actas/2020/01",
        )
    elif citado.fecha != acta.fecha:
        yield (
            f"El acta es de la sesión del {fecha_larga(acta.fecha)}, y la otra, de la del "
            f"{fecha_larga(citado.fecha)}",
            "Corrija la fecha de una de las dos, o quite «misma_sesion»",
        )
    elif citado.misma_sesion:
        yield (
            f"La otra acta, {acervo.corta(citado.ruta)}, también dice que es de la sesión de otra",
            "Cite en todas la misma: la primera acta de la sesión, que no cita ninguna",
        )


def _parientes(acervo: Acervo) -> Iterator[Caso]:
    """Cada instancia de este sitio de que viene esta o que la sucede; el valor es su carpeta."""
    for campo in ("sucede_a", "la_suceden"):
        for n, otra in enumerate(getattr(acervo.instancia, campo) or ()):
            if otra.instancia:
                yield Caso(acervo.instancia, (campo, n, "instancia"), otra.instancia)


def _es_otra(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    antes = {o.instancia for o in acervo.instancia.sucede_a or ()}
    if caso.valor == acervo.slug:
        yield (
            f"«{caso.valor}» es esta misma instancia: no viene de ella ni la sucede",
            "Escriba la otra; si fue un cambio de nombre, va en «nombres_anteriores»",
        )
    elif caso.camino[0] == "la_suceden" and caso.valor in antes:
        yield (
            f"«{caso.valor}» está en «sucede_a» y en «la_suceden»: una termina antes que la otra",
            "Quítela de donde no va, según la norma que hizo el cambio",
        )


_ERROR = Gravedad.ERROR

REGLAS: tuple[Regla, ...] = (
    Regla(
        "anulada-sin-acto",
        _ERROR,
        "Un acta anulada sin decir con qué acto",
        "De lo que se anula se dice con qué acto y por qué",
        _anuladas,
        _con_su_acto,
    ),
    Regla(
        "sufijo-sin-numero",
        _ERROR,
        "Un sufijo sin número",
        "La instancia, el año, la serie y el número identifican un acta",
        _con_sufijo,
        _con_numero,
    ),
    Regla(
        "misma-sesion-equivocada",
        _ERROR,
        "Otra acta de una sesión que no es de ella",
        "De una sesión puede haber varias actas, y son una sola sesión",
        _de_la_misma,
        _es_de_ella,
    ),
    Regla(
        "sucesion-en-circulo",
        _ERROR,
        "Una instancia que se sucede a sí misma",
        "La que se fusiona o se divide termina, y otra empieza",
        _parientes,
        _es_otra,
    ),
)
