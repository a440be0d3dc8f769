"""Las decisiones y los compromisos, con lo que las sesiones posteriores dijeron de ellos.

Un informe trae lo que se acordó en su periodo y lo anterior que en él tuvo seguimiento, como
estaba el último día que el informe mira.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from generador.acervo import Acervo
from generador.modelo.acta import Acta
from generador.modelo.acuerdos import Compromiso, Decision, EstadoCompromiso
from generador.modelo.informe import DecisionDeclarada, Informe
from generador.modelo.nombres import reconstruido_de
from generador.verificacion.ambito import Ambito, en_orden
from generador.verificacion.conciliacion import normalizado, referencia_a
from generador.verificacion.resultados import FilaDeCompromiso, FilaDeDecision, SeguimientoHecho

Hechos = Mapping[str, tuple[SeguimientoHecho, ...]]
ClaveDeOrden = tuple[date, str]


def seguimientos_hasta(acervo: Acervo, dia: date) -> Hechos:
    """Los seguimientos hechos hasta ese día, por lo que siguen («ruta-del-acta#id»), en orden."""
    hechos: defaultdict[str, list[SeguimientoHecho]] = defaultdict(list)
    for acta in en_orden(tuple(a for a in acervo.validas if a.fecha <= dia)):
        for s in acta.seguimientos or ():
            estado = s.estado.value if s.estado else ""
            hecho = SeguimientoHecho(acta.fecha, s.texto, estado, referencia_a(acta))
            hechos[_entera(acervo, s.de)].append(hecho)
    return {de: tuple(suyos) for de, suyos in hechos.items()}


def _entera(acervo: Acervo, cita: str) -> str:
    """La cita con el camino completo del acta, que también se puede escribir corto."""
    ruta, _, id_ = cita.partition("#")
    return f"{acervo.camino(ruta)}#{id_}"


def _toca(ambito: Ambito, acta: Acta, hechos: tuple[SeguimientoHecho, ...]) -> bool:
    periodo = ambito.periodo
    return periodo.contiene(acta.fecha) or any(
        h.fecha and periodo.contiene(h.fecha) for h in hechos
    )


# --- decisiones -------------------------------------------------------------------------------


def filas_de_decisiones(ambito: Ambito, hechos: Hechos) -> tuple[FilaDeDecision, ...]:
    """Las decisiones de las actas unidas con las que el informe declara, por fecha.

    Son la misma si tienen la misma fecha y el mismo texto, sin contar tildes ni mayúsculas.
    """
    declaradas = _declaradas(ambito.informe)
    calculadas = list(_calculadas(ambito, hechos))
    halladas = {_clave(d.fecha or acta.fecha, d.decision) for acta, d, _ in calculadas}
    filas = [
        _fila(
            acta,
            d,
            suyos,
            declaradas.get(_clave(d.fecha or acta.fecha, d.decision), ()),
            ambito.informe,
        )
        for acta, d, suyos in calculadas
    ]
    for clave, iguales in declaradas.items():
        if clave not in halladas and ambito.informe:
            filas.append(_fila_declarada(iguales, ambito.informe))
    return tuple(sorted(filas, key=lambda fila: fila.fecha))


def _calculadas(
    ambito: Ambito, hechos: Hechos
) -> Iterator[tuple[Acta, Decision, tuple[SeguimientoHecho, ...]]]:
    for acta in en_orden(tuple(a for a in ambito.acervo.validas if a.fecha <= ambito.limite)):
        for decision in acta.decisiones or ():
            suyos = hechos.get(f"{acta.ruta}#{decision.id}", ())
            if _toca(ambito, acta, suyos):
                yield acta, decision, suyos


def _declaradas(informe: Informe | None) -> Mapping[ClaveDeOrden, tuple[DecisionDeclarada, ...]]:
    grupos: defaultdict[ClaveDeOrden, tuple[DecisionDeclarada, ...]] = defaultdict(tuple)
    if informe and informe.declarado:
        for d in informe.declarado.decisiones or ():
            grupos[_clave(d.fecha, d.decision)] += (d,)
    return grupos


def _clave(fecha: date, decision: str) -> ClaveDeOrden:
    return fecha, normalizado(decision)


def _fila(
    acta: Acta,
    decision: Decision,
    hechos: tuple[SeguimientoHecho, ...],
    declaradas: tuple[DecisionDeclarada, ...],
    informe: Informe | None,
) -> FilaDeDecision:
    sintesis = decision.sintesis or ""
    declarada = _primera(declaradas, "sintesis")
    difiere = bool(sintesis) and normalizado(sintesis) != normalizado(declarada)
    del_informe = _del_informe(declaradas, informe)
    return FilaDeDecision(
        fecha=decision.fecha or acta.fecha,
        icono=decision.icono or _primera(declaradas, "icono"),
        decision=decision.decision,
        sintesis=sintesis or declarada,
        sintesis_resumen=(
            decision.sintesis_resumen or acta.resumen if sintesis else _resumida(declaradas)
        ),
        seguimientos=hechos + del_informe,
        origen="ambos" if declaradas else "calculado",
        fuente=referencia_a(acta),
        sintesis_declarada=declarada if difiere else "",
        reconstruida_de=reconstruido_de(acta),
        resultado=decision.resultado or "",
    )


def _fila_declarada(iguales: tuple[DecisionDeclarada, ...], informe: Informe) -> FilaDeDecision:
    return FilaDeDecision(
        fecha=iguales[0].fecha,
        icono=_primera(iguales, "icono"),
        decision=iguales[0].decision,
        sintesis=_primera(iguales, "sintesis"),
        sintesis_resumen=_resumida(iguales),
        seguimientos=_del_informe(iguales, informe),
        origen="declarado",
        fuente=referencia_a(informe),
    )


def _del_informe(
    declaradas: tuple[DecisionDeclarada, ...], informe: Informe | None
) -> tuple[SeguimientoHecho, ...]:
    # La tabla del informe no dice cuándo pasó lo que cuenta: la fecha queda sin dato.
    fuente = referencia_a(informe) if informe else None
    return tuple(
        SeguimientoHecho(None, d.seguimiento, "", fuente) for d in declaradas if d.seguimiento
    )


def declarados_de(acervo: Acervo, acta: Acta, decision: Decision) -> tuple[SeguimientoHecho, ...]:
    """Lo que los informes dicen que pasó con una decisión, por el día y las palabras de ella."""
    clave = _clave(decision.fecha or acta.fecha, decision.decision)
    return tuple(
        hecho
        for informe in acervo.informes
        for hecho in _del_informe(_declaradas(informe).get(clave, ()), informe)
    )


def _primera(declaradas: tuple[DecisionDeclarada, ...], campo: str) -> str:
    return next((v for d in declaradas if (v := getattr(d, campo))), "")


def _resumida(declaradas: tuple[DecisionDeclarada, ...]) -> bool:
    return any(d.resumen for d in declaradas)


# --- compromisos ------------------------------------------------------------------------------


def filas_de_compromisos(ambito: Ambito, hechos: Hechos) -> tuple[FilaDeCompromiso, ...]:
    """Los compromisos y su estado el último día que el informe mira."""
    return tuple(
        _compromiso(ambito, acta, compromiso, suyos)
        for acta in en_orden(tuple(a for a in ambito.acervo.validas if a.fecha <= ambito.limite))
        for compromiso in acta.compromisos or ()
        if _toca(ambito, acta, suyos := hechos.get(f"{acta.ruta}#{compromiso.id}", ()))
    )


def _compromiso(
    ambito: Ambito, acta: Acta, compromiso: Compromiso, hechos: tuple[SeguimientoHecho, ...]
) -> FilaDeCompromiso:
    ultimo = next((h.estado for h in reversed(hechos) if h.estado), compromiso.estado.value)
    cargo = ambito.acervo.integrantes.get(compromiso.responsable or "")
    return FilaDeCompromiso(
        fecha=acta.fecha,
        compromiso=compromiso.compromiso,
        responsable=cargo.cargo if cargo else compromiso.responsable or "",
        fecha_limite=compromiso.fecha_limite,
        estado=estado_al(ultimo, compromiso.fecha_limite, ambito.limite),
        seguimientos=hechos,
        fuente=referencia_a(acta),
        ultimo_estado=ultimo,
    )


def estado_al(ultimo: str, fecha_limite: date | None, dia: date) -> str:
    """Un compromiso ese día: el último estado escrito, o «vencido».

    Está vencido si seguía programado al pasar la fecha límite.
    Un «parcial» o «incumplido» lo dijo una sesión, y eso pesa más que el calendario.
    """
    pasada = fecha_limite is not None and fecha_limite < dia
    return "vencido" if pasada and ultimo == EstadoCompromiso.PROGRAMADO else ultimo
