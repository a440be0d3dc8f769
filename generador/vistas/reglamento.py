"""La página de una versión del reglamento interno: qué rige, desde cuándo y qué la reemplazó."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.base import Html
from generador.modelo.nombres import (
    direccion_de,
    enumerar,
    nombre_de_reglamento,
    reconstruido_de,
)
from generador.modelo.norma import Reglamento
from generador.vistas import textos
from generador.vistas.articulos import Cambiante, TrozoDeTexto, con_cambios
from generador.vistas.comunes import RECONSTRUIDO
from generador.vistas.marco import Enlace, Marco
from generador.vistas.registros import (
    Dato,
    Respaldo,
    datos_de_publicacion,
    enlace_a,
    enlace_a_norma,
    marco_de_registro,
    regla_de_quorum,
    respaldo,
    se_sabe,
)


class VersionDeReglamento(Struct, frozen=True):
    """Una versión en la historia del reglamento."""

    enlace: Enlace
    rige: str
    es_esta: bool


class VistaReglamento(Struct, frozen=True):
    """La página de una versión. `rige` dice desde cuándo y, si ya no, qué la reemplazó.

    `trozos` es su texto con los cambios que otros le hicieron; vacío si no los hay, o si lo que
    dicen no se puede poner en su lugar.
    """

    marco: Marco
    rige: str
    reemplazado_por: Enlace | None
    datos: tuple[Dato, ...]
    reglas: tuple[Dato, ...]
    texto: Html | None
    texto_resumen: bool
    trozos: tuple[TrozoDeTexto, ...]
    versiones: tuple[VersionDeReglamento, ...]
    respaldo: Respaldo


def vista_reglamento(reglamento: Reglamento, acervo: Acervo, contexto: Contexto) -> VistaReglamento:
    """La vista de una versión del reglamento, con la historia de todas."""
    nueva = _que_reemplaza_a(reglamento, acervo)
    return VistaReglamento(
        marco=marco_de_registro(reglamento, acervo, contexto),
        rige=rige(reglamento, acervo),
        reemplazado_por=Enlace(nombre_de_reglamento(nueva), direccion_de(nueva)) if nueva else None,
        datos=_datos(reglamento, acervo, contexto),
        reglas=_reglas(reglamento),
        texto=acervo.html(reglamento),
        texto_resumen=reglamento.resumen,
        trozos=_con_lo_que_le_cambiaron(reglamento, acervo, contexto),
        versiones=_versiones(reglamento, acervo),
        respaldo=respaldo(reglamento, acervo, contexto),
    )


def _con_lo_que_le_cambiaron(
    reglamento: Reglamento, acervo: Acervo, contexto: Contexto
) -> tuple[TrozoDeTexto, ...]:
    """Su texto, con lo que le cambiaron hasta la fecha de corte."""
    base = acervo.html(reglamento)
    cambios = (
        Cambiante(
            texto, Enlace(_con_sus_marcas(otro), direccion_de(otro)), textos.fecha(otro.fecha)
        )
        for otro in acervo.que_modifican_a(reglamento)
        if otro.fecha <= contexto.corte and (texto := acervo.html(otro))
    )
    return con_cambios(base, cambios) if base else ()


def _con_sus_marcas(reglamento: Reglamento) -> str:
    """Su nombre y, si su texto no es el firmado, por qué: se lee lejos de su página."""
    marcas = [RECONSTRUIDO] if reconstruido_de(reglamento) else []
    marcas += ["resumen, no el texto firmado"] if reglamento.resumen else []
    nombre = nombre_de_reglamento(reglamento)
    return f"{nombre} ({'; '.join(marcas)})" if marcas else nombre


def _que_reemplaza_a(reglamento: Reglamento, acervo: Acervo) -> Reglamento | None:
    """La versión que dice reemplazarla o, si ninguna lo dice, la siguiente por fecha.

    A la que modifica otra la reemplaza la que reemplaza a la otra.
    """
    entero = _entero(reglamento, acervo)
    declaradas = [
        r for r in acervo.reglamentos if r.reemplaza and acervo.camino(r.reemplaza) == entero.ruta
    ]
    posteriores = [r for r in acervo.reglamentos if r.fecha > entero.fecha and not r.modifica]
    return next(iter(declaradas + posteriores), None)


def _entero(reglamento: Reglamento, acervo: Acervo) -> Reglamento:
    """Él mismo o, si solo cambia una parte de otro, el otro."""
    otro = acervo.buscar(reglamento.modifica) if reglamento.modifica else None
    return otro if isinstance(otro, Reglamento) else reglamento


def en_su_orden(acervo: Acervo) -> Iterator[Reglamento]:
    """Los textos enteros, el último primero, y después de cada uno lo que lo cambió."""
    for reglamento in reversed(acervo.reglamentos):
        if not reglamento.modifica:
            yield reglamento
            yield from acervo.que_modifican_a(reglamento)


def rige(reglamento: Reglamento, acervo: Acervo) -> str:
    """«Rige desde el …» o «Rigió desde el … hasta el …», el día en que otro lo reemplazó.

    Sin mirar qué día es hoy: lo que cuenta es si hay en los registros una versión posterior.
    """
    desde, entero = textos.fecha(reglamento.fecha), _entero(reglamento, acervo)
    parte = "" if entero is reglamento else f" y cambia en parte el {_nombrado(entero)}"
    con = [f"el {_nombrado(r)}" for r in acervo.que_modifican_a(reglamento)]
    cambios = f", con los cambios que le hizo {enumerar(con)}" if con else ""
    nueva = _que_reemplaza_a(reglamento, acervo)
    if nueva is None:
        final = "" if parte or con else "; estos registros no tienen una versión posterior"
        return f"Rige desde el {desde}{parte}{cambios}{final}"
    return f"Rigió desde el {desde} hasta el {textos.fecha(nueva.fecha)}{parte}{cambios}"


def _nombrado(reglamento: Reglamento) -> str:
    return textos.minuscula(nombre_de_reglamento(reglamento))


def _datos(reglamento: Reglamento, acervo: Acervo, contexto: Contexto) -> tuple[Dato, ...]:
    adoptado = reglamento.adoptado_con
    return (
        Dato("Número", _numero(reglamento)),
        Dato("Fecha", textos.fecha(reglamento.fecha)),
        Dato("Adoptado con", enlaces=(enlace_a_norma(adoptado, contexto),) if adoptado else ()),
        *_en_que_cambia(reglamento, acervo),
        *datos_de_publicacion(reglamento),
    )


def _en_que_cambia(reglamento: Reglamento, acervo: Acervo) -> Iterator[Dato]:
    """A quién reemplaza o modifica, y quién lo modifica a él."""
    if reglamento.modifica:
        modificado = (enlace_a(reglamento.modifica, acervo),)
        yield Dato("Modifica a", nota=reglamento.articulos or "", enlaces=modificado)
    else:
        anterior = reglamento.reemplaza
        yield Dato("Reemplaza a", enlaces=(enlace_a(anterior, acervo),) if anterior else ())
    for otro in acervo.que_modifican_a(reglamento):
        enlace = Enlace(nombre_de_reglamento(otro), direccion_de(otro))
        yield Dato("Modificado por", nota=otro.articulos or "", enlaces=(enlace,))


def _numero(reglamento: Reglamento) -> str:
    if reglamento.numero != "ninguno":
        return reglamento.numero or ""
    return se_sabe(reglamento, "no tiene número")


def _reglas(reglamento: Reglamento) -> tuple[Dato, ...]:
    """Lo que el reglamento manda y otras páginas usan para calcular."""
    return (
        Dato("Quórum", regla_de_quorum(reglamento.quorum)),
        Dato("Admite delegados", textos.si_no(reglamento.admite_delegados)),
        Dato("Numeración de las actas", textos.palabras(reglamento.numeracion)),
        Dato(
            "Sesiones ordinarias al año",
            textos.cantidad(reglamento.sesiones_ordinarias_por_anio),
        ),
    )


def _versiones(reglamento: Reglamento, acervo: Acervo) -> tuple[VersionDeReglamento, ...]:
    """Todas las versiones, la más reciente primero."""
    return tuple(
        VersionDeReglamento(
            Enlace(nombre_de_reglamento(r), direccion_de(r)),
            rige(r, acervo),
            r.ruta == reglamento.ruta,
        )
        for r in en_su_orden(acervo)
    )
