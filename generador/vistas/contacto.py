"""Cómo comunicarse con la entidad que publica, y con la secretaría técnica de cada instancia."""

from __future__ import annotations

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.contactos import correos, enlace_de_correo
from generador.resumen import ResumenInstancia
from generador.vistas import registros
from generador.vistas.comunes import (
    CONTACTO,
    INICIO,
    PQRSD,
    enlace_a_instancia,
    hacer_marco,
    por_nombre,
)
from generador.vistas.marco import Enlace, Marco
from generador.vistas.registros import Dato


class SecretariaTecnica(Struct, frozen=True):
    """La secretaría técnica de una instancia, y su correo; vacío si no consta."""

    instancia: Enlace
    entidad: str
    correo: str


class VistaContacto(Struct, frozen=True):
    """La página de contacto."""

    marco: Marco
    entidad: str
    datos: tuple[Dato, ...]
    secretarias: tuple[SecretariaTecnica, ...]


def vista_contacto(resumenes: tuple[ResumenInstancia, ...], contexto: Contexto) -> VistaContacto:
    """El contacto del sitio: solo lo que se sabe. Sin nada, la página lo dice una vez."""
    sitio = contexto.sitio
    entidad = contexto.entidad(sitio.entidad)
    dice = sitio.contacto
    pqrsd = (Enlace(PQRSD, dice.pqrsd),) if dice and dice.pqrsd else ()
    correo = tuple(
        Enlace(se_lee, enlace_de_correo(c)) for se_lee, c in correos((dice and dice.correo) or "")
    )
    web = (Enlace(entidad.url, entidad.url),) if entidad and entidad.url else ()
    datos = (
        Dato("PQRSD", enlaces=pqrsd),
        Dato("Correo institucional", enlaces=correo),
        Dato("Teléfono", (dice and dice.telefono) or ""),
        Dato("Dirección", (dice and dice.direccion) or ""),
        Dato("Horario de atención", (dice and dice.horario) or ""),
        Dato("Página web de la entidad", enlaces=web),
    )
    return VistaContacto(
        hacer_marco(
            contexto,
            CONTACTO.ruta,
            CONTACTO.texto,
            "Cómo comunicarse con la entidad y presentar peticiones, quejas y reclamos.",
            (INICIO,),
            clase="pagina-contacto",
        ),
        registros.entidad(sitio.entidad, contexto),
        tuple(d for d in datos if d.valor or d.enlaces),
        tuple(
            SecretariaTecnica(enlace_a_instancia(r.slug, r.nombre), r.entidad, r.correo)
            for r in por_nombre(resumenes)
        ),
    )
