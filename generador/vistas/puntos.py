"""El orden del día: cada punto con su número, en qué quedó y sus archivos."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.base import Publicable
from generador.modelo.sesion import ClaseDePunto, PuntoDelOrden
from generador.vistas.comunes import vista_documento
from generador.vistas.marco import VistaDocumento

_PARA_QUE = {
    ClaseDePunto.DECISION: "Para decidir",
    ClaseDePunto.INFORMACION: "Para informar",
    ClaseDePunto.VARIOS: "Varios",
}


class VistaPunto(Struct, frozen=True):
    """Un punto. `numero` es el que trae el documento; vacío, si los cuenta la página."""

    numero: str
    punto: str
    detalles: tuple[str, ...]
    anexos: tuple[VistaDocumento, ...]

    def __str__(self) -> str:
        """«10.1. Aprobar el plan»: lo que muestra una plantilla que solo escribe el punto."""
        return f"{self.numero}. {self.punto}" if self.numero else self.punto


def vista_puntos(
    puntos: Iterable[PuntoDelOrden] | None,
    registro: Publicable,
    acervo: Acervo,
    contexto: Contexto,
) -> tuple[VistaPunto, ...] | None:
    """Los puntos del orden del día de un registro, cuyos anexos nombran; `None` es «sin dato»."""
    if puntos is None:
        return None
    return tuple(_punto(p, registro, acervo, contexto) for p in puntos)


def _punto(
    punto: PuntoDelOrden, registro: Publicable, acervo: Acervo, contexto: Contexto
) -> VistaPunto:
    nombrados = punto.anexos or ()
    suyos = [
        a for a in registro.anexos or () if (a.titulo if a.retenido else a.archivo) in nombrados
    ]
    reserva = f"A puerta cerrada. Fundamento: {punto.fundamento}" if punto.reservado else ""
    resultado = f"Resultado: {punto.resultado}" if punto.resultado else ""
    para_que = _PARA_QUE[punto.clase] if punto.clase else ""
    return VistaPunto(
        punto.numero or "",
        punto.punto,
        tuple(d for d in (para_que, resultado, reserva) if d),
        tuple(vista_documento(registro, a, acervo, contexto) for a in suyos),
    )
