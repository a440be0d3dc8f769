"""Quiénes conforman una instancia, por sector, y qué funciones tiene."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.instancia import ClaseFuncion, ConVigencia, Funcion, Instancia, Integrante
from generador.vistas import registros, textos
from generador.vistas.marco import Enlace

_CLASES = {
    ClaseFuncion.GENERAL: "Funciones generales",
    ClaseFuncion.ESPECIFICA: "Funciones específicas",
}


class FilaDeIntegrante(Struct, frozen=True):
    """Un cargo que hace parte de la instancia: nunca una persona, salvo quien preside."""

    entidad: str
    dependencia: str
    cargo: str
    roles: str
    voto: str
    cupos: int
    persona: str
    vigencia: str
    nota: str
    desde: str
    hasta: str


class SectorDeIntegrantes(Struct, frozen=True):
    """Los cargos de un sector."""

    nombre: str
    filas: tuple[FilaDeIntegrante, ...]


class VistaFuncion(Struct, frozen=True):
    """Una función, y con qué se cumplió si se cumple una sola vez."""

    numero: int
    texto: str
    resumen: bool
    cumplida_en: str
    cumplida_con: Enlace | None
    vigencia: str


class GrupoDeFunciones(Struct, frozen=True):
    """Las funciones de una clase."""

    titulo: str
    funciones: tuple[VistaFuncion, ...]


def cargos_actuales(acervo: Acervo, contexto: Contexto) -> list[Integrante]:
    """Los cargos que la integran a la fecha de corte."""
    return [i for i in acervo.instancia.integrantes or () if i.existe(contexto.corte)]


def sin_cargos(instancia: Instancia, cargos: list[Integrante]) -> str:
    """Por qué no hay cargos que mostrar; vacío si los hay."""
    if instancia.integrantes is None:
        return "No consta quiénes la integran."
    if not instancia.integrantes:
        return f"{registros.se_sabe(instancia, 'no tiene integrantes')}."
    return "" if cargos else "Ningún cargo la integra a la fecha de corte."


def sectores_de(
    integrantes: Iterable[Integrante], contexto: Contexto
) -> tuple[SectorDeIntegrantes, ...]:
    """Unos cargos agrupados por sector; dentro de cada uno, en el orden en que vienen."""
    en_orden = sorted(integrantes, key=lambda i: i.sector)
    return tuple(
        SectorDeIntegrantes(
            registros.sector(numero, contexto), tuple(_fila(i, contexto) for i in suyos)
        )
        for numero, suyos in groupby(en_orden, key=lambda i: i.sector)
    )


def _fila(integrante: Integrante, contexto: Contexto) -> FilaDeIntegrante:
    return FilaDeIntegrante(
        entidad=registros.entidad(integrante.entidad, contexto),
        dependencia=integrante.dependencia or "",
        cargo=integrante.cargo,
        roles=textos.roles(integrante.roles),
        voto=textos.si_no(integrante.voto),
        cupos=integrante.cupos,
        persona=integrante.persona or "",
        vigencia=_vigencia(integrante),
        nota=" ".join(_notas(integrante)),
        desde=textos.fecha(integrante.desde),
        hasta=textos.fecha(integrante.hasta),
    )


def entre_que_dias(cosa: ConVigencia) -> str:
    """«del 3 de mayo de 2019 al 4 de abril de 2021», o «hasta el …» si no consta desde cuándo."""
    hasta = textos.fecha(cosa.hasta)
    return f"del {textos.fecha(cosa.desde)} al {hasta}" if cosa.desde else f"hasta el {hasta}"


def _notas(integrante: Integrante) -> Iterator[str]:
    """Lo que aclara el registro, los roles que tuvo y los días en que no hizo parte."""
    if integrante.nota:
        yield integrante.nota
    for antes in sorted(integrante.roles_anteriores or (), key=lambda a: a.hasta):
        voto = {True: ", con voto", False: ", sin voto", None: ""}[antes.voto]
        roles = textos.minuscula(textos.roles(antes.roles))
        yield f"{textos.mayuscula(entre_que_dias(antes))} fue {roles}{voto}."
    for fuera in sorted(integrante.interrupciones or (), key=lambda i: i.desde):
        yield (f"No hizo parte del {textos.fecha(fuera.desde)} al {textos.fecha(fuera.hasta)}.")


def _vigencia(cosa: Integrante | Funcion) -> str:
    """«Desde el 1 de enero de 2020», «Hasta el …» o ambos; vacío si no se conoce ninguno."""
    partes = (
        f"desde el {textos.fecha(cosa.desde)}" if cosa.desde else "",
        f"hasta el {textos.fecha(cosa.hasta)}" if cosa.hasta else "",
    )
    return textos.mayuscula(" ".join(parte for parte in partes if parte))


def funciones(acervo: Acervo) -> tuple[GrupoDeFunciones, ...] | None:
    """Las funciones generales y luego las específicas; `None` es «sin dato»."""
    if acervo.instancia.funciones is None:
        return None
    grupos = (
        GrupoDeFunciones(
            titulo,
            tuple(_funcion(f, acervo) for f in acervo.instancia.funciones if f.clase is clase),
        )
        for clase, titulo in _CLASES.items()
    )
    return tuple(grupo for grupo in grupos if grupo.funciones)


def _funcion(funcion: Funcion, acervo: Acervo) -> VistaFuncion:
    # Si lo que prueba que se cumplió no se muestra todavía, tampoco se sabe que se cumpliera.
    sabida = not (funcion.cumplida_con and acervo.dia_de(funcion.cumplida_con))
    return VistaFuncion(
        funcion.numero,
        funcion.texto,
        funcion.resumen,
        textos.lapso(funcion.cumplida_en) if sabida else "",
        registros.enlace_a(funcion.cumplida_con, acervo) if funcion.cumplida_con else None,
        _vigencia(funcion),
    )
