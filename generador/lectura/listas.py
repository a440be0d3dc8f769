"""Lo que en una lista de requisitos se contradice: nada con ello se podría juzgar."""

from __future__ import annotations

from collections.abc import Iterator

from generador.hallazgo import Hallazgo, Origen, error
from generador.lectura.yaml_estricto import ArbolDeYaml
from generador.modelo.base import posicion_cercana
from generador.modelo.sitio import (
    Cadencia,
    Evidencia,
    ListaDeRequisitos,
    PlazoLegal,
    Requisito,
)
from generador.modelo.tipos import Ruta

_SIN_PERIODO = (Cadencia.UNICA, Cadencia.POR_SESION)


def contradicciones(
    lista: ListaDeRequisitos, arbol: ArbolDeYaml, archivo: str
) -> Iterator[Hallazgo]:
    """Cada requisito que pide algo que no puede ser, en el lugar de lo que sobra."""
    for n, requisito in enumerate(lista.requisitos):
        de_plazo = _del_plazo(requisito.plazo) if requisito.plazo else ()
        for camino, causa, remedio in (*_del_requisito(requisito), *de_plazo):
            lugar = posicion_cercana(arbol.posiciones, ("requisitos", n, *camino)) or (1, 1)
            yield error("lista-contradictoria", Origen(archivo, *lugar), causa, remedio)


def _del_requisito(requisito: Requisito) -> Iterator[tuple[Ruta, str, str]]:
    de_sesiones = requisito.evidencia is Evidencia.SESIONES
    if requisito.minimo is not None and not de_sesiones:
        yield (
            ("minimo",),
            f"«minimo» cuenta sesiones, y la evidencia es «{requisito.evidencia}»",
            "Quite «minimo», o escriba «evidencia: sesiones_minimas»",
        )
    for n, periodicidad in enumerate(requisito.periodicidad):
        cada, camino = periodicidad.cada, ("periodicidad", n, "cada")
        if de_sesiones and cada in _SIN_PERIODO:
            yield (
                camino,
                f"Las sesiones se cuentan por periodo, y la cadencia es «{cada}»",
                "Escriba mensual, trimestral, semestral o anual",
            )
        if requisito.evidencia is Evidencia.INFORME and cada is Cadencia.MENSUAL:
            yield (
                camino,
                "De un mes no hay informes de gestión",
                "Escriba trimestral, semestral o anual",
            )


def _del_plazo(plazo: PlazoLegal) -> Iterator[tuple[Ruta, str, str]]:
    if plazo.dia_fijo is not None and (plazo.dias is not None or plazo.meses is not None):
        yield (
            ("plazo", "dia_fijo"),
            "El plazo tiene un día fijo y además se cuenta en días o en meses",
            "Deje uno solo: «dia_fijo», «dias» o «meses»",
        )
