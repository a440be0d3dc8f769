"""Los integrantes: quién preside, quién ejerce la secretaría técnica y qué nombres se publican."""

from __future__ import annotations

from collections.abc import Iterator

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad
from generador.modelo.fechas import fecha_larga
from generador.modelo.instancia import Instancia, Rol
from generador.modelo.tipos import sin_tildes
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos, quitar


def _conformacion(acervo: Acervo) -> Iterator[Caso]:
    """La lista de integrantes, si consta; el valor son todos sus roles."""
    cargos = acervo.instancia.integrantes
    if cargos is not None:
        yield Caso(acervo.instancia, ("integrantes",), {r for i in cargos for r in i.roles})


def _con_presidencia(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    escrita = acervo.instancia.presidencia
    se_sabe_que_no = escrita is not None and sin_tildes(escrita) in ("ninguno", "ninguna")
    if Rol.PRESIDENCIA not in caso.valor and not se_sabe_que_no:
        yield (
            "Ningún integrante tiene el rol P: no consta quién preside",
            "Agregue P en «roles» del cargo que preside; si nadie preside, escriba «presidencia: "
            "ninguno»",
        )


def _con_secretaria(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    if Rol.SECRETARIA_TECNICA not in caso.valor:
        yield (
            "Ningún integrante tiene el rol S: no consta qué cargo ejerce la secretaría técnica",
            "Agregue S en «roles» de ese cargo; un cargo puede ser S e I a la vez",
        )


def _personas(acervo: Acervo) -> Iterator[Caso]:
    for n, cargo in enumerate(acervo.instancia.integrantes or ()):
        if cargo.persona:
            yield Caso(acervo.instancia, ("integrantes", n, "persona"), cargo)


def _publicable(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    cargo = caso.valor
    antes = (r for a in cargo.roles_anteriores or () for r in a.roles)
    if not {Rol.PRESIDENCIA, Rol.SECRETARIA_TECNICA} & {*cargo.roles, *antes}:
        yield (
            f"El cargo «{cargo.id}» trae el nombre de una persona, y no es P ni S",
            "Borre «persona»: la asistencia se lleva por cargo",
            quitar(),
        )


def _anteriores(acervo: Acervo) -> Iterator[Caso]:
    """Lo que la instancia y sus cargos fueron antes; el valor es (de qué se trata, lo de antes)."""
    instancia = acervo.instancia
    for campo in ("secretarias_anteriores", "presidencias_anteriores"):
        for n, antes in enumerate(getattr(instancia, campo) or ()):
            yield Caso(instancia, (campo, n), (instancia, antes))
    for n, cargo in enumerate(instancia.integrantes or ()):
        for campo in ("roles_anteriores", "interrupciones"):
            for m, antes in enumerate(getattr(cargo, campo) or ()):
                yield Caso(instancia, ("integrantes", n, campo, m), (cargo, antes))


def _en_su_tiempo(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    """Lo de antes termina después de empezar, y mientras existía aquello de que se dice."""
    de, antes = caso.valor
    if antes.desde and antes.hasta < antes.desde:
        yield (
            f"Termina el {fecha_larga(antes.hasta)}, antes de empezar, el "
            f"{fecha_larga(antes.desde)}",
            "Corrija «desde» o «hasta»",
        )
    elif (de.desde and antes.hasta < de.desde) or (de.hasta and antes.hasta > de.hasta):
        cual = "de la instancia" if isinstance(de, Instancia) else f"de «{de.id}»"
        yield (
            f"Lo que termina el {fecha_larga(antes.hasta)} está fuera de los días {cual}",
            "Corrija esa fecha, o el «desde» o el «hasta» de aquello a que pertenece",
        )


_FORMULARIO = "Los roles del formulario del informe de gestión"

REGLAS: tuple[Regla, ...] = (
    Regla(
        "presidencia-sin-cargo",
        Gravedad.AVISO,
        "No consta quién preside",
        _FORMULARIO,
        _conformacion,
        _con_presidencia,
    ),
    Regla(
        "secretaria-sin-cargo",
        Gravedad.AVISO,
        "No consta qué cargo ejerce la secretaría técnica",
        _FORMULARIO,
        _conformacion,
        _con_secretaria,
    ),
    Regla(
        "persona-no-publicable",
        Gravedad.ERROR,
        "El nombre de una persona que no preside ni es secretaría técnica",
        "Ley 1581 de 2012: de quienes integran una instancia se publica el cargo",
        _personas,
        _publicable,
    ),
    Regla(
        "antes-fuera-de-tiempo",
        Gravedad.ERROR,
        "Un rol, una secretaría o una interrupción que termina cuando no puede ser",
        "Un acta lleva los roles y los nombres del día en que se hizo",
        _anteriores,
        _en_su_tiempo,
    ),
)
