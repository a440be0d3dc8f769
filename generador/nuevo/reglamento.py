"""Una versión nueva del reglamento y el plan de un año."""

from __future__ import annotations

from datetime import date, timedelta

from generador.acervo import Acervo
from generador.modelo.acuerdos import EstadoCompromiso
from generador.modelo.clases import POR_MODELO
from generador.modelo.nombres import enumerar
from generador.modelo.norma import REGLAS_DE_REGLAMENTO, Reglamento
from generador.modelo.plan import Denominacion, Plan
from generador.modelo.sesion import EstadoSesion
from generador.nuevo.escribir import Claves, arbol_de
from generador.nuevo.registro import EN_BORRADOR, Nuevo, borrador


def reglamento_nuevo(acervo: Acervo, fecha: date, numero: str = "") -> Nuevo:
    """El borrador de una versión del reglamento.

    Trae las reglas de la que regía la víspera, para cambiar las que cambien, y dice que la
    reemplaza.
    """
    anterior = acervo.reglamento_en(fecha - timedelta(days=1))
    arbol = borrador(
        {
            "numero": numero or None,
            "fecha": fecha.isoformat(),
            "adoptado_con": None,
            "fecha_publicacion": None,
            "original": None,
            "reemplaza": acervo.corta(anterior.ruta) if anterior else None,
            **_reglas(anterior),
        }
    )
    comentarios = {
        "borrador": EN_BORRADOR,
        "numero": ("El número del acto, o «ninguno» si se sabe que no tiene.",),
        "original": (
            "El documento firmado va en la carpeta que se llama como este registro; si el registro "
            "es el original, escriba «este_registro»:",
            "  titulo: Reglamento interno, firmado",
            "  archivo: reglamento.pdf",
        ),
        "quorum": _sobre_quorum(anterior),
        "numeracion": ("Anual si las actas reinician su número cada año; si no, continua.",),
    }
    ruta = POR_MODELO[Reglamento].ruta(acervo.slug, fecha)
    return Nuevo(ruta, arbol, comentarios)


def _reglas(anterior: Reglamento | None) -> Claves:
    conservadas = arbol_de(anterior) if anterior else {}
    return {campo: conservadas.get(campo) for campo in REGLAS_DE_REGLAMENTO}


def _sobre_quorum(anterior: Reglamento | None) -> tuple[str, ...]:
    copiado = (
        ("Lo que sigue es de la versión anterior: cambie lo que haya cambiado.",)
        if anterior
        else ()
    )
    # Debajo de lo copiado, un ejemplo repetiría sus claves.
    hay_regla = anterior is not None and anterior.quorum is not None
    ejemplo = () if hay_regla else ("  base: porcentaje", "  porcentaje: 50")
    return (*copiado, "La base del quórum es mitad_mas_uno, porcentaje o numero:", *ejemplo)


# --- el plan del año --------------------------------------------------------------------------


def plan_nuevo(acervo: Acervo, anio: int) -> Nuevo:
    """El borrador del plan de un año, con tantas sesiones como manda el reglamento."""
    anterior = max(acervo.planes, key=lambda p: p.anio, default=None)
    denominacion = anterior.denominacion if anterior else Denominacion.TRABAJO
    arbol = borrador(
        {
            "anio": str(anio),
            "denominacion": denominacion.value,
            "fecha": None,
            "aprobado_en": None,
            "fecha_publicacion": None,
            "original": None,
            "metas": None,
            "actividades": None,
            "sesiones": _sesiones(acervo, anio),
        }
    )
    comentarios = {
        "borrador": EN_BORRADOR,
        "aprobado_en": (f"El acta en que se aprobó, por ejemplo actas/{anio}/01.",),
        "metas": ("Por ejemplo:", "  - id: primera", "    texto: La meta"),
        "actividades": (
            f"El estado es {enumerar(EstadoCompromiso, 'o')}; si sirve a una meta, escriba "
            "también «meta:» con el identificador de ella:",
            "  - id: una",
            "    texto: La actividad",
            f"    fecha: {anio}-06",
            "    estado: programado",
        ),
        "sesiones": (
            "La fecha puede ser un día (AAAA-MM-DD) o solo un mes (AAAA-MM); el estado es "
            f"{enumerar(EstadoSesion, 'o')}.",
        ),
    }
    return Nuevo(POR_MODELO[Plan].ruta(acervo.slug, anio), arbol, comentarios)


def _sesiones(acervo: Acervo, anio: int) -> list[Claves] | None:
    reglamento = acervo.reglamento_en(date(anio, 12, 31))
    cuantas = reglamento.sesiones_ordinarias_por_anio if reglamento else None
    filas: list[Claves] = [{"fecha": None, "tipo": "ordinaria", "estado": "convocada"}]
    return filas * cuantas if cuantas else None
