"""La página del plan de un año: metas, actividades, sesiones previstas e hitos."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acuerdos import EstadoCompromiso
from generador.modelo.base import Html
from generador.modelo.nombres import NOMBRES_DE_PLAN
from generador.modelo.plan import Actividad, Hito, Meta, Plan, ReunionDeTrabajo, SesionProgramada
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.vistas import textos
from generador.vistas.marco import Enlace, Marco
from generador.vistas.registros import (
    Dato,
    Respaldo,
    cargo,
    datos_de_publicacion,
    enlace_a,
    marco_de_registro,
    respaldo,
)

_T = TypeVar("_T")
_V = TypeVar("_V")


class VistaMeta(Struct, frozen=True):
    """Una meta y la función de la que nace."""

    id: str
    texto: str
    funcion: str


class VistaActividad(Struct, frozen=True):
    """Una actividad; `evidencia` es `None` si no se sabe qué la prueba."""

    id: str
    texto: str
    funcion: str
    meta: str
    responsable: str
    fecha: str
    estado: str
    evidencia: Enlace | None


class VistaSuceso(Struct, frozen=True):
    """Un hito, una sesión prevista o una reunión de trabajo: cuándo, qué y una precisión."""

    cuando: str
    que: str
    precision: str = ""


class VistaPlan(Struct, frozen=True):
    """La página de un plan. En cada lista, `None` es «sin dato» y vacía es «ninguno»."""

    marco: Marco
    datos: tuple[Dato, ...]
    avance: tuple[Dato, ...] | None
    metas: tuple[VistaMeta, ...] | None
    actividades: tuple[VistaActividad, ...] | None
    sesiones: tuple[VistaSuceso, ...] | None
    hitos: tuple[VistaSuceso, ...] | None
    reuniones: tuple[VistaSuceso, ...] | None
    texto: Html | None
    texto_resumen: bool
    respaldo: Respaldo


def vista_plan(plan: Plan, acervo: Acervo, contexto: Contexto) -> VistaPlan:
    """La vista de un plan; el avance se cuenta de sus actividades, nunca se escribe."""
    actividades = acervo.actividades_de(plan)
    return VistaPlan(
        marco=marco_de_registro(plan, acervo, contexto),
        datos=_datos(plan, acervo),
        avance=_avance(actividades),
        metas=_cada(plan.metas, lambda m: _meta(m, acervo)),
        actividades=_cada(actividades, lambda a: _actividad(a, plan, acervo)),
        sesiones=_cada(plan.sesiones, _sesion),
        hitos=_cada(plan.hitos, _hito),
        reuniones=_cada(plan.reuniones_de_trabajo, _reunion),
        texto=acervo.html(plan),
        texto_resumen=plan.resumen,
        respaldo=respaldo(plan, acervo, contexto),
    )


def _cada(valores: tuple[_T, ...] | None, ver: Callable[[_T], _V]) -> tuple[_V, ...] | None:
    """La vista de cada valor; `None` sigue siendo «sin dato»."""
    return None if valores is None else tuple(map(ver, valores))


def _datos(plan: Plan, acervo: Acervo) -> tuple[Dato, ...]:
    aprobado = (enlace_a(plan.aprobado_en, acervo),) if plan.aprobado_en else ()
    return (
        Dato("Año", str(plan.anio)),
        Dato("Denominación en el documento", NOMBRES_DE_PLAN[plan.denominacion]),
        Dato("Fecha de aprobación", textos.fecha(plan.fecha)),
        Dato("Aprobado en", enlaces=aprobado),
        Dato("Fecha de corte del seguimiento", textos.fecha(plan.corte)),
        *datos_de_publicacion(plan),
    )


def _avance(actividades: tuple[Actividad, ...] | None) -> tuple[Dato, ...] | None:
    """Cuántas actividades hay en cada estado; `None` si no se sabe cuáles son."""
    if actividades is None:
        return None
    cuentas = Counter(a.estado for a in actividades)
    sin_estado = cuentas[None]
    callan = f"{textos.mayuscula(SIN_DATO_DICHO)} de su estado"
    return (
        Dato("Actividades", str(len(actividades))),
        *(Dato(textos.palabras(e), str(cuentas[e])) for e in EstadoCompromiso if cuentas[e]),
        *((Dato(callan, str(sin_estado)),) if sin_estado else ()),
    )


def _meta(meta: Meta, acervo: Acervo) -> VistaMeta:
    return VistaMeta(meta.id, meta.texto, _funcion(meta.funcion, acervo))


def _funcion(numero: int | None, acervo: Acervo) -> str:
    """«Función 3: Hacer seguimiento…», o vacío si no se sabe a cuál sirve."""
    if numero is None:
        return ""
    funcion = acervo.funciones.get(numero)
    return f"Función {numero}: {funcion.texto}" if funcion else f"Función {numero}"


def _actividad(actividad: Actividad, plan: Plan, acervo: Acervo) -> VistaActividad:
    metas = {m.id: m.texto for m in plan.metas or ()}
    return VistaActividad(
        id=actividad.id,
        texto=actividad.texto,
        funcion=textos.cantidad(actividad.funcion),
        meta=metas.get(actividad.meta or "", actividad.meta or ""),
        responsable=cargo(actividad.responsable, acervo),
        fecha=textos.lapso(actividad.fecha),
        estado=textos.palabras(actividad.estado),
        evidencia=enlace_a(actividad.evidencia, acervo) if actividad.evidencia else None,
    )


def _sesion(sesion: SesionProgramada) -> VistaSuceso:
    estado = "Prevista" if sesion.solo_prevista else textos.palabras(sesion.estado)
    return VistaSuceso(textos.lapso(sesion.fecha), f"Sesión {sesion.tipo}", estado)


def _hito(hito: Hito) -> VistaSuceso:
    return VistaSuceso(textos.lapso(hito.fecha), hito.texto)


def _reunion(reunion: ReunionDeTrabajo) -> VistaSuceso:
    con = f"Con {textos.minuscula(reunion.con)}" if reunion.con else ""
    return VistaSuceso(textos.lapso(reunion.fecha), reunion.texto, con)
