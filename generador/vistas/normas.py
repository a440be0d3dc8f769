"""La lista de normas: la más reciente primero, con tipo, fecha y descripción (Ley 1712 de 2014)."""

from __future__ import annotations

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.base import Confianza
from generador.modelo.nombres import NOMBRES_DE_TIPO, direccion_de
from generador.modelo.norma import Norma
from generador.vistas import textos
from generador.vistas.comunes import INICIO, NORMAS, hacer_marco
from generador.vistas.marco import Enlace, Marco
from generador.vistas.norma import orden
from generador.vistas.registros import nombre_completo


class FilaDeNorma(Struct, frozen=True):
    """Una norma en la lista."""

    enlace: Enlace
    tipo: str
    fecha: str
    epigrafe: str
    epigrafe_resumen: bool
    vigencia: str
    por_confirmar: bool


class VistaNormas(Struct, frozen=True):
    """La página de la lista de normas."""

    marco: Marco
    filas: tuple[FilaDeNorma, ...]


def vista_normas(contexto: Contexto) -> VistaNormas:
    """La lista de todas las normas del sitio."""
    return VistaNormas(
        hacer_marco(
            contexto,
            NORMAS.ruta,
            "Normas",
            "Normas que crean y rigen las instancias de este sitio, la más reciente primero",
            (INICIO,),
            clase="pagina-normas",
        ),
        tuple(_fila(n, contexto) for n in sorted(contexto.normas.values(), key=orden)),
    )


def _fila(norma: Norma, contexto: Contexto) -> FilaDeNorma:
    return FilaDeNorma(
        Enlace(nombre_completo(norma, contexto), direccion_de(norma)),
        NOMBRES_DE_TIPO[norma.tipo],
        textos.fecha(norma.fecha),
        norma.epigrafe or "",
        norma.epigrafe_resumen,
        textos.palabras(norma.vigencia),
        norma.confianza is Confianza.POR_CONFIRMAR,
    )
