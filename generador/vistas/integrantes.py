"""Quiénes integran una instancia y qué papel tienen; los de antes, aparte."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.instancia import Integrante, Rol
from generador.vistas import textos
from generador.vistas.conformacion import (
    SectorDeIntegrantes,
    cargos_actuales,
    sectores_de,
    sin_cargos,
)
from generador.vistas.glosario import SIGNIFICADO_DE_ROL
from generador.vistas.marco import Enlace, Marco
from generador.vistas.partes import marco_de_parte, ruta_de_parte
from generador.vistas.registros import Dato, procedencia


class VistaIntegrantes(Struct, frozen=True):
    """La página de integrantes. Sin `actuales`, `sin_cargos` dice por qué."""

    marco: Marco
    de: str
    datos: tuple[Dato, ...]
    actuales: tuple[SectorDeIntegrantes, ...]
    sin_cargos: str
    futuros: tuple[SectorDeIntegrantes, ...]
    anteriores: tuple[SectorDeIntegrantes, ...]
    roles: tuple[tuple[str, str, str], ...]
    asistencia: Enlace


def vista_integrantes(acervo: Acervo, contexto: Contexto) -> VistaIntegrantes:
    """Los cargos por sector: los de la fecha de corte, los de después y los de antes."""
    instancia, corte = acervo.instancia, contexto.corte
    todos = instancia.integrantes
    descripcion = (
        f"Qué entidades y cargos la integran, con qué rol y con qué voto: {instancia.nombre}."
    )
    actuales = cargos_actuales(acervo, contexto)
    return VistaIntegrantes(
        marco=marco_de_parte(
            acervo, contexto, "integrantes", "Integrantes", descripcion, procedencia(instancia)
        ),
        de=instancia.nombre,
        datos=_datos(actuales) if todos else (),
        actuales=sectores_de(actuales, contexto),
        sin_cargos=sin_cargos(instancia, actuales),
        futuros=sectores_de([i for i in todos or () if _empieza_despues(i, corte)], contexto),
        anteriores=sectores_de([i for i in todos or () if _termino(i, corte)], contexto),
        roles=_roles(todos or ()),
        asistencia=Enlace(
            f"Asistencia por cargo: {instancia.nombre}", ruta_de_parte(acervo.slug, "asistencia")
        ),
    )


def _empieza_despues(integrante: Integrante, corte: date) -> bool:
    return integrante.desde is not None and integrante.desde > corte


def _termino(integrante: Integrante, corte: date) -> bool:
    """Si ya no hace parte; también si se retiró y todavía no ha vuelto."""
    return not integrante.existe(corte) and not _empieza_despues(integrante, corte)


def _datos(actuales: list[Integrante]) -> tuple[Dato, ...]:
    """Cuántos cargos y puestos hay, y cuántos votan."""
    con, sin = (sum(i.cupos for i in actuales if i.voto is voto) for voto in (True, False))
    callan = sum(i.cupos for i in actuales if i.voto is None)
    return (
        Dato("Cargos", str(len(actuales))),
        Dato("Puestos", str(con + sin + callan), "un cargo colectivo tiene varios"),
        Dato("Puestos con voto", "" if callan and not con else str(con)),
        Dato("Puestos sin voto", "" if callan and not sin else str(sin)),
        *((Dato("Puestos de los que no se sabe si votan", str(callan)),) if callan else ()),
    )


def _roles(integrantes: Iterable[Integrante]) -> tuple[tuple[str, str, str], ...]:
    """La sigla, el nombre y el significado de los roles que la tabla usa."""
    usados = {rol for i in integrantes for rol in i.roles}
    return tuple(
        (rol.value, textos.mayuscula(textos.ROLES[rol]), SIGNIFICADO_DE_ROL[rol])
        for rol in Rol
        if rol in usados
    )
