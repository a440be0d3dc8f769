"""El plan del año: cuándo se aprobó, qué enumera y qué dicen de él los informes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad
from generador.modelo.acta import Acta
from generador.modelo.base import Confianza
from generador.modelo.fechas import fecha_larga
from generador.modelo.nombres import enumerar, lapso_en_palabras
from generador.modelo.plan import Plan
from generador.modelo.sesion import TipoSesion
from generador.modelo.sitio import Evidencia, Requisito
from generador.verificacion.plazos import PlazoDias, PlazoMeses, vence
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos
from generador.verificacion.requisito_de_un_anio import listas_de_la_instancia


def _aprobados(acervo: Acervo) -> Iterator[Caso]:
    """Cada plan con fecha de aprobación."""
    return (Caso(plan, ("fecha",), plan) for plan in acervo.planes if plan.fecha)


def _a_tiempo(caso: Caso, acervo: Acervo, contexto: Contexto) -> Reparos:
    """Compara con los plazos que las listas dan para el plan: ninguno está en el código."""
    plan = caso.valor
    for id_, lista in listas_de_la_instancia(acervo, contexto):
        for requisito in lista.requisitos:
            ultimo = _ultimo_dia(requisito, plan.anio, contexto)
            if ultimo and plan.fecha > ultimo:
                yield (
                    f"El plan de {plan.anio} se aprobó el {fecha_larga(plan.fecha)}; la lista "
                    f"«{id_}» da plazo hasta el {fecha_larga(ultimo)}{_certeza(requisito)}",
                    "Revise la fecha de aprobación; si es la del documento, no hay que cambiarla",
                )


def _ultimo_dia(requisito: Requisito, anio: int, contexto: Contexto) -> date | None:
    """El último día del plazo del plan de ese año, si el requisito lo da desde su comienzo."""
    plazo = requisito.plazo
    if requisito.evidencia is not Evidencia.PLAN or not requisito.existe(date(anio, 1, 1)):
        return None
    if plazo is None or plazo.desde != "inicio_de_periodo":
        return None
    # El plazo se cuenta desde la víspera: el 1 de enero es su primer día.
    vispera = date(anio - 1, 12, 31)
    if plazo.meses is not None:
        return vence(PlazoMeses(plazo.meses), vispera, contexto.festivos).fecha
    if plazo.dias:
        return vence(PlazoDias(plazo.dias, plazo.tipo), vispera, contexto.festivos).fecha
    return None


def _certeza(requisito: Requisito) -> str:
    sin_confirmar = requisito.plazo and requisito.plazo.confianza is Confianza.POR_CONFIRMAR
    return ", que está por confirmar" if sin_confirmar else ""


def _primera(acervo: Acervo, anio: int) -> Acta | None:
    suyas = acervo.sesiones_entre(date(anio, 1, 1), date(anio, 12, 31))
    return min(suyas, key=lambda a: a.fecha, default=None)


def _antes_de_sesionar(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    plan, primera = caso.valor, _primera(acervo, caso.valor.anio)
    if primera and plan.fecha > primera.fecha:
        yield (
            f"El plan de {plan.anio} se aprobó el {fecha_larga(plan.fecha)}, después de la "
            f"primera sesión del año: {fecha_larga(primera.fecha)}",
            "Revise la fecha de aprobación; si es la del documento, no hay que cambiarla",
        )


def _cuentas(acervo: Acervo) -> Iterator[Caso]:
    """Las sesiones programadas frente a las realizadas; el valor es (año, unas, otras).

    Las del plan se cuentan; las de un informe anual son las que declara.
    """
    for plan in acervo.planes:
        if plan.sesiones:
            yield Caso(plan, ("sesiones",), (plan.anio, len(plan.sesiones), _hechas(acervo, plan)))
    for informe in acervo.informes:
        ordinarias = informe.declarado.sesiones_ordinarias if informe.declarado else None
        if ordinarias and ordinarias.programadas and informe.periodo.es_un_anio:
            valor = (informe.periodo.anio, ordinarias.programadas, ordinarias.realizadas)
            yield Caso(informe, ("declarado", "sesiones_ordinarias", "programadas"), valor)


def _hechas(acervo: Acervo, plan: Plan) -> int:
    suyas = acervo.sesiones_entre(date(plan.anio, 1, 1), date(plan.anio, 12, 31))
    return sum(a.tipo is not TipoSesion.INFORMATIVA for a in suyas)


def _previstas(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    anio, programadas, realizadas = caso.valor
    plan, primera = acervo.plan_de(anio), _primera(acervo, anio)
    tardio = plan and plan.fecha and primera and plan.fecha > primera.fecha
    if tardio and programadas == realizadas and plan and plan.fecha and primera:
        yield (
            f"Las sesiones programadas de {anio}, {programadas}, son las realizadas, y el plan se "
            f"aprobó el {fecha_larga(plan.fecha)}, después de la primera: "
            f"{fecha_larga(primera.fecha)}; pudieron escribirse después de hacerlas",
            "Compare con el plan aprobado; si así está en el documento, dígalo en «notas»",
        )


def _hitos(acervo: Acervo) -> Iterator[Caso]:
    for plan in acervo.planes:
        for n, hito in enumerate(plan.hitos or ()):
            if hito.fecha:
                yield Caso(plan, ("hitos", n), (plan, hito))


def _dentro_del_anio(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    plan, hito = caso.valor
    if hito.fecha.desde.year > plan.anio:
        yield (
            f"El plan es de {plan.anio}, y uno de sus hitos es posterior: "
            f"{lapso_en_palabras(hito.fecha)}",
            "Revise la fecha del hito; si el plan se cerró después del año, no hay que cambiarla",
        )


def _declarados(acervo: Acervo) -> Iterator[Caso]:
    """Lo que cada informe declara del plan; el valor es (declarado, plan del año o `None`)."""
    for informe in acervo.informes:
        if informe.declarado and informe.declarado.plan:
            plan = acervo.plan_de(informe.periodo.anio_principal)
            yield Caso(informe, ("declarado", "plan"), (informe.declarado.plan, plan))


def _avance_comprobable(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    declarado, plan = caso.valor
    if declarado.avance is not None and not (plan and plan.actividades):
        yield (
            f"El informe declara un avance del {declarado.avance} %, y no consta ninguna actividad "
            "del plan: no se puede comprobar",
            "Registre en el plan sus «actividades» con su «estado»; si no se conocen, el avance "
            "calculado queda sin dato",
        )


def _enumerado(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    declarado, plan = caso.valor
    faltan = [
        f"{getattr(declarado, campo)} {campo}"
        for campo in ("metas", "actividades")
        if getattr(declarado, campo) and not (plan and getattr(plan, campo))
    ]
    if faltan:
        yield (
            f"El informe cuenta {enumerar(faltan)}, y el plan no las enumera",
            "Escríbalas en el plan si se conocen; si no, quedan sin dato",
        )


def _aprobados_en(acervo: Acervo) -> Iterator[Caso]:
    """Cada plan que dice en qué acta se aprobó; el valor es (plan, acta)."""
    for plan in acervo.planes:
        acta = acervo.buscar(plan.aprobado_en) if plan.aprobado_en else None
        if plan.fecha and isinstance(acta, Acta):
            yield Caso(plan, ("aprobado_en",), (plan, acta))


def _el_mismo_dia(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    plan, acta = caso.valor
    if plan.fecha != acta.fecha:
        yield (
            f"El plan se aprobó el {fecha_larga(plan.fecha)}, y el acta en que se aprobó, "
            f"{acervo.corta(acta.ruta)}, es del {fecha_larga(acta.fecha)}",
            "Corrija «fecha» o «aprobado_en» según los documentos",
        )


_AVISO, _INFORMACION = Gravedad.AVISO, Gravedad.INFORMACION
_FORMULARIO = "El formulario pide las sesiones programadas y el avance del plan"
_ANTES = "Un plan se aprueba antes de ejecutarlo"

REGLAS: tuple[Regla, ...] = (
    Regla(
        "plan-aprobado-tarde",
        _INFORMACION,
        "Un plan aprobado después del plazo de una lista",
        "El plazo que cada lista de requisitos da para el plan, con su fuente",
        _aprobados,
        _a_tiempo,
    ),
    Regla(
        "plan-posterior-a-sesiones",
        _INFORMACION,
        "Un plan aprobado después de la primera sesión del año",
        _ANTES,
        _aprobados,
        _antes_de_sesionar,
        sigue_a_lo_que_falta=True,
    ),
    Regla(
        "sesiones-programadas-calcadas",
        _INFORMACION,
        "Unas sesiones programadas iguales a las realizadas, con un plan tardío",
        _FORMULARIO,
        _cuentas,
        _previstas,
    ),
    Regla(
        "plan-hito-posterior",
        _INFORMACION,
        "Un hito posterior al año del plan",
        _ANTES,
        _hitos,
        _dentro_del_anio,
    ),
    Regla(
        "plan-avance-sin-actividades",
        _AVISO,
        "Un avance declarado sin actividades que lo muestren",
        _FORMULARIO,
        _declarados,
        _avance_comprobable,
        sigue_a_lo_que_falta=True,
    ),
    Regla(
        "plan-contado-sin-enumerar",
        _INFORMACION,
        "Metas o actividades contadas y no enumeradas",
        _FORMULARIO,
        _declarados,
        _enumerado,
        sigue_a_lo_que_falta=True,
    ),
    Regla(
        "plan-otra-aprobacion",
        _AVISO,
        "Un plan aprobado un día que no es el de su acta",
        "El acta citada es la de la sesión que aprobó el plan",
        _aprobados_en,
        _el_mismo_dia,
    ),
)
