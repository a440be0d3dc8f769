"""Lo que un informe declara, comparado consigo mismo y con las sesiones.

Un informe firmado no se corrige: estas reglas avisan por si el error es de transcripción.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad
from generador.modelo.fechas import fecha_larga
from generador.modelo.informe import AsistenciaDeclarada, Declarado, FuncionDeclarada, Informe
from generador.modelo.tipos import Ruta
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos


def _declarados(acervo: Acervo) -> Iterator[tuple[Informe, Declarado]]:
    return ((i, i.declarado) for i in acervo.informes if i.declarado)


def _filas(acervo: Acervo) -> Iterator[Caso]:
    """Cada fila de asistencia declarada con fechas y total."""
    for informe, declarado in _declarados(acervo):
        for n, fila in enumerate(declarado.asistencia or ()):
            if fila.fechas is not None and fila.total is not None:
                yield Caso(informe, ("declarado", "asistencia", n, "total"), fila)


def _suma(caso: Caso, acervo: Acervo, __: Contexto) -> Reparos:
    fila = caso.valor
    fechas = len(set(fila.fechas))
    if fila.total not in (fechas, _sesiones_en(set(fila.fechas), acervo)):
        cuantas = "1 fecha" if fechas == 1 else f"{fechas} fechas distintas"
        yield (
            f"La fila de «{fila.integrante}» dice total {fila.total}, y trae {cuantas}",
            "Compare con el documento; si así está firmado, dígalo en «notas»",
        )


def _sesiones_en(dias: set[date], acervo: Acervo) -> int:
    """Cuántas sesiones hubo en esos días: puede haber dos en uno."""
    return sum(acta.fecha in dias for acta in acervo.sesiones)


def _funciones(acervo: Acervo) -> Iterator[Caso]:
    for informe, declarado in _declarados(acervo):
        for n, fila in enumerate(declarado.funciones or ()):
            if fila.se_abordo is not None:
                yield Caso(informe, ("declarado", "funciones", n), fila)


def _abordada_con_fechas(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    fila = caso.valor
    if fila.se_abordo and fila.fechas == ():
        dice = "que se abordó, y que no hubo fechas"
    elif not fila.se_abordo and fila.fechas:
        dice = f"que no se abordó, y trae fechas: {', '.join(map(fecha_larga, fila.fechas))}"
    else:
        return
    yield (
        f"El informe dice de la función {fila.funcion} {dice}",
        "Compare «se_abordo» y «fechas» con el documento; si así está firmado, dígalo en «notas»",
    )


def _realizadas(acervo: Acervo) -> Iterator[Caso]:
    """El total de sesiones que declara cada informe; el valor es (total, fechas declaradas)."""
    for informe, declarado in _declarados(acervo):
        bloques = (declarado.sesiones_ordinarias, declarado.sesiones_extraordinarias)
        cifras = [b.realizadas for b in bloques if b and b.realizadas is not None]
        fechas = {dia for _, dia in _fechas(declarado)}
        if len(cifras) == len(bloques) and fechas:
            yield Caso(informe, ("declarado", "sesiones_ordinarias"), (sum(cifras), fechas))


def _cuadran(caso: Caso, acervo: Acervo, __: Contexto) -> Reparos:
    total, fechas = caso.valor
    if total not in (len(fechas), _sesiones_en(fechas, acervo)):
        yield (
            f"El total de sesiones realizadas que declara el informe es {total}, y el de fechas "
            f"que nombran sus tablas, {len(fechas)}: "
            f"{', '.join(map(fecha_larga, sorted(fechas)))}",
            "Compare las tablas con el documento; si así está firmado, dígalo en «notas»",
        )


def _fechas(declarado: Declarado) -> Iterator[tuple[Ruta, date]]:
    """Las fechas de sesión que declaran las tablas de asistencia y de funciones."""
    tablas: tuple[tuple[str, Sequence[AsistenciaDeclarada | FuncionDeclarada]], ...] = (
        ("asistencia", declarado.asistencia or ()),
        ("funciones", declarado.funciones or ()),
    )
    for tabla, filas in tablas:
        for n, fila in enumerate(filas):
            for k, dia in enumerate(fila.fechas or ()):
                yield ("declarado", tabla, n, "fechas", k), dia


def _todas_las_fechas(declarado: Declarado) -> Iterator[tuple[Ruta, date]]:
    yield from _fechas(declarado)
    for n, decision in enumerate(declarado.decisiones or ()):
        yield ("declarado", "decisiones", n, "fecha"), decision.fecha


def _cada_fecha(acervo: Acervo) -> Iterator[Caso]:
    """Cada día distinto que un informe declara, en el primer lugar; el valor es (periodo, día)."""
    for informe, declarado in _declarados(acervo):
        vistas: set[date] = set()
        for camino, dia in _todas_las_fechas(declarado):
            if dia not in vistas:
                vistas.add(dia)
                yield Caso(informe, camino, (informe.periodo, dia))


def _es_sesion(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    _periodo, dia = caso.valor
    if not acervo.sesiones_entre(dia, dia):
        yield (
            f"El informe nombra una sesión del {fecha_larga(dia)}, y no hay acta de ese día",
            f"Registre el acta en actas/{dia.year}/, o corrija la fecha si se transcribió mal",
        )


def _en_el_periodo(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    periodo, dia = caso.valor
    if not periodo.contiene(dia):
        yield (
            f"El informe es {periodo.con_de}, y nombra una sesión de fuera: {fecha_larga(dia)}",
            "Revise la fecha y el periodo en el documento",
        )


_AVISO = Gravedad.AVISO
_FIRMADO = "Lo declarado es un hecho: se muestra al lado de lo calculado, sin corregirlo"

REGLAS: tuple[Regla, ...] = (
    Regla(
        "declarado-total-distinto",
        _AVISO,
        "Un total de asistencia que no es el de sus fechas",
        _FIRMADO,
        _filas,
        _suma,
        sigue_a_lo_que_falta=True,
    ),
    Regla(
        "declarado-funcion-contradictoria",
        _AVISO,
        "Una función abordada sin fechas, o no abordada con fechas",
        _FIRMADO,
        _funciones,
        _abordada_con_fechas,
        sigue_a_lo_que_falta=True,
    ),
    Regla(
        "declarado-sesiones-distintas",
        _AVISO,
        "Unas sesiones realizadas que no son las de las tablas",
        _FIRMADO,
        _realizadas,
        _cuadran,
        sigue_a_lo_que_falta=True,
    ),
    Regla(
        "declarado-fecha-sin-sesion",
        _AVISO,
        "Una fecha declarada sin sesión",
        _FIRMADO,
        _cada_fecha,
        _es_sesion,
        sigue_a_lo_que_falta=True,
    ),
    Regla(
        "declarado-fecha-fuera",
        _AVISO,
        "Una fecha declarada fuera del periodo",
        _FIRMADO,
        _cada_fecha,
        _en_el_periodo,
        sigue_a_lo_que_falta=True,
    ),
)
