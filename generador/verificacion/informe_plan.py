"""El plan en el informe: cuántas sesiones previó, qué recoge y cuánto va cumplido."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generador.modelo.acta import Acta
from generador.modelo.acuerdos import EstadoCompromiso
from generador.modelo.informe import PlanDeclarado, SesionesDeclaradas
from generador.modelo.nombres import NOMBRES_DE_PLAN
from generador.modelo.plan import Actividad, Denominacion, Plan, SesionProgramada
from generador.modelo.sesion import TipoSesion
from generador.verificacion.ambito import Ambito
from generador.verificacion.conciliacion import conciliar, referencia_a
from generador.verificacion.resultados import (
    ActividadDelPlan,
    AvanceDelPlan,
    BloqueDePlan,
    BloqueDeSesiones,
)

_SIN_SESIONES = SesionesDeclaradas.model_construct()
_SIN_PLAN = PlanDeclarado.model_construct()


# --- sesiones ---------------------------------------------------------------------------------


def bloque_de_sesiones(
    ambito: Ambito, tipo: TipoSesion, declaradas: SesionesDeclaradas | None
) -> BloqueDeSesiones:
    """Las sesiones de un tipo: realizadas según las actas, programadas según el plan."""
    dicho = declaradas or _SIN_SESIONES
    plan = ambito.acervo.plan_de(ambito.periodo.anio_principal)
    suyas: tuple[Acta, ...] = tuple(a for a in ambito.sesiones if a.tipo is tipo)
    realizadas = len(suyas) if ambito.se_conocen else None
    return BloqueDeSesiones(
        # Que de un tipo no hubo ninguna se sabe por todas las demás.
        realizadas=conciliar(realizadas, dicho.realizadas, suyas or ambito.registros),
        programadas=conciliar(
            _programadas(ambito, plan, tipo), dicho.programadas, (plan,) if plan else ()
        ),
    )


def _programadas(ambito: Ambito, plan: Plan | None, tipo: TipoSesion) -> int | None:
    """Las que el plan prevé en el periodo; `None` si no lo dice o no se puede ubicar alguna."""
    if plan is None or plan.sesiones is None:
        return None
    caben = [_cabe(ambito, sesion) for sesion in plan.sesiones if sesion.tipo is tipo]
    return None if None in caben else caben.count(True)


def _cabe(ambito: Ambito, sesion: SesionProgramada) -> bool | None:
    """Si una sesión prevista cae en el periodo; `None` si su fecha no alcanza para saberlo."""
    desde, hasta = ambito.periodo.desde, ambito.periodo.hasta
    if sesion.fecha is None:
        # El plan es de ese año: sin fecha, cae en el año y no se sabe en qué parte.
        return True if ambito.periodo.anios_enteros else None
    if sesion.fecha.hasta < desde or sesion.fecha.desde > hasta:
        return False
    dentro = sesion.fecha.desde >= desde and sesion.fecha.hasta <= hasta
    return True if dentro or ambito.periodo.anios_enteros else None


# --- cifras del plan --------------------------------------------------------------------------


def bloque_de_plan(ambito: Ambito) -> BloqueDePlan:
    """Las cifras del plan del año. Su avance no lleva fecha: es el del plan como está escrito."""
    plan = ambito.acervo.plan_de(ambito.periodo.anio_principal)
    dicho = ambito.declarado.plan or _SIN_PLAN
    metas = plan.metas if plan else None
    actividades = ambito.acervo.actividades_de(plan) if plan else None
    registros = (plan,) if plan else ()
    return BloqueDePlan(
        denominacion=_denominacion(ambito, plan),
        funciones=conciliar(_funciones(plan), dicho.funciones, registros),
        metas=conciliar(None if metas is None else len(metas), dicho.metas, registros),
        actividades=conciliar(
            None if actividades is None else len(actividades), dicho.actividades, registros
        ),
        avance=conciliar(_avance(actividades), dicho.avance, registros),
        por_funcion=_por_funcion(ambito, plan, actividades or ()),
        por_meta=_por_meta(plan, actividades or ()),
        fuente=referencia_a(plan) if plan else None,
        por_actividad=tuple(
            ActividadDelPlan(a.texto, a.estado.value if a.estado else "") for a in actividades or ()
        ),
    )


def _denominacion(ambito: Ambito, plan: Plan | None) -> str:
    if ambito.informe and ambito.informe.denominacion_plan:
        return ambito.informe.denominacion_plan
    return NOMBRES_DE_PLAN[plan.denominacion if plan else Denominacion.TRABAJO]


def _funciones(plan: Plan | None) -> int | None:
    """Cuántas funciones distintas nombran metas y actividades; `None` si ninguna lo dice."""
    if plan is None or (plan.metas is None and plan.actividades is None):
        return None
    metas, actividades = plan.metas or (), plan.actividades or ()
    dichas = [*(m.funcion for m in metas), *(a.funcion for a in actividades)]
    numeros = {n for n in dichas if n is not None}
    return len(numeros) if numeros or not dichas else None


def _avance(actividades: tuple[Actividad, ...] | None) -> int | None:
    """El porcentaje cumplido; `None` sin actividades o si de alguna no se sabe en qué va."""
    if not actividades or any(a.estado is None for a in actividades):
        return None
    # En enteros: round() de Python lleva la mitad al par.
    return (200 * _hechas(actividades) + len(actividades)) // (2 * len(actividades))


def _hechas(actividades: Iterable[Actividad]) -> int:
    return sum(a.estado is EstadoCompromiso.CUMPLIDO for a in actividades)


def _por_funcion(
    ambito: Ambito, plan: Plan | None, actividades: tuple[Actividad, ...]
) -> tuple[AvanceDelPlan, ...]:
    """El avance por función; la actividad que no la dice sirve a la de su meta."""
    de_metas = {m.id: m.funcion for m in (plan and plan.metas) or ()}

    def numero(a: Actividad) -> int | None:
        return a.funcion if a.funcion is not None else de_metas.get(a.meta or "")

    numeros = {n for n in (*de_metas.values(), *map(numero, actividades)) if n is not None}
    claves = [(n, _nombre_de_funcion(ambito, n)) for n in sorted(numeros)]
    return _agrupar(actividades, claves, numero, "Sin función")


def _nombre_de_funcion(ambito: Ambito, numero: int) -> str:
    funcion = ambito.acervo.funciones.get(numero)
    return f"{numero}. {funcion.texto}" if funcion else f"Función {numero}"


def _por_meta(plan: Plan | None, actividades: tuple[Actividad, ...]) -> tuple[AvanceDelPlan, ...]:
    metas = [(m.id, m.texto) for m in (plan and plan.metas) or ()]
    return _agrupar(actividades, metas, lambda a: a.meta, "Sin meta")


def _agrupar(
    actividades: tuple[Actividad, ...],
    claves: Iterable[tuple[int | str, str]],
    clave_de: Callable[[Actividad], int | str | None],
    resto: str,
) -> tuple[AvanceDelPlan, ...]:
    """Las actividades por grupo, y al final las de ninguno. Sin actividades no hay avance."""
    if not actividades:
        return ()
    nombres = dict(claves)
    grupos = [
        (nombre, [a for a in actividades if clave_de(a) == clave])
        for clave, nombre in nombres.items()
    ]
    sueltas = [a for a in actividades if clave_de(a) not in nombres]
    if sueltas:
        grupos.append((resto, sueltas))
    return tuple(
        AvanceDelPlan(nombre, _hechas(suyas), len(suyas), sum(a.estado is None for a in suyas))
        for nombre, suyas in grupos
    )
