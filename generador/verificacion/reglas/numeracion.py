"""El número de cada acta: sin saltos, en el orden de las fechas y como manda el reglamento."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad
from generador.modelo.acta import Acta
from generador.modelo.fechas import fecha_larga
from generador.modelo.norma import Numeracion
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos, cubre_todo


def _numeracion(acervo: Acervo, acta: Acta) -> Numeracion | None:
    reglamento = acervo.reglamento_en(acta.fecha)
    return reglamento.numeracion if reglamento else None


def _cuenta(acervo: Acervo, acta: Acta) -> tuple[str, int]:
    """La serie y el año en que se cuenta un acta; año 0 si la numeración no se reinicia."""
    continua = _numeracion(acervo, acta) is Numeracion.CONTINUA
    return acta.serie, 0 if continua else acta.anio


def _cuentas(acervo: Acervo) -> dict[tuple[str, int], list[Acta]]:
    """Las actas con número de cada cuenta, por número y fecha."""
    cuentas: defaultdict[tuple[str, int], list[Acta]] = defaultdict(list)
    for acta in acervo.actas:
        if acta.numero is not None:
            cuentas[_cuenta(acervo, acta)].append(acta)
    for suyas in cuentas.values():
        suyas.sort(key=lambda a: (a.numero or 0, a.fecha, a.ruta))
    return cuentas


def _vecinas(acervo: Acervo) -> Iterator[Caso]:
    """Cada acta numerada, y la del número anterior en su cuenta o `None` si es la primera."""
    for suyas in _cuentas(acervo).values():
        yield Caso(suyas[0], ("numero",), (None, suyas[0]))
        for anterior, acta in pairwise(suyas):
            yield Caso(acta, ("numero",), (anterior, acta))


def _sin_saltos(caso: Caso, acervo: Acervo, contexto: Contexto) -> Reparos:
    anterior, acta = caso.valor
    if not cubre_todo(acervo, contexto):
        return
    previo = anterior.numero if anterior else _previo_a_la_primera(acervo, contexto, acta)
    if previo is None or acta.numero - previo < 2:
        return
    faltan = _numeros(previo + 1, acta.numero - 1)
    yield (
        f"La numeración salta: antes del acta {acta.numerada}, del {fecha_larga(acta.fecha)}, "
        f"{faltan}",
        "Registre el acta que falta o publíquela si es un borrador; si no existe, corrija el "
        "número o explíquelo en «notas» y en el acta siguiente",
    )


def _previo_a_la_primera(acervo: Acervo, contexto: Contexto, acta: Acta) -> int | None:
    """Cero si la primera de su cuenta debe ser la 1; `None` si no se sabe."""
    desde = acervo.instancia.registros_desde or contexto.registros_desde()
    anual = _numeracion(acervo, acta) is Numeracion.ANUAL
    return 0 if anual and (desde is None or desde <= date(acta.anio, 1, 1)) else None


def _numeros(desde: int, hasta: int) -> str:
    if desde == hasta:
        return f"no consta el acta {desde}"
    return f"no constan las actas {desde} a {hasta}"


def _en_orden(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    anterior, acta = caso.valor
    if anterior and anterior.fecha > acta.fecha:
        yield (
            f"El acta {acta.numerada} es del {fecha_larga(acta.fecha)}, y la {anterior.numerada}, "
            f"{acervo.corta(anterior.ruta)}, de un día posterior: {fecha_larga(anterior.fecha)}",
            "Corrija el número o la fecha de una de las dos, según los documentos",
        )


def _repetida(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    anterior, acta = caso.valor
    # Dos del mismo año son «identidad-repetida»: aquí va lo que solo la numeración continua ve.
    if anterior and anterior.numerada == acta.numerada and anterior.anio != acta.anio:
        yield (
            f"El acta {acta.numerada} se repite: ya es {acervo.corta(anterior.ruta)}, del "
            f"{fecha_larga(anterior.fecha)}, y el reglamento numera sin reiniciar cada año",
            "Corrija el número, o «numeracion: anual» en el reglamento si se reinicia",
        )


def _anios_seguidos(acervo: Acervo) -> Iterator[Caso]:
    """La primera acta numerada de cada año de una serie, con la última del año anterior."""
    series: defaultdict[str, list[Acta]] = defaultdict(list)
    for acta in acervo.actas:
        if acta.numero is not None:
            series[acta.serie].append(acta)
    for suyas in series.values():
        for anterior, acta in pairwise(suyas):
            if anterior.anio != acta.anio:
                yield Caso(acta, ("numero",), (anterior, acta))


def _como_el_reglamento(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    anterior, acta = caso.valor
    numeracion = _numeracion(acervo, acta)
    if numeracion is Numeracion.ANUAL and acta.numero == anterior.numero + 1 > 1:
        yield (
            f"El acta {acta.numerada}, del {fecha_larga(acta.fecha)}, sigue la cuenta de "
            f"{anterior.anio}, y el reglamento la reinicia cada año",
            f"Numere desde 1 las actas de {acta.anio}, o corrija «numeracion» en el reglamento",
        )
    if numeracion is Numeracion.CONTINUA and acta.numero < anterior.numero:
        yield (
            f"El acta {acta.numerada}, del {fecha_larga(acta.fecha)}, empieza otra cuenta después "
            f"de la {anterior.numerada}, y el reglamento numera sin reiniciar",
            "Corrija los números según los documentos, o «numeracion» en el reglamento",
        )


_NUMERO = "La instancia, el año, la serie y el número identifican un acta"
_REGLAMENTO = "El reglamento interno dice si las actas se reinician cada año"

REGLAS: tuple[Regla, ...] = (
    Regla(
        "acta-salto-numero",
        Gravedad.AVISO,
        "Falta un acta en la numeración",
        _NUMERO,
        _vecinas,
        _sin_saltos,
        sigue_a_lo_que_falta=True,
        sigue_a_la_fecha=True,
    ),
    Regla(
        "acta-numero-desordenado",
        Gravedad.AVISO,
        "Los números de las actas no siguen sus fechas",
        _NUMERO,
        _vecinas,
        _en_orden,
        sigue_a_lo_que_falta=True,
        sigue_a_la_fecha=True,
    ),
    Regla(
        "acta-numero-repetido",
        Gravedad.ERROR,
        "Un número repetido en una numeración continua",
        _REGLAMENTO,
        _vecinas,
        _repetida,
    ),
    Regla(
        "acta-numeracion",
        Gravedad.AVISO,
        "La numeración no es la del reglamento",
        _REGLAMENTO,
        _anios_seguidos,
        _como_el_reglamento,
        sigue_a_lo_que_falta=True,
    ),
)
