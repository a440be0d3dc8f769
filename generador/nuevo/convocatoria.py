"""La convocatoria de la sesión que sigue."""

from __future__ import annotations

from datetime import date

from generador.acervo import Acervo
from generador.modelo.clases import POR_MODELO
from generador.modelo.convocatoria import Convocatoria
from generador.modelo.sesion import TipoSesion
from generador.nuevo.registro import EN_BORRADOR, Nuevo, borrador

_COMENTARIOS = {
    "borrador": EN_BORRADOR,
    "fecha": ("El día en que se convoca; la sesión es el de «sesion».",),
    "orden_del_dia": ("Un punto en cada renglón:", "  - Verificación del quórum"),
    "original": (
        "La convocatoria firmada va en la carpeta que se llama como este registro; si el registro "
        "es el original, escriba «este_registro»:",
        "  titulo: Convocatoria firmada",
        "  archivo: convocatoria.pdf",
    ),
    "anexos": (
        "Los archivos van en la carpeta que se llama como este registro:",
        "  - titulo: Propuesta del plan",
        "    archivo: propuesta.pdf",
    ),
}


def convocatoria_nueva(acervo: Acervo, fecha: date, sesion: date, tipo: TipoSesion) -> Nuevo:
    """El borrador de la convocatoria, hecha en `fecha`, a la sesión de un día.

    Se llama por el número que sigue entre las de su año.
    """
    arbol = borrador(
        {
            "fecha": fecha.isoformat(),
            "sesion": sesion.isoformat(),
            "tipo": tipo.value,
            "modalidad": None,
            "hora_inicio": None,
            "lugar": None,
            "medio": None,
            "orden_del_dia": None,
            "fecha_publicacion": None,
            "original": None,
            "anexos": None,
            "firmas": None,
        }
    )
    suyas = (c for c in acervo.de(Convocatoria) if c.sesion.year == sesion.year)
    numeros = [int(n) for c in suyas if (n := c.ruta.rpartition("/")[2]).isdecimal()]
    nombre = f"{max(numeros, default=0) + 1:02}"
    ruta = POR_MODELO[Convocatoria].ruta(acervo.slug, sesion.year, nombre)
    return Nuevo(ruta, arbol, _COMENTARIOS)


def convocatoria_para(acervo: Acervo, sesion: date) -> Convocatoria | None:
    """La convocatoria a la sesión de ese día que ninguna acta cita todavía."""
    citadas = {id(acervo.convocatoria_de(a)) for a in acervo.actas}
    libres = (c for c in acervo.de(Convocatoria) if c.sesion == sesion and id(c) not in citadas)
    return next(libres, None)
