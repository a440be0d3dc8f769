"""Los bloques del formulario del informe de gestión, ya en palabras."""

from __future__ import annotations

from itertools import groupby

from msgspec import Struct

from generador.modelo.tipos import leer_lapso
from generador.verificacion.resultados import (
    AvanceDelPlan,
    BloqueDePlan,
    BloqueDeSesiones,
    FilaDeAsistencia,
    FilaDeFuncion,
    FilaDePublicacion,
)
from generador.vistas import textos
from generador.vistas.comunes import VistaEstado, vista_estado
from generador.vistas.contraste import VistaCifra, enlace_de, fechas_juntas, peor, ver_cifra
from generador.vistas.marco import Enlace


class VistaFilaDeAsistencia(Struct, frozen=True):
    """Un cargo y las sesiones en que participó."""

    cargo: str
    entidad: str
    dependencia: str
    roles: str
    roles_texto: str
    fechas: VistaCifra
    total: VistaCifra
    nota: str
    contraste: VistaEstado


class GrupoDeAsistencia(Struct, frozen=True):
    """Los cargos de un sector."""

    sector: str
    filas: tuple[VistaFilaDeAsistencia, ...]


class VistaCasilla(Struct, frozen=True):
    """Una de las cuatro casillas Sí/No."""

    titulo: str
    casilla: VistaCifra
    estado: VistaEstado
    cuenta: str


class VistaFilaDeFuncion(Struct, frozen=True):
    """Una función y las sesiones en que se abordó."""

    numero: int
    texto: str
    resumen: bool
    fechas: VistaCifra
    se_abordo: VistaCifra
    contraste: VistaEstado
    cumplida: str
    cumplida_con: Enlace | None


class CifraConNombre(Struct, frozen=True):
    """Una cifra suelta, con el nombre que le da el formulario."""

    nombre: str
    cifra: VistaCifra


class AvanceDeGrupo(Struct, frozen=True):
    """Cuántas actividades de un grupo se cumplieron."""

    nombre: str
    cuenta: str


class VistaBloqueDePlan(Struct, frozen=True):
    """Las cifras del plan y su avance por función y por meta."""

    titulo: str
    cifras: tuple[CifraConNombre, ...]
    por_funcion: tuple[AvanceDeGrupo, ...]
    por_meta: tuple[AvanceDeGrupo, ...]
    fuente: Enlace | None


# --- asistentes, sesiones y casillas ----------------------------------------------------------


def grupos_de_asistencia(filas: tuple[FilaDeAsistencia, ...]) -> tuple[GrupoDeAsistencia, ...]:
    """Los asistentes por sector, en el orden en que llegan."""
    return tuple(
        GrupoDeAsistencia(sector, tuple(map(_asistente, suyas)))
        for sector, suyas in groupby(filas, key=lambda f: f.sector)
    )


def _asistente(fila: FilaDeAsistencia) -> VistaFilaDeAsistencia:
    fechas = ver_cifra(fila.fechas, fechas_juntas)
    total = ver_cifra(fila.total, str)
    return VistaFilaDeAsistencia(
        fila.cargo,
        fila.entidad,
        fila.dependencia,
        ", ".join(fila.roles),
        textos.roles(fila.roles),
        fechas,
        total,
        textos.mayuscula(fila.nota),
        peor((fechas, total)),
    )


def cifras_de_sesiones(bloque: BloqueDeSesiones, clase: str) -> tuple[CifraConNombre, ...]:
    """Realizadas y programadas, de una clase de sesión: «ordinarias»."""
    return (
        CifraConNombre(f"Sesiones {clase} realizadas", ver_cifra(bloque.realizadas, str)),
        CifraConNombre(f"Sesiones {clase} programadas", ver_cifra(bloque.programadas, str)),
    )


def vista_casilla(fila: FilaDePublicacion) -> VistaCasilla:
    """Una casilla, con el estado del requisito del que sale lo calculado."""
    cuenta = f"{fila.cumplidos} de {fila.exigidos}" if fila.exigidos else ""
    return VistaCasilla(
        fila.titulo, ver_cifra(fila.casilla, textos.si_no), vista_estado(fila.estado), cuenta
    )


# --- funciones y plan -------------------------------------------------------------------------


def vista_funcion(fila: FilaDeFuncion) -> VistaFilaDeFuncion:
    """Una función; si ya se había cumplido antes, cuándo y con qué."""
    fechas = ver_cifra(fila.fechas, fechas_juntas)
    se_abordo = ver_cifra(fila.se_abordo, textos.si_no)
    return VistaFilaDeFuncion(
        fila.numero,
        fila.texto,
        fila.resumen,
        fechas,
        se_abordo,
        peor((fechas, se_abordo)),
        textos.lapso(leer_lapso(fila.cumplida_en)) if fila.cumplida_en else "",
        enlace_de(fila.cumplida_con) if fila.cumplida_con else None,
    )


def vista_bloque_de_plan(bloque: BloqueDePlan) -> VistaBloqueDePlan:
    """Las cifras del plan; el avance, en porcentaje."""
    cifras = (
        CifraConNombre("Funciones que recoge", ver_cifra(bloque.funciones, str)),
        CifraConNombre("Metas", ver_cifra(bloque.metas, str)),
        CifraConNombre("Actividades", ver_cifra(bloque.actividades, str)),
        CifraConNombre("Cumplimiento", ver_cifra(bloque.avance, lambda n: f"{n} %")),
    )
    return VistaBloqueDePlan(
        f"Seguimiento al {textos.minuscula(bloque.denominacion)}",
        cifras,
        _avances(bloque.por_funcion),
        _avances(bloque.por_meta),
        enlace_de(bloque.fuente) if bloque.fuente else None,
    )


def _avances(grupos: tuple[AvanceDelPlan, ...]) -> tuple[AvanceDeGrupo, ...]:
    return tuple(
        AvanceDeGrupo(
            g.nombre,
            f"{g.cumplidas} de {g.actividades}"
            + (f"; sin dato de {g.sin_dato}" if g.sin_dato else ""),
        )
        for g in grupos
    )
