"""La página de búsqueda. Lo que escribe el guion no está en la vista: sin él hay listados."""

from __future__ import annotations

from msgspec import Struct

from generador.configuracion import Contexto
from generador.resumen import ResumenInstancia
from generador.vistas.comunes import (
    COMPROMISOS,
    DECISIONES,
    DOCUMENTOS,
    FALTANTES,
    INICIO,
    LISTADOS,
    MAPA,
    NORMAS,
    enlace_a_instancia,
    hacer_marco,
    por_nombre,
)
from generador.vistas.marco import Enlace, Marco
from generador.vistas.seguimientos import Salto

BUSCAR = Enlace("Buscar", "buscar.html")


class VistaBuscar(Struct, frozen=True):
    """La página de búsqueda y los listados a los que lleva cuando no se puede buscar.

    De cada listado se dice cuánto tiene; vacío, si no se cuenta.
    """

    marco: Marco
    listados: tuple[Salto, ...]
    instancias: tuple[Enlace, ...]


def vista_buscar(resumenes: tuple[ResumenInstancia, ...], contexto: Contexto) -> VistaBuscar:
    """La vista de `buscar.html`, con los listados que el sitio tiene."""
    marco = hacer_marco(
        contexto,
        BUSCAR.ruta,
        BUSCAR.texto,
        "Buscar en actas, decisiones, compromisos, reglamentos, planes, informes y normas.",
        (INICIO,),
        clase="pagina-buscar",
    )
    cuentas = {
        DECISIONES: sum(len(r.decisiones) for r in resumenes),
        COMPROMISOS: sum(len(r.compromisos) for r in resumenes),
        DOCUMENTOS: sum(len(r.documentos) for r in resumenes),
        FALTANTES: sum(len(r.faltantes) for r in resumenes),
        NORMAS: len(contexto.normas),
    }
    return VistaBuscar(
        marco,
        tuple(Salto(e, str(cuentas.get(e, ""))) for e in (*LISTADOS, MAPA)),
        tuple(enlace_a_instancia(r.slug, r.nombre) for r in por_nombre(resumenes)),
    )
