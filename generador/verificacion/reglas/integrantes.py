"""Los integrantes: quién preside, quién ejerce la secretaría técnica y qué nombres se publican."""

from __future__ import annotations

from collections.abc import Iterator

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad
from generador.modelo.instancia import Rol
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
    if not {Rol.PRESIDENCIA, Rol.SECRETARIA_TECNICA} & set(cargo.roles):
        yield (
            f"El cargo «{cargo.id}» trae el nombre de una persona, y no es P ni S",
            "Borre «persona»: la asistencia se lleva por cargo",
            quitar(),
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
)
