"""Lo que se cita y es de todo el sitio: si está y, si no, qué se dice.

Vale lo mismo en el registro de una instancia que en una norma, una entidad o la configuración.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from generador.configuracion import Contexto, Sector
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
from generador.modelo.citas import Cita
from generador.modelo.nombres import partes_de_norma


def _sin_norma(id_: str, contexto: Contexto) -> Reparo | None:
    if contexto.norma(id_) is not None:
        return None
    return (
        f"La norma «{id_}» no está en {NORMAS}/.{parecido(id_, contexto.normas)}",
        f"Revise tipo, número, año y emisor, o cree el archivo {NORMAS}/{id_}.md",
        *_norma_que_falta(id_, contexto),
    )


def _norma_que_falta(id_: str, contexto: Contexto) -> tuple[Arreglo, ...]:
    """La que se parece; si ninguna, el archivo que hay que escribir."""
    partes = partes_de_norma(id_)
    if el_mas_parecido(id_, contexto.normas) or partes is None:
        return escribir_parecido(id_, contexto.normas)
    tipo, numero, anio, emisor = partes
    renglones = ("---", f"tipo: {tipo}", f"numero: {numero}", f"anio: {anio}", f"emisor: {emisor}")
    texto = "\n".join((*renglones, "---", ""))
    return (ejemplo(Accion.CREAR, texto, Origen(f"{NORMAS}/{id_}.md")),)


def _sin_entidad(id_: str, contexto: Contexto) -> Reparo | None:
    if contexto.entidad(id_) is not None:
        return None
    texto = f"{id_}:\n  nombre: Nombre de la entidad"
    nueva = ejemplo(Accion.AL_FINAL, texto, Origen(ENTIDADES))
    return (
        f"La entidad «{id_}» no está en {ENTIDADES}.{parecido(id_, contexto.entidades)}",
        f"Corrija el identificador o agregue la entidad en {ENTIDADES}",
        *(escribir_parecido(id_, contexto.entidades) or (nueva,)),
    )


def _sin_sector(numero: int, contexto: Contexto) -> Reparo | None:
    if contexto.sector(numero) is not None:
        return None
    return f"El sector {numero} no existe", f"Escriba uno de estos: {_en_lista(contexto.sectores)}"


def _en_lista(sectores: Mapping[int, Sector]) -> str:
    return ", ".join(f"{s.numero} {s.nombre}" for s in sectores.values())


def _sin_icono(id_: str, contexto: Contexto) -> Reparo | None:
    if contexto.icono(id_) is not None:
        return None
    return (
        f"El icono «{id_}» no existe.{parecido(id_, contexto.iconos)}",
        posibles(contexto.iconos),
        *escribir_parecido(id_, contexto.iconos),
    )


def _sin_instancia(carpeta: str, contexto: Contexto) -> Reparo | None:
    if carpeta in contexto.instancias:
        return None
    return (
        f"No hay ninguna instancia en {INSTANCIAS}/{carpeta}/."
        f"{parecido(carpeta, contexto.instancias)}",
        posibles(contexto.instancias),
        *escribir_parecido(carpeta, contexto.instancias),
    )


def _sin_lista(id_: str, contexto: Contexto) -> Reparo | None:
    if contexto.lista(id_) is not None:
        return None
    listas = contexto.listas_de_requisitos
    return (
        f"No existe la lista de requisitos «{id_}».{parecido(id_, listas)}",
        posibles(listas),
        *escribir_parecido(id_, listas),
    )


def posibles(valores: Iterable[str], ademas: str = "") -> str:
    """El remedio que enumera lo que se puede escribir, y qué más se puede hacer."""
    lista = ", ".join(valores) or "ninguno todavía"
    return f"Valores posibles: {lista}{'; ' + ademas if ademas else ''}"


CITABLES: Mapping[Cita, tuple[str, Callable[[Any, Contexto], Reparo | None]]] = MappingProxyType(
    {
        Cita.NORMA: ("norma-desconocida", _sin_norma),
        Cita.ENTIDAD: ("entidad-desconocida", _sin_entidad),
        Cita.SECTOR: ("sector-desconocido", _sin_sector),
        Cita.ICONO: ("icono-desconocido", _sin_icono),
        Cita.INSTANCIA: ("instancia-desconocida", _sin_instancia),
        Cita.LISTA: ("lista-desconocida", _sin_lista),
    }
)
"""De cada cita de lo que es de todo el sitio, el código del hallazgo y lo que dice si no está."""
