"""Un documento propio, y la constancia de un periodo sin sesiones."""

from __future__ import annotations

from datetime import date

from generador.acervo import Acervo
from generador.modelo.acta import SinSesiones
from generador.modelo.clases import POR_MODELO
from generador.modelo.escrito import Escrito
from generador.modelo.fechas import Periodo
from generador.nuevo.registro import EN_BORRADOR, Nuevo, borrador


def escrito_nuevo(acervo: Acervo, titulo: str, tipo: str, fecha: date, nombre: str) -> Nuevo:
    """El borrador de un documento propio de esa fecha; `nombre` es el de su archivo."""
    arbol = borrador(
        {
            "titulo": titulo,
            "tipo": tipo,
            "fecha": fecha.isoformat(),
            "autor": None,
            "asunto": None,
            "fecha_publicacion": None,
            "original": None,
        }
    )
    comentarios = {
        "borrador": EN_BORRADOR,
        "tipo": ("Con una palabra: lineamiento, memorando, cronograma…",),
        "autor": ("Quién lo hizo: un cargo, un grupo o una entidad, no una persona.",),
        "asunto": ("De qué trata, en una o dos frases.",),
        "original": _original("El documento", titulo, "documento.pdf"),
    }
    return Nuevo(POR_MODELO[Escrito].ruta(acervo.slug, fecha.year, nombre), arbol, comentarios)


def constancia_nueva(acervo: Acervo, periodo: Periodo, motivo: str, fecha: date) -> Nuevo:
    """El borrador de la constancia, hecha en `fecha`, de que en un periodo no hubo sesiones."""
    arbol = borrador(
        {
            "periodo": periodo.clave,
            "motivo": motivo,
            "fecha": fecha.isoformat(),
            "fecha_publicacion": None,
            "original": None,
            "firmas": None,
        }
    )
    comentarios = {
        "borrador": EN_BORRADOR,
        "fecha": ("El día en que se hace la constancia.",),
        "original": _original("La constancia firmada", "Constancia firmada", "constancia.pdf"),
        "firmas": (
            "P es la presidencia y S la secretaría técnica:",
            "  - nombre: Nombre de quien firma",
            "    cargo: Su cargo",
            f"    entidad: {acervo.instancia.secretaria_tecnica}",
            "    rol: S",
            f"    fecha: {fecha.isoformat()}",
        ),
    }
    del_anio = periodo.clave.partition("-")[2]
    nombre = "-".join(filter(None, ("sin-sesiones", del_anio)))
    ruta = POR_MODELO[SinSesiones].ruta(acervo.slug, periodo.anio, nombre)
    return Nuevo(ruta, arbol, comentarios)


def _original(que: str, titulo: str, archivo: str) -> tuple[str, ...]:
    return (
        f"{que} va en la carpeta que se llama como este registro; si el registro es el original, "
        "escriba «este_registro»:",
        f"  titulo: {titulo}",
        f"  archivo: {archivo}",
    )
