"""La tabla de asistencia de un acta: por sector y por cargo, nunca por persona."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta
from generador.modelo.fechas import hora_texto
from generador.modelo.instancia import Integrante
from generador.modelo.nombres import enumerar
from generador.modelo.norma import Reglamento
from generador.modelo.sesion import Asistencia
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.verificacion.presencia import asistencia_de, no_admitido
from generador.vistas import textos
from generador.vistas.registros import cargo, entidad, sector
from generador.vistas.textos import NO, SI

_SIN_SECTOR = f"Sector {SIN_DATO_DICHO}"


class VistaAsistente(Struct, frozen=True):
    """Un cargo en una sesión. `asistio` es «Sí», «No» o vacío; `cupos`, «18 de 20» o vacío."""

    cargo: str
    entidad: str
    dependencia: str
    roles: str
    asistio: str
    delegado: str
    cupos: str
    observacion: str
    detalles: tuple[str, ...] = ()


class GrupoDeSector(Struct, frozen=True):
    """Los cargos de un sector."""

    sector: str
    filas: tuple[VistaAsistente, ...]


class VistaAsistencia(Struct, frozen=True):
    """La asistencia: `consta` dice si el acta trae la lista; `cuenta`, cuántos sí y cuántos no.

    `presentes` son las entidades de las que asistió algún cargo, y `ausentes`, las demás de que se
    sabe.
    """

    consta: bool
    cuenta: str
    grupos: tuple[GrupoDeSector, ...]
    presentes: str = ""
    ausentes: str = ""


def vista_asistencia(acta: Acta, acervo: Acervo, contexto: Contexto) -> VistaAsistencia:
    """La asistencia de un acta, con los cargos de ese día que el acta no menciona «sin dato»."""
    if acta.asistencia is None:
        return VistaAsistencia(False, "", ())
    reglamento = acervo.reglamento_en(acta.fecha)
    dichas = [_contada(a, reglamento) for a in asistencia_de(acervo, acta)]
    pares = [(a, acervo.integrantes.get(a.integrante)) for a in dichas]
    pares += [(_callado(i, acta), i) for i in _callados(acta, acervo, dichas)]
    # `sorted` conserva el orden del acta dentro de cada sector.
    pares.sort(key=lambda par: par[1].sector if par[1] else _ULTIMO)
    grupos = tuple(
        GrupoDeSector(
            sector(numero, contexto) if numero != _ULTIMO else _SIN_SECTOR,
            tuple(_fila(a, i, acta, acervo, contexto) for a, i in suyos),
        )
        for numero, suyos in groupby(pares, key=lambda par: par[1].sector if par[1] else _ULTIMO)
    )
    filas = [fila for grupo in grupos for fila in grupo.filas]
    vinieron = dict.fromkeys(f.entidad for f in filas if f.entidad and f.asistio == SI)
    faltaron = dict.fromkeys(f.entidad for f in filas if f.entidad and f.asistio == NO)
    return VistaAsistencia(
        True,
        _cuenta(a for a, _ in pares),
        grupos,
        enumerar(vinieron),
        enumerar(e for e in faltaron if e not in vinieron),
    )


def _contada(fila: Asistencia, reglamento: Reglamento | None) -> Asistencia:
    """Lo que cuenta de un renglón: lo mismo que en las sumas y en los datos."""
    if not no_admitido(fila, reglamento):
        return fila
    porque = "El reglamento de ese día no admite delegados: no cuenta como presente"
    dicho = ". ".join(filter(None, (porque, fila.observacion)))
    return fila.model_copy(update={"asistio": False, "observacion": dicho})


# Un cargo que no está entre los integrantes va al final.
_ULTIMO = 10**9


def _callados(acta: Acta, acervo: Acervo, dichas: Iterable[Asistencia]) -> list[Integrante]:
    """Los cargos que existían ese día y de los que el acta no dice nada."""
    dichos = {a.integrante for a in dichas}
    return [
        i for i in acervo.instancia.integrantes or () if i.id not in dichos and i.existe(acta.fecha)
    ]


def _callado(integrante: Integrante, acta: Acta) -> Asistencia:
    """La asistencia de un cargo que el acta no nombra: de una lista «ninguno», nadie vino."""
    return Asistencia.model_construct(
        integrante=integrante.id, asistio=False if acta.asistencia == () else None
    )


def _fila(
    asistencia: Asistencia,
    integrante: Integrante | None,
    acta: Acta,
    acervo: Acervo,
    contexto: Contexto,
) -> VistaAsistente:
    comunes = (
        textos.si_no(asistencia.asistio),
        asistencia.delegado or "",
        _cupos(asistencia, integrante),
        asistencia.observacion or "",
    )
    detalles = tuple(_detalles(asistencia, cargo(asistencia.suplente, acervo)))
    if integrante is None:
        return VistaAsistente(asistencia.integrante, "", "", "", *comunes, detalles)
    return VistaAsistente(
        integrante.cargo,
        entidad(integrante.entidad, contexto, acta.fecha),
        integrante.dependencia or "",
        textos.roles(integrante.roles_en(acta.fecha)),
        *comunes,
        detalles,
    )


def _detalles(asistencia: Asistencia, suplente: str) -> Iterator[str]:
    """Cuándo estuvo, cómo y por quién; y la excusa de quien no."""
    if asistencia.fecha:
        yield textos.mayuscula(f"el {textos.fecha(asistencia.fecha)}")
    if asistencia.forma:
        yield textos.palabras(asistencia.forma)
    if asistencia.llegada:
        yield f"Llegó a las {hora_texto(asistencia.llegada)}"
    if asistencia.salida:
        yield f"Se retiró a las {hora_texto(asistencia.salida)}"
    if suplente:
        yield f"Suplente: {suplente}"
    if asistencia.acto:
        yield f"Según: {asistencia.acto}"
    if asistencia.excusa:
        yield f"Con excusa: {asistencia.excusa}"


def _cupos(asistencia: Asistencia, integrante: Integrante | None) -> str:
    """«18 de 20 puestos»; de un cargo colectivo sin cuenta, que no se sabe cuántos fueron."""
    total = integrante.cupos if integrante else 1
    if asistencia.cupos is not None:
        return f"{asistencia.cupos} de {textos.contar(total, 'puesto', 'puestos')}"
    se_sabe = total == 1 or asistencia.asistio is False
    return "" if se_sabe else f"no se sabe cuántos de sus {total} puestos asistieron"


def _cuenta(asistencias: Iterable[Asistencia]) -> str:
    """«5 cargos asistieron, 1 no asistió, 2 sin dato»; el que vino un día de varios, asistió."""
    por_cargo: dict[str, bool | None] = {}
    for a in asistencias:
        por_cargo[a.integrante] = por_cargo.get(a.integrante) or a.asistio
    dichos = list(por_cargo.values())
    si, no, nada = (dichos.count(v) for v in (True, False, None))
    partes = (
        (si, textos.contar(si, "cargo asistió", "cargos asistieron")),
        (no, textos.contar(no, "no asistió", "no asistieron")),
        (nada, f"de {nada} no hay dato"),
    )
    return enumerar(parte for n, parte in partes if n)
