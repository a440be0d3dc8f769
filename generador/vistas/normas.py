"""La lista de normas: la más reciente primero, con tipo, fecha y descripción (Ley 1712 de 2014)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.base import Confianza
from generador.modelo.nombres import NOMBRES_DE_TIPO, direccion_de
from generador.modelo.norma import Norma
from generador.vistas import textos
from generador.vistas.comunes import INICIO, NORMAS, hacer_marco
from generador.vistas.marco import Enlace, Marco
from generador.vistas.norma import VistaExigida, exigidos, orden


class FilaDeNorma(Struct, frozen=True):
    """Una norma en la lista."""

    enlace: Enlace
    tipo: str
    fecha: str
    epigrafe: str
    epigrafe_resumen: bool
    vigencia: str
    exige: tuple[VistaExigida, ...]
    insignias: tuple[str, ...]


class VistaNormas(Struct, frozen=True):
    """La página de la lista de normas."""

    marco: Marco
    filas: tuple[FilaDeNorma, ...]


def vista_normas(contexto: Contexto) -> VistaNormas:
    """La lista de todas las normas del sitio; en la vista previa, también las que son borrador."""
    todas = (*contexto.normas.values(), *contexto.normas_en_borrador.values())
    return VistaNormas(
        hacer_marco(
            contexto,
            NORMAS.ruta,
            "Normas",
            "Normas que crean y rigen las instancias de este sitio, la más reciente primero",
            (INICIO,),
            clase="pagina-normas",
        ),
        tuple(_fila(n, contexto) for n in sorted(todas, key=orden)),
    )


def _fila(norma: Norma, contexto: Contexto) -> FilaDeNorma:
    return FilaDeNorma(
        Enlace(contexto.nombre_completo(norma), direccion_de(norma)),
        NOMBRES_DE_TIPO[norma.tipo],
        textos.fecha(norma.fecha),
        norma.epigrafe or "",
        norma.epigrafe_resumen,
        textos.palabras(norma.vigencia),
        tuple(exigidos(norma.id, contexto)),
        tuple(_insignias(norma)),
    )


def _insignias(norma: Norma) -> Iterator[str]:
    if norma.borrador:
        yield "borrador: no se publica"
    if norma.confianza is Confianza.POR_CONFIRMAR:
        yield "datos por confirmar"
