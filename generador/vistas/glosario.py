"""Qué quieren decir las siglas, los tipos y los estados que usa el sitio."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.acta import EstadoActa
from generador.modelo.acuerdos import ResultadoDeDecision
from generador.modelo.instancia import EstadoInstancia, Rol
from generador.modelo.sesion import EstadoSesion, TipoSesion
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.vistas import textos
from generador.vistas.comunes import GLOSARIO, INICIO, VistaEstado, hacer_marco, leyenda
from generador.vistas.marco import Marco
from generador.vistas.seguimientos import leyenda_de_compromisos

SIGNIFICADO_DE_ROL = {
    Rol.PRESIDENCIA: "dirige las sesiones y firma las actas",
    Rol.SECRETARIA_TECNICA: "cita, lleva las actas y los informes, y los publica",
    Rol.INTEGRANTE: "hace parte de la instancia y delibera; el reglamento dice si vota",
    Rol.INVITADO_PERMANENTE: "asiste a las sesiones sin ser integrante",
    Rol.OTRO: "participa de otra manera, que el registro precisa",
}
_SESIONES = {
    TipoSesion.ORDINARIA: "la que se hace en las fechas previstas",
    TipoSesion.EXTRAORDINARIA: "la que se cita por fuera de lo previsto, para algo determinado",
    TipoSesion.INFORMATIVA: "la que se hace para informar, sin decidir",
}
_ESTADOS_DE_SESION = {
    "prevista": "está en el plan, y no consta que se citara",
    EstadoSesion.CONVOCADA: "se citó y todavía no consta que se hiciera",
    EstadoSesion.REALIZADA: "se hizo; su página es la del acta",
    EstadoSesion.APLAZADA: "no se hizo en su fecha y se pasó a otra",
    EstadoSesion.CANCELADA: "no se hizo ni se va a hacer",
}
_ESTADOS_DE_ACTA = {
    EstadoActa.BORRADOR: "no se ha aprobado, y no se publica",
    EstadoActa.PROVISIONAL: "se publica mientras la instancia la aprueba",
    EstadoActa.APROBADA: "la instancia la aprobó",
    EstadoActa.FIRMADA: "la firmaron quienes debían",
    EstadoActa.ANULADA: "se dejó sin efecto; se conserva, y dice con qué acto",
}
_RESULTADOS = {
    ResultadoDeDecision.APROBADA: "se decidió que sí",
    ResultadoDeDecision.NEGADA: "se decidió que no",
    ResultadoDeDecision.APLAZADA: "no se decidió: quedó para otra sesión",
    ResultadoDeDecision.RETIRADA: "no se decidió: quien la propuso la retiró",
    ResultadoDeDecision.DELEGADA: "se le encargó a otro decidirla",
}
_ESTADOS_DE_INSTANCIA = {
    EstadoInstancia.VIGENTE: "existe y funciona",
    EstadoInstancia.INACTIVA: "existe, pero no se reúne",
    EstadoInstancia.NO_VIGENTE: "dejó de existir; sus registros se conservan",
}
_PALABRAS = (
    ("Instancia", "cuerpo estable en el que varias entidades públicas se coordinan"),
    ("Secretaría técnica", "la entidad que sostiene la instancia y publica por ella"),
    ("Quórum", "cuántos presentes con voto hacen falta para decidir"),
    (
        textos.mayuscula(SIN_DATO_DICHO),
        "no se sabe; no quiere decir que no exista ni que la respuesta sea no",
    ),
    ("Reconstruida", "se armó a partir de otro documento, y por sí sola no prueba nada"),
    ("Resumen", "texto con palabras propias: no es el texto firmado"),
    ("Por confirmar", "dato legal que no se ha cotejado con su fuente"),
    ("Huella (SHA-256)", "número que cambia si el archivo cambia: sirve para comprobar la copia"),
    ("Fecha de corte", "el último día que el sitio tiene en cuenta para decir cómo va algo"),
    ("PQRSD", "peticiones, quejas, reclamos, sugerencias y denuncias"),
)


class Termino(Struct, frozen=True):
    """Una palabra o sigla y lo que quiere decir."""

    palabra: str
    significado: str
    sigla: str = ""


class GrupoDeTerminos(Struct, frozen=True):
    """Los términos de un tema."""

    id: str
    titulo: str
    terminos: tuple[Termino, ...]


class VistaGlosario(Struct, frozen=True):
    """El glosario. Los estados van aparte porque llevan su dibujo."""

    marco: Marco
    grupos: tuple[GrupoDeTerminos, ...]
    requisitos: tuple[VistaEstado, ...]
    compromisos: tuple[VistaEstado, ...]


def vista_glosario(contexto: Contexto) -> VistaGlosario:
    """El glosario, que es el mismo en todos los sitios."""
    return VistaGlosario(
        hacer_marco(
            contexto,
            GLOSARIO.ruta,
            GLOSARIO.texto,
            "Qué quieren decir los roles, los tipos de sesión y los estados de este sitio.",
            (INICIO,),
            clase="pagina-glosario",
        ),
        (
            GrupoDeTerminos("roles", "Roles", _roles()),
            _grupo("sesiones", "Tipos de sesión", _SESIONES),
            _grupo("estados-de-sesion", "Estados de una sesión", _ESTADOS_DE_SESION),
            _grupo("estados-de-acta", "Estados de un acta", _ESTADOS_DE_ACTA),
            _grupo("resultados", "En qué queda una decisión", _RESULTADOS),
            _grupo("estados-de-instancia", "Estados de una instancia", _ESTADOS_DE_INSTANCIA),
            GrupoDeTerminos("palabras", "Otras palabras", tuple(Termino(*p) for p in _PALABRAS)),
        ),
        leyenda(),
        leyenda_de_compromisos(),
    )


def _roles() -> tuple[Termino, ...]:
    return tuple(
        Termino(textos.mayuscula(textos.ROLES[rol]), significado, rol.value)
        for rol, significado in SIGNIFICADO_DE_ROL.items()
    )


def _grupo(id_: str, titulo: str, significados: dict[Any, str]) -> GrupoDeTerminos:
    terminos = (Termino(textos.palabras(clave), dice) for clave, dice in significados.items())
    return GrupoDeTerminos(id_, titulo, tuple(terminos))
