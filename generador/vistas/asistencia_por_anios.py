"""La asistencia a lo largo de los años: por cargo, por entidad y por sector.

Se cuenta por cargo, nunca por persona: «2 de 3» son las sesiones a las que el cargo fue, de las
que hubo mientras existía.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta
from generador.modelo.base import Procedencia
from generador.modelo.instancia import Instancia, Integrante
from generador.modelo.nombres import enumerar
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.verificacion.presencia import presente
from generador.vistas import registros, textos
from generador.vistas.conformacion import sin_cargos
from generador.vistas.marco import Enlace, Marco
from generador.vistas.partes import marco_de_parte
from generador.vistas.tablas import INVITADOS, POR_CARGO, SESIONES, enlaces_a_tablas

TOTAL = "En total"
_TODAS, _CUANTOS_MENOS = 100, 3
_OCULTA = "la cifra oculta las ausencias individuales"


class CeldaDeAsistencia(Struct, frozen=True):
    """Un año de una fila. `fraccion` va de 0 a 100 y dibuja la barra; `None` es que no la hay.

    `texto` es «2 de 3», o por qué no hay cuenta; `nota`, lo que la cuenta no sabe.
    """

    anio: str
    texto: str
    fraccion: int | None
    nota: str = ""


class FilaDeAnios(Struct, frozen=True):
    """Un cargo, una entidad o un sector, año por año."""

    nombre: str
    detalle: str
    nota: str
    celdas: tuple[CeldaDeAsistencia, ...]
    total: CeldaDeAsistencia


class GrupoDeAnios(Struct, frozen=True):
    """Las filas de un sector; sin título, todas las filas de la tabla."""

    titulo: str
    filas: tuple[FilaDeAnios, ...]


class TablaDeAnios(Struct, frozen=True):
    """Una tabla; `primera` es el nombre de la primera columna."""

    id: str
    titulo: str
    primera: str
    anios: tuple[str, ...]
    grupos: tuple[GrupoDeAnios, ...]


class VistaAsistenciaPorAnios(Struct, frozen=True):
    """La página de asistencia de una instancia. Sin tablas, `falta` dice por qué.

    `menos` son los cargos que menos fueron, de los que faltaron a alguna.
    """

    marco: Marco
    de: str
    cuenta: str
    colectivos: bool
    reconstruidas: str
    menos: tuple[FilaDeAnios, ...]
    tablas: tuple[TablaDeAnios, ...]
    falta: str
    datos: tuple[Enlace, ...]


def vista_asistencia_por_anios(acervo: Acervo, contexto: Contexto) -> VistaAsistenciaPorAnios:
    """La asistencia de los cargos de una instancia a las sesiones hechas hasta el corte."""
    nombre = acervo.instancia.nombre
    marco = marco_de_parte(
        acervo,
        contexto,
        "asistencia",
        "Asistencia",
        f"A cuántas sesiones fue cada cargo, cada entidad y cada sector: {nombre}.",
    )
    sesiones = tuple(a for a in acervo.sesiones if a.fecha <= contexto.corte)
    cargos = [
        c
        for c in acervo.instancia.integrantes or ()
        if c.desde is None or c.desde <= contexto.corte
    ]
    falta = _falta(acervo.instancia, cargos, sesiones)
    tablas = () if falta else _tablas(acervo, cargos, sesiones, contexto)
    return VistaAsistenciaPorAnios(
        marco=marco,
        de=nombre,
        cuenta=textos.contar(len(sesiones), "sesión realizada", "sesiones realizadas"),
        colectivos=any(c.cupos > 1 for c in cargos),
        reconstruidas=_reconstruidas(sesiones),
        menos=_los_que_menos(tablas[0]) if tablas else (),
        tablas=tablas,
        falta=falta,
        datos=enlaces_a_tablas(acervo, contexto, (POR_CARGO, SESIONES, INVITADOS)),
    )


def _los_que_menos(por_cargo: TablaDeAnios) -> tuple[FilaDeAnios, ...]:
    """Las filas de menor asistencia, hasta tres y las que empatan con la última."""
    filas = [f for grupo in por_cargo.grupos for f in grupo.filas]
    sabidas = sorted(
        ((f.total.fraccion, f) for f in filas if f.total.fraccion is not None),
        key=lambda par: par[0],
    )
    faltaron = [(n, f) for n, f in sabidas if n < _TODAS]
    tope = faltaron[:_CUANTOS_MENOS][-1][0] if faltaron else 0
    return tuple(f for n, f in faltaron if n <= tope)


def _reconstruidas(sesiones: tuple[Acta, ...]) -> str:
    """De dónde sale la asistencia de las sesiones cuya acta no se ha visto."""
    suyas = [a for a in sesiones if a.procedencia is Procedencia.RECONSTRUIDA]
    if not suyas:
        return ""
    de = enumerar(f"«{d}»" for d in dict.fromkeys(a.reconstruida_de for a in suyas) if d)
    cuales = "una sesión" if len(suyas) == 1 else f"{len(suyas)} sesiones"
    cuales = "todas las sesiones" if len(suyas) == len(sesiones) else cuales
    return (
        f"La asistencia de {cuales} está reconstruida{de and f' de {de}'}: no se ha visto su acta."
    )


def _falta(instancia: Instancia, cargos: list[Integrante], sesiones: tuple[Acta, ...]) -> str:
    callan = "" if sesiones else "No consta ninguna sesión realizada en estos registros."
    return sin_cargos(instancia, cargos) or callan


# --- la cuenta --------------------------------------------------------------------------------


class _PresenciasPorAnio(Struct, frozen=True):
    """Todas las presencias, y los años que se muestran; en los de `mudos` no hubo sesiones.

    De cada cargo y año, si vino a cada sesión que hubo mientras existía; `None` es que el acta no
    lo dice.
    """

    presencias: Mapping[tuple[str, int], Sequence[bool | None]]
    anios: tuple[int, ...]
    mudos: frozenset[int]

    def celdas(self, cargos: Iterable[Integrante]) -> tuple[CeldaDeAsistencia, ...]:
        """Una celda por año, con las presencias de esos cargos."""
        ids = [c.id for c in cargos]
        return tuple(
            self._celda(a, [vino for id_ in ids for vino in self.presencias.get((id_, a), ())])
            for a in self.anios
        )

    def total(self, cargos: Iterable[Integrante]) -> CeldaDeAsistencia:
        """La suma de todos los años, con su porcentaje."""
        ids = {c.id for c in cargos}
        suyas = (vinieron for (id_, _), vinieron in self.presencias.items() if id_ in ids)
        suma = self._celda(self.anios[-1], [vino for vinieron in suyas for vino in vinieron])
        # Con el espacio que no se parte: en una columna angosta «%» no queda solo en otro renglón.
        por_ciento = "" if suma.fraccion is None else f" ({suma.fraccion}\u00a0%)"
        dicho = f"{suma.texto}{por_ciento}"
        return replace(suma, anio=TOTAL, texto=dicho)

    def _celda(self, anio: int, vinieron: list[bool | None]) -> CeldaDeAsistencia:
        sabidas = [vino for vino in vinieron if vino is not None]
        if not sabidas:
            hubo = "no existía" if anio not in self.mudos else "sin sesiones"
            return CeldaDeAsistencia(str(anio), SIN_DATO_DICHO if vinieron else hubo, None)
        callan = len(vinieron) - len(sabidas)
        return CeldaDeAsistencia(
            str(anio),
            f"{sum(sabidas)} de {len(sabidas)}",
            round(100 * sum(sabidas) / len(sabidas)),
            f"{SIN_DATO_DICHO} de {callan} más" if callan else "",
        )


def _cuaderno(acervo: Acervo, sesiones: tuple[Acta, ...]) -> _PresenciasPorAnio:
    presencias: dict[tuple[str, int], list[bool | None]] = defaultdict(list)
    for acta in sesiones:
        for cargo in acervo.instancia.integrantes or ():
            if cargo.existe(acta.fecha):
                presencias[cargo.id, acta.anio].append(presente(acervo, acta, cargo))
    con_sesiones = {a.anio for a in sesiones}
    anuales = {a for c in acervo.sin_sesiones for a in c.periodo.anios_enteros}
    mudos = frozenset(anuales - con_sesiones)
    return _PresenciasPorAnio(presencias, tuple(sorted(con_sesiones | mudos)), mudos)


# --- las tablas -------------------------------------------------------------------------------


def _tablas(
    acervo: Acervo, posibles: list[Integrante], sesiones: tuple[Acta, ...], contexto: Contexto
) -> tuple[TablaDeAnios, ...]:
    cargos = sorted(posibles, key=lambda c: c.sector)
    cuaderno = _cuaderno(acervo, sesiones)
    anios = tuple(map(str, cuaderno.anios))

    def sector(cargo: Integrante) -> str:
        return registros.sector(cargo.sector, contexto)

    def entidad(cargo: Integrante) -> str:
        return registros.entidad(cargo.entidad, contexto)

    por_cargo = tuple(
        GrupoDeAnios(titulo, tuple(_fila_de_cargo(c, entidad(c), cuaderno) for c in suyos))
        for titulo, suyos in groupby(cargos, key=sector)
    )
    return (
        TablaDeAnios(
            "por-cargo", "Sesiones a las que fue cada cargo, por año", "Cargo", anios, por_cargo
        ),
        TablaDeAnios(
            "por-entidad",
            "Asistencias de los cargos de cada entidad, por año",
            "Entidad u organismo",
            anios,
            _sumadas(cargos, entidad, cuaderno),
        ),
        TablaDeAnios(
            "por-sector",
            "Asistencias de los cargos de cada sector, por año",
            "Sector",
            anios,
            _sumadas(cargos, sector, cuaderno),
        ),
    )


def _fila_de_cargo(cargo: Integrante, entidad: str, cuaderno: _PresenciasPorAnio) -> FilaDeAnios:
    nota = f"Agrupa {cargo.cupos} puestos: {_OCULTA}" if cargo.cupos > 1 else ""
    lugar = f"{cargo.dependencia} — {entidad}" if cargo.dependencia else entidad
    return FilaDeAnios(cargo.cargo, lugar, nota, cuaderno.celdas([cargo]), cuaderno.total([cargo]))


def _sumadas(
    cargos: list[Integrante], nombre_de: Callable[[Integrante], str], cuaderno: _PresenciasPorAnio
) -> tuple[GrupoDeAnios, ...]:
    """Una fila por nombre, con la suma de sus cargos, en el orden en que aparecen."""
    por_nombre: dict[str, list[Integrante]] = {}
    for cargo in cargos:
        por_nombre.setdefault(nombre_de(cargo), []).append(cargo)
    filas = (_fila_sumada(nombre, suyos, cuaderno) for nombre, suyos in por_nombre.items())
    return (GrupoDeAnios("", tuple(filas)),)


def _fila_sumada(nombre: str, suyos: list[Integrante], cuaderno: _PresenciasPorAnio) -> FilaDeAnios:
    colectivo = any(c.cupos > 1 for c in suyos)
    return FilaDeAnios(
        nombre,
        textos.contar(len(suyos), "cargo", "cargos"),
        f"Incluye un cargo colectivo: {_OCULTA}" if colectivo else "",
        cuaderno.celdas(suyos),
        cuaderno.total(suyos),
    )
