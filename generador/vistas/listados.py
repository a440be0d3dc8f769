"""Los registros de una instancia como renglones de un listado, y las actas que no están."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta, SinSesiones
from generador.modelo.base import Documento, Procedencia, Publicable, Registro
from generador.modelo.clases import nombre_de_registro
from generador.modelo.nombres import direccion_de
from generador.modelo.sesion import EstadoSesion
from generador.vistas import textos
from generador.vistas.comunes import RECONSTRUIDO, vista_documento
from generador.vistas.faltantes import FilaFaltante
from generador.vistas.marco import Enlace, VistaDocumento

SIN_NUMERO = "número desconocido"


class RenglonDeListado(Struct, frozen=True):
    """Un registro: su enlace, sus insignias, sus fechas y su archivo original si lo tiene."""

    enlace: Enlace
    insignias: tuple[str, ...]
    fecha: str
    publicacion_declarada: str
    publicacion_probada: str
    original: VistaDocumento | None
    nota: str = ""


class AnioDeActas(Struct, frozen=True):
    """Las actas y constancias de un año, y las actas que no están."""

    anio: int
    renglones: tuple[RenglonDeListado, ...]
    ausentes: tuple[FilaFaltante, ...]


def renglon_de_listado(
    registro: Publicable, acervo: Acervo, contexto: Contexto
) -> RenglonDeListado:
    """Un registro como renglón."""
    original = registro.original
    return RenglonDeListado(
        enlace=Enlace(nombre_de_registro(registro), direccion_de(registro)),
        insignias=_insignias(registro),
        fecha=textos.fecha(registro.fecha),
        publicacion_declarada=textos.fecha(registro.fecha_publicacion),
        publicacion_probada=textos.fecha(contexto.fecha_probada(direccion_de(registro))),
        original=(
            vista_documento(registro, original, acervo, contexto)
            if isinstance(original, Documento)
            else None
        ),
        nota=(registro.motivo or "") if isinstance(registro, (Acta, SinSesiones)) else "",
    )


def _insignias(registro: Registro) -> tuple[str, ...]:
    reconstruida = registro.procedencia is Procedencia.RECONSTRUIDA
    return (
        *_insignias_de_acta(registro),
        *((RECONSTRUIDO,) if reconstruida else ()),
    )


def _insignias_de_acta(registro: Registro) -> tuple[str, ...]:
    # Una sesión que no se hizo no tiene acta que numerar; el número que hay lo dice su nombre.
    if not isinstance(registro, Acta) or registro.estado_sesion is not EstadoSesion.REALIZADA:
        return ()
    numero = (SIN_NUMERO,) if registro.numero is None else ()
    sesion = (f"sesión {registro.sesion}",) if registro.sesion is not None else ()
    return (*numero, *sesion)


# --- las actas, año por año -------------------------------------------------------------------


def anios_de_actas(
    acervo: Acervo, contexto: Contexto, ausentes: Mapping[str, tuple[FilaFaltante, ...]]
) -> tuple[AnioDeActas, ...]:
    """Cada año con actas o constancias, del último al primero y lo último de cada año primero.

    `ausentes` son, por año, las actas que no están.
    """
    registros: list[Acta | SinSesiones] = [*acervo.actas, *acervo.sin_sesiones]
    registros.sort(key=lambda r: (r.dias[0].year, r.fecha), reverse=True)
    return tuple(
        AnioDeActas(
            anio,
            tuple(renglon_de_listado(r, acervo, contexto) for r in suyos),
            ausentes.get(str(anio), ()),
        )
        for anio, suyos in groupby(registros, key=lambda r: r.dias[0].year)
    )


def listado(
    registros: Iterable[Publicable], acervo: Acervo, contexto: Contexto
) -> tuple[RenglonDeListado, ...]:
    """Los registros de una clase, el último primero."""
    return tuple(renglon_de_listado(r, acervo, contexto) for r in registros)[::-1]
