"""El reglamento interno y todas sus versiones: la que rige primero, y ninguna se retira."""

from __future__ import annotations

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.vistas.listados import RenglonDeListado, renglon_de_listado
from generador.vistas.marco import Marco
from generador.vistas.partes import marco_de_parte
from generador.vistas.reglamento import en_su_orden, rige


class VersionListada(Struct, frozen=True):
    """Una versión, desde cuándo rige o entre qué fechas rigió."""

    renglon: RenglonDeListado
    rige: str


class VistaVersiones(Struct, frozen=True):
    """La página del reglamento; la primera versión es la última que consta."""

    marco: Marco
    de: str
    versiones: tuple[VersionListada, ...]


def vista_versiones(acervo: Acervo, contexto: Contexto) -> VistaVersiones:
    """Las versiones del reglamento de una instancia que tiene al menos una."""
    nombre = acervo.instancia.nombre
    descripcion = f"El reglamento que rige y los anteriores: {nombre}."
    return VistaVersiones(
        marco_de_parte(acervo, contexto, "reglamento/index", "Reglamento interno", descripcion),
        nombre,
        tuple(
            VersionListada(renglon_de_listado(r, acervo, contexto), rige(r, acervo))
            for r in en_su_orden(acervo)
        ),
    )
