"""Lo que una orden necesita saber: de sus opciones, de quien está en la terminal o de lo propuesto.

En un guion nadie contesta: sin terminal se toma lo propuesto, y lo que no se puede proponer es un
error de uso. Ninguna orden se queda esperando.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import click

from generador.hallazgo import parecido
from generador.modelo.tipos import Vocablo

_T = TypeVar("_T")
_V = TypeVar("_V", bound=Vocablo)


@dataclass(frozen=True, slots=True)
class Pregunta(Generic[_T]):
    """Un dato: la opción que lo da, cómo se pregunta, cómo se lee y qué se propone.

    `leer` recibe lo escrito y lanza `ValueError` si no sirve. Con `opcional`, se puede dejar en
    blanco.
    """

    opcion: str
    texto: str
    leer: Callable[[str], _T]
    propuesta: str = ""
    opcional: bool = False


def responder(pregunta: Pregunta[_T], dado: str | None) -> _T:
    """La respuesta, o un error de uso que nombra la opción."""
    contexto = click.get_current_context()
    if dado is not None:
        try:
            return pregunta.leer(dado)
        except ValueError as falla:
            raise click.BadParameter(_causa(falla), contexto, param_hint=pregunta.opcion) from falla
    if hay_terminal():
        return _preguntar(pregunta)
    if pregunta.propuesta or pregunta.opcional:
        return pregunta.leer(pregunta.propuesta)
    raise click.UsageError(f"Falta la opción «{pregunta.opcion}».", contexto)


def hay_terminal() -> bool:
    """Si hay alguien que lea la pregunta y pueda contestarla."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _preguntar(pregunta: Pregunta[_T]) -> _T:
    def leida(texto: str) -> Any:
        try:
            return pregunta.leer(texto)
        except ValueError as falla:
            raise click.UsageError(_causa(falla)) from falla

    en_blanco = "" if pregunta.opcional else None
    respuesta: _T = click.prompt(
        pregunta.texto,
        default=pregunta.propuesta or en_blanco,
        show_default=bool(pregunta.propuesta),
        value_proc=leida,
    )
    return respuesta


def _causa(falla: ValueError) -> str:
    """El mensaje y el remedio, si la falla es una de las del modelo."""
    datos = getattr(falla, "context", None)
    if isinstance(datos, dict) and "remedio" in datos:
        return f"{datos['mensaje']}. {datos['remedio']}."
    return str(falla)


# --- cómo se lee cada clase de dato -----------------------------------------------------------


def un_texto(escrito: str) -> str:
    """El texto sin los blancos de los extremos."""
    return " ".join(escrito.split())


def algun_texto(escrito: str) -> str:
    """Un texto que no puede quedar en blanco."""
    texto = un_texto(escrito)
    if not texto:
        raise ValueError("no puede quedar en blanco.")
    return texto


def un_anio(escrito: str) -> int:
    """Un año creíble."""
    from generador.modelo.correcciones import periodos_posibles
    from generador.modelo.fechas import Periodo

    for posible in periodos_posibles(escrito):
        if posible.isdigit():
            raise ValueError(f"«{escrito}» no es un año de cuatro cifras. ¿Quiso decir {posible}?")
    periodo = Periodo.leer(escrito)
    if periodo.clave != str(periodo.anio):
        raise ValueError(f"«{escrito}» no es un año.")
    return periodo.anio


def una_de(vocablos: type[_V], ademas: Iterable[str] = ()) -> Callable[[str], _V]:
    """Cómo se lee una palabra de un vocabulario cerrado; `ademas` son las otras que se pueden."""

    def leer(escrito: str) -> _V:
        try:
            return vocablos(escrito)
        except ValueError:
            posibles = [*(v.value for v in vocablos), *ademas]
            raise ValueError(
                f"«{escrito}» no es un valor posible.{parecido(escrito, posibles)} "
                f"Escriba uno de estos: {', '.join(posibles)}."
            ) from None

    return leer


def uno_de(que: str, posibles: Iterable[str], donde: str) -> Callable[[str], str]:
    """Cómo se lee un identificador que tiene que existir; `donde` dice en qué archivo se agrega."""
    conocidos = tuple(posibles)

    def leer(escrito: str) -> str:
        if escrito in conocidos:
            return escrito
        todas = ", ".join(conocidos) or "ninguna"
        pista = parecido(escrito, conocidos) or f" Las que hay: {todas}."
        raise ValueError(f"no existe {que} «{escrito}».{pista} Se agrega en {donde}.")

    return leer


def un_nombre(escrito: str) -> str:
    """El nombre de un archivo o de una carpeta que todos los sistemas admiten."""
    from generador.lectura.lugares import es_reservado
    from generador.modelo.tipos import leer_id

    nombre = leer_id(escrito)
    if es_reservado(nombre):
        raise ValueError(f"Windows no deja que un archivo ni una carpeta se llame «{nombre}».")
    return nombre


def un_nombre_de_acta(escrito: str) -> str:
    """El del archivo de un acta, que no sea el de un registro de otra clase."""
    from generador.lectura.lugares import es_para_quien_edita
    from generador.modelo.acta import Acta
    from generador.modelo.clases import clase_en

    nombre = un_nombre(escrito)
    clase = clase_en(f"actas/2020/{nombre}")
    if clase is None or clase.modelo is not Acta:
        raise ValueError(f"«{nombre}» es el nombre de una constancia de que no hubo sesiones.")
    if es_para_quien_edita(nombre):
        raise ValueError(f"«{nombre}» no se lee como un acta.")
    return nombre
