"""Qué registros se muestran a la fecha de corte, y desde qué día los demás."""

from __future__ import annotations

from datetime import date

from generador.modelo.acta import Acta, EstadoActa, EstadoSesion
from generador.modelo.base import Registro
from generador.modelo.plan import Plan


def es_publico(registro: Registro, corte: date) -> bool:
    """Si un registro puede mostrarse a la fecha de corte."""
    return not es_borrador(registro) and not es_posterior(registro, corte)


def es_borrador(registro: Registro) -> bool:
    """Si el registro dice que aún no está listo, tenga la fecha que tenga."""
    return registro.borrador or getattr(registro, "estado", None) is EstadoActa.BORRADOR


def es_posterior(registro: Registro, corte: date) -> bool:
    """Si el registro se muestra después de la fecha de corte."""
    dia = dia_en_que_se_muestra(registro)
    return dia is not None and dia > corte


def dia_en_que_se_muestra(registro: Registro) -> date | None:
    """El primer día en que el registro puede estar en el sitio; `None` si no lo dice.

    Sin fecha de publicación es el del documento: antes no existía. Una sesión que no se ha hecho se
    anuncia antes, desde el día en que se citó; de un plan se puede publicar el proyecto.
    """
    declarada: date | None = getattr(registro, "fecha_publicacion", None)
    if declarada or isinstance(registro, Plan):
        return declarada
    if isinstance(registro, Acta) and registro.estado_sesion is not EstadoSesion.REALIZADA:
        return registro.citacion.fecha if registro.citacion else None
    fecha = getattr(registro, "fecha", None)
    return fecha if isinstance(fecha, date) else None
