"""Lo que se cita y es de todo el sitio: si está y, si no, qué se dice.

Vale lo mismo en el registro de una instancia que en una norma, una entidad o la configuración.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import BaseModel

from generador.configuracion import Contexto
from generador.hallazgo import (
    Accion,
    Arreglo,
    Origen,
    Reparo,
    ejemplo,
    el_mas_parecido,
    escribir_parecido,
    parecido,
)
from generador.modelo.archivos import ENTIDADES, INSTANCIAS, NORMAS
from generador.modelo.citas import Cita, citas_posibles
from generador.modelo.nombres import partes_de_norma


def _sin_norma(id_: str, contexto: Contexto) -> Reparo | None:
    if contexto.norma(id_) is not None:
        return None
    return (
        f"La norma «{id_}» no está en {NORMAS}/.{parecido(id_, contexto.conocidos('normas'))}",
        f"Revise tipo, número, año y emisor, o cree el archivo {NORMAS}/{id_}.md",
        *_norma_que_falta(id_, contexto),
    )


def _norma_que_falta(id_: str, contexto: Contexto) -> tuple[Arreglo, ...]:
    """La que se parece; si ninguna, el archivo que hay que escribir."""
    partes, normas = partes_de_norma(id_), contexto.conocidos("normas")
    if el_mas_parecido(id_, normas) or partes is None:
        return escribir_parecido(id_, normas)
    tipo, numero, anio, emisor = partes
    renglones = ("---", f"tipo: {tipo}", f"numero: {numero}", f"anio: {anio}", f"emisor: {emisor}")
    texto = "\n".join((*renglones, "---", ""))
    return (ejemplo(Accion.CREAR, texto, Origen(f"{NORMAS}/{id_}.md")),)


def _sin_entidad(id_: str, contexto: Contexto) -> Reparo | None:
    if contexto.entidad(id_) is not None:
        return None
    entidades = contexto.conocidos("entidades")
    texto = f"{id_}:\n  nombre: Nombre de la entidad"
    nueva = ejemplo(Accion.AL_FINAL, texto, Origen(ENTIDADES))
    return (
        f"La entidad «{id_}» no está en {ENTIDADES}.{parecido(id_, entidades)}",
        f"Corrija el identificador o agregue la entidad en {ENTIDADES}",
        *(escribir_parecido(id_, entidades) or (nueva,)),
    )


def _sin_sector(numero: int, contexto: Contexto) -> Reparo | None:
    if contexto.sector(numero) is not None:
        return None
    sectores = filter(None, map(contexto.sector, contexto.conocidos("sectores")))
    lista = ", ".join(f"{s.numero} {s.nombre}" for s in sectores)
    return f"El sector {numero} no existe", f"Escriba uno de estos: {lista}"


def _sin_icono(id_: str, contexto: Contexto) -> Reparo | None:
    if contexto.icono(id_) is not None:
        return None
    iconos = contexto.conocidos("iconos")
    return (
        f"El icono «{id_}» no existe.{parecido(id_, iconos)}",
        posibles(iconos),
        *escribir_parecido(id_, iconos),
    )


def _sin_instancia(carpeta: str, contexto: Contexto) -> Reparo | None:
    if contexto.hay_instancia(carpeta):
        return None
    instancias = contexto.conocidos("instancias")
    return (
        f"No hay ninguna instancia en {INSTANCIAS}/{carpeta}/.{parecido(carpeta, instancias)}",
        posibles(instancias),
        *escribir_parecido(carpeta, instancias),
    )


def _sin_lista(id_: str, contexto: Contexto) -> Reparo | None:
    if contexto.lista(id_) is not None:
        return None
    listas = contexto.conocidos("listas_de_requisitos")
    return (
        f"No existe la lista de requisitos «{id_}».{parecido(id_, listas)}",
        posibles(listas),
        *escribir_parecido(id_, listas),
    )


def posibles(valores: Iterable[str], ademas: str = "") -> str:
    """El remedio que enumera lo que se puede escribir, y qué más se puede hacer."""
    lista = ", ".join(valores) or "ninguno todavía"
    return f"Valores posibles: {lista}{'; ' + ademas if ademas else ''}"


class Citable(NamedTuple):
    """Lo que se cita y es de todo el sitio: el código del hallazgo y qué dice si no está."""

    codigo: str
    sin_citado: Callable[[Any, Contexto], Reparo | None]


CITABLES: Mapping[Cita, Citable] = MappingProxyType(
    {
        Cita.NORMA: Citable("norma-desconocida", _sin_norma),
        Cita.ENTIDAD: Citable("entidad-desconocida", _sin_entidad),
        Cita.SECTOR: Citable("sector-desconocido", _sin_sector),
        Cita.ICONO: Citable("icono-desconocido", _sin_icono),
        Cita.INSTANCIA: Citable("instancia-desconocida", _sin_instancia),
        Cita.LISTA: Citable("lista-desconocida", _sin_lista),
    }
)


def exigir_citables(modelos: Iterable[type[BaseModel]]) -> None:
    """Lanza `TypeError` si fuera de las instancias un campo cita algo que solo hay en una."""
    for modelo in modelos:
        if ajenas := sorted(str(cita) for cita in citas_posibles(modelo) - CITABLES.keys()):
            raise TypeError(
                f"{modelo.__name__} no es de una instancia y cita {', '.join(ajenas)}, que solo "
                "hay en una: nadie podría comprobar que exista"
            )
